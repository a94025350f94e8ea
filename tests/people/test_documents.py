"""Documents speak for who issued them, where the article says who."""

from __future__ import annotations

import pytest

from quoteattr import parse
from tests.gold import speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It rained,” the Mill Ministry’s report said.", ["Mill Ministry"]),
        ("“It rained,” said a report from the Mill Ministry.", ["Mill Ministry"]),
        ("The Mill Ministry published a long report. “It rained,” the report said.", ["Mill Ministry"]),
        ("A letter by Mara Quist was found. “It rained,” the letter said.", ["Mara Quist"]),
        ("“It rained,” a Tarn Trade Ministry memo said.", ["Tarn Trade Ministry"]),
        ("The Mill Ministry published a report. “It rained,” a report said.", ["a report"]),
        ("The Mill Ministry published a report. “It rained,” the letter said.", ["the letter"]),
        ("“It rained,” the report said.", ["the report"]),
    ],
)
def test_document(text: str, names: list[str]) -> None:
    assert speakers(text) == names


def test_document_stays_the_mention() -> None:
    [quote] = parse("The Mill Ministry published a report. “It rained,” the report said.").quotes
    assert quote.mention is not None
    assert (quote.mention.text, quote.speaker_rule) == ("the report", "issuer")


def test_body_of_another_place() -> None:
    text = "The Tarn Police Department met. “It rained,” the Reedham police department said."
    assert speakers(text) == ["the Reedham police department"]
