"""Shares as a picture: whole SVG, in which every part is as wide as its share."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from quoteattr.view.bars import MOST_BARS, Bar, to_svg
from tests.view.browsing import Open

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
BARS = [Bar("The Tarn Echo", (30, 50, 20)), Bar("Wharf Gazette", (0, 1, 0)), Bar("Nobody", (0, 0, 0))]
PARTS = ("female", "male", "unknown")


def parts_of(markup: str) -> list[tuple[str, float]]:
    """The title of each part of a bar, with its width."""
    root = ElementTree.fromstring(markup)
    found = [(rect.find(f"{SVG}title"), rect.attrib["width"]) for rect in root.iter(f"{SVG}rect")]
    return [(title.text or "", float(width)) for title, width in found if title is not None]


def test_parts_are_as_wide_as_their_shares() -> None:
    told = parts_of(to_svg(BARS, PARTS, title="Quotes by gender", unit="quotes"))
    assert [title for title, _ in told] == [
        "The Tarn Echo: female 30 quotes, 30.0%",
        "The Tarn Echo: male 50 quotes, 50.0%",
        "The Tarn Echo: unknown 20 quotes, 20.0%",
        "Wharf Gazette: male 1 quotes, 100.0%",
    ]
    whole = told[-1][1]
    assert [round(width / whole, 2) for _, width in told] == [0.3, 0.5, 0.2, 1.0]


def test_it_is_told_what_it_shows_and_what_it_leaves_out() -> None:
    root = ElementTree.fromstring(to_svg(BARS * 30, PARTS, title="Quotes by gender", unit="quotes"))
    assert (root.attrib["role"], root[0].text) == ("img", "Quotes by gender")
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts.count("The Tarn Echo") == MOST_BARS // 3
    assert "and 30 more" in texts


@pytest.mark.parametrize(
    "odd", ["</svg><script>alert(1)</script>", "a & b", "\0\x1b\ud800", '" onload="', "", "x" * 500]
)
def test_no_name_breaks_it(odd: str) -> None:
    markup = to_svg([Bar(odd, (1, 2))], [odd, "unknown"], title=odd, unit=odd)
    root = ElementTree.fromstring(markup.encode())
    assert {each.tag for each in root.iter()} <= {f"{SVG}{tag}" for tag in ("svg", "title", "rect", "text")}
    assert not any(name.startswith("on") for each in root.iter() for name in each.attrib)
    assert not re.search(r"href|url\(|@import", markup)


def test_a_browser_shows_it(open_page: Open, tmp_path: Path) -> None:
    picture = tmp_path / "bars.svg"
    picture.write_text(to_svg(BARS, PARTS, title="Quotes by gender", unit="quotes"), encoding="utf-8")
    page: Any = open_page(picture)
    boxes = page.locator("text").evaluate_all("all => all.map((each) => each.getBoundingClientRect().toJSON())")
    assert all(box["left"] >= 0 and box["right"] <= 860 for box in boxes)
    assert page.locator("text", has_text="The Tarn Echo").is_visible()


def test_the_picture_of_the_docs_is_current() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "audit_picture.py"), run_name="read")
    assert script["PICTURE"].read_text(encoding="utf-8") == script["picture"](), "run python scripts/audit_picture.py"
