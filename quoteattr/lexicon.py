"""The word lists of a language, read once from ``data/<language>/*.tsv``, or from a folder of the caller.

Lists are data with their source in their header, never code. What differs between languages lives there, their
declared properties (``language.tsv``) included; the engine asks this module only. ``lists.tsv`` records how many rows
each list has, so that one that lost its end is told when it is read.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from quoteattr.errors import LexiconError, nearest

if TYPE_CHECKING:
    from importlib.abc import Traversable

CUE_FRAMES = frozenset("quote that bare wh hearer to np as pred inf ing of about for on with over against at".split())
CUE_CLASSES = frozenset({"say", "write", "claim", "think", "show"})


class CueEntry(NamedTuple):
    """One verb of saying: its class, and the frames in which it introduces what is said."""

    lemma: str
    group: str
    frames: frozenset[str]


class CueForm(NamedTuple):
    """An inflected form of a cue: which entry, and which of the five forms it can be."""

    entry: CueEntry
    slots: frozenset[str]
    """Of ``base``, ``third``, ``past``, ``participle``, ``gerund``."""


class Role(NamedTuple):
    """A noun that can be a speaker without a name."""

    plural: bool
    gender: str
    kind: str
    """``person``, ``group``, ``organization`` or ``document``."""


class Pronoun(NamedTuple):
    """A pronoun of one person."""

    gender: str
    case: str
    """``subject``, ``possessive``, ``object`` or ``reflexive``."""


class Language(NamedTuple):
    """What is declared of a language, in ``language.tsv``, that no word list can say."""

    name: str
    grammar: str
    """Which of the grammars of ``quoteattr/syntax/grammar.py`` reads it."""
    clitics: tuple[str, ...]
    """What stands behind an apostrophe as a word of its own: the *s* of Lee's."""
    title_case: bool
    """Do headlines capitalize nearly all words, so that a capital tells no name there?"""


class WordSets(dict[str, frozenset[str]]):
    """Name of a set to its words; a set that the list lacks raises :class:`LexiconError` when asked for."""

    def __init__(self, shown: str, rows: Iterable[list[str]]) -> None:
        """``shown`` names the list in messages; a row without a word says that the language has none of a kind."""
        super().__init__({name: words - {""} for name, words in _gathered(rows).items()})
        self._shown = shown

    def __missing__(self, name: str) -> NoReturn:
        raise LexiconError(f"{self._shown}: there is no set {name!r}; add its words or reinstall quoteattr")


class Lexicon:
    """All word lists of one language. Read-only, and compared by identity.

    A plain class: the code that ``dataclass`` would generate for so many fields costs 1.6 ms of every import.
    """

    folder: str
    """The folder of the lists, for messages: ``data/en``."""
    language: Language
    words: Mapping[str, str]
    """Lower-case word to Penn tag; what is missing is a noun or follows its suffix."""
    function_words: Mapping[str, str]
    """Word to its class, by the name in ``quoteattr/syntax/levels.py``."""
    closed_words: frozenset[str]
    """The function words without the particles of names, which other languages have as words."""
    foreign_words: Mapping[str, frozenset[str]]
    """Function word of other languages, which this one has not, to the names of these languages."""
    suffixes: Mapping[str, str]
    """Ending of a word that no list has to its class."""
    fewest_letters: Mapping[str, int]
    """Of each such ending the fewest letters of a word that it tells the class of."""
    sets: Mapping[str, frozenset[str]]
    """Small closed sets of words that rules name: ``sets["modal"]``; the header of the list says what each is for."""
    pronouns: Mapping[str, Pronoun]
    cues: Mapping[str, CueForm]
    """Single-word forms."""
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], CueForm], ...]]
    """First word to (further words, form) of multi-word cues, longest first."""
    cue_phrases: tuple[tuple[str, ...], ...]
    """Phrases that work like "according to", longest first."""
    cue_phrase_starts: frozenset[str]
    """Their first words, with and without capitals."""
    cue_nouns: Mapping[str, str]
    """Noun of saying to ``utterance`` or ``document``."""
    issuing_verbs: frozenset[str]
    """Forms of verbs for putting out a statement."""
    given_names: Mapping[str, tuple[float, float]]
    """Given name to (female, male) counts per million."""
    ambiguous_names: frozenset[str]
    """Given names that are common words, places or surnames too."""
    nicknames: Mapping[str, frozenset[str]]
    titles: Mapping[str, tuple[str, str]]
    """Title to (gender or "-", kind)."""
    offices: frozenset[str]
    """The titles of offices in lower case: what a person can hold but one of."""
    title_words: frozenset[str]
    """The single words and abbreviations of all titles: Vice, President and Lt. Gov. each announce a name."""
    title_nouns: Mapping[str, str]
    """Abbreviated title, lower case without its dot, to the noun that can stand alone."""
    roles: Mapping[str, Role]
    role_kin: Mapping[str, frozenset[str]]
    """Noun of a description to the role nouns that whoever it means can hold: lawmaker to senator."""
    abbreviations: Mapping[str, str]
    """Abbreviation with its dots to ``title``, ``inner`` or ``may_end``."""
    may_end: frozenset[str]
    """The abbreviations whose dot can end a sentence too."""
    abbreviation_words: tuple[str, ...]
    """The abbreviations that end in a dot, without it; initials such as U.S. need no list."""
    particles: tuple[str, ...]
    """Small words inside names: van, de, bin."""
    organization_heads: frozenset[str]
    organization_names: frozenset[str]
    """Both apostrophes count: McDonald's, McDonald’s."""
    possessive_names: frozenset[str]
    """Those of them that are one word in the possessive."""
    layout: Mapping[str, str]
    """Phrase to ``credit``, ``byline`` or ``agency``."""
    places: Mapping[str, str]
    confidence: Mapping[str, float]
    """Rule to its measured precision."""
    rule_words: Mapping[str, str]
    """Rule, structure or way from mention to name to what it means, in words for people."""
    reason_words: Mapping[tuple[str, str], str]
    """What a feature has seen and its value to what that means, in words for people."""
    source_weights: tuple[tuple[str, str, float], ...]
    """Feature, value and weight of the choice of who said a quotation."""
    pronoun_weights: tuple[tuple[str, str, float], ...]
    """Feature, value and weight of the choice of whom he or she means."""
    report_weights: tuple[tuple[str, str, float], ...]
    """Feature, value and weight of whether words are reported speech."""
    calendar: Mapping[str, str]

    def __init__(self, language: str) -> None:
        """Read the lists; raises :class:`LexiconError` if one is missing or damaged."""
        lists = _Lists(language)
        rows, pairs = lists.rows, lists.pairs
        self.folder = lists.shown
        self.language = _declared(lists)

        def weights(name: str) -> tuple[tuple[str, str, float], ...]:
            return tuple((feature, value, float(weight)) for feature, value, weight in rows(name, 3))

        self.words = pairs("words")
        self.function_words = pairs("function_words")
        self.closed_words = frozenset(word for word, known in self.function_words.items() if known != "particle")
        foreign = rows("foreign_words", 2)
        self.foreign_words = _gathered([word, language] for language, words in foreign for word in words.split())
        suffixes = list(rows("suffixes", 3))
        self.suffixes = {ending: word_class for ending, word_class, _ in suffixes}
        self.fewest_letters = {ending: int(fewest) for ending, _, fewest in suffixes}
        self.sets = WordSets(f"{lists.shown}/word_sets.tsv", rows("word_sets", 2))
        self.pronouns = {word: Pronoun(gender, case) for word, gender, case in rows("pronouns", 3)}
        self.cues, self.phrases = _cue_forms(rows("cues", 5))
        phrases = (tuple(phrase.split()) for phrase, _ in rows("cue_phrases", 2))
        self.cue_phrases = tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        self.cue_phrase_starts = in_any_case(phrase[0] for phrase in self.cue_phrases)
        self.cue_nouns = pairs("cue_nouns")
        self.issuing_verbs = frozenset(form for _, forms in rows("issuing_verbs", 2) for form in forms.split("|"))
        names = list(rows("given_names", 4))
        self.given_names = {name: (float(female), float(male)) for name, female, male, _ in names}
        self.ambiguous_names = frozenset(name for name, _, _, flags in names if "ambiguous" in flags)
        self.nicknames = _gathered(rows("nicknames", 2))
        self.titles = {title: (gender, kind) for title, gender, kind in rows("titles", 3)}
        self.offices = frozenset(title.lower() for title, (_, kind) in self.titles.items() if kind == "office")
        self.title_nouns = pairs("title_nouns")
        self.roles = {n: Role(number == "pl", gender, kind) for n, number, gender, kind in rows("roles", 4)}
        self.role_kin = _gathered(rows("role_kin", 2))
        self.abbreviations = _with_capitals(pairs("abbreviations"), self.sets["generation"])
        single = {word for title in self.titles for word in title.split() if word[0].isupper()}
        single -= self.sets["surname"]  # but a title by itself, and of several words as a whole, are found as they are
        short = (a for a, kind in self.abbreviations.items() if kind == "title" and len(a) > 2)  # M. is an initial too
        self.title_words = frozenset(single.union(short))
        self.may_end = frozenset(a for a, kind in self.abbreviations.items() if kind == "may_end" and a[-1] == ".")
        self.abbreviation_words = tuple(
            a[:-1] for a in self.abbreviations if a.endswith(".") and not _INITIALS.fullmatch(a)
        )
        self.particles = tuple(sorted(word for word, known in self.function_words.items() if known == "particle"))
        organizations = list(rows("organizations", 2))
        self.organization_heads = frozenset(word for word, kind in organizations if kind == "head")
        named = [word for word, kind in organizations if kind == "name"]
        self.organization_names = frozenset(named).union(word.replace("'", "’") for word in named if "'" in word)
        self.possessive_names = frozenset(
            word for word in self.organization_names if word.endswith(("'s", "’s")) and " " not in word
        )
        self.layout = pairs("layout")
        self.places = pairs("places")
        self.confidence = {rule: float(precision) for rule, precision, _ in rows("confidence", 3)}
        self.rule_words = {name: words for name, _kind, words in rows("rule_words", 3)}
        self.reason_words = {(seen, value): words for seen, value, words in rows("reason_words", 3)}
        self.calendar = pairs("calendar")
        self.source_weights = weights("source_weights")
        self.pronoun_weights = weights("pronoun_weights")
        self.report_weights = weights("report_weights")

    def knows(self, word: str) -> bool:
        """Is a word in lower case one of the lists of plain words, roles, verbs or nouns of saying?"""
        return word in self.words or word in self.roles or word in self.cues or word in self.cue_nouns


@cache
def load(language: str = "en") -> Lexicon:
    """The word lists of a language of the package, or of a folder if ``language`` is a path with a separator in it.

    A folder holds lists of the same names and columns as those of the package; none is read twice.

    Raises:
        LexiconError: a list is missing or damaged; the message names file and line.
    """
    return Lexicon(language)


@cache
def languages() -> tuple[str, ...]:
    """The languages of the package, by the names of their folders."""
    folders = files("quoteattr").joinpath("data").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.joinpath("language.tsv").is_file()))


def is_folder(language: str) -> bool:
    """Does this name a folder of the caller, not a language of the package: has it a separator of paths?"""
    return any(separator in language for separator in (os.sep, os.altsep, "/") if separator)


def with_cues(lexicon: Lexicon, forms: Iterable[str]) -> Lexicon:
    """A copy that knows further forms of verbs of saying; their endings (-s, -ed, -ing) tell which form each is."""
    cues = dict(lexicon.cues)
    for form in forms:
        word = form.strip().lower()
        endings = ((tuple(lexicon.sets[name]), slots) for name, slots in _BY_ENDING)
        ending = next((slots for ends, slots in endings if word.endswith(ends)), {"base", "past"})
        cues[word] = CueForm(CueEntry(word, "say", frozenset({"quote", "that", "bare"})), frozenset(ending))
    extended = copy(lexicon)
    extended.cues = cues
    return extended


_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|\.")
_BY_ENDING = (("gerund_ending", {"gerund"}), ("past_ending", {"past", "participle"}), ("third_ending", {"third"}))
_SLOTS = ("base", "third", "past", "participle", "gerund")


def _cue_forms(
    rows: Iterable[list[str]],
) -> tuple[dict[str, CueForm], dict[str, tuple[tuple[tuple[str, ...], CueForm], ...]]]:
    single: dict[str, CueForm] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], CueForm]]] = defaultdict(list)
    for lemma, group, forms, frames, _example in rows:
        entry = CueEntry(lemma, group, frozenset(frames.split()))
        slots: dict[str, set[str]] = defaultdict(set)
        for slot, form in zip(_SLOTS, forms.split("|"), strict=True):
            slots[form].add(slot)
        slots.pop("", None)
        for form, kinds in slots.items():
            first, *rest = form.split()
            if rest:
                phrases[first].append((tuple(rest), CueForm(entry, frozenset(kinds))))
            else:
                single.setdefault(form, CueForm(entry, frozenset(kinds)))
    return single, {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()}


def _gathered(rows: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    """Key to the values of all its rows."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in rows:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def in_any_case(words: Iterable[str]) -> frozenset[str]:
    """Lower-case words as they can stand in a text: also at the start of a sentence, also in capitals."""
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


def _with_capitals(abbreviations: dict[str, str], generations: frozenset[str]) -> dict[str, str]:
    """The abbreviations, and those that stand beside names in capitals too: MR., JR."""
    beside_names = {a: kind for a, kind in abbreviations.items() if kind == "title" or a in generations}
    return abbreviations | {a.upper(): kind for a, kind in beside_names.items()}


class _Lists:
    """The lists in one folder: every row has its columns, tab-separated, and every list the rows that are recorded."""

    def __init__(self, language: str) -> None:
        own = is_folder(language)
        self.folder: Traversable = Path(language) if own else files("quoteattr").joinpath(f"data/{language}")
        self.shown = language.rstrip("/\\") if own else f"data/{language}"
        self._remedy = "" if own else "; reinstall quoteattr"
        self._recorded = {name: self._number(name, rows) for name, rows in self._entries("lists", 2)}

    def pairs(self, name: str) -> dict[str, str]:
        """A list of two columns as a mapping."""
        return dict(self.rows(name, 2))

    def rows(self, name: str, columns: int) -> Iterator[list[str]]:
        """The entries of a list, checked to its end; for a list without rows there need be no file."""
        recorded = self._recorded.get(name)
        if recorded is None:
            told = f"there is no {name!r}; record it, with 0 rows if there are none"
            raise LexiconError(f"{self.shown}/lists.tsv: {told}")
        return self._entries(name, columns, recorded) if recorded else iter(())

    def _number(self, name: str, rows: str) -> int:
        if not rows.isdecimal():
            raise LexiconError(f"{self.shown}/lists.tsv: {name!r} has {rows!r} rows, which is no number")
        return int(rows)

    def _entries(self, name: str, columns: int, recorded: int | None = None) -> Iterator[list[str]]:
        resource = self.folder.joinpath(f"{name}.tsv")
        try:
            content = resource.read_text(encoding="utf8")
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"{resource}: cannot be read ({error}){self._remedy}") from error
        if not content.endswith("\n"):
            raise LexiconError(f"{resource}: the last line has no end, the list is cut off{self._remedy}")
        lines = content.splitlines()
        others = 0  # lines of the header: fewer to count than the rows
        for number, line in enumerate(lines, 1):
            if line and line[0] != "#":
                row = line.split("\t")
                if len(row) != columns:
                    raise LexiconError(f"{resource}, line {number}: {len(row)} columns where {columns} are needed")
                yield row
            else:
                others += 1
        if recorded is not None and len(lines) - others != recorded:
            told = f"{len(lines) - others} rows where lists.tsv records {recorded}"
            changed = "run scripts/count_rows.py if you changed it"
            raise LexiconError(f"{resource}: {told}; {changed}{self._remedy}")


_YES = {"yes": True, "no": False}


def _declared(lists: _Lists) -> Language:
    """The declared properties of a language: all of :class:`Language`, and no other."""
    found, known, where = lists.pairs("language"), Language._fields, f"{lists.shown}/language.tsv"
    for name in found:
        if name not in known:
            raise LexiconError(f"{where}: there is no property {name!r}{nearest(name, known)}")
    for name in known:
        if name not in found:
            raise LexiconError(f"{where}: the property {name!r} is missing")
    if found["title_case"] not in _YES:
        raise LexiconError(f"{where}: title_case is yes or no, not {found['title_case']!r}")
    return Language(found["name"], found["grammar"], tuple(found["clitics"].split()), _YES[found["title_case"]])
