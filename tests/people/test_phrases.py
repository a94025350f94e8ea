"""The words of a mention: whose name stands in them, and whose does not."""

from __future__ import annotations

import pytest

from tests.gold import speakers


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A lawyer for suspect Jon Reed", "A lawyer for suspect Jon Reed"),
        ("Friends of striker Jon Reed", "Friends of striker Jon Reed"),
        ("The agent of midfielder Jon Reed", "The agent of midfielder Jon Reed"),
        ("A spokesman for Mayor Jon Reed", "A spokesman for Mayor Jon Reed"),
        ("Minister of mines and energy Jon Reed", "Jon Reed"),
        ("Chief of Mill Staff General Jon Reed", "Jon Reed"),
        ("Deputy Prime Minister and Foreign Minister Jon Reed", "Jon Reed"),
        ("Attorney for the District of Tarn Jon Reed", "Jon Reed"),
        ("A lawyer for the mayor of Tarn Jon Reed", "A lawyer for the mayor of Tarn Jon Reed"),
        ("Secretary of the millers’ union Jon Reed", "Jon Reed"),
        ("A lawyer for the union boss Jon Reed", "A lawyer for the union boss Jon Reed"),
        ("The charity, which runs a mill,", "charity"),
        ("The mayor and Jon Reed", "The mayor and Jon Reed"),
        ("Another resident, Amsel,", "Amsel"),
    ],
)
def test_whose_name_it_is(words: str, name: str) -> None:
    found = speakers(f"{words} said: “It rained.”")
    assert [n and n.removeprefix("The ") for n in found] == [name.removeprefix("The ")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The sarpanch, Mara Quist, left. “It rained,” the sarpanch said.", ["Mara Quist"]),
        ("The Taoiseach, Mara Quist, left. “It rained,” the Taoiseach said.", ["Mara Quist"]),
        ("Beside the mill, Mara Quist, 40, left. “It rained,” the mill said.", ["the mill"]),
    ],
)
def test_office_that_no_list_has(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The tree was planted by Mara Quist, a retired nurse, who said: “It rained.”", ["Mara Quist"]),
        ("The alarm was raised by the owner, who said: “It rained.”", ["the owner"]),
    ],
)
def test_relative_clause(text: str, names: list[str]) -> None:
    assert speakers(text) == names
