"""Marks that were lost, set loose or misplaced: what a paragraph tells of them beyond their own shape."""

from __future__ import annotations

from itertools import pairwise

from quoteattr.lexicon import Lexicon
from quoteattr.text.tokens import Tokens

DASHES = frozenset("–—―")
"""Dashes that stand for an opening mark at the start of a paragraph, and before a signature."""

_SENTENCE_END = frozenset(".!?…") | {"...", "....", ",", "?!", "!!"}
_PAUSE = frozenset(",!?")
_LONGEST_LABEL = 6  # tokens
_SHORTEST_TURN = 4  # tokens
_FEWEST_TURNS = 2  # a single "NOTE: is no transcript


class Doubles:
    """The double marks of one paragraph: which stand loose, and which are no marks at all."""

    def __init__(self, tokens: Tokens, marks: list[int], *, reopens: bool) -> None:
        self._tokens = tokens
        self._next = dict(pairwise(marks))
        words = [tokens.words[i] for i in marks]
        self._lost_closer = not reopens and 2 * words.count("“") > len(words)

    def ends_unclosed(self, i: int) -> bool:
        """Does a mark open the next sentence of a quotation whose closing mark was lost: “It rained. “It poured.”?"""
        return self._lost_closer and i > 0 and self._tokens.words[i - 1] in _SENTENCE_END

    def is_inch(self, i: int) -> bool:
        """A mark behind a number that a better closing mark follows: "It was a 12" record," he said."""
        tokens = self._tokens
        if i == 0 or not tokens.words[i - 1][-1].isdigit() or tokens.spaced(i):
            return False
        following = self._next.get(i)
        if following is None or following == i + 1 or tokens.spaced(following):
            return False
        return self._ends_words(following)

    def opens_loosely(self, i: int) -> bool:
        """Can a mark open that looks like none: with a space on each side, or with none behind a sentence (dry."So we)?

        Only if another follows that can close it.
        """
        tokens = self._tokens
        if i not in self._next or i + 1 >= len(tokens):
            return False
        if tokens.spaced(i):
            return tokens.spaced(i + 1)
        following = tokens.words[i + 1]
        return tokens.words[i - 1] in _SENTENCE_END and not tokens.spaced(i + 1) and following[0].isupper()

    def _ends_words(self, i: int) -> bool:
        return i + 1 == len(self._tokens) or self._tokens.spaced(i + 1) or not self._tokens.words[i + 1][0].isalnum()


def attributed_end(tokens: Tokens, start: int, stop: int, lexicon: Lexicon) -> int | None:
    """Where words without a closing mark end: behind the comma of their attribution (“We quit, said Ann Lee)."""
    words = tokens.words
    for i in range(start + 1, stop - 2):
        if words[i] in _PAUSE and _is_attribution(words[i + 1], words[i + 2], lexicon):
            return i + 1
    return None


def _is_attribution(first: str, second: str, lexicon: Lexicon) -> bool:
    """said Ann, said the, she said."""
    if _says(first, lexicon):
        return second[0].isupper() or second.lower() in lexicon.sets["possessive"] | lexicon.sets["definite_article"]
    return first.lower() in lexicon.sets["third_singular"] and _says(second, lexicon)


def _says(word: str, lexicon: Lexicon) -> bool:
    form = lexicon.cues.get(word)
    return form is not None and "quote" in form.entry.frames and "gerund" not in form.slots


def dialogue(tokens: Tokens, lexicon: Lexicon) -> dict[int, int]:
    """The dashes of a dialogue without marks, and where the words behind each end: —I will not, said Ann Lee."""
    words = tokens.words
    found: dict[int, int] = {}
    for first, last in tokens.paragraphs:
        if words[first] in DASHES and last - first > _SHORTEST_TURN and not tokens.spaced(first + 1):
            end = attributed_end(tokens, first + 1, last, lexicon)
            if end is not None:
                found[first] = end
    return found if len(found) >= _FEWEST_TURNS else {}


def labels_in_marks(tokens: Tokens, marks: frozenset[str]) -> dict[int, int]:
    """Opening marks of a transcript within marks, and the colon behind each label: "QUILL: Who paid?"""
    words = tokens.words
    found: dict[int, int] = {}
    for first, last in tokens.paragraphs:
        if words[first] in marks:
            colon = label_end(words, first + 1, last)
            if colon is not None:
                found[first] = colon
    return found if len(found) >= _FEWEST_TURNS else {}


def label_end(words: list[str], first: int, last: int) -> int | None:
    """The colon behind a label in capitals that starts at ``first``."""
    for i in range(first, min(last - 1, first + _LONGEST_LABEL)):
        if words[i] == ":":
            return i if i > first and len(words[first]) > 1 else None
        if words[i][0].isalpha() and not words[i].isupper():
            return None
    return None
