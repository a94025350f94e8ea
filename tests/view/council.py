"""An article for the browser: long, with quotes of each kind, nested and interrupted ones, a mention far away."""

from __future__ import annotations

from quoteattr.types import Article, Quote, QuoteKind, Span, Speaker, SpeakerKind

FILLER = "\n\n".join(f"Paragraph {number} of the minutes, which are long and say little." for number in range(40))
TEXT = f"""\
Mayor Ada Quill opened the session.

“It rained all night,” she told the Wharf Gazette, “and it is cold.”

“My uncle says, ‘Boats sink,’ and I believe him,” said Bo Vale.

{FILLER}

“We were late.”

Vale said that the union had paid for the “Old Kettle”.
"""


def words(piece: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(piece, start + 1)
    return Span(start, start + len(piece), piece)


ADA = Speaker("Ada Quill", SpeakerKind.PERSON)
BO = Speaker("Bo Vale", SpeakerKind.PERSON)
UNCLE = Speaker("My uncle", SpeakerKind.UNNAMED)
QUOTES = (
    Quote(
        QuoteKind.DIRECT,
        (words("It rained all night,"), words("and it is cold.")),
        cue=words("told"),
        mention=words("she"),
        speaker=ADA,
        rule="quote_speaker_cue",
        speaker_rule="pronoun",
        confidence=0.93,
    ),
    Quote(
        QuoteKind.DIRECT,
        (words("My uncle says, ‘Boats sink,’ and I believe him,"),),
        cue=words("said"),
        mention=words("Bo Vale"),
        speaker=BO,
        rule="quote_cue_speaker",
    ),
    Quote(
        QuoteKind.DIRECT,
        (words("Boats sink,"),),
        cue=words("says"),
        mention=words("My uncle"),
        speaker=UNCLE,
        rule="speaker_cue_quote",
        parent=1,
    ),
    Quote(
        QuoteKind.DIRECT,
        (words("We were late."),),
        mention=words("Mayor Ada Quill"),
        speaker=ADA,
        rule="last_speaker",
    ),
    Quote(
        QuoteKind.INDIRECT,
        (words("the union had paid for the “Old Kettle”"),),
        cue=words("said", 1),
        mention=words("Vale", 1),
        speaker=BO,
        rule="that_clause",
    ),
    Quote(QuoteKind.OTHER, (words("Old Kettle"),)),
)
ARTICLE = Article(TEXT, QUOTES, (ADA, BO, UNCLE))

ALL_QUOTES = [
    "It rained all night,",
    "and it is cold.",
    "My uncle says, ‘Boats sink,’ and I believe him,",
    "Boats sink,",
    "We were late.",
    "the union had paid for the “Old Kettle”",
    "Old Kettle",
]
