"""The cheapest way from source to draft: what is changed, added, left out, and jumped over."""

from __future__ import annotations

import pytest

from quoteattr.checking.aligning import Step, Stream, align
from quoteattr.checking.words import draft_words, source_words
from quoteattr.types import Span


def stream(*passages: str) -> Stream:
    words = [(word, number) for number, text in enumerate(passages) for word in source_words([_span(text)])]
    return Stream([word for word, _ in words], [number for _, number in words], [0.0] * len(words))


def _span(text: str) -> Span:
    return Span(0, len(text), text)


def aligned(draft: str, *passages: str) -> list[Step]:
    return align(draft_words([_span(draft)]), stream(*passages))


@pytest.mark.parametrize(
    ("draft", "source", "places"),
    [
        ("b c d", "a b c d e", [1, 2, 3]),
        ("b x d", "a b c d e", [1, 2, 3]),
        ("b d", "a b c d e", [1, 3]),
        ("a b h i", "a b c d e f g h i", [0, 1, 7, 8]),
        ("a b … h i", "a b c d e f g h i", [0, 1, 7, 8]),
        ("a [x] e", "a b c d e", [0, 4]),
        ("a b", "a b x a b", [0, 1]),
    ],
)
def test_where_each_word_stands(draft: str, source: str, places: list[int]) -> None:
    assert aligned(draft, source) == [Step(number, place) for number, place in enumerate(places)]


def test_a_word_more() -> None:
    assert aligned("a b x y c d", "a b c d") == [
        Step(0, 0),
        Step(1, 1),
        Step(2, 1, added=True),
        Step(3, 1, added=True),
        Step(4, 2),
        Step(5, 3),
    ]


def test_a_word_more_at_the_beginning() -> None:
    assert aligned("x y a b c", "a b c")[:2] == [Step(0, -1, added=True), Step(1, -1, added=True)]


def test_four_words_in_a_row_pay_for_a_jump_to_another_passage() -> None:
    assert [step.source for step in aligned("a b c d m n o p", "a b c d e f g h", "k l m n o p")] == [
        *range(4),
        *range(10, 14),
    ]
    assert [step.source for step in aligned("a b c d m n", "a b c d e f g h", "k l m n o p")] == [*range(6)]


def test_brackets_of_the_source_cost_nothing() -> None:
    assert [step.source for step in aligned("a f", "a [b c d e] f g")] == [0, 5]
