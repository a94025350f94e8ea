"""How far a run has come, so that ``--resume`` can go on where it was killed.

The journal holds a line of JSON for the run (what marks the file as a journal, the name of the results so far, the
options, the inputs), and then one for each input that is done: ``[mark, file, number, digest, name, reason]``. The mark
is where the results end behind it (see :mod:`quoteattr.cli.outputs.targets`); ``file`` and ``number`` say which record
of which input file it was, and the digest what the file was up to there; ``name`` and ``reason`` tell what was wrong
with a bad one and are null otherwise. Inputs are done in their order, so the last line of a file says it all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from quoteattr.cli.inputs.items import BadInput, Document, Item, digest
from quoteattr.cli.inputs.readers import Source
from quoteattr.cli.outputs.places import PARTIAL, RefusedError

Mark = int | str
Options = dict[str, Any]

_FORMAT = 2
_START = b'{"quoteattr journal": '
_ANEW = "--restart throws it away and begins anew"


class ResumeError(RefusedError):
    """What an earlier run left behind does not fit the run that is to go on with it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run was begun with."""

    options: Options
    inputs: list[str]
    """The files in their order."""

    @staticmethod
    def of(options: Options, sources: Sequence[Source | BadInput]) -> Plan:
        return Plan(options, [source.name for source in sources])


@dataclass(slots=True)
class Done:
    """How much of an input file is done."""

    number: int = 0
    """The last record."""
    digest: str = ""
    """Of all records up to there."""
    finished: bool = False
    """Is it known that there are no more?"""
    bad: bool = False
    """Could the last record not be used?"""


@dataclass(slots=True)
class Past:
    """What the journal of an earlier run tells."""

    partial: str = ""
    """The name of its results."""
    mark: Mark = 0
    """Where they end."""
    names: set[str] = field(default_factory=set)
    """All marks that are names."""
    done: dict[str, Done] = field(default_factory=dict)
    """By input file."""
    bad: list[BadInput] = field(default_factory=list)
    """What was wrong with inputs."""
    end: int = 0
    """How much of the journal this is, in bytes; 0 where there is none."""


def chained(before: str, item: Item) -> str:
    """The digest of the records of a file with one more behind them."""
    return chain(before, item.digest or (item.reason if isinstance(item, BadInput) else ""))


def chain(before: str, last: str) -> str:
    """The same of the digest of the last record."""
    return digest(f"{before}\0{last}".encode("utf-8", "surrogatepass"))


# --- reading ------------------------------------------------------------------------------------------------------


def partial_of(path: Path) -> str:
    """The name of the results that a journal tells of; empty where it is cut off before that, so that there are none.

    Raises:
        ResumeError: the file is no journal.
    """
    with path.open("rb") as file:
        line = file.readline()
    if not (line.startswith(_START) or _START.startswith(line)):
        raise ResumeError(f"{path} is in the way: it is no journal of this program; move it away")
    if not line.endswith(b"\n"):
        return ""
    partial = _header(path, _parsed(path, line, 1)).get("partial")
    if not isinstance(partial, str) or not re.fullmatch(rf"\..*\.[0-9a-f]{{16}}{re.escape(PARTIAL)}", partial):
        raise _damaged(path, 1)
    if Path(partial).name != partial:
        raise _damaged(path, 1)
    return partial


def has_results(path: Path) -> bool:
    """Does a journal tell of any input that is done?"""
    with path.open("rb") as file:
        return sum(line.endswith(b"\n") for _, line in zip(range(2), file, strict=False)) == 2


def read(path: Path, plan: Plan, reached: Callable[[Mark], bool]) -> Past:
    """A journal up to the last mark that the results reached; empty where no line of it is whole.

    Raises:
        ResumeError: the earlier run was begun with something else, or the journal is damaged.
    """
    past = Past(partial_of(path))
    lines = _whole_lines(path)
    for header, past.end in lines:
        _check_plan(header, plan)
        break
    last = ""
    for number, (entry, end) in enumerate(lines, start=2):
        mark, source, record, so_far, name, why = _entry(path, number, entry)
        if not reached(mark):
            break
        past.end, past.mark = end, mark
        if isinstance(mark, str):
            past.names.add(mark)
        if last and source != last:
            past.done[last].finished = True
        last = source
        before = past.done.get(source, Done())
        if record:
            past.done[source] = Done(record, so_far, bad=name is not None)
        else:  # from here on the file could not be read
            past.done[source] = Done(before.number, before.digest, finished=True, bad=True)
        if name is not None:
            past.bad.append(BadInput(name, why, source, record))
    return past


def _whole_lines(path: Path) -> Iterator[tuple[Any, int]]:
    """The lines, and where each ends; without a last one that was cut off."""
    end = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                return
            end += len(line)
            yield _parsed(path, line, number), end


def _parsed(path: Path, line: bytes, number: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise _damaged(path, number) from None


def _header(path: Path, header: Any) -> dict[str, Any]:
    if not isinstance(header, dict) or header.get("quoteattr journal") != _FORMAT:
        raise ResumeError(f"{path} is the journal of another version; {_ANEW}")
    return header


def _entry(path: Path, number: int, entry: Any) -> tuple[Mark, str, int, str, str | None, str]:
    match entry:
        case [int() | str() as mark, str() as source, int() as record, str() as so_far, str() as name, str() as why]:
            return mark, source, record, so_far, name, why
        case [int() | str() as mark, str() as source, int() as record, str() as so_far, None, None]:
            return mark, source, record, so_far, None, ""
    raise _damaged(path, number)


def _damaged(path: Path, number: int) -> ResumeError:
    return ResumeError(f"the journal {path} is damaged at line {number}; {_ANEW}")


def _check_plan(header: dict[str, Any], plan: Plan) -> None:
    before, now = header.get("options") or {}, plan.options
    for name in {**before, **now}:
        if before.get(name) != now.get(name):
            raise ResumeError(f"{name} was {before.get(name)!r} in the run to resume and is {now.get(name)!r} now")
    inputs = header.get("inputs") or []
    for one, other in zip(inputs, plan.inputs, strict=False):
        if one != other:
            raise ResumeError(f"the run to resume had the input {one} where this one has {other}")
    if len(inputs) != len(plan.inputs):
        raise ResumeError(f"the run to resume had {len(inputs)} inputs, and this one has {len(plan.inputs)}")


# --- writing ------------------------------------------------------------------------------------------------------


class Journal:
    """The journal of a run, to be written on behind what is past."""

    def __init__(self, path: Path, file: BinaryIO, past: Past) -> None:
        self._path = path
        self._file = file
        self._so_far = {source: done.digest for source, done in list(past.done.items())[-1:]}
        self.counted = bool(past.done)
        """Has any input been done?"""
        file.seek(past.end)
        file.truncate()

    def begin(self, partial: str, plan: Plan) -> None:
        """Write what the run is begun with, before there are any results."""
        header = {"quoteattr journal": _FORMAT, "partial": partial, "options": plan.options, "inputs": plan.inputs}
        self._write(header)
        self.flush()

    def add(self, mark: Mark, done: Document | BadInput) -> None:
        """Count an input as done."""
        so_far = self._so_far.get(done.source, "")
        if done.number:
            so_far = chained(so_far, done)
        self._so_far = {done.source: so_far}  # one file is done after another
        self.counted = True
        bad = isinstance(done, BadInput) and not done.skipped
        wrong = (done.name, done.reason) if isinstance(done, BadInput) and bad else (None, None)
        self._write([mark, done.source, done.number, so_far, *wrong])

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
        """Nothing is to be resumed: the run has ended well, or has not done anything."""
        self.close()
        self._path.unlink()
