"""Which language a text is in, so far as this: is it plainly another than that of the word lists?

There is no model. In every language a third and more of the running words are function words, and few of them are
words of another language: a text is foreign where those of some other language are many and those of the own few, or
where its letters are another script's. Short texts and headlines have too little of either, and are never foreign.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from operator import and_

import regex

from quoteattr.lexicon import Lexicon

_LONGEST = 10_000  # characters that are looked at: two articles
_AROUND = ".,;:!?()[]{}<>\"'*“”„‘’‚«»‹›…–—-"
_LETTER = regex.compile(r"\p{L}")
_FOREIGN_LETTER = regex.compile(r"(?!\p{Latin})\p{L}")

_FEWEST_LETTERS = 10
_FEWEST_WORDS = 3  # different function words, those aside that names have too
_SHARE = 0.12  # of the words are function words of the other language
_AGAINST_OWN = 2.0  # times as many as those of the own
_ENOUGH = 60  # words of a text of which a language that is not listed is told by what it lacks
_SHARE_OF_OWN = 0.04  # of these are function words of the own language, at most
_SHARE_OF_KNOWN = 0.15  # of the different ones are any words of it, at most


def foreign_language(text: str, lexicon: Lexicon) -> str | None:
    """What a text is in, in words for a message, if that is plainly not the language of the word lists.

    Args:
        text: an article, or part of one.
        lexicon: the word lists of the language that is expected; without ``foreign_words`` no text is foreign.

    Returns:
        The name of a language (``German``), of a script (``Cyrillic letters``), or ``another language``; None for a
        text in the language of the word lists, for one in several, and where there is too little to tell.
    """
    if not lexicon.foreign_words:
        return None
    start = text[:_LONGEST]
    others = 0 if start.isascii() else len(_FOREIGN_LETTER.findall(start))
    if others >= _FEWEST_LETTERS and 2 * others > len(_LETTER.findall(start)):
        return f"{_script(start)} letters"
    words = Counter(start.split())
    return _by_function_words(_without_marks(words), lexicon)


def _without_marks(words: Counter[str]) -> Counter[str]:
    """The words without marks around them; those with capitals are left out, as names and headlines have them."""
    found = Counter[str]()
    for word, times in words.items():
        if word.islower():
            found[word.strip(_AROUND)] += times
    return found


def is_foreign_phrase(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Are these words of another language, and no name either: Lesen Sie auch?

    A phrase of the own language has no function word of another. A name of another language can have one, between its
    capitals: Bund für Natur und Umwelt.
    """
    if lexicon.foreign_words.keys().isdisjoint(words):  # nearly every phrase, told without a loop
        return False
    foreign = [word in lexicon.foreign_words and word not in lexicon.function_words for word in words]
    if not any(foreign) or any(word.lower() in lexicon.closed_words for word in words):
        return False
    return foreign[0] or foreign[-1] or any(map(and_, foreign, foreign[1:]))


def _by_function_words(words: Counter[str], lexicon: Lexicon) -> str | None:
    total = words.total()
    own = sum(times for word, times in words.items() if word in lexicon.closed_words)
    found, different = Counter[str](), Counter[str]()
    for word in words.keys() & lexicon.foreign_words.keys():
        for language in lexicon.foreign_words[word]:
            found[language] += words[word]
            different[language] += word not in lexicon.function_words
    language = max(found, key=lambda each: (found[each], each), default="")
    if different[language] >= _FEWEST_WORDS and found[language] >= max(_SHARE * total, _AGAINST_OWN * own):
        return language
    unknown = total >= _ENOUGH and own < _SHARE_OF_OWN * total and _is_unknown(words, lexicon)
    return "another language" if unknown else None


def _is_unknown(words: Counter[str], lexicon: Lexicon) -> bool:
    """Are most of many different words in no list, as in no list of things in the own language?"""
    known = sum(word in lexicon.words for word in words)
    return len(words) >= _ENOUGH / 2 and known < _SHARE_OF_KNOWN * len(words)


def _script(text: str) -> str:
    """The script of most letters that are not Latin ones: Cyrillic, Arabic, CJK."""
    names = Counter(unicodedata.name(letter, "other").split()[0] for letter in _FOREIGN_LETTER.findall(text))
    name = max(names, key=lambda each: names[each])
    return name if name == "CJK" else name.capitalize()
