"""The cues: the example of every entry is run, then verb groups, negation and phrases on their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from quoteattr import Quote, parse
from tests.gold import Marked, read
from tests.parsed import parsed, parses

DATA = Path(__file__).parent.parent.parent / "quoteattr" / "data" / "en"

_KNOWN_FAILURES = """
admire, admit to, advocate, apologize, articulate, as told to, blame, boo, brush aside, confess to, contradict,
counselled, define, denigrate, divulge, doubt, enumerate, equate, favor, forecast, frame, gloss over, go on record,
identify, interpret, leak, list, name, object to, paint, pled, push for, put forward, quarrel, read out, reference,
renounce, rumor, sign, spout, support, take to task, talk down, tip
"""
KNOWN_FAILURES = frozenset(" ".join(_KNOWN_FAILURES.split()).split(", "))
"""Entries whose example does not give its record yet."""


@dataclass(frozen=True)
class Entry:
    """A cue with its class and its example: [source], {cue}, <content>."""

    lemma: str
    group: str
    example: Marked


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


VERBS = [Entry(row[0], row[1], read(row[4], "[{<")) for row in _rows("cues")]
PHRASES = [Entry(row[0], "phrase", read(row[1], "[{<")) for row in _rows("cue_phrases")]


def _entries(*groups: str) -> list[Entry]:
    return [entry for entry in (*VERBS, *PHRASES) if entry.group in groups]


def _cases(*groups: str) -> list[object]:
    known = pytest.mark.xfail(strict=True, reason="the example does not give its record yet")
    return [pytest.param(e, id=e.lemma, marks=known if e.lemma in KNOWN_FAILURES else ()) for e in _entries(*groups)]


def _attributed(entry: Entry) -> list[Quote]:
    """The records whose cue and mention are those of the example."""
    text = entry.example.text
    [(start, end)] = entry.example.spans["["]
    [cue] = entry.example.words("{")
    return [
        quote
        for quote in parse(text, indirect=True).quotes
        if quote.cue is not None
        and quote.mention is not None
        and (cue.lower() in quote.cue.text.lower() or quote.cue.text.lower() in cue.lower())
        and quote.mention.start < end
        and start < quote.mention.end
    ]


def _plain(words: str) -> str:
    """Without punctuation and marks at the edges: commas stand inside or outside the marks by country."""
    return words.strip(" ,.;:“”‘’\"'")


@pytest.mark.parametrize("entry", _cases("say", "write", "phrase"))
def test_example_of_saying_gives_exactly_its_content(entry: Entry) -> None:
    content = " ".join(map(_plain, entry.example.words("<")))
    found = _attributed(entry)
    assert content in [" ".join(_plain(span.text) for span in quote.spans) for quote in found]


@pytest.mark.parametrize("entry", _cases("claim", "show"))
def test_example_of_claiming_or_showing_gives_its_content(entry: Entry) -> None:
    found = _attributed(entry)
    for content in map(_plain, entry.example.words("<")):
        assert any(content in quote.text for quote in found), [quote.text for quote in found]


@pytest.mark.parametrize("entry", _cases("think"))
def test_example_of_thinking_has_its_cue(entry: Entry) -> None:
    """What somebody thinks is not reported as speech, but its verb is known: with quoted words it attributes them."""
    [cue] = entry.example.words("{")
    heads = [
        " ".join(parse.words[found.start : found.end]).lower()
        for parse in parses(entry.example.text)
        for found in parse.cues
    ]
    assert any(head in cue.lower() or cue.lower() in head for head in heads), heads


@pytest.mark.parametrize("entry", _entries("think"), ids=lambda entry: entry.lemma)
def test_what_somebody_thinks_is_no_reported_speech(entry: Entry) -> None:
    found = _attributed(entry)
    assert [quote for quote in found if quote.kind.value == "indirect"] == []


def test_every_entry_has_its_three_brackets() -> None:
    for entry in (*VERBS, *PHRASES):
        assert len(entry.example.spans["["]) == len(entry.example.spans["{"]) == 1, entry.lemma
        assert entry.example.spans["<"], entry.lemma


def test_known_failures_name_entries() -> None:
    assert KNOWN_FAILURES - {""} <= {entry.lemma for entry in (*VERBS, *PHRASES)}


def cue_words(sentence: str) -> list[str]:
    """The cues of a one-sentence text, as words."""
    parse = parsed(sentence)
    return [" ".join(parse.words[cue.start : cue.end]) for cue in parse.cues]


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Mara Quist says it is late.", ["says"]),
        ("Mara Quist has said it is late.", ["said"]),
        ("Mara Quist had repeatedly said it was late.", ["said"]),
        ("Mara Quist did not say why.", ["did not say"]),
        ("Mara Quist didn’t say why.", ["didn’t say"]),
        ("Mara Quist has never said why.", ["has never said"]),
        ("Mara Quist went on to say it was late.", ["went on to say"]),
        ("Mara Quist pointed out that it was late.", ["pointed out"]),
        ("Mara Quist was quoted as saying it was late.", ["quoted as saying"]),
        ("Mara Quist walked to the station.", []),
    ],
)
def test_verb_group_is_one_cue(sentence: str, cues: list[str]) -> None:
    assert cue_words(sentence)[:1] == cues


@pytest.mark.parametrize(
    "sentence",
    ["The report was long.", "His claim was false.", "The announcement was made at noon.", "A demand for coal grew."],
)
def test_noun_that_looks_like_a_verb_of_saying_is_no_cue(sentence: str) -> None:
    assert cue_words(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("Mara Quist was told that it was late.", True),
        ("Mara Quist told him that it was late.", False),
        ("The pier was described by Mara Quist as lost.", True),
        ("Mara Quist had described the pier as lost.", False),
    ],
)
def test_passive(sentence: str, passive: bool) -> None:
    parse = parsed(sentence)
    assert [cue.passive for cue in parse.cues] == [passive]


def test_coordinated_cues_share_their_subject() -> None:
    parse = parsed("Mara Quist said that the pier was lost and warned that the bridge would follow.")
    subjects = [parse.speaker(cue) for cue in parse.cues]
    assert [" ".join(parse.words[slice(*subject)]) for subject in subjects if subject] == ["Mara Quist", "Mara Quist"]


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("According to Mara Quist, the pier is lost.", ["According to"]),
        ("The pier is lost, according to Mara Quist.", ["according to"]),
        ("In the words of Mara Quist, the pier is lost.", ["In the words of"]),
        ("The pier is lost.", []),
    ],
)
def test_phrases_that_attribute(sentence: str, phrases: list[str]) -> None:
    parse = parsed(sentence)
    assert [" ".join(parse.words[start:end]) for start, end in parse.phrases] == phrases
