"""Cues: the words that attribute. Verbs of saying with their subjects, "according to", nouns of saying.

The term is that of the Penn Attribution Relations Corpus (Pareti 2016): an attribution has a source, a cue and a
content.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from quoteattr.lexicon import CueEntry, CueForm, Lexicon
from quoteattr.syntax.clauses import Clauses
from quoteattr.syntax.words import WordClasses
from quoteattr.text.sentences import Sentence

_CLAUSE_CHUNKS = 12  # how far behind its subject the verb of a clause is looked for
_GOVERNORS = 8  # cues before one that may govern it
_CLAUSAL = frozenset({"that", "bare", "wh", "quote"})


class Cue(NamedTuple):
    """A verb group whose head is a verb of saying."""

    entry: CueEntry
    chunk: int
    """The verb group's chunk."""
    start: int
    end: int
    """The cue's units: the verb with its particles; from the auxiliary on if it is negated."""
    after: int
    """The first chunk behind the cue."""
    passive: bool

    @property
    def clausal(self) -> bool:
        """Can a clause be its content?"""
        return not _CLAUSAL.isdisjoint(self.entry.frames)

    def takes(self, *frames: str) -> bool:
        """Has it one of these frames?"""
        return not self.entry.frames.isdisjoint(frames)


class Parse:
    """A sentence with its chunks, cues and subjects: what the rules read. Made on demand."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, classes: WordClasses) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.sets = lexicon.sets
        self.words = sentence.words
        self.tags = classes.of(sentence)
        self.clauses = Clauses(self.words, self.tags, lexicon)
        self.chunks = self.clauses.chunks
        self.kinds = self.chunks.kinds
        self._speakers: dict[int, tuple[int, int] | None] = {}
        self._subjects: dict[int, tuple[int, int] | None] = {}
        self._governing: dict[int, Cue] = {}

    def subject(self, chunk: int) -> tuple[int, int] | None:
        """The subject of the verb group at ``chunk`` as a range of units."""
        if chunk not in self._subjects:
            self._subjects[chunk] = self.clauses.subject(chunk)
        return self._subjects[chunk]

    def speaker(self, cue: Cue) -> tuple[int, int] | None:
        """The subject of a cue. A coordinated cue shares it with the cue before: He stressed that …, but warned …."""
        if cue.chunk not in self._speakers:
            self._speakers[cue.chunk] = self._shared(cue) or self.subject(cue.chunk)
        return self._speakers[cue.chunk]

    def _shared(self, cue: Cue) -> tuple[int, int] | None:
        before = cue.chunk - 1
        while before >= 0 and self.kinds[before] == "r":
            before -= 1
        if before < 1 or self.kinds[before] != "c" or self.kinds[cue.chunk] not in "ve":
            return None
        earlier = next((c for c in self.cues_before(before) if self.reports(c) and not self._is_fronted(c)), None)
        return None if earlier is None else self.speaker(self.governing(earlier))

    def _is_past_fronted(self, cue: Cue, unit: int) -> bool:
        """When Wallace announced it, he …: does a unit stand behind the subordinate clause or participle of a cue?"""
        opens = self.kinds[:1] in ("s", "w", "g") and "," not in self.kinds[: cue.chunk]
        return opens and "," in self.kinds[cue.after : self.chunks.at(unit)]

    def _is_fronted(self, cue: Cue) -> bool:
        """As the crowd chanted, …: in a subordinate clause before the main one, or no finite verb."""
        if self.clauses.finite[cue.chunk] != "f" and self.kinds[cue.chunk] != "g":
            return True
        return self.kinds[:1] in ("s", "w") and "," not in self.kinds[: cue.chunk]

    def governing(self, cue: Cue) -> Cue:
        """The saying that governs a cue: in "Wallace said he would call it …" the words are Wallace's saying.

        An inner cue is passed over when it stands in the reported clause of an outer one and is no speech of
        somebody else: its subject is a pronoun or no person, or it does not report speech.
        """
        if cue.chunk not in self._governing:
            best = cue
            for outer in self.cues_before(cue.chunk)[:_GOVERNORS]:
                if self.reports(outer) and not outer.passive and self._governs(outer, best):
                    best = outer
            self._governing[cue.chunk] = best
        return self._governing[cue.chunk]

    def is_inverted(self, cue: Cue) -> bool:
        """Stands the cue before its speaker: "…," said Lee?"""
        found = self.speaker(cue)
        return found is not None and found[0] >= cue.end and self.kinds[cue.chunk] in "ve"

    def opens_content(self, cue: Cue) -> bool:
        """Can what follows be the cue's content? Not behind a participle of a noun nor behind an inverted verb."""
        return not self.is_reduced(cue) and not self.is_inverted(cue)

    def _governs(self, outer: Cue, inner: Cue) -> bool:
        if self.is_inverted(outer):
            return False
        subject = self.speaker(inner)
        if subject is None:
            return True
        if subject[0] < outer.end or self._is_past_fronted(outer, subject[0]):
            return False
        before = self.tags[subject[0] - 1]
        if inner.entry.group in ("think", "show"):
            return True
        if before in "CQ" or (before == "," and self.kinds[inner.after : inner.after + 1] in (",", "")):
            return False  # a clause beside the outer one, or a parenthesis (…, she said, …)
        word = self.words[subject[0] - 1].lower()
        behind_place = word in self.sets["place_relative"] and self.tags[subject[0] - 2 : subject[0] - 1] == ","
        if behind_place or word in self.sets["concessive"]:
            return False  # although he tweeted; in Tarn, where he promised: beside the saying, not inside it
        if before == "S" or self.kinds[inner.chunk] == "b":
            return True
        if not inner.takes("quote", "as", "pred"):
            return True
        pronoun = self.tags[subject[0]] == "H" and subject[1] == subject[0] + 1
        return pronoun or self.is_modal(inner) or not self.is_animate(subject)

    def inverted(self, cue: Cue) -> tuple[int, int] | None:
        """The speaker behind the cue that ends a sentence: …, said Ann Lee, director of …."""
        if not cue.chunk or self.kinds[cue.chunk - 1] not in ",Q-" or self.kinds[cue.chunk] not in "ve":
            return None
        if cue.passive or cue.takes("hearer"):
            return None
        found = self.clauses.noun_group_right(cue.after)
        if found is None or not self.is_animate(found) or self.tags[found[0]] == "O":
            return None
        behind = self.chunks.at(found[1] - 1) + 1
        return found if behind >= len(self.kinds) or self.kinds[behind] in ".,;wi" else None

    def is_animate(self, subject: tuple[int, int]) -> bool:
        """Can the noun group speak: a pronoun, a name, a role?"""
        chunk = self.chunks.at(subject[0])
        last = self.chunks.ends[chunk] - 1
        if self.tags[subject[0]] in "HW" or self.tags[last] in "PHd":
            return True
        role = self.lexicon.roles.get(self.words[last].lower())
        return role is not None and role.kind != "document"

    def starts_clause(self, k: int) -> bool:
        """Does a clause of its own start at chunk ``k``: a noun group whose verb follows?"""
        kinds = self.kinds
        if kinds[k : k + 1] == "s" and self.words[self.chunks.starts[k]].lower() not in self.sets["conditional"]:
            return False
        while k < len(kinds) and kinds[k] in "rs":
            k += 1
        if k >= len(kinds) or kinds[k] not in "na" or self.tags[self.chunks.starts[k]] == "O":
            return False
        relative = 0  # verbs of relative clauses still to come
        for j in range(k + 1, min(len(kinds), k + _CLAUSE_CHUNKS)):
            kind = kinds[j]
            if kind == "v" or (kind == "e" and kinds[j - 1] in "nr"):
                if not relative:
                    return True
                relative -= 1
            elif kind == "w":
                relative += 1
            elif kind in ".;:Qsk" or kinds[j : j + 2] == ",c":
                return False
        return False

    def is_reduced(self, cue: Cue) -> bool:
        """items labeled "…": a participle that modifies a noun and tells no speaker."""
        return self.clauses.finite[cue.chunk] == "p"

    def is_modal(self, cue: Cue) -> bool:
        """would call, won't allow: not a saying that took place."""
        return self.words[self.chunks.starts[cue.chunk]].lower() in self.sets["modal"]

    def reports(self, cue: Cue) -> bool:
        """Is it speech with a clause or words as its content, not a participle that modifies a noun?"""
        return cue.entry.group in ("say", "write") and cue.clausal and self.clauses.finite[cue.chunk] != "p"

    @cached_property
    def cues(self) -> list[Cue]:
        """The verbs of saying, left to right."""
        out = []
        for k, kind in enumerate(self.kinds):
            if kind in "vebg":
                cue = self._cue(k)
                if cue is not None:
                    out.append(cue)
        return out

    def cue_at(self, chunk: int) -> Cue | None:
        """The cue whose verb group is this chunk."""
        k = bisect_left(self.cues, chunk, key=lambda c: c.chunk)
        return self.cues[k] if k < len(self.cues) and self.cues[k].chunk == chunk else None

    def cues_from(self, chunk: int) -> list[Cue]:
        """The cues at or behind a chunk, left to right."""
        return self.cues[bisect_left(self.cues, chunk, key=lambda c: c.chunk) :]

    def cues_before(self, chunk: int) -> list[Cue]:
        """The cues before a chunk, nearest first."""
        return (
            self.cues[bisect_left(self.cues, chunk, key=lambda c: c.chunk) - 1 :: -1]
            if self.cues and self.cues[0].chunk < chunk
            else []
        )

    def _cue(self, k: int) -> Cue | None:
        head = self.chunks.ends[k] - 1
        found = self._form(head)
        if found is None:
            return None
        form, end = found
        start = self._start(k, head)
        after = self.chunks.at(end) if end < len(self.words) else len(self.kinds)
        if after <= k:
            after = k + 1
        return Cue(form.entry, k, start, end, after, self._passive(k, head))

    def _form(self, head: int) -> tuple[CueForm, int] | None:
        """The cue form at a verb and the unit behind it: the longest multi-word cue, else the word alone."""
        word = self.words[head].lower()
        for rest, form in self.lexicon.phrases.get(word, ()):
            if self.tags[head + 1 + len(rest) : head + 2 + len(rest)] == "t":
                continue  # insisted on Monday is not "insisted on"
            if tuple(w.lower() for w in self.words[head + 1 : head + 1 + len(rest)]) == rest:
                return form, head + 1 + len(rest)
        single = self.lexicon.cues.get(word)
        return None if single is None else (single, head + 1)

    def _start(self, k: int, head: int) -> int:
        """did not rule out: a negation belongs to the cue, and the auxiliary with it."""
        first = self.chunks.starts[k]
        return first if any(self._is_negative(word.lower()) for word in self.words[first:head]) else head

    def _is_negative(self, word: str) -> bool:
        return word in self.sets["negation"] or any(map(word.endswith, self.sets["negative_ending"]))

    def _passive(self, k: int, head: int) -> bool:
        """was told, is described: the subject is not who speaks."""
        if self.kinds[k] not in "vbg" or self.tags[head] not in "EFV" or head == self.chunks.starts[k]:
            return False
        before = head - 1
        while before > self.chunks.starts[k] and self.tags[before] == "R":
            before -= 1
        return self.words[before].lower() in self.sets["be"]

    @cached_property
    def phrases(self) -> list[tuple[int, int]]:
        """Unit ranges of "according to" and its like, left to right."""
        if self.lexicon.cue_phrase_starts.isdisjoint(self.words):  # nearly every sentence
            return []
        lowered = [word.lower() for word in self.words]
        out = []
        for i, word in enumerate(lowered):
            if self.tags[i] in "IEGF":
                for phrase in self.lexicon.cue_phrases:
                    if word == phrase[0] and tuple(lowered[i : i + len(phrase)]) == phrase:
                        out.append((i, i + len(phrase)))
                        break
        return out
