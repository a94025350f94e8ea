"""Word classes: one letter a token, from the lexicon, then decided by the neighbours; see :class:`levels.Word`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import compress, count
from types import MappingProxyType
from unicodedata import category

from quoteattr.errors import LexiconError, nearest
from quoteattr.lexicon import Lexicon
from quoteattr.memory.memo import Memo
from quoteattr.syntax.grammar import grammar_of
from quoteattr.syntax.levels import Word, any_of, units
from quoteattr.text.sentences import QUOTE, Sentence


def _by_word(words_of: Mapping[str, str]) -> dict[str, str]:
    """Word to class, from class to words."""
    return {word: letter for letter, words in words_of.items() for word in words.split()}


_CURRENCY = "Sc"
_SIGNS = _by_word(
    {
        Word.QUOTATION: QUOTE,
        Word.COMMA: ",",
        Word.SEMICOLON: ";",
        Word.COLON: ":",
        Word.OPENING: "( [",
        Word.CLOSING: ") ]",
        Word.STOP: ". ! ? ....",
        Word.DASH: "… ... – — ― - -- ---",
        Word.POSSESSIVE: "’ '",
        Word.CONJUNCTION: "& /",
    }
)
_PENN_TAGS = _by_word(
    {
        Word.NOUN: "NN NNS",
        Word.ADJECTIVE: "JJ JJR JJS",
        Word.ADVERB: "RB RBR RBS UH",
        Word.BASE: "VB VBP",
        Word.FINITE_VERB: "VBZ VBD",
        Word.PAST: "VBN",
        Word.GERUND: "VBG",
        Word.AUXILIARY: "MD",
        Word.PREPOSITION: "IN RP",
        Word.TO: "TO",
        Word.DETERMINER: "DT PRP$",
        Word.PRONOMINAL: "PDT",
        Word.PRONOUN: "PRP EX",
        Word.WH: "WP WP$ WDT WRB",
        Word.CONJUNCTION: "CC",
        Word.NUMBER: "CD",
    }
)
"""Tags of the Penn Treebank, as ``words.tsv`` has them."""

ShortNames = Mapping[str, bool]
"""Words that are names in a text and something else in others, and whether a body's: Baker, Green; United, Target."""
NO_NAMES: ShortNames = MappingProxyType({})

_BEFORE_FIRST_WORD = any_of(Word, "stop dash opening")
_CLAUSE_VERBS = any_of(Word, "finite_verb past auxiliary base gerund noun_or_third noun_or_base")
_IN_LOWER_CASE_NO_HEADLINE = _CLAUSE_VERBS + Word.PRONOUN
"""Words that a headline in Title Case would capitalize."""
_NO_PART_OF_A_NAME = frozenset(
    _CLAUSE_VERBS + any_of(Word, "preposition subordinator conjunction determiner pronoun wh adverb that to")
)
"""Words whose capital tells that all words have one."""
_HEADLINE_WORDS = 40  # a longer sentence is no headline
_BEHIND_SURNAME = frozenset(Word.FINITE_VERB + Word.AUXILIARY + Word.PAST + Word.POSSESSIVE)
"""What makes even a month a surname: May said."""
_BEHIND_MODIFIER = frozenset(
    Word.NOUN + Word.ADJECTIVE + Word.NAME + Word.GERUND + Word.NOUN_OR_BASE + Word.PERIOD + Word.PARTICLE
)
"""What makes a surname another word: Young people."""
_BEFORE_MODIFIER = frozenset(Word.DETERMINING + Word.ADJECTIVE + Word.NAME + Word.NUMBER + Word.POSSESSIVE)
_NUMBER = re.compile(r"[$£€¥]?\d")


class WordClasses(Memo[str, str]):
    """Word to class letter. Nine words in ten are looked up, which saves a tenth of all time."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._function = _with_letters(lexicon, "function_words", lexicon.function_words)
        self._suffixes = _with_letters(lexicon, "suffixes", lexicon.suffixes)
        self._endings = tuple(self._suffixes)
        self._title_case = lexicon.language.title_case
        self.grammar = grammar_of(lexicon)
        self._neighbours = self.grammar.neighbours(lexicon.sets)
        self._plural_endings = tuple(lexicon.sets["plural_ending"])
        self._false_plural_endings = tuple(lexicon.sets["false_plural_ending"])

    def letters(self, words: Iterable[str]) -> list[str]:
        """The class letters of words by themselves, neighbours unseen."""
        return list(map(self.__getitem__, words))

    def of(self, sentence: Sentence, short_names: ShortNames = NO_NAMES, letters: list[str] | None = None) -> str:
        """One class letter for each unit of a sentence, what the word alone leaves open decided by its neighbours.

        Args:
            sentence: the sentence.
            short_names: words that are names in this text and something else in others.
            letters: those of its words by themselves, where they are known; the list is changed.
        """
        words = sentence.words
        if self.heads(sentence):
            return self._neighbours.decide(words, [self.in_headline(word) for word in words])
        letters = self.letters(words) if letters is None else letters
        for i, letter in enumerate(letters):
            if letter not in _BEFORE_FIRST_WORD:  # the first word proper
                letters[i] = self.initial(words[i], words[i + 1] if i + 1 < len(words) else "")
                break
        self.name(words, letters, short_names)
        return self._neighbours.decide(words, letters)

    def name(self, words: list[str], letters: list[str], short_names: ShortNames) -> None:
        """Make short names names where they stand like one: Green said, but not the Green vote; in May."""
        if not short_names:
            return
        for i in compress(count(), map(short_names.__contains__, words)):
            before = letters[i - 1] if i else Word.STOP
            after = letters[i + 1] if i + 1 < len(letters) else Word.STOP
            if stands_as_name(before, letters[i], after, of_body=short_names[words[i]]):
                letters[i] = Word.NAME

    def heads(self, sentence: Sentence) -> bool:
        """Is a sentence a headline in Title Case, where capitals tell nothing?"""
        return (
            self._title_case and sentence.last - sentence.first < _HEADLINE_WORDS and self.is_headline(sentence.words)
        )

    def work_out(self, word: str) -> str:
        """The class letter of a word by itself."""
        known = _SIGNS.get(word) or self._function.get(word)
        if known is not None:
            return known
        if word[:1].isupper() or word[:1] in "@#":
            return self._capitalized(word)
        if _NUMBER.match(word):
            return Word.NUMBER
        if word.islower():
            return self._lower(word)
        if word[:1].isalpha():
            return Word.NAME
        return Word.NUMBER if len(word) == 1 and category(word) == _CURRENCY else Word.STOP  # £ 40m is one number

    def _capitalized(self, word: str) -> str:
        if word in self._lexicon.calendar:
            return Word.TIME
        if word[1:].islower() and word not in self._lexicon.given_names:
            function = self._function.get(word.lower())
            if function is not None and function != Word.PARTICLE:
                return function
        if word in self._lexicon.places and self._lexicon.places[word] == "demonym":
            plural = word.endswith(self._plural_endings) and not word.endswith(self._false_plural_endings)
            return Word.NOUN if plural else Word.ADJECTIVE
        return Word.NAME

    def is_headline(self, words: list[str]) -> bool:
        """Are Nearly All Words Capitalized, so That a Capital Tells No Name?"""
        if not self._title_case or sum(map(str.islower, words)) * 4 > len(
            words
        ):  # nearly every sentence, told without a loop
            return False
        plain = [word for word in words if word[0].isalpha()]
        small = [word for word in plain if not word[0].isupper()]
        if len(plain) < 4 or len(small) * 4 > len(plain) or any(map(self._tells_no_headline, small)):
            return False
        common = sum(self.in_headline(word) in _NO_PART_OF_A_NAME for word in plain[1:] if word[0].isupper())
        return common > 1 and any(word[1:].islower() for word in plain)

    def _tells_no_headline(self, word: str) -> bool:
        return self[word] in _IN_LOWER_CASE_NO_HEADLINE

    def in_headline(self, word: str) -> str:
        """The class where every word has a capital."""
        lower, lex = word.lower(), self._lexicon
        if word in lex.given_names and word not in lex.ambiguous_names:
            return Word.NAME
        known = lower in self._function or lower in lex.cues or lower in lex.words
        return self[lower] if known else self[word]

    def initial(self, word: str, following: str) -> str:
        """The class at the start of a sentence, where a capital says nothing."""
        lower = word.lower()
        if lower == word:
            return self[word]
        lex = self._lexicon
        if following[:1].isupper() and f"{word} {following}" in lex.places:
            return Word.NAME  # North Korea
        if lower in self._function and not (word in lex.given_names and following[:1].isupper()):
            return self[lower]
        if word in lex.given_names or word in lex.titles or word in lex.places:
            return self[word]
        if lex.knows(lower) or (word[1:].islower() and self[lower] != Word.NOUN):
            return self[lower]
        return self[word]

    def _lower(self, word: str) -> str:
        tag = self._lexicon.words.get(word)
        form = self._lexicon.cues.get(word)
        if form is not None:
            return _cue_letter(form.slots, tag)
        if tag is not None:
            return Word.NOUN if tag == "JJ" and word in self._lexicon.roles else self._by_tag(word, tag)
        phrases = self._lexicon.phrases.get(word)  # shot back, spelt out: a verb at least in these
        return self._by_suffix(word) if phrases is None else _cue_letter(phrases[0][1].slots, None)

    def _by_tag(self, word: str, tag: str) -> str:
        sets = self._lexicon.sets
        if tag == "VBD" and _ends(word, sets["past_ending"]):
            return Word.PAST
        if tag == "VBN" and _ends(word, sets["participle_ending"]):
            return Word.PARTICIPLE
        return _PENN_TAGS.get(tag, Word.NOUN)

    def _by_suffix(self, word: str) -> str:
        if not word.endswith(self._endings):
            return Word.NOUN
        for ending, letter in self._suffixes.items():
            if word.endswith(ending) and len(word) >= self._lexicon.fewest_letters[ending]:
                return Word.ADJECTIVE if letter == Word.PAST and "-" in word else letter  # a wood-fired oven
        return Word.NOUN


def _with_letters(lexicon: Lexicon, name: str, classes: Mapping[str, str]) -> dict[str, str]:
    """A list with the letters of the classes that it names. Raises :class:`LexiconError` for one that there is not."""
    known = {unit.name: unit.letter for unit in units(Word)}
    for word, written in classes.items():
        if written not in known:
            told = f"{word!r} has the class {written!r}, which there is not{nearest(written, known)}"
            raise LexiconError(f"{lexicon.folder}/{name}.tsv: {told}; there are {', '.join(known)}")
    return {word: known[written] for word, written in classes.items()}


def stands_as_name(before: str, letter: str, after: str, *, of_body: bool) -> bool:
    """Is a word that has this class by itself, and these beside it, the short name that it can be?"""
    if of_body:  # United said; but the next said
        return after in _BEHIND_SURNAME and before not in _BEFORE_MODIFIER
    if letter == Word.TIME:
        return after in _BEHIND_SURNAME or before == Word.FINITE_VERB
    return after not in _BEHIND_MODIFIER


def _ends(word: str, endings: Iterable[str]) -> bool:
    return any(map(word.endswith, endings))


def _cue_letter(slots: frozenset[str], tag: str | None) -> str:
    """A verb of saying; a form that is more often a noun (claims, report) is left to its neighbours."""
    if "gerund" in slots:
        return Word.GERUND
    if "past" in slots:
        return Word.PAST if "participle" in slots and tag != "VBD" else Word.FINITE_VERB
    if "participle" in slots:
        return Word.PARTICIPLE
    verbal = tag is not None and tag.startswith("VB")
    if "third" in slots:
        return Word.FINITE_VERB if verbal else Word.NOUN_OR_THIRD
    return Word.BASE if verbal else Word.NOUN_OR_BASE


@lru_cache(maxsize=8)
def word_classes(lexicon: Lexicon) -> WordClasses:
    """The one :class:`WordClasses` of a lexicon."""
    return WordClasses(lexicon)
