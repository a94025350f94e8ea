"""The sentences around a stretch of a text."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from quoteattr.lexicon import load
from quoteattr.text.marks import pair
from quoteattr.text.sentences import Splitter
from quoteattr.text.tokens import tokenize


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence at one offset to the end of the sentence before another, in code points."""
    starts, ends = _bounds(text)
    first = max(0, bisect_right(starts, start) - 1)
    last = max(first, bisect_right(starts, end - 1) - 1)
    return (min(start, starts[first]), max(end, ends[last])) if starts else (start, end)


@lru_cache(maxsize=1)  # one article is asked about all of its quotations
def _bounds(text: str) -> tuple[list[int], list[int]]:
    """Where the sentences of a text begin, and where they end."""
    lexicon = load()
    tokens = tokenize(text, lexicon)
    sentences = Splitter(tokens, pair(tokens, lexicon), lexicon).sentences()
    spans = [tokens.span(sentence.first, sentence.last) for sentence in sentences if sentence.first < sentence.last]
    return [start for start, _ in spans], [end for _, end in spans]
