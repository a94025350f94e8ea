"""Who a verb is about: the subject of a verb group, found by walking left over what can stand between.

Between a subject and its verb stand appositions, relative clauses, prepositional phrases, participles and
parentheses; a coordinated or dependent verb borrows the subject of the verb before it. The walk is over chunks and
looks at each at most a few times.
"""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.lexicon import CueForm
from quoteattr.memory.lazy import lazy
from quoteattr.syntax.groups import Groups
from quoteattr.syntax.levels import Chunk, Verb, Word, any_of, row

_BEFORE_INVERSION = any_of(Chunk, "quotation comma")  # “It rained[”,] said Lee
_VERB_BEHIND = tuple(any_of(Chunk, "past verb infinitive"))  # said the mill [closed]: no speaker
_PARENTHESIS_ENDS = any_of(Chunk, "comma closing dash")  # Ann Lee (a farmer[)] said
_BESIDE_VERB = any_of(Chunk, "adverb comma dash conjunction")
"""What stands between a subject and its verb and belongs to neither."""
_NO_PARENTHESIS = any_of(Chunk, "stop semicolon colon")  # no parenthesis reaches over these
_NO_VERB_NOR_BREAK = any_of(Chunk, "noun adjective preposition adverb gerund infinitive")
_BETWEEN_VERBS = frozenset(any_of(Chunk, "gerund infinitive subordinate"))
"""Chunks that open a clause or phrase with a verb of its own."""
_OWN_SUBJECT = row(Chunk, "comma noun")  # those owners argued[, the mill] would win
_BEFORE_FINITE = any_of(Chunk, "noun conjunction wh dash that closing comma")  # the mill [that] closed
_ASIDE = row(Chunk, "comma preposition noun")  # …[, at one point] calling it old
_PHRASE_START = row(Chunk, "noun preposition")  # Ann Lee [of] First Baptist
_SIDE_BY_SIDE = frozenset(any_of(Chunk, "conjunction semicolon quotation"))  # part verbs of one rank
_EMBEDDING = any_of(Chunk, "wh subordinator")  # said [whether] it rained, asked [how] it rained
_BEFORE_INFINITIVE = any_of(Chunk, "noun adjective preposition adverb")  # declined [on Monday] to say
_BEFORE_SUBJECT = any_of(Chunk, "comma subordinator that stop semicolon colon")  # before a clause

_DEPTH = 12  # subjects borrowed from verb to verb; deeper sentences are word lists


class Clauses(Groups):
    """The verbs of one sentence and their subjects."""

    def subject(self, verb: int) -> tuple[int, int] | None:
        """The subject of the verb group at chunk ``verb``, as a half-open range of units; None if none is found.

        The range runs from the first word of the subject's noun group over its complements (of-phrases,
        appositions, relative clauses) and stops before the verb.
        """
        found = self._subject(verb, _DEPTH)
        if found is None:
            return None
        start, stop = found
        return self.trim(self.chunks.starts[start], self.chunks.ends[stop - 1])

    def _subject(self, verb: int, depth: int) -> tuple[int, int] | None:
        """Half-open range of chunks."""
        kinds = self.chunks.kinds
        if depth <= 0:
            return None
        if kinds[verb] == Chunk.GERUND:
            return self._participle_subject(verb, depth)
        if kinds[verb] == Chunk.INFINITIVE:
            return self._infinitive_subject(verb, depth)
        j = self.skip_adverbs(verb - 1)
        return self._between_commas(j, verb) or self._left_of(j, verb, depth) or self._inverted(j, verb)

    def _between_commas(self, j: int, verb: int) -> tuple[int, int] | None:
        """The subject behind a verb of saying that interrupts a sentence: The mill, says [Lee], is old."""
        kinds = self.chunks.kinds
        if j < 1 or kinds[j] != Chunk.COMMA or not kinds.startswith(Chunk.NOUN, verb + 1) or not self._utters(verb):
            return None
        if not self.ends_in_name(verb + 1) and self.tags[self.chunks.starts[verb + 1]] != Word.PRONOUN:
            return None
        stop = self._complements_right(verb + 1)
        return (verb + 1, stop) if kinds.startswith(Chunk.COMMA, stop) else None

    def _inverted(self, j: int, verb: int) -> tuple[int, int] | None:
        """The subject behind a verb of saying that follows a quotation: "…," said Lee, adding that …."""
        kinds = self.chunks.kinds
        if j < 0 or kinds[j] not in _BEFORE_INVERSION or Chunk.QUOTATION not in kinds[max(0, j - 1) : j + 1]:
            return None
        if not self._quotes(verb) or not kinds.startswith(Chunk.NOUN, verb + 1):
            return None
        if self.tags[self.chunks.starts[verb + 1]] == Word.OBJECT:
            return None
        stop = self._complements_right(verb + 1)
        return None if kinds.startswith(_VERB_BEHIND, stop) else (verb + 1, stop)

    def _left_of(self, j: int, verb: int, depth: int) -> tuple[int, int] | None:
        """The subject that ends at or left of chunk ``j``."""
        kinds = self.chunks.kinds
        if j < 0 or depth <= 0:
            return None
        kind = kinds[j]
        if kind == Chunk.NOUN:
            return self.climb(j, single=self._is_of_one(verb)), self._stop(verb)
        if kind == Chunk.ADJECTIVE and kinds.endswith(_PHRASE_START, 0, j):
            return self._left_of(j - 2, verb, depth)  # Ann Lee of First Baptist told
        if kind in Chunk.RELATIVE:
            antecedent = self.antecedent(j)
            return None if antecedent is None else (self._antecedent_head(antecedent, j), j + 1)
        if kind in Chunk.VERBAL:
            head = self.modified_by(j)  # the man whom police shot said
            return self._shared(j, depth) if head is None else (self.climb(head), self._stop(verb))
        if kind == Chunk.CONJUNCTION:
            return self._shared(j - 1, depth)
        if kind in _PARENTHESIS_ENDS:
            return self._past_parenthesis(j, verb, depth) or self._shared(j - 1, depth)
        return None

    def _is_of_one(self, verb: int) -> bool:
        """Is the form of a verb one of the third person singular: was, says?"""
        first = self.words[self.chunks.starts[verb]].lower()
        form = self.lexicon.cues.get(first)
        return first in self.sets["singular_verb"] or (form is not None and "third" in form.slots)

    def _antecedent_head(self, antecedent: int, relative: int) -> int:
        """The head of the phrase before a relative: the chief of the staff, who; but the advice of [Ann Lee], who."""
        head = self.climb(antecedent)
        if Verb.FINITE in self.finite[head:antecedent]:
            return antecedent  # the committee elected [Ann Lee], who
        fits = self._is_somebody(head) if self.is_word(relative, "relative_person") else self.can_speak(head)
        return head if fits or not self._is_somebody(antecedent) else antecedent

    def _is_somebody(self, k: int) -> bool:
        """A name, a pronoun, or a role of a person or body."""
        role = self.lexicon.roles.get(self.words[self.chunks.ends[k] - 1].lower())
        return self.is_name(k) or self.is_pronoun(k) or (role is not None and role.kind != "document")

    def _shared(self, j: int, depth: int) -> tuple[int, int] | None:
        """The subject of the verb at or before ``j``, which a coordinated verb shares."""
        before = self._verb_before(j)
        return None if before is None else self._subject(before, depth - 1)

    def _stop(self, verb: int) -> int:
        """Behind the last chunk of what stands before the verb; adverbs and commas are not part of it."""
        stop = verb
        while stop > 1 and self.chunks.kinds[stop - 1] in _BESIDE_VERB:
            stop -= 1
        return stop

    def _past_parenthesis(self, closing: int, verb: int, depth: int) -> tuple[int, int] | None:
        """The subject before a parenthesis: Tony Radakin [, Chief of the Defense Staff,] said."""
        kinds = self.chunks.kinds
        if kinds[closing] != Chunk.COMMA:
            opens = Chunk.OPENING if kinds[closing] == Chunk.CLOSING else Chunk.DASH
            opening = kinds.rfind(opens, 0, closing)
            return self._left_of(self.skip_adverbs(opening - 1), verb, depth - 1) if opening > 0 else None
        best: int | None = None
        fallback: int | None = None
        for comma in range(closing - 1, 0, -1):
            if kinds[comma] in _NO_PARENTHESIS:
                break
            if kinds[comma] != Chunk.COMMA:
                continue
            left = self.skip_adverbs(comma - 1)
            if left >= 0 and kinds[left] == Chunk.CLOSING:
                left = self.skip_adverbs(kinds.rfind(Chunk.OPENING, 0, left) - 1)
            if left < 0:
                break
            if kinds[left] in Chunk.FINITE:
                if best is None:
                    return self._subject(left, depth - 1)  # he has, in the past, said
                break
            if kinds[left] == Chunk.CONJUNCTION and best is None and fallback is None:
                return self._shared(left - 1, depth)  # he left but, in a letter, said
            if kinds[left] != Chunk.NOUN:
                if best is not None:
                    break
                continue
            head = self.climb(left)
            if head > 1 and kinds[head - 1] == Chunk.PREPOSITION and kinds[head - 2] == Chunk.COMMA:
                fallback = head if fallback is None else fallback  # Lee, of Fair Rents, said
            elif self.is_place(head):
                fallback = head if fallback is None else fallback
            elif self.can_speak(head):
                if best is None or self.ends_in_name(head):
                    best = head
                if self.ends_in_name(head) or self.is_pronoun(head):
                    break
        best = fallback if best is None else best
        return None if best is None else (best, self._stop(verb))

    @lazy
    def finite(self) -> str:
        """One letter a chunk, of :class:`levels.Verb`: what it does for its clause as a verb.

        A past form without auxiliary is taken as finite until the same clause brings a better verb: in "the report
        released on Monday said" the finite verb is *said*.
        """
        kinds = self.chunks.kinds
        out = [Verb.NONE] * len(kinds)
        doubtful: int | None = None  # the past form that is this clause's verb so far
        has_verb = False
        outside: bool | None = None  # the clause around a relative clause: has it its verb?
        for k, kind in enumerate(kinds):
            if kind in _NO_VERB_NOR_BREAK:  # two in three
                continue
            if kind == Chunk.COMMA and outside is not None:  # the relative clause is over
                has_verb, outside = outside, None
            elif kind in Chunk.CLAUSE_BREAK:
                outside = has_verb if kind == Chunk.WH and k and kinds[k - 1] == Chunk.COMMA else None
                has_verb, doubtful = False, None
            elif kind == Chunk.VERB:
                own = kinds.endswith(_OWN_SUBJECT, 0, k)
                if doubtful is not None and not own and _BETWEEN_VERBS.isdisjoint(kinds[doubtful + 1 : k]):
                    out[doubtful] = Verb.MODIFIER
                out[k], has_verb, doubtful = Verb.FINITE, True, None
            elif kind == Chunk.PAST:
                before = self.skip_adverbs(k - 1)
                sure = before >= 0 and self.is_sure(k, before)
                if not sure and (has_verb or not self._can_be_finite(before, doubtful)):
                    out[k] = Verb.MODIFIER
                    continue
                if doubtful is not None and not sure:
                    out[doubtful] = Verb.MODIFIER
                out[k], doubtful, has_verb = Verb.FINITE, None if sure else k, has_verb or sure
        return "".join(out)

    def _can_be_finite(self, before: int, doubtful: int | None) -> bool:
        """Can the past form behind chunk ``before`` be finite?"""
        kinds = self.chunks.kinds
        if before < 0 or kinds[before] not in _BEFORE_FINITE:
            return False
        return kinds[before] != Chunk.COMMA or doubtful is not None or self.comma_closes(before)

    def _participle_subject(self, verb: int, depth: int) -> tuple[int, int] | None:
        """Of "adding that": the subject of the clause before; of "a letter saying": the letter, or who issued it."""
        kinds = self.chunks.kinds
        j = self.skip_adverbs(verb - 1)
        main = self.main_verb(verb)
        if j > 0 and kinds[j] == Chunk.CONJUNCTION and Chunk.GERUND in kinds[:j]:  # telling reporters … and asking …
            return self._subject(kinds.rindex(Chunk.GERUND, 0, j), depth - 1)
        if kinds.endswith(_ASIDE, 0, j + 1) and not self.is_word(j - 1, "absolute"):
            j -= 2  # , at one point calling; but in ", with Lee calling" Lee is the subject
        if j >= 0 and self._is_owned_document(j):
            return j, self._stop(verb)
        if j >= 0 and kinds[j] == Chunk.NOUN and (main is None or main > j or self._modifies(j, main)):
            return self.climb(j), self._stop(verb)
        return None if main is None else self._subject(main, depth - 1)

    def _is_owned_document(self, k: int) -> bool:
        """She answered [Lee’s letter] calling her old: are the words of a noun of saying somebody's by name?"""
        start, end = self.chunks.starts[k], self.chunks.ends[k]
        return Word.POSSESSIVE in self.tags[start:end] and self.words[end - 1].lower() in self.lexicon.cue_nouns

    def _modifies(self, noun: int, main: int) -> bool:
        """Does a participle behind the noun group tell of it, and not of the subject of the main verb before?

        In "a video of activists saying" the activists speak; in "she held his hand saying", "he posted on Tarn.com
        saying" and "he issued a statement saying" it is the subject.
        """
        head = self.climb(noun)
        if head < main or self._is_issued(noun, main):
            return head < main
        before = self.skip_adverbs(head - 1)
        if self.chunks.kinds[before] == Chunk.PREPOSITION and self.skip_adverbs(before - 1) == main:
            return False
        if self.is_word(head, "possessive"):
            return False  # she defended her letter saying
        return self._can_say(head) or self._can_say(noun)

    def _can_say(self, k: int) -> bool:
        """Is the noun group at chunk ``k`` named, a role or a document?"""
        head = self.words[self.chunks.ends[k] - 1].lower()
        return self._is_somebody(k) or head in self.lexicon.roles or head in self.lexicon.cue_nouns

    def _is_issued(self, noun: int, verb: int) -> bool:
        """issued a statement: the words of a document are its issuer's."""
        words, ends = self.words, self.chunks.ends
        head = self.climb(noun)
        document = any(words[ends[k] - 1].lower() in self.lexicon.cue_nouns for k in (noun, head))
        return document and words[ends[verb] - 1].lower() in self.lexicon.issuing_verbs

    def main_verb(self, verb: int) -> int | None:
        """The finite verb whose subject a participle at ``verb`` shares: the nearest before it, else the first behind.

        A verb inside what somebody says gives way to the saying: Wallace argued that it would work, saying ….
        """
        nearest = next(self._finite_before(verb), None)
        if nearest is None:
            behind = self.finite.find(Verb.FINITE, verb)
            return None if behind < 0 else behind
        for k in range(nearest - 1, -1, -1):
            if self._embeds(k):
                nearest = next(self._finite_before(k), nearest)
            elif self.finite[k] == Verb.FINITE and self._says(k) and not self._side_by_side(k, nearest):
                nearest = k
        return nearest

    def _side_by_side(self, verb: int, other: int) -> bool:
        """He left and she stayed: does a conjunction, semicolon or quotation stand between two verbs?"""
        return not _SIDE_BY_SIDE.isdisjoint(self.chunks.kinds[verb:other])

    def _embeds(self, k: int) -> bool:
        """Does chunk ``k`` open a clause inside another: that, how, whether, but no relative clause?"""
        kinds = self.chunks.kinds
        if not kinds.startswith(Chunk.NOUN, k + 1):
            return False
        return kinds[k] == Chunk.THAT or (kinds[k] in _EMBEDDING and self.is_word(k, "embedding"))

    def _cue_form(self, k: int) -> CueForm | None:
        """What the lists know of the verb at chunk ``k`` as a cue."""
        return self.lexicon.cues.get(self.words[self.chunks.ends[k] - 1].lower())

    def _says(self, k: int) -> bool:
        """Is the verb at chunk ``k`` one that reports a clause?"""
        form = self._cue_form(k)
        return form is not None and form.entry.group == "say" and not form.entry.frames.isdisjoint(("that", "bare"))

    def _quotes(self, k: int) -> bool:
        """Is the verb at chunk ``k`` one that direct speech goes with?"""
        form = self._cue_form(k)
        return form is not None and "quote" in form.entry.frames

    def _utters(self, k: int) -> bool:
        """Is the verb at chunk ``k`` one that utters something, and not to somebody: say, write, but not tell?"""
        form = self._cue_form(k)
        if form is None or "quote" not in form.entry.frames:
            return False
        return form.entry.group == "write" or (form.entry.group == "say" and "hearer" not in form.entry.frames)

    def _finite_before(self, verb: int) -> Iterator[int]:
        """Finite verbs before ``verb``, nearest first; those of relative clauses last."""
        kinds = self.chunks.kinds
        relative = []
        for k in range(verb - 1, -1, -1):
            if self.finite[k] == Verb.FINITE:
                before = self.skip_adverbs(k - 1)
                if before >= 0 and kinds[before] in Chunk.RELATIVE:
                    relative.append(k)
                else:
                    yield k
        yield from relative

    def _infinitive_subject(self, verb: int, depth: int) -> tuple[int, int] | None:
        """declined to say, went on to say: the subject of the verb that governs the infinitive."""
        kinds = self.chunks.kinds
        j = self.skip_adverbs(verb - 1)
        object_of_verb = j > 0 and kinds[j] == Chunk.NOUN and kinds[j - 1] in Chunk.VERBAL
        if object_of_verb and self.tags[self.chunks.starts[j]] == Word.OBJECT:
            return j, j + 1  # it led her to declare
        if object_of_verb and self.words[self.chunks.ends[j - 1] - 1].lower() in self.sets["object_control"]:
            return j, j + 1  # it led Lee to declare
        while j >= 0 and kinds[j] in _BEFORE_INFINITIVE:
            if kinds[j] == Chunk.NOUN and j and kinds[j - 1] in _BEFORE_SUBJECT:
                break
            j -= 1
        if j >= 0 and kinds[j] in Chunk.VERBAL:
            return self._subject(j, depth - 1)
        left = self._verb_before(j)
        return None if left is None else self._subject(left, depth - 1)

    def _verb_before(self, j: int) -> int | None:
        """The nearest verb group at or left of chunk ``j`` that a coordinated verb can share its subject with."""
        kinds = self.chunks.kinds
        relative = None
        for k in range(j, -1, -1):
            if self.finite[k] == Verb.FINITE:
                before = self.skip_adverbs(k - 1)
                if before >= 0 and kinds[before] in Chunk.RELATIVE:
                    relative = k if relative is None else relative
                    continue
                return k
        return relative
