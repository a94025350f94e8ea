"""Web pages: what they tell of their article."""

from __future__ import annotations

from quoteattr.integrations.extras import require
from quoteattr.metadata import NOTHING_KNOWN, Metadata, in_words


def page_metadata(page: bytes | str) -> Metadata:
    """What the head and the first lines of a page tell, as trafilatura reads them."""
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
