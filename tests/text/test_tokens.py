"""Tokens: words with offsets, and paragraphs; nothing of the text is changed or lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.lexicon import load
from quoteattr.text import tokens as tokenizer
from quoteattr.text.tokens import Tokens, paragraph_bounds, tokenize


def tokens(text: str) -> Tokens:
    return tokenize(text, load())


def paragraphs(text: str) -> list[str]:
    """The paragraphs as the text of their tokens."""
    cut = tokens(text)
    return [text[slice(*cut.span(first, last))] for first, last in cut.paragraphs]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("   \n\t ", []),
        ("Rain.", ["Rain", "."]),
        ("  Rain fell", ["Rain", "fell"]),
        ("rain, hail; snow: fog!", ["rain", ",", "hail", ";", "snow", ":", "fog", "!"]),
        ("Rain  fell \n on ,\u00a0Tarn. ", ["Rain", "fell", "on", ",", "Tarn", "."]),
        (
            "Vice Adm. Lee met a vice mayor et al. there",
            ["Vice Adm.", "Lee", "met", "a", "vice", "mayor", "et al.", "there"],
        ),
    ],
)
def test_words_and_punctuation(text: str, words: list[str]) -> None:
    assert tokens(text).words == words


@pytest.mark.parametrize(
    "word",
    [
        "Sen.",
        "Mr.",
        "Dr.",
        "Jan.",
        "U.S.",
        "U.N.",
        "D.C.",
        "Ph.D.",
        "3.5",
        "1,250",
        "12:30",
        "40%",
        "1990s",
        "...",
        "…",
        "https://example.org/a?b=c#d",
        "www.example.org",
        "@mara_quist",
        "#StopTheMill",
        "co-owner",
        "vice-president-elect",
        "don't",
        "don’t",
        "O’Hanlon",
        "AT&T",
        "naïve",
        "Łódź",
        "Zoe\u0308",
        "--",
        "``",
        "''",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "went {} then", "saw {}"])
def test_kept_whole(word: str, frame: str) -> None:
    assert word in tokens(frame.format(word)).words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quist's", ["Quist", "'s"]),
        ("Quist’s", ["Quist", "’s"]),
        ("he's", ["he", "'s"]),
        ("they’ll", ["they", "’ll"]),
        ("the owners' mill", ["the", "owners", "'", "mill"]),
        ("the owners’ mill", ["the", "owners", "’", "mill"]),
        ("J. K. Marlow", ["J.", "K.", "Marlow"]),
        ("Mara J. Quist", ["Mara", "J.", "Quist"]),
        ("“Go!”", ["“", "Go", "!", "”"]),
        ('("Go")', ["(", '"', "Go", '"', ")"]),
        ("wait...no", ["wait", "...", "no"]),
        ("(D-Tarn)", ["(", "D-Tarn", ")"]),
        ("mill—and", ["mill", "—", "and"]),
        ("It was Plan B. Then", ["It", "was", "Plan", "B.", "Then"]),
        ("£3.5m", ["£", "3.5m"]),
    ],
)
def test_cut(text: str, words: list[str]) -> None:
    assert tokens(text).words == words


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("He lives in Tarn.", "."),
        ("It cost 3.5.", "."),
        ("See https://example.org.", "."),
        ("She co-owns it…", "…"),
    ],
)
def test_full_stop_at_the_end_is_a_token(text: str, last: str) -> None:
    assert tokens(text).words[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quist’s mill — the “old” one — shut.",
        "Cafe\u0301 owners\r\n\r\nsaid 🙂 \U0001f3f3 so.",
        "a\u00a0b\u2003c d",
        "  leading and trailing  ",
        "\x00\x01 binary \ufffd",
    ],
)
def test_offsets_slice_the_text_and_lose_nothing(text: str) -> None:
    cut = tokens(text)
    assert [text[slice(*cut.span(i, i + 1))] for i in range(len(cut))] == cut.words
    assert "".join(cut.words) == "".join(text.split())


@pytest.mark.parametrize("size", [1, 4, 9])
def test_long_texts_are_cut_in_slices_that_change_nothing(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    text = "\n \r\nThe U.S.\nmill \n\n shut.\r\rJ. Lee\x0b said so\u2029 and left.\n"
    whole = tokens(text)
    monkeypatch.setattr(tokenizer, "_SLICE", size)
    cut = tokens(text)
    assert (cut.words, cut.starts, cut.paragraphs) == (whole.words, whole.starts, whole.paragraphs)


def test_where_words_stand() -> None:
    assert tokens("The mill, the old mill, shut.").where({"mill", ","}) == [1, 2, 5, 6]


def test_at_finds_the_token_from_an_offset() -> None:
    cut = tokens("The mill shut.")
    assert [cut.at(offset) for offset in (0, 1, 4, 5, 13, 14)] == [0, 1, 1, 2, 3, 4]


def test_spaced_tells_white_space_before_a_token() -> None:
    cut = tokens("Mara’s mill, too")
    assert [cut.spaced(i) for i in range(len(cut))] == [True, False, True, False, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."]),
        ("One.\n \t\nTwo.", ["One.", "Two."]),
        ("One.\u2029Two.", ["One.", "Two."]),
        ("\n\nOne.\n\n", ["One."]),
        ("Headline without a stop\nThe mill shut.", ["Headline without a stop", "The mill shut."]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    lines = (
        "The old mill in the valley was",
        "sold on Monday to a firm from",
        "the coast that has not",
        "said what it wants.",
    )
    text = "\n".join(lines) + "\n\nNobody knew."
    first, second = paragraphs(text)
    assert first.startswith("The old mill")
    assert first.endswith("it wants.")
    assert second == "Nobody knew."


def test_every_token_is_in_exactly_one_paragraph() -> None:
    cut = tokens("One two.\nThree\n\n“Four\r\rfive”\n")
    assert [i for first, last in cut.paragraphs for i in range(first, last)] == list(range(len(cut)))


@given(st.text(alphabet="ab. \n\r\t\u2028“é", max_size=60))
def test_paragraphs_without_word_lists_are_the_same(text: str) -> None:
    assert [text[start:end] for start, end in paragraph_bounds(text)] == paragraphs(text)


def test_a_paragraph_keeps_the_marks_that_are_not_read() -> None:
    text = "\u200fRain.\n\n> It rained.\u200b\n"
    assert [text[start:end] for start, end in paragraph_bounds(text)] == ["\u200fRain.", "It rained.\u200b"]
