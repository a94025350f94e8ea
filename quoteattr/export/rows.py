"""One flat row a quote: the table that CSV, Parquet, pandas and Spark share.

The columns, their order and their types are those of :class:`Row`, for every target. Nothing in a row is nested, and
what is absent is None (an empty cell in CSV, a null elsewhere), never an empty string or a NaN.
"""

from __future__ import annotations

from typing import TypedDict, get_args, get_type_hints

from quoteattr.metadata import NOTHING_KNOWN, Metadata
from quoteattr.types import Article, Quote, Span, Speaker


class Row(TypedDict):
    """A quote in one line, or, in an error row, the reason why an article has none."""

    id: str | None
    """The caller's name for the article."""
    quote_index: int | None
    """Place of the quote in ``Article.quotes``, from 0. Only None in an error row."""
    kind: str | None
    """``direct``, ``mixed``, ``indirect`` or ``other``. Only None in an error row."""
    text: str | None
    """The quoted words, spans joined by one space. Only None in an error row."""
    start: int | None
    """Offset of the first quoted code point in the article."""
    end: int | None
    """Offset behind the last quoted code point."""
    spans: str | None
    """All spans as ``start-end;start-end``, which every target can hold; :func:`read_spans` reads it."""
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    mention: str | None
    mention_start: int | None
    mention_end: int | None
    speaker: str | None
    """Name of the speaker; None where the text does not tell."""
    speaker_kind: str | None
    """``person``, ``organization``, ``group`` or ``unnamed``."""
    speaker_gender: str | None
    """``female``, ``male`` or ``unknown``."""
    speaker_gender_evidence: str | None
    rule: str | None
    speaker_rule: str | None
    confidence: float | None
    """0 to 1. Only None in an error row."""
    parent: int | None
    """``quote_index`` of the quote around this one."""
    error: str | None
    """None in a good row. An error row has nothing but this and ``id``."""
    title: str | None
    """This and the columns behind it are of the article: :class:`~quoteattr.metadata.Metadata`."""
    author: str | None
    date: str | None
    outlet: str | None
    url: str | None
    section: str | None


def _types() -> dict[str, type]:
    return {column: get_args(hint)[0] for column, hint in get_type_hints(Row).items()}


ROW_TYPES: dict[str, type] = _types()
"""``str``, ``int`` or ``float`` for each column; every column may be None."""

ROW_COLUMNS: tuple[str, ...] = tuple(ROW_TYPES)
"""The columns in their order, which is part of the contract: new ones are only added at the end."""


def to_rows(article: Article, *, id: str | int | None = None, metadata: Metadata = NOTHING_KNOWN) -> list[Row]:
    """The quotes of an article as flat rows, in text order; an article without quotes gives none.

    ``id`` names the article in each row, ``metadata`` tells more of it. The id is written as text, so that the column
    has one type whatever the caller counts articles with.
    """
    name = _name(id)
    return [_row(name, index, quote, metadata) for index, quote in enumerate(article.quotes)]


def error_row(id: str | int | None, error: str | BaseException) -> Row:
    """The row of an article that could not be parsed: all columns None but ``id`` and ``error``.

    An exception is written as ``TypeError: its message``.
    """
    reason = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    row: Row = dict.fromkeys(ROW_COLUMNS)  # type: ignore[assignment]  # a TypedDict has no constructor for this
    row["id"] = _name(id)
    row["error"] = reason
    return row


def read_spans(spans: str) -> list[tuple[int, int]]:
    """The ``(start, end)`` pairs of a row's ``spans``.

    Raises:
        ValueError: it is not of the form ``start-end;start-end``.
    """
    try:
        return [(int(start), int(end)) for start, end in (pair.split("-") for pair in spans.split(";"))]
    except ValueError:
        raise ValueError(f"expected spans such as '3-17;25-40', got {spans!r}") from None


def _name(id: str | int | None) -> str | None:
    return None if id is None else str(id)


def _row(id: str | None, index: int, quote: Quote, metadata: Metadata) -> Row:
    cue, mention, speaker = _extent(quote.cue), _extent(quote.mention), _speaker(quote.speaker)
    return {
        "id": id,
        "quote_index": index,
        "kind": quote.kind.value,
        "text": quote.text,
        "start": quote.spans[0].start if quote.spans else None,
        "end": quote.spans[-1].end if quote.spans else None,
        "spans": ";".join(f"{span.start}-{span.end}" for span in quote.spans) or None,
        "cue": cue[0],
        "cue_start": cue[1],
        "cue_end": cue[2],
        "mention": mention[0],
        "mention_start": mention[1],
        "mention_end": mention[2],
        "speaker": speaker[0],
        "speaker_kind": speaker[1],
        "speaker_gender": speaker[2],
        "speaker_gender_evidence": speaker[3],
        "rule": quote.rule or None,
        "speaker_rule": quote.speaker_rule or None,
        "confidence": quote.confidence,
        "parent": quote.parent,
        "error": None,
        "title": metadata.title,
        "author": metadata.author,
        "date": metadata.date,
        "outlet": metadata.outlet,
        "url": metadata.url,
        "section": metadata.section,
    }


def _extent(span: Span | None) -> tuple[str, int, int] | tuple[None, None, None]:
    return (span.text, span.start, span.end) if span else (None, None, None)


def _speaker(speaker: Speaker | None) -> tuple[str | None, str | None, str | None, str | None]:
    if speaker is None:
        return None, None, None, None
    return speaker.name, speaker.kind.value, speaker.gender.value.value, speaker.gender.evidence or None
