"""Names that the caller knows beforehand: which of them an article can mean, without reading all anew for each text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from quoteattr.people.entities import NAMESAKES
from quoteattr.people.spelling import fold

Places = dict[str, list[int]]


def mentioned(known: tuple[str, ...], words: Iterable[str]) -> list[str]:
    """Of the known names those that share a word with the article, in their order.

    ``words`` are the words of the names in the article. Of the names that share one word as surname or given name, and
    of those that share it as the first of two surnames, no more are given than are ever told apart.
    """
    if not known:
        return []
    places = _places(known)
    return [known[place] for place in sorted({place for word in set(words) for place in places.get(fold(word), ())})]


@lru_cache(maxsize=8)
def _places(known: tuple[str, ...]) -> Places:
    """Folded word to the places of the names that can be found by it."""
    ends: Places = {}
    first_surnames: Places = {}
    for place, name in enumerate(known):
        words = name.split()
        for word in {fold(words[0]), fold(words[-1])}:
            ends.setdefault(word, []).append(place)
        if len(words) > 2:
            first_surnames.setdefault(fold(words[-2]), []).append(place)
    both = {*ends, *first_surnames}
    return {word: ends.get(word, [])[:NAMESAKES] + first_surnames.get(word, [])[:NAMESAKES] for word in both}
