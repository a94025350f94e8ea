"""Options of a caller, checked when they are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from quoteattr.errors import ConfigError, nearest

PATTERN_TIMEOUT = 1.0
"""Seconds that one user-supplied pattern may search one text."""


@dataclass(frozen=True)
class Config:
    """What a caller changes about the rules. Immutable, hashable, safe to share between threads.

    Raises:
        ConfigError: an unknown rule (the message names the nearest one), an empty word, a broken pattern.
        TypeError: an option that is no collection of strings.
    """

    rules_off: tuple[str, ...] = ()
    """Names of rules that are not applied."""
    cues: tuple[str, ...] = ()
    """Extra verbs of saying, in every form that the text may use: ``("opines", "opined")``."""
    speakers: tuple[str, ...] = ()
    """Full names known beforehand: with ``("Ben Wallace",)`` a lone *Wallace* is named in full."""
    skip: tuple[str, ...] = ()
    """Regular expressions (of the ``regex`` package) for boilerplate: a quotation that overlaps a match is ``other``.
    A pattern that searches a text for more than :data:`PATTERN_TIMEOUT` seconds raises ``ConfigError``."""

    def __post_init__(self) -> None:
        for option in ("rules_off", "cues", "speakers", "skip"):
            object.__setattr__(self, option, _strings(option, getattr(self, option)))
        for pattern in self.skip:
            try:
                regex.compile(pattern)
            except regex.error as error:
                raise ConfigError(f"skip: {pattern!r} is no regular expression ({error})") from error

    def check_rules(self, known: Iterable[str]) -> None:
        """Raise :class:`ConfigError` for a rule that does not exist."""
        names = tuple(known)
        for name in self.rules_off:
            if name not in names:
                raise ConfigError(f"rules_off: there is no rule {name!r}{nearest(name, names)}")

    def skipped(self, text: str) -> list[tuple[int, int]]:
        """The stretches of a text, in code points, that the ``skip`` patterns match."""
        out: list[tuple[int, int]] = []
        for pattern in self.skip:
            try:
                out += [m.span() for m in regex.finditer(pattern, text, timeout=PATTERN_TIMEOUT)]
            except TimeoutError as error:
                raise ConfigError(f"skip: {pattern!r} took longer than {PATTERN_TIMEOUT} s; make it simpler") from error
        return sorted(span for span in out if span[1] > span[0])


def _strings(option: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(f"{option}: a tuple of strings is needed, not {type(value).__name__}")
    strings = tuple(value)
    for item in strings:
        if not isinstance(item, str):
            raise TypeError(f"{option}: a tuple of strings is needed, and {item!r} is none")
        if not item.strip():
            raise ConfigError(f"{option}: an empty string names nothing; leave it out")
    return strings
