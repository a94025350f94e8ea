"""Rules for marks around what nobody says: markup, titles, names, scare quotes."""

from __future__ import annotations

from quoteattr.rules.base import Context, Needs, Proposal, QuotationPlace, rule
from quoteattr.rules.sources import is_one_of
from quoteattr.syntax.cues import Parse
from quoteattr.syntax.levels import Chunk, Verb, Word

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
    needs=Needs.WORDS,
    fires="Ann Lee sang on “Rain at Sea” last year.",
    silent="Ann Lee said, “Rain Falls.”",
)
def title(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The title of a work: all words capitalized, no full stop of its own, no verb of saying before it."""
    parse = ctx.parse(at.sentence)
    before = parse.kinds[at.chunk - 1 : at.chunk] if at.chunk else ""
    told = _is_told(parse, at)
    if before not in _BEFORE_TITLE and not _is_staged(parse, at.chunk - 1) and not told:
        return None
    start, stop = at.words
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
    if len(content) > 1 and told:
        return NOBODY
    cues = [cue for cue in parse.cues if cue.after == at.chunk and not _is_staged(parse, cue.chunk)]
    if any(not cue.passive and parse.kinds[cue.chunk] != Chunk.PAST for cue in cues):
        return None
    return NOBODY


def _is_told(parse: Parse, at: QuotationPlace) -> bool:
    """told “Good Morning Tarn” that it rained: is the quotation the hearer, with a clause behind it?"""
    cues = parse.cues_before(at.chunk)
    if not cues or cues[0].after != at.chunk or not cues[0].takes("hearer"):
        return False
    return parse.kinds.startswith(Chunk.THAT, at.chunk + 1) or parse.starts_clause(at.chunk + 1)


def _is_staged(parse: Parse, chunk: int) -> bool:
    """began “Rain at Sea”: a verb of saying that takes works and undertakings too."""
    cue = parse.cue_at(chunk) if chunk >= 0 else None
    return cue is not None and cue.entry.lemma in parse.sets["staging"]


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="Ann Lee shrugged as if to say “Well?”",
    silent="Ann Lee said, “Well?”",
)
def imagined(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """What nobody did say: as if to say "…"; You may ask, "…"."""
    parse = ctx.parse(at.sentence)
    for cue in parse.cues_before(at.chunk)[:1]:
        k = cue.chunk
        if (
            not parse.opens_content(cue)
            or not cue.takes("quote")
            or Chunk.QUOTATION in parse.kinds[cue.after : at.chunk]
        ):
            return None
        if parse.kinds[k] == Chunk.INFINITIVE and k > 1 and parse.clauses.is_word(k - 1, "hypothetical"):
            return NOBODY
        subject = parse.speaker(cue)
        generic = (
            subject is not None and subject[1] - subject[0] == 1 and is_one_of(parse, subject[0], "generic_pronoun")
        )
        if generic and parse.is_modal(cue):
            return NOBODY
    return None


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="A bag marked “mill flour” was found.",
    silent="Ann Lee called the van “a wreck”.",
)
def written_on(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Writing on a thing, words looked for, a term defined: a van marked "…"; searched for "…"; defines "…" as."""
    parse = ctx.parse(at.sentence)
    k = at.chunk - 1
    if k < 1 or parse.words[at.unit + 1 : at.unit + 2] == ["by"]:
        return None
    head = parse.chunks.ends[k] - 1
    if parse.kinds[k] == Chunk.PAST and is_one_of(parse, head, "marking"):
        thing = parse.chunks.starts[k - 1], parse.chunks.ends[k - 1]
        return None if parse.is_animate(thing) and parse.clauses.finite[k] == Verb.FINITE else NOBODY
    searching = parse.kinds[k] == Chunk.PREPOSITION and is_one_of(parse, parse.chunks.ends[k - 1] - 1, "searching")
    defining = parse.kinds[k] in Chunk.VERBAL and is_one_of(parse, head, "defining")
    return NOBODY if searching or defining else None


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="We know this bend as “the elbow”.",
    silent="Ann Lee described the bend as “the elbow”.",
)
def known_as(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A name that people have for a thing: they know it as "…"; what millers see as "…"; the so-called "…"."""
    parse = ctx.parse(at.sentence)
    if at.unit and is_one_of(parse, at.unit - 1, "so_called"):
        return NOBODY
    k = at.chunk - 1
    if k < 1 or parse.kinds[k] != Chunk.SUBORDINATOR or not is_one_of(parse, parse.chunks.starts[k], "as_noted"):
        return None
    return NOBODY if any(cue.entry.group == "think" for cue in parse.cues_before(at.chunk)[:1]) else None
