"""The levels of grammar and the names of what stands on them; patterns over a level, written in these names.

The engine is a finite-state cascade (Abney 1996, "Partial parsing via finite-state cascades"): a level is a string with
one letter a unit, and regular expressions over it make the next. The letters are for the machine. People write and read
the names, which stand here once, each with an example in which the unit meant is in braces::

    _TIME = pattern(Chunk, "(adverb | preposition noun)* stop* $")
    _SUBJECT = any_of(Chunk, "noun adjective")
    _PHRASE = row(Chunk, "preposition noun")

    if kinds[k] in _SUBJECT: …                # one unit: is it one of these?
    if kinds.startswith(_PHRASE, k): …        # units side by side, or none at all
    if kinds.startswith(tuple(_SUBJECT), k):  # one of these, or no unit at all

A slice is never asked with ``in``: where there is no unit it is empty, and an empty string is in every string.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias, TypeVar


class Unit(NamedTuple):
    """What can stand on a level: its name in patterns, its letter, and an example with the unit in braces."""

    name: str
    letter: str
    meaning: str
    example: str
    decided: bool = True
    """False for what a unit alone leaves open: its neighbours decide, and none is left on a finished level."""


class _Declared(str):
    """A letter with what the table says of it, until :func:`_level` puts the plain letter in its place."""

    __slots__ = ("decided", "example", "meaning")
    meaning: str
    example: str
    decided: bool


def _unit(letter: str, meaning: str, example: str, *, decided: bool = True) -> str:
    declared = _Declared(letter)
    declared.meaning, declared.example, declared.decided = meaning, example, decided
    return declared


def _open(letter: str, meaning: str, example: str) -> str:
    return _unit(letter, meaning, example, decided=False)


L = TypeVar("L")
Level: TypeAlias = type[object]

_UNITS: dict[Level, tuple[Unit, ...]] = {}
_LETTERS: dict[Level, dict[str, str]] = {}
"""Of each level the names of units and of sets of units, to their letters."""


def _level(cls: type[L]) -> type[L]:
    """Gather the units of a level, its base's included, and leave plain strings: they compare at twice the speed."""
    base = cls.__mro__[1]
    own = {name: value for name, value in vars(cls).items() if name.isupper()}
    declared = {name.lower(): value for name, value in own.items() if isinstance(value, _Declared)}
    units = (Unit(name, str.__str__(u), u.meaning, u.example, u.decided) for name, u in declared.items())
    _UNITS[cls] = (*units, *_UNITS.get(base, ()))
    _LETTERS[cls] = {name.lower(): "".join(value) for name, value in own.items()} | _LETTERS.get(base, {})
    for name, value in own.items():
        if isinstance(value, str):
            setattr(cls, name, str.__str__(value))
    return cls


def units(level: Level) -> tuple[Unit, ...]:
    """What can stand on a level: the table, what is left open included."""
    return _UNITS[level]


def names(level: Level, letters: str) -> list[str]:
    """The names of the units of a string of a level; empty for a letter that the level does not have."""
    known = {unit.letter: unit.name for unit in _UNITS[level]}
    return [known.get(letter, "") for letter in letters]


def letter(level: Level, name: str) -> str:
    """The letter of a unit, or the letters of a set of units, by its name.

    Raises:
        ValueError: the level has no such name.
    """
    found = _LETTERS[level].get(name)
    if found is None:
        raise ValueError(f"{level.__name__} has no {name!r}; there are {', '.join(_LETTERS[level])}")
    return found


def any_of(level: Level, written: str) -> str:
    """Units to look one up among, by their names and those of sets, with blanks between: ``any_of(Word, "noun name")``.

    Raises:
        ValueError: a name that the level does not have.
    """
    return "".join(dict.fromkeys("".join(letter(level, name) for name in written.split())))


def row(level: Level, written: str) -> str:
    """Units side by side, by their names: ``row(Chunk, "comma noun")``.

    Raises:
        ValueError: a name that the level does not have, or that means several units.
    """
    found = [letter(level, name) for name in written.split()]
    if several := [name for name, letters in zip(written.split(), found, strict=True) if len(letters) > 1]:
        raise ValueError(f"{several[0]!r} is a set of units, of which a row holds one; write a pattern")
    return "".join(found)


@_level
class Marks:
    """Marks, which are the same on each level."""

    QUOTATION = _unit("Q", "an outermost quotation, whole", "Ann Lee said: {“It rained.”}")
    COMMA = _unit(",", "comma", "Yes{,} it rained.")
    SEMICOLON = _unit(";", "semicolon", "It rained{;} it poured.")
    COLON = _unit(":", "colon", "Ann Lee was blunt{:} it rained.")
    OPENING = _unit("(", "opening bracket", "Ann Lee {(}a farmer) left.")
    CLOSING = _unit(")", "closing bracket", "Ann Lee (a farmer{)} left.")
    STOP = _unit(".", "what ends a sentence", "It rained{.}")
    DASH = _unit("-", "dash", "It rained {–} it poured.")

    MARK = COMMA + SEMICOLON + COLON + OPENING + CLOSING + STOP + DASH


@_level
class Word(Marks):
    """Word classes: what a word is in its sentence."""

    DETERMINER = _unit("D", "determiner or possessive pronoun", "{The} mill closed.")
    PRONOMINAL = _unit("d", "determiner that can stand alone", "{Some} left.")
    ADJECTIVE = _unit("A", "adjective", "The {old} mill closed.")
    NUMBER = _unit("M", "number", "The {12} mills closed.")
    NOUN = _unit("N", "common noun", "The {mill} closed.")
    NAME = _unit("P", "proper name or title", "The mill of {Tarn} closed.")
    PRONOUN = _unit("H", "personal pronoun as a subject", "{She} left.")
    OBJECT = _unit("O", "personal pronoun as an object", "The mill saw {him}.")
    POSSESSIVE = _unit("Z", "possessive ’s", "Ann Lee{’s} mill closed.")
    PARTICLE = _unit("p", "particle of a name", "Ludwig {van} Beethoven left.")
    TIME = _unit("t", "day, month or the like", "It rained on {Monday}.")
    FINITE_VERB = _unit("V", "finite verb", "She {says} it rained.")
    BASE = _unit("B", "base form of a verb", "She will {say} so.")
    PAST = _unit("E", "past form, or participle of the same spelling", "She {warned} him.")
    PARTICIPLE = _unit("F", "participle only", "She has {written} it.")
    GERUND = _unit("G", "-ing form", "She left, {saying} it rained.")
    AUXILIARY = _unit("X", "auxiliary: be, have, do, a modal", "She {will} say so.")
    LOOSE_AUXILIARY = _unit("J", "being, having outside a verb group", "She left, {having} said so.")
    TO = _unit("T", "to", "She wants {to} say so.")
    ADVERB = _unit("R", "adverb, not", "She {never} left.")
    PREPOSITION = _unit("I", "preposition", "It rained {in} May.")
    SUBORDINATOR = _unit("S", "subordinator", "She left {because} it rained.")
    THAT = _unit("K", "that", "She said {that} it rained.")
    WH = _unit("W", "who, which, what, how", "She, {who} left, is old.")
    CONJUNCTION = _unit("C", "and, or, but", "Mills {and} farms closed.")

    NOUN_OR_BASE = _open("b", "noun or base form", "The {report} is late; they report rain.")
    NOUN_OR_THIRD = _open("c", "noun or third person", "The {claims} are old; she claims rain.")
    BEING_OR_HAVING = _open("j", "auxiliary, or loose", "It is {being} sold; being old, it closed.")
    PERIOD = _open("u", "time or noun", "It rained last {week}; a week is long.")
    HER = _open("Y", "determiner or object", "She lost {her} mill; he saw her.")

    START = "^"  # stands before the first word
    END = "$"  # stands behind the last word

    DETERMINING = DETERMINER + PRONOMINAL
    OWNING = DETERMINER + POSSESSIVE  # what a noun must follow
    NOMINAL = NOUN + NAME
    RELATIVE = WH + THAT  # what opens a relative clause
    PERSONAL = PRONOUN + OBJECT
    OPEN = NOUN_OR_BASE + NOUN_OR_THIRD + BEING_OR_HAVING + PERIOD + HER


@_level
class Chunk(Marks):
    """Chunk kinds: what a group of words is in its clause."""

    NOUN = _unit("n", "noun group, pronouns included", "{The old mill} closed.")
    VERB = _unit("v", "finite verb group", "She {will not say} so.")
    PAST = _unit("e", "past form or participle without auxiliary", "She {warned} him.")
    GERUND = _unit("g", "-ing form without auxiliary", "She left, {saying} it rained.")
    INFINITIVE = _unit("b", "infinitive", "She wants {to say} so.")
    ADJECTIVE = _unit("a", "adjective without noun", "The mill is {old}.")
    PREPOSITION = _unit("i", "preposition", "It rained {in} Tarn.")
    SUBORDINATOR = _unit("s", "subordinator", "She left {because} it rained.")
    THAT = _unit("k", "that", "She said {that} it rained.")
    WH = _unit("w", "who, which, what, how", "She, {who} left, is old.")
    CONJUNCTION = _unit("c", "and, or, but", "Mills {and} farms closed.")
    ADVERB = _unit("r", "adverb, day or date", "She left {on Monday}.")

    BASE = _open("B", "finite verb or infinitive", "Critics {say} so; she let them say so.")
    OBJECT = _open("O", "noun group that is no subject", "She let {them} say so.")

    FINITE = VERB + PAST
    VERBAL = VERB + PAST + INFINITIVE + GERUND
    RELATIVE = WH + THAT  # what opens a relative clause
    SUBORDINATE = SUBORDINATOR + THAT + WH  # what opens a clause inside another
    PARTING = Marks.SEMICOLON + Marks.COLON + Marks.STOP + Marks.DASH + Marks.OPENING + Marks.QUOTATION + CONJUNCTION
    CLAUSE_BREAK = SUBORDINATE + PARTING  # behind these a clause has no verb yet


@_level
class Verb:
    """What a chunk does for its clause as a verb."""

    FINITE = _unit("f", "the finite verb of a clause", "The report released in May {said} so.")
    MODIFIER = _unit("p", "a past form that modifies a noun", "The report {released} in May said so.")
    NONE = _unit(" ", "no verb, or one that is not finite", "The mill wants {to close}.")


_TOKEN = re.compile(r"\s*(?:([a-z_]+)|(\(\?[=!]|\(\?<[=!]|[()|*+?$^]|\{\d*,?\d*\}))")


def pattern(level: Level, written: str) -> re.Pattern[str]:
    """Compile a pattern in the names of a level; a name of a set of units stands for any of them.

    The notation is that of regular expressions: ``( | )`` group and choose, ``* + ? {m,n}`` repeat, ``(?= …)`` and its
    like look around, ``$`` is the end, ``any`` any unit. What comes out is a plain pattern over the letters, so that it
    costs nothing at run time.

    Raises:
        ValueError: a name that the level does not have, or a sign that the notation does not have.
    """
    out: list[str] = []
    at, end = 0, len(written.rstrip())
    while at < end:
        found = _TOKEN.match(written, at)
        if found is None:
            raise ValueError(f"{written[at:].strip()!r}: neither a name nor a sign of the notation")
        name, sign = found.groups()
        out.append(_class(level, name) if name else "(?:" if sign == "(" else sign)
        at = found.end()
    return re.compile("".join(out))


def _class(level: Level, name: str) -> str:
    """A name as a regular expression for one unit."""
    if name == "any":
        return "."
    found = letter(level, name)
    return re.escape(found) if len(found) == 1 else f"[{re.escape(found)}]"
