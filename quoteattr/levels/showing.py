"""Levels as lines for a terminal: the words with their classes and chunks below, then what was found on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quoteattr.levels.reading import Answer, ChunkUnit, SentenceLevels
from quoteattr.syntax.levels import Marks, units
from quoteattr.types import Option, Quote, Speaker
from quoteattr.view.decisions import decided_in_words, named, reasons_in_words, signed
from quoteattr.view.terminal import NOBODY, on_one_line, shorten, width, wrapped

_LABEL = 9  # columns before all lines, for the name of the level
_GAP = 2  # columns between two words
_LONGEST = 32  # columns of a unit; a quotation is one, however long
_PROSE = "prose"
_MARKS = frozenset(unit.name for unit in units(Marks))
_NARROWEST = 40  # columns beside the labels


def level_lines(levels: Sequence[SentenceLevels], columns: int) -> Iterator[str]:
    """All sentences one below the other, no wider than so many columns unless a single word is."""
    for number, sentence in enumerate(levels, start=1):
        if number > 1:
            yield ""
        if len(levels) > 1 or sentence.kind != _PROSE:
            kind = "" if sentence.kind == _PROSE else f", {sentence.kind}"
            yield f"==> sentence {number} of {len(levels)}{kind} <=="
        yield from _sentence(sentence, max(columns - _LABEL, _NARROWEST))
    if not levels:
        yield "no words"


def _sentence(sentence: SentenceLevels, columns: int) -> Iterator[str]:
    for first, last in _blocks(sentence, columns):
        yield from _block(sentence, first, last)
    clauses = [(c.verb, c.status, c.subject or NOBODY) for c in sentence.clauses]
    yield from _section("clauses", _table(("verb", "is", "subject"), clauses, columns))
    cues = [(c.text, c.name, c.speaker, " ".join(c.frames)) for c in sentence.cues]
    yield from _section("cues", _table(("words", "class", "speaker", "takes"), cues, columns))
    for answer in sentence.answers:
        if any(option.reasons for option in answer.decision.options):
            yield from _section("proposed", _table(_PROPOSED, [*map(_option, answer.decision.options)], columns))
        yield from _section("answer", _answer(answer, columns))


def _section(label: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines with the name of their level before the first, and a blank line above; nothing where there are none."""
    for number, line in enumerate(lines):
        if not number:
            yield ""
        yield f"{'' if number else label:{_LABEL}}{line}".rstrip()


# --- words, classes and chunks, one below the other -------------------------------------------------------------------


def _word(text: str) -> str:
    return shorten(on_one_line(text), _LONGEST)


def _bracketed(chunk: ChunkUnit) -> str:
    """A chunk in its brackets; a mark needs none."""
    return chunk.name if chunk.name in _MARKS else f"[{chunk.name}]"


def _widths(sentence: SentenceLevels) -> list[int]:
    """The columns of each unit: its word, its class, and in the last of a chunk what the chunk's name needs more."""
    widths = [max(width(_word(word.text)), len(word.name)) for word in sentence.words]
    for chunk in sentence.chunks:
        wide = sum(widths[chunk.start : chunk.end]) + _GAP * (chunk.end - chunk.start - 1)
        widths[chunk.end - 1] += max(0, len(_bracketed(chunk)) - wide)
    return widths


def _blocks(sentence: SentenceLevels, columns: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges of units that fit into the columns, cut between chunks where that is possible."""
    widths, between = _widths(sentence), {chunk.end for chunk in sentence.chunks}
    first, last = 0, len(widths)
    while first < last:
        fitting = first + 1
        wide = widths[first]
        while fitting < last and wide + _GAP + widths[fitting] <= columns:
            wide += _GAP + widths[fitting]
            fitting += 1
        cut = next((k for k in range(fitting, first, -1) if k in between or k == last), fitting)
        yield first, cut
        first = cut


def _block(sentence: SentenceLevels, first: int, last: int) -> Iterator[str]:
    widths = _widths(sentence)
    words = [_word(word.text) for word in sentence.words]
    classes = [word.name for word in sentence.words]
    if first:
        yield ""
    for label, row in (("words", words), ("classes", classes)):
        cells = (_padded(row[k], widths[k]) for k in range(first, last))
        yield f"{label:{_LABEL}}{(' ' * _GAP).join(cells)}".rstrip()
    yield f"{'chunks':{_LABEL}}{(' ' * _GAP).join(_chunk_cells(sentence, widths, first, last))}".rstrip()


def _chunk_cells(sentence: SentenceLevels, widths: list[int], first: int, last: int) -> Iterator[str]:
    """The chunks of a block, each as wide as its words; one that is cut lacks the bracket at the cut."""
    for chunk in sentence.chunks:
        start, end = max(chunk.start, first), min(chunk.end, last)
        if start >= end:
            continue
        wide = sum(widths[start:end]) + _GAP * (end - start - 1)
        if chunk.name in _MARKS:
            yield _padded(chunk.name, wide)
        else:
            opening, closing = "[" if start == chunk.start else " ", "]" if end == chunk.end else " "
            yield opening + _padded(chunk.name if len(chunk.name) <= wide - 2 else "", wide - 2) + closing


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


# --- clauses and cues -------------------------------------------------------------------------------------------------


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """Rows below their head in aligned columns, what is too long cut; nothing where there are no rows."""
    if not rows:
        return
    room = columns // len(head) - _GAP
    cells = [[shorten(on_one_line(cell), room) for cell in row[:-1]] for row in rows]
    widths = [max(map(width, column)) for column in zip(head[:-1], *cells, strict=True)]
    last = columns - sum(widths) - _GAP * len(widths)
    for row, end in zip((head[:-1], *cells), (head[-1], *(row[-1] for row in rows)), strict=True):
        yield (" " * _GAP).join([*map(_padded, row, widths), shorten(on_one_line(end), last)]).rstrip()


# --- proposals and answers --------------------------------------------------------------------------------------------

_PROPOSED = ("mention", "cue", "sure", "score", "by")


def _option(option: Option) -> tuple[str, ...]:
    cue = "" if option.cue is None else option.cue.text
    return named(option), cue, f"{option.probability:.0%}", signed(option.score), ", ".join(option.proposers)


def _answer(answer: Answer, columns: int) -> Iterator[str]:
    """A line for each thing that the record tells, wrapped where it is long."""
    fields = list(_fields(answer))
    indent = max(len(name) for name, _ in fields) + _GAP
    for name, value in fields:
        for number, line in enumerate(wrapped(on_one_line(value), columns - indent)):
            yield f"{'' if number else name:{indent}}{line}"


def _fields(answer: Answer) -> Iterator[tuple[str, str]]:
    quote = answer.quote
    yield "rule", _signed(quote)
    yield "decided", decided_in_words(answer.decision.by)
    yield from _reasons(answer.decision.options)
    if answer.tried and all(option.mention is None for option in answer.decision.options):
        yield "tried", ", ".join(answer.tried)
    yield "content", _parts(quote)
    if quote.cue is not None:
        yield "cue", quote.cue.text
    if quote.mention is not None:
        yield "mention", quote.mention.text
    if quote.speaker is not None:
        yield "speaker", f"{_described(quote.speaker)}; found by {quote.speaker_rule}"


def _reasons(options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    """What speaks for the likeliest proposal and for the next."""
    for term, option in zip(("because", "against"), options, strict=False):
        if option.reasons:
            yield term, f"{named(option)}: {reasons_in_words(option.reasons)}"


def _signed(quote: Quote) -> str:
    """The rule, what kind of record it gave, and how sure that is."""
    if not quote.rule:
        return f"none ({quote.kind.value})"
    return f"{quote.rule} ({quote.kind.value}, {quote.confidence:.0%} sure)"


def _parts(quote: Quote) -> str:
    gaps = ("" if before.end == after.start else " … " for before, after in pairwise(quote.spans))
    return quote.spans[0].text + "".join(gap + span.text for gap, span in zip(gaps, quote.spans[1:], strict=True))


def _described(speaker: Speaker) -> str:
    gender = "" if not speaker.gender.evidence else f", {speaker.gender.value.value} ({speaker.gender.evidence})"
    return f"{speaker.name}, {speaker.kind.value}{gender}"
