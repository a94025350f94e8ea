"""Transcripts without marks: what is a label, and what is none."""

from __future__ import annotations

import pytest

from quoteattr import parse
from tests.gold import who


def test_turns_alternate() -> None:
    text = "LEE: The mill will close.\n\nHOST: When?\n\nLEE: In May."
    assert who(text) == [("LEE", "The mill will close"), ("HOST", "When?"), ("LEE", "In May")]


def test_a_single_label_is_no_transcript() -> None:
    assert who("NOTE: The mill will close.\n\nAnn Lee left.") == []


@pytest.mark.parametrize(
    "text",
    ["NO. 1: Rain\nNO. 2: Snow", "WHEN: Monday\nWHERE: Tarn\nINFO? CALL: 555", "A.M.: Rain\nP.M.: Snow\nA.M.. B: C"],
)
def test_a_label_stands_in_one_sentence(text: str) -> None:
    """A full stop before the colon ended the sentence, and the units of the label were looked up behind its end."""
    article = parse(text, indirect=True)
    assert all(text[q.mention.start : q.mention.end] == q.mention.text for q in article.quotes if q.mention)


def test_turns_inside_marks_that_never_close() -> None:
    text = '"LEE: The mill will close.\n\n"HOST: When?\n\n"LEE: In May. Or in June."'
    assert who(text) == [("LEE", "The mill will close"), ("HOST", "When?"), ("LEE", "In May. Or in June")]
