"""Word classes: one letter a token, from the lexicon, then mended by the neighbours.

===  =====================================================  ===  ============================================
D    determiner, possessive pronoun (the, his)               V    finite verb (said, says)
d    determiner that can stand alone (some, many, this)      B    base form (say)
A    adjective                                               E    past form or participle (told, warned)
M    number                                                  F    participle only (written)
N    common noun                                             G    -ing form
P    proper name, title                                      X    auxiliary, be, have, do, modal
H    subject pronoun                                         T    to
O    object pronoun                                          R    adverb, not
Z    possessive 's                                           I    preposition
p    particle of a name (von, bin)
t    day or month                                            S    subordinator (if, because)
K    that                                                    W    who, which, what, how
Q    a quotation, whole                                      C    and, or, but
J    being, having outside a verb group
===  =====================================================  ===  ============================================

Punctuation stands for itself: ``, ; : ( ) .`` and ``-`` for dashes. The letters ``b c j u Y`` are
left to the neighbours (noun or base form, noun or third person, *being*, week, *her*);
:meth:`WordClasses.of` leaves none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import ClassVar

from quoteattr.lexicon import Lexicon
from quoteattr.memory.memo import Memo
from quoteattr.text.sentences import QUOTE, Sentence

_PUNCTUATION = {
    QUOTE: "Q", ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", ".": ".", "!": ".", "?": ".",
    "…": "-", "...": "-", "....": ".", "–": "-", "—": "-", "--": "-", "---": "-", "-": "-", "&": "C", "/": "C",
}  # fmt: skip
_PENN = {
    "VB": "B", "VBP": "B", "VBZ": "V", "VBD": "V", "VBN": "E", "VBG": "G", "MD": "X", "RB": "R", "RBR": "R",
    "RBS": "R", "JJ": "A", "JJR": "A", "JJS": "A", "IN": "I", "TO": "T", "DT": "D", "PDT": "d", "PRP": "H",
    "PRP$": "D", "WP": "W", "WP$": "W", "WDT": "W", "WRB": "W", "CC": "C", "CD": "M", "EX": "H", "RP": "I",
    "UH": "R", "NN": "N", "NNS": "N",
}  # fmt: skip
_GRAMMAR = frozenset("VEXBGcbISCDHWRTK")
_HEADLINE_WORDS = 40  # a longer sentence is no headline
_NUMBER = re.compile(r"[$£€¥]?\d")


class WordClasses(Memo[str, str]):
    """Word to class letter. Nine words in ten are looked up, which saves a tenth of all time."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._function = lexicon.function_words
        self._mender = _Mender(lexicon.sets)
        self._plural_endings = tuple(lexicon.sets["plural_ending"])

    def letters(self, words: Iterable[str]) -> list[str]:
        """The class letters of words by themselves, neighbours unseen."""
        return list(map(self.__getitem__, words))

    def of(self, sentence: Sentence) -> str:
        """One class letter for each unit of a sentence, what the word alone leaves open decided by its neighbours."""
        words = sentence.words
        if self.heads(sentence):
            return self._mender.mend(words, [self.in_headline(word) for word in words])
        letters = self.letters(words)
        for i, letter in enumerate(letters):
            if letter not in ".-(":  # the first word proper
                letters[i] = self.initial(words[i], words[i + 1] if i + 1 < len(words) else "")
                break
        return self._mender.mend(words, letters)

    def heads(self, sentence: Sentence) -> bool:
        """Is a sentence a headline in Title Case, where capitals tell nothing?"""
        return sentence.last - sentence.first < _HEADLINE_WORDS and self.is_headline(sentence.words)

    def work_out(self, word: str) -> str:
        """The class letter of a word by itself."""
        known = _PUNCTUATION.get(word) or self._function.get(word)
        if known is not None:
            return known
        if word[:1].isupper() or word[:1] in "@#":
            return self._capitalized(word)
        if _NUMBER.match(word):
            return "M"
        if word.islower():
            return self._lower(word)
        return "P" if word[:1].isalpha() else "."

    def _capitalized(self, word: str) -> str:
        if word in self._lexicon.calendar:
            return "t"
        if word[1:].islower() and word not in self._lexicon.given_names:
            function = self._function.get(word.lower())
            if function is not None and function != "p":
                return function
        if word in self._lexicon.places and self._lexicon.places[word] == "demonym":
            return "N" if word.endswith(self._plural_endings) and not word.endswith("ss") else "A"
        return "P"

    def is_headline(self, words: list[str]) -> bool:
        """Are Nearly All Words Capitalized, so That a Capital Tells No Name?"""
        if sum(map(str.islower, words)) * 4 > len(words):  # nearly every sentence, told without a loop
            return False
        plain = [word for word in words if word[0].isalpha()]
        small = [word for word in plain if not word[0].isupper()]
        if len(plain) < 4 or len(small) * 4 > len(plain) or any(self[word] in "VEXBGcbH" for word in small):
            return False
        common = sum(self.in_headline(word) in _GRAMMAR for word in plain[1:] if word[0].isupper())
        return common > 1 and any(word[1:].islower() for word in plain)

    def in_headline(self, word: str) -> str:
        """The class where every word has a capital."""
        lower, lex = word.lower(), self._lexicon
        if word in lex.given_names and word not in lex.ambiguous_names:
            return "P"
        known = lower in self._function or lower in lex.cues or lower in lex.words
        return self[lower] if known else self[word]

    def initial(self, word: str, following: str) -> str:
        """The class at the start of a sentence, where a capital says nothing."""
        lower = word.lower()
        if lower == word:
            return self[word]
        lex = self._lexicon
        if lower in self._function and not (word in lex.given_names and following[:1].isupper()):
            return self[lower]
        if word in lex.given_names or word in lex.titles or word in lex.places:
            return self[word]
        if lower in lex.words or lower in lex.roles or lower in lex.cues or (word[1:].islower() and self[lower] != "N"):
            return self[lower]
        return self[word]

    def _lower(self, word: str) -> str:
        tag = self._lexicon.words.get(word)
        form = self._lexicon.cues.get(word)
        if form is not None:
            return _cue_letter(form.slots, tag)
        if tag is not None:
            return "N" if tag == "JJ" and word in self._lexicon.roles else self._by_tag(word, tag)
        phrases = self._lexicon.phrases.get(word)  # shot back, spelt out: a verb at least in these
        return self._by_suffix(word) if phrases is None else _cue_letter(phrases[0][1].slots, None)

    def _by_tag(self, word: str, tag: str) -> str:
        sets = self._lexicon.sets
        if tag == "VBD" and _ends(word, sets["past_ending"]):
            return "E"
        if tag == "VBN" and _ends(word, sets["participle_ending"]):
            return "F"
        return _PENN.get(tag, "N")

    def _by_suffix(self, word: str) -> str:
        for ending, (letter, fewest) in self._lexicon.suffixes.items():
            if word.endswith(ending) and len(word) >= fewest:
                return "A" if letter == "E" and "-" in word else letter  # a wood-fired oven
        return "N"


def _ends(word: str, endings: Iterable[str]) -> bool:
    return any(map(word.endswith, endings))


def _cue_letter(slots: frozenset[str], tag: str | None) -> str:
    """A verb of saying; a form that is more often a noun (claims, report) is left to its neighbours."""
    if "gerund" in slots:
        return "G"
    if "past" in slots:
        return "E" if "participle" in slots and tag != "VBD" else "V"
    if "participle" in slots:
        return "F"
    verbal = tag is not None and tag.startswith("V")
    if "third" in slots:
        return "V" if verbal else "c"
    return "B" if verbal else "b"


@lru_cache(maxsize=8)
def word_classes(lexicon: Lexicon) -> WordClasses:
    """The one :class:`WordClasses` of a lexicon."""
    return WordClasses(lexicon)


_NOMINAL_BEFORE = frozenset("DdAZMIG")
_CLAUSE_AFTER = frozenset("KDHQWTYO:Pd")
_AMBIGUOUS = re.compile(
    "[bcujYZEGBtV]|(?<=H)N|(?<=[VBEFGI])H|(?<=X)S|(?<=[DZ])I|(?<=d)I(?=u)|(?<=[XNPH])[dO](?=[XVEBFGRcb])|d(?=R)|^K"
)


class _Mender:
    """Decides by the neighbours what a word alone leaves open: a method a letter, told the letters beside it."""

    def __init__(self, sets: Mapping[str, frozenset[str]]) -> None:
        self._sets = sets
        self._plural = sets["plural"]
        self._plural_endings = tuple(sets["plural_ending"])
        self._third_endings = tuple(sets["third_ending"])

    def mend(self, words: list[str], letters: list[str]) -> str:
        """Decide by the neighbours, left to right, what the word alone leaves open."""
        n = len(letters)
        for match in _AMBIGUOUS.finditer("".join(letters)):
            i = match.start()
            mender = self._MENDERS.get(letters[i])
            if mender is not None:
                before = letters[i - 1] if i else "^"
                after = letters[i + 1] if i + 1 < n else "$"
                letters[i] = mender(self, words, letters, i, before, after)
        return "".join(letters)

    def _noun_or_third(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        if before == "R" and i > 1:
            before = letters[i - 2]
        if before in _NOMINAL_BEFORE or before in "^TX" or after == "X":
            return "N"
        if before in "HWK":
            return "V"
        if before == "P":
            return "N" if after in "XVE" else "V"
        if before == "N":
            return "V" if after in _CLAUSE_AFTER and not words[i - 1].endswith(self._plural_endings) else "N"
        return "V" if after in _CLAUSE_AFTER and before in ",)QC-" else "N"

    def _noun_or_base(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        previous = i - 1
        if before == "R" and i > 1:
            previous, before = i - 2, letters[i - 2]
        if before in "TX":
            return "B"
        if before in _NOMINAL_BEFORE and words[previous].lower() not in self._plural:
            return "N"
        ends_plural = before in "NP" and words[previous].endswith(self._plural_endings)
        plural = ends_plural or words[previous].lower() in self._plural
        return "B" if i and plural and after in _CLAUSE_AFTER | {"I"} else "N"

    def _her(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        return "D" if after in "ANPGMQbcER" and after != "R" else "O"

    def _apostrophe_s(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        if before in "HWKR" and words[i - 1].lower() not in self._sets["indefinite_pronoun"]:
            return "X"
        return "X" if after in "DHTFR" and before in "NP" and after != "R" else "Z"

    def _past(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """A participle before a noun is an adjective: his proposed plan, alleged aggression."""
        if before in "DdAZIMV" and (after in "NPAbcu" or (after == "B" and before in "Dd")):
            return "A"
        return "E"

    def _gerund(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        if before in "DZA" and after in "NP":
            return "A"
        return "N" if before in "DZ" else "G"

    def _base(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        if before == "N" and after == "T" and not words[i - 1].endswith(self._plural_endings):
            return "A"  # a person close to Lee
        if before in "VE" and after in "NP" and words[i - 1].lower() not in self._sets["bare_infinitive"]:
            return "N"  # says lead author Ann Lee, but helps build mills
        return "N" if before in "DZA" or (before == "I" and after not in "DHO") else "B"

    def _day(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """Before a noun or 's a day belongs to a noun phrase: Thursday night, Monday's vote."""
        return "P" if after in "NZcb" else "t"

    def _period(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """last week, this morning, Monday night: a time; a week: a noun."""
        timed = before == "t" or (i > 0 and words[i - 1].lower() in self._sets["timed"])
        return "t" if timed and after not in "NPZ" else "N"

    def _noun(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """he texts, she googles: a verb that no list has."""
        third = before == "H" and words[i - 1].lower() in self._sets["third_singular"]
        return "V" if third and words[i].endswith(self._third_endings) else "N"

    def _object(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """help it defend itself: behind a verb, and no verb of its own behind it."""
        return "O" if words[i] in self._sets["object_pronoun"] and after not in "XVER" else "H"

    def _that(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """That mill closed: at the start of a sentence a determiner."""
        return "d" if after in "NAM" else "K"

    def _preposition(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """her past remarks: behind a determiner no preposition."""
        return "A"

    def _participle_of_auxiliary(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """is being sold: inside a verb group an auxiliary; accused of being, denied having: a participle."""
        return "X" if before == "X" or (before == "R" and letters[i - 2 : i - 1] == ["X"]) else "J"

    def _floating(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """They have all said, Lee herself said, most recently said: an adverb where it floats before the verb."""
        word = words[i].lower()
        if word in self._sets["floating"] and before in "XNPHO":
            return "R"
        return "R" if word in self._sets["superlative"] and after == "R" else letters[i]

    def _since(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """has since said: inside a verb group an adverb."""
        return "R" if after in "VBEFG" else "S"

    def _finite(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        return "N" if before in "DZ" and letters[i] == "V" and words[i] not in self._sets["never_noun"] else "V"

    _MENDERS: ClassVar[Mapping[str, Callable[[_Mender, list[str], list[str], int, str, str], str]]] = {
        "b": _noun_or_base,
        "c": _noun_or_third,
        "d": _floating,
        "O": _floating,
        "j": _participle_of_auxiliary,
        "Y": _her,
        "Z": _apostrophe_s,
        "E": _past,
        "G": _gerund,
        "B": _base,
        "t": _day,
        "u": _period,
        "N": _noun,
        "H": _object,
        "K": _that,
        "S": _since,
        "V": _finite,
        "I": _preposition,
    }
