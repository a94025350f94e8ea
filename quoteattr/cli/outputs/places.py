"""Files and folders that the command writes: none of them an input, none of them another run's, none of them a loss.

Beside an output stand, while a run lasts or after it was killed, three files whose names begin with a dot, so that no
folder or pattern takes them for inputs: the lock, the journal, and the results so far, which have a name that did not
exist before.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from quoteattr.cli.inputs.identity import identity, is_special

PARTIAL = ".partial"
_NAME_BYTES = 160  # of an output's name in those of its companions; file systems allow 255 in all
_PRIVATE, _SHARED = 0o600, 0o666
_OPENINGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class RefusedError(Exception):
    """The run would cost something that is there, or cannot come to its end: refused before anything was written."""


class OutputError(Exception):
    """The results cannot go where they should; the message says why."""


def companion(out: Path, suffix: str) -> Path:
    """The hidden file of an output for one purpose; a long name is cut and told apart by a digest."""
    name = out.name.encode("utf-8", "surrogateescape")
    if len(name) > _NAME_BYTES:
        name = name[:_NAME_BYTES] + b"-" + hashlib.blake2b(name, digest_size=8).hexdigest().encode()
    return out.with_name(f".{name.decode('utf-8', 'ignore')}{suffix}")


def journal_of(out: Path) -> Path:
    """Where the journal of a run into ``out`` lies."""
    return companion(out, ".quoteattr-journal")


def new_partial(out: Path) -> Path:
    """A name for results that are not complete, which no file has."""
    return companion(out, f".{secrets.token_hex(8)}{PARTIAL}")


def create(path: Path, out: Path) -> BinaryIO:
    """Make a file that must not exist, not even as a link; nobody else may read it if ``out`` is there to be replaced.

    Raises:
        FileExistsError: there is one.
    """
    descriptor = os.open(path, _OPENINGS | os.O_EXCL, _PRIVATE if out.exists() else _SHARED)
    return os.fdopen(descriptor, "r+b")


def put_in_place(partial: Path, out: Path) -> None:
    """Give results that are complete their name, and the mode of what they replace."""
    if out.exists():
        partial.chmod(stat.S_IMODE(out.stat().st_mode))
    partial.replace(out)


def check_file(out: Path, *, force: bool) -> None:
    """Raise :class:`RefusedError` where no file could be put at the end of the work, or one is there already."""
    _check_parent(out)
    if out.is_dir():
        raise RefusedError(f"{out} is a folder; name a file")
    if out.exists() and not force and not is_special(out):
        raise RefusedError(f"{out} exists; --force replaces it")


def check_folder(out: Path, foreign: Callable[[Path], Path | None], *, force: bool) -> None:
    """Raise :class:`RefusedError` where no folder could be put at the end of the work.

    An empty folder can be replaced, and with ``force`` one that holds nothing foreign, which is what somebody else has
    put there.
    """
    _check_parent(out)
    if not out.is_dir():
        if out.exists() or out.is_symlink():
            raise RefusedError(f"{out} is no folder; name one")
        return
    if os.path.ismount(out):
        raise RefusedError(f"{out} is a disk of its own, which cannot be replaced; name a folder in it")
    if any(out.iterdir()) and not force:
        raise RefusedError(f"{out} exists and is not empty; --force replaces it")
    if (found := foreign(out)) is not None:
        raise RefusedError(f"{found} was not written by this command; move it away, or name another folder")


def _check_parent(out: Path) -> None:
    if not out.parent.is_dir():
        raise RefusedError(f"there is no folder {out.parent}")


def put_folder_in_place(partial: Path, out: Path) -> None:
    """Give a folder that is complete its name, and the mode of what it replaces, which goes only then."""
    if not out.exists():
        partial.rename(out)
        return
    partial.chmod(stat.S_IMODE(out.stat().st_mode))
    old = new_partial(out)
    out.rename(old)
    partial.rename(out)
    shutil.rmtree(old)


def check_no_input(written: Iterable[Path], inputs: Iterable[str]) -> None:
    """Raise :class:`RefusedError` where something to be written is, under whatever name, one of the inputs."""
    names = {identity(name): name for name in inputs}
    for path in written:
        key = identity(path)
        if key is not None and (name := names.get(key)) is not None:
            alias = "" if name == str(path) else f" (there called {name})"
            raise RefusedError(f"{path} is one of the inputs{alias} and would be overwritten; name another")


def check_not_below(out: Path, inputs: Iterable[str]) -> None:
    """Raise :class:`RefusedError` where a folder that is to be replaced holds one of the inputs."""
    folder = Path(os.path.realpath(out))
    for name in inputs:
        if Path(os.path.realpath(name)).is_relative_to(folder):
            raise RefusedError(f"{out} holds the input {name} and would be replaced; name another")


def check_apart(out: Path, errors: Path) -> None:
    """Raise :class:`RefusedError` where the error report would be the results, or lie in their folder."""
    inside = out.resolve() in (errors.resolve(), *errors.resolve().parents)
    if inside or (identity(out) or out) == identity(errors):
        raise RefusedError(f"{out} cannot hold the results and the errors; name another file for --errors")


class Lock:
    """That no other run writes to the same place; that of a killed run binds nobody."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._path = companion(Path(os.path.realpath(out)), ".quoteattr-lock")
        self._lock = FileLock(self._path)

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            RefusedError: another run holds it.
        """
        while not self._acquired():
            pass

    def release(self) -> None:
        """Give it back, and leave no file."""
        if self._lock.is_locked:
            with suppress(PermissionError):  # Windows unlinks no open file
                self._path.unlink(missing_ok=True)  # while it is held: whoever opened it sees that it is gone
            self._lock.release()

    def _acquired(self) -> bool:
        """Take the lock; False where a run that ended just now took the file away under our hands.

        A name that led to the file before and leads to it after has led to it all the time: only who holds the lock
        takes the file away.
        """
        descriptor = os.open(self._path, _OPENINGS, _SHARED)
        try:
            self._lock.acquire(timeout=0)
            if identity(descriptor) == identity(self._path):
                return True
            self._lock.release()
            return False
        except Timeout:
            raise RefusedError(f"another run is writing {self._out}; wait for its end, or name another") from None
        except NotImplementedError:
            raise RefusedError(f"nothing can be locked beside {self._out}; name a place on another disk") from None
        finally:
            os.close(descriptor)
