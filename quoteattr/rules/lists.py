"""Lists of quotations under one colon: The memo reads: ¶ • “…” ¶ • “…”."""

from __future__ import annotations

from quoteattr.rules.base import Context, Needs, Proposal, QuotationPlace, rule
from quoteattr.rules.neighbours import introduced, introduction

_BULLETS = frozenset("•·▪‣◦*–—-") | {"--"}
_FEWEST_WORDS = 3  # fewer are a name or title


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="{The owners} wrote:\n\n• “Close the mill and go.”",
    silent="The owners left.\n\n• “Close the mill and go.”",
)
def listed(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """An item of a list takes the speaker who stands before the colon above the list."""
    above = at.sentence - 1
    if above < 0 or not _is_item(ctx, at.sentence):
        return None
    done = ctx.done.get(at.quotation - 1)
    if done is not None and ctx.places[at.quotation - 1][-1].sentence == above and _is_item(ctx, above):
        return done.proposal if done.rule in (listed.name, introduced.name) else None
    return introduction(ctx, above) if _has_bullet(ctx, at.sentence) else None


def _is_item(ctx: Context, sentence: int) -> bool:
    """Is a sentence a bullet and a quotation?"""
    s = ctx.sentences[sentence]
    words = ctx.tokens.words
    if len(s.parts) != 1 or s.parts[0].stop - s.parts[0].start < _FEWEST_WORDS or s.parts[0].behind < s.last:
        return False
    bullet = words[s.first : s.parts[0].opened]
    return not bullet or (len(bullet) == 1 and bullet[0] in _BULLETS)


def _has_bullet(ctx: Context, sentence: int) -> bool:
    """Does anything stand before the quotation? A plain one under a colon is introduced, and no list."""
    s = ctx.sentences[sentence]
    return s.parts[0].opened > s.first
