"""The levels of a text, taken from the rooms that make them: words, chunks, clauses and cues, and the records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from quoteattr.parser import account
from quoteattr.rules.sources import owner_of
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Document, Range
from quoteattr.syntax.levels import Chunk, Verb, Word, names
from quoteattr.text.sentences import Sentence
from quoteattr.types import Decision, Explanation, Quote


class WordUnit(NamedTuple):
    """A word, or a whole quotation, with the name of its class."""

    text: str
    name: str


class ChunkUnit(NamedTuple):
    """A chunk with the name of its kind, and the units that it spans."""

    name: str
    start: int
    end: int


class ClauseUnit(NamedTuple):
    """A verb group: what it does for its clause, and its subject (empty where none is found)."""

    verb: str
    status: str
    subject: str


class CueUnit(NamedTuple):
    """What can attribute: its class, whose saying it is (empty where that is not known) and what it takes."""

    text: str
    name: str
    speaker: str
    frames: tuple[str, ...]


class Answer(NamedTuple):
    """A record, who could have been credited, and where nobody is the rules that were asked."""

    quote: Quote
    decision: Decision
    tried: tuple[str, ...]


class SentenceLevels(NamedTuple):
    """All levels of a sentence."""

    kind: str
    """What its paragraph is: ``prose``, ``headline``, ``byline``, ``credit``."""
    words: tuple[WordUnit, ...]
    chunks: tuple[ChunkUnit, ...]
    clauses: tuple[ClauseUnit, ...]
    cues: tuple[CueUnit, ...]
    answers: tuple[Answer, ...]


def read_levels(text: str) -> list[SentenceLevels]:
    """The levels of each sentence of a text. Nothing about a text raises."""
    document, explanation = account(text, indirect=True)
    answers = _answers(document, explanation)
    return [_Reader(document, sentence).levels(answers[sentence.index]) for sentence in document.narrative]


def _answers(document: Document, explanation: Explanation) -> list[list[Answer]]:
    """Of each sentence the records whose words begin in it."""
    answers: list[list[Answer]] = [[] for _ in document.narrative]
    tokens = document.tokens
    starts = [tokens.starts[sentence.first] for sentence in document.narrative]
    tried = {each.quote: each.rules for each in explanation.unattributed}
    for quote, decision in zip(explanation.article.quotes, explanation.decisions, strict=True):
        sentence = bisect_right(starts, quote.spans[0].start) - 1
        answers[sentence].append(Answer(quote, decision, tried.get(decision.quote, ())))
    return answers


class _Reader:
    """Reads the levels of one sentence."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self._document = document
        self._sentence = sentence
        self._parse: Parse = document.parse(sentence.index)

    def levels(self, answers: list[Answer]) -> SentenceLevels:
        return SentenceLevels(
            self._sentence.kind.value,
            tuple(self._words()),
            tuple(map(ChunkUnit, names(Chunk, self._parse.kinds), self._parse.chunks.starts, self._parse.chunks.ends)),
            tuple(self._clauses()),
            tuple(cue for _, cue in sorted([*self._verbs(), *self._phrases(), *self._nouns()])),
            tuple(answers),
        )

    def _words(self) -> Iterator[WordUnit]:
        for unit, name in enumerate(names(Word, self._parse.tags)):
            yield WordUnit(self._text((unit, unit + 1)), name)

    def _clauses(self) -> Iterator[ClauseUnit]:
        kinds, status = self._parse.kinds, self._parse.clauses.finite
        for k, name in enumerate(names(Chunk, kinds)):
            if kinds[k] in Chunk.VERBAL:
                told = name if status[k] == Verb.NONE else names(Verb, status[k])[0]
                yield ClauseUnit(self._chunk(k), told, self._text(self._parse.subject(k)))

    def _verbs(self) -> Iterator[tuple[int, CueUnit]]:
        for cue in self._parse.cues:
            frames = tuple(sorted(cue.entry.frames))
            speaker = self._text(self._parse.speaker(cue))
            yield cue.start, CueUnit(self._text((cue.start, cue.end)), self._verb_class(cue), speaker, frames)

    def _verb_class(self, cue: Cue) -> str:
        return f"{cue.entry.group}, passive" if cue.passive else cue.entry.group

    def _phrases(self) -> Iterator[tuple[int, CueUnit]]:
        for start, end in self._parse.phrases:
            speaker = self._parse.clauses.noun_group_right(self._parse.chunks.at(end - 1) + 1)
            yield start, CueUnit(self._text((start, end)), "phrase", self._text(speaker), ())

    def _nouns(self) -> Iterator[tuple[int, CueUnit]]:
        for k, kind in enumerate(self._parse.kinds):
            noun = self._parse.chunks.ends[k] - 1
            if kind == Chunk.NOUN and self._parse.words[noun].lower() in self._parse.lexicon.cue_nouns:
                owned = owner_of(self._parse, k)
                owner = "" if owned is None else self._text(owned[0])
                yield noun, CueUnit(self._text((noun, noun + 1)), "noun", owner, ())

    def _chunk(self, k: int) -> str:
        return self._text((self._parse.chunks.starts[k], self._parse.chunks.ends[k]))

    def _text(self, units: tuple[int, int] | None) -> str:
        """The words of a half-open range of units, as they stand in the text."""
        if units is None:
            return ""
        first, last = self._document.token_range(Range(self._sentence.index, *units))
        start, end = self._document.tokens.span(first, last)
        return self._document.tokens.text[start:end]
