"""``quoteattr search``: what was said, found in an archive; as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quoteattr.archive import Archive, ArchiveError, Found
from quoteattr.cli.consoles import TableConsole, unfilled
from quoteattr.cli.ending import failed
from quoteattr.cli.outputs.formats import no_formula
from quoteattr.cli.outputs.places import RefusedError
from quoteattr.errors import ConfigError
from quoteattr.types import Span
from quoteattr.view.terminal import on_one_line, visible

IN_TABLE = 20
"""Quotations that the table shows unless more are asked for."""
_HIT = "bold magenta"
_NOTHING_FOUND = "nothing found"
_COLUMNS = (
    *("who", "speaker", "role", "person", "gender", "kind", "text", "hits", "context"),
    *("article", "title", "date", "outlet", "url", "section", "cue", "confidence", "start", "end"),
)


@dataclass(frozen=True, slots=True)
class Searching:
    """What is searched for, where, and how it is told."""

    archive: Path
    words: str
    filters: dict[str, Any]
    """As :meth:`quoteattr.archive.Archive.search` takes them."""
    limit: int | None
    form: str
    raw: bool


def run(asked: Searching) -> int:
    """Search and tell; the exit status, 1 where nothing is found.

    Raises:
        RefusedError: the file is no archive.
        click.UsageError: nothing is asked for, or no archive could answer it.
    """
    if not (asked.words.strip() or any(value for name, value in asked.filters.items() if name != "kinds")):
        raise click.UsageError("nothing to search for: give words, or --speaker, --since, --until or --outlet")
    limit = (IN_TABLE + 1 if asked.form == "table" else None) if asked.limit is None else asked.limit
    try:
        with Archive(asked.archive, create=False) as archive:
            found = archive.search(asked.words, limit=limit, **asked.filters)
            return _tell(found, asked)
    except ArchiveError as error:
        raise RefusedError(str(error)) from None
    except ConfigError as error:
        raise click.UsageError(str(error)) from None


def _tell(found: Iterator[Found], asked: Searching) -> int:
    first = list(islice(found, 1))
    if asked.form == "table":
        listed = [*first, *found]
        if listed:
            print_found(TableConsole(), listed if asked.limit else listed[:IN_TABLE])
        if not asked.limit and len(listed) > IN_TABLE:
            click.echo(f"and more; --limit N shows N, {IN_TABLE} without it", err=True)
    else:
        for piece in WRITERS[asked.form](chain(first, found), asked.raw):
            sys.stdout.buffer.write(piece.encode())
    return 0 if first else failed(_NOTHING_FOUND)


# --- for programs -------------------------------------------------------------------------------------------------


def _json_lines(found: Iterable[Found], _: bool) -> Iterator[str]:
    for each in found:
        yield each.to_json() + "\n"


def _json(found: Iterable[Found], _: bool) -> Iterator[str]:
    between = "[\n"
    for each in found:
        yield between + each.to_json()
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def _csv(found: Iterable[Found], raw: bool) -> Iterator[str]:
    yield _csv_line(_COLUMNS)
    for each in found:
        told = each.to_dict() | {"hits": ";".join(f"{span.start}-{span.end}" for span in each.hits)}
        cells = [told[column] for column in _COLUMNS]
        yield _csv_line(cells if raw else map(no_formula, cells))


def _csv_line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


WRITERS: dict[str, Callable[[Iterable[Found], bool], Iterator[str]]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _json_lines,
}
"""The formats for programs."""


# --- for people ---------------------------------------------------------------------------------------------------


def print_found(console: Console, found: Sequence[Found]) -> None:
    """A row for each quotation: who, the words with the hits marked, and where it stands."""
    with console.capture() as captured:  # rich would end the program with status 1 where the reader has gone away
        console.print(found_table(found, console))
    console.file.write(unfilled(captured.get()))


def found_table(found: Sequence[Found], console: Console) -> Table:
    """The table as wide as the console, in its colours."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    narrow = console.is_terminal
    table.add_column("who", max_width=24 if narrow else None)
    table.add_column("words", ratio=3 if narrow else None)
    table.add_column("date", no_wrap=True)
    table.add_column("where", ratio=2 if narrow else None, overflow="fold")
    for each in found:
        colours = console.color_system is not None
        table.add_row(_who(each), _words(each, colours), Text(on_one_line(each.date or "")), _where(each))
    return table


def _who(found: Found) -> Text:
    """The person, what the article calls them where that is something else, and their role."""
    if found.who is None:
        return Text("?", "dim")
    told = Text(on_one_line(found.who))
    others = [found.speaker if found.speaker != found.who else "", found.role]
    beside = ", ".join(on_one_line(each) for each in others if each)
    return told.append(f" ({beside})", "dim") if beside else told


def _words(found: Found, colours: bool) -> Text:
    """The words; where what was searched for stands only around them, the sentence too."""
    told = _marked(found.text, found.hits, "", colours)
    if found.context_hits and not found.hits:
        told.append(" … ", "dim").append_text(_marked(found.context, found.context_hits, "dim", colours))
    return told


def _marked(text: str, hits: Iterable[Span], style: str, colours: bool) -> Text:
    """A text with its hits in colour, or between asterisks where there are no colours."""
    told, end = Text(), 0
    for hit in hits:
        told.append(visible(text[end : hit.start]), style)
        told.append(visible(hit.text) if colours else f"*{visible(hit.text)}*", _HIT)
        end = hit.end
    return told.append(visible(text[end:]), style)


def _where(found: Found) -> Text:
    """The headline or name of the article, its outlet, its address."""
    told = Text(on_one_line(found.title or found.article))
    if found.outlet:
        told.append(f", {on_one_line(found.outlet)}")
    if found.url and found.url != (found.title or found.article):
        told.append(f" {on_one_line(found.url)}", "dim")
    return told
