"""The command in a process of its own: how tests start it, kill it and find what it left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from tests.started import start

ROOT = Path(__file__).resolve().parents[2]
RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook. She left the hall.\n"
BREAD = "Baker Tom Hollis said, “Bread is dearer than it was.” He closed his shop.\n"


def records(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def partial_of(out: Path) -> Path:
    """The results of a run that was killed."""
    from quoteattr.cli.outputs.places import PARTIAL  # only now: tests without the extra cli use this file too

    [partial] = out.parent.glob(f".{out.name}.*{PARTIAL}")
    return partial


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "import sys; from quoteattr.cli import main; sys.exit(main())", *map(str, arguments)]


def kill_when_under_way(path: Path, *arguments: object, done: int = 1) -> None:
    """Start the command and kill it as soon as its journal tells of so many inputs that are done."""
    process = start_until_under_way(path, *arguments, done=done)
    process.send_signal(signal.SIGKILL)
    process.wait()


def start_until_under_way(
    path: Path, *arguments: object, done: int = 1, errors: int | IO[bytes] = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """The command, whose journal tells of results."""
    from quoteattr.cli.outputs.places import journal_of

    process = start(command(*arguments), stderr=errors)
    journal = journal_of(path)
    patience = time.monotonic() + 60
    while not (journal.exists() and journal.read_bytes().count(b"\n") > done):
        assert process.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < patience
        time.sleep(0.01)
    return process


def run(*arguments: object, before: Callable[[], None] | None = None, **environment: str) -> tuple[int, str, str]:
    """Status, output and errors of the command, run to its end; ``inside.py`` does the same without a process."""
    done = subprocess.run(
        command(*arguments),
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environment},
        preexec_fn=before,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
