"""From documents to articles: the engine over a stream, everything in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quoteattr.cli.inputs import BadInput, Document, Fields, Item, Source, read
from quoteattr.config import Config
from quoteattr.many import ExtractError, extract_many
from quoteattr.types import Article, Quote


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and what was found in it."""

    document: Document
    article: Article


def items(sources: Iterable[Source | BadInput], fields: Fields, done: Mapping[str, int]) -> Iterator[Item]:
    """All documents of all files, without the records up to the number that ``done`` gives for their file."""
    for source in sources:
        for item in [source] if isinstance(source, BadInput) else read(source, fields):
            if item.number == 0 or item.number > done.get(item.source, 0):
                yield item


def parsed(
    items: Iterable[Item], *, indirect: bool, workers: int, config: Config | None = None
) -> Iterator[Parsed | BadInput]:
    """Each document with its article; bad inputs, old and new, in their place. Memory stays bounded."""
    waiting: deque[Item] = deque()

    def texts() -> Iterator[str]:
        for item in items:
            waiting.append(item)
            if isinstance(item, Document):
                yield item.text

    for result in extract_many(texts(), workers=workers, indirect=indirect, config=config):
        while isinstance(item := waiting.popleft(), BadInput):
            yield item
        if isinstance(result, ExtractError):
            reason = f"{result.error}: {result.message}"
            yield BadInput(item.id, reason, item.source, item.number, item.size)
        else:
            yield Parsed(item, _article(item.text, result))
    yield from (item for item in waiting if isinstance(item, BadInput))


def _article(text: str, quotes: Sequence[Quote]) -> Article:
    speakers = dict.fromkeys(quote.speaker for quote in quotes if quote.speaker)
    return Article(text, tuple(quotes), tuple(speakers))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which quotes to keep."""

    speakers: tuple[str, ...] = ()
    """Only those of these people: all words of a name must be among the words of one of the speaker's names."""
    min_confidence: float = 0.0

    def __call__(self, article: Article) -> Article:
        """The article with the quotes that pass, and their speakers."""
        if not self.speakers and not self.min_confidence:
            return article
        kept = [index for index, quote in enumerate(article.quotes) if self._passes(quote)]
        place = {old: new for new, old in enumerate(kept)}
        quotes = [replace(article.quotes[old], parent=place.get(_parent(article.quotes[old]))) for old in kept]
        return _article(article.text, quotes)

    def _passes(self, quote: Quote) -> bool:
        return quote.confidence >= self.min_confidence and (not self.speakers or self._wanted(quote))

    def _wanted(self, quote: Quote) -> bool:
        if quote.speaker is None:
            return False
        names = [set(name.casefold().split()) for name in (quote.speaker.name, *quote.speaker.aliases)]
        return any(set(wanted.casefold().split()) <= name for wanted in self.speakers for name in names)


def _parent(quote: Quote) -> int:
    return -1 if quote.parent is None else quote.parent
