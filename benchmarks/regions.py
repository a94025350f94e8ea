"""Stretches of text: between double quotation marks, trimmed, and how far two of them agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from benchmarks.polnear import Extent

EDGE = " \t\n\r\"“”«»„‟''‘’`,.;:!?…–—-"
"""Characters at the edge of a quotation that systems and annotators may include or leave out."""

_MARK = re.compile("[“”\"]|(?<!')''(?!')")
_CLOSERS = {"“": frozenset("”"), '"': frozenset('"”'), "''": frozenset({"''", "”"})}
_LINE = re.compile(r"[^\n]+")


def quoted_regions(text: str) -> list[Extent]:
    """The insides of “…”, "…" and ''…'', in text order and trimmed; a mark left open runs to the end of its line."""
    trimmed = (trim(text, region) for line in _LINE.finditer(text) for region in _regions_of_line(text, line.span()))
    return [(start, end) for start, end in trimmed if start < end]


def _regions_of_line(text: str, line: Extent) -> Iterator[Extent]:
    opener: re.Match[str] | None = None
    for mark in _MARK.finditer(text, *line):
        if opener is None:
            opener = mark if mark[0] in _CLOSERS else None
        elif mark[0] in _CLOSERS[opener[0]]:
            yield opener.end(), mark.start()
            opener = None
    if opener is not None:
        yield opener.end(), line[1]


def trim(text: str, extent: Extent) -> Extent:
    """Without the characters of :data:`EDGE` at both ends; may become empty."""
    start, end = extent
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE:
        end -= 1
    return start, end


def length(extent: Extent) -> int:
    return extent[1] - extent[0]


def overlap(one: Extent, other: Extent) -> int:
    """Characters that both have."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def agreement(ours: Iterable[Extent], theirs: Iterable[Extent]) -> float:
    """Intersection over union in characters, 0 to 1, of two sets of extents that do not overlap among themselves."""
    ours, theirs = tuple(ours), tuple(theirs)
    shared = sum(overlap(one, other) for one in ours for other in theirs)
    union = sum(map(length, ours)) + sum(map(length, theirs)) - shared
    return shared / union if shared else 0.0


def share_of(extent: Extent, covering: Iterable[Extent]) -> float:
    """The share of ``extent`` that the others cover."""
    return sum(overlap(extent, other) for other in covering) / length(extent)


def touches(mention: Extent | None, extents: Iterable[Extent]) -> bool:
    """Does the mention share a character with one of the extents?"""
    return mention is not None and any(overlap(mention, extent) for extent in extents)
