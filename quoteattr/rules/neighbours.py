"""Rules that look beyond the sentence: introductions, continued quotations."""

from __future__ import annotations

from quoteattr.rules.base import Context, Needs, Proposal, QuotationPlace, rule, stands_alone
from quoteattr.rules.echoes import is_heading
from quoteattr.rules.labels import label_before
from quoteattr.rules.sources import cue_range, hearer_of, owner_in, subject_of
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Verb, Word, pattern

_QUOTES_BACK = 4  # how many quotations back the last speaker is looked for
_PAUSE = frozenset({Word.COMMA, Word.DASH})
_FULL_NAME = pattern(Word, "name name")
# Between a cue and the second half of its quotation: words that have something else to say.
_OF_ITS_OWN = pattern(Chunk, "verbal | that | wh | conjunction | stop | semicolon | quotation")
_SEVERAL_WORDS = 5  # fewer are scare quotes more often than not


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="{Ann Lee} was blunt:\n\n“It is a wreck.”",
    silent="Ann Lee was blunt.\n\nThe mill is “a wreck.”",
)
def introduced(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The sentence before ends in a colon or in its verb of saying: Caddell continued: ¶ "…"."""
    s = ctx.before(at.sentence)
    if s is None or at.chunk > 0:
        return None
    return introduction(ctx, s)


def introduction(ctx: Context, sentence: int) -> Proposal | None:
    """Who speaks behind a sentence that ends in a colon."""
    before = ctx.parse(sentence)
    if not before.words or before.words[-1] != ":":
        return None
    for cue in reversed(before.cues):
        found = subject_of(before, sentence, cue)
        if found is not None:
            return Proposal(found, cue_range(sentence, cue))
    for k, kind in enumerate(before.kinds):
        if kind in Chunk.FINITE:
            subject = before.subject(k)
            if subject is not None:
                return Proposal(Range(sentence, *(owner_in(before, subject) or subject)))
    label = label_before(before, len(before.kinds) - 1)
    return None if label is None else Proposal(Range(sentence, *(owner_in(before, label) or label)))


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="“It rained,” said {Ann Lee, R-Tarn}, “all week.”",
    silent="“It rained,” said Ann Lee, who had seen “Rain at Sea”.",
)
def interrupted(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The second half of a quotation around its own cue: "…," said Wallace, a minister, "…"."""
    parse = ctx.parse(at.sentence)
    if at.unit == 0 or parse.tags[at.unit - 1] not in _PAUSE:
        return None
    q = _before(ctx, at.quotation)
    done = None if q is None else ctx.done.get(q)
    if q is None or done is None or done.proposal.mention is None or done.proposal.cue is None:
        return None
    cue, mention = done.proposal.cue, done.proposal.mention
    behind = max(cue.end, mention.end)
    if cue.sentence != at.sentence or mention.sentence != at.sentence or cue.start < ctx.places[q][-1].unit:
        return None
    other = _OF_ITS_OWN.search(parse.kinds, parse.chunks.at(behind), at.chunk)
    return Proposal(mention, cue) if other is None else None


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="“It rained all week,” {Ann Lee} said. “Then it stopped.”",
    silent="“It rained all week.”",
)
def continued(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A sentence of its own without attribution: the speaker before it in this paragraph or the one before."""
    if not stands_alone(ctx, at) or is_heading(ctx, at):
        return None
    here = ctx.sentences[at.sentence].paragraph
    q = _before(ctx, at.quotation)
    near: Proposal | None = None
    if q is not None and here - ctx.sentences[ctx.places[q][-1].sentence].paragraph <= 1:
        done = ctx.done.get(q)
        if done is not None and done.proposal.mention is not None:
            near = done.proposal
            if ctx.sentences[ctx.places[q][-1].sentence].index >= at.sentence - 1:
                return Proposal(near.mention, near.cue)
    reported = _reported_before(ctx, at, here)
    return reported or (near and (_named_before(ctx, at, here) or Proposal(near.mention, near.cue)))


def _named_before(ctx: Context, at: QuotationPlace, here: int) -> Proposal | None:
    """The person in full whom the sentence before is about, in the same paragraph: Ann Lee had another view. "…"."""
    s = ctx.before(at.sentence)
    if s is None or ctx.sentences[s].paragraph != here:
        return None
    parse = ctx.parse(s)
    verb = parse.clauses.finite.find(Verb.FINITE)
    found = parse.subject(verb) if verb >= 0 else None
    if found is None or not _FULL_NAME.search(parse.tags, found[0], parse.chunks.ends[parse.chunks.at(found[0])]):
        return None
    return Proposal(Range(s, *found))


def _before(ctx: Context, quotation: int) -> int | None:
    """The last quotation before this one on the same level that somebody says, or may say."""
    parent = ctx.quotations[quotation].parent
    for q in range(quotation - 1, max(-1, quotation - 1 - _QUOTES_BACK), -1):
        beside = q in ctx.places and ctx.quotations[q].parent == parent
        if beside and not (q in ctx.done and ctx.done[q].proposal.mention is None):
            return q
    return None


def _reported_before(ctx: Context, at: QuotationPlace, here: int) -> Proposal | None:
    """The speaker of the sentence before, if that sentence reports speech: Carter said … ¶ "…"."""
    s = ctx.before(at.sentence)
    if s is None or here - ctx.sentences[s].paragraph > 1:
        return None
    parse = ctx.parse(s)
    for cue in parse.cues:
        if cue.entry.group in ("say", "write") and parse.kinds[cue.chunk] in Chunk.FINITE:
            found = _answering(ctx, at, parse, s, cue) or subject_of(parse, s, cue)
            if found is not None:
                return Proposal(found, cue_range(s, cue))
    return None


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="Tom Reed asked {Ann Lee} whether the wheel turned.\n\n“It does.”",
    silent="Tom Reed asked for water.\n\nThe “wheel” turned.",
)
def answered(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A sentence of its own behind a question: who was asked, or who asks where it is the question itself."""
    s = ctx.before(at.sentence)
    if s is None or not stands_alone(ctx, at) or is_heading(ctx, at):
        return None
    if ctx.sentences[at.sentence].paragraph - ctx.sentences[s].paragraph > 1 or ctx.sentences[s].parts:
        return None
    parse = ctx.parse(s)
    asking = next((cue for cue in parse.cues if cue.entry.lemma in parse.sets["asking"]), None)
    if asking is None or parse.kinds[asking.chunk] not in Chunk.FINITE:
        return None
    found = _answering(ctx, at, parse, s, asking)
    if found is None and ctx.ends_in(at) == "?":
        found = subject_of(parse, s, asking)
    return None if found is None else Proposal(found, cue_range(s, asking))


def _answering(ctx: Context, at: QuotationPlace, parse: Parse, s: int, cue: Cue) -> Range | None:
    """I asked Lee whether it rained. “It did.”; When asked, Lee shrugged. “It did.”: who answers, where a cue asks."""
    if cue.entry.lemma not in parse.sets["asking"] or ctx.ends_in(at) == "?":
        return None
    hearer = hearer_of(parse, cue)
    if hearer is not None:
        return Range(s, *hearer)
    comma = parse.kinds.find(Chunk.COMMA, cue.after)
    verb = parse.clauses.finite.find(Verb.FINITE, comma + 1) if comma >= 0 and parse.is_fronted(cue) else -1
    subject = None if verb < 0 else parse.subject(verb)
    return None if subject is None or subject[0] < parse.chunks.starts[comma] else Range(s, *subject)


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="“It rained all week,” {Ann Lee} said. The mill is “a wreck from roof to cellar”.",
    silent="“It rained all week,” Ann Lee said. The mill is a “wreck”.",
)
def continued_words(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Several quoted words that end a sentence without attribution, in a paragraph whose speaker is known."""
    start, stop = at.words
    parse = ctx.parse(at.sentence)
    ends = parse.tags[at.unit + 1 : at.unit + 2] in ("", Word.STOP)
    if stop - start < _SEVERAL_WORDS or not ends or stands_alone(ctx, at):
        return None
    here = ctx.sentences[at.sentence].paragraph
    q = _before(ctx, at.quotation)
    if q is None or ctx.sentences[ctx.places[q][-1].sentence].paragraph != here:
        return None
    if _is_said_by_other(ctx, at, ctx.places[q][-1]):
        return None
    done = ctx.done.get(q)
    return None if done is None or done.proposal.mention is None else Proposal(done.proposal.mention, done.proposal.cue)


def _is_said_by_other(ctx: Context, at: QuotationPlace, before: QuotationPlace) -> bool:
    """Lee said it “rained”, and Reed said the sky “fell on the mill and the yard”: has it a saying of its own?"""
    parse = ctx.parse(at.sentence)
    behind = before.chunk if before.sentence == at.sentence else -1
    own = (cue for cue in parse.cues_before(at.chunk) if cue.chunk > behind and cue.entry.group in ("say", "write"))
    return any(subject_of(parse, at.sentence, cue) is not None for cue in own)
