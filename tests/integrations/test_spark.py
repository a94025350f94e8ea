"""Quotes on a real local Spark session with several workers."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="needs the extra spark")
pytest.importorskip("pyarrow", reason="needs the extra spark")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java", allow_module_level=True)

from pyspark.sql import SparkSession, functions

from quoteattr import Config, ConfigError, parse
from quoteattr.export.rows import ROW_COLUMNS, to_rows
from quoteattr.integrations.spark import extract_quotes

RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook. She left the hall.\n"
BREAD = "Baker Tom Hollis said, “Bread is dearer than it was.” He added that he would close his shop.\n"
PLAIN = "The river rose by a foot.\n"


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    root = str(Path(__file__).resolve().parents[2])
    os.environ["PYTHONPATH"] = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("quoteattr tests")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "3",  # so that a partition has several batches
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def collected(frame: Any) -> list[dict[str, Any]]:
    return [row.asDict() for row in frame.collect()]


def test_rows_are_the_shared_ones_from_all_partitions(spark: SparkSession) -> None:
    texts = [RAIN, PLAIN, BREAD, ""] * 5
    frame = spark.createDataFrame(list(enumerate(texts)), "id int, text string").repartition(4)
    quotes = extract_quotes(frame)
    assert quotes.columns == list(ROW_COLUMNS)
    assert {kind for _, kind in quotes.dtypes} == {"string", "bigint", "double"}
    found = sorted(collected(quotes), key=lambda row: (int(row["id"]), row["quote_index"]))
    assert found == [row for number, text in enumerate(texts) for row in to_rows(parse(text), id=number)]


def test_partitions_are_read_where_they_are(spark: SparkSession) -> None:
    frame = spark.range(8, numPartitions=4).select("id", functions.lit(RAIN).alias("text"))
    quotes = extract_quotes(frame).select("id", functions.spark_partition_id().alias("partition"))
    places = {(row["partition"], row["id"]) for row in quotes.collect()}
    assert places == {(number // 2, str(number)) for number in range(8)}  # four tasks, two workers at a time


def test_bad_rows_become_error_rows(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("a", None), ("b", RAIN), (None, None)], "id string, text string")
    found = sorted(collected(extract_quotes(frame)), key=lambda row: row["id"] or "z")
    assert [(row["id"], row["error"]) for row in found] == [
        ("a", "TypeError: the text must be a str, not NoneType"),
        ("b", None),
        (None, "TypeError: the text must be a str, not NoneType"),
    ]
    assert {value for key, value in found[0].items() if key not in ("id", "error")} == {None}


def test_indirect_and_other_columns(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(RAIN, 1.5, BREAD)], ["a.b", "c`d", "text"])
    [*found] = collected(extract_quotes(frame, text="text", id="c`d", indirect=True))
    assert found == to_rows(parse(BREAD, indirect=True), id="1.5")
    [*found] = collected(extract_quotes(frame, text="a.b", id=None))
    assert found == to_rows(parse(RAIN))


def test_config_reaches_the_workers(spark: SparkSession) -> None:
    text = "“It rained,” frobbed Quill."
    config = Config(cues=("frobbed",), speakers=("Ada Quill",), skip=("x+",))
    frame = spark.createDataFrame([("r", text)], "id string, text string")
    assert collected(extract_quotes(frame, config=config)) == to_rows(parse(text, config=config), id="r")
    with pytest.raises(ConfigError, match="there is no rule 'colons'"):
        extract_quotes(frame, config=Config(rules_off=("colons",)))


def test_libraries_of_the_extra_are_those_that_spark_supports(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("r", RAIN)], "id string, text string")
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)  # "PySpark does not yet fully support pandas >= 3.0.0"
        assert collected(extract_quotes(frame)) == to_rows(parse(RAIN), id="r")


def test_an_exception_in_one_text_is_an_error_row(spark: SparkSession) -> None:
    """A pattern that takes too long: whatever the engine raises about a text, the others are done."""
    texts = [("r", RAIN), ("a", "“" + "a" * 40 + "!” said Ada Quill."), ("b", BREAD)]
    frame = spark.createDataFrame(texts, "id string, text string").coalesce(1)
    found = collected(extract_quotes(frame, config=Config(skip=(r"(a|aa)+$",))))
    assert [row["id"] for row in found if not row["error"]] == ["r", "b"]
    assert [(row["id"], row["error"][:18]) for row in found if row["error"]] == [("a", "ConfigError: skip:")]


def test_through_parquet(spark: SparkSession, tmp_path: Path) -> None:
    frame = spark.createDataFrame([("r", RAIN), ("b", BREAD)], "id string, text string")
    frame.write.parquet(str(tmp_path / "articles"))
    extract_quotes(spark.read.parquet(str(tmp_path / "articles"))).write.parquet(str(tmp_path / "quotes"))
    read = spark.read.parquet(str(tmp_path / "quotes"))
    assert sorted(row["speaker"] for row in read.groupBy("speaker").count().collect()) == sorted(
        {quote.speaker.name for text in (RAIN, BREAD) for quote in parse(text).quotes if quote.speaker}
    )


def test_wrong_columns_are_told_before_the_job(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(1, RAIN)], "id int, text string")
    with pytest.raises(ConfigError, match="no column 'txt'; did you mean 'text'"):
        extract_quotes(frame, text="txt")
    with pytest.raises(ConfigError, match="no column 'key'"):
        extract_quotes(frame, id="key")
    with pytest.raises(ConfigError, match="column 'id' is of type int, not string"):
        extract_quotes(frame, text="id")
