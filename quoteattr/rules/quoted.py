"""Rules for quotations in the sentence of their attribution, from the plainest structure to the loosest.

The letters of the names: quote, cue, speaker, in the order in which they stand. The structures and their shares
are those of PolNeAR (Newell, Margolin and Ruths 2018) and of the trigram sieves of Muzny et al. (2017).
"""

from __future__ import annotations

from quoteattr.rules.base import Context, Needs, Proposal, QuotationPlace, rule, stands_alone
from quoteattr.rules.labels import label_before, may_speak
from quoteattr.rules.sources import cue_range, is_denied, owner_in, owner_of, subject_of
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Word, pattern
from quoteattr.text.layout import Kind

# What may stand between a cue and its quotation: hearer, time, place, "that", comma or colon.
_HEARER_AND_TIME = pattern(
    Chunk,
    "(noun | adverb | adjective | preposition | that | conjunction)* (comma | colon | dash)* that? (comma | dash)* $",
)
_TRAILING_END = pattern(Chunk, "(adverb | preposition | noun)* (stop | comma | semicolon | $)")
# What may stand behind the speaker of an inverted attribution: anything but a verb or an object of his own.
_END = pattern(Chunk, "adverb* ($ | mark | quotation | wh | subordinator | preposition | gerund | conjunction)")
_HAS_VERB = pattern(Chunk, "verb | that | stop | semicolon")
_INTRODUCES = frozenset({Word.COMMA, Word.COLON})
_SET_OFF = frozenset({Word.COMMA, Word.DASH})
_SAYS = Chunk.FINITE + Chunk.INFINITIVE
_PAUSE = Chunk.COMMA + Chunk.DASH + Chunk.ADVERB
_PARTING = frozenset(",?!-–—…") | {"--", "...", "?!"}
_PARTS = Chunk.COMMA + Chunk.QUOTATION
_FRONTED = frozenset({Chunk.SUBORDINATOR, Chunk.WH})
_COMPARED = 12  # cues of a sentence that are tried for one quotation
_CHUNKS_BACK = 24  # chunks before a quotation that are searched for its speaker
_SEVERAL_WORDS = 5
_SPEAKING = frozenset({"say", "write", "show"})


def _governed(parse: Parse, at: QuotationPlace, cue: Cue) -> Proposal | None:
    """The speaker of the saying that governs a cue, or of the cue itself where it introduces the quotation."""
    if is_denied(parse, cue):
        return None
    introduces = parse.tags[at.unit - 1] in _INTRODUCES and cue.entry.group in ("say", "write")
    cue = cue if introduces and cue.after >= at.chunk - 3 else parse.governing(cue)
    mention = subject_of(parse, at.sentence, cue)
    return None if mention is None else Proposal(mention, cue_range(at.sentence, cue))


def _behind(kinds: str, k: int) -> int:
    """The first chunk at or behind ``k`` that is no comma, dash or adverb."""
    while k < len(kinds) and kinds[k] in _PAUSE:
        k += 1
    return k


def _attribution_behind(parse: Parse, k: int) -> int:
    """The first chunk of an attribution behind a quotation: "…," he said; "…," as he put it."""
    k = _behind(parse.kinds, k)
    as_noted = parse.kinds[k : k + 1] == Chunk.SUBORDINATOR and _word(parse, k) in parse.sets["as_noted"]
    return k + 1 if as_noted else k


def _word(parse: Parse, k: int) -> str:
    """The first word of a chunk, in lower case."""
    return parse.words[parse.chunks.starts[k]].lower()


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="“It rained all week,” said {Ann Lee, who keeps the lighthouse}.",
    silent="“It rained all week,” and Ann Lee left.",
)
def quote_cue_speaker(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Quotation, verb, speaker: "…," said Wallace."""
    parse = ctx.parse(at.sentence)
    k = _behind(parse.kinds, at.chunk + 1)
    cue = parse.cue_at(k)
    if cue is None or cue.passive or parse.kinds[k] not in _SAYS or (cue.takes("hearer") and not cue.takes("quote")):
        return None
    n = _behind(parse.kinds, cue.after)
    found = parse.clauses.noun_group_right(n)
    if found is None or parse.tags[found[0]] == Word.OBJECT or cue.entry.lemma in parse.sets["telling"]:
        return None
    if not _END.match(parse.kinds, parse.chunks.behind(found[1])):
        return None
    if not stands_alone(ctx, at) and not (_set_off(ctx, parse, at) and _is_inverted(parse, cue, found)):
        return None
    return Proposal(Range(at.sentence, *found), cue_range(at.sentence, cue))


def _is_inverted(parse: Parse, cue: Cue, behind: tuple[int, int]) -> bool:
    """Does a cue behind words inside a sentence have its subject, and no object, behind it?

    The mill had “closed for good,” said Ann Lee. But not: Ann Lee, who calls it “old,” praised her brother.
    """
    group = cue.entry.group
    return group == "say" or (group in _SPEAKING and parse.is_animate(behind))


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="“It rained all week,” {Ann Lee, a farmer from Tarn}, said on Monday.",
    silent="In “Rain at Sea” Ann Lee said that the mill would close.",
)
def quote_speaker_cue(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Quotation, speaker, verb: "…," Wallace told parliament."""
    parse = ctx.parse(at.sentence)
    n = _attribution_behind(parse, at.chunk + 1)
    if n >= len(parse.kinds) or parse.kinds[n] != Chunk.NOUN or _inside_fronted(parse, at):
        return None
    for cue in parse.cues_from(n + 1)[:_COMPARED]:
        if cue.passive or parse.kinds[cue.chunk] not in _SAYS:
            continue
        mention = subject_of(parse, at.sentence, cue)
        if mention is None or parse.chunks.at(mention.start) not in (n, n + 1):
            if Chunk.QUOTATION in parse.kinds[n : cue.chunk]:
                return None
            continue
        if parse.tags[mention.end - 1] in Word.RELATIVE or not _ends_with_cue(parse, cue):
            return None  # “Rain at Sea”, a film that tells of a mill
        if not _set_off(ctx, parse, at):
            return None
        if not stands_alone(ctx, at) and cue.entry.group == "think":
            return None
        return Proposal(mention, cue_range(at.sentence, cue))
    return None


def _inside_fronted(parse: Parse, at: QuotationPlace) -> bool:
    """After Lee warned of “rain”, Reed said …: does the quotation belong to a verb of saying in a clause before?"""
    fronted = parse.kinds[:1] in _FRONTED or (at.chunk > 0 and parse.clauses.is_word(0, "clause_preposition"))
    return fronted and any(cue.clausal for cue in parse.cues_before(at.chunk)[:_COMPARED])


def _ends_with_cue(parse: Parse, cue: Cue) -> bool:
    """No content of its own behind the cue: a hearer may stand there, but no clause and no other object."""
    following = parse.kinds[cue.after : cue.after + 1]
    if parse.starts_clause(cue.after) and not cue.takes("hearer"):
        return False
    if following == Chunk.NOUN and parse.tags[parse.chunks.starts[cue.after]] == Word.OBJECT:
        return parse.kinds[cue.after + 1 : cue.after + 2] != Chunk.PREPOSITION  # "negatives," he called them
    return following != Chunk.THAT and (following != Chunk.NOUN or cue.takes("hearer") or cue.entry.group == "say")


def _set_off(ctx: Context, parse: Parse, at: QuotationPlace) -> bool:
    """Is the quotation parted from what follows: by a comma, dash, ? or !, or by starting the sentence?"""
    if at.unit == 0 or parse.tags[at.unit + 1 : at.unit + 2] in _SET_OFF:
        return True
    return ctx.ends_in(at) in _PARTING


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="{Ann Lee} told reporters on Monday: “It rained all week.”",
    silent="Ann Lee, who said nothing of “Rain at Sea”, left.",
)
def speaker_cue_quote(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Speaker, verb, perhaps a hearer and a time, then the quotation: Wallace said, "…"."""
    parse = ctx.parse(at.sentence)
    for cue in parse.cues_before(at.chunk)[:_COMPARED]:
        if not parse.opens_content(cue):
            continue
        if not _HEARER_AND_TIME.fullmatch(parse.kinds, cue.after, at.chunk):
            return None
        return _governed(parse, at, cue)
    return None


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="The mill was “a wreck”, according to {Ann Lee}.",
    silent="According to plan, Ann Lee left “Rain at Sea” on the table.",
)
def according_to(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """According to Wallace, …: on either side of the quotation."""
    parse = ctx.parse(at.sentence)
    for start, end in parse.phrases:
        found = parse.clauses.noun_group_right(parse.chunks.behind(end))
        if found is not None:
            return Proposal(Range(at.sentence, *found), Range(at.sentence, start, end))
    return None


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="The mill was “a wreck” from the start, {Ann Lee} said.",
    silent="The mill was “a wreck”, and Ann Lee said that it would close.",
)
def trailing_cue(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The clause that holds the quotation is followed by its attribution: …, Wallace said."""
    parse = ctx.parse(at.sentence)
    cues = parse.cues_from(at.chunk + 1)[:_COMPARED]
    if not cues or _inside_fronted(parse, at):
        return None
    for cue in cues:
        if not cue.clausal or cue.passive:
            continue
        found = parse.inverted(cue)
        if found is not None:
            return Proposal(Range(at.sentence, *found), cue_range(at.sentence, cue))
        mention = subject_of(parse, at.sentence, cue)
        if mention is not None and mention.start > at.unit:
            k = parse.chunks.at(mention.start)
            if k and parse.kinds[k - 1] in _PARTS and _TRAILING_END.match(parse.kinds, cue.after):
                return Proposal(mention, cue_range(at.sentence, cue))
    return None


def _reaches(parse: Parse, cue: Cue, chunk: int) -> bool:
    """Can the cue's content reach as far as this chunk?"""
    return cue.clausal or not _HAS_VERB.search(parse.kinds, cue.after, chunk)


@rule(
    QuotationPlace,
    needs=Needs.SAYING,
    fires="{Ann Lee} told reporters in Tarn that the owners had left the mill “a wreck”.",
    silent="Ann Lee left the mill “a wreck”.",
)
def reported_clause(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The quotation inside a reported clause: Wallace told reporters that he was "…"."""
    parse = ctx.parse(at.sentence)
    for cue in parse.cues_before(at.chunk)[:_COMPARED]:
        if parse.opens_content(cue) and _reaches(parse, cue, at.chunk):
            proposal = _governed(parse, at, cue)
            if proposal is not None:
                return proposal
    return None


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="Asked about the mill, {Ann Lee} was blunt: “It is a wreck.”",
    silent="The mill was a wreck; “Rain at Sea” was not.",
)
def colon(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A clause without a verb of saying, a colon, the quotation: Wallace was blunt: "…"."""
    parse = ctx.parse(at.sentence)
    k = at.chunk - 1
    if k < 1 or parse.kinds[k] != Chunk.COLON:
        return None
    for j in range(k - 1, -1, -1):
        if parse.kinds[j] in Chunk.FINITE:
            found = parse.subject(j)
            if found is not None and (owner := owner_in(parse, found)) is not None:
                return Proposal(Range(at.sentence, *owner))
            if found is not None and may_speak(parse, *found):
                return Proposal(Range(at.sentence, *found))
    found = label_before(parse, k)
    return None if found is None else Proposal(Range(at.sentence, *(owner_in(parse, found) or found)))


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="“It is a wreck”: {Ann Lee} on the flood",
    silent="“Rain at Sea”: Ann Lee sings",
)
def headline_colon(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The words open a headline, and behind a colon stands who says them: “We won”: Lee on the vote."""
    parse = ctx.parse(at.sentence)
    if at.unit or parse.tags[1:2] != Word.COLON or ctx.sentences[at.sentence].kind is not Kind.HEADLINE:
        return None
    words = ctx.tokens.words[slice(*at.words)]
    found = parse.clauses.noun_group_right(at.chunk + 2)
    if found is None or Word.NAME not in parse.tags[found[0] : found[1]]:
        return None  # “We sleep in shifts”: the family of nine
    if not any(word[0].islower() and word not in parse.sets["title_small"] for word in words):
        return None
    return Proposal(Range(at.sentence, *found))


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="{Her} claim that the mill was “a wreck” surprised the owners.",
    silent="Her mill was “a wreck”.",
)
def cue_noun(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """Whose claim, remark, chant: the owner of the nearest noun of saying before the quotation."""
    parse = ctx.parse(at.sentence)
    earliest = max(0, at.chunk - _CHUNKS_BACK)
    k = parse.kinds.rfind(Chunk.NOUN, earliest, at.chunk)
    while k >= 0:
        found = owner_of(parse, k)
        if found is not None:
            return Proposal(Range(at.sentence, *found[0]), Range(at.sentence, *found[1]))
        k = parse.kinds.rfind(Chunk.NOUN, earliest, k)
    return None


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
    fires="{Ann Lee} left the mill “because we could not pay for it any more”.",
    silent="Ann Lee needs a “clean” mill.",
)
def clause_subject(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """No verb of saying: the person who is the subject of the clause that holds several quoted words.

    Fewer than five words, or a subject without a name, are more often a scare quote or a title than somebody's words.
    """
    parse = ctx.parse(at.sentence)
    start, stop = at.words
    if stop - start < _SEVERAL_WORDS:
        return None
    for j in range(at.chunk - 1, max(-1, at.chunk - 1 - _CHUNKS_BACK), -1):
        if parse.kinds[j] in Chunk.FINITE:
            found = parse.subject(j)
            if found is not None and _is_person(parse, found[0]):
                return Proposal(Range(at.sentence, *found))
    return None


def _is_person(parse: Parse, unit: int) -> bool:
    chunk = parse.chunks.at(unit)
    return parse.words[unit].lower() in parse.sets["personal"] or parse.tags[parse.chunks.ends[chunk] - 1] == Word.NAME
