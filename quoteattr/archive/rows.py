"""An article as the rows of an archive, worked out before it is touched: what fails costs one article."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quoteattr.archive.dates import days
from quoteattr.archive.records import Entry
from quoteattr.counting import shown
from quoteattr.errors import RecordError
from quoteattr.metadata import METADATA_FIELDS, Metadata
from quoteattr.types import Article, Quote, Span, Speaker

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # SQLite ends a text at NUL, and UTF-8 has no lone surrogates
BETWEEN = "; "
"""Between several aliases or roles in one cell."""

SPEAKER_COLUMNS = (
    "id",
    "article",
    "name",
    "kind",
    "role",
    "gender",
    "gender_evidence",
    "aliases",
    "mentions",
    "person",
)
QUOTE_COLUMNS = (
    *("id", "article", "place", "speaker", "parent", "kind", "clean", "text", "words", "spans", "start", "end"),
    *("cue", "cue_start", "cue_end", "mention", "mention_start", "mention_end", "rule", "speaker_rule", "confidence"),
    *("context", "context_start", "context_end"),
)

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article, ready to be written."""

    key: str
    digest: str
    about: dict[str, Any]
    """The further columns of the article."""
    text: str
    speakers: tuple[Cells, ...]
    """Of each the columns behind ``article`` but ``person``."""
    quotes: tuple[tuple[int | None, int | None, Cells], ...]
    """Of each the places of its speaker and its parent, and the columns from ``kind`` on."""


def digest_of(text: str, metadata: Metadata, settings: Mapping[str, object]) -> str:
    """What is another where the text, what is known of the article or how it is read is another; 32 characters."""
    told = json.dumps([text, metadata.to_dict(), settings], sort_keys=True, default=str)
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def prepare(entry: Entry, digest: str) -> Prepared:
    """The rows of an article. A code point that SQLite cannot hold becomes U+FFFD, so that all offsets hold.

    Raises:
        RecordError: a quote has no words, or a speaker who is not one of its article.
    """
    article = entry.article
    speakers = _places(article)
    told = {name: _text(value) for name, value in entry.metadata.to_dict().items()}
    known = days(told["date"] or "")
    about: dict[str, Any] = {
        **{name: told[name] for name in METADATA_FIELDS},
        "first_day": known and known.first,
        "last_day": known and known.last,
        "words": len(article.text.split()),
        "quotes": sum(1 for _ in shown(article)),
    }
    return Prepared(
        _text(entry.key) or "",
        digest,
        about,
        _text(article.text) or "",
        tuple(map(_speaker, article.speakers)),
        tuple(
            (place, quote.parent, _quote(quote, article)) for place, quote in zip(speakers, article.quotes, strict=True)
        ),
    )


def _places(article: Article) -> list[int | None]:
    """Of each quote the place of its speaker in the article's."""
    places: dict[Speaker | None, int | None] = {speaker: place for place, speaker in enumerate(article.speakers)}
    places[None] = None
    for index, quote in enumerate(article.quotes):
        if quote.speaker not in places:
            raise RecordError("is not one of the speakers of the article", f".quotes[{index}].speaker")
        if not quote.spans:
            raise RecordError("there are no words", f".quotes[{index}].spans")
    return [places[quote.speaker] for quote in article.quotes]


def _text(value: str | None) -> str | None:
    return value and _UNSTORABLE.sub("\ufffd", value)


def _speaker(speaker: Speaker) -> Cells:
    return (
        _text(speaker.name),
        speaker.kind.value,
        _text(BETWEEN.join(speaker.titles)) or None,
        speaker.gender.value.value,
        _text(speaker.gender.evidence) or None,
        _text(BETWEEN.join(speaker.aliases)) or None,
        _offsets(speaker.mentions) or None,
    )


def _quote(quote: Quote, article: Article) -> Cells:
    context = article.context(quote)
    return (
        quote.kind.value,
        _on_one_line(quote.words),
        _text(quote.text),
        len(quote.text.split()),
        _offsets(quote.spans),
        quote.spans[0].start,
        quote.spans[-1].end,
        *_extent(quote.cue),
        *_extent(quote.mention),
        quote.rule or None,
        quote.speaker_rule or None,
        quote.confidence,
        _on_one_line(context.text),
        context.start,
        context.end,
    )


def _offsets(spans: Iterable[Span]) -> str:
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def _on_one_line(text: str) -> str:
    return " ".join((_text(text) or "").split())


def _extent(span: Span | None) -> Cells:
    return (_text(span.text), span.start, span.end) if span else (None, None, None)
