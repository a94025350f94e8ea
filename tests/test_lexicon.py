"""The lexicon: lists are read once, are read-only to the engine, and a damaged one says which and where."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quoteattr import LexiconError
from quoteattr.lexicon import CUE_CLASSES, CUE_FRAMES, Lexicon, load, with_cues

DATA = Path(__file__).parent.parent / "quoteattr" / "data" / "en"


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


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A copy of the lists of English, to damage."""
    return Path(shutil.copytree(DATA, tmp_path / "lists"))


def test_folder_of_lists_is_read_as_a_language_of_the_package(lists: Path) -> None:
    assert vars(Lexicon(str(lists))) == vars(load()) | {"folder": str(lists)}


def test_damaged_line_is_named(lists: Path) -> None:
    (lists / "words.tsv").write_text("# header\nmill\tNN\nbroken line\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"words\.tsv, line 3: 1 columns where 2 are needed"):
        Lexicon(str(lists))


def test_list_in_another_encoding_is_named(lists: Path) -> None:
    (lists / "words.tsv").write_bytes("caf\xe9\tNN\n".encode("latin-1"))
    with pytest.raises(LexiconError, match=r"words\.tsv: cannot be read"):
        Lexicon(str(lists))


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _without_last_row(content: bytes) -> bytes:
    return content[: content.rindex(b"\n", 0, -1) + 1]


def _without_last_letter(content: bytes) -> bytes:
    return content[:-2]


@pytest.mark.parametrize("damage", [_half, _without_last_row, _without_last_letter, lambda content: b""])
@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.tsv")))
def test_list_that_lost_something_is_named(lists: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    (lists / name).write_bytes(damage((lists / name).read_bytes()))
    with pytest.raises(LexiconError, match=re.escape(name)):
        Lexicon(str(lists))


def test_list_with_a_row_too_many_is_named(lists: Path) -> None:
    with (lists / "titles.tsv").open("a", encoding="utf-8") as file:
        file.write("Wizard\t-\toffice\n")
    rows = len(load().titles)
    told = rf"titles\.tsv: {rows + 1} rows where lists\.tsv records {rows}; .*run scripts/count_rows\.py"
    with pytest.raises(LexiconError, match=told):
        Lexicon(str(lists))


def test_record_that_is_no_number_is_told(lists: Path) -> None:
    (lists / "lists.tsv").write_text("titles\tmany\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"lists\.tsv: 'titles' has 'many' rows, which is no number"):
        Lexicon(str(lists))


def test_list_that_is_gone_is_named(lists: Path) -> None:
    (lists / "titles.tsv").unlink()
    with pytest.raises(LexiconError, match=r"titles\.tsv: cannot be read"):
        Lexicon(str(lists))


def test_list_that_is_not_recorded_is_named(lists: Path) -> None:
    recorded = (lists / "lists.tsv").read_text(encoding="utf-8")
    (lists / "lists.tsv").write_text(re.sub("titles\t.*\n", "", recorded), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"lists\.tsv: there is no 'titles'; record it"):
        Lexicon(str(lists))


def test_list_without_rows_needs_no_file(lists: Path) -> None:
    (lists / "nicknames.tsv").unlink()
    recorded = (lists / "lists.tsv").read_text(encoding="utf-8")
    (lists / "lists.tsv").write_text(re.sub("nicknames\t.*", "nicknames\t0", recorded), encoding="utf-8")
    assert Lexicon(str(lists)).nicknames == {}


def test_set_without_words_is_declared_by_a_row_without_one(lists: Path) -> None:
    rows = (lists / "word_sets.tsv").read_text(encoding="utf-8")
    (lists / "word_sets.tsv").write_text(re.sub(r"age_ending\t.*", "age_ending\t", rows), encoding="utf-8")
    assert Lexicon(str(lists)).sets["age_ending"] == frozenset()


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
