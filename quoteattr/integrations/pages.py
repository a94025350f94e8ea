"""Web pages, by trafilatura (extra ``web``): their main text, and what they tell of their article.

Nothing that a page links or embeds is ever asked for.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from quoteattr.integrations.extras import require
from quoteattr.metadata import NOTHING_KNOWN, Metadata, in_words

_WHOLE = regex.compile(r"(?>\s|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body)\b", regex.I | regex.S)
_BLOCKS = "p div article section main header h[1-6] span table ul ol blockquote figure meta title nav script style"
_FRAGMENT = regex.compile(rf"\s*<({'|'.join(_BLOCKS.split())})(?:\s[^<>]*)?>", regex.I)


class Page(NamedTuple):
    """A page as it is read."""

    text: str
    metadata: Metadata


def looks_like_page(start: str) -> bool:
    """Is a text that begins so the HTML of a page, or of a part of one?"""
    if _WHOLE.match(start):
        return True
    fragment = _FRAGMENT.match(start)
    return fragment is not None and f"</{fragment[1].lower()}" in start.lower()


def read_page(page: bytes | str) -> Page | None:
    """The main text of a page, without the comments below it; None where there is none.

    Args:
        page: the HTML; of bytes trafilatura finds the encoding.

    Raises:
        MissingExtraError: trafilatura is not installed.
    """
    text = require("trafilatura", "web").extract(page, include_comments=False)
    return Page(text, _metadata(page)) if text else None


def _metadata(page: bytes | str) -> Metadata:
    """What the head and the first lines of a page tell."""
    try:
        found = require("trafilatura.metadata", "web").extract_metadata(page)
    except Exception:  # whatever trips it in a date or an address must not cost the text
        return NOTHING_KNOWN
    if found is None:  # what older versions give for a page that is none
        return NOTHING_KNOWN
    told = {
        "title": found.title,
        "author": found.author,
        "date": found.date,
        "outlet": found.sitename or found.hostname,
        "url": found.url,
        "section": found.categories,
    }
    return Metadata(**{name: in_words(value) or None for name, value in told.items()})
