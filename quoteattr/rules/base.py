"""What a rule sees and what it says: the context, the place of a quotation, the match."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, Protocol

from quoteattr.lexicon import Lexicon
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.words import WordClasses
from quoteattr.text.layout import BOILERPLATE
from quoteattr.text.marks import Quotation
from quoteattr.text.sentences import Sentence
from quoteattr.text.tokens import Tokens

_MANY_SENTENCES = 5000  # an article has fifty; a text of so many keeps only the parses in use


class Place(NamedTuple):
    """Where a part of a quotation stands: sentence, unit and chunk."""

    quotation: int
    sentence: int
    unit: int
    chunk: int


class Range(NamedTuple):
    """Half-open range of units in a sentence."""

    sentence: int
    start: int
    end: int


class Match(NamedTuple):
    """A rule's answer: who speaks, and by which cue. No mention: nobody says this."""

    mention: Range | None
    cue: Range | None = None


class Attribution(NamedTuple):
    """A match signed by the runner with the rule's name."""

    quotation: int
    match: Match
    rule: str


class _Parses(dict[int, Parse]):
    """Sentence to its parse, made on demand."""

    def __init__(self, sentences: list[Sentence], lexicon: Lexicon, classes: WordClasses) -> None:
        super().__init__()
        self._sentences = sentences
        self._lexicon = lexicon
        self._classes = classes

    def __missing__(self, sentence: int) -> Parse:
        parse = self[sentence] = Parse(self._sentences[sentence], self._lexicon, self._classes)
        return parse


class Context:
    """Everything a rule may read. A rule changes nothing."""

    def __init__(
        self,
        tokens: Tokens,
        quotations: list[Quotation],
        sentences: list[Sentence],
        lexicon: Lexicon,
        classes: WordClasses,
    ) -> None:
        self.tokens = tokens
        self.quotations = quotations
        self.sentences = sentences
        self.lexicon = lexicon
        self.classes = classes
        self._parses = _Parses(sentences, lexicon, classes)
        self.parse = self._parses.__getitem__
        """Sentence to its chunks and cues, made once. Straight from the dict: the rules ask 15 times a quotation."""
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

    @cached_property
    def letters(self) -> str:
        """The class letter of each token by itself."""
        return "".join(self.classes.letters(self.tokens.words))

    @cached_property
    def initials(self) -> frozenset[int]:
        """The tokens whose capital only marks the start of a sentence or quotation."""
        return frozenset(s.first for s in self.sentences) | frozenset(q.opened + 1 for q in self.quotations)

    @cached_property
    def quoted_tokens(self) -> bytearray:
        """1 for each token inside a quotation, else 0."""
        quoted = bytearray(len(self.tokens) + 1)
        for q in self.quotations:
            if not q.depth:
                for start, stop in q.parts:
                    quoted[start:stop] = b"\1" * (stop - start)
        return quoted

    @cached_property
    def boilerplate_tokens(self) -> bytearray:
        """1 for each token of a byline, dateline or photo credit, else 0: no names to credit."""
        out = bytearray(len(self.tokens) + 1)
        for s in self.sentences:
            if s.kind in BOILERPLATE:
                out[s.first : s.last] = b"\1" * (s.last - s.first)
        return out

    def release(self, sentence: int) -> None:
        """Forget the parse of a sentence of a long text; it is made again when asked for."""
        if len(self.sentences) > _MANY_SENTENCES:
            self._parses.pop(sentence, None)
            self.sentences[sentence].forget()

    def quoted(self, place: Place) -> tuple[int, int]:
        """Token range of the words of the part at a place, marks excluded."""
        sentence = self.sentences[place.sentence]
        part = sentence.parts[sentence.quote_units.index(place.unit)]
        return part.start, part.stop

    def token_range(self, r: Range) -> tuple[int, int]:
        """Half-open range of tokens of a range of units."""
        sentence = self.sentences[r.sentence]
        return sentence.units[r.start], sentence.end_of(r.end - 1)


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
