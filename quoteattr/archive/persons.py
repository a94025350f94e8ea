"""One person across articles, where there is no archive: names joined as an archive joins them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from quoteattr.archive.grouping import Form, Listed, decide, decide_apart
from quoteattr.archive.names import read_name
from quoteattr.archive.roster import KnownPerson, Roster
from quoteattr.counting import Source
from quoteattr.types import GenderValue, SpeakerKind


class Joined(NamedTuple):
    """Who a name is."""

    name: str
    """By which the person goes; that of the article where it is nobody else's."""
    known: KnownPerson | None = None
    """The person of the list, if it is one."""


Met = Collection[frozenset[str]]
"""Pairs of names that are two persons in one article."""


def joined(
    forms: Iterable[Form], roster: Roster | None = None, met: Met = (), *, surnames: bool = False
) -> dict[str, Joined]:
    """Who each name is.

    Args:
        forms: the names of persons that articles have.
        roster: the persons whom the user knows.
        met: names that are never one person's.
        surnames: is a family name alone that of the only person who bears it?
    """
    known = roster or Roster()
    titles = _titles(known)
    families: dict[str, list[Form]] = defaultdict(list)
    found: dict[str, Joined] = {}
    for form in forms:
        called = known.called(form.name)
        if len(called) == 1:
            found[form.name] = Joined(titles[called[0]], called[0])
        elif called:  # several of the list have this name, and it is left to none
            found[form.name] = Joined(form.name)
        else:
            families[read_name(form.name).family].append(form)
    listed = _listed(known, families, titles)
    for family, here in families.items():
        decided = partial(decide, here, listed[family], surnames=surnames)
        for name, decision in decide_apart(decided, lambda one, other: frozenset((one, other)) in met).items():
            person = None if decision.person is None else known[decision.person]
            found[name] = Joined(decision.same_as or name, person)
    return found


def one_person(
    sources: Mapping[str, Source], roster: Roster | None = None, met: Met = (), *, surnames: bool = False
) -> dict[str, Joined]:
    """The same for what is counted; bodies and groups are left as they are."""
    persons = ((name, source) for name, source in sources.items() if source.kind == SpeakerKind.PERSON.value)
    return joined(
        (Form(name, each.articles, _told(each.gender)) for name, each in persons), roster, met, surnames=surnames
    )


def _told(gender: str) -> str:
    return "" if gender == GenderValue.UNKNOWN.value else gender


def _titles(roster: Roster) -> dict[KnownPerson, str]:
    """The name of each person of the list; of several with one name also the ID."""
    times = Counter(person.name for person in roster)
    return {person: person.name if times[person.name] == 1 else f"{person.name} ({person.key})" for person in roster}


def _listed(roster: Roster, families: Iterable[str], titles: dict[KnownPerson, str]) -> defaultdict[str, list[Listed]]:
    """By family name those of the list who have it, with the names of more than one word."""
    wanted = set(families)
    found: defaultdict[str, list[Listed]] = defaultdict(list)
    for place, person in enumerate(roster):
        names: dict[str, list[str]] = defaultdict(list)
        for name in person.names:
            read = read_name(name)
            if read.first and read.family in wanted:
                names[read.family].append(name)
        for family, forms in names.items():
            found[family].append(Listed(place, titles[person], tuple(forms)))
    return found
