"""Processes that tests start: they hear every signal, and none is left behind, whatever becomes of the test."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence
from typing import Any

_HEARD = ("SIGINT", "SIGHUP", "SIGTERM")
_started: list[subprocess.Popen[Any]] = []


def start(arguments: Sequence[object], **options: Any) -> subprocess.Popen[Any]:
    """Like ``subprocess.Popen``; :func:`end_started` ends the process, and what it has started in turn."""
    if os.name == "posix":
        options |= {"start_new_session": True, "preexec_fn": hear_signals}
    process = subprocess.Popen(list(map(str, arguments)), **options)
    _started.append(process)
    return process


def hear_signals() -> None:
    """A shell starts background jobs with interrupts ignored, nohup with hang-ups, and tests may run in either."""
    for name in _HEARD:
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def end_started() -> None:
    """End all that was started since the last call, with their workers; ``tests/conftest.py`` asks behind each test."""
    while _started:
        process = _started.pop()
        with contextlib.suppress(ProcessLookupError, PermissionError):  # all have ended by themselves
            os.killpg(process.pid, signal.SIGKILL) if os.name == "posix" else process.kill()
        process.wait(60)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
