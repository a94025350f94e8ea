"""Who a verb is about: the subject of a verb group, found by walking left over what can stand between.

Between a subject and its verb stand appositions, relative clauses, prepositional phrases, participles and
parentheses; a coordinated or dependent verb borrows the subject of the verb before it. The walk is over chunks and
looks at each at most a few times.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from quoteattr.syntax.groups import VERBS, Groups

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
        if kinds[verb] == "g":
            return self._participle_subject(verb, depth)
        if kinds[verb] == "b":
            return self._infinitive_subject(verb, depth)
        j = self.skip_adverbs(verb - 1)
        return self._left_of(j, verb, depth) or self._inverted(j, verb)

    def _inverted(self, j: int, verb: int) -> tuple[int, int] | None:
        """The subject behind a verb of saying that follows a quotation: "…," said Lee, adding that …."""
        kinds = self.chunks.kinds
        if j < 0 or kinds[j] not in "Q," or "Q" not in kinds[max(0, j - 1) : j + 1] or not self._quotes(verb):
            return None
        if kinds[verb + 1 : verb + 2] != "n" or self.tags[self.chunks.starts[verb + 1]] == "O":
            return None
        stop = self._complements_right(verb + 1)
        return (verb + 1, stop) if kinds[stop : stop + 1] not in ("v", "e", "b") else None

    def _left_of(self, j: int, verb: int, depth: int) -> tuple[int, int] | None:
        """The subject that ends at or left of chunk ``j``."""
        kinds = self.chunks.kinds
        if j < 0 or depth <= 0:
            return None
        kind = kinds[j]
        if kind == "n":
            return self.climb(j), self._stop(verb)
        if kind in "wk":
            antecedent = self.antecedent(j)
            return None if antecedent is None else (self.climb(antecedent), j + 1)
        if kind in VERBS:
            head = self.modified_by(j)  # the man whom police shot said
            return self._shared(j, depth) if head is None else (self.climb(head), self._stop(verb))
        if kind == "c":
            return self._shared(j - 1, depth)
        if kind in ",)-":
            return self._past_parenthesis(j, verb, depth) or self._shared(j - 1, depth)
        return None

    def _shared(self, j: int, depth: int) -> tuple[int, int] | None:
        """The subject of the verb at or before ``j``, which a coordinated verb shares."""
        before = self._verb_before(j)
        return None if before is None else self._subject(before, depth - 1)

    def _stop(self, verb: int) -> int:
        """Behind the last chunk of what stands before the verb; adverbs and commas are not part of it."""
        stop = verb
        while stop > 1 and self.chunks.kinds[stop - 1] in "r,-c":
            stop -= 1
        return stop

    def _past_parenthesis(self, closing: int, verb: int, depth: int) -> tuple[int, int] | None:
        """The subject before a parenthesis: Tony Radakin [, Chief of the Defense Staff,] said."""
        kinds = self.chunks.kinds
        if kinds[closing] == ")":
            opening = kinds.rfind("(", 0, closing)
            return self._left_of(self.skip_adverbs(opening - 1), verb, depth - 1) if opening > 0 else None
        if kinds[closing] == "-":
            opening = kinds.rfind("-", 0, closing)
            return self._left_of(self.skip_adverbs(opening - 1), verb, depth - 1) if opening > 0 else None
        best: int | None = None
        fallback: int | None = None
        for comma in range(closing - 1, 0, -1):
            if kinds[comma] in ".;Q:" and kinds[comma] != "Q":
                break
            if kinds[comma] != ",":
                continue
            left = self.skip_adverbs(comma - 1)
            if left >= 0 and kinds[left] == ")":
                left = self.skip_adverbs(kinds.rfind("(", 0, left) - 1)
            if left < 0:
                break
            if kinds[left] in "ve":
                if best is None:
                    return self._subject(left, depth - 1)  # he has, in the past, said
                break
            if kinds[left] != "n":
                if best is not None:
                    break
                continue
            head = self.climb(left)
            if self.is_place(head):
                fallback = head if fallback is None else fallback
            elif self.can_speak(head):
                if best is None or self.is_name(head):
                    best = head
                if self.is_name(head) or self.is_pronoun(head):
                    break
        best = fallback if best is None else best
        return None if best is None else (best, self._stop(verb))

    @cached_property
    def finite(self) -> str:
        """One letter a chunk: ``f`` for a finite verb, ``p`` for a past form that modifies a noun, else a blank.

        A past form without auxiliary is taken as finite until the same clause brings a better verb: in "the report
        released on Monday said" the finite verb is *said*.
        """
        kinds = self.chunks.kinds
        out = [" "] * len(kinds)
        doubtful: int | None = None  # the past form that is this clause's verb so far
        has_verb = False
        outside: bool | None = None  # the clause around a relative clause: has it its verb?
        for k, kind in enumerate(kinds):
            if kind == "," and outside is not None:  # the relative clause is over
                has_verb, outside = outside, None
            elif kind in "skw;:.-(cQ":
                outside = has_verb if kind == "w" and k and kinds[k - 1] == "," else None
                has_verb, doubtful = False, None
            elif kind == "v":
                own = kinds[k - 2 : k] == ",n"  # those owners argued, the mill would win: a verb with its own subject
                if doubtful is not None and not own and set(kinds[doubtful + 1 : k]).isdisjoint("gbskw"):
                    out[doubtful] = "p"
                out[k], has_verb, doubtful = "f", True, None
            elif kind == "e":
                before = self.skip_adverbs(k - 1)
                sure = before >= 0 and self._is_sure(k, before)
                if not sure and (has_verb or not self._can_be_finite(before, doubtful)):
                    out[k] = "p"
                    continue
                if doubtful is not None and not sure:
                    out[doubtful] = "p"
                out[k], doubtful, has_verb = "f", None if sure else k, has_verb or sure
        return "".join(out)

    def _takes_no_participle(self, noun: int) -> bool:
        """A pronoun or a name has its verb behind it; a common noun may have a participle (the report released)."""
        return self.is_pronoun(noun) or self.tags[self.chunks.ends[noun] - 1] == "P"

    def _is_sure(self, verb: int, before: int) -> bool:
        """Is the past form at ``verb`` finite beyond doubt, by what stands before and behind it?"""
        kinds = self.chunks.kinds
        if kinds[before] == "n":
            return self._takes_no_participle(before) or self._governs(verb)
        return kinds[before] == "," and self._governs(verb) and self._comma_closes(before)

    def _governs(self, verb: int) -> bool:
        """Does an object or clause follow, as behind an active verb (claimed a victory, vowed to go), but for names?"""
        follows = self.chunks.kinds[verb + 1 : verb + 2]
        names = self.words[self.chunks.ends[verb] - 1].lower() in self.sets["naming"]
        return follows in ("n", "k", "b") and not names

    def _can_be_finite(self, before: int, doubtful: int | None) -> bool:
        """Can the past form behind chunk ``before`` be finite?"""
        kinds = self.chunks.kinds
        if before < 0 or kinds[before] not in "ncw-k),":
            return False
        return kinds[before] != "," or doubtful is not None or self._comma_closes(before)

    def _comma_closes(self, comma: int) -> bool:
        """Does an earlier comma open the parenthesis that this one closes?"""
        return "," in self.chunks.kinds[:comma]

    def _participle_subject(self, verb: int, depth: int) -> tuple[int, int] | None:
        """Of "adding that": the subject of the clause before; of "a letter saying": the letter, or who issued it."""
        kinds = self.chunks.kinds
        j = self.skip_adverbs(verb - 1)
        main = self.main_verb(verb)
        if j > 0 and kinds[j] == "c" and "g" in kinds[:j]:  # telling reporters … and asking …
            return self._subject(kinds.rindex("g", 0, j), depth - 1)
        if kinds[max(0, j - 2) : j + 1] == ",in" and not self.is_word(j - 1, "absolute"):
            j -= 2  # , at one point calling; but in ", with Lee calling" Lee is the subject
        if j >= 0 and kinds[j] == "n" and not (main is not None and main < j and self._is_issued(j, main)):
            return self.climb(j), self._stop(verb)
        return None if main is None else self._subject(main, depth - 1)

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
            return self.finite.find("f", verb) if "f" in self.finite[verb:] else None
        for k in range(nearest - 1, -1, -1):
            if self._embeds(k):
                nearest = next(self._finite_before(k), nearest)
            elif self.finite[k] == "f" and self._says(k) and not set(self.chunks.kinds[k:nearest]) & set("c;Q"):
                nearest = k
        return nearest

    def _embeds(self, k: int) -> bool:
        """Does chunk ``k`` open a clause inside another: that, how, whether, but no relative clause?"""
        kinds = self.chunks.kinds
        if kinds[k + 1 : k + 2] != "n":
            return False
        return kinds[k] == "k" or (kinds[k] in "ws" and self.is_word(k, "embedding"))

    def _says(self, k: int) -> bool:
        """Is the verb at chunk ``k`` one that reports a clause?"""
        form = self.lexicon.cues.get(self.words[self.chunks.ends[k] - 1].lower())
        return form is not None and form.entry.group == "say" and not form.entry.frames.isdisjoint(("that", "bare"))

    def _quotes(self, k: int) -> bool:
        """Is the verb at chunk ``k`` one that direct speech goes with?"""
        form = self.lexicon.cues.get(self.words[self.chunks.ends[k] - 1].lower())
        return form is not None and "quote" in form.entry.frames

    def _finite_before(self, verb: int) -> Iterator[int]:
        """Finite verbs before ``verb``, nearest first; those of relative clauses last."""
        kinds = self.chunks.kinds
        relative = []
        for k in range(verb - 1, -1, -1):
            if self.finite[k] == "f":
                before = self.skip_adverbs(k - 1)
                if before >= 0 and kinds[before] in "wk":
                    relative.append(k)
                else:
                    yield k
        yield from relative

    def _infinitive_subject(self, verb: int, depth: int) -> tuple[int, int] | None:
        """declined to say, went on to say: the subject of the verb that governs the infinitive."""
        kinds = self.chunks.kinds
        j = self.skip_adverbs(verb - 1)
        if j > 0 and kinds[j] == "n" and kinds[j - 1] in VERBS and self.tags[self.chunks.starts[j]] == "O":
            return j, j + 1  # it led her to declare
        while j >= 0 and kinds[j] in "nair":
            if kinds[j] == "n" and j and kinds[j - 1] in ",sk.;:":
                break
            j -= 1
        if j >= 0 and kinds[j] in VERBS:
            return self._subject(j, depth - 1)
        left = self._verb_before(j)
        return None if left is None else self._subject(left, depth - 1)

    def _verb_before(self, j: int) -> int | None:
        """The nearest verb group at or left of chunk ``j`` that a coordinated verb can share its subject with."""
        kinds = self.chunks.kinds
        relative = None
        for k in range(j, -1, -1):
            if self.finite[k] == "f":
                before = self.skip_adverbs(k - 1)
                if before >= 0 and kinds[before] in "wk":
                    relative = k if relative is None else relative
                    continue
                return k
        return relative
