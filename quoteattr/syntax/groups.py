"""Noun groups: how far one reaches to its right, and what it hangs on to its left.

To the right stand of-phrases, appositions and relative clauses; to the left climbs the way from a noun to the head of
its phrase: the chief [of the staff], the man [who shot Smith].
"""

from __future__ import annotations

from quoteattr.lexicon import Lexicon
from quoteattr.syntax.chunks import Chunks
from quoteattr.syntax.levels import Chunk, Word, any_of, pattern, row

_AND_NOUN = row(Chunk, "conjunction noun")  # Ann Lee [and Bo Reed]
_APPOSITION = row(Chunk, "comma noun")  # Ann Lee[, a farmer]
_SEATED = row(Chunk, "noun comma noun comma noun")  # a Tarn, Ohio, miller
_SEATED_NOUN = any_of(Word, "noun adjective number")  # a Tarn, Ohio, [old miller]
_PHRASE = row(Chunk, "preposition noun")  # the mayor [of Tarn]
_NAME_BEHIND = pattern(Chunk, "(comma? conjunction | comma) (?= noun)")  # Ann Lee[, ]Bo Reed[ and ]Mia Hale
_ADJECTIVE_PHRASE = row(Chunk, "adjective preposition noun")  # people [familiar with the matter]
_RELATIVE_CLAUSE = (row(Chunk, "comma wh"), Chunk.WH)  # Ann Lee[, who] left; the man [who] left
_PARTICIPLES = tuple(any_of(Chunk, "past gerund"))  # a study [published] in May
_PARTICIPLE_CLAUSE = any_of(Chunk, "past gerund preposition noun adverb adjective")  # a study [published in May] said
_GROUP_ENDS = any_of(Chunk, "stop comma")  # behind a whole noun group
_APPOSITION_ENDS = any_of(Chunk, "stop comma wh")
_RELATIVE_CLAUSE_ENDS = any_of(Chunk, "stop comma semicolon quotation")
_TRAILING_MARKS = any_of(Word, "comma semicolon colon dash opening stop")
_CLAUSE_OPENS = any_of(Chunk, "comma semicolon colon opening dash quotation subordinate")  # before a clause
_WITHOUT_SUBJECT = any_of(Chunk, "gerund past infinitive")
"""Verbs that behind a noun group modify it: the man named, leaving, to ask."""
_BEFORE_RELATIVE = any_of(Chunk, "comma adverb closing preposition dash")  # a farmer[,] who; farmers, some [of] whom
_BEFORE_CONJUNCTION = any_of(Chunk, "comma adverb")  # Ann Lee[, later] and Bo Reed
_BEFORE_SUBJECT = any_of(Chunk, "subordinator that quotation semicolon colon dash stop opening")  # before a clause
_BEFORE_LIST = any_of(Chunk, "subordinator that quotation semicolon colon dash stop comma")  # before a list
_OBJECT_OR_CLAUSE = tuple(any_of(Chunk, "noun that infinitive"))  # claimed [a victory], said [that]
_OBJECT_AND_NAME = row(Chunk, "noun quotation")  # a mill called [“Rain”]
_PERIOD = "period"  # hours, days
_CAN_SPEAK = frozenset(any_of(Word, "nominal pronoun pronominal"))  # else a bare number or date


class Groups:
    """The chunks of one sentence and the reach of its noun groups."""

    def __init__(self, words: list[str], tags: str, chunks: Chunks, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.sets = lexicon.sets
        self.words = words
        self.tags = tags
        self.chunks = chunks

    def noun_group_right(self, k: int) -> tuple[int, int] | None:
        """The noun group that starts at chunk ``k``, with of-phrases and an apposition, as a range of units."""
        kinds = self.chunks.kinds
        if k >= len(kinds) or kinds[k] != Chunk.NOUN:
            return None
        stop = self._complements_right(self.past_seat(k))
        return self.trim(self.chunks.starts[k], self.chunks.ends[stop - 1])

    def past_seat(self, k: int) -> int:
        """The noun behind a town and its state that stand before it as an adjective does: the Tarn, Ohio, [miller]."""
        kinds, starts = self.chunks.kinds, self.chunks.starts
        if not kinds.startswith(_SEATED, k) or self.tags[starts[k]] != Word.DETERMINER or not self.ends_in_name(k):
            return k
        return k + 4 if self.is_place(k + 2) and self.tags[starts[k + 4]] in _SEATED_NOUN else k

    def is_name(self, k: int) -> bool:
        """Does the noun group at chunk ``k`` hold a proper name?"""
        return Word.NAME in self.tags[self.chunks.starts[k] : self.chunks.ends[k]]

    def ends_in_name(self, k: int) -> bool:
        """Is the head of the noun group at chunk ``k`` a name: Ann Lee, but no IMF economist?"""
        return self.tags[self.chunks.ends[k] - 1] == Word.NAME

    def is_pronoun(self, k: int) -> bool:
        return self.tags[self.chunks.starts[k]] in Word.PERSONAL

    def is_word(self, k: int, name: str) -> bool:
        """Does chunk ``k`` start with a word of this set of the lexicon?"""
        return self.words[self.chunks.starts[k]].lower() in self.sets[name]

    def _complements_right(self, k: int) -> int:
        """Behind the phrases, the second name, the apposition, the relative clause that follow the group at ``k``."""
        kinds = self.chunks.kinds
        names = self._names_right(k)
        if names is not None:
            return names
        stop = self._phrases_right(k)
        if kinds.startswith(_AND_NOUN, stop) and self.is_name(k) and self.is_name(stop + 1) and self._ends(stop + 2):
            return stop + 2
        if kinds.startswith(_PARTICIPLES, stop) and not self._has_verb_behind(k, stop):  # a study published in May
            while stop < len(kinds) and kinds[stop] in _PARTICIPLE_CLAUSE:
                stop += 1
        if kinds.startswith(_APPOSITION, stop) and self._ends(self._phrases_right(stop + 1), _APPOSITION_ENDS):
            stop = self._phrases_right(stop + 1)
        if kinds.startswith(_RELATIVE_CLAUSE, stop):
            stop += kinds[stop] == Chunk.COMMA
            while stop < len(kinds) and kinds[stop] not in _RELATIVE_CLAUSE_ENDS:
                stop += 1
        return stop

    def _has_verb_behind(self, k: int, verb: int) -> bool:
        """The students used a mill: is what looks like a participle the verb of the noun group at ``k``?"""
        return self.is_name(k) or (self.chunks.kinds[verb] == Chunk.PAST and self._governs(verb))

    def _names_right(self, k: int) -> int | None:
        """Behind a list of people with or without appositions: Ann Lee, a smith, Tom Reed and Mara Quist."""
        kinds = self.chunks.kinds
        stop, joined = k, False
        while kinds.startswith(Chunk.NOUN, stop) and self.is_name(stop) and not self.is_place(stop):
            stop = self._past_apposition(self._phrases_right(stop))
            if joined:
                return stop if self._ends(stop) else None
            parted = _NAME_BEHIND.match(kinds, stop)
            if parted is None:
                return None
            stop = parted.end()
            joined = kinds[stop - 1] == Chunk.CONJUNCTION
        return None

    def _past_apposition(self, stop: int) -> int:
        """Behind an apposition without a name between commas: Ann Lee, a smith, and …."""
        if not self.chunks.kinds.startswith(_APPOSITION, stop) or self.is_name(stop + 1):
            return stop
        behind = self._phrases_right(stop + 1)
        return behind if self._ends(behind) else stop

    def _ends(self, k: int, ends: str = _GROUP_ENDS) -> bool:
        return k >= len(self.chunks.kinds) or self.chunks.kinds[k] in ends

    def _phrases_right(self, k: int) -> int:
        """Behind the phrases that belong to the noun group at ``k``: Ann Lee of Tarn, a professor at Yale."""
        is_proper = self.is_name(k) and not self._is_post(k)
        belonging = self.sets["name_complement" if is_proper else "role_complement"]
        stop = k + 1
        if self.chunks.kinds.startswith(_ADJECTIVE_PHRASE, stop) and not self.is_name(k):
            stop += len(_ADJECTIVE_PHRASE)  # people familiar with the matter
        while self.chunks.kinds.startswith(_PHRASE, stop) and self.words[self.chunks.starts[stop]].lower() in belonging:
            stop += 2
        return stop

    def _is_post(self, k: int) -> bool:
        """The MP [for Tarn], Secretary [for Mills]: initials of a role behind an article, and a title, name nobody."""
        start, end = self.chunks.starts[k], self.chunks.ends[k]
        head = self.words[end - 1]
        return head in self.lexicon.roles if self.tags[start] == Word.DETERMINER else head in self.lexicon.titles

    def trim(self, start: int, stop: int) -> tuple[int, int]:
        """Without punctuation at its end, and without a quotation behind its first group (Quist, calling it "…",)."""
        quoted = self.tags.find(Word.QUOTATION, self.chunks.ends[self.chunks.at(start)], stop)
        stop = stop if quoted < 0 else quoted
        while stop > start + 1 and self.tags[stop - 1] in _TRAILING_MARKS:
            stop -= 1
        return start, stop

    def skip_adverbs(self, j: int) -> int:
        kinds = self.chunks.kinds
        while j >= 0 and kinds[j] == Chunk.ADVERB:
            j -= 1
        return j

    def climb(self, j: int, *, single: bool = False) -> int:
        """From a noun group to the head of the whole phrase: the chief [of the staff], the man [who shot Smith].

        Where only a ``single`` head will do, a comma before a conjunction parts two clauses: It rained on the mills,
        and [my father] was there.
        """
        kinds = self.chunks.kinds
        while True:
            i = self.skip_adverbs(j - 1)
            if i < 0:
                return j
            kind = kinds[i]
            if kind == Chunk.PREPOSITION:
                head = None if self._opens_clause(i) else self._governor(i)
            elif kind in Chunk.VERBAL:
                head = self.modified_by(i)
            elif kind == Chunk.CONJUNCTION:
                parted = single and i and kinds[i - 1] == Chunk.COMMA and not self.ends_in_name(j)
                head = None if parted else self._conjunct(i)
            elif kind == Chunk.COMMA and j > 3 and self.past_seat(j - 4) == j:
                head = j - 4
            else:
                return j
            if head is None or head >= j:
                return j
            j = head

    def _opens_clause(self, preposition: int) -> bool:
        """Shares fell after the company said …: a preposition behind a clause that has its verb opens another.

        So it does behind a time: …, hours after the company said ….
        """
        if not self.is_word(preposition, "clause_preposition"):
            return False
        kinds = self.chunks.kinds
        clause = kinds[max(kinds.rfind(kind, 0, preposition) for kind in _CLAUSE_OPENS) + 1 : preposition]
        before = self.words[self.chunks.starts[preposition] - 1].lower()
        is_time = self.lexicon.function_words.get(before) == _PERIOD
        return Chunk.VERB in clause or Chunk.PAST in clause or is_time

    def _governor(self, preposition: int) -> int | None:
        """The noun group that a preposition hangs on, straight or through a verb that modifies it."""
        p = self.skip_adverbs(preposition - 1)
        if p < 0:
            return None
        if self.chunks.kinds[p] == Chunk.ADJECTIVE and p > 0:  # people familiar with
            p -= 1
        if self.chunks.kinds[p] == Chunk.NOUN:
            return p
        if self.chunks.kinds[p] in Chunk.VERBAL:
            return self.modified_by(p)
        return None

    def modified_by(self, verb: int) -> int | None:
        """The noun group that a relative clause or participle with this verb modifies: a man who left, a man named."""
        kinds = self.chunks.kinds
        p = self.skip_adverbs(verb - 1)
        if p < 0:
            return None
        if kinds[p] in Chunk.RELATIVE:
            return self.antecedent(p)
        if kinds[p] == Chunk.NOUN:
            if kinds[verb] in _WITHOUT_SUBJECT:
                return None if kinds[verb] == Chunk.PAST and self.is_sure(verb, p) else p
            before = self.skip_adverbs(p - 1)  # the man [whom police shot]
            return self.antecedent(before) if before >= 0 and kinds[before] in Chunk.RELATIVE else None
        if kinds[verb] == Chunk.INFINITIVE and kinds[p] in Chunk.VERBAL:
            return self.modified_by(p)
        return None

    def _takes_no_participle(self, noun: int) -> bool:
        """A pronoun or a name has its verb behind it; a common noun may have a participle (the report released)."""
        return self.is_pronoun(noun) or self.tags[self.chunks.ends[noun] - 1] == Word.NAME

    def is_sure(self, verb: int, before: int) -> bool:
        """Is the past form at ``verb`` finite beyond doubt, by what stands before and behind it?"""
        kinds = self.chunks.kinds
        if kinds[before] == Chunk.NOUN:
            return (self._takes_no_participle(before) and not self._has_agent(verb)) or self._governs(verb)
        return kinds[before] == Chunk.COMMA and self._governs(verb) and self.comma_closes(before)

    def _has_agent(self, verb: int) -> bool:
        """a letter from Lee [seen by] Reed"""
        return self.chunks.kinds.startswith(_PHRASE, verb + 1) and self.is_word(verb + 1, "agent")

    def _governs(self, verb: int) -> bool:
        """Does an object or clause follow, as behind an active verb (claimed a victory, vowed to go), but for names?"""
        kinds = self.chunks.kinds
        if self.words[self.chunks.ends[verb] - 1].lower() in self.sets["naming"]:
            return kinds.startswith(_OBJECT_AND_NAME, verb + 1)  # called the mill “old”, but a mill called Rain
        return kinds.startswith(_OBJECT_OR_CLAUSE, verb + 1)

    def comma_closes(self, comma: int) -> bool:
        """Does an earlier comma open the parenthesis that this one closes?"""
        return Chunk.COMMA in self.chunks.kinds[:comma]

    def antecedent(self, relative: int) -> int | None:
        """The noun group before "who", over a comma or a preposition (some of whom)."""
        kinds = self.chunks.kinds
        p = relative - 1
        while p >= 0 and kinds[p] in _BEFORE_RELATIVE:
            p -= 1
        return p if p >= 0 and kinds[p] == Chunk.NOUN else None

    def _conjunct(self, conjunction: int) -> int | None:
        """The first of "Lavrov and Truss", if it stands where a subject can start."""
        kinds = self.chunks.kinds
        p = conjunction - 1
        while p >= 0 and kinds[p] in _BEFORE_CONJUNCTION:
            p -= 1
        if p < 0 or kinds[p] != Chunk.NOUN or self.is_pronoun(p):
            return None
        head = p
        while head > 1 and kinds[head - 1] == Chunk.PREPOSITION and kinds[head - 2] == Chunk.NOUN:
            head -= 2
        before = self.skip_adverbs(head - 1)
        if before < 0 or kinds[before] in _BEFORE_SUBJECT:
            return head
        if kinds[before] == Chunk.COMMA:
            return self._list_start(head, before)
        return None

    def _list_start(self, head: int, comma: int) -> int | None:
        """A, B and C: back over the commas of a list; a comma behind something else starts the clause here."""
        kinds = self.chunks.kinds
        if comma > 0 and kinds[comma - 1] == Chunk.NOUN and self.is_name(comma - 1) and self.is_name(head):
            first = comma - 1
            before = self.skip_adverbs(first - 1)
            return first if before < 0 or kinds[before] in _BEFORE_LIST else None
        return head

    def is_place(self, k: int) -> bool:
        """A town or state inside the parenthesis: Ann Lee, retired in Tarn, Ohio, said."""
        start, end = self.chunks.starts[k], self.chunks.ends[k]
        return self.tags[end - 1] == Word.NAME and " ".join(self.words[start:end]) in self.lexicon.places

    def can_speak(self, k: int) -> bool:
        """Not a bare number or date (a man, 42, said)."""
        start, end = self.chunks.starts[k], self.chunks.ends[k]
        if end - start == 1 and self.words[start] in self.lexicon.abbreviations:
            return False  # Jon Reed, Ph.D., said
        return not _CAN_SPEAK.isdisjoint(self.tags[start:end])
