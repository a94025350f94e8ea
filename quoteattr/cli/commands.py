"""The commands ``quoteattr extract`` and ``quoteattr stats``: options in, exit status out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from quoteattr import __version__
from quoteattr.cli.ending import INTERRUPTED, WRONG_USAGE
from quoteattr.cli.formats import ENCODINGS, PAGES, Encoding, table_encoder
from quoteattr.cli.inputs import READERS, Fields, find_sources
from quoteattr.cli.journal import Options, ResumeError
from quoteattr.cli.options import CONFIG_FIELDS, read_config
from quoteattr.cli.outputs import FileOutput, FolderOutput, Output, OutputError, StreamOutput, check_place
from quoteattr.cli.pipeline import Filter, Parsed, items, parsed
from quoteattr.cli.report import Report
from quoteattr.cli.stats import Tally, print_tally
from quoteattr.config import Config
from quoteattr.integrations.extras import MissingExtraError, require

_ONE_PAGE = (".html", ".htm")

F = TypeVar("F", bound=Callable[..., Any])

EXTRACT_HELP = """Extract the quotes of news articles, with who said them.

PATHS are text files, folders (all files below that can be read by their suffix), patterns ('news/**/*.txt') and - for
standard input. What a file is, its suffix tells: .txt, .jsonl, .csv and .tsv, .parquet, .html; any other file is read
as text, or as --from says. Text is UTF-8, with or without a byte order mark.

\b
table    for people; only quotes that somebody says (the default)
jsonl    a line an article: {"id": …, "article": …} with the full records
json     the same as one list
csv      a row a quote, the columns of quoteattr.export.rows
parquet  the same rows with their types (extra parquet)
brat     a folder with a .txt and an .ann file for each article
html     a page an article: a folder, or one file for one article

The output gets its name only when it is complete. Until then it is OUT.partial, with a journal beside it: after a kill
or Ctrl-C the same command with --resume goes on where it stopped.

Exit status: 0; 1 when an input or record was bad or the output failed; 2 for wrong options; 130 after Ctrl-C.
"""

STATS_HELP = """Count who is quoted how often.

Prints the most quoted by name, with words and articles, and the shares by gender and by kind of source. PATHS are as
for extract. A name is one source in however many articles it occurs; a source without a name is one in each.
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quoteattr")
def cli() -> None:
    """Who said what in news articles."""


def _input_options(command: F) -> F:
    """The options that all commands share: what to read, and how."""
    options = [
        click.argument("paths", nargs=-1, required=True),
        click.option("--from", "kind", type=click.Choice(list(READERS)), help="Read all inputs as this."),
        click.option("--text-field", default="text", show_default=True, help="Field or column with the text."),
        click.option("--id-field", help="Field or column with the name of the article; without it FILE:RECORD."),
        click.option("--indirect", is_flag=True, help="Reported speech without quotation marks, too."),
        click.option(
            "--config",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            callback=read_config,
            help='Options as JSON: {"rules_off": […], "cues": […], "speakers": […], "skip": […]}.',
        ),
        click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes."),
        click.option(
            "--errors",
            type=click.Path(dir_okay=False, path_type=Path),
            help='Write bad inputs here, a line each: {"name": …, "reason": …}; without it to standard error.',
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@cli.command(help=EXTRACT_HELP)
@_input_options
@click.option("--format", "form", type=click.Choice(["table", *ENCODINGS, "brat"]), default="table", show_default=True)
@click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), help="File or folder; without it standard output."
)
@click.option("--resume", is_flag=True, help="Go on with the run that was to write the same output.")
@click.option("--speaker", "speakers", multiple=True, help="Only quotes of this speaker; may be given several times.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only quotes at least so sure.")
@click.option("--explain", is_flag=True, help="In the table: the rules, and those tried for quotes without speaker.")
def extract(
    paths: tuple[str, ...],
    kind: str | None,
    text_field: str,
    id_field: str | None,
    indirect: bool,
    config: Config,
    workers: int,
    errors: Path | None,
    form: str,
    out: Path | None,
    resume: bool,
    speakers: tuple[str, ...],
    min_confidence: float,
    explain: bool,
) -> None:
    options = {
        "--format": form,
        "--from": kind,
        "--text-field": text_field,
        "--id-field": id_field,
        "--indirect": indirect,
        "--config": {name: list(getattr(config, name)) for name in CONFIG_FIELDS},
        "--speaker": list(speakers),
        "--min-confidence": min_confidence,
        "--explain": explain,
        "version": __version__,
    }
    with _one_line_errors():
        if resume and out is None:
            raise click.UsageError("--resume needs -o OUT")
        sources = [source for source in find_sources(paths, kind) if not _is_output(source.name, out)]
        if resume and out is not None and out.exists() and not out.with_name(out.name + ".partial").exists():
            click.echo(f"{out} is complete; nothing to resume", err=True)
            return
        keep = Filter(speakers, min_confidence)
        encoding = _encoding(form, out, explain=explain, indirect=indirect, config=config)
        if form == "html" and out is not None and out.suffix.lower() in _ONE_PAGE and len(sources) > 1:
            raise click.UsageError(f"{out} would hold one article; for several name a folder: -o FOLDER")
        output = _output(form, out, encoding, options, resume=resume)
        with Report(errors, sources) as report:
            try:
                for bad in output.past.bad:
                    report.bad(bad)
                todo = items(sources, Fields(text_field, id_field), output.past.done)
                for result in parsed(todo, indirect=indirect, workers=workers, config=config):
                    if isinstance(result, Parsed):
                        article = keep(result.article)
                        output.write(result.document, article)
                        report.done(result.document, len(article.quotes))
                    else:
                        output.skip(result)
                        report.bad(result)
                output.finish()
            except BaseException:
                output.abandon()
                raise
    raise SystemExit(report.status)


def _is_output(name: str, out: Path | None) -> bool:
    """Whether a file is what an earlier run wrote into the folder that it read."""
    return out is not None and out.is_file() and os.path.realpath(name) == os.path.realpath(out)


def _encoding(form: str, out: Path | None, *, explain: bool, indirect: bool, config: Config) -> Encoding:
    if form == "parquet":
        require("pyarrow", "parquet")
    if form != "table":
        return ENCODINGS.get(form, ENCODINGS["html"])
    console = Console(no_color=None if out is None else True, force_terminal=None if out is None else False)
    return Encoding(table_encoder(console, explain=explain, indirect=indirect, config=config))


def _output(form: str, out: Path | None, encoding: Encoding, options: Options, *, resume: bool) -> Output:
    folder = form == "brat" or (form == "html" and out is not None and out.suffix.lower() not in _ONE_PAGE)
    if out is None:
        if form in ("brat", "parquet"):
            raise click.UsageError(f"--format {form} needs -o {'FOLDER' if folder else 'FILE'}")
        return StreamOutput(sys.stdout.buffer, encoding)
    check_place(out, folder=folder)
    if folder:
        return FolderOutput(out, PAGES[form], options, resume=resume)
    if out.exists() and not out.is_file():  # a device or a pipe, which no rename may replace
        return StreamOutput(out.open("wb"), encoding)
    return FileOutput(out, encoding, options, resume=resume)


@cli.command(help=STATS_HELP)
@_input_options
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many speakers to show.")
@click.option("--chart", is_flag=True, help="Bars in place of some columns.")
@click.option("--json", "as_json", is_flag=True, help="All counts as JSON.")
def stats(
    paths: tuple[str, ...],
    kind: str | None,
    text_field: str,
    id_field: str | None,
    indirect: bool,
    config: Config,
    workers: int,
    errors: Path | None,
    top: int,
    chart: bool,
    as_json: bool,
) -> None:
    tally = Tally()
    with _one_line_errors():
        sources = find_sources(paths, kind)
        with Report(errors, sources) as report:
            todo = items(sources, Fields(text_field, id_field), {})
            for result in parsed(todo, indirect=indirect, workers=workers, config=config):
                if isinstance(result, Parsed):
                    tally.add(result.article)
                    report.done(result.document, len(result.article.quotes))
                else:
                    report.bad(result)
        if as_json:
            click.echo(json.dumps(tally.to_dict(), ensure_ascii=False, indent=1))
        else:
            print_tally(Console(), tally, top=top, chart=chart)
    raise SystemExit(report.status)


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """What ends a run is told in one line, and the exit status says that it failed."""
    try:
        yield
    except MissingExtraError as error:
        raise _UsageError(str(error)) from None
    except (OutputError, ResumeError) as error:
        raise click.ClickException(str(error)) from None
    except BrokenPipeError:  # the reader has seen enough, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at exit
        raise SystemExit(0) from None
    except OSError as error:
        raise click.ClickException(f"the output failed: {error}") from None
    except KeyboardInterrupt:
        click.echo("\ninterrupted; with -o the same command and --resume goes on", err=True)
        raise SystemExit(INTERRUPTED) from None


class _UsageError(click.ClickException):
    """What another command line would avoid, in one line: without the usage, which says nothing about it."""

    exit_code = WRONG_USAGE
