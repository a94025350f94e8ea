"""Descriptions: what the article calls its people and bodies, and who "the senator" or "the ministry" is.

Roles are collected beside names (former senator Ann Lee, a farmer), and asked for by the noun of a description
and the words before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from quoteattr.lexicon import Role
from quoteattr.mentions import Name
from quoteattr.people import Entity, People
from quoteattr.rules.base import Context

_LOOK_BACK = 40  # names of a person looked at for one outside quotations
_ENDS = frozenset(",.)")
_BEFORE = 4  # words before a name that may describe it
_BEHIND = 9  # words behind a name that may describe it
_HOLDERS = 50  # persons of one role that are compared
_INTRODUCED = 800  # tokens in which "a senator" makes "the senator" somebody without a name


class Descriptions:
    """Role nouns to those who hold them, and words of names to the bodies that have them."""

    def __init__(self, ctx: Context, names: list[Name], people: People) -> None:
        self.ctx = ctx
        self.sets = ctx.lexicon.sets
        self.words = ctx.tokens.words
        self.people = people
        self._holders: dict[str, list[Entity]] = {}
        self._bodies: dict[str, list[Name]] = {}
        """Word of an organization's name to the names that have it."""
        for name in names:
            entity = people.of(name)
            if entity.kind in ("person", "unknown"):
                self._describe(name, entity)
        for entity in people.entities:
            for role in sorted(entity.roles):
                self._holders.setdefault(role, []).append(entity)
        for name in names:
            if name.kind == "organization":
                for word in dict.fromkeys(name.words):
                    self._bodies.setdefault(word, []).append(name)

    def role(self, noun: str) -> Role | None:
        """The role that a noun of the text is: senator, CEO, Republican."""
        roles = self.ctx.lexicon.roles
        return roles.get(noun.lower()) or roles.get(noun)

    def held(self) -> set[str]:
        """The nouns of persons that somebody holds."""
        roles = self.ctx.lexicon.roles
        return {noun for noun in self._holders if noun in roles and roles[noun].kind == "person"}

    def holder(self, noun: str, gender: str, token: int) -> Entity | None:
        """The person last mentioned before whom the article calls by this role noun."""
        best: tuple[int, Entity] | None = None
        for entity in self._holders.get(noun, ())[:_HOLDERS]:
            if gender == "-" or entity.gender in (gender, ""):
                last = self._last(entity, token)
                if last is not None and (best is None or last > best[0]):
                    best = last, entity
        return None if best is None else best[1]

    def _last(self, entity: Entity, token: int) -> int | None:
        """Where the person was last named before, quotations and headlines aside."""
        k = bisect_left(entity.names, token, key=lambda n: n.start)
        return next((n.start for n in reversed(entity.names[max(0, k - _LOOK_BACK) : k]) if not n.weak), None)

    def body(self, noun: str, token: int) -> Entity | None:
        """the ministry: the organization last named before with that word in its name."""
        named = self._bodies.get(noun.capitalize(), [])
        k = bisect_left(named, token, key=lambda n: n.start)
        return self.people.of(named[k - 1]) if k else None

    def holds_other_office(self, entity: Entity, noun: str) -> bool:
        """A senator is not "the governor"."""
        offices = self.ctx.lexicon.offices
        return noun in offices and not entity.roles.isdisjoint(offices)

    def is_attribute(self, word: str) -> bool:
        """the 23-year-old, the Spaniard: what somebody is, in one word."""
        return any(map(word.endswith, self.sets["age_ending"])) or self.ctx.lexicon.places.get(word) == "demonym"

    def is_introduced(self, noun: str, token: int) -> bool:
        """Did the article speak of "a" such person before, or is the role one for people without a name?"""
        if noun in self.sets["nameless_role"]:
            return True
        words, introducing = self.words, self.sets["introducing"]
        return any(
            words[i] == noun and not introducing.isdisjoint(words[max(0, i - 5) : i])
            for i in range(max(0, token - _INTRODUCED), token)
        )

    def _describe(self, name: Name, entity: Entity) -> None:
        """Collect the role nouns beside a name: former senator [Ann Lee], a farmer."""
        words = self.words
        before = name.start - 1
        for i in range(before, max(-1, before - _BEFORE + 1), -1):
            if words[i].lower() not in self.ctx.lexicon.roles:
                break
            entity.roles.add(words[i].lower())
        if name.end < len(words) and words[name.end] in (",", "("):
            self._take(entity, range(name.end + 1, min(len(words), name.end + _BEHIND)))

    def _take(self, entity: Entity, tokens: Collection[int]) -> None:
        """Add the roles of an apposition up to its end."""
        relative = self.sets["relative_person"]
        for i in tokens:
            word = self.words[i]
            if word in _ENDS or word in relative:
                break
            if word.lower() in self.ctx.lexicon.roles:
                entity.roles.add(word.lower())
