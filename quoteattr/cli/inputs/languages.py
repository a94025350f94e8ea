"""Texts that are not in the language of the word lists: found before they are read, and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quoteattr.cli.inputs.items import BadInput, Document, Item
from quoteattr.lexicon import Lexicon, load
from quoteattr.text.language import foreign_language


def why_skipped(text: str, lexicon: Lexicon) -> str | None:
    """What to tell of a text that is plainly in another language; None for any other text."""
    other = foreign_language(text, lexicon)
    if other is None:
        return None
    return f"the text is in {other}, not in {lexicon.language.name}; --any-language reads it all the same"


def in_the_language(items: Iterable[Item], language: str) -> Iterator[Item]:
    """The same, with every document skipped that is plainly in another language than that of the word lists."""
    lexicon = load(language)
    for item in items:
        if isinstance(item, Document) and item.article is not None:  # it was read before
            yield item
            continue
        why = None if isinstance(item, BadInput) else why_skipped(item.text, lexicon)
        yield item if why is None or isinstance(item, BadInput) else item.skipped(why)
