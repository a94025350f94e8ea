"""Rules for marks around what nobody says: markup, titles, names, scare quotes."""

from __future__ import annotations

from quoteattr.rules.base import Context, Proposal, QuotationPlace, rule
from quoteattr.syntax.levels import Chunk, Word

_SENTENCE_PUNCTUATION = frozenset(".!?,")
_BEFORE_TITLE = frozenset({Chunk.PREPOSITION, Chunk.NOUN, Chunk.ADJECTIVE, Chunk.CONJUNCTION})

NOBODY = Proposal(None)


@rule(
    QuotationPlace,
    fires='<img alt="Rain at Sea" width="40">',
    silent="Ann Lee said: “It rained.”",
)
def markup(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """An attribute value of a tag left in the text."""
    tokens = ctx.tokens
    opened = ctx.sentences[at.sentence].units[at.unit]
    return NOBODY if opened and tokens.words[opened - 1][-1:] == "=" and not tokens.spaced(opened) else None


@rule(
    QuotationPlace,
    fires="Ann Lee sang on “Rain at Sea” last year.",
    silent="Ann Lee said, “Rain Falls.”",
)
def title(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The title of a work: all words capitalized, no full stop of its own, no verb of saying before it."""
    parse = ctx.parse(at.sentence)
    before = parse.kinds[at.chunk - 1 : at.chunk] if at.chunk else ""
    if before not in _BEFORE_TITLE:
        return None
    start, stop = ctx.quoted(at)
    words = ctx.tokens.words[start:stop]
    # on Tarn Radio's “Rain at Sea.”: the full stop of the sentence, inside the marks
    closes_sentence = at.unit + 1 == len(parse.tags)
    owned = before == Chunk.PREPOSITION or parse.tags[at.unit - 1] == Word.POSSESSIVE
    while words and words[-1] in (",." if closes_sentence and owned else ","):
        words = words[:-1]
    small = parse.sets["title_small"]
    content = [w for w in words if w.lower() not in small]
    if not words or words[-1] in _SENTENCE_PUNCTUATION or not content:
        return None
    if not all(w[0].isupper() or w[0].isdigit() or not w[0].isalpha() for w in content):
        return None
    if not words[0][0].isupper() or (len(content) == 1 and before != Chunk.PREPOSITION):
        return None
    if any(cue.after == at.chunk and not cue.passive and parse.kinds[cue.chunk] != Chunk.PAST for cue in parse.cues):
        return None
    return NOBODY
