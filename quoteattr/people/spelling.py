"""One name in several spellings: François and FRANCOIS, Müller and Mueller, O’Reed and O'Reed."""

from __future__ import annotations

import unicodedata

# Letters that have no accent to lose: they are written with others where a keyboard lacks them.
_PLAIN = str.maketrans("øłđðı’", "olddi'") | str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})

_LONG_ENOUGH = 5  # letters of the longer word


def fold(word: str) -> str:
    """A word without capitals and accents."""
    lower = word.lower()
    if word.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def spelt_out(word: str) -> str:
    """A word without capitals and accents, its umlauts written as two letters."""
    return fold(word) if word.isascii() else fold(unicodedata.normalize("NFC", word.lower()).translate(_SPELT_OUT))


def spellings(word: str) -> tuple[str, ...]:
    """The forms by which a word is looked up."""
    return (word.lower(),) if word.isascii() else tuple({fold(word), spelt_out(word)})


def same_word(a: str, b: str) -> bool:
    """Are two words one in two spellings?"""
    if a == b:
        return True
    if a.isascii() and b.isascii():
        return a.lower() == b.lower()
    return fold(a) == fold(b) or spelt_out(a) == spelt_out(b)


def is_misspelt(a: str, b: str) -> bool:
    """Are two words of the same first letter one typing error apart (Damerau 1964): Houser and Hauser, Helm and Helms?

    A changed letter counts in words of six and more: Reed and Reid are two names.
    """
    if len(a) > len(b):
        a, b = b, a
    if a == b or a[:1] != b[:1] or len(b) < _LONG_ENOUGH or len(b) - len(a) > 1:
        return False
    at = next((k for k in range(len(a)) if a[k] != b[k]), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    return swapped or (len(a) > _LONG_ENOUGH and a[at + 1 :] == b[at + 1 :])
