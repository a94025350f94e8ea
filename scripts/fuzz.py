"""Search for texts that break the engine, longer than CI can, and keep what is found as regression tests.

    python scripts/fuzz.py [--minutes 10] [--seed 0]

A finding is a text on which ``parse`` raises or whose records break the contract (``tests/invariants.py``). The
smallest text of each kind is written to ``tests/regressions/``, where ``tests/test_regressions.py`` runs it. With
``atheris`` installed the search is guided by coverage and each finding is written at once; without it Hypothesis
searches and shrinks, and the exit status is 1 if anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402

try:
    import atheris
except ImportError:
    atheris = None

if atheris is None:
    from quoteattr import parse
    from tests import test_properties
    from tests.invariants import check
else:
    with atheris.instrument_imports(include=["quoteattr"]):
        from quoteattr import parse
    from tests import test_properties
    from tests.invariants import check

REGRESSIONS = ROOT / "tests" / "regressions"


Kind = tuple[str, int]


class Findings:
    """The smallest text of each kind of failure, and the file that keeps it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.smallest: dict[Kind, str] = {}
        self.files: dict[Kind, Path] = {}

    def judge(self, text: str) -> Kind | None:
        """Parse a text; gives the kind of its failure, and keeps the text if it is the smallest of its kind."""
        try:
            check(text, parse(text, indirect=True))
            check(text, parse(text))
        except Exception as error:
            kind = kind_of(error)
            if kind not in self.smallest or len(text) < len(self.smallest[kind]):
                self.smallest[kind] = text
            return kind
        return None

    def write(self, kind: Kind) -> None:
        """The text in place of a longer one of its kind: UTF-8, lone surrogates let through, newlines as they are."""
        text = self.smallest[kind]
        raw = text.encode("utf8", "surrogatepass")
        path = self.directory / f"{kind[0]}-{hashlib.sha256(raw).hexdigest()[:8]}.txt"
        if kind in self.files:
            self.files[kind].unlink(missing_ok=True)
        self.directory.mkdir(exist_ok=True)
        path.write_bytes(raw)
        self.files[kind] = path
        print(f"{path.relative_to(ROOT)}: {text!r}", flush=True)


def kind_of(error: Exception) -> Kind:
    """Which function failed and in which line: two texts of the same kind show the same fault."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).stem}-{frame.name.strip('<>_')}", frame.lineno or 0


def search_with_hypothesis(findings: Findings, minutes: float, first_seed: int) -> int:
    """Rounds of random texts until the time is over; gives the number of texts."""
    tried = 0
    stop = time.monotonic() + 60 * minutes

    def round_of(number: int) -> None:
        known = set(findings.smallest)

        # A known kind of failure is passed over, so that a round finds, and shrinks, the next one.
        @seed(number)
        @settings(
            max_examples=2000,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        @given(test_properties.anything)
        def try_one(text: str) -> None:
            nonlocal tried
            tried += 1
            kind = findings.judge(text)
            assert kind is None or kind in known, text

        try:
            try_one()
        except Exception:
            print(f"round {number}: {len(findings.smallest)} kinds of failure", flush=True)

    number = first_seed
    while time.monotonic() < stop:
        round_of(number)
        number += 1
    return tried


def search_with_atheris(findings: Findings, minutes: float, first_seed: int) -> None:
    """libFuzzer over texts put together from the pieces of the property tests; ends the process."""
    pieces = (*test_properties.WORDS, *test_properties.MARKS, *test_properties.WHITE, *test_properties.INVISIBLE)

    def one_input(raw: bytes) -> None:
        data = atheris.FuzzedDataProvider(raw)
        parts = []
        while data.remaining_bytes():
            take_piece = data.ConsumeIntInRange(0, 7) > 0
            parts.append(data.PickValueInList(list(pieces)) if take_piece else data.ConsumeUnicode(4))
            parts.append(" " * data.ConsumeIntInRange(0, 1))
        text = "".join(parts)
        kind = findings.judge(text)
        if kind is not None and findings.smallest[kind] is text:
            findings.write(kind)

    options = [f"-max_total_time={60 * minutes:.0f}", f"-seed={first_seed + 1}", "-max_len=400"]
    atheris.Setup([sys.argv[0], *options], one_input)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long to search (default: 10)")
    parser.add_argument("--seed", type=int, default=0, help="where the search starts (default: 0)")
    options = parser.parse_args()
    findings = Findings(REGRESSIONS)
    if atheris is not None:
        search_with_atheris(findings, options.minutes, options.seed)
    tried = search_with_hypothesis(findings, options.minutes, options.seed)
    for kind in sorted(findings.smallest):
        findings.write(kind)
    print(f"{tried} texts, {len(findings.smallest)} kinds of failure")
    return 1 if findings.smallest else 0


if __name__ == "__main__":
    sys.exit(main())
