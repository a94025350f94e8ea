"""Where the words of a report begin and end.

Contents follow the PARC and PolNeAR guidelines: the clause without its "that", an interrupted clause in two ranges.
"""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.rules.base import Context, CuePlace, Proposal
from quoteattr.rules.sources import cue_range, subject_of
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Word, pattern

MIN_WORDS = 2
_COMMA = pattern(Chunk, "comma (?! conjunction? noun)")  # one that no list goes on behind
_SECOND_VERB = pattern(Chunk, "conjunction adverb* finite")
_LEFT_OUT_BEHIND = Word.COMMA + Word.SEMICOLON + Word.COLON + Word.DASH + Word.STOP + Word.OPENING + Word.CONJUNCTION
_LEFT_OUT_BEFORE = Word.COMMA + Word.SEMICOLON + Word.COLON + Word.DASH + Word.STOP + Word.CLOSING
_OPENS_CLAUSE = Chunk.COMMA + Chunk.CONJUNCTION
_ENDS_NOUN = Chunk.WH + Chunk.THAT + Chunk.FINITE
_NOUN_CHUNKS = 24  # of a content that is a noun group
_COMPARED = 5  # cues behind one that may end its content; more are a list of nothing


def report_of(ctx: Context, at: CuePlace, *contents: tuple[int, int]) -> Proposal | None:
    """The report of contents by the speaker of a cue; None where nobody is credited, or contents and cue overlap."""
    parse, cue = ctx.parse(at.sentence), at.cue
    mention = subject_of(parse, at.sentence, cue)
    if mention is None:
        return None
    trimmed = tuple(t for t in (trim(parse, *c) for c in contents) if t[1] > t[0])
    if any(start < cue.end and cue.start < end for start, end in trimmed):
        return None
    words = sum(end - start for start, end in trimmed)
    if words < MIN_WORDS or any(s < mention.end and mention.start < e for s, e in trimmed):
        return None
    return reported(ctx, mention, cue_range(at.sentence, cue), *trimmed)


def reported(ctx: Context, mention: Range, cue: Range, *contents: tuple[int, int]) -> Proposal:
    """The proposal of contents given as units of the sentence of the mention."""
    return Proposal(mention, cue, tuple(ctx.token_range(Range(mention.sentence, *content)) for content in contents))


def trim(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """Without the punctuation and the "and" at its edges."""
    while end > start and parse.tags[end - 1] in _LEFT_OUT_BEHIND:
        end -= 1
    while start < end and parse.tags[start] in _LEFT_OUT_BEFORE:
        start += 1
    return start, end


def clause_end(parse: Parse, k: int, cue: Cue) -> int:
    """The unit where the clause that starts at chunk ``k`` ends: the sentence, or what no longer is said by this cue.

    That is the next cue of the same speaker (… and warned that …), a new speaker's clause (…, and Lavrov said …), a
    trailing "according to", and the comma behind a subordinate clause (While Wallace said that …, he …).
    """
    ends = [len(parse.words), *(start for start, _ in parse.phrases if start > parse.chunks.starts[k])]
    stop = parse.kinds.find(Chunk.SEMICOLON, k)
    if stop >= 0:
        ends.append(parse.chunks.starts[stop])
    if _subordinate(parse, cue):
        comma = parse.kinds.find(Chunk.COMMA, k)
        if comma >= 0:
            ends.append(parse.chunks.starts[comma])
    ends += (end for other in parse.cues_from(k + 1)[:_COMPARED] for end in _next_cue(parse, k, cue, other))
    return min(ends)


def _subordinate(parse: Parse, cue: Cue) -> bool:
    """Does the cue stand in a subordinate or relative clause, so that the main clause comes behind a comma?"""
    subject = parse.speaker(cue)
    if subject is None:
        return False
    if parse.tags[subject[1] - 1] == Word.WH:
        return True
    first = parse.chunks.at(subject[0])
    return (
        first > 0
        and parse.kinds[first - 1] == Chunk.SUBORDINATOR
        and (first == 1 or parse.kinds[first - 2] in _OPENS_CLAUSE)
    )


def _next_cue(parse: Parse, k: int, cue: Cue, other: Cue) -> Iterator[int]:
    """Where another cue behind ``k`` ends the content of this one."""
    before = other.chunk - 1
    while before > k and parse.kinds[before] == Chunk.ADVERB:
        before -= 1
    if parse.kinds[other.chunk] == Chunk.GERUND and parse.kinds[before] == Chunk.COMMA and other.clausal:
        yield parse.chunks.starts[before]
    if parse.kinds[before] == Chunk.CONJUNCTION and parse.speaker(cue) is not None:
        inner = parse.speaker(other)
        comma = before > 0 and parse.kinds[before - 1] == Chunk.COMMA
        if other.entry.group in ("say", "write") or (
            comma and other.entry.group == "claim" and inner == parse.speaker(cue)
        ):
            start = parse.chunks.starts[before]
            yield start - 1 if start and parse.tags[start - 1] == Word.COMMA else start
    found = parse.speaker(other)
    if found is not None and found[0] > cue.end and other.entry.group == "say":
        first = parse.chunks.at(found[0])
        if first > k + 1 and parse.kinds[first - 1] == Chunk.CONJUNCTION:
            start = parse.chunks.starts[first - 1]
            yield start - 1 if start and parse.tags[start - 1] == Word.COMMA else start


def phrase_end(parse: Parse, k: int, cue: Cue) -> int:
    """Where a content that is no clause of its own ends: like a clause, or at a comma that no list goes on behind."""
    comma = _COMMA.search(parse.kinds, k)
    end = clause_end(parse, k, cue)
    return end if comma is None else min(end, parse.chunks.starts[comma.start()])


def noun_end(parse: Parse, k: int, cue: Cue) -> int:
    """Where a noun group that is content ends: at the latest before a clause beside it or a second verb."""
    kinds = parse.kinds
    end = phrase_end(parse, k, cue)
    for j in range(k + 1, min(len(kinds), k + _NOUN_CHUNKS)):
        if kinds[j] in _ENDS_NOUN or parse.chunks.starts[j] >= end:
            break
        if (kinds[j] == Chunk.SUBORDINATOR and parse.starts_clause(j + 1)) or _SECOND_VERB.match(kinds, j):
            return parse.chunks.starts[j]
    return end
