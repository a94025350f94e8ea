"""A picture of an article: who says what, as one self-contained HTML page.

The page holds the article with its quotes, cues and mentions marked, the speakers, and one note a quote. All of it is
plain HTML that reads without a script; the script only lights what belongs together, filters and moves the focus. The
style and the script are the files in ``data/view``.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.counting import shown
from quoteattr.metadata import Metadata
from quoteattr.types import Article, Decision
from quoteattr.view.cast import Cast
from quoteattr.view.html import element
from quoteattr.view.marked import marked_article
from quoteattr.view.masthead import headline, masthead
from quoteattr.view.notes import notes, panel
from quoteattr.view.shell import data, page
from quoteattr.view.speakers import speaker_list
from quoteattr.view.words import counted


def to_html(
    article: Article,
    *,
    title: str | None = None,
    author: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    section: str | None = None,
    language: str = "en",
    index: str | None = None,
    decisions: Sequence[Decision] = (),
) -> str:
    """The article as a page of HTML that needs nothing else: no network, no other file.

    The text of the ``#article`` element is the article's own, code point by code point, but for what is read as white
    space between paragraphs and for characters that HTML cannot hold, each of which becomes U+FFFD.

    Args:
        article: what to show.
        title: the headline.
        author: who wrote it.
        date: when it appeared; a day as in ``2026-03-12`` is written out, with or without a time behind it.
        outlet: the newspaper, agency or site.
        url: where it stands; an address that begins with ``http://`` or ``https://`` becomes a link.
        section: its part of the newspaper.
        language: the tag of the article's language (BCP 47), for screen readers and hyphenation.
        index: the file of a page in the same folder that lists this one, see :func:`to_index`; it gets a link.
        decisions: those of :func:`quoteattr.explain`, if the notes are to tell who else was proposed, and why.
    """
    about = Metadata(title, author, date, outlet, url, section)
    return page_about(article, about, language=language, index=index, decisions=decisions)


def page_about(
    article: Article,
    about: Metadata,
    *,
    language: str = "en",
    index: str | None = None,
    decisions: Sequence[Decision] = (),
) -> str:
    """The same from what is known of the article."""
    cast = Cast(article)
    body = (
        element("a", "Skip to the article", href="#article", class_="skip"),
        masthead(about, _summary(article, cast), index),
        element(
            "main",
            speaker_list(article, cast),
            marked_article(article, cast, language),
            panel(),
            notes(article, cast, decisions),
        ),
    )
    return page(headline(about), body, style=data("view.css"), script=data("view.js"))


def to_notebook(article: Article, *, decisions: Sequence[Decision] = ()) -> str:
    """The page in a frame of its own, for ``_repr_html_``: its style and script stay apart from the notebook's."""
    return element(
        "iframe",
        srcdoc=to_html(article, decisions=decisions),
        sandbox="allow-scripts",
        title="Who said what",
        style="width: 100%; height: 40rem; border: 1px solid #8886",
    )


def _summary(article: Article, cast: Cast) -> str:
    quotes = sum(1 for _ in shown(article))
    return f"{counted(quotes, 'quotation')} by {counted(len(cast.speakers), 'speaker')}"
