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
  | J[XR]*[EF]?
  | [Dd]{0,3} (?: R+(?=[AM]) | (?<=Z)[Dd] | A(?!t) | [MNPZp] | (?<=[DAZN])Q(?=[AN]) | (?<=P)Q(?=P) | (?<=A)C(?=A) )+
  | [Dd]+
  | .
    """,
    re.VERBOSE,
)
_SINGLE = {
    "A": "a", "B": "B", "C": "c", "D": "n", "E": "e", "F": "e", "G": "g", "H": "n", "I": "i", "J": "g", "K": "k",
    "M": "n", "N": "n", "O": "O", "P": "n", "R": "r", "S": "s", "T": "i", "V": "v", "W": "w", "X": "v", "Z": "n",
    "d": "n", "p": "n", "t": "r",
}  # fmt: skip
"""Kinds of chunks of one letter; what is missing is its own kind. ``B`` and ``O`` are left to :func:`chunk`."""
_LONGER = {"J": "g", "T": "b", "X": "v"}
"""Kinds of longer chunks by their first letter, other than noun groups."""
_PARENTHESIS = 16  # chunks of a parenthesis between a subject and its verb


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
    k = kinds.find("B")
    while k >= 0:
        kinds = f"{kinds[:k]}{'v' if _is_finite(kinds[:k]) else 'b'}{kinds[k + 1 :]}"
        k = kinds.find("B", k)
    return Chunks(kinds.replace("O", "n"), starts, ends)


@lru_cache(maxsize=4096)
def _kind(piece: str) -> str:
    """The kind of a chunk from its letters."""
    first = piece[0]
    if len(piece) == 1:
        return _SINGLE.get(first, first)
    if "t" in piece or not piece.strip("R"):
        return "r"
    return _LONGER.get(first) or ("a" if piece[-1] == "A" and first not in "Dd" else "n")


def _is_finite(before: str) -> bool:
    """Is a base form behind these chunks a finite verb: behind its subject, or what parts the two (Critics, …, say)?

    An object pronoun (``O``) is no subject: let them go.
    """
    if before[-1:] != ",":
        return before[-1:] in ("n", "r", "w")
    opened = before.rfind(",", max(0, len(before) - _PARENTHESIS), len(before) - 1)
    start = before[max(0, opened - _PARENTHESIS) : max(0, opened)]
    return start[-1:] == "n" and "v" not in start and "b" not in start
