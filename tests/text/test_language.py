"""Texts that are plainly not English are told by their function words or letters, and no English one ever is."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.lexicon import load
from quoteattr.text.language import foreign_language, is_foreign_phrase
from tests import toy

_ROWS = (Path(__file__).parent / "foreign.tsv").read_text(encoding="utf-8").splitlines()[1:]
FOREIGN = dict(row.split("\t") for row in _ROWS)
"""Language to a text in it."""

ENGLISH = [
    "",
    "Rain",
    "“Ja,” said Ann Lee.",
    "Mayor Says Mill Will Close",
    "MAYOR SAYS MILL WILL CLOSE",
    "mayor says mill will close",
    "La La Land: El Niño Hits Los Angeles, San José de la Cruz",
    "Der Spiegel, Die Zeit, Le Monde, El País, La Repubblica",
    "Casa del Mar, Villa de la Rosa, Rio das Ostras and Porto do Sul are open.",
    "“Das ist nicht gut,” he said, and then, in English: “This is not good.”",
    "He quoted the song, “Que sera, sera, whatever will be,” and left the hall with his wife.",
    "Ludwig van Beethoven, Charles de Gaulle, Leonardo da Vinci, Otto von Bismarck",
    "Tarn 3-1 Milltown\nLee 12, Reed 45, Quill 90",
    "flour, butter, sugar, milk, eggs, salt, pepper, oil, rice, beans, corn, onions, garlic, cream, cheese",
    "rain " * 1000,
    "onion butter sugar milk flour rice bean corn egg garlic cream cheese apple pear plum " * 10,
    "#rain #mill @annlee rt omg",
    "Ann Lee: si. Bo Reed: no. Ann Lee: si, si, si.",
    "The mayor’s motto is “una ciudad para todos”, which means a city for all, and she says it a lot.",
    "https://example.org/de/das/und/die/ist/nicht",
    "Ann Lee (雨) met Иван Reed in Tarn, where it rained all week and nobody slept.",
]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_foreign_text_is_told(language: str) -> None:
    assert foreign_language(FOREIGN[language], load()) == language


def test_a_language_that_is_not_listed_is_told_by_what_it_lacks() -> None:
    text = """
    Ante diem tertium praefecta urbis civibus nuntiavit flumen hac nocte magna vi crescere posse, itaque pontem
    novum custodes claudent. Mercatores tamen, quamquam imber totam hebdomadam ceciderat, tabernas aperuerunt.
    Senex quidam, cuius domus iuxta ripam stabat, timorem negavit: pater enim eius maiores aquas viderat neque
    umquam locum reliquerat, quod vicini saepe narrabant cum de tempestate loquerentur. Interea pueri naves
    parvas ligneas faciebant, matres cibum parabant, canes latrabant.
    """
    assert foreign_language(text, load()) == "another language"


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_text_is_not(text: str) -> None:
    assert foreign_language(text, load()) is None


def test_a_text_in_two_languages_is_not() -> None:
    english = "Ann Lee said that it rained all week and that the mill in Tarn would not open before the end of May. "
    assert foreign_language(english + FOREIGN["German"] + english, load()) is None


def test_a_long_list_of_names_is_not() -> None:
    assert foreign_language("Ann Lee, Bo Reed, Ada Quill\n" * 100, load()) is None


def test_every_language_has_its_example() -> None:
    listed = {language for languages in load().foreign_words.values() for language in languages}
    assert listed <= set(FOREIGN)


def test_no_foreign_word_is_an_english_one() -> None:
    english = load()
    known = {word: english.function_words.get(word) for word in english.foreign_words}
    assert {word: kind for word, kind in known.items() if kind not in (None, "particle")} == {}


def test_a_language_without_the_list_calls_nothing_foreign(tmp_path_factory: pytest.TempPathFactory) -> None:
    lists = load(toy.write(tmp_path_factory.mktemp("lists") / "toy"))
    assert {foreign_language(text, lists) for text in FOREIGN.values()} == {None}


@pytest.mark.parametrize(
    ("phrase", "foreign"),
    [
        ("Und immer sind da Sätze wie", True),
        ("Lesen Sie auch", True),
        ("und Ann Lee", True),
        ("Bund für Natur und Umwelt", False),
        ("Ludwig van Tarn", False),
        ("the mayor of Tarn und Quill", False),
        ("Ann Lee", False),
        ("miller", False),
    ],
)
def test_a_foreign_phrase_is_told_from_a_foreign_name(phrase: str, foreign: bool) -> None:
    assert is_foreign_phrase(phrase.split(), load()) == foreign
