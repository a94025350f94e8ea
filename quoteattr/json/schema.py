"""The marshmallow schema of a record, as ``dataclasses-json`` makes it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import fields as fields_of
from typing import Any

from dataclasses_json import DataClassJsonMixin
from dataclasses_json.mm import TYPES, build_schema
from marshmallow import ValidationError, fields, post_load, pre_dump

from quoteattr.json.hints import item, typed_fields
from quoteattr.json.writing import Places


def schema(cls: Any, *, infer_missing: bool, partial: bool, **options: Any) -> Any:
    """A schema object of the class; see :meth:`quoteattr.base.Record.schema`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of how dataclasses-json calls marshmallow
        return _schema_class(cls, infer_missing, partial)(partial=partial, **options)


def _schema_class(cls: Any, infer_missing: bool, partial: bool) -> Any:
    hints = {field.name: field.type for field in typed_fields(cls)}  # where dataclasses-json looks for them, too
    base: Any = build_schema(cls, DataClassJsonMixin, infer_missing, partial)
    changed: dict[str, Any] = {name: TYPES[str]() for name in cls._computed}
    changed["Meta"] = type("Meta", (base.Meta,), {"fields": (*cls._computed, *base.Meta.fields)})
    for name, (part, listed) in cls._indexed.items():
        item_schema = _indexed(_schema_class(item(hints[name]), infer_missing, partial), part)
        changed[name] = fields.List(fields.Nested(item_schema()), required=True)
        changed["to_indices"] = pre_dump(_to_indices(name, part, listed))
        changed[_maker(base)] = post_load(_from_indices(name, part, listed, getattr(base, _maker(base))))
    return type(base.__name__, (base,), changed)


def _maker(schema_class: type) -> str:
    """The method of a schema by ``dataclasses-json`` that makes the record of what was loaded."""
    return f"make_{schema_class.__name__.removesuffix('Schema').lower()}"


def _indexed(schema_class: Any, part: str) -> Any:
    """The schema of an item that says one of its fields by index, and is not yet made a record when loaded."""
    number = fields.Integer(strict=True, allow_none=True, load_default=None)
    return type(schema_class.__name__, (schema_class,), {part: number, _maker(schema_class): lambda self, given: given})


def _to_indices(name: str, part: str, listed: str) -> Callable[..., dict[str, Any]]:
    def to_indices(self: object, record: Any, **_: Any) -> dict[str, Any]:
        places = Places(getattr(record, listed), listed)
        items = [_values(each) | {part: places.of(getattr(each, part))} for each in getattr(record, name)]
        return _values(record) | {name: items}

    return to_indices


def _values(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in (*record._computed, *(each.name for each in fields_of(record)))}


def _from_indices(name: str, part: str, listed: str, make: Callable[..., Any]) -> Callable[..., Any]:
    def from_indices(self: object, given: dict[str, Any], **_: Any) -> Any:
        for number, each in enumerate(given[name]):
            index = each.get(part)
            if index is not None:
                if not 0 <= index < len(given[listed]):
                    raise ValidationError({name: {number: {part: [f"Not an index into {listed}."]}}})
                each[part] = given[listed][index]
        return make(self, given)

    return from_indices
