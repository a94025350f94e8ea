"""Search for inputs that break the library, longer than CI can, and keep what is found as regression tests.

    python scripts/fuzz.py [--minutes 10] [--seed 0] [--doors text,articles,json,command,files] [--corpus DIR]

``scripts/fuzz_doors.py`` has the doors: what goes in, and what must hold of it. The smallest input of each kind of
failure is written to ``tests/regressions/``, where ``tests/test_regressions.py`` runs it. What came from a corpus
(``--corpus``, a folder with ``*.txt`` at any depth) is no input to publish: it goes to ``--keep`` (a new temporary
folder without it) and is told in words of one's own. Hypothesis searches and shrinks; the exit status is 1 if anything
was found. With ``atheris`` installed ``--guided`` searches the door ``text`` by coverage, each finding written at once.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402

from scripts.fuzz_doors import Door, doors  # noqa: E402
from tests import test_properties  # noqa: E402

REGRESSIONS = ROOT / "tests" / "regressions"
EXAMPLES = 1000
"""Inputs of one door before it is the turn of the next."""

Kind = tuple[str, int]


class Findings:
    """The smallest input of each kind of failure of one door, and the file that keeps it."""

    def __init__(self, door: Door, directory: Path) -> None:
        self.door = door
        self.directory = directory
        self.tried = 0
        self.broken = 0
        """Rounds that ended early by a fault of the search."""
        self.smallest: dict[Kind, Any] = {}
        self.files: dict[Kind, Path] = {}

    def judge(self, given: Any) -> Kind | None:
        """Put an input through the door; gives the kind of its failure, and keeps the smallest input of each kind."""
        self.tried += 1
        kind = self.failure(given)
        if kind is not None and (kind not in self.smallest or len(given) < len(self.smallest[kind])):
            self.smallest[kind] = given
        return kind

    def failure(self, given: Any) -> Kind | None:
        """The kind of failure of an input, None if all that must hold does."""
        try:
            self.door.check(given)
        except Exception as error:
            return kind_of(error)
        return None

    def write(self, kind: Kind) -> None:
        """The smallest input, in place of a longer one of its kind."""
        given = self.reduced(kind)
        raw = self.door.raw(given)
        path = self.directory / f"{kind[0]}-{hashlib.sha256(raw).hexdigest()[:8]}{self.door.suffix}"
        if kind in self.files:
            self.files[kind].unlink(missing_ok=True)
        self.directory.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        self.files[kind] = path
        print(f"{path}: line {kind[1]}", flush=True)

    def reduced(self, kind: Kind) -> Any:
        """Without each line, word and character that the failure does not need: a text of a corpus is not drawn."""
        given = self.smallest[kind]
        size = len(given) // 2
        while size:
            start = 0
            while start < len(given):
                shorter = given[:start] + given[start + size :]
                if self.failure(shorter) == kind:
                    given = shorter
                else:
                    start += size
            size //= 2
        return given


def kind_of(error: Exception) -> Kind:
    """Which function failed and in which line: two inputs of the same kind show the same fault."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).stem}-{frame.name.strip('<>_')}", frame.lineno or 0


def search(findings: Findings, number: int) -> None:
    """One round of random inputs through a door."""
    known = set(findings.smallest)

    # A known kind of failure is passed over, so that a round finds, and shrinks, the next one.
    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(findings.door.inputs)
    def try_one(given: Any) -> None:
        kind = findings.judge(given)
        assert kind is None or kind in known

    try:
        try_one()
    except Exception as error:
        name, kinds, found = findings.door.name, len(findings.smallest), findings.smallest.keys() - known
        print(f"round {number}, {name}: {kinds} kinds of failure", flush=True)
        for kind in found:  # at once: a search of hours may be ended
            findings.write(kind)
        if not found:  # no input did it: inputs are made wrongly, and the rest of the round was not searched
            findings.broken += 1
            print(f"round {number}, {name}: the search failed: {error!r}", flush=True)


def search_guided(findings: Findings, minutes: float, first_seed: int) -> None:
    """libFuzzer over texts put together from the pieces of the property tests; ends the process."""
    import atheris

    atheris.instrument_all()
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


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long to search (default: 10)")
    parser.add_argument("--seed", type=int, default=0, help="where the search starts (default: 0)")
    parser.add_argument("--doors", default="", metavar="A,B", help="only these doors")
    parser.add_argument("--corpus", type=Path, action="append", default=[], metavar="DIR", help="texts to mutate")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where findings in texts of a corpus go")
    parser.add_argument("--guided", action="store_true", help="by coverage, with atheris")
    return parser.parse_args()


def main() -> int:
    options = _arguments()
    private = options.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    known = {door.name: door for door in doors(options.corpus)}
    wanted = options.doors.split(",") if options.doors else list(known)
    if unknown := set(wanted) - set(known):
        print(f"fuzz: no door {unknown.pop()!r}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    searched = [Findings(known[name], private if known[name].private else REGRESSIONS) for name in wanted]
    if options.guided:
        search_guided(Findings(known["text"], REGRESSIONS), options.minutes, options.seed)
    stop = time.monotonic() + 60 * options.minutes
    for number, findings in enumerate(itertools.cycle(searched), start=options.seed):
        if time.monotonic() > stop:
            break
        search(findings, number)
    for findings in searched:
        print(f"{findings.door.name}: {findings.tried} inputs, {len(findings.smallest)} kinds of failure")
    return 1 if any(findings.smallest or findings.broken for findings in searched) else 0


if __name__ == "__main__":
    sys.exit(main())
