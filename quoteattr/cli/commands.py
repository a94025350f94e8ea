"""The verbs that need an extra, such as ``extract`` and ``stats``: options in, exit status out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from quoteattr import __version__
from quoteattr.archive.searching import SPOKEN
from quoteattr.cli import checks, counts, runs, searches
from quoteattr.cli.ending import INTERRUPTED, WRONG_USAGE, drop_output
from quoteattr.cli.helps import CHECK_HELP, EXTRACT_HELP, SEARCH_HELP, SERVE_HELP, STATS_HELP
from quoteattr.cli.inputs.encodings import known_encoding
from quoteattr.cli.inputs.fields import Fields
from quoteattr.cli.inputs.files import STDIN
from quoteattr.cli.inputs.identity import is_special
from quoteattr.cli.inputs.readers import READERS
from quoteattr.cli.options import read_config
from quoteattr.cli.outputs.formats import ENCODINGS, FORM_OF_SUFFIX
from quoteattr.cli.outputs.places import OutputError, RefusedError
from quoteattr.cli.runs import Reading, Writing
from quoteattr.cli.stats import FORM_OF_COUNTS, tell
from quoteattr.cli.stats import FORMATS as COUNT_FORMATS
from quoteattr.counting import DIMENSIONS, MEASURES
from quoteattr.errors import nearest
from quoteattr.integrations.extras import MissingExtraError
from quoteattr.metadata import METADATA_FIELDS
from quoteattr.types import QuoteKind


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quoteattr")
def cli() -> None:
    """Who said what in news articles."""


def _columns(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What ``--field`` says: fields of the metadata with their columns."""
    pairs = [each.partition("=") for each in given]
    for name, _equals, column in pairs:
        if name not in METADATA_FIELDS or not column:
            told = f"{name!r} is none of {', '.join(METADATA_FIELDS)}{nearest(name, METADATA_FIELDS)}"
            raise click.BadParameter(told if name not in METADATA_FIELDS else f"{name}=COLUMN names no column")
    return tuple((name, column) for name, _equals, column in pairs)


def _encoding(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    """A name of ``--encoding``, if Python knows it."""
    try:
        return None if name is None else known_encoding(name)
    except LookupError:
        raise click.BadParameter(f"there is no encoding {name!r}; utf-8, cp1252, latin-1 are some") from None


_PATHS = click.argument("paths", nargs=-1, required=True)
_INPUT_OPTIONS = (
    click.option("--from", "kind", type=click.Choice(list(READERS)), help="Read all inputs as this."),
    click.option("--encoding", callback=_encoding, help="How to read text; without it the bytes tell."),
    click.option("--any-language", is_flag=True, help="Read texts that are not English, too."),
    click.option("--text-field", default="text", show_default=True, help="Field or column with the text."),
    click.option(
        "--id-field",
        help="Field or column with the name of the article; without it id, url or uuid, else FILE:RECORD.",
    ),
    click.option(
        "--field",
        "columns",
        multiple=True,
        metavar="NAME=COLUMN",
        callback=_columns,
        help=f"Where {', '.join(METADATA_FIELDS[:-1])} or {METADATA_FIELDS[-1]} stands, if not under its usual names.",
    ),
    click.option(
        "--config",
        "config_file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help='Options as JSON: {"rules_off": […], "cues": […], "speakers": […], "skip": […]}.',
    ),
    click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes."),
    click.option(
        "--errors",
        type=click.Path(dir_okay=False, path_type=Path),
        help='Write bad inputs here, a line each: {"name": …, "reason": …}; without it to standard error.',
    ),
    click.option("-q", "--quiet", is_flag=True, help="Tell of nothing but what is wrong."),
)
"""What all verbs share."""
_INDIRECT = click.option("--indirect", is_flag=True, help="Reported speech without quotation marks, too.")
_DRY_RUN = click.option("-n", "--dry-run", is_flag=True, help="Tell what would be read and written, and do nothing.")


def _over_paths(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a verb that goes through PATHS."""
    return _PATHS(_INDIRECT(_DRY_RUN(_input_options(command))))


def _input_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all verbs share, handed over as one :class:`Reading`."""

    @wraps(command)
    def packed(
        kind: str | None,
        text_field: str,
        id_field: str | None,
        columns: tuple[tuple[str, str], ...],
        encoding: str | None,
        any_language: bool,
        config_file: Path | None,
        workers: int,
        errors: Path | None,
        quiet: bool,
        paths: tuple[str, ...] = (),
        indirect: bool = False,
        dry_run: bool = False,
        **others: Any,
    ) -> None:
        fields = Fields(text_field, id_field, columns)
        reading = Reading(
            paths,
            kind,
            fields,
            indirect,
            read_config(config_file),
            config_file,
            encoding,
            any_language,
            workers,
            errors,
            dry_run,
            quiet,
        )
        command(reading, **others)

    for option in reversed(_INPUT_OPTIONS):
        option(packed)
    return packed


@cli.command(help=EXTRACT_HELP)
@_over_paths
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *ENCODINGS, "brat", "sqlite"]),
    help="Without it as the suffix of OUT says (.jsonl, .json, .csv, .parquet, .html, .txt, .db), else a table.",
)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="File or folder; without it, or as -, standard output.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@click.option("--resume", is_flag=True, help="Go on with the run that was to write the same output.")
@click.option("--restart", is_flag=True, help="Throw away what such a run has done, and begin anew.")
@click.option("--speaker", "speakers", multiple=True, help="Only quotes of this speaker; may be given several times.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only quotes at least so sure.")
@click.option("--explain", is_flag=True, help="In the table: the rules, and who else was proposed.")
@click.option("--raw", is_flag=True, help="In CSV: cells that a spreadsheet takes for formulas as they are.")
@click.option("--excel", is_flag=True, help="In CSV: a byte order mark, by which Excel knows UTF-8.")
@click.option(
    "--people",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="In an archive: who is who, as CSV with name, aliases, gender, party, id and whatever else.",
)
@click.option(
    "--surnames/--no-surnames",
    default=None,
    help="In an archive: a family name alone is the only person's of that name; first it is not.",
)
def extract(reading: Reading, form: str | None, out: Path | None, **writing: Any) -> None:
    with _one_line_errors():
        place = _place(out)
        form = form or _form_of(place, FORM_OF_SUFFIX, ", for a folder html or brat")
        status = runs.extract(reading, Writing(form=form, out=place, **writing))
    raise SystemExit(status)


def _place(out: Path | None) -> Path | None:
    """Where the output goes: None is standard output."""
    return None if out is None or str(out) == STDIN else out


def _form_of(out: Path | None, known: Mapping[str, str], otherwise: str = "") -> str:
    """The format that an output asks for by its suffix. Raises ``click.UsageError``."""
    if out is None or is_special(out):
        return "table"
    form = known.get(out.suffix.lower())
    if form is None:
        raise click.UsageError(f"{out} does not end in {', '.join(known)}: give a --format{otherwise}")
    return form


@cli.command(help=STATS_HELP)
@_over_paths
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(DIMENSIONS),
    help="Count by this; may be given several times, from the coarse to the fine.",
)
@click.option("--measure", type=click.Choice(MEASURES), default="quotes", show_default=True, help="Of what shares are.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only quotes at least so sure.")
@click.option(
    "--people",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Persons whom you know, as CSV: name, aliases, gender, …",
)
@click.option("--surnames", is_flag=True, help="A family name alone is the only person's of that name.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many speakers to show.")
@click.option("--chart", is_flag=True, help="Bars, in place of some columns.")
@click.option("--format", "form", type=click.Choice(COUNT_FORMATS), help="Without it as the suffix of OUT says.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "-o", "--output", "out", metavar="OUT", type=click.Path(path_type=Path), help="File; else standard output."
)
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
def stats(reading: Reading, by: tuple[str, ...], form: str | None, as_json: bool, out: Path | None, **how: Any) -> None:
    with _one_line_errors():
        place = _place(out)
        form = "json" if as_json else form or _form_of(place, FORM_OF_COUNTS)
        asked = counts.Counting(by=tuple(dict.fromkeys(by)), form=form, out=place, **how)
        tally, status = counts.count(reading, asked)
        if not reading.dry_run:  # which has told what it would do
            tell(tally, asked)
    raise SystemExit(status)


@cli.command(help=CHECK_HELP, cls=checks.ManyAfterAgainst)
@click.argument("draft")
@click.option("--against", multiple=True, required=True, metavar="SOURCE…", help="What the draft quotes from.")
@_input_options
@click.option(
    "--format",
    "form",
    type=click.Choice(checks.FORMATS),
    help="Without it as the suffix of OUT says (.json, .html, .txt), else a table.",
)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; without it, or as -, standard output.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
def check(
    reading: Reading, draft: str, against: tuple[str, ...], form: str | None, out: Path | None, force: bool
) -> None:
    with _one_line_errors():
        place = _place(out)
        form = form or _form_of(place, checks.FORM_OF_SUFFIX)
        status = checks.run(checks.Checking(draft, replace(reading, paths=against), form, place, force))
    raise SystemExit(status)


@cli.command(help=SEARCH_HELP)
@click.argument("archive", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1)
@click.option("--speaker", default="", help="Words of a name, an alias or a role: of the speaker, or of the person.")
@click.option("--since", default="", metavar="DATE", help="A day, month or year: 2025-01-31, 2025-01, 2025.")
@click.option("--until", default="", metavar="DATE", help="The same; its last day counts.")
@click.option("--outlet", default="", help="A part of the name of the outlet.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    default=[kind.value for kind in SPOKEN],
    type=click.Choice([kind.value for kind in QuoteKind]),
    show_default=True,
    help="Only quotes of this kind; may be given several times.",
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only quotes at least so sure.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help=f"How many at most; without it {searches.IN_TABLE} in the table, else all.",
)
@click.option("--format", "form", type=click.Choice(["table", *searches.WRITERS]), default="table", show_default=True)
@click.option("--raw", is_flag=True, help="In CSV: cells that a spreadsheet takes for formulas as they are.")
def search(archive: Path, words: tuple[str, ...], limit: int | None, form: str, raw: bool, **filters: Any) -> None:
    with _one_line_errors():
        status = searches.run(searches.Searching(archive, " ".join(words), filters, limit, form, raw))
    raise SystemExit(status)


@cli.command(help=SERVE_HELP)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where it listens; 0.0.0.0 is everywhere.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 is any that is free.")
@click.option("--allow-host", "allowed", multiple=True, metavar="NAME", help="Another name by which it may be called.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes; without it one a processor, 4 at most.")
@click.option(
    "--max-size", type=click.FloatRange(0, 1000, min_open=True), default=5, show_default=True, help="Of a text, in MB."
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, 3600, min_open=True),
    default=30,
    show_default=True,
    help="For a text, in seconds.",
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Options as JSON, for requests that do not say otherwise.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
def serve(config_file: Path | None, **asked: Any) -> None:
    from quoteattr.cli import serving  # only here: it needs an extra that the other verbs do without

    with _one_line_errors():
        status = serving.run(serving.Serving(config=read_config(config_file), **asked))
    raise SystemExit(status)


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """What ends a run is told in one line, and the exit status says that it failed; see also :func:`ended`."""
    try:
        yield
    except (MissingExtraError, RefusedError) as error:
        raise _UsageError(str(error)) from None
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    except BrokenPipeError:  # the reader has seen enough, as in `… | head`; click would call it a failure
        drop_output()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        click.echo("\ninterrupted; with -o the same command and --resume goes on", err=True)
        raise SystemExit(INTERRUPTED) from None


class _UsageError(click.ClickException):
    """What another command line would avoid, in one line: without the usage, which says nothing about it."""

    exit_code = WRONG_USAGE
