"""Sentences of the narrative: the text with every outermost quotation taken as one word.

A full stop inside a quotation ends nothing outside it, and "Go!" he said is one sentence. The words of a quotation that
holds others are cut in the same way, one level deeper: “She said, ‘Sell it.’ I did not,” Lee said.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from quoteattr.lexicon import Lexicon
from quoteattr.memory.lazy import lazy
from quoteattr.text.layout import Kind, Layout
from quoteattr.text.marks import MARKS, Quotation, last_word
from quoteattr.text.tokens import Tokens

QUOTE = "“”"
"""The word that stands for a whole quotation in a sentence: what no text can hold, for there these are two words."""

_ENDERS = frozenset(".!?…") | {"...", "....", "?!", "!!"}
_GOES_ON = frozenset(",;:)-–—―") | {"--"}
_CLOSING_BRACKETS = frozenset(")]}")
_LONGEST = 300  # tokens; what runs on longer is a list, and is cut so that no rule's cost grows with its square
_LOOK_AHEAD = 24  # words between a quotation and the verb of its attribution that opens the next sentence
_NEAR = 9  # words within which that verb need not end the sentence
_LOOK_BACK = 8  # words before a quotation among which the verb that introduces it is looked for
_INTRODUCES = frozenset(",:")


class Part(NamedTuple):
    """One stretch of an outermost quotation: tokens ``start`` to ``stop`` without the marks."""

    quotation: int
    opened: int
    start: int
    stop: int
    behind: int
    """The token behind the closing mark."""


class Sentence:
    """A sentence as columns of units; a unit is a token, or a whole quotation (word :data:`QUOTE`)."""

    def __init__(
        self,
        index: int,
        paragraph: int,
        kind: Kind,
        first: int,
        last: int,
        parts: tuple[Part, ...],
        tokens: Tokens,
        inside: int | None = None,
    ) -> None:
        self.index = index
        self.paragraph = paragraph
        self.kind = kind
        """What the paragraph is; a dateline is a sentence of its own, of kind ``BYLINE``."""
        self.first = first
        self.last = last
        """Half-open range of tokens."""
        self.parts = parts
        self.tokens = tokens
        self.inside = inside
        """The quotation whose words these are; None in the narrative."""

    @property
    def is_quotation(self) -> bool:
        """Is it a quotation and nothing else?"""
        parts = self.parts
        return len(parts) == 1 and parts[0].opened == self.first and parts[0].behind == self.last

    @lazy
    def units(self) -> Sequence[int]:
        """The (first) token of each unit. A list would be most of what a parsed sentence takes in memory."""
        if not self.parts:
            return range(self.first, self.last)
        out = array("q")
        at = self.first
        for part in self.parts:
            out.extend(range(at, part.opened))
            out.append(part.opened)
            at = part.behind
        out.extend(range(at, self.last))
        return out

    @lazy
    def words(self) -> list[str]:
        words = self.tokens.words
        out: list[str] = []
        at = self.first
        for part in self.parts:
            out += words[at : part.opened]
            out.append(QUOTE)
            at = part.behind
        out += words[at : self.last]
        return out

    @lazy
    def quote_units(self) -> list[int]:
        """The units that are quotations, one a part."""
        return [i for i, word in enumerate(self.words) if word == QUOTE]

    @property
    def set_off(self) -> list[int]:
        """The units that are quotations and end in a comma: these modify nothing behind them, as “old” mills do."""
        words = self.tokens.words
        ends = (part.stop > part.start and last_word(words, part.start, part.stop) == "," for part in self.parts)
        return list(compress(self.quote_units, ends))

    def forget(self) -> None:
        """Drop the columns, which are made again on demand."""
        for name in ("units", "words", "quote_units"):
            self.__dict__.pop(name, None)

    def end_of(self, unit: int) -> int:
        """The token behind a unit."""
        if self.words[unit] == QUOTE:
            return self.parts[bisect_left(self.quote_units, unit)].behind
        return self.units[unit] + 1


class Splitter:
    """Cuts a text into sentences; construction is cheap, the units are made on demand."""

    def __init__(self, tokens: Tokens, quotations: list[Quotation], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.layout = Layout(tokens, lexicon)
        self.quotations = quotations
        self.parts = _parts(q for q in quotations if not q.depth)
        self.gestures = lexicon.sets["gesture"]
        self.complementizers = lexicon.sets["complementizer"]
        self.may_end = lexicon.may_end

    def sentences(self) -> list[Sentence]:
        """The sentences of the narrative in text order, behind them those of quotations that hold others."""
        ends = self.tokens.where(_ENDERS | self.may_end)
        narrative = self._narrative(ends)
        return [*narrative, *self._inside(ends, len(narrative))]

    def _inside(self, ends: list[int], index: int) -> Iterator[Sentence]:
        held: dict[int, list[Quotation]] = {}
        for q in self.quotations:
            if q.depth == 1 and q.parent is not None:
                held.setdefault(q.parent, []).append(q)
        for outer, inner in held.items():
            parts = _parts(inner)
            for paragraph, (first, last) in enumerate(self.quotations[outer].parts):
                here = [part for part in parts if first <= part.opened < last]
                stops = ends[bisect_left(ends, first) : bisect_left(ends, last)]
                for start, stop, within in self._cut(first, last, here, stops):
                    yield Sentence(index, paragraph, Kind.PROSE, start, stop, within, self.tokens, outer)
                    index += 1

    def _narrative(self, ends: list[int]) -> list[Sentence]:
        out: list[Sentence] = []
        p = e = 0
        for number, (first, last) in enumerate(self.tokens.paragraphs):
            kind = self.layout.kind(first, last)
            prose = self.layout.prose_start(first, last) if kind is Kind.PROSE else first
            parts: list[Part] = []
            while p < len(self.parts) and self.parts[p].opened < last:
                parts.append(self.parts[p])
                p += 1
            stops: list[int] = []
            while e < len(ends) and ends[e] < last:
                stops.append(ends[e])
                e += 1
            if prose > first and not (parts and parts[0].opened < prose):
                out.append(Sentence(len(out), number, Kind.BYLINE, first, prose, (), self.tokens))
                first = prose
            for start, stop, inside in self._cut(first, last, parts, stops):
                out.append(Sentence(len(out), number, kind, start, stop, inside, self.tokens))
        return out

    def _cut(
        self, first: int, last: int, parts: list[Part], stops: list[int]
    ) -> Iterator[tuple[int, int, tuple[Part, ...]]]:
        bounds = sorted({*self._plain_bounds(last, parts, stops), *self._quote_bounds(last, parts)})
        start, k = first, 0
        for bound in _no_longer(first, [*bounds, last], parts):
            if bound <= start:
                continue
            inside = []
            while k < len(parts) and parts[k].opened < bound:
                inside.append(parts[k])
                k += 1
            yield start, bound, tuple(inside)
            start = bound

    def _plain_bounds(self, last: int, parts: list[Part], stops: list[int]) -> Iterator[int]:
        """Behind each full stop outside the quotations that ends a sentence."""
        k = 0
        for i in stops:
            while k < len(parts) and parts[k].behind <= i:
                k += 1
            if k < len(parts) and parts[k].opened <= i:
                continue
            bound = i + 1
            while bound < last and self.tokens.words[bound] in _CLOSING_BRACKETS:
                bound += 1
            if bound < last and self._starts(bound, self.tokens.words[i]):
                yield bound

    def _starts(self, i: int, ender: str) -> bool:
        """Can a sentence start at token ``i`` behind this full stop?"""
        word = self.tokens.words[i]
        if word in MARKS:
            return len(ender) == 1 or not ender[-1:].isalpha()
        if word[0].islower() or not self.tokens.spaced(i):
            return False
        if ender in self.may_end:  # "U.S. Senate" goes on, "U.S. The" does not
            lower = word.lower()
            return lower != word and lower in self.lexicon.function_words
        return True

    def _quote_bounds(self, last: int, parts: list[Part]) -> Iterator[int]:
        """Behind each quotation that ends like a sentence and is not followed by its own attribution."""
        words = self.tokens.words
        for part in parts:
            i = part.behind
            if i >= last or part.stop <= part.start:
                continue
            end = last_word(words, part.start, part.stop)
            if end not in _ENDERS:
                continue
            if words[i][0].islower() or words[i] in _ENDERS or words[i] in _GOES_ON:
                continue
            if self._is_introduced(part) or not self._attribution_follows(i, last, strict=end == "."):
                yield i

    def _is_introduced(self, part: Part) -> bool:
        """Lee said: “It is safe.” Residents disagree.: a quotation with its attribution before it takes none behind."""
        words, cues = self.tokens.words, self.lexicon.cues
        before = part.opened - 1
        if before < 1 or words[before] not in _INTRODUCES:
            return False
        for k in range(before - 1, max(-1, before - 1 - _LOOK_BACK), -1):
            if words[k] in _ENDERS or words[k] in MARKS or words[k] in _INTRODUCES:
                return False
            form = cues.get(words[k])
            if form is not None and not form.entry.frames.isdisjoint(("quote", "hearer")):
                return True
        return False

    def _attribution_follows(self, i: int, last: int, *, strict: bool) -> bool:
        """ "Go!" Wallace said: a verb of saying soon, behind nothing but a name. Behind a full stop only as the end."""
        words, cues = self.tokens.words, self.lexicon.cues
        for k in range(i, min(last, i + _LOOK_AHEAD)):
            word = words[k]
            if word in _ENDERS or word in MARKS:
                return False
            form = cues.get(word)
            if form is not None and k > i and "quote" in form.entry.frames and "gerund" not in form.slots:
                if strict and form.entry.lemma in self.gestures:
                    return False  # “It rained.” Lee nodded.
                following = words[k + 1] if k + 1 < last else "."
                if following in _ENDERS:
                    return True
                if strict or following == ":" or following in self.complementizers:
                    return False
                return k - i < _NEAR
            if strict and k - i > 3:
                return False
        return False


def _no_longer(first: int, bounds: list[int], parts: list[Part]) -> Iterator[int]:
    """The bounds, with more put in where a sentence would be too long; none falls inside a quotation."""
    start, k = first, 0
    for bound in bounds:
        while bound - start > _LONGEST:
            start += _LONGEST
            while k < len(parts) and parts[k].behind <= start:
                k += 1
            if k < len(parts) and parts[k].opened < start:
                start = parts[k].behind
            if start < bound:
                yield start
        yield bound
        start = bound


def _parts(quotations: Iterable[Quotation]) -> list[Part]:
    """The parts of quotations of one level in text order."""
    out = []
    for q in quotations:
        opened = q.opened
        for k, (start, stop) in enumerate(q.parts):
            final = k + 1 == len(q.parts)
            out.append(Part(q.index, opened, start, stop, q.end if final else stop))
            if not final:
                opened = q.parts[k + 1][0] - 1
    return sorted(out, key=attrgetter("opened"))
