"""Before a colon a name, a role, a document or a pronoun speaks, and no date, place or heading."""

from __future__ import annotations

import pytest

from tests.gold import speakers


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Ann Lee", "Ann Lee"),
        ("Home coach Ann Lee", "Ann Lee"),
        ("MILL WILL NOT CLOSE - Ann Lee", "Ann Lee"),
        ("The owner", "The owner"),
        ("@annlee", "@annlee"),
    ],
)
def test_who_speaks_before_a_colon(label: str, speaker: str) -> None:
    assert speakers(f"{label}: “The mill will not close.”") == [speaker]


@pytest.mark.parametrize("label", ["May 3, 1950", "1950", "The tip", "The statement"])
def test_what_is_a_heading_before_a_colon(label: str) -> None:
    assert speakers(f"Rain fell.\n\n{label}: “The mill will not close.”") == [None]


def test_there_introduces_nobody() -> None:
    text = "“It rained,” Ann Lee said. There was only one way: “Close the mill.”"
    assert "There" not in speakers(text)
