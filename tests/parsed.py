"""A text taken as far as the rules see it: the same steps as in ``quoteattr/parser.py``, up to the context."""

from __future__ import annotations

from quoteattr import parser
from quoteattr.lexicon import load
from quoteattr.people.entities import Entity, People
from quoteattr.people.mentions import Name
from quoteattr.rules.base import Context
from quoteattr.syntax.cues import Parse


def context(text: str) -> Context:
    """Tokens, quotations, sentences and names of a text."""
    return parser.context(text)[0]


def parses(text: str) -> list[Parse]:
    """The sentences of a text with their chunks and cues."""
    ctx = context(text)
    return [ctx.parse(sentence.index) for sentence in ctx.narrative]


def parsed(text: str) -> Parse:
    """The only sentence of a text."""
    [parse] = parses(text)
    return parse


def names(text: str) -> list[Name]:
    """The names of a text in order."""
    return parser.context(text)[1].all


def people(text: str, known: tuple[str, ...] = ()) -> list[Entity]:
    """Who is who in a text, in order of the first mention."""
    names_found = parser.context(text)[1]
    found = People(names_found.all, load(), known, names_found.initials).entities
    return sorted(found, key=lambda entity: entity.names[0].start)
