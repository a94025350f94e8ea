"""The choice: for each quotation one of the mentions proposed, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from quoteattr.choice.candidates import STRUCTURES, Candidate, Candidates
from quoteattr.choice.features import Features, Scorer
from quoteattr.choice.views import QuotationView
from quoteattr.choice.weights import Weights
from quoteattr.lexicon import Lexicon
from quoteattr.rules import echoes, neighbours
from quoteattr.rules.base import Attribution, Context, Needs, Proposal, QuotationPlace, by_needs, met, stands_alone
from quoteattr.rules.order import asked_about
from quoteattr.rules.sources import is_denied
from quoteattr.syntax.levels import Word

SURE = frozenset(
    """
    markup imagined written_on known_as title
    signature name_line letterhead headline_colon transcript_in_marks listed introduced
    quote_cue_speaker quote_speaker_cue interrupted
    gapped cue_speaker_quote was_all be_like bracketed came_the_reply
    quoted_as_saying taken_up answered
    """.split()
)
"""Rules that decide alone."""
ECHO = echoes.echo.name
"""The rule that is asked last: whoever says the words that a heading repeats may stand behind it."""
CONTINUED = neighbours.continued.name
"""The rule that decides alone where the speaker of the sentence before goes on."""


class Option(NamedTuple):
    """Something that could be chosen, with its probability."""

    proposal: Proposal
    proposers: tuple[str, ...]
    """The rules and structures that propose it, the surest first."""
    probability: float
    """That it is right, calibrated as the confidence of what is chosen is."""
    score: float
    """What speaks for it, as a sum of weights."""


class Choice(NamedTuple):
    """All options of one quotation, the likeliest first: the first was taken. None where the saying is denied."""

    quotation: int
    options: tuple[Option, ...]


def choose(
    ctx: Context, *, off: frozenset[str], choices: list[Choice] | None = None, scorer: Scorer | None = None
) -> None:
    """Attribute every outermost quotation, in text order, into ``ctx.done``.

    Args:
        ctx: the context that the rules read.
        off: names of rules and structures that propose nothing.
        choices: takes the options of each quotation that the weights decided.
        scorer: other weights than those of the lexicon.
    """
    chooser = Chooser(ctx, scorer or scorer_of(ctx.lexicon), off=off)
    waiting = outermost(ctx)
    for quotation, places in waiting:
        needs = met(ctx, places)
        attribution = chooser.surely(quotation, places, needs)
        if attribution is None:
            attribution = chooser.by_weight(quotation, places, needs, choices)
        if attribution is not None:
            ctx.done[quotation] = attribution
    if ECHO not in off and any(done.proposal.mention is not None for done in ctx.done.values()):
        _echo(ctx, waiting)


def _echo(ctx: Context, waiting: list[tuple[int, list[QuotationPlace]]]) -> None:
    """Quotations that nobody was chosen for take the speaker of the words that they repeat."""
    for quotation, places in waiting:
        done = ctx.done.get(quotation)
        if done is None or (done.proposal.mention is None and done.rule not in SURE):
            proposal = echoes.echo.find(ctx, places[0])
            if proposal is not None:
                ctx.done[quotation] = Attribution(proposal, ECHO, quotation)


def outermost(ctx: Context) -> list[tuple[int, list[QuotationPlace]]]:
    """The outermost quotations with their places, in text order."""
    return sorted((q, places) for q, places in ctx.places.items() if not ctx.quotations[q].depth)


@lru_cache(maxsize=8)
def scorer_of(lexicon: Lexicon) -> Scorer:
    """The one scorer of a lexicon."""
    return Scorer(Weights(lexicon.source_weights))


class Chooser:
    """Chooses for the quotations of one document, asked in text order."""

    def __init__(self, ctx: Context, scorer: Scorer, *, off: frozenset[str] = frozenset()) -> None:
        self.ctx = ctx
        rules = [rule for rule in asked_about(QuotationPlace) if rule.name not in off]
        self._sure = by_needs([rule for rule in rules if rule.name in SURE])
        self._goes_on = CONTINUED not in off
        self._candidates = Candidates(ctx, [rule for rule in rules if rule.name not in {*SURE, ECHO}], off)
        self._scorer = scorer
        self._features = Features(ctx, scorer)

    def surely(self, quotation: int, places: Sequence[QuotationPlace], needs: Needs) -> Attribution | None:
        """What a sure rule answers; or whoever spoke in the sentence before and goes on in this one."""
        ctx = self.ctx
        for rule in self._sure[needs]:
            find = rule.find
            for place in places:
                proposal = find(ctx, place)
                if proposal is not None:
                    return Attribution(proposal, rule.name, quotation)
        before = quotation - 1
        while before >= 0 and self.ctx.quotations[before].depth:
            before -= 1
        last = self.ctx.done.get(before) if self._goes_on else None
        if last is None or last.proposal.mention is None or not self._follows(places[0], before):
            return None
        return Attribution(Proposal(last.proposal.mention, last.proposal.cue), CONTINUED, quotation)

    def _follows(self, at: QuotationPlace, before: int) -> bool:
        """Is the quotation a sentence of its own, right behind the sentence of the one before, in its paragraph?"""
        sentences, earlier = self.ctx.sentences, self.ctx.places[before][-1].sentence
        if at.sentence != earlier + 1 or sentences[at.sentence].paragraph != sentences[earlier].paragraph:
            return False
        behind = self.ctx.parse(at.sentence).tags[at.unit + 1 :]
        return behind in ("", Word.STOP) and stands_alone(self.ctx, at)

    def scored(self, quotation: int, places: list[QuotationPlace], needs: Needs) -> tuple[float, list[Candidate], str]:
        """The score of nobody, the candidates with theirs, and the rule by which nobody speaks, if one says so."""
        answers = self._candidates.answers(places, needs)
        candidates = self._near(places, needs, answers)
        return self._score(quotation, places, answers, candidates), candidates, _silencing(answers)

    def _near(
        self, places: Sequence[QuotationPlace], needs: Needs, answers: list[tuple[str, Proposal]]
    ) -> list[Candidate]:
        """The candidates, not yet scored; none where nobody is near."""
        if needs is Needs.NOTHING:
            return []
        return [c for c in self._candidates.around(places[0], answers) if self._features.can_speak(c)]

    def _score(
        self,
        quotation: int,
        places: list[QuotationPlace],
        answers: list[tuple[str, Proposal]],
        candidates: list[Candidate],
    ) -> float:
        """Score the candidates; the score of nobody."""
        view = QuotationView(self.ctx, places, self.ctx.last_speaker(quotation))
        first = answers[0][0] if answers else ""
        for candidate in candidates:
            candidate.score = self._features.of(candidate, view, first)
        return self._features.of_nobody(view, answers, candidates)

    def _is_denied(self, at: QuotationPlace, candidates: Sequence[Candidate]) -> bool:
        """Lee never said “sorry”: does no rule answer, and the saying before the quotation not take place?"""
        parse = self.ctx.parse(at.sentence)
        if not parse.cues or any(candidate.proposers[0] not in STRUCTURES for candidate in candidates):
            return False
        return any(is_denied(parse, cue) for cue in parse.cues_before(at.chunk)[:1])

    def by_weight(
        self, quotation: int, places: list[QuotationPlace], needs: Needs, choices: list[Choice] | None = None
    ) -> Attribution | None:
        """What the weights choose."""
        answers = self._candidates.answers(places, needs)
        if needs is Needs.NOTHING and choices is None and not answers:
            return None  # nobody is near, and no rule has anything to say
        if echoes.is_heading(self.ctx, places[0]):
            return None  # whoever speaks around a heading need not say it
        if not self.ctx.lexicon.source_weights:  # the first rule: a language without weights has their order alone
            return Attribution(answers[0][1], answers[0][0], quotation) if answers else None
        candidates = self._near(places, needs, answers)
        if needs >= Needs.WORDS and self._is_denied(places[0], candidates):
            if choices is not None:
                choices.append(Choice(quotation, ()))
            return None
        rule = _silencing(answers)
        if not candidates and choices is None:
            return _unsaid(quotation, rule)
        nobody = self._score(quotation, places, answers, candidates)
        if choices is not None:
            choices.append(self._choice(quotation, nobody, candidates, rule))
        best = max(candidates, key=lambda c: c.score, default=None)
        if best is None or best.score <= nobody:
            return _unsaid(quotation, rule)
        confidence = self._probability(best.score, [nobody, *(c.score for c in candidates if c is not best)])
        return Attribution(Proposal(best.mention, best.cue_range), best.proposers[0], quotation, confidence)

    def _probability(self, score: float, others: Sequence[float]) -> float:
        """How often an option of this score is right beside such others."""
        return round(self._scorer.confidence(score - log(sum(map(exp, others)))), 3) if others else 1.0

    def _choice(self, quotation: int, nobody: float, candidates: Sequence[Candidate], rule: str) -> Choice:
        scores = [nobody, *(c.score for c in candidates)]
        sure = [self._probability(score, scores[:k] + scores[k + 1 :]) for k, score in enumerate(scores)]
        options = [Option(Proposal(None), (rule,) if rule else (), sure[0], nobody)]
        options += [
            Option(Proposal(c.mention, c.cue_range), tuple(c.proposers), probability, c.score)
            for c, probability in zip(candidates, sure[1:], strict=True)
        ]
        return Choice(quotation, tuple(sorted(options, key=lambda option: -option.score)))


def _silencing(answers: Sequence[tuple[str, Proposal]]) -> str:
    """The rule by which nobody speaks, if one says so."""
    return next((rule for rule, proposal in answers if proposal.mention is None), "")


def _unsaid(quotation: int, rule: str) -> Attribution | None:
    """What becomes of words that nobody is chosen for."""
    return Attribution(Proposal(None), rule, quotation) if rule else None
