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

    The first names are the same, or one is an initial or a short form of the other; no middle name of the one
    contradicts the other's; family names, and Jr. behind them, are the same: father and son are two.
    """
    if one == other:
        return SPELT
    if one[2:] != other[2:] or not (one.first and other.first):
        return ""
    first = _first(one.first, other.first)
    if first is None or not _middles_fit(one.middles, other.middles):
        return ""
    return ", ".join(filter(None, (first, MIDDLE if one.middles != other.middles else "")))


def _first(one: str, other: str) -> str | None:
    """How two first names fit; None where they do not."""
    if one == other:
        return ""
    if (len(one) == 1 or len(other) == 1) and one[0] == other[0]:
        return INITIAL
    return SHORT if full_forms(one) & full_forms(other) else None


@lru_cache(maxsize=8192)
def full_forms(first: str) -> frozenset[str]:
    """The first names that one can be a short form of, and it itself.

    A name that more people are given than the long one is no short form of it: hardly any Gary is a Garrett.
    """
    given = _given()
    longer = (full for full in _short_forms().get(first, ()) if given.get(full, 0.0) > given.get(first, 0.0))
    return frozenset((first, *longer))


def _middles_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Do the more middle names begin with the fewer? An initial stands for any name that begins so.

    Not those of George W. and George H. W.: two who share a middle name are mostly kin.
    """
    return all(_same_middle(*pair) for pair in zip(one, other, strict=False))


def _same_middle(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, frozenset[str]]:
    folded: dict[str, frozenset[str]] = {}
    for short, full in load().nicknames.items():
        folded[fold(short)] = folded.get(fold(short), frozenset()) | set(map(fold, full))
    return folded


@lru_cache(maxsize=1)
def _given() -> dict[str, float]:
    """How many of a million people are given a first name."""
    found: dict[str, float] = {}
    for name, counts in load().given_names.items():
        found[fold(name)] = max(found.get(fold(name), 0.0), sum(counts))
    return found


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(map(fold, load().particles))


@lru_cache(maxsize=1)
def _suffixes() -> dict[str, str]:
    """What stands behind a name: Jr. and the like, told alike however written, and honours, which tell nothing."""
    sets = load().sets
    generations = {fold(word).rstrip("."): fold(word).rstrip(".") for word in sets["generation"]}
    return {**{fold(word): "" for word in sets["honour"]}, **generations}
