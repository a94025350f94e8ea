"""What a check says: of each quotation of a draft where its words stand in the sources, and whose they are there."""

from __future__ import annotations

from dataclasses import dataclass

from quoteattr.base import Record, Word, counted, room
from quoteattr.counting import shown
from quoteattr.types import Article, Quote, Span


class WordMatch(Word):
    """How the words of a quotation stand in the sources."""

    VERBATIM = "verbatim"  # word for word, with what editors may do: marks, brackets, ellipses, a first capital
    UNMARKED = "unmarked"  # word for word, but in the reporter's own text: the source quotes nobody with them
    CUT = "cut"  # words are left out in the middle, and no ellipsis tells
    NEARLY = "nearly"  # other words, or more of them
    JOINED = "joined"  # one quotation made of two
    NOWHERE = "nowhere"  # no source has it


class SpeakerMatch(Word):
    """Whether the draft credits whom the source credits."""

    SAME = "same"
    ANOTHER = "another"  # the source credits somebody else
    LEFT_OUT = "left_out"  # the source tells who says it, the draft does not
    UNTOLD = "untold"  # no source tells who says it


@dataclass(frozen=True, slots=True)
class Difference(Record):
    """Words of a quotation that differ from those of its source; a span without text where one of them has none."""

    draft: Span
    """In the text of the draft."""
    source: Span
    """In the text of the source, that of the place before it."""


@dataclass(frozen=True, slots=True)
class Place(Record):
    """Where the words of a quotation, or a part of them, stand in a source."""

    source: str
    """The name of the source."""
    span: Span
    """From the first word to the last, in the text of the source."""
    quote: Quote | None = None
    """The quotation of the source that has them; None where they stand outside of any."""


@dataclass(frozen=True, slots=True)
class CheckedQuote(Record):
    """One quotation of the draft, and what the sources say of it."""

    quote: Quote
    """The quotation as the draft has it."""
    words: WordMatch
    speaker: SpeakerMatch
    places: tuple[Place, ...] = ()
    """Where it stands: one place, several of what is joined or pieced together, none for what is nowhere."""
    differences: tuple[Difference, ...] = ()
    """In the order of the draft."""

    @property
    def is_right(self) -> bool:
        """Word for word, and nobody else's as far as the source tells."""
        return self.words is WordMatch.VERBATIM and self.speaker in (SpeakerMatch.SAME, SpeakerMatch.UNTOLD)

    def __repr__(self) -> str:
        return f"<CheckedQuote {self.words}, speaker {self.speaker}: {self.quote!r}>"


@dataclass(frozen=True, slots=True)
class Source(Record):
    """Something that a draft is checked against."""

    name: str
    article: Article

    @property
    def quotes_somebody(self) -> bool:
        """Has it quotations? A speech, a letter or minutes have none: there all words are somebody's own."""
        return any(shown(self.article))


@dataclass(frozen=True, slots=True)
class Check(Record):
    """A draft checked against its sources."""

    draft: Article
    sources: tuple[Source, ...]
    quotes: tuple[CheckedQuote, ...]
    """Of each quotation between marks that somebody says, in the order of the draft."""

    @property
    def wrong(self) -> tuple[CheckedQuote, ...]:
        """The quotations in which something is not right."""
        return tuple(checked for checked in self.quotes if not checked.is_right)

    def __repr__(self) -> str:
        sides = f"{counted(self.quotes, 'quotation')} against {counted(self.sources, 'source')}"
        return f"<Check of {sides}: {len(self.wrong):,} to look at>"

    def to_html(self, *, title: str = "The draft and its sources") -> str:
        """The draft and its sources side by side, as one self-contained page."""
        page: str = room("checking.page").to_html(self, title=title)
        return page
