"""The everyday corpus as data, and its measures: quotations of news and features of every kind, judged one by one.

The corpus is a folder with ``text/NAME.txt`` and ``gold.json``, which gives for each article the candidates between
quotation marks with their offsets (half-open, in code points), whether somebody says them, who, of what type, and the
mention that the text has. Its texts are not published, so it is absent on most machines.

- found: of the quotations that somebody says, how many are credited to anybody;
- end: credited, and the mention overlaps the annotated one. A credit for what nobody says (*spurious*: a title, a term,
  a scare quote) and one for words that are no candidate (*extra*) count against precision;
- who: the speaker's name is right, a missed quotation is wrong; of unnamed sources and groups the mention decides. The
  same where the mention is a bare "he" or "she", and for quotations between single marks; canonical asks for the
  fullest form of the name, titles aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.names import same_canonical, same_entity
from benchmarks.polnear import CorpusMissing, Extent, GoldArticle
from benchmarks.regions import agreement, length, overlap, trim
from benchmarks.scores import COVERED, INDIRECT, Figures, Prediction, f_score, ratio, total

WHERE_TO_GET_IT = "its texts are not published; --everyday DIR takes a folder with text/*.txt and gold.json"

_NAMED = frozenset({"person", "organization"})
_WITHOUT_NAME = frozenset({"unnamed", "group"})
_HE_SHE = frozenset({"he", "she"})
_SINGLE = "'‘"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch between quotation marks, and what a reader says of it."""

    extent: Extent
    kind: str
    """``direct``, ``mixed`` or ``other``."""
    attributed: bool
    """Does somebody say it?"""
    speaker: str = ""
    speaker_type: str = ""
    """``person``, ``organization``, ``group``, ``unnamed`` or ``none``."""
    mention: Extent | None = None
    """The words that name the speaker there; None where the text has none."""


Judged = Mapping[str, Sequence[Candidate]]
"""The candidates of each article by its name."""


def read_everyday(directory: Path) -> tuple[list[GoldArticle], Judged]:
    """The articles in order of their names, and what was judged in each. Raises :class:`CorpusMissing`."""
    gold = directory / "gold.json"
    if not gold.is_file() or not (directory / "text").is_dir():
        raise CorpusMissing(f"no everyday corpus in {directory}: {WHERE_TO_GET_IT}")
    raw: dict[str, dict[str, Any]] = json.loads(gold.read_text(encoding="utf-8"))
    articles = [
        GoldArticle(name, (directory / "text" / f"{name}.txt").read_text(encoding="utf-8"), ()) for name in sorted(raw)
    ]
    return articles, {name: [_candidate(quote) for quote in judged["quotes"]] for name, judged in raw.items()}


def _candidate(quote: Mapping[str, Any]) -> Candidate:
    mention = quote.get("mention")
    return Candidate(
        extent=(quote["start"], quote["end"]),
        kind=quote["kind"],
        attributed=quote["attributed"],
        speaker=quote.get("speaker", ""),
        speaker_type=quote.get("type", "none"),
        mention=(mention[0], mention[1]) if mention else None,
    )


@dataclass(frozen=True, slots=True)
class EverydayCounts:
    """Numbers of candidates and of credits."""

    gold: int = 0
    """Candidates that somebody says."""
    credits: int = 0
    """Stretches that the system credits to anybody."""
    found: int = 0
    spurious: int = 0
    extra: int = 0
    source_right: int = 0
    who_right: int = 0
    he_she: int = 0
    he_she_right: int = 0
    single: int = 0
    single_right: int = 0
    named: int = 0
    canonical: int = 0

    def figures(self) -> Figures:
        precision = ratio(self.source_right, self.found + self.spurious + self.extra)
        recall = ratio(self.source_right, self.gold)
        return {
            "gold": self.gold,
            "credits": self.credits,
            "found": ratio(self.found, self.gold),
            "spurious": self.spurious,
            "extra": self.extra,
            "nobody": self.spurious + self.extra,
            "end_P": precision,
            "end_R": recall,
            "end_F": f_score(precision, recall),
            "who": ratio(self.who_right, self.gold),
            "who_he_she": ratio(self.he_she_right, self.he_she),
            "he_she": self.he_she,
            "canonical": ratio(self.canonical, self.named),
            "single": self.single,
            "who_single": ratio(self.single_right, self.single),
        }


Credit = tuple[Extent, Prediction]
"""A credited stretch, trimmed, and the prediction that it is a part of."""


def score_everyday(
    articles: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Prediction]], judged: Judged
) -> dict[str, Figures]:
    """All figures over the articles, as the measure ``everyday``; an article without predictions has none right."""
    counts = (count_article(article, judged[article.name], predictions.get(article.name, ())) for article in articles)
    return {"everyday": total(counts, EverydayCounts()).figures()}


def count_article(
    article: GoldArticle, candidates: Sequence[Candidate], predicted: Iterable[Prediction]
) -> EverydayCounts:
    """Compare what a system credits in one article with what a reader does."""
    credits = list(_credits(article.text, predicted))
    hits = [_hit(article.text, candidate, credits) for candidate in candidates]
    pairs = [
        (candidate, None if hit is None else credits[hit][1]) for candidate, hit in zip(candidates, hits, strict=True)
    ]
    used = {hit for hit in hits if hit is not None}
    judged = total((_count(article.text, candidate, prediction) for candidate, prediction in pairs), EverydayCounts())
    return total([judged, EverydayCounts(credits=len(credits), extra=len(credits) - len(used))], EverydayCounts())


def _credits(text: str, predicted: Iterable[Prediction]) -> Iterable[Credit]:
    for prediction in predicted:
        if prediction.credits and prediction.kind != INDIRECT:
            for fragment in prediction.fragments:
                extent = trim(text, fragment)
                if length(extent):
                    yield extent, prediction


def _hit(text: str, candidate: Candidate, credits: Sequence[Credit]) -> int | None:
    """The first credit that is this candidate; of a whole utterance, failing that, the first that holds it."""
    words = trim(text, candidate.extent)
    same = (index for index, (extent, _) in enumerate(credits) if agreement([extent], [words]) >= COVERED)
    hit = next(same, None)
    if hit is None and candidate.kind == "direct":
        holding = (index for index, (each, _) in enumerate(credits) if overlap(each, words) >= 0.9 * length(words))
        return next(holding, None)
    return hit


def _count(text: str, candidate: Candidate, prediction: Prediction | None) -> EverydayCounts:
    if not candidate.attributed:
        return EverydayCounts(spurious=prediction is not None)
    source_right = prediction is not None and _names_source(prediction, candidate.mention)
    who_right = prediction is not None and (
        same_entity(prediction.name, candidate.speaker) or (candidate.speaker_type in _WITHOUT_NAME and source_right)
    )
    he_she = candidate.mention is not None and text[slice(*candidate.mention)].lower() in _HE_SHE
    single = _between_single_marks(text, candidate.extent[0])
    named = candidate.speaker_type in _NAMED
    canonical = prediction is not None and same_canonical(prediction.name, candidate.speaker)
    return EverydayCounts(
        gold=1,
        found=prediction is not None,
        source_right=source_right,
        who_right=who_right,
        he_she=he_she,
        he_she_right=he_she and who_right,
        single=single,
        single_right=single and who_right,
        named=named,
        canonical=named and who_right and canonical,
    )


def _names_source(prediction: Prediction, gold: Extent | None) -> bool:
    """Without a mention in the gold any credit is a right one."""
    mentions = prediction.alternatives if prediction.mention is None else (prediction.mention,)
    return gold is None or any(overlap(mention, gold) for mention in mentions)


def _between_single_marks(text: str, start: int) -> bool:
    """Two single straight marks are a double one."""
    return text[max(start - 1, 0) : start] in tuple(_SINGLE) and text[max(start - 2, 0) : start] != "''"
