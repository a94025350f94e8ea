"""Turns of a transcript without quotation marks: WALLACE: We will not go.

The label tells the speaker as a colon rule would, but only where the article has at least two such lines: a single
"NOTE:" is no transcript.
"""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.rules.base import Context, LabelPlace, Proposal, QuotationPlace, rule
from quoteattr.syntax.document import Range
from quoteattr.text.marks import MARKS
from quoteattr.text.sentences import Sentence

_LABEL_WORDS = 4
_FEWEST_TURNS = 2


@rule(
    LabelPlace,
    fires="{LEE}: The mill will close.\n\n{HOST}: When will it close?",
    silent="NOTE: The mill will close.\n\nAnn Lee left.",
)
def transcript(ctx: Context, at: LabelPlace) -> Proposal | None:
    """A label in capitals, a colon, what is said to the end of the paragraph: WALLACE: We will not go."""
    first = ctx.sentences[at.sentence].first
    return Proposal(Range(at.sentence, 0, at.colon - first), content=((at.colon + 1, ctx.sentences[at.last - 1].last),))


@rule(
    QuotationPlace,
    fires='"{LEE}: The mill will close.\n\n"{HOST}: When will it close?',
    silent='Ann Lee was blunt: "The mill will close."',
)
def transcript_in_marks(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """A label in capitals behind the opening mark of a paragraph: "WALLACE: We will not go."""
    sentence = ctx.sentences[at.sentence]
    opened = sentence.units[at.unit]
    if at.unit < 2 or ctx.tokens.words[opened] != ":" or ctx.tokens.words[sentence.first] not in MARKS:
        return None
    return Proposal(Range(at.sentence, 1, at.unit))


def labelled(ctx: Context) -> list[LabelPlace]:
    """Every paragraph that begins with a label; empty unless the article is or holds a transcript."""
    found = [place for sentences in _paragraphs(ctx) if (place := _labelled(ctx, sentences)) is not None]
    return found if len(found) >= _FEWEST_TURNS else []


def _paragraphs(ctx: Context) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph."""
    group: list[Sentence] = []
    for sentence in ctx.narrative:
        if group and sentence.paragraph != group[0].paragraph:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _labelled(ctx: Context, sentences: list[Sentence]) -> LabelPlace | None:
    words = ctx.tokens.words
    first, last = sentences[0].first, sentences[-1].last
    stop = min(last - 1, sentences[0].last + 1, first + 1 + _LABEL_WORDS)  # NO. 1: Rain: a full stop ends no label
    colon = next((i for i in range(first + 1, stop) if words[i] == ":"), None)
    if colon is None or any(s.parts for s in sentences):
        return None
    label = [word for word in words[first:colon] if word[0].isalpha()]
    if not label or not all(word.isupper() and len(word) > 1 for word in label):
        return None
    return LabelPlace(sentences[0].index, sentences[-1].index + 1, colon)
