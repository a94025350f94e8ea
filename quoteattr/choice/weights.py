"""Tables of weights: what each value of each feature adds to the score of what it is seen at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

Value = str | tuple[str, ...]
"""What a feature is: a word, or several where features are crossed."""
Families = tuple[dict[Value, float], ...]
_ZERO = repeat(0.0)


class Group:
    """Features that are always seen together, in their order."""

    __slots__ = ("families",)

    def __init__(self, families: Families) -> None:
        self.families = families

    def weigh(self, values: Sequence[Value]) -> float:
        """What one value of each feature weighs together; a value that the table does not have weighs nothing."""
        return sum(map(dict.get, self.families, values, _ZERO))


class Sums(dict[tuple[str, ...], float]):
    """What features that are told by the same few words weigh together: summed up once for all texts.

    The words are of closed classes, so that there are some thousand rows at most.
    """

    def __init__(self, group: Group, values: Callable[..., Sequence[Value]]) -> None:
        super().__init__()
        self._group = group
        self._values = values

    def __missing__(self, key: tuple[str, ...]) -> float:
        found = self[key] = self._group.weigh(self._values(*key))
        return found


class Weights:
    """The weights of one choice: feature and value to weight."""

    def __init__(self, rows: Iterable[tuple[str, str, float]]) -> None:
        self._families: dict[str, dict[Value, float]] = {}
        for feature, value, weight in rows:
            parts = value.split(" ")
            self._families.setdefault(feature, {})[value if len(parts) == 1 else tuple(parts)] = weight

    def group(self, *features: str) -> Group:
        """These features as a group."""
        return Group(tuple(self._families.setdefault(feature, {}) for feature in features))
