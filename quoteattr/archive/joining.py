"""The speakers of different articles joined to people, in the tables of an archive.

What names are whose is decided in :mod:`quoteattr.archive.grouping`, a family name at a time, and stands in the table
``joins``: a row a name, with the person and the reason. What the user has changed there is kept:

- a row with ``undone`` stays as it is, and the two names are never joined again;
- a row whose ``person`` is not the ``proposed`` one was edited, and holds;
- a row with an ``article`` is the user's, and is about the speakers of that article alone.

The triggers of the tables let ``speakers.person`` follow. All methods work in the transaction of the caller.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quoteattr.archive.grouping import LISTED, Decision, Form, Listed, decide, decide_apart
from quoteattr.archive.names import read_name
from quoteattr.archive.roster import plain
from quoteattr.archive.rows import BETWEEN


class _Row(NamedTuple):
    """A row of ``joins`` that is about all articles."""

    id: int
    name: str
    person: int | None
    same_as: str | None
    reason: str | None
    undone: int
    proposed: int | None

    @property
    def is_edited(self) -> bool:
        return not self.undone and self.person != self.proposed


class Joiner:
    """Keeps ``people`` and ``joins`` right as names come in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def person_of(self, name: str, article: int) -> int | None:
        """Whose a name of an article is, as far as it is known already."""
        found = self._run(
            """
            SELECT CASE undone WHEN 0 THEN person END FROM joins WHERE name = ? AND (article = ? OR article IS NULL)
            ORDER BY article IS NULL, undone, id LIMIT 1
            """,
            (name, article),
        ).fetchone()
        return found[0] if found else None

    def join(self, names: Iterable[str], articles: Iterable[int] = (), *, surnames: bool) -> None:
        """Decide on the families of the names that are new, and of those whom one of the articles tells apart."""
        known = "SELECT 1 FROM joins WHERE name = ? AND article IS NULL"
        families: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            if not self._run(known, (name,)).fetchone():
                families[read_name(name).family].append(name)
        both = """
            SELECT min(name) FROM speakers WHERE article = ? AND kind = 'person' AND person IS NOT NULL
            GROUP BY person HAVING count(DISTINCT name) > 1
        """
        for article in articles:
            for (name,) in self._run(both, (article,)).fetchall():
                families[read_name(name).family] += ()
        for family, here in families.items():
            self._settle(family, here, surnames=surnames)

    def settle(self, families: Iterable[str], *, surnames: bool) -> None:
        """Decide anew, as where the list of persons or an option has changed."""
        for family in families:
            self._settle(family, (), surnames=surnames, fully=True)

    def settle_changed(self, *, surnames: bool) -> None:
        """Decide on the families in which the user has changed a join."""
        found = self._run(
            """
            SELECT DISTINCT family FROM joins AS row WHERE article IS NULL AND (NOT undone AND person IS NOT proposed
                OR undone AND same_as IS NOT name AND NOT EXISTS (
                    SELECT 1 FROM joins WHERE name = row.name AND article IS NULL AND NOT undone))
            """
        )
        self.settle([family for (family,) in found.fetchall()], surnames=surnames)

    def drop(self, names: Iterable[str], *, surnames: bool) -> None:
        """Forget the names that no article has any longer, where the user has changed nothing."""
        gone = [name for name in dict.fromkeys(names) if not self._is_used(name)]
        people: set[int | None] = set()
        for name in gone:
            own = "name = ? AND article IS NULL AND undone = 0 AND person IS proposed"
            people.update(person for (person,) in self._run(f"SELECT person FROM joins WHERE {own}", (name,)))
            self._run(f"UPDATE joins SET reason = NULL WHERE {own}", (name,))  # so that no trigger brings it back
            self._run(f"DELETE FROM joins WHERE {own}", (name,))
        self.settle({read_name(name).family for name in gone}, surnames=surnames)
        for person in people:
            self._tidy(person)

    def _is_used(self, name: str) -> bool:
        return self._run("SELECT 1 FROM speakers WHERE name = ? AND kind = 'person'", (name,)).fetchone() is not None

    # --- one family -----------------------------------------------------------------------------------------------

    def _settle(self, family: str, new: Sequence[str], *, surnames: bool, fully: bool = False) -> None:
        """Decide on a family to which names are new; ``fully`` also where nothing has changed in its rows."""
        rows = self._rows(family)
        cut = {frozenset((row.name, row.same_as)) for row in rows if row.undone and row.same_as}
        held = {row.name for row in rows if row.is_edited or (row.undone and row.same_as in (None, row.name))}
        names = [name for name in dict.fromkeys([*(row.name for row in rows), *new]) if name not in held]
        forms = self._forms(family, new)
        decisions = decide_apart(lambda apart: self._decide(family, names, forms, cut | apart, surnames), self._meet)
        active = self._active(rows)
        persons = self._persons(family, decisions, active)
        touched = {each for row in rows if fully or row.undone or row.is_edited for each in (row.person, row.proposed)}
        for name, decision in decisions.items():
            person = persons.get(decision.same_as or "") if decision.person is None else decision.person
            touched |= self._put(name, family, decision, person, active.get(name))
        for each in touched - {None}:
            self._tidy(each)

    def _rows(self, family: str) -> list[_Row]:
        columns = ", ".join(_Row._fields)
        found = self._run(f"SELECT {columns} FROM joins WHERE family = ? AND article IS NULL ORDER BY id", (family,))
        return [_Row(*row) for row in found]

    def _active(self, rows: Iterable[_Row]) -> dict[str, _Row]:
        """By name the row that is in force."""
        active: dict[str, _Row] = {}
        for row in rows:
            if not row.undone and active.setdefault(row.name, row) is not row:  # the user has taken back an undoing
                self._run("UPDATE joins SET reason = NULL WHERE id = ?", (row.id,))
                self._run("DELETE FROM joins WHERE id = ?", (row.id,))
        return active

    def _decide(
        self,
        family: str,
        names: Sequence[str],
        forms: Mapping[str, Form],
        cut: set[frozenset[str]],
        surnames: bool,
    ) -> dict[str, Decision]:
        """Whose each name is: somebody's of the list who is called so, or as the names fit each other."""
        decisions: dict[str, Decision] = {}
        for name in names if self._has_list() else ():
            called = [person for person in self._called(name) if frozenset((name, person[1])) not in cut]
            if len(called) == 1:
                [(person, title)] = called
                decisions[name] = Decision(title, LISTED, person)
            elif called:
                decisions[name] = Decision(None, f"{len(called)} persons in the list have this name")
        rest = [forms.get(name) or Form(name, 0) for name in names if name not in decisions]
        decided = decide(rest, self._listed(family), cut, surnames=surnames) if rest else {}
        return {name: decisions.get(name) or decided[name] for name in names}

    def _listed_ones(self, family: str) -> list[int]:
        """Those of the list who are somebody in this family already."""
        query = "SELECT DISTINCT person FROM aliases WHERE person IN (SELECT person FROM joins WHERE family = ?)"
        return [person for (person,) in self._run(query, (family,))]

    def _has_list(self) -> bool:
        return self._run("SELECT 1 FROM aliases LIMIT 1").fetchone() is not None

    def _meet(self, one: str, other: str) -> bool:
        """Are two names those of two speakers in one and the same article?"""
        query = """
            SELECT 1 FROM speakers AS one JOIN speakers AS other ON other.article = one.article
            WHERE one.name = ? AND other.name = ? AND one.kind = 'person' AND other.kind = 'person' LIMIT 1
        """
        return self._run(query, (one, other)).fetchone() is not None

    def _called(self, name: str) -> list[tuple[int, str]]:
        """Those of the list who have exactly this name or alias."""
        query = "SELECT DISTINCT people.id, people.name FROM aliases JOIN people ON people.id = aliases.person"
        return self._run(f"{query} WHERE aliases.plain = ? ORDER BY people.id", (plain(name),)).fetchall()

    def _listed(self, family: str) -> list[Listed]:
        """Those of the list with a name of this family that has more than one word."""
        query = """
            SELECT people.id, people.name, aliases.name FROM aliases JOIN people ON people.id = aliases.person
            WHERE aliases.family = ? ORDER BY people.id, aliases.id
        """
        names: dict[tuple[int, str], list[str]] = defaultdict(list)
        for person, title, name in self._run(query, (family,)):
            if read_name(name).first:
                names[person, title].append(name)
        return [Listed(person, title, tuple(forms)) for (person, title), forms in names.items()]

    def _forms(self, family: str, new: Iterable[str]) -> dict[str, Form]:
        """By name in how many articles it is, and what they tell of the gender."""
        query = "SELECT name, gender, count(*) FROM speakers WHERE kind = 'person' AND name {} GROUP BY name, gender"
        known = query.format("IN (SELECT name FROM joins WHERE family = ?)")
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for name, gender, number in self._run(known, (family,)).fetchall():
            counts[name][gender] = number
        for each in new:
            for name, gender, number in self._run(query.format("= ?"), (each,)).fetchall():
                counts[name][gender] = number
        return {name: Form(name, sum(told.values()), most_told(told)) for name, told in counts.items()}

    def _persons(self, family: str, decisions: dict[str, Decision], active: dict[str, _Row]) -> dict[str, int]:
        """Who is not on the list, by the name that each goes by: somebody known before, or somebody new."""
        members: dict[str, list[str]] = defaultdict(list)
        for name, decision in decisions.items():
            if decision.person is None and decision.same_as is not None:
                members[decision.same_as].append(name)
        persons: dict[str, int] = {}
        taken: set[int | None] = {None, *self._listed_ones(family)}
        for title, names in sorted(members.items()):
            rows = [active[name] for name in sorted(names, key=lambda name: (name != title, name)) if name in active]
            before = next((row.person for row in rows if row.person not in taken), None)
            if before is None:
                before = self._run("INSERT INTO people (name) VALUES (?)", (title,)).lastrowid or 0
            elif any(row.same_as != title for row in rows):
                self._run("UPDATE people SET name = ? WHERE id = ?", (title, before))
            taken.add(before)
            persons[title] = before
        return persons

    def _put(self, name: str, family: str, decision: Decision, person: int | None, row: _Row | None) -> set[int | None]:
        """Write a decision into the row of its name; the persons whom this changes."""
        told = (person, decision.same_as, decision.reason)
        if row is None:
            self._run(
                "INSERT INTO joins (person, same_as, reason, proposed, name, family) VALUES (?, ?, ?, ?, ?, ?)",
                (*told, person, name, family),
            )
            return {person}
        if told == (row.person, row.same_as, row.reason):
            return set()
        self._run(
            "UPDATE joins SET person = ?, same_as = ?, reason = ?, proposed = ? WHERE id = ?", (*told, person, row.id)
        )
        return {person, row.person}

    # --- one person -----------------------------------------------------------------------------------------------

    def _tidy(self, person: int | None) -> None:
        """Let a person's aliases follow; a person whose no name is any longer goes, unless the list has it."""
        names = [name for (name,) in self._run("SELECT name FROM joins WHERE person = ? AND NOT undone", (person,))]
        found = self._run("SELECT name, listed FROM people WHERE id = ?", (person,)).fetchone()
        if found is None:
            return
        title, listed = found
        if not names and not listed:
            self._run("DELETE FROM people WHERE id = ?", (person,))
            return
        known = [name for (name,) in self._run("SELECT name FROM aliases WHERE person = ? ORDER BY id", (person,))]
        aliases = BETWEEN.join(name for name in dict.fromkeys([*known, *sorted(names)]) if name != title) or None
        self._run("UPDATE people SET aliases = ? WHERE id = ? AND aliases IS NOT ?", (aliases, person, aliases))

    def forget_unused(self) -> None:
        """Let go who is neither on the list nor anybody's in an article."""
        used = "SELECT person FROM joins WHERE person IS NOT NULL AND NOT undone"
        self._run(f"DELETE FROM people WHERE NOT listed AND id NOT IN ({used})")

    def tell_genders(self, people: Iterable[int]) -> None:
        """Let the gender of people be what most of their articles tell, unless the list tells it."""
        query = "SELECT gender, count(*) FROM speakers WHERE person = ? GROUP BY gender"
        for person in people:
            gender = most_told(dict(self._run(query, (person,)).fetchall()))
            self._run(
                """
                UPDATE people SET gender = ?, gender_from = ? WHERE id = ? AND gender_from IS NOT 'list'
                AND gender IS NOT ?
                """,
                (gender or "unknown", "articles" if gender else None, person, gender or "unknown"),
            )


def most_told(counts: dict[str, int]) -> str:
    """The gender that most articles tell; empty where none tells any, or as many tell another."""
    told = sorted(((number, gender) for gender, number in counts.items() if gender != "unknown"), reverse=True)
    if not told or (len(told) > 1 and told[0][0] == told[1][0]):
        return ""
    return told[0][1]
