"""Capitalized runs: where a name may stand, joined over the small words inside names of bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quoteattr.memory.lazy import lazy
from quoteattr.people.names import NameReader
from quoteattr.syntax.document import Surface
from quoteattr.syntax.levels import Word, pattern

# A day or demonym joins only a name that follows it (April Quist).
_RUN = pattern(Word, "(adjective | time)? name (particle* name)*")
_AMPERSAND = ["&"]  # between names it makes a firm
_APOSTROPHES = frozenset("’'")
LONGEST = 30  # tokens of a name with small words inside
_LONGEST_GAP = 2  # small words inside a name: for the
_LONGEST_RUN = 12  # words; a longer capitalized run is a heading or a list
_GOES_ON = frozenset(Word.NAME + Word.NOUN + Word.ADJECTIVE + Word.NOUN_OR_THIRD + Word.NOUN_OR_BASE + Word.DASH)
"""Behind a people or party these make it an adjective: Hannah Green voters."""
_SAID = frozenset(Word.PAST + Word.FINITE_VERB)
_BEHIND_SAYING = frozenset(Word.DETERMINER + Word.PRONOUN + Word.THAT + Word.NAME + Word.PREPOSITION + Word.TIME)
_OTHER_WORDS = frozenset(Word.ADJECTIVE + Word.NOUN + Word.TIME + Word.PERIOD + Word.ADVERB + Word.AUXILIARY)
"""Classes of words that can be a surname too: Green, Day, May, Long, Will."""


class Runs:
    """The capitalized runs of an article."""

    def __init__(self, surface: Surface, letters: str, reader: NameReader) -> None:
        self._tokens = surface.tokens
        self._words = surface.tokens.words
        self._initials = surface.initials
        self._letters = letters
        self._reader = reader
        self._heads = surface.lexicon.organization_heads
        self._links = surface.lexicon.sets["organization_link"]
        self._articles = surface.lexicon.sets["definite_article"]
        self._fields = surface.lexicon.sets["field"]
        self._plural = tuple(surface.lexicon.sets["plural_ending"])
        self._field_endings = tuple(surface.lexicon.sets["field_ending"])
        self._possessive = surface.lexicon.sets["possessive_clitic"]
        self._cues = surface.lexicon.cues
        self._owners = surface.lexicon.possessive_names
        self._saints = surface.lexicon.sets["saint"]
        self._conjunction = surface.lexicon.sets["conjunction"]

    def all(self) -> Iterator[tuple[int, int]]:
        """Runs as half-open ranges of tokens, joined over "of" behind a word that heads an organization."""
        pending: tuple[int, int] | None = None
        for start, end in self._unbroken():
            if pending is not None:
                near = start - pending[1] <= _LONGEST_GAP and end - pending[0] <= LONGEST
                if near and start not in self._initials and self._goes_on(*pending, start, end):
                    pending = pending[0], end
                    continue
                yield pending
            pending = start, end
        if pending is not None:
            yield pending

    def _goes_on(self, first: int, last: int, start: int, end: int) -> bool:
        """Is the run from ``start`` the rest of the name from ``first`` to ``last``?"""
        words = self._words
        gap, before = words[last:start], words[first:last]
        if not gap and before[-1] in self._possessive:  # Macy’s Department Store
            return any(word in self._heads for word in words[start:end])
        if not gap:  # Ann Roma Reed
            return self._reader.is_given(before[-1]) and self._reader[tuple(words[start:end])].kind == "person"
        if gap[0] in self._possessive:
            return self._is_owned(before, gap, words[start:end])
        if gap[0] in self._conjunction:
            return len(gap) == 1 and self._is_one_body(before, words[start:end])
        linked = gap == _AMPERSAND or (self._is_link(gap) and any(w in self._heads for w in before))
        return linked and self._reader.kind(before) != "person"

    def _is_owned(self, before: list[str], gap: list[str], behind: list[str]) -> bool:
        """Farmers’ Union, St John’s Hospital, Quillan’s of Tarn: is the possessive part of the name?"""
        if len(gap) > 1:
            return len(gap) == 2 and gap[1] in self._links and len(before) == 1 and self._is_unknown(before[0])
        if not any(word in self._heads for word in behind):
            return self._is_always_owner(before[-1])
        if gap[0] in _APOSTROPHES or before[0] in self._saints:
            return before[0] in self._saints or self._reader.kind(before) != "person"
        return self._is_always_owner(before[-1])

    def _is_always_owner(self, word: str) -> bool:
        """Moody’s Analytics: a name that the article never gives without the possessive, and more than once."""
        return self._is_unknown(word) and word in self._always_owners

    @lazy
    def _always_owners(self) -> frozenset[str]:
        """Words that stand more than once, each time before a possessive and one and the same word."""
        words, owned = self._words, Counter[str]()
        behind: dict[str, tuple[str, ...]] = {}
        differing: set[str] = set()
        for i in self._tokens.where(self._possessive):
            if i:
                word, following = words[i - 1], tuple(words[i : i + 2])
                owned[word] += 1
                if behind.setdefault(word, following) != following:
                    differing.add(word)
        several = {word: n for word, n in owned.items() if n > 1 and word not in differing}
        if not several:
            return frozenset()
        times = Counter(filter(several.__contains__, words))
        return frozenset(word for word, n in several.items() if n == times[word])

    def _is_unknown(self, word: str) -> bool:
        lexicon = self._reader.lexicon
        return word not in lexicon.given_names and word not in lexicon.places and word not in self._reader.title_words

    def _is_one_body(self, before: list[str], behind: list[str]) -> bool:
        """Bureau of Rivers [and Roads], Food [and Mill Administration]: does a conjunction stand inside a name?"""
        if self._is_list(before):
            office = next((k for k, word in enumerate(behind) if self._is_office(word)), len(behind))
            return office > 0 and all(map(self._can_close_list, behind[:office]))
        head = next((k for k, word in enumerate(behind) if k and word in self._heads), 0)
        fields = [*before, *behind[:head]]
        return head > 0 and all(self._is_plain(word) and not self._is_office(word) for word in fields)

    def _can_close_list(self, word: str) -> bool:
        """Bureau of Rivers and [Roads], Department of Health and Human [Services]."""
        return self._is_plain(word) or (word in self._heads and word.endswith(self._plural))

    def _is_office(self, word: str) -> bool:
        """President [and Mill Department]: the role of a person, which has no part in the name of a body."""
        role = self._reader.lexicon.roles.get(word.lower())
        return role is not None and role.kind == "person"

    def _is_list(self, before: list[str]) -> bool:
        """Bureau of Rivers [and Roads]: can a conjunction stand inside this name?"""
        return not self._links.isdisjoint(before) and before[0] not in self._links and self._is_plain(before[-1])

    def _is_plain(self, word: str) -> bool:
        """The field of work of a body, not its head: Roads, Fisheries, Security."""
        lexicon, lower = self._reader.lexicon, word.lower()
        if lower in self._fields:
            return True
        if word in self._heads or word in lexicon.given_names or word in lexicon.places:
            return False
        return word.endswith(self._field_endings) or lower in lexicon.words

    def _is_link(self, gap: list[str]) -> bool:
        """Can these words stand inside the name of an organization: of, for the?"""
        if gap[0] not in self._links:
            return False
        return len(gap) == 1 or (len(gap) == 2 and gap[1] in self._articles)

    def _unbroken(self) -> Iterator[tuple[int, int]]:
        """Capitalized runs, cut where a sentence or quotation starts."""
        for match in _RUN.finditer(self._letters):
            start, end = match.span()
            other = self._letters[end : end + 1] in _OTHER_WORDS
            if (other and self._is_surname(end)) or (end - start == 1 and self._is_own_possessive(end)):
                end += 1
            for i in range(start + 1, end):
                if i in self._initials or i - start == _LONGEST_RUN:
                    yield start, i
                    start = i
            yield start, end

    def _is_own_possessive(self, at: int) -> bool:
        """McDonald’s said: the possessive is part of the name."""
        clitic = self._words[at : at + 1]
        if not clitic or clitic[0] not in self._possessive:
            return False
        return self._words[at - 1] + clitic[0] in self._owners or self._says(at + 1)

    def _says(self, at: int) -> bool:
        """Amsel’s said it: a verb of saying behind a possessive, which owns no noun then."""
        if self._letters[at : at + 1] not in _SAID or self._words[at] not in self._cues:
            return False
        return self._letters[at + 1 : at + 2] in _BEHIND_SAYING

    def _is_surname(self, at: int) -> bool:
        """Hannah Green, Ann Day: behind a given name, and before no noun, any word with a capital is a surname."""
        words = self._words
        if not words[at][0].isupper() or not self._reader.is_given(words[at - 1]):
            return False
        return self._letters[at + 1 : at + 2] not in _GOES_ON
