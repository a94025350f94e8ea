"""The command in this process: the same ``main`` as in one of its own, whose start would cost more than most tests.

A process of its own is for what only a process has: signals, terminals, closed pipes, an encoding that the environment
asks for, libraries that are not there (``processes.py``).
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from quoteattr.cli import main
from tests.cli.processes import ROOT

Done = tuple[int, str, str]
"""Status, output and errors."""


def run(*arguments: object, folder: Path = ROOT, stdin: bytes = b"", **environment: str) -> Done:
    """What the command does, run to its end in a folder."""
    with ExitStack() as around:
        out, errors = (around.enter_context(_stream()) for _ in range(2))
        around.enter_context(patch.dict(os.environ, {"COLUMNS": "100", **environment}))
        around.enter_context(patch("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")))
        around.enter_context(_in_folder(folder))
        with redirect_stdout(out), redirect_stderr(errors):
            status = main(list(map(str, arguments)))
        return status, _told(out), _told(errors)


def _stream() -> io.TextIOWrapper:
    """A file of the system as a shell would give it, since the command asks which file its output is."""
    return io.TextIOWrapper(tempfile.TemporaryFile(), encoding="utf-8", errors="backslashreplace", write_through=True)


def _told(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.buffer.seek(0)
    return stream.buffer.read().decode("utf-8")


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
