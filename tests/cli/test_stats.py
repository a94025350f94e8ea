"""``quoteattr stats`` as an audit: by outlet, month, section, source and gender; of texts, records and archives."""

from __future__ import annotations

import csv
import io
import json
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from quoteattr import parse
from tests.cli.inside import run
from tests.cli.processes import BREAD, records
from tests.cli.screen import on_terminal, screen

needs_archive = pytest.mark.skipif(find_spec("sqlite_utils") is None, reason="needs the extra archive")

ARTICLES = (
    {
        "id": "flood",
        "text": "“The river will rise,” said Mayor Ada Quill of Westbrook. Her aide Tom Hollis said: “Bread is dear.”",
        "outlet": "The Tarn Echo",
        "date": "2026-03-12",
        "section": "Harbour",
    },
    {
        "id": "ebb",
        "text": "“The river will fall,” said Ada M. Quill. She smiled. “No,” a spokesman said.",
        "outlet": "The Tarn Echo",
        "date": "2 April 2026",
    },
    {
        "id": "bread",
        "text": "“We shall see about it,” said Kim Vale. The council said: “Nobody knows.” “Bread,” said Tom Hollis.",
        "outlet": "Wharf Gazette",
        "date": "2026-03",
    },
    {"id": "none", "text": "Nobody says a word here.", "outlet": "Wharf Gazette", "date": "2026"},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records(tmp_path / "articles.jsonl", *ARTICLES)
    (tmp_path / "people.csv").write_text(
        "name,gender,aliases\nKim Vale,nonbinary,\nThomas Hollis,male,Tom Hollis\n", "utf-8"
    )
    return tmp_path


def stats(folder: Path, *arguments: object) -> str:
    status, out, errors = run("stats", *arguments, folder=folder)
    assert (status, errors) == (0, "")
    return out


def rows(told: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(told)))


BY_OUTLET_AND_GENDER = [
    ["outlet", "gender", "articles", "sources", "voices", "quotes", "words", "share"],
    ["The Tarn Echo", "female", "2", "1", "2", "2", "8", "0.6667"],
    ["The Tarn Echo", "male", "2", "1", "1", "1", "3", "0.3333"],
    ["Wharf Gazette", "male", "2", "1", "1", "1", "1", "0.5"],
    ["Wharf Gazette", "unknown", "2", "1", "1", "1", "5", "0.5"],
]


def test_by_outlet_and_gender(folder: Path) -> None:
    told = rows(stats(folder, "articles.jsonl", "--by", "outlet", "--by", "gender", "--format", "csv"))
    assert told == BY_OUTLET_AND_GENDER


def test_months_are_read_in_whatever_form(folder: Path) -> None:
    told = rows(stats(folder, "articles.jsonl", "--by", "month", "--format", "csv"))
    assert [row[:2] for row in told] == [["month", "articles"], ["2026-03", "2"], ["2026-04", "1"]]


def test_all_dimensions_at_once_are_the_table_for_a_spreadsheet(folder: Path) -> None:
    assert stats(folder, "articles.jsonl", "-o", "audit.csv") == ""
    header, *told = rows((folder / "audit.csv").read_text("utf-8"))
    assert header[:5] == ["outlet", "month", "section", "source", "gender"]
    assert ["The Tarn Echo", "2026-03", "Harbour", "person", "female"] in [row[:5] for row in told]
    assert ["Wharf Gazette", "2026-03", "", "organization", ""] in [row[:5] for row in told]
    quotes = header.index("quotes")
    assert sum(int(row[quotes]) for row in told) == 7


def test_a_list_of_persons_corrects_gender_and_joins_names(folder: Path) -> None:
    options = ("--people", "people.csv", "--by", "gender", "--format", "csv")
    told = rows(stats(folder, "articles.jsonl", *options))
    assert [row[:1] + row[2:5] for row in told[1:]] == [
        ["female", "1", "2", "2"],
        ["male", "1", "2", "2"],
        ["nonbinary", "1", "1", "1"],
    ]
    people = json.loads(stats(folder, "articles.jsonl", "--people", "people.csv", "--json"))["speakers"]
    assert {person["name"]: person["gender"] for person in people if person["kind"] == "person"} == {
        "Ada Quill": "female", "Thomas Hollis": "male", "Kim Vale": "nonbinary",
    }  # fmt: skip


@pytest.mark.parametrize("options", [(), ("--people", "people.csv")])
def test_records_are_counted_as_the_texts_are(folder: Path, options: tuple[str, ...]) -> None:
    run("extract", "articles.jsonl", "-o", "found.jsonl", folder=folder)
    for how in (("--json",), ("--format", "csv")):
        assert stats(folder, "found.jsonl", *how, *options) == stats(folder, "articles.jsonl", *how, *options)


@needs_archive
@pytest.mark.parametrize("options", [(), ("--people", "people.csv")])
def test_an_archive_is_counted_as_the_texts_are(folder: Path, options: tuple[str, ...]) -> None:
    run("extract", "articles.jsonl", "-o", "quotes.db", *options, folder=folder)
    for how in (
        ("--json",),
        ("--format", "csv"),
        ("--by", "source", "--by", "gender", "--measure", "voices", "--json"),
    ):
        assert stats(folder, "quotes.db", *how) == stats(folder, "articles.jsonl", *how, *options)
    assert stats(folder, "quotes.db", "--people", "people.csv", "--format", "csv") == stats(
        folder, "articles.jsonl", "--people", "people.csv", "--format", "csv"
    )


@needs_archive
def test_what_the_user_has_parted_in_an_archive_is_not_joined_again(folder: Path) -> None:
    import sqlite3

    run("extract", "articles.jsonl", "-o", "quotes.db", folder=folder)
    with sqlite3.connect(folder / "quotes.db") as connection:
        connection.execute("UPDATE joins SET undone = 1 WHERE name = 'Ada M. Quill'")
    connection.close()
    people = json.loads(stats(folder, "quotes.db", "--json"))["speakers"]
    assert {"Ada Quill", "Ada M. Quill"} <= {person["name"] for person in people}


@needs_archive
def test_two_whom_one_article_tells_apart_are_two_here_as_in_an_archive(folder: Path) -> None:
    article = parse("“It rains,” said Bo Vale. “It pours,” said Ann Lee.").to_dict()
    article["speakers"][1]["name"] = "Bo M. Vale"  # such names the engine tells apart for better reasons
    records(folder / "two.jsonl", {"id": "both", "article": article}, {"id": "one", "article": parse(BREAD).to_dict()})
    run("extract", "two.jsonl", "-o", "two.db", folder=folder)
    told = stats(folder, "two.jsonl", "--json")
    assert told == stats(folder, "two.db", "--json")
    assert [person["name"] for person in json.loads(told)["speakers"]] == ["Tom Hollis", "Bo M. Vale", "Bo Vale"]


@needs_archive
def test_an_archive_and_texts_together(folder: Path) -> None:
    run("extract", "articles.jsonl", "-o", "quotes.db", folder=folder)
    (folder / "late.txt").write_text("“It rains,” said Ada Quill.\n", encoding="utf-8")
    told = json.loads(stats(folder, "quotes.db", "late.txt", "--json"))
    assert told["articles"] == 5
    assert [person["articles"] for person in told["speakers"] if person["name"] == "Ada Quill"] == [3]


def test_less_sure_quotes_are_left_out_and_told(folder: Path) -> None:
    everything = json.loads(stats(folder, "articles.jsonl", "--json"))
    sure = json.loads(stats(folder, "articles.jsonl", "--json", "--min-confidence", "0.96"))
    count = {
        name: sum(kind["quotes"] for kind in told["kinds"].values())
        for name, told in (("all", everything), ("sure", sure))
    }
    assert 0 < sure["left_out"] == count["all"] - count["sure"] < count["all"]
    assert "less sure quotes left out" in stats(folder, "articles.jsonl", "--min-confidence", "0.96")


def test_for_people(folder: Path) -> None:
    told = stats(folder, "articles.jsonl", "--by", "outlet", "--by", "gender", "--chart")
    assert told.startswith("4 articles, 7 quotes, 20 words quoted\n\noutlet")
    lines = told.splitlines()
    assert lines[3].split() == ["The", "Tarn", "Echo", "female", "2", "1", "2", "2", "8", "67%", "█████████████▍"]
    assert "not known" in stats(folder, "articles.jsonl", "--by", "section")
    assert "20 words quoted; shares are of words\n" in stats(
        folder, "articles.jsonl", "--by", "month", "--measure", "words"
    )


def test_on_a_narrow_terminal_no_month_and_no_gender_is_cut(folder: Path) -> None:
    asked = ("articles.jsonl", "--by", "outlet", "--by", "month", "--by", "gender")
    status, sent = on_terminal("stats", *asked, folder=folder, columns=80)
    lines = screen(sent)
    assert status == 0
    assert max(map(len, lines)) <= 80
    assert any("2026-03  female" in line for line in lines)
    assert sum("The Tarn" in line for line in lines) == 1  # what is the same as above is told once


def test_a_picture(folder: Path) -> None:
    assert stats(folder, "articles.jsonl", "--by", "outlet", "--by", "gender", "-o", "gender.svg") == ""
    root = ElementTree.parse(folder / "gender.svg").getroot()
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[:4] == ["Quotes by outlet and gender", "female", "male", "unknown"]
    assert {"The Tarn Echo", "Wharf Gazette", "67%", "50%"} <= set(texts)
    assert ElementTree.fromstring(stats(folder, "articles.jsonl", "--format", "svg")).attrib["role"] == "img"


def test_what_is_there_stays_there(folder: Path) -> None:
    (folder / "audit.csv").write_text("mine", encoding="utf-8")
    for out in ("audit.csv", "people.csv", "articles.jsonl"):
        before = (folder / out).read_bytes()
        status, _, errors = run(
            "stats", "articles.jsonl", "--people", "people.csv", "--format", "csv", "-o", out, folder=folder
        )
        assert status == 2
        assert out in errors
        assert (folder / out).read_bytes() == before
    status, _, errors = run(
        "stats",
        "articles.jsonl",
        "--people",
        "people.csv",
        "--format",
        "csv",
        "--force",
        "-o",
        "people.csv",
        folder=folder,
    )
    assert (status, "people.csv" in errors) == (2, True)
    assert stats(folder, "articles.jsonl", "--force", "-o", "audit.csv") == ""
    assert (folder / "audit.csv").read_text("utf-8").startswith("outlet,")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("-o", "audit.xlsx"), "audit.xlsx does not end in .csv, .json, .svg, .txt: give a --format"),
        (("--by", "colour"), "'colour' is not one of 'outlet', 'month', 'section', 'source', 'gender'"),
        (("--people", "articles.jsonl"), "no column 'name'"),
    ],
)
def test_wrong_options(folder: Path, options: tuple[str, ...], told: str) -> None:
    status, out, errors = run("stats", "articles.jsonl", *options, folder=folder)
    assert (status, out) == (2, "")
    assert told in errors


def test_a_cell_that_a_spreadsheet_would_compute_is_text(folder: Path) -> None:
    records(folder / "odd.jsonl", {"text": "“It rains,” said Ada Quill.", "outlet": "=1+1"})
    assert rows(stats(folder, "odd.jsonl", "--by", "outlet", "--format", "csv"))[1][0] == "'=1+1"
