"""An article to look at: who says what, as one self-contained HTML page or as lines in a terminal."""

from quoteattr.view.page import to_html, to_notebook

__all__ = ["to_html", "to_notebook"]
