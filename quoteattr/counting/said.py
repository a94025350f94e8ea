"""A quotation as it counts: whose it is, and how many words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quoteattr.types import Article, GenderValue, Quote, QuoteKind, SpeakerKind

NOT_TOLD = "not told"
"""The kind of source of a quotation of which the text does not tell the speaker."""


class Said(NamedTuple):
    """What somebody says, once."""

    name: str
    """As the article has it; empty where it does not tell who says it."""
    source: str
    """Of :class:`quoteattr.types.SpeakerKind`, or :data:`NOT_TOLD`."""
    gender: str
    """As the article tells it, ``unknown`` where it does not."""
    form: str
    """How the words stand in the text: ``direct``, ``mixed``, ``indirect``."""
    words: int
    confidence: float = 1.0

    @property
    def has_name(self) -> bool:
        """Is it somebody whom other articles can name too?"""
        return self.source not in (NOT_TOLD, SpeakerKind.UNNAMED.value)


def shown(article: Article) -> Iterator[Quote]:
    """The quotes that are somebody's words: all but titles, nicknames and scare quotes."""
    return (quote for quote in article.quotes if quote.kind is not QuoteKind.OTHER)


def said(article: Article) -> Iterator[Said]:
    """All that is said in an article, in text order. Words are what white space parts."""
    for quote in shown(article):
        speaker, words = quote.speaker, len(quote.text.split())
        if speaker is None:
            yield Said("", NOT_TOLD, GenderValue.UNKNOWN.value, quote.kind.value, words, quote.confidence)
        else:
            told = (speaker.kind.value, speaker.gender.value.value, quote.kind.value)
            yield Said(speaker.name, *told, words, quote.confidence)
