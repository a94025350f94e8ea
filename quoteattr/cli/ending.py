"""How the command ends: its exit status, whatever becomes of its output, and never a traceback for that."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from quoteattr.cli.inputs.trouble import reason
from quoteattr.view.terminal import visible

WRONG_USAGE = 2
"""The exit status for what the command line itself is to blame for, as argparse and click have it."""
_BY_SIGNAL = 128  # and the number of the signal, as shells have it
INTERRUPTED = _BY_SIGNAL + signal.SIGINT


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
        drop_output()
        return 0
    except OSError as error:
        drop_output()
        name = f"{visible(os.fsdecode(error.filename))}: " if isinstance(error.filename, (str, bytes)) else ""
        return failed(f"the output failed: {name}{reason(error)}")
    except KeyboardInterrupt:
        return INTERRUPTED


def _status(work: Callable[[], int]) -> int:
    try:
        return work()
    except SystemExit as end:  # how argparse and click end
        return end.code if isinstance(end.code, int) else int(end.code is not None)


@contextmanager
def terminated_in_order() -> Iterator[None]:
    """Let a request to end (SIGTERM, or a terminal that is closed) end the work as Ctrl-C does, workers and all."""
    if threading.current_thread() is not threading.main_thread():  # only there signals can be answered
        yield
        return
    known = filter(None, map(_signal, ("SIGTERM", "SIGHUP")))
    answered = [each for each in known if signal.getsignal(each) == signal.SIG_DFL]  # nohup is to be heeded
    for each in answered:
        signal.signal(each, _terminate)
    try:
        yield
    finally:
        for each in answered:
            signal.signal(each, signal.SIG_DFL)


def _signal(name: str) -> signal.Signals | None:
    return getattr(signal, name, None)  # Windows has no SIGHUP


def _terminate(number: int, _: FrameType | None) -> None:
    raise SystemExit(_BY_SIGNAL + number)


def failed(told: str, status: int = 1) -> int:
    """Tell on standard error what went wrong, in one line; the exit status."""
    tell(told)
    return status


def tell(told: str) -> None:
    """Tell on standard error, in one line, what is no result."""
    print(f"quoteattr: {told}", file=sys.stderr)


def prepare_output(*, as_json: bool = False) -> None:
    """JSON is UTF-8 everywhere; a terminal that cannot show a character gets its number instead of an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="backslashreplace")


def drop_output() -> None:
    """What could not be written goes nowhere, or Python tries again when it exits, and complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
