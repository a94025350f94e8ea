"""An article as lines for people to read in a terminal, and what any text needs before a terminal may show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from quoteattr.counting import shown
from quoteattr.rules.words import rule_in_words
from quoteattr.types import Article, Quote

NOBODY = "?"
"""In the place of a speaker whom the text does not tell."""

_INDENT = "    "
_ELLIPSIS = "…"


def visible(text: str) -> str:
    """The text with a replacement character for everything that a terminal would obey rather than show."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def on_one_line(text: str) -> str:
    """The text in visible characters, all white space as single spaces."""
    return visible(" ".join(text.split()))


def shorten(text: str, columns: int) -> str:
    """The beginning of a text, cut with an ellipsis where it would fill more than these columns of a terminal."""
    if width(text) <= columns:
        return text
    room, kept = columns - 1, 0
    for char in text:
        room -= _columns(char)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + _ELLIPSIS


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, cut between words, and inside one that is longer than a line."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(lines[-1]) + 1 + width(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, columns)
    return lines


def _pieces(word: str, columns: int) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1]) + _columns(char) > columns:
            pieces.append("")
        pieces[-1] += char
    return pieces


def width(text: str) -> int:
    """How many columns of a terminal the text fills."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cells(quote: Quote, article: Article) -> tuple[str, str, str, str]:
    """Speaker, cue, kind and rule of a quote of an article, the rule in words, each on one line."""
    cue = on_one_line(quote.cue.text) if quote.cue else ""
    return _speaker(quote, article), cue, quote.kind.value, rule_in_words(quote.rule)


def _speaker(quote: Quote, article: Article) -> str:
    if quote.speaker:
        return on_one_line(quote.speaker.name)
    around = article.voice(quote)
    return f"{NOBODY} quoted by {on_one_line(around.name)}" if around else NOBODY


def lines(article: Article, columns: int | None) -> Iterator[str]:
    """Two lines a quote: who, cue, kind and rule in aligned columns, and the words, cut to a width if there is one."""
    quotes = list(shown(article))
    table = [cells(quote, article) for quote in quotes]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    for quote, row in zip(quotes, table, strict=True):
        for line in (_row(row, widths), _INDENT + on_one_line(quote.text)):
            yield line if columns is None else shorten(line, columns)
    if not quotes:
        yield "no quotations"


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
