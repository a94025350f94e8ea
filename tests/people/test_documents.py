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
        ("“It rained,” letters from the Mill Ministry said.", ["Mill Ministry"]),
        ("Mara Quist released a short film that said, “It rained.”", ["Mara Quist"]),
        ("Jon Reed saw Mara Quist. A short film that he saw said, “It rained.”", ["A short film that he saw"]),
        ("Mara Quist, the mayor, left. “It rained,” the mayor’s statement said.", ["Mara Quist"]),
        ("Mara Quist left. Her letter said it was “old.”", ["Mara Quist"]),
        ("The Tarn Farmers’ Union met. The union’s report said it was “old.”", ["Tarn Farmers’ Union"]),
        ("“It rained,” the owner’s letter said.", ["the owner’s letter"]),
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
