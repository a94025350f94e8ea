"""Is what a rule takes for reported speech any? Kept or dropped by weights, with the probability that it is.

A logistic regression over the structure of the report: the rule, the verb of saying and its neighbours, who is said to
speak, how the content begins, reaches and ends. Trained on PolNeAR by ``scripts/train_weights.py``.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp

from quoteattr.choice.views import YES_NO, MentionWords, size, sizes
from quoteattr.choice.weights import Group, Weights
from quoteattr.lexicon import Lexicon
from quoteattr.rules.base import Attribution, Context
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Word

REPORT = (
    "report.always", "report.rule", "report.cue", "report.rule_cue", "report.kind", "report.rule_kind",
    "report.mention_length", "report.mention_before", "report.relative", "report.size", "report.rule_size",
    "report.first", "report.rule_first", "report.verb", "report.last", "report.behind", "report.parts",
    "report.quotations", "report.cues",
)  # fmt: skip
BESIDE = (
    "report.before", "report.after", "report.form", "report.rule_form", "report.finite", "report.modal",
    "report.negated",
)  # fmt: skip

_LIKELY = 0.4
"""Probability from which a report is kept: less costs as many right ones as wrong ones."""
_SIZES = sizes(*range(0, 31, 3))
_COARSE = sizes(*range(0, 31, 6))
_VERBS = frozenset({Word.FINITE_VERB, Word.AUXILIARY, Word.PAST})
_MOST_CUES = 4


@lru_cache(maxsize=8)
def _groups(lexicon: Lexicon) -> tuple[Group, Group] | None:
    """The groups of a language; None where it has no such weights."""
    if not lexicon.report_weights:
        return None
    weights = Weights(lexicon.report_weights)
    return weights.group(*REPORT), weights.group(*BESIDE)


class Reports:
    """Keeps the likely reports of one document."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._groups = _groups(ctx.lexicon)

    def likely(self, report: Attribution) -> Attribution | None:
        """The report with its probability; None if it is more likely none. Unchanged in a language without weights."""
        if self._groups is None or report.proposal.mention is None:
            return report
        probability = 1.0 / (1.0 + exp(-score(self.ctx, report, *self._groups)))
        return report._replace(confidence=round(probability, 3)) if probability >= _LIKELY else None


def score(ctx: Context, report: Attribution, whole: Group, beside: Group) -> float:
    """What speaks for a report, as log odds."""
    rule, (mention, cue_range, contents) = report.rule, report.proposal[:3]
    assert mention is not None
    parse = ctx.parse(mention.sentence)
    view = MentionWords(parse, mention.start, mention.end)
    start, stop = contents[0][0], contents[-1][1]
    words, letters = ctx.tokens.words, ctx.letters
    count = sum(b - a for a, b in contents)
    opening = words[start].lower()
    first = opening if opening in ctx.lexicon.function_words else letters[start]
    following = words[stop] if stop < len(words) else "$"
    cue = _cue(parse, mention, cue_range)
    lemma = "none" if cue is None else cue.entry.lemma.replace(" ", "_")
    total = whole.weigh((
        "yes", rule, lemma, (rule, lemma), view.kind, (rule, view.kind), view.length, view.before, view.relative,
        size(count, _SIZES), (rule, size(count, _COARSE)), first, (rule, first),
        "none" if _VERBS.isdisjoint(letters[start:stop]) else "verb", letters[stop - 1],
        "word" if following.isalpha() else following, size(len(contents)),
        size(min(2, len(ctx.sentences[mention.sentence].parts))), size(min(_MOST_CUES, len(parse.cues))),
    ))  # fmt: skip
    if cue is None:
        return total
    form = parse.kinds[cue.chunk]
    return total + beside.weigh((
        parse.kinds[max(0, cue.chunk - 2) : cue.chunk] or "^", parse.kinds[cue.after : cue.after + 2] or "$", form,
        (rule, form), parse.clauses.finite[cue.chunk].strip() or "none", YES_NO[parse.is_modal(cue)],
        YES_NO[cue.start < parse.chunks.ends[cue.chunk] - 1],
    ))  # fmt: skip


def _cue(parse: Parse, mention: Range, cue: Range | None) -> Cue | None:
    """The verb of saying of a report; None where a phrase or noun reports."""
    if cue is None or cue.sentence != mention.sentence:
        return None
    return parse.cue_at(parse.chunks.at(cue.end - 1)) or parse.cue_at(parse.chunks.at(cue.start))
