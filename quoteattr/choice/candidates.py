"""Who could have said a quotation: what the rules answer, and who stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quoteattr.memory.lazy import lazy
from quoteattr.rules.base import SENTENCES_BACK, Context, Needs, Proposal, QuotationPlace, Rule, by_needs, stands_alone
from quoteattr.rules.sources import cue_range, owner_of, subject_of
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Verb, Word

_SIDE = 5  # cues, and subjects, that are looked at on either side of a quotation
_BESIDE = 4  # cues, and subjects, of the sentence before that are looked at
_BEHIND = 2  # the same of the sentence behind
_READINGS = 64  # sentences kept; a quotation looks at a few around its own

STRUCTURES = {
    "cue": "The subject of a verb of saying in the sentence.",
    "governing_cue": "The subject of the saying that governs such a verb.",
    "phrase": "Who stands behind “according to” in the sentence.",
    "subject": "The subject of any finite verb in the sentence.",
    "owner": "The owner of a noun of saying in the sentence: her claim.",
    "name_before": "The nearest name before.",
    "name_behind": "The nearest name behind.",
    "cue_before": "The subject of a verb of saying in the sentence before.",
    "subject_before": "The subject of any finite verb in the sentence before.",
    "cue_behind": "The subject of a verb of saying in the sentence behind.",
    "subject_behind": "The subject of any finite verb in the sentence behind.",
    "paragraph": "The first subject of the paragraph.",
    "last_paragraph": "The first subject of the paragraph before.",
    "last_speaker": "Whoever spoke last.",
}
"""What proposes mentions beside the rules, in the order in which they sign, and which mention."""


class Candidate:
    """A mention that can be the speaker, with everything that proposed it."""

    __slots__ = ("cue", "cue_range", "mention", "proposers", "score")

    def __init__(self, mention: Range) -> None:
        self.mention = mention
        self.proposers: list[str] = []
        """Rules and structures, the surest first."""
        self.cue: Cue | None = None
        """The verb of saying, nearest to the quotation, that has it as its subject."""
        self.cue_range: Range | None = None
        self.score = 0.0


class Said(NamedTuple):
    """The subject of a cue, or of the cue that governs it."""

    mention: Range
    cue: Cue
    governing: bool


class Reading:
    """The subjects, cues and names of one sentence, found once for all quotations that look at it."""

    def __init__(self, parse: Parse, sentence: int) -> None:
        self.parse = parse
        self.sentence = sentence

    @lazy
    def verbs(self) -> list[int]:
        """The chunks of the finite verbs."""
        return [k for k, letter in enumerate(self.parse.clauses.finite) if letter == Verb.FINITE]

    def subjects(self, verbs: Iterable[int]) -> Iterator[Range]:
        """The subjects of verbs, given by their chunks."""
        for k in verbs:
            found = self.parse.subject(k)
            if found is not None:
                yield Range(self.sentence, *found)

    @lazy
    def first_subject(self) -> Range | None:
        """The subject of the first finite verb that has one."""
        return next(self.subjects(self.verbs[:_BESIDE]), None)

    def said(self, cues: Iterable[Cue]) -> Iterator[Said]:
        """The speakers of cues, and of the sayings that govern them."""
        for cue in cues:
            own = subject_of(self.parse, self.sentence, cue)
            if own is not None:
                yield Said(own, cue, False)
            outer = self.parse.governing(cue)
            if outer is not cue:
                speaker = subject_of(self.parse, self.sentence, outer)
                if speaker is not None:
                    yield Said(speaker, outer, True)

    @lazy
    def names(self) -> list[Range]:
        """The noun groups that end in a name."""
        parse = self.parse
        starts, ends = parse.chunks.starts, parse.chunks.ends
        nouns = (k for k, kind in enumerate(parse.kinds) if kind == Chunk.NOUN)
        return [Range(self.sentence, starts[k], ends[k]) for k in nouns if parse.tags[ends[k] - 1] == Word.NAME]

    @lazy
    def owners(self) -> list[tuple[Range, Range]]:
        """(owner, noun) of each noun of saying: her claim."""
        parse = self.parse
        out: list[tuple[Range, Range]] = []
        if parse.lexicon.cue_nouns.keys().isdisjoint(map(str.lower, parse.words)):
            return out
        for k, kind in enumerate(parse.kinds):
            found = owner_of(parse, k) if kind == Chunk.NOUN else None
            if found is not None:
                out.append((Range(self.sentence, *found[0]), Range(self.sentence, *found[1])))
        return out


class _Readings(dict[int, Reading]):
    """Sentence to what is read of it, made on demand."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._parse = ctx.parse

    def __missing__(self, sentence: int) -> Reading:
        if len(self) == _READINGS:
            self.clear()
        reading = self[sentence] = Reading(self._parse(sentence), sentence)
        return reading


class _Pool:
    """The candidates so far, one a mention, however many propose it."""

    def __init__(self, off: frozenset[str]) -> None:
        self.found: dict[tuple[int, int], Candidate] = {}
        self._off = off

    def add(self, mention: Range, proposer: str, cue: Range | None = None) -> Candidate | None:
        if proposer in self._off:
            return None
        key = mention[:2]
        candidate = self.found.get(key)
        if candidate is None:
            candidate = self.found[key] = Candidate(mention)
        if proposer not in candidate.proposers:
            candidate.proposers.append(proposer)
        if candidate.cue_range is None:
            candidate.cue_range = cue
        return candidate

    def say(self, said: Said, proposer: str) -> None:
        """Add the speaker of a cue."""
        candidate = self.add(said.mention, proposer, cue_range(said.mention.sentence, said.cue))
        if candidate is not None and candidate.cue is None:
            candidate.cue = said.cue


def _holds(mention: Range, at: QuotationPlace) -> bool:
    """Does a quotation stand inside a mention: Ann Reed, who runs “the mill”, a miller?"""
    return mention.sentence == at.sentence and mention.start <= at.unit < mention.end


class Candidates:
    """Finds the candidates for the quotations of one document, asked for in text order."""

    def __init__(self, ctx: Context, rules: Sequence[Rule], off: frozenset[str]) -> None:
        self.ctx = ctx
        self._rules = by_needs(rules)
        self._off = off
        self.reading = _Readings(ctx).__getitem__
        """A sentence with its subjects, cues and names."""

    def answers(self, places: Sequence[QuotationPlace], needs: Needs) -> list[tuple[str, Proposal]]:
        """What each rule answers that needs no more than this, in their order."""
        out = []
        ctx = self.ctx
        for rule in self._rules[needs]:
            find = rule.find
            for place in places:
                proposal = find(ctx, place)
                if proposal is not None:
                    out.append((rule.name, proposal))
                    break
        return out

    def around(self, at: QuotationPlace, answers: Sequence[tuple[str, Proposal]]) -> list[Candidate]:
        """The mentions that rules answer with, then those around the quotation.

        Names and neighbours are looked at only where no rule found a speaker in the sentence itself, and the sentences
        around only for a quotation that is a sentence: elsewhere they are right once in 300 quotations.
        """
        pool = _Pool(self._off)
        for name, proposal in answers:
            if proposal.mention is not None:
                pool.add(proposal.mention, name, proposal.cue)
        if Chunk.NOUN in self.ctx.parse(at.sentence).kinds:
            self._add_sentence(pool, at)
        if not any(c.mention.sentence == at.sentence and c.proposers[0] not in STRUCTURES for c in pool.found.values()):
            self._add_names(pool, at)
            if stands_alone(self.ctx, at):
                self._add_neighbours(pool, at)
        last = self.ctx.last_speaker(at.quotation)
        if last is not None:
            proposal = self.ctx.done[last].proposal
            assert proposal.mention is not None, "the last speaker is somebody"
            pool.add(proposal.mention, "last_speaker", proposal.cue)
        return [c for c in pool.found.values() if not _holds(c.mention, at)]

    def _add_sentence(self, pool: _Pool, at: QuotationPlace) -> None:
        """Who stands in the sentence of the quotation, nearest first, so that a mention keeps the nearest cue."""
        here = self.reading(at.sentence)
        parse, s = here.parse, at.sentence
        cues = [*parse.cues_before(at.chunk)[:_SIDE], *parse.cues_from(at.chunk)[:_SIDE]]
        cues.sort(key=lambda cue: abs(cue.chunk - at.chunk))
        for said in here.said(cues):
            pool.say(said, "governing_cue" if said.governing else "cue")
        for start, end in parse.phrases:
            group = parse.clauses.noun_group_right(parse.chunks.behind(end))
            if group is not None:
                pool.add(Range(s, *group), "phrase", Range(s, start, end))
        k = bisect_left(here.verbs, at.chunk)
        for subject in here.subjects(here.verbs[max(0, k - _SIDE) : k + _SIDE]):
            pool.add(subject, "subject")
        for owner, noun in here.owners:
            pool.add(owner, "owner", noun)

    def _add_names(self, pool: _Pool, at: QuotationPlace) -> None:
        """The nearest person by name on either side."""
        names = self.reading(at.sentence).names
        k = bisect_left(names, at.unit, key=lambda name: name.start)
        before = names[k - 1] if k else self._name_before(at.sentence)
        if before is not None:
            pool.add(before, "name_before")
        behind = names[k] if k < len(names) else None
        if behind is None and at.sentence + 1 < len(self.ctx.narrative):
            behind = next(iter(self.reading(at.sentence + 1).names), None)
        if behind is not None:
            pool.add(behind, "name_behind")

    def _name_before(self, sentence: int) -> Range | None:
        for s in range(sentence - 1, max(-1, sentence - 1 - SENTENCES_BACK), -1):
            names = self.reading(s).names
            if names:
                return names[-1]
        return None

    def _add_neighbours(self, pool: _Pool, at: QuotationPlace) -> None:
        """Who stands in the sentences before and behind, and at the head of this and the last paragraph."""
        s, sentences = at.sentence, self.ctx.narrative
        if s:
            self._add_beside(pool, self.reading(s - 1), "before", _BESIDE)
        if s + 1 < len(sentences):
            self._add_beside(pool, self.reading(s + 1), "behind", _BEHIND)
        paragraph = sentences[s].paragraph
        for number, proposer in ((paragraph, "paragraph"), (paragraph - 1, "last_paragraph")):
            opening = self.ctx.openings.get(number, s)
            subject = self.reading(opening).first_subject if opening < s else None
            if subject is not None:
                pool.add(subject, proposer)

    def _add_beside(self, pool: _Pool, reading: Reading, side: str, most: int) -> None:
        if Chunk.NOUN not in reading.parse.kinds:
            return
        for said in reading.said(reading.parse.cues[:most]):
            pool.say(said, f"cue_{side}")
        for subject in reading.subjects(reading.verbs[:most]):
            pool.add(subject, f"subject_{side}")
