"""What a rule sees and what it says: the context, the place it is asked about, the proposal.

There is one kind of rule. It is asked about one place of the text, reads the context, and proposes who is credited with
what, by which cue; it decides nothing. Quotations, reported speech and transcripts differ in their places alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, NamedTuple, TypeVar

from quoteattr.memory.lazy import lazy
from quoteattr.syntax.cues import Cue
from quoteattr.syntax.document import Document, Range, Surface
from quoteattr.syntax.levels import Chunk
from quoteattr.text.repeats import Repeats
from quoteattr.text.sentences import Sentence


class QuotationPlace(NamedTuple):
    """A part of a quotation, as a unit and a chunk of its sentence."""

    quotation: int
    sentence: int
    unit: int
    chunk: int


class CuePlace(NamedTuple):
    """A verb of saying that may report speech without marks."""

    sentence: int
    cue: Cue


class PhrasePlace(NamedTuple):
    """A phrase such as "according to": units ``start`` to ``end``."""

    sentence: int
    start: int
    end: int


class NounPlace(NamedTuple):
    """A noun group with a that-clause behind it, as a chunk: her claim that …."""

    sentence: int
    chunk: int


class LabelPlace(NamedTuple):
    """A paragraph that begins with a label: the sentences ``sentence`` to ``last``, the token of the colon."""

    sentence: int
    last: int
    colon: int


Place = TypeVar("Place", QuotationPlace, CuePlace, PhrasePlace, NounPlace, LabelPlace)


class Proposal(NamedTuple):
    """A rule's answer: who is credited, by which cue, with which words. No mention: nobody says this."""

    mention: Range | None
    cue: Range | None = None
    content: tuple[tuple[int, int], ...] = ()
    """Half-open ranges of tokens; empty at a quotation, which has its own words."""


class Attribution(NamedTuple):
    """A proposal that was taken, signed by the runner with the name of its rule."""

    proposal: Proposal
    rule: str
    quotation: int | None = None
    """The quotation whose words are credited; None for words without marks."""
    confidence: float | None = None
    """The probability of the choice; None where the rule decided alone, so that its measured precision counts."""


class Context(Document):
    """Everything a rule may read. A rule changes nothing."""

    def __init__(self, surface: Surface, surnames: frozenset[str] = frozenset()) -> None:
        super().__init__(surface, surnames)
        self.places: dict[int, list[QuotationPlace]] = {}
        """Quotation, of the narrative or one level deeper, to the places of its parts."""
        self.done: dict[int, Attribution] = {}
        """What surer rules have attributed, by quotation."""
        for sentence in self.sentences:
            if sentence.parts:
                self._place_parts(sentence)

    @lazy
    def repeats(self) -> Repeats:
        """Which quotations repeat the words of others."""
        return Repeats(self.tokens, self.quotations)

    def _place_parts(self, sentence: Sentence) -> None:
        chunks = self.parse(sentence.index).chunks
        for part, unit in zip(sentence.parts, sentence.quote_units, strict=True):
            place = QuotationPlace(part.quotation, sentence.index, unit, chunks.at(unit))
            self.places.setdefault(part.quotation, []).append(place)

    def quoted(self, place: QuotationPlace) -> tuple[int, int]:
        """Token range of the words of the part at a place, marks excluded."""
        sentence = self.sentences[place.sentence]
        part = sentence.parts[bisect_left(sentence.quote_units, place.unit)]
        return part.start, part.stop


class Needs(IntEnum):
    """What a rule must find in the sentence of a quotation beside it, else it is not asked: most sentences lack it."""

    NOTHING = 0
    WORDS = 1
    """Anything but quotations and punctuation."""
    SAYING = 2
    """A verb of saying, and a noun group that may be its subject."""


class Rule(NamedTuple):
    """A rule with its stable name, what it is asked about, an example that fires it and one that must not."""

    name: str
    at: type
    """The kind of place."""
    needs: Needs
    fires: str
    """``{…}`` are the mentions it proposes, ``<…>`` the words it finds reported."""
    silent: str
    find: Callable[[Context, Any], Proposal | None]


def met(ctx: Context, places: Sequence[QuotationPlace]) -> Needs:
    """The most that the sentences of a quotation meet."""
    most = Needs.NOTHING
    for place in places:
        parse = ctx.parse(place.sentence)
        if parse.has_words:
            if parse.cues and Chunk.NOUN in parse.kinds:
                return Needs.SAYING
            most = Needs.WORDS
    return most


def by_needs(rules: Sequence[Rule]) -> Sequence[Sequence[Rule]]:
    """The rules to ask where so much is met, in their order."""
    return [[rule for rule in rules if rule.needs <= most] for most in Needs]


def rule(
    at: type[Place], *, needs: Needs = Needs.NOTHING, fires: str, silent: str
) -> Callable[[Callable[[Context, Place], Proposal | None]], Rule]:
    """Declare a rule; its name is the function's. Both examples are run by ``tests/rules/test_rules.py``."""

    def declare(function: Callable[[Context, Place], Proposal | None]) -> Rule:
        return Rule(function.__name__, at, needs, fires, silent, function)

    return declare
