"""Train the weights by which it is chosen who said a quotation, whom he and she mean and what is reported speech.

    python -m scripts.train_weights --polnear DIR --everyday DIR [--groups] [--write]

DIR is a clone of PolNeAR (or its ``data`` folder), and a folder of everyday news as :mod:`benchmarks.everyday` reads
it; either may be left out. Needs the extra ``train``. The same corpora give the same tables on every run, in a minute.

Without ``--write`` nothing is changed: five models, each blind for a fifth of the articles, are scored on it.
``--groups`` also measures what each group of features is worth, by leaving it out; it takes some minutes more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

import quoteattr
from benchmarks.everyday import read_everyday
from benchmarks.polnear import CorpusMissing, GoldArticle, read_corpus
from benchmarks.report import markdown_table
from quoteattr.choice.features import CALIBRATION
from quoteattr.choice.weights import Value, Weights
from scripts.training.examples import Example, Recorder
from scripts.training.gold import EverydayGold, Gold, PolnearGold
from scripts.training.logit import Design, design, fit, out_of_fold, platt, seen
from scripts.training.pronouns import PronounGold, everyday_pronouns, polnear_pronouns, pronoun_examples
from scripts.training.reports import report_examples
from scripts.training.sources import source_examples

DATA = Path(quoteattr.__file__).parent / "data" / "en"
FEWEST = 20
"""Examples in which a feature must be seen."""
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
_ROUNDS = 2  # of pronouns: the second walks the texts with the weights of the first

_SOURCE = (
    "# Source: conditional logit with L2, trained by scripts/train_weights.py on PolNeAR (Newell, Margolin and Ruths,",
    "#   LREC 2018) and on articles of everyday news annotated by the authors; structure only, no name, no topic word.",
    "# Licence: MIT",
    "# Date: 2026-11",
    "# Columns: feature, value (crossed values are parted by a space; letters of classes and chunks as in",
    "#   quoteattr/syntax/levels.py), weight",
)


class Task(NamedTuple):
    """One choice: its list, the strength of L2, what the list is, and how much the examples of a corpus count."""

    list: str
    strength: float
    title: str
    weights: Mapping[str, float] = MappingProxyType({})


# PolNeAR has twice as many examples, all of political news, and credits terms and scare quotes that readers of everyday
# news say are nobody's words. Counted alike it is worse on everyday news: 0.793 of its choices right instead of 0.801.
SOURCES = Task(
    "source_weights",
    8.0,
    "who said a quotation: quoteattr/choice/features.py says what each feature is",
    MappingProxyType({"everyday": 2.0}),
)
REPORTS = Task("report_weights", 8.0, "what is reported speech: quoteattr/choice/reports.py has the features")
PRONOUNS = Task("pronoun_weights", 16.0, "whom he and she mean: quoteattr/people/antecedents.py has the features")


class Trained(NamedTuple):
    """Examples of a task, with the numbers of their features and the column of each."""

    task: Task
    examples: list[Example]
    names: list[tuple[str, Value]]
    columns: np.ndarray
    data: Design

    @classmethod
    def of(cls, task: Task, examples: Iterable[Example], recorder: Recorder) -> Trained:
        """The features that are seen often enough, as a matrix."""
        gathered = [example for example in examples if example.options]
        columns = seen(gathered, len(recorder.names), FEWEST)
        return cls(task, gathered, recorder.names, columns, design(gathered, columns, task.weights))

    def rows(self) -> list[tuple[str, str, float]]:
        """The weights: feature, value and weight of those that weigh anything, sorted."""
        weights = fit(self.data, self.task.strength)
        rounded = (
            (name, round(float(weights[c]), 2)) for name, c in zip(self.names, self.columns, strict=True) if c >= 0
        )
        return sorted((feature, _written(value), weight) for (feature, value), weight in rounded if weight)


class Blind(NamedTuple):
    """The choices of models that never saw the article."""

    places: np.ndarray
    """The option chosen, by its place."""
    probabilities: np.ndarray

    @classmethod
    def of(cls, trained: Trained, data: Design) -> Blind:
        return cls(*out_of_fold(trained.examples, data, trained.task.strength))

    def credits(self, examples: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
        """The log odds of each credit, and whether it is right."""
        chosen = [(e.right[p], q) for e, p, q in zip(examples, *self, strict=True) if p > 0]
        right, probabilities = map(np.array, zip(*chosen, strict=True))
        clipped = np.minimum(probabilities, 1 - 1e-9)
        return np.log(clipped / (1 - clipped)), right


def _written(value: Value) -> str:
    return value if isinstance(value, str) else " ".join(value)


def table(trained: Trained, blind: Blind) -> str:
    """The content of the list: the weights, and for sources the two numbers of their calibration."""
    header = [f"# Weights of the choice of {trained.task.title}.", *_SOURCE]
    rows = trained.rows()
    if trained.task is SOURCES:
        slope, shift = platt(*blind.credits(trained.examples))
        line = ((CALIBRATION, "shift", round(shift, 2)), (CALIBRATION, "slope", round(slope, 2)))
        rows = sorted([*rows, *(row for row in line if row[2])])
    return "\n".join([*header, *(f"{f}\t{value}\t{weight:.2f}" for f, value, weight in rows)]) + "\n"


def train_sources(gold: Iterable[Gold]) -> Trained:
    """Examples of who said a quotation."""
    recorder = Recorder()
    return Trained.of(SOURCES, source_examples(gold, recorder), recorder)


def train_pronouns(gold: Sequence[PronounGold], sources: Trained) -> Trained:
    """Examples of whom he and she mean, in articles whose speakers are chosen by what was trained for sources."""
    choosing = Weights(sources.rows())
    walking = Weights([])
    for _ in range(_ROUNDS):
        recorder = Recorder()
        trained = Trained.of(PRONOUNS, pronoun_examples(gold, recorder, choosing, walking), recorder)
        walking = Weights(trained.rows())
    return trained


def train_reports(gold: Iterable[GoldArticle], sources: Trained) -> Trained:
    """Examples of what is reported speech."""
    recorder = Recorder()
    return Trained.of(REPORTS, report_examples(gold, recorder, Weights(sources.rows())), recorder)


def figures(examples: Sequence[Example], places: np.ndarray) -> Iterable[list[str]]:
    """Rows of corpus, choices, right, best reachable, and the errors.

    These are: the first option was right (nobody says it; who was mentioned last), wrongly the first, wrong otherwise.
    """
    for corpus in sorted({example.corpus for example in examples}):
        chosen = [(e, int(p)) for e, p in zip(examples, places, strict=True) if e.corpus == corpus]
        right = sum(e.right[p] for e, p in chosen)
        reachable = sum(any(e.right) for e, _ in chosen)
        spurious = sum(e.right[0] and p > 0 for e, p in chosen)
        missed = sum(not e.right[0] and p == 0 for e, p in chosen)
        n = len(chosen)
        wrong = n - right - spurious - missed
        yield [corpus, str(n), f"{right / n:.4f}", f"{reachable / n:.4f}", *map(str, (spurious, missed, wrong))]


def calibration(examples: Sequence[Example], blind: Blind) -> Iterable[list[str]]:
    """Rows of confidence bin, credits, mean confidence, share that is right; the curve is fitted to the other half."""
    odds, right = blind.credits(examples)
    confidence = np.zeros(len(odds))
    half = np.arange(len(odds)) < len(odds) // 2
    for part in (half, ~half):
        slope, shift = platt(odds[~part], right[~part])
        confidence[part] = 1 / (1 + np.exp(-(slope * odds[part] + shift)))
    for low, high in pairwise(BINS):
        inside = (confidence >= low) & (confidence < high)
        if inside.any():
            mean, share = confidence[inside].mean(), right[inside].mean()
            yield [f"{low:.2f} to {min(high, 1):.2f}", str(inside.sum()), f"{mean:.2f}", f"{share:.2f}"]


def without(columns: np.ndarray, names: Sequence[tuple[str, Value]], group: str) -> np.ndarray:
    """The columns without those of a group of features, numbered anew."""
    kept = [k for k, column in enumerate(columns) if column >= 0 and names[k][0].partition(".")[0] != group]
    out = np.full(len(columns), -1)
    out[kept] = np.arange(len(kept))
    return out


def _show(trained: Trained, blind: Blind, features: int, name: str) -> None:
    print(f"\n{trained.task.list}, {name}: {features} features, out of fold\n")
    heading = ["corpus", "choices", "right", "best reachable", "not the first", "the first", "another"]
    print(markdown_table(heading, list(figures(trained.examples, blind.places))), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts.train_weights", description="train and measure the weights")
    parser.add_argument("--polnear", type=Path, metavar="DIR")
    parser.add_argument("--everyday", type=Path, metavar="DIR")
    parser.add_argument("--groups", action="store_true", help="also leave out each group of features")
    parser.add_argument("--write", action="store_true", help="write the tables")
    options = parser.parse_args(arguments)
    try:
        everyday, judged = read_everyday(options.everyday) if options.everyday else ([], {})
        polnear = read_corpus(options.polnear) if options.polnear else []
    except CorpusMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    sources = train_sources([*(EverydayGold(a, judged[a.name]) for a in everyday), *map(PolnearGold, polnear)])
    _finish(sources, options)
    named = [*(everyday_pronouns(a, judged[a.name]) for a in everyday), *map(polnear_pronouns, polnear)]
    pronouns = train_pronouns(named, sources)
    _finish(pronouns, options)
    if polnear:  # everyday news is annotated for quotations alone
        _finish(train_reports(polnear, sources), options)
    return 0


def _finish(trained: Trained, options: argparse.Namespace) -> None:
    """Write the table, and print the figures."""
    blind = Blind.of(trained, trained.data)
    if options.write:
        (DATA / f"{trained.task.list}.tsv").write_text(table(trained, blind), encoding="utf-8")
        print(f"{trained.task.list}: written from {len(trained.examples)} choices")
    _show(trained, blind, trained.data.matrix.shape[1], "all")
    if trained.task is SOURCES:
        rows = list(calibration(trained.examples, blind))
        print(f"\n{markdown_table(['confidence', 'credits', 'mean confidence', 'right'], rows)}", flush=True)
    if options.groups:
        for group in sorted({feature.partition(".")[0] for feature, _ in trained.names}):
            data = design(trained.examples, without(trained.columns, trained.names, group), trained.task.weights)
            _show(trained, Blind.of(trained, data), data.matrix.shape[1], f"without {group}")


if __name__ == "__main__":
    sys.exit(main())
