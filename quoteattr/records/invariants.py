"""What holds between the records of an article, whoever made them: the parser, a caller or a reader of JSON.

1.  A span has at least one code point, and its ``text`` is that of the article at its offsets.
2.  A quote has at least one span; its spans follow each other.
3.  Cue and mention share no code point with each other, nor with the words that they attribute.
4.  What nobody says (the kind ``other``) has no speaker.
5.  Quotes stand in text order: by where they start, the longer before the shorter; no two have the same spans.
6.  The parent of a quote stands before it and around each of its spans.
7.  Spans of different quotes are nested or share no code point.
8.  The speaker of each quote is one of ``speakers``, which lists nobody twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from quoteattr.errors import RecordError, shown, unexpected
from quoteattr.types import Article, Quote, QuoteKind, Span


def check(article: Article) -> None:
    """Raise :class:`quoteattr.errors.RecordError` for the first of :func:`violations`."""
    for violation in violations(article):
        raise violation


def violations(article: Article) -> Iterator[RecordError]:
    """Everything about the records of an article that contradicts the rest, with the path of the field."""
    for path, span in _spans(article):
        if span.start == span.end:
            yield unexpected(span.end, f"an offset from start + 1 ({span.start + 1}) up", f"{path}.end")
        elif article.text[span.start : span.end] != span.text:
            yield unexpected(span.text, "the words of the article at these offsets", f"{path}.text")
    for index, quote in enumerate(article.quotes):
        for violation in (*_of_quote(quote), *_of_parent(quote, index, article.quotes)):
            yield violation.inside(f".quotes[{index}]")
    yield from _of_order(article.quotes)
    yield from _of_nesting(article.quotes)
    yield from _of_speakers(article)


def _spans(article: Article) -> Iterator[tuple[str, Span]]:
    """Every span of the article with its path."""
    for at, quote in enumerate(article.quotes):
        yield from ((f".quotes[{at}].spans[{index}]", span) for index, span in enumerate(quote.spans))
        if quote.cue:
            yield f".quotes[{at}].cue", quote.cue
        if quote.mention:
            yield f".quotes[{at}].mention", quote.mention
    for at, speaker in enumerate(article.speakers):
        yield from ((f".speakers[{at}].mentions[{index}]", span) for index, span in enumerate(speaker.mentions))


def overlap(a: Span, b: Span) -> bool:
    """Do two spans share a code point?"""
    return a.start < b.end and b.start < a.end


def holds(outer: Iterable[Span], inner: Span) -> bool:
    """Does one of the outer spans hold the whole of the inner one?"""
    return any(span.start <= inner.start and inner.end <= span.end for span in outer)


def text_order(quote: Quote) -> tuple[int, int]:
    """The key by which quotes are sorted; every quote has a span."""
    return quote.spans[0].start, -quote.spans[-1].end


def _of_quote(quote: Quote) -> Iterator[RecordError]:
    if not quote.spans:
        yield RecordError("expected at least one span, got none", ".spans")
    for index, (before, after) in enumerate(pairwise(quote.spans), 1):
        if after.start < before.end:
            told = f"an offset from the end of the span before ({before.end}) up"
            yield unexpected(after.start, told, f".spans[{index}].start")
    for name, said_by in (("cue", quote.cue), ("mention", quote.mention)):
        if said_by and any(overlap(said_by, span) for span in quote.spans):
            yield unexpected(said_by.text, "words outside of the quote", f".{name}")
    if quote.cue and quote.mention and overlap(quote.cue, quote.mention):
        yield unexpected(quote.mention.text, "words outside of the cue", ".mention")
    if quote.speaker and quote.kind is QuoteKind.OTHER:
        yield unexpected(quote.speaker, "null, since nobody says this (kind 'other')", ".speaker")


def _of_parent(quote: Quote, index: int, quotes: tuple[Quote, ...]) -> Iterator[RecordError]:
    if quote.parent is None:
        return
    if quote.parent >= index:
        yield unexpected(quote.parent, f"the index of an earlier quote (below {index})", ".parent")
    elif not all(holds(quotes[quote.parent].spans, span) for span in quote.spans):
        yield unexpected(quote.parent, "the index of a quote around this one", ".parent")


def _of_order(quotes: tuple[Quote, ...]) -> Iterator[RecordError]:
    placed = [(index, quote) for index, quote in enumerate(quotes) if quote.spans]
    for (_, before), (index, after) in pairwise(placed):
        if text_order(after) < text_order(before):
            yield RecordError("expected quotes in text order, got one behind the next", f".quotes[{index}]")
    seen: set[tuple[Span, ...]] = set()
    for index, quote in placed:
        if quote.spans in seen:
            yield RecordError("expected each quote once, got the words of another", f".quotes[{index}].spans")
        seen.add(quote.spans)


def _of_nesting(quotes: tuple[Quote, ...]) -> Iterator[RecordError]:
    around: list[Span] = []
    everything = [
        (span, f".quotes[{at}].spans[{index}]")
        for at, quote in enumerate(quotes)
        for index, span in enumerate(quote.spans)
    ]
    for span, path in sorted(everything, key=lambda told: (told[0].start, -told[0].end)):
        while around and around[-1].end <= span.start:
            around.pop()
        if around and span.end > around[-1].end:
            yield unexpected(
                span.end, f"no offset beyond the end of the quote around ({around[-1].end})", f"{path}.end"
            )
        around.append(span)


def _of_speakers(article: Article) -> Iterator[RecordError]:
    listed = set(article.speakers)
    if len(listed) < len(article.speakers):
        seen = set()
        for index, speaker in enumerate(article.speakers):
            if speaker in seen:
                yield RecordError(f"expected each speaker once, got {shown(speaker.name)} again", f".speakers[{index}]")
            seen.add(speaker)
    for index, quote in enumerate(article.quotes):
        if quote.speaker and quote.speaker not in listed:
            yield unexpected(quote.speaker, "one of speakers", f".quotes[{index}].speaker")
