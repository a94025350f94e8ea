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


def nearest(name: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the known name closest to ``name``, or an empty string."""
    import difflib  # only a mistake needs it, and its import costs as much as a module of ours

    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
