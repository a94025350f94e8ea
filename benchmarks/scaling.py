"""Cost a character of a long text against short ones, for a process of its own: ``python -m benchmarks.scaling FILE``.

The short texts are every tenth piece of the long one, so that both speak alike. In a process that other systems have
filled, the garbage collector would walk through what they hold each time the long text has made enough.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

SMALL = 10_000
ROUNDS = 3


def main(path: str) -> None:
    from benchmarks.pipelines import load_quoteattr
    from benchmarks.speed import seconds

    run = load_quoteattr()
    large = Path(path).read_text(encoding="utf-8")
    small = [large[start : start + SMALL] for start in range(0, len(large), 10 * SMALL)]
    seconds(run, small[:3])
    share = len(large) / sum(map(len, small))
    ratios = []
    for _ in range(ROUNDS):
        before, long, after = seconds(run, small), seconds(run, [large]), seconds(run, small)
        ratios.append(long / share / ((before + after) / 2))  # the clock of a busy machine drifts
    print(median(ratios))


if __name__ == "__main__":
    main(*sys.argv[1:])
