"""The page with the box in a real browser: what it shows, whom it asks, what it does not run, and who can use it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.serve.serving import RAIN, Server
from tests.view.browsing import focused

Open = Any
ARTICLE = f"{RAIN}\nTom Hollis, a baker, said: “I will not leave my shop.”\n"
HOSTILE = """</textarea></p></article><script>top.document.title = 'gone'; alert(1)</script><img src=x onerror=alert(2)>
<svg onload=alert(3)><iframe srcdoc="<script>alert(4)</script>"></iframe><style>*{display:none}</style>
<base href="//evil.example/"><form action="//evil.example/"><a href="javascript:alert(5)">“Rain,” said Ann Lee.</a>"""


@pytest.fixture
def open_page(browser: Any, server: Server) -> Iterator[Open]:
    """Opens the page; at the end nothing may have gone wrong, and nobody else may have been asked for anything."""
    contexts: list[Any] = []
    troubles: list[str] = []

    def open_(path: str = "", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1360, "height": 900}} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: "status of 4" in message.text or troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith(server.url) or troubles.append(request.url))
        page.goto(server.url + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert troubles == []


def answer(page: Any) -> Any:
    """The frame, when it shows the answer."""
    page.locator("#status", has_text="Done").wait_for()
    return page.frame(name="view")


def paste(page: Any, text: str) -> Any:
    page.fill("#input", text)
    page.click("button")
    return answer(page)


def test_a_text_that_is_pasted_is_shown_beside_the_box(open_page: Open) -> None:
    page = open_page()
    assert "Nothing pasted yet" in page.frame(name="view").locator("main").inner_text()
    view = paste(page, ARTICLE)
    assert view.locator("#speakers .name").all_inner_texts() == ["Ada Quill", "Tom Hollis"]
    assert view.locator("#article .quote").count() == 2
    box, shown = page.locator("#input").bounding_box(), page.locator("iframe").bounding_box()
    assert box["x"] + box["width"] < shown["x"]
    assert shown["height"] > 600
    view.click("#quote-0")
    assert view.locator("#shown h3 bdi").inner_text() == "Ada Quill"


def test_options_change_what_is_shown(open_page: Open) -> None:
    page = open_page()
    assert paste(page, ARTICLE).locator("#article .quote.indirect").count() == 0
    page.check("input[name=indirect]")
    page.check("input[name=explain]")
    page.click("button")
    view = answer(page)
    view.locator("#article .quote.indirect").first.wait_for()
    assert view.locator("#article .quote.indirect").count() == 1
    view.click("#quote-0")
    assert "Decided by" in view.locator("#shown").inner_text()


def test_it_is_used_by_keys_alone(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the view"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "input"
    page.keyboard.insert_text(ARTICLE)
    page.keyboard.press("Control+Enter")
    view = answer(page)
    assert focused(page) == "input"
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # into the view
    page.keyboard.press("ArrowRight")
    assert view.locator("#article .lit").first.inner_text() == "The river will rise tonight,"


def test_why_there_is_no_view(open_page: Open) -> None:
    page = open_page()
    view = paste(page, "Der Fluss wird heute steigen und die Straße ist nicht sicher, und das haben wir nicht gewusst.")
    assert "The text is in German" in view.locator("[role=alert]").inner_text()
    page.fill("#input", "a" * 1_000_001)
    page.click("button")
    page.locator("#status", has_text="Too long: 1 MB is the most.").wait_for()
    assert paste(page, ARTICLE).locator("#article .quote").count() == 2


def test_it_works_without_a_script(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.fill("#input", ARTICLE)
    page.click("button")
    frame = page.frame_locator("iframe")
    frame.locator("#article").wait_for()
    assert frame.locator("#article .quote").count() == 2


@pytest.mark.parametrize("kind", ["", "text", "html"])
def test_nothing_that_is_pasted_is_run(open_page: Open, kind: str) -> None:
    if kind == "html" and find_spec("trafilatura") is None:
        pytest.skip("needs the extra web")
    page = open_page()
    page.select_option("select", kind)
    view = paste(page, f"<p>{ARTICLE}</p>\n\n{HOSTILE}")
    assert "Ada Quill" in view.locator("#speakers").inner_text()
    page.wait_for_timeout(300)
    assert view.locator("#article :is(script, img, svg, iframe, style, form, a)").count() == 0
    assert page.title() == "Who said what"


def test_the_view_has_no_way_to_the_page_around_it(open_page: Open) -> None:
    view = paste(open_page(), ARTICLE)
    assert view.evaluate("window.origin") == "null"
    assert "SecurityError" in view.evaluate(
        "() => { try { return top.document.title } catch (error) { return error.name } }"
    )


@pytest.mark.skipif(find_spec("trafilatura") is None, reason="needs the extra web")
def test_the_link_of_a_page_opens_a_window_of_its_own(open_page: Open) -> None:
    page = open_page()
    head = '<head><title>Rain</title><link rel="canonical" href="https://wharf.example/rain"></head>'
    view = paste(page, f"<html>{head}<body><article><p>{RAIN}</p></article></body></html>")
    link = view.locator(".masthead a[href^='https://wharf.example']")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")


def test_two_at_once(open_page: Open) -> None:
    first, second = open_page(), open_page()
    first.fill("#input", ARTICLE * 300)
    first.click("button")
    assert paste(second, ARTICLE).locator("#article .quote").count() == 2
    assert answer(first).locator("#speakers .name").first.inner_text() == "Ada Quill"


# --- who can use it -------------------------------------------------------------------------------------------------

WIDTHS = {"desktop": 1360, "tablet": 900, "phone": 390}


def violations(frame: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    frame.evaluate(Path(axe.__file__ or "").with_name("axe.min.js").read_text(encoding="utf-8"))
    found = frame.evaluate("axe.run(document, { iframes: false }).then(({ violations }) => violations)")
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(open_page: Open, width: str, scheme: str) -> None:
    looks = {"viewport": {"width": WIDTHS[width], "height": 844}, "color_scheme": scheme}
    page = open_page(**looks)
    assert violations(page.main_frame) == []
    assert violations(page.frame(name="view")) == []
    view = paste(page, ARTICLE)
    assert violations(page.main_frame) == []
    assert violations(view) == []
    page.select_option("select", "html")
    refused = paste(page, "<html></html>")
    refused.locator("[role=alert]").wait_for()
    assert violations(refused) == []
    assert violations(open_page("docs", **looks).main_frame) == []


@pytest.mark.parametrize("width", WIDTHS.values())
def test_nothing_sticks_out(open_page: Open, width: int) -> None:
    for path in ("", "docs"):
        page = open_page(path, viewport={"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
