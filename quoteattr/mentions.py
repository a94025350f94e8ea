"""Names in the text: where they stand, what of them is title and what is name, and what kind of thing they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quoteattr.rules.base import Context

# Capitalized runs over the class letters; a day or demonym joins only a name that follows it (April Quist).
_RUN = re.compile("[At]?P(?:p*P)*")
_AMPERSAND = ["&"]  # between names it makes a firm
_LONGEST_TITLE = 4  # words: Special Agent in Charge
_APPOSITION = 9  # tokens behind a name in which an apposition ends
_LONGEST_NAME = 12  # words; a longer capitalized run is a heading or a list


class Name(NamedTuple):
    """A name at one place: tokens ``start`` to ``end`` with its titles, ``first`` to ``end`` without."""

    start: int
    first: int
    end: int
    words: tuple[str, ...]
    """The name proper: titles and suffixes aside."""
    titles: tuple[str, ...]
    kind: str
    """``person``, ``organization``, ``place``, ``title`` or ``unknown`` (one capitalized word says little)."""
    quoted: bool
    """Stands inside a quotation."""
    suffix: str = ""
    """Jr., III and the like."""
    weak: bool = False
    """Stands inside a quotation or a headline, or is all capitals: no good witness of what belongs to the name."""


class _Reading(NamedTuple):
    """A capitalized run taken apart."""

    titles: tuple[str, ...]
    words: tuple[str, ...]
    suffix: str
    kind: str
    is_shouted: bool
    """All in capitals."""


def find_names(ctx: Context) -> list[Name]:
    """All names of a document in text order, those inside quotations marked as such."""
    return _NameFinder(ctx).find()


class _NameFinder:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.tokens = ctx.tokens
        self.readings: dict[tuple[str, ...], _Reading] = {}
        self.headlines = bytearray(len(ctx.tokens) + 1)
        self.letters = self._letters()
        self.lexicon = ctx.lexicon
        self.title_words = ctx.lexicon.title_words
        self.links = ctx.lexicon.sets["organization_link"]
        self.generations = ctx.lexicon.sets["generation"]
        self.suffixes = self.generations | ctx.lexicon.sets["honour"]
        self.initials = ctx.initials
        self.quoted = ctx.quoted_tokens
        self.boilerplate = ctx.boilerplate_tokens

    def _letters(self) -> str:
        """The class letters of the text, headlines read as what their words are: Minister Says Mill Will Close."""
        words = self.tokens.words
        letters = self.ctx.letters
        pieces, at = [], 0
        for s in self.ctx.sentences:
            if letters.count("P", s.first, s.last) * 2 > s.last - s.first and s.is_headline:
                pieces += [letters[at : s.first], *map(self.ctx.classes.in_headline, words[s.first : s.last])]
                at = s.last
                self.headlines[s.first : s.last] = b"\1" * (s.last - s.first)
        return "".join([*pieces, letters[at:]])

    def find(self) -> list[Name]:
        out: list[Name] = []
        runs = [run for run in self._runs() if not self.boilerplate[run[0]]]
        words = self.tokens.words
        full = {" ".join(words[start:end]) for start, end in runs if end - start > 2 and start not in self.initials}
        whole = full | self.lexicon.organization_names  # Human Rights Watch: Human opens no sentence
        for start, end in runs:
            opens = start in self.initials and self._is_common(start) and " ".join(words[start:end]) not in whole
            if opens or words[start].islower():
                start += 1
            if start < end:
                out.append(self._name(start, end, bool(self.quoted[start])))
        return list(self._around_nicknames(out))

    def _around_nicknames(self, names: list[Name]) -> Iterator[Name]:
        """Elizabeth “Liz” Reed, Elizabeth (Liz) Reed: one name, the nickname left out."""
        rest = iter(range(len(names)))
        for k in rest:
            if k + 2 < len(names) and self._is_nickname(*names[k : k + 3]):
                given, surname = names[k], names[k + 2]
                words = given.words + surname.words
                yield given._replace(end=surname.end, words=words, kind="person", suffix=surname.suffix)
                next(rest)
                next(rest)
            else:
                yield names[k]

    def _is_nickname(self, given: Name, nickname: Name, surname: Name) -> bool:
        """Does a name in marks or brackets stand between a given name and a surname?"""
        opened, closed = given.end, nickname.end
        if nickname.start - opened not in (1, 2) or surname.start != closed + 1 or surname.titles:
            return False
        if any(w not in self.lexicon.given_names for w in given.words) or len(nickname.words) > 2:
            return False
        if self.letters[opened] == "(" and self.letters[closed] == ")":
            return given.quoted == nickname.quoted == surname.quoted
        return nickname.quoted and not (given.quoted or surname.quoted or self.quoted[opened] or self.quoted[closed])

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Runs of capitalized tokens, joined over "of" behind a word that heads an organization."""
        words, heads = self.tokens.words, self.lexicon.organization_heads
        pending: tuple[int, int] | None = None
        for start, end in self._unbroken():
            if pending is not None and start not in self.initials:
                gap, before = words[pending[1] : start], words[pending[0] : pending[1]]
                linked = gap == _AMPERSAND or (self._is_link(gap) and any(w in heads for w in before))
                if linked and self._kind(before) != "person":
                    pending = pending[0], end
                    continue
            if pending is not None:
                yield pending
            pending = start, end
        if pending is not None:
            yield pending

    def _is_link(self, gap: list[str]) -> bool:
        """Can these words stand inside the name of an organization: of, for the?"""
        if not gap or gap[0] not in self.links:
            return False
        return len(gap) == 1 or (len(gap) == 2 and gap[1] in self.lexicon.sets["definite_article"])

    def _unbroken(self) -> Iterator[tuple[int, int]]:
        """Capitalized runs, cut where a sentence or quotation starts."""
        for match in _RUN.finditer(self.letters):
            start, end = match.span()
            if self._is_surname(end):
                end += 1
            for i in range(start + 1, end):
                if i in self.initials or i - start == _LONGEST_NAME:
                    yield start, i
                    start = i
            yield start, end

    def _is_surname(self, at: int) -> bool:
        """Hannah Green, Peter English: behind a given name, and before no noun, a people or party is a surname."""
        letters, words = self.letters, self.tokens.words
        if letters[at : at + 1] != "A" or not words[at][0].isupper() or not self._is_given(words[at - 1]):
            return False
        return letters[at + 1 : at + 2] not in ("P", "N", "A", "c", "b", "-")

    def _is_common(self, start: int) -> bool:
        """A word that starts a sentence with a capital and needs none."""
        word = self.tokens.words[start]
        lower = word.lower()
        if len(word) == 1:
            return self.ctx.classes[lower] == "D"
        if lower == word or word.isupper() or word in self.lexicon.given_names or word in self.title_words:
            return False
        lex = self.lexicon
        if word[1:].islower() and word not in lex.places and self.ctx.classes[lower] != "N":
            return True
        return lower in lex.words or lower in lex.roles or lower in lex.cues or lower in lex.cue_nouns

    def _name(self, start: int, end: int, quoted: bool) -> Name:
        words = tuple(self.tokens.words[start:end])
        reading = self.readings.get(words)
        if reading is None:  # an article repeats its names: half of all are read before
            reading = self.readings[words] = self._read([*words])
        kind = reading.kind
        if kind in ("person", "unknown") and not reading.titles and self._is_called_body(start, end):
            kind = "organization"
        weak = quoted or bool(self.headlines[start]) or reading.is_shouted
        first = start + len(reading.titles)
        return Name(start, first, end, reading.words, reading.titles, kind, quoted, reading.suffix, weak)

    def _read(self, words: list[str]) -> _Reading:
        kind = self._kind(words)
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
        return _Reading(tuple(words[:first]), tuple(words[first:]), suffix, kind, is_shouted)

    def _is_called_body(self, start: int, end: int) -> bool:
        """the charity [Mill Aid]; [Quillan], a software company: what no list knows, called a body beside its name."""
        words = self.tokens.words
        if any(map(self._is_given, words[start:end])):
            return False
        if start and self._is_body_noun(words[start - 1]):
            return True
        if words[end : end + 1] != [","] or words[end + 1 : end + 2] == []:
            return False
        letters = self.letters
        if letters[end + 1] != "D":
            return False
        stop = end + 2
        while stop < len(letters) and stop < end + _APPOSITION and letters[stop] in "ANMPt":
            stop += 1
        return self._is_body_noun(words[stop - 1])

    def _is_body_noun(self, word: str) -> bool:
        role = self.lexicon.roles.get(word)
        return role is not None and role.kind == "organization" and not role.plural

    def _is_title(self, words: list[str]) -> bool:
        """UK Secretary, Prime Minister: a title without its name."""
        lex = self.lexicon
        role = words[-1] in lex.roles or words[-1].lower() in lex.roles
        return (words[-1] in self.title_words or role) and all(
            w in self.title_words or w in lex.places or w in lex.organization_heads or self._is_plain(w) for w in words
        )

    def _is_plain(self, word: str) -> bool:
        """An acronym, or a common word with a capital: Former, Deputy."""
        lower = word.lower()
        return word.isupper() or lower in self.lexicon.words or lower in self.lexicon.roles

    def _kind(self, words: list[str]) -> str:
        lex = self.lexicon
        phrase = " ".join(words)
        if phrase in lex.organization_names or (len(words) == 1 and words[0] in lex.organization_heads):
            return "organization"
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

    def _closes_with_person(self, words: list[str]) -> bool:
        """Senate Minority Whip Bo Reed, Tarn City Mayor Ann House: a full name behind a title."""
        first = self._first(words)
        behind = words[first:]
        if not first or not self.links.isdisjoint(behind):
            return False
        full = len(behind) > 1 and self._is_given(behind[0])
        if behind[-1] in self.lexicon.organization_heads:
            return full and len(behind) == 2 and words[first - 1] in self.lexicon.titles
        before = words[max(0, first - _LONGEST_TITLE) : first]
        titled = any(" ".join(before[k:]) in self.lexicon.titles for k in range(len(before)))
        return titled or (full and not self.title_words.isdisjoint(before))

    def _first(self, words: list[str]) -> int:
        """Where the name begins behind titles and roles: UK Defense Secretary [Ben Wallace]."""
        start, named = 0, False
        for i, word in enumerate(words[:-1]):
            full_behind = i + 2 < len(words) and self._is_given(words[i + 1])
            if word in self.title_words:
                # behind a given name a title is part of the name, unless a full name follows: Lee Adviser Jo Hale
                if words[i + 1] not in self.suffixes and (full_behind or not named):
                    start, named = i + 1, False
            elif self._is_given(word):
                named = True
            elif full_behind and self._is_person_role(word):
                start = i + 1
            elif i == 0 and len(words) > 2 and word in self.lexicon.roles:
                start = 1  # Republican Quillan Reed
        for i in range(start, len(words) - 1):
            if self._is_given(words[i]):
                i = i - 1 if i and len(words[i - 1]) == 2 and words[i - 1][1] == "." else i
                skipped = words[start:i]  # behind a title an unknown word is a given name that no list has
                titled = start > 0 and words[start - 1] in self.lexicon.titles
                unknown = titled and self.links.isdisjoint(skipped) and not all(map(self._is_no_name, skipped))
                return start if unknown else i
        behind_place = (i for i in range(1, len(words) - 1) if self._is_place_or_body(words[i - 1]))
        return start or next((i for i in behind_place if words[i] in self.lexicon.given_names), 0)

    def _is_no_name(self, word: str) -> bool:
        """What can stand between a title and a name, unlike a given name that no list has."""
        return word in self.title_words or self._is_place_or_body(word) or self._is_plain(word)

    def _is_person_role(self, word: str) -> bool:
        """Democrat, Pollster: a role written like a title."""
        role = self.lexicon.roles.get(word) or self.lexicon.roles.get(word.lower())
        return role is not None and role.kind == "person" and not role.plural

    def _is_given(self, word: str) -> bool:
        return word in self.lexicon.given_names and word not in self.lexicon.ambiguous_names

    def _is_place_or_body(self, word: str) -> bool:
        return word in self.lexicon.places or word in self.lexicon.organization_heads
