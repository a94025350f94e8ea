"""What goes into an archive, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from quoteattr.base import Record
from quoteattr.errors import QuoteAttrError
from quoteattr.metadata import NOTHING_KNOWN, Metadata
from quoteattr.types import Article, QuoteKind, Span


class ArchiveError(QuoteAttrError):
    """A file that is no archive of quotations, or one of another version; the message says which."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to keep."""

    key: str
    """What the article is called, and is known by when it comes again: an address, an ID, the name of a file."""
    article: Article
    metadata: Metadata = NOTHING_KNOWN


@dataclass(slots=True)
class Added:
    """What became of articles that were to be added."""

    new: int = 0
    replaced: int = 0
    """Those that the archive had with another text or other metadata, or read with other settings."""
    known: int = 0
    """Those that the archive had already, and were passed over."""


@dataclass(frozen=True, slots=True)
class Found(Record):
    """A quotation that a search has found. Offsets count code points; ``hits`` are in ``text`` and ``context``."""

    _computed = ("who",)
    _bounds = {"confidence": (0, 1), "start": (0, None), "end": (0, None)}

    text: str
    """The quoted words on one line, spans joined by one space, without the comma at their end."""
    hits: tuple[Span, ...]
    """Where in ``text`` the words are that were searched for."""
    context: str
    """The sentences in which it stands, on one line."""
    context_hits: tuple[Span, ...]
    kind: QuoteKind
    confidence: float
    """How sure it is that the right speaker is credited, 0 to 1."""
    speaker: str | None
    """As the article names whoever says it."""
    speaker_kind: str | None
    role: str | None
    person: str | None
    """The name by which the person goes over all articles; None where the speaker is joined to nobody."""
    person_id: int | None
    gender: str | None
    cue: str | None
    article: str
    """What the article is called."""
    title: str | None
    date: str | None
    outlet: str | None
    url: str | None
    section: str | None
    start: int
    """Offset of the first quoted code point in the text of the article."""
    end: int
    """Offset behind the last."""

    @property
    def who(self) -> str | None:
        """The person's name, or else what the article calls the speaker."""
        return self.person or self.speaker
