"""What is known of an article beside its text: who wrote it, when, where it appeared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from math import isfinite


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source tells of an article, in its own words; None where it tells nothing."""

    title: str | None = None
    author: str | None = None
    """Several are joined by ``; ``."""
    date: str | None = None
    outlet: str | None = None
    """The newspaper, agency or site."""
    url: str | None = None
    section: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """Every field by its name, in their order."""
        return {name: getattr(self, name) for name in METADATA_FIELDS}


METADATA_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Metadata))
"""The names of the fields, which are those of the columns of a row."""

NOTHING_KNOWN = Metadata()
"""Of an article that is nothing but its text."""


def in_words(value: object) -> str:
    """What a field or cell of a source holds, as text on one line; empty where it tells nothing.

    Several values are joined by ``; ``, an object is told by its name (``{"name": "The Tarn Echo"}``), a date as ISO
    8601 has it.
    """
    if isinstance(value, str):
        return " ".join(value.encode("utf-8", "replace").decode().split())
    if isinstance(value, date):  # and time
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(in_words, value)))
    if isinstance(value, Mapping):
        return in_words(value.get("name"))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return str(value) if isfinite(value) else ""
