"""A frame of articles in, a frame of quotes out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pandas", reason="needs the extra pandas")

import pandas as pd

from quoteattr import Config, ConfigError, parse
from quoteattr.export.rows import ROW_COLUMNS, to_rows
from quoteattr.integrations.pandas import extract_quotes
from quoteattr.metadata import Metadata

RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook. She left the hall.\n"
BREAD = "Baker Tom Hollis said, “Bread is dearer than it was.” He closed his shop.\n"
PLAIN = "The river rose by a foot.\n"


def rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of a frame with None for what is missing."""
    return [{key: None if pd.isna(value) else value for key, value in row.items()} for row in frame.to_dict("records")]


def test_rows_are_the_shared_ones() -> None:
    frame = pd.DataFrame({"body": [RAIN, PLAIN, BREAD], "url": ["r", "p", "b"]})
    quotes = extract_quotes(frame, text="body", id="url")
    assert tuple(quotes.columns) == ROW_COLUMNS
    read = {
        name: to_rows(parse(text), id=name, metadata=Metadata(url=name)) for name, text in (("r", RAIN), ("b", BREAD))
    }
    assert rows(quotes) == [*read["r"], *read["b"]]
    assert list(quotes.index) == [0, 1]


def test_what_is_known_of_an_article_is_carried_over() -> None:
    frame = pd.DataFrame(
        {
            "text": [RAIN, BREAD],
            "title": ["Rain", None],
            "author": [["Bo Reed", "Cy Holt"], float("nan")],
            "date": [pd.Timestamp("2026-03-04"), pd.NaT],
            "section": pd.array([7, pd.NA], dtype="Int64"),
            "pages": [1, 2],
        }
    )
    known = Metadata(title="Rain", author="Bo Reed; Cy Holt", date="2026-03-04T00:00:00", section="7")
    assert rows(extract_quotes(frame)) == [
        {**to_rows(parse(RAIN), metadata=known)[0], "id": 0},
        {**to_rows(parse(BREAD))[0], "id": 1},
    ]


def test_config_reaches_the_engine() -> None:
    text = "“It rained,” frobbed Quill."
    config = Config(cues=("frobbed",), speakers=("Ada Quill",))
    frame = pd.DataFrame({"text": [text]}, index=["r"])
    assert rows(extract_quotes(frame, config=config)) == to_rows(parse(text, config=config), id="r")
    with pytest.raises(ConfigError, match="there is no rule 'colons'"):
        extract_quotes(frame, config=Config(rules_off=("colons",)))


def test_a_pattern_that_takes_too_long_gives_an_error_row() -> None:
    frame = pd.DataFrame({"text": ["“" + "a" * 40 + "!” said Ada Quill.", RAIN]})
    first, second = rows(extract_quotes(frame, config=Config(skip=(r"(a|aa)+$",))))
    assert "ConfigError: skip:" in str(first["error"])
    assert second["speaker"] == "Ada Quill"


def test_dtypes() -> None:
    quotes = extract_quotes(pd.DataFrame({"text": [RAIN]}))
    assert quotes["text"].dtype == "string"
    assert {str(quotes[column].dtype) for column in ("start", "cue_start", "parent")} == {"Int64"}
    assert str(quotes["confidence"].dtype) == "Float64"
    assert list(quotes["kind"].cat.categories) == ["direct", "mixed", "indirect", "other"]


@pytest.mark.parametrize("frame", [pd.DataFrame({"text": []}), pd.DataFrame({"text": [PLAIN]})])
def test_a_frame_without_quotes_has_the_same_shape(frame: pd.DataFrame) -> None:
    quotes = extract_quotes(frame)
    full = extract_quotes(pd.DataFrame({"text": [RAIN]}))
    assert (len(quotes), tuple(quotes.columns)) == (0, ROW_COLUMNS)
    assert list(quotes.dtypes)[1:] == list(full.dtypes)[1:]


def test_without_an_id_the_index_names_the_articles() -> None:
    frame = pd.DataFrame({"text": [RAIN, BREAD]}, index=[70, 80])
    assert list(extract_quotes(frame)["id"]) == [70, 80]


def test_ids_keep_their_dtype() -> None:
    days = pd.to_datetime(["2020-01-01", "2020-01-02"])
    quotes = extract_quotes(pd.DataFrame({"text": [RAIN, BREAD * 2], "day": days}), id="day")
    assert quotes["id"].dtype == pd.DataFrame({"day": days})["day"].dtype
    assert list(quotes["id"].dt.day) == [1, 2, 2]


def test_bad_rows_become_error_rows() -> None:
    frame = pd.DataFrame({"text": [None, RAIN, 5, "bad \ud800"], "id": ["a", "b", "c", "d"]}, dtype=object)
    quotes = extract_quotes(frame, id="id")
    assert list(quotes["id"]) == ["a", "b", "c", "d"]
    assert list(quotes["error"].isna()) == [False, True, False, False]
    assert quotes["error"][2] == "TypeError: the text must be a str, not int"
    assert quotes["error"][3] == "UnicodeEncodeError: the text is no valid Unicode at character 4"
    assert quotes.loc[2].drop(["id", "error"]).isna().all()


def test_indirect_and_workers() -> None:
    frame = pd.DataFrame({"text": ["Ada Quill said that the river would rise.", RAIN] * 3})
    alone = extract_quotes(frame, indirect=True)
    assert list(alone["kind"]).count("indirect") == 3
    assert extract_quotes(frame, indirect=True, workers=2).equals(alone)


def test_wrong_arguments() -> None:
    frame = pd.DataFrame({"text": [RAIN]})
    with pytest.raises(ConfigError, match="no column 'txt'; did you mean 'text'"):
        extract_quotes(frame, text="txt")
    with pytest.raises(ConfigError, match="no column 'key'"):
        extract_quotes(frame, id="key")
    with pytest.raises(TypeError, match="DataFrame, not list"):
        extract_quotes([RAIN])


def test_the_frame_goes_to_parquet_and_back(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    quotes = extract_quotes(pd.DataFrame({"text": [RAIN, BREAD]}))
    quotes.to_parquet(tmp_path / "quotes.parquet")
    assert rows(pd.read_parquet(tmp_path / "quotes.parquet")) == rows(quotes)


def test_missing_pandas_is_told_in_one_line() -> None:
    code = "import sys; sys.modules['pandas'] = None; from quoteattr.integrations.pandas import *; extract_quotes(None)"
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
        check=False,
    )
    last = done.stderr.splitlines()[-1]
    assert last == 'quoteattr.integrations.extras.MissingExtraError: pandas is missing: pip install "quoteattr[pandas]"'
