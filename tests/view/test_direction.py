"""Paragraphs from right to left, in a real browser: marks and numbers leave every character in its place."""

from __future__ import annotations

from typing import Any

import pytest

from quoteattr.types import Article, Quote, QuoteKind, Span, Speaker, SpeakerKind
from quoteattr.view.page import to_html
from tests.view.browsing import Open

LEE = Speaker("Ann Lee", SpeakerKind.PERSON)
PARAGRAPHS = [
    "היא אמרה: [ירד גשם כל הלילה], והלכה.",  # Hebrew
    "Ann Lee אמרה: [ירד גשם] והלכה.",
    "ב־Tarn [Rain fell] אמרה Ann Lee.",
    "לפי BBC [12 ימים של גשם] בעיר.",
    "[3 Mills] נסגרו, אמרה Ann Lee.",
    "قالت Ann Lee [هطل المطر 12 يوما] في Tarn.",  # Arabic, where digits behind letters are another class
    "قالت السيدة [Rain] ثم [مطر] ثم ذهبت.",
    "She said [ירד גשם] and [مطر 5] in Tarn.",  # from left to right, with words that go the other way
]


def quoted(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with quotation marks for the brackets, and where the words between them stand."""
    text = marked.replace("[", "“").replace("]", "”")
    starts = [at + 1 for at, char in enumerate(marked) if char == "["]
    ends = [at for at, char in enumerate(marked) if char == "]"]
    return text, list(zip(starts, ends, strict=True))


ORDER = """(paragraph) => {
    const places = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < node.length; at++) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            places.push({ middle: (box.left + box.right) / 2, top: box.top, place: places.length });
        }
    }
    return places.sort((one, other) => one.middle - other.middle).map(({ place }) => place);
}"""
"""The characters of a paragraph, by their number in the text, as they stand from left to right."""


def order(page: Any, selector: str) -> list[int]:
    found: list[int] = page.locator(selector).evaluate(ORDER)
    return found


@pytest.mark.parametrize("marked", PARAGRAPHS)
def test_marks_and_numbers_leave_the_order_as_it_is(open_page: Open, marked: str) -> None:
    text, spans = quoted(marked)
    quotes = tuple(Quote(QuoteKind.DIRECT, (Span(*span, text[slice(*span)]),), speaker=LEE) for span in spans)
    page = open_page(to_html(Article(text, quotes, (LEE,)), language="he"))
    page.locator("#article").evaluate(
        """(article, text) => {
            const plain = document.createElement("p");
            Object.assign(plain, { id: "plain", dir: "auto", textContent: text });
            article.append(plain);
        }""",
        text,
    )
    badges = page.locator("#article .quote").evaluate_all(
        "quotes => quotes.map((quote) => getComputedStyle(quote, '::before').content)"
    )
    assert all(badge.startswith('"1') for badge in badges)
    assert order(page, "#article p:first-child") == order(page, "#plain")
