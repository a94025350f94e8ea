"""Examples of choices: features instead of weights, so that the engine's own code says what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.choice.weights import Value

Features = tuple[int, ...]
"""Numbers of the features of one option."""


@dataclass(frozen=True)
class Example:
    """One choice: its options, and which of them are right."""

    article: str
    corpus: str
    options: tuple[Features, ...]
    right: tuple[bool, ...]


class _RecordingGroup:
    def __init__(self, recorder: Recorder, features: tuple[str, ...]) -> None:
        self._recorder = recorder
        self._features = features

    def weigh(self, values: Sequence[Value]) -> Features:
        """The numbers of the features, where a group of weights has their sum: tuples are added up as sums are."""
        return tuple(self._recorder.number(key) for key in zip(self._features, values, strict=False))


class Recorder:
    """Stands where :class:`quoteattr.choice.weights.Weights` does, and numbers what it is asked about."""

    nothing: Features = ()

    def __init__(self) -> None:
        self.names: list[tuple[str, Value]] = []
        self._numbers: dict[tuple[str, Value], int] = {}

    def group(self, *features: str) -> _RecordingGroup:
        return _RecordingGroup(self, features)

    def number(self, key: tuple[str, Value]) -> int:
        """The number of a feature with its value."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.names)
            self.names.append(key)
        return found
