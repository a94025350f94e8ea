"""Rules for reported speech without marks: He stressed that …; …, he said; according to Wallace, ….

A rule is asked about a verb of saying, a phrase such as "according to" or a noun of saying, and proposes the words that
are reported. Their order stands in :mod:`quoteattr.rules.order`.
"""

from __future__ import annotations

from quoteattr.rules.base import Context, CuePlace, NounPlace, PhrasePlace, Proposal, rule
from quoteattr.rules.contents import MIN_WORDS, clause_end, noun_end, phrase_end, report_of, reported, trim
from quoteattr.rules.sources import cue_range, owner_of
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk, Verb, Word, pattern

_TRAILING = pattern(Chunk, "(adverb | preposition noun)* stop* $")
_TRAILING_HEARER = pattern(Chunk, "(adverb | noun | preposition noun)* stop* $")
_PARTED = pattern(Chunk, "comma | dash")
# What may stand between a cue and its clause: time and place; before "that" also what commas part.
_BETWEEN = pattern(Chunk, "(adverb | preposition (noun | adjective))*")
_TO_THAT = pattern(Chunk, "(adverb | preposition (noun | adjective) | comma){0,6} that")
_HEARER_TO_THAT = pattern(Chunk, "noun? (adverb | preposition (noun | adjective) | comma){0,6} that")
_AS_END = pattern(Chunk, "(adverb | preposition noun)* comma")
_WITH_PREDICATE = pattern(Chunk, "noun (noun | adjective | past | gerund)")  # her a liar, the race rigged
_AS_SAYING = pattern(Chunk, "noun (comma noun comma)? subordinator gerund")
_TWO_OBJECTS = pattern(Chunk, "noun noun (preposition noun | adverb)* (stop | comma | conjunction | $)")
_NOUN_THAT = pattern(Chunk, "noun that")
_OPENS_QUESTION = Chunk.WH + Chunk.SUBORDINATOR
_PAUSE = Chunk.COMMA + Chunk.DASH
_AFTER_PREPOSITION = frozenset({Chunk.NOUN, Chunk.GERUND})
_LIKE_INFINITIVE = frozenset({Word.NOUN, Word.ADJECTIVE})


@rule(
    CuePlace,
    fires="{Ann Lee} stressed that <the mill would close in May>.",
    silent="Ann Lee said goodbye.",
)
def that_clause(ctx: Context, at: CuePlace) -> Proposal | None:
    """He stressed that …; told reporters on Monday that …."""
    parse, cue = ctx.parse(at.sentence), at.cue
    if not cue.takes("that"):
        return None
    between = (_HEARER_TO_THAT if cue.takes("hearer") else _TO_THAT).match(parse.kinds, cue.after)
    if between is None:
        return None
    k = between.end() - 1
    start = parse.chunks.ends[k]
    if parse.kinds[k + 1 : k + 2] == Chunk.VERB:
        if k > cue.after:
            return None  # said of a plan that is: a relative clause
        start = parse.chunks.starts[k]  # said that is why: a pronoun
    return report_of(ctx, at, (start, clause_end(parse, k, cue)))


@rule(
    CuePlace,
    fires="{Ann Lee} said <the mill would close in May>.",
    silent="Ann Lee said goodbye to the mill.",
)
def bare_clause(ctx: Context, at: CuePlace) -> Proposal | None:
    """He said the mill would close; told reporters the mill would close."""
    parse, cue = ctx.parse(at.sentence), at.cue
    if not cue.takes("bare"):
        return None
    k = cue.after
    if cue.takes("hearer"):
        if parse.kinds[k : k + 1] == Chunk.NOUN and parse.starts_clause(k + 1):
            k += 1
        elif not cue.takes("quote"):
            return None
    match = _BETWEEN.match(parse.kinds, k)
    if match is not None and match.end() < len(parse.kinds) and parse.starts_clause(match.end()):
        k = match.end() if parse.kinds[k] != Chunk.PREPOSITION or parse.kinds[match.end() - 1] != Chunk.COMMA else k
    headline = parse.kinds[k : k + 1] == Chunk.PAST and cue.chunk == k - 1  # Minister says invited counterpart
    if not headline and not parse.starts_clause(k):
        return None
    return report_of(ctx, at, (parse.chunks.starts[k], clause_end(parse, k, cue)))


@rule(
    CuePlace,
    fires="{Ann Lee} asked <whether the mill would close>.",
    silent="Ann Lee asked for water.",
)
def wh_clause(ctx: Context, at: CuePlace) -> Proposal | None:
    """He asked whether …; did not say why …."""
    parse, cue = ctx.parse(at.sentence), at.cue
    if not cue.takes("wh"):
        return None
    between = _BETWEEN.match(parse.kinds, _behind_hearer(parse, cue))
    k = between.end() if between is not None else cue.after
    if k >= len(parse.kinds) or parse.kinds[k] not in _OPENS_QUESTION:
        return None
    word = parse.words[parse.chunks.starts[k]].lower()
    if parse.kinds[k] == Chunk.SUBORDINATOR and word not in parse.sets["indirect_question"]:
        return None
    return report_of(ctx, at, (parse.chunks.starts[k], clause_end(parse, k, cue)))


def _has_verb(parse: Parse, start: int, stop: int) -> bool:
    return Verb.FINITE in parse.clauses.finite[start:stop]


def _parted(parse: Parse, speaker: int) -> int:
    """The comma or dash that parts what is said from the speaker at chunk ``speaker``: …, he said; …, as he said."""
    k = speaker - 1
    if (
        k > 1
        and parse.kinds[k] == Chunk.SUBORDINATOR
        and parse.words[parse.chunks.starts[k]].lower() in parse.sets["as_noted"]
    ):
        k -= 1
    return k if k > 0 and parse.kinds[k] in _PAUSE else -1


@rule(
    CuePlace,
    fires="<The mill would close in May>, {Ann Lee} said on Monday.",
    silent="The mill closed, and Ann Lee said goodbye.",
)
def trailing(ctx: Context, at: CuePlace) -> Proposal | None:
    """…, he said; …, said Wallace, who …; The mill, he said, would close."""
    parse, cue = ctx.parse(at.sentence), at.cue
    if not cue.clausal or cue.passive or cue.entry.group == "claim" or parse.kinds[cue.chunk] not in Chunk.FINITE:
        return None
    if parse.phrases[:1] and parse.phrases[0][0] == 0:
        return None  # According to Lee, it will begin in June: its content is what follows
    kinds, chunks = parse.kinds, parse.chunks
    found = parse.inverted(cue)
    if found is not None:
        content = trim(parse, 0, chunks.starts[cue.chunk - 1])
        if content[1] - content[0] < MIN_WORDS:
            return None
        return reported(ctx, Range(at.sentence, *found), cue_range(at.sentence, cue), content)
    found = parse.speaker(cue) if _PARTED.search(kinds, 0, cue.chunk) else None
    if found is not None and found[0] > 0:
        k = _parted(parse, chunks.at(found[0])) + 1
        if k and found[1] <= cue.start:
            tail = _TRAILING_HEARER if cue.takes("hearer") else _TRAILING
            if tail.match(kinds, cue.after) and not parse.starts_clause(cue.after):
                return report_of(ctx, at, (0, chunks.starts[k - 1]))
            if kinds[cue.after : cue.after + 1] in (Chunk.COMMA, Chunk.DASH) and k > 1:
                adding = kinds[cue.after + 1 : cue.after + 2] == Chunk.GERUND  # …, he said, adding that …
                if _has_verb(parse, 0, k) and (adding or not _has_verb(parse, cue.after, len(kinds))):
                    return report_of(ctx, at, (0, chunks.starts[k - 1]))
                return report_of(ctx, at, (0, chunks.starts[k - 1]), (chunks.ends[cue.after], len(parse.words)))
    return None


@rule(
    CuePlace,
    fires="As {Ann Lee} noted on Monday, <the mill would close in May>.",
    silent="As Ann Lee left, the mill closed.",
)
def as_noted(ctx: Context, at: CuePlace) -> Proposal | None:
    """As Wallace noted, …."""
    parse, cue = ctx.parse(at.sentence), at.cue
    comma = _AS_END.match(parse.kinds, cue.after)
    if comma is None or not cue.takes("that"):
        return None
    subject = parse.speaker(cue)
    if subject is None or subject[0] == 0 or parse.words[subject[0] - 1].lower() not in parse.sets["as_noted"]:
        return None
    return report_of(ctx, at, (parse.chunks.ends[comma.end() - 1], len(parse.words)))


@rule(
    CuePlace,
    fires="{Ann Lee} vowed <to close the mill>.",
    silent="Ann Lee went to the mill.",
)
def infinitive(ctx: Context, at: CuePlace) -> Proposal | None:
    """He vowed to …; urged them to …."""
    parse, cue = ctx.parse(at.sentence), at.cue
    if not cue.takes("inf"):
        return None
    k = _behind_hearer(parse, cue)
    if not _is_infinitive(parse, k):
        return None
    return report_of(ctx, at, (parse.chunks.starts[k], phrase_end(parse, k, cue)))


def _behind_hearer(parse: Parse, cue: Cue) -> int:
    """The chunk behind the hearer, if the cue takes one, and the time: told reporters on Monday …."""
    k = cue.after
    if cue.takes("hearer") and parse.kinds[k : k + 1] == Chunk.NOUN:
        k += 1
    while parse.kinds[k : k + 1] == Chunk.ADVERB:
        k += 1
    return k


def _is_infinitive(parse: Parse, k: int) -> bool:
    """to close; and behind a verb that takes one also a "to" before a word that looks like a noun: vowed to fight."""
    if k >= len(parse.kinds) or parse.words[parse.chunks.starts[k]].lower() not in parse.sets["infinitive_marker"]:
        return False
    return parse.kinds[k] == Chunk.INFINITIVE or (
        parse.kinds[k] == Chunk.PREPOSITION
        and parse.tags[parse.chunks.ends[k] : parse.chunks.ends[k] + 1] in _LIKE_INFINITIVE
    )


@rule(
    CuePlace,
    fires="{Ann Lee} denied <selling the mill>.",
    silent="Ann Lee liked selling flour.",
)
def gerund(ctx: Context, at: CuePlace) -> Proposal | None:
    """He denied taking bribes; recommended closing the mill."""
    parse, cue = ctx.parse(at.sentence), at.cue
    if not cue.takes("ing") or parse.kinds[cue.after : cue.after + 1] != Chunk.GERUND:
        return None
    return report_of(ctx, at, (parse.chunks.starts[cue.after], phrase_end(parse, cue.after, cue)))


def _takes_object(parse: Parse, k: int, cue: Cue) -> bool:
    """Is an object the content (denied the claim), or an object with its predicate (called her a liar)?"""
    if cue.takes("np") or k >= len(parse.kinds):
        return cue.takes("np")
    predicate = _WITH_PREDICATE.match(parse.kinds, k) or parse.tags[parse.chunks.ends[k] - 1] == Word.ADJECTIVE
    return cue.takes("pred") and bool(predicate)


@rule(
    CuePlace,
    fires="{Ann Lee} denied <the allegations>.",
    silent="Ann Lee bought the mill.",
)
def noun_phrase(ctx: Context, at: CuePlace) -> Proposal | None:
    """He cited a recent meeting; denied the allegations."""
    parse, cue = ctx.parse(at.sentence), at.cue
    k = cue.after
    if (
        not _takes_object(parse, k, cue)
        or parse.kinds[cue.chunk] == Chunk.INFINITIVE
        or parse.kinds[k : k + 1] != Chunk.NOUN
        or (cue.clausal and parse.starts_clause(k))
        or _is_another_sense(parse, cue)
    ):
        return None
    return report_of(ctx, at, (parse.chunks.starts[k], noun_end(parse, k, cue)))


def _is_another_sense(parse: Parse, cue: Cue) -> bool:
    """Two objects, or one who says it himself: denied Lee a goal; cited Lee as saying."""
    k = cue.after
    if not cue.takes("pred") and _TWO_OBJECTS.match(parse.kinds, k):
        group = parse.chunks.starts[k], parse.chunks.ends[k]
        if parse.tags[group[0]] != Word.PRONOUN and parse.is_animate(group):
            return True
    quoted = _AS_SAYING.match(parse.kinds, k)
    return quoted is not None and parse.cue_at(quoted.end() - 1) is not None


@rule(
    CuePlace,
    fires="{Ann Lee} complained about <the noise of the mill>.",
    silent="Ann Lee called at noon.",
)
def preposition(ctx: Context, at: CuePlace) -> Proposal | None:
    """He called for …, complained about …, warned against …."""
    parse, cue = ctx.parse(at.sentence), at.cue
    k = _behind_hearer(parse, cue)
    if parse.kinds[cue.chunk] == Chunk.INFINITIVE or parse.kinds[k : k + 1] != Chunk.PREPOSITION:
        return None
    word = parse.words[parse.chunks.starts[k]].lower()
    if word in parse.sets["infinitive_marker"] or not cue.takes(word):  # behind "to" stands the hearer
        return None
    if parse.kinds[k + 1 : k + 2] not in _AFTER_PREPOSITION:
        return None
    return report_of(ctx, at, (parse.chunks.ends[k], noun_end(parse, k, cue)))


@rule(
    PhrasePlace,
    fires="According to {Ann Lee}, <the mill would close in May>.",
    silent="According to plan, the mill closed.",
)
def according_to(ctx: Context, at: PhrasePlace) -> Proposal | None:
    """According to Wallace, …; …, according to Wallace."""
    parse = ctx.parse(at.sentence)
    found = parse.clauses.noun_group_right(parse.chunks.behind(at.end))
    if found is None:
        return None
    sides = trim(parse, 0, at.start), trim(parse, found[1], len(parse.words))
    contents = [(start, end) for start, end in sides if end - start >= MIN_WORDS]
    if not contents:
        return None
    return reported(ctx, Range(at.sentence, *found), Range(at.sentence, at.start, at.end), *contents)


def nouns_with_clause(parse: Parse) -> list[int]:
    """The noun groups, as chunks, with a that-clause behind them."""
    return [match.start() for match in _NOUN_THAT.finditer(parse.kinds)]


@rule(
    NounPlace,
    fires="{Ann Lee}’s claim that <the mill was old> is false.",
    silent="Ann Lee’s mill that closed surprised the owners.",
)
def noun_clause(ctx: Context, at: NounPlace) -> Proposal | None:
    """Wallace's claim that the mill would close: the owner of a noun of saying."""
    parse = ctx.parse(at.sentence)
    owner = owner_of(parse, at.chunk)
    if owner is None:
        return None
    mention, noun = owner
    that = at.chunk + 1
    comma = parse.kinds.find(Chunk.COMMA, that + 1)
    verb = parse.clauses.finite.find(Verb.FINITE, that + 1)
    main = parse.clauses.finite.find(Verb.FINITE, verb + 1) if verb >= 0 else -1
    ends = [parse.chunks.starts[k] for k in (comma, main) if k >= 0]
    start, end = trim(parse, parse.chunks.ends[that], min([*ends, len(parse.words)]))
    if end - start < MIN_WORDS:
        return None
    return reported(ctx, Range(at.sentence, *mention), Range(at.sentence, *noun), (start, end))
