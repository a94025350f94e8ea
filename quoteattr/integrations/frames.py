"""Frames of any library that narwhals speaks to: polars, Arrow, pandas and others (extra ``frames``).

::

    from quoteattr.integrations.frames import extract_quotes

    quotes = extract_quotes(articles, text="body", id="url")  # polars in, polars out
    quotes.group_by("speaker").len()
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from quoteattr.arguments import names_nearest_option
from quoteattr.config import Config
from quoteattr.export.rows import ROW_TYPES, Row
from quoteattr.integrations.extras import require
from quoteattr.integrations.rows import check_columns, metadata_columns, quote_rows

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw
    from narwhals.stable.v2.typing import IntoDataFrameT


@names_nearest_option
def extract_quotes(
    frame: IntoDataFrameT,
    text: str = "text",
    id: str | None = None,
    indirect: bool = False,
    *,
    workers: int = 1,
    config: Config | None = None,
) -> IntoDataFrameT:
    """The quotes of all articles, a row each, in the order of the articles: a frame of the kind that came in.

    Args:
        frame: an article a row; a DataFrame of polars or pandas, a Table of Arrow, or another that is in memory.
        text: the column with the texts.
        id: the column that names the articles; without it the number of the row does, from 0 (the index, in pandas).
        indirect: with reported speech without quotation marks too.
        workers: how many processes share the work; see :func:`quoteattr.many.extract_many`.
        config: what the caller changes about the rules.

    Returns:
        A frame with the columns of :class:`quoteattr.export.rows.Row`, as strings, 64-bit integers and floats that may
        be null; ``id`` keeps its type. A frame of pandas has the types of :mod:`quoteattr.integrations.pandas`. An
        article without quotes has no row; one whose text is no string (null, say) has an error row: nothing but ``id``
        and ``error``.

    Raises:
        MissingExtraError: narwhals is not installed.
        TypeError: ``frame`` is no frame in memory, ``config`` no ``Config``.
        ConfigError: a column or a rule does not exist; the message names the nearest one that does.
    """
    narwhals = require("narwhals.stable.v2", "frames")
    if narwhals.dependencies.is_pandas_dataframe(frame):
        from quoteattr.integrations import pandas

        known: Any = frame
        quotes: Any = pandas.extract_quotes(known, text, id, indirect, workers=workers, config=config)
        return cast("IntoDataFrameT", quotes)
    articles = _in_memory(frame, narwhals)
    check_columns(text, id, articles.columns)
    texts = articles[text].to_list()
    about = {name: articles[name].to_list() for name in metadata_columns(text, articles.columns)}
    numbers = range(len(texts))
    found = list(quote_rows(texts, numbers, about=about, indirect=indirect, workers=workers, config=config))
    places = [number for number, rows in enumerate(found) for _ in rows]
    table = _table(list(chain.from_iterable(found)), places, articles.implementation, narwhals)
    if id is not None:
        table = table.with_columns(articles[id][places].alias("id"))
    made: IntoDataFrameT = table.to_native()
    return made


def _table(rows: list[Row], places: list[int], backend: object, narwhals: Any) -> nw.DataFrame[Any]:
    """The rows as a frame, with the numbers of their articles for names."""
    columns: dict[str, Any] = {column: [row[column] for row in rows] for column in ROW_TYPES}  # type: ignore[literal-required]
    types = {str: narwhals.String(), int: narwhals.Int64(), float: narwhals.Float64()}
    schema = {column: types[kind] for column, kind in ROW_TYPES.items()}
    table: nw.DataFrame[Any] = narwhals.from_dict(
        columns | {"id": places}, schema | {"id": narwhals.Int64()}, backend=backend
    )
    return table


def _in_memory(frame: object, narwhals: Any) -> nw.DataFrame[Any]:
    try:
        wrapped = narwhals.from_native(frame)
    except TypeError:
        raise TypeError(f"frame must be a frame of polars, Arrow or pandas, not {type(frame).__name__}") from None
    if isinstance(wrapped, narwhals.LazyFrame):
        raise TypeError(f"frame must be in memory, and a {type(frame).__name__} is lazy: pass frame.collect()")
    in_memory: nw.DataFrame[Any] = wrapped
    return in_memory
