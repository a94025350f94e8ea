"""What an input is, told by its first bytes: names lie, and standard input has none."""

from __future__ import annotations

import csv
import json

import regex as re

from quoteattr.cli.inputs.encodings import marked
from quoteattr.cli.inputs.trouble import UnreadableInput
from quoteattr.integrations.pages import looks_like_page

DELIMITERS = ",;\t|"
"""What can stand between the cells of a table, the likeliest first."""

# What can be named and not read, and what to do about it.
_NO_TEXT: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls); save it as .docx or CSV"),
    (b"{\\rtf", "Rich Text (.rtf); save it as .docx or plain text"),
    (b"Rar!", "an archive (RAR); unpack it"),
    (b"7z\xbc\xaf", "an archive (7z); unpack it"),
    (b"%!PS", "PostScript; convert it to PDF"),
    (b"SQLite format 3\0", "a database (SQLite); export a table as CSV"),
    (b"WARC/", "a web archive (WARC); take its pages out"),
    (b"ID3", "sound (MP3)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ARROW1", "an Arrow file; save it as Parquet"),
)
_ZIP = b"PK\x03\x04"
_IN_ZIP = (
    (b"xl/", "a spreadsheet (.xlsx); save it as CSV"),
    (b"ppt/", "slides (.pptx); save them as PDF"),
    (b"opendocument", "an OpenDocument file; save it as .docx or CSV"),
    (b"epub", "a book (EPUB)"),
)
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_MOST_CONTROLS = 0.02  # of the bytes of a text

_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE\s+(?!html)|rss\b|feed\b)", re.I)
_XHTML = re.compile(r"<(?:\w+:)?html\b", re.I)
_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)")
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\Z)|\s*\[\s*\]\s*\Z")
_OBJECT = re.compile(r'\s*\{\s*(?:"|\}|\Z)')
_LIST_IN_OBJECT = re.compile(r'\s*\{(?:\s*"[^"]*"\s*:\s*(?:"[^"]*"|[\w.+-]+)\s*,)*\s*"[^"]*"\s*:\s*\[\s*\{')
_CELL = re.compile(r'"?[\w][\w .:/-]{0,60}"?\Z')


def sniffed(head: bytes, text_field: str) -> str | None:
    """The name of the reader for what begins so; None where the bytes do not tell, as with plain text.

    Args:
        head: the first bytes, or all.
        text_field: the column with the text, by which a table without a name is known.

    Raises:
        UnreadableInput: it is known to be something that no reader reads.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_ZIP):
        return _in_zip(head)
    _check_binary(head)
    text = _text(head)
    return _markup(text) or _json(text) or ("csv" if _is_table(text, text_field) else None)


def delimiter(header: str, fields: tuple[str, ...], likely: str = "") -> str:
    """What stands between the cells of a table: what makes the wanted columns cells of their own, else most cells."""

    def fitness(mark: str) -> tuple[int, int, bool]:
        cells = cells_of(header, mark)
        return sum(field in cells for field in fields), len(cells), mark == likely

    return max(dict.fromkeys(likely + DELIMITERS), key=fitness)


def cells_of(line: str, mark: str) -> list[str]:
    """The cells of a line of a table."""
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def _in_zip(head: bytes) -> str:
    for part, told in _IN_ZIP:
        if part in head:
            raise UnreadableInput(f"no text but {told}")
    if b"word/" in head or b"[Content_Types].xml" in head:
        return "docx"
    raise UnreadableInput("no text but an archive (ZIP); unpack it")


def _check_binary(head: bytes) -> None:
    for magic, told in _NO_TEXT:
        if head.startswith(magic):
            raise UnreadableInput(f"no text but {told}")
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        raise UnreadableInput("no text but sound, a picture or a film")
    if marked(head) is None:
        controls = len(head) - len(head.translate(None, _CONTROLS))
        if controls > 1 + _MOST_CONTROLS * len(head):
            raise UnreadableInput("no text but binary data")


def _text(head: bytes) -> str:
    """The start as text, so far as it matters here: in ASCII."""
    return head.decode(marked(head) or "utf-8", "replace").removeprefix("\ufeff")


def _markup(text: str) -> str | None:
    if looks_like_page(text):
        return "html"
    if _XML.match(text):
        if _XHTML.search(text):
            return "html"
        root = _ROOT.search(re.sub(r"<!--.*?-->", "", text, flags=re.S))
        raise UnreadableInput(f"XML{f' ({root[1]})' if root else ''}, of which no reader knows where the text is")
    return None


def _json(text: str) -> str | None:
    if _ARRAY.match(text):
        return "json"
    if not _OBJECT.match(text):
        return None
    line, end, rest = text.strip().partition("\n")
    if _LIST_IN_OBJECT.match(text) or (end and not _is_json(line) and not _OBJECT.match(rest)):
        return "json"
    return "jsonl"


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _is_table(text: str, text_field: str) -> bool:
    """Is the first line the header of a table that has this column?"""
    line, end, _ = text.partition("\n")
    header = line.strip("\r")
    if not end or text_field not in header:
        return False
    cells = cells_of(header, delimiter(header, (text_field,)))
    return len(cells) > 1 and text_field in cells and all(map(_CELL.match, cells))
