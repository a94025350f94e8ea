"""Archives on the command line: runs add to them, kills cost nothing, and ``quoteattr search`` finds what was said."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import signal
import sqlite3
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.archive.samples import damage, rows
from tests.cli.inside import Done, run
from tests.cli.processes import BREAD, RAIN, command, records

pytestmark = pytest.mark.skipif(
    any(find_spec(each) is None for each in ("sqlite_utils", "click", "rich", "filelock")),
    reason="needs the extra archive",
)

FLOOD = "“The flood is over,” said Ada Quill.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rain = {"id": "rain", "text": RAIN, "title": "Rain in Tarn", "date": "2025-01-31", "outlet": "The Tarn Echo"}
    records(tmp_path / "news.jsonl", {**rain, "url": "https://e.org/rain"}, {"id": "bread", "text": BREAD})
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return tmp_path


def extract(folder: Path, *arguments: object) -> Done:
    return run("extract", *arguments, folder=folder)


def search(folder: Path, *arguments: object, **environment: str) -> Done:
    return run("search", "quotes.db", *arguments, folder=folder, **environment)


def keys(folder: Path, name: str = "quotes.db") -> list[object]:
    return [key for (key,) in rows(folder / name, "SELECT key FROM articles ORDER BY id")]


# --- extract ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["quotes.db", "quotes.sqlite", "QUOTES.SQLITE3"])
def test_the_suffix_asks_for_an_archive(folder: Path, name: str) -> None:
    assert extract(folder, "news.jsonl", "-o", name) == (0, "", "")
    assert keys(folder, name) == ["rain", "bread"]
    assert sorted(each.name for each in folder.iterdir()) == sorted(["flood.txt", "news.jsonl", name])


def test_runs_add_and_do_not_repeat(folder: Path) -> None:
    assert extract(folder, "news.jsonl", "-o", "quotes.db")[0] == 0
    before = rows(folder / "quotes.db", "SELECT * FROM quotes")
    assert extract(folder, "news.jsonl", "-o", "quotes.db") == (
        0,
        "",
        "0 articles, 0 quotes, 0 bad inputs, 2 there already\n",
    )
    assert rows(folder / "quotes.db", "SELECT * FROM quotes") == before
    told = extract(folder, "news.jsonl", "flood.txt", "--format", "sqlite", "-o", "quotes.db", "--resume")
    assert told == (0, "", "1 articles, 1 quotes, 0 bad inputs, 2 there already\n")
    assert keys(folder) == ["rain", "bread", "flood.txt"]
    assert extract(folder, "news.jsonl", "-o", "quotes.db", "--quiet") == (0, "", "")


def test_another_text_and_other_options_take_the_place(folder: Path) -> None:
    extract(folder, "news.jsonl", "flood.txt", "-o", "quotes.db")
    (folder / "flood.txt").write_text("“The sun is out,” said Ada Quill.\n", encoding="utf-8")
    assert "1 articles" in extract(folder, "news.jsonl", "flood.txt", "-o", "quotes.db")[2]
    assert rows(folder / "quotes.db", "SELECT clean FROM quotes WHERE article = 3") == [("The sun is out",)]
    assert extract(folder, "news.jsonl", "flood.txt", "--indirect", "-o", "quotes.db") == (0, "", "")
    assert keys(folder) == ["rain", "bread", "flood.txt"]


def test_force_reads_anew(folder: Path) -> None:
    extract(folder, "news.jsonl", "-o", "quotes.db")
    with sqlite3.connect(folder / "quotes.db") as connection:
        connection.execute("UPDATE quotes SET clean = 'old'")
    connection.close()
    assert extract(folder, "news.jsonl", "-o", "quotes.db", "--force") == (0, "", "")
    assert rows(folder / "quotes.db", "SELECT count(*) FROM quotes WHERE clean = 'old'") == [(0,)]
    assert keys(folder) == ["rain", "bread"]


def test_two_articles_of_one_name_are_told(folder: Path) -> None:
    records(folder / "twice.jsonl", {"id": 1, "text": RAIN}, {"id": 1, "text": BREAD}, {"id": 1, "text": RAIN})
    for _ in range(2):  # the second run does not turn about what the first has kept
        status, _, err = extract(folder, "twice.jsonl", "-o", "quotes.db")
        assert status == 1
        assert "twice.jsonl:1 is another article of the same name; --id-field" in err
        assert rows(folder / "quotes.db", "SELECT count(*), max(text) FROM texts") == [(1, RAIN)]


def test_filters_and_people_go_along(folder: Path) -> None:
    (folder / "people.csv").write_text("name,gender,id,ward\nTom Hollis,m,Q7,North\n", encoding="utf-8")
    done = extract(folder, "news.jsonl", "--speaker", "Hollis", "--people", "people.csv", "-o", "quotes.db")
    assert done == (0, "", "")
    assert rows(folder / "quotes.db", "SELECT name, authority, ward, gender_from FROM people") == [
        ("Tom Hollis", "Q7", "North", "list")
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--restart",), "--restart does not go with an archive"),
        (("--raw",), "--raw goes with --format csv"),
        (("--people", "bad.csv"), "bad.csv: no column 'name'"),
    ],
)
def test_what_an_archive_cannot_do_is_told(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    (folder / "bad.csv").write_text("nobody\n", encoding="utf-8")
    status, _, err = extract(folder, "news.jsonl", "-o", "quotes.db", *arguments)
    assert (status, told in err) == (2, True)
    assert not (folder / "quotes.db").exists()


@pytest.mark.parametrize(
    ("out", "told"),
    [
        ("flood.txt", "is no archive of quotations: it is no SQLite file"),
        (".", "is a folder; name a file"),
        ("none/quotes.db", "there is no folder none"),
        ("news.jsonl", "is one of the inputs"),
        ("/dev/null", "can hold no archive"),
        ("-", "--format sqlite needs -o FILE"),
    ],
)
def test_nothing_else_is_written_over(folder: Path, out: str, told: str) -> None:
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    for options in ((), ("--force",), ("--dry-run",)):
        status, _, err = extract(folder, "news.jsonl", "--format", "sqlite", "-o", out, *options)
        assert (status, told in err) == (2, True), err
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_options_of_archives_go_with_them_alone(folder: Path) -> None:
    (folder / "people.csv").write_text("name\nTom Hollis\n", encoding="utf-8")
    for options in (("--people", "people.csv"), ("--no-surnames",)):
        status, _, err = extract(folder, "news.jsonl", "-o", "quotes.csv", *options)
        assert (status, "goes with --format sqlite" in err) == (2, True)


def test_a_dry_run_makes_none(folder: Path) -> None:
    status, out, _ = extract(folder, "news.jsonl", "-o", "quotes.db", "--dry-run")
    assert (status, "quotes.db would be added to" in out) == (0, True)
    assert not (folder / "quotes.db").exists()


def test_a_second_run_at_the_same_time_is_refused(folder: Path) -> None:
    from quoteattr.cli.outputs.places import Lock

    lock = Lock(folder / "quotes.db")
    lock.acquire()
    try:
        status, _, err = extract(folder, "news.jsonl", "-o", "quotes.db")
    finally:
        lock.release()
    assert (status, "another run is writing quotes.db" in err) == (2, True)


def test_it_may_lie_in_the_folder_that_is_read(folder: Path) -> None:
    for told in ("", "0 articles, 0 quotes, 0 bad inputs, 3 there already\n"):
        assert extract(folder, ".", "-o", "quotes.db") == (0, "", told)
    assert "is one of the inputs" in extract(folder, "quotes.db", "-o", "quotes.db")[2]


# --- as an input --------------------------------------------------------------------------------------------------


def test_an_archive_is_read_as_any_input(folder: Path) -> None:
    assert extract(folder, "news.jsonl", "flood.txt", "-o", "quotes.db")[0] == 0
    assert extract(folder, "quotes.db", "--format", "jsonl") == extract(
        folder, "news.jsonl", "flood.txt", "--format", "jsonl"
    )
    assert extract(folder, "quotes.db", "-o", "copy.db") == (0, "", "")
    told = _CONTENT.replace("digest, ", "")
    assert rows(folder / "copy.db", told) == rows(folder / "quotes.db", told)
    assert run("stats", "quotes.db", folder=folder)[1].startswith("3 articles, 3 quotes")


def test_what_was_found_is_taken_as_it_is(folder: Path) -> None:
    assert extract(folder, "news.jsonl", "--indirect", "-o", "quotes.db")[0] == 0
    with sqlite3.connect(folder / "quotes.db") as connection:
        connection.execute("UPDATE quotes SET confidence = 0.125")
    connection.close()
    assert extract(folder, "quotes.db", "-o", "found.jsonl") == (0, "", "")
    found = [json.loads(line) for line in (folder / "found.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {quote["confidence"] for each in found for quote in each["article"]["quotes"]} == {0.125}
    for name, told in (("other.db", ""), ("other.db", "2 there already")):
        status, _, err = extract(folder, "found.jsonl", "-o", name)
        assert (status, told in err) == (0, True)
    assert rows(folder / "other.db", "SELECT DISTINCT confidence FROM quotes") == [(0.125,)]
    assert extract(folder, "news.jsonl", "-o", "other.db") == (0, "", "")  # what is read is another article


@pytest.mark.skipif(find_spec("rapidfuzz") is None, reason="needs the extra check")
def test_a_draft_is_checked_against_an_archive(folder: Path) -> None:
    assert extract(folder, "news.jsonl", "-o", "quotes.db")[0] == 0
    (folder / "draft.txt").write_text("“The river will fall tonight,” said Tom Hollis.\n", encoding="utf-8")
    status, out, _ = run("check", "draft.txt", "--against", "quotes.db", folder=folder)
    assert (status, "[-rise-]{+fall+}" in out, "Ada Quill" in out) == (1, True, True)


def test_a_packed_archive_is_told(folder: Path) -> None:
    extract(folder, "news.jsonl", "-o", "quotes.db")
    (folder / "quotes.db.gz").write_bytes(gzip.compress((folder / "quotes.db").read_bytes()))
    status, _, err = extract(folder, "quotes.db.gz")
    assert (status, "neither packed nor piped" in err) == (1, True)


# --- kills --------------------------------------------------------------------------------------------------------

_ARTICLES = 3000
_CONTENT = """
    SELECT key, digest, place, quotes.kind, quotes.text, "start", "end", context, speakers.name, people.name
    FROM quotes JOIN articles ON articles.id = quotes.article LEFT JOIN speakers ON speakers.id = speaker
    LEFT JOIN people ON people.id = person ORDER BY key, place
"""

_CUT_OFF = "SELECT count(*) FROM articles WHERE quotes <> (SELECT count(*) FROM quotes WHERE article = articles.id)"


def counted(path: Path) -> int:
    """How many articles the archive holds, if it is one already."""
    try:
        [(number,)] = rows(path, "SELECT count(*) FROM articles") if path.exists() else [(0,)]
    except sqlite3.OperationalError:
        return 0
    assert isinstance(number, int)
    return number


def test_a_run_killed_at_ten_random_moments_loses_and_repeats_nothing(tmp_path: Path) -> None:
    told = (
        {"id": n, "text": f"“It rained for {n} days,” said {first} {n % 7}. Reed.\n{RAIN}{BREAD}"}
        for n, first in ((n, ("Ada", "Tom", "Jo")[n % 3]) for n in range(_ARTICLES))
    )
    news = records(tmp_path / "news.jsonl", *told)
    path, chance = tmp_path / "quotes.db", random.Random(13)
    killed_at: list[int] = []
    for kill in range(10):
        process = subprocess.Popen(command("extract", news, "-o", path, "--quiet"))
        patience = time.monotonic() + 60
        while kill and counted(path) <= killed_at[-1] and process.poll() is None:  # the first may die before it begins
            assert time.monotonic() < patience
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed_at.append(counted(path))
        if path.exists():
            assert rows(path, "PRAGMA integrity_check") == [("ok",)]
            assert rows(path, "PRAGMA foreign_key_check") == []
            assert rows(path, _CUT_OFF) == [(0,)]
    assert killed_at == sorted(killed_at)  # nothing is lost
    assert sum(0 < number < _ARTICLES for number in killed_at) >= 5, killed_at
    assert run("extract", news, "-o", path, "--quiet") == (0, "", "")
    unharmed = tmp_path / "unharmed.db"
    assert run("extract", news, "-o", unharmed, "--quiet") == (0, "", "")
    assert rows(path, _CONTENT) == rows(unharmed, _CONTENT)
    joins = "SELECT name, same_as, reason FROM joins ORDER BY name"
    assert rows(path, joins) == rows(unharmed, joins)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('integrity-check', 1)")
    connection.close()
    left = {each.name for each in tmp_path.iterdir() if not each.name.endswith(".partial")}  # killed while it was made
    assert left == {"news.jsonl", "quotes.db", "unharmed.db"}


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    news = records(tmp_path / "news.jsonl", *({"id": n, "text": f"{RAIN}{n}"} for n in range(3000)))
    path = tmp_path / "quotes.db"
    process = subprocess.Popen(command("extract", news, "-o", path), stderr=subprocess.PIPE)
    while not counted(path):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"interrupted" in err
    assert 0 < counted(path) < 3000
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["news.jsonl", "quotes.db"]


# --- search -------------------------------------------------------------------------------------------------------


@pytest.fixture
def archive(folder: Path) -> Path:
    assert extract(folder, "news.jsonl", "flood.txt", "-o", "quotes.db")[0] == 0
    return folder


def test_the_table_tells_who_what_when_and_where(archive: Path) -> None:
    status, out, err = search(archive, "river")
    assert (status, err) == (0, "")
    head, line = out.splitlines()
    assert head.split() == ["who", "words", "date", "where"]
    assert " ".join(line.split()) == (
        "Ada Quill (Mayor) The *river* will rise tonight 2025-01-31 Rain in Tarn, The Tarn Echo https://e.org/rain"
    )


def test_hits_are_in_colour_on_a_terminal(archive: Path) -> None:
    out = search(archive, "river", FORCE_COLOR="1", TERM="xterm-256color")[1]
    assert "\x1b[1;35mriver\x1b[0m" in out
    assert "*" not in out


def test_a_hit_around_the_words_is_shown_with_its_sentence(archive: Path) -> None:
    assert "Bread is dearer than it was. … *Baker* Tom Hollis said" in search(archive, "baker")[1]


def test_json_csv_and_lines_tell_the_same(archive: Path) -> None:
    found = json.loads(search(archive, "--speaker", "Quill", "--format", "json")[1])
    lines = search(archive, "--speaker", "Quill", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line) for line in lines] == found
    assert [each["who"] for each in found] == ["Ada Quill", "Ada Quill"]
    status, out, _ = search(archive, "river", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(out))
    assert status == 0
    assert (row["who"], row["text"], row["hits"]) == ("Ada Quill", "The river will rise tonight", "4-9")
    assert (row["date"], row["outlet"], row["url"]) == ("2025-01-31", "The Tarn Echo", "https://e.org/rain")


def test_csv_holds_no_formula_unless_asked_for(folder: Path) -> None:
    records(folder / "odd.jsonl", {"id": "=1+1", "text": RAIN})
    extract(folder, "odd.jsonl", "-o", "quotes.db")
    for options, cell in (((), "'=1+1"), (("--raw",), "=1+1")):
        [row] = csv.DictReader(io.StringIO(search(folder, "river", "--format", "csv", *options)[1]))
        assert row["article"] == cell


def test_every_option_narrows(archive: Path) -> None:
    def articles(*arguments: str) -> list[str]:
        return [
            json.loads(line)["article"] for line in search(archive, *arguments, "--format", "jsonl")[1].splitlines()
        ]

    assert articles("--speaker", "quill") == ["rain", "flood.txt"]
    assert articles("--since", "2025-01", "--until", "2025") == ["rain"]
    assert articles("--outlet", "echo") == ["rain"]
    assert articles("flood", "--speaker", "quill", "--kind", "direct") == ["flood.txt"]
    assert articles("--speaker", "quill", "--limit", "1") == ["rain"]
    assert articles("--speaker", "quill", "--min-confidence", "1") == []


@pytest.mark.parametrize(("form", "out"), [("table", ""), ("json", "[]\n"), ("jsonl", "")])
def test_nothing_found_is_status_1(archive: Path, form: str, out: str) -> None:
    assert search(archive, "nowhere", "--format", form) == (1, out, "quoteattr: nothing found\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("—",), "there is no word to search for in '—'"),
        ((), "nothing to search for: give words, or --speaker"),
        (("flood", "--since", "soon"), "since: 'soon' is no date"),
        (("flood", "--kind", "loud"), "'loud' is not one of"),
    ],
)
def test_what_cannot_be_asked_is_status_2(archive: Path, arguments: tuple[str, ...], told: str) -> None:
    status, out, err = search(archive, *arguments)
    assert (status, out, told in err) == (2, "", True)


def test_another_file_is_no_archive(archive: Path) -> None:
    assert run("search", "flood.txt", "flood", folder=archive) == (
        2,
        "",
        "Error: flood.txt is no archive of quotations: it is no SQLite file\n",
    )
    assert run("search", "none.db", "flood", folder=archive)[2] == "Error: there is no archive none.db\n"


def test_a_damaged_archive_is_told_in_a_line(archive: Path) -> None:
    damage(archive / "quotes.db", "quotes")
    damage(archive / "quotes.db", "joins")
    status, out, err = search(archive, "flood")
    assert (status, out) == (2, "")
    assert err.startswith("Error: quotes.db cannot be read: ")
    status, _, err = extract(archive, "news.jsonl", "-o", "quotes.db")
    assert (status, err.startswith("Error: quotes.db cannot be written: ")) == (2, True)


def test_the_table_tells_that_there_is_more(tmp_path: Path) -> None:
    records(tmp_path / "news.jsonl", *({"id": n, "text": f"{RAIN}{n}"} for n in range(25)))
    extract(tmp_path, "news.jsonl", "-o", "quotes.db")
    _, out, err = search(tmp_path, "river")
    assert (len(out.splitlines()), err) == (21, "and more; --limit N shows N, 20 without it\n")
    _, out, err = search(tmp_path, "river", "--limit", "30")
    assert (len(out.splitlines()), err) == (26, "")
    assert len(search(tmp_path, "river", "--format", "jsonl")[1].splitlines()) == 25
