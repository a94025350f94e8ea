"""Names of the article before names of the sentence: what the whole text says of a name decides each of its places."""

from __future__ import annotations

import pytest

from tests.gold import speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Residents met Alan Baker. “It rained,” Baker said.", ["Alan Baker"]),
        ("Residents met Hannah King. “It rained,” King said.", ["Hannah King"]),
        ("Residents met Hannah Green. “It rained,” Green said.", ["Hannah Green"]),
        ("Residents met Hannah Day. “It rained,” Day said.", ["Hannah Day"]),
        ("Residents met Hannah May. “It rained,” said May.", ["Hannah May"]),
        ("Residents met Hannah Duke. “It rained,” Duke said.", ["Hannah Duke"]),
        ("Residents met Peter Donnelly. Donnelly told the Tarn Echo: “It rained.”", ["Peter Donnelly"]),
        ("Peter Connolly won. Connolly, 40, said: “It rained.”", ["Peter Connolly"]),
        ("Residents met Hannah Nestle. “It rained,” Nestle said.", ["Hannah Nestle"]),
    ],
)
def test_surname_that_is_another_word(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Residents met Hannah Young. “It rained,” said Peter Reed. Young people agreed.", ["Peter Reed"]),
        ("Residents met Hannah May. “It rained,” Peter Reed said in May.", ["Peter Reed"]),
        ("Residents met Hannah King. “It rained,” the King said.", ["the King"]),
    ],
)
def test_surname_that_is_the_other_word(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It rained,” said the millers’ lawyer, Mara Quist.", ["Mara Quist"]),
        ("The boys' mother, Mara Quist, left. “It rained,” the boys' mother said.", ["Mara Quist"]),
        ("“It rained,” the millers’ families said.", ["the millers’ families"]),
        ("“It rained,” the workers' union said.", ["the workers' union"]),
    ],
)
def test_possessive_of_a_plural(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Hannah Roma Quist", "Hannah Roma Quist"),
        ("Quenby Hannah Reed", "Quenby Hannah Reed"),
        ("Le Thi Hoa", "Le Thi Hoa"),
        ("Millco CIO Sanjit Reed", "Sanjit Reed"),
        ("Tarn GM Quenby Reed", "Quenby Reed"),
        ("MEC Quenby Reed", "Quenby Reed"),
        ("Maj-Gen Quenby Reed", "Quenby Reed"),
        ("then-President Quenby Reed", "Quenby Reed"),
        ("Cellist Quenby Reed", "Quenby Reed"),
        ("Singer-songwriter Quenby Reed", "Quenby Reed"),
        ("Dad-of-two Jon Reed", "Jon Reed"),
        ("Plucky Hannah Reed", "Hannah Reed"),
        ("Adjunct Professor Strategic Mill Policy Consultant Bill Reed", "Bill Reed"),
        ("the Bureau of Rivers and Roads", "Bureau of Rivers and Roads"),
    ],
)
def test_how_far_a_name_reaches(words: str, name: str) -> None:
    assert speakers(f"“It rained,” {words} said.") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peter Reed left. His son, Jon Peter Reed, plays. “It rained,” Peter said.", ["Peter Reed"]),
        ("Peter Reed left. Later came Jon Peter Reed. “It rained,” Peter Reed said.", ["Peter Reed"]),
        ("Jon Peter Reed left. “It rained,” Peter Reed said.", ["Jon Peter Reed"]),
        ("Peter Reed left with his son, Peter J. Reed. “It rained,” Peter Reed said.", ["Peter Reed"]),
        ("Peter Reed Sr. met Peter Reed Jr. there. “It rained,” Peter Reed Jr. said.", ["Peter Reed Jr."]),
    ],
)
def test_father_and_son(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("first", "then"),
    [("Gil O’Reed", "O'Reed"), ("Gil Möller", "Moeller"), ("Gil Moeller", "Möller"), ("Gil Sørland", "Sorland")],
)
def test_one_name_in_two_spellings(first: str, then: str) -> None:
    assert speakers(f"{first} left. “It rained,” {then} said.") == [first]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It rained,” the Farmers’ Union said.", ["Farmers’ Union"]),
        ("St John’s Hospital said: “It rained.”", ["St John’s Hospital"]),
        ("Quillan’s of Tarn said: “It rained.”", ["Quillan’s of Tarn"]),
        ("Quillan’s Analytics closed. “It rained,” said Quillan’s Analytics.", ["Quillan’s Analytics"]),
        ("Mara Reed left. “It rained,” said Reed’s Mill Ministry.", ["Mill Ministry"]),
        ("“It rained,” McDonald’s said.", ["McDonald’s"]),
        ("“It rained,” McDonald's CEO Mara Quist said.", ["Mara Quist"]),
        ("“It rained,” Macy’s Department Store said.", ["Macy’s Department Store"]),
        ("“It rained,” said Jo McDonald. It is Jo McDonald’s mill.", ["Jo McDonald"]),
    ],
)
def test_possessive_inside_a_name(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Public Services and Procurement Tarn met. “It rained,” PSPT said.", ["Public Services and Procurement Tarn"]),
        ("The Mills, Rivers and Roads Office met. “It rained,” MRRO said.", ["Mills, Rivers and Roads Office"]),
        ("The Tarn Office of Mills (TORG) met. “It rained,” TORG said.", ["Tarn Office of Mills"]),
        ("Mill National Committee Chairman Jon Reed left. “It rained,” MNC said.", ["MNC"]),
    ],
)
def test_initials(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mara Quist left. Speaking to the Tarn Post Quist said: “It rained.”", ["Mara Quist"]),
        ("“It rained,” said Dean Amsel.", ["Dean Amsel"]),
        ("Mara Amsel left. “It rained,” said Dean Amsel.", ["Mara Amsel"]),
        ("Blessing Amsel said: “It rained.”", ["Blessing Amsel"]),
        ("The firm Quillan sells AI. “It rained,” the firm said.", ["Quillan"]),
    ],
)
def test_names_that_lists_mislead_about(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Minister for Roads Jo Reed said: “It rained.”", ["Jo Reed"]),
        ("Minister of Health Joe Reed said: “It rained.”", ["Joe Reed"]),
        ("The MP for Tarn Jill Reed said: “It rained.”", ["Jill Reed"]),
        ("MEC for Roads Thabo Dlamini said: “It rained.”", ["Thabo Dlamini"]),
        ("“It rained,” said Secretary for Mills Ann Lee.", ["Ann Lee"]),
        ("Friends of Tarn Mill said: “It rained.”", ["Friends of Tarn Mill"]),
    ],
)
def test_what_an_office_is_for_is_no_name(text: str, names: list[str]) -> None:
    assert speakers(text) == names
