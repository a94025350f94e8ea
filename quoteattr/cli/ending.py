"""How the command ends: its exit status, whatever becomes of its output, and never a traceback for that."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

from quoteattr.cli.reading import reason

WRONG_USAGE = 2
"""The exit status for what the command line itself is to blame for, as argparse and click have it."""
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def ended(work: Callable[[], int]) -> int:
    """Do the work and hand its output over; the exit status.

    A reader that has seen enough (``… | head``) ends the work quietly with 0, an output that fails with 1 and a line on
    standard error, Ctrl-C with 130.
    """
    try:
        status = _status(work)
        if sys.stdout is not None:  # as where a program without a console starts the command
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        return failed(f"the output failed: {reason(error)}")
    except KeyboardInterrupt:
        return INTERRUPTED


def _status(work: Callable[[], int]) -> int:
    try:
        return work()
    except SystemExit as end:  # how argparse and click end
        return end.code if isinstance(end.code, int) else int(end.code is not None)


def failed(told: str, status: int = 1) -> int:
    """Tell on standard error what went wrong, in one line; the exit status."""
    print(f"quoteattr: {told}", file=sys.stderr)
    return status


def prepare_output(*, as_json: bool = False) -> None:
    """JSON is UTF-8 everywhere; a terminal that cannot show a character gets its number instead of an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="backslashreplace")


def _drop_output() -> None:
    """What could not be written goes nowhere, or Python tries again when it exits, and complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
