"""The row schema in Apache Arrow, which Parquet files and Spark share (extra ``parquet``, and part of ``spark``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quoteattr.export.rows import ROW_TYPES, Row
from quoteattr.integrations.extras import require

if TYPE_CHECKING:
    import pyarrow as pa


def row_schema(extra: str = "parquet") -> pa.Schema:
    """The columns of :class:`~quoteattr.export.rows.Row`, in their order; all may be null.

    Raises:
        MissingExtraError: pyarrow is not installed; ``extra`` is the one to name.
    """
    arrow = require("pyarrow", extra)
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    schema: pa.Schema = arrow.schema([(column, types[kind]) for column, kind in ROW_TYPES.items()])
    return schema


def row_batch(rows: Sequence[Row], schema: pa.Schema) -> pa.RecordBatch:
    """Rows as one batch of this schema. Raises ``UnicodeEncodeError`` for a lone surrogate, which Arrow cannot hold."""
    batch: pa.RecordBatch = require("pyarrow", "parquet").RecordBatch.from_pylist(rows, schema=schema)
    return batch
