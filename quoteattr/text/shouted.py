"""PARAGRAPHS ALL IN CAPITALS: their words are read as if only names had one, since a capital tells nothing there."""

from __future__ import annotations

from quoteattr.lexicon import Lexicon
from quoteattr.text.marks import MARKS
from quoteattr.text.mended import DASHES, label_end
from quoteattr.text.tokens import Tokens

_FEWEST = 6  # tokens; less is a label, a list of initials or an outcry
_BEFORE_SENTENCE = frozenset(".!?:") | MARKS
_DATELINE = 12  # tokens before a dash that may be one


def calm(tokens: Tokens, lexicon: Lexicon) -> None:
    """Give the words of such paragraphs the capitals of a sentence; the text and its offsets stay as they are.

    A word that the lists know and that is no name loses its capitals, any other keeps the first. Initials that the
    lists know keep theirs, and so do datelines and the paragraphs of a transcript, which are told by them.
    """
    words = tokens.words
    for first, last in tokens.paragraphs:
        if last - first >= _FEWEST and words[first].upper() == words[first] and _is_shouted(tokens, first, last):
            begins = True
            for i in range(_behind_dateline(words, first, last), last):
                words[i] = _calmed(words[i], lexicon, begins=begins)
                begins = words[i] in _BEFORE_SENTENCE


def _is_shouted(tokens: Tokens, first: int, last: int) -> bool:
    paragraph = tokens.text[slice(*tokens.span(first, last))]
    return paragraph.isupper() and label_end(tokens.words, first, last) is None


def _behind_dateline(words: list[str], first: int, last: int) -> int:
    """The token behind the first dash, if one stands near; else the first."""
    return next((i + 1 for i in range(first, min(last, first + _DATELINE)) if words[i] in DASHES), first)


def _calmed(word: str, lexicon: Lexicon, *, begins: bool) -> str:
    if word in lexicon.organization_names:
        return word
    small, capital = word.lower(), word.capitalize()
    calmed = small if _is_common(small, capital, lexicon) and not begins else capital
    return calmed if len(calmed) == len(word) else word  # İ is two code points in lower case


def _is_common(small: str, capital: str, lexicon: Lexicon) -> bool:
    """A word of the language, and neither a given name nor a title."""
    if small.strip("'’n") in lexicon.language.clitics or small in lexicon.function_words:
        return True
    return lexicon.knows(small) and capital not in lexicon.given_names and capital not in lexicon.title_words
