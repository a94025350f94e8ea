"""Apache Spark: a DataFrame of articles in, a DataFrame of quotes out, on all machines of a cluster (extra ``spark``).

::

    from quoteattr.integrations.spark import extract_quotes

    articles = spark.read.parquet("s3a://bucket/articles/")
    extract_quotes(articles, text="body", id="url").write.parquet("s3a://bucket/quotes/")

The workers need quoteattr too: install it on them, or send it with ``spark.submit.pyFiles``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from quoteattr.arguments import checked_config, names_nearest_option
from quoteattr.config import Config
from quoteattr.errors import ConfigError
from quoteattr.export.rows import ROW_TYPES
from quoteattr.integrations.arrow import row_batch, row_schema
from quoteattr.integrations.extras import require
from quoteattr.integrations.rows import check_columns, metadata_columns, quote_rows

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


@names_nearest_option
def extract_quotes(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    indirect: bool = False,
    *,
    config: Config | None = None,
) -> DataFrame:
    """The quotes of all articles, a row each. Nothing runs before the result is used.

    Args:
        df: an article a row.
        text: the column with the texts, of type string.
        id: the column that names the articles, of any type that can be cast to string; None for no names.
        indirect: with reported speech without quotation marks too.
        config: what the caller changes about the rules.

    Returns:
        A DataFrame with the columns of :class:`quoteattr.export.rows.Row`: strings, ``bigint`` and ``double``, all
        nullable. An article without quotes has no row; one without a text, or that could not be parsed, has an error
        row: nothing but ``id`` and ``error``. Columns called ``title``, ``author``, ``date``, ``outlet``, ``url`` or
        ``section`` are carried over to the quotes. No text fails the job.

    Raises:
        MissingExtraError: pyspark or pyarrow is not installed.
        TypeError: ``config`` is no ``Config``.
        ConfigError: a column or a rule does not exist, or ``text`` is not of type string.
    """
    functions = require("pyspark.sql.functions", "spark")
    require("pyarrow", "spark")
    check_columns(text, id, df.columns)
    if (kind := dict(df.dtypes)[text]) != "string":
        raise ConfigError(f"column {text!r} is of type {kind}, not string")
    name = functions.lit(None) if id is None else functions.col(_quoted(id))
    about = [functions.col(column).cast("string").alias(column) for column in metadata_columns(text, df.columns)]
    articles = df.select(name.cast("string").alias("id"), functions.col(_quoted(text)).alias("text"), *about)
    return articles.mapInArrow(_extractor(indirect, checked_config(config)), _schema())


def _extractor(indirect: bool, config: Config) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a worker does with its batches of articles."""

    def extract(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        schema = row_schema("spark")
        for batch in batches:
            ids, texts, *known = (column.to_pylist() for column in batch.columns)
            about = dict(zip(batch.schema.names[2:], known, strict=True))
            rows = chain.from_iterable(quote_rows(texts, ids, about=about, indirect=indirect, config=config))
            yield row_batch(list(rows), schema)

    return extract


def _schema() -> StructType:
    types = require("pyspark.sql.types", "spark")
    kinds = {str: types.StringType(), int: types.LongType(), float: types.DoubleType()}
    schema: StructType = types.StructType([types.StructField(name, kinds[kind]) for name, kind in ROW_TYPES.items()])
    return schema


def _quoted(column: str) -> str:
    """A column's name for Spark, which takes a dot for a step into a struct."""
    return "`" + column.replace("`", "``") + "`"
