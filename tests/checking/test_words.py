"""Words as they are compared: what is before them, what brackets hold, and capitals."""

from __future__ import annotations

import time

import pytest

from quoteattr.checking.words import Gap, draft_words, same_capitals, source_words
from quoteattr.types import Span


def spans(*texts: str) -> list[Span]:
    found, at = [], 0
    for text in texts:
        found.append(Span(at, at + len(text), text))
        at += len(text) + 9
    return found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("It’s the miller's long-term plan", "it's the miller's long term plan"),
        ("Café, 1,200.50 euros; 5% of $3", "cafe 1200.50 euros 5 % of $ 3"),
        ("[T]he mill [in Tarn] burn[ed] [sic] down", "the mill down"),
        ("well … yes", "well yes"),
        ("…", ""),
        ("the [mill burned", "the mill burned"),
    ],
)
def test_words_of_a_draft(text: str, folded: str) -> None:
    words = draft_words(spans(text))
    assert " ".join(word.folded for word in words) == folded
    for word in words:
        assert text[word.start : word.end].replace("[", "").replace("]", "").replace("’", "'") == word.form


def test_hostile_brackets_cost_no_more_than_their_length() -> None:
    started = time.process_time()
    for text in ("a" * 100_000 + "[", "a[" * 50_000, "[a" * 50_000, "[a]" * 33_000, "." * 100_000, "1," * 50_000):
        draft_words(spans(text))
    assert time.process_time() - started < 5


def test_gaps() -> None:
    words = draft_words(spans("Rain fell. All … week [here] long, too", "and it poured"))
    assert [(word.folded, word.gap) for word in words if word.gap is not Gap.NONE] == [
        ("rain", Gap.SPAN),
        ("all", Gap.SENTENCE),
        ("week", Gap.ELLIPSIS),
        ("long", Gap.BRACKET),
        ("and", Gap.SPAN),
    ]


@pytest.mark.parametrize("between", ["[here] …", "… [here]", "… [here] …"])
def test_an_ellipsis_beside_a_bracket_stands_for_more(between: str) -> None:
    assert draft_words(spans(f"All {between} week"))[1].gap is Gap.ELLIPSIS


def test_brackets_of_a_source_are_its_editors() -> None:
    words = source_words(spans("so [the mayor] said"))
    assert [(word.folded, word.bracketed) for word in words] == [
        ("so", False),
        ("the", True),
        ("mayor", True),
        ("said", False),
    ]


@pytest.mark.parametrize(
    ("draft", "source", "same"),
    [
        ("Rain fell", "rain fell", True),
        ("in us plants", "in US plants", False),
        ("in US plants", "in us plants", False),
        ("it. Rain", "it rain", True),
        ("the café", "the cafe", True),
        ("a MILL burns", "a mill burns", True),
        ("a Mill burns", "a mill burns", False),
    ],
)
def test_capitals_count_inside_a_sentence(draft: str, source: str, same: bool) -> None:
    pairs = zip(draft_words(spans(draft)), source_words(spans(source)), strict=True)
    assert all(same_capitals(*pair) for pair in pairs) is same
