"""The draft and its sources side by side, as one self-contained page without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from quoteattr.checking.phrases import WORDS, pieces, speaker_in_words
from quoteattr.checking.records import Check, CheckedQuote
from quoteattr.view.html import Html, element, escape
from quoteattr.view.shell import data, page
from quoteattr.view.words import counted


class _Mark(NamedTuple):
    """A stretch of a text that belongs to a checked quotation."""

    start: int
    end: int
    number: int
    """Of the quotation, from 1."""


@dataclass(slots=True)
class _Side:
    """The draft or the sources, as far as they are written."""

    name: str
    other: str
    wrong: set[int]
    """Numbers of the quotations in which something is not right."""
    linked: set[int]
    """Those that stand on the other side too."""
    begun: set[int] = field(default_factory=set)
    """Those whose first word is written."""


def to_html(check: Check, *, title: str = "The draft and its sources") -> str:
    """See :meth:`quoteattr.checking.Check.to_html`."""
    numbered = list(enumerate(check.quotes, start=1))
    wrong = {number for number, checked in numbered if not checked.is_right}
    found = {number for number, checked in numbered if checked.places}
    draft, sources = _Side("draft", "source", wrong, found), _Side("source", "draft", wrong, found)
    body = (
        element("a", "Skip to the draft", href="#draft", class_="skip"),
        element("header", element("h1", title), element("p", _summary(check)), class_="masthead"),
        element(
            "main",
            element("ol", [_finding(number, checked) for number, checked in numbered], class_="findings"),
            element("section", element("h2", "Draft"), _draft(check, numbered, draft), id="draft"),
            element("section", list(_sources(check, numbered, sources)), id="sources"),
            class_="check",
        ),
    )
    return page(title, body, style=Html(data("view.css") + data("check.css")), script=Html(""))


def _summary(check: Check) -> str:
    told = f"{counted(len(check.quotes), 'quotation')}, {counted(len(check.sources), 'source')}"
    return f"{told}: {len(check.wrong):,} to look at" if check.wrong else f"{told}: all are right"


def _finding(number: int, checked: CheckedQuote) -> Html:
    """What is said of one quotation, with the way to its words on both sides."""
    linked = element("a", WORDS[checked.words], href=f"#draft-{number}")
    there = element("a", "in the source", href=f"#source-{number}") if checked.places else ""
    return element(
        "li",
        element("p", linked, " · ", speaker_in_words(checked), " · " if there else "", there, class_="verdict"),
        element("blockquote", list(_shown(checked))),
        class_="right" if checked.is_right else "wrong",
        value=number,
    )


def _shown(checked: CheckedQuote) -> Iterator[Html]:
    for piece in pieces(checked):
        if piece.same:
            yield escape(piece.draft)
            continue
        if piece.draft:
            yield element("del", piece.draft, title="in the draft only")
        if piece.source:
            yield escape(" ")
            yield element("ins", piece.source, title="in the source")


def _draft(check: Check, numbered: Iterable[tuple[int, CheckedQuote]], side: _Side) -> Html:
    marks = [_Mark(span.start, span.end, number) for number, each in numbered for span in each.quote.spans]
    return element("div", list(_marked(check.draft.text, marks, side)), class_="text")


def _sources(check: Check, numbered: Sequence[tuple[int, CheckedQuote]], side: _Side) -> Iterator[Html]:
    for source in check.sources:
        places = ((number, place) for number, each in numbered for place in each.places if place.source == source.name)
        marks = [_Mark(place.span.start, place.span.end, number) for number, place in places]
        content = list(_marked(source.article.text, marks, side))
        yield element("article", element("h2", source.name), element("div", content, class_="text"))


def _marked(text: str, marks: Sequence[_Mark], side: _Side) -> Iterator[Html]:
    """The text, cut at the ends of marks; each piece is a link to the other side, the first of a quotation its aim."""
    ends = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for start, end in pairwise(ends):
        numbers = [mark.number for mark in marks if mark.start <= start and end <= mark.end]
        yield from _piece(text[start:end], numbers, side) if numbers else (escape(text[start:end]),)


def _piece(text: str, numbers: Sequence[int], side: _Side) -> Iterator[Html]:
    """Words of the quotations with these numbers."""
    new = [number for number in numbers if number not in side.begun]
    side.begun.update(new)
    yield from (element("span", id=f"{side.name}-{number}") for number in new[:-1])  # several begin at the same word
    number = new[-1] if new else numbers[-1]
    yield element(
        "a",
        text,
        href=f"#{side.other}-{number}" if number in side.linked else None,
        id=f"{side.name}-{number}" if new else None,
        class_="wrong" if side.wrong & set(numbers) else "right",
        data_number=number if new else None,
    )
