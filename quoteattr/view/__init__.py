"""An article to look at: who says what, as one self-contained HTML page or as lines in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.memory.on_first_use import on_first_use

if TYPE_CHECKING:
    from quoteattr.view.index import Entry, to_index
    from quoteattr.view.page import to_html, to_notebook

__all__ = ["Entry", "to_html", "to_index", "to_notebook"]

__getattr__ = on_first_use(
    __name__,
    {
        "Entry": "quoteattr.view.index",
        "to_html": "quoteattr.view.page",
        "to_index": "quoteattr.view.index",
        "to_notebook": "quoteattr.view.page",
    },
)
"""The pages: the command shows lines in a terminal each time it is called, and pages are a small part of its calls."""


def __dir__() -> list[str]:
    """All public names, also those not yet imported."""
    return sorted(__all__)
