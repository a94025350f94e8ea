"""Hostile texts beyond those of the benchmark: ordinary words in numbers that no article has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, product

from benchmarks.shapes import SHAPES as BENCHMARK_SHAPES
from benchmarks.shapes import Shape, open_brackets


def quotations_in_one_sentence(n: int) -> str:
    """Closed quotations side by side, no full stop between them."""
    return _fill("“rain” ", n)


def statements_in_one_paragraph(n: int) -> str:
    """Quotation after quotation with its attribution, all in one paragraph."""
    return _fill("“It rained,” said Ada Quill. “It stopped,” she said. ", n)


def statements_without_an_end(n: int) -> str:
    """One sentence of attributed quotations."""
    return _fill("“It rained,” Ada Quill said, and ", n)


def paragraphs_never_closed(n: int) -> str:
    """Each paragraph opens a quotation, none closes."""
    return _fill("“It rained all week.\n\n", n)


def reported_clauses(n: int) -> str:
    """He said that she said that he said, without an end."""
    return _fill("he said that she told reporters that ", n)


def subordinate_clauses(n: int) -> str:
    """A subject whose verb never comes."""
    return _fill("the man who knew the woman, who saw the mill, ", n, end="said: “It rained.”")


def people(n: int) -> str:
    """A new person in every sentence."""
    return _fill_from((f"“It rained,” said {first} {last}. " for first, last in _names()), n)


def namesakes(n: int) -> str:
    """A new person of the same surname in every sentence, and the surname alone after each."""
    return _fill_from((f"{first} {last} Quill left. Quill said: “It rained.” " for first, last in _names()), n)


def brackets(n: int) -> str:
    """Brackets that open, then brackets that close."""
    return _fill("(", n // 2) + _fill(")", n - n // 2)


def full_stops(n: int) -> str:
    """Full stops with brackets behind them."""
    return _fill(".)", n)


def apostrophes(n: int) -> str:
    """Plural possessives that may all be closing marks, behind one that may open."""
    return _fill("‘the workers’ wives’ dogs’ ", n)


def white_space(n: int) -> str:
    """White space of every kind between two words."""
    return _fill(" \t\u00a0\u2003", n - 2).join("aa")


def transcripts(n: int) -> str:
    """A label and its words on every line."""
    return _fill("WALLACE: We will not go.\n", n)


def roles(n: int) -> str:
    """The same role without a name again and again, behind many persons who could hold it."""
    held = _fill_from((f"Senator {first} {last} left. " for first, last in _names()), n // 2)
    return held + _fill("The senator said it rained. ", n - n // 2)


def pronouns(n: int) -> str:
    """A new person in every sentence, and a pronoun for each."""
    return _fill_from((f"{first} {last} left. He said: “It rained.” " for first, last in _names()), n)


def groups(n: int) -> str:
    """Two new persons at once, and a pronoun for both."""
    return _fill_from((f"{a} {b} and {b} {a} said it rained. They said it poured. " for a, b in _names()), n)


def lists_of_names(n: int) -> str:
    """One list of names without an end."""
    return _fill_from((f"{first} {last} and " for first, last in _names()), n)


def titles(n: int) -> str:
    """Titles without a name."""
    return _fill("President Secretary General Sen. Dr. ", n)


def title_case(n: int) -> str:
    """Headlines only."""
    return _fill("The Mayor Says That The Mill Will Close In Tarn\n", n)


def marks_behind_words(n: int) -> str:
    """A straight mark behind every word."""
    return _fill('rain" ', n)


def single_in_double(n: int) -> str:
    """Quotations within quotations, side by side."""
    return _fill("“he ‘said’ it” ", n)


def unknown_initials(n: int) -> str:
    """Initials that no body of the text has, and bodies to look them up among."""
    return _fill("The KXQ met the Mills Rivers Roads Office. ", n)


def cues_and_quotations(n: int) -> str:
    """Words and verbs by turns, without a speaker."""
    return _fill("“a” said ", n)


def full_stops_in_marks(n: int) -> str:
    """Quotations of a full stop."""
    return _fill("“.” ", n)


def according_to(n: int) -> str:
    """Sources without words."""
    return _fill("according to Ada Quill ", n)


def that(n: int) -> str:
    """Said that, said that."""
    return _fill("said that ", n)


def addresses(n: int) -> str:
    """Links, handles, numbers and abbreviations."""
    return _fill("https://a.example/b. @quill: 1.2-3 U.S. a.m. ", n)


def accents(n: int) -> str:
    """Letters with their accents behind them, lines that end in every way."""
    return _fill("Zoe\u0301 A\u030angstro\u0308m said “e\u0301”.\r\nSo\u0301.\rA\u2028\x85", n)


SHAPES: tuple[Shape, ...] = (
    *BENCHMARK_SHAPES,
    quotations_in_one_sentence,
    statements_in_one_paragraph,
    statements_without_an_end,
    paragraphs_never_closed,
    reported_clauses,
    subordinate_clauses,
    people,
    namesakes,
    brackets,
    full_stops,
    apostrophes,
    white_space,
    transcripts,
    roles,
    pronouns,
    groups,
    lists_of_names,
    titles,
    title_case,
    marks_behind_words,
    single_in_double,
    unknown_initials,
    cues_and_quotations,
    full_stops_in_marks,
    according_to,
    that,
    addresses,
    accents,
)

DENSE: tuple[Shape, ...] = (open_brackets,)
"""A quotation every two characters, three hundred times as many as news has: each is a record of its own."""


def _names() -> Iterator[tuple[str, str]]:
    """Pairs of invented capitalized words, all different."""
    syllables = ("ka", "lo", "mi", "ne", "ru", "so", "ta", "vi", "xa", "zo")
    for length in count(2):
        for first in product(syllables, repeat=length):
            for last in product(syllables, repeat=2):
                yield "".join(first).capitalize(), "".join(last).capitalize() + "bek"


def _fill(pattern: str, n: int, *, end: str = "") -> str:
    room = n - len(end)
    return (pattern * (room // len(pattern) + 1))[:room] + end


def _fill_from(parts: Iterator[str], n: int) -> str:
    out: list[str] = []
    length = 0
    while length < n:
        out.append(next(parts))
        length += len(out[-1])
    return "".join(out)[:n]
