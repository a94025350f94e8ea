"""The records that quoteattr returns, and nothing else: what they hold, what must hold between their fields, and doors.

All records are frozen, slotted dataclasses. Every offset counts code points of the text that the caller
passed in, half-open, so that ``text[span.start:span.end] == span.text`` always holds. The names follow the
PARC and PolNeAR corpora (source, cue, content) and CoreNLP (mention, speaker).

Each record has ``to_dict``, ``to_json``, ``from_dict``, ``from_json`` and ``schema`` from ``dataclasses-json``.
``from_dict`` and ``from_json`` are strict: JSON of the wrong shape or type raises
:class:`quoteattr.errors.RecordError`, which names the field.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quoteattr.base import Record, Word, counted, room
from quoteattr.errors import shown, unexpected

__all__ = [
    "Article",
    "DecidedBy",
    "Decision",
    "Explanation",
    "Gender",
    "GenderValue",
    "Option",
    "Quote",
    "QuoteKind",
    "Reason",
    "Record",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Tried",
]

_COMMAS = ",，،、"


class QuoteKind(Word):
    """How the words of a quotation stand in the text."""

    DIRECT = "direct"  # a whole utterance between quotation marks
    MIXED = "mixed"  # quoted words inside a reported clause
    INDIRECT = "indirect"  # reported speech without marks
    OTHER = "other"  # marks around what nobody says: a title, a nickname, a scare quote


class SpeakerKind(Word):
    """What a speaker is."""

    PERSON = "person"  # somebody with a name
    ORGANIZATION = "organization"  # a body with a name
    GROUP = "group"  # several people or bodies at once
    UNNAMED = "unnamed"  # "a spokeswoman", "the report": the article gives no name


class GenderValue(Word):
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
        return f"<Speaker {shown(self.name)}, {self.kind}, {counted(self.mentions, 'mention')}>"


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
        start, end = room("text.around").sentences_around(self.text, start, end)
        return Span(start, end, self.text[start:end])

    def __repr__(self) -> str:
        held = f"{counted(self.quotes, 'quote')}, {counted(self.speakers, 'speaker')}"
        return f"<Article of {counted(self.text, 'character')}: {held}>"

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
        page: str = room("view").to_html(self, **about, language=language, index=index)
        return page

    def _repr_html_(self) -> str:
        frame: str = room("view").to_notebook(self)
        return frame

    def _check_all(self) -> None:
        room("records.invariants").check(self)


@dataclass(frozen=True, slots=True)
class Tried(Record):
    """The rules that were asked about a quotation without a speaker; what they proposed is in its :class:`Decision`."""

    quote: int
    """Index of the quotation in ``Explanation.article.quotes``."""
    rules: tuple[str, ...]
    """Rule names in the order in which they were tried; the last one answered if it says that nobody speaks."""


class DecidedBy(Word):
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
        page: str = room("view").to_html(self.article, decisions=self.decisions, **about)
        return page

    def _repr_html_(self) -> str:
        frame: str = room("view").to_notebook(self.article, decisions=self.decisions)
        return frame
