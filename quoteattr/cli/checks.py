"""``quoteattr check``: a draft against its sources, as a table, JSON or a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quoteattr.checking import Check, CheckedQuote, Place, check_quotes
from quoteattr.checking.phrases import WORDS, pieces, speaker_in_words
from quoteattr.cli.consoles import TableConsole
from quoteattr.cli.inputs.fields import Fields
from quoteattr.cli.inputs.files import STDIN
from quoteattr.cli.inputs.items import BadInput
from quoteattr.cli.inputs.readers import Source
from quoteattr.cli.outputs import formats
from quoteattr.cli.outputs.places import check_apart, check_file
from quoteattr.cli.pipeline import Parsed
from quoteattr.cli.report import Report
from quoteattr.cli.runs import Reading
from quoteattr.types import Article
from quoteattr.view.terminal import on_one_line, visible
from quoteattr.view.words import counted

FORMATS = ("table", "json", "html")
FORM_OF_SUFFIX = {suffix: form for suffix, form in formats.FORM_OF_SUFFIX.items() if form in FORMATS}


@dataclass(frozen=True, slots=True)
class Checking:
    """What is to be checked against what, and how it is told."""

    draft: str
    against: Reading
    form: str
    out: Path | None
    force: bool


class ManyAfterAgainst(click.Command):
    """A command whose ``--against`` takes all paths behind it: ``--against a.txt b.txt``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_repeated(args)))


def _repeated(arguments: Sequence[str]) -> Iterator[str]:
    """The arguments with the option before each of its paths."""
    paths = -1
    for word in arguments:
        if word == "--against":
            paths = 0
        elif word.startswith("-") and word != "-":
            paths = -1
        elif paths >= 0:
            paths += 1
            if paths > 1:
                yield "--against"
        yield word


def run(asked: Checking) -> int:
    """Check the draft and tell; the exit status: 1 where something is not right or could not be read.

    Raises:
        RefusedError: the output is an input, or has no place.
        click.UsageError: the draft is not one text.
    """
    against = asked.against
    # The options are about the sources; the draft is a text of its own, and read as what it is.
    drafting = replace(against, paths=(asked.draft,), kind=None, encoding=None, fields=Fields(), workers=1)
    drafts, sources = drafting.sources(), against.sources()
    _check_places(asked, [*drafts, *sources])
    quiet = against.quiet
    with Report(against.errors, [*drafts, *sources], progress=not quiet, quiet=quiet) as report:
        draft = list(drafting.articles(drafts, report))
        named = _named(against.articles(sources, report) if draft else ())
    if not draft:
        return 1  # nothing was checked
    if len(draft) > 1:
        raise click.UsageError(f"{asked.draft} holds several texts; a draft is one")
    check = check_quotes(draft[0].article, named, config=against.config)
    _write(check, asked)
    return 1 if check.wrong else report.status


def _check_places(asked: Checking, read: list[Source | BadInput]) -> None:
    """Raise where what is to be written is read too or has no place, or where both sides are standard input."""
    if asked.draft == STDIN and STDIN in asked.against.paths:
        raise click.UsageError(f"{STDIN} is the draft and a source; standard input is one of them")
    written = [] if asked.out is None else [asked.out]
    for out in written:
        check_file(out, force=asked.force)
        if asked.against.errors is not None:
            check_apart(out, asked.against.errors)
    asked.against.check(written, read)


def _named(sources: Iterable[Parsed]) -> dict[str, Article]:
    """The articles by their names; of two with the same name the second gets the place as well."""
    named: dict[str, Article] = {}
    for each in sources:
        document = each.document
        taken = document.id in named
        named[f"{document.id} ({document.source}:{document.number})" if taken else document.id] = each.article
    return named


def _write(check: Check, asked: Checking) -> None:
    if asked.form == "table":
        _write_table(check, asked.out)
        return
    told = _json(check) if asked.form == "json" else check.to_html(title=Path(asked.draft).name)
    encoded = told.encode("utf-8", "backslashreplace")
    if asked.out:
        asked.out.write_bytes(encoded)
    else:
        click.echo(encoded, nl=False)


def _write_table(check: Check, out: Path | None) -> None:
    if out is None:
        print_check(TableConsole(), check)
        return
    with open(out, "w", encoding="utf-8", errors="backslashreplace") as file:
        print_check(TableConsole(file), check)


def _json(check: Check) -> str:
    quotes = [{"is_right": checked.is_right} | checked.to_dict() for checked in check.quotes]
    return json.dumps(quotes, ensure_ascii=False, indent=1) + "\n"


def print_check(console: Console, check: Check) -> None:
    """A row for each quotation of the draft, what is not right in red, then the sum."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    for name in ("quotation", "words", "speaker", "source"):
        table.add_column(name, overflow="fold")
    texts = {source.name: source.article.text for source in check.sources}
    for checked in check.quotes:
        style = "" if checked.is_right else "red"
        sign = Text("ok", "green") if checked.is_right else Text("look", "bold red")
        places = " ".join(dict.fromkeys(_line_of(place, texts[place.source]) for place in checked.places))
        told = (WORDS[checked.words], on_one_line(speaker_in_words(checked)))
        table.add_row(sign, _words(checked), *(Text(each, style) for each in told), Text(places, "dim"))
    console.print(table)
    console.print(f"{counted(len(check.quotes), 'quotation')}, {len(check.wrong):,} to look at", highlight=False)


def _line_of(place: Place, text: str) -> str:
    """``council.txt:3``, the name without its folders, as the table is narrow."""
    name = visible(Path(place.source).name) or visible(place.source)
    return f"{name}:{text.count(chr(10), 0, place.span.start) + 1}"


def _words(checked: CheckedQuote) -> Text:
    """The words as git shows differing ones: ``[-source-]{+draft+}``, legible without colours too."""
    shown = Text()
    for piece in pieces(checked):
        if piece.same:
            shown.append(_flat(piece.draft))
            continue
        if piece.source:
            shown.append(f"{'' if piece.draft else ' '}[-{_flat(piece.source)}-]", "green")
        if piece.draft:
            shown.append(f"{{+{_flat(piece.draft)}+}}", "red")
    return shown


def _flat(text: str) -> str:
    """On one line, the spaces at its ends kept."""
    line = on_one_line(text)
    return f"{' ' if text[:1].isspace() else ''}{line}{' ' if line and text[-1:].isspace() else ''}"
