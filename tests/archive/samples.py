"""Articles for archives, all invented."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from quoteattr import parse
from quoteattr.archive.records import Entry
from quoteattr.metadata import Metadata

RAIN = """\
“The river will flood the town tonight,” said Mayor Ada Quill. She told reporters that the bridge was “a risk”.

Tom Hollis, a baker, called the floods “a gift to nobody”. Police said nothing.
"""
BREAD = "“Bread is dear,” said Ada M. Quill, the mayor. “It is not,” said J. Hollis.\n"
LATER = "“Floods are dear,” Ada Quill said. “Who pays?” asked Hollis.\n"


def entry(key: str, text: str, **about: str) -> Entry:
    return Entry(key, parse(text), Metadata(**about))


def entries() -> list[Entry]:
    return [
        entry("rain", RAIN, title="Rain in Tarn", date="2025-01-31", outlet="The Tarn Echo", url="https://e.org/rain"),
        entry("bread", BREAD, title="Bread", date="2025-02", outlet="Westbrook Post"),
        entry("later", LATER, date="2026", section="Money"),
    ]


def rows(path: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """What a plain connection, which knows nothing of archives, reads."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def change(path: Path, query: str, *values: object) -> None:
    """What a user writes with any SQLite program."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.execute(query, values)
    finally:
        connection.close()


def damage(path: Path, table: str) -> None:
    """Overwrite where a table begins."""
    [(page,)], [(size,)] = (
        rows(path, "SELECT rootpage FROM sqlite_master WHERE name = ?", table),
        rows(path, "PRAGMA page_size"),
    )
    assert isinstance(page, int)
    assert isinstance(size, int)
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)


def said(name: str, number: int = 0) -> Entry:
    """An article in which somebody of this name says something."""
    return entry(f"{name} {number}", f"“It rained in the valley of Tarn for {number} days,” said {name}.\n")
