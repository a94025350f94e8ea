"""Texts that broke the engine once, found by ``scripts/fuzz.py``: UTF-8 that lets lone surrogates through."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr import parse
from quoteattr.types import Article
from tests.invariants import check

FINDINGS = sorted((Path(__file__).parent / "regressions").glob("*.txt"))


@pytest.mark.parametrize("indirect", [False, True], ids=["marked", "indirect"])
@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_what_broke_once_holds(path: Path, indirect: bool) -> None:
    text = path.read_bytes().decode("utf8", "surrogatepass")
    article = parse(text, indirect=indirect)
    check(text, article)
    assert Article.from_json(article.to_json()) == article


def test_the_findings_are_found() -> None:
    assert FINDINGS
