"""How far a run has come, so that ``--resume`` can go on where it was killed.

The file ``OUT.partial.journal`` holds a line of JSON for the options of the run, and then one for each input that is
done: ``[mark, file, number, name, reason]``. The mark is where the results end behind it (see
:mod:`quoteattr.cli.outputs`); ``file`` and ``number`` say which record of which input file it was; ``name`` and
``reason`` tell what was wrong with a bad one and are null otherwise. Inputs are done in their order, so the last
number of a file says it all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quoteattr.cli.inputs import BadInput, Document

Mark = int | str
Options = dict[str, Any]


class ResumeError(Exception):
    """What an earlier run left behind does not fit the run that is to go on with it."""


@dataclass(slots=True)
class Past:
    """What the journal of an earlier run tells."""

    mark: Mark = 0
    """Where its results end."""
    names: set[str] = field(default_factory=set)
    """All marks that are names."""
    done: dict[str, int] = field(default_factory=dict)
    """The last record that is done of each input file."""
    bad: list[BadInput] = field(default_factory=list)
    """What was wrong with inputs."""
    end: int = 0
    """How much of the journal this is, in bytes; 0 where there is none."""


def read(path: Path, options: Options, reached: Callable[[Mark], bool]) -> Past:
    """A journal up to the last mark that the results reached; empty where no line of it is whole.

    Raises:
        ResumeError: the earlier run had other options.
    """
    past = Past()
    lines = _whole_lines(path)
    for header, past.end in lines:
        _check_options(header, options)
        break
    for (mark, source, number, name, reason), end in lines:
        if not reached(mark):
            break
        past.end = end
        past.mark = mark
        if isinstance(mark, str):
            past.names.add(mark)
        past.done[source] = max(number, past.done.get(source, 0))
        if name is not None:
            past.bad.append(BadInput(name, reason, source, number))
    return past


def _whole_lines(path: Path) -> Iterator[tuple[Any, int]]:
    """The lines, and where each ends; without a last one that was cut off."""
    end = 0
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            end += len(line)
            yield json.loads(line), end


def _check_options(before: Options, now: Options) -> None:
    for name in {**before, **now}:
        if before.get(name) != now.get(name):
            raise ResumeError(f"{name} was {before.get(name)!r} in the run to resume and is {now.get(name)!r} now")


class Journal:
    """The journal of a run, to be written on behind what is past."""

    def __init__(self, path: Path, options: Options, past: Past) -> None:
        self._path = path
        self._file = path.open("r+b" if past.end else "wb")
        self._file.seek(past.end)
        self._file.truncate()
        if not past.end:
            self._write(options)
        self.flush()

    def add(self, mark: Mark, done: Document | BadInput) -> None:
        """Count an input as done."""
        wrong = (done.name, done.reason) if isinstance(done, BadInput) else (None, None)
        self._write([mark, done.source, done.number, *wrong])

    def _write(self, line: object) -> None:
        self._file.write(json.dumps(line).encode() + b"\n")

    def flush(self) -> None:
        """Hand the lines to the operating system; the results that they tell of must be there before."""
        self._file.flush()

    @property
    def closed(self) -> bool:
        return self._file.closed

    def close(self) -> None:
        self._file.close()

    def remove(self) -> None:
        """The run has ended well."""
        self.close()
        self._path.unlink()
