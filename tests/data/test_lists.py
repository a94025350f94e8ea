"""Lint of the word lists: form, values, order, and no given name that is silently a common word."""

from __future__ import annotations

import re
import runpy
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from quoteattr.lexicon import Language
from quoteattr.syntax.levels import Word, units

ENGINE = Path(__file__).resolve().parent.parent.parent / "quoteattr"
DATA = ENGINE / "data" / "en"

PENN_TAGS = frozenset(
    {"CC", "CD", "DT", "EX", "IN", "JJ", "JJR", "JJS", "MD", "NN", "NNS", "PDT", "PRP", "PRP$", "RB", "RBR", "RBS"}
    | {"RP", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB"}
)
WORD_CLASSES = frozenset(unit.name for unit in units(Word))
GENDERS = frozenset({"female", "male", "-"})


@dataclass(frozen=True)
class Shape:
    """What a list looks like: number of columns, allowed values by column, columns that make an entry unique."""

    columns: int
    values: dict[int, frozenset[str]] = field(default_factory=dict)
    key: int = 1
    may_be_empty: frozenset[int] = frozenset()


SHAPES = {
    "abbreviations.tsv": Shape(2, {1: frozenset({"title", "inner", "may_end"})}),
    "calendar.tsv": Shape(2, {1: frozenset({"month", "month_abbr", "weekday", "weekday_abbr", "holiday"})}),
    "function_words.tsv": Shape(2, {1: WORD_CLASSES}),
    "given_names.tsv": Shape(4, {3: frozenset({"", "ambiguous"})}, may_be_empty=frozenset({3})),
    "issuing_verbs.tsv": Shape(2),
    "language.tsv": Shape(2, {0: frozenset(Language._fields)}),
    "lists.tsv": Shape(2),
    "nicknames.tsv": Shape(2, key=2),
    "organizations.tsv": Shape(2, {1: frozenset({"head", "name"})}),
    "places.tsv": Shape(2, {1: frozenset({"country", "state", "city", "region", "demonym"})}),
    "pronouns.tsv": Shape(
        3,
        {
            1: frozenset({"female", "male"}),
            2: frozenset({"subject", "possessive", "object", "reflexive"}),
        },
    ),
    "role_kin.tsv": Shape(2, key=2),
    "roles.tsv": Shape(
        4,
        {
            1: frozenset({"sg", "pl"}),
            2: GENDERS,
            3: frozenset({"person", "group", "organization", "document"}),
        },
    ),
    "pronoun_weights.tsv": Shape(3, key=2),
    "reason_words.tsv": Shape(3, key=2),
    "report_weights.tsv": Shape(3, key=2),
    "rule_words.tsv": Shape(3, {1: frozenset({"link", "name"})}),
    "source_weights.tsv": Shape(3, key=2),
    "suffixes.tsv": Shape(3, {1: WORD_CLASSES}),
    "title_nouns.tsv": Shape(2),
    "titles.tsv": Shape(
        3,
        {
            1: GENDERS,
            2: frozenset({"honorific", "office", "military", "police", "clergy", "academic", "royal"}),
        },
    ),
    "word_sets.tsv": Shape(2, key=2),
    "words.tsv": Shape(2, {1: PENN_TAGS}),
}

HEADER_FIELDS = ("Source:", "Licence:", "Date:", "Columns:")

every_list = pytest.mark.parametrize("name", sorted(SHAPES))


def lines_of(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def rows_of(name: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in lines_of(name) if not line.startswith("#")]


@every_list
def test_header_says_what_from_where_and_under_which_licence(name: str) -> None:
    lines = lines_of(name)
    header = [line for line in lines if line.startswith("#")]
    assert lines[: len(header)] == header, "header lines after the first entry"
    assert [entry for entry in HEADER_FIELDS if not any(line.startswith(f"# {entry}") for line in header)] == []


@every_list
def test_file_is_nfc_and_ends_with_one_newline(name: str) -> None:
    text = (DATA / name).read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@every_list
def test_every_row_has_its_columns_filled(name: str) -> None:
    shape = SHAPES[name]
    rows = rows_of(name)
    assert rows
    assert [row for row in rows if len(row) != shape.columns] == []
    for column in set(range(shape.columns)) - shape.may_be_empty:
        assert [row for row in rows if not row[column]] == []
    assert [row for row in rows if any(cell != cell.strip() for cell in row)] == []


@every_list
def test_columns_hold_allowed_values_only(name: str) -> None:
    for column, allowed in SHAPES[name].values.items():
        assert [row for row in rows_of(name) if row[column] not in allowed] == []


@every_list
def test_rows_are_sorted_and_unique(name: str) -> None:
    keys = [row[: SHAPES[name].key] for row in rows_of(name)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_every_list_is_recorded_with_its_rows() -> None:
    script = runpy.run_path(str(ENGINE.parent / "scripts" / "count_rows.py"))
    assert (DATA / "lists.tsv").read_text(encoding="utf-8") == script["record"](DATA), (
        "run python scripts/count_rows.py"
    )
    assert {row[0] for row in rows_of("lists.tsv")} == {path.stem for path in DATA.glob("*.tsv")} - {"lists"}


def test_header_says_what_each_property_of_the_language_is_for() -> None:
    described = [m[1] for line in lines_of("language.tsv") if (m := re.fullmatch(r"#   (\w+): .+", line))]
    assert described == sorted(Language._fields)


def test_words_are_lower_case_ascii() -> None:
    word = re.compile(r"n't|[a-z]+(?:[-'][a-z]+)*")
    assert [row for row in rows_of("words.tsv") if not word.fullmatch(row[0])] == []


def test_given_names_have_a_capital_and_a_weight() -> None:
    for name, female, male, _ in rows_of("given_names.tsv"):
        assert name[0].isupper(), name
        assert int(female) + int(male) > 0, name


def test_abbreviations_have_their_dots() -> None:
    assert [row for row in rows_of("abbreviations.tsv") if not row[0].endswith(".")] == []


def test_given_names_that_are_common_words_are_flagged() -> None:
    words = {row[0] for row in rows_of("words.tsv")}
    unflagged = [name for name, *_, flags in rows_of("given_names.tsv") if name.lower() in words and not flags]
    assert unflagged == []


@pytest.mark.parametrize(
    "name", ["Will", "Mark", "May", "April", "Grant", "Rich", "Grace", "Jordan", "Georgia", "Austin", "Jackson", "Dean"]
)
def test_ambiguous_given_names(name: str) -> None:
    assert {row[0]: row[3] for row in rows_of("given_names.tsv")}[name] == "ambiguous"


@pytest.mark.parametrize("name", ["John", "Mary", "Peter", "Donald", "Hillary", "Jack", "Harry"])
def test_plain_given_names(name: str) -> None:
    assert {row[0]: row[3] for row in rows_of("given_names.tsv")}[name] == ""


@pytest.mark.parametrize("word", ["An", "In", "So", "See", "Do", "Long", "Man", "Ok", "The", "My"])
def test_words_that_are_no_given_names(word: str) -> None:
    assert word not in {row[0] for row in rows_of("given_names.tsv")}


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Hillary", "female"), ("Siobhan", "female"), ("Ngozi", "female"), ("Sergei", "male"), ("Bernie", "male")],
)
def test_gender_of_given_names(name: str, gender: str) -> None:
    female, male = next((int(row[1]), int(row[2])) for row in rows_of("given_names.tsv") if row[0] == name)
    assert ("female" if female > male else "male") == gender


def test_no_suffix_ends_another() -> None:
    endings = [row[0] for row in rows_of("suffixes.tsv")]
    assert [(a, b) for a in endings for b in endings if a != b and a.endswith(b)] == []


def test_title_nouns_are_lower_case_without_dot_and_their_nouns_are_roles() -> None:
    roles = {row[0] for row in rows_of("roles.tsv")}
    assert [row for row in rows_of("title_nouns.tsv") if row[0] != row[0].lower().rstrip(".")] == []
    assert [row for row in rows_of("title_nouns.tsv") if row[1] not in roles] == []


def test_kin_of_a_role_are_lower_case_and_no_role_is_its_own_kin() -> None:
    rows = rows_of("role_kin.tsv")
    assert [row for row in rows if row[0] == row[1] or any(cell != cell.lower() for cell in row)] == []
    roles = {row[0].lower() for row in rows_of("roles.tsv")}
    assert {row[0] for row in rows} - roles == set()


def test_header_says_what_each_word_set_is_for() -> None:
    described = [m[1] for line in lines_of("word_sets.tsv") if (m := re.fullmatch(r"#   (\w+): .+", line))]
    assert described == sorted({row[0] for row in rows_of("word_sets.tsv")})


def test_the_engine_asks_for_every_word_set_and_for_no_other() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(ENGINE.rglob("*.py")))
    known = {row[0] for row in rows_of("word_sets.tsv")}
    assert set(re.findall(r"""sets\["(\w+)"\]""", code)) - known == set()
    assert [name for name in sorted(known) if f'"{name}"' not in code] == []


def test_one_word_joins_a_group() -> None:
    assert len([row for row in rows_of("word_sets.tsv") if row[0] == "conjunction"]) == 1
