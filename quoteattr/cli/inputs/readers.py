"""From files to documents: a reader for each kind of file.

A reader is a generator, so that a file of records never is in memory as a whole. What cannot be read comes out as a
:class:`BadInput` in its place, and the reader goes on behind it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, BinaryIO

import regex

from quoteattr.cli.inputs.compression import without_suffix
from quoteattr.cli.inputs.documents import pdf_text, word_text
from quoteattr.cli.inputs.encodings import as_utf8, decode, mended
from quoteattr.cli.inputs.fields import Fields, check_text, kind_of
from quoteattr.cli.inputs.files import PIECE, STDIN, Opened, opened
from quoteattr.cli.inputs.identity import is_special
from quoteattr.cli.inputs.json_files import json_values
from quoteattr.cli.inputs.kinds import delimiter, sniffed
from quoteattr.cli.inputs.memory import TOO_LONG, longest_text
from quoteattr.cli.inputs.pages import page_metadata
from quoteattr.cli.inputs.trouble import UnreadableInput, reason
from quoteattr.export.metadata import NOTHING_KNOWN, Metadata
from quoteattr.integrations.extras import MissingExtraError, require

_LONGEST_FIELD = 2**31 - 1  # of a CSV file, in characters: what the csv module can count to on every system
_PATIENCE = 1000  # records of a file of which one must have the fields that are named
_BATCH = 256  # records of a Parquet file in memory at once
_FILE_NAME = regex.compile(r"\S+\.[a-z][a-z0-9]{1,4}")  # as in a JSON file that describes the text beside it
_NO_UTF8 = regex.compile("[\udc80-\udcff]")  # what bytes that are none come through as
_SEPARATOR = regex.compile(r"sep=(.)\r?\n")  # what Excel writes above a table


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
    note: str = ""
    """What is to be told about how it was read."""

    def failed(self, reason: str) -> BadInput:
        """That nothing came of it, and why."""
        return BadInput(self.id, reason, self.source, self.number, self.size, self.digest)

    def skipped(self, reason: str) -> BadInput:
        """That it is left out, and why."""
        return BadInput(self.id, reason, self.source, self.number, self.size, self.digest, skipped=True)


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
    skipped: bool = False
    """Is nothing wrong with it, but it is none of the articles that are looked for?"""


Item = Document | BadInput
Read = Callable[[Opened, Fields], Iterator[Item]]


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
    """Which its name, or the caller, says."""
    size: int
    """In bytes; 0 when it is not known."""
    certain: bool = False
    """Is it of this kind whatever its bytes say?"""
    by_chance: bool = False
    """Was it found in a folder under a name that says nothing, so that only its bytes can make it an article?"""
    encoding: str | None = None
    """How to read its text; None where its bytes shall tell."""


# --- one file after another -------------------------------------------------------------------------------------------


def read(source: Source, fields: Fields) -> Iterator[Item]:
    """The documents of a file; what cannot be read comes out as :class:`BadInput`, nothing is raised for it.

    What a file is, its first bytes say; where they do not, as in plain text, its name does.
    """
    try:
        with opened(source.name, source.encoding) as file:
            try:
                reader = _reader(source, file, fields)
            except UnreadableInput as error:
                yield _unread(source, str(error))
            else:
                yield from reader.read(file, fields)
    except UnreadableInput as error:
        yield BadInput(source.name, str(error), source.name, 0)
    except OSError as error:
        yield _unread(source, reason(error))
    except (ValueError, MemoryError, MissingExtraError) as error:  # ValueError: a name with a NUL
        yield BadInput(source.name, reason(error), source.name, 0)


def looked_at(source: Source, fields: Fields) -> Source | BadInput:
    """An input with the reader that its first bytes ask for, or what is wrong with it; a pipe keeps its bytes."""
    if source.name == STDIN or is_special(source.name):
        return source
    try:
        with opened(source.name, source.encoding) as file:
            return replace(source, reader=_reader(source, file, fields))
    except UnreadableInput as error:
        return _unread(source, str(error))
    except (OSError, ValueError, MemoryError) as error:
        return _unread(source, reason(error))


def _unread(source: Source, told: str) -> BadInput:
    """That a file is not read, which is no fault where nothing but chance made it an input."""
    return BadInput(source.name, told, source.name, 0, source.size, skipped=source.by_chance)


def read_article(name: str, encoding: str | None = None) -> Document:
    """The article that a file, or standard input for ``-``, is as a whole.

    Raises:
        UnreadableInput: there is no such file, it cannot be read, or it holds records, each of which is an article.
    """
    fields = Fields()
    try:
        with opened(name, encoding) as file:
            reader = _reader(Source(name, reader_of(name) or READERS["text"], 0), file, fields)
            if not reader.whole:
                raise UnreadableInput(f"many articles ({reader.name}), which quoteattr extract reads")
            [article] = reader.read(file, fields)
    except (OSError, ValueError, MemoryError, MissingExtraError) as error:
        raise UnreadableInput(reason(error)) from None
    if isinstance(article, BadInput):
        raise UnreadableInput(article.reason)
    return article


def _reader(source: Source, file: Opened, fields: Fields) -> Reader:
    """What reads a file. Raises :class:`UnreadableInput` where that is known to be nothing."""
    if source.certain:
        return source.reader
    kind = sniffed(file.head, fields.text)
    if kind is None and source.by_chance and PurePath(source.name).suffix:
        suffix = PurePath(source.name).suffix
        raise UnreadableInput(f"no kind is known by the suffix {suffix}; name the file itself to read it as text")
    return READERS[kind] if kind else source.reader


def digest(data: bytes) -> str:
    """What tells these bytes from any others, in 32 characters."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


# --- files that are one document ----------------------------------------------------------------------------------


def _read_text(file: Opened, _: Fields) -> Iterator[Item]:
    raw = file.all()
    decoded = decode(raw, file.encoding)
    if decoded.text.isspace() or not decoded.text:
        yield BadInput(file.name, "there is nothing in it", file.name, 1, file.taken(), digest(raw), skipped=True)
    else:
        yield _whole(file, raw, decoded.text, decoded.note)


def _read_html(file: Opened, _: Fields) -> Iterator[Item]:
    raw = file.all()
    # Bytes, so that trafilatura finds the encoding; comments under an article are not the article.
    page = raw if file.encoding is None else decode(raw, file.encoding).text
    text = require("trafilatura", "web").extract(page, include_comments=False)
    if not text:
        raise UnreadableInput("no main text found in the page")
    yield _whole(file, raw, text, metadata=page_metadata(page))


def _read_word(file: Opened, _: Fields) -> Iterator[Item]:
    raw = file.all()
    yield _whole(file, raw, word_text(raw))


def _read_pdf(file: Opened, _: Fields) -> Iterator[Item]:
    raw = file.all()
    yield _whole(file, raw, pdf_text(raw))


def _whole(file: Opened, raw: bytes, text: str, note: str = "", metadata: Metadata = NOTHING_KNOWN) -> Document:
    """The one document of a file."""
    return Document(_as_text(file.name), text, file.name, 1, file.taken(), digest(raw), metadata, note)


def _as_text(name: str) -> str:
    """A file name as an id; bytes in it that are no text become escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


# --- files of records ---------------------------------------------------------------------------------------------


Records = Iterable[tuple[int, Any]]
"""Records as they stand in a file, each with its number."""
Parsed = tuple[dict[str, Any], str]
"""The fields of a record, and what is to be told about how they were read."""


def _items(
    records: Records, parsed: Callable[[Any], Parsed], fields: Fields, file: Opened, size: int | None = None
) -> Iterator[tuple[Item, str | None]]:
    """What becomes of each record, and what it lacks of the fields that are named; None where it is no record."""
    for number, raw in records:
        place, taken = f"{_as_text(file.name)}:{number}", file.taken() if size is None else size
        try:
            record, note = parsed(raw)
        except (UnreadableInput, MemoryError) as error:
            yield BadInput(place, reason(error), file.name, number, taken), None
            continue
        missing = fields.missing(record)
        bad = BadInput(place, missing, file.name, number, taken) if missing else None
        yield bad or _document(record, fields, place, file.name, number, taken, note), missing


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


def _read_jsonl(file: Opened, fields: Fields) -> Iterator[Item]:
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


def _read_json(file: Opened, fields: Fields) -> Iterator[Item]:
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


def _read_csv(file: Opened, fields: Fields) -> Iterator[Item]:
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


def _read_parquet(file: Opened, fields: Fields) -> Iterator[Item]:
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
        read = "\0".join([id, text, *(value or "" for value in metadata.to_dict().values())])
        document = Document(id, text, source, number, size, digest(read.encode()), metadata, note)
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


# --- the table of readers -----------------------------------------------------------------------------------------

_ALL = (
    Reader("text", (".txt", ".text"), _read_text, whole=True),
    Reader("jsonl", (".jsonl", ".ndjson"), _read_jsonl),
    Reader("json", (".json",), _read_json),
    Reader("csv", (".csv", ".tsv"), _read_csv),
    Reader("parquet", (".parquet", ".pq"), _read_parquet, "pyarrow.parquet", "parquet"),
    Reader("html", (".html", ".htm", ".xhtml"), _read_html, "trafilatura", "web", whole=True),
    Reader("docx", (".docx",), _read_word, "mammoth", "documents", whole=True),
    Reader("pdf", (".pdf",), _read_pdf, "pypdfium2", "documents", whole=True),
)

READERS: dict[str, Reader] = {reader.name: reader for reader in _ALL}
"""Every kind of input by its name."""

_BY_SUFFIX: dict[str, Reader] = {suffix: reader for reader in _ALL for suffix in reader.suffixes}


def reader_of(name: str) -> Reader | None:
    """The reader that claims the suffix of a file, or that of what is packed in it."""
    return _BY_SUFFIX.get(PurePath(without_suffix(name)).suffix.lower())
