"""An article by hand with everything that a record can hold, and articles of every kind that can be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import strategies as st

from quoteattr.types import Article, Gender, GenderValue, Quote, QuoteKind, Span, Speaker, SpeakerKind

TEXT = "“Rain,” said Mayor Ada Quill, “is near.” She smiled."
SURROGATES = st.characters(categories=["Cs"])


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


QUILL = Speaker(
    name="Ada Quill",
    kind=SpeakerKind.PERSON,
    titles=("Mayor",),
    gender=Gender(GenderValue.FEMALE, "pronoun she"),
    mentions=(at("Ada Quill"), at("She")),
)
QUOTE = Quote(
    kind=QuoteKind.DIRECT,
    spans=(at("Rain,"), at("is near.")),
    cue=at("said"),
    mention=at("Mayor Ada Quill"),
    speaker=QUILL,
    rule="after",
    confidence=0.9,
)
INNER = Quote(QuoteKind.OTHER, (at("near"),), parent=0)
ARTICLE = Article(TEXT, (QUOTE, INNER), (QUILL,))

words = st.text(st.characters() | SURROGATES, max_size=24)
names = st.text(max_size=12)


def speaker_of(text: str) -> st.SearchStrategy[Speaker]:
    several = st.lists(names, max_size=2).map(tuple)
    mentions = st.lists(st.sampled_from([*spans_of(text, range(len(text) + 1))]), max_size=2).map(tuple)
    gender = st.builds(Gender, st.sampled_from(GenderValue), names)
    return st.builds(Speaker, names, st.sampled_from(SpeakerKind), several, several, gender, mentions)


def spans_of(text: str, cuts: range | list[int]) -> Iterator[Span]:
    """The stretches between the cuts."""
    return (Span(start, end, text[start:end]) for start, end in pairwise(cuts))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(words)
    cuts = draw(st.sets(st.integers(0, len(text))))
    speakers = draw(st.lists(speaker_of(text), max_size=2, unique=True)) if text else []
    left = list(spans_of(text, sorted(cuts)))
    quotes: list[Quote] = []
    while left:
        spans = tuple(left.pop(0) for _ in range(min(len(left), draw(st.integers(1, 2)))))
        cue = left.pop(0) if left and draw(st.booleans()) else None
        mention = left.pop(0) if left and draw(st.booleans()) else None
        kind = draw(st.sampled_from(QuoteKind))
        speaker = draw(st.sampled_from([None, *speakers])) if kind is not QuoteKind.OTHER else None
        quotes.append(Quote(kind, spans, cue, mention, speaker, draw(names), draw(names), draw(st.floats(0, 1))))
        first = spans[0]
        if first.end - first.start > 1 and draw(st.booleans()):
            inner = Span(first.start, first.end - 1, first.text[:-1])
            quotes.append(Quote(QuoteKind.DIRECT, (inner,), parent=len(quotes) - 1))
    return Article(text, tuple(quotes), tuple(speakers))
