"""Turns of a transcript without quotation marks: WALLACE: We will not go.

The label tells the speaker as a colon rule would, but only where the article has at least two such lines: a single
"NOTE:" is no transcript.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quoteattr.rules.base import Context
from quoteattr.syntax.document import Range
from quoteattr.text.sentences import Sentence

RULE = "transcript"
_LABEL_WORDS = 4
_FEWEST_TURNS = 2


class Turn(NamedTuple):
    """What one speaker says: the label, and the tokens behind it to the end of the paragraph."""

    mention: Range
    start: int
    stop: int


def turns(ctx: Context) -> list[Turn]:
    """Every turn, one a paragraph; empty unless the article is or holds a transcript."""
    found = [turn for sentences in _paragraphs(ctx) for turn in _turn(ctx, sentences)]
    return found if len(found) >= _FEWEST_TURNS else []


def _paragraphs(ctx: Context) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph."""
    group: list[Sentence] = []
    for sentence in ctx.sentences:
        if group and sentence.paragraph != group[0].paragraph:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _turn(ctx: Context, sentences: list[Sentence]) -> Iterator[Turn]:
    words = ctx.tokens.words
    first, last = sentences[0].first, sentences[-1].last
    colon = next((i for i in range(first + 1, min(last - 1, first + 1 + _LABEL_WORDS)) if words[i] == ":"), None)
    if colon is None or any(s.parts for s in sentences):
        return
    label = [word for word in words[first:colon] if word[0].isalpha()]
    if not label or not all(word.isupper() and len(word) > 1 for word in label):
        return
    yield Turn(Range(sentences[0].index, 0, colon - first), colon + 1, last)
