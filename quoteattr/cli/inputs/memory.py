"""How long a text may be: what the memory cannot hold is told before the system ends the process for it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

TOO_LONG = "too long for the memory of this machine"

_TAKEN = 32  # bytes that a byte of text takes while it is read: 27 measured, and what is around it
_GROUP = Path("/sys/fs/cgroup/memory.max")  # what a container may take
_UNKNOWN = 1 << 34


@cache
def longest_text() -> int:
    """The longest text that can be read, in bytes."""
    return min((limit for limit in (_machine(), _process(), _container()) if limit > 0), default=_UNKNOWN) // _TAKEN


def _machine() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows
        return 0


def _process() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrlimit(resource.RLIMIT_AS)[0]  # -1: none


def _container() -> int:
    try:
        return int(_GROUP.read_text(encoding="ascii"))
    except (OSError, ValueError):  # none, or "max"
        return 0
