"""The benchmark of checks: drafts are changed as they say, and what is found and what is a false alarm is counted."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidfuzz", reason="needs the extra check")

from benchmarks.changes import CHANGES, Draft, drafts
from benchmarks.checkers import CHECKERS
from benchmarks.checking import measure, table
from benchmarks.everyday import Candidate
from benchmarks.polnear import Extent, GoldArticle

TEXT = """\
“The river will rise tonight and nobody in the whole of Tarn can stop it for two days,” said Ada Quill.

“I will not leave my shop for anybody, whatever the mayor says about the old bridge,” said Tom Hollis.
"""
OTHER = "“It rained all week and the mill stood still,” said Ann Lee.\n"
BY_KEY = {checker.key: checker for checker in CHECKERS}


def at(piece: str, text: str = TEXT) -> Extent:
    return text.index(piece), text.index(piece) + len(piece)


def candidate(words: str, speaker: str, text: str = TEXT) -> Candidate:
    return Candidate(at(words, text), "direct", True, speaker, "person", at(speaker, text))


ARTICLES = [GoldArticle("council", TEXT, ()), GoldArticle("farm", OTHER, ())]
JUDGED = {
    "council": [
        candidate("The river will rise tonight and nobody in the whole of Tarn can stop it for two days", "Ada Quill"),
        candidate("I will not leave my shop for anybody, whatever the mayor says about the old bridge", "Tom Hollis"),
    ],
    "farm": [candidate("It rained all week and the mill stood still", "Ann Lee", OTHER)],
}
MADE = [draft for draft in drafts(ARTICLES, JUDGED) if draft.article == "council"]


def of_kind(kind: str) -> list[Draft]:
    return [draft for draft in MADE if draft.kind == kind]


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_where_it_is_said_to_be(kind: str) -> None:
    made = of_kind(kind)
    assert made
    for draft in made:
        assert draft.changed is not None
        start, end = draft.changed
        tail = len(draft.text) - end
        assert draft.source == TEXT != draft.text
        if kind == "another person":
            assert draft.text[start:end] in TEXT
        else:
            assert (draft.text[:start], draft.text[end:]) == (TEXT[:start], TEXT[len(TEXT) - tail :])
            assert draft.text[start:end] not in TEXT


def test_drafts_that_are_right_name_the_readers_speakers() -> None:
    [anew] = of_kind("written anew")
    assert anew.text.count("said Ada Quill.") == anew.text.count("said Tom Hollis.") == 1
    [edited] = of_kind("ellipsis, bracket, capital")
    assert edited.text.count("…") == 2
    assert all(draft.changed is None for draft in (anew, edited, *of_kind("other marks")))


def test_everything_is_found_and_nothing_else() -> None:
    counts = measure(MADE, {"quoteattr": BY_KEY["quoteattr"].load()})["quoteattr"]
    assert counts.found == counts.changed
    assert set(counts.changed) == set(CHANGES)
    assert sum(counts.alarms.values()) == 0
    assert counts.untouched["written anew"] == 2


def test_a_string_search_sees_no_speaker() -> None:
    counts = measure(of_kind("another person"), {"substring": BY_KEY["substring"].load()})
    assert (counts["substring"].changed["another person"], counts["substring"].found["another person"]) == (2, 0)
    shown = table(counts, [BY_KEY["substring"], BY_KEY["krokai"]], {"krokai": "pip install krokai"})
    assert "| found: another person | 2 | 0.0 % |" in shown
    assert shown.endswith("krokai: not installed (pip install krokai)")


def test_closeness_forgives_a_word() -> None:
    counts = measure(of_kind("a word"), {"partial_ratio": BY_KEY["partial_ratio"].load()})["partial_ratio"]
    assert counts.found["a word"] < counts.changed["a word"]
