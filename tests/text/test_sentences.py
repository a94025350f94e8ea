"""Sentences of the narrative: a quotation is one word in them, whatever full stops it holds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr import parse
from quoteattr.lexicon import load
from quoteattr.text.layout import Kind
from quoteattr.text.sentences import QUOTE
from quoteattr.text.tokens import tokenize
from tests.parsed import context


def sentences(text: str) -> list[str]:
    """Each sentence with its quotations shown as Q, words joined by spaces."""
    return [" ".join(sentence.words).replace(QUOTE, "Q") for sentence in context(text).sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("It rained", 1),
        ("It rained. It stopped.", 2),
        ("Did it rain? It did! Good.", 3),
        ("Sen. Mara Quist left. Dr. Reed stayed.", 2),
        ("She lives in the U.S. Senate building.", 1),
        ("She lives in the U.S. The mill is there.", 2),
        ("It cost 3.5 million. Nobody paid.", 2),
        ("J. K. Amsel wrote it. So what.", 2),
        ("He left at 5 p.m. on Monday.", 1),
        ("See example.org/mill. It is open.", 2),
        ("He waited … and left.", 1),
        ("He waited... Then he left.", 2),
        ("(It rained.) It stopped.", 2),
        ("It rained in Jan. and Feb. of last year.", 1),
        ("One line\nAnother line.", 2),
        ("Mr. Reed, of Amsel & Co., left.", 1),
        ("The St. Amsel mill shut. It was old.", 2),
    ],
)
def test_number_of_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rained. It stopped,” she said.", ["Q she said ."]),
        ("“Did it rain?” she asked. He nodded.", ["Q she asked .", "He nodded ."]),
        ("“Go!” Quist said.", ["Q Quist said ."]),
        ("“Go!” The mill shut.", ["Q", "The mill shut ."]),
        ("She said: “It rained. It stopped.” He left.", ["She said : Q", "He left ."]),
        ("She left. “It rained,” she said.", ["She left .", "Q she said ."]),
        ("She left. “It rained.”", ["She left .", "Q"]),
        ("“It rained,” she said. “It stopped.”", ["Q she said .", "Q"]),
        ("“It rained,” she said, “and stopped.”", ["Q she said , Q"]),
        ("She called it “late.” The mill shut.", ["She called it Q", "The mill shut ."]),
        ("Her “U.S. plan” failed.", ["Her Q failed ."]),
        ("“It rained.” — Mara Quist", ["Q — Mara Quist"]),
        ("“It rained.” Mara Quist said.", ["Q Mara Quist said ."]),
        ("“It rained.” Mara Quist nodded.", ["Q", "Mara Quist nodded ."]),
        ("“It rained.” Mara Quist shrugged.", ["Q", "Mara Quist shrugged ."]),
        ("“It rained,” Mara Quist nodded.", ["Q Mara Quist nodded ."]),
        ("“It rained.\n\n“It stopped,” she said.", ["Q", "Q she said ."]),
        ("“She said: ‘It rained.’” Quist would later say so.", ["Q", "Quist would later say so .", "She said : Q"]),
        ("\"She said: 'It rained.'\" Quist did not say so.", ["Q", "Quist did not say so .", "She said : Q"]),
        ("“She said: ‘It rained.’” he said.", ["Q he said .", "She said : Q"]),
    ],
)
def test_quotations_in_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_dateline_is_a_sentence_of_its_own() -> None:
    first, second = context("TARN (AP) — It rained.").sentences
    assert (first.kind, second.kind) == (Kind.BYLINE, Kind.PROSE)
    assert second.words == ["It", "rained", "."]


def test_sentences_tile_the_tokens() -> None:
    ctx = context("TARN (AP) — “It rained. No,” she said. He “left.”\n\nBy Jon Reed\n\n“So. “What?” he")
    ranges = [(sentence.first, sentence.last) for sentence in ctx.narrative]
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(ctx.tokens)
    assert all(a[1] == b[0] for a, b in pairwise(ranges))


def test_units_lead_back_to_tokens() -> None:
    ctx = context("Quist said: “It rained. So?” Then she left.")
    for sentence in ctx.sentences:
        for unit, word in enumerate(sentence.words):
            first, behind = sentence.units[unit], sentence.end_of(unit)
            if word == QUOTE:
                assert ctx.tokens.words[first] == "“"
                assert ctx.tokens.words[behind - 1] == "”"
            else:
                assert ctx.tokens.words[first:behind] == [word]


@given(st.text() | st.text(st.sampled_from(" .\n“”‘’'\"`a")))
@example("“It rained,” said Ann Lee.\ufffc")
@example(QUOTE)
@example(f"Ann Lee left. {QUOTE * 3} She stayed.{QUOTE}")
def test_no_word_of_a_text_is_taken_for_a_quotation(text: str) -> None:
    assert QUOTE not in tokenize(text, load()).words
    for sentence in context(text).sentences:
        assert len(sentence.quote_units) == len(sentence.parts)


@pytest.mark.parametrize("sign", ["\ufffc", "\ufffc\ufffc", "\ufffd", "\0", QUOTE, f" {QUOTE} "])
@pytest.mark.parametrize(
    "text", ["“It rained,” said Ann Lee.{}", "{}“It rained,” said Ann Lee.", "Ann Lee{} said: “No.”"]
)
def test_no_character_of_a_text_stands_for_something_else(text: str, sign: str) -> None:
    found = [quote for quote in parse(text.format(sign), indirect=True).quotes if quote.text in ("It rained,", "No.")]
    assert [quote.speaker and quote.speaker.name for quote in found] == ["Ann Lee"]


def test_words_of_a_quotation_that_holds_another_are_sentences_behind_the_narrative() -> None:
    assert sentences("“He said ‘no’ twice,” she said.") == ["Q she said .", "He said Q twice ,"]
    assert sentences("“He left. I said ‘no’.” It rained.") == ["Q", "It rained .", "He left .", "I said Q ."]


def test_verb_of_saying_behind_a_quotation_with_its_own_introduces_the_next() -> None:
    assert sentences("He asked, “Late?” I said, “Never.” I left.") == ["He asked , Q", "I said , Q", "I left ."]
