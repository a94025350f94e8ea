"""Answers kept from text to text: pure functions of words, which news repeats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

K = TypeVar("K", bound=Iterable[str])
V = TypeVar("V")

_KEPT = 1 << 15  # answers, some 4 MB; an article asks for 400 different ones
_LONGEST = 100  # characters; a longer word or name is no news


class Memo(dict[K, V]):
    """Word, or words, to what a pure function says of them, asked once and then looked up.

    What is kept is bounded, and no answer depends on it. Any thread may look up: two that miss at once only do the
    work twice.
    """

    def __missing__(self, key: K) -> V:
        answer = self.work_out(key)
        if len(self) >= _KEPT:
            self.clear()
        if len(key if isinstance(key, str) else "".join(key)) <= _LONGEST:
            self[key] = answer
        return answer

    def work_out(self, key: K) -> V:
        """The answer for a key, by the words and the lexicon alone."""
        raise NotImplementedError
