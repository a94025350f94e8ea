"""Chunks: noun groups, verb groups and the words between; see the table in ``quoteattr/syntax/chunks.py``."""

from __future__ import annotations

import pytest

from quoteattr.syntax.chunks import chunk
from tests.parsed import parsed


def groups(sentence: str) -> list[str]:
    """``kind:words`` of each chunk."""
    parse = parsed(sentence)
    chunks = parse.chunks
    return [
        f"{kind}:{' '.join(parse.words[start:end])}"
        for kind, start, end in zip(chunks.kinds, chunks.starts, chunks.ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("The old wooden mill shut.", "n:The old wooden mill"),
        ("Quist’s oldest mill shut.", "n:Quist ’s oldest mill"),
        ("Quist’s most urgent claim failed.", "n:Quist ’s most urgent claim"),
        ("She tired of being asked.", "g:being asked"),
        ("Mayor Mara J. Quist left.", "n:Mayor Mara J. Quist"),
        ("Ursula von Amsel left.", "n:Ursula von Amsel"),
        ("The two very old mills shut.", "n:The two very old mills"),
        ("All the men left.", "n:All the men"),
        ("He left.", "n:He"),
        ("Some left.", "n:Some"),
        ("She has not yet said so.", "v:has not yet said"),
        ("She would never have said so.", "v:would never have said"),
        ("She is reading it.", "v:is reading"),
        ("She said so.", "v:said"),
        ("She went to see it.", "b:to see"),
        ("She hopes to have seen it.", "b:to have seen"),
        ("He left on Monday.", "r:on Monday"),
        ("He left on January 17.", "r:on January 17"),
        ("He left, adding that it rained.", "g:adding"),
        ("He left in the rain.", "i:in"),
        ("He left, and she stayed.", "c:and"),
        ("She said that it rained.", "k:that"),
        ("The man who left is here.", "w:who"),
        ("If it rains, he leaves.", "s:If"),
        ("They called it “a wreck” again.", "Q:\ufffc"),
        ("Their “wreck” mill shut.", "n:Their \ufffc mill"),
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
    assert "v:say" in groups(sentence)


def test_base_form_in_a_list_of_infinitives_is_none() -> None:
    assert "b:say" in groups("She came to sit, say little and leave.")


def test_whole_sentence() -> None:
    assert (
        parsed("On Monday, Mara Quist told the owners that the mill, an old barn, would shut.").kinds == "r,nvnkn,n,v."
    )


@pytest.mark.parametrize("tags", ["", "N", "DNV.", "QPV,Q", "XXXX", "IDtPMZCKSWd--(", "TTTB", "AAAA,"])
def test_chunks_tile_the_units(tags: str) -> None:
    chunks = chunk(tags)
    assert len(chunks.kinds) == len(chunks.starts) == len(chunks.ends)
    assert [*chunks.starts, len(tags)] == [0, *chunks.ends] if tags else not chunks.kinds


def test_at_finds_the_chunk_of_a_unit() -> None:
    chunks = parsed("The old mill had shut.").chunks
    assert [chunks.at(unit) for unit in range(6)] == [0, 0, 0, 1, 1, 2]
