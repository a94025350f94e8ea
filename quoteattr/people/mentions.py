"""Names in the text: where they stand, and what stands beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from quoteattr.memory.lazy import lazy
from quoteattr.people.acronyms import is_acronym, spelt_out
from quoteattr.people.names import name_reader
from quoteattr.people.runs import LONGEST, Runs
from quoteattr.syntax.document import Surface
from quoteattr.syntax.levels import Word
from quoteattr.syntax.words import NO_NAMES, ShortNames, stands_as_name

_NO_SURNAME_BEHIND = frozenset(Word.DETERMINER + Word.PREPOSITION + Word.TO)
_MODIFIERS = Word.ADJECTIVE + Word.NOUN + Word.NUMBER + Word.NAME + Word.TIME
_PARTS = frozenset({"’s", "'s", "’", "'", ","})  # tokens that are no words of a name by themselves
_BEHIND_SUBJECT = frozenset(Word.FINITE_VERB + Word.PAST + Word.AUXILIARY)
_USUAL = 500  # bearers per million that make a title a given name: Dean, Earl
_LONG_NAME = 4  # words of a body that is no more called by its first
_WITHIN_MARKS = 3  # tokens, of which up to two are marks or brackets between a given name and a nickname
_APPOSITION = 9  # tokens behind a name in which an apposition ends


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
    is_kin: bool = False
    """Introduced as somebody's relative: his son, Bo Lee Reed."""


class Found(NamedTuple):
    """The names of an article."""

    all: list[Name]
    """In text order, those inside quotations marked as such."""
    short_names: ShortNames
    """Words that are names in this article and something else in others: Baker, Green; United."""
    initials: dict[str, int]
    """Initials to the first token of the name that they stand for."""


def find_names(document: Surface) -> Found:
    """All names of an article: people named in full first, since they make Baker and King names wherever they stand."""
    return _NameFinder(document).find()


class _NameFinder:
    def __init__(self, document: Surface) -> None:
        self.document = document
        self.tokens = document.tokens
        self.short_names: ShortNames = NO_NAMES
        self.headlines = bytearray(len(document.tokens) + 1)
        self.letters = self._letters()
        self.lexicon = document.lexicon
        self.title_words = document.lexicon.title_words
        self.things = document.lexicon.sets["thing_acronym"]
        self.clubs = document.lexicon.sets["club"]
        self.firms = document.lexicon.sets["firm"]
        self.conjunction = document.lexicon.sets["conjunction"]
        self.kinship = document.lexicon.sets["kinship"]
        self.reader = name_reader(document.lexicon)
        self.initials = document.initials
        self.quoted = document.quoted_tokens
        self.boilerplate = document.boilerplate_tokens

    def _letters(self) -> str:
        """The class letters of the text, headlines read as what their words are: Minister Says Mill Will Close."""
        words = self.tokens.words
        letters = self.document.letters
        pieces, at = [], 0
        for s in self.document.narrative:
            if letters.count(Word.NAME, s.first, s.last) * 2 > s.last - s.first and self.document.classes.heads(s):
                pieces += [letters[at : s.first], *map(self.document.classes.in_headline, words[s.first : s.last])]
                at = s.last
                self.headlines[s.first : s.last] = b"\1" * (s.last - s.first)
        return "".join([*pieces, letters[at:]])

    def find(self) -> Found:
        names = self._read()
        behind = (self._without_portfolio(b, n) if b.kind == "title" else n for b, n in pairwise(names))
        names = [*names[:1], *behind]
        full = {n.words[-1] for n in names if n.kind == "person" and len(n.words) > 1 and not n.weak}
        names = [
            piece
            for name in names
            for piece in (self._settled(name, full) if name.titles or name.kind == "organization" else (name,))
        ]
        bodies = {n.words[0] for n in names if self._is_firm(n)} | {n.words[-1] for n in names if self._is_club(n)}
        bodies -= full
        self.short_names = {word: word in bodies for word in filter(self._is_misread, full | bodies)}
        if self.short_names:
            names = [self._as_surname(name) if name.words[0] in self.short_names else name for name in names]
            names = sorted([*names, *self._short_names_alone(names)])
        names = self._with_shared_surnames(names)
        initials = self._initials(names)
        for whole in initials.values():
            names = [n for n in names if n.end <= whole.start or n.start >= whole.end]
        if initials:
            names = sorted({*names, *initials.values()})
        return Found(names, self.short_names, {acronym: whole.start for acronym, whole in initials.items()})

    def _without_portfolio(self, before: Name, name: Name) -> Name:
        """Minister for Roads [Ann Lee], the MP for Tarn [Ann Lee]: what the office is for is no part of the name."""
        if name.kind != "person" or name.start != before.end + 1:
            return name
        words = name.words
        if self.letters[before.end] != Word.PREPOSITION or self.reader.is_given(words[0]):
            return name
        given = next((k for k in range(1, len(words) - 1) if self.reader.is_given(words[k])), 0)
        return name._replace(first=name.first + given, words=words[given:], titles=(*name.titles, *words[:given]))

    def _with_shared_surnames(self, names: list[Name]) -> list[Name]:
        """[Tom] and Ann Reed: Tom Reed, if the article gives no Tom another surname."""
        sharing = {
            name: after.words[1]
            for name, after in pairwise(names)
            if after.start == name.end + 1 and self._may_share_surname(name, after)
        }
        if not sharing:
            return names
        known = {n.words[0] for n in names if len(n.words) > 1}
        return [
            name._replace(words=(*name.words, sharing[name]), kind="person")
            if name in sharing and name.words[0] not in known
            else name
            for name in names
        ]

    def _may_share_surname(self, name: Name, after: Name) -> bool:
        """A given name alone, a conjunction (the one word between them), a given name with a surname?"""
        if self.tokens.words[name.end] not in self.conjunction:
            return False
        alone = len(name.words) == 1 and not name.titles and self.reader.is_given(name.words[0])
        return alone and after.kind == "person" and len(after.words) == 2 and self.reader.is_given(after.words[0])

    def _settled(self, name: Name, surnames: set[str]) -> tuple[Name, ...]:
        """A name read once more, with the surnames of people who are named in full."""
        words = name.words
        if name.kind == "organization":
            if words[-1] in surnames and len(words) > 1 and self.reader[words[:-1]].kind == "organization":
                body = name._replace(end=name.end - 1, words=words[:-1])  # told the Tarn Post Reed had left
                return body, self._name(name.end - 1, name.end, name.quoted)
        elif len(name.titles) == len(words) == 1 and words[0] not in surnames:
            counts = self.lexicon.given_names.get(name.titles[0], (0.0, 0.0))
            if sum(counts) >= _USUAL:  # Dean Reed
                return (name._replace(first=name.start, words=(*name.titles, *words), titles=(), kind="person"),)
        return (name,)

    def _initials(self, names: list[Name]) -> dict[str, Name]:
        """The initials that the article uses for bodies, and the names that they stand for."""
        out: dict[str, Name] = {}
        short = [
            (k, name.words[0])
            for k, name in enumerate(names)
            if name.kind == "organization" and len(name.words) == 1 and is_acronym(name.words[0])
        ]
        places = spelt_out(self.document, self.letters, {acronym for _, acronym in short})
        starts = [name.start for name in names]
        for k, acronym in short:
            if acronym in out:
                continue
            place, name = places.get(acronym), names[k]
            before = names[k - 1] if k else name
            if place is not None:
                whole = self._body(*place)
                near = names[bisect_right(starts, whole.start - LONGEST) : bisect_right(starts, whole.end)]
                if all(map(partial(self._is_apart_or_part, whole), near)):
                    out[acronym] = whole
            elif before.kind == "organization" and before.end + 1 == name.start and len(before.words) > 1:
                out[acronym] = before  # the Millers’ House of Tarn (MOT)
        return out

    def _is_apart_or_part(self, whole: Name, name: Name) -> bool:
        """Does a name stand outside that of a body, or is it a piece of it, and nobody's?"""
        if name.end <= whole.start or name.start >= whole.end:
            return True
        return whole.start <= name.start and name.end <= whole.end and not self.reader.is_given(name.words[0])

    def _body(self, start: int, end: int) -> Name:
        """The name of a body that initials stand for."""
        quoted = bool(self.quoted[start])
        return Name(start, start, end, self._joined(start, end), (), "organization", quoted, weak=quoted)

    def _as_surname(self, name: Name) -> Name:
        """Ann King lives in Tarn. King said: neither "the King" nor "in King"."""
        if name.kind == "unknown" or len(name.words) > 1 or name.titles:
            return name
        before = self.letters[name.start - 1] if name.start else Word.STOP
        return name if before in _NO_SURNAME_BEHIND else name._replace(kind="unknown")

    def _is_firm(self, name: Name) -> bool:
        """United Airlines, Target Corp.: a body that may be called by its first word."""
        if name.kind != "organization" or name.weak or not 1 < len(name.words) < _LONG_NAME:
            return False
        return name.words[-1].rstrip(".") in self.firms and name.words[0] not in self.lexicon.titles

    def _is_club(self, name: Name) -> bool:
        """Tarn United: a club that may be called by its last word."""
        return name.kind == "organization" and len(name.words) > 1 and name.words[-1] in self.clubs and not name.weak

    def _short_names_alone(self, names: list[Name]) -> Iterator[Name]:
        """Short names that are another word where no list is asked: Baker said, at the start of a sentence."""
        starts = [name.start for name in names]
        letters = f"{Word.STOP}{self.letters}{Word.STOP}"
        for i in self.tokens.where(self.short_names.keys()):
            before = Word.STOP if i in self.initials else letters[i]
            k = bisect_right(starts, i)
            covered = k > 0 and names[k - 1].end > i
            word = self.tokens.words[i]
            if covered or self.boilerplate[i]:
                continue
            if stands_as_name(before, *letters[i + 1 : i + 3], of_body=self.short_names[word]):
                weak = bool(self.quoted[i] or self.headlines[i])
                yield Name(i, i, i + 1, (word,), (), "unknown", bool(self.quoted[i]), weak=weak)

    def _is_misread(self, surname: str) -> bool:
        """Would the lists read a surname as something else: a colour, a title, a firm, an adverb?"""
        classes = self.document.classes
        by_itself = classes[surname] == classes.initial(surname, "") == Word.NAME
        return not by_itself or self.reader[(surname,)].kind != "unknown"

    def _read(self) -> list[Name]:
        out: list[Name] = []
        runs = [run for run in Runs(self.document, self.letters, self.reader).all() if not self.boilerplate[run[0]]]
        words = self.tokens.words
        # Human Rights Watch: Human opens no sentence
        whole = {" ".join(words[start:end]) for start, end in runs if end - start > 2 and start not in self.initials}
        for start, end in runs:
            opens = start in self.initials and self._is_common(start) and not self._is_given(start, end)
            opens = opens and not self._opens_a_body(start, end)
            if opens:
                run = " ".join(words[start:end])
                opens = (
                    run not in whole and run not in self.lexicon.organization_names and run not in self.lexicon.places
                )
            if opens or (words[start].islower() and words[start][0] != "@"):
                start += 1
            if start < end and not (end - start == 1 and words[start] in self.things):
                out.append(self._name(start, end, bool(self.quoted[start])))
        return list(self._around_nicknames(out))

    def _opens_a_body(self, start: int, end: int) -> bool:
        """Food and Mill Office, University of Tarn, United Airlines: a common word that belongs to a body's name."""
        behind = self.tokens.words[start + 1 : end]
        if not behind:
            return False
        heads = self.tokens.words[start] in self.lexicon.organization_heads
        linked = behind[0] in self.conjunction or (heads and behind[0] in self.reader.links)
        return linked or behind[-1].rstrip(".") in self.firms

    def _around_nicknames(self, names: list[Name]) -> Iterator[Name]:
        """Elizabeth “Liz” Reed, Elizabeth (Liz) Reed: one name, the nickname left out."""
        rest = iter(range(len(names)))
        for k in rest:
            near = k + 2 < len(names) and names[k + 1].start - names[k].end < _WITHIN_MARKS
            if near and self._is_nickname(*names[k : k + 3]):
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
        if nickname.start == opened or surname.start != closed + 1 or surname.titles:
            return False
        if any(w not in self.lexicon.given_names for w in given.words) or len(nickname.words) > 2:
            return False
        if self.letters[opened] == Word.OPENING and self.letters[closed] == Word.CLOSING:
            return given.quoted == nickname.quoted == surname.quoted
        return nickname.quoted and not (given.quoted or surname.quoted or self.quoted[opened] or self.quoted[closed])

    def _is_common(self, start: int) -> bool:
        """A word that starts a sentence with a capital and needs none."""
        word = self.tokens.words[start]
        lower = word.lower()
        if len(word) == 1:
            return self.document.classes[lower] == Word.DETERMINER
        if lower == word or word.isupper() or word in self.lexicon.given_names or word in self.title_words:
            return False
        lex = self.lexicon
        plain = word[1:].islower() and word not in lex.places
        if plain and (self.document.classes[lower] != Word.NOUN or self._is_else_small(word)):
            return True
        return lex.knows(lower)

    def _is_else_small(self, word: str) -> bool:
        """Leaderboards at the start of a sentence, leaderboards wherever else it stands."""
        if word.lower() not in self._distinct:
            return False
        everywhere, opening = self._counts
        return everywhere[word] == opening[word]

    @lazy
    def _distinct(self) -> frozenset[str]:
        """The words of the article, which tell without counting them of most words that they stand at a start alone."""
        return frozenset(self.tokens.words)

    @lazy
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        """How often each word stands anywhere, and at the start of a sentence."""
        words = self.tokens.words
        return Counter(words), Counter(words[i] for i in self.initials if i < len(words))

    def _is_given(self, start: int, end: int) -> bool:
        """Blessing Quist said: a noun in no list of names before a surname that has its verb behind."""
        words, lexicon = self.tokens.words, self.lexicon
        if end - start != 2 or self.letters[end : end + 1] not in _BEHIND_SUBJECT:
            return False
        given, surname = words[start : start + 2]
        lower = given.lower()
        noun = self.document.classes[lower] == Word.NOUN and lower not in lexicon.roles and lower not in words
        return noun and self.reader[(surname,)].kind == "unknown" and surname not in lexicon.given_names

    def _name(self, start: int, end: int, quoted: bool) -> Name:
        run = tuple(self.tokens.words[start:end])
        reading = self.reader[run if _PARTS.isdisjoint(run) else self._joined(start, end)]
        kind = reading.kind
        if kind in ("person", "unknown") and not reading.titles:
            owned = len(reading.words) + bool(reading.suffix) < end - start
            if owned or self._is_called_body(start, end):
                kind = "organization"
        weak = quoted or bool(self.headlines[start]) or reading.is_shouted
        first = start + len(reading.titles)
        return Name(
            start, first, end, reading.words, reading.titles, kind, quoted, reading.suffix, weak, self._is_kin(start)
        )

    def _joined(self, start: int, end: int) -> tuple[str, ...]:
        """The words of a name; what is a token of its own and is written without a space joins the word before."""
        text = self.tokens.text[slice(*self.tokens.span(start, end))]
        return tuple(text.split())

    def _is_kin(self, start: int) -> bool:
        """Does a word of kinship stand before a name: his son [Bo Lee Reed], their daughter, [Ann Lee]?"""
        words = self.tokens.words
        before = start - 2 if start > 1 and words[start - 1] == "," else start - 1
        return before >= 0 and words[before] in self.kinship

    def _is_called_body(self, start: int, end: int) -> bool:
        """the charity [Mill Aid]; [Quillan], a software company: what no list knows, called a body beside its name."""
        words, letters = self.tokens.words, self.letters
        before = start - 1
        opens_apposition = end + 1 < len(letters) and letters[end] == Word.COMMA
        if opens_apposition and start > 1 and words[before] == ",":
            before -= 1  # the daily, [Quillan], said
        called = before >= 0 and self.reader.is_body_noun(words[before])
        if not called and not (opens_apposition and letters[end + 1] == Word.DETERMINER):
            return False
        if any(map(self.reader.is_given, words[start:end])):
            return False
        if called:
            return True
        stop = end + 2
        while stop < len(letters) and stop < end + _APPOSITION and letters[stop] in _MODIFIERS:
            stop += 1
        return self.reader.is_body_noun(words[stop - 1])
