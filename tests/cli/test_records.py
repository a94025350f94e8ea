"""What an earlier run has found is an input, too: it is taken as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from quoteattr import parse
from tests.cli.inside import run
from tests.cli.processes import BREAD, RAIN

INDIRECT = "Ada Quill said that the bridge was safe.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("rain.txt", RAIN), ("bread.txt", BREAD), ("late.txt", INDIRECT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["found.jsonl", "found.json", "found.jsonl.gz"])
def test_what_was_found_is_not_looked_for_again(folder: Path, name: str) -> None:
    status, _, errors = run("extract", "rain.txt", "late.txt", "--indirect", "-o", "found.jsonl", folder=folder)
    assert (status, errors) == (0, "")
    if name == "found.json":
        run("extract", "rain.txt", "late.txt", "--indirect", "-o", name, folder=folder)
    if name.endswith(".gz"):
        import gzip

        (folder / name).write_bytes(gzip.compress((folder / "found.jsonl").read_bytes()))
    status, out, errors = run("extract", name, "--format", "jsonl", folder=folder)
    assert (status, errors) == (0, "")
    assert out == (folder / "found.jsonl").read_text("utf-8")
    assert [quote["kind"] for line in out.splitlines() for quote in json.loads(line)["article"]["quotes"]] == [
        "direct",
        "indirect",
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_texts_and_records_keep_their_order(folder: Path, workers: int) -> None:
    run("extract", "bread.txt", "-o", "found.jsonl", folder=folder)
    (folder / "empty.txt").touch()
    inputs = ("rain.txt", "found.jsonl", "empty.txt", "bread.txt", "found.jsonl", "late.txt")
    status, out, _ = run("extract", *inputs, "--format", "jsonl", "--workers", workers, folder=folder)
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["rain.txt", "bread.txt", "bread.txt", "late.txt"]


def test_a_record_that_contradicts_itself_is_a_bad_input(folder: Path) -> None:
    good = {"id": "good", "article": parse(RAIN).to_dict()}
    bad = {"id": "bad", "article": {**parse(RAIN).to_dict(), "speakers": []}}
    other = {"id": "other", "article": {"heading": "Rain", "body": RAIN}}
    (folder / "some.jsonl").write_text("".join(json.dumps(each) + "\n" for each in (good, bad, other)), "utf-8")
    status, out, errors = run("extract", "some.jsonl", "--format", "jsonl", folder=folder)
    assert status == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["good"]
    assert "some.jsonl:2: the article is none that quoteattr writes: " in errors
    assert "some.jsonl:3: no field 'text'; there are id, article" in errors
