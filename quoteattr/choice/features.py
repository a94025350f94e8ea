"""What speaks for each candidate and for nobody: the features, group by group, and what they weigh together."""

from __future__ import annotations

from collections import deque
from math import exp

from quoteattr.choice.candidates import Candidate
from quoteattr.choice.views import YES_NO, MentionView, QuotationView, size
from quoteattr.choice.weights import Group, Value, Weights
from quoteattr.rules.base import Context, Proposal
from quoteattr.syntax.cues import Cue
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk

NOBODY = (
    "nobody.always", "nobody.size", "nobody.capitals", "nobody.form", "nobody.end", "nobody.person", "nobody.verb",
    "nobody.before", "nobody.after", "nobody.chunks_before", "nobody.paragraph", "nobody.recent", "nobody.cues",
    "nobody.mark", "nobody.elsewhere", "nobody.parts", "nobody.size_capitals", "nobody.size_form",
    "nobody.form_recent", "nobody.length_before", "nobody.form_line", "nobody.first_rule", "nobody.form_cues",
    "nobody.length_verb", "nobody.nearest_cue", "nobody.first_class", "nobody.last_class", "nobody.classes",
    "nobody.first_word", "nobody.class_before", "nobody.class_after", "nobody.two_before", "nobody.group_before",
    "nobody.size_group_before", "nobody.cue_before", "nobody.sentence_before", "nobody.sentence_behind",
)  # fmt: skip
MENTION = (
    "mention.kind", "mention.length", "mention.before", "mention.first", "mention.relative", "mention.kind_relative",
)  # fmt: skip
PLACE = (
    "place.where", "place.form_where", "place.kind_form", "place.kind_length", "place.kind_where", "place.gap",
    "place.paragraphs_form", "place.between", "place.main_where", "place.governed_where", "place.ends_kind",
    "place.kind_person", "place.before_main_where",
)  # fmt: skip
PROPOSER = ("proposer.name", "proposer.form", "proposer.length")
PROPOSERS = ("proposer.count", "proposer.first_rule")
LAST_SPEAKER = ("last_speaker.recent", "last_speaker.form_recent", "last_speaker.recent_capitals")
HISTORY = ("history.spoken", "history.alike", "history.talked_about")
CUE = (
    "cue.group_side", "cue.gap", "cue.passive", "cue.modal", "cue.negated", "cue.kind_side", "cue.finite", "cue.behind",
    "cue.between", "cue.class_side", "cue.length_group", "cue.used_form", "cue.class_side_before",
)  # fmt: skip
CUE_ELSEWHERE = ("cue.elsewhere",)
FRAME = ("cue.frame_side",)
RULE = ("nobody.rule",)
CALIBRATION = "calibration"
"""Not a feature: the two numbers that make a probability one that holds, see :meth:`Scorer.confidence`."""

_OF_WEIGHT = (Chunk.VERB, Chunk.PAST, Chunk.QUOTATION, Chunk.COLON, Chunk.SEMICOLON, Chunk.STOP)
"""Chunks that part a mention from a quotation."""
_BREAKS = (
    Chunk.VERB, Chunk.PAST, Chunk.THAT, Chunk.WH, Chunk.SUBORDINATOR, Chunk.CONJUNCTION, Chunk.INFINITIVE, Chunk.GERUND,
    Chunk.QUOTATION, Chunk.COLON, Chunk.SEMICOLON, Chunk.COMMA, Chunk.DASH,
)  # fmt: skip
"""Chunks that part a cue from a quotation."""
_MERE = frozenset(
    ("subject", "subject_before", "subject_behind", "paragraph", "last_paragraph", "name_before", "name_behind")
)
"""Structures that have nothing to do with saying."""
_MUTE = frozenset(
    ("thing", "other", "place", "it", "there", "this", "that", "these", "those", "you", "nothing", "nobody")
)
"""Kinds of mentions that say nothing of themselves."""
_LETTER = ("name", "word")
_MOST_BETWEEN = 4
_SPEAKERS_BACK = 30  # quotations
_KEPT = 2048  # mentions; a long text has more, and looks at each but from near
_FARTHEST = 4  # sentences


class Scorer:
    """The groups of features with their weights, and what was summed up once for all texts."""

    def __init__(self, weights: Weights) -> None:
        group = weights.group
        self.nobody, self.rule = group(*NOBODY), group(*RULE)
        self.mention, self.place = group(*MENTION), group(*PLACE)
        self.proposer, self.proposers, self.last_speaker = group(*PROPOSER), group(*PROPOSERS), group(*LAST_SPEAKER)
        self.cue, self.cue_elsewhere, self._frame = group(*CUE), group(*CUE_ELSEWHERE), group(*FRAME)
        self.history, self._calibration = group(*HISTORY), group(CALIBRATION)
        self._frames: dict[tuple[str, str, int], float] = {}
        self._proposed: dict[tuple[str, str, str], float] = {}

    def confidence(self, odds: float) -> float:
        """The share of choices with these log odds that is right: a logistic curve fitted out of fold (Platt 1999)."""
        return 1.0 / (1.0 + exp(-(self._calibration.weigh(("shift",)) + self._calibration.weigh(("slope",)) * odds)))

    def frames(self, cue: Cue, side: str) -> float:
        """What the frames of a cue weigh."""
        key = cue.entry.lemma, side, len(cue.entry.frames)
        found = self._frames.get(key)
        if found is None:
            found = self._frames[key] = _total(self._frame, [((frame, side),) for frame in sorted(cue.entry.frames)])
        return found

    def proposed(self, proposer: str, quotation: QuotationView) -> float:
        """What it weighs that this rule or structure proposes somebody for such a quotation."""
        key = proposer, quotation.form, quotation.length
        found = self._proposed.get(key)
        if found is None:
            values = (proposer, (proposer, quotation.form), (proposer, quotation.length))
            found = self._proposed[key] = self.proposer.weigh(values)
        return found


def _total(group: Group, rows: list[tuple[Value, ...]]) -> float:
    """The sum over several rows of a group; the first row starts it, so that it may be more than a number."""
    total = group.weigh(rows[0]) if rows else group.weigh(())
    for row in rows[1:]:
        total += group.weigh(row)
    return total


class Features:
    """Scores the candidates of one document, asked in text order."""

    def __init__(self, ctx: Context, scorer: Scorer) -> None:
        self.ctx = ctx
        self.scorer = scorer
        self._mentions: dict[Range, tuple[MentionView, float]] = {}
        self._spoken: deque[tuple[int, str]] = deque(maxlen=_SPEAKERS_BACK)
        """The last quotations that somebody says, each with the last word of the mention."""
        self._seen = 0
        """The quotation up to which these are gathered."""

    def can_speak(self, candidate: Candidate) -> bool:
        """Is it anybody, or has it at least a verb or noun of saying?"""
        if not _MERE.issuperset(candidate.proposers):
            return True
        return self._mention(candidate.mention)[0].kind not in _MUTE

    def of_nobody(self, q: QuotationView, answers: list[tuple[str, Proposal]], candidates: list[Candidate]) -> float:
        """What speaks for it that nobody says the words."""
        nearest = next((c for c in candidates if c.cue is not None), None)
        said = "none" if nearest is None or nearest.cue is None else nearest.cue.entry.group
        kind = "none" if nearest is None else self._mention(nearest.mention)[0].kind
        score = self.scorer.nobody.weigh((
            "yes", q.size, q.capitals, q.form, q.end, q.person, q.verb, q.before, q.after, q.chunks_before,
            q.sentence.kind.value, q.recent, q.cues, q.mark, q.elsewhere, q.parts, (q.size, q.capitals),
            (q.size, q.form), (q.form, q.recent), (q.length, q.before), (q.form, q.line),
            answers[0][0] if answers else "none", (q.form, q.cues), (q.length, q.verb), (said, kind), q.first_class,
            q.last_class, q.classes, q.first_word, q.class_before, q.class_after, q.two_before, q.group_before,
            (q.group_before, q.size), q.cue_before, q.sentence_before, q.sentence_behind,
        ))  # fmt: skip
        for rule, proposal in answers:
            if proposal.mention is None:
                score += self.scorer.rule.weigh((rule,))
        return score

    def of(self, candidate: Candidate, q: QuotationView, first_rule: str) -> float:
        """What speaks for a candidate."""
        view, score = self._mention(candidate.mention)
        score += self._place(candidate.mention, view, q) + self._history(view, q)
        for proposer in candidate.proposers:
            score += self.scorer.proposed(proposer, q)
            if proposer == "last_speaker":
                score += self.scorer.last_speaker.weigh((q.recent, (q.form, q.recent), (q.recent, q.capitals)))
        first = candidate.proposers[0]
        score += self.scorer.proposers.weigh((size(len(candidate.proposers)), first if first == first_rule else "none"))
        cue = candidate.cue
        if cue is None:
            return score
        if candidate.mention.sentence != q.at.sentence:
            return score + self.scorer.cue_elsewhere.weigh((cue.entry.group,))
        return score + self._cue(cue, q, candidate.cue_range)

    def _mention(self, mention: Range) -> tuple[MentionView, float]:
        found = self._mentions.get(mention)
        if found is None:
            if len(self._mentions) == _KEPT:
                self._mentions.clear()
            view = MentionView(self.ctx.parse(mention.sentence), mention)
            score = self.scorer.mention.weigh(
                (view.kind, view.length, view.before, view.first, view.relative, (view.kind, view.relative))
            )
            found = self._mentions[mention] = view, score
        return found

    def _history(self, view: MentionView, q: QuotationView) -> float:
        """What was said before, by the last words of mentions, and whom the words of the quotation name."""
        heads = self._heads(q)
        unnamed = "thing" if view.kind == "thing" else "pronoun"
        spoken = size(heads.count(view.head)) if view.is_name else unnamed
        if not heads:
            alike = "none"
        elif heads[0] == view.head:
            alike = "same"
        else:
            alike = f"{_LETTER[heads[0].islower()]}-{_LETTER[view.head.islower()]}"
        talked_about = YES_NO[view.is_name and view.head in q.words]
        return self.scorer.history.weigh((spoken, alike, talked_about))

    def _heads(self, q: QuotationView) -> list[str]:
        """The last words of the mentions of the last speakers, the latest first."""
        here = q.at.quotation
        first = here - _SPEAKERS_BACK + 1
        for quotation in range(max(first, self._seen), here):
            done = self.ctx.done.get(quotation)
            if done is not None and done.proposal.mention is not None:
                self._spoken.appendleft((quotation, self._mention(done.proposal.mention)[0].head))
        self._seen = here
        return [head for quotation, head in self._spoken if quotation >= first]

    def _place(self, mention: Range, view: MentionView, q: QuotationView) -> float:
        """Where the mention stands, seen from the quotation."""
        paragraphs = self.ctx.sentences[mention.sentence].paragraph - q.sentence.paragraph
        ends = "none"
        if mention.sentence == q.at.sentence:
            where, gap, between = self._beside(mention, q)
        else:
            away = mention.sentence - q.at.sentence
            where = f"{max(-_FARTHEST, min(1, away))}/{max(-2, min(1, paragraphs))}"
            gap = between = "away"
            if away == -1:
                word = self.ctx.parse(mention.sentence).words[-1]
                ends = word if word in "?:" else "none"
        kind = view.kind
        return self.scorer.place.weigh((
            where, (q.form, where), (kind, q.form), (kind, q.length), (kind, where), gap,
            (str(max(-3, min(1, paragraphs))), q.form), between, (view.main, where), (view.governed, where),
            (ends, kind), (kind, q.person), (view.before, view.main, where),
        ))  # fmt: skip

    def _beside(self, mention: Range, q: QuotationView) -> tuple[str, str, str]:
        """Side, size of the gap, and what of importance stands in it."""
        chunks, kinds = q.parse.chunks, q.parse.kinds
        chunk = chunks.at(mention.start)
        if chunk < q.at.chunk:
            side, gap = "left", kinds[chunks.at(mention.end - 1) + 1 : q.at.chunk]
        else:
            side, gap = "right", kinds[q.at.chunk + 1 : chunk]
        return side, f"{side}-{size(len(gap))}", side + "".join(c for c in _OF_WEIGHT if c in gap)

    def _cue(self, cue: Cue, q: QuotationView, units: Range | None) -> float:
        """The cue that makes a mention a speaker, in the sentence of the quotation."""
        parse, kinds, group = q.parse, q.parse.kinds, cue.entry.group
        if cue.chunk < q.at.chunk:
            side, gap = "left", kinds[cue.after : q.at.chunk]
        else:
            side, gap = "right", kinds[q.at.chunk + 1 : cue.chunk]
        head = parse.chunks.ends[cue.chunk] - 1
        used = "used" if units is not None and units == q.last_cue else "free"
        score = self.scorer.cue.weigh((
            (group, side), f"{side}-{size(len(gap))}", YES_NO[cue.passive], YES_NO[parse.is_modal(cue)],
            YES_NO[cue.start < head], (kinds[cue.chunk], side), parse.clauses.finite[cue.chunk].strip() or "none",
            side + kinds[cue.after : cue.after + 1], side + "".join(c for c in _BREAKS if c in gap)[:_MOST_BETWEEN],
            (parse.tags[head], side), (q.length, group), (used, q.form), (parse.tags[head], side, q.sentence_before),
        ))  # fmt: skip
        return score + self.scorer.frames(cue, side)
