"""The order of all rules, and the runners that apply them: :func:`attribute` and :func:`report`.

The order is the whole policy: plain structures before loose ones, the sentence before its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from quoteattr.lexicon import Lexicon, in_any_case
from quoteattr.rules import context, other, quoted, reported
from quoteattr.rules.base import Attribution, Context, Rule
from quoteattr.rules.contents import Report
from quoteattr.rules.reported import ReportRule
from quoteattr.syntax.document import Range
from quoteattr.text.layout import BOILERPLATE
from quoteattr.text.sentences import Sentence

Trace = dict[int, list[str]]
_MOST_CUES = 40  # in one sentence; more is no prose, and each content would hold all the next
_COMPARED = 5  # contents of a sentence that one is compared with

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

REPORT_RULES: tuple[ReportRule, ...] = (
    reported.trailing,
    reported.as_noted,
    reported.that_clause,
    reported.wh_clause,
    reported.bare_clause,
    reported.infinitive,
    reported.gerund,
    reported.preposition,
    reported.noun_phrase,
)
"""For each verb of saying of a sentence."""

PHRASE_RULES = (reported.according_to, reported.noun_clause)
"""For each sentence."""

RULE_NAMES = tuple(rule.name for rule in RULES)
REPORT_RULE_NAMES = (*(rule.name for rule in REPORT_RULES), *(find.__name__ for find in PHRASE_RULES))


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


def report(ctx: Context, *, off: frozenset[str]) -> list[tuple[Report, str]]:
    """All reported speech of the article with the name of the rule that found it.

    What holds a quotation is left to the quotation's own record.
    """
    kept: list[tuple[Report, str]] = []
    for found, name in _reports(ctx, off):
        beside = (other for other, _ in reversed(kept[-_COMPARED:]) if other.sentence == found.sentence)
        if not _holds_quotation(ctx, found) and not any(_cross(found, other) for other in beside):
            kept.append((found, name))
    return kept


def _cross(one: Report, other: Report) -> bool:
    """Do two contents overlap without one holding the other?"""
    return any(a < c < b < d or c < a < d < b for a, b in one.contents for c, d in other.contents)


def _candidates(ctx: Context) -> Iterator[Sentence]:
    """The sentences with a word that a report needs: a third of all need no parse."""
    found = iter(ctx.tokens.where(_reporting_words(ctx.lexicon)))
    token = next(found, None)
    for sentence in ctx.sentences:
        while token is not None and token < sentence.first:
            token = next(found, None)
        if token is None:
            return
        if token < sentence.last and sentence.kind not in BOILERPLATE:
            yield sentence


@lru_cache(maxsize=8)
def _reporting_words(lexicon: Lexicon) -> frozenset[str]:
    """The first words of all cues for which a rule for reported speech could answer."""
    single = (word for word, form in lexicon.cues.items() if form.entry.group != "think")
    phrases = (phrase[0] for phrase in lexicon.cue_phrases)
    return in_any_case([*single, *lexicon.phrases, *phrases, *lexicon.cue_nouns])


def _reports(ctx: Context, off: frozenset[str]) -> Iterator[tuple[Report, str]]:
    used = {a.match.cue for a in ctx.done.values() if a.match.cue is not None}
    rules = [rule for rule in REPORT_RULES if rule.name not in off]
    for sentence in _candidates(ctx):
        parse = ctx.parse(sentence.index)
        for find in PHRASE_RULES:
            if find.__name__ not in off:
                yield from ((found, find.__name__) for found in find(parse, sentence.index))
        for cue in parse.cues if len(parse.cues) <= _MOST_CUES else ():
            if cue.entry.group == "think" or not parse.opens_content(cue):
                continue
            if Range(sentence.index, cue.start, cue.end) in used:
                continue
            for rule in rules:
                answer = rule.find(parse, sentence.index, cue)
                if answer is not None:
                    yield answer, rule.name
                    break
        ctx.release(sentence.index)


def _holds_quotation(ctx: Context, found: Report) -> bool:
    tags = ctx.parse(found.sentence).tags
    return any("Q" in tags[start:end] for start, end in found.contents)
