"""Who speaks by a cue: the subject of a verb of saying, the agent of a passive, the owner of a noun of saying."""

from __future__ import annotations

from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Word

_AGENT_CHUNKS = 4  # behind a passive in which its "by" stands


def cue_range(sentence: int, cue: Cue) -> Range:
    """The units of a cue."""
    return Range(sentence, cue.start, cue.end)


def subject_of(parse: Parse, sentence: int, cue: Cue) -> Range | None:
    """The speaker of a cue: its subject, or of a passive what follows "by"."""
    if cue.passive and cue.entry.lemma not in parse.sets["quoting"]:
        return agent_of(parse, sentence, cue)
    found = parse.speaker(cue)
    return None if found is None else Range(sentence, *found)


def agent_of(parse: Parse, sentence: int, cue: Cue) -> Range | None:
    """was described by Wallace as: the noun group behind "by"."""
    for k in range(cue.after, min(cue.after + _AGENT_CHUNKS, len(parse.kinds) - 1)):
        if parse.kinds[k] == Chunk.PREPOSITION and _begins_with(parse, k, "agent"):
            found = parse.clauses.noun_group_right(k + 1)
            return None if found is None else Range(sentence, *found)
    return None


def owner_of(parse: Parse, k: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """(owner, noun) of "Wallace's claim", "his remark", "a remark by Wallace" at chunk ``k``, as units."""
    start, end = parse.chunks.starts[k], parse.chunks.ends[k]
    noun = end - 1
    if parse.words[noun].lower() not in parse.lexicon.cue_nouns:
        return None
    possessive = parse.tags.rfind(Word.POSSESSIVE, start, noun)
    if possessive > start:
        return (start, possessive), (noun, end)
    if _begins_with(parse, k, "possessive"):
        return (start, start + 1), (noun, end)
    if parse.kinds[k + 1 : k + 2] == Chunk.PREPOSITION and _begins_with(parse, k + 1, "origin"):
        found = parse.clauses.noun_group_right(k + 2)
        if found is not None:
            return found, (noun, end)
    return None


def _begins_with(parse: Parse, k: int, name: str) -> bool:
    """Does chunk ``k`` begin with a word of this set of the lexicon?"""
    return parse.words[parse.chunks.starts[k]].lower() in parse.sets[name]
