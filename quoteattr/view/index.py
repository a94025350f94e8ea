"""The first page of a folder of pages: the articles, and who is quoted across them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice

from quoteattr.counting import Count, Said, Source, meetings, rank, said
from quoteattr.metadata import Metadata
from quoteattr.types import Article, GenderValue, SpeakerKind
from quoteattr.view.html import Html, element
from quoteattr.view.masthead import day, file_link, headline, masthead
from quoteattr.view.shell import data, page
from quoteattr.view.words import counted

MOST_ARTICLES = 5_000
"""So many articles are listed, and so many people: a page of more would be of no use to a browser or to its reader."""
MOST_PEOPLE = 2_000
_MOST_LINKS = 100  # from one person to articles


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody with a name, and how much they say in one article."""

    name: str
    kind: str
    """Of :class:`quoteattr.types.SpeakerKind`."""
    quotes: int
    words: int
    gender: str = GenderValue.UNKNOWN.value


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index tells of an article."""

    file: str
    """Its page, in the folder of the index."""
    title: str
    outlet: str | None
    date: str | None
    quotes: int
    """All that somebody says, with those of speakers without a name and of speakers that the text does not tell."""
    voices: tuple[Voice, ...]
    """In order of their first quote."""

    @staticmethod
    def of(article: Article, file: str, *, title: str, outlet: str | None = None, date: str | None = None) -> Entry:
        """The entry of an article whose page is ``file``. Without a name (my uncle, a spokesman) nobody is a voice."""
        quotes, words, first = Counter[str](), Counter[str](), dict[str, Said]()
        sayings = list(said(article))
        for each in sayings:
            if each.has_name:
                first.setdefault(each.name, each)
                quotes[each.name] += 1
                words[each.name] += each.words
        voices = (Voice(name, each.source, quotes[name], words[name], each.gender) for name, each in first.items())
        return Entry(file, title, outlet, date, len(sayings), tuple(voices))

    def to_json(self) -> str:
        """The entry as one line, so that a long run need not hold all of them."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(line: str) -> Entry:
        """The entry that :meth:`to_json` wrote."""
        fields = json.loads(line)
        return Entry(**{**fields, "voices": tuple(Voice(**voice) for voice in fields["voices"])})


@dataclass(slots=True)
class _Person:
    """Somebody with a name, over all articles, and where."""

    source: Source = field(default_factory=Source)
    pages: list[tuple[int, str, str, int]] = field(default_factory=list)
    """Number, file and title of the first articles, with the number of quotes there."""

    def add(self, number: int, entry: Entry, voice: Voice) -> None:
        self.source.take_in(_source(voice))
        if len(self.pages) < _MOST_LINKS:
            self.pages.append((number, entry.file, entry.title, voice.quotes))

    def take_in(self, other: _Person) -> None:
        """Count what another name of the same person has said."""
        self.source.take_in(other.source)
        self.pages = sorted([*self.pages, *other.pages])[:_MOST_LINKS]


def _source(voice: Voice) -> Source:
    """What somebody says in one article, as it is counted over several."""
    genders = Counter({voice.gender: voice.quotes} if voice.gender != GenderValue.UNKNOWN.value else {})
    return Source(Count(quotes=voice.quotes, words=voice.words), 1, Counter({voice.kind: voice.quotes}), genders)


Join = Callable[[Mapping[str, Source], Collection[frozenset[str]]], Mapping[str, str]]
"""By which name somebody goes whom articles call by several: from the names with what is said under each, and the pairs
of names that are two persons in one article."""


def to_index(entries: Iterable[Entry], *, title: str | None = None, join: Join | None = None) -> str:
    """An index of articles as a page of HTML that needs nothing but the pages that it links.

    Args:
        entries: the articles, in the order in which they are to be listed; read once.
        title: the headline.
        join: whose each name is, by what is counted under it; without it each name is somebody's own.

    Who has a name is one person or body in however many articles the name occurs, and the most quoted stand first.
    """
    people: dict[str, _Person] = {}
    listed: list[Html] = []
    articles = quotes = 0
    met: set[frozenset[str]] = set()
    for entry in entries:
        articles += 1
        quotes += entry.quotes
        if articles <= MOST_ARTICLES:
            listed.append(_article(entry))
        for voice in entry.voices:
            people.setdefault(voice.name, _Person()).add(articles, entry, voice)
        met.update(meetings(voice.name for voice in entry.voices if voice.kind == SpeakerKind.PERSON.value))
    if join is not None:
        people = _joined(people, join({name: person.source for name, person in people.items()}, met))
    about = Metadata(title=title or "Who is quoted")
    summary = f"{counted(articles, 'article')}, {counted(quotes, 'quotation')} by {_people(len(people))}"
    body = (
        element("a", "Skip to the articles", href="#articles", class_="skip"),
        masthead(about, summary),
        element("main", _search(), _quoted(people), _articles(listed, articles), class_="index"),
    )
    return page(headline(about), body, style=Html(data("view.css") + data("index.css")), script=data("index.js"))


def _joined(people: Mapping[str, _Person], whose: Mapping[str, str]) -> dict[str, _Person]:
    persons: dict[str, _Person] = {}
    for name, person in people.items():
        persons.setdefault(whose.get(name, name), _Person()).take_in(person)
    return persons


def _people(number: int) -> str:
    return f"{number:,} {'person or body' if number == 1 else 'people and bodies'} with a name"


def _search() -> Html:
    return element(
        "div",
        element("input", type="search", id="find", placeholder="Find a name or a headline", aria_label="Find"),
        element("p", id="status", role="status"),
        class_="search",
        hidden=True,  # until the script is there
    )


def _quoted(people: dict[str, _Person]) -> Html:
    """The table of who is quoted, in the order of ``quoteattr stats``."""
    ranked = sorted(people.items(), key=lambda item: rank(item[0], item[1].source))
    heads = [element("th", head, scope="col") for head in ("Name", "Quotations", "Words", "Articles")]
    rows = [_row(name, person) for name, person in islice(ranked, MOST_PEOPLE)]
    return element(
        "section",
        element("h2", "Who is quoted", id="people-title"),
        element("table", element("thead", element("tr", heads)), element("tbody", rows)) if rows else "",
        _more(len(ranked) - MOST_PEOPLE) if rows else element("p", "Nobody with a name.", class_="more"),
        id="people",
        aria_labelledby="people-title",
    )


def _row(name: str, person: _Person) -> Html:
    source = person.source
    return element(
        "tr",
        element(
            "th",
            element("bdi", name),
            "" if source.kind == SpeakerKind.PERSON.value else element("span", f" {source.kind}", class_="role"),
            scope="row",
        ),
        element("td", f"{source.count.quotes:,}"),
        element("td", f"{source.count.words:,}"),
        element("td", _pages(person), data_articles=source.articles),
        data_find=name.lower(),
    )


def _pages(person: _Person) -> Html:
    """The link to the one article, or the links to several behind their number."""
    if person.source.articles == 1:
        [(_, file, title, _)] = person.pages
        return _link(file, title)
    links = [
        element("li", _link(file, title), element("span", f" {number:,}", class_="tally"))
        for _, file, title, number in person.pages
    ]
    more = _more(person.source.articles - len(links), "li")
    return element(
        "details", element("summary", counted(person.source.articles, "article")), element("ul", links, more)
    )


def _articles(listed: list[Html], number: int) -> Html:
    return element(
        "section",
        element("h2", "Articles", id="articles-title"),
        element("ol", listed),
        _more(number - len(listed)),
        id="articles",
        tabindex=-1,
        aria_labelledby="articles-title",
    )


def _article(entry: Entry) -> Html:
    most = sorted(entry.voices, key=lambda voice: -voice.quotes)
    parts: list[Html] = [element("bdi", entry.outlet)] if entry.outlet else []
    parts += [day(entry.date)] if entry.date else []
    parts.append(element("span", counted(entry.quotes, "quotation")))
    parts += [element("bdi", voice.name) for voice in most[:3]]
    told: list[str] = [text for part in parts for text in (" · ", part)][1:]
    return element(
        "li",
        _link(entry.file, entry.title),
        element("p", told, class_="tally"),
        data_find=f"{entry.title} {entry.outlet or ''}".lower(),
    )


def _link(file: str, title: str) -> Html:
    return element("a", title, href=file_link(file), dir="auto")


def _more(number: int, tag: str = "p") -> Html | str:
    return element(tag, f"and {number:,} more", class_="more") if number > 0 else ""
