"""Quoted words as they are compared: what an editor may change is left out, what is before a word is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

import regex

from quoteattr.people.spelling import fold
from quoteattr.types import Span


class Gap(Enum):
    """What stands between a word and the one before it in the same quotation: of several what allows for most."""

    NONE = "none"
    SENTENCE = "sentence"  # the end of a sentence: the next word may have a capital
    BRACKET = "bracket"  # an editor's own words in square brackets
    ELLIPSIS = "ellipsis"  # words were left out, and it is told
    SPAN = "span"  # the marks close and open again: “It rained,” Lee said, “all week.”


class Word(NamedTuple):
    """A word of a quotation or of running text."""

    start: int
    end: int
    form: str
    """As it stands, with plain apostrophes."""
    folded: str
    """Without capitals and accents: what is compared."""
    gap: Gap
    bracketed: bool = False
    """Stands in square brackets, and so is the editor's."""


_PIECE = regex.compile(
    r"""(?P<word> (?:\[\p{L}\])?
          (?> \d+(?:[.,:]\d+)*\p{L}* | [\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)* )
        | [%$€£] )
        (?! \[ [^\[\]]{0,120} \] )
      | (?P<insert> [\p{L}\p{N}]*+ \[ [^\[\]]{0,120} \] [\p{L}\p{N}]*+ )
      | (?P<ellipsis> … | \.[ ]?\.(?:[ ]?\.)* | \*\s\*\s\* )
      | (?P<sentence> [.!?:;]+ )""",
    regex.VERBOSE,
)
"""Nothing is looked at twice: a long word before a bracket that never closes would cost its square."""
_THOUSANDS = regex.compile(r"(?<=\d),(?=\d{3}\b)")


def draft_words(spans: Iterable[Span]) -> list[Word]:
    """The words that a quotation claims were said; of brackets only that they are there."""
    return [word for span in spans for word in _words(span.text, span.start, Gap.SPAN) if not word.bracketed]


def source_words(spans: Iterable[Span]) -> list[Word]:
    """The words of a passage of a source, those in brackets among them."""
    return [word for span in spans for word in _words(span.text, span.start, Gap.SPAN)]


def _words(text: str, offset: int, gap: Gap) -> Iterable[Word]:
    for piece in _PIECE.finditer(text):
        if piece.lastgroup == "word":
            yield _word(piece[0], offset + piece.start(), gap)
            gap = Gap.NONE
        elif piece.lastgroup == "insert":
            for inner in _PIECE.finditer(piece[0].replace("[", " ").replace("]", " ")):
                if inner.lastgroup == "word":
                    yield _word(inner[0], offset + piece.start() + inner.start(), gap)._replace(bracketed=True)
            gap = _stronger(gap, Gap.BRACKET)
        else:
            gap = _stronger(gap, Gap(piece.lastgroup))


def _stronger(gap: Gap, other: Gap) -> Gap:
    order = list(Gap)
    return max(gap, other, key=order.index)


def _word(text: str, start: int, gap: Gap) -> Word:
    form = regex.sub("[’ʼ]", "'", text.replace("[", "").replace("]", ""))
    if text[0] == "[":  # [T]he: an editor's capital
        gap = _stronger(gap, Gap.SENTENCE)
    return Word(start, start + len(text), form, _THOUSANDS.sub("", fold(form)), gap)


def same_capitals(draft: Word, source: Word) -> bool:
    """Have two words with the same letters the same capitals? The first of a sentence may have another."""
    if draft.gap is not Gap.NONE or source.gap is not Gap.NONE or _is_shouted(draft) or _is_shouted(source):
        return True
    return draft.form == source.form or draft.form.lower() != source.form.lower()  # else an accent or a comma differs


def _is_shouted(word: Word) -> bool:
    """Capitals throughout say little in a long word: headings have them, and those who transcribe a shout."""
    return len(word.form) > 3 and word.form.isupper()
