"""What is known of an article beside its text: who wrote it, when, where it appeared."""

from __future__ import annotations

from dataclasses import dataclass, fields


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
