"""Documents speak for who issued them, where the article says who: the ministry's report, a letter from Ann Lee."""

from __future__ import annotations

from bisect import bisect_left

from quoteattr.memory.lazy import lazy
from quoteattr.people.entities import Entity, People
from quoteattr.people.mentions import Name
from quoteattr.people.phrases import Names, Phrase
from quoteattr.syntax.document import Document
from quoteattr.syntax.levels import Word

_NEAR = 6  # tokens between a document and who issued it
_INSIDE = Word.DETERMINER + Word.ADJECTIVE + Word.NUMBER + Word.NOUN + Word.NAME + Word.POSSESSIVE


class Documents:
    """Documents of an article and their issuers; gathered when the first one speaks."""

    def __init__(self, document: Document, names: Names, people: People) -> None:
        self._document = document
        self._names = names
        self._people = people
        self._words = document.tokens.words
        self._letters = document.letters
        self._origins = document.lexicon.sets["origin"]

    def issuer(self, phrase: Phrase, noun: str) -> Entity | None:
        """Who issued the document that a phrase names, or the last one before of that noun."""
        units = phrase.parse.sentence.units
        first, last = units[phrase.range.start], units[phrase.range.end - 1] + 1
        inside = (name for name in self._names.between(first, last) if self._issues(name) == noun)
        own = next(inside, None) or self._publisher(first, last)
        if own is not None:
            return self._people.of(own)
        if phrase.first_word not in self._document.lexicon.sets["definite"]:
            return None
        issued = self._issued.get(noun, [])
        k = bisect_left(issued, first, key=lambda name: name.start)
        return self._people.of(issued[k - 1]) if k else None

    def _publisher(self, first: int, last: int) -> Name | None:
        """[Ann Lee] released a film that said …: the name whose issuing the document of these tokens is."""
        for name in reversed(self._names.between(first - _NEAR, first)):
            if self._publishes(name) and first <= self._document_at(name.end + 1) < last:
                return name
        return None

    @lazy
    def _issued(self) -> dict[str, list[Name]]:
        """Noun of a document to the names that issued one, in text order."""
        out: dict[str, list[Name]] = {}
        for name in self._names.all:
            noun = self._issues(name)
            if noun:
                out.setdefault(noun, []).append(name)
        return out

    def _issues(self, name: Name) -> str:
        """The document that a name issued, by the words around; an empty string if none."""
        if name.kind == "title":
            return ""
        return self._behind(name) or self._before(name) or self._published(name)

    def _behind(self, name: Name) -> str:
        """the [ministry]'s first report, a [Tarn Post] article."""
        return self._document_from(name.end)

    def _document_from(self, start: int) -> str:
        """The first document in the noun group that starts or goes on at a token; an empty string if there is none."""
        at = self._document_at(start)
        return "" if at < 0 else self._words[at]

    def _document_at(self, start: int) -> int:
        """Where that document stands; -1 if there is none."""
        for i in range(start, min(len(self._words), start + _NEAR)):
            if self._is_document(i):
                return i
            if self._letters[i] not in _INSIDE:
                break
        return -1

    def _before(self, name: Name) -> str:
        """a report by the [ministry]; but a letter from [Tarn] is nobody's yet."""
        if name.kind == "place":
            return ""
        i = name.start - 1
        while i > name.start - _NEAR and i > 0 and self._letters[i] in _INSIDE:
            i -= 1
        by = i > 0 and self._words[i] in self._origins
        return self._words[i - 1] if by and self._is_document(i - 1) else ""

    def _published(self, name: Name) -> str:
        """The [ministry] published a long report."""
        return self._document_from(name.end + 1) if self._publishes(name) else ""

    def _publishes(self, name: Name) -> bool:
        verb = self._words[name.end : name.end + 1]
        return bool(verb) and verb[0] in self._document.lexicon.issuing_verbs

    def _is_document(self, i: int) -> bool:
        role = self._document.lexicon.roles.get(self._words[i])
        return role is not None and role.kind == "document"
