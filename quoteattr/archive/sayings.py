"""What an archive holds, as it is counted: by people, whatever articles call them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from quoteattr.archive.files import check_archive
from quoteattr.archive.records import ArchiveError
from quoteattr.counting import NOT_TOLD, About, Said

_QUERY = """
    SELECT articles.id, articles.outlet, articles.first_day, articles.last_day, articles.section,
        quotes.kind, quotes.words, quotes.confidence, speakers.name, speakers.kind,
        coalesce(people.gender, speakers.gender), people.id, people.name
    FROM articles
    LEFT JOIN quotes ON quotes.article = articles.id AND quotes.kind <> 'other'
    LEFT JOIN speakers ON speakers.id = quotes.speaker
    LEFT JOIN people ON people.id = speakers.person
    ORDER BY articles.id, quotes.place
"""
_SHARED = "SELECT name FROM people GROUP BY name HAVING count(*) > 1"


def sayings(path: Path) -> Iterator[tuple[About, list[Said]]]:
    """What is said in each article of an archive. A person goes by the name of the table ``people``.

    Raises:
        ArchiveError: the file is no archive, or one of another version, or cannot be read.
    """
    check_archive(path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            shared = {name for (name,) in connection.execute(_SHARED)}
            for _, rows in groupby(connection.execute(_QUERY), key=itemgetter(0)):
                told = list(rows)
                _, outlet, first, last, section, kind, *_ = told[0]
                about = About(outlet or "", month_of(first, last), section or "")
                yield about, [] if kind is None else [_said(row, shared) for row in told]
    except sqlite3.Error as error:
        raise ArchiveError(f"{path} cannot be read: {error}") from None


def month_of(first_day: str | None, last_day: str | None) -> str:
    """The month of some days, as in ``2026-03``; empty where they are of several, or not known."""
    month = (first_day or "")[:7]
    return month if month == (last_day or "")[:7] else ""


def _said(row: tuple[object, ...], shared: set[str]) -> Said:
    *_, form, words, confidence, name, source, gender, person, title = row
    who = str(title or name or "")
    if who in shared and person is not None:
        who = f"{who} (person {person})"
    return Said(
        who, str(source or NOT_TOLD), str(gender or "unknown"), str(form), int(str(words)), float(str(confidence))
    )
