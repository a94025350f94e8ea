"""People: names gathered into entities, each with its fullest form, titles and gender."""

from __future__ import annotations

import pytest

from quoteattr import parse
from quoteattr.lexicon import load
from quoteattr.people.entities import given_gender
from tests.parsed import people


def entities(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """(fullest form, number of names) of each entity."""
    return [(" ".join(e.fullest), len(e.names)) for e in people(text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Mara Quist left. Quist was tired.", [("Mara Quist", 2)]),
        ("Then Quist left. Later Mara Quist was tired.", [("Mara Quist", 2)]),
        ("Then Mara Quist left. Mara was tired.", [("Mara Quist", 2)]),
        ("Then Sen. Mara Quist left. Mrs. Quist was tired.", [("Mara Quist", 2)]),
        ("Then Mara Quist left. Mara J. Quist was tired.", [("Mara J. Quist", 2)]),
        ("Then Robert Reed left. Bob Reed was tired.", [("Robert Reed", 2)]),
        ("Then Ursula von Amsel left. Later von Amsel slept.", [("Ursula von Amsel", 2)]),
        ("Then Ana García López left. García was tired.", [("Ana García López", 2)]),
        ("Then Ana García López left. García López was tired.", [("Ana García López", 2)]),
        ("Then Ana García Bishop left. García was tired.", [("Ana García Bishop", 2)]),
        ("Then Ana García Show left. García was tired.", [("Ana García Show", 1), ("García", 1)]),
        ("Then Ana Quist Lee met Jon Quist. Quist was tired.", [("Ana Quist Lee", 1), ("Jon Quist", 2)]),
        ("Then François Amsel left. Francois Amsel was tired.", [("François Amsel", 2)]),
        ("Then MARA QUIST left. Mara Quist was tired.", [("Mara Quist", 2)]),
        ("Then Mara Quist met Jon Reed.", [("Mara Quist", 1), ("Jon Reed", 1)]),
        ("Then Mara Quist met Jon Quist.", [("Mara Quist", 1), ("Jon Quist", 1)]),
        ("Then the Tarn Trade Ministry closed. The Ministry reopened.", [("Tarn Trade Ministry", 2)]),
        ("Then the Bank of Tarn closed. The Bank reopened.", [("Bank of Tarn", 2)]),
        ("Then Tarn City Mayor Peter Herald left. Then Herald slept.", [("Peter Herald", 2)]),
        ("Then Nona Aronquist left. Then Arnquist slept.", [("Nona Aronquist", 2)]),
        ("Then Mara Houvel left. Then Hauvel slept.", [("Mara Houvel", 2)]),
        ("Then Mara Quist left. Then Qiust slept.", [("Mara Quist", 2)]),
        ("Then Mara Quists left. Then Quist slept.", [("Mara Quists", 2)]),
        ("Then Mara Reed left. Then Reid slept.", [("Mara Reed", 1), ("Reid", 1)]),
        ("Then Houvel left. Then Mara Hauvel slept.", [("Houvel", 1), ("Mara Hauvel", 1)]),
        ("Then Mara Houvel met Jon Hauvel. Then Heuvel slept.", [("Mara Houvel", 1), ("Jon Hauvel", 1), ("Heuvel", 1)]),
        ("Then Mara Quist left. See @MaraQuist, @MQuist, @quist.", [("Mara Quist", 4)]),
        ("Then Mara Quist left. See @MayorMaraQuist.", [("Mara Quist", 2)]),
        ("Then Tom and Anna Quist left. Later Tom slept.", [("Tom Quist", 2), ("Anna Quist", 1)]),
        ("Then Tom Reed left. Later Tom and Anna Quist slept.", [("Tom Reed", 2), ("Anna Quist", 1)]),
        ("Then Quillan and Anna Quist left.", [("Quillan", 1), ("Anna Quist", 1)]),
        ("Then Mara Quist left. See @JonQuist.", [("Mara Quist", 1), ("@JonQuist", 1)]),
    ],
)
def test_names_of_one_entity(text: str, expected: list[tuple[str, int]]) -> None:
    assert entities(text) == expected


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Then Mara Quist met Jon Quist. Mr. Quist left.", {"Mara Quist": 1, "Jon Quist": 2}),
        ("Then Jon Quist met Mara Quist. Mrs. Quist left.", {"Mara Quist": 2, "Jon Quist": 1}),
    ],
)
def test_two_people_with_one_surname(text: str, counts: dict[str, int]) -> None:
    assert dict(entities(text)) == counts


def test_fullest_form_outside_the_quotations_is_preferred() -> None:
    assert entities("Jon Reed left. “Jane Quist Reed left,” he said.")[0] == ("Jon Reed", 1)


def test_known_speakers_give_the_full_name() -> None:
    assert entities("Then Quist left.", ("Mara Quist",)) == [("Mara Quist", 2)]


@pytest.mark.parametrize(
    ("text", "gender", "evidence"),
    [
        ("Then Mrs. Amsel left.", "female", "title Mrs."),
        ("Then Mr. Amsel left.", "male", "title Mr."),
        ("Then Hannah Amsel left.", "female", "given name Hannah"),
        ("Then Peter Amsel left.", "male", "given name Peter"),
        ("Then Mr. Leslie Amsel left.", "male", "title Mr."),
        ("Then Sen. Amsel left.", "", ""),
        ("Then Amsel left.", "", ""),
    ],
)
def test_gender_and_its_evidence(text: str, gender: str, evidence: str) -> None:
    [entity] = people(text)
    assert (entity.gender, entity.gender_evidence) == (gender, evidence)


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Mary", "female"), ("John", "male"), ("Anne-Marie", "female"), ("Xyzzy", ""), ("", "")],
)
def test_given_gender(name: str, gender: str) -> None:
    assert given_gender(name, load()) == gender


def test_titles_become_role_nouns() -> None:
    [entity] = people("Then Sen. Mara Quist left.")
    assert "senator" in entity.roles


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Bashar al-Qadi", "Qadi"),
        ("Bashar al-Qadi", "Al-Qadi"),
        ("Rose White", "White"),
        ("Jeff Sessions", "Sessions"),
        ("Attorney General Jeff Sessions", "Sessions"),
        ("Abu Tan", "Tan"),
        ("White House Press Secretary Jon Reed", "Reed"),
        ("Tan Sri Jon Reed", "Reed"),
    ],
)
def test_surname_of_a_name_with_an_article_or_a_word_of_a_title(full: str, short: str) -> None:
    [first, second] = [quote.speaker for quote in parse(f"“It rained,” said {full}. “It hailed,” {short} said.").quotes]
    assert first is not None
    assert second is first
