"""A file, or standard input, as text: what reading can come to, told without the name of the file."""

from __future__ import annotations

import sys

from quoteattr.view.terminal import on_one_line

STDIN = "-"
"""The name that stands for standard input in place of a file."""


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
            return sys.stdin.buffer.read()
        with open(name, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise UnreadableInput(reason(error)) from None


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
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return on_one_line(str(error)) or type(error).__name__
