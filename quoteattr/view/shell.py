"""What is around every page: its head, its style and script, and the lock on both."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from quoteattr.view.html import Html, element

GENERATOR = element("meta", name="generator", content="quoteattr")
"""What tells a page of this program from any other."""


def page(title: str, body: Iterable[Html], *, style: Html, script: Html, serves: bool = False) -> str:
    """A whole page that asks for nothing outside it; see :func:`policy` for one that ``serves``."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=policy(style, script, serves=serves)),
        GENERATOR,
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", style),
    )
    return f"<!DOCTYPE html>\n{element('html', head, element('body', *body, element('script', script)), lang='en')}\n"


@cache
def data(name: str) -> Html:
    """A style or script of the package, from ``data/view``."""
    return Html((files("quoteattr") / "data" / "view" / name).read_text(encoding="utf-8"))


def policy(style: str, script: str, *, serves: bool = False) -> str:
    """Our own style and script run, by their hashes, and nothing else: a second lock behind the escaping.

    A page that ``serves`` has a form for the server that it comes from, and frames from there.
    """
    where = "'self'" if serves else "'none'"
    nothing_else = f"default-src 'none'; base-uri 'none'; form-action {where}" + (
        "; frame-src 'self'" if serves else ""
    )
    return f"{nothing_else}; style-src '{_hash(style)}'; script-src '{_hash(script)}'"


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
