"""From files to documents: a reader for each kind of file.

A reader is a generator, so that a file of records never is in memory as a whole. What cannot be read comes out as a
:class:`BadInput` in its place, and the reader goes on behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from quoteattr.cli.inputs.archives import is_archive, read_archive
from quoteattr.cli.inputs.compression import without_suffix
from quoteattr.cli.inputs.documents import pdf_text, word_text
from quoteattr.cli.inputs.encodings import decode
from quoteattr.cli.inputs.fields import Fields
from quoteattr.cli.inputs.files import STDIN, Opened, opened
from quoteattr.cli.inputs.identity import is_special
from quoteattr.cli.inputs.items import BadInput, Document, Item, as_text, digest
from quoteattr.cli.inputs.kinds import sniffed
from quoteattr.cli.inputs.record_files import read_csv, read_json, read_jsonl, read_parquet
from quoteattr.cli.inputs.trouble import UnreadableInput, reason
from quoteattr.integrations.extras import MissingExtraError
from quoteattr.integrations.pages import read_page
from quoteattr.metadata import NOTHING_KNOWN, Metadata

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
    kind = "archive" if is_archive(file.head) else sniffed(file.head, fields.text)
    if kind is None and source.by_chance and PurePath(source.name).suffix:
        suffix = PurePath(source.name).suffix
        raise UnreadableInput(f"no kind is known by the suffix {suffix}; name the file itself to read it as text")
    return READERS[kind] if kind else source.reader


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
    page = read_page(raw if file.encoding is None else decode(raw, file.encoding).text)
    if page is None:
        raise UnreadableInput("no main text found in the page")
    yield _whole(file, raw, page.text, metadata=page.metadata)


def _read_word(file: Opened, _: Fields) -> Iterator[Item]:
    raw = file.all()
    yield _whole(file, raw, word_text(raw))


def _read_pdf(file: Opened, _: Fields) -> Iterator[Item]:
    raw = file.all()
    yield _whole(file, raw, pdf_text(raw))


def _whole(file: Opened, raw: bytes, text: str, note: str = "", metadata: Metadata = NOTHING_KNOWN) -> Document:
    """The one document of a file."""
    return Document(as_text(file.name), text, file.name, 1, file.taken(), digest(raw), metadata, note)


# --- the table of readers -----------------------------------------------------------------------------------------

_ALL = (
    Reader("text", (".txt", ".text"), _read_text, whole=True),
    Reader("jsonl", (".jsonl", ".ndjson"), read_jsonl),
    Reader("json", (".json",), read_json),
    Reader("csv", (".csv", ".tsv"), read_csv),
    Reader("parquet", (".parquet", ".pq"), read_parquet, "pyarrow.parquet", "parquet"),
    Reader("html", (".html", ".htm", ".xhtml"), _read_html, "trafilatura", "web", whole=True),
    Reader("docx", (".docx",), _read_word, "mammoth", "documents", whole=True),
    Reader("pdf", (".pdf",), _read_pdf, "pypdfium2", "documents", whole=True),
    Reader("archive", (), read_archive),  # found by its bytes: databases have these suffixes too
)

READERS: dict[str, Reader] = {reader.name: reader for reader in _ALL}
"""Every kind of input by its name."""

_BY_SUFFIX: dict[str, Reader] = {suffix: reader for reader in _ALL for suffix in reader.suffixes}


def reader_of(name: str) -> Reader | None:
    """The reader that claims the suffix of a file, or that of what is packed in it."""
    return _BY_SUFFIX.get(PurePath(without_suffix(name)).suffix.lower())
