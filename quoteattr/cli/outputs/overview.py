"""What a folder tells of all its articles: gathered while they are written, and made when they all are.

What is known of an article is a line of JSON in a hidden file of the folder, so that a run that goes on with an earlier
one has the articles of both, and none of many needs to be in memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

INDEX = "index.html"
"""The page that lists the others."""

KNOWN = "what is known of it"
"""Stands among the files of an article, where suffixes do, for what the index is to tell of it."""

_LINES = ".overview.jsonl"  # no article's file begins with a dot

Make = Callable[[Iterable[tuple[str, str]]], dict[str, str]]
"""From the names of the articles' files, without their suffix, and what is known of each, to the files that tell it."""


class Overview:
    """The lines of a folder whose articles are being written."""

    def __init__(self, folder: Path, make: Make, names: set[str]) -> None:
        """Go on behind the articles of these names, which an earlier run has written."""
        self._lines = folder / _LINES
        self._make = make
        if names:
            self._keep(names)
        self._file = self._lines.open("a", encoding="ascii")

    def _keep(self, names: set[str]) -> None:
        """Leave out what was written, but not counted."""
        kept = self._lines.with_suffix(".kept")
        with kept.open("w", encoding="ascii") as file:
            file.writelines(json.dumps(line) + "\n" for line in _read(self._lines) if line[0] in names)
        kept.replace(self._lines)

    def add(self, name: str, known: str) -> None:
        """One more article."""
        self._file.write(json.dumps([name, known]) + "\n")

    def flush(self) -> None:
        """Hand the lines to the operating system."""
        if not self._file.closed:
            self._file.flush()

    def close(self) -> None:
        """No more is added."""
        self._file.close()

    def finish(self) -> None:
        """Write the files."""
        self.close()
        for name, page in self._make((name, known) for name, known in _read(self._lines)).items():
            (self._lines.parent / name).write_bytes(page.encode("utf-8", "backslashreplace"))

    @staticmethod
    def clean(folder: Path) -> None:
        """Take the lines away from a folder that has its name."""
        (folder / _LINES).unlink(missing_ok=True)


def _read(lines: Path) -> Iterator[list[str]]:
    """The whole lines; a run that was killed leaves part of one."""
    if not lines.exists():
        return
    with lines.open(encoding="ascii", errors="replace") as file:
        for line in file:
            if line.endswith("\n"):
                yield json.loads(line)
