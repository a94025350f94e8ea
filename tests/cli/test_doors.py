"""What comes in by the doors of the command and of its outputs: pipes, links, poor terminals, formulas, signals."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from quoteattr import parse
from quoteattr.cli.inputs.readers import Source
from quoteattr.cli.inputs.sources import find_sources
from quoteattr.cli.outputs.places import journal_of
from quoteattr.export.rows import to_rows
from tests.cli.inside import run
from tests.cli.processes import BREAD, RAIN, ROOT, command, records, start_until_under_way
from tests.cli.processes import run as run_apart
from tests.started import start

FORMULA = "“=1+1,” said Ada Quill. “-2,” she said. “@here,” she said. “+3 of it,” she said. “It = rain,” she said.\n"


def sources(*paths: object) -> list[str]:
    return [source.name for source in find_sources([str(path) for path in paths], None)]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / "rain.txt").write_text(RAIN, encoding="utf-8")
    (folder / "deep" / "bread.txt").write_text(BREAD, encoding="utf-8")
    (folder / "deep" / "deeper" / "last.txt").write_text(RAIN + BREAD, encoding="utf-8")
    return folder


def all_of(news: Path) -> list[str]:
    return sorted(str(path) for path in news.rglob("*.txt") if not path.is_symlink())


# --- which files --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_and_devices_in_folders_and_patterns_are_left_aside(news: Path) -> None:
    os.mkfifo(news / "pipe.txt")
    (news / "endless.txt").symlink_to("/dev/zero")
    for path in (news, f"{news}/*.txt", f"{news}/**/*.txt"):
        status, shown, errors = run("extract", path, "--format", "jsonl")
        assert (status, errors) == (0, "")
        assert {Path(json.loads(line)["id"]).stem for line in shown.splitlines()} <= {"rain", "bread", "last"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = start(["sh", "-c", 'printf %s "$1" > "$2"', "sh", RAIN, str(tmp_path / "pipe")])
    status, shown, _ = run("extract", tmp_path / "pipe", "--format", "jsonl")
    assert writer.wait(60) == 0
    assert (status, json.loads(shown)["article"]["text"]) == (0, RAIN)


def test_loops_of_links_end_and_each_file_is_read_once(news: Path) -> None:
    for number in range(12):  # each would double what a walk over links has to do
        (news / f"loop{number}").symlink_to(news, target_is_directory=True)
        (news / "deep" / f"back{number}").symlink_to("..", target_is_directory=True)
        (news / f"link{number}.txt").symlink_to(news / "rain.txt")
    started = time.monotonic()
    for paths in (
        [news],
        [f"{news}/**/*.txt"],
        [f"{news}/**"],
        [f"{news}/**/deep/**/*.txt", news],
        [news, news / "loop0"],
    ):
        found = sources(*paths)
        assert len(found) == 3
        assert sorted(map(os.path.realpath, found)) == all_of(news)
    assert time.monotonic() - started < 10


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    status, _, errors = run("extract", tmp_path, tmp_path / "loop.txt", "--format", "csv")
    assert status == 1
    assert sorted(line.removeprefix(f"quoteattr: {tmp_path}/") for line in errors.splitlines()) == [
        "gone.txt: no such file or directory",
        "loop.txt: too many levels of symbolic links",
        "quoteattr: nothing was read: 2 bad inputs",
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("news/*.txt", ["rain"]),
        ("news/*/*.txt", ["bread"]),
        ("news/**/*.txt", ["bread", "last", "rain"]),
        ("news/**/deeper/*.txt", ["last"]),
        ("news/d*p/**/l?st.txt", ["last"]),
        ("**/[br]*.txt", ["bread", "rain"]),
        ("./news/**", ["bread", "last", "rain"]),
        ("news/.h*.txt", [".hidden"]),
        ("news/*hidden.txt", []),
        ("nowhere/**/*.txt", []),
    ],
)
def test_patterns(news: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, found: list[str]) -> None:
    (news / ".hidden.txt").write_text(RAIN, encoding="utf-8")
    monkeypatch.chdir(news.parent)
    assert sorted(Path(each.name).stem for each in find_sources([pattern], None) if isinstance(each, Source)) == found
    absolute = find_sources([str(news.parent / pattern)], None)
    assert sorted(Path(each.name).stem for each in absolute if isinstance(each, Source)) == found


# --- poor terminals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "x.txt"],
        ["extract", "x.txt", "--explain"],
        ["stats", "x.txt"],
        ["stats", "x.txt", "--chart"],
        ["--help"],
        ["extract", "--help"],
        ["levels", "“Né,” said Zoë Quill."],
        ["x.txt"],
    ],
)
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_what_the_output_cannot_show_is_replaced(tmp_path: Path, arguments: list[str], encoding: str) -> None:
    (tmp_path / "x.txt").write_text("“It’s 雨 in the café,” said Zoë Quill.\n", encoding="utf-8")
    done = subprocess.run(
        command(*arguments),
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "COLUMNS": "100"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(encoding, "replace")  # click shows its help in UTF-8 where it finds ASCII
    assert "Quill" in shown or "--help" in arguments
    if encoding == "ascii" and "x.txt" in arguments:
        assert "Zo\\xeb" in shown


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_data_are_utf8_whatever_the_terminal_speaks(tmp_path: Path, form: str) -> None:
    (tmp_path / "x.txt").write_text("“It’s 雨 in the café,” said Zoë Quill.\n", encoding="utf-8")
    arguments = ("extract", tmp_path / "x.txt", "--format", form)
    assert run_apart(*arguments, PYTHONIOENCODING="ascii", PYTHONUTF8="0") == run(*arguments)
    counts = ("stats", tmp_path / "x.txt", "--json")
    assert json.loads(run_apart(*counts, PYTHONIOENCODING="ascii")[1])["speakers"][0]["name"] == "Zoë Quill"


# --- spreadsheets -------------------------------------------------------------------------------------------------


@pytest.fixture
def formulas(tmp_path: Path) -> Path:
    return records(tmp_path / "a.jsonl", {"text": FORMULA, "id": '=HYPERLINK("https://example.org")'})


def table(shown: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(shown)))


def test_no_cell_is_a_formula(formulas: Path) -> None:
    status, shown, _ = run("extract", formulas, "--id-field", "id", "--format", "csv")
    assert status == 0
    rows = table(shown)
    assert [row["text"] for row in rows] == ["'=1+1,", "'-2,", "'@here,", "'+3 of it,", "It = rain,"]
    assert {row["id"] for row in rows} == {'\'=HYPERLINK("https://example.org")'}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_cells_are_left_raw_by_request(formulas: Path) -> None:
    _, shown, _ = run("extract", formulas, "--id-field", "id", "--format", "csv", "--raw")
    expected = to_rows(parse(FORMULA), id='=HYPERLINK("https://example.org")')
    assert [row["text"] for row in table(shown)] == [row["text"] for row in expected]
    assert {row["id"] for row in table(shown)} == {'=HYPERLINK("https://example.org")'}


def test_a_byte_order_mark_by_request(formulas: Path, tmp_path: Path) -> None:
    plain = run("extract", formulas, "--format", "csv")[1]
    assert run("extract", formulas, "--format", "csv", "--excel")[1] == "\ufeff" + plain
    assert run("extract", formulas, "--format", "csv", "--excel", "-o", tmp_path / "out.csv")[0] == 0
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbf" + plain.encode()


@pytest.mark.parametrize("option", ["--raw", "--excel"])
def test_what_is_said_of_csv_goes_with_csv(formulas: Path, option: str) -> None:
    status, _, errors = run("extract", formulas, option)
    assert (status, f"{option} goes with --format csv" in errors) == (2, True)


# --- how it ends --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("arguments", [["extract"], ["extract", "--format", "jsonl"], ["stats"], ["stats", "--json"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_in_one_line(news: Path, arguments: list[str], unbuffered: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command(*arguments, news),
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"the output failed: no space left on device" in done.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system sends no such signals")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP"])
def test_a_request_to_end_leaves_no_warning_and_a_run_to_resume(tmp_path: Path, number: str) -> None:
    many = records(tmp_path / "many.jsonl", *[{"text": (RAIN + BREAD) * 40}] * 150)
    out = tmp_path / "out.jsonl"
    arguments = ("extract", many, "--format", "jsonl", "--workers", "2", "-o", out)
    with (tmp_path / "errors").open("wb") as errors:
        process = start_until_under_way(out, *arguments, errors=errors)
        process.send_signal(getattr(signal, number))
        assert process.wait(60) == 128 + getattr(signal, number)
    time.sleep(0.5)  # what tracks semaphores outlives the process, and would warn now
    assert (tmp_path / "errors").read_bytes() == b""
    assert journal_of(out).exists()
    assert run(*arguments, "--resume")[0] == 0
    assert len(out.read_text("utf-8").splitlines()) == 150
