"""Encodings and markup around words and marks are not read, and offsets stay those of the caller's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import parse
from quoteattr.lexicon import load
from quoteattr.text.reading import FILL, as_read
from quoteattr.text.tokens import tokenize
from tests.gold import who
from tests.invariants import check

WE_QUIT = ("Ann Lee", "We quit")


@pytest.mark.parametrize(
    "text",
    [
        "\x93We quit,\x94 said Ann Lee.",
        "â€œWe quit,â€\x9d said Ann Lee.",
        "â€œWe quit,â€ said Ann Lee.",
        "â\x80\x9cWe quit,â\x80\x9d said Ann Lee.",
        "“We quit,” said Ann L\xadee, a baker.",
        "“We quit,\u200b” said \ufeffAnn Lee, a baker.",
        "“We quit,” said [Ann Lee](https://example.org/lee), a baker.",
        "*“We quit,”* said **Ann Lee**, a baker.",
        "__“We quit,”__ said _Ann Lee_, a baker.",
        "&ldquo;We quit,&rdquo; said Ann Lee.",
        "&quot;We quit,&quot; said&nbsp;Ann Lee.",
        "&#8220;We quit,&#x201D; said Ann Lee.",
        "> “We quit,” said Ann Lee.",
        "“We quit,” said <b>Ann Lee</b>.",
        '“We quit,” said <a class="name" href="/people/lee">Ann Lee</a>.',
        "<em>“We quit,”</em> said Ann <i>Lee</i>.",
    ],
)
def test_disguised_names_and_marks(text: str) -> None:
    assert who(text) == [WE_QUIT]
    check(text, parse(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don&rsquo;t", ["don’t"]),
        ("donâ€™t", ["don’t"]),
        ("pâté", ["pâté"]),
        ("Tarn&rsquo;s mill", ["Tarn", "’s", "mill"]),
        ("AT&amp;T rose", ["AT&T", "rose"]),
        ("Reed &amp; Lee", ["Reed", "&", "Lee"]),
        ("a <b>wreck</b>, she", ["a", "wreck", ",", "she"]),
        ("Ann\u200b Lee", ["Ann", "Lee"]),
        ("\ufeffAnn", ["Ann"]),
    ],
)
def test_words_are_what_is_read(text: str, words: list[str]) -> None:
    assert tokenize(text, load()).words == words


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 and 4 * 2",
        "what the f***",
        "s**t",
        "snake_case_name",
        "AT&T; B",
        "&nothing;",
        "a < b > c",
        "[sic] (so)",
        "#Tarn",
    ],
)
def test_what_is_no_markup_is_read_as_it_stands(text: str) -> None:
    assert as_read(text) == text


@given(st.text(alphabet="Aa*_<>b/&;#x1[](h)\n \x93\xad“”" + FILL))
def test_length_and_offsets_are_kept(text: str) -> None:
    assert len(as_read(text)) == len(text)
    tokens = tokenize(text, load())
    ends = [tokens.end(i) for i in range(len(tokens))]
    assert all(0 < end <= len(text) for end in ends)
    assert all(end <= start for end, start in zip(ends, tokens.starts[1:], strict=False))
    assert all(word and FILL not in word for word in tokens.words)


def test_markup_that_never_closes_takes_no_longer_than_its_length() -> None:
    for sign in ("<a ", "*a", "_a", "[a", "&a", "[a](/", "\n> "):
        assert len(as_read(sign * 20_000)) == len(sign) * 20_000
