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
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

# A branch a line. Every branch starts with another class, so the first that fits is the only one; the runs are
# possessive in effect. No groups: what kind a chunk is, its letters alone tell, and are asked once for all texts.
_CHUNK = re.compile(
    r"""
    I?[Dd]?A?t+(?:,?M(?=[,.VXEIQ$-]))?
  | R+(?![AM]) | R+$
  | X[XR]*[VBEFG]?
  | TR*X*R*[BEFVGX]
  | [Dd]{0,3} (?: R+(?=[AM]) | A(?!t) | [MNPZp] | (?<=[DAZN])Q(?=[AN]) | (?<=P)Q(?=P) | (?<=A)C(?=A) )+
  | [Dd]+
  | .
    """,
    re.VERBOSE,
)
_SINGLE = {
    "A": "a", "B": "B", "C": "c", "D": "n", "E": "e", "F": "e", "G": "g", "H": "n", "I": "i", "K": "k", "M": "n",
    "N": "n", "O": "O", "P": "n", "R": "r", "S": "s", "T": "i", "V": "v", "W": "w", "X": "v", "Z": "n", "d": "n",
    "p": "n", "t": "r",
}  # fmt: skip
"""Kinds of chunks of one letter; what is missing is its own kind. ``B`` and ``O`` are left to :func:`chunk`."""
_FINITE_BASE = re.compile("(?<=[nrw])B")


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
    pieces = _CHUNK.findall(tags)
    kinds = "".join(map(_kind, pieces))
    ends = list(accumulate(map(len, pieces)))
    starts = [0, *ends[:-1]] if ends else []
    if "B" in kinds:  # finite behind its subject, which an object pronoun is not (let them go)
        kinds = _FINITE_BASE.sub("v", kinds).replace("B", "b")
    return Chunks(kinds.replace("O", "n"), starts, ends)


@lru_cache(maxsize=4096)
def _kind(piece: str) -> str:
    """The kind of a chunk from its letters."""
    first = piece[0]
    if len(piece) == 1:
        return _SINGLE.get(first, first)
    if "t" in piece or not piece.strip("R"):
        return "r"
    if first in "XT":
        return "v" if first == "X" else "b"
    return "a" if piece[-1] == "A" and first not in "Dd" else "n"
