"""Clauses: the subject of a verb, past all that can stand between the two."""

from __future__ import annotations

import pytest

from quoteattr.syntax.levels import Chunk, Verb
from tests.gold import Marked, defect, read
from tests.parsed import parsed, parses


def subject(marked: Marked) -> str | None:
    """The subject of the verb group that ends at the example's ``[verb]``, as it stands in the text."""
    parse = parsed(marked.text)
    tokens = parse.sentence.tokens
    [(_, end)] = marked.spans["["]
    unit = next(u for u, token in enumerate(parse.sentence.units) if tokens.end(token) == end)
    found = parse.subject(parse.chunks.at(unit))
    if found is None:
        return None
    first, last = parse.sentence.units[found[0]], parse.sentence.end_of(found[1] - 1) - 1
    return marked.text[slice(*tokens.span(first, last + 1))]


def check(example: str) -> None:
    """``{the subject} … [verb]``."""
    marked = read(example, "{[")
    assert subject(marked) == (marked.words("{") or [None])[0]


@pytest.mark.parametrize(
    "example",
    [
        "{Mara Quist} [said] so.",
        "{She} [said] so.",
        "{The mayor of Tarn} [said] so.",
        "{The mayor} quietly [said] so.",
        "{The mayor} did not [say] so.",
        "{The mayor} has since [said] so.",
        "{The mayor} on Monday [said] so.",
        "On Monday, {the mayor} [said] so.",
        "In a long letter to the owners, {the mayor} [said] so.",
        "However, {the mayor} [said] so.",
        "Quist’s lawyer left, but {the mayor} [said] so.",
        "If it rains, {the mayor} [said], the mill shuts.",
        "{The mayor’s brother} [said] so.",
        "{A spokesman for the mayor of Tarn} [said] so.",
        "{A Tarn, Ohio, man} [said] so.",
        "The mill, [says] {Mara Quist}, is old.",
        "The mill, [wrote] {Mara Quist, who owns it}, is old.",
        "{Mara Quist} came, [said] hello, and left.",
        "{Mara Quist} came, [told] Jon Reed, and left.",
        "{The man in the red coat} [said] so.",
        "{Many} [said] so.",
        "Shares fell 8% after {the firm} [said] so.",
        "The mill shut hours before {Mara Quist} [said] so.",
        "{The mayor after Quist} [said] so.",
        "{The mayor} herself [said] so.",
        "{The owners} all [said] so.",
        "{The owners} have all [said] so.",
        "{The mayor} most recently [said] so.",
        "{The mayor} this past week [said] so.",
    ],
)
def test_plain_subject(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "{Mara Quist, the mayor of Tarn}, [said] so.",
        "{Mara Quist, 42}, [said] so.",
        "{Mara Quist, a farmer from Tarn}, [said] so.",
        "{Mara Quist, chief of the mill’s repair team}, [said] so.",
        "{The mayor, Mara Quist}, [said] so.",
        "{Mara Quist, of the Tarn Mill Trust}, [said] so.",
        "{Mara Quist, a former IMF miller who now works at the University of Tarn, Westbrook}, [said] so.",
    ],
)
def test_past_an_apposition(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "{Mara Quist, who owns the mill}, [said] so.",
        "{Mara Quist, who has sold the mill to the town}, [said] so.",
        "{Mara Quist, whose brother owns the mill}, [said] so.",
        "{The woman who bought the mill} [said] so.",
        defect("{The man whom police shot} [said] so.", reason="the verb of the relative clause ends the walk"),
        "{The firm that bought the mill} [said] so.",
        "{Mara Quist, who was told that it rained}, [said] so.",
        "The mayor followed the advice of {Mara Quist, who} [said] so.",
        "The firm published {a report by the town that} [said] so.",
        "The letter was seen by {the chief of the staff, who} [said] so.",
        "{A letter from Mara Quist obtained by the Courier} [says] so.",
        "{The data compiled by the town} [said] so.",
    ],
)
def test_past_a_relative_clause(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "{Mara Quist (D-Tarn)} [said] so.",
        "{Mara Quist (who owns the mill)} [said] so.",
        "{Mara Quist – the mayor of Tarn –} [said] so.",
        "{Mara Quist — who owns the mill —} [said] so.",
    ],
)
def test_past_a_parenthesis(example: str) -> None:
    marked = read(example, "{[")
    found = subject(marked)
    assert found is not None
    assert found.startswith("Mara Quist")


@pytest.mark.parametrize(
    "example",
    [
        "{Quist and Reed} [said] so.",
        "It hailed on the mills, and {my father} [was] there.",
        "It hailed on the mills, and {the mayor} [says] so.",
        "{Mara Quist and Jon Reed} [said] so.",
        "{Quist, Reed and Amsel} [said] so.",
        "{The mayor and the owner of the mill} [said] so.",
        "On Monday, {Quist and Reed} [said] so.",
        "The mill shut, and {Reed} [said] so.",
    ],
)
def test_conjoined_subject(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "{The mayor} left the hall and [said] so.",
        "{The mayor} left, but later [said] so.",
        "{The mayor} came, saw the mill and [said] so.",
        "{The mayor} left the hall, but, in a letter to the owners, [said] so.",
        "{The mayor} sat down, opened a letter from the owners, and [said] so.",
    ],
)
def test_coordinated_verb_borrows_its_subject(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "{The mayor} left the hall, [saying] so.",
        "{The mayor} told the owners it rained, [adding] that it hailed.",
        "[Speaking] in Tarn on Monday, {the mayor} left.",
        "A {letter} [saying] so came.",
        "He met {farmers of the town} [saying] so.",
        "The Courier quoted {farmers in the town} [saying] so.",
        "{Mara Quist} posted to Millbook [saying] so.",
        "{The mayor} held his hand [saying] so.",
        "{The mayor} issued a letter [saying] so.",
    ],
)
def test_participle(example: str) -> None:
    marked = read(example, "{[")
    found = subject(marked)
    assert found is not None
    assert found.removeprefix("A ") == marked.words("{")[0]


@pytest.mark.parametrize(
    "example",
    [
        "{The mayor} went on [to say] so.",
        "{The mayor} declined [to say] more.",
        "{The mayor} rose to her feet [to say] so.",
        "{The mayor, who owns the mill}, declined [to comment].",
    ],
)
def test_infinitive(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "Asked about the mill, {the mayor} [said] so.",
        "When she was asked about the mill, {the mayor} [said] so.",
        "After it had rained for a week, {the mayor} [said] so.",
        "While Reed said nothing, {the mayor} [said] so.",
        "As the owners left, {the mayor} [said] so.",
        "Though he likes Quist, {Reed} [said] so.",
        "To the owners, {the mayor} [said] so.",
    ],
)
def test_fronted_adverbial(example: str) -> None:
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "The mill, which burned in May, is hers, {Reed} [said].",
        "Nobody told the owners that {the mayor} [said] so.",
        "The owners think {Reed} [said] so.",
        "The report released on Monday by the owners shows what {Reed} [said].",
    ],
)
def test_nearer_subject_wins(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", ["[Said] so.", "[Go] home.", "And [said] so."])
def test_no_subject(example: str) -> None:
    assert subject(read(example, "{[")) is None


def finite(sentence: str) -> list[str]:
    """The heads of the finite verb groups."""
    parse = parsed(sentence)
    return [
        parse.words[end - 1]
        for end, verb in zip(parse.chunks.ends, parse.clauses.finite, strict=True)
        if verb == Verb.FINITE
    ]


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("The report released on Monday said so.", ["said"]),
        ("The mayor released the report.", ["released"]),
        ("The mayor, asked about it, said so.", ["said"]),
        ("In May, the owners argued, the mill would win.", ["argued", "win"]),
        defect("The man told to leave the mill refused.", ["refused"], reason="the participle is taken as finite"),
        ("The mayor has said so.", ["said"]),
        defect(
            "The man who shot Reed fled.", ["shot", "fled"], reason="the verb of the relative clause ends the clause"
        ),
    ],
)
def test_finite_verbs(sentence: str, verbs: list[str]) -> None:
    assert finite(sentence) == verbs


def test_long_sentence_ends() -> None:
    """Subjects are borrowed from verb to verb; the walk has a floor."""
    for parse in parses("The mayor " + "came and saw and " * 400 + "said so."):
        for chunk, kind in enumerate(parse.kinds):
            found = parse.subject(chunk) if kind in Chunk.VERBAL else None
            assert found is None or 0 <= found[0] < found[1] <= len(parse.words)
