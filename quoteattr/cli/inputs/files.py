"""A file, or standard input, as text: what reading can come to, told without the name of the file."""

from __future__ import annotations

import sys
from typing import BinaryIO

from quoteattr.cli.inputs.memory import TOO_LONG, longest_text
from quoteattr.view.terminal import on_one_line

STDIN = "-"
"""The name that stands for standard input in place of a file."""


PIECE = 1 << 20
"""Bytes that are read at a time."""


class UnreadableInput(Exception):
    """An input that cannot be used; the message is the reason alone, without the name of the input."""


def read_text(name: str) -> str:
    """The text of a UTF-8 file, or of standard input for ``-``: line ends unchanged, a byte order mark dropped.

    Raises:
        UnreadableInput: there is no such file, it may not be read, it is a folder, or it is not UTF-8.
    """
    return decode(read_bytes(name))


def read_bytes(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises :class:`UnreadableInput`."""
    try:
        if name == STDIN:
            return _all_of(sys.stdin.buffer)
        with open(name, "rb") as file:
            return _all_of(file)
    except (OSError, ValueError, MemoryError) as error:  # ValueError: a name with a NUL
        raise UnreadableInput(reason(error)) from None


def _all_of(file: BinaryIO) -> bytes:
    """In pieces, because what is no regular file need not have an end."""
    limit = longest_text()
    pieces: list[bytes] = []
    size = 0
    while piece := file.read(PIECE):
        size += len(piece)
        if size > limit:
            raise UnreadableInput(TOO_LONG)
        pieces.append(piece)
    return b"".join(pieces)


def decode(raw: bytes) -> str:
    """Bytes as UTF-8, a byte order mark dropped. Raises :class:`UnreadableInput`."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}; convert it to UTF-8 first"
        ) from None


def reason(error: BaseException) -> str:
    """What went wrong, in one line and without the name of the file, which the caller gives."""
    if isinstance(error, MemoryError):
        return TOO_LONG
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return on_one_line(str(error)) or type(error).__name__
