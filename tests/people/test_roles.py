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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quillan renewed its app, a rival of Spotify and Netflix. “It rained,” the company said.", ["Quillan"]),
        ("Quillan renewed its app. Mara Quist bought it. “It rained,” the company said.", ["Quillan"]),
        ("Leaderboards are new at Quillan, where leaderboards matter. “It rained,” the company said.", ["Quillan"]),
        ("Mara Quist left. Quist is a baker. “It rained,” the company said.", ["the company"]),
    ],
)
def test_company_that_no_list_knows(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mayor Bo Reed met Mara Quist. After he met Mara Quist, the mayor said: “It rained.”", ["Bo Reed"]),
        ("Bo Reed met Mara Quist, the mayor, in Tarn. “It rained,” the mayor said.", ["Mara Quist"]),
        ("Reed spoke aboard the USS Higgins. He smiled. “It rained,” the mill chief said.", ["Reed"]),
    ],
)
def test_who_holds_a_role(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A baker waved us on. “It rained,” she said.", ["A baker"]),
        ("My brother has a mill. “It rained,” he said.", ["My brother"]),
        ("My brother has a mill. “It rained,” she said.", ["she"]),
        ("The bakers have left. “It rained,” she said.", ["she"]),
        ("A baker waved. Mara Quist left. “It rained,” she said.", ["Mara Quist"]),
    ],
)
def test_pronoun_of_somebody_without_a_name(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Mara Quist and Jon Reed differ. The former said: “It rained.” The latter said: “No.”",
            ["Mara Quist", "Jon Reed"],
        ),
        ("Mara Quist, Bo Lee and Jon Reed differ. The latter said: “It rained.”", ["The latter"]),
    ],
)
def test_former_and_latter(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize("body", ["The court", "The courts", "The government", "The prosecution", "The military"])
def test_a_body_of_the_state_is_no_company(body: str) -> None:
    assert speakers(f"Quillan renewed its app. {body} said: “It rained.”") == [body]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vice President Mara Quist left. “It rained,” the vice president said.", ["Mara Quist"]),
        ("Vice President Mara Quist left. “It rained,” the president said.", ["the president"]),
        ("Lt. Gov. Mara Quist met Gov. Jon Reed. Quist left. “It rained,” the governor said.", ["Jon Reed"]),
        (
            "Lt. Gov. Mara Quist met Gov. Jon Reed. Reed left. “It rained,” the lieutenant governor said.",
            ["Mara Quist"],
        ),
        ("Mara Quist, the deputy mayor, met Mayor Jon Reed. Quist left. “No,” the mayor said.", ["Jon Reed"]),
    ],
)
def test_a_deputy_does_not_hold_the_role_itself(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tarn’s mill ministry weighed in. “It rained,” the ministry said.", ["Tarn’s mill ministry"]),
        ("A mill ministry weighed in. “It rained,” the ministry said.", ["the ministry"]),
    ],
)
def test_a_body_that_the_article_names_by_its_owner(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ("Tarn Zoo", "the zoo"),
        ("the Tarn Fire Brigade", "the brigade"),
        ("Tarn United", "United"),
        ("Quillan Energy", "the energy giant"),
        ("the Tarn Gazette", "the paper"),
    ],
)
def test_what_a_body_is_called(body: str, called: str) -> None:
    name = body.removeprefix("the ")
    assert speakers(f"A man from {body} smiled. “It rained,” {called} said.") == [name]


@pytest.mark.parametrize(
    "introduced",
    [
        "Mara Quist has been a baker for ten years.",
        "Mara Quist is the baker of Tarn.",
        "Mara Quist, a baker, left.",
        "Baker Mara Quist left.",
    ],
)
def test_a_role_that_a_sentence_gives(introduced: str) -> None:
    assert speakers(f"{introduced} “It rained,” the baker said.") == ["Mara Quist"]


@pytest.mark.parametrize(
    ("introduced", "name"),
    [
        ("Mara Quist, a mother-of-two, left.", "Mara Quist"),
        ("Mara Quist has never been a mother-of-two.", "the mother-of-two"),
        ("Mara Quist met a mother-of-two.", "the mother-of-two"),
    ],
)
def test_what_no_list_has_is_a_role_where_it_is_an_apposition(introduced: str, name: str) -> None:
    assert speakers(f"{introduced} “It rained,” the mother-of-two said.") == [name]
