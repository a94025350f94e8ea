"""The arrow keys in a real browser: from quote to quote, wherever the focus is."""

from __future__ import annotations

from typing import Any

import pytest

from quoteattr.types import Article
from quoteattr.view.page import to_html
from tests.view.browsing import Open, focused, lit, seen
from tests.view.council import ALL_QUOTES


def test_the_arrow_keys_work_from_the_start(page: Any) -> None:
    assert focused(page) == ""  # nothing was clicked or tabbed to
    walked = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        assert seen(page, f"#{focused(page)}")
        walked.append(focused(page))
    assert walked == ["quote-0", "quote-1", "quote-2", "quote-1"]
    assert lit(page) == [ALL_QUOTES[2], "said", "Bo Vale"]


def test_they_begin_where_the_reader_is(page: Any) -> None:
    page.evaluate("scrollTo(0, document.getElementById('quote-3').offsetTop - 200)")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "quote-3"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "quote-2"


def test_they_work_behind_a_click_on_a_speaker_and_after_a_note_was_closed(page: Any) -> None:
    page.click("[data-speaker='2']")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "quote-4"
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "quote-4"


def test_they_work_from_a_checkbox_too_and_stay_within_the_filter(page: Any) -> None:
    page.click("#controls summary")
    page.uncheck("#controls [data-kind='direct']")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "quote-4"


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowLeft"])
def test_a_choice_keeps_the_keys_that_it_has_a_use_for(page: Any, key: str) -> None:
    page.click("#controls summary")
    for control in ("#order", "#sure"):
        page.focus(control)
        page.keyboard.press(key)
        assert focused(page) == control[1:]
        assert lit(page) == []


def test_keys_with_a_modifier_belong_to_the_browser(page: Any) -> None:
    for chord in ("Control+ArrowRight", "Shift+ArrowRight", "Meta+ArrowRight"):
        page.keyboard.press(chord)
        assert focused(page) == ""


def test_home_and_end_scroll_until_a_quote_has_the_focus(page: Any) -> None:
    page.keyboard.press("End")
    assert focused(page) == ""
    page.wait_for_function("scrollY > 500")


def test_an_article_without_quotes_leaves_the_keys_alone(open_page: Open) -> None:
    page = open_page(to_html(Article("Rain.", (), ())))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert focused(page) == ""
