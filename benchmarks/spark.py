"""Articles per second of quoteattr on Apache Spark, on one and two cores, and what a million articles would cost.

    python -m benchmarks.spark [--polnear DIR] [--articles N] [--cores 1,2] [--price P] [--indirect] [--json]

Each number of cores is measured in a fresh local session that the system holds to that many cores, JVM and Python
workers together. The articles lie in a Parquet file; timed is the whole job from that file to all quote rows, which
are thrown away, so that the disk of this machine does not count. A first run, not counted, starts the Python workers.
The figure is the median of the rounds. Without a corpus the articles are the bundled seeds, repeated. Exit status 2
when DIR holds no corpus or pyspark is not installed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import report
from benchmarks.polnear import CorpusMissing
from benchmarks.speed import in_fresh_process, read_texts

MILLION = 1_000_000
PARTITIONS_PER_CORE = 4
"""Enough that a slow partition does not decide the time."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The job on some cores."""

    cores: int
    articles: int
    words: int
    quotes: int
    seconds: float

    @property
    def rate(self) -> float:
        """Articles per second."""
        return self.articles / self.seconds

    @property
    def core_hours(self) -> float:
        """Extrapolated to a million articles."""
        return MILLION / self.rate * self.cores / 3600


def measure(texts: Sequence[str], cores: int, *, indirect: bool, rounds: int) -> Measured:
    """Run the job in this process, which must not have had a Spark session before."""
    from quoteattr.integrations.spark import extract_quotes

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))  # the JVM and the workers inherit it
    spark = _session(cores)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "articles")
            rows = spark.createDataFrame(list(enumerate(texts)), "id long, text string")
            rows.repartition(cores * PARTITIONS_PER_CORE).write.parquet(path)
            quotes = extract_quotes(spark.read.parquet(path), indirect=indirect)
            count = quotes.count()
            taken = [_seconds(quotes) for _ in range(rounds)]
    finally:
        spark.stop()
    return Measured(cores, len(texts), sum(len(text.split()) for text in texts), count, median(taken))


def _session(cores: int) -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join([str(report.ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    options = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.files.maxPartitionBytes": "1m",  # a partition a file, or the test data would be one partition
        "spark.sql.files.openCostInBytes": "1m",
    }
    builder = SparkSession.builder.master(f"local[{cores}]").appName("quoteattr benchmark")
    for key, value in options.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _seconds(frame: Any) -> float:
    started = time.perf_counter()
    frame.write.format("noop").mode("overwrite").save()
    return time.perf_counter() - started


def table(results: Sequence[Measured], price: float) -> str:
    """The results as Markdown."""
    header = ("cores", "articles/s", "words/s", "a million articles: core hours", f"at ${price:.3f} a core hour")
    rows = [
        [
            str(each.cores),
            f"{each.rate:,.0f}",
            f"{each.words / each.seconds:,.0f}",
            f"{each.core_hours:.2f}",
            f"${each.core_hours * price:.2f}",
        ]
        for each in results
    ]
    return report.markdown_table(header, rows)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark", description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="a clone of PolNeAR; without it the bundled seeds")
    parser.add_argument("--articles", type=int, default=4000, help="how many articles (default 4000)")
    parser.add_argument("--cores", default="1,2", metavar="A,B", help="numbers of cores (default 1,2)")
    parser.add_argument("--price", type=float, default=0.05, help="dollars a core hour (default 0.05)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("--indirect", action="store_true", help="with reported speech too")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)  # a process of its own for one measurement
    options = parser.parse_args(arguments)
    cores = [int(number) for number in options.cores.split(",")]
    if options.measure:
        texts = json.loads(options.measure.read_text(encoding="utf-8"))
        print(json.dumps(asdict(measure(texts, cores[0], indirect=options.indirect, rounds=options.rounds))))
        return 0
    try:
        import pyspark  # noqa: F401

        texts = list(itertools.islice(itertools.cycle(read_texts(options.polnear)), options.articles))
    except (ImportError, CorpusMissing) as error:
        print(f"spark: {error}", file=sys.stderr)
        return 2
    results = _in_fresh_processes(texts, cores, options)
    if options.json:
        print(json.dumps([{**asdict(each), "rate": each.rate, "core_hours": each.core_hours} for each in results]))
    else:
        print(table(results, options.price))
    return 0


def _in_fresh_processes(texts: Sequence[str], cores: Sequence[int], options: argparse.Namespace) -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        rest = ["--measure", str(path), "--rounds", str(options.rounds), *["--indirect"] * options.indirect]
        printed = [in_fresh_process("-m", "benchmarks.spark", "--cores", str(number), *rest) for number in cores]
    return [Measured(**json.loads(each.splitlines()[-1])) for each in printed]


if __name__ == "__main__":
    sys.exit(main())
