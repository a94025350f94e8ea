"""Peak memory of one call, for a process of its own: ``python -m benchmarks.memory PIECE TIMES``.

Builds a text of TIMES copies of the file PIECE and prints by how many bytes ``extract_quotes`` raises the resident
memory above what the process holds with the text and the imported package. The source is VmHWM and VmRSS of Linux,
which belong to this process alone; elsewhere ``ru_maxrss`` (on Linux it would start at the parent's peak).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def resident_now() -> int:
    """Bytes in memory now; where the system does not tell, the most so far."""
    return _linux("VmRSS") if _STATUS.exists() else _max_rss()


def resident_peak() -> int:
    """The most bytes in memory so far."""
    return _linux("VmHWM") if _STATUS.exists() else _max_rss()


def _linux(field: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB$", _STATUS.read_text(encoding="ascii"), re.MULTILINE)
    if found is None:
        raise RuntimeError(f"{_STATUS} has no {field}")
    return int(found[1]) * 1024


def _max_rss() -> int:
    import resource  # not on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main(piece: str, times: str) -> None:
    from quoteattr import extract_quotes

    # One multiplication: the text is the only large thing that was ever in memory.
    text = Path(piece).read_text(encoding="utf-8") * int(times)
    before = resident_now()
    quotes = extract_quotes(text)
    print(max(0, resident_peak() - before), len(quotes))


if __name__ == "__main__":
    main(*sys.argv[1:])
