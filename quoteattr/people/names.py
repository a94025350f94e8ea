"""Names by their words alone: what of a capitalized run is title and what is name, and what kind of thing it names."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from quoteattr.lexicon import Lexicon
from quoteattr.memory.memo import Memo

_LONGEST_SYLLABLE = 5  # letters: Min-young
_LONGEST_TITLE = 4  # words: Special Agent in Charge


class Reading(NamedTuple):
    """A capitalized run taken apart."""

    titles: tuple[str, ...]
    words: tuple[str, ...]
    suffix: str
    kind: str
    """``person``, ``organization``, ``place``, ``title`` or ``unknown`` (one capitalized word says little)."""
    is_shouted: bool
    """All in capitals."""


@lru_cache(maxsize=8)
def name_reader(lexicon: Lexicon) -> NameReader:
    """The one :class:`NameReader` of a lexicon."""
    return NameReader(lexicon)


class NameReader(Memo[tuple[str, ...], Reading]):
    """Capitalized run to its reading. News repeats its names: four in five are looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.title_words = lexicon.title_words
        self.links = lexicon.sets["organization_link"]
        self.generations = lexicon.sets["generation"]
        self.person_endings = tuple(lexicon.sets["person_ending"])
        self.surnames = lexicon.sets["surname"]
        self.syllables = lexicon.sets["name_syllable"]
        self.no_syllables = lexicon.sets["compound_noun"] | lexicon.function_words.keys()
        roles = lexicon.roles.items()
        self.body_nouns = frozenset(n for n, role in roles if role.kind == "organization" and not role.plural)
        self.suffixes = self.generations | lexicon.sets["honour"]

    def work_out(self, run: tuple[str, ...]) -> Reading:
        """Take a capitalized run apart."""
        words = [*run]
        kind = self.kind(words)
        if kind != "organization" and self._is_title(words):
            kind = "title"
        first = 0
        if kind in ("person", "unknown"):
            first = self._first(words)
            if first:
                kind = "person"
        suffix = ""
        while len(words) - first > 1 and words[-1] in self.suffixes:
            last = words.pop()
            suffix = last if last in self.generations else ""  # honours behind a name are no part of it
        if kind == "unknown" and len(words) - first > 1:
            kind = "person"
        is_shouted = len(words) > 1 and " ".join(words).isupper()
        return Reading(tuple(words[:first]), tuple(words[first:]), suffix, kind, is_shouted)

    def _is_title(self, words: list[str]) -> bool:
        """UK Secretary, Prime Minister: a title without its name."""
        lex = self.lexicon
        role = lex.roles.get(words[-1]) or lex.roles.get(words[-1].lower())
        if role is not None and role.plural and any(word in lex.given_names for word in words[:-1]):
            return False  # Rob Deans
        return (words[-1] in self.title_words or role is not None) and all(
            w in self.title_words or w in lex.places or w in lex.organization_heads or self._is_plain(w) for w in words
        )

    def _is_plain(self, word: str) -> bool:
        """An acronym, or a common word with a capital: Former, Deputy."""
        lower = word.lower()
        return word.isupper() or lower in self.lexicon.words or lower in self.lexicon.roles

    def kind(self, words: list[str]) -> str:
        """What a run names, as in :class:`Reading`; ``unknown`` also for a full name that no list has."""
        lex = self.lexicon
        phrase = " ".join(words)
        if self._is_compound(words):
            return "title"  # the New York-based, an anti-Quist
        if phrase in lex.organization_names or (len(words) == 1 and words[0] in lex.organization_heads):
            return "organization"
        if all(map(self._is_demonym, words)):
            return "place"  # Dutch Afro-Surinamese
        place = lex.places.get(phrase)
        if place is not None and place != "demonym":
            return "place"
        given = next((i for i, w in enumerate(words) if w in lex.given_names and w not in lex.ambiguous_names), None)
        if len(words) > 1:
            if "&" in words:
                return "organization"
            headed = words[-1].rstrip(".") in lex.organization_heads or not self.links.isdisjoint(words)
            surname = given is not None and given == len(words) - 2 and len(words) <= 3
            if headed and not surname and not self._closes_with_person(words):
                return "organization"
            if given is None and any(w in lex.organization_heads for w in words[:-1]) and not self._first(words):
                return "organization"
        if given is not None and len(words) > 1:
            return "person"
        if len(words) == 1 and words[0].isupper() and len(words[0]) > 1 and words[0] not in lex.roles:
            return "organization"
        return "unknown"

    def _is_compound(self, words: list[str]) -> bool:
        """New York-based, ex-mayor; but Quist Min-ho, whose given name has two syllables."""
        first, hyphen, last = words[-1].rpartition("-")
        if not hyphen or not last.islower():
            return False
        return len(words) != 2 or f"{words[0]} {first}" in self.lexicon.places or not self._is_syllabic(first, last)

    def _is_syllabic(self, first: str, last: str) -> bool:
        """Min-ho, Jae-in: two short halves, and the second no word that stands behind a hyphen (Reed-era)."""
        if not first.isalpha() or not first.istitle() or max(len(first), len(last)) > _LONGEST_SYLLABLE:
            return False
        return last in self.syllables or not (last in self.no_syllables or self.lexicon.knows(last))

    def _is_demonym(self, word: str) -> bool:
        """Dutch, Afro-Surinamese: what somebody is by origin."""
        return self.lexicon.places.get(word.rpartition("-")[2]) == "demonym"

    def _closes_with_person(self, words: list[str]) -> bool:
        """Senate Minority Whip Bo Reed, Tarn City Mayor Ann House: a full name behind a title."""
        first = self._first(words)
        behind = words[first:]
        if not first or not self.links.isdisjoint(behind):
            return False
        full = len(behind) > 1 and self.is_given(behind[0])
        if behind[-1] in self.lexicon.organization_heads:
            return full and len(behind) == 2 and words[first - 1] in self.lexicon.titles
        before = words[max(0, first - _LONGEST_TITLE) : first]
        titled = any(" ".join(before[k:]) in self.lexicon.titles for k in range(len(before)))
        return titled or (full and not self.title_words.isdisjoint(before))

    def _first(self, words: list[str]) -> int:
        """Where the name begins behind titles and roles: UK Defense Secretary [Ben Wallace]."""
        start, named = 0, False
        for i, word in enumerate(words[:-1]):
            reach = self._title_at(words, i)
            if reach:
                start, named = reach, False
                continue
            if i < start:
                continue
            full_behind = i + 2 < len(words) and self.is_given(words[i + 1])
            maybe_full = i + 2 < len(words) and words[i + 1] in self.lexicon.given_names
            if word in self.title_words:
                # behind a given name a title is part of the name, unless a full name follows: Lee Adviser Jo Hale
                if words[i + 1] not in self.suffixes and (full_behind or not named):
                    start, named = i + 1, False
            elif self.is_given(word):
                named = True
            elif maybe_full and self._is_person_role(word):
                start = i + 1
            elif i == 0 and len(words) > 2 and (word in self.lexicon.roles or self._is_called_so(word)):
                start = 1  # Republican Quillan Reed, Cellist Quillan Reed
            elif i == 0 and maybe_full and self._is_adjective(word):
                start = 1  # Plucky Ann Reed
        for i in range(start, len(words) - 1):
            if self.is_given(words[i]):
                i = i - 1 if i and len(words[i - 1]) == 2 and words[i - 1][1] == "." else i
                if not self.links.isdisjoint(words[start:i]):
                    return i
                while i > start and not self._is_no_name(words[i - 1]):
                    i -= 1  # an unknown word is a given name that no list has
                return i
        behind_place = (i for i in range(1, len(words) - 1) if self._is_place_or_body(words[i - 1]))
        return start or next((i for i in behind_place if words[i] in self.lexicon.given_names), 0)

    def _title_at(self, words: list[str], i: int) -> int:
        """Behind the title of several words with a surname in it that starts at a word: Tan Sri [Bo Lee]; else 0."""
        if words[i] not in self.surnames:
            return 0
        stops = range(min(len(words) - 1, i + _LONGEST_TITLE), i + 1, -1)
        return next((stop for stop in stops if " ".join(words[i:stop]) in self.lexicon.titles), 0)

    def _is_no_name(self, word: str) -> bool:
        """What can stand between a title and a name, unlike a given name that no list has."""
        listed = word in self.title_words or self._is_place_or_body(word) or self._is_plain(word)
        return listed or self._is_called_so(word)

    def _is_called_so(self, word: str) -> bool:
        """Singer-songwriter, ex-President, Cellist: what somebody is, told by the shape of the word."""
        if "-" in word:
            last = word.rpartition("-")[2]
            return last.islower() or last in self.title_words
        return word.endswith(self.person_endings)

    def _is_adjective(self, word: str) -> bool:
        """Plucky, Brave: an adjective with the capital of a headline."""
        return self.lexicon.words.get(word.lower(), "").startswith("JJ")

    def _is_person_role(self, word: str) -> bool:
        """Democrat, Pollster: a role written like a title."""
        role = self.lexicon.roles.get(word) or self.lexicon.roles.get(word.lower())
        return role is not None and role.kind == "person" and not role.plural

    def is_given(self, word: str) -> bool:
        """A given name and nothing else?"""
        return word in self.lexicon.given_names and word not in self.lexicon.ambiguous_names

    def _is_place_or_body(self, word: str) -> bool:
        return word in self.lexicon.places or word in self.lexicon.organization_heads

    def is_body_noun(self, word: str) -> bool:
        """charity, company: the noun of one organization?"""
        return word in self.body_nouns
