"""Made-up articles with known answers: people × cues × structures × mark styles.

A plan is everything that an author decides but the names and the marks; writing it gives the text and its gold, so
that the same plan can be written with other people or other marks. All people, places and sentences are invented.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

from quoteattr.types import QuoteKind

T = TypeVar("T")


class Choose(Protocol):
    """How a plan is drawn: ``random.choice`` or Hypothesis, which shrinks towards the first option."""

    def __call__(self, options: Sequence[T], /) -> T: ...


# Who speaks


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name; ``surname`` has its particles, ``title`` may be empty."""

    given: str
    surname: str
    woman: bool
    title: str = ""
    initial: str = ""
    suffix: str = ""

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.given, self.initial, self.surname, self.suffix)))

    @property
    def forms(self) -> tuple[str, ...]:
        """The first mention, then what may follow it."""
        if self.title:
            return f"{self.title} {self.name}", self.surname, f"{self.title} {self.surname}"
        return self.name, self.surname, f"{self.given} {self.surname}"

    @property
    def pronoun(self) -> str:
        return "she" if self.woman else "he"


@dataclass(frozen=True, slots=True)
class Body:
    """An organization, with its article if it takes one."""

    name: str
    article: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.article + self.name,)

    pronoun = ""


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody without a name."""

    words: str
    name = None
    pronoun = ""

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.words,)


Source = Person | Body | Role

WOMEN = ("Ada", "Ingrid", "Leila", "Soledad", "Aoife", "Zsófia", "Priya", "Giulia", "Mei", "Natalia", "Hannah")
MEN = ("Milo", "Tomasz", "Kwame", "Rajesh", "Björn", "Mehmet", "Chidi", "Lars", "Farid", "Peter", "Hiroshi")
SURNAMES = (
    *("Quill", "Okonkwa", "Vargas-Rossi", "Łuczakow", "O’Rourkan", "MacAllow", "Nguyenne", "Sørbyen", "Ben-Amiel"),
    *("van der Meulink", "de la Fuentera", "al-Hamdani", "von Strahlen", "Öztürkmen", "D’Anconi", "Tanakawa"),
)
TITLES = ("", "Mayor", "Dr.", "Sen.", "Prof.", "Defense Minister", "Sheriff", "Gov.", "Capt.")
HONORIFICS = {True: ("Mrs.", "Ms."), False: ("Mr.",)}
INITIALS = ("", "M.", "J. P.")
SUFFIXES = ("", "Jr.", "III")
BODIES = (
    Body("Tarn Valley Council", "the "),
    Body("Norvik Energy"),
    Body("Harbour Workers Union", "the "),
    Body("University of Westerbrook", "the "),
)
ROLES = (
    Role("a harbor spokeswoman"),
    Role("the harbor master"),
    Role("a senior official"),
    Role("the company’s lawyer"),
)


def draw_source(choose: Choose, taken: set[str]) -> Source:
    """One speaker whose surname, or whole name, is not taken."""
    kind = choose(("person", "person", "person", "body", "role"))
    if kind == "person":
        return draw_person(choose, taken)
    options: Sequence[Source] = BODIES if kind == "body" else ROLES
    source = choose([o for o in options if o.forms[0] not in taken])
    taken.add(source.forms[0])
    return source


def draw_person(choose: Choose, taken: set[str]) -> Person:
    woman = choose((True, False))
    given = choose([g for g in (WOMEN if woman else MEN) if g not in taken])
    surname = choose([s for s in SURNAMES if s not in taken])
    taken |= {given, surname}
    title = choose((*TITLES, *HONORIFICS[woman]))
    return Person(given, surname, woman, title, choose(INITIALS), choose(SUFFIXES[: 1 if woman else None]))


def recast(plan: Plan, choose: Choose) -> Plan:
    """The same plan with other names of the same shape: as many words, the same gender, titles kept."""
    taken = {word for s in plan.cast if isinstance(s, Person) for word in (s.given, s.surname)}
    cast: list[Source] = []
    for source in plan.cast:
        if isinstance(source, Person):
            given = choose([g for g in (WOMEN if source.woman else MEN) if g not in taken])
            words = source.surname.count(" ")
            alike = [s for s in SURNAMES if s.count(" ") == words and s not in taken]
            surname = choose(alike or [source.surname])
            taken |= {given, surname}
            source = replace(source, given=given, surname=surname)
        cast.append(source)
    return replace(plan, cast=tuple(cast))


# What is said

# Each can be interrupted at the bar.
UTTERANCES = (
    "the old mill|will close in May",
    "we have no choice|but to wait for the river",
    "I don’t think|that anyone slept that night",
    "it cost 2.5 million|and it still leaks",
    "nobody in this town|was asked about the road",
    "by Jan. 12 at the latest|we’ll know what it costs",
    "the workers’ demands were fair|and we met them",
    "that is not a plan|for a city of this size",
)
QUESTIONS = ("who is going to pay for it", "why didn’t anyone call us", "is that what you want")
FRAGMENTS = ("a wreck", "too late by a year", "good for nobody", "the worst in a decade", "beyond repair")
THINGS = ("mill", "new road", "budget", "harbor wall", "ferry timetable")

SAYING = ("said", "added", "explained", "warned", "noted", "argued", "insisted", "recalled", "wrote", "pointed out")
REPORTING = ("said", "argued", "warned", "insisted", "explained", "pointed out", "stressed")
TELLING = ("told",)
ASKING = ("asked",)
CALLING = ("called",)
CONTINUING = ("continued", "added", "said", "went on")
ACCORDING = ("according to",)

HEARERS = ("reporters", "the board", "a radio station in Tarn")
WHEN = ("", " on Monday", " at a meeting in Tarn", " in an interview", " after the vote", " last week")
ADVERBIALS = ("on Monday", "in a letter to the board", "after the vote", "asked about the flood", "earlier this week")
APPOSITIONS = ("", ", 42", ", the head of the rowing club", ", who runs the mill", ", who followed Ines Brandt in 2019")
FILLERS = (
    "The river rose again overnight.",
    "The council meets twice a year, most recently in April.",
    "Some 300 houses stood under water by the end of the week.",
)
INTRODUCTIONS = ("has run the mill in Tarn since 2011", "moved to the coast ten years ago", "won the vote in April")


@dataclass(frozen=True, slots=True)
class Structure:
    """How quotation, cue and speaker stand.

    In the template ``[1`` and ``]`` open and close quotation 1, ``¶`` ends a paragraph, and what stands in braces is
    a field of the same name; capitalized, it starts with a capital letter.
    """

    name: str
    template: str
    cues: tuple[str, ...] = SAYING
    kind: QuoteKind = QuoteKind.DIRECT

    @property
    def takes_pronoun(self) -> bool:
        return "{cue} {speaker}" not in self.template and "{LABEL}" not in self.template


MIXED = QuoteKind.MIXED
STRUCTURES = (
    Structure("quote cue speaker", "[1{Whole},] {cue} {speaker}{when}."),
    Structure("quote speaker cue", "[1{Whole},] {speaker} {cue}{when}."),
    Structure("quote speaker told", "[1{Whole},] {speaker} {cue} {hearer}{when}.", TELLING),
    Structure("question", "[1{Question}?] {speaker} {cue}.", ASKING),
    Structure("speaker cue quote", "{speaker} {cue}, [1{Whole}.]"),
    Structure("speaker cue colon quote", "{speaker} {cue}: [1{Whole}.]"),
    Structure("speaker told colon quote", "{speaker} {cue} {hearer}{when}: [1{Whole}.]", TELLING),
    Structure("fronted", "{adverbial}, {speaker} {cue}, [1{Whole}.]"),
    Structure("interrupted", "[1{Head},] {speaker} {cue}, [1{tail}.]"),
    Structure("interrupted, inverted", "[1{Head},] {cue} {speaker}, [1{tail}.]"),
    Structure("continued", "[1{Whole},] {speaker} {cue}{when}. [2{Other}.]"),
    Structure("continued, inverted", "[1{Whole},] {cue} {speaker}. [2{Other}.]"),
    Structure("continued in the next paragraph", "[1{Whole},] {speaker} {cue}.¶[2{Other}.]"),
    Structure("introduced", "{speaker} {cue}:¶[1{Whole}.]", CONTINUING),
    Structure("re-opened", "{speaker} {cue}: [1{Whole}.¶[1{Other}.]"),
    Structure("continued, re-opened", "[1{Whole},] {speaker} {cue}. [2{Other}.¶[2{Question}?]"),
    Structure("according to, before", "{cue} {speaker}, [1{whole}.]", ACCORDING),
    Structure("according to, behind", "The {thing} was [1{fragment},] {cue} {speaker}.", ACCORDING, MIXED),
    Structure("that-clause", "{speaker} {cue} that the {thing} was [1{fragment}]{when}.", REPORTING, MIXED),
    Structure("told that", "{speaker} {cue} {hearer} that the {thing} was [1{fragment}].", TELLING, MIXED),
    Structure("trailing", "The {thing} was [1{fragment}] from the start, {speaker} {cue}.", REPORTING, MIXED),
    Structure("called", "{speaker} {cue} the {thing} [1{fragment}].", CALLING, MIXED),
    Structure("transcript", "{LABEL}: [1{Whole}.]"),
    Structure("introduction", "{speaker} {introduction}."),
    Structure("filler", "{filler}"),
)
BY_NAME = {structure.name: structure for structure in STRUCTURES}


@dataclass(frozen=True, slots=True)
class Style:
    """Quotation marks and what goes with them."""

    name: str
    opening: str
    closing: str
    comma_inside: bool = True
    apostrophe: str = "’"


CURLY = Style("curly", "“", "”")
STRAIGHT = Style("straight", '"', '"', apostrophe="'")
STYLES = (
    CURLY,
    STRAIGHT,
    Style("curly, comma outside", "“", "”", comma_inside=False),
    Style("two apostrophes", "''", "''", apostrophe="'"),
    Style("TeX", "``", "''", apostrophe="'"),
    Style("British", "‘", "’"),
    Style("British, comma outside", "‘", "’", comma_inside=False),
    Style("British, straight", "'", "'", apostrophe="'"),
    Style("guillemets", "«", "»"),
    Style("guillemets, comma outside", "«", "»", comma_inside=False),
    Style("guillemets, spaced", "«\u00a0", "\u00a0»", comma_inside=False),
    Style("German", "„", "“", comma_inside=False),
    Style("Polish", "„", "”", comma_inside=False),
)
NEWLINES = ("\n\n", "\n", "\r\n\r\n", "\r\r")


@dataclass(frozen=True, slots=True)
class Block:
    """One statement of a plan: its structure, its speaker (an index into the cast) and all its words but the names."""

    structure: Structure
    who: int
    form: int
    """Which of the speaker's forms; -1 is the pronoun."""
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An article before its marks."""

    cast: tuple[Source, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The answer to one quotation, in code points of the text."""

    spans: tuple[tuple[int, int], ...]
    kind: QuoteKind
    structure: str
    cue: tuple[int, int] | None
    mention: tuple[int, int]
    widest: int
    """How far the mention may reach: how much of an apposition belongs to it is a convention."""
    speaker: str | None
    """The speaker's name; None if the article gives none."""


@dataclass(frozen=True, slots=True)
class Written:
    """An article with its gold, in text order."""

    text: str
    golds: tuple[Gold, ...] = field(repr=False)


# Plans


def draw_plan(choose: Choose, *, size: int = 6, structures: Sequence[Structure] = STRUCTURES) -> Plan:
    """A plan of ``size`` statements by up to three speakers, each named in full when first mentioned."""
    taken: set[str] = set()
    draw = draw_person if all("{LABEL}" in s.template for s in structures) else draw_source
    cast = tuple(draw(choose, taken) for _ in range(choose((1, 2, 3))))
    named: set[int] = set()
    last: int | None = None  # whom a pronoun would mean
    blocks = []
    for _ in range(size):
        who = choose(range(len(cast)))
        source = cast[who]
        structure = choose([s for s in structures if isinstance(source, Person) or "{LABEL}" not in s.template])
        form = _draw_form(choose, source, structure, who in named, last == who)
        fields = _draw_fields(choose, structure, source, form)
        blocks.append(Block(structure, who, form, tuple(fields.items())))
        if structure.name != "filler":
            named.add(who)
            last = None if "Ines" in fields["apposition"] or "{LABEL}" in structure.template else who
    return Plan(cast, tuple(blocks))


def _draw_form(choose: Choose, source: Source, structure: Structure, named: bool, last: bool) -> int:
    if not named or "{LABEL}" in structure.template:
        return int(named)
    forms = list(range(len(source.forms)))
    if last and source.pronoun and structure.takes_pronoun:
        forms.append(-1)
    return choose(forms)


def _draw_fields(choose: Choose, structure: Structure, source: Source, form: int) -> dict[str, str]:
    whole, other = choose(UTTERANCES), choose(UTTERANCES)
    head, tail = whole.split("|")
    return {
        "whole": whole.replace("|", " "),
        "other": other.replace("|", " "),
        "head": head,
        "tail": tail,
        "question": choose(QUESTIONS),
        "fragment": choose(FRAGMENTS),
        "thing": choose(THINGS),
        "cue": choose(structure.cues),
        "hearer": choose(HEARERS),
        "when": choose(WHEN),
        "adverbial": choose(ADVERBIALS),
        "filler": choose(FILLERS),
        "introduction": choose(INTRODUCTIONS),
        "apposition": choose(APPOSITIONS) if form == 0 and isinstance(source, Person) else "",
    }


# Writing


def write(plan: Plan, style: Style = CURLY, newline: str = "\n\n") -> Written:
    """The text of a plan and its gold; ``newline`` ends paragraphs."""
    writer = _Writer(style, newline)
    for number, block in enumerate(plan.blocks):
        if number:
            writer.put(newline)
        writer.block(block, plan.cast[block.who])
    return Written("".join(writer.pieces), tuple(writer.golds))


_TEMPLATE = re.compile(r"(\[\d)|(,?\])|\{(\w+)\}|(¶)|([^\[\]{}¶,]+|,)")


class _Writer:
    """Writes pieces and notes where they stand."""

    def __init__(self, style: Style, newline: str) -> None:
        self.style = style
        self.newline = newline
        self.pieces: list[str] = []
        self.at = 0
        self.golds: list[Gold] = []

    def put(self, words: str) -> tuple[int, int]:
        start = self.at
        if words:
            self.pieces.append(words)
            self.at += len(words)
        return start, self.at

    def block(self, block: Block, source: Source) -> None:
        fields = dict(block.fields)
        spans: dict[str, list[tuple[int, int]]] = {}
        cue = mention = None
        widest = 0
        number, start = "", -1
        template = block.structure.template
        for match in _TEMPLATE.finditer(template):
            opening, closing, name, paragraph, plain = match.groups()
            if opening:
                self.put(self.style.opening)
                number, start = opening[1], self.at
            elif closing:
                stop = self._close(closing)
                spans.setdefault(number, []).append((start, stop))
                start = -1
            elif paragraph:
                if start >= 0:
                    spans.setdefault(number, []).append((start, self.at))
                self.put(self.newline)
            elif plain:
                abbreviated = plain == "." and self.pieces[-1].endswith(".")
                self.put("" if abbreviated else plain)  # one full stop ends "Jr." and the sentence
            elif name == "LABEL":
                label = source.forms[1] if block.form else source.name or ""
                mention = self.put(self._typed(label).upper())
                widest = self.at
            elif name == "speaker":
                words = source.pronoun if block.form < 0 else source.forms[block.form]
                mention = self.put(self._sentence_case(words, match.start()))
                _, widest = self.put(fields["apposition"])
                if fields["apposition"] and self._goes_on(template[match.end() :], fields):
                    self.put(",")
            else:
                words = fields[name.lower()]
                words = words[:1].upper() + words[1:] if name[0].isupper() else words
                words = self._typed(self._sentence_case(words, match.start()))
                where = self.put(words)
                cue = where if name == "cue" else cue
        if spans and mention is not None:
            structure, speaker = block.structure, source.name and self._typed(source.name)
            self.golds += [
                Gold(tuple(parts), structure.kind, structure.name, cue, mention, widest, speaker)
                for parts in spans.values()
            ]

    def _close(self, closing: str) -> int:
        """Write the closing mark with the comma on its side; gives the end of the words."""
        comma = closing[:-1]
        if self.style.comma_inside:
            self.put(comma)
        stop = self.at
        self.put(self.style.closing)
        if not self.style.comma_inside:
            self.put(comma)
        return stop

    def _typed(self, words: str) -> str:
        return words.replace("’", self.style.apostrophe)

    def _sentence_case(self, words: str, position: int) -> str:
        words = self._typed(words)
        return words[:1].upper() + words[1:] if position == 0 else words

    @staticmethod
    def _goes_on(rest: str, fields: dict[str, str]) -> bool:
        """Does the sentence go on behind an apposition without punctuation of its own?"""
        if rest.startswith("{when}"):
            rest = fields["when"] + rest[len("{when}") :]
        return rest[:1] not in ".,:"


# Ways to draw


def seeded_plan(seed: int, *, size: int = 6) -> Plan:
    """The plan of a seed, the same in every process."""
    return draw_plan(random.Random(seed).choice, size=size)


def seeded(seed: int, *, size: int = 6) -> Written:
    """The article of a seed, its marks and newlines drawn too."""
    choose = random.Random(-seed - 1).choice
    return write(seeded_plan(seed, size=size), choose(STYLES), choose(NEWLINES))


def many(count: int, *, size: int = 6) -> Iterator[Written]:
    """``count`` articles of the first seeds."""
    return (seeded(seed, size=size) for seed in range(count))


def choosing(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Choose:
    """Hypothesis as a chooser."""
    return lambda options: draw(st.sampled_from(list(options)))


@st.composite
def plans(draw: st.DrawFn, structures: Sequence[Structure] = STRUCTURES, most: int = 5) -> Plan:
    return draw_plan(choosing(draw), size=draw(st.integers(1, most)), structures=structures)


styles = st.sampled_from(STYLES)
newlines = st.sampled_from(NEWLINES)
