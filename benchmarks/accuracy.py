"""Accuracy of quoteattr and of every other system that the machine has, on political and on everyday news.

    python -m benchmarks.accuracy [--polnear DIR] [--everyday DIR [--unread PREFIX]] [--out-of-fold DIR]
                                  [--systems quoteattr,naive] [--write-readme | --json]

PolNeAR is a clone of the public corpus or its ``data`` folder; :mod:`benchmarks.scores` says what each of its figures
means, :mod:`benchmarks.everyday` those of the everyday corpus. A corpus that is not there is left out, with the reason;
exit status 2 when there is none at all.

A figure means more on articles that nobody read while the rules were made, so each row says whether these were.
``--unread`` tells the articles of the everyday corpus that were only scored, by the beginning of their names.
``--out-of-fold`` is a folder with ``NAME.json`` for each article, the JSON of an ``Article`` made with weights that
were trained without it; they get a row of their own.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks import report
from benchmarks.everyday import read_everyday, score_everyday
from benchmarks.options import chosen
from benchmarks.polnear import WHERE_TO_GET_IT, CorpusMissing, GoldArticle, read_corpus
from benchmarks.require import NotInstalled
from benchmarks.scores import Figures, Prediction, score
from benchmarks.zoo import System, out_of_fold, systems

Column = tuple[str, str, str, str]
"""Heading, measure, figure, and the claim of a system that makes the figure its own."""
Score = Callable[[Sequence[GoldArticle], Mapping[str, Sequence[Prediction]]], dict[str, Figures]]

POLNEAR_COLUMNS: tuple[Column, ...] = (
    ("detect F", "quoted", "detect_F", "quoted"),
    ("end F", "quoted", "end_F", "quoted"),
    ("source right", "quoted", "source_acc", "quoted"),
    ("speaker right", "who", "who", "who"),
    ("he/she right", "who", "who_he_she", "he_she"),
    ("fullest name", "who", "canonical", "canonical"),
    ("indirect F", "indirect", "F", "indirect"),
    ("indirect source right", "indirect", "source_acc", "indirect"),
)
EVERYDAY_COLUMNS: tuple[Column, ...] = (
    ("found", "everyday", "found", "quoted"),
    ("end F", "everyday", "end_F", "quoted"),
    ("speaker right", "everyday", "who", "who"),
    ("he/she right", "everyday", "who_he_she", "he_she"),
    ("single marks right", "everyday", "who_single", "who"),
    ("fullest name", "everyday", "canonical", "canonical"),
    ("nobody's words credited", "everyday", "nobody", "quoted"),
)
OURS = frozenset({"quoteattr", "out-of-fold"})
"""Keys of the systems to which it matters whether an article was read while the rules were made."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles with what makes a table of them."""

    key: str
    title: str
    articles: Sequence[GoldArticle]
    columns: Sequence[Column]
    score: Score
    parts: Mapping[str, Sequence[GoldArticle]]
    """What the column "read for tuning" says of some of the articles, and these; of all articles where there is one."""
    place: str
    """The table's place in the README."""


@dataclass(frozen=True, slots=True)
class Run:
    """One system on the articles of one corpus."""

    system: System
    predictions: Mapping[str, Sequence[Prediction]] = field(default_factory=dict)
    """By article; those on which it raised are not there."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    missing: str = ""
    """Why it could not run at all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One system on one set of articles: a row of the table."""

    system: System
    articles: int
    read: str = report.NOTHING
    """Were the articles read while the rules were made?"""
    failed: int = 0
    """Articles on which it raised; they count as without predictions."""
    seconds: float = 0.0
    figures: dict[str, Figures] = field(default_factory=dict)
    missing: str = ""


def run(system: System, articles: Sequence[GoldArticle]) -> Run:
    """Load the system and ask it about each article."""
    try:
        predict = system.load()
    except NotInstalled as reason:
        return Run(system, missing=str(reason))
    predictions: dict[str, Sequence[Prediction]] = {}
    seconds: dict[str, float] = {}
    for article in articles:
        system.prepare(article)
        started = time.process_time()
        try:
            predictions[article.name] = predict(article)
        except Exception as error:  # a rival may raise anything; the article is lost to it, and the table says how many
            print(f"{system.key}: {article.name}: {type(error).__name__}: {error}", file=sys.stderr)
        seconds[article.name] = time.process_time() - started
    return Run(system, predictions, seconds)


def outcome(made: Run, articles: Sequence[GoldArticle], scored: Score = score, read: str = report.NOTHING) -> Outcome:
    """The figures of a run on some of its articles."""
    if made.missing:
        return Outcome(made.system, len(articles), missing=made.missing)
    return Outcome(
        made.system,
        len(articles),
        read if made.system.key in OURS else report.NOTHING,
        failed=sum(article.name not in made.predictions for article in articles),
        seconds=sum(made.seconds[article.name] for article in articles),
        figures=scored(articles, made.predictions),
    )


def measure(wanted: Sequence[System], corpus: Corpus) -> list[Outcome]:
    """Systems that need text alone on every article, then all of them on the articles with a parse, where some have."""
    parsed = [article for article in corpus.articles if article.parse is not None]
    runs = {system.key: run(system, corpus.articles) for system in wanted if not system.parsed_only}
    outcomes = [row for made in runs.values() for row in _rows(made, corpus)]
    if not any(system.parsed_only for system in wanted) or not parsed:
        return outcomes
    read = next(iter(corpus.parts)) if len(corpus.parts) == 1 else report.NOTHING
    for system in wanted:
        if system.parsed_only or len(parsed) < len(corpus.articles):
            made = runs.get(system.key) or run(system, parsed)
            outcomes.append(outcome(made, parsed, corpus.score, read))
    return outcomes


def _rows(made: Run, corpus: Corpus) -> Iterator[Outcome]:
    """All articles; of quoteattr also those that were read for tuning and those that were not."""
    whole = next((read for read, articles in corpus.parts.items() if len(articles) == len(corpus.articles)), "partly")
    yield outcome(made, corpus.articles, corpus.score, whole)
    if made.system.key in OURS and not made.missing:
        for read, articles in corpus.parts.items():
            if len(articles) < len(corpus.articles):
                yield outcome(made, articles, corpus.score, read)


def table(outcomes: Iterable[Outcome], columns: Sequence[Column] = POLNEAR_COLUMNS) -> str:
    """The outcomes as Markdown."""
    headings = (heading for heading, *_ in columns)
    header = ("system", "needs", "read for tuning", "articles", "failed", *headings, "seconds")
    return report.markdown_table(header, [_row(outcome, columns) for outcome in outcomes])


def _row(outcome: Outcome, columns: Sequence[Column]) -> list[str]:
    name = [outcome.system.title, outcome.system.needs]
    if outcome.missing:
        return [*name, f"not installed ({outcome.missing})", *[report.NOTHING] * (len(columns) + 3)]
    counts = [outcome.read, str(outcome.articles), str(outcome.failed)]
    return [*name, *counts, *_figures(outcome, columns), f"{outcome.seconds:.1f}"]


def _figures(outcome: Outcome, columns: Sequence[Column]) -> list[str]:
    labelled = "who" not in outcome.figures or outcome.figures["who"]["quotes"] > 0
    return [
        _number(outcome.figures[group][key])
        if claim in outcome.system.gives and (group != "who" or labelled)
        else report.NOTHING
        for _, group, key, claim in columns
    ]


def _number(figure: float) -> str:
    return f"{figure:.3f}" if isinstance(figure, float) else str(figure)


# --- corpora ------------------------------------------------------------------------------------------------------


def read_polnear(directory: Path, split: str) -> Corpus:
    """PolNeAR; its training articles were read while the rules were made. Raises :class:`CorpusMissing`."""
    articles = read_corpus(directory, split)
    read = "yes" if split == "train" else "no"
    return Corpus("polnear", "PolNeAR, political news", articles, POLNEAR_COLUMNS, score, {read: articles}, "accuracy")


def read_everyday_corpus(directory: Path, unread: str) -> Corpus:
    """Everyday news, in two parts if the unread articles can be told. Raises :class:`CorpusMissing`."""
    articles, judged = read_everyday(directory)
    parts: dict[str, list[GoldArticle]] = {"yes": [], "no": []}
    for article in articles:
        parts["no" if unread and article.name.startswith(unread) else "yes"].append(article)
    known = {read: part for read, part in parts.items() if part}
    scored = partial(score_everyday, judged=judged)
    return Corpus("everyday", "everyday news", articles, EVERYDAY_COLUMNS, scored, known, "everyday")


def corpora(options: argparse.Namespace) -> list[Corpus]:
    """Those that are there; of the others the reason is told. Raises :class:`CorpusMissing` if none is."""
    wanted: list[Callable[[], Corpus]] = []
    if options.polnear is not None:
        wanted.append(lambda: read_polnear(options.polnear, options.split))
    if options.everyday is not None:
        wanted.append(lambda: read_everyday_corpus(options.everyday, options.unread))
    if not wanted:
        raise CorpusMissing(f"no corpus given: {WHERE_TO_GET_IT}")
    found, reasons = [], []
    for read in wanted:
        try:
            found.append(read())
        except CorpusMissing as reason:
            reasons.append(str(reason))
    if not found:
        raise CorpusMissing("; ".join(reasons))
    for reason in reasons:
        print(f"accuracy: left out: {reason}", file=sys.stderr)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="a clone of PolNeAR, or its data folder")
    parser.add_argument("--split", default="train", help="of PolNeAR: train (default), dev or test")
    parser.add_argument("--everyday", type=Path, metavar="DIR", help="the everyday corpus: gold.json and text/")
    parser.add_argument("--unread", default="", metavar="PREFIX", help="everyday articles that were only scored")
    parser.add_argument("--out-of-fold", type=Path, metavar="DIR", help="records made without the article's weights")
    parser.add_argument("--systems", default="", metavar="A,B", help="only these systems, by key")
    parser.add_argument("--write-readme", action="store_true", help="put the tables into README.md")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    try:
        picked = _picked(options.systems, options.out_of_fold)
        found = corpora(options)
    except (ValueError, CorpusMissing) as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2
    outcomes = {corpus.key: measure(picked, corpus) for corpus in found}
    tables = {corpus.place: table(outcomes[corpus.key], corpus.columns) for corpus in found}
    if options.json:
        print(json.dumps([row for corpus in found for row in _as_json(corpus.key, outcomes[corpus.key])], indent=1))
    else:
        print("\n\n".join(f"{corpus.title}\n\n{tables[corpus.place]}" for corpus in found))
    if options.write_readme:
        for place, content in tables.items():
            report.write_between(report.README, place, content)
    return 0


def _picked(keys: str, folds: Path | None) -> list[System]:
    """The systems to run. Raises ``ValueError`` for an unknown one."""
    known = {system.key: system for system in systems()}
    picked = [known[key] for key in chosen(keys, known, "system")]
    return [*picked[:1], out_of_fold(folds), *picked[1:]] if folds else picked


def _as_json(corpus: str, outcomes: Iterable[Outcome]) -> Iterator[dict[str, object]]:
    for each in outcomes:
        yield {
            "corpus": corpus,
            "system": each.system.key,
            "read": each.read,
            "articles": each.articles,
            "failed": each.failed,
            "seconds": each.seconds,
            "missing": each.missing,
            **each.figures,
        }


if __name__ == "__main__":
    sys.exit(main())
