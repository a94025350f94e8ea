"""The controls that need the script: the order of the speakers, and which kinds and confidences to show."""

from __future__ import annotations

from collections import Counter

from quoteattr.types import Article, QuoteKind
from quoteattr.view.html import Html, element

_ORDERS = {"text": "in order of the text", "quotes": "most quotations first", "name": "by name"}

_KINDS = {
    QuoteKind.DIRECT: "direct quotations",
    QuoteKind.MIXED: "quoted words in a report",
    QuoteKind.INDIRECT: "reported speech",
    QuoteKind.OTHER: "nobody’s words",
}

_CONFIDENCES = {
    "0 1": "any",
    "0.9 1": "90% and more",
    "0.75 1": "75% and more",
    "0.5 1": "50% and more",
    "0 0.75": "below 75%, to check",
    "0 0.5": "below 50%, to check",
}
"""From the least confidence that passes to the one that is too much, but for 1, which always passes."""


def controls(article: Article) -> Html:
    """In which order the speakers are listed, and which quotes keep their marks and notes."""
    counts = Counter(quote.kind for quote in article.quotes)
    boxes = [
        element(
            "label",
            element("input", type="checkbox", checked=True, autocomplete="off", data_kind=kind.value),
            f" {told} ",
            element("span", str(counts[kind]), class_="tally"),
        )
        for kind, told in _KINDS.items()
        if counts[kind]
    ]
    return element(
        "details",
        element("summary", "Sort and filter"),
        element("label", "Speakers ", _select("order", _ORDERS), class_="choice"),
        element("label", "Confidence ", _select("sure", _CONFIDENCES), class_="choice"),
        element("fieldset", element("legend", "Kind"), boxes),
        id="controls",
        hidden=True,  # until the script is there, without which they do nothing
    )


def _select(id_: str, values: dict[str, str]) -> Html:
    """A choice, the first one chosen, which a page loaded again does not remember: its marks would not either."""
    options = [element("option", told, value=value) for value, told in values.items()]
    return element("select", options, id=id_, autocomplete="off")
