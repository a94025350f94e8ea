"""What a check says, in words for people: the same in the terminal and on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quoteattr.checking.records import CheckedQuote, SpeakerMatch, WordMatch

WORDS = {
    WordMatch.VERBATIM: "word for word",
    WordMatch.UNMARKED: "the reporter's words, nobody's quotation",
    WordMatch.CUT: "cut without an ellipsis",
    WordMatch.NEARLY: "words differ",
    WordMatch.JOINED: "joined from several places",
    WordMatch.NOWHERE: "in no source",
}


class Piece(NamedTuple):
    """A part of a quotation, as the draft has it and as the source has it."""

    draft: str
    source: str
    same: bool


def pieces(checked: CheckedQuote) -> Iterator[Piece]:
    """The text of a quotation, cut where its words differ from the source's."""
    differences = list(checked.differences)
    for number, span in enumerate(checked.quote.spans):
        if number:
            yield _same(" ")
        at = span.start
        while differences and differences[0].draft.start <= span.end:
            draft, source = differences[0].draft, differences.pop(0).source
            yield _same(span.text[at - span.start : draft.start - span.start])
            yield Piece(draft.text, source.text, False)
            at = max(at, draft.end)
        yield _same(span.text[at - span.start :])


def _same(text: str) -> Piece:
    return Piece(text, text, True)


def speaker_in_words(checked: CheckedQuote) -> str:
    """Whom the draft credits and, where it is not the same, whom the source credits."""
    ours = checked.quote.speaker.name if checked.quote.speaker else "nobody"
    credited = [place.quote.speaker.name for place in checked.places if place.quote and place.quote.speaker]
    theirs = " and ".join(dict.fromkeys(credited))
    if checked.speaker in (SpeakerMatch.ANOTHER, SpeakerMatch.LEFT_OUT):
        return f"{ours}; in the source {theirs}"
    return ours if checked.speaker is SpeakerMatch.SAME or not checked.places else f"{ours}; the source does not tell"
