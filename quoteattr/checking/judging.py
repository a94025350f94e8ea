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
from quoteattr.types import Span

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


def judge(draft: Sequence[Word], text: str, passages: Sequence[Passage]) -> Judgement:
    """Where these words of a draft, whose text is given, stand in the passages, and how they differ."""
    if not passages:
        return Judgement(WordMatch.NOWHERE)
    stream = stream_of(passages)
    steps = align(draft, stream)
    if _letters_kept(draft, steps, stream) < _KNOWN_AGAIN:
        return Judgement(WordMatch.NOWHERE)
    pieces = [list(piece) for piece in _pieces(steps, stream)]
    differences = [each for piece in pieces for each in _differences(piece, draft, text, stream, passages)]
    places = tuple(_place(piece, stream, passages) for piece in pieces)
    return Judgement(_verdict(pieces, draft, stream, passages, differences), places, tuple(differences))


def _letters_kept(draft: Sequence[Word], steps: Sequence[Step], stream: Stream) -> float:
    kept = sum(len(draft[step.draft].folded) for step in steps if _is_kept(step, draft, stream))
    return kept / sum(len(word.folded) for word in draft)


def _is_kept(step: Step, draft: Sequence[Word], stream: Stream) -> bool:
    return not step.added and draft[step.draft].folded == stream.words[step.source].folded


def _pieces(steps: Sequence[Step], stream: Stream) -> Iterator[list[Step]]:
    """The steps, cut where they jump to another passage or back."""
    piece = [steps[0]]
    for step in steps[1:]:
        before = piece[-1].source
        if before >= 0 and (step.source < before or stream.passage[step.source] != stream.passage[before]):
            yield piece
            piece = []
        piece.append(step)
    yield piece


def _verdict(
    pieces: Sequence[Sequence[Step]],
    draft: Sequence[Word],
    stream: Stream,
    passages: Sequence[Passage],
    differences: Sequence[Difference],
) -> WordMatch:
    if any(draft[piece[0].draft].gap is not Gap.SPAN for piece in pieces[1:]):
        return WordMatch.JOINED
    if any(each.draft.text for each in differences):
        return WordMatch.NEARLY
    if differences:
        return WordMatch.CUT
    own = all(passages[stream.passage[piece[-1].source]].own for piece in pieces)
    return WordMatch.VERBATIM if own else WordMatch.UNMARKED


def _place(piece: Sequence[Step], stream: Stream, passages: Sequence[Passage]) -> Place:
    passage = passages[stream.passage[piece[-1].source]]
    used = _used(piece)
    start, end = stream.words[used[0]].start, stream.words[used[-1]].end
    return Place(passage.source.name, _span(passage.source.article.text, start, end), passage.quote)


def _used(piece: Sequence[Step]) -> list[int]:
    """The words of the stream that words of the draft stand for; of a piece that is known again there are some."""
    return [step.source for step in piece if step.source >= 0]


def _differences(
    piece: Sequence[Step], draft: Sequence[Word], text: str, stream: Stream, passages: Sequence[Passage]
) -> Iterator[Difference]:
    """The runs of words between those that are the same on both sides."""
    source_text = passages[stream.passage[piece[-1].source]].source.article.text
    behind_draft, behind_source = draft[piece[0].draft].start, stream.words[_used(piece)[0]].start
    for (same, _), run in groupby(_pairs(piece, draft, stream), key=lambda pair: (pair.same, pair.part)):
        pairs = list(run)
        ours = [pair.draft for pair in pairs if pair.draft]
        theirs = [pair.source for pair in pairs if pair.source]
        if not same:
            yield Difference(_extent(text, ours, behind_draft), _extent(source_text, theirs, behind_source))
        behind_draft = ours[-1].end if ours else behind_draft
        behind_source = theirs[-1].end if theirs else behind_source


class _Pair(NamedTuple):
    """A word of the draft with that of the source; None where one side has none."""

    same: bool
    """May an editor write the one for the other?"""
    part: int
    """Which stretch between marks it is in, from 0."""
    draft: Word | None
    source: Word | None


def _pairs(piece: Sequence[Step], draft: Sequence[Word], stream: Stream) -> Iterator[_Pair]:
    before, part = -1, 0
    for step in piece:
        word = draft[step.draft]
        part += word.gap is Gap.SPAN
        if step.added:
            yield _Pair(False, part, word, None)
            continue
        passed = stream.words[before + 1 : step.source] if before >= 0 else ()
        left_out = [each for each in passed if not each.bracketed]
        if not _may_leave_out(word, len(left_out)):
            yield from (_Pair(False, part, None, each) for each in left_out)
        other = stream.words[step.source]
        yield _Pair(word.folded == other.folded and same_capitals(word, other), part, word, other)
        before = step.source


def _may_leave_out(word: Word, number: int) -> bool:
    return word.gap in (Gap.ELLIPSIS, Gap.SPAN) or (word.gap is Gap.BRACKET and number <= _INSERT_REACHES)


def _extent(text: str, words: Sequence[Word], behind: int) -> Span:
    return _span(text, words[0].start, words[-1].end) if words else Span(behind, behind, "")


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
