"""From an alignment to what is said of it: the places, the words that differ, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from quoteattr.checking.aligning import Step, Stream, align
from quoteattr.checking.passages import Passage, stream_of
from quoteattr.checking.records import Difference, Place, WordMatch
from quoteattr.checking.words import Gap, Word, same_capitals
from quoteattr.lexicon import load
from quoteattr.types import Span, Speaker

_KNOWN_AGAIN = 0.5
"""Share of the letters of a quotation that must be those of the source for it to be called the same quotation."""
_INSERT_REACHES = 6
"""Words of the source that an editor's bracket may stand for."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of the words of a quotation."""

    words: WordMatch
    places: tuple[Place, ...] = ()
    differences: tuple[Difference, ...] = ()


def judge(draft: Sequence[Word], text: str, speaker: Speaker | None, passages: Sequence[Passage]) -> Judgement:
    """Where these words of a draft, with its text and who says them, stand in the passages, and how they differ."""
    if not passages:
        return Judgement(WordMatch.NOWHERE)
    stream = stream_of(passages, speaker)
    aligned = _Aligned(draft, text, passages, stream, align(draft, stream))
    if aligned.share_of_letters() < _KNOWN_AGAIN:
        return Judgement(WordMatch.NOWHERE)
    pieces = list(aligned.pieces())
    differences = tuple(each for piece in pieces for each in aligned.differences(piece))
    return Judgement(aligned.verdict(pieces, differences), tuple(map(aligned.place, pieces)), differences)


_Piece = Sequence[Step]
"""Steps that go ahead in one passage."""


class _Pair(NamedTuple):
    """A word of the draft with that of the source; None where one side has none."""

    same: bool
    """May an editor write the one for the other?"""
    part: int
    """Which stretch between marks it is in, from 0."""
    draft: Word | None
    source: Word | None


@dataclass(frozen=True, slots=True)
class _Aligned:
    """The words of a quotation, each with what became of it."""

    draft: Sequence[Word]
    text: str
    """Of the whole draft."""
    passages: Sequence[Passage]
    stream: Stream
    steps: Sequence[Step]

    def share_of_letters(self) -> float:
        """How much of the quotation is the source's, from 0 to 1."""
        kept = [self.draft[step.draft].folded for step in self.steps if self._is_kept(step)]
        return sum(map(len, kept)) / sum(len(word.folded) for word in self.draft)

    def _is_kept(self, step: Step) -> bool:
        return not step.added and self.draft[step.draft].folded == self.stream.words[step.source].folded

    def pieces(self) -> Iterator[_Piece]:
        """The steps, cut where they jump to another passage or back."""
        piece = [self.steps[0]]
        for step in self.steps[1:]:
            before = piece[-1].source
            jumps = step.source < before or self.stream.passage[step.source] != self.stream.passage[before]
            if before >= 0 and jumps:
                yield piece
                piece = []
            piece.append(step)
        yield piece

    def verdict(self, pieces: Sequence[_Piece], differences: Sequence[Difference]) -> WordMatch:
        """The worst that can be said."""
        if any(self.draft[piece[0].draft].gap is not Gap.SPAN for piece in pieces[1:]):
            return WordMatch.JOINED
        if any(each.draft.text for each in differences):
            return WordMatch.NEARLY
        if differences:
            return WordMatch.CUT
        return WordMatch.VERBATIM if all(self._passage(piece).own for piece in pieces) else WordMatch.UNMARKED

    def place(self, piece: _Piece) -> Place:
        """Where a piece stands."""
        passage, used = self._passage(piece), _used(piece)
        start, end = self.stream.words[used[0]].start, self.stream.words[used[-1]].end
        return Place(passage.source.name, _span(passage.source.article.text, start, end), passage.quote)

    def differences(self, piece: _Piece) -> Iterator[Difference]:
        """The runs of words between those that are the same on both sides."""
        source_text = self._passage(piece).source.article.text
        behind_draft, behind_source = self.draft[piece[0].draft].start, self.stream.words[_used(piece)[0]].start
        for (same, _), run in groupby(self._pairs(piece), key=lambda pair: (pair.same, pair.part)):
            pairs = list(run)
            ours = [pair.draft for pair in pairs if pair.draft]
            theirs = [pair.source for pair in pairs if pair.source]
            if not same:
                yield Difference(_extent(self.text, ours, behind_draft), _extent(source_text, theirs, behind_source))
            behind_draft = ours[-1].end if ours else behind_draft
            behind_source = theirs[-1].end if theirs else behind_source

    def _pairs(self, piece: _Piece) -> Iterator[_Pair]:
        before, part = -1, 0
        for step in piece:
            word = self.draft[step.draft]
            part += word.gap is Gap.SPAN
            if step.added:
                yield _Pair(False, part, word, None)
                continue
            passed = self.stream.words[before + 1 : step.source] if before >= 0 else ()
            left_out = [each for each in passed if not each.bracketed]
            if not _may_leave_out(word, left_out):
                yield from (_Pair(False, part, None, each) for each in left_out)
            other = self.stream.words[step.source]
            yield _Pair(self._is_kept(step) and same_capitals(word, other), part, word, other)
            before = step.source

    def _passage(self, piece: _Piece) -> Passage:
        return self.passages[self.stream.passage[piece[-1].source]]


def _used(piece: _Piece) -> list[int]:
    """The words of the stream that words of the draft stand for; of a piece that is known again there are some."""
    return [step.source for step in piece if step.source >= 0]


def _may_leave_out(before: Word, left_out: Sequence[Word]) -> bool:
    """Does what stands before a word of the draft allow for the words of the source that are missing there?"""
    if before.gap is Gap.BRACKET:
        return len(left_out) <= _INSERT_REACHES and not any(map(_denies, left_out))
    return before.gap in (Gap.ELLIPSIS, Gap.SPAN)


def _denies(word: Word) -> bool:
    """Is it *not*, *never*, *isn't*? No insert may stand for that."""
    sets = load().sets
    return word.folded in sets["negation"] or word.folded.endswith(tuple(sets["negative_ending"]))


def _extent(text: str, words: Sequence[Word], behind: int) -> Span:
    return _span(text, words[0].start, words[-1].end) if words else Span(behind, behind, "")


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
