"""What holds for the records of every text, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.records.invariants import violations
from quoteattr.types import Article, Span


def check(text: str, article: Article) -> None:
    """Raises ``AssertionError`` if a record of ``text`` breaks the contract of the design."""
    assert article.text == text
    assert [str(each) for each in violations(article)] == []
    for quote in article.quotes:
        if quote.mention is not None:
            assert quote.rule, "a rule signs what it linked"
    credited = [quote.speaker for quote in article.quotes if quote.speaker is not None]
    assert [*{id(speaker): speaker for speaker in credited}.values()] == [*article.speakers], (
        "in order of the first quote"
    )


def all_spans(article: Article) -> Iterator[Span]:
    """Every span of every record."""
    for quote in article.quotes:
        yield from quote.spans
        yield from filter(None, (quote.cue, quote.mention))
    for speaker in article.speakers:
        yield from speaker.mentions
