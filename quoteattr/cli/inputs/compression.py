"""Compressed inputs, known by their first bytes whatever they are called, and read piece by piece."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO, cast

from quoteattr.cli.inputs.trouble import UnreadableInput, reason
from quoteattr.integrations.extras import MissingExtraError, require

SUFFIXES = (".gz", ".zst", ".bz2", ".xz")
"""Those of compressed files; the suffix before them says what is inside."""

_DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError)


def decompressed(file: BinaryIO, start: bytes) -> BinaryIO | None:
    """What is compressed in a file that starts so; None where nothing is.

    Raises:
        UnreadableInput: there is no library for this compression.
    """
    for magic, name, opener in _KINDS:
        if start.startswith(magic):
            try:
                return io.BufferedReader(_Decompressed(opener(file), name))
            except MissingExtraError as error:
                raise UnreadableInput(str(error)) from None
    return None


def without_suffix(name: str) -> str:
    """The name of what a compressed file holds: ``news.jsonl`` for ``news.jsonl.gz``."""
    path = PurePath(name)
    return str(path.with_suffix("")) if path.suffix.lower() in SUFFIXES else name


class _Decompressed(io.RawIOBase):
    """A decompressing file whose every failure is an :class:`UnreadableInput`, whichever library it comes from."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._file.read(len(buffer))
        except EOFError:
            raise UnreadableInput(f"the {self._name} data end too early") from None
        except _DAMAGED as error:
            raise UnreadableInput(f"damaged {self._name} data: {reason(error)}") from None
        buffer[: len(piece)] = piece
        return len(piece)


def _gzip(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=file))


def _bz2(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, bz2.BZ2File(file))


def _xz(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, lzma.LZMAFile(file))


def _zstd(file: BinaryIO) -> BinaryIO:
    zstd = require("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd", "cli")
    return cast(BinaryIO, _Zstd(zstd.ZstdFile(file), zstd.ZstdError))


class _Zstd:
    """A file whose error is one of the standard library's: Python has that of zstd from 3.14 on only."""

    def __init__(self, file: BinaryIO, error: type[Exception]) -> None:
        self._file = file
        self._error = error

    def read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except self._error as error:
            raise OSError(str(error)) from None


_KINDS: tuple[tuple[bytes, str, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b", "gzip", _gzip),
    (b"\x28\xb5\x2f\xfd", "zstd", _zstd),
    (b"BZh", "bzip2", _bz2),
    (b"\xfd7zXZ\x00", "xz", _xz),
)
