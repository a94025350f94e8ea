"""Which names of a family are one person's: a decision that does not depend on the order in which articles come.

Two names fit where :func:`~quoteattr.archive.names.relation` says so. Names that all fit one another are a person. A
name that fits two which do not fit each other (Jane Smith beside Jane Q. and Jane R. Smith) is a person of its own, and
one that tells too little for that (J. Smith) is nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations
from typing import NamedTuple

from quoteattr.archive.names import INITIAL, SAME, SHORT, SPELT, Name, full_forms, read_name, relation

ONE_WORD = "one name alone"
INITIAL_ALONE = "an initial alone"
ONLY_ONE = "the only person of this family name"
LISTED = "in the list of persons"
_TOLD = 3  # names that a reason lists

Cut = Collection[frozenset[str]]
"""Pairs of names that the user has parted."""


class Form(NamedTuple):
    """A name as articles have it."""

    name: str
    articles: int = 1
    """In how many."""
    gender: str = ""
    """``female`` or ``male``, where that is what most of the articles tell that tell any."""


class Listed(NamedTuple):
    """A person of the user's list."""

    person: int
    name: str
    names: tuple[str, ...]
    """Those names, the name itself first, that are of the family in question."""


class Decision(NamedTuple):
    """Whose a name is."""

    same_as: str | None
    """The name by which the person goes; None where the name is nobody's."""
    reason: str
    person: int | None = None
    """The person of the list, if it is one of them."""

    def but(self, other: str) -> Decision:
        """The same, and that an article has somebody else of this name."""
        return self._replace(reason=f"{self.reason}; an article tells {other} apart")


@dataclass(slots=True, eq=False)
class _Unit:
    """What is one person from the start: a name in all its spellings, or somebody of the list."""

    names: tuple[Name, ...]
    forms: list[Form] = field(default_factory=list)
    listed: Listed | None = None

    @property
    def title(self) -> str:
        if self.listed:
            return self.listed.name
        return min(self.forms, key=lambda form: (-form.articles, len(form.name), form.name)).name

    @property
    def gender(self) -> set[str]:
        return {form.gender for form in self.forms if form.gender}


@dataclass(slots=True, eq=False)
class _Group:
    """The units of a person."""

    units: list[_Unit]
    doubt: str = ""
    """Whom else its one unit fits."""
    is_nobody: bool = False
    """Does it fit two of the list, so that it is left to neither, nor joined with itself?"""

    @property
    def listed(self) -> Listed | None:
        return next((unit.listed for unit in self.units if unit.listed), None)

    @property
    def title(self) -> str:
        """The name by which the person goes: that of the list, or the one of most articles with a whole first name."""
        if self.listed:
            return self.listed.name
        whole = [unit for unit in self.units if len(unit.names[0].first) > 1] or self.units
        return min(
            whole, key=lambda unit: (-sum(form.articles for form in unit.forms), len(unit.title), unit.title)
        ).title


def decide(
    forms: Iterable[Form], listed: Iterable[Listed] = (), cut: Cut = (), *, surnames: bool = False
) -> dict[str, Decision]:
    """Whose each name of a family is.

    Args:
        forms: the names that articles have.
        listed: the persons of the user's list who have a name of this family.
        cut: pairs of names that the user has parted.
        surnames: is a family name alone that of the only person who bears it?
    """
    units = _units(forms)
    known = [_Unit(tuple(map(read_name, each.names)), listed=each) for each in listed]
    groups = _grouped([*known, *(unit for unit in units if len(unit.names[0].first) > 1)], cut)
    abbreviated = [unit for unit in units if len(unit.names[0].first) == 1]
    told = [unit for unit in abbreviated if unit.names[0].is_full]
    untold = [unit for unit in abbreviated if not unit.names[0].is_full]
    groups += _grouped(_attached(told, groups, cut), cut)
    left = _attached(untold, groups, cut)
    decisions = {form.name: each for group in groups for form, each in _of_group(group)}
    decisions |= {form.name: _nobody(unit, groups, cut, INITIAL_ALONE) for unit in left for form in unit.forms}
    for unit in units:
        if not unit.names[0].first:
            decisions |= {form.name: _of_one_word(groups, surnames) for form in unit.forms}
    return decisions


def decide_apart(
    decided: Callable[[set[frozenset[str]]], dict[str, Decision]], meet: Callable[[str, str], bool]
) -> dict[str, Decision]:
    """Whose each name is where articles know better: two names that meet in one are not one person's.

    Args:
        decided: the decisions on the same names, given the pairs that are to be apart.
        meet: are two names those of two persons in one and the same article?
    """
    apart: set[frozenset[str]] = set()
    decisions = decided(apart)
    while more := _meeting(decisions, meet) - apart:  # each round parts two more of finitely many names
        apart |= more
        decisions = decided(apart)
    for name, other in sorted(each for pair in apart for each in permutations(pair)):
        decisions[name] = decisions[name].but(other)
    return decisions


def _meeting(decisions: Mapping[str, Decision], meet: Callable[[str, str], bool]) -> set[frozenset[str]]:
    """Pairs of names that are to be one person's and meet; not those that the list itself gives to one person."""
    members: dict[str, list[str]] = defaultdict(list)
    for name, decision in decisions.items():
        if decision.same_as is not None and decision.reason != LISTED:
            members[decision.same_as].append(name)
    pairs = (pair for names in members.values() for pair in combinations(names, 2))
    return {frozenset(pair) for pair in pairs if read_name(pair[0]) != read_name(pair[1]) and meet(*pair)}


def _units(forms: Iterable[Form]) -> list[_Unit]:
    """The names, those of one spelling together, in an order of their own."""
    spelt: dict[Name, _Unit] = {}
    for form in sorted(forms):
        name = read_name(form.name)
        spelt.setdefault(name, _Unit((name,))).forms.append(form)
    return list(spelt.values())


# --- who fits whom ------------------------------------------------------------------------------------------------


def _fit(one: _Unit, other: _Unit, cut: Cut) -> str:
    """By what two units can be one person's; empty where they cannot, or where the user has parted them.

    Of somebody on the list the first name in this family must fit: further aliases can be anything.
    """
    if one.listed and other.listed:
        return ""
    if cut and any(frozenset((a, b)) in cut for a in _called(one) for b in _called(other)):
        return ""
    reason = relation(one.names[0], other.names[0])
    if (SHORT in reason or INITIAL in reason) and one.gender and other.gender and not one.gender & other.gender:
        return ""
    return reason


def _called(unit: _Unit) -> set[str]:
    return {form.name for form in unit.forms} | ({unit.listed.name} if unit.listed else set())


def _grouped(units: Sequence[_Unit], cut: Cut) -> list[_Group]:
    """The units by person.

    A unit all of whose neighbours fit each other has the same neighbours as each of these that is such a unit, too: so
    taking one with its neighbours is taking the person, whoever comes first.
    """
    near = _neighbours(units, cut)
    clear = {unit for unit in units if unit.listed or _all_fit(near[unit], near)}
    groups: list[_Group] = []
    seen: set[_Unit] = set()
    for unit in units:
        if unit in seen:
            continue
        if unit in clear:
            group = [unit, *(each for each in near[unit] if each in clear and each not in seen)]
            groups.append(_Group(group))
            seen.update(group)
        else:
            listed = [other for other in near[unit] if other.listed]
            groups.append(_Group([unit], _either(listed if len(listed) > 1 else near[unit]), len(listed) > 1))
    return groups


def _neighbours(units: Sequence[_Unit], cut: Cut) -> dict[_Unit, list[_Unit]]:
    """Of each unit those that it fits, found by the first names that both can stand for."""
    by_first: dict[str, list[_Unit]] = defaultdict(list)
    for unit in units:
        for form in full_forms(unit.names[0].first):
            by_first[form].append(unit)
    near: dict[_Unit, list[_Unit]] = {}
    for unit in units:
        others = dict.fromkeys(other for form in full_forms(unit.names[0].first) for other in by_first[form])
        near[unit] = [other for other in others if other is not unit and _fit(unit, other, cut)]
    return near


def _all_fit(units: Sequence[_Unit], near: dict[_Unit, list[_Unit]]) -> bool:
    wanted = set(units)
    return all(len(wanted.intersection(near[unit])) == len(units) - 1 for unit in units)


def _attached(units: Sequence[_Unit], groups: Sequence[_Group], cut: Cut) -> list[_Unit]:
    """Give names with an initial to the one person whom they fit; those that are left.

    Two that fit the same person and not each other are left, both of them.
    """
    fitting = {unit: _candidates(unit, groups, cut) for unit in units}
    sole = {unit: found[0] for unit, found in fitting.items() if len(found) == 1}
    at: dict[_Group, list[_Unit]] = defaultdict(list)
    for unit, group in sole.items():
        at[group].append(unit)
    left = [unit for unit in units if unit not in sole]
    for group, here in at.items():
        for unit in here:
            if all(other is unit or _fit(unit, other, cut) for other in here):
                group.units.append(unit)
            else:
                left.append(unit)
    return left


def _candidates(unit: _Unit, groups: Iterable[_Group], cut: Cut) -> list[_Group]:
    return [group for group in groups if all(_fit(unit, other, cut) for other in group.units)]


# --- what is said of each name ------------------------------------------------------------------------------------


def _of_group(group: _Group) -> Iterable[tuple[Form, Decision]]:
    title, listed = group.title, group.listed
    for unit in group.units:
        for form in unit.forms:
            reason = _reason(form.name, title)
            if group.doubt:
                reason = f"{reason}; could be {group.doubt}"
            yield form, Decision(None if group.is_nobody else title, reason, listed.person if listed else None)


def _reason(name: str, title: str) -> str:
    return SAME if name == title else relation(read_name(name), read_name(title)) or SPELT


def _nobody(unit: _Unit, groups: Iterable[_Group], cut: Cut, reason: str) -> Decision:
    found = _candidates(unit, groups, cut)
    return Decision(None, f"{reason}; could be {_either(found)}" if found else reason)


def _of_one_word(groups: Sequence[_Group], surnames: bool) -> Decision:
    if surnames and len(groups) == 1:
        [group] = groups
        return Decision(group.title, ONLY_ONE, group.listed.person if group.listed else None)
    return Decision(None, f"{ONE_WORD}; could be {_either(groups)}" if surnames and groups else ONE_WORD)


def _either(them: Iterable[_Unit | _Group]) -> str:
    names = sorted({each.title for each in them})
    return " or ".join(names[:_TOLD]) + (f" or {len(names) - _TOLD} more" if len(names) > _TOLD else "")
