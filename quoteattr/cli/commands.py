"""The verbs that need an extra, such as ``extract`` and ``stats``: options in, exit status out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from quoteattr import __version__
from quoteattr.archive.searching import SPOKEN
from quoteattr.cli import checks, runs, searches
from quoteattr.cli.consoles import TableConsole
from quoteattr.cli.ending import INTERRUPTED, WRONG_USAGE, drop_output
from quoteattr.cli.inputs.encodings import known_encoding
from quoteattr.cli.inputs.fields import Fields
from quoteattr.cli.inputs.files import STDIN
from quoteattr.cli.inputs.identity import is_special
from quoteattr.cli.inputs.readers import READERS
from quoteattr.cli.options import read_config
from quoteattr.cli.outputs.formats import ENCODINGS, FORM_OF_SUFFIX
from quoteattr.cli.outputs.places import OutputError, RefusedError
from quoteattr.cli.runs import Reading, Writing
from quoteattr.cli.stats import print_tally
from quoteattr.errors import nearest
from quoteattr.integrations.extras import MissingExtraError
from quoteattr.metadata import METADATA_FIELDS
from quoteattr.types import QuoteKind

EXTRACT_HELP = """Extract the quotes of news articles, with who said them.

PATHS are files, folders (all files below), patterns ('news/**/*.txt') and - for standard input. A file is read once,
whatever names it has. What it is, its first bytes tell, and its suffix where they do not, as in plain text: a web page
(extra web), .docx and .pdf (extra documents), JSON, JSON lines, CSV with commas, semicolons or tabs, Parquet, text;
each also packed (.gz, .zst, .bz2, .xz); an archive of quotations. --from decides. Text is UTF-8, or what its bytes look
like, which is told; --encoding decides. What cannot be read is named on standard error and the rest is done; a text
that is not English is skipped unless --any-language is given. Title, author, date, outlet, address and section of an
article go from pages and columns into all results.

\b
table    for people; only quotes that somebody says
jsonl    a line an article: {"id": …, "title": …, …, "article": …} with the full records
json     the same as one list
csv      a row a quote, the columns of quoteattr.export.rows
parquet  the same rows with their types (extra parquet)
brat     a folder with a .txt and an .ann file for each article, and articles.jsonl, which says which is which
html     a page an article: a folder, or one file for one article
sqlite   an archive, which is added to; quoteattr search and datasette read it (extra archive)

OUT is standard output if it is left out or -. The suffix of its name tells the format, unless --format does. What is
there already stays there: --force replaces a file, or a folder of such results, never an input.

To an archive each run adds: an article that is there already, by its name and all that is read of it, is passed over,
another one of its name takes its place, and --force reads all anew. Killed at any moment it is whole, and the same
command goes on.

Any other output gets its name only when it is complete. What a run that was killed has done lies hidden beside it: the
same command with --resume goes on where it stopped, with --restart begins anew, and without either leaves it alone.

Exit status: 0; 1 when an input or record was bad, nothing was read at all, or the output failed; 2 for wrong options,
and where something that is there would be lost; 130 after Ctrl-C.
"""

STATS_HELP = """Count who is quoted how often.

Prints the most quoted by name, with words and articles, and the shares by gender and by kind of source. PATHS are as
for extract. A name is one source in however many articles it occurs; a source without a name is one in each.
"""

CHECK_HELP = """Check the quotations of a draft against its sources.

DRAFT is a text or an HTML page, - is standard input; sources are files, folders and patterns as for extract. Of each
quotation it tells whether a source has it, word for word or how it differs, and whether the speaker is the same there.

\b
table  for people; [-source-]{+draft+} are words that differ
json   a list, an object a quotation, with offsets on both sides
html   a page with the draft and its sources side by side

The options say how the sources are read, as for extract; the draft is read as what it is. A source that is not English
is told and left aside unless --any-language is given.

Exit status: 0 when all is right; 1 when something is not, or when a file could not be read; 2 for wrong options.
"""

SEARCH_HELP = """Search an archive for what was said.

ARCHIVE is what extract wrote with --format sqlite. All WORDS must be in a quotation or in the sentences around it, in
whatever form (flood finds floods and flooded); words in quotation marks, inside of those of the shell, must be there in
a row ('"flood wall"'), and rain* is every word that begins so. Without WORDS it is all that the options ask for.

An article of which only the month or year is known is found where any day of it would be.

Exit status: 0; 1 when nothing is found; 2 for wrong options and for a file that is no archive.
"""

SERVE_HELP = """Serve a page to paste an article into, and POST /extract for programs.

The page shows the article that is pasted with its quotations marked; a program sends {"text": "…"} or {"html": "…"} and
gets the full records as JSON. /docs tells how. Nothing is stored or logged, and no link is asked for.

\b
at once     each process reads one text; more wait, and too many get status 503
too long    413 for what is larger than --max-size, 504 for what takes longer than --time-limit
who may     only this machine, unless --host says otherwise; there is no password

Ctrl-C ends it, with exit status 0; 1 where the place is taken.
"""


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
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many speakers to show.")
@click.option("--chart", is_flag=True, help="Bars in place of some columns.")
@click.option("--json", "as_json", is_flag=True, help="All counts as JSON.")
def stats(reading: Reading, top: int, chart: bool, as_json: bool) -> None:
    with _one_line_errors():
        tally, status = runs.count(reading)
        if reading.dry_run:
            pass  # it has told what it would do
        elif as_json:
            told = json.dumps(tally.to_dict(), ensure_ascii=False, indent=1) + "\n"
            click.echo(told.encode("utf-8", "backslashreplace"), nl=False)
        else:
            print_tally(TableConsole(), tally, top=top, chart=chart)
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
