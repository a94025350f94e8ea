"""A second language comes in by the door of the first: a toy of twenty words, in a folder of its own."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from quoteattr import Config, DecidedBy, LexiconError, explain, extract_many, parse
from quoteattr.lexicon import is_folder, languages, load
from quoteattr.syntax.words import word_classes
from quoteattr.text.tokens import tokenize
from tests import toy
from tests.gold import who

ENGLISH = "“It rained all week,” said Ann Lee, a miller from Tarn."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return toy.write(tmp_path_factory.mktemp("languages") / "toy")


@pytest.fixture
def config(folder: str) -> Config:
    return Config(language=folder)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("“Pluva sen fino,” veka Ann Lee, milano du Tarn.", "Ann Lee", "Pluva sen fino"),
        ("Dom Ann Lee veka: “Pluva sen fino.”", "Ann Lee", "Pluva sen fino"),
        ("“Pluva,” veka la milano. “Nun basta.”", "la milano", "Pluva"),
        ("La milo du Tarn kloza, Ann Lee veka.", "Ann Lee", "La milo du Tarn kloza"),
        ("Ann Lee veka ke la granda milo kloza.", "Ann Lee", "la granda milo kloza"),
        ("Lee’ka veko ke la granda milo nun kloza.", "Lee", "la granda milo nun kloza"),
        ("Lon vek du Ann Lee, la granda milo kloza.", "Ann Lee", "la granda milo kloza"),
    ],
)
def test_toy_language(config: Config, text: str, name: str, words: str) -> None:
    assert (name, words) in who(text, indirect=True, config=config)


def test_a_language_without_weights_is_explained_by_its_rules(config: Config) -> None:
    text = "“Pluva sen fino,” veka Ann Lee. La milo du Tarn kloza, Ann Lee veka."
    found = explain(text, indirect=True, config=config)
    assert [decision.by for decision in found.decisions] == [DecidedBy.SURE_RULE, DecidedBy.FIRST_RULE]
    assert all(len(decision.options) == 1 for decision in found.decisions)


def test_pronoun_of_the_toy_language(config: Config) -> None:
    [speaker] = parse("“Pluva,” veka Ann Lee.\n\n“Nun basta,” shi veka.", config=config).speakers
    assert (speaker.name, speaker.gender.value.value, len(speaker.mentions)) == ("Ann Lee", "female", 2)


def test_neither_language_knows_the_other(config: Config) -> None:
    for _ in range(2):
        assert who("Ann Lee veka ke la milo kloza.", indirect=True) == []
        assert who("Ann Lee said that the mill would close.", indirect=True, config=config) == []
        assert who(ENGLISH) == [("Ann Lee", "It rained all week")]


def test_further_cues_of_the_toy_language(folder: str) -> None:
    assert who("Ann Lee kanta: “Pluva.”", config=Config(language=folder, cues=("kanta",))) == [("Ann Lee", "Pluva")]


def test_worker_processes_read_the_folder_too(config: Config) -> None:
    text = "“Pluva,” veka Ann Lee."
    assert list(extract_many([text] * 3, config=config, workers=1)) == [list(parse(text, config=config).quotes)] * 3
    assert pickle.loads(pickle.dumps(config)) == config


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lee’ka milo", ["Lee", "’ka", "milo"]),
        ("Lee'KA milo", ["Lee", "'KA", "milo"]),
        ("Lee’s milo", ["Lee’s", "milo"]),
        ("A. du Tarn. Dr. Lee", ["A", ".", "du", "Tarn", ".", "Dr", ".", "Lee"]),
    ],
)
def test_clitics_and_abbreviations_are_those_of_the_language(folder: str, text: str, words: list[str]) -> None:
    assert tokenize(text, load(folder)).words == words


def test_title_case_is_declared(folder: str, tmp_path: Path) -> None:
    headline = "Dom Lee Kloza La Milo Du Tarn Ke La Shi"
    other = toy.write(tmp_path / "other", language={**toy.LANGUAGE, "title_case": "yes"})
    heads = [word_classes(load(language)).is_headline(headline.split()) for language in (folder, other)]
    assert heads == [False, True]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"grammar": "englsh"}, "there is no grammar 'englsh'; did you mean 'english'?; there are english"),
        ({"title_case": "maybe"}, "title_case is yes or no, not 'maybe'"),
        ({"clitic": "ka"}, "there is no property 'clitic'; did you mean 'clitics'?"),
        ({"name": None}, "the property 'name' is missing"),
    ],
)
def test_what_is_declared_wrongly_is_told(tmp_path: Path, changed: dict[str, str | None], told: str) -> None:
    declared = {name: value for name, value in {**toy.LANGUAGE, **changed}.items() if value is not None}
    with pytest.raises(LexiconError) as caught:
        parse("Ann Lee left.", config=Config(language=toy.write(tmp_path / "toy", language=declared)))
    assert str(caught.value) == f"{tmp_path}/toy/language.tsv: {told}"


def test_languages_of_the_package() -> None:
    assert languages() == ("en",)
    assert load().language.name == "English"


def test_a_path_has_a_separator() -> None:
    assert [is_folder(language) for language in ("en", "./en", "/lists/toy", "")] == [False, True, True, False]
