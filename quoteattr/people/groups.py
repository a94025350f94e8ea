"""Groups: several people named together, and whom "they" means."""

from __future__ import annotations

from quoteattr.lexicon import Role
from quoteattr.people.entities import PERSONS, Entity, People
from quoteattr.people.phrases import Names, Phrase
from quoteattr.people.resolved import Resolved, named, together
from quoteattr.syntax.document import Document, Range
from quoteattr.syntax.levels import Verb

_BOTH = 2
_HORIZON = 3  # sentences in which "they" looks for its group


class Groups:
    """The groups and bodies credited so far, told in text order."""

    def __init__(self, document: Document, names: Names, people: People) -> None:
        self._document = document
        self._names = names
        self._people = people
        self._last: dict[int, Resolved] = {}
        """Sentence to the last group or organization credited in it."""

    def credit(self, resolved: Resolved, sentence: int) -> None:
        """Take note of who was credited in a sentence."""
        if resolved.kind in ("group", "organization"):
            self._last[sentence] = resolved

    def joined(self, phrase: Phrase, rule: str) -> Resolved | None:
        """Several people named together; None if there are not two."""
        members: dict[Entity, None] = dict.fromkeys(map(self._people.of, phrase.joined_names()))
        if len(members) < 2:
            return None
        (conjunction,) = self._document.lexicon.sets["conjunction"]
        return together([*members], conjunction, rule)

    def it(self, phrase: Phrase) -> Resolved | None:
        """it: a body without a name that is the subject of a sentence just before: the Tarn government."""
        found = self._subject_before(phrase, "organization")
        return None if found is None else Resolved(None, found[0].text, "organization", "pronoun")

    def somebody(self, phrase: Phrase, gender: str) -> Resolved | None:
        """he, she: a person without a name who is the subject of a sentence just before: a neighbour."""
        found = self._subject_before(phrase, "person")
        if found is None or found[1].gender not in ("-", gender):
            return None
        return Resolved(None, found[0].text, "unnamed", "pronoun")

    def _subject_before(self, phrase: Phrase, kind: str) -> tuple[Phrase, Role] | None:
        """The nearest subject of the sentences just before that is one of such a role."""
        number = phrase.narrative
        for s in range(number - 1, max(-1, number - 1 - _HORIZON), -1):
            subject = self._first_subject(s)
            role = None if subject is None else self._role(subject)
            if subject is not None and role is not None and role.kind == kind and not role.plural:
                return subject, role
        return None

    def one_of_two(self, phrase: Phrase) -> Resolved | None:
        """the former, the latter: of the two people whom a sentence just before names."""
        sets, r = phrase.parse.sets, phrase.range
        which = phrase.parse.words[r.end - 1].lower()
        if r.end - r.start != 2 or which not in sets["former"] | sets["latter"]:
            return None
        for s in range(phrase.narrative - 1, max(-1, phrase.narrative - 1 - _HORIZON), -1):
            sentence = self._document.sentences[s]
            both = map(self._people.of, self._names.between(sentence.first, sentence.last))
            two = [*dict.fromkeys(entity for entity in both if entity.kind in PERSONS)]
            if len(two) == _BOTH:
                return named(two[which in sets["latter"]], "role")
        return None

    def they(self, phrase: Phrase) -> Resolved | None:
        """they: the group that spoke last, or the plural subject of a sentence just before."""
        number = phrase.narrative
        for s in range(number, max(-1, number - 1 - _HORIZON), -1):
            found = self._last.get(s)
            if found is not None:
                return Resolved(found.entity, found.name, found.kind, "plural_pronoun", found.members)
            group = self._subject(s) if s < number else None
            if group is not None:
                return group
        return None

    def _subject(self, sentence: int) -> Resolved | None:
        """The group that is the first subject of a sentence."""
        phrase = self._first_subject(sentence)
        if phrase is None:
            return None
        group = self.joined(phrase, "plural_pronoun")
        if group is not None:
            return group
        role = self._role(phrase)
        return Resolved(None, phrase.text, "group", "plural_pronoun") if role is not None and role.plural else None

    def _first_subject(self, sentence: int) -> Phrase | None:
        parse = self._document.parse(sentence)
        verb = parse.clauses.finite.find(Verb.FINITE)
        subject = parse.subject(verb) if verb >= 0 else None
        return None if subject is None else Phrase(self._document, self._names, Range(sentence, *subject))

    def _role(self, phrase: Phrase) -> Role | None:
        """The role that heads a phrase."""
        head = phrase.parse.words[phrase.parse.chunks.ends[phrase.chunk] - 1]
        return self._document.lexicon.roles.get(head.lower())
