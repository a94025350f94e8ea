"""Words without a name: whom the article is about, where it calls her by what she does."""

from __future__ import annotations

import pytest

from tests.gold import speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mara Quist made the film. “It rained,” the director said.", ["Mara Quist"]),
        ("Mara Quist met a director. “It rained,” the director said.", ["the director"]),
        ("Mara Quist and the mill’s director left. “It rained,” its director said.", ["its director"]),
    ],
)
def test_public_figure(text: str, names: list[str]) -> None:
    assert speakers(text) == names
