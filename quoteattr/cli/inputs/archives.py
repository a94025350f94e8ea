"""An archive of quotations as an input: its articles, with what was found in them and what is known of them.

What archives need is imported for them alone: most inputs are none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quoteattr.cli.inputs.fields import Fields
from quoteattr.cli.inputs.files import Opened
from quoteattr.cli.inputs.items import Document, Item, record_digest
from quoteattr.cli.inputs.trouble import UnreadableInput

_MAGIC = b"SQLite format 3\0"
_MARK_AT = 68  # where SQLite keeps the application_id


def is_archive(head: bytes) -> bool:
    """Does an archive of quotations begin so?"""
    if not head.startswith(_MAGIC):
        return False
    from quoteattr.archive.files import MARK

    return head[_MARK_AT : _MARK_AT + len(MARK)] == MARK


def read_archive(file: Opened, _: Fields) -> Iterator[Item]:
    """The articles in the order in which they came."""
    if file.whole is None:
        raise UnreadableInput("an archive of quotations is read from a file of its own, neither packed nor piped")
    import sqlite3

    from quoteattr.archive.files import check_archive
    from quoteattr.archive.reading import read_articles
    from quoteattr.archive.records import ArchiveError

    try:
        check_archive(Path(file.name))
        connection = sqlite3.connect(f"{Path(file.name).resolve().as_uri()}?mode=ro", uri=True)
    except (ArchiveError, sqlite3.Error) as error:
        raise UnreadableInput(str(error)) from None
    try:
        [number] = connection.execute("SELECT count(*) FROM articles").fetchone()
        size = os.path.getsize(file.name) // max(1, number)
        for place, entry in enumerate(read_articles(connection), start=1):
            text, about = entry.article.text, entry.metadata
            told = record_digest(entry.key, text, about)
            yield Document(entry.key, text, file.name, place, size, told, about, article=entry.article)
    except (sqlite3.Error, ValueError) as error:  # ValueError: what somebody has written into its tables
        raise UnreadableInput(f"the archive cannot be read: {error}") from None
    finally:
        connection.close()
