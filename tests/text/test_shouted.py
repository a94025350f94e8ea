"""PARAGRAPHS ALL IN CAPITALS."""

from __future__ import annotations

import pytest

from quoteattr import parse
from quoteattr.lexicon import load
from quoteattr.text.shouted import calm
from quoteattr.text.tokens import tokenize
from tests.invariants import check


def words(text: str) -> list[str]:
    tokens = tokenize(text, load())
    calm(tokens, load())
    return tokens.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE MILL IN TARN IS OLD, SAID MARA QUIST.", "The Mill in Tarn is old , said Mara Quist ."),
        ("THE MILL DIDN'T CLOSE. IT WAS QUIST'S.", "The Mill didn't close . It was Quist 's ."),
        ("TARN — THE MILL IS OLD, SAID QUIST.", "TARN — The Mill is old , said Quist ."),
        ("THE FBI AND THE MAYOR ASKED MARA QUIST.", "The FBI and the Mayor asked Mara Quist ."),
        ("KADİR OF İZMİR ASKED THE MAYOR.", "KADİR of İZMİR asked the Mayor ."),
        ("QUIST: WHO OWNS THE OLD MILL?", "QUIST : WHO OWNS THE OLD MILL ?"),
        ("THE OLD MILL", "THE OLD MILL"),
        ("THE MILL IN TARN, SAID Mara QUIST.", "THE MILL IN TARN , SAID Mara QUIST ."),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_dispatch_in_capitals() -> None:
    text = "TARN — “WE HAVE LOST THE MILL,” FIRE CHIEF MARA QUIST SAID TUESDAY. “NOBODY WAS HURT.”"
    article = parse(text)
    check(text, article)
    assert [(q.text, q.speaker and q.speaker.name) for q in article.quotes] == [
        ("WE HAVE LOST THE MILL,", "Mara Quist"),
        ("NOBODY WAS HURT.", "Mara Quist"),
    ]
