"""What the processes of the server do: read one text and write its answer, as JSON or as a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs

from quoteattr.config import Config
from quoteattr.errors import ConfigError, QuoteAttrError
from quoteattr.integrations.extras import MissingExtraError
from quoteattr.integrations.pages import Page, looks_like_page, read_page
from quoteattr.lexicon import load
from quoteattr.metadata import NOTHING_KNOWN
from quoteattr.parser import explain, parse
from quoteattr.text.language import foreign_language
from quoteattr.types import Decision
from quoteattr.view.page import page_about

TOO_LARGE, UNREADABLE, FAILED, NOT_INSTALLED = 413, 422, 500, 501
"""The states of HTTP that tell why there is no answer."""


class Refusal(QuoteAttrError):
    """That a request gets no answer; how HTTP counts it, and why, in one line for people."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(status, told)
        self.status = status
        self.told = told

    def __str__(self) -> str:
        return self.told


@dataclass(frozen=True, slots=True)
class Asked:
    """A text or a page to read, and how."""

    text: str
    is_page: bool = False
    indirect: bool = False
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Fields of :class:`quoteattr.Config` that differ from those of the server."""


def warm() -> None:
    """Read the word lists, and import what reads pages, before the first request has to wait for it."""
    parse("“It rained all week,” said Ann Lee.")
    with suppress(MissingExtraError):  # of which the first page will be told
        read_page("<html><body><p>It rained all week in Tarn.</p></body></html>")


def as_json(asked: Asked, config: Config) -> bytes:
    """The article as :meth:`quoteattr.Article.to_json` writes it.

    Raises:
        Refusal: there is no answer.
    """
    return _told(_as_json, asked, config)


def as_view(form: bytes, config: Config, longest: int) -> bytes:
    """The view of the text in a form of the page.

    Args:
        form: as browsers send it, urlencoded.
        config: that of the server.
        longest: how long the text may be, in bytes of UTF-8.

    Raises:
        Refusal: there is no view.
    """
    return _told(_as_view, form, config, longest)


def _told(read: Callable[..., bytes], *arguments: object) -> bytes:
    """What it gives. Whatever goes wrong leaves this process without a word of the text."""
    try:
        return read(*arguments)
    except Refusal:
        raise
    except MissingExtraError as error:
        told = Refusal(NOT_INSTALLED, str(error))
    except (ConfigError, TypeError) as error:
        told = Refusal(UNREADABLE, str(error))
    except Exception as error:
        told = Refusal(FAILED, f"the text could not be read ({type(error).__name__})")
    raise told


def _as_json(asked: Asked, config: Config) -> bytes:
    options: dict[str, Any] = dict(asked.options)
    config = replace(config, **options) if options else config
    text = _page(asked.text).text if asked.is_page else asked.text
    return parse(text, indirect=asked.indirect, config=config).to_json().encode("utf-8", "backslashreplace")


def _as_view(form: bytes, config: Config, longest: int) -> bytes:
    fields = parse_qs(form.decode("ascii", "replace"), errors="replace", max_num_fields=16)
    pasted = fields.get("input", [""])[0].replace("\r\n", "\n")  # which browsers make of every line end
    if len(pasted.encode("utf-8", "replace")) > longest:
        raise Refusal(TOO_LARGE, too_large(longest))
    if not pasted.strip():
        raise Refusal(UNREADABLE, "there is nothing to read")
    kind = fields.get("kind", [""])[0]
    is_page = kind == "html" or (kind != "text" and looks_like_page(pasted))
    page = _page(pasted) if is_page else Page(pasted, NOTHING_KNOWN)
    other = foreign_language(page.text, load(config.language))
    if other and "foreign" not in fields:
        raise Refusal(
            UNREADABLE, f"the text is in {other}, and the word lists are English; an option reads it all the same"
        )
    decisions: tuple[Decision, ...] = ()
    if "explain" in fields:
        explanation = explain(page.text, indirect="indirect" in fields, config=config)
        article, decisions = explanation.article, explanation.decisions
    else:
        article = parse(page.text, indirect="indirect" in fields, config=config)
    about = replace(page.metadata, title=page.metadata.title or "Your article")
    return page_about(article, about, decisions=decisions).encode("utf-8", "replace")


def _page(html: str) -> Page:
    page = read_page(html)
    if page is None:
        raise Refusal(UNREADABLE, "no main text found in the page")
    return page


def too_large(longest: int) -> str:
    """What is told of a text or a request of more than so many bytes."""
    return f"too large: {longest / 1_000_000:g} MB is the most"
