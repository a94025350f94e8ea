"""What a rule sees and what it says: the context, the place it is asked about, the proposal.

There is one kind of rule. It is asked about one place of the text, reads the context, and proposes who is credited with
what, by which cue; it decides nothing. Quotations, reported speech and transcripts differ in their places alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, NamedTuple, TypeVar

from quoteattr.memory.lazy import lazy
from quoteattr.syntax.cues import Cue
from quoteattr.syntax.document import Document, Range, Surface
from quoteattr.syntax.levels import Chunk, Word, pattern
from quoteattr.syntax.words import NO_NAMES, ShortNames
from quoteattr.text.marks import last_word
from quoteattr.text.repeats import Repeats
from quoteattr.text.sentences import Sentence

SENTENCES_BACK = 3
"""How far before a quotation anything is looked for but the heads of paragraphs and the last speaker."""
_QUOTATIONS_BACK = 8  # in which the last speaker is looked for
# And: “It rained.”: what may open a sentence that is a quotation and nothing else.
_OPENING = pattern(Word, "(stop | dash | conjunction)*")


class QuotationPlace(NamedTuple):
    """A part of a quotation, as a unit and a chunk of its sentence."""

    quotation: int
    sentence: int
    unit: int
    chunk: int
    words: tuple[int, int]
    """Half-open range of tokens: the words of the part, marks excluded."""


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

    def __init__(self, surface: Surface, short_names: ShortNames = NO_NAMES) -> None:
        super().__init__(surface, short_names)
        self.places: dict[int, list[QuotationPlace]] = {}
        """Quotation, of the narrative or one level deeper, to the places of its parts."""
        self.done: dict[int, Attribution] = {}
        """What surer rules have attributed, by quotation."""
        self._with_words_around: dict[int, bool] = {}
        for sentence in self.sentences:
            if sentence.parts:
                self._place_parts(sentence)

    @lazy
    def repeats(self) -> Repeats:
        """Which quotations repeat the words of others."""
        return Repeats(self.tokens, self.quotations)

    def _place_parts(self, sentence: Sentence) -> None:
        if sentence.is_quotation:  # where it stands is told without a parse
            units, chunks = [0], [0]
        else:
            units = sentence.quote_units
            chunks = list(map(self.parse(sentence.index).chunks.at, units))
        for part, unit, chunk in zip(sentence.parts, units, chunks, strict=True):
            place = QuotationPlace(part.quotation, sentence.index, unit, chunk, (part.start, part.stop))
            self.places.setdefault(part.quotation, []).append(place)

    def last_speaker(self, quotation: int) -> int | None:
        """The last quotation before this one that somebody says."""
        for q, done in reversed(self.done.items()):
            if q < quotation - _QUOTATIONS_BACK:
                break
            if done.proposal.mention is not None:
                return q
        return None

    def ends_in(self, place: QuotationPlace) -> str:
        """The last word of a quotation, the marks that close others inside it left out."""
        return last_word(self.tokens.words, *place.words)

    def has_company(self, place: QuotationPlace) -> bool:
        """Are there words in the sentences around a quotation, or has somebody spoken shortly before?"""
        return self._has_words_around(place.sentence) or self.last_speaker(place.quotation) is not None

    def _has_words_around(self, sentence: int) -> bool:
        """Are there any before, behind, or at the head of this or the last paragraph?"""
        found = self._with_words_around.get(sentence)
        if found is None:
            found = self._with_words_around[sentence] = self._finds_words_around(sentence)
        return found

    def _finds_words_around(self, sentence: int) -> bool:
        parse = self.parse
        for s in range(sentence - 1, max(-1, sentence - 1 - SENTENCES_BACK), -1):
            if parse(s).has_words:
                return True
        if sentence + 1 < len(self.sentences) and parse(sentence + 1).has_words:
            return True
        here, openings = self.sentences[sentence].paragraph, self.openings
        heads = openings.get(here, sentence), openings.get(here - 1, sentence)
        return parse(heads[0]).has_words or parse(heads[1]).has_words


class Needs(IntEnum):
    """What a rule must find beside a quotation, else it is not asked: most of them lack it."""

    NOTHING = 0
    COMPANY = 1
    """Words in the sentences around, or somebody who spoke shortly before."""
    WORDS = 2
    """Anything in its own sentence but quotations and punctuation."""
    SAYING = 3
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
    """The most that a quotation meets where its parts stand."""
    most = Needs.NOTHING
    for place in places:
        parse = ctx.parse(place.sentence)
        if parse.has_words:
            if parse.cues and Chunk.NOUN in parse.kinds:
                return Needs.SAYING
            most = Needs.WORDS
    if most is Needs.NOTHING and any(map(ctx.has_company, places)):
        return Needs.COMPANY
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


def stands_alone(ctx: Context, at: QuotationPlace) -> bool:
    """Is the quotation a sentence of its own, not words inside somebody else's sentence?"""
    return at.unit == 0 or _OPENING.fullmatch(ctx.parse(at.sentence).tags, 0, at.unit) is not None
