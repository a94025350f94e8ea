"""An article to look at: who says what, as one self-contained HTML page or as lines in a terminal."""

from quoteattr.view.index import Entry, to_index
from quoteattr.view.page import to_html, to_notebook

__all__ = ["Entry", "to_html", "to_index", "to_notebook"]
