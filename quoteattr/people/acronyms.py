"""Initials of bodies: which words of the article MOA stands for."""

from __future__ import annotations

from collections.abc import Set

from quoteattr.syntax.document import Surface
from quoteattr.syntax.levels import Word, pattern

_FEWEST, _MOST = 3, 7  # letters of initials that are looked for; two fit too much
_CAPITALS = pattern(
    Word,
    "adjective? name (comma? (preposition | conjunction | determiner | adjective | possessive){0,2} name)+",
)
"""Words with capitals and the small ones inside a name: Mills, Rivers and Roads Office."""


def is_acronym(word: str) -> bool:
    """Initials long enough to tell whose they are?"""
    return word.isupper() and word.isalpha() and _FEWEST <= len(word) <= _MOST


def spelt_out(surface: Surface, letters: str, acronyms: Set[str]) -> dict[str, tuple[int, int]]:
    """The first words that each of these initials stands for, as a half-open range of tokens, where there are any.

    One pass over the capitals of the text, however many initials are looked for.
    """
    out: dict[str, tuple[int, int]] = {}
    if not acronyms:
        return out
    words = surface.tokens.words
    for match in _CAPITALS.finditer(letters):
        places = [i for i in range(*match.span()) if words[i][0].isupper()]
        initials = "".join(words[i][0] for i in places)
        for first in range(len(initials) - _FEWEST + 1):
            for last in range(first + _FEWEST, min(first + _MOST, len(initials)) + 1):
                if initials[first:last] in acronyms:
                    out.setdefault(initials[first:last], (places[first], places[last - 1] + 1))
    return out
