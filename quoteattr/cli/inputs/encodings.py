"""From bytes to text: UTF-8 first, then what a mark or the bytes themselves tell, and a word about every guess.

The guess leans on what is read here, English: a text that is nearly all ASCII, and whose other bytes make sense as the
curly marks and accented letters of Windows-1252, is that (or Latin-1, which is the same without the curly marks). Only
what does not look so is left to ``charset-normalizer``, which knows a hundred encodings but errs on short texts.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import BinaryIO

import regex

from quoteattr.cli.inputs.trouble import UnreadableInput
from quoteattr.integrations.extras import MissingExtraError, require

_MARKS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096  # bytes that tell whether every second one is zero
_MOSTLY = 0.7  # of the pairs of bytes
_FEWEST_OTHER = 8  # bytes beyond ASCII from which a guess can be made
_MOST_OTHER = 0.15  # share of characters beyond ASCII in a text of a western language

# A character beyond ASCII where no English or western text has it: in another encoding the bytes mean something else.
_ODD = regex.compile(
    r"""
    [^\x00-\x7f‘’“”„‚‹›«»–—…•·€£¥¢§©®™°±½¼¾¹²³´¨ªº¡¿\u00a0\u00adÀ-ÖØ-öø-ÿŠšŽžŒœŸƒ×]
    | (?<!\p{L}) [ÂÃÄÅÆÇÊËÌ-ÏÐÑÒÔÕØÙ-ßâãäåæçêëì-ïðñòôõøù-ÿŠšŽžŒœŸƒ] (?!\p{L})  # a letter alone that is no word
    | (?<=[a-z]) [À-ÖØ-Þ]  # a capital in a word
    | (?<=[,.!?]) [À-ÖØ-Þ] (?!\p{L})  # or where a mark closes
    | [£€] (?=[a-z])
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what is to be told about how it was found."""

    text: str
    note: str = ""


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """Bytes as text, a byte order mark dropped, line ends unchanged.

    Args:
        raw: all bytes of the text.
        encoding: how to read them, where the caller knows; without it the bytes tell.

    Raises:
        UnreadableInput: they are not in this encoding, or in none that could be found.
    """
    if encoding is not None:
        return Decoded(_strictly(raw, encoding))
    codec = marked(raw)
    if codec is not None:
        return Decoded(_strictly(raw, codec))
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _guessed(raw, error)


def marked(start: bytes) -> str | None:
    """The encoding that a byte order mark tells, or, of UTF-16 without one, the zeros between ASCII letters."""
    for mark, codec in _MARKS:
        if start.startswith(mark):
            return codec
    pairs = min(len(start), _SAMPLE) // 2
    for codec, zeros, others in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        known = start[zeros : 2 * pairs : 2].count(0)
        if pairs > 1 and known > _MOSTLY * pairs and not start[others : 2 * pairs : 2].count(0):
            return codec
    return None


def known_encoding(name: str) -> str:
    """The codec of that name. Raises ``LookupError`` where Python knows none for text."""
    codec = codecs.lookup(name)
    if not codec._is_text_encoding:  # such as "hex", which str.decode refuses
        raise LookupError(f"{name} is no encoding of text")
    return codec.name


def as_utf8(file: BinaryIO, encoding: str | None, start: bytes) -> BinaryIO:
    """A file of records as UTF-8, whatever it is in; the bytes are recoded as they are read.

    What has no mark and no encoding given comes through as it is: a byte that is no UTF-8 then spoils, or is mended in,
    its own record.
    """
    codec = encoding or marked(start)
    if codec is None:
        return file
    if codecs.lookup(codec).name == "utf-8":
        if start.startswith(codecs.BOM_UTF8):
            file.read(len(codecs.BOM_UTF8))
        return file
    return io.BufferedReader(_Recoded(file, codec))


def mended(text: str) -> Decoded:
    """A text in which bytes that are no UTF-8 stand as surrogates, with these read as what they are.

    Raises:
        UnreadableInput: what they are cannot be found.
    """
    return decode(text.encode("utf-8", "surrogateescape"))


class _Recoded(io.RawIOBase):
    """Bytes of one encoding as UTF-8."""

    def __init__(self, file: BinaryIO, codec: str) -> None:
        self._file = file
        self._codec = codec
        self._decoder = codecs.getincrementaldecoder(codec)()
        self._waiting = b""
        self._first = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._waiting:
            piece = self._file.read(io.DEFAULT_BUFFER_SIZE)
            try:
                text = self._decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                raise _not_so(self._codec, error) from None
            if self._first and text:
                self._first, text = False, text.removeprefix("\ufeff")
            self._waiting = text.encode("utf-8", "surrogatepass")
            if not piece:
                break
        given = min(len(buffer), len(self._waiting))
        buffer[:given], self._waiting = self._waiting[:given], self._waiting[given:]
        return given


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_so(encoding, error) from None


def _not_so(encoding: str, error: UnicodeDecodeError) -> UnreadableInput:
    place = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
    return UnreadableInput(f"not {encoding.upper()}: {place}")


def _guessed(raw: bytes, error: UnicodeDecodeError) -> Decoded:
    western = _western(raw)
    if western is not None:
        return western
    refused = _not_so("utf-8", error)
    if sum(byte > 0x7F for byte in raw) < _FEWEST_OTHER:
        raise UnreadableInput(f"{refused}; name its encoding with --encoding")
    if _mostly_utf8(raw):
        raise UnreadableInput(f"{refused}, though the rest is; mend it, or name its encoding with --encoding")
    try:
        found = require("charset_normalizer", "cli").from_bytes(raw).best()
    except MissingExtraError as missing:
        raise UnreadableInput(f"{refused}; name its encoding with --encoding ({missing})") from None
    if found is None:
        raise UnreadableInput(f"{refused}, nor any encoding that could be found; name it with --encoding")
    return Decoded(str(found).removeprefix("\ufeff"), _note(found.encoding))


def _western(raw: bytes) -> Decoded | None:
    """The bytes as Windows-1252 or Latin-1, where they make sense so."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    others = sum(character > "\x7f" for character in text)
    if others > _MOST_OTHER * len(text) or _ODD.search(text):
        return None
    return Decoded(text, _note("Windows-1252" if any(0x80 <= byte < 0xA0 for byte in raw) else "Latin-1"))


def _mostly_utf8(raw: bytes) -> bool:
    """Are most characters beyond ASCII good UTF-8, so that a few bytes are damage and not another encoding?"""
    text = raw.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) > 2 * damaged


def _note(name: str) -> str:
    return f"read as {name}, which its bytes look like; --encoding decides"
