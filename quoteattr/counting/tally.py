"""The counts over all articles: by person, and by outlet, month, section, kind of source and gender.

A name is one source in however many articles it occurs, and its kind and gender are those that most of its quotations
tell that tell any. Somebody without a name (my uncle, a spokesman) is one source in each article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from quoteattr.counting.said import NOT_TOLD, Said
from quoteattr.types import GenderValue, SpeakerKind

UNKNOWN = GenderValue.UNKNOWN.value
_PERSON, _UNNAMED = SpeakerKind.PERSON.value, SpeakerKind.UNNAMED.value


class About(NamedTuple):
    """What is known of an article, as far as it is counted by; empty where it is not known."""

    outlet: str = ""
    month: str = ""
    """As in ``2026-03``."""
    section: str = ""


DIMENSIONS = (*About._fields, "source", "gender")
"""By what can be counted: what is known of the articles, the kind of source, the gender of persons with a name."""


MEASURES = ("quotes", "words", "sources", "voices")
"""Of what a share can be: see :class:`Group`."""


@dataclass(slots=True)
class Count:
    """How much somebody, or a group of people, is quoted."""

    sources: int = 0
    """How many people or bodies: a name is one over all articles, somebody without a name one in each article."""
    quotes: int = 0
    words: int = 0

    def add(self, other: Count) -> None:
        self.sources += other.sources
        self.quotes += other.quotes
        self.words += other.words


@dataclass(slots=True)
class Source:
    """Somebody with a name."""

    count: Count = field(default_factory=lambda: Count(sources=1))
    articles: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    """In how many quotes the article tells the gender so; articles that do not tell are left out."""
    known_gender: str = ""
    """What the user's list of persons tells, which goes before what articles tell."""

    def add(self, said: Said, *, is_new: bool) -> None:
        """Count one more quotation; ``is_new`` if it is the first in its article."""
        self.count.add(Count(quotes=1, words=said.words))
        self.articles += is_new
        self.kinds[said.source] += 1
        if said.gender != UNKNOWN:
            self.genders[said.gender] += 1

    def take_in(self, other: Source) -> None:
        """Count what another name of the same person has said."""
        self.count.add(Count(quotes=other.count.quotes, words=other.count.words))
        self.articles += other.articles
        self.kinds += other.kinds
        self.genders += other.genders

    @property
    def kind(self) -> str:
        return _most_common(self.kinds, _PERSON)

    @property
    def gender(self) -> str:
        return self.known_gender or _most_common(self.genders, UNKNOWN)


def _most_common(counter: Counter[str], default: str) -> str:
    return min(counter, key=lambda value: (-counter[value], value), default=default)


def rank(name: str, source: Source) -> tuple[int, int, str]:
    """The order of names: the most quotes first, then words, then the alphabet."""
    return -source.count.quotes, -source.count.words, name


def meetings(names: Iterable[str]) -> Iterator[frozenset[str]]:
    """Of the names of persons whom one article tells apart, the pairs that share a word: they are no one person."""
    for one, other in combinations(dict.fromkeys(names), 2):
        if not set(one.casefold().split()).isdisjoint(other.casefold().split()):
            yield frozenset((one, other))


@dataclass(slots=True)
class Cell:
    """What somebody says in the articles of one outlet, month and section."""

    articles: int = 0
    """In how many they are quoted; for those without a name, how many there are, each in an article."""
    quotes: int = 0
    words: int = 0

    def take_in(self, other: Cell) -> None:
        """Count what another name of the same person has said."""
        self.articles += other.articles
        self.quotes += other.quotes
        self.words += other.words


class Group(NamedTuple):
    """A row of a table: what the articles and sources of one kind have in common, and how much it is."""

    values: tuple[str, ...]
    """Of the dimensions that are counted by, in their order; empty where it is not known."""
    articles: int
    """All of that outlet, month and section, whoever is quoted in them."""
    sources: int
    """People and bodies, each once."""
    voices: int
    """The same, each once in every article that quotes them."""
    quotes: int
    words: int
    share: float = 0.0
    """Of what is measured, 0 to 1: where sources are told apart, among those of the same outlet, month and section."""


@dataclass(slots=True)
class Tally:
    """The counts over all articles. Marks around what nobody says (``other``) do not count."""

    min_confidence: float = 0.0
    """Quotations that are less sure are left out."""
    articles: Counter[About] = field(default_factory=Counter)
    sources: dict[str, Source] = field(default_factory=dict)
    """By name."""
    forms: dict[str, Count] = field(default_factory=dict)
    """By how the words stand in the text: ``direct``, ``mixed``, ``indirect``. ``sources`` is not counted."""
    cells: dict[tuple[About, str, str], Cell] = field(default_factory=lambda: defaultdict(Cell))
    """By article, name (empty without one), and without a name the kind of source."""
    left_out: int = 0
    """Quotations that are not sure enough."""
    met: set[frozenset[str]] = field(default_factory=set)
    """See :func:`meetings`, of all articles."""

    def add(self, about: About, sayings: Iterable[Said]) -> None:
        """Count one more article."""
        self.articles[about] += 1
        here: set[tuple[str, bool]] = set()
        persons: list[str] = []
        for said in sayings:
            persons += [said.name] if said.source == _PERSON else []
            if said.confidence < self.min_confidence:
                self.left_out += 1
                continue
            who = (said.name, said.has_name)
            is_new = said.source != NOT_TOLD and who not in here
            here.add(who)
            self.forms.setdefault(said.form, Count()).add(Count(quotes=1, words=said.words))
            if said.has_name:
                self.sources.setdefault(said.name, Source()).add(said, is_new=is_new)
            key = (about, said.name, "") if said.has_name else (about, "", said.source)
            self.cells[key].take_in(Cell(is_new, 1, said.words))
        self.met.update(meetings(persons))

    def join(self, persons: Mapping[str, str], genders: Mapping[str, str]) -> None:
        """Count names of one person as one.

        Args:
            persons: by name, the one by which the person goes.
            genders: by that name, what is known of the gender whatever articles tell.

        An article that has two names of one person counts twice among those that quote them.
        """
        sources: dict[str, Source] = {}
        for name, source in self.sources.items():
            sources.setdefault(persons.get(name, name), Source()).take_in(source)
        cells: dict[tuple[About, str, str], Cell] = defaultdict(Cell)
        for (about, name, kind), cell in self.cells.items():
            cells[about, persons.get(name, name), kind].take_in(cell)
        for name, gender in genders.items():
            if name in sources:
                sources[name].known_gender = gender
        self.sources, self.cells = sources, cells

    # --- tables ---------------------------------------------------------------------------------------------------

    def ranked(self) -> list[tuple[str, Source]]:
        """The names, those quoted most first."""
        return sorted(self.sources.items(), key=lambda item: rank(*item))

    def persons(self) -> Iterator[tuple[str, Source]]:
        """The names of persons."""
        return ((name, source) for name, source in self.sources.items() if source.kind == _PERSON)

    def by_gender(self) -> dict[str, Count]:
        """Persons with a name, by gender."""
        told = {value.value: Count() for value in GenderValue}
        for _, source in self.persons():
            told.setdefault(source.gender, Count()).add(source.count)
        return told

    def by_source(self) -> dict[str, Count]:
        """All quotes, by what their speaker is."""
        told = {kind: Count() for kind in (*(kind.value for kind in SpeakerKind), NOT_TOLD)}
        for source in self.sources.values():
            told[source.kind].add(source.count)
        for (_, name, kind), cell in self.cells.items():
            if not name:
                told[kind].add(Count(cell.articles, cell.quotes, cell.words))
        return told

    def groups(self, by: Sequence[str], measure: str = "quotes") -> list[Group]:
        """What is counted, in a row for each combination of these dimensions that there is.

        Args:
            by: some of :data:`DIMENSIONS`, each once. Gender is that of persons with a name: without ``source`` the
                table is of them alone, with it all others have an empty gender.
            measure: of what the share is, one of :data:`MEASURES`.

        Rows stand in the order of their values, unknown ones last; genders and kinds of source in one of their own.
        """
        articles: Counter[tuple[str, ...]] = Counter()
        for about, number in self.articles.items():
            articles[tuple(getattr(about, name) for name in by if name in About._fields)] += number
        rows = [
            Group(
                values, articles[_of_articles(by, values)], sum(names.values()), cell.articles, cell.quotes, cell.words
            )
            for values, (cell, names) in sorted(self._gathered(by).items(), key=lambda item: _order(by, item[0]))
        ]
        tells_apart = any(name not in About._fields for name in by)
        whole: Counter[tuple[str, ...]] = Counter()
        for row in rows:
            whole[_of_articles(by, row.values) if tells_apart else ()] += getattr(row, measure)
        return [
            row._replace(
                share=getattr(row, measure) / (whole[_of_articles(by, row.values) if tells_apart else ()] or 1)
            )
            for row in rows
        ]

    def _gathered(self, by: Sequence[str]) -> dict[tuple[str, ...], tuple[Cell, dict[str, int]]]:
        """By values the sum, and how many sources each name is: those without one are as many as their articles."""
        value_of = [_VALUES[name] for name in by]
        of_persons = "gender" in by and "source" not in by
        gathered: dict[tuple[str, ...], tuple[Cell, dict[str, int]]] = {}
        for (about, name, kind), cell in self.cells.items():
            source = self.sources.get(name) if name else None
            if of_persons and (source is None or source.kind != _PERSON):
                continue
            values = tuple(value(about, source, kind) for value in value_of)
            total, names = gathered.setdefault(values, (Cell(), {}))
            total.take_in(cell)
            names[name] = 1 if name else names.get("", 0) + cell.articles
        return gathered


def _gender(_: About, source: Source | None, __: str) -> str:
    return source.gender if source is not None and source.kind == _PERSON else ""


_VALUES: dict[str, Callable[[About, Source | None, str], str]] = {
    "outlet": lambda about, _, __: about.outlet,
    "month": lambda about, _, __: about.month,
    "section": lambda about, _, __: about.section,
    "source": lambda _, source, kind: kind if source is None else source.kind,
    "gender": _gender,
}
_LAST = 99
_PLACES = {
    **{value: place for place, value in enumerate((GenderValue.FEMALE.value, GenderValue.MALE.value))},
    **{kind.value: place for place, kind in enumerate(SpeakerKind)},
    UNKNOWN: _LAST - 1,
    NOT_TOLD: _LAST - 1,
    "": _LAST,
}
"""Of genders and kinds of source, in a table; a gender of the user's own comes before the unknown one."""


def _of_articles(by: Sequence[str], values: tuple[str, ...]) -> tuple[str, ...]:
    """The values that are of articles, not of sources."""
    return tuple(value for name, value in zip(by, values, strict=True) if name in About._fields)


def _order(by: Sequence[str], values: tuple[str, ...]) -> list[tuple[int, str]]:
    """Known values before unknown ones."""
    return [
        (_PLACES.get(value, _LAST - 2) if name in ("source", "gender") else not value, value)
        for name, value in zip(by, values, strict=True)
    ]
