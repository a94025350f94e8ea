"""From paths to documents: which files there are, and a reader for each kind of file.

A reader is a generator, so that a file of records never is in memory as a whole. What cannot be read comes out as a
:class:`BadInput` in its place, and the reader goes on behind it.
"""

from __future__ import annotations

import csv
import glob
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from quoteattr.cli.reading import STDIN, UnreadableInput, decode, read_bytes, reason
from quoteattr.errors import nearest
from quoteattr.integrations.extras import require

_LONGEST_FIELD = (
    2**31 - 1
)  # of a CSV file, in characters: the csv module's own limit of 131,072 is less than an article
_BATCH = 256  # records of a Parquet file in memory at once


@dataclass(frozen=True, slots=True)
class Fields:
    """Where a record keeps its parts."""

    text: str = "text"
    id: str | None = None
    """Without one, a record is called by its place: ``articles.jsonl:7``."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article to read."""

    id: str
    text: str
    source: str
    """The file that it came from."""
    number: int
    """Which record of that file, from 1."""
    size: int
    """Bytes of the file that it took, for the progress."""


@dataclass(frozen=True, slots=True)
class BadInput:
    """A file or a record that cannot be used."""

    name: str
    reason: str
    source: str
    number: int
    """Which record of the file, from 1; 0 where the file as a whole (or from here on) is unusable."""
    size: int = 0


Item = Document | BadInput
Read = Callable[[str, Fields], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of input file."""

    name: str
    suffixes: tuple[str, ...]
    read: Read
    module: str = ""
    """The library that it needs, and the extra that brings it."""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input."""

    name: str
    reader: Reader
    size: int
    """In bytes; 0 when it is not known."""


# --- which files --------------------------------------------------------------------------------------------------


def find_sources(paths: Sequence[str], kind: str | None) -> list[Source | BadInput]:
    """The files behind the paths, in the order of the paths; those of folders and patterns sorted.

    A folder stands for all files in it and below whose suffix some reader claims, hidden ones aside. A file named
    outright is read whatever it is called, as text when no reader claims its suffix. ``kind`` names a reader for all
    of them in place of the suffix.

    Raises:
        MissingExtraError: one of the readers needs a library that is not installed.
    """
    named = (source for path in paths for source in _expand(path, READERS[kind] if kind else None))
    found = list({source.name: source for source in named}.values())  # a file that is named twice is read once
    for reader in {source.reader.name: source.reader for source in found if isinstance(source, Source)}.values():
        if reader.module:
            require(reader.module, reader.extra)
    return found


def _expand(path: str, reader: Reader | None) -> Iterator[Source | BadInput]:
    if path == STDIN:
        yield Source(STDIN, reader or _TEXT, 0)
    elif os.path.isdir(path):
        yield from _folder(path, reader)
    elif os.path.exists(path):
        yield _file(path, reader)
    elif glob.has_magic(path) and (matches := sorted(glob.glob(path, recursive=True))):
        for match in matches:
            yield from _expand(match, reader)
    else:
        yield BadInput(path, "no such file or directory", path, 0)


def _folder(path: str, reader: Reader | None) -> Iterator[Source | BadInput]:
    failures: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and (reader or PurePath(name).suffix.lower() in _BY_SUFFIX):
                yield _file(os.path.join(folder, name), reader)
    for failure in failures:
        yield BadInput(os.fspath(failure.filename), reason(failure), os.fspath(failure.filename), 0)


def _file(path: str, reader: Reader | None) -> Source:
    try:
        size = os.path.getsize(path)
    except OSError:
        size = 0  # the reader will say what is wrong
    return Source(path, reader or _BY_SUFFIX.get(PurePath(path).suffix.lower(), _TEXT), size)


def read(source: Source, fields: Fields) -> Iterator[Item]:
    """The documents of a file; what cannot be read comes out as :class:`BadInput`, nothing is raised for it."""
    try:
        yield from source.reader.read(source.name, fields)
    except UnreadableInput as error:
        yield BadInput(source.name, str(error), source.name, 0)
    except OSError as error:
        yield BadInput(source.name, reason(error), source.name, 0)


# --- files that are one document ----------------------------------------------------------------------------------


def _read_text(name: str, _: Fields) -> Iterator[Item]:
    raw = read_bytes(name)
    yield Document(_as_text(name), decode(raw), name, 1, len(raw))


def _read_html(name: str, _: Fields) -> Iterator[Item]:
    raw = read_bytes(name)
    # Bytes, so that trafilatura finds the encoding; comments under an article are not the article.
    text = require("trafilatura", "web").extract(raw, include_comments=False)
    if not text:
        raise UnreadableInput("no main text found in the page")
    yield Document(_as_text(name), text, name, 1, len(raw))


def _as_text(name: str) -> str:
    """A file name as an id; bytes in it that are no text become escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


# --- files of records ---------------------------------------------------------------------------------------------


def _read_jsonl(name: str, fields: Fields) -> Iterator[Item]:
    with _open(name) as file:
        for number, raw in enumerate(file, start=1):
            line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if not line.isspace():
                yield _document(_json_record, line, fields, name, number, len(raw))


def _json_record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"no JSON: {reason(error)}") from None
    if not isinstance(record, dict):
        raise UnreadableInput("the line is no JSON object")
    return record


def _read_csv(name: str, fields: Fields) -> Iterator[Item]:
    csv.field_size_limit(_LONGEST_FIELD)
    with _open(name) as raw:
        # A byte that is no UTF-8 spoils its own record, not the file: it comes through as a surrogate.
        file = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
        rows = csv.DictReader(file, delimiter="\t" if name.lower().endswith(".tsv") else ",", strict=True)
        try:
            _check_columns(rows.fieldnames or (), fields)
            at = 0
            for number, row in enumerate(rows, start=1):
                before, at = at, _position(raw)
                yield _document(_csv_record, row, fields, name, number, at - before)
        except csv.Error as error:
            raise UnreadableInput(f"no CSV from line {rows.line_num} on: {error}") from None


def _csv_record(row: dict[str, Any]) -> dict[str, Any]:
    if None in row:
        raise UnreadableInput("the record has more fields than the header")
    return row


def _read_parquet(name: str, fields: Fields) -> Iterator[Item]:
    parquet = require("pyarrow.parquet", "parquet")
    arrow = require("pyarrow", "parquet")
    with _open(name) as raw:
        try:
            file = parquet.ParquetFile(raw if raw.seekable() else io.BytesIO(raw.read()))
            _check_columns(file.schema_arrow.names, fields)
            columns = list(dict.fromkeys(filter(None, (fields.text, fields.id))))
            size = (os.path.getsize(name) if name != STDIN else 0) // max(1, file.metadata.num_rows)
            number = 0
            for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield _document(dict, row, fields, name, number, size)
        except (arrow.ArrowException, UnicodeDecodeError) as error:
            raise UnreadableInput(f"no Parquet: {reason(error)}") from None


def _document(
    parse: Callable[[Any], dict[str, Any]], raw: Any, fields: Fields, name: str, number: int, size: int
) -> Item:
    """A record as a document, or what is wrong with it."""
    place = f"{_as_text(name)}:{number}"
    try:
        record = parse(raw)
        text = _field(record, fields.text)
        if not isinstance(text, str):
            raise UnreadableInput(f"field {fields.text!r} is {_kind(text)}, not text")
        _check_text(text, fields.text)
        return Document(_id(record, fields, place), text, name, number, size)
    except UnreadableInput as error:
        return BadInput(place, str(error), name, number, size)


def _check_text(text: str, field: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:  # from a byte that is no UTF-8, or from an escape such as \ud800 in JSON
        raise UnreadableInput(f"field {field!r} is no valid Unicode at character {error.start}") from None


def _id(record: dict[str, Any], fields: Fields, place: str) -> str:
    if fields.id is None:
        return place
    value = _field(record, fields.id)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise UnreadableInput(f"field {fields.id!r} is {_kind(value)}, neither text nor a whole number")
    _check_text(str(value), fields.id)
    return str(value)


def _field(record: dict[str, Any], field: str) -> Any:
    if field not in record:
        raise UnreadableInput(f"no field {field!r}{nearest(field, record)}")
    return record[field]


def _kind(value: object) -> str:
    return "empty" if value is None else f"of type {type(value).__name__}"


def _check_columns(columns: Iterable[str], fields: Fields) -> None:
    known = list(columns)
    for field in filter(None, (fields.text, fields.id)):
        if field not in known:
            raise UnreadableInput(f"no column {field!r}{nearest(field, known)}; there are {', '.join(known) or 'none'}")


def _open(name: str) -> BinaryIO:
    return sys.stdin.buffer if name == STDIN else Path(name).open("rb")


def _position(file: BinaryIO) -> int:
    return file.tell() if file.seekable() else 0


# --- the table of readers -----------------------------------------------------------------------------------------

_TEXT = Reader("text", (".txt", ".text"), _read_text)

_ALL = (
    _TEXT,
    Reader("jsonl", (".jsonl", ".ndjson"), _read_jsonl),
    Reader("csv", (".csv", ".tsv"), _read_csv),
    Reader("parquet", (".parquet", ".pq"), _read_parquet, "pyarrow.parquet", "parquet"),
    Reader("html", (".html", ".htm", ".xhtml"), _read_html, "trafilatura", "web"),
)

READERS: dict[str, Reader] = {reader.name: reader for reader in _ALL}
"""Every kind of input by its name."""

_BY_SUFFIX: dict[str, Reader] = {suffix: reader for reader in _ALL for suffix in reader.suffixes}
