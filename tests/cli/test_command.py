"""The ``quoteattr`` command: every input, every output, and what happens when something goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from click.testing import CliRunner, Result

from quoteattr import Article, Config, explain, parse
from quoteattr.cli.commands import cli
from quoteattr.cli.outputs.places import journal_of
from quoteattr.cli.stats import bar
from quoteattr.export.rows import ROW_COLUMNS, ROW_TYPES, to_rows
from quoteattr.rules.words import rule_in_words
from quoteattr.view.decisions import proposed_in_words
from tests.cli.processes import BREAD, RAIN, command, kill_when_under_way, partial_of, records
from tests.started import start

PLAIN = "The river rose by a foot.\n"
BOTH = "“It is wet,” said Ada Quill.\n\n“It is dry,” said Tom Hollis.\n\n“It is neither,” Quill said.\n"
MANY = 100
PAGE = """<html><head><title>River</title></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>River to rise</h1><p>“The river will rise tonight,” said Mayor Ada Quill of Westbrook, who left the hall
at noon with two aides and a map of all the dams upstream.</p><p>Nobody slept well that night in the lower town, and
the shops stayed shut until the water had gone down again.</p></article><footer>All rights kept</footer></body></html>
"""


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], input=stdin)


def good(*arguments: object, stdin: str | bytes | None = None) -> str:
    result = run(*arguments, stdin=stdin)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def articles(jsonl: str) -> dict[str, Article]:
    rows = [json.loads(line) for line in jsonl.splitlines()]
    return {row["id"]: Article.from_dict(row["article"]) for row in rows}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    (news / "deep").mkdir(parents=True)
    (news / "rain.txt").write_text(RAIN, encoding="utf-8")
    (news / "deep" / "bread.txt").write_text(BREAD, encoding="utf-8")
    (news / ".hidden.txt").write_text("“No,” said nobody.", encoding="utf-8")
    return news


# --- inputs -------------------------------------------------------------------------------------------------------


def test_a_folder_gives_all_files_that_a_reader_claims(folder: Path) -> None:
    found = articles(good("extract", folder, "--format", "jsonl"))
    assert found == {str(folder / "rain.txt"): parse(RAIN), str(folder / "deep/bread.txt"): parse(BREAD)}


def test_a_pattern_and_a_file_named_twice(folder: Path) -> None:
    found = good("extract", f"{folder}/**/*.txt", folder / "rain.txt", "--format", "jsonl")
    assert sorted(json.loads(line)["id"] for line in found.splitlines()) == sorted(
        [str(folder / "rain.txt"), str(folder / "deep/bread.txt")]
    )


def test_a_file_named_outright_is_text_whatever_it_is_called(folder: Path) -> None:
    (folder / "notes.xyz").write_text("“No,” said nobody.", encoding="utf-8")
    assert list(articles(good("extract", folder / "notes.xyz", "--format", "jsonl"))) == [str(folder / "notes.xyz")]


def test_standard_input() -> None:
    assert articles(good("extract", "-", "--format", "jsonl", stdin=RAIN)) == {"-": parse(RAIN)}
    line = json.dumps({"text": RAIN})
    assert articles(good("extract", "-", "--from", "jsonl", "--format", "jsonl", stdin=line)) == {"-:1": parse(RAIN)}


def test_jsonl(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"body": RAIN, "key": 7}, {"body": BREAD, "key": "b"})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\n\n")
    fields = ("--text-field", "body", "--id-field", "key", "--format", "jsonl")
    assert articles(good("extract", path, *fields)) == {"7": parse(RAIN), "b": parse(BREAD)}
    unnamed = good("extract", path, "--text-field", "body", "--format", "jsonl")
    assert list(articles(unnamed)) == [f"{path}:1", f"{path}:2"]


def test_bad_records_are_reported_and_the_rest_done(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"text": RAIN}).encode(),
        b'{"text": "cut',
        b"[1, 2]",
        b'{"txet": "x"}',
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": "\xff"}',
        b'{"text": "\\ud800"}',
        b"[" * 100_000,
        json.dumps({"text": BREAD}).encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    result = run("extract", path, "--format", "jsonl")
    assert result.exit_code == 1
    assert articles(result.stdout) == {f"{path}:1": parse(RAIN), f"{path}:10": parse(BREAD)}
    told = [line.removeprefix(f"quoteattr: {path}:") for line in result.stderr.splitlines()]
    assert [line.partition(":")[0] for line in told[:-1]] == [str(number) for number in range(2, 10)]
    assert told[-1] == "2 articles, 2 quotes, 8 bad inputs"
    assert told[1:5] == [
        "3: the line is no JSON object",
        "4: no field 'text'; there are txet; did you mean 'txet'?",
        "5: field 'text' is empty, not text",
        "6: field 'text' is of type int, not text",
    ]
    assert "not UTF-8: byte 0xff" in told[5]
    assert "no valid Unicode" in told[6]


def test_the_error_report_as_a_file(folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    result = run("extract", missing, folder, "--errors", tmp_path / "errors.jsonl", "--format", "jsonl")
    assert (result.exit_code, result.stderr, len(articles(result.stdout))) == (1, "", 2)
    report = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text("utf-8").splitlines()]
    assert report == [{"name": str(missing), "reason": "no such file or directory"}]


def test_bad_files_are_reported_and_the_rest_done(folder: Path, tmp_path: Path) -> None:
    (folder / "cut.txt").write_bytes("“Mañana,” said Ada Quill. “Nobody”".encode()[:-1])
    result = run("extract", folder, "--format", "jsonl")
    assert result.exit_code == 1
    assert len(articles(result.stdout)) == 2
    told = "not UTF-8: byte 0xe2 at offset 40, though the rest is; mend it, or name its encoding with --encoding"
    assert result.stderr == f"quoteattr: {folder / 'cut.txt'}: {told}\n"


def test_csv_input(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    long = "rain " * 28_000 + "\n\n" + RAIN  # longer than the csv module allows by itself
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["key", "text"], ["r", RAIN], ["b", 'Two\nlines, "quoted"'], ["l", long]])
    found = articles(good("extract", path, "--id-field", "key", "--format", "jsonl"))
    assert found == {"r": parse(RAIN), "b": parse('Two\nlines, "quoted"'), "l": parse(long)}


def test_tsv_input(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(f"key\ttext\nr\t{RAIN}", encoding="utf-8")
    assert list(articles(good("extract", tmp_path / "a.tsv", "--id-field", "key", "--format", "jsonl"))) == ["r"]


def test_bad_csv_records(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"key,text\n1,fine\n2\n3,\xff\n4,a,b\n5,fine\n")
    result = run("extract", path, "--id-field", "key", "--format", "jsonl")
    assert (result.exit_code, list(articles(result.stdout))) == (1, ["1", "5"])
    assert [line.removeprefix(f"quoteattr: {path}:") for line in result.stderr.splitlines()] == [
        "2: field 'text' is empty, not text",
        "3: not UTF-8: byte 0xff at offset 0; name its encoding with --encoding",
        "4: the record has more fields than the header",
        "2 articles, 0 quotes, 3 bad inputs",
    ]
    result = run("extract", path, "--text-field", "txt")
    assert result.stderr == f"quoteattr: {path}: no column 'txt'; there are key, text; did you mean 'text'?\n"


def test_parquet_in_and_out(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs the extra parquet")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"key": [1, 2, 3], "text": [RAIN, None, BREAD], "other": [0.5, 0.5, 0.5]})
    parquet.write_table(table, tmp_path / "in.parquet")
    result = run(
        "extract", tmp_path / "in.parquet", "--id-field", "key", "--format", "parquet", "-o", tmp_path / "out.parquet"
    )
    assert result.exit_code == 1
    assert result.stderr == f"quoteattr: {tmp_path / 'in.parquet'}:2: field 'text' is empty, not text\n"
    written = parquet.read_table(tmp_path / "out.parquet")
    assert written.column_names == list(ROW_COLUMNS)
    assert written.to_pylist() == [*to_rows(parse(RAIN), id=1), *to_rows(parse(BREAD), id=3)]
    assert {str(field.type) for field in written.schema} == {"string", "int64", "double"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.parquet", "out.parquet"]


def test_bad_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs the extra parquet")
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing else")
    parquet.write_table(arrow.table({"text": [1]}), tmp_path / "numbers.parquet")
    result = run("extract", tmp_path)
    assert result.exit_code == 1
    broken, numbers, _ = result.stderr.splitlines()
    assert broken.startswith(f"quoteattr: {tmp_path / 'broken.parquet'}: no Parquet: ")
    assert numbers == f"quoteattr: {tmp_path / 'numbers.parquet'}:1: field 'text' is of type int, not text"


def test_html_pages_give_their_main_text(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="web pages need the extra web")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "void.html").write_text("<html><body></body></html>", encoding="utf-8")
    result = run("extract", tmp_path, "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr == f"quoteattr: {tmp_path / 'void.html'}: no main text found in the page\n"
    [article] = articles(result.stdout).values()
    assert "The river will rise tonight," in [quote.text for quote in article.quotes]
    assert "Sport" not in article.text


# --- outputs ------------------------------------------------------------------------------------------------------


def test_the_table_for_people(folder: Path) -> None:
    shown = good("extract", folder)
    [quote] = parse(BREAD).quotes
    assert quote.speaker is not None
    assert str(folder / "rain.txt") in shown.replace("\n", "")
    assert "The river will rise tonight," in shown
    assert quote.speaker.name in shown
    assert quote.rule not in shown


def test_explain_tells_the_rules(folder: Path) -> None:
    shown = good("extract", folder / "rain.txt", "--explain")
    assert rule_in_words(parse(RAIN).quotes[0].rule) in shown
    shown = good("extract", "-", "--explain", stdin="“It is.”")
    assert "no speaker for “It is.”: none of" in shown


def test_explain_tells_who_else_was_proposed() -> None:
    text = "The hall was dark.\n\n“It rained all week” (Ann Lee)"
    assert "no speaker for “It rained all week”: Ann Lee " in good("extract", "-", "--explain", stdin=text)
    text = "Ann Lee met Jon Reed. She looked tired.\n\n“We had no money for the roof, and then it fell in.”"
    rivals = [option for option in explain(text).decisions[0].options[1:] if option.probability >= 0.1]
    shown = " ".join(good("extract", "-", "--explain", stdin=text).split())
    assert rivals
    assert "also proposed: " in shown
    assert all(proposed_in_words(option) in shown for option in rivals)
    sure = good("extract", "-", "--explain", stdin="“It rained,” said Ann Lee.")
    assert "proposed" not in sure


def test_nothing_in_a_text_is_markup_or_control(tmp_path: Path) -> None:
    shown = good("extract", "-", stdin="“Rain \x1b[31m[bold]now[/bold],” said Ada Quill.")
    assert "\x1b" not in shown
    assert "[bold]now[/bold]," in shown


def test_json(folder: Path) -> None:
    rows = json.loads(good("extract", folder, "--format", "json"))
    assert [Article.from_dict(row["article"]) for row in rows] == [parse(RAIN), parse(BREAD)]
    assert (
        json.loads(good("extract", folder / "deep", "--format", "json", "--speaker", "Nobody"))[0]["article"]["quotes"]
        == []
    )
    assert json.loads(run("extract", "nowhere", "--format", "json").stdout) == []


def test_csv_is_the_shared_rows(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(good("extract", folder, "--format", "csv"))))
    expected = to_rows(parse(RAIN), id=str(folder / "rain.txt")) + to_rows(
        parse(BREAD), id=str(folder / "deep/bread.txt")
    )
    read = [{column: ROW_TYPES[column](value) if value else None for column, value in row.items()} for row in rows]
    assert read == expected
    assert tuple(rows[0]) == ROW_COLUMNS


def test_brat(folder: Path, tmp_path: Path) -> None:
    good("extract", folder, "--format", "brat", "-o", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "annotation.conf",
        "articles.jsonl",
        "bread.ann",
        "bread.txt",
        "rain.ann",
        "rain.txt",
    ]
    assert (tmp_path / "out/rain.txt").read_bytes().decode() == RAIN
    for line in (tmp_path / "out/rain.ann").read_text("utf-8").splitlines():
        if line.startswith("T"):
            _, place, words = line.split("\t")
            start, end = map(int, place.split()[1:])
            assert RAIN[start:end] == words


def test_articles_of_one_name_keep_apart(tmp_path: Path) -> None:
    path = records(
        tmp_path / "a.jsonl", *({"text": RAIN, "id": name} for name in ("a", "A", "a/a", "../..", "é" * 300))
    )
    good("extract", path, "--id-field", "id", "--format", "brat", "-o", tmp_path / "out")
    names = sorted(file.stem for file in (tmp_path / "out").glob("*.ann"))
    known = [json.loads(line) for line in (tmp_path / "out/articles.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in known] == ["a", "A", "a/a", "../..", "é" * 300]
    assert sorted(row["file"] for row in known) == names
    assert names[:3] == ["A-2", "a", "a-3"]
    assert (len(names), names[3], set(names[4])) == (5, "article", {"é"})


def test_html(folder: Path, tmp_path: Path) -> None:
    good("extract", folder, "--format", "html", "-o", tmp_path / "pages")
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["bread.html", "index.html", "rain.html"]
    index = (tmp_path / "pages" / "index.html").read_text("utf-8")
    assert 'href="rain.html"' in index
    assert "Ada Quill" in index
    good("extract", folder / "rain.txt", "--format", "html", "-o", tmp_path / "one.html")
    assert "Ada Quill" in (tmp_path / "one.html").read_text("utf-8")
    result = run("extract", folder, "--format", "html", "-o", tmp_path / "two.html")
    assert (result.exit_code, "name a folder" in result.stderr, (tmp_path / "two.html").exists()) == (2, True, False)
    result = run("extract", records(tmp_path / "a.jsonl", {"text": RAIN}, {"text": RAIN}), "--format", "html")
    assert (result.exit_code, "name a folder" in result.stderr) == (1, True)


# --- what to keep -------------------------------------------------------------------------------------------------


def test_speaker(tmp_path: Path) -> None:
    path = tmp_path / "both.txt"
    path.write_text(BOTH, encoding="utf-8")
    for name, expected in [
        ("quill", ["It is wet,", "It is neither,"]),
        ("Ada Quill", ["It is wet,", "It is neither,"]),
        ("Hollis", ["It is dry,"]),
        ("Holl", []),
    ]:
        [article] = articles(good("extract", path, "--speaker", name, "--format", "jsonl")).values()
        assert [quote.text for quote in article.quotes] == expected
        assert len(article.speakers) == bool(expected)


def test_min_confidence(tmp_path: Path) -> None:
    (tmp_path / "both.txt").write_text(BOTH, encoding="utf-8")
    confidences = sorted(quote.confidence for quote in parse(BOTH).quotes)
    for limit in (0, confidences[1], 1):
        arguments = ("extract", tmp_path, "--min-confidence", limit, "--format", "jsonl")
        [article] = articles(good(*arguments)).values()
        assert len(article.quotes) == sum(confidence >= limit for confidence in confidences)
    assert run("extract", tmp_path, "--min-confidence", 2).exit_code == 2


def test_a_filter_keeps_quotes_within_quotes_straight(tmp_path: Path) -> None:
    text = "“It is wet,” said Ada Quill.\n\n“She told me ‘It is very wet’ today,” said Tom Hollis.\n"
    (tmp_path / "nested.txt").write_text(text, encoding="utf-8")
    [article] = articles(good("extract", tmp_path, "--speaker", "Hollis", "--format", "jsonl")).values()
    assert [quote.parent for quote in article.quotes if quote.speaker] == [None]


def test_indirect_and_workers(folder: Path) -> None:
    (folder / "said.txt").write_text("Ada Quill said that the river would rise.\n", encoding="utf-8")
    alone = good("extract", folder, "--indirect", "--format", "jsonl")
    assert articles(alone)[str(folder / "said.txt")] == parse((folder / "said.txt").read_text("utf-8"), indirect=True)
    assert good("extract", folder, "--indirect", "--format", "jsonl", "--workers", 2) == alone


# --- whole files or none ------------------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Path:
    rows = ({"text": (RAIN + BREAD) * 40, "key": f"k{number:05}"} for number in range(MANY))
    return records(tmp_path / "many.jsonl", *rows, {"text": None}, {"text": RAIN, "key": "last"})


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
@pytest.mark.parametrize(("form", "workers"), [("jsonl", 1), ("json", 2), ("csv", 1)])
def test_a_killed_run_leaves_no_half_file_and_goes_on(many: Path, tmp_path: Path, form: str, workers: int) -> None:
    arguments = ("extract", many, "--id-field", "key", "--format", form, "--workers", workers)
    out = tmp_path / f"out.{form}"
    kill_when_under_way(out, *arguments, "-o", out)
    assert not out.exists()
    partial = partial_of(out)
    partial.write_bytes(partial.read_bytes().replace(b"k00000", b"before", 1) + b'{"half a li')
    result = run(*arguments, "-o", out, "--resume")
    assert result.exit_code == 1
    assert result.stderr == f"quoteattr: {many}:{MANY + 1}: no field 'key'; there are text; --id-field names another\n"
    whole = run(*arguments).stdout
    # The mark of the killed run is still there: what was done was kept, not done again.
    assert out.read_bytes().decode() == whole.replace("k00000", "before", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.jsonl", out.name]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_killed_run_into_a_folder(many: Path, tmp_path: Path) -> None:
    arguments = ("extract", many, "--id-field", "key", "--format", "brat", "-o", tmp_path / "out")
    kill_when_under_way(tmp_path / "out", *arguments)
    assert not (tmp_path / "out").exists()
    partial = partial_of(tmp_path / "out")
    (partial / "orphan.ann").write_text("written, but not counted", encoding="utf-8")
    (partial / "k00000.ann").write_text("kept", encoding="utf-8")
    assert run(*arguments, "--resume").exit_code == 1
    assert len(list((tmp_path / "out").iterdir())) == 2 * (MANY + 1) + 2
    known = [json.loads(line) for line in (tmp_path / "out/articles.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in known] == [*(f"k{number:05}" for number in range(MANY)), "last"]
    assert (tmp_path / "out/k00000.ann").read_text("utf-8") == "kept"
    assert not (tmp_path / "out/orphan.ann").exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_killed_run_into_parquet(many: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs the extra parquet")
    out = tmp_path / "out.parquet"
    arguments = ("extract", many, "--id-field", "key", "--format", "parquet", "-o", out)
    kill_when_under_way(out, *arguments)
    assert not out.exists()
    assert run(*arguments, "--resume").exit_code == 1
    article = parse((RAIN + BREAD) * 40)
    assert parquet.read_table(out).num_rows == MANY * len(article.quotes) + len(parse(RAIN).quotes)


def test_a_bad_record_of_the_killed_run_is_told_again(many: Path, tmp_path: Path) -> None:
    path = records(tmp_path / "bad_first.jsonl", {"text": None})
    path.write_bytes(path.read_bytes() + many.read_bytes())
    out = tmp_path / "out.jsonl"
    arguments = ("extract", path, "--format", "jsonl", "-o", out)
    kill_when_under_way(out, *arguments)
    result = run(*arguments, "--resume")
    assert result.exit_code == 1
    told = [line.rpartition(":")[0] for line in result.stderr.splitlines()[:-1]]
    assert told == [f"quoteattr: {path}:1", f"quoteattr: {path}:{MANY + 2}"]


def test_resume_with_other_options_is_refused(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    kill_when_under_way(out, "extract", many, "--format", "jsonl", "-o", out)
    result = run("extract", many, "--format", "jsonl", "-o", out, "--resume", "--indirect")
    assert result.exit_code == 2
    assert "--indirect was False in the run to resume and is True now" in result.stderr
    assert partial_of(out).exists()


def test_resume_of_what_is_complete_does_nothing(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    good("extract", folder, "--format", "jsonl", "-o", out)
    written = out.stat().st_mtime_ns
    result = run("extract", folder, "--format", "jsonl", "-o", out, "--resume")
    assert (result.exit_code, result.stderr) == (0, f"{out} is complete; nothing to resume\n")
    assert out.stat().st_mtime_ns == written


def test_a_new_run_replaces_the_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    good("extract", folder, "--format", "jsonl", "-o", out, "--force")
    assert len(articles(out.read_text("utf-8"))) == 2


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="the system has no /dev/null")
def test_a_device_is_written_to_and_stays_a_device(folder: Path) -> None:
    good("extract", folder, "--format", "jsonl", "-o", "/dev/null")
    assert not Path("/dev/null").is_file()
    assert not journal_of(Path("/dev/null")).exists()


def test_places_that_cannot_hold_the_output(folder: Path, tmp_path: Path) -> None:
    for out, form, told in [
        (tmp_path / "no/out.jsonl", "jsonl", "there is no folder"),
        (tmp_path, "jsonl", "is a folder; name a file"),
        (tmp_path, "brat", "exists and is not empty; --force replaces it"),
    ]:
        result = run("extract", folder, "--format", form, "-o", out)
        assert (result.exit_code, told in result.stderr) == (2, True)
    for arguments, told in [
        (("--format", "brat"), "--format brat needs -o"),
        *([(("--format", "parquet"), "--format parquet needs -o")] if find_spec("pyarrow") else []),
        (("--resume",), "--resume needs -o"),
    ]:
        result = run("extract", folder, *arguments)
        assert (result.exit_code, told in result.stderr) == (2, True)


def test_ctrl_c_keeps_what_is_done(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start(
        command("extract", many, "--format", "jsonl", "-o", out),
        stderr=subprocess.PIPE,
    )
    journal = journal_of(out)
    while not journal.exists() or journal.read_bytes().count(b"\n") < 2:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, b"Traceback" in err, b"--resume" in err) == (130, False, True)
    assert journal.read_bytes().count(b"\n") > 1


def test_a_reader_that_stops_early(many: Path) -> None:
    process = start(command("extract", many, "--format", "jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


# --- progress and missing extras ----------------------------------------------------------------------------------


def test_progress_only_on_a_terminal(many: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="the system has no pseudo terminals")
    main, other = pty.openpty()
    process = start(
        command("extract", many, "--format", "jsonl", "-o", tmp_path / "out.jsonl", "--errors", tmp_path / "errors"),
        stderr=other,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(other)
    seen = b""
    while True:
        try:
            read = os.read(main, 65536)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        seen += read
    os.close(main)
    assert process.wait(60) == 1
    assert b"articles/s" in seen
    assert b"%" in seen
    assert f"{MANY + 1} articles".encode() in seen


@pytest.mark.parametrize(
    ("missing", "arguments", "told"),
    [
        ("click", ["extract", "a.txt"], 'quoteattr: click is missing: pip install "quoteattr[cli]"'),
        ("rich", ["stats", "a.txt"], 'quoteattr: rich is missing: pip install "quoteattr[cli]"'),
        ("trafilatura", ["extract", "a.html"], 'Error: trafilatura is missing: pip install "quoteattr[web]"'),
        ("pyarrow", ["extract", "a.parquet"], 'Error: pyarrow is missing: pip install "quoteattr[parquet]"'),
        (
            "pyarrow",
            ["extract", "a.txt", "--format", "parquet", "-o", "b"],
            'Error: pyarrow is missing: pip install "quoteattr[parquet]"',
        ),
    ],
)
def test_a_missing_extra_is_told_in_one_line(tmp_path: Path, missing: str, arguments: list[str], told: str) -> None:
    for name in ("a.txt", "a.html", "a.parquet"):
        (tmp_path / name).write_text(RAIN, encoding="utf-8")
    code = "import sys; sys.modules[sys.argv.pop(1)] = None; from quoteattr.cli import main; sys.exit(main())"
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code, missing, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", told)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# --- stats --------------------------------------------------------------------------------------------------------


def test_stats_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOTH, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Mr. Hollis is a baker.\n\n“It is very dry,” said Tom Hollis.\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("“It is late,” a spokeswoman said.\n", encoding="utf-8")
    counts = json.loads(good("stats", tmp_path, "--json"))
    assert counts["articles"] == 3
    quoted = [(row["name"], row["quotes"], row["words"], row["articles"]) for row in counts["speakers"]]
    assert quoted == [("Tom Hollis", 2, 7, 2), ("Ada Quill", 2, 6, 1)]
    assert counts["sources"]["unnamed"] == {"sources": 1, "quotes": 1, "words": 3}
    assert counts["sources"]["person"] == {"sources": 2, "quotes": 4, "words": 13}
    assert sum(group["quotes"] for group in counts["genders"].values()) == 4
    assert sum(kind["quotes"] for kind in counts["kinds"].values()) == 5


def test_stats_for_people(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOTH, encoding="utf-8")
    table = good("stats", tmp_path)
    assert "1 articles, 3 quotes, 9 words quoted" in table
    assert [line.split()[:4] for line in table.splitlines() if line.startswith("Ada")] == [["Ada", "Quill", "2", "6"]]
    chart = good("stats", tmp_path, "--chart", "--top", "1")
    assert "and 1 more" in chart
    assert "█" in chart


def test_stats_reports_bad_inputs(folder: Path) -> None:
    result = run("stats", folder, "nowhere.txt")
    assert (result.exit_code, result.stderr) == (1, "quoteattr: nowhere.txt: no such file or directory\n")
    assert "2 articles" in result.stdout


def test_bars() -> None:
    assert [bar(share, 4) for share in (0, 0.125, 0.5, 0.6, 1)] == ["", "▌", "██", "██▍", "████"]


def test_help_and_version() -> None:
    assert "extract" in good("--help")
    assert "brat" in good("extract", "--help")
    assert "gender" in good("stats", "--help")
    assert "quoteattr" in good("--version")


# --- options of the engine ----------------------------------------------------------------------------------------

FROBBED = "“It rained,” frobbed Quill.\n\n“Sign up here,” said Reed.\n"
OPTIONS = {"cues": ["frobbed"], "speakers": ["Ada Quill"], "skip": ["Sign \\w+"], "rules_off": ["colon"]}


def config_file(folder: Path, text: str) -> Path:
    path = folder / "config.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("workers", [1, 2])
def test_a_config_reaches_the_engine(tmp_path: Path, workers: int) -> None:
    config = config_file(tmp_path, json.dumps(OPTIONS))
    found = good("extract", "-", "--config", config, "--workers", workers, "--format", "jsonl", stdin=FROBBED)
    wanted = parse(FROBBED, config=Config(**{name: tuple(words) for name, words in OPTIONS.items()}))
    assert [quote.rule for quote in wanted.quotes] == ["quote_cue_speaker", "skipped"]
    assert list(articles(found).values()) == [wanted]
    table = good("extract", "-", "--config", config, "--explain", stdin=FROBBED)
    assert "Ada Quill" in table
    assert "Ada Quill" in good("stats", "-", "--config", config, stdin=FROBBED)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "an object with rules_off, cues, speakers, skip, language is needed, not list"),
        ("{", "Expecting property name"),
        ("\u00ff", "config.json: "),
        ("[" * 100_000, "config.json: "),
        ('{"rule_off": []}', "there is no option 'rule_off'; did you mean 'rules_off'?"),
        ('{"_patterns": []}', "there is no option '_patterns'"),
        ('{"cues": "said"}', "cues: a tuple of strings is needed, not str"),
        ('{"rules_off": ["colons"]}', "there is no rule 'colons'; did you mean 'colon'?"),
        ('{"skip": ["("]}', "skip: '(' is no regular expression"),
    ],
)
def test_a_wrong_config_is_told_as_a_wrong_option(tmp_path: Path, text: str, told: str) -> None:
    result = run("extract", "-", "--config", config_file(tmp_path, text), stdin=RAIN)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


def test_a_run_with_another_config_is_not_resumed(tmp_path: Path) -> None:
    lines = records(tmp_path / "in.jsonl", *[{"text": (RAIN + BREAD) * 40}] * MANY)
    out = tmp_path / "out.csv"
    arguments = ("extract", lines, "--format", "csv", "-o", out)
    kill_when_under_way(out, *arguments, "--config", config_file(tmp_path, '{"rules_off": ["colon"]}'))
    result = run(*arguments, "--resume")
    assert result.exit_code == 2
    assert "--config was" in result.stderr
