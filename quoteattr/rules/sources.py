"""Who speaks by a cue: the subject of a verb of saying, the agent of a passive, the owner of a noun of saying."""

from __future__ import annotations

from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Verb, Word, row

_AGENT = row(Chunk, "preposition noun")
_AGENT_CHUNKS = 4  # behind a passive in which its "by" stands


def cue_range(sentence: int, cue: Cue) -> Range:
    """The units of a cue."""
    return Range(sentence, cue.start, cue.end)


def subject_of(parse: Parse, sentence: int, cue: Cue) -> Range | None:
    """The speaker of a cue: its subject, or of a passive what follows "by"."""
    if cue.passive and cue.entry.lemma not in parse.sets["quoting"]:
        return agent_of(parse, sentence, cue)
    if parse.is_reduced(cue) and cue.takes("as", "pred") and parse.kinds.startswith(_AGENT, cue.after):
        agent = agent_of(parse, sentence, cue)  # the mill, described by Lee as
        if agent is not None:
            return agent
    found = quoted_person(parse, cue) or parse.speaker(cue)
    if found is not None and is_one_of(parse, found[0], "expletive"):
        return None
    return None if found is None else Range(sentence, _apposed_to(parse, *found), found[1])


def is_denied(parse: Parse, cue: Cue) -> bool:
    """did not say, nobody said, said nothing of: a saying that did not take place."""
    words, sets = parse.words, parse.sets
    if any(_is_negative(parse, word.lower()) for word in words[cue.start : cue.end]):
        return True
    if any(word.lower() in sets["negative_object"] for word in words[cue.end : cue.end + 1]):
        return True
    subject = parse.speaker(cue)
    return subject is not None and words[subject[0]].lower() in sets["negative_subject"]


def _is_negative(parse: Parse, word: str) -> bool:
    return word in parse.sets["negation"] or any(map(word.endswith, parse.sets["negative_ending"]))


def quoted_person(parse: Parse, cue: Cue) -> tuple[int, int] | None:
    """quoted Lee as saying: whom another verb has say it, its object; of a passive the subject, as ever."""
    before = cue.chunk - 1
    if parse.kinds[cue.chunk] != Chunk.GERUND or before < 1 or parse.kinds[before] != Chunk.SUBORDINATOR:
        return None
    if not parse.clauses.is_word(before, "as_noted"):
        return None
    main = parse.clauses.finite.rfind(Verb.FINITE, 0, before)
    if main < 0 or parse.kinds[main + 1] != Chunk.NOUN:
        return None
    return parse.clauses.trim(parse.chunks.starts[main + 1], parse.chunks.ends[before - 1])


def _apposed_to(parse: Parse, start: int, end: int) -> int:
    """planted by Ann Lee, a nurse, who said: where the mention starts, which is the name and not its apposition."""
    first = parse.chunks.at(start)
    name = first - 2
    if parse.tags[end - 1] != Word.WH or name < 0 or parse.kinds[name:first] != Chunk.NOUN + Chunk.COMMA:
        return start
    apposed = parse.clauses.is_name(name) and not parse.clauses.is_place(name) and not parse.clauses.is_name(first)
    return parse.chunks.starts[name] if apposed else start


def hearer_of(parse: Parse, cue: Cue) -> tuple[int, int] | None:
    """asked the guard whether: who is told or asked, as units; of a passive its subject."""
    if not cue.takes("hearer"):
        return None
    found = parse.speaker(cue) if cue.passive else parse.clauses.noun_group_right(cue.after)
    return found if found is not None and parse.is_animate(found) else None


def agent_of(parse: Parse, sentence: int, cue: Cue) -> Range | None:
    """was described by Wallace as: the noun group behind "by"."""
    for k in range(cue.after, min(cue.after + _AGENT_CHUNKS, len(parse.kinds) - 1)):
        if parse.kinds[k] == Chunk.PREPOSITION and parse.clauses.is_word(k, "agent"):
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
    if parse.clauses.is_word(k, "possessive"):
        return (start, start + 1), (noun, end)
    found = _origin(parse, k)
    return None if found is None else (found, (noun, end))


def owner_in(parse: Parse, found: tuple[int, int]) -> tuple[int, int] | None:
    """Lee's verdict: whose a noun group is that cannot speak; None where nobody owns it, or it can (his wife)."""
    k = parse.chunks.at(found[0])
    start, end = parse.chunks.starts[k], parse.chunks.ends[k]
    if parse.tags[end - 1] != Word.NOUN or parse.is_animate((start, end)):
        return None
    possessive = parse.tags.rfind(Word.POSSESSIVE, start, end)
    if possessive > start:
        return start, possessive
    if parse.clauses.is_word(k, "possessive"):
        return start, start + 1
    return _origin(parse, k)


def _origin(parse: Parse, k: int) -> tuple[int, int] | None:
    """a remark by Lee, the message from Lee: who stands behind the noun group at chunk ``k``."""
    if parse.kinds[k + 1 : k + 2] == Chunk.PREPOSITION and parse.clauses.is_word(k + 1, "origin"):
        return parse.clauses.noun_group_right(k + 2)
    return None


def is_one_of(parse: Parse, unit: int, name: str) -> bool:
    """Is a unit a word of this set of the lexicon?"""
    return parse.words[unit].lower() in parse.sets[name]
