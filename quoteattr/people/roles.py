"""Who is meant by words without a name: the senator, the retired surgeon, the ministry, the company."""

from __future__ import annotations

from collections.abc import Callable

from quoteattr.lexicon import Role
from quoteattr.people.descriptions import Descriptions
from quoteattr.people.documents import Documents
from quoteattr.people.entities import Entity, ranked
from quoteattr.people.phrases import Phrase
from quoteattr.people.resolved import Resolved, named
from quoteattr.people.salience import Salience
from quoteattr.syntax.levels import Word

_HEADS = Word.NOUN + Word.NAME + Word.PRONOMINAL
_ARTICLE_AND_NOUN = 2  # units
_SHORT = 4  # units of a description that is one word of age or origin: the smiling Spaniard
_Seen = Callable[[], Salience]
"""Gives those mentioned so far, who are gathered when they are first asked for."""
_KINDS = {"person": "unnamed", "document": "unnamed"}


def by_role(phrase: Phrase, described: Descriptions, documents: Documents, people: _Seen, bodies: _Seen) -> Resolved:
    """Whom a description means, from who holds its role and who is talked about; its own words if nobody does."""
    return _Description(phrase, described).resolve(documents, people, bodies)


class _Description:
    """A mention without a name, taken apart."""

    def __init__(self, phrase: Phrase, described: Descriptions) -> None:
        parse, start = phrase.parse, phrase.range.start
        self.phrase = phrase
        self.described = described
        self.sets = parse.sets
        self.last_word = parse.words[phrase.head_end - 1]
        self.length = phrase.head_end - start
        head = next((i for i in range(phrase.head_end - 1, start - 1, -1) if parse.tags[i] in _HEADS), None)
        self.word = "" if head is None else parse.words[head]
        self.noun = self.word.lower()
        self.held = self.noun
        """The role as somebody holds it: president, vice president."""
        self.role: Role | None = None if head is None else described.role(self.word)
        self.modifiers = [] if head is None else [word.lower() for word in parse.words[start + 1 : head]]
        if self.modifiers:
            self.held = ranked(self.noun, self.modifiers[-1], parse.lexicon)
        self.is_definite = phrase.first_word in self.sets["definite"]
        self.has_article = phrase.first_word in self.sets["definite_article"]

    def resolve(self, documents: Documents, people: _Seen, bodies: _Seen) -> Resolved:
        return (
            self._person(people)
            or self._attribute(people)
            or self._body(bodies)
            or self._document(documents)
            or self._unnamed()
        )

    def _person(self, people: _Seen) -> Resolved | None:
        """Who holds the role, or whom the article is about: the senator, the retired surgeon."""
        role, noun, token, described = self.role, self.held, self.phrase.token, self.described
        if role is None and self.has_article and self.length == 2:
            entity = described.holder(noun, "-", token)  # an office that no list has: the sarpanch
            return None if entity is None else named(entity, "role")
        if not self.is_definite or role is None or role.kind != "person" or role.plural:
            return None
        entity = described.holder(noun, role.gender, token, self.modifiers)
        if entity is None and self.has_article:
            entity = described.holder_alike(noun, role.gender, token, self.modifiers)
        if entity is not None:
            return named(entity, "role")
        if not self._can_be_topic() or not self.word.islower() or described.is_introduced(noun, token):
            return None
        entity = people().topic("" if role.gender == "-" else role.gender, self.phrase.narrative)
        if entity is None or described.holds_other_office(entity, noun):
            return None
        return named(entity, "topic")

    def _can_be_topic(self) -> bool:
        """the retired surgeon: "the", a modifier, the role, and no owner (the company's lawyer); the candidate."""
        if not self.has_article:
            return False
        start = self.phrase.range.start
        owned = Word.POSSESSIVE in self.phrase.parse.tags[start : self.phrase.head_end]
        return (self.length > 2 and not owned) or self.noun in self.sets["public_figure"]

    def _attribute(self, people: _Seen) -> Resolved | None:
        """the 23-year-old, the Spaniard."""
        if not self.has_article or self.length >= _SHORT or not self.described.is_attribute(self.last_word):
            return None
        entity = people().topic("", self.phrase.narrative)
        return None if entity is None else named(entity, "topic")

    def _body(self, bodies: _Seen) -> Resolved | None:
        """the ministry: the body with that word in its name; the company: the one last talked about."""
        noun, token = self.noun, self.phrase.token
        if not self.is_definite or not self._is_body():
            return None
        entity = self.described.body(noun, token)
        if entity is not None and self._can_be(entity):
            return named(entity, "role")
        if self.has_article and self.length == _ARTICLE_AND_NOUN and (owned := self.described.owned_body(noun, token)):
            return Resolved(None, owned, "organization", "role")
        if not self._stands_for_another() or self.described.is_introduced(noun, token):
            return None
        entity = bodies().company(self.phrase.narrative)
        return None if entity is None else named(entity, "topic")._replace(kind="organization")

    def _is_body(self) -> bool:
        """A body by its role, by the noun, or because the article has a body of that name: the zoo, of Tarn Zoo."""
        if self.role is None:
            named = self.has_article and self.length == _ARTICLE_AND_NOUN
            return self.noun in self.sets["body_noun"] or (named and self.described.ends_name(self.noun))
        return self.role.kind == "organization" or self.noun in self.sets["body_noun"]

    def _stands_for_another(self) -> bool:
        """the company, of one that has a name; but the courts, the government are called so themselves."""
        one_of_a_kind = self.noun in self.sets["public_body"] or (self.role is not None and self.role.plural)
        return self.has_article and (self._is_bare() or self.noun in self.sets["giant"]) and not one_of_a_kind

    def _is_bare(self) -> bool:
        """the group, the Tarn-based group: does nothing but its place stand before the noun?"""
        return self.length == _ARTICLE_AND_NOUN or any(
            map("".join(self.modifiers[-1:]).endswith, self.sets["seat_ending"])
        )

    def _can_be(self, body: Entity) -> bool:
        """The Tarn police department is none that has no Tarn in its name; his is anybody's."""
        parse, start = self.phrase.parse, self.phrase.range.start
        tags = parse.tags[start + 1 : start + 1 + len(self.modifiers)]
        names = {word for word, tag in zip(self.modifiers, tags, strict=True) if tag == Word.NAME}
        return not self.has_article or names <= {word.lower() for word in body.fullest} | body.attributes

    def _document(self, documents: Documents) -> Resolved | None:
        """the ministry's report, the letter: who issued it."""
        if self.role is None or self.role.kind != "document":
            return None
        entity = documents.issuer(self.phrase, self.noun)
        return None if entity is None else named(entity, "issuer")

    def _unnamed(self) -> Resolved:
        """Somebody without a name, or several."""
        if self.role is not None:
            kind = "group" if self.role.plural else _KINDS.get(self.role.kind, self.role.kind)
        else:
            kind = "group" if any(map(self.noun.endswith, self.sets["plural_ending"])) else "unnamed"
        return Resolved(None, self.phrase.text, kind, "unnamed")
