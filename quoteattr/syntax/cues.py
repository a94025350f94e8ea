"""Cues: the words that attribute. Verbs of saying with their subjects, "according to", nouns of saying.

The term is that of the Penn Attribution Relations Corpus (Pareti 2016): an attribution has a source, a cue and a
content.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, count
from typing import NamedTuple

from quoteattr.lexicon import CueEntry, CueForm, Lexicon
from quoteattr.memory.lazy import lazy
from quoteattr.syntax.chunks import chunk
from quoteattr.syntax.clauses import Clauses
from quoteattr.syntax.levels import Chunk, Verb, Word, any_of, pattern, row
from quoteattr.syntax.words import NO_NAMES, ShortNames, WordClasses
from quoteattr.text.sentences import Sentence

_CLAUSE_CHUNKS = 12  # how far behind its subject the verb of a clause is looked for
_GOVERNORS = 8  # cues before one that may govern it
_CLAUSAL = frozenset({"that", "bare", "wh", "quote"})

_VERB_GROUP = pattern(Chunk, "verbal")
_FRONTED_CLAUSE = tuple(any_of(Chunk, "subordinator wh"))  # [As] Lee noted, …
_FRONTED = (*_FRONTED_CLAUSE, Chunk.GERUND)  # [Noting] the rain, …
_SIDE_BY_SIDE = any_of(Word, "conjunction quotation")  # … [and] Reed said: beside another saying, not inside it
_BEFORE_INVERSION = any_of(Chunk, "comma quotation dash")  # …[,] said Ann Lee
_BEHIND_SPEAKER = any_of(Chunk, "stop comma semicolon wh preposition")  # said Ann Lee[,] a farmer
_SPEAKING_FIRST = any_of(Word, "pronoun wh")  # [She] said; [who] said
_SPEAKING_LAST = any_of(Word, "name pronoun pronominal")  # Mayor [Lee] said; [many] said
_BEFORE_SUBJECT = any_of(Chunk, "adverb subordinator")  # said [later if] the mill closed
_SUBJECT = any_of(Chunk, "noun adjective")  # said [the mill] closed
_BEFORE_PAST = any_of(Chunk, "noun adverb")  # said [the mill on Monday] closed
_CLAUSE_ENDS = any_of(Chunk, "stop semicolon colon quotation subordinator that")  # no verb behind is its own
_NEXT_CLAUSE = row(Chunk, "comma conjunction")  # …[, and] Reed stayed
_CAN_BE_PASSIVE = any_of(Chunk, "verb infinitive gerund")  # [was told], [to be told], [being told]
_PASSIVE_FORMS = any_of(Word, "past participle finite_verb")  # was [told], was [shown]
_OBJECT_AND_PARTICLE = row(Chunk, "noun preposition")  # stressed [the millers out]
_BEHIND_PARTICLE = any_of(Chunk, "comma stop semicolon conjunction adverb")  # stressed the millers out[.]
_NAMED_OR_DETERMINED = tuple(any_of(Word, "name determiner"))  # denied [Reed] a goal
_NO_WORDS = any_of(Chunk, "quotation mark")
_PHRASE_STARTS = any_of(Word, "preposition past gerund participle")  # [according] to, [in] the words of


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

    def __init__(
        self,
        sentence: Sentence,
        lexicon: Lexicon,
        classes: WordClasses,
        short_names: ShortNames = NO_NAMES,
        letters: list[str] | None = None,
    ) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.sets = lexicon.sets
        self.words = sentence.words
        self.tags = classes.of(sentence, short_names, letters)
        self.chunks = chunk(self.tags, classes.grammar.groups, sentence.set_off if sentence.parts else ())
        self.clauses = Clauses(self.words, self.tags, self.chunks, lexicon)
        self.kinds = self.chunks.kinds
        self._speakers: dict[int, tuple[int, int] | None] = {}
        self._subjects: dict[int, tuple[int, int] | None] = {}
        self._governing: dict[int, Cue] = {}

    def of_same_words(self, sentence: Sentence) -> Parse:
        """The parse of another sentence with the words of this one."""
        other = Parse.__new__(Parse)
        other.__dict__.update(self.__dict__)
        other.sentence = sentence
        return other

    @lazy
    def has_words(self) -> bool:
        """Is there anything but quotations and punctuation?"""
        return bool(self.kinds.strip(_NO_WORDS))

    def subject(self, chunk: int) -> tuple[int, int] | None:
        """The subject of the verb group at ``chunk`` as a range of units."""
        if chunk not in self._subjects:
            found = self.clauses.subject(chunk)
            self._subjects[chunk] = None if found is not None and self._is_told(chunk, found) else found
        return self._subjects[chunk]

    def speaker(self, cue: Cue) -> tuple[int, int] | None:
        """The subject of a cue. A coordinated cue shares it with the cue before: He stressed that …, but warned …."""
        if cue.chunk not in self._speakers:
            self._speakers[cue.chunk] = self._shared(cue) or self.subject(cue.chunk)
        return self._speakers[cue.chunk]

    def _is_told(self, chunk: int, subject: tuple[int, int]) -> bool:
        """Baker “sorry”, court told: is the body at the end of a headline told something by somebody?"""
        if chunk + 1 < len(self.kinds) or self.words[subject[0]].lower() not in self.sets["hearing"]:
            return False
        cue = self.cue_at(chunk)
        return cue is not None and cue.takes("hearer") and subject[1] - subject[0] == 1

    def _shared(self, cue: Cue) -> tuple[int, int] | None:
        before = cue.chunk - 1
        while before >= 0 and self.kinds[before] == Chunk.ADVERB:
            before -= 1
        if before < 1 or self.kinds[before] != Chunk.CONJUNCTION or self.kinds[cue.chunk] not in Chunk.FINITE:
            return None
        earlier = next((c for c in self.cues_before(before) if self.reports(c) and not self.is_fronted(c)), None)
        return None if earlier is None else self.speaker(self.governing(earlier))

    def _is_past_fronted(self, cue: Cue, unit: int) -> bool:
        """When Wallace announced it, he …: does a unit stand behind the subordinate clause or participle of a cue?"""
        opens = self.kinds.startswith(_FRONTED) and Chunk.COMMA not in self.kinds[: cue.chunk]
        return opens and Chunk.COMMA in self.kinds[cue.after : self.chunks.at(unit)]

    def is_fronted(self, cue: Cue) -> bool:
        """As the crowd chanted, …: in a subordinate clause before the main one, or no finite verb."""
        if self.clauses.finite[cue.chunk] != Verb.FINITE and self.kinds[cue.chunk] != Chunk.GERUND:
            return True
        return self.kinds.startswith(_FRONTED_CLAUSE) and Chunk.COMMA not in self.kinds[: cue.chunk]

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
        if Chunk.QUOTATION not in self.kinds or self.kinds[cue.chunk] not in Chunk.FINITE:
            return False  # told without looking for the speaker
        found = self.speaker(cue)
        return found is not None and found[0] >= cue.end

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
        if before == Word.WH and inner.takes("pred") and self.tags[subject[0]] not in Word.PERSONAL:
            return False  # rejected what Reed called “old”
        if before in _SIDE_BY_SIDE or (before == Word.COMMA and self._ends_at(inner.after)):
            return False  # a clause beside the outer one, or a parenthesis (…, she said, …)
        word = self.words[subject[0] - 1].lower()
        behind_place = word in self.sets["place_relative"] and self.tags[subject[0] - 2 : subject[0] - 1] == Word.COMMA
        if behind_place or word in self.sets["concessive"]:
            return False  # although he tweeted; in Tarn, where he promised: beside the saying, not inside it
        if before == Word.SUBORDINATOR or self.kinds[inner.chunk] == Chunk.INFINITIVE:
            return True
        if not inner.takes("quote", "as", "pred"):
            return True
        pronoun = self.tags[subject[0]] == Word.PRONOUN and subject[1] == subject[0] + 1
        return pronoun or self.is_modal(inner) or not self.is_animate(subject)

    def _ends_at(self, k: int) -> bool:
        """Does the clause end before chunk ``k``: by a comma, or with the sentence?"""
        return k >= len(self.kinds) or self.kinds[k] == Chunk.COMMA

    def inverted(self, cue: Cue) -> tuple[int, int] | None:
        """The speaker behind the cue that ends a sentence: …, said Ann Lee, director of …."""
        if not cue.chunk or self.kinds[cue.chunk] not in Chunk.FINITE:
            return None
        if self.kinds[cue.chunk - 1] not in _BEFORE_INVERSION:
            return None
        if cue.passive or cue.takes("hearer"):
            return None
        found = self.clauses.noun_group_right(cue.after)
        if found is None or not self.is_animate(found) or self.tags[found[0]] == Word.OBJECT:
            return None
        behind = self.chunks.at(found[1] - 1) + 1
        return found if behind >= len(self.kinds) or self.kinds[behind] in _BEHIND_SPEAKER else None

    def is_animate(self, subject: tuple[int, int]) -> bool:
        """Can the noun group speak: a pronoun, a name, a role?"""
        chunk = self.chunks.at(subject[0])
        last = self.chunks.ends[chunk] - 1
        if self.tags[subject[0]] in _SPEAKING_FIRST or self.tags[last] in _SPEAKING_LAST:
            return True
        role = self.lexicon.roles.get(self.words[last].lower())
        return role is not None and role.kind != "document"

    def starts_clause(self, k: int) -> bool:
        """Does a clause of its own start at chunk ``k``: a noun group whose verb follows?"""
        kinds = self.kinds
        while k < len(kinds) and kinds[k] == Chunk.ADVERB:
            k += 1
        if kinds.startswith(Chunk.SUBORDINATOR, k) and not self.clauses.is_word(k, "conditional"):
            return False
        while k < len(kinds) and kinds[k] in _BEFORE_SUBJECT:
            k += 1
        if k >= len(kinds) or kinds[k] not in _SUBJECT or self.tags[self.chunks.starts[k]] == Word.OBJECT:
            return False
        relative = 0  # verbs of relative clauses still to come
        for j in range(k + 1, min(len(kinds), k + _CLAUSE_CHUNKS)):
            kind = kinds[j]
            if kind == Chunk.VERB or (kind == Chunk.PAST and kinds[j - 1] in _BEFORE_PAST):
                if not relative:
                    return True
                relative -= 1
            elif kind == Chunk.WH:
                relative += 1
            elif kind in _CLAUSE_ENDS or kinds.startswith(_NEXT_CLAUSE, j):
                return False
        return False

    def is_reduced(self, cue: Cue) -> bool:
        """items labeled "…": a participle that modifies a noun and tells no speaker."""
        return self.clauses.finite[cue.chunk] == Verb.MODIFIER

    def is_modal(self, cue: Cue) -> bool:
        """would call, won't allow: not a saying that took place."""
        return self.clauses.is_word(cue.chunk, "modal")

    def reports(self, cue: Cue) -> bool:
        """Is it speech with a clause or words as its content, not a participle that modifies a noun?"""
        return cue.entry.group in ("say", "write") and cue.clausal and self.clauses.finite[cue.chunk] != Verb.MODIFIER

    @lazy
    def cues(self) -> list[Cue]:
        """The verbs of saying, left to right."""
        words, ends, lexicon = self.words, self.chunks.ends, self.lexicon
        out = []
        for match in _VERB_GROUP.finditer(self.kinds):
            k = match.start()
            verb = words[ends[k] - 1].lower()
            if verb in lexicon.cues or verb in lexicon.phrases:  # two verbs in five
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
        after = max(self.chunks.behind(end), k + 1)
        if self._is_phrasal(after):
            return None
        return Cue(form.entry, k, start, end, after, self.is_passive(k))

    def _is_phrasal(self, k: int) -> bool:
        """stressed the horses out: an object and a particle make another verb of a verb of saying."""
        if not self.kinds.startswith(_OBJECT_AND_PARTICLE, k) or not self.clauses.is_word(k + 1, "particle"):
            return False
        return k + 2 >= len(self.kinds) or self.kinds[k + 2] in _BEHIND_PARTICLE

    def _form(self, head: int) -> tuple[CueForm, int] | None:
        """The cue form at a verb and the unit behind it: the longest multi-word cue, else the word alone."""
        word = self.words[head].lower()
        for rest, form in self.lexicon.phrases.get(word, ()):
            if self.tags[head + 1 + len(rest) : head + 2 + len(rest)] == Word.TIME:
                continue  # insisted on Monday is not "insisted on"
            if tuple(w.lower() for w in self.words[head + 1 : head + 1 + len(rest)]) == rest:
                return form, head + 1 + len(rest)
        single = self.lexicon.cues.get(word)
        return None if single is None else (single, head + 1)

    def _start(self, k: int, head: int) -> int:
        """did not rule out: a negation belongs to the cue, and the auxiliary with it."""
        first = self.chunks.starts[k]
        if first == head:
            return head
        return first if any(self._is_negative(word.lower()) for word in self.words[first:head]) else head

    def _is_negative(self, word: str) -> bool:
        return word in self.sets["negation"] or any(map(word.endswith, self.sets["negative_ending"]))

    def is_passive(self, k: int) -> bool:
        """was told, is described: the subject of the verb group at chunk ``k`` is not who speaks."""
        head = self.chunks.ends[k] - 1
        if (
            self.kinds[k] not in _CAN_BE_PASSIVE
            or self.tags[head] not in _PASSIVE_FORMS
            or head == self.chunks.starts[k]
        ):
            return False
        before = head - 1
        while before > self.chunks.starts[k] and self.tags[before] == Word.ADVERB:
            before -= 1
        return self.words[before].lower() in self.sets["be"]

    @lazy
    def phrases(self) -> list[tuple[int, int]]:
        """Unit ranges of "according to" and its like, left to right."""
        out = []
        for i in compress(count(), map(self.lexicon.cue_phrase_starts.__contains__, self.words)):
            if self.tags[i] in _PHRASE_STARTS:
                phrases = self.lexicon.cue_phrases  # the longest first
                lowered = tuple(map(str.lower, self.words[i : i + len(phrases[0])]))
                for phrase in phrases:
                    end = i + len(phrase)
                    if lowered[: len(phrase)] == phrase and self._has_source(phrase, end):
                        out.append((i, end))
                        break
        return out

    def _has_source(self, phrase: tuple[str, ...], end: int) -> bool:
        """per Ann Lee, per the Gazette, but no rate: a preposition alone needs a name or a determiner behind it."""
        return len(phrase) > 1 or self.tags.startswith(_NAMED_OR_DETERMINED, end)
