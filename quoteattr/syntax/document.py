"""A document as far as grammar sees it: its sentences, read level by level on demand."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from quoteattr.lexicon import Lexicon
from quoteattr.memory.lazy import lazy
from quoteattr.syntax.cues import Parse
from quoteattr.syntax.levels import Word
from quoteattr.syntax.words import NO_NAMES, ShortNames, WordClasses
from quoteattr.text.layout import BOILERPLATE
from quoteattr.text.marks import Quotation
from quoteattr.text.sentences import Sentence
from quoteattr.text.tokens import Tokens

_MANY_SENTENCES = 5000  # an article has fifty; a text of so many keeps only the parses in use


class Range(NamedTuple):
    """Half-open range of units in a sentence."""

    sentence: int
    start: int
    end: int


def _units(letters: str, sentence: Sentence) -> list[str]:
    """Of the letters of all tokens those of the units of a sentence, which need not be looked up once more."""
    out: list[str] = []
    at = sentence.first
    for part in sentence.parts:
        out += letters[at : part.opened]
        out.append(Word.QUOTATION)
        at = part.behind
    out += letters[at : sentence.last]
    return out


class _Parses(dict[int, Parse]):
    """Sentence to its parse, made on demand."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._sentences = document.sentences
        self._lexicon = document.lexicon
        self._classes = document.classes
        self._short_names = document.short_names
        self._letters = document.letters_alone
        self._of_quotation: Parse | None = None
        """That of any sentence that is a quotation and nothing else: all of them have the same one word."""

    def __missing__(self, sentence: int) -> Parse:
        found = self._sentences[sentence]
        if self._of_quotation is not None and found.is_quotation:
            parse = self._of_quotation.of_same_words(found)
        else:
            parse = Parse(found, self._lexicon, self._classes, self._short_names, _units(self._letters, found))
            if found.is_quotation:
                self._of_quotation = parse
        self[sentence] = parse
        return parse


class Surface:
    """What of a text is seen before any sentence is parsed: word classes one by one, where sentences start, layout."""

    def __init__(
        self,
        tokens: Tokens,
        quotations: list[Quotation],
        sentences: list[Sentence],
        lexicon: Lexicon,
        classes: WordClasses,
    ) -> None:
        self.tokens = tokens
        self.quotations = quotations
        self.sentences = sentences
        """Those of the narrative, and behind them those of quotations that hold others."""
        self.lexicon = lexicon
        self.classes = classes

    @lazy
    def narrative(self) -> list[Sentence]:
        """The sentences of the article itself, quotations taken as one word."""
        return [s for s in self.sentences if s.inside is None]

    @lazy
    def paragraphs_of_one(self) -> frozenset[int]:
        """The sentences of the narrative that are whole paragraphs."""
        sentences = Counter(s.paragraph for s in self.narrative)
        return frozenset(s.index for s in self.narrative if sentences[s.paragraph] == 1)

    def narrative_at(self, token: int) -> int:
        """The sentence of the narrative that holds a token."""
        return bisect_right(self._narrative_starts, token) - 1

    @lazy
    def _narrative_starts(self) -> list[int]:
        return [s.first for s in self.narrative]

    @lazy
    def openings(self) -> dict[int, int]:
        """Paragraph to its first sentence in the narrative."""
        return {s.paragraph: s.index for s in reversed(self.narrative)}

    def before(self, sentence: int) -> int | None:
        """The sentence before one in the same text: the narrative, or the words of one quotation."""
        same = sentence > 0 and self.sentences[sentence - 1].inside == self.sentences[sentence].inside
        return sentence - 1 if same else None

    def behind(self, sentence: int) -> int | None:
        """The sentence behind one in the same text."""
        s = sentence + 1
        same = s < len(self.sentences) and self.sentences[s].inside == self.sentences[sentence].inside
        return s if same else None

    @lazy
    def letters(self) -> str:
        """The class letter of each token by itself."""
        return "".join(self.classes.letters(self.tokens.words))

    @lazy
    def initials(self) -> frozenset[int]:
        """The tokens whose capital only marks the start of a sentence or quotation."""
        return frozenset(s.first for s in self.narrative) | frozenset(q.opened + 1 for q in self.quotations)

    @lazy
    def quoted_tokens(self) -> bytearray:
        """1 for each token inside a quotation, else 0."""
        quoted = bytearray(len(self.tokens) + 1)
        for q in self.quotations:
            if not q.depth:
                for start, stop in q.parts:
                    quoted[start:stop] = b"\1" * (stop - start)
        return quoted

    @lazy
    def boilerplate_tokens(self) -> bytearray:
        """1 for each token of a byline, dateline or photo credit, else 0: no names to credit."""
        out = bytearray(len(self.tokens) + 1)
        for s in self.narrative:
            if s.kind in BOILERPLATE:
                out[s.first : s.last] = b"\1" * (s.last - s.first)
        return out


class Document(Surface):
    """Tokens, quotations and sentences of a text, read level by level. Read-only."""

    def __init__(self, surface: Surface, short_names: ShortNames = NO_NAMES) -> None:
        self.__dict__.update(surface.__dict__)  # what the surface has worked out stays known
        self.letters_alone = surface.letters
        """The class letter of each token, no neighbour and no name of the article seen."""
        self.short_names = short_names
        if short_names:
            letters = [*surface.letters]
            self.classes.name(self.tokens.words, letters, short_names)
            self.letters = "".join(letters)
        self._parses = _Parses(self)
        self.parse = self._parses.__getitem__
        """Sentence to its chunks and cues, made once. Straight from the dict: the rules ask 15 times a quotation."""

    def release(self, sentence: int) -> None:
        """Forget the parse of a sentence of a long text; it is made again when asked for."""
        if len(self.sentences) > _MANY_SENTENCES:
            self._parses.pop(sentence, None)
            self.sentences[sentence].forget()

    def token_range(self, r: Range) -> tuple[int, int]:
        """Half-open range of tokens of a range of units."""
        sentence = self.sentences[r.sentence]
        if not sentence.parts:
            return sentence.first + r.start, sentence.first + r.end
        return sentence.units[r.start], sentence.end_of(r.end - 1)
