"""Articles as the shared rows: what all kinds of frames have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quoteattr.config import Config
from quoteattr.errors import ConfigError, nearest
from quoteattr.export.rows import Row, error_row, to_rows
from quoteattr.many import ExtractError, extract_many
from quoteattr.metadata import METADATA_FIELDS, Metadata, in_words
from quoteattr.types import Article


def check_columns(text: str, id: str | None, columns: Iterable[object]) -> None:
    """Raise :class:`quoteattr.errors.ConfigError` for a column that a frame does not have; it names the nearest one."""
    known = list(columns)
    for column in (text,) if id is None else (text, id):
        if column not in known:
            raise ConfigError(f"no column {column!r}{nearest(column, map(str, known))}")


def metadata_columns(text: str, columns: Collection[str]) -> list[str]:
    """The columns of a frame that tell of its articles, by their names; the one with the texts is none of them."""
    return [name for name in METADATA_FIELDS if name in columns and name != text]


def quote_rows(
    texts: Sequence[object],
    ids: Sequence[object],
    *,
    about: Mapping[str, Sequence[object]] | None = None,
    indirect: bool,
    workers: int = 1,
    config: Config | None = None,
) -> Iterator[list[Row]]:
    """The rows of each article: its quotes, or one error row for what is no text or could not be parsed.

    An id is written as text, None as None. ``about`` are the columns that tell of the articles, by the name of their
    field in :class:`~quoteattr.metadata.Metadata`.
    """
    problems = [_problem(text) for text in texts]
    sound = ("" if problem else text for text, problem in zip(texts, problems, strict=True))
    strings: Iterator[str] = sound  # type: ignore[assignment]  # by now
    results = extract_many(strings, workers=workers, indirect=indirect, config=config)
    known = _known(about or {}, len(texts))
    for text, id, problem, metadata, result in zip(texts, ids, problems, known, results, strict=True):
        name = None if id is None else str(id)
        if problem:
            yield [error_row(name, problem)]
        elif isinstance(result, ExtractError):
            yield [error_row(name, f"{result.error}: {result.message}")]
        else:
            yield to_rows(Article(str(text), tuple(result), ()), id=name, metadata=metadata)


def _known(about: Mapping[str, Sequence[object]], articles: int) -> Iterator[Metadata]:
    """What the columns tell of each article."""
    for number in range(articles):
        yield Metadata(**{name: in_words(values[number]) or None for name, values in about.items()})


def _problem(text: object) -> str:
    """Why a text cannot be used, or an empty string."""
    if not isinstance(text, str):
        return f"TypeError: the text must be a str, not {type(text).__name__}"
    try:
        text.encode()
    except UnicodeEncodeError as error:  # a lone surrogate, which no table can hold
        return f"UnicodeEncodeError: the text is no valid Unicode at character {error.start}"
    return ""
