"""What can be wrong with an input, told without its name, which the caller gives."""

from __future__ import annotations

from quoteattr.cli.inputs.memory import TOO_LONG
from quoteattr.view.terminal import on_one_line


class UnreadableInput(Exception):
    """An input that cannot be used; the message is the reason alone, without the name of the input."""


def reason(error: BaseException) -> str:
    """What went wrong, in one line and without the name of the file, which the caller gives."""
    if isinstance(error, MemoryError):
        return TOO_LONG
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return on_one_line(str(error)) or type(error).__name__
