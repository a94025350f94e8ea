"""Words with offsets and paragraphs: the text cut into columns, nothing normalized and nothing lost.

The columns are made by C functions over one master pattern whose matches tile the text (token and the white
space behind it), because a Python loop over tokens costs several times the matching itself.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from functools import cache
from itertools import accumulate, compress, count

from quoteattr.lexicon import Lexicon
from quoteattr.memory.memo import Memo
from quoteattr.text.reading import FILL, as_read

# \w leaves out combining marks, which would cut a decomposed "é" in two; they join the word they follow. So does what
# hides nothing but a soft hyphen or the like (reading.FILL).
_LETTERS = r"(?:[^\W_]+|[\u0300-\u036f\x1f])+"
# Three tokens in four are a plain word, a comma or a full stop with one space behind. Tried first, as a branch of its
# own, they halve the time of the matching; only words that begin an abbreviation of two ("Vice Adm.") are left out.
# Plain words before a comma are half of what is left.
# Clitics are tokens of their own: "Wallace's" names Wallace, and "he's" has a subject.
_PATTERN = r"""
  (?:(?!(?:{paired})\ )[A-Za-z]+|[.,])\ (?!\s)
| [A-Za-z]+(?=,)
| (?:
  (?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]'’]
| [@\#][^\W_]\w*
| (?:[^\W\d_]\.){{2,}}
| (?=[A-Za-z])(?:[a-z]+-)?(?:{abbreviations})\.
| (?<![\w’'])[A-Z]\.(?=[ \u00a0](?:[^\W\d_a-z]|(?:{particles})\b))
| \d+(?:[.,:]\d+)*(?:{letters})?(?:-{letters})*%?
| {letters}(?:[-'’&./](?!{clitic})(?<![./]){letters})*
| ['’]{clitic}
| \.{{2,}} | --+ | `` | ''
| \S
)\s*|\s+"""

_FINAL = frozenset(".!?:;\"'”’»)…")
_BREAK = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]\s*")
_NEWLINE = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = re.compile(f"{FILL}+")
_SLICE = 200_000  # characters matched at a time: the pieces of a whole 10 MB text would be 120 MB of strings


class Tokens:
    """The columns of a text: token ``i`` is ``words[i]`` and starts at ``starts[i]``. Read-only."""

    __slots__ = ("_glued", "_lengths", "paragraphs", "starts", "text", "words")

    def __init__(self, text: str, words: list[str], starts: array[int], paragraphs: list[tuple[int, int]]) -> None:
        self.text = text
        self.words = words
        self.starts = starts
        self.paragraphs = paragraphs
        """Half-open token ranges, in order; every token is in exactly one."""
        self._lengths: dict[int, int] = {}
        """Tokens that are longer in the text than what is read of them."""
        self._glued: set[int] = set()
        """Tokens before which stands something that is not read, and no white space."""

    def __len__(self) -> int:
        return len(self.words)

    def end(self, i: int) -> int:
        """The offset behind token ``i``."""
        return self.starts[i] + (self._lengths.get(i) or len(self.words[i]))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens ``first`` to ``last`` stand in the text, both half-open."""
        i = last - 1
        return self.starts[first], self.starts[i] + (self._lengths.get(i) or len(self.words[i]))  # end() without a call

    def where(self, words: Set[str]) -> list[int]:
        """The tokens that are one of these words, by C functions alone: a third of the time of a loop."""
        return list(compress(count(), map(words.__contains__, self.words)))

    def at(self, offset: int) -> int:
        """The first token that starts at or behind a code point offset."""
        return bisect_left(self.starts, offset)

    def spaced(self, i: int) -> bool:
        """Does white space (or the start of the text) stand before token ``i``?"""
        if i == 0:
            return True
        before = i - 1
        end = self.starts[before] + (self._lengths.get(before) or len(self.words[before]))  # end() without a call
        return self.starts[i] > end and i not in self._glued

    def unfold(self, read: str) -> None:
        """Take out of the words what is not read; ``read`` is the text as it is read."""
        for found in _HIDDEN.finditer(read):
            i = bisect_left(self.starts, found.end()) - 1
            if i < 0:
                continue
            if self.end(i) <= found.start():
                before = found.start() == self.end(i) and i + 1 < len(self) and self.starts[i + 1] == found.end()
                self._glued |= {i + 1} if before else set()
            elif FILL in self.words[i]:
                self._lengths[i] = len(self.words[i])
                self.words[i] = self.words[i].replace(FILL, "")


class _WordOf(Memo[str, str]):
    """Piece of a text to its word, without the white space behind: one object a distinct word, also from text to text.

    That takes a tenth of the memory on long texts, and words whose hashes are known are looked up in less time.
    """

    def work_out(self, key: str) -> str:
        return key.rstrip()


_WORD_OF = _WordOf()


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """Cut any ``str`` into tokens and paragraphs. Linear; never raises."""
    cut = _master_pattern(lexicon.abbreviation_words, lexicon.particles, lexicon.language.clitics).findall
    words: list[str] = []
    starts = array("q")
    read = as_read(text)
    for first, last in _slices(read):
        pieces = cut(read, first, last)
        words += map(_WORD_OF.__getitem__, pieces)
        starts.extend(accumulate(map(len, pieces), initial=first))
        starts.pop()
    if words and not words[0]:  # white space before the first word is a tile of its own
        del words[0], starts[0]
    tokens = Tokens(text, words, starts, list(_paragraphs(read, starts)))
    if read is not text:
        tokens.unfold(read)
    return tokens


def _slices(text: str) -> Iterator[tuple[int, int]]:
    """The text in stretches that end behind a line break; a text without any is one stretch."""
    start = 0
    while start < len(text):
        found = _BREAK.search(text, start + _SLICE)
        end = found.end() if found else len(text)
        yield start, end
        start = end


@cache
def _master_pattern(
    abbreviations: tuple[str, ...], particles: tuple[str, ...], clitics: tuple[str, ...]
) -> re.Pattern[str]:
    paired = sorted({a.split()[0] for a in abbreviations if " " in a and a.split()[0].isalpha()})
    in_small_and_capitals = [form for clitic in clitics for form in (clitic, clitic.upper())]
    pattern = _PATTERN.format(
        paired=_any_of(paired),
        abbreviations=_alternatives(abbreviations),
        particles=_any_of(particles),
        letters=_LETTERS,
        clitic=rf"(?:{_any_of(in_small_and_capitals)})\b",
    )
    return re.compile(pattern, re.VERBOSE)


_NEVER = "(?!)"
"""What no text matches: where a language has no words of a kind."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or _NEVER


def _alternatives(words: Iterable[str]) -> str:
    """Words as one alternation grouped by first letter: the engine tries a branch a letter, not one a word."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{re.escape(first)}(?:{'|'.join(sorted(rest, reverse=True))})" for first, rest in groups.items())
    return "|".join(branches) or _NEVER


def paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand in the text, half-open, without the white space around: they need no word lists."""
    start = 0
    for stop, goes_on in (*_paragraph_breaks(as_read(text)), (len(text), len(text))):
        paragraph = text[start:stop]
        if inside := paragraph.strip():
            first = start + len(paragraph) - len(paragraph.lstrip())
            yield first, first + len(inside)
        start = goes_on


def _paragraphs(text: str, starts: array[int]) -> Iterator[tuple[int, int]]:
    """The same as token ranges."""
    first = 0
    for _, end in _paragraph_breaks(text):
        last = bisect_left(starts, end, first)
        if last > first:
            yield first, last
            first = last
    if first < len(starts):
        yield first, len(starts)


def _paragraph_breaks(text: str) -> list[tuple[int, int]]:
    """Paragraphs end at blank lines, and at single newlines too unless the text is wrapped at a line width."""
    breaks = list(_BREAK.finditer(text))
    spans = [m.span() for m in breaks]
    single = [m.span() for m in breaks if m[0] == "\n" or len(_NEWLINE.findall(m[0])) == 1]
    return sorted({*spans} - {*single}) if _is_wrapped(text, single) else spans


def _is_wrapped(text: str, breaks: list[tuple[int, int]]) -> bool:
    """Wrapped prose goes on in lower case inside a sentence at most line ends; paragraphs and lists do not."""
    running = sum(text[end : end + 1].islower() and text[start - 1 : start] not in _FINAL for start, end in breaks)
    return running > 1 and running * 3 >= len(breaks)
