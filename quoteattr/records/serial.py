"""JSON in and out for the records: the API of ``dataclasses-json``, with strict reading.

``dataclasses-json`` defines the methods and makes the (marshmallow) schema. Its converters are replaced here, for two
reasons: they coerce silently when reading (``"7"`` becomes 7, ``"no"`` becomes True), and they interpret the type hints
anew for every value: 300 us to write a quote with its speaker and 2,000 us to read one, against 8 us and 21 us here,
where the converters are built once per class from the same hints (``to_dict``, ``from_dict``; CPython 3.11).
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from dataclasses_json import DataClassJsonMixin, dataclass_json
from dataclasses_json.mm import TYPES, build_schema

from quoteattr.errors import RecordError, nearest

if TYPE_CHECKING:
    from dataclasses_json.mm import SchemaType

    from quoteattr.types import Article, Quote, Span

R = TypeVar("R", bound="Record")
Convert = Callable[[Any], Any]

# A surrogate that is not half of a pair. JSON can only say it as an escape; UTF-8 cannot say it at all.
_LONE_SURROGATE = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
_SHOWN = 40  # characters of a wrong value that an error message repeats


class Record:
    """The base of all records: typed methods, no state and no ``__dict__``."""

    __slots__ = ()

    _read: ClassVar[Convert]
    _write: ClassVar[Convert]
    _computed: ClassVar[tuple[str, ...]]

    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of JSON types: enums as their values, tuples as lists, properties such as
        ``Quote.text`` included."""
        return _writer_of(type(self))(self)  # type: ignore[no-any-return]

    def to_json(self, *, indent: int | str | None = None, ensure_ascii: bool = False, sort_keys: bool = False) -> str:
        r"""The record as JSON, which ``from_json`` reads back to an equal record.

        Letters stay readable unless ``ensure_ascii``. A lone surrogate in the text is always written as an escape
        (``\ud800``), so that the result can be encoded. The one exception is a high surrogate right before a low one,
        two code points where Python itself has one: JSON would read their escapes as that one character, so they stay
        as they are (under ``ensure_ascii`` they cannot, and the offsets behind them no longer hold).

        Raises:
            RecordError: a float is not finite, which JSON cannot say.
        """
        try:
            # No default= and no check for cycles: to_dict gives a fresh tree of JSON types.
            written = json.dumps(
                self.to_dict(), indent=indent, ensure_ascii=ensure_ascii, sort_keys=sort_keys, allow_nan=False
            )
        except ValueError as error:
            raise RecordError(f"{type(self).__name__} cannot be written as JSON: {error}") from None
        try:
            written.encode("utf-8")  # finds surrogates thirty times faster than the pattern
        except UnicodeEncodeError:
            return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
        return written

    @classmethod
    def from_dict(cls: type[R], kvs: dict[str, Any]) -> R:
        """The record that ``to_dict`` wrote; fields with a default may be absent.

        Raises:
            RecordError: a value is missing, unknown, of the wrong type or contradicts another; the message begins with
                the path of the field (``quotes[3].spans[0].start``).
        """
        try:
            return _reader_of(cls)(kvs)  # type: ignore[no-any-return]
        except _Mismatch as mismatch:
            raise RecordError(mismatch.message(cls.__name__)) from None

    @classmethod
    def from_json(cls: type[R], s: str | bytes | bytearray) -> R:
        """The record that ``to_json`` wrote; bytes are read as UTF-8.

        Raises:
            RecordError: ``s`` is no JSON, or as in ``from_dict``.
            TypeError: ``s`` is neither str nor bytes.
        """
        if not isinstance(s, (str, bytes, bytearray)):
            raise TypeError(f"from_json takes str or bytes, not {type(s).__name__}; for a dict call from_dict")
        try:
            text = s if isinstance(s, str) else s.decode("utf-8")
            kvs = json.loads(text, object_pairs_hook=_object)
        except RecursionError:
            raise RecordError(f"{cls.__name__}: the JSON is nested too deep for any record") from None
        except ValueError as error:  # bad UTF-8, bad JSON, or an int with too many digits
            raise RecordError(f"{cls.__name__}: expected JSON: {error}") from None
        return cls.from_dict(kvs)

    @classmethod
    def schema(cls: type[R], *, infer_missing: bool = False, partial: bool = False, **options: Any) -> SchemaType[R]:
        """The marshmallow schema that ``dataclasses-json`` makes, with the properties that ``to_dict`` writes.

        ``options`` go to marshmallow's ``Schema``. Its ``load`` follows marshmallow's rules, which coerce; the strict
        reader is ``from_dict``.
        """
        _typed_fields(cls)
        with warnings.catch_warnings():  # dataclasses-json builds it in ways that marshmallow will remove
            warnings.simplefilter("ignore", DeprecationWarning)
            base: Any = build_schema(cls, DataClassJsonMixin, infer_missing, partial)
            meta = type("Meta", (base.Meta,), {"fields": (*cls._computed, *base.Meta.fields)})
            properties = {name: TYPES[str]() for name in cls._computed}
            schema = type(base.__name__, (base,), {"Meta": meta, **properties})
            return schema(partial=partial, **options)  # type: ignore[no-any-return]


def record(cls: type[R]) -> type[R]:
    """Class decorator above ``@dataclass``: registers the class with ``dataclasses-json``."""
    dataclass_json(cls)
    for name in ("to_dict", "to_json", "from_dict", "from_json", "schema"):
        delattr(cls, name)  # the typed ones of Record are to be found instead
    cls._computed = tuple(name for name, value in vars(cls).items() if isinstance(value, property))
    return cls


def _typed_fields(cls: type[Record]) -> tuple[Field[Any], ...]:
    """The fields with their types worked out, on first use: for all records it takes as long as a module's import.

    ``dataclasses-json`` looks at the same place, and finds a string under postponed annotations.
    """
    known: tuple[Field[Any], ...] = fields(cls)  # type: ignore[arg-type]  # R is a dataclass, which no bound can say
    if any(isinstance(field.type, str) for field in known):
        hints = get_type_hints(cls)
        for field in known:
            field.type = hints[field.name]
    return known


def _reader_of(cls: type[Record]) -> Convert:
    """The reader of a class, built when the first record is read: most programs never read one."""
    if "_read" not in vars(cls):
        cls._read = staticmethod(_record_reader(cls))
    return cls._read


def _writer_of(cls: type[Record]) -> Convert:
    """The writer of a class, built when the first record is written."""
    if "_write" not in vars(cls):
        cls._write = staticmethod(_record_writer(cls))
    return cls._write


class _Mismatch(Exception):
    """A value that does not fit; collects the steps of its path, innermost first, on the way out."""

    def __init__(self, expected: str, value: Any, *steps: str) -> None:
        self.expected = expected
        self.value = value
        self.steps = list(steps)

    def inside(self, step: str) -> _Mismatch:
        self.steps.append(step)
        return self

    def message(self, root: str) -> str:
        path = "".join(reversed(self.steps)).removeprefix(".")
        return f"{path or root}: expected {self.expected}, got {_shown(self.value)}"


class _Note(str):
    """Words of ours in the place of a wrong value."""


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


def _shown(value: Any) -> str:
    """A wrong value for a message: short and printable, whatever it is."""
    if isinstance(value, _Note):
        return str(value)
    if isinstance(value, str):
        return repr(value[:_SHOWN]) + ("…" if len(value) > _SHOWN else "")
    if value is None or isinstance(value, (bool, float)) or (isinstance(value, int) and value.bit_length() <= 64):
        return repr(value)
    return {dict: "an object", list: "a list", int: "a huge int"}.get(type(value), type(value).__name__)


def _step(key: object) -> str:
    return f".{key}" if isinstance(key, str) and key.isidentifier() and len(key) <= _SHOWN else f"[{_shown(key)}]"


# Reading


def _reader(hint: Any) -> Convert:
    """The strict reader of values with this type hint."""
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        return _tuple_reader(_reader(get_args(hint)[0]))
    if (inner := _optional(hint)) is not None:
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if hint is float:
        return _read_float
    if hint in (int, str):
        return _scalar_reader(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_reader(hint)
    if isinstance(hint, type) and issubclass(hint, Record):
        return _reader_of(hint)
    raise TypeError(f"a record cannot have a field of type {hint}")


def _optional(hint: Any) -> Any:
    """X for ``X | None``, else None."""
    if get_origin(hint) not in (Union, UnionType):
        return None
    inner = [option for option in get_args(hint) if option is not NoneType]
    return inner[0] if len(inner) == 1 else None


def _scalar_reader(cls: type) -> Convert:
    expected = {int: "an int", str: "a str"}[cls]

    def read(value: Any) -> Any:
        if type(value) is not cls:  # not isinstance: True is no offset
            raise _Mismatch(expected, value)
        return value

    return read


def _read_float(value: Any) -> float:
    if type(value) not in (float, int):  # other writers of JSON spell 1.0 as 1
        raise _Mismatch("a number", value)
    try:
        return float(value)
    except OverflowError:
        raise _Mismatch("a number", value) from None


def _enum_reader(cls: type[Enum]) -> Convert:
    members = {member.value: member for member in cls}
    expected = f"one of {', '.join(map(repr, members))}"

    def read(value: Any) -> Enum:
        if not isinstance(value, str) or value not in members:
            raise _Mismatch(expected, value)
        return members[value]

    return read


def _tuple_reader(read_item: Convert) -> Convert:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            raise _Mismatch("a list", value)
        items = []
        for index, item in enumerate(value):
            try:
                items.append(read_item(item))
            except _Mismatch as mismatch:
                raise mismatch.inside(f"[{index}]") from None
        return tuple(items)

    return read


def _record_reader(cls: type[R]) -> Convert:
    known = _typed_fields(cls)
    readers = {field.name: _reader(field.type) for field in known}
    required = [field.name for field in known if field.default is MISSING and field.default_factory is MISSING]
    allowed = {*readers, *cls._computed}
    check = _CHECKS.get(f"{cls.__module__}.{cls.__qualname__}", lambda made: None)

    def read(value: Any) -> R:
        if not isinstance(value, dict):
            _refuse(value)
        given: dict[str, Any] = {}
        for name, read_field in readers.items():
            if name in value:
                try:
                    given[name] = read_field(value[name])
                except _Mismatch as mismatch:
                    raise mismatch.inside(f".{name}") from None
        for name in required:
            if name not in given:
                raise _Mismatch("this field", _Note("nothing"), f".{name}")
        if not allowed.issuperset(value):
            _refuse_unknown(value, allowed)
        made = cls(**given)
        check(made)
        for name in cls._computed:
            if name in value and (type(value[name]) is not str or value[name] != getattr(made, name)):
                raise _Mismatch(f"what the other fields give, {_shown(getattr(made, name))}", value[name], f".{name}")
        return made

    return read


def _refuse(value: Any) -> NoReturn:
    if isinstance(value, _Repeated):
        raise _Mismatch("this key once", _Note("it twice"), _step(value.key))
    raise _Mismatch("an object", value)


def _refuse_unknown(value: dict[Any, Any], allowed: set[str]) -> NoReturn:
    key = next(key for key in value if key not in allowed)
    hint = nearest(key, sorted(allowed)) if isinstance(key, str) and len(key) <= _SHOWN else ""
    raise _Mismatch(f"no such field{hint}", value[key], _step(key))


# What must hold between the fields of a record


def _check_span(span: Span) -> None:
    if span.start < 0:
        raise _Mismatch("an offset from 0 up", span.start, ".start")
    if span.end < span.start:
        raise _Mismatch(f"an offset from start ({_shown(span.start)}) up", span.end, ".end")
    if len(span.text) != span.end - span.start:
        raise _Mismatch(f"as many code points as end - start, {_shown(span.end - span.start)}", span.text, ".text")


def _check_quote(quote: Quote) -> None:
    if not 0 <= quote.confidence <= 1:  # NaN too
        raise _Mismatch("a number from 0 to 1", quote.confidence, ".confidence")
    if quote.parent is not None and quote.parent < 0:
        raise _Mismatch("an index from 0 up or null", quote.parent, ".parent")


def _check_article(article: Article) -> None:
    for path, span in _spans(article):
        if article.text[span.start : span.end] != span.text:
            raise _Mismatch("the words of the article at these offsets", span.text, f"{path}.text")
    for index, quote in enumerate(article.quotes):
        if quote.parent is not None and quote.parent >= index:  # the outer quote comes before the inner one
            raise _Mismatch(f"the index of an earlier quote (below {index})", quote.parent, f".quotes[{index}].parent")


def _spans(article: Article) -> Iterator[tuple[str, Span]]:
    """Every span of an article with its path."""
    for at, quote in enumerate(article.quotes):
        yield from ((f".quotes[{at}].spans[{index}]", span) for index, span in enumerate(quote.spans))
        if quote.cue:
            yield f".quotes[{at}].cue", quote.cue
        if quote.mention:
            yield f".quotes[{at}].mention", quote.mention
        if quote.speaker:
            yield from ((f".quotes[{at}].speaker.mentions[{i}]", span) for i, span in enumerate(quote.speaker.mentions))
    for at, speaker in enumerate(article.speakers):
        yield from ((f".speakers[{at}].mentions[{index}]", span) for index, span in enumerate(speaker.mentions))


# By name, because types.py imports this module and holds no logic itself.
_CHECKS: dict[str, Callable[[Any], None]] = {
    "quoteattr.types.Span": _check_span,
    "quoteattr.types.Quote": _check_quote,
    "quoteattr.types.Article": _check_article,
}


# Writing


def _writer(hint: Any) -> Convert | None:
    """The writer of values with this type hint; None where the value is JSON already."""
    if get_origin(hint) is tuple:
        item = _writer(get_args(hint)[0])
        return list if item is None else lambda value: [item(each) for each in value]
    if (inner := _optional(hint)) is not None:
        write = _writer(inner)
        return None if write is None else lambda value: None if value is None else write(value)
    if issubclass(hint, Enum):
        return attrgetter("value")
    return _writer_of(hint) if issubclass(hint, Record) else None


def _record_writer(cls: type[R]) -> Convert:
    writers = {field.name: _writer(field.type) for field in _typed_fields(cls)}
    names = (*cls._computed, *writers)
    converted = [(name, write) for name, write in writers.items() if write is not None]

    def write(made: R) -> dict[str, Any]:
        written = {name: getattr(made, name) for name in names}
        for name, convert in converted:
            written[name] = convert(written[name])
        return written

    return write
