"""Can two names be one person's? Given names, initials, middle names and short forms against each other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from quoteattr.lexicon import load
from quoteattr.people.spelling import fold

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")

SAME = "the same name"
SPELT = "the same name in another spelling"
INITIAL = "an initial for the first name"
SHORT = "a short form of the first name"
MIDDLE = "a middle name or initial more"
GENERATION = "Jr., Sr. or the like more"


class Name(NamedTuple):
    """A name taken apart, its words without capitals, accents and dots."""

    first: str
    """Empty where there is one word alone."""
    middles: tuple[str, ...]
    particles: tuple[str, ...]
    """van, de, bin: small words before the family name."""
    family: str
    generation: str

    @property
    def is_full(self) -> bool:
        """Does it tell who is meant? Not Quill and not A. Quill; but A. M. Quill."""
        return len(self.first) > 1 or bool(self.first and self.middles)


@lru_cache(maxsize=65_536)  # news repeats its names
def read_name(name: str) -> Name:
    """A name, its titles aside, taken apart; one without any letter has an empty family name."""
    suffixes = _suffixes()
    words = [fold(word).replace("’", "'") for word in _WORD.findall(name)]
    generation = ""
    while len(words) > 1 and words[-1] in suffixes:
        generation = suffixes[words.pop()]
    if not words:
        return Name("", (), (), "", "")
    *given, family = words
    at = len(given)
    while at > 1 and given[at - 1] in _particles():
        at -= 1
    return Name(given[0] if given else "", tuple(given[1:at]), tuple(given[at:]), family, generation)


def relation(one: Name, other: Name) -> str:
    """By what two full or abbreviated names can be one person's, in words; empty where they cannot.

    The first names are the same, or one is an initial or a short form of the other; no middle name and no Jr. of the
    one contradicts the other's; the family names are the same.
    """
    if one == other:
        return SPELT
    if (one.family, one.particles) != (other.family, other.particles) or not (one.first and other.first):
        return ""
    if one.generation and other.generation and one.generation != other.generation:
        return ""
    first = _first(one.first, other.first)
    if first is None or not _middles_fit(one.middles, other.middles):
        return ""
    reasons = (
        first,
        MIDDLE if one.middles != other.middles else "",
        GENERATION if one.generation != other.generation else "",
    )
    return ", ".join(filter(None, reasons))


def _first(one: str, other: str) -> str | None:
    """How two first names fit; None where they do not."""
    if one == other:
        return ""
    if (len(one) == 1 or len(other) == 1) and one[0] == other[0]:
        return INITIAL
    return SHORT if full_forms(one) & full_forms(other) else None


@lru_cache(maxsize=8192)
def full_forms(first: str) -> frozenset[str]:
    """The first names that one can be a short form of, and it itself."""
    return _short_forms().get(first, frozenset()) | {first}


def _middles_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Are the fewer middle names, in their order, among the more? An initial stands for any name that begins so."""
    fewer, more = sorted((one, other), key=len)
    rest = iter(more)
    return all(any(_same_middle(name, each) for each in rest) for name in fewer)


def _same_middle(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, frozenset[str]]:
    folded: dict[str, frozenset[str]] = {}
    for short, full in load().nicknames.items():
        folded[fold(short)] = folded.get(fold(short), frozenset()) | set(map(fold, full))
    return folded


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(map(fold, load().particles))


@lru_cache(maxsize=1)
def _suffixes() -> dict[str, str]:
    """What stands behind a name: Jr. and the like, told alike however written, and honours, which tell nothing."""
    sets = load().sets
    generations = {fold(word).rstrip("."): fold(word).rstrip(".") for word in sets["generation"]}
    return {**{fold(word): "" for word in sets["honour"]}, **generations}
