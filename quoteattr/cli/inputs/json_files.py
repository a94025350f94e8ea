"""JSON values of a file one after another, so that a file of articles never is in memory as a whole."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import regex

from quoteattr.cli.inputs.files import PIECE
from quoteattr.cli.inputs.memory import TOO_LONG, longest_text
from quoteattr.cli.inputs.trouble import UnreadableInput, reason

_BETWEEN = regex.compile(r"[\s,]*+")
_DECODER = json.JSONDecoder()
_LONGEST_TOKEN = 16  # characters, strings aside: -Infinity, an escape


def json_values(file: BinaryIO, text_field: str) -> Iterator[Any]:
    """The records of a JSON file in UTF-8.

    They are the elements of an array, or objects one after another; an object that has no text of its own but one list
    of objects (``{"status": "ok", "articles": [{…}, …]}``, as many services answer) stands for this list.

    Raises:
        UnreadableInput: it is no JSON from some place on; what stands before comes out.
    """
    source = _Characters(file)
    if source.skip() == "[":
        source.place += 1
        while source.skip() not in ("]", ""):
            yield source.value()
        if not source.skip():
            raise UnreadableInput("the JSON array has no end")
        return
    while source.skip():
        value = source.value()
        yield from _listed(value, text_field) or [value]


def _listed(value: Any, text_field: str) -> list[Any]:
    """The only list of objects in an object without a text of its own."""
    if not isinstance(value, dict) or text_field in value:
        return []
    lists = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    return lists[0] if len(lists) == 1 else []


class _Characters:
    """The characters of a file, as many in memory as the next value needs."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._ended = False
        self.place = 0

    def skip(self) -> str:
        """Go on behind space and commas; the next character, or nothing at the end."""
        while True:
            found = _BETWEEN.match(self._text, self.place)
            self.place = found.end() if found else self.place
            if self.place < len(self._text) or not self._read():
                return self._text[self.place : self.place + 1]

    def value(self) -> Any:
        """The value that begins here."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self.place)
            except (ValueError, RecursionError) as error:
                if not (self._may_be_cut(error) and self._read()):
                    raise UnreadableInput(f"no JSON: {reason(error)}") from None
                continue
            if end == len(self._text) and self._read():
                continue  # a number may go on
            self.place = end
            return value

    def _may_be_cut(self, error: Exception) -> bool:
        """Is a value perhaps only wrong because not all of it is here yet?"""
        if not isinstance(error, json.JSONDecodeError):
            return False
        return error.msg.startswith("Unterminated string") or error.pos > len(self._text) - _LONGEST_TOKEN

    def _read(self) -> bool:
        """Read as much again as is waiting, so that a long value is not tried too often; was there any more?"""
        if self._ended:
            return False
        self._text, self.place = self._text[self.place :], 0
        if len(self._text) > longest_text():
            raise UnreadableInput(TOO_LONG)
        piece = self._file.read(max(PIECE, len(self._text)))
        self._ended = not piece
        try:
            self._text += self._decoder.decode(piece, final=self._ended)
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"not UTF-8: byte 0x{error.object[error.start]:02x}; {_REMEDY}") from None
        return True


_REMEDY = "JSON is; name another encoding with --encoding"
