"""Who is who: names gathered into entities, each with its fullest form, titles, descriptions and gender."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from operator import attrgetter
from types import MappingProxyType

from quoteattr.lexicon import Lexicon
from quoteattr.memory.lazy import lazy
from quoteattr.people.mentions import Name
from quoteattr.people.spelling import fold, is_misspelt, same_word, spellings

NAMESAKES = 20  # persons of one surname that are told apart
_NEAR = 60  # tokens within which a full name decides which of two namesakes a surname means
_SHORTEST_SURNAME = 3  # letters, in a handle
_START: Callable[[Name], int] = attrgetter("start")
FEMALE, MALE = "female", "male"
PERSONS = frozenset({"person", "unknown"})
"""Kinds of names that can be a person's."""
COMPANIES = frozenset({"organization", "unknown"})
"""Kinds of names that can be a company's."""


@dataclass(eq=False)
class Entity:
    """One person, organization or place of the article under all its names."""

    order: int
    kind: str
    names: list[Name] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    """Role nouns that the article joins to the name, in lower case: senator, candidate."""
    attributes: set[str] = field(default_factory=set)
    """Lower-case words of its titles and descriptions: deputy, ohio."""
    pronouns: dict[str, int] = field(default_factory=dict)
    """Gender of pronouns surely meaning this person, counted."""
    has_spoken: bool = False
    """Credited with words so far."""
    given_gender: str = ""
    title_gender: str = ""
    forms: set[tuple[tuple[str, ...], str]] = field(default_factory=set)
    """The names by which it can be found, each with the kind that it had then."""
    in_full: list[int] = field(default_factory=list)
    """Where the article names it in full."""
    fullest: tuple[str, ...] = ()
    """The name of most words; a full name of the plain text before any from a quotation or headline."""
    _fullness: tuple[bool, int, int] = (False, 0, 0)
    suffix: str = ""
    """Jr., III and the like, if the article gives one."""

    def add(self, name: Name) -> None:
        """Take a further name, and keep the best for :attr:`fullest`."""
        self.names.append(name)
        self.suffix = self.suffix or name.suffix
        fullness = _fullness(name)
        if fullness > self._fullness:
            self._fullness, self.fullest = fullness, name.words

    @property
    def full_name(self) -> str:
        """The fullest form as one string, with a suffix that the article gives: Milo Quill Jr."""
        return " ".join((*self.fullest, self.suffix)) if self.suffix else " ".join(self.fullest)

    @property
    def start(self) -> int:
        """Where the article names it first."""
        return min(map(_START, self.names))

    @property
    def is_surely_person(self) -> bool:
        """Does the article or the list of given names say that this is a person?"""
        return bool(self.title_gender or self.given_gender or self.roles or self.has_spoken)

    @property
    def gender(self) -> str:
        """``female``, ``male`` or an empty string."""
        return self.title_gender or self.given_gender or max(self.pronouns, key=self.pronouns.__getitem__, default="")

    @property
    def gender_evidence(self) -> str:
        """What in the text speaks for :attr:`gender`."""
        if self.title_gender:
            titles = [t for n in self.names for t in n.titles]
            return f"title {titles[0]}" if titles else "title"
        if self.given_gender:
            return f"given name {self.fullest[0]}"
        return "pronouns" if self.pronouns else ""


def _fullness(name: Name) -> tuple[bool, int, int]:
    return len(name.words) > 1 and not name.weak, len(name.words), -name.start


class People:
    """The entities of one document, and which one each name means."""

    def __init__(
        self,
        names: list[Name],
        lexicon: Lexicon,
        known: Iterable[str] = (),
        initials: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.lexicon = lexicon
        self.entities: list[Entity] = []
        self._by_word: dict[str, dict[Entity, None]] = {}
        """Lower-case surname, given name or word of an organization to the entities that have it, in order."""
        self._by_first_surname: dict[str, dict[Entity, None]] = {}
        """Last word but one of longer names to the persons that have it."""
        self._by_acronym: dict[str, Entity] = {}
        self._of: dict[int, Entity] = {}
        """Start token of a name to its entity."""
        for k, full in enumerate(known):  # known beforehand, so nowhere in the text: negative places
            name = Name(-1 - k, -1 - k, -1 - k, tuple(full.split()), (), "person", True)
            self._add(name, self._new(name))
        full_names = [n for n in names if len(n.words) > 1 and not self._is_surname(n)]
        for name in sorted(full_names, key=lambda n: (n.weak, -len(n.words), n.start)):
            self._add(name, self._same_full(name) or self._new(name))
        self._by_acronym.update({acronym: self._of[start] for acronym, start in initials.items()})
        for entity in self.entities:
            entity.in_full = sorted(map(_START, entity.names))
        for name in names:
            if name.start not in self._of:
                self._add(name, self._short(name) or self._miswritten(name) or self._new(name))
        for entity in self.entities:
            entity.names.sort(key=_START)
            self._describe(entity)

    def of(self, name: Name) -> Entity:
        """The entity that a name means."""
        return self._of[name.start]

    def _new(self, name: Name) -> Entity:
        entity = Entity(name.start, name.kind)
        self.entities.append(entity)
        return entity

    def _is_surname(self, name: Name) -> bool:
        """Van der Meulen at the start of a sentence: a surname with its particles."""
        particles, words = self.lexicon.particles, name.words
        return words[0].lower() in particles and all(word.lower() in particles for word in words[1:-1])

    def _add(self, name: Name, entity: Entity) -> None:
        entity.add(name)
        if name.titles and not entity.title_gender:
            entity.title_gender = self._title_gender(name)
        self._of[name.start] = entity
        if entity.kind == "unknown" and name.kind != "unknown":
            entity.kind = name.kind
        if (name.words, entity.kind) not in entity.forms:
            entity.forms.add((name.words, entity.kind))
            self._index(name, entity)

    def _index(self, name: Name, entity: Entity) -> None:
        """Make an entity found by the words of a form of its name."""
        if entity.kind == "organization" and len(name.words) > 1:
            self._by_acronym.setdefault("".join(w[0] for w in name.words if w[0].isupper()), entity)
        for word in (name.words[-1], *(name.words if entity.kind != "person" else name.words[:1])):
            for key in (*spellings(word), *self._without_article(word)):
                self._by_word.setdefault(key, {})[entity] = None
        if entity.kind == "person" and len(name.words) > 2 and not self._is_common(name.words[-1]):
            # Ana García López may be called García
            self._by_first_surname.setdefault(fold(name.words[-2]), {})[entity] = None

    def _without_article(self, word: str) -> tuple[str, ...]:
        """Sayed, of Bashar al-Sayed."""
        article, hyphen, rest = word.partition("-")
        return spellings(rest) if hyphen and rest and article.lower() in self.lexicon.sets["name_prefix"] else ()

    def _is_common(self, word: str) -> bool:
        """A word of the language, so no surname: the Ann Lee Show. Roles are surnames, too: Bishop, Cook."""
        lower, lexicon = word.lower(), self.lexicon
        return lower in lexicon.words or lower in lexicon.cues or lower in lexicon.cue_nouns

    def _candidates(self, word: str) -> list[Entity]:
        for spelling in spellings(word):
            found = self._by_word.get(spelling)
            if found:
                return list(islice(found, NAMESAKES))
        return []

    def _same_full(self, name: Name) -> Entity | None:
        candidates = self._candidates(name.words[-1])
        if name.suffix:  # Bo Reed Jr. and Bo Reed Sr.
            candidates = [e for e in candidates if e.suffix in ("", name.suffix)]
        exact = next((e for e in candidates if (name.words, e.kind) in e.forms), None)
        return exact or next((e for e in candidates if self._compatible(name, e)), None)

    def _compatible(self, name: Name, entity: Entity) -> bool:
        """Same surname, and given names that do not differ: Ann B. Lee and Ann Lee, not Ann and Tom Lee."""
        full = entity.fullest
        if name.words == full or (len(name.words) == len(full) and all(map(same_word, name.words, full))):
            return True
        if entity.kind != "person" or name.kind != "person" or not same_word(name.words[-1], full[-1]):
            named_after = name.words[0] in self.lexicon.given_names  # Ann Lee is not the Ann Lee Foundation
            return entity.kind != "person" and not named_after and _is_part(name.words, full)
        if self._same_given(name.words[0], full[0]):
            # Bo Reed spoke of his son, Bo Lee Reed
            return not (entity.names[0].is_kin and name.start < entity.start)
        middle = name.words[0] in full[1:-1] or full[0] in name.words[1:-1]
        return middle and (name.weak or entity.start < name.start)  # news gives the fullest form first

    def _same_given(self, a: str, b: str) -> bool:
        if same_word(a, b):
            return True
        if len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1:
            return a[0] == b[0]
        nick = self.lexicon.nicknames
        return b in nick.get(a, ()) or a in nick.get(b, ()) or not nick.get(a, frozenset()).isdisjoint(nick.get(b, ()))

    def _short(self, name: Name) -> Entity | None:
        """The entity that a short name stands for: by surname first, then given name, then any word."""
        word = fold(name.words[-1])
        body = self._by_acronym.get(name.words[0]) if name.kind == "organization" and len(name.words) == 1 else None
        if body is not None and len(word) > 2:
            return body
        found = [e for e in self._candidates(name.words[-1]) if self._fits(name, e)]
        if not found and name.kind in PERSONS:
            found = [e for e in islice(self._by_first_surname.get(word, ()), NAMESAKES) if self._fits(name, e)]
        if not found:
            return self._by_acronym.get(name.words[0]) if len(word) > 2 else None
        if len(found) == 1:
            return found[0]
        surname = [e for e in found if same_word(e.fullest[-1], name.words[-1])]
        return self._nearest(surname or found, name)

    def _miswritten(self, name: Name) -> Entity | None:
        """The person whose surname a word spells with an error, or whose name an @handle runs together."""
        word = fold(name.words[0])
        if len(name.words) > 1 or name.kind not in PERSONS:
            return None
        if word[0] == "@":
            return self._with_handle(word[1:])
        if word in self.lexicon.words or name.words[0] in self.lexicon.given_names:
            return None
        alike = [e for e in self._by_initial.get(word[0], ()) if is_misspelt(word, fold(e.fullest[-1]))]
        return alike[0] if len(alike) == 1 and alike[0].start < name.start else None

    def _with_handle(self, handle: str) -> Entity | None:
        """The person whose surname ends a handle, behind given name, initial or title: @annlee, @alee, @MayorAnnLee."""
        for start in range(len(handle) - _SHORTEST_SURNAME + 1):
            before = handle[:start]
            for entity in self._candidates(handle[start:]):
                if entity.kind == "person" and len(entity.fullest) > 1 and fold(entity.fullest[-1]) == handle[start:]:
                    given = fold(entity.fullest[0])
                    if not before or before.endswith(given) or before == given[0]:
                        return entity
        return None

    @lazy
    def _by_initial(self) -> dict[str, list[Entity]]:
        """First letter of a surname to those who are named in full."""
        out: dict[str, list[Entity]] = {}
        for entity in self.entities:
            if entity.kind == "person" and len(entity.fullest) > 1:
                alike = out.setdefault(fold(entity.fullest[-1])[0], [])
                if len(alike) < NAMESAKES:
                    alike.append(entity)
        return out

    def _fits(self, name: Name, entity: Entity) -> bool:
        surname = entity.fullest[-1]
        if name.kind == "place" and entity.kind != "place":
            return entity.kind == "person" and surname == name.words[0] and bool(name.titles)
        if name.kind == "organization" and entity.kind == "person":
            head = name.words[0] in self.lexicon.organization_heads  # the surname of Ann House
            return surname.upper() == name.words[0] or (head and name.words == entity.fullest[-1:])
        gender = self._title_gender(name) if name.titles else ""
        return not gender or self._gender_of(entity) in (gender, "")

    def _nearest(self, found: list[Entity], name: Name) -> Entity:
        """Of several with one surname: the one fully named just before, else the one the article names most."""

        def rank(entity: Entity) -> tuple[bool, int, int]:
            k = bisect_left(entity.in_full, name.start)
            near = k > 0 and name.start - entity.in_full[k - 1] < _NEAR
            return near, len(entity.names), -entity.order

        return max(found, key=rank)

    def _gender_of(self, entity: Entity) -> str:
        if entity.title_gender or entity.kind != "person" or len(entity.fullest) < 2:
            return entity.title_gender
        return given_gender(entity.fullest[0], self.lexicon)

    def _title_gender(self, name: Name) -> str:
        for title in name.titles:
            gender = self.lexicon.titles.get(title, ("-",))[0]
            if gender != "-":
                return gender
        return ""

    def _describe(self, entity: Entity) -> None:
        for name in entity.names:
            words = (word for title in name.titles for word in title.split())  # Lt. Gov. is one token
            for before, title in pairwise(("", *map(self._plain_title, words))):
                entity.roles.add(ranked(title, before, self.lexicon))
        if entity.kind in PERSONS:
            first = entity.fullest[0]
            if len(entity.fullest) > 1 or first in self.lexicon.given_names:
                entity.given_gender = given_gender(first, self.lexicon)

    def _plain_title(self, title: str) -> str:
        """Sen. → senator: the noun that the article may use alone."""
        word = title.rstrip(".").lower()
        return self.lexicon.title_nouns.get(word, word)


def ranked(role: str, before: str, lexicon: Lexicon) -> str:
    """A role with the word before that makes it another: a vice president is not "the president"."""
    rank = before.lower()
    return f"{rank} {role}" if rank in lexicon.sets["second_to"] else role


def given_gender(name: str, lexicon: Lexicon) -> str:
    """``female`` or ``male`` if nine in ten bearers of a given name are, else an empty string."""
    counts = lexicon.given_names.get(name)
    if counts is None and "-" in name:
        counts = lexicon.given_names.get(name.split("-")[0])
    if counts is None:
        return ""
    female, male = counts
    if female >= 9 * male:
        return FEMALE
    return MALE if male >= 9 * female else ""


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Are all words of one organization's name in the other's, in order (House Committee, House Ethics Committee)?"""
    rest = iter(long)
    return all(word in rest for word in short)
