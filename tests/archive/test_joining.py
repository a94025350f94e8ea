"""People over articles: every join stands in the table with its reason, and what the user changes there stays so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("sqlite_utils", reason="needs the extra archive")

from quoteattr import Article, Quote, QuoteKind, Span, Speaker, SpeakerKind
from quoteattr.archive import Archive, Entry, KnownPerson, Roster
from tests.archive.samples import BREAD, change, entry, rows, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quotes.db"


def add(path: Path, names: Iterable[str], **options: object) -> None:
    with Archive(path, **options) as archive:  # type: ignore[arg-type]
        archive.add([said(name, number) for number, name in enumerate(names)])


def persons(path: Path) -> dict[str, str | None]:
    """Each speaker's name with that of the person."""
    query = "SELECT speakers.name, people.name FROM speakers LEFT JOIN people ON people.id = person ORDER BY 1, 2"
    found = rows(path, query)
    told = dict(found)
    assert set(found) == set(told.items()), "a name has several persons"
    return told  # type: ignore[return-value]


def reasons(path: Path) -> dict[object, object]:
    return dict(rows(path, "SELECT name, reason FROM joins WHERE NOT undone"))  # type: ignore[arg-type]


def test_a_person_has_one_row_however_many_articles(path: Path) -> None:
    add(path, ["Ada Quill", "Ada M. Quill", "A. Quill", "Ada Quill", "Tom Hollis"])
    assert persons(path) == {
        "Ada Quill": "Ada Quill",
        "Ada M. Quill": "Ada Quill",
        "A. Quill": "Ada Quill",
        "Tom Hollis": "Tom Hollis",
    }
    assert reasons(path) == {
        "Ada Quill": "the same name",
        "Ada M. Quill": "a middle name or initial more",
        "A. Quill": "an initial for the first name",
        "Tom Hollis": "the same name",
    }
    aliases = "SELECT name, aliases, gender, gender_from FROM people ORDER BY name"
    assert rows(path, aliases) == [
        ("Ada Quill", "A. Quill; Ada M. Quill", "female", "articles"),
        ("Tom Hollis", None, "male", "articles"),
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_articles_does_not_matter(path: Path, order: tuple[int, ...]) -> None:
    names = ["Ada Quill", "Ada M. Quill", "Ada R. Quill"]
    for place in order:  # a run each
        add(path, [names[place]])
    assert persons(path) == {name: name for name in names}
    assert reasons(path)["Ada Quill"] == "the same name; could be Ada M. Quill or Ada R. Quill"


def groups(path: Path) -> set[frozenset[str]]:
    """The names of each person, and alone those that are nobody's."""
    members: dict[object, set[str]] = {}
    for name, person in rows(path, "SELECT name, person FROM joins"):
        members.setdefault(person or name, set()).add(str(name))
    return set(map(frozenset, members.values()))


@pytest.mark.parametrize("seed", range(6))
def test_runs_in_any_order_find_the_same_people(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    firsts, middles = ["Ada", "A.", "Ann", "Bob", "Robert", "R."], ["", "M. ", "Mary ", "K. "]
    names = [f"{chance.choice(firsts)} {chance.choice(middles)}{chance.choice(['Quill', 'Reed'])}" for _ in range(14)]
    add(tmp_path / "at once.db", names)
    order = list(enumerate(names))
    chance.shuffle(order)
    while order:
        with Archive(tmp_path / "in runs.db") as archive:
            archive.add([said(name, number) for number, name in order[:3]])
        del order[:3]
    assert groups(tmp_path / "in runs.db") == groups(tmp_path / "at once.db")


def mother_and_daughter() -> Entry:
    """An article that has two speakers whose names would fit."""
    text = "It rained. It did not."
    speakers = tuple(Speaker(name, SpeakerKind.PERSON) for name in ("Ada Quill", "Ada M. Quill"))
    spans = (Span(0, 10, text[:10]), Span(11, 22, text[11:]))
    quotes = (Quote(QuoteKind.DIRECT, (span,), speaker=who) for span, who in zip(spans, speakers, strict=True))
    return Entry("two", Article(text, tuple(quotes), speakers))


@pytest.mark.parametrize("first", [True, False])
def test_two_whom_an_article_tells_apart_are_two(path: Path, first: bool) -> None:
    for _ in range(2):
        add(path, ["Ada Quill", "Ada M. Quill", "A. Quill"] if not first else [])
        first = not first
        with Archive(path) as archive:
            archive.add([mother_and_daughter()])
    assert persons(path) == {"Ada Quill": "Ada Quill", "Ada M. Quill": "Ada M. Quill", "A. Quill": None}
    assert reasons(path)["Ada Quill"] == "the same name; an article tells Ada M. Quill apart"


def test_bodies_groups_and_descriptions_are_no_persons(path: Path) -> None:
    with Archive(path) as archive:
        archive.add([entry("a", "“No comment,” police said. “It rained,” said the mayor. “Yes,” Millco Ltd said.\n")])
    assert len(rows(path, "SELECT * FROM speakers")) == 3
    assert rows(path, "SELECT * FROM joins") == rows(path, "SELECT * FROM people") == []


def test_a_surname_alone_is_joined_by_its_article_or_the_option(path: Path) -> None:
    with Archive(path) as archive:
        archive.add([entry("full", "Ada Quill came. “It rained,” Quill said.\n"), said("Quill", 1)])
    query = "SELECT key, speakers.name, person IS NULL FROM speakers JOIN articles ON articles.id = article"
    assert rows(path, query) == [("full", "Ada Quill", 0), ("Quill 1", "Quill", 1)]
    assert reasons(path)["Quill"] == "one name alone"
    with Archive(path, surnames=True):
        pass
    assert persons(path) == {"Ada Quill": "Ada Quill", "Quill": "Ada Quill"}
    assert reasons(path)["Quill"] == "the only person of this family name"
    add(path, ["Tom Quill"])  # the archive remembers the option
    assert persons(path)["Quill"] is None
    assert reasons(path)["Quill"] == "one name alone; could be Ada Quill or Tom Quill"
    with Archive(path, surnames=False):
        pass
    assert reasons(path)["Quill"] == "one name alone"


# --- what the user changes ----------------------------------------------------------------------------------------

UNDOINGS = {
    "marked": "UPDATE joins SET undone = 1 WHERE name = 'Ada M. Quill'",
    "deleted": "DELETE FROM joins WHERE name = 'Ada M. Quill'",
}


@pytest.mark.parametrize("query", UNDOINGS.values(), ids=UNDOINGS)
def test_a_join_that_is_undone_stays_so(path: Path, query: str) -> None:
    add(path, ["Ada Quill", "Ada M. Quill"])
    change(path, query)
    assert persons(path)["Ada M. Quill"] is None  # at once
    for names in ([], ["Ada Quill", "Ada M. Quill"], ["A. Quill"]):
        add(path, names)
        told = persons(path)
        assert (told["Ada Quill"], told["Ada M. Quill"]) == ("Ada Quill", "Ada M. Quill")
    assert persons(path)["A. Quill"] is None  # could be both now
    assert rows(path, "SELECT name, same_as, reason FROM joins WHERE undone") == [
        ("Ada M. Quill", "Ada Quill", "a middle name or initial more")
    ]


def test_who_deletes_the_undoing_gets_the_join_again(path: Path) -> None:
    add(path, ["Ada Quill", "Ada M. Quill"])
    change(path, UNDOINGS["marked"])
    add(path, [])
    change(path, "DELETE FROM joins WHERE undone")
    add(path, ["Ada P. Reed", "A. Quill"])
    assert persons(path)["Ada M. Quill"] == "Ada Quill"
    assert [name for (name,) in rows(path, "SELECT name FROM people ORDER BY name")] == ["Ada P. Reed", "Ada Quill"]


def test_a_name_that_is_many_peoples_is_nobodys(path: Path) -> None:
    add(path, ["Ada Quill", "Ada Quill"])
    change(path, "UPDATE joins SET undone = 1 WHERE name = 'Ada Quill'")
    with Archive(path) as archive:
        archive.add([said("Ada Quill", 7), said("Ada M. Quill", 8)])
    assert persons(path) == {"Ada Quill": None, "Ada M. Quill": "Ada M. Quill"}


def test_a_row_for_one_article_is_about_that_alone(path: Path) -> None:
    add(path, ["Ada Quill", "Ada Quill"])
    change(path, "INSERT INTO joins (name, article, undone) VALUES ('Ada Quill', 2, 1)")
    add(path, ["Ada Quill", "Ada M. Quill"])
    query = "SELECT article, person IS NULL FROM speakers ORDER BY article"
    assert rows(path, query) == [(1, 0), (2, 1), (3, 0)]
    with Archive(path) as archive:  # the article comes with another text, and is the same article still
        archive.add([entry("Ada Quill 1", "“Sun,” said Ada Quill.\n")])
    assert rows(path, query) == [(1, 0), (2, 1), (3, 0)]


def test_a_row_that_is_edited_holds(path: Path) -> None:
    add(path, ["Ada Quill", "Ada Reed", "Tom Hollis"])
    change(
        path,
        "UPDATE joins SET person = (SELECT id FROM people WHERE name = 'Ada Quill') WHERE name = 'Ada Reed'",
    )
    assert persons(path)["Ada Reed"] == "Ada Quill"
    for names in ([], ["Ada Reed", "Ada M. Reed"]):
        add(path, names)
        assert persons(path)["Ada Reed"] == "Ada Quill"
    assert rows(path, "SELECT name FROM people ORDER BY name") == [("Ada M. Reed",), ("Ada Quill",), ("Tom Hollis",)]
    assert rows(path, "SELECT aliases FROM people WHERE name = 'Ada Quill'") == [("Ada Reed",)]


# --- the list of persons ------------------------------------------------------------------------------------------

ADA = KnownPerson("Ada Quill", ("Ada Reed", "Quill"), "female", "Green", "Q1", (("Ward", "North"), ("name ", "x")))


def test_the_list_joins_what_names_do_not_tell(path: Path) -> None:
    add(path, ["Ada Quill", "Ada Reed", "Quill", "Ada M. Quill", "Lo Hale"])
    people = Roster([ADA, KnownPerson("Lo Hale", gender="non-binary")])
    add(path, ["Ada M. Reed"], people=people)
    assert persons(path) == {
        **dict.fromkeys(["Ada Quill", "Ada Reed", "Ada M. Reed", "Quill", "Ada M. Quill"], "Ada Quill"),
        "Lo Hale": "Lo Hale",
    }
    assert reasons(path)["Quill"] == reasons(path)["Ada Reed"] == "in the list of persons"
    told = "SELECT name, gender, gender_from, party, authority, listed, Ward FROM people ORDER BY name"
    assert rows(path, told) == [
        ("Ada Quill", "female", "list", "Green", "Q1", 1, "North"),
        ("Lo Hale", "non-binary", "list", None, None, 1, None),
    ]
    add(path, ["Quill"])  # the archive keeps the list
    assert persons(path)["Quill"] == "Ada Quill"


def test_another_list_takes_the_place_of_the_one_before(path: Path) -> None:
    add(path, ["Ada Quill", "Ada Reed", "Quill"], people=Roster([ADA]))
    number = rows(path, "SELECT id FROM people WHERE authority = 'Q1'")
    add(path, [], people=Roster([KnownPerson("Ada B. Quill", (), "", "", "Q1")]))
    assert rows(path, "SELECT id, name, party, Ward FROM people WHERE authority = 'Q1'") == [
        (*number[0], "Ada B. Quill", None, None)
    ]
    assert persons(path) == {"Ada Quill": "Ada B. Quill", "Ada Reed": "Ada Reed", "Quill": None}
    add(path, [], people=Roster([]))
    assert persons(path) == {"Ada Quill": "Ada Quill", "Ada Reed": "Ada Reed", "Quill": None}
    assert rows(path, "SELECT DISTINCT listed, authority, gender FROM people") == [(0, None, "female")]


def test_two_of_one_name_in_the_list_are_left_unjoined(path: Path) -> None:
    two = Roster([KnownPerson("Jo Reed", authority="Q1"), KnownPerson("Jo Reed", ("Jo M. Reed",), authority="Q2")])
    add(path, ["Jo Reed", "Jo M. Reed", "Jo Reed"], people=two)
    assert rows(path, "SELECT speakers.name, authority FROM speakers LEFT JOIN people ON people.id = person") == [
        ("Jo Reed", None),
        ("Jo M. Reed", "Q2"),
        ("Jo Reed", None),
    ]
    assert reasons(path)["Jo Reed"] == "2 persons in the list have this name"


def test_the_list_does_not_undo_what_the_user_has_undone(path: Path) -> None:
    add(path, ["Ada Quill", "Ada Reed"], people=Roster([ADA]))
    change(path, "UPDATE joins SET undone = 1 WHERE name = 'Ada Reed'")
    add(path, ["Ada Reed"], people=Roster([ADA]))
    assert persons(path) == {"Ada Quill": "Ada Quill", "Ada Reed": "Ada Reed"}


def test_a_person_who_is_quoted_nowhere_is_kept_while_listed(path: Path) -> None:
    add(path, ["Tom Hollis"], people=Roster([ADA]))
    assert rows(path, "SELECT name, aliases FROM people ORDER BY name") == [
        ("Ada Quill", "Ada Reed; Quill"),
        ("Tom Hollis", None),
    ]
    add(path, [], people=Roster([]))
    assert rows(path, "SELECT name FROM people") == [("Tom Hollis",)]


def test_names_of_one_article_are_one_family_at_a_time(path: Path) -> None:
    with Archive(path) as archive:
        archive.add([entry("bread", BREAD), said("June Hollis"), said("Jane Hollis")])
    assert persons(path)["J. Hollis"] is None
    assert reasons(path)["J. Hollis"] == "an initial alone; could be Jane Hollis or June Hollis"
