"""Chunks: a sentence's units grouped into noun groups, verb groups and the words between; see :class:`levels.Chunk`.

How they group is the language's (:mod:`quoteattr.syntax.grammar`); what kind a group is, its first or last word tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from quoteattr.syntax.levels import Chunk, Marks, Word, any_of, units

_SINGLE = {
    **{mark.letter: mark.letter for mark in units(Marks)},
    **dict.fromkeys(any_of(Word, "determining number nominal pronoun possessive particle"), Chunk.NOUN),
    **dict.fromkeys(any_of(Word, "finite_verb auxiliary"), Chunk.VERB),
    **dict.fromkeys(any_of(Word, "past participle"), Chunk.PAST),
    **dict.fromkeys(any_of(Word, "gerund loose_auxiliary"), Chunk.GERUND),
    **dict.fromkeys(any_of(Word, "preposition to"), Chunk.PREPOSITION),
    **dict.fromkeys(any_of(Word, "adverb time"), Chunk.ADVERB),
    Word.ADJECTIVE: Chunk.ADJECTIVE,
    Word.BASE: Chunk.BASE,
    Word.OBJECT: Chunk.OBJECT,
    Word.CONJUNCTION: Chunk.CONJUNCTION,
    Word.THAT: Chunk.THAT,
    Word.SUBORDINATOR: Chunk.SUBORDINATOR,
    Word.WH: Chunk.WH,
}
"""Kinds of chunks of one word."""
_BY_FIRST = {Word.LOOSE_AUXILIARY: Chunk.GERUND, Word.TO: Chunk.INFINITIVE, Word.AUXILIARY: Chunk.VERB}
"""Kinds of longer chunks by their first word, other than noun groups."""
_BEFORE_FINITE = tuple(any_of(Chunk, "noun adverb wh"))
_PARENTHESIS = 16  # chunks of a parenthesis between a subject and its verb


class Chunks(NamedTuple):
    """Columns: chunk ``k`` has kind ``kinds[k]`` and spans units ``starts[k]`` to ``ends[k]``."""

    kinds: str
    starts: list[int]
    ends: list[int]

    def at(self, unit: int) -> int:
        """The chunk that holds a unit."""
        return bisect_right(self.starts, unit) - 1

    def behind(self, end: int) -> int:
        """The chunk at the end of a range of units, or how many chunks there are if the range ends with them."""
        return bisect_right(self.ends, end)


def chunk(tags: str, groups: re.Pattern[str], alone: Collection[int] = ()) -> Chunks:
    """Group the class letters of a sentence by a pattern that matches anywhere. Every unit is in exactly one chunk.

    Args:
        tags: the class letters.
        groups: the pattern.
        alone: units that are chunks of their own.
    """
    pieces = groups.findall(tags)
    if alone:
        cuts = {0, *accumulate(map(len, pieces)), *alone, *(unit + 1 for unit in alone)}
        pieces = [tags[start:end] for start, end in pairwise(sorted(cuts))]
    kinds = "".join(map(kind_alone, pieces))
    ends = list(accumulate(map(len, pieces)))
    starts = [0, *ends[:-1]] if ends else []
    k = kinds.find(Chunk.BASE)
    while k >= 0:
        kinds = f"{kinds[:k]}{Chunk.VERB if _is_finite(kinds[:k]) else Chunk.INFINITIVE}{kinds[k + 1 :]}"
        k = kinds.find(Chunk.BASE, k)
    return Chunks(kinds.replace(Chunk.OBJECT, Chunk.NOUN), starts, ends)


@lru_cache(maxsize=4096)
def kind_alone(piece: str) -> str:
    """The kind of a chunk from its letters; what the chunks before it must decide is left open."""
    first = piece[0]
    if len(piece) == 1:
        return _SINGLE[first]
    if Word.TIME in piece or not piece.strip(Word.ADVERB):
        return Chunk.ADVERB
    if first in _BY_FIRST:
        return _BY_FIRST[first]
    return Chunk.ADJECTIVE if piece[-1] == Word.ADJECTIVE and first not in Word.DETERMINING else Chunk.NOUN


def _is_finite(before: str) -> bool:
    """Is a base form behind these chunks a finite verb: behind its subject, or what parts the two (Critics, …, say)?

    An object pronoun (:attr:`Chunk.OBJECT`) is no subject: let them go.
    """
    if not before.endswith(Chunk.COMMA):
        return before.endswith(_BEFORE_FINITE)
    opened = before.rfind(Chunk.COMMA, max(0, len(before) - _PARENTHESIS), len(before) - 1)
    start = before[max(0, opened - _PARENTHESIS) : max(0, opened)]
    return start.endswith(Chunk.NOUN) and Chunk.VERB not in start and Chunk.INFINITIVE not in start
