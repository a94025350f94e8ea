"""Rules that look beyond the sentence: introductions, continued quotations."""

from __future__ import annotations

from quoteattr.rules.base import Context, Match, Place, rule, subject_of
from quoteattr.syntax.document import Range

_QUOTES_BACK = 4  # how many quotations back the last speaker is looked for
_SEVERAL_WORDS = 5  # fewer are scare quotes more often than not


@rule(
    fires="{Ann Lee} was blunt:\n\n“It is a wreck.”",
    silent="Ann Lee was blunt.\n\nThe mill is “a wreck.”",
)
def introduced(ctx: Context, at: Place) -> Match | None:
    """The sentence before ends in a colon or in its verb of saying: Caddell continued: ¶ "…"."""
    if at.sentence == 0 or at.chunk > 0:
        return None
    before = ctx.parse(at.sentence - 1)
    if not before.words or before.words[-1] != ":":
        return None
    for cue in reversed(before.cues):
        found = subject_of(before, Place(at.quotation, at.sentence - 1, 0, 0), cue)
        if found is not None:
            return Match(found, Range(at.sentence - 1, cue.start, cue.end))
    for k, kind in enumerate(before.kinds):
        if kind in "ve":
            subject = before.subject(k)
            if subject is not None:
                return Match(Range(at.sentence - 1, *subject))
    k = before.kinds.find("n")
    if k < 0:
        return None
    return Match(Range(at.sentence - 1, before.chunks.starts[k], before.chunks.ends[k]))


def _standalone(ctx: Context, at: Place) -> bool:
    """Is the quotation a sentence of its own, not words inside somebody else's sentence?"""
    parse = ctx.parse(at.sentence)
    return not parse.tags[: at.unit].strip(".-C")


@rule(
    fires="“It rained,” said {Ann Lee, R-Tarn}, “all week.”",
    silent="“It rained,” said Ann Lee, who had seen “Rain at Sea”.",
)
def interrupted(ctx: Context, at: Place) -> Match | None:
    """The second half of a quotation around its own cue: "…," said Wallace, a minister, "…"."""
    parse = ctx.parse(at.sentence)
    if at.unit == 0 or parse.tags[at.unit - 1] not in ",-":
        return None
    q = _before(ctx, at.quotation)
    done = None if q is None else ctx.done.get(q)
    if q is None or done is None or done.match.mention is None or done.match.cue is None:
        return None
    cue, mention = done.match.cue, done.match.mention
    behind = max(cue.end, mention.end)
    if cue.sentence != at.sentence or mention.sentence != at.sentence or cue.start < ctx.places[q][-1].unit:
        return None
    between = parse.kinds[parse.chunks.at(behind) : at.chunk]
    return Match(mention, cue) if not set(between) & set("vegbkwc.;Q") else None


@rule(
    fires="“It rained all week,” {Ann Lee} said. “Then it stopped.”",
    silent="“It rained all week.”",
)
def continued(ctx: Context, at: Place) -> Match | None:
    """A sentence of its own without attribution: the speaker before it in this paragraph or the one before."""
    if not _standalone(ctx, at):
        return None
    here = ctx.sentences[at.sentence].paragraph
    q = _before(ctx, at.quotation)
    near: Match | None = None
    if q is not None and here - ctx.sentences[ctx.places[q][-1].sentence].paragraph <= 1:
        done = ctx.done.get(q)
        if done is not None and done.match.mention is not None:
            near = done.match
            if ctx.sentences[ctx.places[q][-1].sentence].index >= at.sentence - 1:
                return Match(near.mention, near.cue)
    reported = _reported_before(ctx, at, here)
    return reported or (near and (_named_before(ctx, at, here) or Match(near.mention, near.cue)))


def _named_before(ctx: Context, at: Place, here: int) -> Match | None:
    """The person in full whom the sentence before is about, in the same paragraph: Ann Lee had another view. "…"."""
    s = at.sentence - 1
    if s < 0 or ctx.sentences[s].paragraph != here:
        return None
    parse = ctx.parse(s)
    verb = parse.clauses.finite.find("f")
    found = parse.subject(verb) if verb >= 0 else None
    if found is None or "PP" not in parse.tags[found[0] : parse.chunks.ends[parse.chunks.at(found[0])]]:
        return None
    return Match(Range(s, *found))


def _before(ctx: Context, quotation: int) -> int | None:
    """The last outermost quotation before this one that somebody says, or may say."""
    for q in range(quotation - 1, max(-1, quotation - 1 - _QUOTES_BACK), -1):
        if q in ctx.places and not (q in ctx.done and ctx.done[q].match.mention is None):
            return q
    return None


def _reported_before(ctx: Context, at: Place, here: int) -> Match | None:
    """The speaker of the sentence before, if that sentence reports speech: Carter said … ¶ "…"."""
    s = at.sentence - 1
    if s < 0 or here - ctx.sentences[s].paragraph > 1:
        return None
    parse = ctx.parse(s)
    for cue in parse.cues:
        if cue.entry.group in ("say", "write") and parse.kinds[cue.chunk] in "ve":
            found = subject_of(parse, Place(at.quotation, s, 0, 0), cue)
            if found is not None:
                return Match(found, Range(s, cue.start, cue.end))
    return None


@rule(
    fires="“It rained all week,” {Ann Lee} said. The mill is “a wreck from roof to cellar”.",
    silent="“It rained all week,” Ann Lee said. The mill is a “wreck”.",
)
def continued_words(ctx: Context, at: Place) -> Match | None:
    """Several quoted words that end a sentence without attribution, in a paragraph whose speaker is known."""
    start, stop = ctx.quoted(at)
    parse = ctx.parse(at.sentence)
    if stop - start < _SEVERAL_WORDS or parse.tags[at.unit + 1 : at.unit + 2] not in ("", "."):
        return None
    here = ctx.sentences[at.sentence].paragraph
    q = _before(ctx, at.quotation)
    if q is None or ctx.sentences[ctx.places[q][-1].sentence].paragraph != here:
        return None
    done = ctx.done.get(q)
    return None if done is None or done.match.mention is None else Match(done.match.mention, done.match.cue)
