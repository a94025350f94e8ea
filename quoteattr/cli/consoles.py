"""Where tables go: to a terminal, as wide as it is, or to a file or another program, with every line whole."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path
from typing import TextIO

from rich.console import Console

from quoteattr.cli.inputs.identity import is_special

_FILLING = re.compile(r" +$", re.MULTILINE)
_WHOLE = 1 << 20  # columns: no line is longer


class TableConsole(Console):
    """A console that cuts and wraps for a terminal alone."""

    def __init__(self, file: TextIO | None = None) -> None:
        """Without a file it is standard output."""
        super().__init__(file=file)
        if not self.is_terminal:
            self.width = _WHOLE


def unfilled(table: str) -> str:
    """A table without the blanks that fill up its lines."""
    return _FILLING.sub("", table)


def is_shared(out: Path | None) -> bool:
    """Would a progress bar come between the results: on the same terminal, or where a pipe leads to it, who knows?"""
    if out is not None:
        return is_special(out)
    try:
        mode = os.fstat(sys.stdout.fileno()).st_mode
    except (OSError, ValueError):  # no file: a program has put something else in its place
        return False
    return sys.stdout.isatty() or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
