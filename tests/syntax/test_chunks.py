"""Chunks: noun groups, verb groups and the words between; see the table in ``quoteattr/syntax/levels.py``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.syntax.chunks import chunk
from quoteattr.syntax.english import GROUPS
from quoteattr.syntax.levels import Chunk, Word, names, row, units
from tests.parsed import parsed


def groups(sentence: str) -> list[str]:
    """``kind: words`` of each chunk."""
    parse = parsed(sentence)
    chunks = parse.chunks
    return [
        f"{kind}: {' '.join(parse.words[start:end])}"
        for kind, start, end in zip(names(Chunk, chunks.kinds), chunks.starts, chunks.ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("The old wooden mill shut.", "noun: The old wooden mill"),
        ("Quist’s oldest mill shut.", "noun: Quist ’s oldest mill"),
        ("Quist’s most urgent claim failed.", "noun: Quist ’s most urgent claim"),
        ("She tired of being asked.", "gerund: being asked"),
        ("Mayor Mara J. Quist left.", "noun: Mayor Mara J. Quist"),
        ("Ursula von Amsel left.", "noun: Ursula von Amsel"),
        ("The two very old mills shut.", "noun: The two very old mills"),
        ("All the men left.", "noun: All the men"),
        ("He left.", "noun: He"),
        ("Some left.", "noun: Some"),
        ("She has not yet said so.", "verb: has not yet said"),
        ("She would never have said so.", "verb: would never have said"),
        ("She is reading it.", "verb: is reading"),
        ("She said so.", "verb: said"),
        ("She went to see it.", "infinitive: to see"),
        ("She hopes to have seen it.", "infinitive: to have seen"),
        ("He left on Monday.", "adverb: on Monday"),
        ("He left on January 17.", "adverb: on January 17"),
        ("He left, adding that it rained.", "gerund: adding"),
        ("He left in the rain.", "preposition: in"),
        ("He left, and she stayed.", "conjunction: and"),
        ("She said that it rained.", "that: that"),
        ("The man who left is here.", "wh: who"),
        ("If it rains, he leaves.", "subordinator: If"),
        ("They called it “a wreck” again.", "quotation: “”"),
        ("Their “wreck” mill shut.", "noun: Their “” mill"),
        ("The mill in Tarn “leaked for a year,” Mayor Mara Quist said.", "quotation: “”"),
        ("Mara “Molly” Quist said so.", "noun: Mara “” Quist"),
    ],
)
def test_group(sentence: str, group: str) -> None:
    assert group in groups(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Critics say that it rained.",
        "Critics, however, say that it rained.",
        "Critics, among them Mara Quist, say that it rained.",
    ],
)
def test_base_form_is_finite_behind_its_subject(sentence: str) -> None:
    assert "verb: say" in groups(sentence)


def test_base_form_in_a_list_of_infinitives_is_none() -> None:
    assert "infinitive: say" in groups("She came to sit, say little and leave.")


def test_whole_sentence() -> None:
    kinds = parsed("On Monday, Mara Quist told the owners that the mill, an old barn, would shut.").kinds
    assert kinds == row(Chunk, "adverb comma noun verb noun that noun comma noun comma verb stop")


@pytest.mark.parametrize(
    "tags",
    [
        "",
        "noun",
        "determiner noun finite_verb stop",
        "quotation name finite_verb comma quotation",
        "auxiliary auxiliary auxiliary auxiliary",
        "to to to base",
        "adjective adjective adjective adjective comma",
        " ".join(unit.name for unit in units(Word) if unit.decided),
        " ".join(unit.name for unit in reversed(units(Word)) if unit.decided),
    ],
)
def test_chunks_tile_the_units(tags: str) -> None:
    letters = row(Word, tags)
    chunks = chunk(letters, GROUPS)
    assert len(chunks.kinds) == len(chunks.starts) == len(chunks.ends)
    assert [*chunks.starts, len(letters)] == [0, *chunks.ends] if letters else not chunks.kinds
    assert set(chunks.kinds) <= {unit.letter for unit in units(Chunk) if unit.decided}


@given(st.text(st.sampled_from([unit.letter for unit in units(Word) if unit.decided])))
def test_any_sentence_is_tiled_by_chunks(letters: str) -> None:
    chunks = chunk(letters, GROUPS)
    assert [*chunks.starts, len(letters)] == [0, *chunks.ends] if letters else not chunks.kinds
    assert set(chunks.kinds) <= {unit.letter for unit in units(Chunk) if unit.decided}


def test_at_finds_the_chunk_of_a_unit() -> None:
    chunks = parsed("The old mill had shut.").chunks
    assert [chunks.at(unit) for unit in range(6)] == [0, 0, 0, 1, 1, 2]


def test_behind_a_range_that_ends_the_sentence_stands_no_chunk() -> None:
    chunks = parsed("The old mill had shut.").chunks
    assert [chunks.behind(end) for end in (3, 5, 6)] == [1, 2, 3]
    assert len(chunks.kinds) == 3
