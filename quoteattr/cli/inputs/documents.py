"""Word and PDF files as text, paragraphs apart (extra ``documents``)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from statistics import quantiles
from typing import Any

import regex

from quoteattr.cli.inputs.trouble import UnreadableInput, reason
from quoteattr.integrations.extras import require

_FULL = 0.75  # of the width of the text: a line that is shorter can be the last of its paragraph
_LINE_END = regex.compile(r"[.!?…:][”’\"'»)\]]*\Z")
_BROKEN_WORD = regex.compile(r"(?<=\p{Ll})[-\u00ad\u2010\x02\ufffe]\Z")
_NOT_FOR_HERE = regex.compile(r"[\x02\ufffe\u00ad]")


def word_text(raw: bytes) -> str:
    """The text of a Word file (.docx), an empty line between paragraphs. Raises :class:`UnreadableInput`."""
    mammoth = require("mammoth", "documents")
    try:
        text: str = mammoth.extract_raw_text(io.BytesIO(raw)).value
    except Exception as error:  # of the archive, of the XML in it, of what is missing there
        raise UnreadableInput(f"no Word file that can be read: {reason(error)}") from None
    return text.strip()


def pdf_text(raw: bytes) -> str:
    """The text of a PDF file, its lines joined to paragraphs with an empty line between them.

    Raises:
        UnreadableInput: it is damaged, has a password, or holds pictures of text only.
    """
    pdfium = require("pypdfium2", "documents")
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    try:
        file = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        told = "a password is needed" if "assword" in str(error) else reason(error)
        raise UnreadableInput(f"no PDF that can be read: {told}") from None
    try:
        pages = [_page_text(file[number]) for number in range(len(file))]
    except pdfium.PdfiumError as error:
        raise UnreadableInput(f"no PDF that can be read: {reason(error)}") from None
    finally:
        file.close()
    text = joined_lines(line for page in pages for line in page.splitlines())
    if not text:
        raise UnreadableInput("no text in the PDF, whose pages may be pictures of text: recognize it (OCR) first")
    return text


def _page_text(page: Any) -> str:
    """The text of a page, which is closed then: the library wants that done before the file is."""
    try:
        content = page.get_textpage()
        try:
            return str(content.get_text_bounded())
        finally:
            content.close()
    finally:
        page.close()


def joined_lines(lines: Iterable[str]) -> str:
    """Lines as they are set on a page, as paragraphs.

    A paragraph ends at an empty line, and where a line that is clearly shorter than most ends a sentence; a word that
    was broken at the end of a line is made whole.
    """
    stripped = [line.strip() for line in lines]
    widths = [len(line) for line in stripped if line]
    full = _FULL * (quantiles(widths, n=10)[-1] if len(widths) > 1 else 0)
    paragraphs = [""]
    for line in stripped:
        paragraphs[-1] = _appended(paragraphs[-1], line)
        if not line or (len(line) < full and _LINE_END.search(line)):
            paragraphs.append("")
    cleaned = (_NOT_FOR_HERE.sub("", paragraph) for paragraph in paragraphs)
    return "\n\n".join(filter(None, cleaned))


def _appended(text: str, line: str) -> str:
    if _BROKEN_WORD.search(text) and line[:1].islower():
        return str(_BROKEN_WORD.sub("", text)) + line
    return f"{text} {line}".strip()
