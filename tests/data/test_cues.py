"""The cue lexicon keeps the format that its own header promises, so that a slip fails here and not in an article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

CUES = Path(__file__).parent.parent.parent / "quoteattr" / "data" / "en" / "cues.tsv"

COLUMNS = ("lemma", "class", "forms", "frames", "example")
CLASSES = frozenset({"say", "write", "claim", "think", "show"})
PREPOSITIONS = ("of", "about", "for", "on", "with", "over", "against", "at")
FRAMES = ("quote", "that", "bare", "wh", "hearer", "to", "np", "as", "pred", "inf", "ing", *PREPOSITIONS)
SLOTS = ("base", "third person", "past", "past participle", "-ing form")

FORM = re.compile(r"[a-z]+(?:-[a-z]+)*(?: [a-z]+)*")
SOURCE = re.compile(r"\[([^\[\]]+)\]")
CUE = re.compile(r"\{([^{}]+)\}")
CONTENT = re.compile(r"<([^<>]+)>")
BRACKETS = re.compile(r"[\[\]{}<>]")

LEADS_TO_CONTENT = {"that": "that", "as": "as", **{word: word for word in PREPOSITIONS}}
"""The word right before the content, and the frame that the entry must then have."""

OPENS_CONTENT = {
    "to": "inf",
    **dict.fromkeys(("if", "whether", "what", "how", "why", "when", "where", "who", "which"), "wh"),
}
"""The first word of content without marks, and the frame that the entry must then have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the lexicon as it stands in the file."""

    line: int
    lemma: str
    cue_class: str
    forms: tuple[str, ...]
    frames: tuple[str, ...]
    example: str


def _read_rows() -> list[tuple[int, list[str]]]:
    lines = CUES.read_text(encoding="utf-8").splitlines()
    return [(number, line.split("\t")) for number, line in enumerate(lines, start=1) if not line.startswith("#")]


def _entry(line: int, row: list[str]) -> Entry:
    lemma, cue_class, forms, frames, example = row
    return Entry(line, lemma, cue_class, tuple(forms.split("|")), tuple(frames.split(" ")), example)


ROWS = _read_rows()
ENTRIES = [_entry(line, row) for line, row in ROWS if len(row) == len(COLUMNS)]


def _failing(holds: Callable[[Entry], bool]) -> list[str]:
    """The entries for which a check does not hold, so that one run names every bad line."""
    return [f"line {entry.line}: {entry.lemma}" for entry in ENTRIES if not holds(entry)]


def _frame_asked_by_example(example: str) -> str | None:
    """The frame that the words around the content give away, or None where they leave it open."""
    before, _, content = example.partition("<")
    in_marks = before.endswith(("“", "‘", '"'))
    lead = before.rstrip(' “‘"')
    if in_marks and (not lead or lead.endswith((":", ","))):
        return "quote"
    last_word = lead.rpartition(" ")[2]
    if last_word in LEADS_TO_CONTENT:
        return LEADS_TO_CONTENT[last_word]
    return None if in_marks else OPENS_CONTENT.get(content.partition(" ")[0])


def _forms_are_sound(entry: Entry) -> bool:
    filled = [form for form in entry.forms if form]
    return (
        len(entry.forms) == len(SLOTS)
        and all(FORM.fullmatch(form) for form in (entry.lemma, *filled))
        # Without a base form the lemma is the past form (signalled) or the base that is left out (press).
        and (entry.forms[0] == entry.lemma or (not entry.forms[0] and bool(entry.forms[2])))
        and len({form.count(" ") for form in filled}) == 1
        and (not entry.forms[4] or any(word.endswith("ing") for word in entry.forms[4].split(" ")))
    )


def _gold_is_sound(entry: Entry) -> bool:
    gold = [pattern.findall(entry.example) for pattern in (SOURCE, CUE, CONTENT)]
    return (
        len(BRACKETS.findall(entry.example)) == 6
        and [len(found) for found in gold] == [1, 1, 1]
        and all(found[0] == found[0].strip() for found in gold)
        and gold[1][0] in entry.forms
    )


def _marks_are_outside(entry: Entry) -> bool:
    content = CONTENT.findall(entry.example)[0]
    return not re.search(r"[.,]$|^[“‘\"]|[”\"]$", content) and bool(re.search(r"[.?!][”’\"]?$", entry.example))


def test_header_comes_first_and_states_source_licence_and_date() -> None:
    lines = CUES.read_text(encoding="utf-8").splitlines()
    header = [line for line in lines if line.startswith("#")]
    assert header == lines[: len(header)]
    for promise in ("Source:", "Licence:", "Date:", "Columns"):
        assert any(promise in line for line in header), promise


def test_header_explains_every_class_and_frame() -> None:
    header = "\n".join(line for line in CUES.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    assert set(re.findall(r"[a-z]+", header)) >= CLASSES | set(FRAMES)


def test_every_line_has_five_trimmed_filled_columns() -> None:
    bad = [
        line for line, row in ROWS if len(row) != len(COLUMNS) or any(not cell or cell != cell.strip() for cell in row)
    ]
    assert not bad, f"lines {bad} of {CUES.name} need {len(COLUMNS)} trimmed, filled columns: {', '.join(COLUMNS)}"


def test_lemmas_are_unique_and_sorted() -> None:
    lemmas = [entry.lemma for entry in ENTRIES]
    assert lemmas
    assert lemmas == sorted(set(lemmas))


def test_no_form_belongs_to_two_entries() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for entry in ENTRIES:
        for form in filter(None, entry.forms):
            owners[form].add(entry.lemma)
    assert {form: lemmas for form, lemmas in owners.items() if len(lemmas) > 1} == {}


def test_all_classes_and_frames_are_in_use() -> None:
    assert {entry.cue_class for entry in ENTRIES} == CLASSES
    assert {frame for entry in ENTRIES for frame in entry.frames} == set(FRAMES)


def test_forms_fill_five_slots_and_agree_with_the_lemma() -> None:
    assert _failing(_forms_are_sound) == []


def test_frames_are_known_and_in_the_order_of_the_header() -> None:
    assert _failing(lambda entry: list(entry.frames) == [frame for frame in FRAMES if frame in entry.frames]) == []


def test_each_example_has_one_source_one_content_and_a_cue_of_its_entry() -> None:
    assert _failing(_gold_is_sound) == []


def test_each_example_ends_its_sentence_and_keeps_marks_outside_the_content() -> None:
    assert _failing(_marks_are_outside) == []


def test_each_example_shows_a_frame_of_its_entry() -> None:
    assert _failing(lambda entry: _frame_asked_by_example(entry.example) in (None, *entry.frames)) == []


@pytest.mark.parametrize(
    ("example", "frame"),
    [
        ("“<It rained>,” [Ann Lee] {said}.", "quote"),
        ("[She] {said}: “<It rained>.”", "quote"),
        ("[She] {said} that <it rained>.", "that"),
        ("[She] {spoke} of “<a wet week>.”", "of"),
        ("[She] {described} it as <a wet week>.", "as"),
        ("[She] {vowed} <to go home>.", "inf"),
        ("[She] {asked} <whether it rained>.", "wh"),
        ("[She] {called} it “<a flood>.”", None),
    ],
)
def test_frame_is_read_off_an_example(example: str, frame: str | None) -> None:
    assert _frame_asked_by_example(example) == frame


def _sample(**changes: object) -> Entry:
    sound = Entry(
        1, "say", "say", ("say", "says", "said", "said", "saying"), ("quote",), "“<It rained>,” [she] {said}."
    )
    return replace(sound, **changes)  # type: ignore[arg-type]


def test_checks_pass_a_sound_entry() -> None:
    assert all(check(_sample()) for check in (_forms_are_sound, _gold_is_sound, _marks_are_outside))


@pytest.mark.parametrize(
    "forms",
    [
        ("say", "says", "said", "said"),
        ("tell", "tells", "told", "told", "telling"),
        ("say", "Says", "said", "said", "saying"),
        ("", "says", "", "said", "saying"),
        ("say", "says", "said out", "said", "saying"),
        ("say", "says", "said", "said", "sayer"),
    ],
)
def test_unsound_forms_are_found(forms: tuple[str, ...]) -> None:
    assert not _forms_are_sound(_sample(forms=forms))


@pytest.mark.parametrize(
    "example",
    [
        "“<It rained>,” she {said}.",
        "“<It rained>,” [she] {told}.",
        "“<It> <rained>,” [she] {said}.",
        "“<It rained,” [she] {said}.",
    ],
)
def test_unsound_gold_is_found(example: str) -> None:
    assert not _gold_is_sound(_sample(example=example))


@pytest.mark.parametrize(
    "example", ["“<It rained,>” [she] {said}.", "<“It rained,”> [she] {said}.", "“<It rained>,” [she] {said}"]
)
def test_marks_inside_the_content_are_found(example: str) -> None:
    assert not _marks_are_outside(_sample(example=example))
