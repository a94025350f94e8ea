"""Records from JSON: strict, and every refusal names the path of the field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from typing import Any, NoReturn

from quoteattr.errors import RecordError, nearest, shown, unexpected
from quoteattr.json.hints import Convert, item, optional, typed_fields

_LONGEST_STEP = 40  # characters of an unknown key that a path holds as it is


def from_dict(cls: Any, given: Any) -> Any:
    """The record that :func:`~quoteattr.json.writing.to_dict` wrote; see :meth:`quoteattr.types.Record.from_dict`.

    Raises:
        RecordError: a value is missing, unknown, of the wrong type or contradicts another.
    """
    try:
        return _record_reader(cls)(given)
    except RecordError as error:
        raise RecordError(error.problem, error.path, "" if error.path else cls.__name__) from None


def from_json(cls: Any, source: Any) -> Any:
    """The record that :func:`~quoteattr.json.writing.to_json` wrote; see :meth:`quoteattr.types.Record.from_json`.

    Raises:
        RecordError: ``source`` is no JSON, or as in :func:`from_dict`.
        TypeError: ``source`` is neither str nor bytes.
    """
    if not isinstance(source, (str, bytes, bytearray)):
        raise TypeError(f"from_json takes str or bytes, not {type(source).__name__}; for a dict call from_dict")
    try:
        text = source if isinstance(source, str) else source.decode("utf-8")
        given = json.loads(text, object_pairs_hook=_object)
    except RecursionError:
        raise RecordError("the JSON is nested too deep for any record", record=cls.__name__) from None
    except ValueError as error:  # bad UTF-8, bad JSON, or an int with too many digits
        raise RecordError(f"expected JSON: {error}", record=cls.__name__) from None
    return from_dict(cls, given)


class _Repeated:
    """Stands for a JSON object with the same key twice, until the reader knows its path."""

    def __init__(self, key: str) -> None:
        self.key = key


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Repeated:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    return _Repeated(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]


# Values


def _reader(hint: Any) -> Convert:
    """The strict reader of values with this type hint."""
    if (inner := item(hint)) is not None:
        return _tuple_reader(_reader(inner))
    if (inner := optional(hint)) is not None:
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if hint is float:
        return _read_float
    if hint in (int, str):
        return _scalar_reader(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_reader(hint)
    if hasattr(hint, "__dataclass_fields__"):
        return _record_reader(hint)
    raise TypeError(f"a record cannot have a field of type {hint}")


def _scalar_reader(cls: type) -> Convert:
    expected = {int: "an int", str: "a str"}[cls]

    def read(value: Any) -> Any:
        if type(value) is not cls:  # not isinstance: True is no offset
            raise unexpected(value, expected)
        return value

    return read


def _read_float(value: Any) -> float:
    if type(value) not in (float, int):  # other writers of JSON spell 1.0 as 1
        raise unexpected(value, "a number")
    try:
        return float(value)
    except OverflowError:
        raise unexpected(value, "a number") from None


def _enum_reader(cls: type[Enum]) -> Convert:
    members = {member.value: member for member in cls}
    expected = f"one of {', '.join(map(repr, members))}"

    def read(value: Any) -> Enum:
        if not isinstance(value, str) or value not in members:
            raise unexpected(value, expected)
        return members[value]

    return read


def _tuple_reader(read_item: Convert) -> Convert:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            raise unexpected(value, "a list")
        items = []
        for index, each in enumerate(value):
            try:
                items.append(read_item(each))
            except RecordError as error:
                raise error.inside(f"[{index}]") from None
        return tuple(items)

    return read


# Records


class _RecordReader:
    """Reads the objects that are records of one class."""

    def __init__(self, cls: Any) -> None:
        hints = {each.name: each.type for each in typed_fields(cls)}
        self.cls = cls
        self.readers = {name: _reader(hint) for name, hint in hints.items() if name not in cls._indexed}
        self.indexed = {name: (*told, _record_reader(item(hints[name]))) for name, told in cls._indexed.items()}
        """Fields of records: to the part that is an index, the list it is one into, and the reader of the record."""
        self.required = [each.name for each in fields(cls) if each.default is each.default_factory is MISSING]
        self.allowed = {*hints, *cls._computed}

    def with_indices(self, part: str, name: str, items: tuple[Any, ...]) -> _RecordReader:
        """A reader of the same class that finds in the place of a part its index in a list."""
        changed = copy(self)
        changed.readers = {**self.readers, part: _index_reader(name, items)}
        return changed

    def __call__(self, value: Any) -> Any:
        if not isinstance(value, dict):
            _refuse(value)
        given: dict[str, Any] = {}
        for name, read in self.readers.items():
            if name in value:
                try:
                    given[name] = read(value[name])
                except RecordError as error:
                    raise error.inside(f".{name}") from None
        for name in self.required:
            if name not in value:
                raise RecordError("expected this field, got nothing", f".{name}")
        if not self.allowed.issuperset(value):
            _refuse_unknown(value, self.allowed)
        for name, (part, listed, read_item) in self.indexed.items():
            try:
                given[name] = _tuple_reader(read_item.with_indices(part, listed, given[listed]))(value[name])
            except RecordError as error:
                raise error.inside(f".{name}") from None
        made = self.cls(**given)
        made._check_all()
        for name in self.cls._computed:
            if name in value:
                _check_computed(made, name, value[name])
        return made


@cache
def _record_reader(cls: Any) -> _RecordReader:
    """The reader of a class, built when its first record is read: most programs never read one."""
    return _RecordReader(cls)


def _index_reader(name: str, items: tuple[Any, ...]) -> Convert:
    def read(value: Any) -> Any:
        if value is None:
            return None
        if type(value) is not int:  # not isinstance: True is no index
            raise unexpected(value, "an int or null")
        if not 0 <= value < len(items):
            raise unexpected(value, f"an index into {name} (below {len(items)})")
        return items[value]

    return read


def _check_computed(made: Any, name: str, value: Any) -> None:
    """A property that is written may be absent, but not differ from what the fields give."""
    computed = getattr(made, name)
    if type(value) is not str or value != computed:
        raise unexpected(value, f"what the other fields give, {shown(computed)}", f".{name}")


def _refuse(value: Any) -> NoReturn:
    if isinstance(value, _Repeated):
        raise RecordError("expected this key once, got it twice", _step(value.key))
    raise unexpected(value, "an object")


def _refuse_unknown(value: Mapping[Any, Any], allowed: set[str]) -> NoReturn:
    key = next(key for key in value if key not in allowed)
    hint = nearest(key, sorted(allowed)) if isinstance(key, str) else ""
    raise unexpected(value[key], f"no such field{hint}", _step(key))


def _step(key: object) -> str:
    """What a key of an object adds to a path."""
    plain = isinstance(key, str) and key.isidentifier() and len(key) <= _LONGEST_STEP
    return f".{key}" if plain else f"[{shown(key)}]"
