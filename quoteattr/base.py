"""What all records have in common: values of the declared types, JSON in and out, doors to the rooms that do more.

The records themselves are in :mod:`quoteattr.types`, and in the rooms that have more of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from dataclasses import fields
from enum import Enum
from functools import cache
from importlib import import_module
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from dataclasses_json import DataClassJsonMixin

from quoteattr.errors import RecordError, shown

if TYPE_CHECKING:
    from dataclasses_json.mm import SchemaType

R = TypeVar("R", bound="Record")


@cache
def room(name: str) -> Any:
    """The door to a room outside of the core, opened on first use: the records import nothing of the house."""
    return import_module(f"quoteattr.{name}")


@cache
def _classes(cls: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Each field with the classes that its value can have and, for a tuple, the class of its items."""
    hints = get_type_hints(cls)
    return tuple((each.name, *_classes_of(hints[each.name])) for each in fields(cls))


def _classes_of(hint: Any) -> tuple[Any, Any]:
    if get_origin(hint) is tuple:
        return (tuple,), get_args(hint)[0]
    classes = get_args(hint) or (hint,)
    return ((*classes, int) if float in classes else classes), None


class _Types(NamedTuple):
    """How the types of the fields of a class are checked at a glance."""

    fields: Callable[[object], tuple[object, ...]]
    items: tuple[tuple[Callable[[object], tuple[object, ...]], frozenset[type]], ...]
    """Of each field that is a tuple: the field, and the class of its items."""
    sound: set[tuple[type, ...]]
    """The types of fields that were found right once."""


@cache
def _types(cls: Any) -> _Types:
    told = _classes(cls)
    of_items = tuple((attrgetter(name), frozenset({items})) for name, _, items in told if items is not None)
    return _Types(attrgetter(*(name for name, *_ in told), "__class__"), of_items, set())


def _check_types(record: Record) -> None:
    cls: Any = type(record)
    for name, classes, items in _classes(cls):
        value: Any = getattr(record, name)
        if not isinstance(value, classes) or type(value) is bool:
            raise _wrong_type(record, name, value)
        for each in () if items is None else value:
            if not isinstance(each, items):
                raise _wrong_type(record, name, each)


def _wrong_type(record: Record, name: str, value: object) -> TypeError:
    """The error that tells what a field takes."""
    cls: Any = type(record)
    [(classes, items)] = [told[1:] for told in _classes(cls) if told[0] == name]
    members = [f"{kind.__name__}.{each.name}" for kind in classes if issubclass(kind, Enum) for each in kind]
    wanted = " or ".join(members or map(_with_article, classes)) + (f" of {items.__name__}" if items else "")
    return TypeError(f"{cls.__name__}.{name}: {wanted} is needed, not {shown(value)}")


def _with_article(cls: type) -> str:
    if cls is NoneType:
        return "None"
    return f"{'an' if cls.__name__[0] in 'aeiouAEIOU' else 'a'} {cls.__name__}"


@DataClassJsonMixin.register
class Record:
    """The base of all records: JSON in and out, no state and no ``__dict__``."""

    __slots__ = ()

    _computed: ClassVar[tuple[str, ...]] = ()
    """The properties that JSON holds beside the fields."""
    _indexed: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Fields of records that JSON gives with an index in the place of a part: field to the part and the list that it is
    an index into."""
    _bounds: ClassVar[Mapping[str, tuple[int, int | None]]] = {}
    """Fields of numbers: the least that each can be, and the most."""

    def __post_init__(self) -> None:
        cls: Any = type(self)
        told = _types(cls)
        found = tuple(map(type, told.fields(self)))
        if found not in told.sound:
            _check_types(self)
            told.sound.add(found)
        for items_of, known in told.items:
            if not known.issuperset(map(type, items_of(self))):
                _check_types(self)
        try:
            self._check()
        except RecordError as error:
            raise RecordError(error.problem, error.path, cls.__name__) from None

    def _check(self) -> None:
        """Raise :class:`quoteattr.errors.RecordError` where a field cannot have its value, or not beside the others."""

    def _check_all(self) -> None:
        """The same for records that contradict each other; asked of what was read, not each time that one is made."""

    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of JSON types: enums as their values, tuples as lists, ``Quote.text`` included.

        Raises:
            RecordError: the speaker of a quote is not one of the ``speakers`` of its article.
        """
        written: dict[str, Any] = room("json").to_dict(self)
        return written

    def to_json(self, *, indent: int | str | None = None, ensure_ascii: bool = False, sort_keys: bool = False) -> str:
        r"""The record as JSON, which ``from_json`` reads back to an equal record.

        Letters stay readable unless ``ensure_ascii``. A lone surrogate in the text is always written as an escape
        (``\ud800``), so that the result can be encoded. The one exception is a high surrogate right before a low one,
        two code points where Python itself has one: JSON would read their escapes as that one character, so they stay
        as they are (under ``ensure_ascii`` they cannot, and the offsets behind them no longer hold).

        Raises:
            RecordError: the speaker of a quote is not one of the ``speakers`` of its article.
        """
        written: str = room("json").to_json(self, indent=indent, ensure_ascii=ensure_ascii, sort_keys=sort_keys)
        return written

    @classmethod
    def from_dict(cls: type[R], kvs: dict[str, Any]) -> R:
        """The record that ``to_dict`` wrote; fields with a default may be absent.

        Raises:
            RecordError: a value is missing, unknown, of the wrong type or contradicts another; the message begins with
                the path of the field (``quotes[3].spans[0].start``).
        """
        read: R = room("json").from_dict(cls, kvs)
        return read

    @classmethod
    def from_json(cls: type[R], s: str | bytes | bytearray) -> R:
        """The record that ``to_json`` wrote; bytes are read as UTF-8.

        Raises:
            RecordError: ``s`` is no JSON, or as in ``from_dict``.
            TypeError: ``s`` is neither str nor bytes.
        """
        read: R = room("json").from_json(cls, s)
        return read

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema (2020-12) of what ``to_dict`` and ``to_json`` write, for programs that are not in Python.

        It says what the fields are. What must hold between them (a span has the words of the text at its offsets, say)
        no schema can say, and ``from_dict`` checks.
        """
        described: dict[str, Any] = room("json").json_schema(cls)
        return described

    @classmethod
    def schema(cls: type[R], *, infer_missing: bool = False, partial: bool = False, **options: Any) -> SchemaType[R]:
        """The marshmallow schema that ``dataclasses-json`` makes, with the properties that ``to_dict`` writes.

        ``options`` go to marshmallow's ``Schema``. Its ``load`` follows marshmallow's rules, which coerce; the strict
        reader is ``from_dict``.
        """
        made: SchemaType[R] = room("json").schema(cls, infer_missing=infer_missing, partial=partial, **options)
        return made


def counted(items: Sized, noun: str) -> str:
    return f"{len(items):,} {noun}{'' if len(items) == 1 else 's'}"


class Word(str, Enum):
    """A member is its value, and is shown as it: ``f"{quote.kind}"`` is ``direct`` on every Python."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, format_spec: str) -> str:
        return format(self.value, format_spec)
