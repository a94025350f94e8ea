"""Words between marks that stand between marks a second time: pull quotes, headings, words picked up again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from quoteattr.text.marks import Quotation
from quoteattr.text.tokens import Tokens

_AROUND = 8000  # characters of quoted words before and behind a quotation that are searched for its words
_LONGEST = 60  # words of a quotation that may be a repeat
_MOST = 4  # repeats on either side that are told
_PUNCTUATION = " .,;:!?…-–—"


class Repeats:
    """Finds the outermost quotations that hold the words of another.

    All quoted words stand in one string that is searched by C functions, each time a bounded way.
    """

    def __init__(self, tokens: Tokens, quotations: list[Quotation]) -> None:
        self._outermost = [q for q in quotations if not q.depth]
        self._place = {q.index: k for k, q in enumerate(self._outermost)}
        words = tokens.words
        texts = [f" {' '.join(' '.join(words[a:b]) for a, b in q.parts)} ".lower() for q in self._outermost]
        self._starts = list(accumulate(map(len, texts), initial=0))
        self._words = "".join(texts)

    def of(self, quotation: int) -> Iterator[int]:
        """The quotations that hold all words of a short one in a row: nearest first, before and behind."""
        if self.length(quotation) > _LONGEST:
            return
        k = self._place[quotation]
        start, end = self._starts[k], self._starts[k + 1]
        wanted = f" {self._words[start:end].strip(_PUNCTUATION)} "
        yield from self._found(self._before(wanted, start))
        yield from self._found(self._behind(wanted, end))

    def length(self, quotation: int) -> int:
        """The tokens of a quotation."""
        q = self._outermost[self._place[quotation]]
        return q.parts[-1][1] - q.parts[0][0]

    def _before(self, wanted: str, start: int) -> Iterator[int]:
        at, first = start, max(0, start - _AROUND)
        for _ in range(_MOST):
            at = self._words.rfind(wanted, first, at)
            if at < 0:
                return
            yield at

    def _behind(self, wanted: str, end: int) -> Iterator[int]:
        at = end - 1
        for _ in range(_MOST):
            at = self._words.find(wanted, at + 1, end + _AROUND)
            if at < 0:
                return
            yield at

    def _found(self, places: Iterator[int]) -> Iterator[int]:
        for place in places:
            yield self._outermost[bisect_right(self._starts, place) - 1].index
