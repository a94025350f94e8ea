"""Who can speak before a colon: a name, a role, a document or a pronoun, and no date, place or heading."""

from __future__ import annotations

from quoteattr.syntax.cues import Parse
from quoteattr.syntax.levels import Chunk, Word, row

_PHRASE = row(Chunk, "preposition noun")


def label_before(parse: Parse, colon: int) -> tuple[int, int] | None:
    """Units of the speaker in a label without a verb before chunk ``colon``: Ann Lee, farmer: …, Rain – Ann Lee: …

    Returns:
        Half-open range of units; None where the label is a heading.
    """
    kinds, chunks = parse.kinds, parse.chunks
    bracket = kinds.find(Chunk.OPENING, 0, colon)  # Ann Lee (D-Tarn): …
    first = kinds.rfind(Chunk.DASH, 0, colon if bracket < 0 else bracket) + 1
    for j in range(first, colon):
        if kinds[j] == Chunk.NOUN:
            start, end = chunks.starts[j], chunks.ends[j]
            if is_speaker(parse, start, end):
                goes_on = kinds.startswith(_PHRASE, j + 1) and j + 1 + len(_PHRASE) == colon
                return start, chunks.ends[colon - 1] if goes_on else end  # Secretary of State Ann Lee: …
    return None


def may_speak(parse: Parse, start: int, end: int) -> bool:
    """Can this subject of a verb that says nothing introduce words: no *there* and *it*, no year?"""
    word = parse.words[start].lower()
    if end - start == 1 and (word in parse.sets["neuter_pronoun"] or word in parse.sets["expletive"]):
        return False
    return not set(parse.tags[start:end]) <= {Word.NUMBER, Word.TIME}


def is_speaker(parse: Parse, start: int, end: int) -> bool:
    """Is a noun group a name, a role or a pronoun? A document may speak, but “The statement:” is a heading."""
    tags = parse.tags[start:end]
    if Word.NAME in tags or parse.words[start][0] == "@":
        return Word.TIME not in tags and Word.NUMBER not in tags
    last = parse.words[end - 1].lower()
    role = parse.lexicon.roles.get(last)
    if role is None:
        return last in parse.sets["personal"]
    return role.kind != "document" or start > 0 or tags[0] != Word.DETERMINER
