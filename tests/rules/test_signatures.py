"""Signed words: a dash and a name behind them, a name as the line above or below."""

from __future__ import annotations

import pytest

from quoteattr import parse
from tests.gold import speakers, who


@pytest.mark.parametrize("dash", ["–", "—", "―", "-", "--"])
@pytest.mark.parametrize("name", ["Ann Lee", "Ann Lee, farmer", "Ann Lee, farmer, Upper Tarn", "Dr Ann Lee"])
def test_dash_and_name_behind(dash: str, name: str) -> None:
    for between in (" ", "\n\n", "\n"):
        text = f"Rain fell on Tarn.\n\n“It rained all week.”{between}{dash} {name}\n\nThe mill shut."
        assert who(text) == [("Ann Lee", "It rained all week")]


def test_signature_in_a_block_quotation() -> None:
    assert speakers("> “It rained all week.”\n>\n> — Ann Lee") == ["Ann Lee"]


def test_each_voice_is_signed() -> None:
    text = "What farmers say:\n\n“It rained.” — Ann Lee, Tarn\n\n“It hailed.” — Tom Reed"
    assert who(text) == [("Ann Lee", "It rained"), ("Tom Reed", "It hailed")]


@pytest.mark.parametrize(
    "text",
    [
        "“It rained.” – Ann Lee left the mill.",
        "Tom Reed left. “It rained.”\n\n- Ann Lee shuts mill",
        "“It rained,” said Tom Reed. “It hailed.”\n\n– Ann Lee",
    ],
)
def test_no_signature(text: str) -> None:
    """A dash before a clause, a bullet, the byline behind a paragraph that has its own speaker."""
    assert "Ann Lee" not in speakers(text)


def test_handle_signs_the_words_of_a_post() -> None:
    text = "Nobody should be told to “keep your mill dry.”\n— Ann Lee (@annlee) May 3, 2024\n\nThe mill shut."
    assert who(text) == [("Ann Lee", "keep your mill dry")]


ABOVE = "Voices\n\nAnn Lee, farmer\n\n“It rained.”\n\nTom Reed, smith\n\n“It hailed.”\n\nThe mill shut."
BELOW = "Voices\n\n“It rained.”\n\nAnn Lee, farmer\n\n“It hailed.”\n\nTom Reed, smith\n\nThe mill shut."


@pytest.mark.parametrize("text", [ABOVE, BELOW])
def test_names_as_lines(text: str) -> None:
    assert who(text) == [("Ann Lee", "It rained"), ("Tom Reed", "It hailed")]


@pytest.mark.parametrize(
    "line", ["By Ann Lee", "Photo: Ann Lee", "Ann Lee shuts mill", "Ann Lee left.", "The Lee Mill"]
)
def test_lines_that_are_no_names(line: str) -> None:
    assert speakers(f"Rain fell.\n\n{line}\n\n“It rained.”\n\nThe mill shut.") == [None]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("From the desk of Mara Quist, chief miller, Tarn Partners.", "Mara Quist"),
        ("A message from Mara Quist", "Mara Quist"),
        ("A MESSAGE FROM THE PRINCIPAL, DR MARA QUIST", "Mara Quist"),
        ("A letter by the mayor, Mara Quist", "Mara Quist"),
    ],
)
def test_letterhead(line: str, name: str) -> None:
    assert speakers(f"{line}\n\n“Dear friends, the mill has shut.”") == [name]


@pytest.mark.parametrize("line", ["From the mill of Mara Quist", "A letter from Mara Quist was found in the mill."])
def test_no_letterhead(line: str) -> None:
    [quote] = parse(f"{line}\n\n“Dear friends, the mill has shut.”").quotes
    assert quote.rule != "letterhead"
