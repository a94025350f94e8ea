"""One person across articles: which names join, and which must not."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.archive.grouping import Cut, Decision, Form, Listed, decide, decide_apart
from quoteattr.archive.names import read_name, relation


def groups(*names: str | Form, listed: tuple[Listed, ...] = (), cut: Cut = (), surnames: bool = False) -> set[str]:
    """The names of each person, joined by ``+``; what is nobody's is in brackets."""
    forms = [Form(name) if isinstance(name, str) else name for name in names]
    orders = list(permutations(forms))[:24]
    found = [decide(order, listed, cut, surnames=surnames) for order in orders]
    assert all(each == found[0] for each in found), "the order of the names decides"
    persons: dict[str, set[str]] = {}
    for name, decision in found[0].items():
        persons.setdefault(decision.same_as or f"({name})", set()).add(name)
    return {"+".join(sorted(members)) if key[0] != "(" else key for key, members in persons.items()}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Jane Quill", "Jane M. Quill", "a middle name or initial more"),
        ("Jane M. Quill", "Jane Mary Quill", "a middle name or initial more"),
        ("Jane Quill", "Jane Mary Ann Quill", "a middle name or initial more"),
        ("J. Quill", "Jane Quill", "an initial for the first name"),
        ("J.M. Quill", "Jane Mary Quill", "an initial for the first name, a middle name or initial more"),
        ("Bob Reed", "Robert Reed", "a short form of the first name"),
        ("Rob Reed", "Bobby Reed", "a short form of the first name"),
        ("Martin P. Hale Jr.", "Martin Hale, Jr", "a middle name or initial more"),
        ("ANN O'REED", "Ann O’Reed", "the same name in another spelling"),
        ("Zoë Reed", "Zoe Reed", "the same name in another spelling"),
        ("Jan van den Berg", "Jan P. van den Berg", "a middle name or initial more"),
    ],
)
def test_names_that_can_be_one(one: str, other: str, reason: str) -> None:
    assert relation(read_name(one), read_name(other)) == relation(read_name(other), read_name(one)) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Quill", "June Quill"),
        ("Jane M. Quill", "Jane R. Quill"),
        ("Jane Mary Quill", "Jane Maud Quill"),
        ("Jane Ann Mary Quill", "Jane Mary Ann Quill"),
        ("J. Quill", "Ann Quill"),
        ("Jane Quill", "Jane Reed"),
        ("Jane Quill", "Jane Quill-Reed"),
        ("Jane Quill", "Quill"),
        ("Martin Hale Jr.", "Martin Hale Sr."),
        ("Martin Hale Jr.", "Martin Hale"),
        ("Jane W. Quill", "Jane H.W. Quill"),
        ("Gary Reed", "Garrett Reed"),  # more people are called Gary than Garrett
        ("Jan van den Berg", "Jan Berg"),
        ("Al Reed", "Bob Reed"),
    ],
)
def test_names_that_cannot(one: str, other: str) -> None:
    assert relation(read_name(one), read_name(other)) == relation(read_name(other), read_name(one)) == ""


def test_all_that_fit_one_another_are_one() -> None:
    assert groups("Jane Quill", "Jane M. Quill", "J. Quill", "JANE QUILL") == {
        "J. Quill+JANE QUILL+Jane M. Quill+Jane Quill"
    }


def test_two_that_conflict_are_two_and_nobody_is_given_what_fits_both() -> None:
    assert groups("Jane Quill", "Jane M. Quill", "Jane R. Quill") == {"Jane Quill", "Jane M. Quill", "Jane R. Quill"}
    decision = decide([Form("Jane Quill"), Form("Jane M. Quill"), Form("Jane R. Quill")])["Jane Quill"]
    assert decision.reason == "the same name; could be Jane M. Quill or Jane R. Quill"
    assert groups("J. Quill", "Jane Quill", "John Quill") == {"(J. Quill)", "Jane Quill", "John Quill"}
    assert groups("Al Reed", "Alan Reed", "Albert Reed") == {"Al Reed", "Alan Reed", "Albert Reed"}


def test_initials_that_conflict_share_no_person() -> None:
    assert groups("Jane Quill", "J. A. Quill", "J. B. Quill") == {"Jane Quill", "J. A. Quill", "J. B. Quill"}
    assert groups("J.K. Reed", "J. K. Reed") == {"J. K. Reed+J.K. Reed"}


def test_an_initial_or_a_word_alone_tells_nobody() -> None:
    assert groups("J. Quill", "Quill") == {"(J. Quill)", "(Quill)"}
    assert groups("Jane Quill", "Quill") == {"Jane Quill", "(Quill)"}


def test_a_surname_alone_is_the_only_persons_if_asked_for() -> None:
    assert groups("Jane Quill", "Quill", surnames=True) == {"Jane Quill+Quill"}
    assert groups("Jane Quill", "Tom Quill", "Quill", surnames=True) == {"Jane Quill", "Tom Quill", "(Quill)"}
    assert groups("Quill", surnames=True) == {"(Quill)"}


def test_genders_keep_initials_and_short_forms_apart() -> None:
    assert groups(Form("J. Quill", 1, "male"), Form("Jane Quill", 3, "female")) == {"(J. Quill)", "Jane Quill"}
    assert groups(Form("Alex Reed", 1, "male"), Form("Alexandra Reed", 3, "female")) == {
        "Alex Reed",
        "Alexandra Reed",
    }
    assert groups(Form("Jane Quill", 9, "female"), Form("Jane M. Quill", 1, "male")) == {"Jane M. Quill+Jane Quill"}


def test_a_person_goes_by_the_name_of_most_articles() -> None:
    forms = [Form("Jane M. Quill", 2), Form("Jane Quill", 5), Form("J. Quill", 9)]
    assert {each.same_as for each in decide(forms).values()} == {"Jane Quill"}


def test_what_the_user_has_parted_stays_apart() -> None:
    cut = {frozenset(("Jane Quill", "Jane M. Quill"))}
    assert groups("Jane Quill", "Jane M. Quill", cut=cut) == {"Jane Quill", "Jane M. Quill"}
    assert groups("Jane Quill", "Jane M. Quill", "J. Quill", cut=cut) == {"Jane Quill", "Jane M. Quill", "(J. Quill)"}


def test_two_that_meet_in_an_article_are_two_and_each_is_told_of_the_other() -> None:
    forms, rounds = [Form("Jane Quill"), Form("Jane M. Quill"), Form("J. Quill")], list[set[frozenset[str]]]()

    def decided(apart: set[frozenset[str]]) -> dict[str, Decision]:
        rounds.append(set(apart))
        return decide(forms, cut=apart)

    found = decide_apart(decided, lambda one, other: {one, other} == {"Jane Quill", "Jane M. Quill"})
    assert {name: decision.same_as for name, decision in found.items()} == {
        "Jane Quill": "Jane Quill",
        "Jane M. Quill": "Jane M. Quill",
        "J. Quill": None,
    }
    assert found["Jane Quill"].reason == "the same name; an article tells Jane M. Quill apart"
    assert found["Jane M. Quill"].reason == "the same name; an article tells Jane Quill apart"
    assert rounds == [set(), {frozenset(("Jane Quill", "Jane M. Quill"))}]


@pytest.mark.parametrize(
    ("names", "reason"),
    [(("Jane Quill", "JANE QUILL"), "the same name"), (("Jane Quill", "Ada Reed"), "in the list of persons")],
    ids=["two spellings", "aliases of one in the list"],
)
def test_two_forms_that_are_surely_one_persons_stay_so_where_they_meet(names: tuple[str, ...], reason: str) -> None:
    given = {name: Decision("Jane Quill", reason) for name in names}
    assert decide_apart(lambda apart: dict(given), lambda one, other: True) == given


def test_two_of_the_list_are_never_one() -> None:
    listed = (Listed(1, "Jane M. Quill", ("Jane M. Quill",)), Listed(2, "Jane R. Quill", ("Jane R. Quill",)))
    assert decide([Form("Jane Mary Quill")], listed)["Jane Mary Quill"].person == 1
    alone = decide([Form("Jane Quill")], listed)["Jane Quill"]
    assert alone == (None, "the same name; could be Jane M. Quill or Jane R. Quill", None)


FIRSTS = st.sampled_from(["Ada", "A.", "Ann", "Annie", "Bob", "Robert", "R.", "Rob", ""])
MIDDLES = st.sampled_from(["", "M.", "Mary", "M. J.", "K.", "van"])
NAMES = st.builds(
    lambda first, middle, last: " ".join(filter(None, (first, middle if first else "", last))),
    *(FIRSTS, MIDDLES, st.sampled_from(["Quill", "Quill Jr."])),
)


@settings(max_examples=300, derandomize=True, database=None, deadline=None)
@given(st.lists(NAMES, unique=True, max_size=9), st.randoms(use_true_random=False), st.booleans())
def test_no_two_names_of_a_person_conflict_in_whatever_order_they_come(
    names: list[str], chance: Random, surnames: bool
) -> None:
    decisions = decide(map(Form, names), surnames=surnames)
    shuffled = list(names)
    chance.shuffle(shuffled)
    assert decide(map(Form, shuffled), surnames=surnames) == decisions
    assert set(decisions) == set(names)
    for one, other in combinations(names, 2):
        title = decisions[one].same_as
        if title is not None and title == decisions[other].same_as and read_name(one).first and read_name(other).first:
            assert relation(read_name(one), read_name(other)), (one, other, title)
