"""What a draft can quote from: the quotations of the sources and, behind them, their paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat

from quoteattr.checking.aligning import Stream
from quoteattr.checking.persons import same_speaker
from quoteattr.checking.records import Source
from quoteattr.checking.words import Word, source_words
from quoteattr.integrations.extras import require
from quoteattr.text.tokens import paragraph_bounds
from quoteattr.types import Quote, Span, Speaker

_OUTSIDE_OF_QUOTATIONS = 0.5
"""The price of reading a paragraph: where a quotation has the words as well, they are that quotation's."""
_OF_SOMEBODY_ELSE = 0.01
"""The price of a quotation of another speaker: where two have the words, one perhaps inside the other, his is meant."""
_MOST = 12
"""Passages that an alignment looks at: those that have most words of the quotation in order."""
_MOST_CELLS = 1_000_000
"""Words of a quotation times words of all these passages: about a second. The likeliest is looked at in any case."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation or a paragraph of a source, by its words."""

    source: Source
    quote: Quote | None
    words: tuple[Word, ...]
    folded: tuple[str, ...]
    spaced: str
    """The same as one string, a space around each word."""

    @property
    def own(self) -> bool:
        """Are these somebody's own words: a quotation, or a source that is a speech or a letter?"""
        return self.quote is not None or not self.source.quotes_somebody


def passages_of(sources: Iterable[Source]) -> list[Passage]:
    """The quotations of all sources, then their paragraphs."""
    listed = list(sources)
    return [*_quotations(listed), *_paragraphs(listed)]


def _quotations(sources: Iterable[Source]) -> Iterable[Passage]:
    for source in sources:
        for quote in source.article.quotes:
            yield from _passage(source, quote, quote.spans)


def _paragraphs(sources: Iterable[Source]) -> Iterable[Passage]:
    for source in sources:
        text = source.article.text
        for start, end in paragraph_bounds(text):
            yield from _passage(source, None, [Span(start, end, text[start:end])])


def _passage(source: Source, quote: Quote | None, spans: Iterable[Span]) -> Iterable[Passage]:
    words = tuple(source_words(spans))
    if words:
        folded = tuple(word.folded for word in words)
        yield Passage(source, quote, words, folded, spaced(folded))


def spaced(folded: Iterable[str]) -> str:
    """Words as a string in which each can be found whole."""
    return f" {' '.join(folded)} "


def likeliest(folded: Sequence[str], passages: Sequence[Passage]) -> list[Passage]:
    """The passages that have most of these words in their order, the order of the passages kept."""
    process, distance = require("rapidfuzz.process", "check"), require("rapidfuzz.distance", "check")
    choices = [each.folded for each in passages]
    scorer = distance.LCSseq.similarity
    found = process.extract(tuple(folded), choices, scorer=scorer, limit=_MOST, score_cutoff=1)
    best = [place for _, _, place in found]
    room = _MOST_CELLS // len(folded)
    sizes = accumulate(len(passages[place].words) for place in best)
    fitting = [place for place, size in zip(best, sizes, strict=True) if size <= room]
    return [passages[place] for place in sorted(fitting or best[:1])]


def stream_of(passages: Sequence[Passage], speaker: Speaker | None) -> Stream:
    """The passages one behind the other, for a quotation of this speaker."""
    return Stream(
        words=[word for each in passages for word in each.words],
        passage=[number for number, each in enumerate(passages) for _ in each.words],
        entry=[price for each in passages for price in repeat(_entry(each, speaker), len(each.words))],
    )


def _entry(passage: Passage, speaker: Speaker | None) -> float:
    if passage.quote is None:
        return _OUTSIDE_OF_QUOTATIONS
    return 0.0 if same_speaker(speaker, passage.quote.speaker) else _OF_SOMEBODY_ELSE
