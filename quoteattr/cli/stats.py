"""Who is quoted how often: the counts behind ``quoteattr stats``, and their tables and charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quoteattr.cli.consoles import unfilled
from quoteattr.types import Article, GenderValue, SpeakerKind
from quoteattr.view.terminal import on_one_line, shorten, shown

UNNAMED, UNTOLD = SpeakerKind.UNNAMED.value, "not told"

_NAME_COLUMNS = 30
_PIPED_COLUMNS = 100  # of a chart that goes to no terminal
_BAR = "█"
_PLAIN_BAR = "#"
_PART_OF_BAR = " ▏▎▍▌▋▊▉"


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

    @property
    def kind(self) -> str:
        return _most_common(self.kinds, SpeakerKind.PERSON.value)

    @property
    def gender(self) -> str:
        return _most_common(self.genders, GenderValue.UNKNOWN.value)


def _most_common(counter: Counter[str], default: str) -> str:
    return min(counter, key=lambda value: (-counter[value], value), default=default)


@dataclass(slots=True)
class Tally:
    """The counts over all articles. Marks around what nobody says (``other``) do not count."""

    articles: int = 0
    sources: dict[str, Source] = field(default_factory=dict)
    """By name."""
    unnamed: Count = field(default_factory=Count)
    untold: Count = field(default_factory=Count)
    """Quotes of which the text does not tell the speaker."""
    kinds: dict[str, Count] = field(default_factory=dict)
    """By how the words stand in the text: ``direct``, ``mixed``, ``indirect``. ``sources`` is not counted."""

    def add(self, article: Article) -> None:
        """Count one more article."""
        self.articles += 1
        here: set[str] = set()
        for quote in shown(article):
            said = Count(quotes=1, words=len(quote.text.split()))
            self.kinds.setdefault(quote.kind.value, Count()).add(said)
            speaker = quote.speaker
            if speaker is None:
                self.untold.add(said)
                continue
            if speaker.kind is SpeakerKind.UNNAMED:
                said.sources = speaker.name not in here
                self.unnamed.add(said)
            else:
                source = self.sources.setdefault(speaker.name, Source())
                source.count.add(said)
                source.articles += speaker.name not in here
                source.kinds[speaker.kind.value] += 1
                if speaker.gender.value is not GenderValue.UNKNOWN:
                    source.genders[speaker.gender.value.value] += 1
            here.add(speaker.name)

    def ranked(self) -> list[tuple[str, Source]]:
        """Names by quotes, then words, then the alphabet."""
        return sorted(self.sources.items(), key=lambda item: (-item[1].count.quotes, -item[1].count.words, item[0]))

    def by_gender(self) -> dict[str, Count]:
        """Persons with a name, by gender."""
        persons = [source for source in self.sources.values() if source.kind == SpeakerKind.PERSON.value]
        return _grouped(persons, [value.value for value in GenderValue], lambda source: source.gender)

    def by_source(self) -> dict[str, Count]:
        """All quotes, by what their speaker is."""
        named = [kind.value for kind in SpeakerKind if kind is not SpeakerKind.UNNAMED]
        groups = _grouped(self.sources.values(), named, lambda source: source.kind)
        return {**groups, UNNAMED: self.unnamed, UNTOLD: self.untold}

    def to_dict(self) -> dict[str, Any]:
        """All counts as JSON types."""
        return {
            "articles": self.articles,
            "speakers": [
                {
                    "name": name,
                    "kind": source.kind,
                    "gender": source.gender,
                    "quotes": source.count.quotes,
                    "words": source.count.words,
                    "articles": source.articles,
                }
                for name, source in self.ranked()
            ],
            "genders": _as_dicts(self.by_gender()),
            "sources": _as_dicts(self.by_source()),
            "kinds": {kind: {"quotes": count.quotes, "words": count.words} for kind, count in self.kinds.items()},
        }


def _grouped(sources: Iterable[Source], groups: Sequence[str], key: Callable[[Source], str]) -> dict[str, Count]:
    counts = {group: Count() for group in groups}
    for source in sources:
        counts[key(source)].add(source.count)
    return counts


def _as_dicts(counts: dict[str, Count]) -> dict[str, dict[str, int]]:
    return {name: asdict(count) for name, count in counts.items()}


# --- for people to read -------------------------------------------------------------------------------------------


def print_tally(console: Console, tally: Tally, *, top: int, chart: bool) -> None:
    """The most quoted, and the shares by gender and by kind, as tables or with bars."""
    with console.capture() as captured:  # rich would end the program with status 1 where the reader has gone away
        _print_all(console, tally, top, chart)
    console.file.write(unfilled(captured.get()))


def _print_all(console: Console, tally: Tally, top: int, chart: bool) -> None:
    quotes = sum(count.quotes for count in tally.kinds.values())
    words = sum(count.words for count in tally.kinds.values())
    console.print(f"{tally.articles:,} articles, {quotes:,} quotes, {words:,} words quoted\n", highlight=False)
    ranked = tally.ranked()
    _print_sources(console, ranked[:top], chart)
    if len(ranked) > top:
        console.print(f"and {len(ranked) - top:,} more (--top N)", style="dim", highlight=False)
    console.print()
    _print_shares(console, "persons by gender", tally.by_gender(), chart)
    _print_shares(console, "quotes by source", tally.by_source(), chart)
    _print_shares(console, "quotes by kind", tally.kinds, chart)


def _print_sources(console: Console, ranked: Sequence[tuple[str, Source]], chart: bool) -> None:
    table = _table("speaker", "quotes", "words", "articles", "" if chart else "kind", "" if chart else "gender")
    most = max((source.count.quotes for _, source in ranked), default=0)
    for name, source in ranked:
        figures = [f"{source.count.quotes:,}", f"{source.count.words:,}", f"{source.articles:,}"]
        last = [_drawn(console, source.count.quotes / most), ""] if chart else [source.kind, source.gender]
        shown_name = shorten(on_one_line(name), _NAME_COLUMNS) if console.is_terminal else on_one_line(name)
        table.add_row(*map(Text, [shown_name, *figures, *last]))
    console.print(table)


def _print_shares(console: Console, title: str, counts: dict[str, Count], chart: bool) -> None:
    whole = sum(count.quotes for count in counts.values())
    table = _table(title, "quotes", "words", "share", "" if chart else "sources")
    for name, count in counts.items():
        share = count.quotes / whole if whole else 0.0
        last = _drawn(console, share) if chart else f"{count.sources:,}" if count.sources else ""
        table.add_row(*map(Text, [name, f"{count.quotes:,}", f"{count.words:,}", f"{share:.0%}", last]))
    console.print(table)
    console.print()


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(first, min_width=_NAME_COLUMNS, no_wrap=True)
    for name in others:
        words = name in ("", "kind", "gender")
        table.add_column(name, justify="left" if words else "right", no_wrap=True)
    return table


def _bar_columns(console: Console) -> int:
    width = console.width if console.is_terminal else _PIPED_COLUMNS
    return max(10, width - _NAME_COLUMNS - 32)


def bar(share: float, columns: int) -> str:
    """A bar for a share from 0 to 1, in eighths of a column."""
    eighths = round(share * columns * 8)
    return (_BAR * (eighths // 8) + _PART_OF_BAR[eighths % 8]).rstrip()


def _drawn(console: Console, share: float) -> str:
    """A bar in what the console can show."""
    columns = _bar_columns(console)
    return bar(share, columns) if console.encoding.startswith("utf") else _PLAIN_BAR * round(share * columns)
