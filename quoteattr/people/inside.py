"""Who is meant inside somebody's words: "My aunt said, ‘Sell it,’ and I told her, ‘Never,’" Lee said.

*I* and *we* are whoever says the outer quotation; *he* and *she* are somebody else, named inside it or before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from quoteattr.lexicon import Pronoun
from quoteattr.people.entities import PERSONS, Entity, People
from quoteattr.people.phrases import Names, Phrase
from quoteattr.people.resolved import Resolved
from quoteattr.syntax.document import Document, Range


class Inside:
    """The quotations of a document as places where people are talked about."""

    def __init__(self, document: Document, names: Names, people: People, credited: Mapping[int, Range]) -> None:
        self._document = document
        self._names = names
        self._people = people
        self._credited = credited

    def holds(self, mention: Range) -> bool:
        """Does a mention stand in somebody's words?"""
        return self._document.sentences[mention.sentence].inside is not None

    def saying(self, mention: Range) -> Range | None:
        """The mention of whoever says the quotation that a mention stands in."""
        inside = self._document.sentences[mention.sentence].inside
        return None if inside is None else self._credited.get(inside)

    def talked_about(self, mention: Range) -> frozenset[Entity]:
        """Those whom a speaker names in his own words: hardly ever himself."""
        return frozenset(
            self._people.of(name)
            for quotation in self._said.get(mention, ())
            for part in self._document.quotations[quotation].parts
            for name in self._names.between(*part)
        )

    @cached_property
    def _said(self) -> dict[Range, list[int]]:
        """Mention to the quotations that it is credited with."""
        out: dict[Range, list[int]] = {}
        for quotation, mention in self._credited.items():
            out.setdefault(mention, []).append(quotation)
        return out

    def turn(self, mention: Range) -> int:
        """The token at which a mention is looked at: inside a quotation not before whoever says it is known."""
        token = self._document.token_range(mention)[0]
        saying = self.saying(mention)
        return token if saying is None else max(token, self._document.token_range(saying)[0] + 1)

    def named_before(self, phrase: Phrase, pronoun: Pronoun, speaker: Entity | None) -> Entity | None:
        """The person of this gender, other than the speaker, whom the same quotation named last."""
        inside = phrase.parse.sentence.inside
        first = 0 if inside is None else self._document.quotations[inside].parts[0][0]
        for name in reversed(self._names.between(first, phrase.token)):
            entity = self._people.of(name)
            is_person = entity.kind in PERSONS and entity.is_surely_person
            if is_person and entity.gender in (pronoun.gender, "") and entity is not speaker:
                return entity
        return None

    def first_person(self, phrase: Phrase, speaker: Resolved | None) -> Resolved | None:
        """I, we: whoever says the quotation."""
        if phrase.first_word not in phrase.parse.sets["first_person"] or speaker is None:
            return None
        return Resolved(speaker.entity, speaker.name, speaker.kind, "first_person", speaker.members)
