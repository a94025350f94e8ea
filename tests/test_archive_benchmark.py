"""The benchmark of archives: what it builds is as large as it says, and its table has a row for each figure."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("sqlite_utils", reason="needs the extra archive")

from benchmarks import archive
from quoteattr import parse

TEXTS = (
    "“The river will rise tonight and flood the valley,” said Mayor Ada Quill. “Nobody can stop the river.”\n",
    "Tom Hollis, a baker, called the river “a neighbour who never knocks”. “It floods,” he said.\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / "news" / f"{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "news"


def test_entries_are_all_other_articles() -> None:
    some = list(islice(archive.entries([parse(text) for text in TEXTS]), 50))
    assert len({entry.key for entry in some}) == 50
    assert len({entry.metadata.date for entry in some}) > 10


def test_each_size_is_measured(tmp_path: Path) -> None:
    small, large = archive.measure([parse(text) for text in TEXTS], (10, 100), tmp_path / "quotes.db")
    assert (small.rows["quotations"], large.rows["quotations"]) == (20, 200)
    assert small.rows["people"] == large.rows["people"] == 2
    assert large.rows["size"] > small.rows["size"] > 0
    shown = archive.table((10, 100), (small, large))
    assert "| quotations | 20 | 200 | × 10.0 |" in shown
    assert shown.count("| search: ") == 6


def test_people_of_different_names_are_joined(tmp_path: Path) -> None:
    assert archive.joined(300, tmp_path / "quotes.db") > 0


def test_it_prints_its_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert archive.main([str(folder), "--articles", "200", "--names", "100"]) == 0
    out = capsys.readouterr().out
    assert "|  | 20 articles | 200 articles | growth |" in out
    assert "Made of 2 articles of" in out


def test_a_folder_without_texts_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert archive.main([str(tmp_path)]) == 2
    assert "no text files" in capsys.readouterr().err
