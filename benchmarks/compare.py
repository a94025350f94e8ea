"""Accuracy and speed of two checkouts side by side.

    python -m benchmarks.compare OLD NEW [--polnear DIR] [--rounds 5]

Each is a commit or a folder. Commits are checked out in temporary work trees, folders are copied to temporary ones, and
both are measured by the benchmarks of *this* checkout, so that a changed measure cannot look like a changed engine.
Speed and import times are taken by turns, old and new, new and old, each time in fresh processes; the change is the
median of the ratios within a turn, which a busy machine disturbs least. Without a corpus only these are compared. Exit
status 2 for what is no commit and no folder with a package.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import report
from benchmarks.speed import OURS, OURS_INDIRECT

Figures = dict[str, float]
ROUNDS = 5
WORDS = "words/s"
MILLISECONDS = "ms"
_OURS = Path(__file__).resolve().parents[1]


class UnknownCommit(Exception):
    """Neither a commit that git knows nor a folder with the package."""


@contextlib.contextmanager
def checked_out(place: str, folder: Path) -> Iterator[Path]:
    """A commit or a folder as a tree with the benchmarks of this checkout in it, for as long as the block lasts.

    Raises :class:`UnknownCommit`.
    """
    tree = folder / "tree"
    is_folder = (Path(place) / "quoteattr").is_dir()
    if is_folder:
        shutil.copytree(place, tree, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    else:
        _git("worktree", "add", "--detach", str(tree), resolve(place))
    try:
        for name in ("benchmarks", "seeds"):
            shutil.rmtree(tree / name, ignore_errors=True)
            shutil.copytree(_OURS / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        yield tree
    finally:
        if not is_folder:
            _git("worktree", "remove", "--force", str(tree))


def resolve(commit: str) -> str:
    """The full name of a commit. Raises :class:`UnknownCommit`."""
    try:
        return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}").strip()
    except subprocess.CalledProcessError as error:
        raise UnknownCommit(f"no commit {commit!r} in this repository, nor a folder with the package") from error


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=report.ROOT, check=True, capture_output=True, text=True).stdout


def _benchmark(tree: Path, name: str, *arguments: str) -> Any:
    """What a benchmark prints as JSON; the work tree comes first on the path, so its quoteattr is the one measured."""
    command = [sys.executable, "-m", f"benchmarks.{name}", "--json", *arguments]
    return json.loads(subprocess.run(command, cwd=tree, check=True, stdout=subprocess.PIPE, text=True).stdout)


def accuracy(tree: Path, polnear: Path) -> Figures:
    """Every figure of quoteattr, under ``measure figure``."""
    (row,) = _benchmark(tree, "accuracy", "--polnear", str(polnear), "--systems", OURS)
    measures = ("quoted", "who", "indirect")
    return {"failed": row["failed"], **{f"{group} {key}": row[group][key] for group in measures for key in row[group]}}


def speeds(trees: Sequence[Path], polnear: Path | None, rounds: int) -> list[list[Figures]]:
    """Words a second and milliseconds to import of each tree, for each round; the trees take turns."""
    corpus = ["--polnear", str(polnear)] if polnear else []
    options = ["--parts", "throughput,import", "--systems", f"{OURS},{OURS_INDIRECT}", "--rounds", "3", *corpus]
    measured = []
    for number in range(rounds):
        order = (0, 1) if number % 2 == 0 else (1, 0)
        taken = {index: _speed_of(_benchmark(trees[index], "speed", *options)) for index in order}
        measured.append([taken[0], taken[1]])
    return measured


def _speed_of(results: Any) -> Figures:
    words = {f"{WORDS} {row['key']}": row["words_per_second"] for row in results["throughput"]}
    return words | {f"{MILLISECONDS} {name}": taken for name, taken in results["starts_ms"].items()}


def table(names: Sequence[str], old: Figures, new: Figures, ratios: Mapping[str, float]) -> str:
    """One row a figure: old, new, and the change: the ratio where there is one, else the difference."""
    rows = [[key, _number(old[key]), _number(new[key]), _change(key, old, new, ratios)] for key in old]
    return report.markdown_table(("figure", *names, "change"), rows)


def _number(value: float) -> str:
    if not isinstance(value, float):
        return f"{value:,}"
    return f"{value:.4f}" if value <= 1 else f"{value:.1f}" if value < 1000 else f"{value:,.0f}"


def _change(key: str, old: Figures, new: Figures, ratios: Mapping[str, float]) -> str:
    if key in ratios:
        return f"× {ratios[key]:.3f}"
    return f"{new[key] - old[key]:+.4f}" if isinstance(new[key], float) else f"{new[key] - old[key]:+d}"


def medians(rounds: Sequence[Sequence[Figures]]) -> tuple[Figures, Figures, Figures]:
    """Old and new, each the median of the rounds, and the median of the ratios new to old within the rounds."""
    keys = rounds[0][0]
    old, new = ({key: median(pair[index][key] for pair in rounds) for key in keys} for index in (0, 1))
    return old, new, {key: median(later[key] / earlier[key] for earlier, later in rounds) for key in keys}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__.partition("\n")[0])
    parser.add_argument("old", metavar="OLD", help="a commit, or a folder with the package in it")
    parser.add_argument("new", metavar="NEW", help="the same")
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="a clone of PolNeAR, or its data folder")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"turns of old and new (default {ROUNDS})")
    options = parser.parse_args(arguments)
    polnear = options.polnear.resolve() if options.polnear else None
    places = (options.old, options.new)
    try:
        print(_compared(places, polnear, options.rounds))
    except UnknownCommit as error:
        print(f"compare: {error}", file=sys.stderr)
        return 2
    return 0


def _compared(places: Sequence[str], polnear: Path | None, rounds: int) -> str:
    with contextlib.ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in places]
        trees = [stack.enter_context(checked_out(*pair)) for pair in zip(places, folders, strict=True)]
        figures: list[Figures] = [accuracy(tree, polnear) if polnear else {} for tree in trees]
        if polnear is None:
            print("compare: no --polnear DIR, so accuracy is left out", file=sys.stderr)
        old, new, ratios = medians(speeds(trees, polnear, rounds))
    return table(places, figures[0] | old, figures[1] | new, ratios)


if __name__ == "__main__":
    sys.exit(main())
