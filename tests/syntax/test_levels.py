"""The table of the levels: each example is read by the engine itself; patterns are written in the names."""

from __future__ import annotations

from collections import Counter

import pytest

from quoteattr.lexicon import load
from quoteattr.syntax import chunks
from quoteattr.syntax.cues import Parse
from quoteattr.syntax.levels import Chunk, Level, Marks, Unit, Verb, Word, any_of, letter, names, pattern, row, units
from quoteattr.syntax.words import word_classes
from tests.gold import read
from tests.parsed import parsed

LEVELS = (Word, Chunk, Verb)

every_level = pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.__name__)


def _rows(level: Level, *, decided: bool = True) -> pytest.MarkDecorator:
    listed = [unit for unit in units(level) if unit.decided is decided]
    return pytest.mark.parametrize("unit", listed, ids=[unit.name for unit in listed])


def _braced(unit: Unit) -> tuple[Parse, int, int]:
    """The example's parse, and the units that its braces hold."""
    marked = read(unit.example, "{")
    [(start, end)] = marked.spans["{"]
    parse = parsed(marked.text)
    tokens, sentence = parse.sentence.tokens, parse.sentence
    first = next(u for u, token in enumerate(sentence.units) if tokens.starts[token] == start)
    last = next(u for u in range(len(sentence.units)) if tokens.end(sentence.end_of(u) - 1) == end)
    return parse, first, last + 1


@_rows(Word)
def test_example_of_a_word_class(unit: Unit) -> None:
    parse, first, last = _braced(unit)
    assert names(Word, parse.tags[first:last]) == [unit.name]


@_rows(Word, decided=False)
def test_example_of_a_word_that_is_left_open(unit: Unit) -> None:
    parse, first, last = _braced(unit)
    [word] = parse.words[first:last]
    assert names(Word, word_classes(load())[word]) == [unit.name]
    assert parse.tags[first] not in Word.OPEN


def _is_chunk(parse: Parse, first: int, last: int) -> bool:
    k = parse.chunks.at(first)
    return (parse.chunks.starts[k], parse.chunks.ends[k]) == (first, last)


@_rows(Chunk)
def test_example_of_a_chunk_kind(unit: Unit) -> None:
    parse, first, last = _braced(unit)
    assert _is_chunk(parse, first, last)
    assert names(Chunk, parse.kinds[parse.chunks.at(first)]) == [unit.name]


@_rows(Chunk, decided=False)
def test_example_of_a_chunk_that_is_left_open(unit: Unit) -> None:
    parse, first, last = _braced(unit)
    assert _is_chunk(parse, first, last)
    assert names(Chunk, chunks.kind_alone(parse.tags[first:last])) == [unit.name]
    assert parse.kinds[parse.chunks.at(first)] != unit.letter


@_rows(Verb)
def test_example_of_a_verb(unit: Unit) -> None:
    parse, first, last = _braced(unit)
    assert _is_chunk(parse, first, last)
    assert names(Verb, parse.clauses.finite[parse.chunks.at(first)]) == [unit.name]


@every_level
def test_names_and_letters_are_unique_in_a_level(level: Level) -> None:
    for column in (lambda unit: unit.name, lambda unit: unit.letter):
        assert [value for value, times in Counter(map(column, units(level))).items() if times > 1] == []


@every_level
def test_a_unit_is_one_letter_that_the_class_has_under_its_name(level: Level) -> None:
    for unit in units(level):
        assert len(unit.letter) == 1
        assert getattr(level, unit.name.upper()) == unit.letter == letter(level, unit.name)
        assert type(getattr(level, unit.name.upper())) is str, "a subclass would compare at half the speed"


@every_level
def test_every_unit_says_what_it_means_by_a_sentence(level: Level) -> None:
    for unit in units(level):
        assert unit.meaning
        assert unit.example.endswith((".", ".”}", "{.}"))


def test_marks_are_the_same_on_each_level() -> None:
    for level in (Word, Chunk):
        assert set(units(Marks)) <= set(units(level))


def test_names_of_letters() -> None:
    assert names(Chunk, Chunk.NOUN + Chunk.VERB + Chunk.STOP) == ["noun", "verb", "stop"]
    assert names(Word, "?") == [""]


def test_sets_have_names_too() -> None:
    assert letter(Chunk, "finite") == Chunk.FINITE == Chunk.VERB + Chunk.PAST


def test_unknown_name_lists_the_known() -> None:
    for ask in (letter, any_of, row, pattern):
        with pytest.raises(ValueError, match=r"Chunk has no 'nuon'; there are noun, verb, past, .*quotation"):
            ask(Chunk, "nuon")


def test_any_of_units_and_sets() -> None:
    assert set(any_of(Chunk, "noun finite verb")) == {Chunk.NOUN, Chunk.VERB, Chunk.PAST}
    assert len(any_of(Chunk, "noun finite verb")) == 3
    assert any_of(Chunk, "") == ""


def test_row_of_units() -> None:
    assert row(Chunk, "comma noun comma") == Chunk.COMMA + Chunk.NOUN + Chunk.COMMA
    with pytest.raises(ValueError, match="'finite' is a set of units"):
        row(Chunk, "noun finite")


@pytest.mark.parametrize(
    ("written", "matching", "other"),
    [
        ("noun finite", "noun verb", "noun noun"),
        ("noun+ (comma | dash)? that", "noun noun dash that", "noun noun colon that"),
        ("noun* $", "noun noun", "noun verb"),
        ("^ noun (?! verb)", "noun noun", "noun verb"),
        ("noun (?= verb)", "noun verb", "noun noun"),
        ("noun verb (?<= verb) (?<! noun)", "noun verb", "noun noun"),
        ("noun{2,3} verb", "noun noun verb", "noun verb"),
        ("noun{2} verb", "noun noun verb", "noun verb"),
        ("any stop", "dash stop", "stop"),
        ("opening noun closing", "opening noun closing", "noun"),
        ("  noun\n  |  verb  ", "verb", "dash"),
    ],
)
def test_pattern(written: str, matching: str, other: str) -> None:
    compiled = pattern(Chunk, written)
    assert compiled.match(row(Chunk, matching))
    assert not compiled.match(row(Chunk, other))


@every_level
def test_every_unit_and_set_is_a_pattern(level: Level) -> None:
    for unit in units(level):
        assert pattern(level, unit.name).fullmatch(unit.letter)
    for name, letters in vars(level).items():
        if name.isupper():
            assert all(pattern(level, name.lower()).fullmatch(one) for one in letters)


@pytest.mark.parametrize("written", ["noun [a]", "noun.", "noun \\w", "Noun", "noun, verb", "(?P<x> noun)", "7"])
def test_sign_that_the_notation_does_not_have(written: str) -> None:
    with pytest.raises(ValueError, match="neither a name nor a sign of the notation"):
        pattern(Chunk, written)
