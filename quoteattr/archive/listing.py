"""The user's list of persons in the tables of an archive: kept between runs, until another list is given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quoteattr.archive.names import read_name
from quoteattr.archive.roster import KnownPerson, Roster, plain
from quoteattr.archive.rows import BETWEEN

if TYPE_CHECKING:
    from sqlite_utils import Database

_OWN = "id name aliases gender gender_from party authority listed".split()
_SETTING = "people"


def keep_roster(database: Database, roster: Roster) -> set[str]:
    """Write a list of persons in the place of the one before; the family names that this concerns.

    Works in the transaction of the caller. The same list again changes nothing.
    """
    run = database.conn.execute
    digest = hashlib.blake2b(repr(tuple(roster)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    if run("SELECT 1 FROM settings WHERE name = ? AND value = ?", (_SETTING, digest)).fetchone():
        return set()
    concerned = {family for (family,) in run("SELECT DISTINCT family FROM aliases")}
    _clear(database)
    _add_columns(database, roster)
    taken: set[int] = set()
    for person in roster:
        taken.add(_keep(database, person, taken))
    run("UPDATE people SET authority = NULL WHERE NOT listed")
    run(
        "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (_SETTING, digest)
    )
    return concerned | {family for (family,) in run("SELECT DISTINCT family FROM aliases")}


def _clear(database: Database) -> None:
    """Take back what the list before has told; whoever has no names any longer goes when names are joined."""
    further = [column for column in database["people"].columns_dict if column not in _OWN]
    told = "".join(f', "{column}" = NULL' for column in further)
    database.conn.execute(
        f"""
        UPDATE people SET listed = 0, party = NULL, gender = 'unknown', gender_from = NULL{told} WHERE listed
        """
    )
    database.conn.execute("DELETE FROM aliases")


def _add_columns(database: Database, roster: Iterable[KnownPerson]) -> None:
    people: Any = database["people"]  # typed as what could be a view
    known = set(map(str.casefold, people.columns_dict))
    for column in dict.fromkeys(_column(name) for person in roster for name, _ in person.further):
        if column.casefold() not in known:
            known.add(column.casefold())
            people.add_column(column, str)


def _column(name: str) -> str:
    """What a column of the list is called in the table."""
    safe = name.replace('"', "'").replace("[", "(").replace("]", ")")
    return f"{safe}_in_list" if safe.casefold() in _OWN else safe


def _keep(database: Database, person: KnownPerson, taken: set[int]) -> int:
    """Write one person: into the row of the same authority ID, or else of the same name, or into a new one."""
    run = database.conn.execute
    found = run("SELECT id FROM people WHERE authority = ?", (person.authority,)).fetchall() if person.authority else []
    found += run("SELECT id FROM people WHERE name = ? AND authority IS NULL ORDER BY id", (person.name,)).fetchall()
    number = next((each for (each,) in found if each not in taken), None)
    if number is None:
        number = run("INSERT INTO people (name) VALUES (?)", (person.name,)).lastrowid or 0
    cells = {_column(name): cell for name, cell in person.further} | {
        "name": person.name,
        "party": person.party or None,
        "authority": person.authority or None,
        "listed": 1,
        "aliases": BETWEEN.join(person.aliases) or None,
    }
    if person.gender:
        cells |= {"gender": person.gender, "gender_from": "list"}
    told = ", ".join(f'"{column}" = ?' for column in cells)
    run(f"UPDATE people SET {told} WHERE id = ?", (*cells.values(), number))
    for name in person.names:
        row = (number, name, plain(name), read_name(name).family)
        run("INSERT INTO aliases (person, name, plain, family) VALUES (?, ?, ?, ?)", row)
    return number
