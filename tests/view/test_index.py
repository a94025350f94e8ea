"""The index of a folder of pages: who is quoted across it, and that it cannot be broken into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quoteattr.types import Article, Quote, QuoteKind, Span, Speaker, SpeakerKind
from quoteattr.view import index
from quoteattr.view.index import Entry, Voice, to_index
from quoteattr.view.page import to_html
from tests.view.browsing import Open, seen
from tests.view.council import ARTICLE
from tests.view.markup import Node, read

RAIN = Entry.of(ARTICLE, "rain.html", title="Rain in Tarn", outlet="Wharf Gazette", date="2026-03-12")
MILL = Entry(
    "mill.html",
    "The mill stands still",
    None,
    None,
    5,
    (Voice("Millers’ Union", "organization", 1, 30), Voice("Bo Vale", "person", 4, 9)),
)


def table(page: Node) -> list[list[str]]:
    """The rows of people: name and kind, quotations, words, articles."""
    rows = page.one(id="people").one(tag="tbody").all(tag="tr")
    figures = [
        [*(cell.text for cell in row.all(tag="td")[:2]), row.all(tag="td")[2].attributes["data-articles"] or ""]
        for row in rows
    ]
    return [[row.one(tag="th").text, *cells] for row, cells in zip(rows, figures, strict=True)]


def test_an_entry_tells_who_says_how_much() -> None:
    assert (RAIN.file, RAIN.title, RAIN.outlet, RAIN.date, RAIN.quotes) == (
        "rain.html",
        "Rain in Tarn",
        "Wharf Gazette",
        "2026-03-12",
        5,  # the sixth is nobody’s
    )
    assert RAIN.voices == (Voice("Ada Quill", "person", 2, 11), Voice("Bo Vale", "person", 2, 17))


def test_an_entry_reads_back_from_its_line() -> None:
    for entry in (RAIN, MILL, replace(MILL, title="\udcff\n“")):
        assert "\n" not in entry.to_json()
        assert Entry.from_json(entry.to_json()) == entry


def test_a_name_is_one_person_in_however_many_articles() -> None:
    page = read(to_index([RAIN, MILL]))
    assert table(page) == [
        ["Bo Vale", "6", "26", "2"],
        ["Ada Quill", "2", "11", "1"],
        ["Millers’ Union organization", "1", "30", "1"],
    ]
    vale, quill, _ = page.one(id="people").one(tag="tbody").all(tag="tr")
    assert vale.one(tag="summary").text == "2 articles"
    assert [(link.one(tag="a").attributes["href"], link.text) for link in vale.all(tag="li")] == [
        ("rain.html", "Rain in Tarn 2"),
        ("mill.html", "The mill stands still 4"),
    ]
    assert (quill.one(tag="a").attributes["href"], quill.one(tag="a").text) == ("rain.html", "Rain in Tarn")
    assert page.one(class_="summary").text == "2 articles, 10 quotations by 3 people and bodies with a name"


def test_articles_stand_in_their_order_with_who_speaks_most() -> None:
    items = read(to_index([RAIN, MILL])).one(id="articles").all(tag="li")
    assert [item.one(tag="a").attributes["href"] for item in items] == ["rain.html", "mill.html"]
    assert [item.one(tag="p").text for item in items] == [
        "Wharf Gazette · 12 March 2026 · 5 quotations · Ada Quill · Bo Vale",
        "5 quotations · Bo Vale · Millers’ Union",
    ]


def test_without_a_name_nobody_is_listed() -> None:
    uncle = Speaker("My uncle", SpeakerKind.UNNAMED)
    article = Article(
        "Rain", tuple(Quote(QuoteKind.DIRECT, (Span(0, 4, "Rain"),), speaker=who) for who in (uncle, None)), (uncle,)
    )
    entry = Entry.of(article, "a.html", title="Rain")
    assert (entry.quotes, entry.voices) == (2, ())
    assert read(to_index([entry])).one(class_="summary").text == (
        "1 article, 2 quotations by 0 people and bodies with a name"
    )


def test_a_folder_of_nothing_has_an_index_too() -> None:
    page = read(to_index([], title="Nothing"))
    assert page.one(tag="h1").text == page.one(tag="title").text == "Nothing"
    assert page.one(id="people").one(tag="p").text == "Nobody with a name."


def test_what_is_too_much_to_list_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_ARTICLES", 3)
    monkeypatch.setattr(index, "MOST_PEOPLE", 2)
    monkeypatch.setattr(index, "_MOST_LINKS", 1)
    page = read(to_index([RAIN, MILL] * 1_000))
    assert [row[0] for row in table(page)] == ["Bo Vale", "Ada Quill"]
    assert [more.text for more in page.all(class_="more")] == [
        "and 1,999 more",
        "and 999 more",
        "and 1 more",
        "and 1,997 more",
    ]
    assert page.one(class_="summary").text == "2,000 articles, 10,000 quotations by 3 people and bodies with a name"


HOSTILE = """</p></main><script>alert(1)</script><img src=x onerror=alert(2)>"'&amp;<!--"""


@pytest.mark.parametrize("file", [HOSTILE, "javascript:alert(1)", "//evil.example/x", "https://evil.example", "\udcff"])
def test_an_index_full_of_markup_is_text(file: str) -> None:
    entry = Entry(file, HOSTILE, HOSTILE, HOSTILE, 1, (Voice(HOSTILE, HOSTILE, 1, 1),))
    page = read(to_index([entry], title=HOSTILE))
    assert len(page.all(tag="script")) == 1
    assert page.all(tag="img") == []
    assert page.one(tag="tbody").one(tag="bdi").text == HOSTILE
    links = [link.attributes["href"] or "" for link in page.all(tag="a") if link.attributes.get("class") != "skip"]
    assert len(links) == 2
    assert not any(sign in link for link in links for sign in ":/<")


def test_a_page_links_its_index() -> None:
    head = read(to_html(ARTICLE, index="index.html")).one(class_="masthead")
    assert (head.one(tag="a").text, head.one(tag="a").attributes["href"]) == ("All articles", "index.html")
    assert read(to_html(ARTICLE)).one(class_="masthead").all(tag="a") == []


# In a real browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two pages and their index."""
    for entry in (RAIN, MILL):
        page = to_html(ARTICLE, title=entry.title, index="index.html")
        (tmp_path / entry.file).write_text(page, encoding="utf-8")
    (tmp_path / "index.html").write_text(to_index([RAIN, MILL]), encoding="utf-8")
    return tmp_path


def test_from_a_name_to_a_page_and_back(open_page: Open, folder: Path) -> None:
    page = open_page(folder / "index.html")
    page.locator("tr", has_text="Bo Vale").locator("summary").click()
    page.locator("tr", has_text="Bo Vale").get_by_role("link", name="The mill stands still").click()
    assert page.get_by_role("heading", level=1).inner_text() == "The mill stands still"
    page.get_by_role("link", name="All articles").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Who is quoted"
    page.locator("#articles").get_by_role("link", name="Rain in Tarn").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Rain in Tarn"


def test_names_and_headlines_can_be_found(open_page: Open, folder: Path) -> None:
    page = open_page(folder / "index.html")
    page.fill("#find", "quill")
    assert page.locator("tbody tr:visible th").all_inner_texts() == ["Ada Quill"]
    assert page.locator("#articles li:visible").count() == 0
    assert page.locator("#status").inner_text() == "Showing 1 of 5"
    page.fill("#find", "Gazette rain")
    assert page.locator("#articles li:visible a").all_inner_texts() == ["Rain in Tarn"]
    page.keyboard.press("Escape")
    assert page.locator("tbody tr:visible").count() == 3
    assert page.locator("#articles li:visible").count() == 2


def test_the_keyboard_reaches_all_of_it(open_page: Open, folder: Path) -> None:
    page = open_page(folder / "index.html")
    walked = []
    for _ in range(7):
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.textContent || document.activeElement.id"))
    assert walked == [
        "Skip to the articles",
        "find",
        "2 articles",
        "Rain in Tarn",
        "The mill stands still",
        "Rain in Tarn",
        "The mill stands still",
    ]
    page.keyboard.press("Enter")
    page.wait_for_url("**/mill.html")


def test_without_a_script_it_is_a_list(open_page: Open, folder: Path) -> None:
    page = open_page(folder / "index.html", java_script_enabled=False)
    assert not page.locator("#find").is_visible()
    page.locator("tr", has_text="Bo Vale").locator("summary").click()
    assert page.locator("tr", has_text="Bo Vale").get_by_role("link", name="Rain in Tarn").is_visible()


def test_on_a_phone_nothing_sticks_out(open_page: Open, folder: Path) -> None:
    page = open_page(folder / "index.html", viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.tap("summary >> nth=0")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert seen(page, "#people li a")


def test_on_paper_it_is_a_table(open_page: Open, folder: Path) -> None:
    page: Any = open_page(folder / "index.html")
    page.emulate_media(media="print")
    assert not page.locator("#find").is_visible()
    assert page.locator("tbody tr:visible").count() == 3


def test_names_of_one_person_are_one_row_with_all_pages() -> None:
    late = Entry("late.html", "Late", None, None, 1, (Voice("Ada M. Quill", "person", 3, 5, "female"),))
    page = read(
        to_index([late, RAIN, MILL], join=lambda sources, _: {name: "Ada Quill" for name in sources if "Ada" in name})
    )
    assert table(page)[1] == ["Ada Quill", "5", "16", "2"]
    row = page.one(id="people").one(tag="tbody").all(tag="tr")[1]
    assert [link.text for link in row.all(tag="a")] == ["Late", "Rain in Tarn"]
