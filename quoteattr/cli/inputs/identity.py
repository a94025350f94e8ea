"""Which file a path leads to, whatever it is called."""

from __future__ import annotations

import os
import stat

Identity = tuple[int, int] | str


def identity(path: str | os.PathLike[str] | int) -> Identity | None:
    """What is the same for all names of a file, links among them; None where there is no such file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # ValueError: a name with a NUL
        return None
    if found.st_ino or isinstance(path, int):
        return found.st_dev, found.st_ino
    return os.path.realpath(path)  # file systems without numbers of their own


def is_special(path: str | os.PathLike[str]) -> bool:
    """Is it a pipe, a device or the like, which may never end? Not where there is nothing, or a folder."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
