"""A picture of an article: who says what, as one self-contained HTML page.

The page holds the article with its quotes, cues and mentions marked, the speakers, and one note a quote. All of it is
plain HTML that reads without a script; the script only lights what belongs together, filters and moves the focus. The
style and the script are the files in ``data/view``.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from heapq import heappop, heappush
from importlib.resources import files

from quoteattr.lexicon import load
from quoteattr.text.tokens import tokenize
from quoteattr.types import Article, GenderValue, Quote, QuoteKind, Span, Speaker

COLORS = 8
"""How many colours the style has: the classes ``c0`` to ``c7``."""
LINES = 5
"""How many kinds of underline it has, ``l0`` to ``l4``. 8 and 5 have no common divisor: 40 speakers look different."""

_SNIPPET = 90  # code points of a quote that its note repeats
_SEARCHABLE = 12  # from so many speakers on, the list gets a search field

# What HTML cannot hold: control characters and lone surrogates.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_VOID = frozenset({"meta", "input"})


# Building HTML


class Html(str):
    """Markup that is safe to show; a plain ``str`` is text that is not yet escaped."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Text as markup, in content and in attributes. The one place where text becomes HTML."""
    return Html(html.escape(_UNPRINTABLE.sub("\ufffd", text)).replace("\r", "&#13;"))  # a parser drops a bare CR


def element(tag: str, *children: str | Iterable[str], **attributes: str | int | float | bool | None) -> Html:
    """An element; text among the children and in the attributes is escaped.

    An attribute that is None or False is left out, one that is True has no value. ``class_`` stands for ``class``,
    ``data_note`` for ``data-note``.
    """
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    inner = "".join(_markup(child) for child in children)
    end = "" if tag in _VOID else f"</{tag}>"
    return Html(f"<{tag}{written}>{inner}{end}")


def _attribute(name: str, value: str | int | float | bool | None) -> str:
    key = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {key}" if value is True else f' {key}="{escape(str(value))}"'


def _markup(child: str | Iterable[str]) -> str:
    if isinstance(child, Html):
        return child
    return escape(child) if isinstance(child, str) else "".join(_markup(each) for each in child)


# The page


def to_html(article: Article, *, title: str = "Who said what") -> str:
    """The article as a page of HTML that needs nothing else: no network, no other file.

    The text of the ``#article`` element is the article's own, code point by code point, but for the white space
    between paragraphs and for characters that HTML cannot hold, each of which becomes U+FFFD.
    """
    cast = _Cast(article)
    style, script = _data("view.css"), _data("view.js")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("title", title),
        element("style", style),
    )
    body = element(
        "body",
        element("a", "Skip to the article", href="#article", class_="skip"),
        element("header", element("h1", title), element("p", _summary(article, cast)), class_="masthead"),
        element(
            "main",
            _speaker_list(article, cast),
            _article(article, cast),
            _panel(),
            _notes(article, cast),
        ),
        element("script", script),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


def to_notebook(article: Article) -> str:
    """The page in a frame of its own, for ``_repr_html_``: its style and script stay apart from the notebook's."""
    return element(
        "iframe",
        srcdoc=to_html(article),
        sandbox="allow-scripts",
        title="Who said what",
        style="width: 100%; height: 40rem; border: 1px solid #8886",
    )


@cache
def _data(name: str) -> Html:
    return Html((files("quoteattr") / "data" / "view" / name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    """Our own style and script run, by their hashes, and nothing else: a second lock behind the escaping."""
    nothing_else = "default-src 'none'; base-uri 'none'; form-action 'none'"
    return f"{nothing_else}; style-src '{_hash(style)}'; script-src '{_hash(script)}'"


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _summary(article: Article, cast: _Cast) -> str:
    quotes = sum(quote.kind is not QuoteKind.OTHER for quote in article.quotes)
    return f"{_count(quotes, 'quotation')} by {_count(len(cast.speakers), 'speaker')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


# Who speaks


class _Cast:
    """The numbers of the speakers: from 1, in order of their first quote."""

    NOBODY = "x"  # nobody says it: a title, a scare quote
    UNKNOWN = "u"  # the text does not tell who says it

    def __init__(self, article: Article) -> None:
        quoted = (quote.speaker for quote in article.quotes if quote.speaker)
        self.speakers = list(dict.fromkeys((*article.speakers, *quoted)))
        self._numbers = {speaker: number for number, speaker in enumerate(self.speakers, start=1)}

    def key(self, quote: Quote) -> str:
        """A speaker's number, or the letter of those who have none."""
        if quote.speaker:
            return str(self._numbers[quote.speaker])
        return self.NOBODY if quote.kind is QuoteKind.OTHER else self.UNKNOWN

    def name(self, key: str) -> str:
        if key == self.NOBODY:
            return "No quotation"
        return "Speaker unknown" if key == self.UNKNOWN else self.speakers[int(key) - 1].name

    def looks(self, key: str) -> str:
        """The classes for colour and underline."""
        if not key.isdigit():
            return f"c{key}"
        number = int(key) - 1
        return f"c{number % COLORS} l{number % LINES}"

    def order(self) -> list[str]:
        """All keys, in the order of the list of speakers."""
        return [*(str(number) for number in range(1, len(self.speakers) + 1)), self.UNKNOWN, self.NOBODY]


_SIGNS = {_Cast.UNKNOWN: "?", _Cast.NOBODY: "–"}


def _badge(key: str) -> Html:
    return element("span", _SIGNS.get(key, key), class_="badge", aria_hidden="true")


def _speaker_list(article: Article, cast: _Cast) -> Html:
    quotes = Counter(cast.key(quote) for quote in article.quotes)
    words: Counter[str] = Counter()
    for quote in article.quotes:
        words[cast.key(quote)] += len(quote.text.split())
    items = [_speaker_item(cast, key, quotes[key], words[key]) for key in cast.order() if quotes[key]]
    search = element("input", type="search", id="find", placeholder="Find a speaker", aria_label="Find a speaker")
    return element(
        "nav",
        element(
            "div",
            element("h2", "Speakers", id="speakers-title"),
            element("button", "Show all", type="button", id="all", hidden=True),
            class_="bar",
        ),
        search if len(items) >= _SEARCHABLE else "",
        element("ul", items),
        element("p", id="status", role="status"),
        _legend(),
        id="speakers",
        aria_labelledby="speakers-title",
    )


def _speaker_item(cast: _Cast, key: str, quotes: int, words: int) -> Html:
    role = ", ".join(cast.speakers[int(key) - 1].titles) if key.isdigit() else ""
    noun = "passage" if key == _Cast.NOBODY else "quote"
    return element(
        "li",
        element(
            "button",
            _badge(key),
            element(
                "span",
                element("bdi", cast.name(key), class_="name"),
                element("bdi", role, class_="role") if role else "",
                element("span", f"{_count(quotes, noun)}, {_count(words, 'word')}", class_="tally"),
                class_="who",
            ),
            type="button",
            aria_pressed="false",
            data_speaker=key,
        ),
        class_=cast.looks(key),
    )


def _legend() -> Html:
    samples = [
        element("li", element("span", "quoted words", class_="quote c0 l0")),
        element("li", element("span", "reported words", class_="quote indirect c0 l0")),
        element("li", element("span", "cue", class_="cue")),
        element("li", element("span", "mention", class_="mention c0")),
    ]
    return element("ul", samples, class_="legend", aria_label="How the article is marked")


# The marked article


@dataclass(slots=True)
class _Mark:
    """A stretch of text with a role in one quote or, as a cue or a mention, in several."""

    start: int
    end: int
    role: str
    quotes: list[int] = field(default_factory=list)
    part: int = 0
    """Which span of its quote this is, from 0."""


def _marks(article: Article) -> list[_Mark]:
    """All marks, the outer before the inner: by start, then the longer, then quotes before cues and mentions."""
    marks = [
        _Mark(span.start, span.end, "quote", [index], part)
        for index, quote in enumerate(article.quotes)
        for part, span in enumerate(quote.spans)
    ]
    shared: dict[tuple[int, int, str], _Mark] = {}
    for index, quote in enumerate(article.quotes):
        for role, span in (("cue", quote.cue), ("mention", quote.mention)):
            if span:
                mark = shared.setdefault((span.start, span.end, role), _Mark(span.start, span.end, role))
                mark.quotes.append(index)
    return sorted((*marks, *shared.values()), key=lambda mark: (mark.start, -mark.end))


def _article(article: Article, cast: _Cast) -> Html:
    """The article in the paragraphs that the engine sees."""
    weave = _Weave(article, cast)
    tokens = tokenize(article.text, load())
    bounds = (tokens.span(first, last) for first, last in tokens.paragraphs if first < last)
    paragraphs = [element("p", weave.paragraph(start, end), dir="auto") for start, end in bounds]
    return element("article", paragraphs, id="article", aria_label="Article")


class _Weave:
    """Turns marks, which may cross each other and the ends of paragraphs, into elements, which may not.

    A mark that crosses an end is cut there: what lies behind waits as a piece of its own.
    """

    def __init__(self, article: Article, cast: _Cast) -> None:
        self._text = article.text
        self._quotes = article.quotes
        self._cast = cast
        self._marks = _marks(article)
        # A heap (a sorted list is one) of pieces: start, minus end, place in _marks.
        self._waiting = [(mark.start, -mark.end, place) for place, mark in enumerate(self._marks)]
        self._begun: set[int] = set()

    def paragraph(self, start: int, end: int) -> list[Html]:
        """The content of a paragraph. Paragraphs are asked for in text order."""
        content: list[Html] = []
        open_: list[tuple[int, int, list[Html]]] = [(end, -1, content)]  # end, place, children; innermost last
        at = start
        while self._waiting and self._waiting[0][0] < end:
            begin, minus_end, place = heappop(self._waiting)
            begin = max(begin, at)
            at = self._close(open_, at, begin)
            stop = min(-minus_end, open_[-1][0])
            if stop < -minus_end:
                heappush(self._waiting, (stop, minus_end, place))
            if begin < stop:
                open_[-1][2].append(escape(self._text[at:begin]))
                at = begin
                open_.append((stop, place, []))
        self._close(open_, at, end)
        return content

    def _close(self, open_: list[tuple[int, int, list[Html]]], at: int, until: int) -> int:
        """Close the elements that end at or before ``until``; the offset up to which text is written."""
        while open_ and open_[-1][0] <= until:
            end, place, children = open_.pop()
            children.append(escape(self._text[at:end]))
            at = end
            if open_:
                open_[-1][2].append(self._piece(place, children))
        return at

    def _piece(self, place: int, children: list[Html]) -> Html:
        mark = self._marks[place]
        begins = place not in self._begun
        self._begun.add(place)
        if mark.role == "quote":
            return self._quote_piece(mark, begins, children)
        key = next((key for key in map(self._key, mark.quotes) if key.isdigit()), _Cast.UNKNOWN)
        return element(
            "span",
            children,
            class_="cue" if mark.role == "cue" else f"mention {self._cast.looks(key)}",
            id=_mark_id(mark.role, mark) if begins else None,
            **{f"data_{mark.role}": " ".join(map(str, mark.quotes))},
        )

    def _quote_piece(self, mark: _Mark, begins: bool, children: list[Html]) -> Html:
        index = mark.quotes[0]
        key = self._key(index)
        leads = begins and mark.part == 0  # the one piece of the quote that takes the focus and has the note
        continued = "continued, " if mark.part else ""
        return element(
            "span",
            children,
            class_=f"quote {self._quotes[index].kind.value} {self._cast.looks(key)}",
            id=f"quote-{index}" if leads else None,
            tabindex=0 if leads else None,
            role="group" if begins else None,
            aria_label=f"Quote {index + 1}, {continued}{self._cast.name(key)}" if begins else None,
            aria_describedby=f"note-{index}" if leads else None,
            data_badge=_SIGNS.get(key, key) if begins and key != _Cast.NOBODY else None,
            data_quote=index,
            data_of=key,
        )

    def _key(self, index: int) -> str:
        return self._cast.key(self._quotes[index])


def _mark_id(role: str, extent: _Mark | Span) -> str:
    return f"{role}-{extent.start}-{extent.end}"


# The notes


def _panel() -> Html:
    """Where the script shows the note of the quote that is pointed at; without the script it stays away."""
    return element(
        "aside",
        element(
            "div",
            element("button", "←", type="button", id="previous", aria_label="Previous quote"),
            element("button", "→", type="button", id="next", aria_label="Next quote"),
            element("button", "×", type="button", id="close", aria_label="Close"),
            class_="bar",
        ),
        element("div", element("p", "Point at a quote, or walk from one to the next with the arrow keys."), id="shown"),
        id="panel",
        aria_label="The quote in focus",
        hidden=True,
    )


def _notes(article: Article, cast: _Cast) -> Html:
    notes = [_note(index, quote, article, cast) for index, quote in enumerate(article.quotes)]
    return element(
        "section",
        element("h2", "Notes on the quotes", id="notes-title"),
        element("ol", notes),
        id="notes",
        aria_labelledby="notes-title",
        hidden=not notes,
    )


def _note(index: int, quote: Quote, article: Article, cast: _Cast) -> Html:
    key = cast.key(quote)
    facts = [element("div", element("dt", term), element("dd", *told)) for term, told in _facts(quote)]
    return element(
        "li",
        element(
            "h3", _badge(key), element("bdi", cast.name(key)), element("span", f"quote {index + 1}", class_="number")
        ),
        element("p", element("a", _snippet(quote.text), href=f"#quote-{index}", dir="auto"), class_="snippet"),
        element("dl", facts),
        id=f"note-{index}",
        class_=cast.looks(key),
        data_note=index,
        data_of=key,
    )


_KINDS = {
    QuoteKind.DIRECT: "direct quotation",
    QuoteKind.MIXED: "quoted words in a reported clause",
    QuoteKind.INDIRECT: "reported speech, without marks",
    QuoteKind.OTHER: "marked words that nobody says: a title, a nickname, a scare quote",
}


def _facts(quote: Quote) -> Iterator[tuple[str, list[str]]]:
    """What a note tells, as terms and their descriptions."""
    yield "Kind", [_KINDS[quote.kind]]
    if quote.parent is not None:
        yield "Within", [element("a", f"quote {quote.parent + 1}", href=f"#quote-{quote.parent}")]
    for term, span in (("Cue", quote.cue), ("Mention", quote.mention)):
        if span:
            yield term, [element("a", _snippet(span.text), href=f"#{_mark_id(term.lower(), span)}", dir="auto")]
    if quote.speaker:
        yield from _speaker_facts(quote.speaker)
    for term, rule in (("Linked by", quote.rule), ("Named by", quote.speaker_rule)):
        if rule:
            yield term, [element("code", rule)]
    if quote.rule:
        percent = f"{quote.confidence:.0%}"
        yield "Confidence", [element("meter", percent, min=0, max=1, value=quote.confidence), f" {percent}"]
    elif quote.kind is not QuoteKind.OTHER:
        yield "Linked by", ["no rule"]


def _speaker_facts(speaker: Speaker) -> Iterator[tuple[str, list[str]]]:
    gender = speaker.gender
    if gender.value is GenderValue.UNKNOWN:
        yield "Speaker", [speaker.kind.value]
    else:
        evidence = f" ({gender.evidence})" if gender.evidence else ""
        yield "Speaker", [f"{speaker.kind.value}, {gender.value.value}{evidence}"]
    for term, forms in (("Title", speaker.titles), ("Also", speaker.aliases)):
        if forms:
            yield term, [element("bdi", ", ".join(forms))]


def _snippet(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SNIPPET else line[:_SNIPPET].rstrip() + "…"
