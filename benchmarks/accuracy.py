"""Accuracy of quoteattr and of every other system that the machine has, on PolNeAR.

    python -m benchmarks.accuracy --polnear DIR [--split train] [--systems quoteattr,naive] [--write-readme | --json]

DIR is a clone of the public corpus or its ``data`` folder. :mod:`benchmarks.scores` says what each figure means.
Exit status 2 when the corpus is not there.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import report
from benchmarks.options import chosen
from benchmarks.polnear import WHERE_TO_GET_IT, CorpusMissing, GoldArticle, read_corpus
from benchmarks.scores import Prediction, score
from benchmarks.zoo import NotInstalled, System, systems

COLUMNS = (
    ("detect F", "quoted", "detect_F", "quoted"),
    ("end F", "quoted", "end_F", "quoted"),
    ("source right", "quoted", "source_acc", "quoted"),
    ("speaker right", "who", "who", "who"),
    ("he/she right", "who", "who_he_she", "he_she"),
    ("fullest name", "who", "canonical", "canonical"),
    ("indirect F", "indirect", "F", "indirect"),
    ("indirect source right", "indirect", "source_acc", "indirect"),
)
"""Heading, measure, figure, and the claim of a system that makes the figure its own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One system on one set of articles."""

    system: System
    articles: int
    failed: int = 0
    """Articles on which it raised; they count as without predictions."""
    seconds: float = 0.0
    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    missing: str = ""
    """Why it could not run at all."""


def measure(system: System, articles: Sequence[GoldArticle]) -> Outcome:
    """Load the system, run it over the articles and score what it says."""
    try:
        predict = system.load()
    except NotInstalled as reason:
        return Outcome(system, len(articles), missing=str(reason))
    predictions: dict[str, list[Prediction]] = {}
    seconds = 0.0
    for article in articles:
        system.prepare(article)
        started = time.perf_counter()
        try:
            predictions[article.name] = predict(article)
        except Exception as error:  # a rival may raise anything; the article is lost to it, and the table says how many
            print(f"{system.key}: {article.name}: {type(error).__name__}: {error}", file=sys.stderr)
        seconds += time.perf_counter() - started
    return Outcome(system, len(articles), len(articles) - len(predictions), seconds, score(articles, predictions))


def measure_all(wanted: Sequence[System], articles: Sequence[GoldArticle]) -> list[Outcome]:
    """Systems that need text alone on every article, then every system on the articles that have a parse."""
    parsed = [article for article in articles if article.parse is not None]
    outcomes = [measure(system, articles) for system in wanted if not system.parsed_only]
    if any(system.parsed_only for system in wanted):
        outcomes += [measure(system, parsed) for system in wanted if system.parsed_only or len(parsed) < len(articles)]
    return outcomes


def table(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as Markdown."""
    header = ("system", "needs", "articles", "failed", *(heading for heading, *_ in COLUMNS), "seconds")
    return report.markdown_table(header, [_row(outcome) for outcome in outcomes])


def _row(outcome: Outcome) -> list[str]:
    name = [outcome.system.title, outcome.system.needs]
    if outcome.missing:
        return [*name, f"not installed ({outcome.missing})", *[report.NOTHING] * (len(COLUMNS) + 2)]
    counts = [str(outcome.articles), str(outcome.failed)]
    return [*name, *counts, *_figures(outcome), f"{outcome.seconds:.1f}"]


def _figures(outcome: Outcome) -> list[str]:
    labelled = outcome.figures["who"]["quotes"] > 0
    return [
        f"{outcome.figures[group][key]:.3f}"
        if claim in outcome.system.gives and (group != "who" or labelled)
        else report.NOTHING
        for _, group, key, claim in COLUMNS
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="a clone of PolNeAR, or its data folder")
    parser.add_argument("--split", default="train", help="train (default), dev or test")
    parser.add_argument("--systems", default="", metavar="A,B", help="only these systems, by key")
    parser.add_argument("--write-readme", action="store_true", help="put the table into README.md")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    try:
        known = {system.key: system for system in systems()}
        picked = [known[key] for key in chosen(options.systems, known, "system")]
        if options.polnear is None:
            raise CorpusMissing(f"no corpus given: {WHERE_TO_GET_IT}")
        articles = read_corpus(options.polnear, options.split)
    except (ValueError, CorpusMissing) as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2
    outcomes = measure_all(picked, articles)
    print(_as_json(outcomes) if options.json else table(outcomes))
    if options.write_readme:
        report.write_between(report.README, "accuracy", table(outcomes))
    return 0


def _as_json(outcomes: Iterable[Outcome]) -> str:
    rows = [
        {
            "system": outcome.system.key,
            "articles": outcome.articles,
            "failed": outcome.failed,
            "seconds": outcome.seconds,
            "missing": outcome.missing,
            **outcome.figures,
        }
        for outcome in outcomes
    ]
    return json.dumps(rows, indent=1)


if __name__ == "__main__":
    sys.exit(main())
