"""Examples of who said a quotation. The first option of each is that nobody did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quoteattr.choice.candidates import Candidate
from quoteattr.choice.chooser import Chooser, outermost
from quoteattr.choice.features import Scorer
from quoteattr.parser import context
from quoteattr.rules.base import Attribution, Context, Proposal, met
from scripts.training.examples import Example, Recorder
from scripts.training.gold import Gold, Verdict

_GOLD = "gold"


def source_examples(articles: Iterable[Gold], recorder: Recorder) -> Iterator[Example]:
    """One example for each quotation that no sure rule decides and that the corpus judges.

    Whoever the corpus credits is the last speaker for what follows, so that the order of the examples counts within
    an article and a wrong choice spoils no other.
    """
    scorer = Scorer(recorder)  # type: ignore[arg-type]  # it records where weights are summed up
    for article in articles:
        ctx, _ = context(article.text)
        chooser = Chooser(ctx, scorer)
        for quotation, places in outermost(ctx):
            needs = met(ctx, places)
            sure = chooser.surely(quotation, places, needs)
            if sure is not None:
                ctx.done[quotation] = sure
                continue
            asked = ctx.quotations[quotation]
            verdict = article.verdict(asked.mark, [ctx.tokens.span(*part) for part in asked.parts])
            nobody, candidates, _ = chooser.scored(quotation, places, needs)
            if verdict is None:
                continue
            right = [_is_right(ctx, candidate, verdict) for candidate in candidates]
            options = (nobody, *(candidate.score for candidate in candidates))
            yield Example(article.name, article.corpus, options, (not verdict.said, *right))  # type: ignore[arg-type]
            if any(right):
                taken = candidates[right.index(True)]
                ctx.done[quotation] = Attribution(Proposal(taken.mention, taken.cue_range), _GOLD, quotation)


def _is_right(ctx: Context, candidate: Candidate, verdict: Verdict) -> bool:
    return verdict.allows(ctx.tokens.span(*ctx.token_range(candidate.mention)))
