"""The word lists of a language, read once from ``data/<language>/*.tsv``.

Lists are data with their source in their header, never code. What differs between languages lives there; the
engine asks this module only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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

    def __init__(self, language: str, rows: Iterable[tuple[str, ...]]) -> None:
        gathered: dict[str, set[str]] = defaultdict(set)
        for name, word in rows:
            gathered[name].add(word)
        super().__init__((name, frozenset(words)) for name, words in gathered.items())
        self._language = language

    def __missing__(self, name: str) -> NoReturn:
        raise LexiconError(
            f"data/{self._language}/word_sets.tsv: there is no set {name!r}; add its words or reinstall quoteattr"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All word lists of one language. Read-only."""

    words: Mapping[str, str]
    """Lower-case word to Penn tag; what is missing is a noun or follows its suffix."""
    function_words: Mapping[str, str]
    """Word to the letter of its class in ``quoteattr/syntax/words.py``."""
    suffixes: Mapping[str, tuple[str, int]]
    """Ending of a word that no list has to (letter of its class, fewest letters of the word)."""
    sets: Mapping[str, frozenset[str]]
    """Small closed sets of words that rules name: ``sets["modal"]``; the header of the list says what each is for."""
    pronouns: Mapping[str, Pronoun]
    cues: Mapping[str, CueForm]
    """Single-word forms."""
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], CueForm], ...]]
    """First word to (further words, form) of multi-word cues, longest first."""
    cue_phrases: tuple[tuple[str, ...], ...]
    """Phrases that work like "according to", longest first."""
    cue_nouns: Mapping[str, str]
    """Noun of saying to ``utterance`` or ``document``."""
    issuing_verbs: frozenset[str]
    """Forms of verbs for putting out a statement."""
    given_names: Mapping[str, tuple[float, float]]
    """Given name to (female, male) counts per million."""
    ambiguous_names: frozenset[str]
    """Given names that are common words, places or surnames too."""
    nicknames: Mapping[str, frozenset[str]]
    offices: frozenset[str]
    """The titles of offices in lower case: what a person can hold but one of."""
    title_words: frozenset[str]
    """The single words of all titles: in "Vice President" both words announce a name."""
    titles: Mapping[str, tuple[str, str]]
    """Title to (gender or "-", kind)."""
    title_nouns: Mapping[str, str]
    """Abbreviated title, lower case without its dot, to the noun that can stand alone."""
    roles: Mapping[str, Role]
    abbreviations: Mapping[str, str]
    """Abbreviation with its dots to ``title``, ``inner`` or ``may_end``."""
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


@cache
def load(language: str = "en") -> Lexicon:
    """The word lists of a language; raises :class:`LexiconError` if one is missing or damaged."""
    cues, phrases = _cue_forms(language)
    names = list(_rows(language, "given_names", 4))
    sets = WordSets(language, _rows(language, "word_sets", 2))
    abbreviations = _pairs(language, "abbreviations")
    generations = sets["generation"]
    abbreviations |= {a.upper(): kind for a, kind in abbreviations.items() if kind == "title" or a in generations}
    function_words = _pairs(language, "function_words")
    organizations = list(_rows(language, "organizations", 2))
    nicknames: dict[str, set[str]] = defaultdict(set)
    for short, full in _rows(language, "nicknames", 2):
        nicknames[short].add(full)
    titles = {title: (gender, kind) for title, gender, kind in _rows(language, "titles", 3)}
    return Lexicon(
        words=_pairs(language, "words"),
        function_words=function_words,
        suffixes={ending: (letter, int(fewest)) for ending, letter, fewest in _rows(language, "suffixes", 3)},
        sets=sets,
        pronouns={word: Pronoun(gender, case) for word, gender, case in _rows(language, "pronouns", 3)},
        cues=cues,
        phrases=phrases,
        cue_phrases=tuple(
            sorted((tuple(p.split()) for p, _ in _rows(language, "cue_phrases", 2)), key=lambda p: (-len(p), p))
        ),
        cue_nouns=_pairs(language, "cue_nouns"),
        issuing_verbs=_inflected(_pairs(language, "issuing_verbs")),
        given_names={name: (float(female), float(male)) for name, female, male, _ in names},
        ambiguous_names=frozenset(name for name, _, _, flags in names if "ambiguous" in flags),
        nicknames={short: frozenset(full) for short, full in nicknames.items()},
        titles=titles,
        offices=frozenset(title.lower() for title, (_, kind) in titles.items() if kind == "office"),
        title_words=frozenset(word for title in titles for word in title.split() if word[0].isupper()),
        title_nouns=_pairs(language, "title_nouns"),
        roles={n: Role(number == "pl", gender, kind) for n, number, gender, kind in _rows(language, "roles", 4)},
        abbreviations=abbreviations,
        abbreviation_words=tuple(a[:-1] for a in abbreviations if a.endswith(".") and not _INITIALS.fullmatch(a)),
        particles=tuple(sorted(word for word, letter in function_words.items() if letter == "p")),
        organization_heads=frozenset(word for word, kind in organizations if kind == "head"),
        organization_names=frozenset(word for word, kind in organizations if kind == "name"),
        layout=_pairs(language, "layout"),
        places=_pairs(language, "places"),
        confidence={rule: float(precision) for rule, precision, _ in _rows(language, "confidence", 3)},
        calendar=_pairs(language, "calendar"),
    )


def with_cues(lexicon: Lexicon, forms: Iterable[str]) -> Lexicon:
    """A copy that knows further forms of verbs of saying; their endings (-s, -ed, -ing) tell which form each is."""
    cues = dict(lexicon.cues)
    for form in forms:
        word = form.strip().lower()
        endings = ((tuple(lexicon.sets[name]), slots) for name, slots in _BY_ENDING)
        ending = next((slots for ends, slots in endings if word.endswith(ends)), {"base", "past"})
        cues[word] = CueForm(CueEntry(word, "say", frozenset({"quote", "that", "bare"})), frozenset(ending))
    return replace(lexicon, cues=cues)


_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|\.")
_BY_ENDING = (("gerund_ending", {"gerund"}), ("past_ending", {"past", "participle"}), ("third_ending", {"third"}))
_SLOTS = ("base", "third", "past", "participle", "gerund")


def _cue_forms(language: str) -> tuple[dict[str, CueForm], dict[str, tuple[tuple[tuple[str, ...], CueForm], ...]]]:
    slots: dict[tuple[str, CueEntry], set[str]] = defaultdict(set)
    for lemma, group, forms, frames, _example in _rows(language, "cues", 5):
        entry = CueEntry(lemma, group, frozenset(frames.split()))
        for slot, form in zip(_SLOTS, forms.split("|"), strict=True):
            if form:
                slots[form, entry].add(slot)
    single: dict[str, CueForm] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], CueForm]]] = defaultdict(list)
    for (form, entry), kinds in slots.items():
        first, *rest = form.split()
        if rest:
            phrases[first].append((tuple(rest), CueForm(entry, frozenset(kinds))))
        else:
            single.setdefault(form, CueForm(entry, frozenset(kinds)))
    return single, {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()}


def _inflected(verbs: dict[str, str]) -> frozenset[str]:
    """Past, base, third person and -ing form of regular verbs, with their past given."""
    stems = {base: base[:-1] if base.endswith("e") else base for base in verbs.values()}
    return frozenset({*verbs, *stems, *(f"{base}s" for base in stems), *(f"{stem}ing" for stem in stems.values())})


def _pairs(language: str, name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in _rows(language, name, 2)}


def _rows(language: str, name: str, columns: int) -> Iterator[tuple[str, ...]]:
    """The entries of one list; every line has its columns, tab-separated."""
    resource = files("quoteattr").joinpath(f"data/{language}/{name}.tsv")
    try:
        content = resource.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{resource}: cannot be read ({error}); reinstall quoteattr") from error
    for number, line in enumerate(content.splitlines(), 1):
        if line and line[0] != "#":
            row = tuple(line.split("\t"))
            if len(row) != columns:
                raise LexiconError(f"{resource}, line {number}: {len(row)} columns where {columns} are needed")
            yield row
