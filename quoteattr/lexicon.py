"""The word lists of a language, read once from ``data/<language>/*.tsv``.

Lists are data with their source in their header, never code. What differs between languages lives there; the
engine asks this module only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cache
from importlib.resources import files
from typing import NamedTuple, NoReturn

from quoteattr.errors import LexiconError

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


class WordSets(dict[str, frozenset[str]]):
    """Name of a set to its words; a set that the list lacks raises :class:`LexiconError` when asked for."""

    def __init__(self, language: str, rows: Iterable[list[str]]) -> None:
        super().__init__(_gathered(rows))
        self._language = language

    def __missing__(self, name: str) -> NoReturn:
        raise LexiconError(
            f"data/{self._language}/word_sets.tsv: there is no set {name!r}; add its words or reinstall quoteattr"
        )


class Lexicon:
    """All word lists of one language. Read-only, and compared by identity.

    A plain class: the code that ``dataclass`` would generate for so many fields costs 1.6 ms of every import.
    """

    language: str
    """The folder of ``data/`` that was read."""
    words: Mapping[str, str]
    """Lower-case word to Penn tag; what is missing is a noun or follows its suffix."""
    function_words: Mapping[str, str]
    """Word to its class, by the name in ``quoteattr/syntax/levels.py``."""
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
    """The single words of all titles: in "Vice President" both words announce a name."""
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
    layout: Mapping[str, str]
    """Phrase to ``credit``, ``byline`` or ``agency``."""
    places: Mapping[str, str]
    confidence: Mapping[str, float]
    """Rule to its measured precision."""
    calendar: Mapping[str, str]

    def __init__(self, language: str) -> None:
        """Read the lists; raises :class:`LexiconError` if one is missing or damaged."""
        self.language = language

        def rows(name: str, columns: int) -> Iterator[list[str]]:
            return _rows(language, name, columns)

        def pairs(name: str) -> dict[str, str]:
            return dict(_rows(language, name, 2))

        self.words = pairs("words")
        self.function_words = pairs("function_words")
        suffixes = list(rows("suffixes", 3))
        self.suffixes = {ending: word_class for ending, word_class, _ in suffixes}
        self.fewest_letters = {ending: int(fewest) for ending, _, fewest in suffixes}
        self.sets = WordSets(language, rows("word_sets", 2))
        self.pronouns = {word: Pronoun(gender, case) for word, gender, case in rows("pronouns", 3)}
        self.cues, self.phrases = _cue_forms(rows("cues", 5))
        phrases = (tuple(phrase.split()) for phrase, _ in rows("cue_phrases", 2))
        self.cue_phrases = tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        self.cue_phrase_starts = in_any_case(phrase[0] for phrase in self.cue_phrases)
        self.cue_nouns = pairs("cue_nouns")
        self.issuing_verbs = _inflected(pairs("issuing_verbs"))
        names = list(rows("given_names", 4))
        self.given_names = {name: (float(female), float(male)) for name, female, male, _ in names}
        self.ambiguous_names = frozenset(name for name, _, _, flags in names if "ambiguous" in flags)
        self.nicknames = _gathered(rows("nicknames", 2))
        self.titles = {title: (gender, kind) for title, gender, kind in rows("titles", 3)}
        self.offices = frozenset(title.lower() for title, (_, kind) in self.titles.items() if kind == "office")
        self.title_words = frozenset(word for title in self.titles for word in title.split() if word[0].isupper())
        self.title_nouns = pairs("title_nouns")
        self.roles = {n: Role(number == "pl", gender, kind) for n, number, gender, kind in rows("roles", 4)}
        self.role_kin = _gathered(rows("role_kin", 2))
        self.abbreviations = _with_capitals(pairs("abbreviations"), self.sets["generation"])
        self.may_end = frozenset(a for a, kind in self.abbreviations.items() if kind == "may_end" and a[-1] == ".")
        self.abbreviation_words = tuple(
            a[:-1] for a in self.abbreviations if a.endswith(".") and not _INITIALS.fullmatch(a)
        )
        self.particles = tuple(sorted(word for word, known in self.function_words.items() if known == "particle"))
        organizations = list(rows("organizations", 2))
        self.organization_heads = frozenset(word for word, kind in organizations if kind == "head")
        self.organization_names = frozenset(word for word, kind in organizations if kind == "name")
        self.layout = pairs("layout")
        self.places = pairs("places")
        self.confidence = {rule: float(precision) for rule, precision, _ in rows("confidence", 3)}
        self.calendar = pairs("calendar")


@cache
def load(language: str = "en") -> Lexicon:
    """The word lists of a language; raises :class:`LexiconError` if one is missing or damaged."""
    return Lexicon(language)


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


def _inflected(verbs: dict[str, str]) -> frozenset[str]:
    """Past, base, third person and -ing form of regular verbs, with their past given."""
    stems = {base: base[:-1] if base.endswith("e") else base for base in verbs.values()}
    return frozenset({*verbs, *stems, *(f"{base}s" for base in stems), *(f"{stem}ing" for stem in stems.values())})


def _rows(language: str, name: str, columns: int) -> Iterator[list[str]]:
    """The entries of one list; every line has its columns, tab-separated."""
    resource = files("quoteattr").joinpath(f"data/{language}/{name}.tsv")
    try:
        content = resource.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{resource}: cannot be read ({error}); reinstall quoteattr") from error
    for number, line in enumerate(content.splitlines(), 1):
        if line and line[0] != "#":
            row = line.split("\t")
            if len(row) != columns:
                raise LexiconError(f"{resource}, line {number}: {len(row)} columns where {columns} are needed")
            yield row
