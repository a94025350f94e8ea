"""The runner of all rules: it asks them about every place, takes the first answer, and signs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from quoteattr.lexicon import Lexicon, in_any_case
from quoteattr.rules import order
from quoteattr.rules.base import (
    Attribution,
    Context,
    CuePlace,
    LabelPlace,
    NounPlace,
    PhrasePlace,
    Place,
    Proposal,
    QuotationPlace,
    Rule,
)
from quoteattr.rules.reported import nouns_with_clause
from quoteattr.rules.sources import cue_range
from quoteattr.rules.turns import labelled
from quoteattr.syntax.cues import Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Chunk
from quoteattr.text.layout import BOILERPLATE
from quoteattr.text.sentences import Sentence

Judge: TypeAlias = Callable[[Attribution], "Attribution | None"]
"""Takes a report, and gives what is kept of it."""
_MOST_CUES = 40  # in one sentence; more is no prose, and each content would hold all the next
_COMPARED = 5  # contents of a sentence that one is compared with


def attribute(ctx: Context, *, off: frozenset[str], indirect: bool, judge: Judge | None = None) -> list[Attribution]:
    """Who is credited with what: quotations, with ``indirect`` reported speech, then the turns of a transcript.

    Rules named in ``off`` are left out. Who said the outermost quotations was chosen before: it stands in ``ctx.done``.
    ``judge`` sees each report while its sentence is read, and keeps it, changes it or drops it.
    """
    rules = _Rules(off)
    # an inner quotation stands in the words of the outer one as that stands in the article
    inner = {q: places for q, places in ctx.places.items() if ctx.quotations[q].depth}
    _attribute_quotations(ctx, rules.at(QuotationPlace), inner)
    reports = _outermost(ctx, _reports(ctx, rules, judge)) if indirect else []
    turns = _answers(ctx, rules.at(LabelPlace), labelled(ctx))
    return [*ctx.done.values(), *reports, *turns]


def tried(ctx: Context, *, off: frozenset[str]) -> dict[int, tuple[str, ...]]:
    """Which rules were asked about each quotation, by the offset (in code points) at which its words start."""
    asked = tuple(rule.name for rule in _Rules(off).at(QuotationPlace))
    out: dict[int, tuple[str, ...]] = {}
    for quotation, places in ctx.places.items():
        start = ctx.tokens.starts[places[0].words[0]]
        done = ctx.done.get(quotation)
        out[start] = asked[: asked.index(done.rule) + 1] if done is not None and done.rule in asked else asked
    return out


class _Rules:
    """The rules that are not switched off, in their order, by what they are asked about."""

    def __init__(self, off: frozenset[str]) -> None:
        self._at: dict[type, list[Rule]] = {}
        for rule in order.RULES:
            if rule.name not in off:
                self._at.setdefault(rule.at, []).append(rule)

    def at(self, place: type) -> Sequence[Rule]:
        return self._at.get(place, ())


def _attribute_quotations(ctx: Context, rules: Sequence[Rule], waiting: dict[int, list[QuotationPlace]]) -> None:
    """Take the first proposal for each quotation, rule by rule: a rule may use what surer ones have found."""
    for rule in rules:
        find = rule.find
        for quotation, places in list(waiting.items()):
            for place in places:
                proposal = find(ctx, place)
                if proposal is not None:
                    ctx.done[quotation] = Attribution(proposal, rule.name, quotation)
                    del waiting[quotation]
                    break


def _answers(ctx: Context, rules: Sequence[Rule], places: Iterable[Place]) -> Iterator[Attribution]:
    """The first proposal for each place of words without marks."""
    for place in places:
        for rule in rules:
            proposal = rule.find(ctx, place)
            if proposal is not None:
                yield Attribution(proposal, rule.name)
                break


def _reports(ctx: Context, rules: _Rules, judge: Judge | None) -> Iterator[Attribution]:
    """Reported speech, sentence by sentence: by phrases, by nouns, by verbs of saying."""
    by_phrase, by_noun, by_cue = map(rules.at, (PhrasePlace, NounPlace, CuePlace))
    used = set(_cues_beside_their_quotations(ctx))
    for sentence in _reporting(ctx):
        parse = ctx.parse(sentence.index)
        found = chain(
            _answers(ctx, by_phrase, _phrases(parse, sentence) if parse.phrases else ()),
            _answers(ctx, by_noun, _nouns(parse, sentence) if Chunk.THAT in parse.kinds else ()),
            _answers(ctx, by_cue, _cues(parse, sentence, used) if parse.cues else ()),
        )
        yield from found if judge is None else filter(None, map(judge, found))
        ctx.release(sentence.index)


def _cues_beside_their_quotations(ctx: Context) -> Iterator[Range]:
    """The cues of quotations in the same sentence; one whose quotation goes on behind may report too."""
    for quotation, attribution in ctx.done.items():
        cue = attribution.proposal.cue
        if cue is not None and any(place.sentence == cue.sentence for place in ctx.places[quotation]):
            yield cue


def _phrases(parse: Parse, sentence: Sentence) -> Iterator[PhrasePlace]:
    return (PhrasePlace(sentence.index, start, end) for start, end in parse.phrases)


def _nouns(parse: Parse, sentence: Sentence) -> Iterator[NounPlace]:
    return (NounPlace(sentence.index, k) for k in nouns_with_clause(parse))


def _cues(parse: Parse, sentence: Sentence, used: set[Range]) -> Iterator[CuePlace]:
    """The verbs of saying that may report: not those of a quotation, nor those that cannot have a content."""
    for cue in parse.cues if len(parse.cues) <= _MOST_CUES else ():
        if cue.entry.group == "think" or not parse.opens_content(cue):
            continue
        if cue_range(sentence.index, cue) not in used:
            yield CuePlace(sentence.index, cue)


def _reporting(ctx: Context) -> Iterator[Sentence]:
    """The sentences with a word that a report needs: a third of all need no parse."""
    found = iter(ctx.tokens.where(_reporting_words(ctx.lexicon)))
    token = next(found, None)
    for sentence in ctx.narrative:
        while token is not None and token < sentence.first:
            token = next(found, None)
        if token is None:
            return
        if token < sentence.last and sentence.kind not in BOILERPLATE:
            yield sentence


@lru_cache(maxsize=8)
def _reporting_words(lexicon: Lexicon) -> frozenset[str]:
    """A word of each cue for which a rule for reported speech could answer; of several its most telling one."""
    single = (word for word, form in lexicon.cues.items() if form.entry.group != "think")
    verbs = [(verb, *rest) for verb, found in lexicon.phrases.items() for rest, _ in found]
    told = (_most_telling(phrase, lexicon) for phrase in (*verbs, *lexicon.cue_phrases))
    return in_any_case([*single, *told, *lexicon.cue_nouns])


def _most_telling(phrase: tuple[str, ...], lexicon: Lexicon) -> str:
    """The word of a phrase that the fewest sentences have: in the [words] of."""
    return max(phrase, key=lambda word: (word not in lexicon.function_words, len(word)))


def _outermost(ctx: Context, reports: Iterator[Attribution]) -> list[Attribution]:
    """Without what holds a quotation, which has its own record, and without contents that cross."""
    kept: list[Attribution] = []
    for report in reports:
        beside = reversed(kept[-_COMPARED:])
        if not _holds_quotation(ctx, report.proposal) and not any(_cross(report, other) for other in beside):
            kept.append(report)
    return kept


def _cross(one: Attribution, other: Attribution) -> bool:
    """Do two contents overlap without one holding the other?"""
    return any(a < c < b < d or c < a < d < b for a, b in one.proposal.content for c, d in other.proposal.content)


def _holds_quotation(ctx: Context, report: Proposal) -> bool:
    parts = () if report.mention is None else ctx.sentences[report.mention.sentence].parts
    return any(start <= part.opened < stop for part in parts for start, stop in report.content)
