"""The page of a check: both texts unchanged, each quotation marked on both sides, nothing that could break out."""

from __future__ import annotations

import re
from html import unescape

import pytest

pytest.importorskip("rapidfuzz", reason="needs the extra check")

from quoteattr.checking import check_quotes
from tests.checking.council import SOURCE

DRAFT = """\
“The river will fall tonight,” said Tom Hollis. “The river will rise tonight whatever the mayor says,” said Quill.

“I will leave <b>my</b> shop,” he said. “Nobody can stop it,” said Ada Quill.

“We shall all drown in mud,” said Bo Reed.
"""
PAGE = check_quotes(DRAFT, {"council <1>.txt": SOURCE}).to_html(title="A & B")


def texts() -> list[str]:
    """The text of the draft and of each source, as a reader sees it."""
    found = re.findall(r'<div class="text">(.*?)</div>', PAGE, re.DOTALL)
    return [unescape(re.sub("<[^>]*>", "", each)) for each in found]


def test_both_texts_stand_side_by_side_unchanged() -> None:
    assert texts() == [DRAFT, SOURCE]
    assert "<h2>council &lt;1&gt;.txt</h2>" in PAGE
    assert "<h1>A &amp; B</h1>" in PAGE


def test_each_quotation_leads_to_the_other_side() -> None:
    ids = re.findall(r' id="([^"]+)"', PAGE)
    assert len(ids) == len(set(ids))
    assert {f"draft-{number}" for number in range(1, 6)} | {"source-1", "source-2", "source-4"} <= set(ids)
    assert "source-5" not in ids, "it is in no source"
    assert set(re.findall(r'href="#([^"]+)"', PAGE)) <= set(ids)


def test_what_differs_is_shown_beside_what_the_source_has() -> None:
    assert "The river will <del" in PAGE
    assert re.search(r"<del[^>]*>fall</del> <ins[^>]*>rise</ins>", PAGE)
    assert re.search(r'<li class="wrong" value="1">.*?Tom Hollis; in the source Ada Quill', PAGE)
    assert re.search(r'<li class="right" value="4">.*?word for word', PAGE)
    assert "5 quotations, 1 source: 4 to look at" in PAGE


def test_the_page_asks_for_nothing() -> None:
    assert "default-src &#x27;none&#x27;" in PAGE
    assert re.findall(r"(?:src|href)=\"(?!#)", PAGE) == []


def test_all_right_is_said() -> None:
    assert "0 quotations, 1 source: all are right" in check_quotes("", "").to_html()
