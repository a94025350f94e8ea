"""The grammars: what of a language is neither a word nor a declared property, each in a module of its own.

A language names its grammar in ``language.tsv``. All that there are share the rest of this room: a noun group ends in
its head or in what hangs on it, and a subject stands before its verb, but for verbs of saying behind a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from quoteattr.errors import LexiconError, nearest
from quoteattr.lexicon import Lexicon
from quoteattr.syntax import english


class Neighbours(Protocol):
    """Decides by the neighbours what a word alone leaves open."""

    def decide(self, words: list[str], letters: list[str]) -> str:
        """The classes of a sentence of :class:`levels.Word`, none left open; the list may be changed."""
        ...


class Grammar(NamedTuple):
    """How a language is read from words to chunks."""

    neighbours: Callable[[Mapping[str, frozenset[str]]], Neighbours]
    """Made from the sets of the lexicon."""
    groups: re.Pattern[str]
    """A chunk, as a pattern over word classes that matches at each of them."""


_GRAMMARS = {"english": Grammar(english.Neighbours, english.GROUPS)}


def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar that a language names. Raises :class:`LexiconError` for one that there is not."""
    name = lexicon.language.grammar
    if name not in _GRAMMARS:
        told = f"there is no grammar {name!r}{nearest(name, _GRAMMARS)}; there are {', '.join(_GRAMMARS)}"
        raise LexiconError(f"{lexicon.folder}/language.tsv: {told}")
    return _GRAMMARS[name]
