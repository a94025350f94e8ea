"""What went into an archive, out again: articles with their quotes and speakers, as they were found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from quoteattr.archive.records import Entry
from quoteattr.archive.rows import BETWEEN
from quoteattr.export.rows import read_spans
from quoteattr.metadata import METADATA_FIELDS, Metadata
from quoteattr.types import Article, Gender, GenderValue, Quote, QuoteKind, Span, Speaker, SpeakerKind

_ARTICLES = f"""
    SELECT articles.id, key, text, {", ".join(METADATA_FIELDS)}
    FROM articles JOIN texts ON texts.article = articles.id ORDER BY articles.id
"""
_SPEAKERS = """
    SELECT id, name, kind, aliases, role, gender, gender_evidence, mentions FROM speakers WHERE article = ? ORDER BY id
"""
_QUOTES = """
    SELECT id, speaker, parent, kind, spans, cue_start, cue_end, mention_start, mention_end, rule, speaker_rule,
        confidence
    FROM quotes WHERE article = ? ORDER BY place
"""


def read_articles(connection: sqlite3.Connection) -> Iterator[Entry]:
    """See :meth:`quoteattr.archive.Archive.articles`."""
    for number, key, text, *about in connection.execute(_ARTICLES):
        quotes = connection.execute(_QUOTES, (number,)).fetchall()
        speakers = connection.execute(_SPEAKERS, (number,)).fetchall()
        yield Entry(key, _article(text, quotes, speakers), Metadata(*about))


def _article(text: str, quotes: Sequence[Sequence[Any]], speakers: Sequence[Sequence[Any]]) -> Article:
    known = {row[0]: _speaker(text, row) for row in speakers}
    places = {row[0]: place for place, row in enumerate(quotes)}
    return Article(text, tuple(_quote(text, row, known, places) for row in quotes), tuple(known.values()))


def _speaker(text: str, row: Sequence[Any]) -> Speaker:
    _, name, kind, aliases, role, gender, evidence, mentions = row
    told = Gender(GenderValue(gender), evidence or "")
    return Speaker(name, SpeakerKind(kind), _several(aliases), _several(role), told, _spans(text, mentions))


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split(BETWEEN)) if cell else ()


def _quote(text: str, row: Sequence[Any], speakers: dict[int, Speaker], places: dict[int, int]) -> Quote:
    _, speaker, parent, kind, spans, cue_start, cue_end, mention_start, mention_end, rule, speaker_rule, confidence = (
        row
    )
    return Quote(
        QuoteKind(kind),
        _spans(text, spans),
        _span(text, cue_start, cue_end),
        _span(text, mention_start, mention_end),
        speakers.get(speaker),
        rule or "",
        speaker_rule or "",
        confidence,
        places.get(parent),
    )


def _spans(text: str, offsets: str | None) -> tuple[Span, ...]:
    return tuple(Span(start, end, text[start:end]) for start, end in read_spans(offsets)) if offsets else ()


def _span(text: str, start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end, text[start:end])
