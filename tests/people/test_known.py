"""Known names: only those are looked at that the article can mean, however many there are."""

from __future__ import annotations

import pytest

from quoteattr import Config, parse
from quoteattr.people.entities import NAMESAKES
from quoteattr.people.known import mentioned
from tests.test_hostile import operations


@pytest.mark.parametrize(
    ("known", "words", "shared"),
    [
        (("Ada Quill", "Tom Hollis"), ("Quill",), ["Ada Quill"]),
        (("Ada Quill", "Tom Hollis"), ("Tom", "Ada"), ["Ada Quill", "Tom Hollis"]),
        (("Ana García López", "Tom Hollis"), ("GARCIA",), ["Ana García López"]),
        (("Ada Jo Mae Quill",), ("Jo",), []),
        (("Quill",), ("Quill", "Reed"), ["Quill"]),
        ((), ("Quill",), []),
    ],
)
def test_names_that_share_a_word(known: tuple[str, ...], words: tuple[str, ...], shared: list[str]) -> None:
    assert mentioned(known, words) == shared


def test_no_more_namesakes_than_are_told_apart() -> None:
    known = tuple(f"Ada{number} Quill" for number in range(1000))
    assert mentioned(known, ("Quill",)) == list(known[:NAMESAKES])


def test_ten_thousand_known_names_cost_an_article_nothing() -> None:
    text = "“It rained all week,” said Quill. “It was wet,” said Hollis."
    some = Config(speakers=("Ada Quill", "Tom Hollis"))
    many = Config(speakers=("Ada Quill", "Tom Hollis", *(f"Bo Reed{number}bek" for number in range(10_000))))
    assert [q.speaker and q.speaker.name for q in parse(text, config=many).quotes] == ["Ada Quill", "Tom Hollis"]
    parse(text, config=some)
    cost = operations(text, indirect=False, config=some)
    assert operations(text, indirect=False, config=many) < cost + 50
