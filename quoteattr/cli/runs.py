"""The runs of the command: what is asked for, checked before anything is opened, and then done input by input."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from quoteattr import __version__
from quoteattr.archive import ArchiveError, PeopleFileError, Roster, read_people
from quoteattr.archive.files import check_archive
from quoteattr.cli.consoles import TableConsole, is_shared
from quoteattr.cli.dry import plan_lines
from quoteattr.cli.inputs.fields import Fields
from quoteattr.cli.inputs.files import STDIN
from quoteattr.cli.inputs.identity import identity, is_special
from quoteattr.cli.inputs.items import BadInput, Item
from quoteattr.cli.inputs.languages import in_the_language
from quoteattr.cli.inputs.memory import TOO_LONG
from quoteattr.cli.inputs.readers import Source, looked_at
from quoteattr.cli.inputs.sources import find_sources
from quoteattr.cli.options import CONFIG_FIELDS
from quoteattr.cli.outputs.archives import ArchiveOutput, Keeping
from quoteattr.cli.outputs.formats import (
    ENCODINGS,
    INDEXES,
    PAGES,
    Encoding,
    csv_encoding,
    table_encoder,
)
from quoteattr.cli.outputs.journal import Past, Plan
from quoteattr.cli.outputs.ours import FOREIGN
from quoteattr.cli.outputs.places import (
    RefusedError,
    check_apart,
    check_file,
    check_folder,
    check_no_input,
    check_not_below,
    journal_of,
)
from quoteattr.cli.outputs.targets import FileOutput, FolderOutput, Output, R, StreamOutput, check_finished
from quoteattr.cli.pipeline import Filter, Parsed, items, parsed
from quoteattr.cli.report import Report
from quoteattr.config import Config
from quoteattr.integrations.extras import require

_ONE_PAGE = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read, and how."""

    paths: tuple[str, ...]
    kind: str | None
    fields: Fields
    indirect: bool
    config: Config
    config_file: Path | None
    encoding: str | None
    """How to read text; None where its bytes shall tell."""
    any_language: bool
    """Are texts read that are not in the language of the word lists?"""
    workers: int
    errors: Path | None
    dry_run: bool
    quiet: bool

    def sources(self) -> list[Source | BadInput]:
        return find_sources(self.paths, self.kind, self.encoding)

    def parsed(
        self,
        sources: Iterable[Source | BadInput],
        past: Past,
        wanted: Callable[[Iterable[Item]], Iterable[Item]] = iter,
    ) -> Iterator[Parsed | BadInput]:
        """Each article of the inputs that an earlier run has not done, and what cannot be used, in its place.

        ``wanted`` leaves out further ones, before the work of reading them is done.
        """
        todo = wanted(items(sources, self.fields, past))
        if not self.any_language:
            todo = in_the_language(todo, self.config.language)
        return parsed(todo, indirect=self.indirect, workers=self.workers, config=self.config)

    def articles(self, sources: Iterable[Source | BadInput], report: Report) -> Iterator[Parsed]:
        """Each article of the inputs; what cannot be used is told."""
        for result in self.parsed(sources, Past()):
            if isinstance(result, Parsed):
                yield result
                report.done(result.document, len(result.article.quotes))
            else:
                report.bad(result)

    def check(self, written: list[Path], sources: list[Source | BadInput], also_read: Iterable[Path] = ()) -> None:
        """Raise :class:`RefusedError` if what is to be written is read too, or if there is no place for the errors."""
        config = [*map(str, also_read), *([] if self.config_file is None else [str(self.config_file)])]
        report = [] if self.errors is None else [self.errors]
        for path in report:
            check_file(path, force=True)
        check_no_input([*written, *report], [*config, *(each.name for each in sources)])


@dataclass(frozen=True, slots=True)
class Writing:
    """What is to be written, where, and in which form."""

    form: str
    out: Path | None
    resume: bool
    restart: bool
    force: bool
    speakers: tuple[str, ...]
    min_confidence: float
    explain: bool
    raw: bool
    excel: bool
    people: Path | None
    """The user's list of persons, for an archive."""
    surnames: bool | None
    """In an archive: is a family name alone the only person's of that name? None where it is as before."""

    @property
    def archive(self) -> bool:
        return self.form == "sqlite"

    @property
    def one_page(self) -> bool:
        return self.form == "html" and self.out is not None and self.out.suffix.lower() in _ONE_PAGE

    @property
    def folder(self) -> bool:
        return self.form == "brat" or (self.form == "html" and self.out is not None and not self.one_page)

    def written(self) -> list[Path]:
        """The files that exist already and would be written to."""
        if self.out is None:
            return []
        return [self.out, journal_of(Path(self.out).resolve())]

    def check_place(self) -> None:
        """Raise :class:`RefusedError` where the results have no place, or something is there."""
        if self.out is not None and self.archive:
            _check_archive(self.out)
        elif self.out is not None and self.folder:
            check_folder(self.out, FOREIGN[self.form], force=self.force)
        elif self.out is not None:
            check_file(self.out, force=self.force)


def extract(reading: Reading, writing: Writing) -> int:
    """Write the quotes of all inputs; the exit status.

    Raises:
        RefusedError: something that is there would be lost, or the output cannot be.
        OutputError: the output failed.
        click.UsageError: options that do not go together.
    """
    _check_options(writing)
    sources = reading.sources()
    if writing.archive:  # it may lie in the folder that is read, and does not read itself
        sources = [each for each in sources if not _is_found(each, writing.out)]
    _check_inputs(reading, writing, sources)
    if writing.resume and writing.out is not None and not writing.archive and _is_complete(writing.out):
        if not reading.quiet:
            click.echo(f"{writing.out} is complete; nothing to resume", err=True)
        return 0
    if reading.dry_run:
        writing.check_place()
        if writing.out is not None and not (writing.resume or writing.restart):
            check_finished(writing.out)
        done = "added to" if writing.archive else f"written as {writing.form}"
        return tell_plan(sources, reading.fields, f"{writing.out or 'standard output'} would be {done}")
    output = _output(writing, reading, Plan.of(_told(reading, writing), sources))
    try:
        progress = not (reading.quiet or is_shared(writing.out))
        # Only now: the report of an earlier run may still be wanted.
        with Report(reading.errors, sources, progress=progress, quiet=reading.quiet) as report:
            _extract_all(reading, writing, sources, output, report)
            output.finish()
    except BaseException:
        output.abandon()
        raise
    return report.status


def tell_plan(sources: list[Source | BadInput], fields: Fields, results: str) -> int:
    """Print what would be done; the exit status."""
    report = Report(None, [], progress=False, quiet=True)
    seen = [looked_at(source, fields) if isinstance(source, Source) else source for source in sources]
    bad = [each for each in seen if isinstance(each, BadInput)]
    for each in bad:
        report.bad(each)
    for line in plan_lines(seen, results):
        click.echo(line)
    return 0 if all(each.skipped for each in bad) else 1


# --- checks -------------------------------------------------------------------------------------------------------


def _check_options(writing: Writing) -> None:
    for name, given in (("--resume", writing.resume), ("--restart", writing.restart)):
        if given and writing.out is None:
            raise click.UsageError(f"{name} needs -o OUT")
    if writing.resume and writing.restart:
        raise click.UsageError("--resume goes on with an earlier run, --restart throws it away; give one of them")
    of_csv = [("--raw", writing.raw), ("--excel", writing.excel)]
    of_archives = [("--people", writing.people is not None), ("--surnames", writing.surnames is not None)]
    for form, options in (("csv", of_csv), ("sqlite", of_archives)):
        for name, given in options:
            if given and writing.form != form:
                raise click.UsageError(f"{name} goes with --format {form}")
    if writing.archive and writing.restart:
        raise click.UsageError(
            "--restart does not go with an archive, which is added to; --force reads anew what is in it"
        )
    if writing.out is None and writing.form in ("brat", "parquet", "sqlite"):
        raise click.UsageError(f"--format {writing.form} needs -o {'FOLDER' if writing.folder else 'FILE'}")
    if writing.form == "parquet":
        require("pyarrow", "parquet")
    if writing.archive:
        require("sqlite_utils", "archive")


def _check_inputs(reading: Reading, writing: Writing, sources: list[Source | BadInput]) -> None:
    """Refuse to write where something is read from, and to put several articles into one page."""
    if writing.one_page and len(sources) > 1:
        raise click.UsageError(f"{writing.out} would hold one article; for several name a folder: -o FOLDER")
    reading.check(writing.written(), sources)
    if writing.folder and writing.force and writing.out is not None:
        check_not_below(writing.out, [source.name for source in sources if source.name != STDIN])
    _check_standard_output(writing, sources)
    if writing.out is not None and reading.errors is not None:
        check_apart(writing.out, reading.errors)


def _check_archive(out: Path) -> None:
    """Raise :class:`RefusedError` where no archive could be made, or where what is there is none."""
    check_file(out, force=True)
    if is_special(out):
        raise RefusedError(f"{out} can hold no archive; name a file")
    try:
        if out.exists() and out.stat().st_size:
            check_archive(out)
    except ArchiveError as error:
        raise RefusedError(str(error)) from None


def _check_standard_output(writing: Writing, sources: list[Source | BadInput]) -> None:
    """Refuse to read what the shell sends the output to: … > news/all.txt."""
    if writing.out is not None:
        return
    try:
        key = identity(sys.stdout.fileno())
    except (OSError, ValueError):  # no file: a program has put something else in its place
        return
    for source in sources:
        if source.name != STDIN and not is_special(source.name) and identity(source.name) == key:
            raise RefusedError(f"{source.name} is one of the inputs and gets the output; send it elsewhere")


def _is_found(source: Source | BadInput, out: Path | None) -> bool:
    """Was the output found in a folder that is read?"""
    by_chance = isinstance(source, Source) and source.by_chance
    return by_chance and out is not None and identity(source.name) == identity(out) is not None


def _is_complete(out: Path) -> bool:
    held = not out.is_dir() or any(out.iterdir())
    return out.exists() and held and not journal_of(out.resolve()).exists()


def _told(reading: Reading, writing: Writing) -> dict[str, object]:
    """What the results depend on, beside the inputs."""
    return {
        "--format": writing.form,
        "--from": reading.kind,
        "--encoding": reading.encoding,
        "--any-language": reading.any_language,
        "--text-field": reading.fields.text,
        "--id-field": reading.fields.id,
        "--field": [list(pair) for pair in reading.fields.metadata],
        "--indirect": reading.indirect,
        "--config": {name: list(getattr(reading.config, name)) for name in CONFIG_FIELDS},
        "--speaker": list(writing.speakers),
        "--min-confidence": writing.min_confidence,
        "--explain": writing.explain,
        "--raw": writing.raw,
        "--excel": writing.excel,
        "version": __version__,
    }


# --- the work -----------------------------------------------------------------------------------------------------


def _extract_all(
    reading: Reading, writing: Writing, sources: list[Source | BadInput], output: Output[R], report: Report
) -> None:
    keep = Filter(writing.speakers, writing.min_confidence)
    for bad in output.past.bad:
        report.bad(bad)
    report.earlier = bool(output.past.done)
    for result in reading.parsed(sources, output.past, lambda todo: output.todo(todo, report.known)):
        results = _encoded(result, keep, output) if isinstance(result, Parsed) else result
        if isinstance(result, Parsed) and not isinstance(results, BadInput):
            encoded, quotes = results
            output.write(result.document, encoded)
            report.done(result.document, quotes)
        elif isinstance(results, BadInput):
            output.skip(results)
            report.bad(results)


def _encoded(result: Parsed, keep: Filter, output: Output[R]) -> tuple[R, int] | BadInput:
    """The results of an article and the number of its quotes; whatever goes wrong costs this article alone."""
    try:
        article = keep(result.article)
        return output.encode(result.document, article), len(article.quotes)
    except MemoryError:
        return result.document.failed(TOO_LONG)
    except Exception as error:
        return result.document.failed(f"{type(error).__name__}: {error}")


def _output(writing: Writing, reading: Reading, plan: Plan) -> Output[Any]:
    out = writing.out
    if out is not None and writing.archive:
        writing.check_place()
        return ArchiveOutput(out, _keeping(writing, reading))
    encoding = _encoding(writing, reading)
    if out is None:
        return StreamOutput(sys.stdout.buffer, encoding)
    if is_special(out) and not writing.folder:  # a device or a pipe, which no rename may replace
        return StreamOutput(out.open("wb"), encoding)
    check, resume, restart = writing.check_place, writing.resume, writing.restart
    if writing.folder:
        pages, index = PAGES[writing.form], INDEXES.get(writing.form)
        return FolderOutput(out, pages, plan, index=index, check=check, resume=resume, restart=restart)
    return FileOutput(out, encoding, plan, check=check, resume=resume, restart=restart)


def _keeping(writing: Writing, reading: Reading) -> Keeping:
    """How an archive is kept. What articles are read with is told where it is not the usual."""
    told = {
        "indirect": reading.indirect,
        **{name: list(getattr(reading.config, name)) for name in CONFIG_FIELDS},
        "speaker": list(writing.speakers),
        "min_confidence": writing.min_confidence,
    }
    settings = {name: value for name, value in told.items() if value}
    return Keeping(settings, known_people(writing.people), writing.surnames, writing.force)


def known_people(path: Path | None) -> Roster | None:
    """The persons whom the user knows. Raises :class:`RefusedError` if the list cannot be read."""
    try:
        return None if path is None else read_people(path)
    except PeopleFileError as error:
        raise RefusedError(str(error)) from None


def _encoding(writing: Writing, reading: Reading) -> Encoding:
    if writing.form == "csv":
        return csv_encoding(raw=writing.raw, excel=writing.excel)
    if writing.form != "table":
        return ENCODINGS.get(writing.form, ENCODINGS["html"])
    if writing.out is None:
        console, charset = TableConsole(), sys.stdout.encoding
    else:
        console, charset = TableConsole(io.StringIO()), "utf-8"
    encode = table_encoder(console, explain=writing.explain, indirect=reading.indirect, config=reading.config)
    return Encoding(encode, charset=charset)
