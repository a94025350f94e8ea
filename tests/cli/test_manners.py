"""How the command behaves: formats, what is there already, what it says and to whom; the real command."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from quoteattr import parse
from quoteattr.rules.words import rule_in_words
from tests.cli.inside import run
from tests.cli.processes import RAIN, command, records
from tests.cli.screen import on_terminal, screen
from tests.started import start

WEEKS = "which may take a week or two, or three, or as many as it took in the year of the great flood"
LONG = f"“The river will rise tonight, and nobody will sleep until it has gone down, {WEEKS},” said Ada Quill.\n"
TITLED = "“It is wet,” said Professor Dame Ada Wilhelmina Featherstonehaugh-Quillington of Westbrook.\n"
WRITERS = ["jsonl", "json", "csv", "html", "table"]


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    path = tmp_path / "rain.txt"
    path.write_text(RAIN, encoding="utf-8")
    return path


def good(*arguments: object) -> str:
    status, out, errors = run(*arguments)
    assert (status, errors) == (0, "")
    return out


def refused(*arguments: object) -> str:
    """What a refusal says."""
    status, out, errors = run(*arguments)
    assert (status, out) == (2, "")
    assert "Traceback" not in errors
    return " ".join(errors.split())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- the format ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("o.jsonl", "jsonl"),
        ("o.ndjson", "jsonl"),
        ("o.json", "json"),
        ("o.CSV", "csv"),
        ("o.html", "html"),
        ("o.txt", "table"),
    ],
)
def test_the_suffix_tells_the_format(rain: Path, tmp_path: Path, name: str, form: str) -> None:
    assert good("extract", rain, "-o", tmp_path / name) == ""
    assert (tmp_path / name).read_bytes() == good("extract", rain, "--format", form).encode()


def test_the_suffix_of_parquet(rain: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs the extra parquet")
    good("extract", rain, "-o", tmp_path / "o.parquet")
    assert parquet.read_table(tmp_path / "o.parquet").num_rows == 1


def test_a_format_that_is_given_counts_more_than_the_suffix(rain: Path, tmp_path: Path) -> None:
    good("extract", rain, "--format", "csv", "-o", tmp_path / "o.txt")
    assert (tmp_path / "o.txt").read_bytes() == good("extract", rain, "--format", "csv").encode()


@pytest.mark.parametrize("name", ["o", "o.doc", "o.csv.gz"])
def test_a_suffix_that_tells_nothing_is_told(rain: Path, tmp_path: Path, name: str) -> None:
    assert f"{name} does not end in .jsonl" in refused("extract", rain, "-o", tmp_path / name)
    assert names(tmp_path) == ["rain.txt"]


@pytest.mark.parametrize("form", WRITERS)
def test_a_dash_is_standard_output(rain: Path, tmp_path: Path, form: str) -> None:
    status, out, errors = run("extract", rain, "--format", form, "-o", "-", folder=tmp_path)
    assert (status, errors, out) == (0, "", good("extract", rain, "--format", form))
    assert names(tmp_path) == ["rain.txt"]


# --- what is there already ----------------------------------------------------------------------------------------


def test_a_file_is_replaced_by_force_only(rain: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.csv"
    out.write_text("mine", encoding="utf-8")
    assert f"{out} exists; --force replaces it" in refused("extract", rain, "-o", out)
    assert out.read_text("utf-8") == "mine"
    good("extract", rain, "-o", out, "--force")
    assert out.read_text("utf-8") == good("extract", rain, "--format", "csv")
    assert names(tmp_path) == ["o.csv", "rain.txt"]


def test_a_folder_is_replaced_if_empty_or_by_force(rain: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    out.mkdir(mode=0o700)
    arguments = ("extract", rain, "--format", "html", "-o", out)
    good(*arguments)
    assert (out.stat().st_mode & 0o777, "rain.html" in names(out)) == (0o700, True)
    (out / "rain.html").rename(out / "old.html")
    assert f"{out} exists and is not empty; --force replaces it" in refused(*arguments)
    good(*arguments, "--force")
    assert "old.html" not in names(out)
    assert names(tmp_path) == ["pages", "rain.txt"]


@pytest.mark.parametrize("kept", ["thesis.doc", "deep/old.html"])
def test_no_force_throws_away_what_the_command_does_not_write(rain: Path, tmp_path: Path, kept: str) -> None:
    mine = tmp_path / "pages" / kept
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    told = refused("extract", rain, "--format", "html", "-o", tmp_path / "pages", "--force")
    assert "was not written by this command" in told
    assert mine.read_text("utf-8") == "mine"


def test_no_force_throws_away_an_input(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "rain.txt").write_text(RAIN, encoding="utf-8")
    told = refused("extract", tmp_path / "news", "--format", "brat", "-o", tmp_path / "news", "--force")
    assert "holds the input" in told
    assert names(tmp_path / "news") == ["rain.txt"]


@pytest.mark.parametrize(
    ("form", "mine"),
    [("html", "downloaded.html"), ("brat", "notes.txt"), ("brat", "list.jsonl"), ("brat", "rain.conf")],
)
def test_no_force_throws_away_a_file_that_only_looks_like_ours(
    rain: Path, tmp_path: Path, form: str, mine: str
) -> None:
    arguments = ("extract", rain, "--format", form, "-o", tmp_path / "out", "--force")
    good(*arguments)
    good(*arguments)
    (tmp_path / "out" / mine).write_text("mine", encoding="utf-8")
    assert f"{mine} was not written by this command" in refused(*arguments)
    assert (tmp_path / "out" / mine).read_text("utf-8") == "mine"


@pytest.mark.parametrize("form", ["html", "brat"])
def test_no_force_throws_away_a_folder_that_is_none_of_ours(rain: Path, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a.txt", "a.ann", "annotation.conf", "articles.jsonl"):
        (folder / name).write_text("{}", encoding="utf-8")
    assert "was not written by this command" in refused("extract", rain, "--format", form, "-o", folder, "--force")
    assert len(names(folder)) == 4


def test_errors_do_not_lie_in_the_folder_of_results(rain: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    out.mkdir()
    arguments = ("extract", rain, "--format", "html", "-o", out, "--errors", out / "bad.jsonl")
    assert "name another file for --errors" in refused(*arguments)
    assert names(out) == []


def test_what_appears_while_the_command_runs_stays(tmp_path: Path) -> None:
    fifo, out = tmp_path / "in.txt", tmp_path / "o.csv"
    if not hasattr(os, "mkfifo"):
        pytest.skip("the system has no named pipes")
    os.mkfifo(fifo)
    process = start(command("extract", fifo, "-o", out), stderr=subprocess.PIPE)
    with fifo.open("w", encoding="utf-8") as file:  # opens once the command reads, which has found no output
        out.write_text("mine", encoding="utf-8")
        file.write(RAIN)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, b"it was not there before" in errors) == (1, True)
    assert out.read_text("utf-8") == "mine"


# --- what it says -------------------------------------------------------------------------------------------------


def test_a_dry_run_tells_and_does_nothing(rain: Path, tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"text": RAIN})
    before = names(tmp_path)
    status, out, errors = run("extract", rain, path, "nowhere.txt", "-", "-o", tmp_path / "o.csv", "--dry-run")
    assert (status, errors) == (1, "quoteattr: nowhere.txt: no such file or directory\n")
    size, more = rain.stat().st_size, path.stat().st_size
    assert out.splitlines() == [
        f" {size} bytes  text   {rain}",
        f"{more} bytes  jsonl  {path}",
        "  ? bytes  text   -",
        f"3 inputs of {size + more} bytes would be read; {tmp_path / 'o.csv'} would be written as csv",
    ]
    assert names(tmp_path) == before


def test_a_dry_run_tells_what_the_first_bytes_are(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("<!doctype html><html><body><p>Rain.</p></body></html>", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "notes.xyz").write_text("Rain.", encoding="utf-8")
    status, out, errors = run("extract", tmp_path, "--dry-run")
    assert (status, out.splitlines()[0].split()) == (1, ["53", "bytes", "html", str(tmp_path / "page.txt")])
    assert out.splitlines()[1].startswith("1 input of 53 bytes would be read")
    assert f"{tmp_path / 'notes.xyz'}: skipped: " in errors
    assert "picture.txt: " in errors
    assert "a picture (PNG)" in errors


def test_a_dry_run_is_refused_what_the_run_would_be(rain: Path, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("mine", encoding="utf-8")
    assert "--force replaces it" in refused("extract", rain, "-o", tmp_path / "o.csv", "--dry-run")
    assert "is one of the inputs" in refused("extract", rain, "-o", rain, "--dry-run")


def test_a_dry_run_of_the_counts(rain: Path) -> None:
    last = f"1 input of {rain.stat().st_size} bytes would be read; who is quoted would be counted"
    assert good("stats", rain, "-n").splitlines()[-1] == last
    assert good("stats", rain, "-n", "--json").splitlines()[-1] == last


def test_the_progress_names_its_columns_and_leaves_no_rest(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", *[{"text": LONG * 20}] * 40, {"text": None})
    for arguments in (("extract", path, "-o", tmp_path / "o.csv"), ("stats", path, "--json")):
        with (tmp_path / "out.txt").open("wb") as out:
            status, sent = on_terminal(*arguments, stdout=out)
        assert status == 1
        assert all(name in sent for name in ("read", "%", "articles/s", "elapsed", "left"))
        assert screen(sent) == [
            f"quoteattr: {path}:41: field 'text' is empty, not text",
            "40 articles, 800 quotes, 1 bad inputs",
        ]


def test_quiet_tells_of_nothing_but_what_is_wrong(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", *[{"text": LONG * 20}] * 40, {"text": None})
    _, sent = on_terminal("extract", path, "-o", tmp_path / "o.csv", "--quiet")
    assert sent.splitlines() == [f"quoteattr: {path}:41: field 'text' is empty, not text"]
    good("extract", path, "-o", tmp_path / "o.csv", "--resume", "-q")


def test_quiet_leaves_out_notes(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("“It rained all week,” said Ann Mañana of Tarn.".encode("cp1252"))
    _, _, errors = run("extract", path)
    assert errors.startswith(f"quoteattr: {path}: read as Windows-1252")
    good("extract", path, "--quiet")


def test_no_progress_comes_between_results_on_a_terminal(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", *[{"text": RAIN}] * 40)
    _, sent = on_terminal("extract", path)
    assert "elapsed" not in sent
    assert screen(sent).count("Ada Quill  said  direct  The river will rise tonight,") == 40
    process = start(["cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin is not None
    _, sent = on_terminal("extract", path, stdout=process.stdin)
    process.stdin.close()
    process.wait(60)
    assert "elapsed" not in sent


@pytest.mark.parametrize("arguments", [["stats"], ["stats", "--json"], ["stats", "-n"], ["extract"], ["extract", "-n"]])
def test_a_reader_that_has_seen_enough_ends_every_verb_well(tmp_path: Path, arguments: list[str]) -> None:
    path = records(tmp_path / "a.jsonl", *[{"text": RAIN}] * 40)
    read, write = os.pipe()
    os.close(read)  # as head does once it has its lines
    done = subprocess.run(
        command(arguments[0], path, *arguments[1:]), stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


# --- tables -------------------------------------------------------------------------------------------------------


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    path = tmp_path / "wide.txt"
    path.write_text(f"{LONG}\n{TITLED}", encoding="utf-8")
    return path


def test_tables_are_whole_where_no_terminal_cuts_them(wide: Path, tmp_path: Path) -> None:
    [first, second] = parse(wide.read_text("utf-8")).quotes
    assert first.speaker
    assert second.speaker
    good("extract", wide, "-o", tmp_path / "o.txt")
    for table in (good("extract", wide), (tmp_path / "o.txt").read_text("utf-8"), good(wide)):
        assert "…" not in table
        assert all(any(quote.text in line for line in table.splitlines()) for quote in (first, second))
        assert any(second.speaker.name in line for line in table.splitlines())
    counts = good("stats", wide)
    assert "…" not in counts
    assert [line for line in counts.splitlines() if line.startswith(f"{second.speaker.name} ")]
    assert "and 1 more (--top N)" in good("stats", wide, "--top", "1")
    assert max(map(len, good("stats", wide, "--chart").splitlines())) < 200


def test_no_line_of_a_table_is_filled_with_blanks(wide: Path) -> None:
    for table in (good("extract", wide), good("stats", wide)):
        assert [line for line in table.splitlines() if line != line.rstrip()] == []


def test_tables_fit_a_terminal(wide: Path) -> None:
    for arguments in (("extract", wide), ("stats", wide), (wide,)):
        _, sent = on_terminal(*arguments, columns=60)
        assert max(map(len, screen(sent))) <= 60
    _, sent = on_terminal(wide, columns=60)
    assert "…" in sent


# --- rules --------------------------------------------------------------------------------------------------------


def test_people_read_words_and_programs_names(rain: Path) -> None:
    [quote] = parse(RAIN).quotes
    words = rule_in_words(quote.rule)
    assert (quote.rule, words) == ("quote_cue_speaker", "named right after the quotation, behind its verb")
    for told in (good("extract", rain, "--explain"), good(rain)):
        assert words in told
        assert quote.rule not in told
    assert rule_in_words(quote.speaker_rule) in good("extract", rain, "--explain")
    [row] = csv.DictReader(io.StringIO(good("extract", rain, "--format", "csv")))
    assert (row["rule"], row["speaker_rule"]) == (quote.rule, quote.speaker_rule)
    record = json.loads(good("extract", rain, "--format", "jsonl"))["article"]["quotes"][0]
    assert record["rule"] == json.loads(good("--json", rain))["quotes"][0]["rule"] == quote.rule


def test_what_was_tried_in_vain_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“It is.”", encoding="utf-8")
    told = good("extract", tmp_path / "a.txt", "--explain")
    assert "no speaker for “It is.”: none of" in told
    assert "rules had an answer" in told


# --- brat ---------------------------------------------------------------------------------------------------------


def test_a_folder_of_brat_has_what_brat_needs_and_a_map(tmp_path: Path) -> None:
    nested = "“Then he told me ‘It is very wet’ today,” said Tom Hollis.\n\nIt is “dry”.\n"
    path = records(tmp_path / "a.jsonl", {"id": "x/1", "title": "Rain", "text": RAIN + nested}, {"text": "Nothing."})
    good("extract", path, "--format", "brat", "-o", tmp_path / "out")
    sections = (tmp_path / "out" / "annotation.conf").read_text("utf-8").partition("[entities]\n")[2]
    entities = set(sections.partition("\n\n")[0].split())
    events = dict(line.split("\t") for line in sections.partition("[events]\n")[2].partition("\n\n")[0].splitlines())
    lines = (tmp_path / "out" / "1.ann").read_text("utf-8").splitlines()
    written = {line.split("\t")[1].split()[0] for line in lines if line.startswith("T")}
    assert written <= entities | set(events)
    assert {"Source", "Cue", "Content", "Attribution"} <= written
    for line in lines:
        if line.startswith("E"):
            event, *roles = (part.split(":")[0] for part in line.split("\t")[1].split())
            assert all(f"{role}:" in events[event] or f"{role}?:" in events[event] for role in roles)
    known = [json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text("utf-8").splitlines()]
    assert [(row["file"], row["id"], row["title"]) for row in known] == [
        ("1", "x/1", "Rain"),
        ("a.jsonl_2", f"{path}:2", None),
    ]
    assert names(tmp_path / "out") == sorted(
        [
            "annotation.conf",
            "articles.jsonl",
            *(f"{row['file']}{suffix}" for row in known for suffix in (".ann", ".txt")),
        ]
    )
