"""Quotes as lines for a terminal: widths, and nothing that a terminal would obey."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from quoteattr import parse, view
from quoteattr.counting import shown
from quoteattr.rules.words import NO_RULE
from quoteattr.types import Article, QuoteKind
from quoteattr.view.terminal import NOBODY, lines, on_one_line, shorten, visible, width, wrapped

ROOT = Path(__file__).resolve().parents[2]
RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook. She left the hall.\n"


def test_marks_that_nobody_says_are_left_out() -> None:
    said = parse(RAIN).quotes[0]
    title = dataclasses.replace(said, kind=QuoteKind.OTHER, speaker=None)
    assert list(shown(Article(RAIN, (title, said), ()))) == [said]


def test_nothing_that_a_terminal_would_obey() -> None:
    assert on_one_line("one\r\n\ttwo \x1b[31mred\x07") == "one two �[31mred�"
    assert visible("a  b\udcff") == "a  b�"


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("rain", 4, "rain"),
        ("rain falls", 6, "rain…"),
        ("雨が降る", 8, "雨が降る"),
        ("雨が降る", 7, "雨が降…"),
        ("雨が降る", 6, "雨が…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("", 3, ""),
    ],
)
def test_shorten(text: str, columns: int, expected: str) -> None:
    assert shorten(text, columns) == expected
    assert width(shorten(text, columns)) <= columns


def test_an_unknown_speaker_is_shown_as_such() -> None:
    quote = dataclasses.replace(parse(RAIN).quotes[0], speaker=None, cue=None, rule="")
    assert list(lines(Article(RAIN, (quote,), ()), 80)) == [
        f"{NOBODY}    {quote.kind.value}  {NO_RULE}",
        "    The river will rise tonight,",
    ]


def test_words_of_nobody_within_a_quotation_are_shown_with_who_quotes_them() -> None:
    article = parse("“It was ‘a wreck’ by then,” said Ada Quill.")
    assert list(lines(article, 80))[2:] == [
        f"{NOBODY} quoted by Ada Quill        mixed   inside another quotation",
        "    a wreck",
    ]


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("it rained all week", 9, ["it rained", "all week"]),
        ("it rained", 8, ["it", "rained"]),
        ("雨が降る 雨が降る", 9, ["雨が降る", "雨が降る"]),
        ("aaaaaaaa b", 3, ["aaa", "aaa", "aa", "b"]),
        ("雨が", 1, ["雨", "が"]),
        ("", 5, []),
    ],
)
def test_wrapped(text: str, columns: int, expected: list[str]) -> None:
    assert wrapped(text, columns) == expected


def test_lines_need_no_pages() -> None:
    code = """
import sys, quoteattr.view, quoteattr.view.terminal
assert not {"quoteattr.view.index", "quoteattr.view.page"} & set(sys.modules)
assert {"Entry", "to_html", "to_index", "to_notebook"} == set(dir(quoteattr.view))
assert "Ann Lee" in quoteattr.view.to_html(quoteattr.parse("“It rained all week,” said Ann Lee."))
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_every_public_name_is_there() -> None:
    assert all(getattr(view, name) is not None for name in view.__all__)
    with pytest.raises(AttributeError, match="no attribute 'to_htm'"):
        getattr(view, "to_htm")  # noqa: B009  # mypy knows that there is none
