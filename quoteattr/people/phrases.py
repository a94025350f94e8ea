"""The words of a mention in their sentence, and the names that stand in them."""

from __future__ import annotations

from bisect import bisect_left

from quoteattr.lexicon import Role
from quoteattr.memory.lazy import lazy
from quoteattr.people.mentions import Name
from quoteattr.syntax.document import Document, Range
from quoteattr.syntax.levels import Chunk, Word, pattern

_LONGEST_NAME = 12  # words of a name that are looked back on
_TITLE_WORDS = 6  # words before a noun group in which a name that reaches into it may start
_ENDS_GROUP = Chunk.WH + Chunk.FINITE + Chunk.PREPOSITION + Chunk.OPENING
_OF_ROLES = Chunk.NOUN + Chunk.CONJUNCTION + Chunk.PAST + Chunk.ADJECTIVE
_APPOSES = Chunk.COMMA + Chunk.DASH + Chunk.OPENING
_NOMINAL = Word.NAME + Word.NOUN + Word.ADJECTIVE
_COMPLEMENT = pattern(Chunk, "(preposition | conjunction) noun")


class Names:
    """The names of a document in text order, found by place."""

    def __init__(self, names: list[Name]) -> None:
        self.all = names
        self._starts = [n.start for n in names]

    def between(self, start: int, end: int) -> list[Name]:
        """The names that start in a half-open range of tokens."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class Phrase:
    """The words at an attribution that say who speaks."""

    def __init__(self, document: Document, names: Names, r: Range) -> None:
        self.document = document
        self.names = names
        self.range = r
        self.parse = document.parse(r.sentence)
        self.chunk = self.parse.clauses.past_seat(self.parse.chunks.at(r.start))
        """The chunk that it starts in; of a Tarn, Ohio, miller that of the miller."""
        self.first_word = self.parse.words[r.start].lower()
        self.token = self.parse.sentence.units[r.start]
        self.is_inside = self.parse.sentence.inside is not None
        """Does it stand in somebody's words?"""

    @property
    def narrative(self) -> int:
        """The sentence of the narrative that holds it."""
        return self.document.narrative_at(self.token) if self.is_inside else self.range.sentence

    @property
    def text(self) -> str:
        """Its words as they stand in the text, without what "who" or a comma before it adds: the owner, who said …."""
        tokens, tags, r = self.document.tokens, self.parse.tags, self.range
        aside = tags.find(Word.COMMA + Word.WH, r.start, r.end)
        end = r.end if aside <= r.start else aside
        if tags[end - 1] == Word.WH and end - r.start > 1 and tags[end - 2] != Word.PREPOSITION:  # one of whom
            end -= 1 + (tags[end - 2] == Word.COMMA)
        return tokens.text[slice(*tokens.span(*self.document.token_range(Range(r.sentence, r.start, end))))]

    @lazy
    def head_end(self) -> int:
        """The unit behind its noun group, and behind a name that goes on there: a [Department] for Trade spokesman."""
        parse, units, ends = self.parse, self.parse.sentence.units, self.parse.chunks.ends
        head_end = min(ends[self.chunk], self.range.end)
        last = units[head_end - 1] + 1
        for name in self.names.between(last - _LONGEST_NAME, last):
            if name.start < last < name.end:
                return min(ends[parse.chunks.at(bisect_left(units, name.end - 1))], self.range.end)
        return head_end

    def own_name(self) -> Name | None:
        """The name that ends the noun group, or its title (Secretary of State for Defense Ben Wallace)."""
        parse, start = self.parse, self.range.start
        units = parse.sentence.units
        end = self.head_end
        while end > start and parse.tags[end - 1] not in _NOMINAL:
            end -= 1
        first, last = units[start], units[end - 1] + 1
        for name in reversed(self.names.between(max(0, first - _TITLE_WORDS), last)):
            if name.start < last <= name.end and name.end > first and name.kind != "title":
                return name
        return self._name_behind_title(end)

    def _name_behind_title(self, end: int) -> Name | None:
        """The name that closes a title with "of" or "for"; a name that is a whole noun group is another's (aide to)."""
        parse, units, chunks = self.parse, self.parse.sentence.units, self.parse.chunks
        titles = self.document.lexicon.titles
        k = chunks.at(end - 1) + 1
        if parse.kinds[k : k + 1] == Chunk.CONJUNCTION:
            return self._name_of_two_titles(k + 1)
        while _COMPLEMENT.match(parse.kinds, k) and chunks.ends[k + 1] <= self.range.end:
            first, last = chunks.starts[k + 1], chunks.ends[k + 1]
            for name in self.names.between(self.token, units[last - 1] + 1):
                # spokesman for Mayor Quist, but Chief of Mill Staff General Quist
                titled = any(" ".join(name.titles[:n]) in titles for n in range(1, len(name.titles) + 1))
                own = titled or self._holds_role(first, name)
                behind_noun = self._is_behind_noun(first, name) and not own
                if name.end == units[last - 1] + 1 and behind_noun and name.kind == "person":
                    return name
            k += 2
        return None

    def _is_behind_noun(self, first: int, name: Name) -> bool:
        """Chief of Mill [Ann Lee], Attorney for the District [Ann Lee], Head of the local mill [Ann Lee]."""
        parse, units = self.parse, self.parse.sentence.units
        if parse.tags[first] != Word.DETERMINER:
            return name.first > units[first] and parse.tags[first] in _NOMINAL
        if parse.tags[self.range.start] == Word.DETERMINER or name.first <= units[first + 1]:
            return False
        return bool(name.titles) or parse.tags[bisect_left(units, name.first) - 1] == Word.NOUN

    def _name_of_two_titles(self, k: int) -> Name | None:
        """Mill Minister and Road Minister [Ann Lee]; but the mayor and Ann Lee are two."""
        if k >= len(self.parse.kinds) or self.parse.tags[self.range.start] == Word.DETERMINER:
            return None
        return next((name for name in self._names_of_chunk(k) if name.titles), None)

    def _holds_role(self, first: int, name: Name) -> bool:
        """A lawyer for [suspect Ann Lee]: does a name have a role of its own from this unit on?"""
        parse, roles = self.parse, self.document.lexicon.roles
        behind = bisect_left(parse.sentence.units, name.start)
        held = (roles.get(word.lower()) for word in parse.words[first:behind])
        return any(role is not None and role.kind == "person" for role in held)

    def apposed_name(self) -> Name | None:
        """The name in the apposition of a role: his wife, Ann Lee."""
        kinds, chunks = self.parse.kinds, self.parse.chunks
        for k in range(self.chunk + 1, min(chunks.at(self.range.end - 1) + 1, len(kinds))):
            if kinds[k] == Chunk.WH or kinds[k] in Chunk.FINITE:
                return None
            if kinds[k] == Chunk.NOUN and kinds[k - 1] in _APPOSES:
                for name in self._names_of_chunk(k):
                    if name.kind == "person" or (name.kind == "unknown" and self._is_role()):
                        return name
        return None

    def closing_name(self) -> Name | None:
        """The name behind several roles of one person: singer and baker [Rick Reed], an actor turned baker [Rick Reed].

        Behind a preposition stands another’s (a lawyer for baker Rick Reed); "the mayor and baker Rick Reed" are two.
        """
        parse, r = self.parse, self.range
        kinds, chunks, roles = parse.kinds, parse.chunks, self.document.lexicon.roles
        last = chunks.at(r.end - 1)
        while last > self.chunk and Word.NAME not in parse.tags[chunks.starts[last] : chunks.ends[last]]:
            last -= 1  # his age
        if last == self.chunk or any(kind not in _OF_ROLES for kind in kinds[self.chunk : last]):
            return None
        if Chunk.CONJUNCTION in kinds[self.chunk : last] and parse.tags[r.start] == Word.DETERMINER:
            return None
        for name in self._names_of_chunk(last):
            before = bisect_left(parse.sentence.units, name.start) - 1
            role = roles.get(parse.words[before].lower())
            if name.kind == "person" and role is not None and role.kind == "person" and not role.plural:
                return name
        return None

    def called(self) -> Name | None:
        """The name that somebody is known by: a man named [Ann Lee], identified only as [Ann Lee]."""
        words, tags = self.parse.words, self.parse.tags
        identifying, as_noted = self.parse.sets["identifying"], self.parse.sets["as_noted"]
        naming = self.head_end
        if naming < self.range.end - 1 and words[naming] in self.parse.sets["named"]:
            return self._name_from(naming + 1)
        for k in range(self.head_end, self.range.end - 2):
            if words[k].lower() in identifying:
                behind = k + 1
                while tags[behind : behind + 1] == Word.ADVERB:
                    behind += 1
                if behind + 1 < self.range.end and words[behind].lower() in as_noted:
                    return self._name_from(behind + 1)
        return None

    def _name_from(self, unit: int) -> Name | None:
        """The name that starts at a unit."""
        token = self.parse.sentence.units[unit]
        return next(iter(self.names.between(token, token + 1)), None)

    def antecedent(self) -> Name | None:
        """The name before a description that a relative clause goes on from: [Ann Lee], a baker, who."""
        tags, k = self.parse.tags, self.chunk - 1
        relative = tags[self.range.end - 1] == Word.WH
        if not relative or k < 1 or self.parse.kinds[k] != Chunk.COMMA or self.parse.kinds[k - 1] != Chunk.NOUN:
            return None
        if self.first_word not in self.parse.sets["introducing"]:
            return None
        return next((name for name in self._names_of_chunk(k - 1) if name.kind == "person"), None)

    def _is_role(self) -> bool:
        """Another resident, [Ann]: does the noun group name somebody by what he is?"""
        role = self._head_role
        return role is not None and role.kind == "person" and not role.plural

    @property
    def is_document(self) -> bool:
        """the president's statement, her letter"""
        role = self._head_role
        return role is not None and role.kind == "document"

    @property
    def _head_role(self) -> Role | None:
        return self.document.lexicon.roles.get(self.parse.words[self.head_end - 1].lower())

    def owner_of_document(self) -> Phrase | None:
        """Whose document it names: [the president]'s statement, [her] letter."""
        start = self.range.start
        clitic = self.parse.tags.find(Word.POSSESSIVE, start, self.head_end)
        owner = start + 1 if self.first_word in self.document.lexicon.pronouns else clitic
        return Phrase(self.document, self.names, Range(self.range.sentence, start, owner)) if owner > start else None

    def joined_names(self) -> list[Name]:
        """The names of "Lavrov and Truss"; none if nothing is joined."""
        parse, r = self.parse, self.range
        kinds, chunks = parse.kinds, parse.chunks
        first, last = self.chunk, chunks.at(r.end - 1)
        joining = parse.sets["conjunction"]
        words = parse.words[r.start : r.end]
        if Chunk.CONJUNCTION not in kinds[first : last + 1] and joining.isdisjoint(w.lower() for w in words):
            return []
        out: list[Name] = []
        for k in range(first, last + 1):
            if kinds[k] in _ENDS_GROUP:
                break
            if kinds[k] == Chunk.NOUN and parse.tags[chunks.ends[k] - 1] == Word.NAME:
                out += self._names_of_chunk(k)
        # Mill Minister and Road Minister Ann Lee is one person; the mayor and Ann Lee are two
        is_definite = self.first_word in parse.sets["definite_article"]
        return out if is_definite else [name for name in out if name.kind != "title"]

    def _names_of_chunk(self, k: int) -> list[Name]:
        """The names that end where a chunk ends."""
        units, chunks = self.parse.sentence.units, self.parse.chunks
        end = units[chunks.ends[k] - 1] + 1
        return [name for name in self.names.between(units[chunks.starts[k]], end) if name.end == end]
