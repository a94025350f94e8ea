"""The cheapest way from the words of a source to those of a draft: words changed, added, left out, and jumps.

This is the alignment of Needleman and Wunsch with free ends, and with two jumps of a fixed price: ahead within a
passage (something was cut), and to anywhere else (two quotations were joined). Where the draft has an ellipsis, a
bracket or new marks the jump that they stand for is free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from quoteattr.checking.words import Gap, Word

# A changed word costs 1, and so does one that is left out.
_ADDED = 1.1
"""A word more: dearer, since a word in the place of another is changed."""
_CUT = 1.9
"""However many words are left out in one place: cheaper than two changed words."""
_JOIN = 3.0
"""To go on in another passage: four words in a row that fit pay for it."""
_BEHIND_MARKS = 0.25
"""The same where the marks were closed: allowed, but what is near is likelier."""
_BEHIND_BRACKET = 0.3
"""For each word of the source that an editor's bracket stands for: up to six, then it is dearer than a cut."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The words of several passages, one behind the other."""

    words: Sequence[Word]
    passage: Sequence[int]
    """Of each word the number of its passage."""
    entry: Sequence[float]
    """Of each word the price of beginning in its passage, or going on in it."""


class Step(NamedTuple):
    """What became of a word of the draft."""

    draft: int
    """Index of the word."""
    source: int
    """Index of the word of the stream that it stands for; of an added word that of the word before it, or -1."""
    added: bool = False


class _Cell(NamedTuple):
    cost: float
    before: int
    """Where in the stream the word before stood; -1 for the first."""
    added: bool


def align(draft: Sequence[Word], stream: Stream) -> list[Step]:
    """A step for each word of the draft; both must have words."""
    rows = [_first_row(draft[0], stream)]
    for number, word in enumerate(draft[1:], start=1):
        rows.append(_next_row(word, number, rows[-1], stream))
    last = draft[-1].folded  # where two ways cost the same, the last word is rather one that fits
    at = min(range(len(stream.words)), key=lambda end: (rows[-1][end].cost, stream.words[end].folded != last))
    steps: list[Step] = []
    for number in reversed(range(len(draft))):
        cell = rows[number][at]
        steps.append(Step(number, at, cell.added))
        at = at if cell.added else cell.before
        if at < 0:
            steps += [Step(each, -1, True) for each in reversed(range(number))]
            break
    return steps[::-1]


def _first_row(word: Word, stream: Stream) -> list[_Cell]:
    pairs = zip(stream.words, stream.entry, strict=True)
    return [_Cell(entry + (other.folded != word.folded), -1, False) for other, entry in pairs]


def _next_row(word: Word, number: int, above: Sequence[_Cell], stream: Stream) -> list[_Cell]:
    """The row of a word of the draft: for each place in the stream the cheapest way to stand there."""
    lowest = min(range(len(above)), key=lambda place: above[place].cost)
    anywhere = above[lowest].cost + (_BEHIND_MARKS if word.gap is Gap.SPAN else _JOIN)
    cut = 0.0 if word.gap in (Gap.ELLIPSIS, Gap.SPAN) else _CUT
    row: list[_Cell] = []
    passage, begin, ahead, ahead_at = -1, 0, inf, -1
    # Each way is compared in plain numbers: a cell for each of them took nearly half of the time of long quotations.
    for place, (other, entry) in enumerate(zip(stream.words, stream.entry, strict=True)):
        if stream.passage[place] != passage:
            passage, begin, ahead, ahead_at = stream.passage[place], place, inf, -1
        cost, at, added = number * _ADDED + entry, -1, False
        if anywhere + entry < cost:
            cost, at = anywhere + entry, lowest
        if ahead + cut < cost:
            cost, at = ahead + cut, ahead_at
        for before, skipped in _behind(word, place, begin, stream):
            if above[before].cost + skipped <= cost:
                cost, at = above[before].cost + skipped, before
        cost += other.folded != word.folded
        if above[place].cost + _ADDED < cost:
            cost, at, added = above[place].cost + _ADDED, place, True
        row.append(_Cell(cost, at, added))
        if place > begin and above[place - 1].cost < ahead:
            ahead, ahead_at = above[place - 1].cost, place - 1
    return row


def _behind(word: Word, place: int, begin: int, stream: Stream) -> Iterator[tuple[int, float]]:
    """The places close before one of the same passage, with the price of the words that are left out between them."""
    each = _BEHIND_BRACKET if word.gap is Gap.BRACKET else 1.0
    skipped, before = 0.0, place - 1
    while before >= begin and skipped < _CUT:
        yield before, skipped
        skipped += 0.0 if stream.words[before].bracketed else each
        before -= 1
