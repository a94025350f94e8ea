"""pandas: a frame of articles in, a frame of quotes out (extra ``pandas``).

::

    from quoteattr.integrations.pandas import extract_quotes

    quotes = extract_quotes(articles, text="body", id="url")
    quotes.groupby("speaker").size()
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from quoteattr.arguments import names_nearest_option
from quoteattr.config import Config
from quoteattr.export.rows import ROW_TYPES
from quoteattr.integrations.extras import require
from quoteattr.integrations.rows import check_columns, metadata_columns, quote_rows
from quoteattr.types import GenderValue, QuoteKind, SpeakerKind

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {str: "string", int: "Int64", float: "Float64"}  # those that know missing values
_CATEGORIES = {
    "kind": [kind.value for kind in QuoteKind],
    "speaker_kind": [kind.value for kind in SpeakerKind],
    "speaker_gender": [gender.value for gender in GenderValue],
}


@names_nearest_option
def extract_quotes(
    frame: pd.DataFrame,
    text: str = "text",
    id: str | None = None,
    indirect: bool = False,
    *,
    workers: int = 1,
    config: Config | None = None,
) -> pd.DataFrame:
    """The quotes of all articles, a row each, in the order of the articles.

    Args:
        frame: an article a row.
        text: the column with the texts.
        id: the column that names the articles; without it the index of the frame does.
        indirect: with reported speech without quotation marks too.
        workers: how many processes share the work; see :func:`quoteattr.many.extract_many`.
        config: what the caller changes about the rules.

    Returns:
        A frame with the columns of :class:`quoteattr.export.rows.Row`. ``id`` keeps its dtype; the others are nullable
        strings, integers and floats, and categories where the values are few. An article without quotes has no row;
        one whose text is no string (a missing value, say) has an error row: nothing but ``id`` and ``error``. Columns
        called ``title``, ``author``, ``date``, ``outlet``, ``url`` or ``section`` are carried over to the quotes.

    Raises:
        MissingExtraError: pandas is not installed.
        TypeError: ``frame`` is no DataFrame, ``config`` no ``Config``.
        ConfigError: a column or a rule does not exist; the message names the nearest one that does.
    """
    pandas = require("pandas", "pandas")
    if not isinstance(frame, pandas.DataFrame):
        raise TypeError(f"frame must be a pandas DataFrame, not {type(frame).__name__}")
    check_columns(text, id, frame.columns)
    ids = frame.index.to_series() if id is None else frame[id]
    texts = frame[text].tolist()
    about = {name: _cells(frame[name]) for name in metadata_columns(text, frame.columns)}
    articles = list(quote_rows(texts, ids.tolist(), about=about, indirect=indirect, workers=workers, config=config))
    rows = list(chain.from_iterable(articles))
    columns = {column: pandas.array([row[column] for row in rows], dtype=_dtype(column)) for column in ROW_TYPES}  # type: ignore[literal-required]
    columns["id"] = ids.repeat([len(article) for article in articles]).array
    quotes: pd.DataFrame = pandas.DataFrame(columns)
    return quotes


def _cells(column: pd.Series) -> list[object]:
    """The values of a column, None for all that is missing."""
    return [cell if present else None for cell, present in zip(column.tolist(), column.notna(), strict=True)]


def _dtype(column: str) -> object:
    if column in _CATEGORIES:
        return require("pandas", "pandas").CategoricalDtype(_CATEGORIES[column])
    return _DTYPES[ROW_TYPES[column]]
