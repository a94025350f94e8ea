"""The marshmallow schema of a record, as ``dataclasses-json`` makes it."""

from __future__ import annotations

import warnings
from typing import Any

from dataclasses_json import DataClassJsonMixin
from dataclasses_json.mm import TYPES, build_schema

from quoteattr.json.hints import typed_fields


def schema(cls: Any, *, infer_missing: bool, partial: bool, **options: Any) -> Any:
    """A schema object of the class; see :meth:`quoteattr.types.Record.schema`."""
    typed_fields(cls)  # where dataclasses-json looks for them
    with warnings.catch_warnings():  # dataclasses-json builds it in ways that marshmallow will remove
        warnings.simplefilter("ignore", DeprecationWarning)
        base: Any = build_schema(cls, DataClassJsonMixin, infer_missing, partial)
        meta = type("Meta", (base.Meta,), {"fields": (*cls._computed, *base.Meta.fields)})
        properties = {name: TYPES[str]() for name in cls._computed}
        made = type(base.__name__, (base,), {"Meta": meta, **properties})
        return made(partial=partial, **options)
