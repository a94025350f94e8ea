"""What axe-core finds wrong with the pages: nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quoteattr.view.index import Entry, to_index
from quoteattr.view.page import to_html
from tests.view.browsing import Open
from tests.view.council import ARTICLE

axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
AXE = Path(axe.__file__ or "").with_name("axe.min.js")

WIDTHS = {"desktop": 1360, "tablet": 900, "phone": 390}
ABOUT = {
    "title": "Rain in Tarn",
    "outlet": "Wharf Gazette",
    "date": "2026-03-12",
    "author": "Cy Vale",
    "url": "https://wharf.example/rain",
    "section": "Harbour",
}


def violations(page: Any) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_an_article(open_page: Open, width: str, scheme: str) -> None:
    page = open_page(
        to_html(ARTICLE, **ABOUT, index="index.html"),
        viewport={"width": WIDTHS[width], "height": 844},
        color_scheme=scheme,
    )
    assert violations(page) == []
    page.click("#quote-0")
    page.click("#controls summary")
    page.click("[data-speaker='2']")
    page.uncheck("#controls [data-kind='other']")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_an_index(open_page: Open, width: str, scheme: str) -> None:
    entry = Entry.of(ARTICLE, "rain.html", title="Rain in Tarn", outlet="Wharf Gazette", date="2026-03-12")
    other = replace(entry, file="mill.html", title="The mill stands still")
    page = open_page(to_index([entry, other]), viewport={"width": WIDTHS[width], "height": 844}, color_scheme=scheme)
    assert violations(page) == []
    page.click("summary >> nth=0")
    page.fill("#find", "quill")
    assert violations(page) == []


def test_on_paper(open_page: Open) -> None:
    page = open_page(to_html(ARTICLE, **ABOUT))
    page.emulate_media(media="print")
    assert violations(page) == []
