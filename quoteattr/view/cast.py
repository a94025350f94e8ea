"""Who speaks: numbers, colours and underlines, the same in the text, the list of speakers and the notes."""

from __future__ import annotations

from quoteattr.types import Article, Quote, QuoteKind
from quoteattr.view.html import Html, element

COLORS = 8
"""How many colours the style has: the classes ``c0`` to ``c7``."""
LINES = 5
"""How many kinds of underline it has, ``l0`` to ``l4``. 8 and 5 have no common divisor: 40 speakers look different."""


class Cast:
    """The numbers of the speakers: from 1, in order of their first quote."""

    NOBODY = "x"  # nobody says it: a title, a scare quote
    UNKNOWN = "u"  # the text does not tell who says it

    def __init__(self, article: Article) -> None:
        quoted = (quote.speaker for quote in article.quotes if quote.speaker)
        self.speakers = list(dict.fromkeys((*article.speakers, *quoted)))
        self._numbers = {speaker: number for number, speaker in enumerate(self.speakers, start=1)}

    def key(self, quote: Quote) -> str:
        """A speaker's number, or the letter of those who have none."""
        if quote.speaker:
            return str(self._numbers[quote.speaker])
        return self.NOBODY if quote.kind is QuoteKind.OTHER else self.UNKNOWN

    def name(self, key: str) -> str:
        if key == self.NOBODY:
            return "No quotation"
        return "Speaker unknown" if key == self.UNKNOWN else self.speakers[int(key) - 1].name

    def looks(self, key: str) -> str:
        """The classes for colour and underline."""
        if not key.isdigit():
            return f"c{key}"
        number = int(key) - 1
        return f"c{number % COLORS} l{number % LINES}"

    def order(self) -> list[str]:
        """All keys, in the order of the list of speakers."""
        return [*(str(number) for number in range(1, len(self.speakers) + 1)), self.UNKNOWN, self.NOBODY]


SIGNS = {Cast.UNKNOWN: "?", Cast.NOBODY: "–"}
"""What stands in the place of a number."""


def badge(key: str) -> Html:
    """The number of a speaker, or the sign of those who have none."""
    return element("span", SIGNS.get(key, key), class_="badge", aria_hidden="true")
