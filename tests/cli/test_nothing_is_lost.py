"""What is there stays there: inputs, another run's results, what a killed run has done, files that are none of ours."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from click.testing import CliRunner

from quoteattr.cli.commands import cli
from quoteattr.cli.outputs.places import Lock, journal_of
from tests.cli.processes import (
    BREAD,
    RAIN,
    command,
    kill_when_under_way,
    partial_of,
    records,
    run,
    start_until_under_way,
)
from tests.started import start

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")

MANY = 100
LONG = (RAIN + BREAD) * 40


def inside(*arguments: object) -> tuple[int, str]:
    """Status and errors of the command, run in this process."""
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    return result.exit_code, result.stderr


def told_apart(status_and_errors: tuple[int, str], status: int, *told: str) -> bool:
    found, errors = status_and_errors
    assert "Traceback" not in errors
    return found == status and all(each in " ".join(errors.split()) for each in told)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "rain.txt").write_text(RAIN, encoding="utf-8")
    (folder / "bread.txt").write_text(BREAD, encoding="utf-8")
    return folder


def many_in(folder: Path) -> Path:
    return records(folder / "many.jsonl", *({"text": LONG, "key": f"k{number:05}"} for number in range(MANY)))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return many_in(tmp_path)


def files(folder: Path) -> dict[str, bytes]:
    """All files in a folder and below, but for locks."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-lock"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


# --- inputs -------------------------------------------------------------------------------------------------------


def spellings(news: Path) -> Iterator[Path]:
    """Further names of an input."""
    rain = news / "rain.txt"
    (news.parent / "link.txt").symlink_to(rain)
    (news.parent / "second.txt").symlink_to(news.parent / "link.txt")
    os.link(rain, news.parent / "hard.txt")
    yield from (rain, news / ".." / "news" / "rain.txt")
    yield from (news.parent / name for name in ("link.txt", "second.txt", "hard.txt"))


@pytest.mark.parametrize("option", ["-o", "--errors"])
def test_no_input_is_written_to_whatever_it_is_called(news: Path, option: str) -> None:
    before = files(news)
    for written in spellings(news):
        for read in (news / "rain.txt", news, f"{news}/*.txt"):
            assert told_apart(inside("extract", read, "--format", "csv", option, written), 2, "is one of the inputs")
    assert files(news) == before
    assert told_apart(inside("stats", news, "--errors", news / "rain.txt"), 2, "is one of the inputs")
    assert files(news) == before


def test_a_file_of_records_is_not_its_own_output(many: Path) -> None:
    before = many.read_bytes()
    assert told_apart(inside("extract", many, "--format", "jsonl", "-o", many), 2, f"{many} is one of the inputs")
    assert many.read_bytes() == before


def test_the_output_of_an_earlier_run_in_a_folder_that_is_read_is_an_input(news: Path) -> None:
    arguments = ("extract", news, "--format", "jsonl", "-o", news / "out.jsonl")
    assert inside(*arguments) == (0, "")
    before = files(news)
    assert told_apart(inside(*arguments), 2, "is one of the inputs")
    assert files(news) == before


def test_the_options_are_an_input(news: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text("{}", encoding="utf-8")
    for option in ("-o", "--errors"):
        assert told_apart(inside("extract", news, "--config", config, option, config), 2, "is one of the inputs")
    assert config.read_text("utf-8") == "{}"


def test_a_journal_is_no_input(news: Path, tmp_path: Path) -> None:
    journal = journal_of(tmp_path / "out.csv")
    journal.write_text("mine", encoding="utf-8")
    arguments = ("extract", news, journal, "--format", "csv", "-o", tmp_path / "out.csv")
    assert told_apart(inside(*arguments), 2, f"{journal} is one of the inputs")
    assert journal.read_text("utf-8") == "mine"


def test_what_the_shell_sends_the_output_to_is_no_input(news: Path) -> None:
    with (news / "all.txt").open("wb") as out:
        done = subprocess.run(command("extract", news), stdout=out, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, b"is one of the inputs and gets the output" in done.stderr) == (2, True)
    assert (news / "all.txt").read_bytes() == b""


def test_results_and_errors_are_not_one_file(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    errors = news / ".." / "out.csv"
    assert told_apart(inside("extract", news, "--format", "csv", "-o", out, "--errors", errors), 2, "cannot hold")
    assert not out.exists()


# --- two runs -----------------------------------------------------------------------------------------------------


def test_the_second_of_two_runs_says_that_there_is_another(many: Path, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ("extract", many, "--id-field", "key", "--format", "jsonl", "-o", out)
    first = start_until_under_way(out, *arguments)
    first.send_signal(signal.SIGSTOP)
    try:
        for more in ((), ("--resume",), ("--restart",)):
            assert told_apart(inside(*arguments, *more), 2, f"another run is writing {out}")
        assert told_apart(inside("extract", news, "--format", "csv", "-o", out), 2, "another run is writing")
    finally:
        first.send_signal(signal.SIGCONT)
    assert first.wait(60) == 0
    assert [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()] == [f"k{n:05}" for n in range(MANY)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.jsonl", "news", "out.jsonl"]


def test_the_error_report_has_one_run(many: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    lock = Lock(errors)
    lock.acquire()
    assert told_apart(inside("extract", many, "--errors", errors), 2, f"another run is writing {errors}")
    lock.release()
    assert not errors.exists()


def test_runs_at_the_same_time_leave_one_whole_output(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = command("extract", news, "--format", "jsonl", "-o", out)
    runs = [start(arguments, stderr=subprocess.DEVNULL) for _ in range(6)]
    statuses = [each.wait(60) for each in runs]
    assert set(statuses) <= {0, 2}
    assert 0 in statuses
    assert len(out.read_text("utf-8").splitlines()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "out.jsonl"]


def test_the_lock_of_a_killed_run_binds_nobody(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    arguments = ("extract", many, "--format", "csv", "-o", out)
    kill_when_under_way(out, *arguments)
    assert inside(*arguments, "--resume") == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.jsonl", "out.csv"]


def test_a_run_that_is_refused_leaves_the_error_report_alone(killed: Path, many: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    errors.write_text("of an earlier run", encoding="utf-8")
    arguments = ("extract", many, "--id-field", "key", "--format", "jsonl", "-o", killed, "--errors", errors)
    assert told_apart(inside(*arguments), 2, "did not come to its end")
    assert told_apart(inside(*arguments, "--resume", "--indirect"), 2, "--indirect was")
    assert errors.read_text("utf-8") == "of an earlier run"
    assert inside(*arguments, "--resume") == (0, "")
    assert errors.read_text("utf-8") == ""


def test_there_must_be_a_place_for_the_errors(news: Path, tmp_path: Path) -> None:
    arguments = ("extract", news, "--format", "csv", "-o", tmp_path / "out.csv", "--errors")
    assert told_apart(inside(*arguments, tmp_path / "no" / "errors.jsonl"), 2, "there is no folder")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news"]


# --- going on -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder_of_killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a run over many records was killed: made once, as most tests ask only what becomes of it then."""
    folder = tmp_path_factory.mktemp("killed")
    out = folder / "out.jsonl"
    kill_when_under_way(out, "extract", many_in(folder), "--id-field", "key", "--format", "jsonl", "-o", out)
    return folder


@pytest.fixture
def killed(folder_of_killed: Path, many: Path, tmp_path: Path) -> Path:
    """The output of a run over many records that was killed."""
    shutil.copytree(folder_of_killed, tmp_path, dirs_exist_ok=True)
    journal = journal_of(tmp_path / "out.jsonl")
    journal.write_bytes(journal.read_bytes().replace(bytes(folder_of_killed), bytes(tmp_path)))  # as if it ran here
    return tmp_path / "out.jsonl"


def resumed(many: Path, out: Path, *more: object) -> tuple[int, str]:
    return inside("extract", many, "--id-field", "key", "--format", "jsonl", "-o", out, *more, "--resume")


def test_the_same_command_again_leaves_a_killed_run_alone(many: Path, killed: Path) -> None:
    before = files(killed.parent)
    arguments = ("extract", many, "--id-field", "key", "--format", "jsonl", "-o", killed)
    assert told_apart(inside(*arguments), 2, "did not come to its end", "--resume", "--restart")
    assert files(killed.parent) == before
    assert told_apart(inside(*arguments, "--resume", "--restart"), 2, "give one of them")
    assert inside(*arguments, "--restart") == (0, "")
    assert len(killed.read_text("utf-8").splitlines()) == MANY
    assert sorted(path.name for path in killed.parent.iterdir()) == ["many.jsonl", "out.jsonl"]


@pytest.mark.parametrize("change", ["before", "within", "away"])
def test_records_that_were_done_and_changed_are_told(many: Path, killed: Path, change: str) -> None:
    lines = many.read_bytes().splitlines(keepends=True)
    new = {"before": [lines[-1], *lines], "within": [lines[0].replace(b"rise", b"fall"), *lines[1:]], "away": []}
    many.write_bytes(b"".join(new[change]))
    assert told_apart(resumed(many, killed), 2, f"{many} has changed")
    assert partial_of(killed).exists()
    many.write_bytes(b"".join(lines))
    assert resumed(many, killed) == (0, "")
    assert len(killed.read_text("utf-8").splitlines()) == MANY


def test_records_that_were_added_behind_are_read(many: Path, killed: Path) -> None:
    with many.open("ab") as file:
        file.write(json.dumps({"text": RAIN, "key": "new"}).encode())
    assert resumed(many, killed) == (0, "")
    ids = [json.loads(line)["id"] for line in killed.read_text("utf-8").splitlines()]
    assert ids == [*(f"k{number:05}" for number in range(MANY)), "new"]


def test_other_inputs_are_told(many: Path, killed: Path, news: Path) -> None:
    assert told_apart(resumed(many, killed, news), 2, "had 1 inputs, and this one has 3")
    assert told_apart(resumed(news, killed), 2, f"had the input {many} where this one has {news / 'bread.txt'}")
    assert resumed(many, killed) == (0, "")


@pytest.fixture
def folder_of_many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:03}.txt").write_text(LONG + str(number), encoding="utf-8")
    return folder


@pytest.mark.parametrize("pattern", ["{}", "{}/**/*.txt"])
def test_a_brat_folder_inside_of_what_is_read_is_not_read(folder_of_many: Path, pattern: str) -> None:
    out = folder_of_many / "out"
    arguments = ("extract", pattern.format(folder_of_many), "--format", "brat", "-o", out)
    kill_when_under_way(out, *arguments)
    assert inside(*arguments, "--resume") == (0, "")
    assert sorted(path.stem for path in out.glob("*.ann")) == [f"{number:03}" for number in range(MANY)]


def test_a_finished_file_that_changed_is_told(folder_of_many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    arguments = ("extract", folder_of_many, "--format", "csv", "-o", out)
    kill_when_under_way(out, *arguments)
    first = folder_of_many / "000.txt"
    text = first.read_bytes()
    for changed in (text.replace(b"rise", b"fall"), text + b"!", b"\xff"):
        first.write_bytes(changed)
        assert told_apart(inside(*arguments, "--resume"), 2, f"{first} has changed")
    first.unlink()
    assert told_apart(inside(*arguments, "--resume"), 2, "had the input")
    first.write_bytes(text)
    (folder_of_many / f"{MANY - 1:03}.txt").write_text(RAIN, encoding="utf-8")  # not done yet
    assert inside(*arguments, "--resume") == (0, "")
    assert inside("extract", folder_of_many, "--format", "csv", "-o", tmp_path / "anew.csv") == (0, "")
    assert out.read_bytes() == (tmp_path / "anew.csv").read_bytes()


def test_bad_inputs_of_a_killed_run_are_told_once(folder_of_many: Path, tmp_path: Path) -> None:
    out, missing = tmp_path / "out.csv", tmp_path / "missing.txt"
    (folder_of_many / "000.txt").write_bytes(b"\xff")
    arguments = ("extract", missing, folder_of_many, "--format", "csv", "-o", out)
    kill_when_under_way(out, *arguments, done=3)
    status, errors = inside(*arguments, "--resume")
    assert (status, [line.split(":")[1].strip() for line in errors.splitlines()[:-1]]) == (
        1,
        [str(missing), str(folder_of_many / "000.txt")],
    )


DAMAGES = {
    "a line that is no JSON": (lambda lines: [*lines[:1], b"{]\n", *lines[1:]], "is damaged at line 2"),
    "a line of another shape": (lambda lines: [*lines[:2], b"[1, 2]\n"], "is damaged at line 3"),
    "a line of other types": (lambda lines: [*lines[:1], b'[1, 2, 3, "", null, null]\n'], "is damaged at line 2"),
    "nesting without end": (lambda lines: [*lines[:1], b"[" * 100_000 + b"\n"], "is damaged at line 2"),
    "no UTF-8": (lambda lines: [*lines[:1], b"\xff\n"], "is damaged at line 2"),
    "a path for a name": (lambda lines: [lines[0].replace(b'"partial": "', b'"partial": "../'), *lines[1:]], "line 1"),
    "another version": (
        lambda lines: [lines[0].replace(b'journal": 2', b'journal": 1'), *lines[1:]],
        "another version",
    ),
    "another file": (lambda _: [b"Dear diary,\n", b"it rained.\n"], "is no journal of this program"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_journal_is_told_and_nothing_removed(many: Path, killed: Path, damage: str) -> None:
    change, told = DAMAGES[damage]
    journal = journal_of(killed)
    journal.write_bytes(b"".join(change(journal.read_bytes().splitlines(keepends=True))))
    before = files(killed.parent)
    assert told_apart(resumed(many, killed), 2, told)
    assert files(killed.parent) == before


def test_a_journal_that_is_cut_off_before_any_result_is_begun_anew(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    for written in (b"", b'{"quoteattr jour', b'{"quoteattr journal": 2, "partial": ".out'):
        journal_of(out).write_bytes(written)
        assert inside("extract", news, "--format", "csv", "-o", out, "--force") == (0, "")
        assert out.read_bytes().count(b"\n") == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "out.csv"]


def test_results_that_are_gone_are_told(many: Path, killed: Path) -> None:
    partial_of(killed).unlink()
    assert told_apart(resumed(many, killed), 2, "of the run to resume are gone")


# --- files that are none of ours ----------------------------------------------------------------------------------


def test_folders_and_links_with_the_name_of_partial_results_are_left_alone(news: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    (tmp_path / "out.partial").mkdir()
    (tmp_path / "out.partial" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out.csv.partial").symlink_to(mine)
    before = files(tmp_path)
    assert inside("extract", news, "--format", "brat", "-o", tmp_path / "out") == (0, "")
    assert inside("extract", news, "--format", "csv", "-o", tmp_path / "out.csv") == (0, "")
    after = files(tmp_path)
    assert {name: after[name] for name in before} == before


def test_nothing_is_written_through_a_link_in_the_place_of_the_journal_or_the_lock(news: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    out = tmp_path / "out.csv"
    for link in (journal_of(out), journal_of(out).with_name(".out.csv.quoteattr-lock")):
        link.symlink_to(mine)
        status, errors = inside("extract", news, "--format", "csv", "-o", out)
        assert (status > 0, "Traceback" in errors) == (True, False)
        link.unlink()
    assert mine.read_text("utf-8") == "mine"
    assert not out.exists()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o444])
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_mode_of_what_is_replaced_is_kept(news: Path, tmp_path: Path, mode: int, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet needs the extra parquet")
    out = tmp_path / "out"
    out.write_bytes(b"old")
    out.chmod(mode)
    (tmp_path / "link").symlink_to(out)
    assert inside("extract", news, "--format", form, "-o", tmp_path / "link", "--force") == (0, "")
    assert out.stat().st_mode & 0o777 == mode
    assert (tmp_path / "link").is_symlink()
    assert out.read_bytes() != b"old"


def test_a_new_file_has_the_mode_of_new_files(news: Path, tmp_path: Path) -> None:
    (tmp_path / "new").touch()
    assert inside("extract", news, "--format", "csv", "-o", tmp_path / "out.csv") == (0, "")
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "new").stat().st_mode


def test_what_replaces_a_private_file_is_private_meanwhile(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"old")
    out.chmod(0o600)
    kill_when_under_way(out, "extract", many, "--format", "jsonl", "-o", out, "--force")
    assert out.read_bytes() == b"old"
    assert [path.stat().st_mode & 0o077 for path in (partial_of(out), journal_of(out))] == [0, 0]


def test_names_as_long_as_names_may_be(news: Path, tmp_path: Path) -> None:
    for name in ("a" * 255, "雨" * 85):
        assert inside("extract", news, "--format", "csv", "-o", tmp_path / name) == (0, "")
        assert (tmp_path / name).read_bytes().count(b"\n") == 3


def test_a_run_that_has_done_nothing_leaves_nothing(news: Path, tmp_path: Path) -> None:
    article = records(tmp_path / "one.jsonl", {"text": RAIN}, {"text": RAIN})
    status, errors = inside("extract", article, "--format", "html", "-o", tmp_path / "x.html", "--config", article)
    assert status == 2
    assert errors
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "one.jsonl"]


# --- memory -------------------------------------------------------------------------------------------------------

MEGABYTE = 1 << 20
ROOM = 512 * MEGABYTE  # of addresses, for the whole process


def in_little_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))


def test_an_input_above_memory_is_told_and_the_rest_done(news: Path, tmp_path: Path) -> None:
    with (news / "huge.txt").open("wb") as file:
        file.write(RAIN.encode() * 1000)
        file.truncate(ROOM)  # a hole, which takes no room on the disk
    out = tmp_path / "out.csv"
    status, _, errors = run("extract", news, "--format", "csv", "-o", out, before=in_little_memory)
    assert (status, errors) == (1, f"quoteattr: {news / 'huge.txt'}: too long for the memory of this machine\n")
    assert out.read_bytes().count(b"\n") == 3
    status, shown, errors = run(news / "huge.txt", news / "rain.txt", before=in_little_memory)
    assert (status, errors) == (1, f"quoteattr: {news / 'huge.txt'}: too long for the memory of this machine\n")
    assert "Ada Quill" in shown


def test_a_record_above_memory_is_told_and_the_rest_done(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"text": RAIN * 1000})
    with path.open("ab") as file:
        file.truncate(ROOM)
        file.write(b"\n" + json.dumps({"text": BREAD}).encode())
    status, shown, errors = run("extract", path, "--format", "jsonl", before=in_little_memory)
    assert (status, errors) == (1, f"quoteattr: {path}:2: too long for the memory of this machine\n")
    assert [json.loads(line)["id"] for line in shown.splitlines()] == [f"{path}:1", f"{path}:3"]


def test_an_article_whose_results_fail_costs_no_other(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quoteattr.cli.outputs import formats

    def fail(article: object, *, id: str, metadata: object) -> list[object]:
        raise MemoryError if "bread" in id else KeyError(id)

    monkeypatch.setattr(formats, "to_rows", fail)
    status, errors = inside("extract", news, "--format", "csv")
    assert (status, errors.splitlines()[2:]) == (1, ["quoteattr: nothing was read: 2 bad inputs"])
    assert "bread.txt: too long for the memory" in errors
    assert "rain.txt: KeyError" in errors
