"""What the type hints of a record say about its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, fields
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]
"""Turns a value into its JSON type or back."""


def typed_fields(cls: type) -> tuple[Field[Any], ...]:
    """The fields with their types worked out, on first use: for all records it takes as long as a module's import.

    ``dataclasses-json`` looks at the same place, and finds a string under postponed annotations.
    """
    known: tuple[Field[Any], ...] = fields(cls)
    if any(isinstance(field.type, str) for field in known):
        hints = get_type_hints(cls)
        for field in known:
            field.type = hints[field.name]
    return known


def optional(hint: Any) -> Any:
    """X for ``X | None``, else None."""
    if get_origin(hint) not in (Union, UnionType):
        return None
    inner = [option for option in get_args(hint) if option is not NoneType]
    return inner[0] if len(inner) == 1 else None


def item(hint: Any) -> Any:
    """X for ``tuple[X, ...]``, else None."""
    return get_args(hint)[0] if get_origin(hint) is tuple and get_args(hint)[1:] == (...,) else None
