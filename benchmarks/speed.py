"""Speed and memory of quoteattr, beside the tokenizers and parsers that other systems start with.

    python -m benchmarks.speed [--polnear DIR] [--parts throughput,hostile] [--write-readme | --json]

One run on one core over the same texts; the systems take turns, and each figure is the median of the rounds. Words
are what stands between white space. Without a corpus the texts are the bundled seed, repeated. Exit status 2 when DIR
holds no corpus.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks import report
from benchmarks.options import chosen
from benchmarks.pipelines import PIPELINES, Pipeline, Run, load_quoteattr, load_quoteattr_indirect
from benchmarks.polnear import CorpusMissing, read_corpus
from benchmarks.require import NotInstalled
from benchmarks.shapes import SHAPES

PARTS = ("throughput", "scaling", "memory", "import", "hostile")
LARGE = 10_000_000
HOSTILE_SIZES = (10_000, 100_000, 1_000_000)
PATIENCE = 60.0
"""Seconds: a hostile text is not made ten times longer when it would take more than this if its cost were quadratic."""
OURS, OURS_INDIRECT = "quoteattr", "quoteattr-indirect"


# --- texts --------------------------------------------------------------------------------------------------------


def read_texts(polnear: Path | None) -> list[str]:
    """The articles of the training split, or the bundled seeds. Raises :class:`CorpusMissing`."""
    if polnear is not None:
        return [article.text for article in read_corpus(polnear)]
    texts = [path.read_text(encoding="utf-8") for path in sorted((report.ROOT / "seeds").glob("*.txt"))]
    if not texts:
        raise CorpusMissing(f"no seeds/*.txt under {report.ROOT}; give --polnear DIR")
    return texts


def at_least(texts: Iterable[str], words: int) -> list[str]:
    """The next texts until they hold that many words."""
    picked: list[str] = []
    for text in texts:
        picked.append(text)
        words -= len(text.split())
        if words <= 0:
            return picked
    raise ValueError("no texts")


def samples(texts: Sequence[str], words: int, rounds: int) -> list[list[str]]:
    """Texts of that many words for each round, other ones each time as far as they go.

    What is kept from text to text (by quoteattr, and by spaCy in its vocabulary) would else have seen every word.
    """
    endless = itertools.cycle(texts)
    return [at_least(endless, words) for _ in range(rounds)]


def of_length(texts: Sequence[str], characters: int) -> str:
    """One text of that many characters: the texts with blank lines between, repeated."""
    once = "\n\n".join(texts) + "\n\n"
    return (once * (characters // len(once) + 1))[:characters]


# --- clocks -------------------------------------------------------------------------------------------------------


def seconds(run: Run, texts: Iterable[str]) -> float:
    """How long the texts take, without the garbage of whoever ran before."""
    gc.collect()
    started = time.process_time()
    for text in texts:
        run(text)
    return time.process_time() - started


def cost(run: Run, text: str, rounds: int = 3) -> float:
    """Median seconds a character; a single round for a text that takes long."""
    first = seconds(run, [text])
    others = [] if first > 5 else [seconds(run, [text]) for _ in range(rounds - 1)]
    return median([first, *others]) / len(text)


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """Keep this process and its children on one core where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def in_fresh_process(*arguments: str) -> str:
    """What a new Python prints, run from the root of the repository, with compiled files kept, as installed."""
    command = [sys.executable, *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        command, cwd=report.ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


# --- the parts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Throughput:
    """One system over the articles."""

    key: str
    title: str
    words_per_second: float = 0.0
    ours: float | None = None
    """How many times as fast quoteattr is."""
    ours_indirect: float | None = None
    missing: str = ""


def measure_throughput(pipelines: Sequence[Pipeline], rounds: Sequence[Sequence[str]]) -> list[Throughput]:
    """Words per second of each system over the texts of each round: medians, also of the ratios within a round."""
    loaded, missing = _load(pipelines)
    for run in loaded.values():
        seconds(run, rounds[0][:3])  # lazy tables
    taken: dict[str, list[float]] = {key: [] for key in loaded}
    for texts in rounds:
        for key, run in loaded.items():
            taken[key].append(seconds(run, texts) / sum(len(text.split()) for text in texts))
    return [
        Throughput(pipeline.key, pipeline.title, missing=missing[pipeline.key])
        if pipeline.key in missing
        else Throughput(
            pipeline.key,
            pipeline.title,
            1 / median(taken[pipeline.key]),
            _times_as_fast(taken.get(OURS), taken[pipeline.key]),
            _times_as_fast(taken.get(OURS_INDIRECT), taken[pipeline.key]),
        )
        for pipeline in pipelines
    ]


def _load(pipelines: Iterable[Pipeline]) -> tuple[dict[str, Run], dict[str, str]]:
    loaded: dict[str, Run] = {}
    missing: dict[str, str] = {}
    for pipeline in pipelines:
        try:
            loaded[pipeline.key] = pipeline.load()
        except NotInstalled as reason:
            missing[pipeline.key] = str(reason)
    return loaded, missing


def _times_as_fast(ours: Sequence[float] | None, theirs: Sequence[float]) -> float | None:
    return median(their / our for our, their in zip(ours, theirs, strict=True)) if ours else None


def measure_scaling(texts: Sequence[str]) -> float:
    """Cost a character in one text of 10 MB against texts of 10 kB; see :mod:`benchmarks.scaling`."""
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.txt"
        large.write_text(of_length(texts, LARGE), encoding="utf-8", newline="")
        return float(in_fresh_process("-m", "benchmarks.scaling", str(large)))


def measure_memory(texts: Sequence[str]) -> float:
    """Peak megabytes on 10 MB of text above the text and the imported package; see :mod:`benchmarks.memory`."""
    times = 10
    with tempfile.TemporaryDirectory() as folder:
        piece = Path(folder) / "piece.txt"
        piece.write_text(of_length(texts, LARGE // times), encoding="utf-8", newline="")
        return int(in_fresh_process("-m", "benchmarks.memory", str(piece), str(times)).split()[0]) / 1e6


STARTS = {
    "`import quoteattr` beyond its two dependencies: records, options, errors": "import quoteattr",
    "`from quoteattr import extract_quotes`: the same with the engine": "from quoteattr import extract_quotes",
    "the same with the first article, for which the word lists are read": (
        "from quoteattr import extract_quotes; extract_quotes('“It rained all week,” said Ann Lee.')"
    ),
}
"""What a new process may do first; the modules of the engine are imported when it is first asked for."""


def measure_starts(rounds: int = 11) -> dict[str, float]:
    """Median milliseconds of each of :data:`STARTS` after the two dependencies, each time in a fresh process.

    They are those of the processor: files are read from memory then, and a busy machine adds nothing.
    """
    return {name: _milliseconds(statement, rounds) for name, statement in STARTS.items()}


def _milliseconds(statement: str, rounds: int) -> float:
    steps = (
        "import time, regex, dataclasses_json",
        "started = time.process_time()",
        statement,
        "print((time.process_time() - started) * 1000)",
    )
    code = "; ".join(steps)
    in_fresh_process("-c", code)  # writes the compiled files
    return median(float(in_fresh_process("-c", code)) for _ in range(rounds))


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile shape: how many times normal text it costs a character."""

    shape: str
    characters: int
    """The longest text that was tried, see :data:`PATIENCE`."""
    plain: float
    indirect: float


def measure_hostile(texts: Sequence[str]) -> Iterator[Hostile]:
    """Each shape of :mod:`benchmarks.shapes` against normal text of the same length."""
    normal: dict[int, tuple[float, float]] = {}
    for shape in SHAPES:
        size, costs = _largest_bearable(shape)
        if size not in normal:
            normal[size] = _costs(of_length(texts, size))
        yield Hostile(shape.__name__, size, costs[0] / normal[size][0], costs[1] / normal[size][1])


def _largest_bearable(shape: Callable[[int], str]) -> tuple[int, tuple[float, float]]:
    for size, following in itertools.zip_longest(HOSTILE_SIZES, HOSTILE_SIZES[1:]):
        costs = _costs(shape(size))
        if following is None or max(costs) * size * (following / size) ** 2 > PATIENCE:
            return size, costs
    raise AssertionError("no sizes")


def _costs(text: str) -> tuple[float, float]:
    return cost(load_quoteattr(), text), cost(load_quoteattr_indirect(), text)


# --- report -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Results:
    """What was measured; None for a part that was not asked for."""

    words: int
    """At least so many in each round of the throughput."""
    throughput: list[Throughput] | None = None
    scaling: float | None = None
    memory_mb: float | None = None
    starts_ms: dict[str, float] | None = None
    hostile: list[Hostile] | None = None

    def tables(self) -> str:
        """All parts as Markdown."""
        parts = [self._throughput(), self._single_figures(), self._hostile()]
        return "\n\n".join(part for part in parts if part)

    def _throughput(self) -> str:
        header = ("system", "words/s", "quoteattr is × as fast", "with `indirect=True` ×")
        rows = [
            [each.title, f"not installed ({each.missing})", report.NOTHING, report.NOTHING]
            if each.missing
            else [each.title, f"{each.words_per_second:,.0f}", _times(each.ours), _times(each.ours_indirect)]
            for each in self.throughput or ()
        ]
        return report.markdown_table(header, rows) if rows else ""

    def _single_figures(self) -> str:
        figures = [
            ("cost a character at 10 MB against 10 kB", self.scaling, "{:.2f}"),
            ("peak memory on 10 MB of text, above the text itself", self.memory_mb, "{:.0f} MB"),
            *((name, milliseconds, "{:.1f} ms") for name, milliseconds in (self.starts_ms or {}).items()),
        ]
        rows = [[name, form.format(value)] for name, value, form in figures if value is not None]
        return report.markdown_table(("figure", "measured"), rows) if rows else ""

    def _hostile(self) -> str:
        header = ("hostile text", "characters", "cost a character against normal text", "with `indirect=True`")
        rows = [
            [each.shape.replace("_", " "), f"{each.characters:,}", f"{each.plain:.2f}", f"{each.indirect:.2f}"]
            for each in self.hostile or ()
        ]
        return report.markdown_table(header, rows) if rows else ""


def _times(factor: float | None) -> str:
    return report.NOTHING if factor is None else f"{factor:.2f}"


def measure(
    parts: Sequence[str], pipelines: Sequence[Pipeline], texts: Sequence[str], words: int, rounds: int
) -> Results:
    """Run the chosen parts."""
    results = Results(words=words)
    if "throughput" in parts:
        results.throughput = measure_throughput(pipelines, samples(texts, words, rounds))
    if "scaling" in parts:
        results.scaling = measure_scaling(texts)
    if "memory" in parts:
        results.memory_mb = measure_memory(texts)
    if "import" in parts:
        results.starts_ms = measure_starts()
    if "hostile" in parts:
        results.hostile = list(measure_hostile(texts))
    return results


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="a clone of PolNeAR; without it the bundled seed")
    parser.add_argument("--parts", default="", metavar="A,B", help=f"only these of {', '.join(PARTS)}")
    parser.add_argument("--systems", default="", metavar="A,B", help="only these systems, by key (throughput)")
    parser.add_argument("--words", type=int, default=60_000, help="words of text for the throughput (default 60000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the throughput (default 5)")
    parser.add_argument("--write-readme", action="store_true", help="put the tables into README.md")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    try:
        parts = chosen(options.parts, PARTS, "part")
        keys = chosen(options.systems, [pipeline.key for pipeline in PIPELINES], "system")
        texts = read_texts(options.polnear)
    except (ValueError, CorpusMissing) as error:
        print(f"speed: {error}", file=sys.stderr)
        return 2
    pipelines = [pipeline for pipeline in PIPELINES if pipeline.key in keys]
    with one_core():
        results = measure(parts, pipelines, texts, options.words, options.rounds)
    print(json.dumps(asdict(results), indent=1) if options.json else results.tables())
    if options.write_readme:
        report.write_between(report.README, "speed", results.tables())
    return 0


if __name__ == "__main__":
    sys.exit(main())
