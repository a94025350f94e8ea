"""The head of a page: headline, where and when the article appeared, and how much is said in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from quoteattr.view.html import Html, element

_UNTITLED = "Who said what"
_MONTHS = (  # strftime would follow the locale, and the page is in English
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.DOTALL)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an article beside its text, as its source has it; None or empty where that is not known."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    index: str | None = None
    """The file of the page that lists this one."""

    @property
    def headline(self) -> str:
        return self.title or _UNTITLED


def masthead(about: About, summary: str) -> Html:
    """The head of the page; ``summary`` is its last line."""
    source = list(_joined(_source(about)))
    return element(
        "header",
        element("a", "All articles", href=file_link(about.index), class_="back") if about.index else "",
        element("p", about.section, class_="section", dir="auto") if about.section else "",
        element("h1", about.headline, dir="auto"),
        element("p", source, class_="source") if source else "",
        element("p", summary, class_="summary"),
        class_="masthead",
    )


def _source(about: About) -> Iterator[Html]:
    """Outlet, day, author and address, as far as they are known."""
    if about.outlet:
        yield element("bdi", about.outlet)
    if about.date:
        yield day(about.date)
    if about.author:
        yield element("span", "by ", element("bdi", about.author))
    if about.url:
        yield _link(about.url)


def _joined(parts: Iterator[Html]) -> Iterator[str]:
    for number, part in enumerate(parts):
        yield from (" · ", part) if number else (part,)


def day(told: str) -> Html:
    """A date in words (12 March 2026) where it is written as ISO 8601 has it; any other as it is."""
    found = _ISO_DAY.fullmatch(told.strip())
    try:
        when = date.fromisoformat(found[1]) if found else None
    except ValueError:
        when = None
    if when is None:
        return element("bdi", told)
    return element("time", f"{when.day} {_MONTHS[when.month - 1]} {when.year}", datetime=when.isoformat())


def _link(url: str) -> Html:
    """A link for an address of the web; any other, such as ``javascript:``, is text."""
    host = _host(url)
    if not host:
        return element("bdi", url)
    return element("a", "read it at ", element("bdi", host), href=url, rel="noopener noreferrer")


def file_link(file: str) -> str:
    """A reference to a file in the folder of the page; a name that looks like an address stays a name."""
    return percent_encoded(file, safe="", errors="replace")


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname if _WEB_ADDRESS.fullmatch(url) else None
    except ValueError:  # brackets that are no address
        return None
