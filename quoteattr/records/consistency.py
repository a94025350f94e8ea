"""What contradicts a surer attribution is shortened or dropped before records are made.

Each rule is asked for itself and does not see what the others answer, so that two of them can claim the same words, or
one the words of a name. What must hold between records is listed in :mod:`quoteattr.records.invariants`; what is surer
follows from the text: quotation marks before labels of speakers, labels before reported speech, of which the surer rule
wins and, where two are alike, the earlier one.
"""

from __future__ import annotations

from bisect import bisect_left

from quoteattr.rules.base import Attribution, Context
from quoteattr.rules.contents import trim
from quoteattr.syntax.document import Range
from quoteattr.text.language import is_foreign_phrase

_Stretch = tuple[int, int]
"""A half-open range of tokens."""
_Sureness = tuple[bool, bool, float]
_MARKED: _Sureness = (True, False, 0.0)


def consistent(ctx: Context, attributions: list[Attribution]) -> list[Attribution]:
    """The attributions in their order, without what contradicts a surer one or itself."""
    spoken = [each for each in attributions if not _is_foreign(ctx, each)]
    apart = [each for each in _with_mentions_before_cues(ctx, spoken) if _is_outside_of_its_words(ctx, each)]
    unmarked = [each for each in apart if each.quotation is None]
    if not unmarked:
        return apart
    kept = _nested(ctx, _once(ctx, _behind_labels(unmarked)))
    return [each for each in apart if each.quotation is not None] + kept


def _is_foreign(ctx: Context, attribution: Attribution) -> bool:
    """Is the speaker a piece of another language, left in the page: Lesen Sie auch: „…“?"""
    mention = attribution.proposal.mention
    if mention is None:
        return False
    start, stop = ctx.token_range(mention)
    return is_foreign_phrase(ctx.tokens.words[start:stop], ctx.lexicon)


def _with_mentions_before_cues(ctx: Context, attributions: list[Attribution]) -> list[Attribution]:
    """A mention that runs on into its own cue ends before it: [a lawyer who saw the mill] and described it as "…".

    Another attribution by the same mention gets the shorter one, too, or one speaker would become two.
    """
    shorter: dict[Range, Range] = {}
    for proposal, *_ in attributions:
        mention, cue = proposal.mention, proposal.cue
        if mention and cue and mention.sentence == cue.sentence and mention.start < cue.start < mention.end:
            shorter[mention] = Range(mention.sentence, *trim(ctx.parse(cue.sentence), mention.start, cue.start))
    return [_mentioned(each, shorter) for each in attributions] if shorter else attributions


def _mentioned(attribution: Attribution, shorter: dict[Range, Range]) -> Attribution:
    mention = attribution.proposal.mention
    if mention is None or mention not in shorter:
        return attribution
    return attribution._replace(proposal=attribution.proposal._replace(mention=shorter[mention]))


def _is_outside_of_its_words(ctx: Context, attribution: Attribution) -> bool:
    """Do mention, cue and words share nothing?

    According to the mayor's "risk" report, …: the marked words are part of a name, and nobody's.
    """
    proposal = attribution.proposal
    if proposal.mention is None:
        return True
    if proposal.mention.start == proposal.mention.end:
        return False  # nothing was left of it before the cue
    words = proposal.content if attribution.quotation is None else ctx.quotations[attribution.quotation].parts
    mention = ctx.token_range(proposal.mention)
    cue = mention if proposal.cue is None else ctx.token_range(proposal.cue)
    if cue is not mention and _overlap(cue, mention):
        return False
    return not any(_overlap(each, part) for each in (cue, mention) for part in words)


def _overlap(a: _Stretch, b: _Stretch) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _is_turn(attribution: Attribution) -> bool:
    """A paragraph behind a label: its punctuation says who speaks, and no verb is needed."""
    return attribution.quotation is None and attribution.proposal.cue is None


def _behind_labels(unmarked: list[Attribution]) -> list[Attribution]:
    """Reported words begin behind the label of their paragraph. LEE: [The mill will close], he said."""
    turns = sorted(each.proposal.content[0] for each in unmarked if _is_turn(each))
    return [each if _is_turn(each) else _behind_label(each, turns) for each in unmarked] if turns else unmarked


def _behind_label(report: Attribution, turns: list[_Stretch]) -> Attribution:
    content = []
    for start, stop in report.proposal.content:
        turn = turns[max(0, bisect_left(turns, (stop,)) - 1)]  # the last that begins before the stretch ends
        content.append((max(start, turn[0]) if _overlap(turn, (start, stop)) else start, stop))
    return report._replace(proposal=report.proposal._replace(content=tuple(content)))


def _sureness(ctx: Context, attribution: Attribution) -> _Sureness:
    return False, _is_turn(attribution), ctx.lexicon.confidence.get(attribution.rule, 0.0)


def _once(ctx: Context, unmarked: list[Attribution]) -> list[Attribution]:
    """Of several attributions of the same words the surest: he [went on to say] that, not he went on to [say] that."""
    surest: dict[tuple[_Stretch, ...], int] = {}
    for index, each in enumerate(unmarked):
        other = surest.setdefault(each.proposal.content, index)
        if _sureness(ctx, each) > _sureness(ctx, unmarked[other]):
            surest[each.proposal.content] = index
    return [unmarked[index] for index in sorted(surest.values())]


def _nested(ctx: Context, unmarked: list[Attribution]) -> list[Attribution]:
    """Without the less sure one of each two whose words cross, so that one begins in the other and ends outside."""
    marked = [(part, -1) for quotation in ctx.quotations for part in quotation.parts]
    claimed = [(part, index) for index, each in enumerate(unmarked) for part in each.proposal.content]
    sureness = [*(_sureness(ctx, each) for each in unmarked), _MARKED]  # the place -1 is that of all quotations
    dropped: set[int] = set()
    around: list[tuple[_Stretch, int]] = []
    for part, index in sorted(marked + claimed, key=lambda told: (told[0][0], -told[0][1])):
        while around and index not in dropped:
            outer, other = around[-1]
            if other in dropped or outer[1] <= part[0]:
                around.pop()
            elif outer[1] >= part[1] or other == index:
                break
            else:
                dropped.add(index if sureness[index] <= sureness[other] else other)
        if index not in dropped:
            around.append((part, index))
    return [each for index, each in enumerate(unmarked) if index not in dropped]
