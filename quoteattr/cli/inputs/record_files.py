"""Files of records, each of which is an article: JSON, JSON lines, tables.

They are read piece by piece, so that a file never is in memory as a whole; a record that cannot be used comes out in
its place, and the reading goes on behind it.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

import regex

from quoteattr.cli.inputs.compression import without_suffix
from quoteattr.cli.inputs.encodings import as_utf8, decode, mended
from quoteattr.cli.inputs.fields import Fields, check_text, kind_of
from quoteattr.cli.inputs.files import PIECE, STDIN, Opened
from quoteattr.cli.inputs.items import BadInput, Document, Item, as_text, record_digest
from quoteattr.cli.inputs.json_files import json_values
from quoteattr.cli.inputs.kinds import delimiter
from quoteattr.cli.inputs.memory import TOO_LONG, longest_text
from quoteattr.cli.inputs.trouble import UnreadableInput, reason
from quoteattr.errors import RecordError
from quoteattr.integrations.extras import require
from quoteattr.types import Article

_LONGEST_FIELD = 2**31 - 1  # of a CSV file, in characters: what the csv module can count to on every system
_PATIENCE = 1000  # records of a file of which one must have the fields that are named
_BATCH = 256  # records of a Parquet file in memory at once
_FILE_NAME = regex.compile(r"\S+\.[a-z][a-z0-9]{1,4}")  # as in a JSON file that describes the text beside it
_NO_UTF8 = regex.compile("[\udc80-\udcff]")  # what bytes that are none come through as
_PARTS = {"text", "quotes", "speakers"}  # of an article that was read before
_SEPARATOR = regex.compile(r"sep=(.)\r?\n")  # what Excel writes above a table

Records = Iterable[tuple[int, Any]]
"""Records as they stand in a file, each with its number."""
Parsed = tuple[dict[str, Any], str]
"""The fields of a record, and what is to be told about how they were read."""


def _items(
    records: Records, parsed: Callable[[Any], Parsed], fields: Fields, file: Opened, size: int | None = None
) -> Iterator[tuple[Item, str | None]]:
    """What becomes of each record, and what it lacks of the fields that are named; None where it is no record."""
    for number, raw in records:
        place, taken = f"{as_text(file.name)}:{number}", file.taken() if size is None else size
        try:
            record, note = parsed(raw)
            article = _article(record, fields)
        except (UnreadableInput, MemoryError) as error:
            yield BadInput(place, reason(error), file.name, number, taken), None
            continue
        if article is not None:
            record = {**record, fields.text: article.text}
        missing = fields.missing(record)
        if missing:
            yield BadInput(place, missing, file.name, number, taken), missing
            continue
        item = _document(record, fields, place, file.name, number, taken, note)
        yield (item if article is None or isinstance(item, BadInput) else replace(item, article=article)), missing


def _article(record: dict[str, Any], fields: Fields) -> Article | None:
    """What an earlier run has found, where the record is one that it has written. Raises :class:`UnreadableInput`."""
    told = record.get("article")
    if fields.text in record or not isinstance(told, dict) or not told.keys() >= _PARTS:
        return None
    try:
        return Article.from_dict(told)
    except RecordError as error:
        raise UnreadableInput(f"the article is none that quoteattr writes: {error}") from None


def _told_once(items: Iterator[tuple[Item, str | None]]) -> Iterator[Item]:
    """The items; a field that none of the first records has is told once, for the file.

    Raises:
        UnreadableInput: there is no such field.
    """
    waiting: list[tuple[Item, str | None]] = []
    try:
        for item, missing in items:
            waiting.append((item, missing))
            if missing == "" or len(waiting) == _PATIENCE:
                break
    except UnreadableInput:  # the rest of the file
        yield from (each for each, _ in waiting)
        raise
    if waiting and waiting[-1][1] == "":
        yield from (each for each, _ in waiting)
    else:
        yield from (each for each, missing in waiting if missing is None)
        for _, missing in waiting:
            if missing:
                raise UnreadableInput(missing)
    yield from (each for each, _ in items)


def read_jsonl(file: Opened, fields: Fields) -> Iterator[Item]:
    lines = enumerate(_lines(as_utf8(file.file, file.encoding, file.head)), start=1)
    records = ((number, line) for number, line in lines if line is None or not line.isspace())
    yield from _told_once(_items(records, _json_record, fields, file))


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one that the memory cannot hold, of which no more is kept than its end."""
    limit = longest_text()
    while piece := file.readline(PIECE):
        pieces, size = [piece], len(piece)
        while not piece.endswith(b"\n") and (piece := file.readline(PIECE)):
            size += len(piece)
            pieces.append(piece)
            if size > limit:
                pieces.clear()
        yield b"".join(pieces) if size <= limit else None


def read_json(file: Opened, fields: Fields) -> Iterator[Item]:
    utf8 = as_utf8(file.file, file.encoding, file.head)
    yield from _told_once(_items(enumerate(json_values(utf8, fields.text), start=1), _json_object, fields, file))


def _json_record(line: bytes | None) -> Parsed:
    if line is None:
        raise UnreadableInput(TOO_LONG)
    decoded = decode(line)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"no JSON: {reason(error)}") from None
    if not isinstance(value, dict):
        raise UnreadableInput("the line is no JSON object")
    return value, decoded.note


def _json_object(value: Any) -> Parsed:
    if not isinstance(value, dict):
        raise UnreadableInput("the value is no JSON object")
    return value, ""


def read_csv(file: Opened, fields: Fields) -> Iterator[Item]:
    csv.field_size_limit(min(_LONGEST_FIELD, longest_text()))
    # A byte that is no UTF-8 is a matter of its own record, not of the file: it comes through as a surrogate.
    utf8 = as_utf8(file.file, file.encoding, file.head)
    lines = io.TextIOWrapper(utf8, encoding="utf-8", errors="surrogateescape", newline="")
    rows = csv.DictReader(lines, strict=True)
    try:
        header, mark = _header(lines, file.name, fields)
        rows = csv.DictReader(itertools.chain(header, lines), delimiter=mark, strict=True)
        _check_columns(rows.fieldnames or (), fields)
        yield from (item for item, _ in _items(enumerate(rows, start=1), _csv_record, fields, file))
    except csv.Error as error:
        raise UnreadableInput(f"no CSV from line {rows.line_num} on: {error}") from None


def _header(lines: Iterator[str], name: str, fields: Fields) -> tuple[list[str], str]:
    """The first line of a table, and what stands between its cells: a tab, a semicolon or what it says itself."""
    first = next(lines, "")
    told = _SEPARATOR.fullmatch(first)
    if told:
        return [], told[1]
    likely = "\t" if without_suffix(name).lower().endswith(".tsv") else ""
    return [first], delimiter(first.rstrip("\r\n"), tuple(field for field, _ in fields.named()), likely)


def _csv_record(row: dict[str, Any]) -> Parsed:
    if None in row:
        raise UnreadableInput("the record has more fields than the header")
    notes = set()
    for name, cell in row.items():
        if cell and _NO_UTF8.search(cell):
            decoded = mended(cell)
            row[name] = decoded.text
            notes.add(decoded.note)
    return row, min(notes, default="")


def read_parquet(file: Opened, fields: Fields) -> Iterator[Item]:
    parquet = require("pyarrow.parquet", "parquet")
    arrow = require("pyarrow", "parquet")
    try:
        table = parquet.ParquetFile(file.whole or io.BytesIO(file.all()))
        _check_columns(table.schema_arrow.names, fields)
        columns = fields.columns(table.schema_arrow.names)
        size = (os.path.getsize(file.name) if file.name != STDIN else 0) // max(1, table.metadata.num_rows)
        batches = table.iter_batches(batch_size=_BATCH, columns=columns)
        rows = (row for batch in batches for row in batch.to_pylist())
        yield from (item for item, _ in _items(enumerate(rows, start=1), _row, fields, file, size))
    except (arrow.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableInput(f"no Parquet: {reason(error)}") from None


def _row(row: dict[str, Any]) -> Parsed:
    return row, ""


def _document(
    record: dict[str, Any], fields: Fields, place: str, source: str, number: int, size: int, note: str
) -> Item:
    """A record as a document, or what is wrong with it."""
    try:
        text = record[fields.text]
        if not isinstance(text, str):
            raise UnreadableInput(f"field {fields.text!r} is {kind_of(text)}, not text")
        check_text(text, fields.text)
        id, metadata = fields.id_of(record, place), fields.metadata_of(record)
        document = Document(id, text, source, number, size, record_digest(id, text, metadata), metadata, note)
        if _FILE_NAME.fullmatch(text):
            return document.skipped(f"field {fields.text!r} is the name of a file, not its text")
        return document
    except UnreadableInput as error:
        return BadInput(place, str(error), source, number, size)
    except MemoryError:
        return BadInput(place, TOO_LONG, source, number, size)


def _check_columns(columns: Iterable[str], fields: Fields) -> None:
    if missing := fields.missing(list(columns), "column"):
        raise UnreadableInput(missing)
