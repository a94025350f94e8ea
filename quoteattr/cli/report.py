"""What a run tells besides its results: bad inputs, and on a terminal the progress."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from quoteattr.cli.inputs.identity import is_special
from quoteattr.cli.inputs.items import BadInput, Document
from quoteattr.cli.inputs.readers import Source
from quoteattr.cli.outputs.places import Lock
from quoteattr.view.terminal import visible


class Report:
    """Tells of bad inputs (on standard error, or in a file of JSON lines) and shows the progress.

    The progress goes by bytes of the input, which are known beforehand, unlike the number of records.
    """

    def __init__(
        self, errors: Path | None, sources: Iterable[Source | BadInput], *, progress: bool, quiet: bool
    ) -> None:
        """``progress`` asks for a bar on a terminal while the run lasts, ``quiet`` for no word but of what is wrong."""
        sizes = [source.size for source in sources if isinstance(source, Source)]
        self._console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
        self._errors = errors
        self._lock = None if errors is None or is_special(errors) else Lock(errors)
        self._file: TextIO | None = None
        self._quiet = quiet
        self._shows = progress and self._console.is_terminal
        self._progress = Progress(
            TextColumn("read"),
            BarColumn(bar_width=None),
            TaskProgressColumn(),
            _Articles(),
            TextColumn("elapsed"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._shows,
            expand=True,
            transient=True,
        )
        self._task = self._progress.add_task("", total=sum(sizes) if all(sizes) else None, articles=0)
        self._articles = 0
        self._quotes = 0
        self._bad = 0
        self._skipped = 0
        self._known = 0
        self._notes: set[tuple[str, str]] = set()
        self.earlier = False
        """Has an earlier run, with which this one goes on, read articles?"""

    @property
    def status(self) -> int:
        """The exit status of the run."""
        return 1 if self._bad or not (self._articles or self.earlier or self._known) else 0

    def __enter__(self) -> Report:
        if self._lock:
            self._lock.acquire()
        if self._errors:
            self._file = self._errors.open("w", encoding="utf-8", errors="backslashreplace", buffering=1)
        if self._shows:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shows:
            self._progress.stop()  # where it never started, rich 13.0 would print an empty line
        if self._file:
            self._file.close()
        if self._lock:
            self._lock.release()
        if kind is None and self._is_worth_counting():
            self._console.print(self._counted())

    def _counted(self) -> str:
        others = f"{self._bad:,} bad inputs" + (f", {self._skipped:,} skipped" if self._skipped else "")
        others += f", {self._known:,} there already" if self._known else ""
        if self._articles or self.earlier or self._known:
            return f"{self._articles:,} articles, {self._quotes:,} quotes, {others}"
        return f"quoteattr: nothing was read: {others if self._bad or self._skipped else 'there are no articles'}"

    def _is_worth_counting(self) -> bool:
        """Is there more to tell than what a line of its own has told?"""
        told = self._bad + self._skipped
        if not (told or self._articles or self.earlier or self._known):
            return True
        return not self._quiet and (self._console.is_terminal or told > 1 or self._skipped > 0 or self._known > 0)

    def done(self, document: Document, quotes: int) -> None:
        """Count an article."""
        if document.note and not self._quiet and (document.source, document.note) not in self._notes:
            self._notes.add((document.source, document.note))
            self._console.print(f"quoteattr: {visible(document.source)}: {visible(document.note)}")
        self._articles += 1
        self._quotes += quotes
        self._progress.update(self._task, advance=document.size, articles=self._articles)

    def known(self, document: Document) -> None:
        """Count an article whose results are there already."""
        self._known += 1
        self._progress.update(self._task, advance=document.size)

    def bad(self, bad: BadInput) -> None:
        """Tell of an input that is bad or skipped, and count it."""
        told = f"skipped: {bad.reason}" if bad.skipped else bad.reason
        self._skipped += bad.skipped
        self._bad += not bad.skipped
        if self._file:
            self._file.write(json.dumps({"name": bad.name, "reason": told}, ensure_ascii=False) + "\n")
        else:
            self._console.print(f"quoteattr: {visible(bad.name)}: {visible(told)}")
        self._progress.update(self._task, advance=bad.size)


class _Articles(ProgressColumn):
    """How many articles are read, and how many a second."""

    def render(self, task: Task) -> Text:
        articles, elapsed = task.fields["articles"], task.elapsed
        rate = f", {articles / elapsed:,.0f} articles/s" if elapsed else ""
        return Text(f"{articles:,} articles{rate}")
