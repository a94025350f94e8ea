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


def test_office_in_a_label_and_the_surname_alone_later() -> None:
    text = "TOM REED, HOST: Good morning.\n\nDR. ANN LEE, FARMER: It rains.\n\nREED: Still?\n\nLEE: Yes."
    assert [words for _, words in who(text)] == ["Good morning", "It rains", "Still?", "Yes"]
    assert [name for name, _ in who(text)] == ["TOM REED", "ANN LEE", "TOM REED", "ANN LEE"]


def test_names_in_ordinary_case() -> None:
    text = "The log was read.\n\nAnn Lee: it rains again\nTom Reed (Tarn): so it does\nLee: close the mill\n\nIt shut."
    found = [("Ann Lee", "it rains again"), ("Tom Reed", "so it does"), ("Ann Lee", "close the mill")]
    assert who(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Location: Tarn\n\nDate: May",
        "Ann Lee: a life\n\nThe mill shut.",
        "Ann Lee: a life\n\nAnn Lee: the mill",
        "READ ALSO: Mill shuts, says owner\n\nREAD MORE: The wheel turns",
        "FOLLOW US: @tarn\n\nWRITE TO US: @tarnmill",
        "Good News: it rains\n\nBad News: it pours",
    ],
)
def test_labels_that_are_no_two_people(text: str) -> None:
    assert who(text) == []
