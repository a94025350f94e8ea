"""Words between marks that stand between marks a second time: pull quotes, headings, words picked up again."""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.text.marks import Quotation
from quoteattr.text.tokens import Tokens

_AROUND = 60  # quotations before and behind one that are searched for its words
_LONGEST = 60  # words of a quotation that may be a repeat
_PUNCTUATION = " .,;:!?…-–—"


class Repeats:
    """Finds the outermost quotations that hold the words of another. Each is compared with a bounded number of them."""

    def __init__(self, tokens: Tokens, quotations: list[Quotation]) -> None:
        self._tokens = tokens
        self._outermost = [q for q in quotations if not q.depth]
        self._place = {q.index: k for k, q in enumerate(self._outermost)}
        self._texts: dict[int, str] = {}

    def of(self, quotation: int) -> Iterator[int]:
        """The quotations that hold all words of this one in a row and more of them or as many, the nearest first."""
        k = self._place[quotation]
        if not self.is_short(quotation):
            return
        words = self._text(k).strip(_PUNCTUATION)
        wanted = f" {words} "
        for other in self._around(k):
            if wanted in self._text(other) or f" {words}" == self._text(other).rstrip(_PUNCTUATION):
                yield self._outermost[other].index

    def is_short(self, quotation: int) -> bool:
        """Is a quotation short enough for a repeat?"""
        return self.length(quotation) <= _LONGEST

    def length(self, quotation: int) -> int:
        """The tokens of a quotation."""
        q = self._outermost[self._place[quotation]]
        return q.parts[-1][1] - q.parts[0][0]

    def _around(self, k: int) -> Iterator[int]:
        for distance in range(1, _AROUND + 1):
            if k >= distance:
                yield k - distance
            if k + distance < len(self._outermost):
                yield k + distance

    def _text(self, k: int) -> str:
        """The words of a quotation in small letters, a space before and behind each."""
        found = self._texts.get(k)
        if found is None:
            words = self._tokens.words
            parts = self._outermost[k].parts
            found = self._texts[k] = f" {' '.join(' '.join(words[a:b]) for a, b in parts)} ".lower()
        return found
