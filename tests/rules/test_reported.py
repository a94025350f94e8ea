"""Reported speech without marks: who, by which cue, and exactly which words."""

from __future__ import annotations

import pytest

from quoteattr import QuoteKind, parse
from tests import invariants
from tests.gold import defect, read


def check(example: str) -> None:
    """``{mention}``, ``[cue]``, ``<content>``: all records of the text, contents joined by a space."""
    marked = read(example, "{[<")
    found = [quote for quote in parse(marked.text, indirect=True).quotes if quote.kind is QuoteKind.INDIRECT]
    assert [quote.text for quote in found] == [" ".join(marked.words("<"))]
    assert [quote.mention and quote.mention.text for quote in found] == marked.words("{")
    assert [quote.cue and quote.cue.text for quote in found] == marked.words("[")


def contents(text: str) -> list[tuple[str | None, str]]:
    """(mention, content) of every record."""
    found = parse(text, indirect=True).quotes
    return [(quote.mention and quote.mention.text, quote.text) for quote in found]


@pytest.mark.parametrize(
    "example",
    [
        "{Mara Quist} [said] that <the mill would close>.",
        "{Mara Quist} [said] on Monday that <the mill would close>.",
        "{Mara Quist} [told] reporters that <the mill would close>.",
        "{Mara Quist} [told] reporters in Tarn on Monday that <the mill would close>.",
        "{She} also [said] that <the mill would close>.",
        "{Mara Quist, who owns the mill}, [said] that <it would close>.",
        "On Monday, {Mara Quist} [said] that <the mill would close>.",
        "{Mara Quist} has [said] that <the mill would close>.",
        "{Mara Quist} [explained] to the owners that <the mill would close>.",
        "{Mara Quist} [pointed out] that <the mill would close>.",
        "{Mara Quist} [wrote] on Monday that <the mill would close>.",
        "{Mara Quist} [did not say] that <the mill would close>.",
        "{Mara Quist} [said] <that is why the mill would close>.",
    ],
)
def test_that_clause(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "{Mara Quist} [said] <the mill would close>.",
        "{Mara Quist} [said] on Monday <the mill would close>.",
        "{Mara Quist} [said] Monday <the mill would close>.",
        "{Mara Quist} [told] reporters <the mill would close>.",
        "{She} [says] <she will leave>.",
        "{The owners} [say] <nobody is left>.",
        "{The owners} [said] <they had sold the mill and that it would close>.",
    ],
)
def test_clause_without_that(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "[According to] {Mara Quist}, <the mill would close>.",
        "<The mill would close>, [according to] {Mara Quist}.",
        "<The mill would close in May>, [according to] {the mayor of Tarn}.",
        defect("[According to] {a report by the owners}, <it would close>.", reason="the mention stops before by"),
        "<The mill>, [according to] {Mara Quist}, <would close>.",
    ],
)
def test_according_to_in_all_places(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "<The mill would close in May>, {Mara Quist} [said].",
        "<The mill would close in May>, [said] {Mara Quist}.",
        "<The mill would close in May>, {she} [said] on Monday.",
        "<The mill>, {Mara Quist} [said], <would close in May>.",
        "<The mill would close in May>, {Mara Quist} [told] reporters.",
        "<If it rains>, {Mara Quist} [said], <the mill would close>.",
    ],
)
def test_trailing(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "{Mara Quist} [asked] <whether the mill would close>.",
        "{Mara Quist} [asked] reporters <why the mill would close>.",
        "{Mara Quist} [did not say] <why the mill would close>.",
        "{The owners} [asked] <if the mill would close>.",
        "{Mara Quist} [explained] <how the mill works>.",
    ],
)
def test_reported_question(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mara Quist stressed that the mill was safe, but promised a sale of the mill and warned that it was old.",
            [
                ("Mara Quist", "the mill was safe"),
                ("Mara Quist", "a sale of the mill"),
                ("Mara Quist", "it was old"),
            ],
        ),
        (
            "Mara Quist said that the mill was safe and added that it was old.",
            [("Mara Quist", "the mill was safe"), ("Mara Quist", "it was old")],
        ),
        (
            "Mara Quist said that the mill was safe, adding that it was old.",
            [("Mara Quist", "the mill was safe"), ("Mara Quist", "it was old")],
        ),
        (
            "Mara Quist said that the mill was safe, and Jon Reed said that it was not.",
            [("Mara Quist", "the mill was safe"), ("Jon Reed", "it was not")],
        ),
        (
            "Mara Quist said the mill was safe, but Jon Reed warned that it was old.",
            [("Mara Quist", "the mill was safe"), ("Jon Reed", "it was old")],
        ),
        (
            "While Mara Quist said that the mill was safe, Jon Reed said that it was not.",
            [("Mara Quist", "the mill was safe"), ("Jon Reed", "it was not")],
        ),
        (
            "Mara Quist said that the mill was safe. According to Jon Reed, it is old.",
            [("Mara Quist", "the mill was safe"), ("Jon Reed", "it is old")],
        ),
        (
            "“It rained,” said Mara Quist, adding that the mill was safe.",
            [("Mara Quist", "It rained,"), ("Mara Quist", "the mill was safe")],
        ),
        (
            "Mara Quist promised to stay and vowed to fight the sale.",
            [("Mara Quist", "to stay"), ("Mara Quist", "to fight the sale")],
        ),
    ],
)
def test_several_contents(text: str, expected: list[tuple[str, str]]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quist said goodbye.",
        defect("Mara Quist said a prayer.", reason="the noun phrase is no content"),
        "Mara Quist said goodbye to the owners of the mill on Monday.",
        "Mara Quist told a story.",
        "Mara Quist spoke for an hour.",
        "Mara Quist asked for water.",
        "Mara Quist responded to a letter that was late.",
        "Mara Quist held a rally, but the mill shut.",
        "The report was long.",
        "The mill shut in May.",
        "Mara Quist called her brother.",
        "Mara Quist added salt.",
        defect("Mara Quist wrote a book.", reason="the noun phrase is no content"),
        "The announcement came late.",
        "According to plan, the mill shut.",
        "She was told to wait outside.",
        "Enough said.",
        "",
    ],
)
def test_nobodys_quotation(text: str) -> None:
    assert contents(text) == []


def test_subject_it_says_nothing() -> None:
    assert contents("It said so on the door.") == []


def test_weather_is_no_speech() -> None:
    assert contents("According to Jon Reed, it hailed.") == [("Jon Reed", "it hailed")]
    assert contents("According to Jon Reed, a trial will begin.") == [("Jon Reed", "a trial will begin")]


@pytest.mark.parametrize(
    ("text", "mention", "content"),
    [
        ("Mara Quist was told that the mill would close.", None, None),
        ("The owners were told by Mara Quist that the mill would close.", "Mara Quist", "the mill would close"),
    ],
)
def test_passive(text: str, mention: str | None, content: str | None) -> None:
    assert contents(text) == ([] if mention is None else [(mention, content)])


@pytest.mark.parametrize(
    "example",
    [
        "{Mara Quist} [said] Monday that <the mill, which burned in May, would close>.",
        "{Quist} [said] <she had met Reed and that they were friends>.",
        "<The mill would close>, {Quist} [said], <if nobody bought it>.",
        "<The mill would close>, {Quist} [said] in a statement on Monday.",
        "{Officials} [say] <the mill is unsafe>.",
        "<It is not clear whether the mill will close>, {Quist} [said].",
        "{The council} [said] in a statement that <the mill would close>.",
        "In a statement, {the council} [said] <the mill would close>.",
        "Reed left after {Quist} [said] that <the mill would close>.",
        "{The report} [found] that <the mill was unsafe>.",
        "As {Quist} [said], <the mill is old>.",
        "[According to] {Quist and Reed}, <the mill would close>.",
        defect("When {Quist} [said] that <the mill would close>, Reed left.", reason="runs over the comma"),
        "If {Quist} [says] <the mill will close>, Reed leaves.",
        defect("{The woman} who [said] <the mill would close> left.", reason="a restrictive clause does not end"),
        "[According to] {Quist, who owns the mill}, <it would close>.",
        "<The mill>, [according to] {documents seen by the Courier}, <would close>.",
        "<The mill is old>, as {Quist} [said].",
        defect("As {Quist} [put it], <the mill is old>.", reason="an entry that the lexicon does not have"),
        defect("<The mill>, {Quist} [wrote] in the Courier, <is unsafe>.", reason="a place behind the cue"),
        defect("{Quist} [said]: <the mill is old>.", reason="a colon without marks"),
        defect("{Quist} refused to [say] <whether the mill would close>.", reason="refused reports it once more"),
        "{Quist}’s [claim] that <the mill is safe> is false.",
    ],
)
def test_exact_boundaries(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mill will close, she said, adding that nobody would lose a job.",
            [("she", "The mill will close"), ("she", "nobody would lose a job")],
        ),
        defect(
            "Quist said that, according to Reed, the mill would close.",
            [("Reed", "the mill would close")],
            reason="the words of the outer saying are taken in",
        ),
        (
            "Quist said Reed told her the mill would close.",
            [("Quist", "Reed told her the mill would close"), ("Reed", "the mill would close")],
        ),
        (
            "Quist has said she wants the mill to close; Reed has said he does not.",
            [("Quist", "she wants the mill to close"), ("Reed", "he does not")],
        ),
        (
            "The mill is unsafe, Quist says. Reed says it is not.",
            [("Quist", "The mill is unsafe"), ("Reed", "it is not")],
        ),
    ],
)
def test_more_than_one_speaker(text: str, expected: list[tuple[str, str]]) -> None:
    assert contents(text) == expected


def test_spans_are_nested_or_disjoint() -> None:
    text = "Quist said that the mill, Reed said, was unsafe."
    invariants.check(text, parse(text, indirect=True))


def test_headline() -> None:
    assert contents("Mayor says mill will close\n\nThe mill is old.") == [("Mayor", "mill will close")]


def test_content_has_no_full_stop_and_ends_before_the_next_sentence() -> None:
    assert contents("Mara Quist said it rained. It did.") == [("Mara Quist", "it rained")]


def test_what_is_quoted_is_not_reported_again() -> None:
    found = parse("Mara Quist said that the mill was “a wreck” and would close.", indirect=True).quotes
    assert [quote.kind for quote in found] == [QuoteKind.MIXED]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee denied Tom Reed a second goal.",
        "The millers observed a minute’s silence.",
        "Rising rents have stressed the millers out.",
    ],
)
def test_a_verb_of_saying_in_another_sense_reports_nothing(text: str) -> None:
    assert contents(text) == []


def test_a_report_inside_a_report_has_it_as_its_parent() -> None:
    text = "Ann Lee said that Tom Reed had warned that the mill would close. Mara Quist said it rained."
    found = parse(text, indirect=True).quotes
    assert [(quote.speaker.name if quote.speaker else None, quote.parent) for quote in found] == [
        ("Ann Lee", None),
        ("Tom Reed", 0),
        ("Mara Quist", None),
    ]


def test_of_reports_inside_reports_the_innermost_is_the_parent() -> None:
    text = "Ann Lee said that Tom Reed had told the board that Mara Quist believed that the mill would close."
    assert [quote.parent for quote in parse(text, indirect=True).quotes] in ([None, 0], [None, 0, 1])
