"""Where the results go: standard output, or a file or folder that gets its name only when it is complete.

While a run lasts, ``OUT`` is called ``OUT.partial``, and :mod:`quoteattr.cli.journal` keeps ``OUT.partial.journal``
beside it. A killed run leaves these two; ``--resume`` cuts ``OUT.partial`` at the last mark of the journal (the length
of the file in bytes; for a folder the name of an article's files in it) and goes on behind it. A run that comes to its
end renames the one and removes the other.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol

from quoteattr.cli import journal
from quoteattr.cli.formats import Encoding, Pages
from quoteattr.cli.inputs import BadInput, Document
from quoteattr.cli.journal import Journal, Mark, Options, Past
from quoteattr.types import Article

_CHECKPOINT = 0.1  # seconds: as much work as a kill costs at most
_NAME_BYTES = 200  # of a file in a folder, suffix aside; file systems allow 255


class OutputError(Exception):
    """The results cannot go where they should; the message says why and what to do."""


def check_place(out: Path, *, folder: bool) -> None:
    """Raise :class:`OutputError` where nothing could be put at the end of the work."""
    if not out.parent.is_dir():
        raise OutputError(f"there is no folder {out.parent}")
    if folder and out.exists():
        raise OutputError(f"{out} exists; name a folder that does not exist yet")
    if out.is_dir():
        raise OutputError(f"{out} is a folder; name a file")


class Output(Protocol):
    """Where the results of a run go."""

    past: Past
    """What an earlier run has done already."""

    def write(self, document: Document, article: Article) -> None:
        """Write the results of an article. Raises :class:`OutputError`."""

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
        self._start = len(encoding.head.encode())
        if not position:
            self._put(encoding.head)

    def write(self, document: Document, article: Article) -> None:
        first = self.position == self._start
        if self._encoding.single and not first:
            raise OutputError("this format holds one article; for several name a folder: -o FOLDER")
        self._put(("" if first else self._encoding.between) + self._encoding.encode(document, article))

    def close(self) -> None:
        self._put(self._encoding.tail)
        self._file.flush()

    def flush(self) -> None:
        self._file.flush()

    def _put(self, text: str) -> None:
        self.position += self._file.write(text.encode())


class StreamOutput:
    """Standard output, or a device or pipe named as the output: nothing to rename and nothing to resume."""

    def __init__(self, file: BinaryIO, encoding: Encoding) -> None:
        self.past = Past()
        self._stream = _Stream(file, encoding)

    def write(self, document: Document, article: Article) -> None:
        self._stream.write(document, article)
        self._stream.flush()

    def skip(self, bad: BadInput) -> None:
        pass

    def finish(self) -> None:
        self._stream.close()

    def abandon(self) -> None:
        pass


class _Kept:
    """What files and folders have in common: a partial name, a journal and its checkpoints."""

    def __init__(self, out: Path, options: Options, resume: bool) -> None:
        self.out = Path(os.path.realpath(out))  # a link stays a link
        self.partial = self.out.with_name(self.out.name + ".partial")
        path = self.out.with_name(self.out.name + ".partial.journal")
        left_behind = resume and self.partial.exists() and path.exists()
        self.past = journal.read(path, options, self._reached) if left_behind else Past()
        self._prepare()
        self._journal = Journal(path, options, self.past)
        self._checked = time.monotonic()

    def _reached(self, mark: Mark) -> bool:
        """Whether the results hold all that belongs before this mark."""
        raise NotImplementedError

    def _prepare(self) -> None:
        """Bring the partial results to the last mark of the past; without a past, to nothing."""
        raise NotImplementedError

    def _flush(self) -> None:
        """Hand the results to the operating system."""

    def _count(self, mark: Mark, done: Document | BadInput) -> None:
        self._journal.add(mark, done)
        if time.monotonic() - self._checked >= _CHECKPOINT:
            self._checkpoint()

    def _checkpoint(self) -> None:
        self._flush()  # first, or the journal would tell of results that are not there
        self._journal.flush()
        self._checked = time.monotonic()

    def abandon(self) -> None:
        if not self._journal.closed:
            self._checkpoint()
            self._journal.close()


class FileOutput(_Kept):
    """One file for all articles."""

    def __init__(self, out: Path, encoding: Encoding, options: Options, *, resume: bool) -> None:
        self._encoding = encoding
        super().__init__(out, options, resume)

    def _reached(self, mark: Mark) -> bool:
        return int(mark) <= self.partial.stat().st_size

    def _prepare(self) -> None:
        position = int(self.past.mark)
        self._file = self.partial.open("r+b" if position else "wb")
        self._file.seek(position)
        self._file.truncate()
        self._stream = _Stream(self._file, self._encoding, position)

    def _flush(self) -> None:
        if not self._file.closed:
            self._file.flush()

    def write(self, document: Document, article: Article) -> None:
        self._stream.write(document, article)
        self._count(self._stream.position, document)

    def skip(self, bad: BadInput) -> None:
        self._count(self._stream.position, bad)

    def abandon(self) -> None:
        super().abandon()
        self._file.close()

    def finish(self) -> None:
        self._checkpoint()
        self._stream.close()
        os.fsync(self._file.fileno())
        self._file.close()
        if self._encoding.convert:
            converted = self.partial.with_name(self.partial.name + ".converted")
            self._encoding.convert(self.partial, converted)
            converted.replace(self.out)
            self.partial.unlink()
        else:
            self.partial.replace(self.out)
        self._journal.remove()


class FolderOutput(_Kept):
    """A folder with files for each article."""

    def __init__(self, out: Path, pages: Pages, options: Options, *, resume: bool) -> None:
        self._pages = pages
        super().__init__(out, options, resume)

    def _reached(self, mark: Mark) -> bool:
        return True  # an article's files are closed before its line goes to the journal

    def _prepare(self) -> None:
        if self.past.names:
            for file in self.partial.iterdir():
                if file.stem not in self.past.names:  # written, but not counted any more
                    file.unlink()
        else:
            shutil.rmtree(self.partial, ignore_errors=True)
        self.partial.mkdir(parents=True, exist_ok=True)
        self._taken = {name.casefold() for name in self.past.names}

    def write(self, document: Document, article: Article) -> None:
        name = self._name(document)
        for suffix, page in self._pages(document, article).items():
            (self.partial / f"{name}{suffix}").write_bytes(page.encode())
        self._count(name, document)

    def skip(self, bad: BadInput) -> None:
        self._count("", bad)

    def finish(self) -> None:
        self._checkpoint()
        self.partial.rename(self.out)
        self._journal.remove()

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
