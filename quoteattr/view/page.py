"""A picture of an article: who says what, as one self-contained HTML page.

The page holds the article with its quotes, cues and mentions marked, the speakers, and one note a quote. All of it is
plain HTML that reads without a script; the script only lights what belongs together, filters and moves the focus. The
style and the script are the files in ``data/view``.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from quoteattr.types import Article, QuoteKind
from quoteattr.view.cast import Cast
from quoteattr.view.html import Html, element
from quoteattr.view.marked import marked_article
from quoteattr.view.notes import notes, panel
from quoteattr.view.speakers import speaker_list
from quoteattr.view.words import counted


def to_html(article: Article, *, title: str = "Who said what") -> str:
    """The article as a page of HTML that needs nothing else: no network, no other file.

    The text of the ``#article`` element is the article's own, code point by code point, but for the white space
    between paragraphs and for characters that HTML cannot hold, each of which becomes U+FFFD.
    """
    cast = Cast(article)
    style, script = _data("view.css"), _data("view.js")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("title", title),
        element("style", style),
    )
    body = element(
        "body",
        element("a", "Skip to the article", href="#article", class_="skip"),
        element("header", element("h1", title), element("p", _summary(article, cast)), class_="masthead"),
        element(
            "main",
            speaker_list(article, cast),
            marked_article(article, cast),
            panel(),
            notes(article, cast),
        ),
        element("script", script),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


def to_notebook(article: Article) -> str:
    """The page in a frame of its own, for ``_repr_html_``: its style and script stay apart from the notebook's."""
    return element(
        "iframe",
        srcdoc=to_html(article),
        sandbox="allow-scripts",
        title="Who said what",
        style="width: 100%; height: 40rem; border: 1px solid #8886",
    )


@cache
def _data(name: str) -> Html:
    return Html((files("quoteattr") / "data" / "view" / name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    """Our own style and script run, by their hashes, and nothing else: a second lock behind the escaping."""
    nothing_else = "default-src 'none'; base-uri 'none'; form-action 'none'"
    return f"{nothing_else}; style-src '{_hash(style)}'; script-src '{_hash(script)}'"


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _summary(article: Article, cast: Cast) -> str:
    quotes = sum(quote.kind is not QuoteKind.OTHER for quote in article.quotes)
    return f"{counted(quotes, 'quotation')} by {counted(len(cast.speakers), 'speaker')}"
