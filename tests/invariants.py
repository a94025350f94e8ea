"""What holds for the records of every text, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quoteattr.types import Article, Quote, QuoteKind, Span


def check(text: str, article: Article) -> None:
    """Raises ``AssertionError`` if a record of ``text`` breaks the contract of the design."""
    assert article.text == text
    for span in all_spans(article):
        assert 0 <= span.start < span.end <= len(text), span
        assert text[span.start : span.end] == span.text, span
    starts = [quote.spans[0].start for quote in article.quotes]
    assert starts == sorted(starts), "quotes stand in text order"
    for index, quote in enumerate(article.quotes):
        _check_quote(quote, index, article)
    _check_nesting(article.quotes)


def all_spans(article: Article) -> Iterator[Span]:
    """Every span of every record."""
    for quote in article.quotes:
        yield from quote.spans
        yield from filter(None, (quote.cue, quote.mention))
    speakers = [quote.speaker for quote in article.quotes if quote.speaker is not None]
    each_once = {id(speaker): speaker for speaker in (*speakers, *article.speakers)}
    for speaker in each_once.values():
        yield from speaker.mentions


def _check_quote(quote: Quote, index: int, article: Article) -> None:
    for before, after in pairwise(quote.spans):
        assert before.end <= after.start, "the spans of a quote follow each other"
    for said_by in filter(None, (quote.cue, quote.mention)):
        assert all(disjoint(said_by, span) for span in quote.spans), "an attribution stands outside its quote"
    if quote.cue is not None and quote.mention is not None:
        assert disjoint(quote.cue, quote.mention)
    if quote.mention is not None:
        assert quote.rule, "a rule signs what it linked"
    if quote.speaker is not None:
        assert quote.kind is not QuoteKind.OTHER
        assert quote.speaker in article.speakers
    if quote.parent is not None:
        assert 0 <= quote.parent < index
        outer = article.quotes[quote.parent]
        assert all(any(a.start <= b.start and b.end <= a.end for a in outer.spans) for b in quote.spans)
    assert 0 <= quote.confidence <= 1


def disjoint(a: Span, b: Span) -> bool:
    return a.end <= b.start or b.end <= a.start


def _check_nesting(quotes: tuple[Quote, ...]) -> None:
    """Of two spans one holds the other, or they share nothing."""
    open_ends: list[int] = []
    for span in sorted((s for quote in quotes for s in quote.spans), key=lambda s: (s.start, -s.end)):
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        assert not open_ends or span.end <= open_ends[-1], span
        open_ends.append(span.end)
