"""Rules for attributions that need no verb of saying, or stand in an unusual place: frames of everyday prose.

She was like, “…”; “…” came the reply; That was how Lee remembered it; the council (“…”) moved on.
"""

from __future__ import annotations

from quoteattr.rules.base import Context, Needs, Proposal, QuotationPlace, rule
from quoteattr.rules.sources import cue_range, hearer_of, is_one_of, quoted_person, subject_of
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Verb, Word, any_of, pattern, row

_OPENS = any_of(Chunk, "comma colon dash")
_PAUSES = any_of(Chunk, "comma colon dash adverb")
_BEFORE_INVERSION = any_of(Chunk, "comma conjunction dash")
_LIKE = pattern(Chunk, "(verb (preposition | subordinator)) (comma | colon)? $")
_GOES = pattern(Chunk, "verb (comma | colon) $")
_BEHIND_QUOTATIVE = frozenset(any_of(Chunk, "comma colon preposition subordinator"))
_AS = pattern(Chunk, "finite noun (preposition noun){0,2} subordinator $")
_GAPPED = pattern(Chunk, "(comma | conjunction | semicolon) noun $")
_UNLISTED = pattern(Chunk, "finite (adverb | preposition | subordinator | gerund | conjunction | stop | comma | $)")
_PAST_AND_NAME = row(Chunk, "past noun")
_BEHIND_NAME = any_of(Chunk, "stop comma")
_BRACKETED = row(Chunk, "opening quotation closing")
_WORDS_OF = pattern(Chunk, "noun preposition noun")
_ENDS_SPEECH = frozenset(",!?")
_SEVERAL_WORDS = 3
_FRAME = 9  # chunks before a quotation that a frame can span: a pattern is not tried on all of a long sentence


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="After the storm, says {Ann Lee}, “the mill was a wreck.”",
    silent="Ann Lee asked Tom Reed, “Is it a wreck?”",
)
def cue_speaker_quote(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Verb, speaker, quotation: Replied Wallace, "…"; After the vote, says Wallace, "…"."""
    parse = ctx.parse(at.sentence)
    for cue in parse.cues_before(at.chunk)[:1]:
        opens = cue.chunk == 0 or parse.kinds[cue.chunk - 1] in _BEFORE_INVERSION
        if not opens or not cue.takes("quote") or cue.takes("hearer") or parse.kinds[cue.chunk] not in Chunk.FINITE:
            return None
        found = parse.clauses.noun_group_right(cue.after)
        if found is None or not parse.is_animate(found) or parse.tags[found[0]] == Word.OBJECT:
            return None
        behind = parse.chunks.at(found[1])
        if behind < at.chunk and all(kind in _OPENS for kind in parse.kinds[behind : at.chunk]):
            return Proposal(Range(at.sentence, *found), cue_range(at.sentence, cue))
    return None


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="The Gazette quoted {Ann Lee} as saying “the mill is safe”.",
    silent="The Gazette said that Ann Lee had left “the mill”.",
)
def quoted_as_saying(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """quoted Lee as saying "…": the words are hers, whoever quotes them."""
    parse = ctx.parse(at.sentence)
    for cue in parse.cues_before(at.chunk)[:1]:
        found = quoted_person(parse, cue) or _quoted(parse, at, cue)
        if found is not None:
            return Proposal(Range(at.sentence, *found), cue_range(at.sentence, cue))
    return None


def _quoted(parse: Parse, at: QuotationPlace, cue: Cue) -> tuple[int, int] | None:
    """The Gazette quoted [Lee]: “…”"""
    if cue.passive or cue.entry.lemma not in parse.sets["quoting"] or parse.kinds[at.chunk - 1] not in _OPENS:
        return None
    found = parse.clauses.noun_group_right(cue.after)
    if found is None or not parse.is_animate(found) or parse.chunks.at(found[1]) < at.chunk - 1:
        return None
    return found


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="{Ann Lee} was like, “Run!”",
    silent="The mill was like “Rain at Sea”.",
)
def be_like(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """He was like, "…"; she went, "…"."""
    parse = ctx.parse(at.sentence)
    if parse.kinds[at.chunk - 1 : at.chunk] not in _BEHIND_QUOTATIVE:
        return None
    like = _LIKE.search(parse.kinds, max(0, at.chunk - _FRAME), at.chunk)
    verb = like or _GOES.search(parse.kinds, max(0, at.chunk - _FRAME), at.chunk)
    if verb is None:
        return None
    k = verb.start()
    if like is not None and not (
        is_one_of(parse, parse.chunks.starts[k + 1], "like") and is_one_of(parse, _head(parse, k), "be")
    ):
        return None
    if like is None and not is_one_of(parse, _head(parse, k), "go"):
        return None
    found = parse.subject(k)
    if found is None or not _is_person(parse, found):
        return None
    return Proposal(Range(at.sentence, *found), Range(at.sentence, parse.chunks.starts[k], parse.chunks.ends[k]))


def _past_pauses(parse: Parse, k: int) -> int:
    """Behind the marks and adverbs that start at a chunk."""
    while k < len(parse.kinds) and parse.kinds[k] in _PAUSES:
        k += 1
    return k


def _head(parse: Parse, k: int) -> int:
    """The unit of the main verb of a verb group."""
    return parse.chunks.ends[k] - 1


def _is_person(parse: Parse, found: tuple[int, int]) -> bool:
    """A pronoun of persons, a name, a role: what speaks without a verb of saying."""
    if parse.tags[found[0]] == Word.PRONOUN:
        return parse.words[found[0]].lower() in parse.sets["personal"]
    return parse.is_animate(found)


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="“Oh well, it rained,” {Ann Lee} preened.",
    silent="“It rained,” Ann Lee said.",
)
def unlisted_verb(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Direct speech that ends in a comma, a person, any finite verb: "…," she beamed; "…," cackled Lee."""
    if at.unit > 0:
        return None
    parse = ctx.parse(at.sentence)
    start, stop = at.words
    if stop - start < _SEVERAL_WORDS or not _goes_on(ctx, parse, at):
        return None
    n = _past_pauses(parse, at.chunk + 1)
    inverted = _named_behind(parse, n)
    if inverted is not None:
        return Proposal(Range(at.sentence, *inverted), Range(at.sentence, _head(parse, n), parse.chunks.ends[n]))
    verb = parse.clauses.finite.find(Verb.FINITE, n)
    if verb < 0 or parse.kinds[n : n + 1] != Chunk.NOUN or not _UNLISTED.match(parse.kinds, verb):
        return None
    found = parse.subject(verb)
    if found is None or parse.chunks.at(found[0]) != n or not _is_person(parse, found) or parse.is_passive(verb):
        return None
    return Proposal(Range(at.sentence, *found), Range(at.sentence, _head(parse, verb), parse.chunks.ends[verb]))


def _named_behind(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "…," cackled [Ann Lee]: a past form with nothing but a name behind it."""
    if not parse.kinds.startswith(_PAST_AND_NAME, verb) or not parse.clauses.ends_in_name(verb + 1):
        return None
    found = parse.clauses.noun_group_right(verb + 1)
    if found is None:
        return None
    behind = parse.chunks.behind(found[1])
    return found if behind >= len(parse.kinds) or parse.kinds[behind] in _BEHIND_NAME else None


def _goes_on(ctx: Context, parse: Parse, at: QuotationPlace) -> bool:
    """Does direct speech end so that its attribution follows: in a comma, ! or ?, or before a comma?"""
    return ctx.ends_in(at) in _ENDS_SPEECH or parse.tags.startswith(Word.COMMA, at.unit + 1)


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="{Ann Lee} booked the loss as “weather”.",
    silent="Ann Lee left the mill as it rained on “the wheel”.",
)
def seen_as(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Any verb with an object and "as" before the marks: He sold the loss as "weather"."""
    parse = ctx.parse(at.sentence)
    if not at.chunk or parse.kinds[at.chunk - 1] != Chunk.SUBORDINATOR:
        return None
    found = _AS.search(parse.kinds, max(0, at.chunk - _FRAME), at.chunk)
    if found is None or not is_one_of(parse, parse.chunks.starts[at.chunk - 1], "as_noted"):
        return None
    k = found.start()
    subject = parse.subject(k)
    start, _ = at.words
    is_name = ctx.tokens.words[start][:1].isupper()  # lost its ranking as “Top Mill”
    if is_name or subject is None or not _is_person(parse, subject):
        return None
    return Proposal(Range(at.sentence, *subject), Range(at.sentence, _head(parse, k), parse.chunks.ends[k]))


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="Millers called the plan “a gift”, {farmers} “a theft”.",
    silent="Millers called the plan “a gift”, not “a theft”.",
)
def gapped(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A second speaker without a verb of his own: Wallace called it "…", Truss "…"."""
    parse = ctx.parse(at.sentence)
    if not at.chunk or parse.kinds[at.chunk - 1] != Chunk.NOUN:
        return None
    found = _GAPPED.search(parse.kinds, max(0, at.chunk - _FRAME), at.chunk)
    if found is None or not parse.kinds.endswith(Chunk.QUOTATION, 0, found.start()):
        return None
    group = parse.chunks.starts[at.chunk - 1], parse.chunks.ends[at.chunk - 1]
    cue = next((cue for cue in parse.cues_before(at.chunk) if not cue.passive), None)
    if cue is None or not parse.is_animate(group) or parse.tags[group[0]] == Word.OBJECT:
        return None
    return Proposal(Range(at.sentence, *group), cue_range(at.sentence, cue))


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="{The council} (“no comment”) moved on.",
    silent="The mill (“Rain at Sea” by Ann Lee) moved on.",
)
def bracketed(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Nothing but a quotation in brackets behind who says it: the council ("no comment") moved on."""
    parse = ctx.parse(at.sentence)
    if not parse.kinds.startswith(_BRACKETED, at.chunk - 1) or at.chunk < 2 or parse.kinds[at.chunk - 2] != Chunk.NOUN:
        return None
    start, stop = at.words
    if not any(map(str.islower, ctx.tokens.words[start:stop])):
        return None  # Ann Lee (“Iron Ann”): a nickname
    group = parse.chunks.starts[at.chunk - 2], parse.chunks.ends[at.chunk - 2]
    return Proposal(Range(at.sentence, *group)) if parse.is_animate(group) else None


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="Tom Reed asked {the guard} if it would rain. “Not today,” came the reply.",
    silent="Tom Reed saw the guard. “Not today,” he said.",
)
def came_the_reply(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """ "…" came the reply: whoever was asked in the sentence before."""
    parse = ctx.parse(at.sentence)
    if at.unit > 0:
        return None
    behind = _past_pauses(parse, at.chunk + 1)
    s = ctx.before(at.sentence)
    if s is None or parse.kinds[behind : behind + 2] != Chunk.VERB + Chunk.NOUN:
        return None
    noun = parse.chunks.ends[behind + 1] - 1
    if (
        not is_one_of(parse, _head(parse, behind), "arriving")
        or parse.words[noun].lower() not in parse.lexicon.cue_nouns
    ):
        return None
    before = ctx.parse(s)
    for cue in before.cues:
        found = hearer_of(before, cue)
        if found is not None:
            return Proposal(Range(s, *found), Range(at.sentence, noun, noun + 1))
    return None


@rule(
    QuotationPlace,
    needs=Needs.COMPANY,
    fires="“It rained, and then the wheel broke.” That was how {Ann Lee} remembered the storm.",
    silent="“It rained.” That was in May, when Ann Lee left.",
)
def taken_up(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The sentence behind a quotation tells whose it is: That was how Lee recalled it; Wise words from Lee."""
    if at.unit > 0 or at.unit + 1 < len(ctx.parse(at.sentence).tags):
        return None
    s = ctx.behind(at.sentence)
    if s is None or ctx.sentences[s].paragraph - ctx.sentences[at.sentence].paragraph > 1:
        return None
    parse = ctx.parse(s)
    if Chunk.QUOTATION in parse.kinds or len(parse.kinds) < _SEVERAL_WORDS:
        return None
    verb = parse.clauses.finite.find(Verb.FINITE)
    points = is_one_of(parse, 0, "pointing") and verb == 1 and is_one_of(parse, _head(parse, 1), "be")
    words = _words_of(parse, 2 if points else 0) if points or verb < 0 else None
    if words is not None:
        return Proposal(Range(s, *words))
    cue = _embedded(parse, 2) if points else None
    mention = None if cue is None else subject_of(parse, s, cue)
    return None if cue is None or mention is None else Proposal(mention, cue_range(s, cue))


def _words_of(parse: Parse, k: int) -> tuple[int, int] | None:
    """Wise words from Lee, the words of Lee: a noun of saying and whose it is."""
    if not _WORDS_OF.match(parse.kinds, k) or not is_one_of(parse, parse.chunks.starts[k + 1], "origin_of_words"):
        return None
    if parse.words[parse.chunks.ends[k] - 1].lower() not in parse.lexicon.cue_nouns:
        return None
    return parse.clauses.noun_group_right(k + 2)


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="“Enough,” was all that {Ann Lee} would say.",
    silent="“Rain at Sea” was all that Ann Lee had.",
)
def was_all(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The quotation is the subject of a sentence about a saying: "Enough" was all that Wallace would say.

    Or what its subject points at: "Enough": that was all that Wallace would say.
    """
    if at.unit > 0:
        return None
    parse = ctx.parse(at.sentence)
    verb = _past_pauses(parse, at.chunk + 1)
    if verb < len(parse.kinds) and is_one_of(parse, parse.chunks.starts[verb], "pointing"):
        verb += 1  # “It rained”: that is how
    if parse.kinds[verb : verb + 1] != Chunk.VERB or not is_one_of(parse, _head(parse, verb), "be"):
        return None
    cue = _embedded(parse, verb + 1)
    mention = None if cue is None else subject_of(parse, at.sentence, cue)
    return None if cue is None or mention is None else Proposal(mention, cue_range(at.sentence, cue))


def _embedded(parse: Parse, k: int) -> Cue | None:
    """The verb of saying of "all that Lee would say", "how Lee put it", "what Lee said"."""
    opens = parse.kinds[k : k + 1]
    if opens == Chunk.NOUN and parse.kinds[k + 1 : k + 2] in (Chunk.THAT, Chunk.NOUN):
        opens = Chunk.THAT
    if opens not in (Chunk.THAT, Chunk.WH):
        return None
    return next((cue for cue in parse.cues_from(k + 1) if cue.takes("quote") and not cue.passive), None)
