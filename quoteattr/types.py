"""The records that quoteattr returns, and nothing else: what they hold, what must hold between their fields, and doors.

All records are frozen, slotted dataclasses. Every offset counts code points of the text that the caller
passed in, half-open, so that ``text[span.start:span.end] == span.text`` always holds. The names follow the
PARC and PolNeAR corpora (source, cue, content) and CoreNLP (mention, speaker).

Each record has ``to_dict``, ``to_json``, ``from_dict``, ``from_json`` and ``schema`` from ``dataclasses-json``.
``from_dict`` and ``from_json`` are strict: JSON of the wrong shape or type raises
:class:`quoteattr.errors.RecordError`, which names the field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, field, fields
from enum import Enum
from functools import cache
from importlib import import_module
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from dataclasses_json import DataClassJsonMixin

from quoteattr.errors import RecordError, shown, unexpected

if TYPE_CHECKING:
    from dataclasses_json.mm import SchemaType

R = TypeVar("R", bound="Record")
_COMMAS = ",，،、"


@cache
def _room(name: str) -> Any:
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
        written: dict[str, Any] = _room("json").to_dict(self)
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
        written: str = _room("json").to_json(self, indent=indent, ensure_ascii=ensure_ascii, sort_keys=sort_keys)
        return written

    @classmethod
    def from_dict(cls: type[R], kvs: dict[str, Any]) -> R:
        """The record that ``to_dict`` wrote; fields with a default may be absent.

        Raises:
            RecordError: a value is missing, unknown, of the wrong type or contradicts another; the message begins with
                the path of the field (``quotes[3].spans[0].start``).
        """
        read: R = _room("json").from_dict(cls, kvs)
        return read

    @classmethod
    def from_json(cls: type[R], s: str | bytes | bytearray) -> R:
        """The record that ``to_json`` wrote; bytes are read as UTF-8.

        Raises:
            RecordError: ``s`` is no JSON, or as in ``from_dict``.
            TypeError: ``s`` is neither str nor bytes.
        """
        read: R = _room("json").from_json(cls, s)
        return read

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema (2020-12) of what ``to_dict`` and ``to_json`` write, for programs that are not in Python.

        It says what the fields are. What must hold between them (a span has the words of the text at its offsets, say)
        no schema can say, and ``from_dict`` checks.
        """
        described: dict[str, Any] = _room("json").json_schema(cls)
        return described

    @classmethod
    def schema(cls: type[R], *, infer_missing: bool = False, partial: bool = False, **options: Any) -> SchemaType[R]:
        """The marshmallow schema that ``dataclasses-json`` makes, with the properties that ``to_dict`` writes.

        ``options`` go to marshmallow's ``Schema``. Its ``load`` follows marshmallow's rules, which coerce; the strict
        reader is ``from_dict``.
        """
        made: SchemaType[R] = _room("json").schema(cls, infer_missing=infer_missing, partial=partial, **options)
        return made


def _counted(items: Sized, noun: str) -> str:
    return f"{len(items):,} {noun}{'' if len(items) == 1 else 's'}"


class _Word(str, Enum):
    """A member is its value, and is shown as it: ``f"{quote.kind}"`` is ``direct`` on every Python."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, format_spec: str) -> str:
        return format(self.value, format_spec)


class QuoteKind(_Word):
    """How the words of a quotation stand in the text."""

    DIRECT = "direct"  # a whole utterance between quotation marks
    MIXED = "mixed"  # quoted words inside a reported clause
    INDIRECT = "indirect"  # reported speech without marks
    OTHER = "other"  # marks around what nobody says: a title, a nickname, a scare quote


class SpeakerKind(_Word):
    """What a speaker is."""

    PERSON = "person"  # somebody with a name
    ORGANIZATION = "organization"  # a body with a name
    GROUP = "group"  # several people or bodies at once
    UNNAMED = "unnamed"  # "a spokeswoman", "the report": the article gives no name


class GenderValue(_Word):
    """What the text says of a person's gender; open to doubt, hence the evidence beside it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span(Record):
    """A stretch of the caller's text."""

    _bounds = {"start": (0, None), "end": (0, None)}

    start: int
    """Offset of the first code point."""
    end: int
    """Offset behind the last code point."""
    text: str
    """The words, exactly as in the caller's text."""

    def _check(self) -> None:
        if self.start < 0:
            raise unexpected(self.start, "an offset from 0 up", ".start")
        if self.end < self.start:
            raise unexpected(self.end, f"an offset from start ({shown(self.start)}) up", ".end")
        length = self.end - self.start
        if len(self.text) != length:
            raise unexpected(self.text, f"as many code points as end - start, {shown(length)}", ".text")

    def __post_init__(self) -> None:
        # The same at a glance: an article has many more spans than other records.
        start, end, text = self.start, self.end, self.text
        if not (type(start) is type(end) is int and type(text) is str and start >= 0 and len(text) == end - start):
            Record.__post_init__(self)


_SPANS = frozenset({Span})


@dataclass(frozen=True, slots=True)
class Gender(Record):
    """A person's gender and what in the text speaks for it."""

    value: GenderValue = GenderValue.UNKNOWN
    evidence: str = ""
    """Where the value comes from, such as ``title Mrs.``, ``pronoun she`` or ``given name Ada``."""


@dataclass(frozen=True, slots=True)
class Speaker(Record):
    """Somebody whom the article quotes: one record however many ways the article names them.

    Equal are speakers of the same name, kind, forms, titles and gender, wherever they are mentioned.
    """

    name: str
    """The fullest form that the article gives, titles aside: ``Ben Wallace``."""
    kind: SpeakerKind
    aliases: tuple[str, ...] = field(default=(), hash=False)
    """The other forms in the article, in order of appearance."""
    titles: tuple[str, ...] = field(default=(), hash=False)
    """Titles and roles that the article joins to the name: ``UK Defense Secretary``."""
    gender: Gender = field(default=Gender(), hash=False)
    mentions: tuple[Span, ...] = field(default=(), compare=False)
    """The mentions at this speaker's quotes and the names that led to them, in text order."""

    def is_called(self, words: str) -> bool:
        """Are all these words in one form of the name, or in a title? Capitals do not matter."""
        asked = set(words.casefold().split())
        titles = " ".join(self.titles)
        return bool(asked) and any(
            asked <= set(f"{form} {titles}".casefold().split()) for form in (self.name, *self.aliases)
        )

    def __repr__(self) -> str:
        return f"<Speaker {shown(self.name)}, {self.kind}, {_counted(self.mentions, 'mention')}>"


@dataclass(frozen=True, slots=True)
class Quote(Record):
    """One quotation: its words, and who is credited with them."""

    _computed = ("text",)
    _bounds = {"confidence": (0, 1), "parent": (0, None)}

    kind: QuoteKind
    spans: tuple[Span, ...]
    """The words, marks excluded; several spans for an interrupted or continued quotation."""
    cue: Span | None = None
    """The words that attribute it: ``said``, ``according to``."""
    mention: Span | None = None
    """The words that name the speaker at this quote: ``he``, ``Wallace``."""
    speaker: Speaker | None = None
    """None on a direct quote: the text does not tell. Always None for ``other``."""
    rule: str = ""
    """The rule that linked quote and mention; empty when none did."""
    speaker_rule: str = ""
    """The rule that led from the mention to the speaker's name."""
    confidence: float = 0.0
    """How sure it is that the right mention is credited, 0 to 1: the probability of the choice, which holds on articles
    that the weights never saw; where a rule decided alone its measured precision (``data/en/confidence.tsv``)."""
    parent: int | None = None
    """For a quote within a quote: the index of the one around it in the same list."""

    @property
    def text(self) -> str:
        """The quoted words, spans joined by one space."""
        return " ".join(span.text for span in self.spans)

    @property
    def words(self) -> str:
        """The text without the comma at its end, which belongs to the sentence around it: *“It rained,” he said.*"""
        return self.text.rstrip(_COMMAS)

    def __post_init__(self) -> None:
        # The same at a glance for what nobody is credited with: a text can hold a quotation every few characters.
        spans, sure = self.spans, self.confidence
        if not (
            self.cue is None
            and self.mention is None
            and self.speaker is None
            and self.parent is None
            and type(self.kind) is QuoteKind
            and type(self.rule) is type(self.speaker_rule) is str
            and type(sure) is float
            and 0 <= sure <= 1
            and type(spans) is tuple
            and _SPANS.issuperset(map(type, spans))
        ):
            Record.__post_init__(self)

    def __repr__(self) -> str:
        by = f" by {shown(self.speaker.name)}" if self.speaker else ""
        return f"<Quote {self.kind}{by}: {shown(self.text)}>"

    def _check(self) -> None:
        if not 0 <= self.confidence <= 1:  # NaN too
            raise unexpected(self.confidence, "a number from 0 to 1", ".confidence")
        if self.parent is not None and self.parent < 0:
            raise unexpected(self.parent, "an index from 0 up or null", ".parent")


@dataclass(frozen=True, slots=True)
class Article(Record):
    """A parsed article.

    In its JSON the ``speaker`` of a quote is an index into ``speakers``, as ``parent`` is one into ``quotes``: however
    often somebody speaks, their mentions are written once.
    """

    _indexed = {"quotes": ("speaker", "speakers")}

    text: str
    """The caller's text, unchanged."""
    quotes: tuple[Quote, ...]
    """In text order (start of the first span; the outer quote before the inner one)."""
    speakers: tuple[Speaker, ...]
    """Everybody credited with at least one quote, in order of their first quote."""

    def by(self, who: str | Speaker) -> tuple[Quote, ...]:
        """What somebody says, in text order: ``article.by("Quill")``.

        Args:
            who: a speaker, or words of their name and title, as :meth:`Speaker.is_called` reads them; with words that
                fit several people, what all of them say.

        Raises:
            TypeError: ``who`` is neither.
        """
        if isinstance(who, Speaker):
            return tuple(quote for quote in self.quotes if quote.speaker == who)
        if not isinstance(who, str):
            raise TypeError(f"who: a str or a Speaker is needed, not {shown(who)}")
        speakers = {id(quote.speaker): quote.speaker for quote in self.quotes if quote.speaker}
        called = {key for key, speaker in speakers.items() if speaker.is_called(who)}
        return tuple(quote for quote in self.quotes if id(quote.speaker) in called)

    def voice(self, quote: Quote) -> Speaker | None:
        """Who utters a quote of this article; None where the text does not tell.

        That is its speaker. Where nobody is credited with words quoted inside of other words (the council called it
        ‘a wreck’, somebody says), it is who utters the words around them.
        """
        place = len(self.quotes)
        while quote.speaker is None and quote.parent is not None and quote.parent < place:
            place = quote.parent  # ever smaller: a caller's article may contradict itself
            quote = self.quotes[place]
        return quote.speaker

    def context(self, quote: Quote) -> Span:
        """The sentences in which a quote of this article stands, with its cue and mention."""
        spans = [*quote.spans, *filter(None, (quote.cue, quote.mention))]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        start, end = _room("text.around").sentences_around(self.text, start, end)
        return Span(start, end, self.text[start:end])

    def __repr__(self) -> str:
        held = f"{_counted(self.quotes, 'quote')}, {_counted(self.speakers, 'speaker')}"
        return f"<Article of {_counted(self.text, 'character')}: {held}>"

    def to_html(
        self,
        *,
        title: str | None = None,
        author: str | None = None,
        date: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        section: str | None = None,
        language: str = "en",
        index: str | None = None,
    ) -> str:
        """The article as one self-contained page; see :func:`quoteattr.view.to_html`."""
        about = {"title": title, "author": author, "date": date, "outlet": outlet, "url": url, "section": section}
        page: str = _room("view").to_html(self, **about, language=language, index=index)
        return page

    def _repr_html_(self) -> str:
        frame: str = _room("view").to_notebook(self)
        return frame

    def _check_all(self) -> None:
        _room("records.invariants").check(self)


@dataclass(frozen=True, slots=True)
class Tried(Record):
    """The rules that were asked about a quotation without a speaker; what they proposed is in its :class:`Decision`."""

    quote: int
    """Index of the quotation in ``Explanation.article.quotes``."""
    rules: tuple[str, ...]
    """Rule names in the order in which they were tried; the last one answered if it says that nobody speaks."""


class DecidedBy(_Word):
    """What decided who is credited with the words of a quotation, or that nobody is."""

    SURE_RULE = "sure_rule"  # a rule that is sure enough to decide alone
    WEIGHTS = "weights"  # the weights, among all that rules and structures propose
    FIRST_RULE = "first_rule"  # the first rule that answered: inside quotations, in reports, transcripts, echoes
    DENIED = "denied"  # nobody is, since the saying did not take place: Lee never said “sorry”
    OVERLAP = "overlap"  # nobody is: the words are part of the mention or cue that was chosen
    SKIP = "skip"  # nobody is, as ``Config.skip`` asks
    NOTHING = "nothing"  # nothing was proposed


@dataclass(frozen=True, slots=True)
class Reason(Record):
    """Something that speaks for an option or against it."""

    words: str
    """What was seen: ``close before the quotation``."""
    weight: float
    """What it adds to the score; the weights of all reasons of an option add up to it."""


@dataclass(frozen=True, slots=True)
class Option(Record):
    """Somebody who could be credited with a quotation, or nobody."""

    _bounds = {"probability": (0, 1)}

    mention: Span | None
    """The words that name whoever it is; None: nobody says the words."""
    cue: Span | None
    """The words that would attribute it."""
    proposers: tuple[str, ...]
    """The rules and structures that propose it, the surest first."""
    probability: float
    """That it is right, 0 to 1, calibrated as ``Quote.confidence`` is, each for itself: what the options leave of 1 is
    for others whom nothing proposed. The only option has 1."""
    score: float = 0.0
    """The log-linear score by which the weights chose; 0 where a rule decided."""
    reasons: tuple[Reason, ...] = ()
    """What the score is made of, what speaks most for it first; empty where a rule decided."""

    def _check(self) -> None:
        if not 0 <= self.probability <= 1:  # NaN too
            raise unexpected(self.probability, "a number from 0 to 1", ".probability")


@dataclass(frozen=True, slots=True)
class Decision(Record):
    """How it was decided who is credited with a quotation."""

    quote: int
    """Index of the quotation in ``Explanation.article.quotes``."""
    by: DecidedBy
    options: tuple[Option, ...] = ()
    """All that was proposed, the chosen and then the likeliest first; where a rule decided, often its answer alone."""

    @property
    def chosen(self) -> Option | None:
        """The option that was taken; None where none was. An option without mention means that nobody speaks."""
        taken = self.by in (DecidedBy.SURE_RULE, DecidedBy.WEIGHTS, DecidedBy.FIRST_RULE)
        return self.options[0] if taken and self.options else None


@dataclass(frozen=True, slots=True)
class Explanation(Record):
    """An article with the account of who could have said each quotation, and of why nobody was found for some."""

    article: Article
    unattributed: tuple[Tried, ...]
    """One for each quote without a speaker, in text order."""
    decisions: tuple[Decision, ...] = ()
    """One for each of ``article.quotes``, in their order."""

    def to_html(self, **about: str | None) -> str:
        """The page of :meth:`Article.to_html`, which takes the same; its notes tell who else was proposed, and why."""
        page: str = _room("view").to_html(self.article, decisions=self.decisions, **about)
        return page

    def _repr_html_(self) -> str:
        frame: str = _room("view").to_notebook(self.article, decisions=self.decisions)
        return frame
