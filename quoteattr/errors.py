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
    """JSON or a dict that is no record of the asked type; the message names the field."""


_SHOWN = 60  # characters of a wrong value that a message repeats


def shown(value: str) -> str:
    """A wrong word for a message: quoted, and cut where it is long."""
    return repr(value[:_SHOWN]) + ("…" if len(value) > _SHOWN else "")


def nearest(name: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the known name closest to ``name``, or an empty string."""
    if len(name) > _SHOWN:
        return ""  # no slip of the keyboard
    import difflib  # only a mistake needs it, and its import costs as much as a module of ours

    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
