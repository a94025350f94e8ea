"""The text of the article with its quotes, cues and mentions marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush

from quoteattr.text.tokens import paragraph_bounds
from quoteattr.types import Article, Span
from quoteattr.view.cast import SIGNS, Cast
from quoteattr.view.html import Html, element, escape


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


def marked_article(article: Article, cast: Cast, language: str = "en") -> Html:
    """The article, in a language by its tag, in the paragraphs that the engine sees."""
    weave = _Weave(article, cast)
    bounds = paragraph_bounds(article.text)
    paragraphs = [element("p", weave.paragraph(start, end), dir="auto") for start, end in bounds]
    return element("article", paragraphs, id="article", aria_label="Article", lang=language)


class _Weave:
    """Turns marks, which may cross each other and the ends of paragraphs, into elements, which may not.

    A mark that crosses an end is cut there: what lies behind waits as a piece of its own.
    """

    def __init__(self, article: Article, cast: Cast) -> None:
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
        key = next((key for key in map(self._key, mark.quotes) if key.isdigit()), Cast.UNKNOWN)
        return element(
            "span",
            children,
            class_="cue" if mark.role == "cue" else f"mention {self._cast.looks(key)}",
            id=mark_id(mark.role, mark) if begins else None,
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
            data_badge=SIGNS.get(key, key) if begins and key != Cast.NOBODY else None,
            data_quote=index,
            data_of=key,
        )

    def _key(self, index: int) -> str:
        return self._cast.key(self._quotes[index])


def mark_id(role: str, extent: _Mark | Span) -> str:
    """The ``id`` of the element that marks a cue or a mention."""
    return f"{role}-{extent.start}-{extent.end}"
