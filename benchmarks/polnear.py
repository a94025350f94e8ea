"""PolNeAR as data: articles with their gold attributions, read from a clone of the public repository.

The corpus (Newell, Margolin and Ruths, LREC 2018) is brat standoff annotation: ``text/NAME.txt`` beside
``attributions/NAME_WXYZ.ann``, where the four hex digits stand for the annotator. All offsets are half-open and
count code points.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WHERE_TO_GET_IT = "git clone https://github.com/networkdynamics/PolNeAR, then --polnear PolNeAR"

Extent = tuple[int, int]
"""Start and end offset of a stretch of text."""

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}\.ann$")
_TEXT_BOUND = re.compile(r"T\d+$")
_EVENT = re.compile(r"E\d+$")
_ROLES = ("source", "cue", "content")


class CorpusMissing(Exception):
    """There is no PolNeAR at the given place; the message says where to get it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One annotated attribution; each role may be discontinuous, source and cue may be absent."""

    source: tuple[Extent, ...] = ()
    cue: tuple[Extent, ...] = ()
    content: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """Who the source of an attribution is, by name."""

    name: str
    kind: str
    """``person``, ``organization``, ``group``, ``unnamed`` or ``unknown``."""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text, its attributions in file order, and what else the corpus has on it."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]
    speakers: Mapping[int, SpeakerLabel] = field(default_factory=dict, hash=False)
    """By index into ``attributions``; empty when nobody labelled the article."""
    parse: Path | None = None
    """The CoreNLP XML of the article, where the corpus ships it."""


def read_corpus(directory: Path, split: str = "train") -> list[GoldArticle]:
    """Read one split of PolNeAR, in order of the file names.

    ``directory`` is the clone or its ``data`` folder. Of several annotators of an article the first by file
    name counts. A ``speakers.json`` beside the ``data`` folder adds the speakers' names.
    Raises :class:`CorpusMissing` when there is no such split.
    """
    data = _data_folder(directory, split)
    annotations = _first_annotator(sorted((data / split / "attributions").iterdir()))
    labels = _speaker_labels(data.resolve().parent / "speakers.json")
    return [
        GoldArticle(
            name=path.stem,
            text=path.read_text(encoding="utf-8", errors="replace"),
            attributions=read_attributions(annotations[path.stem].read_text(encoding="utf-8")),
            speakers=labels.get(f"{split}/{path.stem}", {}),
            parse=_existing(data / split / "corenlp" / f"{path.name}.xml"),
        )
        for path in sorted((data / split / "text").iterdir())
        if path.stem in annotations
    ]


def read_attributions(standoff: str) -> tuple[Attribution, ...]:
    """The attributions of one brat file; those without content are left out, as nothing can match them."""
    extents: dict[str, tuple[Extent, ...]] = {}
    events: list[str] = []
    for line in standoff.splitlines():
        key, _, rest = line.partition("\t")
        body = rest.partition("\t")[0]
        if _TEXT_BOUND.match(key) and body:
            extents[key] = _extents(body)
        elif _EVENT.match(key) and body:
            events.append(body)
    attributions = (_attribution(event, extents) for event in events)
    return tuple(found for found in attributions if found.content)


def _extents(body: str) -> tuple[Extent, ...]:
    """``Content 0 4;9 12`` as extents."""
    pairs = body.partition(" ")[2].split(";")
    return tuple((int(start), int(end)) for start, end in (pair.split() for pair in pairs))


def _attribution(event: str, extents: Mapping[str, tuple[Extent, ...]]) -> Attribution:
    """``Attribution:T4 Content:T3 Content2:T5 Source:T1`` as a record: brat numbers the further arguments of a role."""
    roles: dict[str, list[Extent]] = {role: [] for role in _ROLES}
    for argument in event.split():
        label, _, key = argument.partition(":")
        role = label.rstrip("0123456789").lower()
        if role in roles:
            roles[role].extend(extents.get(key, ()))
    return Attribution(**{role: tuple(found) for role, found in roles.items()})


def _data_folder(directory: Path, split: str) -> Path:
    for data in (directory / "data", directory):
        if (data / split / "text").is_dir() and (data / split / "attributions").is_dir():
            return data
    raise CorpusMissing(f"no PolNeAR split {split!r} under {directory}: {WHERE_TO_GET_IT}")


def _first_annotator(paths: Iterable[Path]) -> dict[str, Path]:
    first: dict[str, Path] = {}
    for path in paths:
        first.setdefault(_ANNOTATOR.sub("", path.name), path)
    return first


def _speaker_labels(path: Path) -> dict[str, dict[int, SpeakerLabel]]:
    if not path.is_file():
        return {}
    raw: dict[str, dict[str, dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return {
        article: {int(index): SpeakerLabel(label["name"], label["type"]) for index, label in labels.items()}
        for article, labels in raw.items()
    }


def _existing(path: Path) -> Path | None:
    return path if path.is_file() else None
