"""A file, or standard input, opened: what is in it when it is unpacked, and its first bytes, which tell what it is."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from quoteattr.cli.inputs.compression import decompressed
from quoteattr.cli.inputs.encodings import decode
from quoteattr.cli.inputs.memory import TOO_LONG, longest_text
from quoteattr.cli.inputs.trouble import UnreadableInput, reason

STDIN = "-"
"""The name that stands for standard input in place of a file."""

PIECE = 1 << 20
"""Bytes that are read at a time."""

HEAD = 1 << 16
"""Bytes at the start of a file that tell what it is."""


@dataclass(slots=True)
class Opened:
    """A file that is being read."""

    name: str
    encoding: str | None
    """How to read its text; None where its bytes shall tell."""
    file: BinaryIO
    """What is in it, unpacked, from the start; it cannot be wound back."""
    head: bytes
    """How that begins: the first :data:`HEAD` bytes, or all of it."""
    whole: BinaryIO | None
    """The file itself where it can be read in any order and nothing was unpacked."""
    _raw: BinaryIO
    _taken: int = 0

    def all(self) -> bytes:
        """All that is in it. Raises :class:`UnreadableInput` where that is more than the memory can hold."""
        return _all_of(self.file)

    def taken(self) -> int:
        """How many bytes of the file were read since this was last asked; 0 where that is not known."""
        before, self._taken = self._taken, _position(self._raw)
        return self._taken - before


@contextmanager
def opened(name: str, encoding: str | None = None) -> Iterator[Opened]:
    """A file, or standard input for ``-``, unpacked if it is compressed.

    Raises:
        UnreadableInput: it is damaged; so do all ways to read on.
        OSError, ValueError: there is no such file, or it may not be read.
    """
    raw = sys.stdin.buffer if name == STDIN else open(name, "rb")  # noqa: SIM115
    try:
        start = _up_to(raw, HEAD)
        inner = decompressed(_rejoined(start, raw), start)
        head = start if inner is None else _up_to(inner, HEAD)
        file = _rejoined(head, raw if inner is None else inner)
        whole = raw if inner is None and raw.seekable() and name != STDIN else None
        yield Opened(name, encoding, file, head, whole, raw)
    finally:
        if name != STDIN:
            raw.close()


def read_bytes(name: str) -> bytes:
    """What is in a file, or in standard input for ``-``, unpacked. Raises :class:`UnreadableInput`."""
    try:
        with opened(name) as file:
            return file.all()
    except (OSError, ValueError, MemoryError) as error:  # ValueError: a name with a NUL
        raise UnreadableInput(reason(error)) from None


def read_text(name: str) -> str:
    """The text of a file, or of standard input for ``-``: line ends unchanged, a byte order mark dropped.

    Raises:
        UnreadableInput: there is no such file, it may not be read, it is a folder, or its encoding cannot be found.
    """
    return decode(read_bytes(name)).text


def _up_to(file: BinaryIO, size: int) -> bytes:
    """So many bytes, or all that there are: a pipe gives fewer at a time than are asked for."""
    pieces = []
    while size and (piece := file.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _all_of(file: BinaryIO) -> bytes:
    """In pieces: what is no regular file need not have an end, and what is packed may be a thousand times as long."""
    limit = longest_text()
    pieces: list[bytes] = []
    size = 0
    while piece := file.read(PIECE):
        size += len(piece)
        if size > limit:
            raise UnreadableInput(TOO_LONG)
        pieces.append(piece)
    return b"".join(pieces)


def _rejoined(start: bytes, file: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Rejoined(start, file), HEAD)


class _Rejoined(io.RawIOBase):
    """Bytes that were read already, and the file behind them."""

    def __init__(self, start: bytes, file: BinaryIO) -> None:
        self._start = io.BytesIO(start)
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._start.read(len(buffer)) or self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _position(file: BinaryIO) -> int:
    return file.tell() if file.seekable() else 0
