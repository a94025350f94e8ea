"""Options of a caller, checked when they are made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

import regex

from quoteattr.errors import ConfigError, nearest, shown

PATTERN_TIMEOUT = 1.0
"""Seconds that one user-supplied pattern may search one text, and the same again for each further million characters.
They are seconds of the processor, and those of all threads count."""

_OPTIONS = ("rules_off", "cues", "speakers", "skip")
_DEFAULT_LANGUAGE = "en"
_MILLION = 1_000_000
_LONGEST_PATTERN = 10_000  # characters: the time to compile one grows with it, and none by hand is as long
_MOST_REPEATS = 10_000
# An escaped character, a set, a call of a group, a count, or any other character of a pattern.
_PART = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<call>\(\?(?:R|[+-]?\d+|&\w+|P>\w+)\))|(?P<count>\{\d*(?:,\d*)?\})|.", re.DOTALL
)
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}-]*")


@dataclass(frozen=True, init=False)
class Config:
    """What a caller changes about the rules. Immutable, hashable, safe to share between threads and to pickle.

    Raises:
        ConfigError: an unknown rule or language (the message names the nearest one), an empty word, a broken pattern,
            a verb that is no single word, a name without letters.
        TypeError: an option that is no collection of strings, a language that is no string.
    """

    rules_off: tuple[str, ...] = ()
    """Names of rules that are not applied."""
    cues: tuple[str, ...] = ()
    """Extra verbs of saying, in every form that the text may use: ``("opines", "opined")``."""
    speakers: tuple[str, ...] = ()
    """Full names known beforehand: with ``("Ben Wallace",)`` a lone *Wallace* is named in full."""
    skip: tuple[str, ...] = ()
    """Regular expressions (of the ``regex`` package) for boilerplate: a quotation that overlaps a match is ``other``.
    A pattern that searches a text for more than :data:`PATTERN_TIMEOUT` seconds raises ``ConfigError``; one that is
    very long, calls itself or repeats a part very often is refused when the ``Config`` is made."""
    language: str = _DEFAULT_LANGUAGE
    """A language of the package, or a folder of the caller's own lists: a path with a separator in it, ``"./lists"``.
    The folder has the lists of ``quoteattr/data/en``, and ``lists.tsv`` with the number of rows of each."""
    _patterns: tuple[Any, ...] = field(init=False, repr=False, compare=False)
    """``skip``, compiled: the cache of ``regex`` forgets patterns when there are many."""

    def __init__(
        self,
        rules_off: Iterable[str] = (),
        cues: Iterable[str] = (),
        speakers: Iterable[str] = (),
        skip: Iterable[str] = (),
        language: str = _DEFAULT_LANGUAGE,
    ) -> None:
        """Any collection of strings will do, and becomes a tuple."""
        given = zip(_OPTIONS, (rules_off, cues, speakers, skip), strict=True)
        options: dict[str, object] = {option: _strings(option, value) for option, value in given}
        options["language"] = _language(language)
        for name, value in options.items():
            object.__setattr__(self, name, value)
        _check_rules(self.rules_off)
        for cue in self.cues:
            if not _WORD.fullmatch(cue.strip()):
                raise ConfigError(f"cues: {shown(cue)} is no single word; give each form of a verb for itself")
        for speaker in self.speakers:
            if not any(map(str.isalpha, speaker)):
                raise ConfigError(f"speakers: {shown(speaker)} is no name")
        object.__setattr__(self, "_patterns", tuple(map(_compiled, self.skip)))

    def skipped(self, text: str) -> list[tuple[int, int]]:
        """The stretches of a text, in code points, that ``skip`` matches: in order, none touching another."""
        found: list[tuple[int, int]] = []
        seconds = PATTERN_TIMEOUT * (1 + len(text) // _MILLION)
        for pattern in self._patterns:
            try:
                found += [m.span() for m in pattern.finditer(text, timeout=seconds) if m.end() > m.start()]
            except TimeoutError as error:
                told = f"skip: {shown(pattern.pattern)} took longer than {seconds} s; make it simpler"
                raise ConfigError(told) from error
        return list(_joined(sorted(found)))


def _strings(option: str, value: object) -> tuple[str, ...]:
    """The option as plain strings: a subclass may have its own ideas of equality, or refuse to be pickled."""
    if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
        raise TypeError(f"{option}: a tuple of strings is needed, not {type(value).__name__}")
    strings = []
    for item in value:
        if not isinstance(item, str):
            raise TypeError(f"{option}: a tuple of strings is needed, and {_named(item)} is none")
        plain = str.__str__(item)
        if not plain.strip():
            raise ConfigError(f"{option}: an empty string names nothing; leave it out")
        strings.append(plain)
    return tuple(sorted(strings) if isinstance(value, Set) else strings)  # the order of a set is another in each run


def _check_rules(names: tuple[str, ...]) -> None:
    """Raise :class:`ConfigError` for a rule that does not exist."""
    if not names:
        return
    from quoteattr.choice.candidates import STRUCTURES  # the rules are imported where one is named, and only there
    from quoteattr.rules.order import RULE_NAMES

    known = (*RULE_NAMES, *STRUCTURES)
    for name in names:
        if name not in known:
            raise ConfigError(f"rules_off: there is no rule {shown(name)}{nearest(name, known)}")


def _language(value: object) -> str:
    """The language as a plain string: one of those that there are, or a folder that is there."""
    if not isinstance(value, str):
        raise TypeError(f"language: a string is needed, not {type(value).__name__}")
    plain = str.__str__(value)
    if plain == _DEFAULT_LANGUAGE:
        return plain
    from quoteattr.lexicon import is_folder, languages  # reading records back needs no lists, nor what reads them

    if is_folder(plain):
        if not os.path.isdir(plain):
            raise ConfigError(f"language: {shown(plain)} is no folder")
    elif plain not in languages():
        known = f"there are {', '.join(languages())}; a folder of lists is a path with a separator, as in './lists'"
        raise ConfigError(f"language: there is no language {shown(plain)}{nearest(plain, languages())}; {known}")
    return plain


def _named(item: object) -> str:
    return repr(item) if item is None or type(item) in (bool, int, float) else f"a {type(item).__name__}"


def _compiled(pattern: str) -> Any:
    if len(pattern) > _LONGEST_PATTERN:
        told = f"a pattern of {len(pattern)} characters; give several of {_LONGEST_PATTERN} at most"
        raise ConfigError(f"skip: {shown(pattern)} is {told}")
    _check_repeats(pattern)
    try:
        return regex.compile(pattern)
    except (regex.error, RecursionError) as error:
        raise ConfigError(f"skip: {shown(pattern)} is no regular expression ({error})") from error


def _check_repeats(pattern: str) -> None:
    """Refuse what takes memory without end, and repeats within repeats, which take it before any clock is looked at."""
    groups = [1]  # the largest repeat inside each open group, the pattern as a whole first
    last = 1  # that of what stands right before
    for part in _PART.finditer(pattern):
        if part["call"]:
            raise ConfigError(f"skip: {shown(pattern)} calls itself or a group of its own ({part[0]}); write it out")
        if part["count"] is not None:
            last *= max([1, *(int(number[:10]) for number in re.findall(r"\d+", part[0]))])
        elif part[0] == "(":
            groups.append(1)
            continue
        else:
            last = groups.pop() if part[0] == ")" and len(groups) > 1 else 1
        groups[-1] = max(groups[-1], last)
        if last > _MOST_REPEATS:
            raise ConfigError(f"skip: {shown(pattern)} repeats a part {last} times; {_MOST_REPEATS} is the most")


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted stretches with those that overlap or touch made one, so that a quotation need not look at all."""
    start = end = -1
    for first, last in spans:
        if first > end:
            if end > 0:
                yield start, end
            start = first
        end = max(end, last)
    if end > 0:
        yield start, end
