"""The head of a page: headline, where and when the article appeared, and how much is said in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from quoteattr.metadata import Metadata
from quoteattr.view.html import Html, element

_UNTITLED = "Who said what"
_MONTHS = (  # strftime would follow the locale, and the page is in English
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.DOTALL)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


def headline(about: Metadata) -> str:
    """The title, or what stands for one."""
    return about.title or _UNTITLED


def masthead(about: Metadata, summary: str, index: str | None = None) -> Html:
    """The head of the page; ``summary`` is its last line, ``index`` the file of the page that lists this one."""
    source = list(_joined(_source(about)))
    return element(
        "header",
        element("a", "All articles", href=file_link(index), class_="back") if index else "",
        element("p", about.section, class_="section", dir="auto") if about.section else "",
        element("h1", headline(about), dir="auto"),
        element("p", source, class_="source") if source else "",
        element("p", summary, class_="summary"),
        class_="masthead",
    )


def _source(about: Metadata) -> Iterator[Html]:
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
    """A link for an address of the web, in a window of its own; any other, such as ``javascript:``, is text."""
    host = _host(url)
    if not host:
        return element("bdi", url)
    return element("a", "read it at ", element("bdi", host), href=url, target="_blank", rel="noopener noreferrer")


def file_link(file: str) -> str:
    """A reference to a file in the folder of the page; a name that looks like an address stays a name."""
    return percent_encoded(file, safe="", errors="replace")


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname if _WEB_ADDRESS.fullmatch(url) else None
    except ValueError:  # brackets that are no address
        return None
