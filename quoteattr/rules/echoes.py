"""Pull quotes, headings in marks, words picked up again: who speaks is said where the words stand in full."""

from __future__ import annotations

from quoteattr.rules.base import Context, Proposal, QuotationPlace, rule
from quoteattr.syntax.levels import Word, pattern
from quoteattr.text.layout import Kind

_ALONE = pattern(Word, "(stop | dash)* quotation stop*")
_HEADING_WORDS = 14
_FEWEST_LETTERS = 5  # of a heading of one word
_SEVERAL_WORDS = 5  # of what is no term
_MORE_WORDS = 2  # that the quotation has from which a few words are picked up; a term is as long each time
_SENTENCES_AWAY = 6  # at which a few words are still picked up; farther off they are a phrase that everybody knows


@rule(
    QuotationPlace,
    fires="“The sea took the road”\n\n“The sea took the road and I took the hint,” {Ann Lee} says.",
    silent="“The sea took the road”\n\n“The mill went with it,” Ann Lee says.",
)
def echo(ctx: Context, at: QuotationPlace) -> Proposal | None:
    """The words of a pull quote, a heading or an allusion, repeated from a quotation that somebody is credited with."""
    start, stop = at.words
    alone = is_alone(ctx, at)
    if not _tells(ctx, start, stop, alone=alone):
        return None
    sentence = ctx.sentences[at.sentence]
    in_heading = sentence.kind is Kind.HEADLINE or sentence.paragraph == 0
    if sentence.inside is not None:
        return None
    for other in ctx.repeats.of(at.quotation):
        done = ctx.done.get(other)
        if done is None or done.proposal.mention is None:
            continue
        away = abs(ctx.places[other][0].sentence - at.sentence)
        longer = (in_heading or away <= _SENTENCES_AWAY) and ctx.repeats.length(other) >= stop - start + _MORE_WORDS
        if alone or longer or stop - start >= _SEVERAL_WORDS:
            return Proposal(done.proposal.mention, done.proposal.cue)
    return None


def is_alone(ctx: Context, at: QuotationPlace) -> bool:
    """Is a quotation a paragraph of its own?"""
    return at.sentence in ctx.paragraphs_of_one and _ALONE.fullmatch(ctx.parse(at.sentence).tags) is not None


def _tells(ctx: Context, start: int, stop: int, *, alone: bool) -> bool:
    """Do these words say enough to be known again: two that are no name or title, or one long one in a heading?"""
    if stop - start == 1 and not alone:
        return False
    words = [word for word in ctx.tokens.words[start:stop] if word[0].isalnum()]
    content = [word for word in words if word.lower() not in ctx.lexicon.function_words]
    if alone:
        return len(words) > 1 or any(len(word) >= _FEWEST_LETTERS for word in content)
    return len(words) > 1 and any(word[0].islower() for word in content)


def is_heading(ctx: Context, at: QuotationPlace) -> bool:
    """A pull quote or a heading in marks: alone in its paragraph, and a repeat or a short line without an end.

    Whoever speaks around it need not say this.
    """
    if not is_alone(ctx, at):
        return False
    start, stop = at.words
    is_line = stop - start <= _HEADING_WORDS and ctx.sentences[at.sentence].kind is Kind.HEADLINE
    return is_line or next(ctx.repeats.of(at.quotation), None) is not None
