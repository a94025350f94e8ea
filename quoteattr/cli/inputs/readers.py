"""From files to documents: a reader for each kind of file.

A reader is a generator, so that a file of records never is in memory as a whole. What cannot be read comes out as a
:class:`BadInput` in its place, and the reader goes on behind it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from quoteattr.cli.inputs.fields import Fields, check_text, kind_of
from quoteattr.cli.inputs.files import PIECE, STDIN, UnreadableInput, decode, read_bytes, reason
from quoteattr.cli.inputs.memory import TOO_LONG, longest_text
from quoteattr.cli.inputs.pages import page_metadata
from quoteattr.export.metadata import NOTHING_KNOWN, Metadata
from quoteattr.integrations.extras import require

_LONGEST_FIELD = 2**31 - 1  # of a CSV file, in characters: what the csv module can count to on every system
_PATIENCE = 1000  # records of a file of which one must have the fields that are named
_BATCH = 256  # records of a Parquet file in memory at once


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
    digest: str
    """What tells it from any other: of the bytes of a file, of all that is read of a record."""
    metadata: Metadata = NOTHING_KNOWN
    """What the file or record tells of the article beside its text."""

    def failed(self, reason: str) -> BadInput:
        """That nothing came of it, and why."""
        return BadInput(self.id, reason, self.source, self.number, self.size, self.digest)


@dataclass(frozen=True, slots=True)
class BadInput:
    """A file or a record that cannot be used."""

    name: str
    reason: str
    source: str
    number: int
    """Which record of the file, from 1; 0 where the file as a whole (or from here on) is unusable."""
    size: int = 0
    digest: str = ""
    """That of the document, where there was one."""


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
    whole: bool = False
    """Is a file of this kind one document, not many records?"""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input."""

    name: str
    reader: Reader
    size: int
    """In bytes; 0 when it is not known."""


# --- one file after another -------------------------------------------------------------------------------------------


def read(source: Source, fields: Fields) -> Iterator[Item]:
    """The documents of a file; what cannot be read comes out as :class:`BadInput`, nothing is raised for it."""
    try:
        yield from source.reader.read(source.name, fields)
    except UnreadableInput as error:
        yield BadInput(source.name, str(error), source.name, 0)
    except (OSError, MemoryError) as error:
        yield BadInput(source.name, reason(error), source.name, 0)


def digest(data: bytes) -> str:
    """What tells these bytes from any others, in 32 characters."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


# --- files that are one document ----------------------------------------------------------------------------------


def _read_text(name: str, _: Fields) -> Iterator[Item]:
    raw = read_bytes(name)
    yield Document(_as_text(name), decode(raw), name, 1, len(raw), digest(raw))


def _read_html(name: str, _: Fields) -> Iterator[Item]:
    raw = read_bytes(name)
    # Bytes, so that trafilatura finds the encoding; comments under an article are not the article.
    text = require("trafilatura", "web").extract(raw, include_comments=False)
    if not text:
        raise UnreadableInput("no main text found in the page")
    yield Document(_as_text(name), text, name, 1, len(raw), digest(raw), page_metadata(raw))


def _as_text(name: str) -> str:
    """A file name as an id; bytes in it that are no text become escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


# --- files of records ---------------------------------------------------------------------------------------------


def _read_jsonl(name: str, fields: Fields) -> Iterator[Item]:
    with _open(name) as file:
        yield from _told_once(_json_items(file, name, fields))


def _json_items(file: BinaryIO, name: str, fields: Fields) -> Iterator[tuple[Item, str | None]]:
    """What becomes of each line, and what its record lacks of the fields that are named; None where it is no record."""
    for number, (raw, size) in enumerate(_lines(file), start=1):
        place = f"{_as_text(name)}:{number}"
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 and raw else raw
        if line is None:
            yield BadInput(place, TOO_LONG, name, number, size), None
        elif not line.isspace():
            try:
                record = _json_record(line)
            except (UnreadableInput, MemoryError) as error:
                yield BadInput(place, reason(error), name, number, size), None
                continue
            missing = fields.missing(record)
            bad = BadInput(place, missing, name, number, size) if missing else None
            yield bad or _document(dict, record, fields, name, number, size), missing


def _told_once(items: Iterator[tuple[Item, str | None]]) -> Iterator[Item]:
    """The items; a field that none of the first records has is told once, for the file.

    Raises:
        UnreadableInput: there is no such field.
    """
    waiting: list[tuple[Item, str | None]] = []
    for item, missing in items:
        if missing == "":
            yield from (each for each, _ in waiting)
            yield item
            yield from (each for each, _ in items)
            return
        waiting.append((item, missing))
        if len(waiting) == _PATIENCE:
            break
    yield from (each for each, missing in waiting if missing is None)
    for _, missing in waiting:
        if missing:
            raise UnreadableInput(missing)
    yield from (each for each, _ in items)


def _lines(file: BinaryIO) -> Iterator[tuple[bytes | None, int]]:
    """The lines and their sizes; None for one that the memory cannot hold, of which no more is kept than its end."""
    limit = longest_text()
    while piece := file.readline(PIECE):
        pieces, size = [piece], len(piece)
        while not piece.endswith(b"\n") and (piece := file.readline(PIECE)):
            size += len(piece)
            pieces.append(piece)
            if size > limit:
                pieces.clear()
        yield (b"".join(pieces) if size <= limit else None), size


def _json_record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"no JSON: {reason(error)}") from None
    if not isinstance(record, dict):
        raise UnreadableInput("the line is no JSON object")
    return record


def _read_csv(name: str, fields: Fields) -> Iterator[Item]:
    csv.field_size_limit(min(_LONGEST_FIELD, longest_text()))
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
            columns = fields.columns(file.schema_arrow.names)
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
        text = record[fields.text]
        if not isinstance(text, str):
            raise UnreadableInput(f"field {fields.text!r} is {kind_of(text)}, not text")
        check_text(text, fields.text)
        id, metadata = fields.id_of(record, place), fields.metadata_of(record)
        read = "\0".join([id, text, *(value or "" for value in metadata.to_dict().values())])
        return Document(id, text, name, number, size, digest(read.encode()), metadata)
    except UnreadableInput as error:
        return BadInput(place, str(error), name, number, size)
    except MemoryError:
        return BadInput(place, TOO_LONG, name, number, size)


def _check_columns(columns: Iterable[str], fields: Fields) -> None:
    if missing := fields.missing(list(columns), "column"):
        raise UnreadableInput(missing)


def _open(name: str) -> BinaryIO:
    return sys.stdin.buffer if name == STDIN else Path(name).open("rb")


def _position(file: BinaryIO) -> int:
    return file.tell() if file.seekable() else 0


# --- the table of readers -----------------------------------------------------------------------------------------

_ALL = (
    Reader("text", (".txt", ".text"), _read_text, whole=True),
    Reader("jsonl", (".jsonl", ".ndjson"), _read_jsonl),
    Reader("csv", (".csv", ".tsv"), _read_csv),
    Reader("parquet", (".parquet", ".pq"), _read_parquet, "pyarrow.parquet", "parquet"),
    Reader("html", (".html", ".htm", ".xhtml"), _read_html, "trafilatura", "web", whole=True),
)

READERS: dict[str, Reader] = {reader.name: reader for reader in _ALL}
"""Every kind of input by its name."""

_BY_SUFFIX: dict[str, Reader] = {suffix: reader for reader in _ALL for suffix in reader.suffixes}


def reader_of(name: str) -> Reader | None:
    """The reader that claims the suffix of a file."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())
