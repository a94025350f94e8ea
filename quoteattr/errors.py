"""The errors that quoteattr raises. A text never raises one; wrong options and wrong JSON do."""

from __future__ import annotations

from collections.abc import Iterable


class QuoteAttrError(Exception):
    """The base of all errors of this package."""


class ConfigError(QuoteAttrError, ValueError):
    """An option that does not exist or does not fit; the message names the nearest right one."""


class LexiconError(QuoteAttrError):
    """A word list of the package is damaged; the message names file and line."""


class RecordError(QuoteAttrError, ValueError):
    """A value that no record can have, in JSON, a dict or a call; the message names the field and what it can be."""

    def __init__(self, problem: str, path: str = "", record: str = "") -> None:
        super().__init__(problem, path, record)
        self.problem = problem
        """What is wrong there, without the path."""
        self.path = path
        """Where: ``.quotes[3].spans[0].start``, from the record on that was made or read; empty for itself."""
        self.record = record
        """The class of that record, where the message names it."""

    def __str__(self) -> str:
        where = (self.record + self.path).removeprefix(".")
        return f"{where}: {self.problem}" if where else self.problem

    def inside(self, step: str) -> RecordError:
        """The same error as the record around sees it: ``step`` (``[3]``, ``.quotes``) leads to where it was found."""
        return RecordError(self.problem, step + self.path)


def unexpected(value: object, expected: str, path: str = "") -> RecordError:
    """The error that tells what was expected in the place of a value."""
    return RecordError(f"expected {expected}, got {shown(value)}", path)


_SHOWN = 60  # characters of a wrong value that a message repeats


def shown(value: object) -> str:
    """A wrong value for a message: short and printable, whatever it is; a word is quoted, and cut where it is long."""
    if isinstance(value, str):
        return repr(value[:_SHOWN]) + ("…" if len(value) > _SHOWN else "")
    if value is None or isinstance(value, (bool, float)) or (isinstance(value, int) and value.bit_length() <= 64):
        return repr(value)
    return {dict: "an object", list: "a list", int: "a huge int"}.get(type(value), type(value).__name__)


def nearest(name: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the known name closest to ``name``, or an empty string."""
    if len(name) > _SHOWN:
        return ""  # no slip of the keyboard
    import difflib  # only a mistake needs it, and its import costs as much as a module of ours

    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
