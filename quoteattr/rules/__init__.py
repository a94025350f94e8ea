"""The order of all rules, and the runner that applies them.

The order is the whole policy: plain structures before loose ones, the sentence before its neighbours.
"""

from __future__ import annotations

from quoteattr.rules import context, other, quoted
from quoteattr.rules.base import Attribution, Context, Range, Rule

Trace = dict[int, list[str]]

RULES: tuple[Rule, ...] = (
    other.markup,
    quoted.quote_cue_speaker,
    other.title,
    quoted.quote_speaker_cue,
    context.interrupted,
    quoted.trailing_cue,
    quoted.speaker_cue_quote,
    quoted.according_to,
    quoted.reported_clause,
    quoted.colon,
    context.introduced,
    quoted.cue_noun,
    context.continued,
    context.continued_words,
    quoted.clause_subject,
)


RULE_NAMES = tuple(rule.name for rule in RULES)


def attribute(ctx: Context, *, off: frozenset[str], trace: Trace | None = None) -> dict[int, Attribution]:
    """Apply the rules, surest first, to every quotation; the runner signs, never the rule.

    Rules named in ``off`` are left out. ``trace`` collects the names of the rules that were asked, by the offset (in
    code points) at which the quotation's words start.
    """
    waiting = dict(ctx.places)
    for rule in RULES:
        if rule.name in off:
            continue
        if trace is not None:
            for places in waiting.values():
                trace.setdefault(ctx.tokens.starts[ctx.quoted(places[0])[0]], []).append(rule.name)
        find = rule.find
        for q, places in list(waiting.items()):
            for place in places:
                match = find(ctx, place)
                if match is not None:
                    ctx.done[q] = Attribution(q, match, rule.name)
                    del waiting[q]
                    break
    return ctx.done


def credited(done: dict[int, Attribution]) -> list[Range]:
    """The mentions of all attributions that credit somebody."""
    return [a.match.mention for a in done.values() if a.match.mention is not None]
