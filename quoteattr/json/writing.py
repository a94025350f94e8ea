"""Records as JSON: what is written is a fresh tree of JSON types."""

from __future__ import annotations

import json
import re
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from quoteattr.errors import RecordError
from quoteattr.json.hints import Convert, item, optional, typed_fields

# A surrogate that is not half of a pair. JSON can only say it as an escape; UTF-8 cannot say it at all.
_LONE_SURROGATE = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")


def to_dict(record: Any) -> dict[str, Any]:
    """The record as a dict of JSON types; see :meth:`quoteattr.types.Record.to_dict`."""
    cls: Any = type(record)
    return _record_writer(cls)(record)  # type: ignore[no-any-return]


def to_json(record: Any, **options: Any) -> str:
    """The record as JSON; ``options`` go to :func:`json.dumps`. See :meth:`quoteattr.types.Record.to_json`.

    Raises:
        RecordError: a float is not finite, which JSON cannot say.
    """
    try:
        # No default= and no check for cycles: to_dict gives a fresh tree of JSON types.
        written = json.dumps(to_dict(record), allow_nan=False, **options)
    except ValueError as error:
        raise RecordError(f"{type(record).__name__} cannot be written as JSON: {error}") from None
    try:
        written.encode("utf-8")  # finds surrogates thirty times faster than the pattern
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
    return written


def _writer(hint: Any) -> Convert | None:
    """The writer of values with this type hint; None where the value is JSON already."""
    if (inner := item(hint)) is not None:
        write_item = _writer(inner)
        return list if write_item is None else lambda value: [write_item(each) for each in value]
    if (inner := optional(hint)) is not None:
        write = _writer(inner)
        return None if write is None else lambda value: None if value is None else write(value)
    if issubclass(hint, Enum):
        return attrgetter("value")
    return None if hint in (int, str, float) else _record_writer(hint)


@cache
def _record_writer(cls: Any) -> Convert:
    """The writer of a class, built when its first record is written."""
    writers = {field.name: _writer(field.type) for field in typed_fields(cls)}
    names = (*cls._computed, *writers)
    converted = [(name, write) for name, write in writers.items() if write is not None]

    def write(record: Any) -> dict[str, Any]:
        written = {name: getattr(record, name) for name in names}
        for name, convert in converted:
            written[name] = convert(written[name])
        return written

    return write
