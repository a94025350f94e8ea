"""Where the results go: standard output, or a file or folder that gets its name only when it is complete.

While a run lasts, the results have a name of their own beside ``OUT`` (see :mod:`quoteattr.cli.outputs.places`), and
:mod:`quoteattr.cli.outputs.journal` tells how far they are. A killed run leaves both; ``--resume`` cuts the results at
the last mark of the journal (the length of the file in bytes; for a folder the name of an article's files in it) and
goes on behind it. A run that comes to its end renames the one and removes the other.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol, TypeVar

from quoteattr.cli.inputs.items import BadInput, Document, Item
from quoteattr.cli.outputs import journal
from quoteattr.cli.outputs.formats import Convert, Encoding, Pages
from quoteattr.cli.outputs.journal import Journal, Mark, Past, Plan, ResumeError
from quoteattr.cli.outputs.overview import INDEX, KNOWN, Make, Overview
from quoteattr.cli.outputs.places import (
    Lock,
    OutputError,
    RefusedError,
    create,
    journal_of,
    new_partial,
    put_folder_in_place,
    put_in_place,
)
from quoteattr.types import Article

_CHECKPOINT = 0.1  # seconds: as much work as a kill costs at most
_NAME_BYTES = 200  # of a file in a folder, suffix aside; file systems allow 255

Encoded = dict[str, str]
"""The results of an article: the text of each of its files by suffix; one of no suffix for a stream. What the index of
a folder is to know of it is under :data:`~quoteattr.cli.outputs.overview.KNOWN`."""

R = TypeVar("R")


class Output(Protocol[R]):
    """Where the results of a run go; ``R`` is what it makes of an article."""

    past: Past
    """What an earlier run has done already."""

    def todo(self, items: Iterable[Item], known: Callable[[Document], None]) -> Iterable[Item]:
        """The inputs that are to be read; ``known`` is told those whose results are there already."""

    def encode(self, document: Document, article: Article) -> R:
        """The results of an article, as they will be written: all that can fail because of the article."""

    def write(self, document: Document, results: R) -> None:
        """Write them. Raises :class:`OutputError`."""

    def skip(self, bad: BadInput) -> None:
        """Count a bad input as done."""

    def finish(self) -> None:
        """All is done: give the results their name."""

    def abandon(self) -> None:
        """The run ends early: keep what is there for ``--resume``."""


class _Stream:
    """Articles one behind the other in an open file."""

    def __init__(self, file: BinaryIO, encoding: Encoding, position: int = 0) -> None:
        self._file = file
        self._encoding = encoding
        self.position = position
        self._start = len(encoding.head.encode(encoding.charset))
        if not position:
            self._put(encoding.head)

    def encode(self, document: Document, article: Article) -> Encoded:
        return {"": self._encoding.encode(document, article)}

    def write(self, results: Encoded) -> None:
        first = self.position == self._start
        if self._encoding.single and not first:
            raise OutputError("this format holds one article; for several name a folder: -o FOLDER")
        self._put(("" if first else self._encoding.between) + results[""])

    def close(self) -> None:
        self._put(self._encoding.tail)
        self._file.flush()

    def flush(self) -> None:
        self._file.flush()

    def _put(self, text: str) -> None:
        self.position += self._file.write(text.encode(self._encoding.charset, "backslashreplace"))


class _Everything:
    """An output that holds nothing before the run: all inputs are to be read."""

    def todo(self, items: Iterable[Item], known: Callable[[Document], None]) -> Iterable[Item]:
        return items


class StreamOutput(_Everything):
    """Standard output, or a device or pipe named as the output: nothing to rename and nothing to resume."""

    def __init__(self, file: BinaryIO, encoding: Encoding) -> None:
        self.past = Past()
        self._stream = _Stream(file, encoding)
        self.encode = self._stream.encode

    def write(self, document: Document, results: Encoded) -> None:
        self._stream.write(results)
        self._stream.flush()

    def skip(self, bad: BadInput) -> None:
        pass

    def finish(self) -> None:
        self._stream.close()

    def abandon(self) -> None:
        pass


def check_finished(out: Path) -> None:
    """Raise :class:`RefusedError` where an earlier run was killed and has left results."""
    path = journal_of(Path(os.path.realpath(out)))
    if path.exists() and journal.has_results(path):
        raise _unfinished(out)


def _unfinished(out: Path) -> RefusedError:
    told = f"an earlier run into {out} did not come to its end"
    return RefusedError(f"{told}: --resume goes on with it, --restart throws it away")


class _Kept(_Everything):
    """What files and folders have in common: a lock, a partial name, a journal and its checkpoints."""

    def __init__(self, out: Path, plan: Plan, *, check: Callable[[], None], resume: bool, restart: bool) -> None:
        """``check`` raises :class:`RefusedError` where the results have no place."""
        self.out = Path(os.path.realpath(out))  # a link stays a link
        self._check = check
        check()
        self._lock = Lock(out)
        self._lock.acquire()
        try:
            check()  # again: another run may have come to its end before the lock was ours
            self._open(journal_of(self.out), plan, resume=resume, restart=restart)
        except BaseException:
            self._lock.release()
            raise
        self._checked = time.monotonic()

    def _open(self, path: Path, plan: Plan, *, resume: bool, restart: bool) -> None:
        """Go on with what an earlier run left, or begin anew."""
        if path.is_symlink():
            raise RefusedError(f"{path} is in the way: it is a link; move it away")
        self.past = Past()
        if path.exists():
            self._take_over(path, plan, resume=resume, restart=restart)
        if self.past.end:
            self._journal = Journal(path, path.open("r+b"), self.past)
        else:
            self._journal = Journal(path, create(path, self.out), self.past)
            self.partial = new_partial(self.out)
            self._journal.begin(self.partial.name, plan)
        self._prepare()

    def _take_over(self, path: Path, plan: Plan, *, resume: bool, restart: bool) -> None:
        partial = journal.partial_of(path)
        self.partial = path.with_name(partial) if partial else path
        if restart or not journal.has_results(path):
            if partial:
                self._remove()
            path.unlink()
        elif resume:
            if self.partial.is_symlink() or not self.partial.exists():
                raise ResumeError(f"the results {self.partial} of the run to resume are gone; --restart begins anew")
            self.past = journal.read(path, plan, self._reached)
        else:
            raise _unfinished(self.out)

    def _reached(self, mark: Mark) -> bool:
        """Whether the results hold all that belongs before this mark."""
        raise NotImplementedError

    def _prepare(self) -> None:
        """Bring the partial results to the last mark of the past; without a past, make them, which must not exist."""
        raise NotImplementedError

    def _remove(self) -> None:
        """Throw the partial results away, if they are there."""
        raise NotImplementedError

    def _flush(self) -> None:
        """Hand the results to the operating system."""

    def _close(self) -> None:
        """No more is written."""

    def _check_again(self) -> None:
        """Raise :class:`OutputError` where somebody else has put something in the place of the results."""
        try:
            self._check()
        except RefusedError as error:
            raise OutputError(f"{error}; it was not there before: move it away and go on with --resume") from None

    def _count(self, mark: Mark, done: Document | BadInput) -> None:
        self._journal.add(mark, done)
        if time.monotonic() - self._checked >= _CHECKPOINT:
            self._checkpoint()

    def _checkpoint(self) -> None:
        self._flush()  # first, or the journal would tell of results that are not there
        self._journal.flush()
        self._checked = time.monotonic()

    def _finished(self) -> None:
        self._journal.remove()
        self._lock.release()

    def abandon(self) -> None:
        try:
            if self._journal.closed:
                return
            if self._journal.counted:
                self._checkpoint()
                self._close()
                self._journal.close()
            else:
                self._close()
                self._remove()
                self._journal.remove()
        finally:
            self._lock.release()


class FileOutput(_Kept):
    """One file for all articles."""

    def __init__(
        self, out: Path, encoding: Encoding, plan: Plan, *, check: Callable[[], None], resume: bool, restart: bool
    ) -> None:
        self._encoding = encoding
        super().__init__(out, plan, check=check, resume=resume, restart=restart)

    def _reached(self, mark: Mark) -> bool:
        return int(mark) <= self.partial.stat().st_size

    def _prepare(self) -> None:
        position = int(self.past.mark)
        self._file = self.partial.open("r+b") if self.past.end else create(self.partial, self.out)
        self._file.seek(position)
        self._file.truncate()
        self._stream = _Stream(self._file, self._encoding, position)
        self.encode = self._stream.encode

    def _remove(self) -> None:
        self.partial.unlink(missing_ok=True)

    def _flush(self) -> None:
        if not self._file.closed:
            self._file.flush()

    def _close(self) -> None:
        self._file.close()

    def write(self, document: Document, results: Encoded) -> None:
        self._stream.write(results)
        self._count(self._stream.position, document)

    def skip(self, bad: BadInput) -> None:
        self._count(self._stream.position, bad)

    def finish(self) -> None:
        self._checkpoint()
        self._stream.close()
        os.fsync(self._file.fileno())
        self._file.close()
        self._check_again()
        if self._encoding.convert:
            self._convert(self._encoding.convert)
        else:
            put_in_place(self.partial, self.out)
        self._finished()

    def _convert(self, convert: Convert) -> None:
        converted = new_partial(self.out)
        create(converted, self.out).close()
        try:
            convert(self.partial, converted)
            put_in_place(converted, self.out)
        finally:
            converted.unlink(missing_ok=True)
        self.partial.unlink()


class FolderOutput(_Kept):
    """A folder with files for each article."""

    def __init__(
        self,
        out: Path,
        pages: Pages,
        plan: Plan,
        *,
        index: Make | None = None,
        check: Callable[[], None],
        resume: bool,
        restart: bool,
    ) -> None:
        self.encode = pages
        self._make_index = index
        self._overview: Overview | None = None
        super().__init__(out, plan, check=check, resume=resume, restart=restart)

    def _reached(self, mark: Mark) -> bool:
        return True  # an article's files are closed before its line goes to the journal

    def _prepare(self) -> None:
        if self.past.end:
            for file in self.partial.iterdir():
                if file.stem not in self.past.names and not file.name.startswith("."):  # written, but not counted
                    file.unlink()
        else:
            self.partial.mkdir()
        self._taken = {name.casefold() for name in self.past.names}
        if self._make_index:
            self._taken.add(PurePath(INDEX).stem)
            self._overview = Overview(self.partial, self._make_index, self.past.names)

    def _remove(self) -> None:
        shutil.rmtree(self.partial, ignore_errors=True)

    def _flush(self) -> None:
        if self._overview:
            self._overview.flush()

    def _close(self) -> None:
        if self._overview:
            self._overview.close()

    def write(self, document: Document, results: Encoded) -> None:
        name = self._name(document)
        for suffix, page in results.items():
            if suffix != KNOWN:
                (self.partial / f"{name}{suffix}").write_bytes(page.encode())
            elif self._overview:
                self._overview.add(name, page)
        self._count(name, document)

    def skip(self, bad: BadInput) -> None:
        self._count("", bad)

    def finish(self) -> None:
        self._checkpoint()
        self._check_again()
        if self._overview:
            self._overview.finish()
        put_folder_in_place(self.partial, self.out)
        Overview.clean(self.out)  # only now: a run killed before this goes on, and needs its lines
        self._finished()

    def _name(self, document: Document) -> str:
        """A file name from the document's: its letters and digits, with a number where it is taken already."""
        file = document.id == document.source
        plain = PurePath(document.id).stem if file else PurePath(document.id).name
        safe = re.sub(r"[^\w.-]+", "_", plain).encode("utf-8", "replace")[:_NAME_BYTES].decode("utf-8", "ignore")
        base = name = safe.strip("._-") or "article"
        number = 1
        while name.casefold() in self._taken:  # some file systems do not tell capitals apart
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name.casefold())
        return name
