"""What a mention comes to: whom it means, and which rule says so."""

from __future__ import annotations

from typing import NamedTuple

from quoteattr.people.entities import Entity

_KINDS = {"person": "person", "unknown": "person"}


class Resolved(NamedTuple):
    """Who a mention means: an entity of the article, or words only; and the rule that says so."""

    entity: Entity | None
    name: str
    kind: str
    """``person``, ``organization``, ``group`` or ``unnamed``."""
    rule: str
    members: tuple[Entity, ...] = ()


def named(entity: Entity, rule: str) -> Resolved:
    """An entity of the article; a place that speaks is a body (Paris said)."""
    return Resolved(entity, entity.full_name, _KINDS.get(entity.kind, "organization"), rule)


def together(members: list[Entity], conjunction: str, rule: str) -> Resolved:
    """A group of several: Ann Lee and Bo Quist."""
    name = f" {conjunction} ".join(m.full_name for m in members)
    return Resolved(None, name, "group", rule, tuple(members))
