"""Quotation marks: which open, which close, what stands inside which.

One pass over the mark tokens with a stack. A mark that fits nothing is left alone, so an odd mark costs at most
its own paragraph. A paragraph that ends inside a quotation continues it if the next one re-opens with the same
mark (the convention of long statements); otherwise the quotation ends with its paragraph, unclosed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import sub
from typing import NamedTuple

from quoteattr.lexicon import Lexicon
from quoteattr.text.mended import Doubles, attributed_end, dialogue, labels_in_marks
from quoteattr.text.tokens import Tokens

CLOSERS = {
    "“": frozenset('”"'),
    '"': frozenset('"”'),
    "”": frozenset("”"),
    "„": frozenset("“”"),
    "‟": frozenset("”"),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    "‹": frozenset("›"),
    "「": frozenset("」"),
    "『": frozenset("』"),
    "``": frozenset(["''", '"', "”"]),
    "''": frozenset(["''"]),
    "‘": frozenset("’'"),
    "'": frozenset("'’"),
    "‚": frozenset("‘’"),
    "＂": frozenset("＂"),
}
"""Opening mark to the marks that can close it; mismatched pairs that print and keyboards produce included."""

MARKS = frozenset(CLOSERS) | frozenset().union(*CLOSERS.values())
SINGLE = frozenset("‘’'‚")
_AMBIGUOUS = frozenset(['"', "''", "'", "＂"])
# Marks that close in one country and open in another; they open only where they look like it and nothing is open.
_SOMETIMES_OPEN = frozenset("”»")
_BEFORE_OPENING = frozenset("([{<—–―-/…=:") | frozenset(CLOSERS) | {"--", "...", "*", "_"}
_ENDING = frozenset(".,;:!?…)]}—–―") | {"--", "..."}
_YEARS = re.compile(r"\d\ds?$")
_LONGEST_ROW = 6  # adjacent marks: ’” of a quotation within another, '\'' at its worst
_DEEPEST = 8  # quotations within quotations; what is deeper is typography, and each level repeats its words


class Quotation:
    """A quotation in tokens: its parts exclude the marks; more than one part where paragraphs re-open it."""

    __slots__ = ("closed", "depth", "end", "index", "mark", "opened", "parent", "parts")

    def __init__(self, index: int, mark: str, opened: int, parent: int | None, depth: int) -> None:
        self.index = index
        self.mark = mark
        self.opened = opened
        """Token of the opening mark, or of the colon of a label behind it."""
        self.parent = parent
        self.depth = depth
        self.parts: list[tuple[int, int]] = []
        self.closed = False
        self.end = 0
        """Token behind the closing mark, or behind the last word if unclosed."""


def last_word(words: Sequence[str], start: int, stop: int) -> str:
    """The last word of a stretch, without the marks behind it: he said: ‘No.’; the stretch itself where it has none."""
    k = stop - 1
    while k > start and words[k] in MARKS:
        k -= 1
    return words[k]


def pair(tokens: Tokens, lexicon: Lexicon) -> list[Quotation]:
    """All quotations of a text in the order of their opening marks, outer before inner. Linear; never raises."""
    marks = _without_ornaments(tokens.where(MARKS))
    spoken = dialogue(tokens, lexicon)
    return _Pairing(tokens, marks, spoken, lexicon).run() if marks or spoken else []


def _without_ornaments(marks: list[int]) -> list[int]:
    """Without rows of marks with no word between them: a line of them is drawing, and they quote nothing."""
    if _LONGEST_ROW not in map(sub, marks[_LONGEST_ROW:], marks):
        return marks
    out: list[int] = []
    row: list[int] = []
    for i in marks:
        if row and i != row[-1] + 1:
            out += row if len(row) <= _LONGEST_ROW else ()
            row = []
        row.append(i)
    return out + (row if len(row) <= _LONGEST_ROW else [])


class _Pairing:
    """The stack of open quotations, walked through the mark tokens paragraph by paragraph."""

    def __init__(self, tokens: Tokens, marks: list[int], spoken: dict[int, int], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.spoken = spoken
        """Dash that opens a turn of a dialogue without marks, to the end of its words."""
        self.lexicon = lexicon
        self.labels = labels_in_marks(tokens, MARKS - SINGLE)
        self.clipped = _Clipped(lexicon.sets["clipped"], tuple(lexicon.sets["clipped_ending"]))
        self.marks = marks
        self.open: list[Quotation] = []
        self.done: list[Quotation] = []
        self.part_start: dict[int, int] = {}

    def run(self) -> list[Quotation]:
        for first, last, inside in _by_paragraph(self.tokens.paragraphs, self.marks):
            self._resume(first)
            singles = _Singles(self.tokens, inside, self.clipped, reopens=self._reopens(last))
            doubles = self._doubles(inside, last)
            for i in inside:
                if i == first and self.open:
                    continue  # the mark that re-opened the paragraph
                self._mark(i, singles, doubles)
            if first in self.spoken and not inside and not self.open:
                self._push(first, "—")
                self._drop_from(0, self.spoken[first])
            self._end_paragraph(last)
        kept = sorted((q for q in self.done if q.parts), key=lambda q: q.opened)
        new = {q.index: k for k, q in enumerate(kept)}
        for k, q in enumerate(kept):
            q.index = k
            q.parent = new.get(q.parent) if q.parent is not None else None
        return kept

    def _doubles(self, marks: list[int], last: int) -> Doubles:
        """The double marks of a paragraph that ends before token ``last``."""
        words = self.tokens.words
        reopens = last < len(words) and words[last] in CLOSERS
        return Doubles(self.tokens, [i for i in marks if words[i] not in SINGLE], reopens=reopens)

    def _mark(self, i: int, singles: _Singles, doubles: Doubles) -> None:
        word = self.tokens.words[i]
        single = word in SINGLE
        opens, closes = self._looks(i)
        k = self._open_for(word)
        if word in _AMBIGUOUS and not single:
            if doubles.is_inch(i):
                return
            if not opens and k is None and doubles.opens_loosely(i):
                opens, closes = True, False
        if closes or word not in _AMBIGUOUS:
            reopens = opens and k is not None and self.open[k].mark == word
            if k is not None and (not single or singles.closes(i)) and not reopens:
                self._close(k, i)
                return
        if word == "“" and (unclosed := self._open_of("“")) is not None:
            if closes and not opens:
                self._close(unclosed, i)  # a keyboard slip: “so,“ he said
                return
            if opens and doubles.ends_unclosed(i):
                self._drop_from(unclosed, i)
        if word in CLOSERS and self._may_open(i, word, opens, closes, single, singles):
            if word in _AMBIGUOUS and k is not None:
                self._drop_from(k, i)  # "… "… : the first was never closed
            self._push(i, word)

    def _may_open(self, i: int, word: str, opens: bool, closes: bool, single: bool, singles: _Singles) -> bool:
        if len(self.open) == _DEEPEST:
            return False
        if word in _SOMETIMES_OPEN:
            return opens and not self.open
        if single:
            return opens and singles.opens(i)
        return opens or word not in _AMBIGUOUS or not closes

    def _looks(self, i: int) -> tuple[bool, bool]:
        """(like an opening mark, like a closing mark), from the white space and punctuation beside it."""
        tokens = self.tokens
        n = len(tokens)
        spaced = tokens.spaced(i)
        before = spaced or tokens.words[i - 1] in _BEFORE_OPENING
        after = i + 1 == n or tokens.spaced(i + 1)
        if before and not after and not spaced and tokens.words[i + 1] in _ENDING:
            return False, True
        return before and not after, not spaced or after

    def _open_for(self, word: str) -> int | None:
        for k in range(len(self.open) - 1, -1, -1):
            if word in CLOSERS[self.open[k].mark]:
                return k
        return None

    def _open_of(self, mark: str) -> int | None:
        """The innermost quotation that this mark has opened."""
        return next((k for k in range(len(self.open) - 1, -1, -1) if self.open[k].mark == mark), None)

    def _push(self, i: int, mark: str) -> None:
        parent = self.open[-1].index if self.open else None
        opened = self.labels.get(i, i)
        quotation = Quotation(len(self.done), mark, opened, parent, len(self.open))
        self.done.append(quotation)
        self.open.append(quotation)
        self.part_start[quotation.index] = opened + 1

    def _close(self, k: int, i: int) -> None:
        """Close open quotation ``k`` at mark ``i``; what was opened inside it and never closed was no quotation."""
        for inner in self.open[k + 1 :]:
            inner.parts.clear()
        quotation = self.open[k]
        del self.open[k:]
        self._add_part(quotation, i)
        quotation.closed, quotation.end = True, i + 1

    def _drop_from(self, k: int, i: int) -> None:
        quotation = self.open[k]
        self._close(k, i)
        quotation.closed, quotation.end = False, i

    def _add_part(self, quotation: Quotation, stop: int) -> None:
        start = self.part_start[quotation.index]
        if stop > start:
            quotation.parts.append((start, stop))

    def _end_paragraph(self, last: int) -> None:
        if not self.open:
            return
        outer = self.open[0]
        for inner in self.open[1:]:
            inner.parts.clear()
        del self.open[1:]
        reopens = self._reopens(last)
        start = self.part_start[outer.index]
        stop = None if reopens or outer.parts else attributed_end(self.tokens, start, last, self.lexicon)
        inside = [q for q in self.done[outer.index + 1 :] if q.parts]
        if stop is not None and any(q.opened < stop < q.end for q in inside):
            stop = None
        elif stop is not None:
            _let_out(outer, stop, inside)
        self._add_part(outer, stop or last)
        outer.end = stop or last
        if not reopens:
            if outer.mark in SINGLE:
                outer.parts.clear()  # far more often an apostrophe
            self.open.clear()

    def _reopens(self, i: int) -> bool:
        """Does a paragraph start at token ``i`` with the mark of the outermost open quotation?"""
        words = self.tokens.words
        opens = i < len(words) and words[i] in CLOSERS and i not in self.labels
        return opens and (not self.open or words[i] == self.open[0].mark)

    def _resume(self, first: int) -> None:
        if self.open:
            self.part_start[self.open[0].index] = first + 1


def _let_out(outer: Quotation, stop: int, inside: list[Quotation]) -> None:
    """Quotations behind the end that a quotation was given late stand beside it, not in it."""
    for q in inside:
        if q.opened >= stop:
            q.depth -= 1
            q.parent = None if q.parent == outer.index else q.parent


class _Clipped(NamedTuple):
    """Where an apostrophe can stand for letters left out."""

    words: frozenset[str]
    """Words that lost their beginning: an apostrophe before them is no opening mark."""
    endings: tuple[str, ...]
    """Endings behind which an apostrophe need not close."""


class _Singles:
    """Single marks of one paragraph, told apart from apostrophes and possessives by looking ahead."""

    def __init__(self, tokens: Tokens, marks: list[int], clipped: _Clipped, *, reopens: bool) -> None:
        self.tokens = tokens
        self.clipped = clipped
        self.reopens = reopens
        singles = [i for i in marks if tokens.words[i] in SINGLE]
        self.better_follows: set[int] = set()
        self.last_closer = -1
        better = False
        for i in reversed(singles):
            strength = self._closer_strength(i)
            if self._opener_shape(i):
                better = False
            if better:
                self.better_follows.add(i)
            if strength:
                self.last_closer = max(self.last_closer, i)
            better = better or strength > 1

    def opens(self, i: int) -> bool:
        return self._opener_shape(i) and (self.last_closer > i or self.reopens)

    def closes(self, i: int) -> bool:
        """A plural possessive (the workers’ demands) closes only if nothing better follows."""
        strength = self._closer_strength(i)
        return strength > 1 or (strength == 1 and i not in self.better_follows and not self.reopens)

    def _opener_shape(self, i: int) -> bool:
        tokens = self.tokens
        if tokens.words[i] == "’" or i + 1 == len(tokens) or tokens.spaced(i + 1):
            return False
        if not (tokens.spaced(i) or tokens.words[i - 1] in _BEFORE_OPENING):
            return False
        following = tokens.words[i + 1]
        return following.lower() not in self.clipped.words and not _YEARS.match(following) and following not in _ENDING

    def _closer_strength(self, i: int) -> int:
        """0 no closing mark, 1 perhaps a possessive, 2 by its shape, 3 behind punctuation."""
        tokens = self.tokens
        if i == 0 or tokens.spaced(i):
            return 0
        n = len(tokens)
        if i + 1 < n and not tokens.spaced(i + 1) and tokens.words[i + 1] not in _ENDING | MARKS:
            return 0
        before = tokens.words[i - 1]
        if before in _ENDING:
            return 3
        if i + 1 < n and tokens.words[i + 1] in _ENDING:
            return 2
        return 1 if before.endswith(self.clipped.endings) else 2


def _by_paragraph(paragraphs: Iterable[tuple[int, int]], marks: list[int]) -> Iterator[tuple[int, int, list[int]]]:
    """(first token, last token, marks between) of each paragraph."""
    k = 0
    for first, last in paragraphs:
        start = k
        while k < len(marks) and marks[k] < last:
            k += 1
        yield first, last, marks[start:k]
