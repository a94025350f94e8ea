"""From mention to speaker: pronouns, groups, names, appositions, roles.

Every attribution's mention is resolved in text order, so that "he" can mean who spoke before. The table of contents is
:meth:`Resolver._resolve`; what it calls lives in ``quoteattr/people``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from quoteattr.lexicon import Pronoun
from quoteattr.people.antecedents import Antecedents, Mentioned, factors_of
from quoteattr.people.descriptions import Descriptions
from quoteattr.people.documents import Documents
from quoteattr.people.entities import COMPANIES, PERSONS, Entity, People
from quoteattr.people.groups import Groups
from quoteattr.people.inside import Inside
from quoteattr.people.mentions import Name
from quoteattr.people.phrases import Names, Phrase
from quoteattr.people.resolved import Resolved, named
from quoteattr.people.roles import by_role
from quoteattr.people.salience import PROMINENCE, Salience
from quoteattr.syntax.document import Document, Range
from quoteattr.syntax.levels import Word

__all__ = ["Resolved", "Resolver"]

_WALKED = frozenset({"subject", "possessive"})  # cases of the pronouns that keep a person in mind
_GOVERNS = Word.PREPOSITION + Word.TO
_NEAR = 3  # sentences in which a pronoun means somebody without a name
_NEXT = 2  # sentences in which a document goes on speaking
_BEHIND_SUBJECT = frozenset(
    Word.FINITE_VERB + Word.AUXILIARY + Word.PAST + Word.BASE + Word.NOUN_OR_THIRD + Word.ADVERB + Word.COMMA
    + Word.OPENING
)  # fmt: skip


class Office(NamedTuple):
    """A description that keeps its holder in mind: the senator."""

    noun: str


@dataclass
class Resolver:
    """Resolves the mentions of one document."""

    document: Document
    names: list[Name]
    people: People
    credited: Mapping[int, Range] = field(default_factory=dict)
    """Quotation to the mention of whoever says it."""
    results: dict[Range, Resolved] = field(default_factory=dict)
    persons_seen: Salience = field(default_factory=Salience)
    """Persons mentioned so far: what "he" and "the singer" mean."""
    bodies_seen: Salience = field(default_factory=Salience)
    """Organizations and countries mentioned so far: what "it" and "the company" mean."""

    named_seen: Salience = field(default_factory=Salience)
    """Names mentioned so far that can be an organization's: what "the company" means where no list knows any."""

    unnamed: tuple[Resolved, int] | None = None
    """The last speaker without a name, and the sentence."""

    document_said: tuple[Resolved, int] | None = None
    """The last document that spoke and whose issuer is not told, and the sentence."""

    def __post_init__(self) -> None:
        self.sets = self.document.lexicon.sets
        self.pronouns = self.document.lexicon.pronouns
        self.names_by_place = Names(self.names)
        self.descriptions = Descriptions(self.document, self.names, self.people)
        self.inside = Inside(self.document, self.names_by_place, self.people, self.credited)
        self.documents = Documents(self.document, self.names_by_place, self.people)
        self.groups = Groups(self.document, self.names_by_place, self.people)
        self.antecedents = Antecedents(factors_of(self.document.lexicon))
        self._passed: list[tuple[int, Name | Pronoun | Office | Entity, str]] = []
        """What stands at the tokens passed, and by which rule if somebody is credited there: not looked at until it is
        asked who was talked about. Behind the last *he* of an article nothing asks."""

    def resolve_all(self, mentions: list[Range]) -> dict[Range, Resolved]:
        """Resolve the mentions, walking names and pronouns of the whole text in order."""
        speaking: dict[int, Entity] = {}
        for token, what in self._events(mentions):
            if isinstance(what, Range):
                resolved = self.results[what] = self._resolve(Phrase(self.document, self.names_by_place, what))
                if self.inside.holds(what):
                    continue  # who speaks in somebody's words is no topic of the article for that
                if resolved.entity is not None:
                    speaking[token] = resolved.entity
                self._credit(resolved, token)
            elif isinstance(what, Name) or token not in speaking:
                self._passed.append((token, what, ""))
        return self.results

    def _catch_up(self) -> None:
        """Keep in mind whom the text has talked about since it was last asked."""
        for token, what, by in self._passed:
            if isinstance(what, Name):
                by = "full" if len(what.words) > 1 else "short"
                self._mention(self.people.of(what), token, self._place(what.start, what.end), by)
            elif isinstance(what, Entity):
                what.has_spoken = True
                self._mention(what, token, "speaker", by)
            else:
                self._walk(what, token)
        self._passed.clear()

    def _events(self, mentions: list[Range]) -> list[tuple[int, Range | Name | Pronoun | Office]]:
        """(token, what stands there) in text order, up to the last mention: behind it nothing is left to decide."""
        quoted = self.document.quoted_tokens
        asked = sorted(set(mentions), key=lambda r: (self._token(r), r.end))
        events: list[tuple[int, Range | Name | Pronoun | Office]] = [(self.inside.turn(r), r) for r in asked]
        last = max((token for token, _ in events), default=0)
        events += [(n.start, n) for n in self.names if n.start < last and not n.quoted]
        events += [(t, what) for t, what in self._pronouns_and_offices() if t < last and not quoted[t]]
        events.sort(key=itemgetter(0))  # what is asked at a token stays before what else stands there
        return events

    def _token(self, r: Range) -> int:
        return self.document.token_range(r)[0]

    def _pronouns_and_offices(self) -> Iterator[tuple[int, Pronoun | Office]]:
        """Where he, his, she and her stand, and each plain description that somebody holds: the senator."""
        tokens, articles = self.document.tokens, self.sets["definite_article"]
        walked = {word: pronoun for word, pronoun in self.pronouns.items() if pronoun.case in _WALKED}
        known = {form: pronoun for word, pronoun in walked.items() for form in (word, word.capitalize())}
        for i in tokens.where(known.keys() | self.descriptions.held()):
            word = tokens.words[i]
            if word in known:
                yield i, known[word]
            elif i and tokens.words[i - 1].lower() in articles:
                yield i - 1, Office(word)

    def _place(self, start: int, end: int) -> str:
        """The role of the words from one token to another in their sentence: a key of :data:`PROMINENCE`."""
        letters = self.document.letters
        before = letters[start - 1] if start else Word.STOP
        after = letters[end] if end < len(letters) else Word.STOP
        if after == Word.POSSESSIVE:
            return "possessive"
        role = "oblique" if before in _GOVERNS else "subject" if after in _BEHIND_SUBJECT else "other"
        return f"{role}_opening" if start in self.document.initials else role

    def _mention(self, entity: Entity, token: int, role: str, by: str) -> None:
        """Somebody is talked about at a token."""
        number = self.document.narrative_at(token)
        paragraph = self.document.sentences[number].paragraph
        if entity.kind in PERSONS:
            self.persons_seen.mention(entity, number, paragraph, PROMINENCE[role])
            self.antecedents.mention(entity, Mentioned(number, paragraph, role, by))
        else:
            self.bodies_seen.mention(entity, number, paragraph, PROMINENCE[role])
        if entity.kind in COMPANIES:
            self.named_seen.mention(entity, number, paragraph, PROMINENCE[role])

    def _credit(self, resolved: Resolved, token: int) -> None:
        """Somebody is credited with words at a token."""
        sentence = self.document.narrative_at(token)
        self.groups.credit(resolved, sentence)
        if resolved.kind == "unnamed" and resolved.rule != "unresolved_pronoun":
            self.unnamed = resolved, sentence
        if resolved.entity is not None:
            self._passed.append((token, resolved.entity, resolved.rule))

    def _walk(self, what: Pronoun | Office, token: int) -> None:
        """A pronoun or description that nobody is credited by keeps whom it means in mind."""
        if isinstance(what, Office):
            gender = self.document.lexicon.roles[what.noun].gender
            found, role, by = (
                self.descriptions.holder(what.noun, gender, token),
                self._place(token, token + 2),
                "office",
            )
        else:
            found, by = self._antecedent(what, token), "pronoun"
            role = "subject" if what.case == "subject" else "oblique"
        if found is not None:
            self._mention(found, token, role, by)

    def _antecedent(
        self,
        pronoun: Pronoun,
        token: int,
        other_than: Entity | None = None,
        talked_about: frozenset[Entity] = frozenset(),
    ) -> Entity | None:
        """The person whom he or she means at a token."""
        number = self.document.narrative_at(token)
        paragraph = self.document.sentences[number].paragraph
        return self.antecedents.resolve(pronoun, number, paragraph, other_than, talked_about)

    # -- one mention ------------------------------------------------------------------------------------------

    def _resolve(self, phrase: Phrase) -> Resolved:
        """Whom a mention means. The order is the table of contents: the first that answers is right."""
        return (
            self._pronoun(phrase)
            or self.groups.joined(phrase, "conjoined_names")
            or self._name(phrase)
            or self.groups.one_of_two(phrase)
            or self._described(phrase)
        )

    def _persons(self) -> Salience:
        """The persons mentioned before what is looked at."""
        self._catch_up()
        return self.persons_seen

    def _named(self) -> Salience:
        """The names mentioned before it."""
        self._catch_up()
        return self.named_seen

    def _described(self, phrase: Phrase) -> Resolved:
        """Who is described, and for a document whoever issued or owns it: the singer, the mayor's letter."""
        found = by_role(phrase, self.descriptions, self.documents, self._persons, self._named)
        if found.entity is not None or not phrase.is_document:
            return found
        owner = phrase.owner_of_document()
        resolved = None if owner is None else self._resolve(owner)
        if resolved is not None and resolved.entity is not None:
            return resolved._replace(rule="issuer")
        self.document_said = found, phrase.narrative
        return found

    def _pronoun(self, phrase: Phrase) -> Resolved | None:
        """he, they, it, and those that mean nobody of the article: I, everyone."""
        word, r = phrase.first_word, phrase.range
        speaker = self._outer_speaker(phrase)
        if (first_person := self.inside.first_person(phrase, speaker)) is not None:
            return first_person
        pronoun = self.pronouns.get(word)
        if pronoun is not None and r.end - r.start == 1:
            return self._he_or_she(phrase, pronoun, None if speaker is None else speaker.entity)
        if phrase.is_inside and word in self.sets["plural_pronoun"] | self.sets["neuter_pronoun"]:
            return self._unresolved(phrase, "group" if word in self.sets["group_pronoun"] else "unnamed")
        if word in self.sets["plural_pronoun"]:
            return self.groups.they(phrase) or self._one_of_them(phrase) or self._unresolved(phrase, "group")
        if word in self.sets["neuter_pronoun"]:
            if (document := self._document_just_quoted(phrase)) is not None:
                return document
            self._catch_up()
            entity = self.bodies_seen.resolve("", phrase.narrative)
            if entity is not None:
                return named(entity, "pronoun")
            return self.groups.it(phrase) or self._unresolved(phrase, "unnamed")
        if phrase.parse.tags[r.start] == Word.PRONOUN:
            return self._unresolved(phrase, "group" if word in self.sets["group_pronoun"] else "unnamed")
        return None

    def _outer_speaker(self, phrase: Phrase) -> Resolved | None:
        """Whoever says the words that a mention stands in."""
        saying = self.inside.saying(phrase.range) if phrase.is_inside else None
        return None if saying is None else self.results.get(saying)

    def _he_or_she(self, phrase: Phrase, pronoun: Pronoun, speaker: Entity | None) -> Resolved:
        self._catch_up()
        entity = self.inside.named_before(phrase, pronoun, speaker) if phrase.is_inside else None
        if entity is None:
            talked_about = self.inside.talked_about(phrase.range)
            entity = self._antecedent(pronoun, self._token(phrase.range), speaker, talked_about)
        if entity is None:
            return self._somebody(phrase, pronoun.gender) or self._unresolved(phrase, "unnamed")
        if not entity.gender and not phrase.is_inside:
            entity.pronouns[pronoun.gender] = entity.pronouns.get(pronoun.gender, 0) + 1
        return named(entity, "pronoun")

    def _document_just_quoted(self, phrase: Phrase) -> Resolved | None:
        """“…,” the letter read. It added: “…”: a document that nobody issued goes on speaking."""
        if self.document_said is None:
            return None
        document, sentence = self.document_said
        return document._replace(rule="pronoun") if 0 < phrase.narrative - sentence <= _NEXT else None

    def _one_of_them(self, phrase: Phrase) -> Resolved | None:
        """they, where no group is near: whom the article talks about, if neither he nor she: Robin Vale, Quillan."""
        entity = self._persons().resolve("", phrase.narrative)
        return None if entity is None or entity.gender else named(entity, "pronoun")

    def _somebody(self, phrase: Phrase, gender: str) -> Resolved | None:
        """Where nobody has a name, whoever spoke just before (“…,” a spokesman said. “…,” he added), or a subject."""
        if phrase.is_inside:
            return None
        if self.unnamed is not None:
            somebody, sentence = self.unnamed
            if 0 <= phrase.narrative - sentence <= _NEAR:
                return somebody._replace(rule="pronoun")
        return self.groups.somebody(phrase, gender)

    def _unresolved(self, phrase: Phrase, kind: str) -> Resolved:
        return Resolved(None, phrase.text, kind, "unresolved_pronoun")

    def _name(self, phrase: Phrase) -> Resolved | None:
        """The mention's own name, or the one in its apposition."""
        own = phrase.own_name()
        if own is not None:
            return named(self.people.of(own), "full_name" if len(own.words) > 1 else "short_name")
        apposed = phrase.apposed_name() or phrase.called() or phrase.antecedent() or phrase.closing_name()
        return None if apposed is None else named(self.people.of(apposed), "apposition")
