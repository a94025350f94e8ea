"""Modules of other systems, which a machine may not have."""

from __future__ import annotations

import importlib
from typing import Any


class NotInstalled(Exception):
    """The machine has not got this system; the message says what is missing."""


def require(module: str, package: str) -> Any:
    """Import a module of a system; raises :class:`NotInstalled`, naming the package, when it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        if error.name and error.name.partition(".")[0] == module.partition(".")[0]:
            raise NotInstalled(f"pip install {package}") from error
        raise
