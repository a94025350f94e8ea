"""Records from JSON: strict, and every refusal names the path of the field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING
from enum import Enum
from functools import cache
from typing import Any, NoReturn

from quoteattr.errors import RecordError, nearest, shown, unexpected
from quoteattr.json.hints import Convert, item, optional, typed_fields

_LONGEST_STEP = 40  # characters of an unknown key that a path holds as it is


def from_dict(cls: Any, given: Any) -> Any:
    """The record that :func:`~quoteattr.json.writing.to_dict` wrote; see :meth:`quoteattr.base.Record.from_dict`.

    Raises:
        RecordError: a value is missing, unknown, of the wrong type or contradicts another.
    """
    try:
        return _record_reader(cls)(given)
    except RecordError as error:
        raise RecordError(error.problem, error.path, "" if error.path else cls.__name__) from None


def from_json(cls: Any, source: Any) -> Any:
    """The record that :func:`~quoteattr.json.writing.to_json` wrote; see :meth:`quoteattr.base.Record.from_json`.

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


@cache
def _record_reader(cls: Any) -> Convert:
    """The reader of a class, built when its first record is read: most programs never read one."""
    return _reader_with(cls, {})


def _reader_with(cls: Any, others: Mapping[str, Convert]) -> Convert:
    """A reader of records of one class, with other readers than its own for some of the fields."""
    known = typed_fields(cls)
    readers = {
        each.name: others.get(each.name) or _reader(each.type) for each in known if each.name not in cls._indexed
    }
    required = {each.name for each in known if each.default is each.default_factory is MISSING}
    computed: tuple[str, ...] = cls._computed
    allowed = {*(each.name for each in known), *computed}
    read_indexed = _indexed_reader(cls) if cls._indexed else None
    check_all: Callable[[Any], None] | None = vars(cls).get("_check_all")

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            _refuse(value)
        given: dict[str, Any] = {}
        for name, read_field in readers.items():
            if name in value:
                try:
                    given[name] = read_field(value[name])
                except RecordError as error:
                    raise error.inside(f".{name}") from None
        if not required <= value.keys():
            missing = next(each.name for each in known if each.name in required and each.name not in value)
            raise RecordError("expected this field, got nothing", f".{missing}")
        if not allowed.issuperset(value):
            _refuse_unknown(value, allowed)
        if read_indexed is not None:
            read_indexed(value, given)
        made = cls(**given)
        if check_all is not None:
            check_all(made)
        for name in computed:
            if name in value:
                _check_computed(made, name, value[name])
        return made

    return read


def _indexed_reader(cls: Any) -> Callable[[dict[str, Any], dict[str, Any]], None]:
    """Reads the fields whose items give a part by its index in a list, which is read before."""
    hints = {each.name: each.type for each in typed_fields(cls)}

    def read_indexed(value: dict[str, Any], given: dict[str, Any]) -> None:
        for name, (part, listed) in cls._indexed.items():
            read_item = _reader_with(item(hints[name]), {part: _index_reader(listed, given[listed])})
            try:
                given[name] = _tuple_reader(read_item)(value[name])
            except RecordError as error:
                raise error.inside(f".{name}") from None

    return read_indexed


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
