"""Records as JSON: what is written is a fresh tree of JSON types."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from quoteattr.errors import RecordError, unexpected
from quoteattr.json.hints import Convert, item, optional, typed_fields

# A surrogate that is not half of a pair. JSON can only say it as an escape; UTF-8 cannot say it at all.
_LONE_SURROGATE = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")


def to_dict(record: Any) -> dict[str, Any]:
    """The record as a dict of JSON types; see :meth:`quoteattr.base.Record.to_dict`.

    Raises:
        RecordError: what is to be written as an index is not in the list.
    """
    cls: Any = type(record)
    return _record_writer(cls)(record)  # type: ignore[no-any-return]


def to_json(record: Any, **options: Any) -> str:
    """The record as JSON; ``options`` go to :func:`json.dumps`. See :meth:`quoteattr.base.Record.to_json`.

    Raises:
        RecordError: as in :func:`to_dict`, or a float is not finite, which JSON cannot say.
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


class Places:
    """The indices of the items of a list; of the same object without a look at what it holds."""

    def __init__(self, items: Sequence[Any], name: str) -> None:
        self.name = name
        self._by_identity = {id(item): index for index, item in enumerate(items)}
        self._by_value = {item: index for index, item in reversed([*enumerate(items)])}

    def of(self, item: Any) -> int | None:
        """The index of an item, None for None.

        Raises:
            RecordError: it is not in the list.
        """
        if item is None:
            return None
        index = self._by_identity.get(id(item))
        if index is None:
            index = self._by_value.get(item)
        if index is None:
            raise unexpected(item, f"one of {self.name}")
        return index


def _writer(hint: Any) -> Convert | None:
    """The writer of values with this type hint; None where the value is JSON already."""
    if (inner := item(hint)) is not None:
        write_item = _writer(inner)
        return list if write_item is None else _tuple_writer(write_item)
    if (inner := optional(hint)) is not None:
        write = _writer(inner)
        return None if write is None else lambda value: None if value is None else write(value)
    if issubclass(hint, Enum):
        return attrgetter("value")
    return None if hint in (int, str, float) else _record_writer(hint)


@cache
def _record_writer(cls: Any, *as_they_are: str) -> Convert:
    """The writer of a class, built when its first record is written; it leaves some fields as they are."""
    hints = {field.name: field.type for field in typed_fields(cls)}
    writers = {name: _writer(hint) for name, hint in hints.items() if name not in as_they_are}
    for name, (part, _) in cls._indexed.items():
        write_item = _record_writer(item(hints[name]), part)
        writers[name] = _tuple_writer(write_item)
    names = (*cls._computed, *hints)
    converted = [(name, write) for name, write in writers.items() if write is not None]

    def write(record: Any) -> dict[str, Any]:
        written = {name: getattr(record, name) for name in names}
        for name, convert in converted:
            written[name] = convert(written[name])
        return written

    return _with_indices(write, cls._indexed) if cls._indexed else write


def _with_indices(write: Convert, indexed: Mapping[str, tuple[str, str]]) -> Convert:
    """A writer that also puts indices in the place of parts that were left as they are."""

    def write_all(record: Any) -> dict[str, Any]:
        written: dict[str, Any] = write(record)
        for name, (part, listed) in indexed.items():
            _write_indices(written[name], name, part, Places(getattr(record, listed), listed))
        return written

    return write_all


def _tuple_writer(write_item: Convert) -> Convert:
    return lambda value: [write_item(each) for each in value]


def _write_indices(items: list[dict[str, Any]], name: str, part: str, places: Places) -> None:
    """Put in the place of a part of each item its index in another list."""
    for number, written in enumerate(items):
        try:
            written[part] = places.of(written[part])
        except RecordError as error:
            raise error.inside(f".{name}[{number}].{part}") from None
