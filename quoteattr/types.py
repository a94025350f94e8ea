"""The records that quoteattr returns, and nothing else: no logic lives here, only two doors to the view.

All records are frozen, slotted dataclasses. Every offset counts code points of the text that the caller
passed in, half-open, so that ``text[span.start:span.end] == span.text`` always holds. The names follow the
PARC and PolNeAR corpora (source, cue, content) and CoreNLP (mention, speaker).

Each record has ``to_dict``, ``to_json``, ``from_dict``, ``from_json`` and ``schema`` from ``dataclasses-json``.
``from_dict`` and ``from_json`` are strict: JSON of the wrong shape or type raises
:class:`quoteattr.errors.RecordError`, which names the field.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from quoteattr.records.serial import Record, record


class QuoteKind(str, Enum):
    """How the words of a quotation stand in the text."""

    DIRECT = "direct"  # a whole utterance between quotation marks
    MIXED = "mixed"  # quoted words inside a reported clause
    INDIRECT = "indirect"  # reported speech without marks
    OTHER = "other"  # marks around what nobody says: a title, a nickname, a scare quote


class SpeakerKind(str, Enum):
    """What a speaker is."""

    PERSON = "person"  # somebody with a name
    ORGANIZATION = "organization"  # a body with a name
    GROUP = "group"  # several people or bodies at once
    UNNAMED = "unnamed"  # "a spokeswoman", "the report": the article gives no name


class GenderValue(str, Enum):
    """What the text says of a person's gender; open to doubt, hence the evidence beside it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@record
@dataclass(frozen=True, slots=True)
class Span(Record):
    """A stretch of the caller's text."""

    start: int
    """Offset of the first code point."""
    end: int
    """Offset behind the last code point."""
    text: str
    """The words, exactly as in the caller's text."""


@record
@dataclass(frozen=True, slots=True)
class Gender(Record):
    """A person's gender and what in the text speaks for it."""

    value: GenderValue = GenderValue.UNKNOWN
    evidence: str = ""
    """Where the value comes from, such as ``title Mrs.``, ``pronoun she`` or ``given name Ada``."""


@record
@dataclass(frozen=True, slots=True)
class Speaker(Record):
    """Somebody whom the article quotes: one record however many ways the article names them."""

    name: str
    """The fullest form that the article gives, titles aside: ``Ben Wallace``."""
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    """The other forms in the article, in order of appearance."""
    titles: tuple[str, ...] = ()
    """Titles and roles that the article joins to the name: ``UK Defense Secretary``."""
    gender: Gender = Gender()
    mentions: tuple[Span, ...] = ()
    """The mentions at this speaker's quotes and the names that led to them, in text order."""


@record
@dataclass(frozen=True, slots=True)
class Quote(Record):
    """One quotation: its words, and who is credited with them."""

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
    """The measured precision of the rule, 0 to 1, as ``quoteattr/data/en/confidence.tsv`` has it with its count."""
    parent: int | None = None
    """For a quote within a quote: the index of the one around it in the same list."""

    @property
    def text(self) -> str:
        """The quoted words, spans joined by one space."""
        return " ".join(span.text for span in self.spans)


@record
@dataclass(frozen=True, slots=True)
class Article(Record):
    """A parsed article."""

    text: str
    """The caller's text, unchanged."""
    quotes: tuple[Quote, ...]
    """In text order (start of the first span; the outer quote before the inner one)."""
    speakers: tuple[Speaker, ...]
    """Everybody credited with at least one quote, in order of their first quote."""

    def to_html(self, *, title: str = "Who said what") -> str:
        """The article as one self-contained page; see :func:`quoteattr.view.to_html`."""
        from quoteattr.view import to_html

        return to_html(self, title=title)

    def _repr_html_(self) -> str:
        from quoteattr.view import to_notebook

        return to_notebook(self)


@record
@dataclass(frozen=True, slots=True)
class Tried(Record):
    """Why a quotation has no speaker: the rules that were asked and had no answer."""

    quote: int
    """Index of the quotation in ``Explanation.article.quotes``."""
    rules: tuple[str, ...]
    """Rule names in the order in which they were tried; the last one answered if it says that nobody speaks."""


@record
@dataclass(frozen=True, slots=True)
class Explanation(Record):
    """An article with the account of its unattributed quotations."""

    article: Article
    unattributed: tuple[Tried, ...]
