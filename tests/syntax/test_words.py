"""Word classes: what a word is where it stands; see the table in ``quoteattr/syntax/words.py``."""

from __future__ import annotations

import pytest

from quoteattr.lexicon import load
from quoteattr.syntax.words import QUOTE, word_classes
from tests.parsed import parsed


def classes(sentence: str) -> dict[str, str]:
    """Word to class letter; of a word that stands twice the last."""
    parse = parsed(sentence)
    return dict(zip(parse.words, parse.tags, strict=True))


@pytest.mark.parametrize(
    ("sentence", "word", "letter"),
    [
        ("The mill shut.", "The", "D"),
        ("The mill shut.", "mill", "N"),
        ("She said so.", "said", "V"),
        ("Mara Quist says so.", "says", "V"),
        ("Mara Quist has written it.", "written", "F"),
        ("Mara Quist will say it.", "say", "B"),
        ("Mara Quist will say it.", "will", "X"),
        ("Mara Quist wants to go.", "to", "T"),
        ("He spoke quietly.", "quietly", "R"),
        ("He spoke in Tarn.", "in", "I"),
        ("He left because it rained.", "because", "S"),
        ("The woman who left is here.", "who", "W"),
        ("Rain and hail fell.", "and", "C"),
        ("He left on Monday.", "Monday", "t"),
        ("He left in January.", "January", "t"),
        ("It cost 40 marks.", "40", "M"),
        ("Ursula von Amsel left.", "von", "p"),
        ("The French mill shut.", "French", "A"),
        ("Go to @mara_quist now.", "@mara_quist", "P"),
        ("He saw him leave.", "him", "O"),
        ("He, who knew, left.", ",", ","),
        ("The mill — an old one — shut.", "—", "-"),
    ],
)
def test_class_of_a_word(sentence: str, word: str, letter: str) -> None:
    assert classes(sentence)[word] == letter


@pytest.mark.parametrize(
    ("sentence", "word", "letter"),
    [
        ("Mara Quist claims the mill is hers.", "claims", "V"),
        ("Her claims were false.", "claims", "N"),
        ("The claims of the owners were false.", "claims", "N"),
        ("They report that it rained.", "report", "B"),
        ("The report was late.", "report", "N"),
        ("They will report it.", "report", "B"),
        ("Critics say it rained.", "say", "B"),
        ("She lost her mill.", "her", "D"),
        ("He told her that it rained.", "her", "O"),
        ("He saw her yesterday.", "her", "O"),
        ("Quist’s mill shut.", "’s", "Z"),
        ("He’s tired.", "’s", "X"),
        ("It's the mill.", "'s", "X"),
        ("The ruined plan failed.", "ruined", "A"),
        ("Mara Quist ruined a plan.", "ruined", "E"),
        ("So said retired owner Mara Quist.", "retired", "A"),
        ("He saw his past mistakes.", "past", "A"),
        ("The Danish mill shut.", "Danish", "A"),
        ("Danes say so.", "Danes", "N"),
        ("So said a person close to the owners.", "close", "A"),
        ("She vowed to close it.", "close", "B"),
        ("The mill is being sold.", "being", "X"),
        ("The mill has not been sold, having burnt.", "having", "J"),
        ("She spoke of being sold.", "being", "J"),
        ("She texts the owners.", "texts", "V"),
        ("Texts from the owners arrived.", "Texts", "N"),
        ("His reporting was good.", "reporting", "N"),
        ("She was reporting from Tarn.", "reporting", "G"),
        ("Thursday’s vote was close.", "Thursday", "P"),
        ("She said that it rained.", "that", "K"),
        ("That mill shut.", "That", "d"),
        ("In May it rained.", "May", "t"),
        ("It may rain.", "may", "X"),
        ("Will Amsel left.", "Will", "P"),
        ("Mark Amsel left.", "Mark", "P"),
    ],
)
def test_neighbours_decide_what_the_word_leaves_open(sentence: str, word: str, letter: str) -> None:
    assert classes(sentence)[word] == letter


@pytest.mark.parametrize(
    ("sentence", "letter"),
    [
        ("Farmers left.", "N"),
        ("Quist left.", "P"),
        ("Asked about it, he left.", "E"),
        ("Speaking of it, he left.", "G"),
        ("He left.", "H"),
        ("However, he left.", "R"),
        ("When it rained, he left.", "SW"),
        ("NATO left.", "P"),
    ],
)
def test_capital_at_the_start_says_nothing(sentence: str, letter: str) -> None:
    assert parsed(sentence).tags[0] in letter


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’"])
def test_quotation_is_one_word(marks: str) -> None:
    sentence = f"She called it {marks[0]}a mill. A wreck!{marks[1]} and left."
    parse = parsed(sentence)
    assert parse.words[3] == QUOTE
    assert parse.tags[3] == "Q"
    assert parse.words[4:] == ["and", "left", "."]


def test_every_unit_has_one_letter_that_the_table_lists() -> None:
    parse = parsed("Asked, the “old” man (42) said: “I – no; her,” & left to…")
    assert len(parse.tags) == len(parse.words)
    assert set(parse.tags) <= set("DdAMNPpHOZtQVBEFGXTRISKWC,;:().-")


def test_word_is_classified_once_a_lexicon() -> None:
    classes = word_classes(load())
    assert classes is word_classes(load())
    assert classes["rainmaker"] == "N"
    assert "rainmaker" in classes
