"""Which field of a record, or column of a table, holds what: text and name of the article, and what is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quoteattr.cli.inputs.trouble import UnreadableInput
from quoteattr.errors import nearest
from quoteattr.metadata import METADATA_FIELDS, Metadata, in_words
from quoteattr.view.terminal import on_one_line

NAMES_OF_ARTICLES = ("id", "url", "uuid")
"""Columns that name the articles where the caller does not say which does."""

_KNOWN_AS = {
    "title": "title headline",
    "author": "author authors byline",
    "date": "date published published_at publishedat date_published datepublished publish_date pubdate",
    "outlet": "outlet publisher publication sitename site_name source_hostname source_name source hostname",
    "url": "url link source",
    "section": "section category categories",
}
"""What columns are called, the surest first: after schema.org, RSS, the JSON of trafilatura and of news services."""
_OUTLET_OR_URL = "source"  # news services name the outlet so, trafilatura the address
_LISTED = 30  # fields that a message lists; more would hide what it says


@dataclass(frozen=True, slots=True)
class Fields:
    """Where a record keeps its parts: what the caller says, and for all else what the columns are called."""

    text: str = "text"
    id: str | None = None
    """Without one, the first of ``id``, ``url`` and ``uuid`` that there is, else its place: ``articles.jsonl:7``."""
    metadata: tuple[tuple[str, str], ...] = ()
    """Fields of :class:`Metadata`, each with the column that the caller names for it."""

    def named(self) -> Iterator[tuple[str, str]]:
        """The fields that a record must have, each with the option that names it."""
        yield self.text, "--text-field"
        if self.id is not None:
            yield self.id, "--id-field"
        for name, column in self.metadata:
            yield column, f"--field {name}=…"

    def missing(self, known: Collection[str], what: str = "field") -> str:
        """What is wrong where a field is named that there is not; empty where all are there."""
        for field, option in self.named():
            if field not in known:
                listed = ", ".join(map(on_one_line, list(known)[:_LISTED])) or "none"
                more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
                hint = nearest(field, known) or f"; {option} names another"
                return f"no {what} {field!r}; there are {listed}{more}{hint}"
        return ""

    def columns(self, known: Iterable[str]) -> list[str]:
        """The columns of a table that are worth reading, in its order."""
        names = tuple(known)
        named = {self.text, *((self.id,) if self.id else _id_columns(names))}
        wanted = named.union(*(columns for _, columns in self._columns(names)))
        return [name for name in names if name in wanted]

    def id_of(self, record: Mapping[str, Any], place: str) -> str:
        """What a record is called.

        Raises:
            UnreadableInput: the field that the caller named holds what can be no name.
        """
        if self.id is None:
            named = (record[column] for column in _id_columns(tuple(record)))
            return next((str(value) for value in named if _can_be_name(value)), place)
        value = record[self.id]
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise UnreadableInput(f"field {self.id!r} is {kind_of(value)}, neither text nor a whole number")
        check_text(str(value), self.id)
        return str(value)

    def metadata_of(self, record: Mapping[str, Any]) -> Metadata:
        """What a record tells of its article beside the text; what cannot be told in words is left out."""
        found: dict[str, str] = {}
        for name, columns in self._columns(tuple(record)):
            for column in columns:
                value = in_words(record[column])
                if value and (column.casefold() != _OUTLET_OR_URL or ("://" in value) == (name == "url")):
                    found[name] = value
                    break
        return Metadata(**found)

    def _columns(self, known: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each field of the metadata with the columns that can hold it."""
        mine = dict(self.metadata)
        for name in METADATA_FIELDS:
            yield name, (mine[name],) if name in mine else _known_as(_KNOWN_AS[name], known)


def _id_columns(known: tuple[str, ...]) -> tuple[str, ...]:
    return _known_as(" ".join(NAMES_OF_ARTICLES), known)


@lru_cache(maxsize=256)  # the records of a file mostly have the same fields
def _known_as(names: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of these names, however they are written: ``Site Name``, ``site-name``, ``SITE_NAME``."""
    plain: dict[str, str] = {}
    for column in known:
        plain.setdefault(column.strip().casefold().replace(" ", "_").replace("-", "_"), column)
    return tuple(plain[name] for name in names.split() if name in plain)


def _can_be_name(value: object) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and bool(value.strip()) and _is_unicode(value)
    )


def check_text(text: str, field: str) -> None:
    """Raise :class:`UnreadableInput` for what no file can hold: a lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError as error:  # from a byte that is no UTF-8, or from an escape such as \ud800 in JSON
        raise UnreadableInput(f"field {field!r} is no valid Unicode at character {error.start}") from None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def kind_of(value: object) -> str:
    """A value that is of no use, for a message."""
    return "empty" if value is None else f"of type {type(value).__name__}"
