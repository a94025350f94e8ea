"""The filters and the order of the speakers, in a real browser."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quoteattr.types import Article
from quoteattr.view.page import to_html
from tests.view.browsing import Open, lit, marked
from tests.view.council import ALL_QUOTES, ARTICLE, QUOTES

CONFIDENCES = (0.93, 0.8, 0.6, 0.4, 0.78, 0.0)
GRADED = Article(
    ARTICLE.text,
    tuple(replace(quote, confidence=sure) for quote, sure in zip(QUOTES, CONFIDENCES, strict=True)),
    ARTICLE.speakers,
)


def test_kinds_can_be_taken_away_and_come_back(page: Any) -> None:
    page.click("#controls summary")
    page.uncheck("[data-kind='direct'] >> visible=true")
    assert marked(page) == ALL_QUOTES[5:]
    assert page.locator("#notes [data-note]:visible").count() == 2
    assert page.locator("#status").inner_text() == "Showing 2 of 6"
    page.uncheck("#controls [data-kind='other']")
    assert marked(page) == [ALL_QUOTES[5]]
    page.check("#controls [data-kind='direct']")
    assert marked(page) == ALL_QUOTES[:6]
    page.check("#controls [data-kind='other']")
    assert marked(page) == ALL_QUOTES
    assert page.locator("#status").inner_text() == ""


def test_the_sure_and_the_doubtful_can_be_told_apart(open_page: Open) -> None:
    page = open_page(to_html(GRADED))
    page.click("#controls summary")
    shown = {}
    for choice in ("0.9 1", "0.75 1", "0.5 1", "0 0.75", "0 0.5", "0 1"):
        page.select_option("#sure", choice)
        shown[choice] = page.locator("#notes [data-note]:visible").evaluate_all(
            "notes => notes.map((note) => Number(note.dataset.note))"
        )
    assert shown == {
        "0.9 1": [0],
        "0.75 1": [0, 1, 4],
        "0.5 1": [0, 1, 2, 4],
        "0 0.75": [2, 3, 5],
        "0 0.5": [3, 5],
        "0 1": [0, 1, 2, 3, 4, 5],
    }


def test_filters_go_together_with_the_speakers_and_the_keys(open_page: Open) -> None:
    page = open_page(to_html(GRADED))
    page.click("[data-speaker='1']")
    page.click("#controls summary")
    page.select_option("#sure", "0.5 1")
    assert marked(page) == ALL_QUOTES[:2]  # one quote of Ada Quill, in two parts
    assert page.locator("#status").inner_text() == "Showing 1 of 6"
    page.select_option("#sure", "0 0.5")
    assert lit(page) == []
    page.click("#next")
    assert lit(page) == ["Mayor Ada Quill", ALL_QUOTES[4]]
    page.click("#all")
    assert marked(page) == ALL_QUOTES
    assert page.locator("#sure").input_value() == "0 1"


def test_escape_takes_every_filter_away(page: Any) -> None:
    page.click("#controls summary")
    page.uncheck("#controls [data-kind='direct']")
    page.select_option("#sure", "0.9 1")
    page.locator("h1").click()
    page.keyboard.press("Escape")
    assert marked(page) == ALL_QUOTES
    assert page.locator("#controls [data-kind='direct']").is_checked()


def test_nothing_left_is_said_to_be_nothing(page: Any) -> None:
    page.click("#controls summary")
    for kind in ("direct", "indirect", "other"):
        page.uncheck(f"#controls [data-kind='{kind}']")
    assert marked(page) == []
    assert page.locator("#status").inner_text() == "Showing 0 of 6"
    page.keyboard.press("Escape")


def test_speakers_are_sorted_by_quotations_or_by_name(open_page: Open) -> None:
    quotes = (*QUOTES[1:], *[replace(QUOTES[2], parent=None)] * 2)
    page = open_page(to_html(Article(ARTICLE.text, quotes, ())))
    page.click("#controls summary")
    listed = page.locator("#speakers .name")
    for order, names in (
        ("text", ["Bo Vale", "My uncle", "Ada Quill"]),
        ("name", ["Ada Quill", "Bo Vale", "My uncle"]),
        ("quotes", ["My uncle", "Bo Vale", "Ada Quill"]),
        ("text", ["Bo Vale", "My uncle", "Ada Quill"]),
    ):
        page.select_option("#order", order)
        assert listed.all_inner_texts() == [*names, "No quotation"]


def test_the_head_has_headline_source_day_and_link(open_page: Open) -> None:
    page = open_page(
        to_html(ARTICLE, title="Rain", outlet="Wharf Gazette", date="2026-03-12", url="https://wharf.example/rain")
    )
    assert page.get_by_role("heading", level=1).inner_text() == "Rain"
    assert page.locator(".source").inner_text() == "Wharf Gazette · 12 March 2026 · read it at wharf.example"
    assert page.get_by_role("link", name="read it at wharf.example").get_attribute("href") == (
        "https://wharf.example/rain"
    )
