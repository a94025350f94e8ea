"""Initials of bodies: which words of the article MOA stands for."""

from __future__ import annotations

from functools import cached_property

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


class SpeltOut:
    """Finds the words that initials stand for, wherever the article has them."""

    def __init__(self, surface: Surface, letters: str) -> None:
        self._words = surface.tokens.words
        self._letters = letters

    def find(self, acronym: str) -> tuple[int, int] | None:
        """The first words of these initials as a half-open range of tokens; None if there are none."""
        for initials, places in self._capitals:
            k = initials.find(acronym)
            if k >= 0:
                return places[k], places[k + len(acronym) - 1] + 1
        return None

    @cached_property
    def _capitals(self) -> list[tuple[str, list[int]]]:
        """Stretches of words with capitals: their initials, and the tokens that have them."""
        out: list[tuple[str, list[int]]] = []
        for match in _CAPITALS.finditer(self._letters):
            if match.end() - match.start() >= _FEWEST:
                places = [i for i in range(*match.span()) if self._words[i][0].isupper()]
                out.append(("".join(self._words[i][0] for i in places), places))
        return out
