"""Word classes: what a word is where it stands; see the table in ``quoteattr/syntax/levels.py``."""

from __future__ import annotations

from copy import copy

import pytest

from quoteattr import LexiconError
from quoteattr.lexicon import load
from quoteattr.syntax.levels import Word, names, units
from quoteattr.syntax.words import QUOTE, WordClasses, word_classes
from tests.parsed import parsed


def classes(sentence: str) -> dict[str, str]:
    """Word to the name of its class; of a word that stands twice the last."""
    parse = parsed(sentence)
    return dict(zip(parse.words, names(Word, parse.tags), strict=True))


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        ("The mill shut.", "The", "determiner"),
        ("The mill shut.", "mill", "noun"),
        ("Assertions were heard.", "Assertions", "noun"),
        ("She said so.", "said", "finite_verb"),
        ("Mara Quist says so.", "says", "finite_verb"),
        ("Mara Quist has written it.", "written", "participle"),
        ("Mara Quist will say it.", "say", "base"),
        ("Mara Quist will say it.", "will", "auxiliary"),
        ("Mara Quist wants to go.", "to", "to"),
        ("He spoke quietly.", "quietly", "adverb"),
        ("He spoke in Tarn.", "in", "preposition"),
        ("He left because it rained.", "because", "subordinator"),
        ("The woman who left is here.", "who", "wh"),
        ("Rain and hail fell.", "and", "conjunction"),
        ("He left on Monday.", "Monday", "time"),
        ("He left in January.", "January", "time"),
        ("It cost 40 marks.", "40", "number"),
        ("Ursula von Amsel left.", "von", "particle"),
        ("The French mill shut.", "French", "adjective"),
        ("Go to @mara_quist now.", "@mara_quist", "name"),
        ("He saw him leave.", "him", "object"),
        ("He, who knew, left.", ",", "comma"),
        ("The mill — an old one — shut.", "—", "dash"),
    ],
)
def test_class_of_a_word(sentence: str, word: str, name: str) -> None:
    assert classes(sentence)[word] == name


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        ("Mara Quist claims the mill is hers.", "claims", "finite_verb"),
        ("Her claims were false.", "claims", "noun"),
        ("The claims of the owners were false.", "claims", "noun"),
        ("They report that it rained.", "report", "base"),
        ("The report was late.", "report", "noun"),
        ("They will report it.", "report", "base"),
        ("Critics say it rained.", "say", "base"),
        ("She lost her mill.", "her", "determiner"),
        ("He told her that it rained.", "her", "object"),
        ("He saw her yesterday.", "her", "object"),
        ("Quist’s mill shut.", "’s", "possessive"),
        ("He’s tired.", "’s", "auxiliary"),
        ("It's the mill.", "'s", "auxiliary"),
        ("The ruined plan failed.", "ruined", "adjective"),
        ("Mara Quist ruined a plan.", "ruined", "past"),
        ("So said retired owner Mara Quist.", "retired", "adjective"),
        ("He saw his past mistakes.", "past", "adjective"),
        ("The Danish mill shut.", "Danish", "adjective"),
        ("Danes say so.", "Danes", "noun"),
        ("So said a person close to the owners.", "close", "adjective"),
        ("She vowed to close it.", "close", "base"),
        ("The mill is being sold.", "being", "auxiliary"),
        ("The mill has not been sold, having burnt.", "having", "loose_auxiliary"),
        ("She spoke of being sold.", "being", "loose_auxiliary"),
        ("She texts the owners.", "texts", "finite_verb"),
        ("Texts from the owners arrived.", "Texts", "noun"),
        ("His reporting was good.", "reporting", "noun"),
        ("She was reporting from Tarn.", "reporting", "gerund"),
        ("Thursday’s vote was close.", "Thursday", "name"),
        ("She said that it rained.", "that", "that"),
        ("That mill shut.", "That", "pronominal"),
        ("In May it rained.", "May", "time"),
        ("It may rain.", "may", "auxiliary"),
        ("Will Amsel left.", "Will", "name"),
        ("Mark Amsel left.", "Mark", "name"),
    ],
)
def test_neighbours_decide_what_the_word_leaves_open(sentence: str, word: str, name: str) -> None:
    assert classes(sentence)[word] == name


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("Farmers left.", "noun"),
        ("Quist left.", "name"),
        ("Asked about it, he left.", "past"),
        ("Speaking of it, he left.", "gerund"),
        ("He left.", "pronoun"),
        ("However, he left.", "adverb"),
        ("When it rained, he left.", "subordinator wh"),
        ("NATO left.", "name"),
    ],
)
def test_capital_at_the_start_says_nothing(sentence: str, known: str) -> None:
    assert names(Word, parsed(sentence).tags[0])[0] in known.split()


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’"])
def test_quotation_is_one_word(marks: str) -> None:
    sentence = f"She called it {marks[0]}a mill. A wreck!{marks[1]} and left."
    parse = parsed(sentence)
    assert parse.words[3] == QUOTE
    assert parse.tags[3] == Word.QUOTATION
    assert parse.words[4:] == ["and", "left", "."]


def test_every_unit_has_one_letter_that_the_table_lists() -> None:
    parse = parsed("Asked, the “old” man (42) said: “I – no; her,” & left to…")
    assert len(parse.tags) == len(parse.words)
    assert set(parse.tags) <= {unit.letter for unit in units(Word) if unit.decided}


def test_word_is_classified_once_a_lexicon() -> None:
    classes = word_classes(load())
    assert classes is word_classes(load())
    assert classes["rainmaker"] == Word.NOUN
    assert "rainmaker" in classes


@pytest.mark.parametrize("name", ["function_words", "suffixes"])
@pytest.mark.parametrize(
    ("written", "told"),
    [("prepositon", "did you mean 'preposition'"), ("nominal", "there are determiner, "), ("N", "there are ")],
)
def test_class_that_there_is_not_is_told_with_its_list(name: str, written: str, told: str) -> None:
    lexicon = copy(load())
    setattr(lexicon, name, {"about": "preposition", "mill": written})
    with pytest.raises(LexiconError, match=rf"data/en/{name}\.tsv: 'mill' has the class '{written}', .*{told}"):
        WordClasses(lexicon)
