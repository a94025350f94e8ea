"""Reported speech: what is likely none is dropped, what is kept has its probability as confidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr import Config, parse
from quoteattr.types import Quote
from tests import toy


def reports(text: str) -> list[Quote]:
    return [quote for quote in parse(text, indirect=True).quotes if quote.kind == "indirect"]


def test_clear_report_is_surer_than_an_odd_one() -> None:
    [clear] = reports("Mara Quist said that the mill would close in May.")
    [odd] = reports("Mara Quist outlined the closing of the mill in May.")
    assert 0.4 <= odd.confidence < 0.75 < 0.85 < clear.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The lab would not divulge where the samples came from.",
        "In her toast the bride referenced a film about penguins.",
    ],
)
def test_what_is_likely_none_is_dropped(text: str) -> None:
    assert reports(text) == []


def test_language_without_weights_keeps_what_its_rules_find(tmp_path: Path) -> None:
    language = toy.write(tmp_path / "toy")
    article = parse("Ann Lee veka ke la milo kloza.", indirect=True, config=Config(language=language))
    assert [(quote.text, quote.rule) for quote in article.quotes] == [("la milo kloza", "that_clause")]
