"""The lexicon: lists are read once, are read-only to the engine, and a damaged one says which and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr import LexiconError, lexicon
from quoteattr.lexicon import CUE_CLASSES, CUE_FRAMES, load, with_cues


def test_read_once() -> None:
    assert load() is load()
    assert load("en") is load("en")


@pytest.mark.parametrize("field", vars(load()))
def test_every_list_has_entries(field: str) -> None:
    assert len(getattr(load(), field)) > 0


@pytest.mark.parametrize(
    ("form", "lemma", "slots"),
    [
        ("say", "say", {"base"}),
        ("says", "say", {"third"}),
        ("said", "say", {"past", "participle"}),
        ("saying", "say", {"gerund"}),
        ("wrote", "write", {"past"}),
        ("written", "write", {"participle"}),
    ],
)
def test_forms_of_a_cue(form: str, lemma: str, slots: set[str]) -> None:
    found = load().cues[form]
    assert (found.entry.lemma, found.slots) == (lemma, slots)


def test_phrases_stand_under_their_first_word_longest_first() -> None:
    for rest in load().phrases.values():
        lengths = [len(words) for words, _ in rest]
        assert lengths == sorted(lengths, reverse=True)
    assert (("out",), "point out") in [(rest, form.entry.lemma) for rest, form in load().phrases["pointed"]]


def test_frames_and_classes_are_the_documented_ones() -> None:
    entries = {form.entry for form in load().cues.values()}
    assert {frame for entry in entries for frame in entry.frames} <= CUE_FRAMES
    assert {entry.group for entry in entries} <= CUE_CLASSES


def test_frozen() -> None:
    with pytest.raises(AttributeError):
        load().cues["said"].entry.lemma = "tell"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("form", "slots"),
    [
        ("frobs", {"third"}),
        ("frobbed", {"past", "participle"}),
        ("frobbing", {"gerund"}),
        ("frob", {"base", "past"}),
        (" Frobbed ", {"past", "participle"}),
    ],
)
def test_further_cues(form: str, slots: set[str]) -> None:
    known = load()
    extended = with_cues(known, [form])
    assert extended.cues[form.strip().lower()].slots == slots
    assert form.strip().lower() not in known.cues, "the shared lexicon is unchanged"


def test_language_without_lists() -> None:
    with pytest.raises(LexiconError, match=r"xx.*cannot be read"):
        load("xx")


def test_damaged_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "zz"
    folder.mkdir(parents=True)
    (folder / "words.tsv").write_text("# header\nmill\tNN\nbroken line\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "files", lambda package: tmp_path)
    with pytest.raises(LexiconError, match=r"words\.tsv, line 3: 1 columns where 2 are needed"):
        load("zz")


def test_list_in_another_encoding_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "zz"
    folder.mkdir(parents=True)
    (folder / "words.tsv").write_bytes("caf\xe9\tNN\n".encode("latin-1"))
    monkeypatch.setattr(lexicon, "files", lambda package: tmp_path)
    with pytest.raises(LexiconError, match=r"words\.tsv: cannot be read"):
        load("zz")


def test_word_sets() -> None:
    sets = load().sets
    assert "would" in sets["modal"]
    assert sets["negation"].isdisjoint(sets["modal"])


def test_word_set_that_is_missing_is_named() -> None:
    with pytest.raises(LexiconError, match=r"data/en/word_sets\.tsv: there is no set 'modals'"):
        load().sets["modals"]


@pytest.mark.parametrize(
    ("word", "gender", "case"), [("he", "male", "subject"), ("her", "female", "possessive"), ("him", "male", "object")]
)
def test_pronouns(word: str, gender: str, case: str) -> None:
    assert load().pronouns[word] == (gender, case)
