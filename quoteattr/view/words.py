"""Numbers and long words for people to read."""

from __future__ import annotations

_SNIPPET = 90  # code points of a quote that its note repeats


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 speaker, 1,200 speakers."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def snippet(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SNIPPET else line[:_SNIPPET].rstrip() + "…"
