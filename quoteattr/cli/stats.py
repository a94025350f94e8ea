"""How ``quoteattr stats`` tells the counts: tables and bars for people, CSV and JSON for programs, SVG as a picture."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quoteattr.cli.consoles import TableConsole, unfilled
from quoteattr.cli.counts import Counting
from quoteattr.cli.inputs.trouble import reason
from quoteattr.cli.outputs.formats import no_formula
from quoteattr.cli.outputs.places import OutputError
from quoteattr.counting import DIMENSIONS, Count, Group, Source, Tally
from quoteattr.view.bars import Bar, to_svg
from quoteattr.view.terminal import on_one_line, shorten

FORM_OF_COUNTS = {".csv": "csv", ".json": "json", ".svg": "svg", ".txt": "table"}
"""By the suffix of the output."""
FORMATS = (*FORM_OF_COUNTS.values(),)
"""In which the counts can be told."""

_NAME_COLUMNS = 30
_PIPED_COLUMNS = 100  # of a chart that goes to no terminal
_BAR = "█"
_PLAIN_BAR = "#"
_PART_OF_BAR = " ▏▎▍▌▋▊▉"
_SHORT_BAR = 20  # columns, in a table of many others
_FIGURES = ("articles", "sources", "voices", "quotes", "words")
_NOT_KNOWN = "not known"
_NO_PERSON = "no person with a name"


def tell(tally: Tally, asked: Counting) -> None:
    """Print the counts, or write them. Raises :class:`OutputError` where they cannot be written."""
    if asked.out is None and asked.form == "table":
        _print(TableConsole(), tally, asked)
        return
    encoded = _written(tally, asked).encode("utf-8", "backslashreplace")
    if asked.out is None:
        click.echo(encoded, nl=False)
        return
    try:
        asked.out.write_bytes(encoded)
    except OSError as error:
        raise OutputError(f"{asked.out}: {reason(error)}") from None


# --- for programs -------------------------------------------------------------------------------------------------


def _written(tally: Tally, asked: Counting) -> str:
    if asked.form == "table":
        lines = io.StringIO()
        _print(TableConsole(lines), tally, asked)
        return lines.getvalue()
    if asked.form == "csv":
        return _csv(tally, asked.by or DIMENSIONS, asked.measure)
    if asked.form == "svg":
        return _picture(tally, asked.by or ("gender",), asked.measure)
    told = _by(tally, asked) if asked.by else summary(tally)
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def summary(tally: Tally) -> dict[str, Any]:
    """The counts by person, and the shares, as JSON types."""
    return {
        "articles": tally.articles.total(),
        "speakers": [
            {
                "name": name,
                "kind": source.kind,
                "gender": source.gender,
                "quotes": source.count.quotes,
                "words": source.count.words,
                "articles": source.articles,
            }
            for name, source in tally.ranked()
        ],
        "genders": _as_dicts(tally.by_gender()),
        "sources": _as_dicts(tally.by_source()),
        "kinds": {form: {"quotes": count.quotes, "words": count.words} for form, count in tally.forms.items()},
        "left_out": tally.left_out,
    }


def _as_dicts(counts: dict[str, Count]) -> dict[str, dict[str, int]]:
    return {name: asdict(count) for name, count in counts.items()}


def _by(tally: Tally, asked: Counting) -> dict[str, Any]:
    return {
        "articles": tally.articles.total(),
        "left_out": tally.left_out,
        "by": list(asked.by),
        "measure": asked.measure,
        "rows": list(_rows(tally, asked.by, asked.measure)),
    }


def _rows(tally: Tally, by: Sequence[str], measure: str) -> Iterator[dict[str, str | int | float]]:
    for group in tally.groups(by, measure):
        figures = {name: getattr(group, name) for name in _FIGURES}
        yield {**dict(zip(by, group.values, strict=True)), **figures, "share": round(group.share, 4)}


def _csv(tally: Tally, by: Sequence[str], measure: str) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([*by, *_FIGURES, "share"])
    writer.writerows(map(no_formula, row.values()) for row in _rows(tally, by, measure))
    return lines.getvalue()


# --- as a picture -------------------------------------------------------------------------------------------------


def _picture(tally: Tally, by: Sequence[str], measure: str) -> str:
    """A bar for each group, cut by the last dimension; of one dimension alone it is one bar."""
    *outer, last = by
    parts = list(dict.fromkeys(_shown(last, value) for value in _values(tally, by, measure)))
    bars: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for group in tally.groups(by, measure):
        bars[group.values[:-1]][_shown(last, group.values[-1])] = getattr(group, measure)
    drawn = [
        Bar(", ".join(map(_shown, outer, values)) or "all articles", [here.get(part, 0) for part in parts])
        for values, here in bars.items()
    ]
    title = f"{measure} by {' and '.join(by)}"
    return to_svg(drawn, parts, title=title[:1].upper() + title[1:], unit=measure)


def _values(tally: Tally, by: Sequence[str], measure: str) -> list[str]:
    """What the last dimension can be, in its order, whatever the first group has."""
    alone = ("source", "gender") if by[-1] == "gender" and "source" in by else by[-1:]
    told = {group.values[-1] for group in tally.groups(by, measure)}
    return [group.values[-1] for group in tally.groups(alone, measure) if group.values[-1] in told]


def _shown(dimension: str, value: str) -> str:
    """A value for people; what is not known is told."""
    return on_one_line(value) or (_NO_PERSON if dimension == "gender" else _NOT_KNOWN)


# --- for people to read -------------------------------------------------------------------------------------------


def _print(console: Console, tally: Tally, asked: Counting) -> None:
    with console.capture() as captured:  # rich would end the program with status 1 where the reader has gone away
        quotes = sum(count.quotes for count in tally.forms.values())
        words = sum(count.words for count in tally.forms.values())
        told = f"{tally.articles.total():,} articles, {quotes:,} quotes, {words:,} words quoted"
        left_out = f", {tally.left_out:,} less sure quotes left out" if tally.left_out else ""
        measured = f"; shares are of {asked.measure}" if asked.by and asked.measure != "quotes" else ""
        console.print(f"{told}{left_out}{measured}\n", highlight=False)
        if asked.by:
            _print_groups(console, tally.groups(asked.by, asked.measure), asked)
        else:
            _print_all(console, tally, asked.top, asked.chart)
    console.file.write(unfilled(captured.get()))


def _print_groups(console: Console, groups: Sequence[Group], asked: Counting) -> None:
    """A row for each group; what is the same as in the row above is told once where people read."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in asked.by:
        may_wrap = console.is_terminal and name in ("outlet", "section")
        table.add_column(name, no_wrap=not may_wrap, overflow="fold")
    for name in (*_FIGURES, "share"):
        table.add_column(name, justify="right", no_wrap=True)
    if asked.chart:
        table.add_column("", no_wrap=True)
    above: tuple[str, ...] = ()
    for group in groups:
        same = next((at for at, pair in enumerate(zip(group.values, above, strict=False)) if pair[0] != pair[1]), 0)
        hidden = same if console.is_terminal else 0
        values = ["" if at < hidden else _shown(asked.by[at], value) for at, value in enumerate(group.values)]
        figures = [f"{getattr(group, name):,}" for name in _FIGURES]
        drawn = [_drawn(console, group.share, _SHORT_BAR)] if asked.chart else []
        table.add_row(*map(Text, [*values, *figures, f"{group.share:.0%}", *drawn]))
        above = group.values
    console.print(table)


def _print_all(console: Console, tally: Tally, top: int, chart: bool) -> None:
    ranked = tally.ranked()
    _print_sources(console, ranked[:top], chart)
    if len(ranked) > top:
        console.print(f"and {len(ranked) - top:,} more (--top N)", style="dim", highlight=False)
    console.print()
    _print_shares(console, "persons by gender", tally.by_gender(), chart)
    _print_shares(console, "quotes by source", tally.by_source(), chart)
    _print_shares(console, "quotes by kind", tally.forms, chart)


def _print_sources(console: Console, ranked: Sequence[tuple[str, Source]], chart: bool) -> None:
    table = _table("speaker", "quotes", "words", "articles", "" if chart else "kind", "" if chart else "gender")
    most = max((source.count.quotes for _, source in ranked), default=0)
    for name, source in ranked:
        figures = [f"{source.count.quotes:,}", f"{source.count.words:,}", f"{source.articles:,}"]
        last = [_drawn(console, source.count.quotes / most), ""] if chart else [source.kind, source.gender]
        shown_name = shorten(on_one_line(name), _NAME_COLUMNS) if console.is_terminal else on_one_line(name)
        table.add_row(*map(Text, [shown_name, *figures, *last]))
    console.print(table)


def _print_shares(console: Console, title: str, counts: dict[str, Count], chart: bool) -> None:
    whole = sum(count.quotes for count in counts.values())
    table = _table(title, "quotes", "words", "share", "" if chart else "sources")
    for name, count in counts.items():
        share = count.quotes / whole if whole else 0.0
        last = _drawn(console, share) if chart else f"{count.sources:,}" if count.sources else ""
        table.add_row(*map(Text, [name, f"{count.quotes:,}", f"{count.words:,}", f"{share:.0%}", last]))
    console.print(table)
    console.print()


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(first, min_width=_NAME_COLUMNS, no_wrap=True)
    for name in others:
        words = name in ("", "kind", "gender")
        table.add_column(name, justify="left" if words else "right", no_wrap=True)
    return table


def _bar_columns(console: Console) -> int:
    width = console.width if console.is_terminal else _PIPED_COLUMNS
    return max(10, width - _NAME_COLUMNS - 32)


def bar(share: float, columns: int) -> str:
    """A bar for a share from 0 to 1, in eighths of a column."""
    eighths = round(share * columns * 8)
    return (_BAR * (eighths // 8) + _PART_OF_BAR[eighths % 8]).rstrip()


def _drawn(console: Console, share: float, columns: int = 0) -> str:
    """A bar in what the console can show, as long as there is room unless it is told how long."""
    columns = columns or _bar_columns(console)
    return bar(share, columns) if console.encoding.startswith("utf") else _PLAIN_BAR * round(share * columns)
