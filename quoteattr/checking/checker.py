"""A draft against its sources, quotation by quotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quoteattr.checking.judging import judge
from quoteattr.checking.passages import Passage, likeliest, passages_of, spaced
from quoteattr.checking.persons import compare, same_speaker
from quoteattr.checking.records import Check, CheckedQuote, Place, Source, SpeakerMatch
from quoteattr.checking.words import draft_words
from quoteattr.config import Config
from quoteattr.errors import shown
from quoteattr.integrations.extras import require
from quoteattr.parser import parse
from quoteattr.types import Article, Quote, QuoteKind, Speaker

Text = str | Article
"""A text, or one that was parsed before."""
Sources = Text | Iterable[Text] | Mapping[str, Text]
"""One text, several, or several by their names; without names they are called 1, 2, 3."""


def check_quotes(draft: Text, sources: Sources, *, config: Config | None = None) -> Check:
    """Is each quotation of a draft in a source, word for word, and is it the same person's there?

    Checked are the words between quotation marks that the draft credits to somebody or could; titles, nicknames and
    scare quotes are not, nor is reported speech.

    Args:
        draft: the text to check.
        sources: what it quotes from.
        config: the options by which texts are read.

    Raises:
        MissingExtraError: ``rapidfuzz`` is not installed (extra ``check``).
        TypeError: an argument is of another type.
    """
    require("rapidfuzz", "check")
    article = _article(draft, "draft", config)
    named = tuple(Source(name, _article(text, "sources", config)) for name, text in _named(sources))
    passages = passages_of(named)
    quotes = (quote for quote in article.quotes if quote.kind in (QuoteKind.DIRECT, QuoteKind.MIXED))
    return Check(
        article, named, tuple(_checked(quote, article, passages) for quote in quotes if _says_something(quote))
    )


def _article(text: object, argument: str, config: Config | None) -> Article:
    if isinstance(text, Article):
        return text
    if not isinstance(text, str):
        raise TypeError(f"{argument}: a str or an Article is needed, not {shown(text)}")
    return parse(text, config=config)


def _named(sources: Sources) -> Iterable[tuple[str, Text]]:
    if isinstance(sources, Mapping):
        return sources.items()
    if isinstance(sources, (str, Article)):
        sources = [sources]
    if not isinstance(sources, Iterable):
        raise TypeError(f"sources: a str, an Article or several of them are needed, not {shown(sources)}")
    return ((str(number), text) for number, text in enumerate(sources, start=1))


def _checked(quote: Quote, draft: Article, passages: Sequence[Passage]) -> CheckedQuote:
    words = draft_words(quote.spans)
    folded = [word.folded for word in words]
    speaker = quote.speaker
    told = judge(words, draft.text, speaker, _with_all(folded, speaker, passages) or likeliest(folded, passages))
    return CheckedQuote(quote, told.words, _speaker(quote, told.places), told.places, told.differences)


def _says_something(quote: Quote) -> bool:
    """Has it words of its own? “…” and “!” have none, and “[expletive]” has only an editor's."""
    return bool(draft_words(quote.spans))


def _with_all(folded: Sequence[str], speaker: Speaker | None, passages: Iterable[Passage]) -> list[Passage]:
    """The quotation that has all these words in a row: of several the one of the same speaker, and the shortest."""
    wanted = spaced(folded)
    holding = [each for each in passages if each.quote and wanted in each.spaced]
    return sorted(holding, key=lambda each: (not _fits(speaker, each.quote), len(each.words)))[:1]


def _fits(speaker: Speaker | None, quote: Quote | None) -> bool:
    return same_speaker(speaker, quote.speaker if quote else None)


def _speaker(quote: Quote, places: Iterable[Place]) -> SpeakerMatch:
    """The worst that can be said of any of the places."""
    found = {compare(quote.speaker, place.quote.speaker) for place in places if place.quote}
    order = (SpeakerMatch.ANOTHER, SpeakerMatch.LEFT_OUT, SpeakerMatch.SAME)
    return next((match for match in order if match in found), SpeakerMatch.UNTOLD)
