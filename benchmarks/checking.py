"""How well drafts are checked against their sources: wrong quotations found and false alarms, by kind.

    python -m benchmarks.checking --everyday EVERYDAY [--articles N] [--checkers quoteattr,krokai] [--show]
                                  [--write-docs]

Each article of the everyday corpus is a source. Its drafts are made of it by :mod:`benchmarks.changes`: one quotation
or speaker changed in a known way, or nothing that is wrong. The speakers and mentions are those of the reader who
annotated the corpus, not those of quoteattr. A change counts as found when the changed quotation raises an alarm, of
whatever kind; one that is not read as a quotation at all is missed. Every other quotation of a draft is untouched: an
alarm there is a false one. Behind a changed speaker they are left out, since *he* is then somebody else there, too.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import report
from benchmarks.changes import CHANGES, Draft, drafts
from benchmarks.checkers import CHECKERS, Alarms, Checker
from benchmarks.everyday import read_everyday
from benchmarks.options import chosen
from benchmarks.polnear import CorpusMissing, Extent
from benchmarks.require import NotInstalled
from quoteattr import Article, parse
from quoteattr.checking import Check, CheckedQuote, check_quotes

DOCS = report.ROOT / "docs" / "checking.md"
_SPEAKER = "another person"


@dataclass(slots=True)
class Counts:
    """What a checker said, by kind of draft."""

    changed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    untouched: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)

    def add(self, draft: Draft, quotes: Sequence[CheckedQuote], alarms: Sequence[bool]) -> None:
        """Count the answer to one draft."""
        here = [draft.changed is not None and _overlaps(each, draft.changed) for each in quotes]
        if draft.changed is not None:
            self.changed[draft.kind] += 1
            self.found[draft.kind] += any(hit and alarm for hit, alarm in zip(here, alarms, strict=True))
        if draft.kind != _SPEAKER:
            kind = draft.kind if draft.changed is None else "beside a change"
            self.untouched[kind] += here.count(False)
            self.alarms[kind] += sum(alarm and not hit for hit, alarm in zip(here, alarms, strict=True))


def _overlaps(checked: CheckedQuote, extent: Extent) -> bool:
    return any(span.start < extent[1] and extent[0] < span.end for span in checked.quote.spans)


def measure(made: Iterable[Draft], loaded: Mapping[str, Alarms], *, show: bool = False) -> dict[str, Counts]:
    """Every draft by every checker; what quoteattr got wrong is shown on standard error if asked for."""
    counts = {key: Counts() for key in loaded}
    sources: dict[str, Article] = {}
    for draft in made:
        if draft.article not in sources:
            sources = {draft.article: parse(draft.source)}
        check = check_quotes(draft.text, sources)
        for key, alarms in loaded.items():
            counts[key].add(draft, check.quotes, alarms(check))
        for each in _mistaken(draft, check) if show else ():
            credited = [place.quote and place.quote.speaker for place in each.places]
            print(draft.kind, draft.article, each, credited, each.differences, sep=" | ", file=sys.stderr)
    return counts


def _mistaken(draft: Draft, check: Check) -> Iterator[CheckedQuote]:
    """The changed quotation if nothing was said of it, and the others with an alarm."""
    hits = [each for each in check.quotes if draft.changed is not None and _overlaps(each, draft.changed)]
    if all(each.is_right for each in hits):
        yield from hits
    if draft.kind != _SPEAKER:
        yield from (each for each in check.wrong if each not in hits)


def table(counts: Mapping[str, Counts], wanted: Sequence[Checker], missing: Mapping[str, str]) -> str:
    """A row for each kind, a column for each checker."""
    there = [checker for checker in wanted if checker.key in counts]
    any_counts = next(iter(counts.values()), Counts())
    rows = []
    for kind in CHANGES:
        share = [_share(counts[each.key].found[kind], counts[each.key].changed[kind]) for each in there]
        rows.append([f"found: {kind}", f"{any_counts.changed[kind]:,}", *share])
    for kind in any_counts.untouched:
        share = [_share(counts[each.key].alarms[kind], counts[each.key].untouched[kind]) for each in there]
        rows.append([f"false alarms: {kind}", f"{any_counts.untouched[kind]:,}", *share])
    header = ["", "quotations", *(each.label for each in there)]
    notes = [
        f"\n{checker.label}: not installed ({missing[checker.key]})" for checker in wanted if checker.key in missing
    ]
    return report.markdown_table(header, rows) + "".join(notes)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else report.NOTHING


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        articles, judged = read_everyday(options.everyday)
    except CorpusMissing as error:
        print(error, file=sys.stderr)
        return 2
    by_key = {checker.key: checker for checker in CHECKERS}
    wanted = [by_key[key] for key in chosen(options.checkers, by_key, "checker")]
    loaded: dict[str, Alarms] = {}
    missing: dict[str, str] = {}
    for checker in wanted:
        try:
            loaded[checker.key] = checker.load()
        except NotInstalled as error:
            missing[checker.key] = str(error)
    step = max(1, len(articles) // options.articles) if options.articles else 1
    counts = measure(drafts(articles[::step], judged), loaded, show=options.show)
    print(table(counts, wanted, missing))
    if options.write_docs:
        report.write_between(DOCS, "checking", table(counts, wanted, missing))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--everyday", type=Path, required=True, help="the everyday corpus")
    parser.add_argument("--articles", type=int, default=0, help="so many articles, evenly taken; all without it")
    parser.add_argument("--checkers", default="", help="which, comma-separated; all without it")
    parser.add_argument(
        "--show", action="store_true", help="what quoteattr misses or is wrong about, to standard error"
    )
    parser.add_argument("--write-docs", action="store_true", help="put the table into docs/checking.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
