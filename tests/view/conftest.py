"""Pages in a real browser, and nothing that goes wrong in them, or out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quoteattr.view.page import to_html
from tests.view.browsing import Open
from tests.view.council import ARTICLE


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens markup, or the file of a page, as a page; at the end nothing may have gone wrong or out."""
    contexts: list[Any] = []
    troubles: list[str] = []

    def open_(markup: str | Path, **options: Any) -> Any:
        path = markup if isinstance(markup, Path) else tmp_path / "page.html"
        if isinstance(markup, str):
            path.write_text(markup, encoding="utf-8", newline="")
        folder = path.parent.as_uri()
        context = browser.new_context(
            **{"viewport": {"width": 1360, "height": 900}, "reduced_motion": "reduce"} | options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: _is_own_page(request, folder) or troubles.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_page: Open) -> Any:
    return open_page(to_html(ARTICLE))


def _is_own_page(request: Any, folder: str) -> bool:
    """A page of the folder that the reader goes to; nothing that a page asks for by itself."""
    return bool(request.is_navigation_request() and request.url.startswith(folder))
