"""``quoteattr FILE…``, in a process of its own where the test is about one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quoteattr import parse
from quoteattr.cli.inputs.files import UnreadableInput, read_text
from quoteattr.rules.words import rule_in_words
from quoteattr.types import Article
from tests.cli.inside import Done, run
from tests.cli.screen import on_terminal, screen
from tests.started import start

ROOT = Path(__file__).resolve().parents[2]
RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook. She left the hall.\n"
BREAD = "Baker Tom Hollis said, “Bread is dearer than it was.” He closed his shop.\n"
PLAIN = "The river rose by a foot.\n"


def run_apart(*arguments: object, stdin: bytes = b"", **environment: str) -> Done:
    """What ``python -m quoteattr`` does as users start it."""
    done = subprocess.run(
        [sys.executable, "-m", "quoteattr", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    path = tmp_path / "rain.txt"
    path.write_text(RAIN, encoding="utf-8")
    return path


@pytest.fixture
def bread(tmp_path: Path) -> Path:
    path = tmp_path / "bread.txt"
    path.write_text(BREAD, encoding="utf-8")
    return path


def test_one_file_shows_who_and_what(rain: Path) -> None:
    status, out, err = run(rain)
    [quote] = parse(RAIN).quotes
    assert (status, err) == (0, "")
    who, words = out.splitlines()
    assert quote.speaker is not None
    assert who.split("  ") == [quote.speaker.name, "said", quote.kind.value, rule_in_words(quote.rule)]
    assert words == "    The river will rise tonight,"


def test_several_files_have_headers(rain: Path, bread: Path) -> None:
    status, out, err = run(rain, bread)
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if line.startswith("==>")] == [f"==> {rain} <==", f"==> {bread} <=="]
    assert out.index("The river") < out.index("Bread is dearer")


def test_a_file_without_quotes_says_so(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(PLAIN, encoding="utf-8")
    assert run(tmp_path / "plain.txt") == (0, "no quotations\n", "")


def test_words_are_cut_to_the_terminal(rain: Path) -> None:
    _, sent = on_terminal(rain, columns=24)
    assert screen(sent)[1] == "    The river will rise…"
    assert run(rain, COLUMNS="24")[1].splitlines()[1] == "    The river will rise tonight,"


def test_standard_input(rain: Path) -> None:
    assert run_apart("-", stdin=RAIN.encode()) == run(rain)


def test_json_of_one_file_is_the_article(rain: Path) -> None:
    status, out, _ = run("--json", rain)
    assert (status, Article.from_json(out)) == (0, parse(RAIN))


def test_json_of_several_files_is_a_line_each(rain: Path, bread: Path) -> None:
    status, out, _ = run("--json", rain, bread)
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, [row["file"] for row in rows]) == (0, [str(rain), str(bread)])
    assert [Article.from_dict(row["article"]) for row in rows] == [parse(RAIN), parse(BREAD)]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_json_is_utf8_whatever_the_terminal_speaks(rain: Path, encoding: str) -> None:
    assert Article.from_json(run_apart("--json", rain, PYTHONIOENCODING=encoding)[1]) == parse(RAIN)


def test_a_poor_terminal_gets_numbers_for_letters(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("“The café is shut,” said Ada Quill.", encoding="utf-8")
    status, out, err = run_apart(tmp_path / "x.txt", PYTHONIOENCODING="ascii")
    assert (status, err) == (0, "")
    assert "The caf\\xe9 is shut," in out


def test_a_poor_terminal_shows_the_help() -> None:
    status, out, err = run_apart("--help", PYTHONIOENCODING="ascii")
    assert (status, err) == (0, "")
    assert "FILE\\u2026" in out


def test_indirect_reaches_the_parser(rain: Path) -> None:
    assert Article.from_json(run("--json", "--indirect", rain)[1]) == parse(RAIN, indirect=True)


def test_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    text = RAIN.replace("\n", "\r\n") * 2
    (tmp_path / "bom.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert Article.from_json(run("--json", tmp_path / "bom.txt")[1]) == parse(text)


def test_bad_files_are_named_and_the_others_done(rain: Path, bread: Path, tmp_path: Path) -> None:
    missing, cut = tmp_path / "missing.txt", tmp_path / "cut.txt"
    told = "not UTF-8: byte 0xe2 at offset 40, though the rest is; mend it, or name its encoding with --encoding"
    cut.write_bytes("“Mañana,” said Ada Quill. “Nobody”".encode()[:-1])
    status, out, err = run(rain, missing, tmp_path, cut, bread)
    assert status == 1
    assert err.splitlines() == [
        f"quoteattr: {missing}: no such file or directory",
        f"quoteattr: {tmp_path}: is a directory",
        f"quoteattr: {cut}: {told}",
    ]
    assert "The river" in out
    assert "Bread is dearer" in out


def test_a_file_that_may_not_be_read(rain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:  # not chmod: root may read everything
        raise PermissionError(13, "Permission denied", str(rain))

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(UnreadableInput, match=r"\Apermission denied\Z"):
        read_text(str(rain))


def test_a_reader_that_stops_early_ends_it_quietly(tmp_path: Path) -> None:
    names = []
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(RAIN * 200, encoding="utf-8")
        names.append(str(tmp_path / f"{number}.txt"))
    command = start([sys.executable, "-m", "quoteattr", *names], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert command.stdout is not None
    assert command.stderr is not None
    assert command.stdout.readline()
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    assert command.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("arguments", [["rain.txt"], ["--json", "rain.txt"], ["--help"]])
def test_a_full_disk_is_told_in_one_line(rain: Path, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "quoteattr", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}
        done = subprocess.run(
            command, cwd=rain.parent, stdout=full, stderr=subprocess.PIPE, env=environment, check=False
        )
    assert (done.returncode, done.stderr) == (1, b"quoteattr: the output failed: no space left on device\n")


def test_wrong_options() -> None:
    assert run()[0] == 2
    assert run("--nonsense", "x")[0] == 2
