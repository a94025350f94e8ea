"""The last room: attributions become the records that a caller sees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from quoteattr.people.entities import Entity
from quoteattr.people.resolved import Resolved
from quoteattr.rules.base import Attribution, Context, QuotationPlace
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Word
from quoteattr.text.marks import Quotation, last_word
from quoteattr.types import Gender, GenderValue, Quote, QuoteKind, Span, Speaker, SpeakerKind

INTERRUPTED = "interrupted"  # the name of the rule that joins the halves
SKIPPED = "skipped"  # signs what an option leaves out
_ENDS = frozenset(".!?,")
_OPENS_UTTERANCE = Word.STOP + Word.OPENING + Word.COMMA + Word.COLON + Word.DASH
"""What a whole utterance stands behind."""
_RESUMES = Word.COMMA + Word.DASH
"""What the second half of an interrupted quotation stands behind."""


class Recorder:
    """Makes the records of one document."""

    def __init__(self, ctx: Context, resolved: dict[Range, Resolved], skipped: list[tuple[int, int]]) -> None:
        self.ctx = ctx
        self.resolved = resolved
        self.skipped = skipped
        """Stretches of the text in order, none overlapping another."""
        self._speakers: dict[object, Speaker] = {}

    def quotes(self, attributions: list[Attribution]) -> list[Quote]:
        """All records in text order, the outer before the inner."""
        self._make_speakers(a.proposal.mention for a in attributions)
        done = {a.quotation: a for a in attributions if a.quotation is not None}
        merged = _interrupted(self.ctx, done)
        tails: dict[int, list[Quotation]] = {}
        for tail, head in merged.items():
            tails.setdefault(head, []).append(self.ctx.quotations[tail])
        drafts: list[tuple[Quote, int | None]] = []
        for q in self.ctx.quotations:
            if q.index not in merged:
                drafts.append((self._quote(q, tails.get(q.index, []), done), q.index))
        drafts += [(self._unmarked(a), None) for a in attributions if a.quotation is None]
        drafts.sort(key=lambda d: (d[0].spans[0].start, -d[0].spans[-1].end))
        place = {q: k for k, (_, q) in enumerate(drafts) if q is not None}
        for tail, head in merged.items():
            place[tail] = place[head]
        quotes = [quote for quote, _ in drafts]
        parents = _reports_around(quotes)
        parents |= {
            place[q.index]: place[q.parent]
            for q in self.ctx.quotations
            if q.parent is not None and q.index not in merged
        }
        for k, parent in parents.items():
            quotes[k] = _inside(quotes[k], parent)
        return quotes

    def _quote(self, q: Quotation, tails: list[Quotation], attributed: dict[int, Attribution]) -> Quote:
        done = attributed.get(q.index)
        parts = q.parts if not tails else [stretch for part in (q, *tails) for stretch in part.parts]
        spans = (self._tokens(*parts[0]),) if len(parts) == 1 else tuple([self._tokens(*part) for part in parts])
        if q.depth and done is None:
            kind = QuoteKind.DIRECT if self._is_utterance(q) else QuoteKind.MIXED
            return Quote(kind, spans, rule="nested")
        if self._is_skipped(spans):
            return Quote(QuoteKind.OTHER, spans, rule=SKIPPED)
        if done is not None and done.proposal.mention is None:
            return Quote(
                QuoteKind.OTHER, spans, rule=done.rule, confidence=self._confidence(done.rule, done.confidence)
            )
        place = self.ctx.places[q.index][0]
        kind = QuoteKind.DIRECT if self._is_direct(q, place) else QuoteKind.MIXED
        if done is None or done.proposal.mention is None:
            return Quote(kind if kind is QuoteKind.DIRECT else QuoteKind.OTHER, spans)
        rule = INTERRUPTED if any(attributed[tail.index].rule == INTERRUPTED for tail in tails) else done.rule
        return self._credited(kind, spans, done.proposal.mention, done.proposal.cue, rule, done.confidence)

    def _unmarked(self, attribution: Attribution) -> Quote:
        """Words without marks: reported speech, or the turn of a transcript, which is what was said itself."""
        proposal = attribution.proposal
        assert proposal.mention is not None, "words without marks are somebody's"
        spans = tuple(self._tokens(*part) for part in proposal.content)
        kind = QuoteKind.INDIRECT if proposal.cue is not None else QuoteKind.DIRECT
        return self._credited(kind, spans, proposal.mention, proposal.cue, attribution.rule, attribution.confidence)

    def _credited(
        self,
        kind: QuoteKind,
        spans: tuple[Span, ...],
        mention: Range,
        cue: Range | None,
        rule: str,
        confidence: float | None = None,
    ) -> Quote:
        """The record of words that somebody is credited with."""
        return Quote(
            kind,
            spans,
            cue=None if cue is None else self._range(cue),
            mention=self._range(mention),
            speaker=self._speakers[self._key(mention)],
            rule=rule,
            speaker_rule=self.resolved[mention].rule,
            confidence=self._confidence(rule, confidence),
        )

    def _confidence(self, rule: str, chosen: float | None) -> float:
        """The probability of the choice, else the measured precision of the rule that decided alone."""
        return self.ctx.lexicon.confidence.get(rule, 0.0) if chosen is None else chosen

    def _is_direct(self, q: Quotation, place: QuotationPlace) -> bool:
        """A whole utterance: it starts its sentence, or stands behind a comma or colon, or looks like a sentence."""
        tags = self.ctx.parse(place.sentence).tags
        before = tags[place.unit - 1] if place.unit else Word.STOP
        return before in _OPENS_UTTERANCE or self._is_utterance(q)

    def _is_utterance(self, q: Quotation) -> bool:
        words = self.ctx.tokens.words
        start, stop = q.parts[0][0], q.parts[-1][1]
        return words[start][0].isupper() and stop - start > 2 and last_word(words, start, stop) in _ENDS

    def _is_skipped(self, spans: tuple[Span, ...]) -> bool:
        """Does a span overlap a skipped stretch: the last that starts before it ends?"""
        for span in spans if self.skipped else ():
            k = bisect_left(self.skipped, (span.end,))
            if k and self.skipped[k - 1][1] > span.start:
                return True
        return False

    def _tokens(self, start: int, stop: int) -> Span:
        return _span(self.ctx, start, stop)

    def _range(self, r: Range) -> Span:
        return span_of(self.ctx, r)

    def _key(self, mention: Range) -> object:
        """What makes two mentions one speaker: the entity, the members of a group, else the same words."""
        resolved = self.resolved[mention]
        return resolved.entity or resolved.members or (resolved.kind, resolved.name.lower())

    def _make_speakers(self, mentions: Iterable[Range | None]) -> None:
        found: dict[object, list[Range]] = {}
        for mention in sorted({m for m in mentions if m is not None}, key=lambda m: (m.sentence, m.start, m.end)):
            found.setdefault(self._key(mention), []).append(mention)
        alike: dict[Speaker, list[object]] = {}
        for key, ranges in found.items():
            self._speakers[key] = self._speaker(ranges)
            alike.setdefault(self._speakers[key], []).append(key)
        for keys in alike.values():
            if len(keys) > 1:  # two entities of which the article says the same
                self._speakers.update(dict.fromkeys(keys, _together([self._speakers[key] for key in keys])))

    def _speaker(self, ranges: list[Range]) -> Speaker:
        resolved = self.resolved[ranges[0]]
        spans = {(s.start, s.end): s for s in map(self._range, ranges)}
        entity = resolved.entity
        aliases: dict[str, None] = {}
        titles: dict[str, None] = {}
        gender = Gender()
        if entity is not None:
            for name in entity.names:
                if name.start >= 0:
                    aliases[" ".join(name.words)] = None
                    if name.titles and self._is_title(name.titles):
                        titles[" ".join(name.titles)] = None
            fullest = next((n for n in entity.names if n.words == entity.fullest and n.start >= 0), None)
            if fullest is not None:
                span = self._tokens(fullest.first, max(fullest.first + len(fullest.words), fullest.end))
                spans.setdefault((span.start, span.end), span)
            gender = _gender(entity)
        aliases.pop(resolved.name, None)
        mentions = tuple(spans[k] for k in sorted(spans))
        return Speaker(resolved.name, SpeakerKind(resolved.kind), tuple(aliases), tuple(titles), gender, mentions)

    def _is_title(self, words: tuple[str, ...]) -> bool:
        """A title or role, not what is left of one: "Defense" of "Secretary of State for Defense Ben Wallace"."""
        lexicon = self.ctx.lexicon
        known = lexicon.titles if len(words) == 1 else lexicon.title_words
        role = lexicon.roles.get(words[-1].lower())
        return words[-1] in known or (role is not None and role.kind == "person")

    def speakers(self, quotes: list[Quote]) -> tuple[Speaker, ...]:
        """Everybody credited, in order of their first quote."""
        return tuple({id(q.speaker): q.speaker for q in quotes if q.speaker is not None}.values())


def span_of(ctx: Context, r: Range) -> Span:
    """The words of a range of units."""
    return _span(ctx, *ctx.token_range(r))


def _span(ctx: Context, start: int, stop: int) -> Span:
    """The words of a half-open range of tokens."""
    a, b = ctx.tokens.span(start, stop)
    return Span(a, b, ctx.tokens.text[a:b])


def _inside(quote: Quote, parent: int) -> Quote:
    """A record with what is around it; ``dataclasses.replace`` takes four times as long."""
    q = quote
    return Quote(q.kind, q.spans, q.cue, q.mention, q.speaker, q.rule, q.speaker_rule, q.confidence, parent)


def _together(alike: list[Speaker]) -> Speaker:
    """One record for several that differ in their mentions only."""
    mentions = {(span.start, span.end): span for speaker in alike for span in speaker.mentions}
    return replace(alike[0], mentions=tuple(mentions[place] for place in sorted(mentions)))


def _reports_around(quotes: list[Quote]) -> dict[int, int]:
    """Reports to the innermost report around them, both by their places in text order: Lee said Reed had warned …."""
    out: dict[int, int] = {}
    open_reports: list[int] = []  # those that may go on, each inside the one before
    for k, quote in enumerate(quotes):
        if quote.kind is not QuoteKind.INDIRECT:
            continue
        while open_reports and quotes[open_reports[-1]].spans[-1].end <= quote.spans[0].start:
            open_reports.pop()
        around = next((r for r in reversed(open_reports) if _holds(quotes[r], quote)), None)
        if around is not None:
            out[k] = around
        open_reports.append(k)
    return out


def _holds(outer: Quote, inner: Quote) -> bool:
    """Does each span of a record lie in one of another's?"""
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.spans) for i in inner.spans)


def _gender(entity: Entity) -> Gender:
    if not entity.gender:
        return Gender()
    return Gender(GenderValue(entity.gender), entity.gender_evidence)


def _interrupted(ctx: Context, done: dict[int, Attribution]) -> dict[int, int]:
    """Second halves to first halves: "…," he said, "…" is one quotation around its own cue."""
    out: dict[int, int] = {}
    for sentence in ctx.sentences:
        for left, right in pairwise(sentence.parts):
            a = done.get(left.quotation)
            if a is None or a.proposal.cue is None:
                continue
            b = done.get(right.quotation)
            if b is None or a.proposal.cue != b.proposal.cue or left.quotation == right.quotation:
                continue
            cue = a.proposal.cue
            if cue.sentence != sentence.index:
                continue
            units = sentence.quote_units
            k = sentence.parts.index(left)
            tags = ctx.parse(sentence.index).tags
            if (
                units[k] < cue.start < units[k + 1]
                and tags[units[k + 1] - 1] in _RESUMES
                and Word.CONJUNCTION not in tags[cue.end : units[k + 1]]
            ):
                out[right.quotation] = out.get(left.quotation, left.quotation)
    return out
