"""Markdown tables, and their place in the README."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
NOTHING = "–"
"""A figure that a system does not claim or the corpus cannot give."""


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table, first column to the left, the others to the right."""
    rule = [":---", *["---:"] * (len(header) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (header, rule, *rows))


def write_between(path: Path, name: str, content: str) -> None:
    """Replace what stands between ``<!-- NAME:begin -->`` and ``<!-- NAME:end -->`` in the file.

    Raises ``ValueError`` when the file has not exactly one such pair of marks.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    text = path.read_text(encoding="utf-8")
    marked = re.compile(f"(?<={re.escape(begin)}).*?(?={re.escape(end)})", re.DOTALL)
    replaced, count = marked.subn(lambda _: f"\n{content}\n", text)
    if count != 1:
        raise ValueError(f"{path} needs one pair of {begin} and {end}; it has {count}")
    path.write_text(replaced, encoding="utf-8")
