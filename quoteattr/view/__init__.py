"""A picture of an article: who says what, as one self-contained HTML page."""

from quoteattr.view.page import to_html, to_notebook

__all__ = ["to_html", "to_notebook"]
