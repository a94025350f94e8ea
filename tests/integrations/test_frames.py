"""A frame of any library in, a frame of the same library out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="needs the extra frames")

from quoteattr import Config, ConfigError, parse
from quoteattr.export.rows import ROW_COLUMNS, error_row, to_rows
from quoteattr.integrations.frames import extract_quotes

RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook. She left the hall.\n"
BREAD = "Baker Tom Hollis said, “Bread is dearer than it was.” He added that he would close his shop.\n"
PLAIN = "The river rose by a foot.\n"

Make = Callable[[dict[str, Any]], Any]


def polars_frame(columns: dict[str, Any]) -> Any:
    import polars

    return polars.DataFrame(columns)


def arrow_table(columns: dict[str, Any]) -> Any:
    import pyarrow

    return pyarrow.table(columns)


def pandas_frame(columns: dict[str, Any]) -> Any:
    import pandas

    return pandas.DataFrame(columns)


def rows(frame: Any) -> list[dict[str, Any]]:
    if hasattr(frame, "to_pylist"):
        return list(frame.to_pylist())
    if hasattr(frame, "to_dicts"):
        return list(frame.to_dicts())
    return [{key: None if value != value else value for key, value in row.items()} for row in _nones(frame)]


def _nones(frame: Any) -> Any:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def parameter(make: Make, library: str) -> Any:
    there = pytest.mark.skipif(find_spec(library) is None, reason=f"needs {library}")
    return pytest.param(make, marks=there, id=library)


WITHOUT_INDEX = (parameter(polars_frame, "polars"), parameter(arrow_table, "pyarrow"))
each_library = pytest.mark.parametrize("make", [*WITHOUT_INDEX, parameter(pandas_frame, "pandas")])
each_without_index = pytest.mark.parametrize("make", WITHOUT_INDEX)


@each_library
def test_rows_are_the_shared_ones_in_a_frame_of_the_same_kind(make: Make) -> None:
    frame = make({"body": [RAIN, PLAIN, BREAD], "key": ["r", "p", "b"]})
    quotes = extract_quotes(frame, "body", "key", indirect=True)
    assert type(quotes) is type(frame)
    expected = [*to_rows(parse(RAIN, indirect=True), id="r"), *to_rows(parse(BREAD, indirect=True), id="b")]
    assert rows(quotes) == expected
    assert list(rows(quotes)[0]) == list(ROW_COLUMNS)


@each_library
def test_what_is_known_of_an_article_goes_through(make: Make) -> None:
    [row] = rows(extract_quotes(make({"text": [RAIN], "url": ["https://example.org/rain"], "title": [None]}), id="url"))
    assert (row["id"], row["url"], row["title"]) == ("https://example.org/rain", "https://example.org/rain", None)


@each_library
def test_without_an_id_the_number_of_the_row_names_the_article(make: Make) -> None:
    assert [row["id"] for row in rows(extract_quotes(make({"text": [RAIN, PLAIN, BREAD]})))] == [0, 2]


@each_without_index
def test_types_are_the_same_with_and_without_quotes(make: Make) -> None:
    some, none, empty = (
        extract_quotes(make({"text": texts, "day": [date(2020, 1, 2)] * len(texts)}), id="day")
        for texts in ([RAIN], [PLAIN], [PLAIN][:0])
    )
    kinds = {str(kind).lower() for kind in getattr(some.schema, "types", None) or some.schema.values()}
    assert kinds in ({"date", "string", "int64", "float64"}, {"date32[day]", "string", "int64", "double"})
    assert none.schema == some.schema
    assert [len(rows(each)) for each in (some, none, empty)] == [1, 0, 0]


@each_without_index
def test_bad_rows_become_error_rows(make: Make) -> None:
    quotes = extract_quotes(make({"text": [None, RAIN], "id": ["a", "b"]}), id="id")
    problem = "TypeError: the text must be a str, not NoneType"
    assert rows(quotes) == [error_row("a", problem), *to_rows(parse(RAIN), id="b")]
    numbers = extract_quotes(make({"text": [7]}))
    assert rows(numbers) == [{**error_row(None, "TypeError: the text must be a str, not int"), "id": 0}]


@each_library
def test_options_reach_the_engine(make: Make) -> None:
    text = "“It rained,” frobbed Quill."
    config = Config(cues=["frobbed"], speakers=["Ada Quill"])
    frame = make({"text": [text] * 3, "id": ["a", "b", "c"]})
    expected = [row for name in "abc" for row in to_rows(parse(text, config=config), id=name)]
    assert rows(extract_quotes(frame, id="id", config=config, workers=2)) == expected


@each_library
def test_wrong_columns_are_told(make: Make) -> None:
    frame = make({"text": [RAIN]})
    with pytest.raises(ConfigError, match="no column 'txt'; did you mean 'text'"):
        extract_quotes(frame, "txt")
    with pytest.raises(ConfigError, match="no column 'key'"):
        extract_quotes(frame, id="key")
    with pytest.raises(ConfigError, match="there is no option 'txt'; did you mean 'text'"):
        extract_quotes(frame, txt="text")  # type: ignore[call-arg]


@pytest.mark.parametrize("frame", [None, [RAIN], {"text": [RAIN]}, RAIN])
def test_what_is_no_frame_is_told(frame: Any) -> None:
    told = rf"^frame must be a frame of polars, Arrow or pandas, not {type(frame).__name__}$"
    with pytest.raises(TypeError, match=told):
        extract_quotes(frame)


def test_a_lazy_frame_is_told_to_be_collected() -> None:
    polars = pytest.importorskip("polars", reason="needs polars")
    with pytest.raises(TypeError, match=r"a LazyFrame is lazy: pass frame\.collect\(\)$"):
        extract_quotes(polars.LazyFrame({"text": [RAIN]}))


def test_missing_narwhals_is_told_in_one_line() -> None:
    code = "import sys; sys.modules['narwhals'] = None; from quoteattr.integrations.frames import *; extract_quotes(1)"
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
        check=False,
    )
    told = 'quoteattr.integrations.extras.MissingExtraError: narwhals is missing: pip install "quoteattr[frames]"'
    assert done.stderr.splitlines()[-1] == told
