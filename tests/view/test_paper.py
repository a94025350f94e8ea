"""What a page prints, by the print to PDF of a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest

from quoteattr import parse
from quoteattr.view.page import to_html
from tests.view.browsing import Open, marked
from tests.view.council import ALL_QUOTES

FEW = 10  # pages of 33 kB; they were 40
PEOPLE = ("Ann Lee", "Bo Reed", "Ada Quill", "Cy Vale", "Dora Finch", "Emil Stone")


MINUTES = """\
The council met to hear what millers and farmers had to say about weir number {number}, which was built when the old
road still led along the river, and which has been mended many times in all these years, never twice by the same mason.
""".replace("\n", " ")


def long_article(characters: int = 33_000) -> str:
    """Reports of one meeting after the other: a quotation to each 200 characters, as in the fullest of articles."""
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < characters:
        number = len(paragraphs)
        first, second = PEOPLE[number % 6], PEOPLE[(number + 1) % 6]
        paragraphs += [
            f"“It rained all week and the mill at Tarn stood still for {number + 2} days,” said {first}, a farmer.",
            MINUTES.format(number=number),
            f"{second} said that the council would pay. “We shall see what the money can do,” {second} told reporters.",
            MINUTES.format(number=number + 1),
        ]
    return "\n\n".join(paragraphs)


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has, by the objects that are one."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_an_article_of_33_kb_prints_on_few_pages(open_page: Open, paper: str) -> None:
    article = parse(long_article(), indirect=True)
    assert len(article.text) > 33_000
    assert len(article.quotes) > 150
    page = open_page(to_html(article, title="The weirs of Tarn"))
    assert 3 < pages_of(page.pdf(format=paper)) <= FEW


def test_notes_on_paper_are_short_and_tell_why(page: Any) -> None:
    page.emulate_media(media="print")
    assert page.locator("#note-0").inner_text().split("\n")[-1].startswith("named right after the quotation")
    assert page.locator("#note-0 dt:visible").count() == 0
    assert page.locator("#note-0").bounding_box()["height"] < 60


def test_no_control_is_printed(page: Any) -> None:
    page.hover("#quote-0")
    page.emulate_media(media="print")
    assert page.locator("select:visible, input:visible, details:visible, #panel:visible").count() == 0


def test_what_is_filtered_out_is_not_marked_on_paper_either(page: Any) -> None:
    page.click("[data-speaker='2']")
    page.emulate_media(media="print")
    assert marked(page) == [ALL_QUOTES[2], ALL_QUOTES[5]]
    assert page.locator("#notes [data-note]:visible").count() == 2
