"""Persons whom the user knows: ``people.csv``, with names, aliases, gender, party, authority IDs and whatever else.

The first line names the columns, in any order and however they are written. ``name`` must be there; ``aliases`` are
parted by ``;`` or ``|``; every column that is none of :data:`COLUMNS` is kept as it is.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path

from quoteattr.errors import QuoteAttrError, shown
from quoteattr.people.spelling import fold

COLUMNS = {
    "name": "name",
    "aliases": "aliases alias also_known_as",
    "gender": "gender sex",
    "party": "party",
    "authority": "authority authority_id id wikidata wikidata_id qid viaf gnd orcid",
}
"""The columns that mean something here, each with what it may be called."""

_GENDERS = {
    **dict.fromkeys(("f", "w", "female", "woman"), "female"),
    **dict.fromkeys(("m", "male", "man"), "male"),
}
_DELIMITERS = ",;\t"
_BETWEEN_ALIASES = re.compile(r"[;|]")
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


class PeopleFileError(QuoteAttrError, ValueError):
    """A file of persons that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A line of the file."""

    name: str
    aliases: tuple[str, ...] = ()
    """Further names by which articles call this person."""
    gender: str = ""
    """``female``, ``male``, or in the words of the file; empty where it tells nothing."""
    party: str = ""
    authority: str = ""
    """An ID that means this person and nobody else, such as that of Wikidata."""
    further: tuple[tuple[str, str], ...] = ()
    """The other columns that are not empty, by the names that the file gives them."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)

    @property
    def key(self) -> str:
        """What tells this person from all others of a file."""
        return self.authority or self.name


class Roster(tuple[KnownPerson, ...]):
    """The persons of a file, in its order."""

    def called(self, *names: str) -> tuple[KnownPerson, ...]:
        """Those who have one of these names, whole, capitals, accents and dots aside; several who share it are told."""
        places = {place for name in names for place in self._places.get(plain(name), ())}
        return tuple(self[place] for place in sorted(places))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(self):
            for name in dict.fromkeys(map(plain, person.names)):
                places[name].append(place)
        return dict(places)


def plain(name: str) -> str:
    """A name for comparing: its words without capitals, accents and dots."""
    return " ".join(_WORD.findall(fold(name).replace("’", "'")))


def read_people(path: str | PathLike[str]) -> Roster:
    """The persons of a CSV file in UTF-8, its cells parted by commas, semicolons or tabs.

    Raises:
        PeopleFileError: it is no such file, a line has no name, or two persons could not be told apart.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PeopleFileError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise PeopleFileError(f"{path}: no UTF-8 at byte {error.start}; save it as UTF-8") from None
    try:
        return Roster(_apart(str(path), _persons(str(path), text)))
    except csv.Error as error:
        raise PeopleFileError(f"{path}: {error}") from None


def _persons(path: str, text: str) -> Iterator[tuple[int, KnownPerson]]:
    """Each person with the line, from 1."""
    head = text.partition("\n")[0]
    lines = csv.reader(text.splitlines(keepends=True), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    columns = [column.strip() for column in next(lines, [])]
    meant = _meant(path, columns)
    for cells in lines:
        told = [" ".join(cell.split()) for cell in cells]
        if not any(told):
            continue
        if len(told) > len(columns):
            raise PeopleFileError(f"{path}, line {lines.line_num}: {len(told)} cells under {len(columns)} columns")
        person = _person(columns, meant, told)
        if not plain(person.name):
            raise PeopleFileError(f"{path}, line {lines.line_num}: no name")
        yield lines.line_num, person


def _meant(path: str, columns: Sequence[str]) -> dict[str, int]:
    """The place of each column that means something."""
    written = {column.casefold().replace(" ", "_").replace("-", "_"): place for place, column in enumerate(columns)}
    found = {
        column: next((written[name] for name in names.split() if name in written), -1)
        for column, names in COLUMNS.items()
    }
    if found["name"] < 0:
        known = ", ".join(map(shown, columns)) or "none"
        raise PeopleFileError(f"{path}: no column 'name'; there are {known}")
    return {column: place for column, place in found.items() if place >= 0}


def _person(columns: Sequence[str], meant: dict[str, int], told: Sequence[str]) -> KnownPerson:
    cells = dict(enumerate(told))
    known = {column: cells.get(place, "") for column, place in meant.items()}
    others = ((column, cells.get(place, "")) for place, column in enumerate(columns) if place not in meant.values())
    gender = known.get("gender", "").casefold()
    return KnownPerson(
        known["name"],
        tuple(filter(plain, map(str.strip, _BETWEEN_ALIASES.split(known.get("aliases", ""))))),
        _GENDERS.get(gender, gender),
        known.get("party", ""),
        known.get("authority", ""),
        tuple((column, cell) for column, cell in others if column and cell),
    )


def _apart(path: str, persons: Iterable[tuple[int, KnownPerson]]) -> Iterator[KnownPerson]:
    """The persons, each of whom something tells from all others."""
    lines: dict[str, int] = {}
    for line, person in persons:
        key = person.authority or plain(person.name)
        if key in lines:
            told = f"{person.key!r} is there already (line {lines[key]})"
            raise PeopleFileError(f"{path}, line {line}: {told}; an authority ID tells two of one name apart")
        lines[key] = line
        yield person
