"""Accuracy and speed of two commits side by side.

    python -m benchmarks.compare OLD NEW [--polnear DIR]

Both are checked out as work trees in temporary folders, which are removed afterwards, and measured by the benchmarks
of *this* checkout, so that a changed measure cannot look like a changed engine. Without a corpus only the speed is
compared. Exit status 2 for an unknown commit.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import report
from benchmarks.speed import OURS, OURS_INDIRECT

Figures = dict[str, float]
ROUNDS = 3


class UnknownCommit(Exception):
    """Git does not know the commit."""


@contextlib.contextmanager
def checked_out(commit: str, folder: Path) -> Iterator[Path]:
    """The work tree of a commit with the benchmarks of this checkout in it, for as long as the block lasts."""
    tree = folder / "tree"
    _git("worktree", "add", "--detach", str(tree), resolve(commit))
    try:
        shutil.rmtree(tree / "benchmarks", ignore_errors=True)
        shutil.copytree(Path(__file__).parent, tree / "benchmarks", ignore=shutil.ignore_patterns("__pycache__"))
        yield tree
    finally:
        _git("worktree", "remove", "--force", str(tree))


def resolve(commit: str) -> str:
    """The full name of a commit. Raises :class:`UnknownCommit`."""
    try:
        return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}").strip()
    except subprocess.CalledProcessError as error:
        raise UnknownCommit(f"no commit {commit!r} in this repository") from error


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


def speed(trees: Sequence[Path], polnear: Path | None) -> list[Figures]:
    """Words per second of each tree, median of rounds in which they take turns."""
    corpus = ["--polnear", str(polnear)] if polnear else []
    options = ["--parts", "throughput", "--systems", f"{OURS},{OURS_INDIRECT}", "--rounds", "3", *corpus]
    rounds = [[_words_per_second(_benchmark(tree, "speed", *options)) for tree in trees] for _ in range(ROUNDS)]
    return [
        {name: median(measured[number][name] for measured in rounds) for name in rounds[0][number]}
        for number in range(len(trees))
    ]


def _words_per_second(results: Any) -> Figures:
    return {f"words/s {row['key']}": row["words_per_second"] for row in results["throughput"]}


def table(names: Sequence[str], old: Figures, new: Figures) -> str:
    """One row a figure: old, new, and the change (of words per second in percent)."""
    rows = [[key, _number(old[key]), _number(new[key]), _change(key, old[key], new[key])] for key in old]
    return report.markdown_table(("figure", *names, "change"), rows)


def _number(value: float) -> str:
    return f"{value:.4f}" if value <= 1 and isinstance(value, float) else f"{value:,.0f}"


def _change(key: str, old: float, new: float) -> str:
    if key.startswith("words/s"):
        return f"{new / old - 1:+.1%}" if old else report.NOTHING
    return f"{new - old:+.4f}" if isinstance(new, float) else f"{new - old:+d}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__.partition("\n")[0])
    parser.add_argument("old", metavar="OLD", help="a commit")
    parser.add_argument("new", metavar="NEW", help="a commit")
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="a clone of PolNeAR, or its data folder")
    options = parser.parse_args(arguments)
    polnear = options.polnear.resolve() if options.polnear else None
    try:
        names = [resolve(commit)[:10] for commit in (options.old, options.new)]
        old, new = _compare((options.old, options.new), polnear)
    except UnknownCommit as error:
        print(f"compare: {error}", file=sys.stderr)
        return 2
    print(table(names, old, new))
    return 0


def _compare(commits: tuple[str, str], polnear: Path | None) -> tuple[Figures, Figures]:
    with contextlib.ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in commits]
        trees = [stack.enter_context(checked_out(*pair)) for pair in zip(commits, folders, strict=True)]
        figures: list[Figures] = [accuracy(tree, polnear) if polnear else {} for tree in trees]
        if polnear is None:
            print("compare: no --polnear DIR, so accuracy is left out", file=sys.stderr)
        old, new = (known | measured for known, measured in zip(figures, speed(trees, polnear), strict=True))
        return old, new


if __name__ == "__main__":
    sys.exit(main())
