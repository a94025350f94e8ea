"""The account of an article: what was proposed for each quotation, what decided, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quoteattr.choice.chooser import CONTINUED, ECHO, SURE, Choice
from quoteattr.choice.reasons import reasons
from quoteattr.records.recorder import SKIPPED, span_of
from quoteattr.rules.base import Attribution, Context
from quoteattr.types import Article, DecidedBy, Decision, Explanation, Option, Quote, Tried


def explained(
    ctx: Context, article: Article, choices: Iterable[Choice], asked: Mapping[int, tuple[str, ...]]
) -> Explanation:
    """An article with its account.

    Args:
        ctx: the context of which the article was made.
        article: its records.
        choices: the options of each quotation that the weights decided.
        asked: the rules that were asked about each quotation, by the offset at which its words start.
    """
    starts = {ctx.tokens.span(*quotation.parts[0])[0]: quotation.index for quotation in ctx.quotations}
    weighed = {choice.quotation: choice for choice in choices}
    unattributed, decisions = [], []
    for index, quote in enumerate(article.quotes):
        start = quote.spans[0].start
        quotation = starts.get(start)
        choice = None if quotation is None else weighed.get(quotation)
        decisions.append(_decision(ctx, index, quote, quotation, choice))
        if quote.speaker is None:
            unattributed.append(Tried(index, asked.get(start, ())))
    return Explanation(article, tuple(unattributed), tuple(decisions))


def _decision(ctx: Context, index: int, quote: Quote, quotation: int | None, choice: Choice | None) -> Decision:
    done = None if quotation is None else ctx.done.get(quotation)
    options = () if choice is None else _options(ctx, choice)
    by = _decided_by(ctx, quote, quotation, choice, done)
    if by is DecidedBy.WEIGHTS and quote.mention is not None:
        options = (replace(options[0], mention=quote.mention), *options[1:])  # it may have been cut before its cue
    elif by in (DecidedBy.SURE_RULE, DecidedBy.FIRST_RULE):
        answer = Option(quote.mention, quote.cue, (quote.rule,), quote.confidence)
        options = (answer, *options)
    return Decision(index, by, options)


def _decided_by(
    ctx: Context, quote: Quote, quotation: int | None, choice: Choice | None, done: Attribution | None
) -> DecidedBy:
    if quote.rule == SKIPPED:
        return DecidedBy.SKIP
    if quotation is None:
        return DecidedBy.FIRST_RULE  # words without marks have a record only where a rule answered
    if done is not None and done.proposal.mention is not None and quote.mention is None:
        return DecidedBy.OVERLAP
    if choice is not None and (done is None or done.rule != ECHO):
        return DecidedBy.WEIGHTS if choice.options else DecidedBy.DENIED
    if done is None:
        return DecidedBy.NOTHING
    sure = done.rule in SURE or done.rule == CONTINUED
    return DecidedBy.SURE_RULE if sure and not ctx.quotations[quotation].depth else DecidedBy.FIRST_RULE


def _options(ctx: Context, choice: Choice) -> tuple[Option, ...]:
    return tuple(
        Option(
            None if option.proposal.mention is None else span_of(ctx, option.proposal.mention),
            None if option.proposal.cue is None else span_of(ctx, option.proposal.cue),
            option.proposers,
            option.probability,
            round(option.score, 2),
            reasons(option.score),
        )
        for option in choice.options
    )
