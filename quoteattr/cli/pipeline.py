"""From documents to articles: the engine over a stream, everything in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quoteattr.cli.inputs.fields import Fields
from quoteattr.cli.inputs.files import STDIN, read_bytes
from quoteattr.cli.inputs.items import BadInput, Document, Item, digest
from quoteattr.cli.inputs.memory import TOO_LONG
from quoteattr.cli.inputs.readers import Source, read
from quoteattr.cli.inputs.trouble import UnreadableInput
from quoteattr.cli.outputs.journal import Done, Past, ResumeError, chain, chained
from quoteattr.config import Config
from quoteattr.many import ExtractError, extract_many
from quoteattr.types import Article, Quote


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and what was found in it."""

    document: Document
    article: Article


def items(sources: Iterable[Source | BadInput], fields: Fields, past: Past) -> Iterator[Item]:
    """All documents of all files, without the records that an earlier run has done.

    Raises:
        ResumeError: what it has done stands no longer there.
    """
    for source in sources:
        done = past.done.get(source.name)
        if done is not None:
            yield from _rest(source, fields, done)
        elif isinstance(source, BadInput):
            yield source
        else:
            yield from read(source, fields)


def _rest(source: Source | BadInput, fields: Fields, done: Done) -> Iterator[Item]:
    """What is left of a file of which an earlier run has done a part, which must be the same still."""
    if isinstance(source, BadInput) or _is_unchanged(source, done):
        return
    number, so_far = 0, ""
    for item in read(source, fields):
        if not item.number and done.finished:
            break  # the same trouble as before, of which the journal tells
        if item.number and number < done.number:
            number, so_far = item.number, chained(so_far, item)
            if number >= done.number and so_far != done.digest:
                raise _changed(source)
        elif done.finished or number < done.number:
            raise _changed(source)
        else:
            yield item
    if number < done.number:
        raise _changed(source)


def _is_unchanged(source: Source, done: Done) -> bool:
    """Is a file that is one document the one that was done? Its bytes tell, at less cost than reading its text."""
    if not source.reader.whole or done.bad or source.name == STDIN:
        return False
    try:
        return chain("", digest(read_bytes(source.name))) == done.digest
    except UnreadableInput:
        return False


def _changed(source: Source) -> ResumeError:
    return ResumeError(f"{source.name} has changed since the run to resume read it; --restart begins anew")


def parsed(
    items: Iterable[Item], *, indirect: bool, workers: int, config: Config | None = None
) -> Iterator[Parsed | BadInput]:
    """Each document with its article; bad inputs, old and new, in their place. Memory stays bounded.

    What an earlier run has found is taken as it is.
    """
    rest = iter(items)
    for item in rest:
        if isinstance(item, BadInput):
            yield item
        elif item.article is not None:
            yield Parsed(item, item.article)
        else:
            behind: list[Parsed] = []
            yield from _read(_texts(item, rest, behind), indirect=indirect, workers=workers, config=config)
            yield from behind


def _texts(first: Item, rest: Iterator[Item], behind: list[Parsed]) -> Iterator[Item]:
    """A text, and the items up to the next one that was read before, which is put behind them."""
    yield first
    for item in rest:
        if isinstance(item, Document) and item.article is not None:
            behind.append(Parsed(item, item.article))
            return
        yield item


def _read(items: Iterable[Item], *, indirect: bool, workers: int, config: Config | None) -> Iterator[Parsed | BadInput]:
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
            yield item.failed(_reason(result))
        else:
            yield Parsed(item, _article(item.text, result))
    yield from (item for item in waiting if isinstance(item, BadInput))


def _reason(error: ExtractError) -> str:
    return TOO_LONG if error.error == MemoryError.__name__ else f"{error.error}: {error.message}"


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
