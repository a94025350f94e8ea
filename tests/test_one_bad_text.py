"""Whatever the engine raises about one text, all doors tell of it and do the others.

No text is known on which it raises, so that one is made up: an engine that fails at a word.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from quoteattr import ExtractError, extract_many, parse, parser
from quoteattr.export.rows import error_row, to_rows
from tests.cli.inside import run

ROOT = Path(__file__).parents[1]
RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook.\n"
BREAD = "Baker Tom Hollis said, “Bread is dearer than it was.”\n"
DEADLY = "“It broke,” said Ann Lee of the millwheel.\n"
TEXTS = [RAIN, DEADLY, BREAD]

FAILING_ENGINE = """
from quoteattr import parser

read = parser._read


def fail(text, *arguments, **options):
    if "millwheel" in text:
        raise IndexError("no such wheel")
    return read(text, *arguments, **options)


parser._read = fail
"""
"""Run by each new Python, those of workers as well."""

needs_cli = pytest.mark.skipif(
    any(find_spec(each) is None for each in ("click", "rich", "filelock")), reason="needs the extra cli"
)


@pytest.fixture
def failing_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine fails at a word, here and in all processes that are started from here."""
    folder = tmp_path / "engine"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FAILING_ENGINE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
    monkeypatch.setattr(parser, "_read", parser._read)  # put back at the end
    exec(FAILING_ENGINE, {})
    yield
    assert parser._read.__name__ == "fail"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("rain.txt", "wheel.txt", "bread.txt")]
    for path, text in zip(made, TEXTS, strict=True):
        path.write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize("workers", [1, 2])
def test_extract_many(failing_engine: None, workers: int) -> None:
    rain, bad, bread = extract_many(TEXTS, workers=workers)
    assert bad == ExtractError(1, "IndexError", "no such wheel")
    assert [rain, bread] == [list(parse(RAIN).quotes), list(parse(BREAD).quotes)]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_the_command_on_files(failing_engine: None, files: list[Path], options: tuple[str, ...]) -> None:
    status, out, err = run(*options, *files)
    assert (status, err) == (1, f"quoteattr: {files[1]}: IndexError: no such wheel\n")
    assert ("Ada Quill" in out, "Ann Lee" in out, "Tom Hollis" in out) == (True, False, True)


@needs_cli
@pytest.mark.parametrize("workers", [1, 2])
def test_the_verb_extract(failing_engine: None, files: list[Path], tmp_path: Path, workers: int) -> None:
    out, errors = tmp_path / "quotes.csv", tmp_path / "bad.jsonl"
    options = ("--format", "csv", "-o", out, "--errors", errors, "--workers", workers)
    assert run("extract", *files, *options)[0] == 1
    with out.open(encoding="utf-8", newline="") as file:
        assert [row["speaker"] for row in csv.DictReader(file)] == ["Ada Quill", "Tom Hollis"]
    [told] = map(json.loads, errors.read_text(encoding="utf-8").splitlines())
    assert told["name"].startswith(str(files[1]))
    assert told["reason"] == "IndexError: no such wheel"


@needs_cli
def test_the_verb_stats(failing_engine: None, files: list[Path]) -> None:
    status, out, err = run("stats", "--json", *files)
    assert status == 1
    assert json.loads(out)["articles"] == 2
    assert "IndexError: no such wheel" in err


def library(name: str, *needed: str) -> Any:
    missing = [each for each in needed if find_spec(each) is None]
    return pytest.param(name, marks=pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}"))


@pytest.mark.parametrize("name", [library("polars", "polars", "narwhals"), library("pandas", "pandas", "narwhals")])
@pytest.mark.parametrize("workers", [1, 2])
def test_frames(failing_engine: None, name: str, workers: int) -> None:
    from quoteattr.integrations.frames import extract_quotes

    frame = __import__(name).DataFrame({"text": TEXTS, "id": ["r", "w", "b"]})
    quotes = extract_quotes(frame, id="id", workers=workers)
    rows = (
        quotes.to_dicts() if name == "polars" else quotes.astype(object).where(quotes.notna(), None).to_dict("records")
    )
    bad = error_row("w", "IndexError: no such wheel")
    assert rows == [*to_rows(parse(RAIN), id="r"), bad, *to_rows(parse(BREAD), id="b")]


@pytest.mark.skipif(find_spec("spacy") is None, reason="needs the extra spacy")
@pytest.mark.parametrize("processes", [1, 2])
def test_the_pipe_of_spacy(failing_engine: None, processes: int) -> None:
    import spacy

    import quoteattr.integrations.spacy  # noqa: F401  # registers the factory

    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr")
    docs = list(nlp.pipe(TEXTS, n_process=processes, batch_size=1))
    assert [doc.text for doc in docs] == TEXTS
    assert [doc._.quotes_error for doc in docs] == [None, "IndexError: no such wheel", None]
    assert [doc._.quotes for doc in docs] == [parse(RAIN).quotes, (), parse(BREAD).quotes]
    assert [len(doc.spans["quotes"]) for doc in docs] == [1, 0, 1]
