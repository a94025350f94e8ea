"""The picture of an article in a real browser: what it shows, lights, filters and refuses to run."""

from __future__ import annotations

from typing import Any

from quoteattr.types import Article, Quote, QuoteKind, Span, Speaker, SpeakerKind
from quoteattr.view.page import to_html, to_notebook
from tests.view.browsing import Open, focused, lit, marked, seen
from tests.view.council import ALL_QUOTES, ARTICLE, QUOTES, TEXT


def test_what_is_shown_is_what_the_records_say(page: Any) -> None:
    assert page.locator("#article p").all_text_contents() == TEXT.strip().split("\n\n")
    assert marked(page) == ALL_QUOTES
    assert page.locator("#article .cue").all_text_contents() == ["told", "says", "said", "said"]
    assert page.locator("#article .mention").all_text_contents() == [
        "Mayor Ada Quill", "she", "My uncle", "Bo Vale", "Vale",
    ]  # fmt: skip
    assert page.locator("#speakers .name").all_inner_texts() == ["Ada Quill", "Bo Vale", "My uncle", "No quotation"]


def test_a_speaker_has_one_colour_and_the_others_have_another(page: Any) -> None:
    colours = page.locator("#article .quote").evaluate_all(
        "marks => marks.map((mark) => getComputedStyle(mark).textDecorationColor)"
    )
    ada, ada_again, bo, uncle, ada_late, bo_reported, _ = colours
    assert ada == ada_again == ada_late
    assert bo == bo_reported
    assert len({ada, bo, uncle}) == 3


def test_pointing_at_a_quote_lights_its_cue_and_mention(page: Any) -> None:
    page.hover("#quote-0")
    page.wait_for_selector(".lit")
    assert lit(page) == ["It rained all night,", "she", "told", "and it is cold."]
    note = page.locator("#shown")
    assert note.locator("h3 bdi").inner_text() == "Ada Quill"
    assert note.locator("[data-rule]").all_inner_texts() == [
        "named right after the quotation",
        "by “he”, “she” or “it”",
    ]
    assert "93%" in note.inner_text()


def test_pointing_at_an_inner_quote_or_its_cue_lights_the_inner_one(page: Any) -> None:
    for target in ("#quote-2", "[data-cue='2']", "[data-mention='2']"):
        page.hover("#quote-0")
        page.wait_for_selector("#quote-0.lit")
        page.hover(target)
        page.wait_for_selector("#quote-2.lit")
        assert lit(page) == ["My uncle", "says", "Boats sink,"]


def test_a_speaker_filters_and_jumps(page: Any) -> None:
    page.click("[data-speaker='2']")
    assert marked(page) == [ALL_QUOTES[2], ALL_QUOTES[5]]
    assert page.locator("#notes [data-note]:visible").count() == 2
    assert page.locator("#status").inner_text() == "Showing 2 of 6"
    assert seen(page, "#quote-1")
    page.click("[data-speaker='3']")
    assert marked(page) == [ALL_QUOTES[2], ALL_QUOTES[3], ALL_QUOTES[5]]
    page.click("[data-speaker='2']")
    assert marked(page) == [ALL_QUOTES[3]]
    page.click("#all")
    assert marked(page) == ALL_QUOTES
    assert page.locator("#notes [data-note]:visible").count() == len(QUOTES)
    assert not page.locator("#all").is_visible()


def test_pointing_at_what_is_filtered_out_lights_nothing(page: Any) -> None:
    page.click("[data-speaker='2']")
    page.hover("#quote-0")
    page.wait_for_timeout(200)
    assert lit(page) == [ALL_QUOTES[2], "said", "Bo Vale"]
    page.hover("#quote-2")  # its parent is not filtered out
    page.wait_for_timeout(200)
    assert lit(page) == [ALL_QUOTES[2], "said", "Bo Vale"]


def test_the_note_leads_to_a_mention_far_away(page: Any) -> None:
    page.click("#quote-3")
    assert not seen(page, "[data-mention='3']")
    page.locator("#shown a", has_text="Mayor Ada Quill").click()
    assert seen(page, "[data-mention='3']")
    assert lit(page) == ["Mayor Ada Quill", "We were late."]


def test_a_note_leads_back_to_its_quote(page: Any) -> None:
    page.locator("#note-0 .snippet a").click()
    assert seen(page, "#quote-0")
    assert focused(page) == "quote-0"


def test_the_keyboard_does_it_all(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the article"
    page.keyboard.press("Tab")  # the controls
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the second speaker
    assert marked(page) == [ALL_QUOTES[2], ALL_QUOTES[5]]
    page.keyboard.press("Escape")  # the note
    page.keyboard.press("Escape")  # the filter
    assert marked(page) == ALL_QUOTES
    for _ in range(3):
        page.keyboard.press("Tab")
    walked = []
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        assert seen(page, f"#{focused(page)}")
        walked.append(focused(page))
    assert walked == ["quote-0", "quote-1", "quote-2", "quote-3", "quote-5", "quote-5", "quote-4"]
    assert lit(page) == ["Vale", "said", ALL_QUOTES[5]]


def test_the_arrow_keys_stay_within_the_filter(page: Any) -> None:
    page.click("[data-speaker='1']")
    page.keyboard.press("Escape")
    page.click("#next")
    assert focused(page) == "quote-0"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "quote-3"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "quote-3"


def test_one_quote_is_in_the_tab_order(page: Any) -> None:
    assert page.locator("#article [tabindex='0']").count() == 1
    page.click("#quote-3")
    assert page.locator("#article [tabindex='0']").get_attribute("id") == "quote-3"


def test_a_screen_reader_hears_who_and_how(page: Any) -> None:
    tree = page.locator("#article").aria_snapshot()
    assert 'group "Quote 1, Ada Quill"' in tree
    assert 'group "Quote 3, My uncle"' in tree
    described = page.locator("#quote-0").evaluate(
        "quote => document.getElementById(quote.getAttribute('aria-describedby')).innerText"
    )
    assert "named right after the quotation" in described


HOSTILE = """</p></article><script>alert(1)</script><img src="x" onerror="alert(2)">"'&amp;<svg onload=alert(3)><!--"""


def test_an_article_full_of_script_is_text_and_runs_nothing(open_page: Open) -> None:
    text = f"“{HOSTILE}” {HOSTILE} said."
    speaker = Speaker(HOSTILE, SpeakerKind.PERSON, (HOSTILE,), (HOSTILE,))
    mention = Span(len(HOSTILE) + 3, 2 * len(HOSTILE) + 3, HOSTILE)
    quote = Quote(
        QuoteKind.DIRECT, (Span(1, 1 + len(HOSTILE), HOSTILE),), mention, mention, speaker, HOSTILE, HOSTILE, 0.5
    )
    page = open_page(to_html(Article(text, (quote,), (speaker,)), title=HOSTILE))
    page.click("[data-speaker='1']")
    page.click("#quote-0")
    assert page.locator("#article").text_content() == text
    assert page.locator("#shown bdi").first.text_content() == HOSTILE
    assert page.title() == HOSTILE
    assert page.locator("script").count() == 1
    assert page.locator("img, svg").count() == 0


def test_every_code_point_is_shown(open_page: Open) -> None:
    text = "“it was cold and wet\r\nand it went\ton  and on\r\nuntil\u200f \u202eé🌧e\u0301 came”"
    page = open_page(to_html(Article(text, (Quote(QuoteKind.DIRECT, (Span(1, len(text) - 1, text[1:-1]),)),), ())))
    assert page.locator("#article").text_content() == text
    assert page.locator("#quote-0").text_content() == text[1:-1]


def test_on_a_phone_nothing_hides_what_was_tapped(open_page: Open) -> None:
    page = open_page(to_html(ARTICLE), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for quote in ("#quote-1", "#quote-3", "#quote-4"):
        page.locator(quote).scroll_into_view_if_needed()
        page.tap(quote)
        page.wait_for_timeout(100)
        assert page.locator("#panel").is_visible()
        assert seen(page, quote)
    page.tap("#close")
    assert not page.locator("#panel").is_visible()
    page.tap("[data-speaker='1']")
    assert marked(page) == [*ALL_QUOTES[:2], ALL_QUOTES[4]]
    assert seen(page, "#quote-0")


def test_dark_mode_is_dark(open_page: Open) -> None:
    grounds = [
        open_page(to_html(ARTICLE), color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    brightness = [sum(map(int, ground.removeprefix("rgb(").removesuffix(")").split(", "))) for ground in grounds]
    assert brightness[0] > 700
    assert brightness[1] < 100


def test_on_paper_there_are_notes_and_no_controls(page: Any) -> None:
    page.hover("#quote-0")
    page.emulate_media(media="print")
    assert not page.locator("#panel").is_visible()
    assert page.locator("#notes [data-note]").first.is_visible()
    assert page.locator("#speakers .name").first.is_visible()


def test_without_a_script_it_still_reads(open_page: Open) -> None:
    page = open_page(to_html(ARTICLE), java_script_enabled=False)
    assert page.locator("#article p").first.is_visible()
    assert not page.locator("#panel").is_visible()
    page.locator("#note-0 .snippet a").click()
    assert page.url.endswith("#quote-0")


def test_three_hundred_speakers_can_be_searched(open_page: Open) -> None:
    cast = [Speaker(f"{name} {number}", SpeakerKind.PERSON) for number in range(100) for name in ("Ada", "Bo", "Cy")]
    text = "“Rain”\n\n" * len(cast)
    quotes = tuple(
        Quote(QuoteKind.DIRECT, (Span(8 * place + 1, 8 * place + 5, "Rain"),), speaker=speaker)
        for place, speaker in enumerate(cast)
    )
    page = open_page(to_html(Article(text, quotes, tuple(cast))))
    page.fill("#find", "bo 77")
    assert page.locator("#speakers .name:visible").all_inner_texts() == ["Bo 77"]
    page.locator("[data-speaker]:visible").click()
    assert seen(page, "#quote-232")
    assert page.locator("#speakers").evaluate("list => list.getBoundingClientRect().bottom <= innerHeight")


def test_a_notebook_shows_it_too(open_page: Open) -> None:
    page = open_page(f"<!DOCTYPE html><title>Notebook</title>{to_notebook(ARTICLE)}")
    frame = page.frame_locator("iframe")
    frame.locator("#quote-0").click()
    assert frame.locator("#shown [data-rule]").first.inner_text() == "named right after the quotation"
