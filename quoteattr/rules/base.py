"""What a rule sees and what it says: the context, the place of a quotation, the match."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from quoteattr.lexicon import Lexicon
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Document, Range
from quoteattr.syntax.words import WordClasses
from quoteattr.text.marks import Quotation
from quoteattr.text.sentences import Sentence
from quoteattr.text.tokens import Tokens


class Place(NamedTuple):
    """Where a part of a quotation stands: sentence, unit and chunk."""

    quotation: int
    sentence: int
    unit: int
    chunk: int


class Match(NamedTuple):
    """A rule's answer: who speaks, and by which cue. No mention: nobody says this."""

    mention: Range | None
    cue: Range | None = None


class Attribution(NamedTuple):
    """A match signed by the runner with the rule's name."""

    quotation: int
    match: Match
    rule: str


class Context(Document):
    """Everything a rule may read. A rule changes nothing."""

    def __init__(
        self,
        tokens: Tokens,
        quotations: list[Quotation],
        sentences: list[Sentence],
        lexicon: Lexicon,
        classes: WordClasses,
    ) -> None:
        super().__init__(tokens, quotations, sentences, lexicon, classes)
        self.places: dict[int, list[Place]] = {}
        """Outermost quotation to the places of its parts."""
        self.done: dict[int, Attribution] = {}
        """What surer rules have attributed."""
        for sentence in sentences:
            if sentence.parts:
                self._place_parts(sentence)

    def _place_parts(self, sentence: Sentence) -> None:
        chunks = self.parse(sentence.index).chunks
        for part, unit in zip(sentence.parts, sentence.quote_units, strict=True):
            place = Place(part.quotation, sentence.index, unit, chunks.at(unit))
            self.places.setdefault(part.quotation, []).append(place)

    def quoted(self, place: Place) -> tuple[int, int]:
        """Token range of the words of the part at a place, marks excluded."""
        sentence = self.sentences[place.sentence]
        part = sentence.parts[sentence.quote_units.index(place.unit)]
        return part.start, part.stop


class RuleFunction(Protocol):
    """A rule reads the context and one part of a quotation; it answers with a match or None."""

    __name__: str
    __doc__: str | None

    def __call__(self, ctx: Context, at: Place) -> Match | None: ...


class Rule(NamedTuple):
    """A rule with its stable name, an example that fires it and one that must not."""

    name: str
    fires: str
    silent: str
    find: RuleFunction


def rule(*, fires: str, silent: str) -> Callable[[RuleFunction], Rule]:
    """Declare a rule; its name is the function's. Both examples are run by ``tests/rules/test_rules.py``."""

    def declare(function: RuleFunction) -> Rule:
        return Rule(function.__name__, fires, silent, function)

    return declare


def subject_of(parse: Parse, place: Place, cue: Cue) -> Range | None:
    """The speaker of a cue: its subject, or of a passive what follows "by"."""
    if cue.passive and cue.entry.lemma not in parse.sets["quoting"]:
        return agent_of(parse, place.sentence, cue)
    found = parse.speaker(cue)
    return None if found is None else Range(place.sentence, *found)


def agent_of(parse: Parse, sentence: int, cue: Cue) -> Range | None:
    """was described by Wallace as: the noun group behind "by"."""
    for k in range(cue.after, min(cue.after + 4, len(parse.kinds) - 1)):
        if parse.kinds[k] == "i" and parse.words[parse.chunks.starts[k]].lower() in parse.sets["agent"]:
            found = parse.clauses.noun_group_right(k + 1)
            return None if found is None else Range(sentence, *found)
    return None


def noun_owner(parse: Parse, k: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """(owner, noun) of "Wallace's claim", "his remark", "a remark by Wallace" at chunk ``k``."""
    start, end = parse.chunks.starts[k], parse.chunks.ends[k]
    noun = end - 1
    if parse.words[noun].lower() not in parse.lexicon.cue_nouns:
        return None
    possessive = parse.tags.rfind("Z", start, noun)
    if possessive > start:
        return (start, possessive), (noun, end)
    if parse.words[start].lower() in parse.sets["possessive"]:
        return (start, start + 1), (noun, end)
    if parse.kinds[k + 1 : k + 2] == "i" and parse.words[parse.chunks.starts[k + 1]].lower() in parse.sets["origin"]:
        found = parse.clauses.noun_group_right(k + 2)
        if found is not None:
            return found, (noun, end)
    return None
