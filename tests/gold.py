"""Gold inside the text: sentences with the expected spans in brackets, and records in a shape easy to compare.

``{Ann Lee} said <the mill would close>.`` is the text without the brackets and, for each kind of bracket, the offsets
of what it holds. Nothing here knows what the brackets mean; the tests that use them do.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quoteattr import Config, Quote, parse

CLOSING = {"{": "}", "<": ">", "[": "]"}


@dataclass(frozen=True)
class Marked:
    """A text and the half-open offsets that its brackets held, by the opening bracket."""

    text: str
    spans: dict[str, list[tuple[int, int]]]

    def words(self, bracket: str) -> list[str]:
        return [self.text[start:end] for start, end in self.spans[bracket]]


def read(example: str, brackets: str) -> Marked:
    """Take the opening ``brackets`` and their partners out of an example; other brackets are text."""
    out: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {bracket: [] for bracket in brackets}
    openers = {CLOSING[bracket]: bracket for bracket in brackets}
    for character in example:
        if character in spans:
            opened[character] = len(out)
        elif character in openers:
            spans[openers[character]].append((opened.pop(openers[character]), len(out)))
        else:
            out.append(character)
    if opened:
        raise ValueError(f"a bracket is left open: {example}")
    return Marked("".join(out), spans)


def offsets(*spans: object) -> list[tuple[int, int]]:
    """The offsets of spans, None left out."""
    return [(span.start, span.end) for span in spans if span is not None]  # type: ignore[attr-defined]


def quotes(text: str, *, indirect: bool = False, config: Config | None = None) -> list[Quote]:
    return list(parse(text, indirect=indirect, config=config).quotes)


def who(text: str, *, indirect: bool = False, config: Config | None = None) -> list[tuple[str | None, str]]:
    """(speaker's name, words without punctuation at their end) of every record."""
    found = quotes(text, indirect=indirect, config=config)
    return [(quote.speaker.name if quote.speaker else None, quote.text.rstrip(",.")) for quote in found]


def speakers(text: str, *, indirect: bool = False) -> list[str | None]:
    """The speaker's name of every record."""
    return [name for name, _ in who(text, indirect=indirect)]


def defect(*values: object, reason: str, id: str | None = None) -> object:
    """A case that the engine gets wrong today. Once the engine gets it right the suite fails: then unwrap it."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason), id=id)
