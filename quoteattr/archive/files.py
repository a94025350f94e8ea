"""The file of an archive: made whole or not at all, and opened only if it is one."""

from __future__ import annotations

import os
import secrets
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.archive.records import ArchiveError
from quoteattr.integrations.extras import require

if TYPE_CHECKING:
    from sqlite_utils import Database

MARK = b"qatr"
"""What SQLite files of this program are marked with."""
APPLICATION = int.from_bytes(MARK, "big")
"""The same as SQLite has it, the ``application_id``."""
VERSION = 1
"""Of the plan of the tables."""
_PATIENCE = 60.0  # seconds for which another program may be writing


def open_archive(path: Path, *, create: bool) -> Database:
    """The archive in a file, which is made if it is not there and ``create`` asks for it.

    Raises:
        MissingExtraError: ``sqlite-utils`` is not installed (extra ``archive``).
        ArchiveError: the file is no archive, or one of another version, or cannot be opened.
    """
    utils = require("sqlite_utils", "archive")
    if create and (not path.exists() or _is_empty(path)):
        make_archive(path)
    check_archive(path)
    try:
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA analysis_limit = 400")  # rows of an index that PRAGMA optimize looks at
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL a power cut costs the last batch and never the file
    except sqlite3.Error as error:
        raise ArchiveError(f"{path} cannot be opened: {error}") from None
    database: Database = utils.Database(connection)
    return database


def check_archive(path: Path) -> None:
    """Raise :class:`ArchiveError` where a file is no archive that this version can use."""
    if not path.is_file():
        raise ArchiveError(f"there is no archive {path}")
    try:
        marks = _marks(path)
    except sqlite3.DatabaseError as error:
        known = "file is not a database" in str(error)
        told = "is no archive of quotations: it is no SQLite file" if known else f"cannot be read: {error}"
        raise ArchiveError(f"{path} {told}") from None
    application, version = marks
    if application != APPLICATION:
        raise ArchiveError(f"{path} is no archive of quotations, but another SQLite file")
    if version != VERSION:
        newer = version > VERSION
        remedy = "a newer quoteattr reads it" if newer else "make it anew from its articles"
        told = f"it has version {version}, this quoteattr has {VERSION}"
        raise ArchiveError(f"{path} is {'a newer' if newer else 'an older'} archive: {told}; {remedy}")


def _marks(path: Path) -> tuple[int, int]:
    """The mark of the program, and the version of its tables."""
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        [application] = connection.execute("PRAGMA application_id").fetchone()
        [version] = connection.execute("PRAGMA user_version").fetchone()
        return application, version
    finally:
        connection.close()


def _is_empty(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def make_archive(path: Path) -> None:
    """Make an empty archive under a name that no file has, and give it its own when it is whole.

    Raises :class:`ArchiveError` where there is no place for it.
    """
    partial = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.partial")
    try:
        connection = sqlite3.connect(partial)
        try:
            connection.executescript(files("quoteattr").joinpath("data/archive/schema.sql").read_text(encoding="utf-8"))
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        os.replace(partial, path)
    except (sqlite3.Error, OSError) as error:
        raise ArchiveError(f"{path} cannot be made: {error}") from None
    finally:
        partial.unlink(missing_ok=True)
