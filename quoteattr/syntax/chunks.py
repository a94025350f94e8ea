"""Chunks: a sentence's units grouped into noun groups, verb groups and the words between.

====  ==============================================  ====  ==========================================
n     noun group, pronoun included                    i     preposition
v     finite verb group                               s     subordinator (if, because)
e     past form or participle without auxiliary       k     that
g     -ing form without auxiliary                     w     who, which, what, how
b     infinitive                                      c     and, or, but
a     adjective without noun                          r     adverb, day or date
Q     a quotation, whole                              , ; : ( ) . -   themselves
====  ==============================================  ====  ==========================================
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

# Every branch starts with another class, so the first that fits is the only one; the runs are possessive in effect.
_CHUNK = re.compile(
    r"""
    (?P<r> I?[Dd]?A?t+(?:,?M(?=[,.VXEIQ$-]))? | R+(?![AM]) | R+$ )
  | (?P<v> X[XR]*[VBEFG]? | V )
  | (?P<b> TR*X*R*[BEFVGX] )
  | (?P<e> [EF] )
  | (?P<g> G )
  | (?P<B> B )
  | (?P<n> [HO]
         | [Dd]{0,3} (?: R+(?=[AM]) | A(?!t) | [MNPZp] | (?<=[DAZN])Q(?=[AN]) | (?<=P)Q(?=P) | (?<=A)C(?=A) )+
         | [Dd]+ )
  | (?P<T> T )
  | (?P<x> . )
    """,
    re.VERBOSE,
)
_PLAIN = {"I": "i", "S": "s", "K": "k", "W": "w", "C": "c", "R": "r", "T": "i"}


class Chunks(NamedTuple):
    """Columns: chunk ``k`` has kind ``kinds[k]`` and spans units ``starts[k]`` to ``ends[k]``."""

    kinds: str
    starts: list[int]
    ends: list[int]

    def at(self, unit: int) -> int:
        """The chunk that holds a unit."""
        return bisect_right(self.starts, unit) - 1


def chunk(tags: str) -> Chunks:
    """Group the class letters of a sentence. Every unit is in exactly one chunk."""
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CHUNK.finditer(tags):
        kind = match.lastgroup or "x"
        start, end = match.span()
        if kind == "x":
            letter = tags[start]
            kind = _PLAIN.get(letter, letter)
        elif kind == "B":  # a base form is finite behind its subject
            kind = "v" if kinds and kinds[-1] in "nrw" and tags[start - 1] != "O" else "b"
        elif kind == "n" and tags[end - 1] == "A" and tags[start] not in "Dd":
            kind = "a"
        elif kind == "T":
            kind = "i"
        kinds.append(kind)
        starts.append(start)
        ends.append(end)
    return Chunks("".join(kinds), starts, ends)
