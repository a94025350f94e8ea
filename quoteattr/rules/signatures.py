"""Words that are signed: “…” – Ann Lee, farmer; the name on the line below; the name as a heading above."""

from __future__ import annotations

from quoteattr.rules.base import Context, Needs, Proposal, QuotationPlace, rule
from quoteattr.rules.echoes import is_alone
from quoteattr.syntax.cues import Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Word, pattern
from quoteattr.text.layout import BOILERPLATE, Kind

_LINE_WORDS = 16  # of a signature
_FULL_NAME = pattern(Word, "(name | particle)* name name")
_ENDED = frozenset(".!?…") | {"..."}


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="“It rained all week.” – {Ann Lee, farmer}",
    silent="“It rained all week.” – Ann Lee left the mill.",
)
def signature(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A dash and a name behind the quotation, in its line or the next: “…” – Ann Lee, farmer."""
    parse = ctx.parse(at.sentence)
    behind = at.unit + 1
    if parse.tags[behind : behind + 1] == Word.DASH and _begins(parse, at):
        return _signed(ctx, at.sentence, behind + 1)
    following = at.sentence + 1
    if behind < len(parse.words) or following == len(ctx.sentences) or not _is_line(ctx, following):
        return None
    line = ctx.parse(following)
    if line.tags[:1] != Word.DASH or not (is_alone(ctx, at) or _has_handle(line)):
        return None
    return _signed(ctx, following, 1)


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="Voices from Tarn\n\n{Ann Lee, farmer}\n\n“It rained all week.”\n\n{Tom Reed, smith}\n\n“I like rain.”",
    silent="Ann Lee, farmer\n\nThe mill will close.\n\n“It rained all week.”",
)
def name_line(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A quotation that is a paragraph of its own, with a name as the line above or below it."""
    if not is_alone(ctx, at) or not _is_utterance(ctx, at):
        return None
    above, below = at.sentence - 1, at.sentence + 1
    if above >= 0 and _is_name_line(ctx, above) and not _is_used(ctx, at.quotation, above):
        return _signed(ctx, above, 0)
    if below < len(ctx.sentences) and _is_name_line(ctx, below):
        return _signed(ctx, below, 0)
    return None


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="From the desk of {Ann Lee}\n\n“It rained all week.”",
    silent="From the mill of Ann Lee\n\n“It rained all week.”",
)
def letterhead(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A quotation that is a paragraph of its own, below a line that says whose message it is."""
    above = at.sentence - 1
    if above < 0 or not is_alone(ctx, at) or not _is_line(ctx, above):
        return None
    parse = ctx.parse(above)
    nouns, origins = parse.sets["letterhead"], parse.sets["origin_of_words"]
    for k in range(1, len(parse.words) - 1):
        if parse.words[k].lower() in origins and parse.words[k - 1].lower() in nouns:
            return _signed(ctx, above, k + 1)
    return None


def _has_handle(line: Parse) -> bool:
    """Ann Lee (@annlee): whoever signs a post signs all of its words, quoted or not."""
    return any(word[0] == "@" and len(word) > 1 for word in line.words)


def _is_used(ctx: Context, quotation: int, line: int) -> bool:
    """Does a line sign the quotation before this one?"""
    done = ctx.done.get(quotation - 1)
    return done is not None and done.proposal.mention is not None and done.proposal.mention.sentence == line


def _begins(parse: Parse, at: QuotationPlace) -> bool:
    """Does nothing but a bullet stand before the quotation?"""
    return not parse.kinds[: at.chunk].strip(Chunk.DASH + Chunk.ADVERB + Chunk.STOP)


def _is_utterance(ctx: Context, at: QuotationPlace) -> bool:
    return ctx.ends_in(at) in _ENDED


def _is_line(ctx: Context, sentence: int) -> bool:
    """Is a sentence a short paragraph of its own?"""
    sentences = ctx.sentences
    s = sentences[sentence]
    if s.last - s.first > _LINE_WORDS or s.kind in BOILERPLATE or s.parts:
        return False
    beside = sentences[max(0, sentence - 1) : sentence] + sentences[sentence + 1 : sentence + 2]
    return all(other.paragraph != s.paragraph for other in beside)


def _is_name_line(ctx: Context, sentence: int) -> bool:
    """Ann Lee, farmer: a line without an end that begins with a full name."""
    if ctx.sentences[sentence].kind is not Kind.HEADLINE or not _is_line(ctx, sentence):
        return False
    parse = ctx.parse(sentence)
    if not _FULL_NAME.match(parse.tags) or parse.chunks.starts[:1] != [0]:
        return False
    given = parse.words[0] in ctx.lexicon.given_names
    return given and parse.tags[parse.chunks.ends[0] :][:1] in ("", Word.COMMA, Word.DASH, Word.OPENING)


def _signed(ctx: Context, sentence: int, unit: int) -> Proposal | None:
    """The name that starts at a unit, if there is one and no verb behind it."""
    parse = ctx.parse(sentence)
    if unit >= len(parse.words) or len(parse.words) - unit > _LINE_WORDS:
        return None
    k = parse.chunks.at(unit)
    found = parse.clauses.noun_group_right(k)
    if found is None or any(kind in Chunk.FINITE for kind in parse.kinds[k:]):
        return None
    return Proposal(Range(sentence, *found)) if Word.NAME in parse.tags[found[0] : found[1]] else None
