"""Descriptions: what the article calls its people and bodies, and who "the senator" or "the ministry" is.

Roles are collected beside names (former senator Ann Lee, a farmer), and asked for by the noun of a description
and the words before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from itertools import islice

from quoteattr.lexicon import Role
from quoteattr.people.entities import PERSONS, Entity, People, ranked
from quoteattr.people.mentions import Name
from quoteattr.syntax.document import Document
from quoteattr.syntax.levels import Word

_LOOK_BACK = 40  # names of a person looked at for one outside quotations
_ENDS = frozenset(",.)")
_GOVERNS = Word.PREPOSITION + Word.TO
_MODIFIES = Word.ADJECTIVE + Word.NOUN
_OFFICE = Word.NOUN + Word.NAME
_SPEAKS = frozenset(Word.FINITE_VERB + Word.PAST + Word.AUXILIARY)
_DESCRIBES = Word.ADJECTIVE + Word.NOUN + Word.NAME
_VERB_GROUP = (Word.AUXILIARY, Word.ADVERB)
_BEFORE = 4  # words before a name that may describe it
_BEHIND = 9  # words behind a name that may describe it
_HOLDERS = 16  # persons of one role that are compared
_INTRODUCED = 800  # tokens in which "a senator" makes "the senator" somebody without a name


class Descriptions:
    """Role nouns to those who hold them, and words of names to the bodies that have them."""

    def __init__(self, document: Document, names: list[Name], people: People) -> None:
        self.document = document
        self.sets = document.lexicon.sets
        self.words = document.tokens.words
        self.people = people
        self._holders: dict[str, list[Entity]] = {}
        self._bodies: dict[str, list[Name]] = {}
        """Word of an organization's name to the names that have it."""
        for name in names:
            entity = people.of(name)
            if entity.kind in PERSONS:
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
        roles = self.document.lexicon.roles
        return roles.get(noun.lower()) or roles.get(noun)

    def held(self) -> set[str]:
        """The nouns of persons that somebody holds."""
        roles = self.document.lexicon.roles
        return {noun for noun in self._holders if noun in roles and roles[noun].kind == "person"}

    def holder(self, noun: str, gender: str, token: int, modifiers: Collection[str] = ()) -> Entity | None:
        """Whom the article calls by this role noun: who has most of its modifiers, then who was named last."""
        return self._best(self._holders.get(noun, ()), gender, token, modifiers)

    def holder_alike(self, noun: str, gender: str, token: int, modifiers: Collection[str]) -> Entity | None:
        """Whom the article calls by a role that this one can mean: the lawmaker, of a senator."""
        kin = self.document.lexicon.role_kin.get(noun, frozenset())
        alike = (entity for role in sorted(kin) for entity in self._holders.get(role, ()))
        found = self._best(alike, gender, token, modifiers)
        # the Russian leader is no leader of whom nothing says Russian
        return found if found is not None and (not modifiers or found.attributes.intersection(modifiers)) else None

    def _best(self, holders: Iterable[Entity], gender: str, token: int, modifiers: Collection[str]) -> Entity | None:
        best: tuple[tuple[int, int], Entity] | None = None
        for entity in islice(holders, _HOLDERS):
            if gender == "-" or entity.gender in (gender, ""):
                last = self._last(entity, token)
                if last is not None:
                    rank = len(entity.attributes.intersection(modifiers)), last
                    if best is None or rank > best[0]:
                        best = rank, entity
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

    def ends_name(self, noun: str) -> bool:
        """Is a word the last of the name of a body: the zoo, of Tarn Zoo?"""
        word = noun.capitalize()
        return any(name.words[-1] == word and len(name.words) > 1 for name in self._bodies.get(word, ()))

    def owned_body(self, noun: str, token: int) -> str:
        """The ministry: China’s foreign ministry, where the article spoke of it so before; its words, or nothing."""
        before = range(token - 1, max(-1, token - _INTRODUCED), -1)
        told = (i for i in before if self.words[i] == noun and not self.document.quoted_tokens[i])
        return next(filter(None, map(self._with_owner, told)), "")

    def _with_owner(self, token: int) -> str:
        """The noun group that a token ends, where a name owns it: China’s foreign ministry; or nothing."""
        parse = self.document.parse(self.document.narrative_at(token))
        units = parse.sentence.units
        chunk = parse.chunks.at(bisect_left(units, token))
        start, end = parse.chunks.starts[chunk], parse.chunks.ends[chunk]
        if parse.tags[start] != Word.NAME or Word.POSSESSIVE not in parse.tags[start:end] or units[end - 1] != token:
            return ""
        tokens = self.document.tokens
        return tokens.text[slice(*tokens.span(units[start], token + 1))]

    def holds_other_office(self, entity: Entity, noun: str) -> bool:
        """A senator is not "the governor"."""
        offices = self.document.lexicon.offices
        return noun in offices and not entity.roles.isdisjoint(offices)

    def is_attribute(self, word: str) -> bool:
        """the 23-year-old, the Spaniard: what somebody is, in one word."""
        return any(map(word.endswith, self.sets["age_ending"])) or self.document.lexicon.places.get(word) == "demonym"

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
        words, roles = self.words, self.document.lexicon.roles
        if name.titles:
            entity.attributes.update(map(str.lower, name.titles))
        i = name.start - 1
        if i > 0 and words[i] == ",":
            if self._is_apposed(i):
                i -= 1
            elif self._is_office(i, name):
                entity.roles.add(self._ranked(i - 1))
        for k in range(i, max(-1, i - _BEFORE), -1):
            word = words[k].lower()
            if word not in roles:
                if i - k and self.document.letters[k] in _MODIFIES:
                    entity.attributes.add(word)
                break
            entity.roles.add(self._ranked(k))
            entity.attributes.add(word)
        if name.end < len(words) and words[name.end] in (",", "("):
            self._take(entity, range(name.end + 1, min(len(words), name.end + _BEHIND)))
            self._take_unlisted(entity, name)
        elif self.document.letters[name.end : name.end + 1] == Word.AUXILIARY:
            self._take_predicate(entity, name.end)

    def _take_unlisted(self, entity: Entity, name: Name) -> None:
        """[Ann Lee], a full-back, said: what no list has is a role where it is all of an apposition."""
        words, start = self.words, name.end + 1
        if words[name.end] != "," or self._word(start) not in self.sets["introducing"]:
            return
        stop = next((i for i in range(start + 1, min(len(words), start + _BEFORE)) if words[i] in _ENDS), None)
        if stop is not None and words[stop] == "," and self.document.letters[stop - 1] == Word.NOUN:
            entity.roles.add(self._ranked(stop - 1))

    def _take_predicate(self, entity: Entity, verb: int) -> None:
        """[Ann Lee] has been a farmer: the role that a sentence gives its subject."""
        words, letters = self.words, self.document.letters
        stop = verb
        while letters[stop : stop + 1] in _VERB_GROUP:
            stop += 1
        group = frozenset(words[verb:stop])
        is_somebody = not group.isdisjoint(self.sets["be"]) and group.isdisjoint(self.sets["negation"])
        article = self._word(stop)
        if is_somebody and (article in self.sets["definite_article"] or article in self.sets["introducing"]):
            self._take(entity, range(stop + 1, min(len(words), stop + _BEHIND)))

    def _word(self, token: int) -> str:
        """The word of a token, or none behind the last."""
        return self.words[token] if token < len(self.words) else ""

    def _ranked(self, token: int) -> str:
        """The role at a token, in lower case: vice president, president."""
        words = self.words
        return ranked(words[token].lower(), words[token - 1] if token else "", self.document.lexicon)

    def _is_apposed(self, comma: int) -> bool:
        """His lawyer, [Ann Lee], said: a role of its own before the comma that another comma closes."""
        role = self.document.lexicon.roles.get(self.words[comma - 1].lower())
        if role is None or role.plural or role.kind != "person":
            return False
        before = self.words[max(0, comma - _BEFORE) : comma - 1]
        return any(w.lower() in self.sets["definite"] or self.document.classes[w] == Word.POSSESSIVE for w in before)

    def _is_office(self, comma: int, name: Name) -> bool:
        """The sarpanch, [Ann Lee], said: what no list has is an office where a name is its apposition."""
        words, letters = self.words, self.document.letters
        closed = words[name.end : name.end + 1] == [","] and name.kind == "person" and not name.weak
        if not closed or comma < 2 or words[comma - 2].lower() not in self.sets["definite_article"]:
            return False
        known = self.document.lexicon.roles.get(words[comma - 1].lower())
        opens = comma == 2 or letters[comma - 3] not in _GOVERNS
        return known is None and opens and letters[comma - 1] in _OFFICE

    def _take(self, entity: Entity, tokens: Iterable[int]) -> None:
        """Add the roles of an apposition up to its end; behind a preposition they are another's (aide to a senator).

        What has a verb behind it is no apposition: Beside [Ann Lee], the mayor said.
        """
        relative, letters = self.sets["relative_person"], self.document.letters
        roles: set[str] = set()
        attributes: set[str] = set()
        for i in tokens:
            word = self.words[i]
            if word in _ENDS or word in relative or (roles and letters[i] in _GOVERNS):
                break
            if roles and letters[i] in _SPEAKS:
                return
            if word.lower() in self.document.lexicon.roles:
                roles.add(self._ranked(i))
            if letters[i] in _DESCRIBES:
                attributes.add(word.lower())
        entity.roles |= roles
        entity.attributes |= attributes
