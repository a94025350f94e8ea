"""Record how many rows each word list has, so that one that lost rows is told when it is read.

    python scripts/count_rows.py [--check] [FOLDER ...]

writes ``lists.tsv`` in each folder of lists, or in those of all languages of the package; run it after a change of a
list. A list that English has and another language does not is recorded there with 0 rows. With ``--check`` nothing is
written, and the exit status is 1 if a count is wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "quoteattr" / "data"
REFERENCE = DATA / "en"
RECORD = "lists.tsv"

HEADER = """\
# How many rows each list of this folder has: a list that has another number was cut off or changed.
# Source: counted by scripts/count_rows.py.
# Licence: MIT
# Date: 2026-11
# Columns: list, rows
"""


def record(folder: Path) -> str:
    """The content of ``lists.tsv`` for the lists of a folder."""
    names = {path.name for lists in (folder, REFERENCE) for path in lists.glob("*.tsv")} - {RECORD}
    return HEADER + "".join(f"{Path(name).stem}\t{rows(folder / name)}\n" for name in sorted(names))


def rows(path: Path) -> int:
    """The number of entries of a list, header and empty lines left out; 0 for a list that there is not."""
    if not path.exists():
        return 0
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(bool(line) and not line.startswith("#") for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Record how many rows each word list has.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a count is wrong")
    options = parser.parse_args()
    wrong = 0
    for folder in options.folders or sorted(path.parent for path in DATA.glob("*/language.tsv")):
        target, counted = folder / RECORD, record(folder)
        if target.is_file() and target.read_text(encoding="utf-8") == counted:
            continue
        wrong += 1
        if not options.check:
            target.write_text(counted, encoding="utf-8")
        print(f"{target}: {'is out of date' if options.check else 'written'}")
    return 1 if wrong and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
