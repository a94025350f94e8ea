"""The index of a folder of pages: all articles of all runs into it, in order, and who is quoted across them."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from quoteattr.cli.outputs.overview import Overview
from tests.cli.processes import BREAD, RAIN, kill_when_under_way, partial_of, records
from tests.cli.test_command import MANY, good, run


def test_a_file_without_a_headline_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text(RAIN, encoding="utf-8")
    good("extract", tmp_path / "rain.txt", "--format", "html", "-o", tmp_path / "out")
    assert ">rain.txt</a>" in (tmp_path / "out/index.html").read_text("utf-8")
    assert ">rain.txt</h1>" in (tmp_path / "out/rain.html").read_text("utf-8")


def test_it_has_headlines_outlets_and_days(tmp_path: Path) -> None:
    path = records(
        tmp_path / "a.jsonl",
        {"text": RAIN, "title": "Rain", "outlet": "Wharf Gazette", "date": "2026-03-12"},
        {"text": RAIN, "title": "More rain"},
    )
    good("extract", path, "--format", "html", "-o", tmp_path / "out")
    index = (tmp_path / "out/index.html").read_text("utf-8")
    assert ">Rain</a>" in index
    assert "Wharf Gazette" in index
    assert "12 March 2026" in index
    assert ">More rain</a>" in index


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_killed_run_that_goes_on_lists_the_articles_of_both(tmp_path: Path) -> None:
    rows = ({"text": (RAIN + BREAD) * 40, "key": f"k{number:05}"} for number in range(MANY))
    many = records(tmp_path / "many.jsonl", *rows, {"text": RAIN, "key": "last"})
    arguments = ("extract", many, "--id-field", "key", "--format", "html", "-o", tmp_path / "out")
    kill_when_under_way(tmp_path / "out", *arguments)
    overview = partial_of(tmp_path / "out") / ".overview.jsonl"
    with overview.open("a", encoding="ascii") as lines:
        lines.write('["orphan", "written, but not counted"]\n["half a li')
    assert run(*arguments, "--resume").exit_code == 0
    names = [*(f"k{number:05}" for number in range(MANY)), "last"]
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == ["index", *names]
    index = (tmp_path / "out/index.html").read_text("utf-8")
    listed = re.findall(r'<li[^>]*><a href="(\w+)\.html"', index.partition('id="articles"')[2])
    assert listed == names


def test_an_article_called_index_makes_room_for_the_index(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"text": RAIN, "key": "index"}, {"text": BREAD, "key": "INDEX"})
    good("extract", path, "--id-field", "key", "--format", "html", "-o", tmp_path / "out")
    pages = {page.name: page.read_text("utf-8") for page in (tmp_path / "out").iterdir()}
    assert sorted(pages) == ["INDEX-3.html", "index-2.html", "index.html"]
    assert pages["index.html"].count('href="index-2.html"') >= 1
    assert 'href="index.html"' in pages["index-2.html"]


def test_a_run_that_is_resumed_when_all_but_the_index_was_done(tmp_path: Path) -> None:
    names = {"rain", "bread"}
    overview = Overview(tmp_path, lambda known: {"index.html": repr(list(known))}, set())
    for name in ("rain", "bread", "lost"):
        overview.add(name, f"of {name}")
    overview.finish()
    Overview(tmp_path, lambda known: {"index.html": repr(list(known))}, names).finish()
    assert (tmp_path / "index.html").read_text("utf-8") == "[('rain', 'of rain'), ('bread', 'of bread')]"
    Overview.clean(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_it_counts_as_the_stats_do(tmp_path: Path) -> None:
    texts = (RAIN, BREAD, RAIN + BREAD, "“It is wet,” said my uncle.", "“It is wet,” a spokesman said. “Rain at Sea”")
    texts += ("“It is dry,” said Ada M. Quill. “Quite dry,” said Tom Hollis.", "“It is late,” said A. M. Quill.")
    path = records(tmp_path / "a.jsonl", *({"text": text} for text in texts))
    good("extract", path, "--format", "html", "-o", tmp_path / "out")
    rows = re.findall(
        r"<th scope=\"row\"><bdi>(.*?)</bdi>.*?</th><td>(\d+)</td><td>(\d+)</td><td data-articles=\"(\d+)\">",
        (tmp_path / "out/index.html").read_text("utf-8"),
    )
    counted = json.loads(good("stats", path, "--json"))["speakers"]
    assert len(counted) == 2
    assert rows == [(each["name"], *(str(each[part]) for part in ("quotes", "words", "articles"))) for each in counted]
