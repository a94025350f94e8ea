"""Lists of quotations under one colon."""

from __future__ import annotations

import pytest

from tests.gold import speakers, who


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "– ", ""])
def test_each_item_is_said_by_who_stands_before_the_colon(bullet: str) -> None:
    text = f"Rain fell. Ann Lee wrote:\n\n{bullet}“Close the mill.”\n\n{bullet}“Sell the wheel too.”\n\nShe left."
    assert who(text) == [("Ann Lee", "Close the mill"), ("Ann Lee", "Sell the wheel too")]


@pytest.mark.parametrize(
    "items", ["• “Rain”\n\n• “Snow”", "• “Rain at Sea” by Tom Reed\n\n• “Mill and Wheel” by Tom Reed"]
)
def test_items_that_nobody_says(items: str) -> None:
    """Names and titles, and items that say more than the quotation."""
    assert "Ann Lee" not in speakers(f"Ann Lee has a list:\n\n{items}\n\nShe left.")
