"""What the command lines of the benchmarks have in common."""

from __future__ import annotations

from collections.abc import Iterable


def chosen(names: str, known: Iterable[str], what: str) -> list[str]:
    """The names of a comma-separated list; all that are known for an empty one.

    Raises ``ValueError`` for an unknown name; the message lists the known ones.
    """
    known = list(known)
    wanted = [name.strip() for name in names.split(",") if name.strip()] or known
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise ValueError(f"no {what} {unknown[0]!r}; there are {', '.join(known)}")
    return wanted
