"""When a predicted speaker name counts as the gold one."""

from __future__ import annotations

import re

from benchmarks.words import word_list

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

_POSSESSIVE = re.compile("['’]s")
_WORD = re.compile(r"[^\W_]+")


def core(name: str | None) -> list[str]:
    """The words of a name in lower case, without titles and suffixes unless it has nothing else."""
    words: list[str] = _WORD.findall(_POSSESSIVE.sub("", (name or "").lower()))
    ignored = word_list("titles") | SUFFIXES
    return [word for word in words if word not in ignored] or words


def same_entity(predicted: str | None, gold: str) -> bool:
    """Do both name the same person or body? The last word of one is in the other; no given name speaks against it."""
    ours, theirs = core(predicted), core(gold)
    if not ours or not theirs:
        return False
    if ours == theirs:
        return True
    return (theirs[-1] in ours or ours[-1] in theirs) and not _given_names_differ(ours, theirs)


def same_canonical(predicted: str | None, gold: str) -> bool:
    """Is the prediction the very form of the gold name, titles aside?"""
    return core(predicted) == core(gold)


def _given_names_differ(ours: list[str], theirs: list[str]) -> bool:
    """Same surname behind given names that do not even share their initial."""
    return len(ours) > 1 and len(theirs) > 1 and ours[-1] == theirs[-1] and ours[0][0] != theirs[0][0]
