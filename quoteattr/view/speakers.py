"""The list of speakers, with how often and how much each one speaks, and the key to the marks."""

from __future__ import annotations

from collections import Counter

from quoteattr.types import Article
from quoteattr.view.cast import Cast, badge
from quoteattr.view.filters import controls
from quoteattr.view.html import Html, element
from quoteattr.view.words import counted

_SEARCHABLE = 12  # from so many speakers on, the list gets a search field


def speaker_list(article: Article, cast: Cast) -> Html:
    """The list, in order of the first quote; the script sorts it, and lights and filters by it."""
    quotes = Counter(cast.key(quote) for quote in article.quotes)
    words: Counter[str] = Counter()
    for quote in article.quotes:
        words[cast.key(quote)] += len(quote.text.split())
    items = [_speaker_item(cast, key, quotes[key], words[key]) for key in cast.order() if quotes[key]]
    search = element("input", type="search", id="find", placeholder="Find a speaker", aria_label="Find a speaker")
    return element(
        "nav",
        element(
            "div",
            element("h2", "Speakers", id="speakers-title"),
            element("button", "Show all", type="button", id="all", hidden=True),
            class_="bar",
        ),
        controls(article) if article.quotes else "",
        search if len(items) >= _SEARCHABLE else "",
        element("ul", items),
        element("p", id="status", role="status"),
        _legend(),
        id="speakers",
        aria_labelledby="speakers-title",
    )


def _speaker_item(cast: Cast, key: str, quotes: int, words: int) -> Html:
    role = ", ".join(cast.speakers[int(key) - 1].titles) if key.isdigit() else ""
    noun = "passage" if key == Cast.NOBODY else "quote"
    return element(
        "li",
        element(
            "button",
            badge(key),
            element(
                "span",
                element("bdi", cast.name(key), class_="name"),
                element("bdi", role, class_="role") if role else "",
                element("span", f"{counted(quotes, noun)}, {counted(words, 'word')}", class_="tally"),
                class_="who",
            ),
            type="button",
            aria_pressed="false",
            data_speaker=key,
        ),
        class_=cast.looks(key),
        data_quotes=quotes,
    )


def _legend() -> Html:
    samples = [
        element("li", element("span", "quoted words", class_="quote c0 l0")),
        element("li", element("span", "reported words", class_="quote indirect c0 l0")),
        element("li", element("span", "cue", class_="cue")),
        element("li", element("span", "mention", class_="mention c0")),
    ]
    return element("ul", samples, class_="legend", aria_label="How the article is marked")
