"""What was said, found in the tables of an archive: words by the full-text index, the rest by conditions."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from quoteattr.archive.dates import days
from quoteattr.archive.records import Found
from quoteattr.errors import ConfigError, nearest, shown
from quoteattr.types import QuoteKind, Span

SPOKEN = (QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT)
"""The kinds of quotations that somebody says."""

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # around hits: code points that no text has
_PIECE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')
_WILD, _ESCAPED = re.compile(r"[%_\\]"), r"\\\g<0>"  # for LIKE
_LETTER = re.compile(r"[^\W_]")
_AT_ONCE = 200  # quotations read and marked at a time
_WORDS_COUNT, _CONTEXT_COUNTS = 4.0, 1.0  # a hit in the quoted words beside one in the sentences around

_COLUMNS = f"""
    quotes.id, highlight(quotes_fts, 0, '{_OPEN}', '{_CLOSE}'), highlight(quotes_fts, 1, '{_OPEN}', '{_CLOSE}'),
"""
_UNMARKED = "quotes.id, quotes.clean, quotes.context,"
_REST = """
    quotes.kind, quotes.confidence, speakers.name, speakers.kind, speakers.role, people.name, people.id,
    coalesce(people.gender, speakers.gender), quotes.cue, articles.key, articles.title, articles.date, articles.outlet,
    articles.url, articles.section, quotes."start", quotes."end"
"""
_JOINED = """
    JOIN articles ON articles.id = quotes.article
    LEFT JOIN speakers ON speakers.id = quotes.speaker
    LEFT JOIN people ON people.id = speakers.person
"""
_BY_SPEAKER = """
    quotes.speaker IN (
        SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH ?
        UNION ALL
        SELECT speakers.id FROM people_fts JOIN speakers ON speakers.person = people_fts.rowid WHERE people_fts MATCH ?
    )
"""


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, as :meth:`quoteattr.archive.Archive.search` takes it."""

    words: str
    speaker: str
    since: str
    until: str
    outlet: str
    kinds: tuple[QuoteKind, ...]
    min_confidence: float
    limit: int | None


def kind_of(name: str) -> QuoteKind:
    """The kind of quotation of that name. Raises :class:`ConfigError` where there is none."""
    known = [kind.value for kind in QuoteKind]
    if name not in known:
        raise ConfigError(f"kinds: {shown(name)} is none of {', '.join(known)}{nearest(name, known)}")
    return QuoteKind(name)


def find(connection: sqlite3.Connection, search: Search) -> Iterator[Found]:
    """See :meth:`quoteattr.archive.Archive.search`."""
    match = full_text(search.words) if search.words.strip() else None
    conditions, values = _conditions(search)
    return _found(connection, match, conditions, values, search.limit)


def full_text(words: str) -> str:
    """Words of a user as a query of FTS5, in which none of them is a command.

    All words must be there; words in marks stand in a row; ``rain*`` is whatever begins so.

    Raises:
        ConfigError: there is no word.
    """
    pieces = (in_marks or alone for in_marks, alone in _PIECE.findall(words))
    wanted = [_quoted(piece) for piece in pieces if _LETTER.search(piece)]
    if not wanted:
        raise ConfigError(f"there is no word to search for in {shown(words)}")
    return " ".join(wanted)


def _quoted(piece: str) -> str:
    rest = piece.rstrip()
    plain = rest.rstrip("*").replace("\0", " ").encode("utf-8", "replace").decode()
    return f'"{plain}"' + ("*" if rest.endswith("*") else "")


def _conditions(search: Search) -> tuple[list[str], list[Any]]:
    """The conditions beside the words, and their values."""
    conditions = [f"quotes.kind IN ({', '.join('?' * len(search.kinds))})"]
    values: list[Any] = [QuoteKind(kind).value for kind in search.kinds]
    if search.speaker.strip():
        conditions.append(_BY_SPEAKER)
        values += [full_text(search.speaker)] * 2
    if search.since:
        conditions.append("articles.last_day >= ?")
        values.append(_days("since", search.since)[0])
    if search.until:
        conditions.append("articles.first_day <= ?")
        values.append(_days("until", search.until)[1])
    if search.outlet:
        conditions.append("articles.outlet LIKE ? ESCAPE '\\'")
        values.append(f"%{_WILD.sub(_ESCAPED, search.outlet)}%")
    if search.min_confidence:
        conditions.append("quotes.confidence >= ?")
        values.append(search.min_confidence)
    return conditions, values


def _days(name: str, told: str) -> tuple[str, str]:
    found = days(told)
    if found is None:
        raise ConfigError(f"{name}: {shown(told)} is no date such as 2025, 2025-01 or 2025-01-31")
    return found


def _found(
    connection: sqlite3.Connection,
    match: str | None,
    conditions: Sequence[str],
    values: Sequence[Any],
    limit: int | None,
) -> Iterator[Found]:
    """First the numbers of all that are found, in their order; then, as they are asked for, what they are."""
    where = " AND ".join(conditions)
    if match is None:
        query = f"SELECT quotes.id FROM quotes {_JOINED} WHERE {where} ORDER BY articles.first_day DESC, quotes.id"
    else:
        rank = f"bm25(quotes_fts, {_WORDS_COUNT}, {_CONTEXT_COUNTS})"
        query = f"""
            SELECT quotes.id FROM quotes_fts JOIN quotes ON quotes.id = quotes_fts.rowid {_JOINED}
            WHERE quotes_fts MATCH ? AND {where} ORDER BY {rank}, articles.first_day DESC, quotes.id
        """
        values = [match, *values]
    numbers = iter(connection.execute(f"{query} LIMIT ?", (*values, -1 if limit is None else limit)).fetchall())
    while some := [number for (number,) in islice(numbers, _AT_ONCE)]:
        yield from _read(connection, match, some)


def _read(connection: sqlite3.Connection, match: str | None, numbers: Sequence[int]) -> Iterator[Found]:
    """The quotations with these numbers, in this order."""
    marks = ", ".join("?" * len(numbers))
    if match is None:
        query = f"SELECT {_UNMARKED} {_REST} FROM quotes {_JOINED} WHERE quotes.id IN ({marks})"
        values: list[Any] = list(numbers)
    else:
        query = f"""
            SELECT {_COLUMNS} {_REST} FROM quotes_fts JOIN quotes ON quotes.id = quotes_fts.rowid {_JOINED}
            WHERE quotes_fts MATCH ? AND quotes_fts.rowid IN ({marks})
        """
        values = [match, *numbers]
    rows = {row[0]: row[1:] for row in connection.execute(query, values)}
    for number in numbers:
        if number in rows:  # not where another program has taken it away just now
            words, context, kind, *others = rows[number]
            (text, hits), (around, hits_around) = _marked(words), _marked(context)
            yield Found(text, hits, around, hits_around, QuoteKind(kind), *others)


def _marked(text: str) -> tuple[str, tuple[Span, ...]]:
    """A text without the marks around its hits, and the hits."""
    plain, hits = "", []
    for piece in text.split(_OPEN):
        hit, mark, rest = piece.partition(_CLOSE)
        if mark:
            hits.append(Span(len(plain), len(plain) + len(hit), hit))
        plain += hit + rest
    return plain, tuple(hits)
