"""Turns of a transcript: WALLACE: We will not go; names in ordinary case; labels inside marks that never close.

The label tells the speaker as a colon rule would, but only where the article has at least two such lines: a single
"NOTE:" is no transcript.
"""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.rules.base import Context, LabelPlace, Needs, Proposal, QuotationPlace, rule
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Word
from quoteattr.text.layout import BOILERPLATE
from quoteattr.text.marks import MARKS
from quoteattr.text.sentences import Sentence

_LABEL_WORDS = 9
_NAME_WORDS = 3
_FEWEST_TURNS = 2


@rule(
    LabelPlace,
    fires="{LEE}: The mill will close.\n\n{HOST}: When will it close?",
    silent="NOTE: The mill will close.\n\nAnn Lee left.",
)
def transcript(ctx: Context, at: LabelPlace) -> Proposal | None:
    """A label, a colon, what is said to the end of the paragraph: WALLACE: We will not go."""
    first, end = _label(ctx, at)
    return Proposal(Range(at.sentence, 0, end - first), content=((at.colon + 1, ctx.sentences[at.last - 1].last),))


@rule(
    QuotationPlace,
    needs=Needs.WORDS,
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
    if ":" not in ctx.tokens.words:
        return []
    capitals: list[LabelPlace] = []
    ordinary: list[LabelPlace] = []
    for sentences in _paragraphs(ctx):
        place = _labelled(ctx, sentences)
        if place is not None:
            (capitals if _is_in_capitals(ctx, place) else ordinary).append(place)
    turns = capitals if len(capitals) >= _FEWEST_TURNS else []
    return sorted((*turns, *_named(ctx, ordinary)))


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
    """A paragraph that begins with a few words and a colon and holds no quotation."""
    words = ctx.tokens.words
    first, last = sentences[0].first, sentences[-1].last
    holder = sentences[0]
    if _is_abbreviated(ctx, holder) and len(sentences) > 1:  # DR. NINA ROY: the full stop has ended a sentence
        holder = sentences[1]
    stop = min(last - 1, holder.last + 1, holder.first + 1 + _LABEL_WORDS)  # NO. 1: Rain: a full stop ends no label
    label = words[holder.first + 1 : stop]
    if ":" not in label or any(s.parts for s in sentences) or not words[first][0].isupper():
        return None
    colon = holder.first + 1 + label.index(":")
    if holder.kind in BOILERPLATE or words[colon + 1][0] == "@":  # READ ALSO: Mill shuts · POSTS: @annlee
        return None
    return LabelPlace(holder.index, sentences[-1].index + 1, colon)


def _is_abbreviated(ctx: Context, sentence: Sentence) -> bool:
    """DR.: a title and its full stop, taken for a sentence."""
    words = ctx.tokens.words
    return sentence.last - sentence.first == 2 and f"{words[sentence.first].capitalize()}." in ctx.lexicon.titles


def _label(ctx: Context, place: LabelPlace) -> tuple[int, int]:
    """The tokens of the name in a label, without what is said of it: DAVE REED, HOST · Ann Lee (Tarn)."""
    first = ctx.sentences[place.sentence].first
    words = ctx.tokens.words
    return first, next((i for i in range(first + 1, place.colon) if words[i] in ",("), place.colon)


def _is_in_capitals(ctx: Context, place: LabelPlace) -> bool:
    label = [word for word in ctx.tokens.words[slice(*_label(ctx, place))] if word[0].isalpha()]
    return bool(label) and all(word.isupper() and len(word) > 1 for word in label)


def _named(ctx: Context, places: list[LabelPlace]) -> list[LabelPlace]:
    """Labels in ordinary case that are names of two people at least: Ann Lee: …, later Lee: …"""
    words = ctx.tokens.words
    labels = {place: tuple(words[slice(*_label(ctx, place))]) for place in places}
    full = {label for place, label in labels.items() if _is_full_name(ctx, place, label)}
    if len(full) < _FEWEST_TURNS:
        return []
    known = full | {label[-1:] for label in full}
    return [place for place in places if labels[place] in known]


def _is_full_name(ctx: Context, place: LabelPlace, label: tuple[str, ...]) -> bool:
    first, _ = _label(ctx, place)
    letters = set(ctx.letters[first : first + len(label)])
    return 1 < len(label) <= _NAME_WORDS and label[0] in ctx.lexicon.given_names and letters == {Word.NAME}
