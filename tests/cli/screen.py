"""A terminal for tests: runs the command on it, and shows what is on the screen when the command has ended."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import IO

import pytest

from tests.cli.processes import ROOT, command
from tests.started import start

_STEP = re.compile(r"\x1b\[([?\d;]*)([A-Za-z])|\r\n|[\r\n]|[^\x1b\r\n]+")
COLUMNS = 100


def on_terminal(
    *arguments: object, folder: Path = ROOT, stdout: int | IO[bytes] | None = None, columns: int = COLUMNS
) -> tuple[int, str]:
    """Status of the command and all that it sent to the terminal, which is its standard error.

    Its standard output is the terminal too, if it is not given.
    """
    pty = pytest.importorskip("pty", reason="the system has no pseudo terminals")
    main, other = pty.openpty()
    process = start(
        command(*arguments),
        cwd=folder,
        stdout=other if stdout is None else stdout,
        stderr=other,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": str(columns)},
    )
    os.close(other)
    sent = b""
    while read := _read(main):
        sent += read
    os.close(main)
    return process.wait(60), sent.decode("utf-8")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def screen(sent: str) -> list[str]:
    """The lines that can be seen in the end, those that are empty at the end left out."""
    lines, row, column = [""], 0, 0
    for step in _STEP.finditer(sent):
        if step[0] in ("\r\n", "\n"):
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif step[0] == "\r":
            column = 0
        elif step[2] == "A":
            row = max(0, row - int(step[1] or 1))
        elif step[2] == "K":
            assert step[1] == "2", "only whole lines are erased"
            lines[row] = ""
        elif not step[2]:
            lines[row] = lines[row][:column].ljust(column) + step[0] + lines[row][column + len(step[0]) :]
            column += len(step[0])
        else:
            assert (step[2], step[1]) in (("h", "?25"), ("l", "?25")) or step[2] == "m", f"unknown: {step[0]!r}"
    while lines and not lines[-1]:
        lines.pop()
    return lines
