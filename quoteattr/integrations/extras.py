"""The optional parts: a missing library is told in one line that names the extra which brings it."""

from __future__ import annotations

import importlib
from types import ModuleType

from quoteattr.errors import QuoteAttrError


class MissingExtraError(QuoteAttrError, ImportError):
    """A library of an optional part is not installed; the message names the extra."""


def require(module: str, extra: str) -> ModuleType:
    """The module of that name, imported.

    Raises:
        MissingExtraError: it, or something that it needs, is not installed.
    """
    what = module.partition(".")[0]
    try:
        importlib.import_module(what)
        return importlib.import_module(module)
    except ImportError as error:
        detail = "" if getattr(error, "name", None) == what else f" ({' '.join(str(error).split())})"
        raise MissingExtraError(f'{what} is missing{detail}: pip install "quoteattr[{extra}]"') from error
