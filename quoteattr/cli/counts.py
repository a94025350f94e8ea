"""``quoteattr stats``: everything that is read is counted, of archives what they hold, and persons are joined."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quoteattr.archive import ArchiveError, Roster
from quoteattr.archive.dates import days
from quoteattr.archive.grouping import Form
from quoteattr.archive.persons import joined, one_person
from quoteattr.archive.sayings import month_of, sayings
from quoteattr.cli.inputs.archives import is_archive
from quoteattr.cli.inputs.files import STDIN
from quoteattr.cli.inputs.identity import is_special
from quoteattr.cli.inputs.items import BadInput, Document
from quoteattr.cli.inputs.readers import Source
from quoteattr.cli.outputs.places import check_file
from quoteattr.cli.report import Report
from quoteattr.cli.runs import Reading, known_people, tell_plan
from quoteattr.counting import About, Tally, said
from quoteattr.metadata import Metadata

_HEAD = 100  # bytes in which an archive is known


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted, and how it is told."""

    by: tuple[str, ...]
    """Some of :data:`quoteattr.counting.DIMENSIONS`; none for the most quoted, and the shares."""
    measure: str
    min_confidence: float
    people: Path | None
    """The user's list of persons."""
    surnames: bool
    """Is a family name alone the only person's of that name?"""
    form: str
    out: Path | None
    force: bool
    top: int
    chart: bool


def count(reading: Reading, asked: Counting) -> tuple[Tally, int]:
    """The counts over all inputs, and the exit status.

    Raises:
        RefusedError: the list of persons cannot be read, or something that is there would be lost.
    """
    sources = reading.sources()
    written = [] if asked.out is None else [asked.out]
    reading.check(written, sources, also_read=[] if asked.people is None else [asked.people])
    for path in written:
        check_file(path, force=asked.force)
    tally = Tally(asked.min_confidence)
    if reading.dry_run:
        return tally, tell_plan(sources, reading.fields, "who is quoted would be counted")
    roster = known_people(asked.people) or Roster()
    with Report(reading.errors, sources, progress=not reading.quiet, quiet=reading.quiet) as report:
        texts: list[Source | BadInput] = []
        for source in sources:
            if isinstance(source, Source) and _holds_counts(source):
                _count_archive(tally, source, report)
            else:
                texts.append(source)
        held = set(tally.sources)
        for each in reading.articles(texts, report):
            tally.add(_about(each.document.metadata), said(each.article))
    _join(tally, held, roster, asked.surnames)
    return tally, report.status


def _about(metadata: Metadata) -> About:
    known = days(metadata.date or "")
    month = month_of(known.first, known.last) if known else ""
    return About(metadata.outlet or "", month, metadata.section or "")


def _holds_counts(source: Source) -> bool:
    """Is it an archive, of which nothing needs to be read again?"""
    if source.name == STDIN or is_special(source.name) or source.certain:
        return False
    try:
        with open(source.name, "rb") as file:
            return is_archive(file.read(_HEAD))
    except (OSError, ValueError):  # of which the reader will tell
        return False


def _count_archive(tally: Tally, source: Source, report: Report) -> None:
    document = Document(source.name, "", source.name, 1, 0, "")
    try:
        for about, here in sayings(Path(source.name)):
            tally.add(about, here)
            report.done(document, len(here))
    except ArchiveError as error:
        report.bad(BadInput(source.name, str(error), source.name, 0))


# --- persons ------------------------------------------------------------------------------------------------------


def _join(tally: Tally, held: set[str], roster: Roster, surnames: bool) -> None:
    """Count persons, not names. Those of archives are joined already, as the user has it there."""
    texts = {name: source for name, source in tally.sources.items() if name not in held}
    persons = one_person(texts, roster, tally.met, surnames=surnames)
    for name in held:
        called = roster.called(name)
        if len(called) == 1:
            persons |= joined([Form(name)], Roster(called))
    told = {each.name: each.known.gender for each in persons.values() if each.known and each.known.gender}
    tally.join({name: each.name for name, each in persons.items()}, told)
