"""What of an article is not prose: headlines, bylines, datelines, photo credits.

They must neither glue to sentences nor become speakers. Which phrases tell them is data (``layout.tsv``); their shapes
are those of agency style (LONDON, January 17. /TASS/. …; PORTSMOUTH, N.H. (AP) — …).
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from quoteattr.lexicon import Lexicon
from quoteattr.text.marks import MARKS
from quoteattr.text.tokens import Tokens

_DATELINE_WORDS = 12
_DASHES = frozenset(["–", "—", "―", "-", "--"])
_ENDERS = frozenset(".!?…:") | {"..."}
_CREDIT_WORDS = 40  # a longer line with a credit in it is a paragraph that ends in one


class Kind(Enum):
    """What a paragraph is."""

    PROSE = "prose"
    HEADLINE = "headline"
    CREDIT = "credit"
    BYLINE = "byline"


BOILERPLATE = (Kind.CREDIT, Kind.BYLINE)  # a tuple: the hash of a member of an enum is a call
"""Kinds that hold neither reports nor names to credit."""


class _Phrases(NamedTuple):
    """The phrases that tell what a paragraph is."""

    credit: re.Pattern[str]
    bylines: frozenset[str]
    agencies: frozenset[str]


@lru_cache(maxsize=8)
def _phrases(lexicon: Lexicon) -> _Phrases:
    """Made once a lexicon: for each article anew it would take as long as a tenth of its tokens."""
    of_kind: dict[str, list[str]] = {"credit": [], "byline": [], "agency": []}
    for phrase, kind in lexicon.layout.items():
        of_kind[kind].append(phrase)
    credit = re.compile("|".join(map(re.escape, of_kind["credit"])) or "(?!)")  # a language may have none
    return _Phrases(credit, frozenset(of_kind["byline"]), frozenset(of_kind["agency"]))


class Layout:
    """Tells what each paragraph of a document is and where its prose starts."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self._places = lexicon.places
        self._calendar = lexicon.calendar
        self._credit, self._bylines, self._agencies = _phrases(lexicon)

    def kind(self, first: int, last: int) -> Kind:
        """The kind of the paragraph of tokens ``first`` to ``last``."""
        tokens = self.tokens
        words = tokens.words
        if last - first > _CREDIT_WORDS:
            return Kind.PROSE
        text = tokens.text[slice(*tokens.span(first, last))]
        final = last - 2 if words[last - 1] in MARKS and last - first > 1 else last - 1
        ended = words[final] in _ENDERS
        if self._credit.search(text) and not (ended and last - first > 12):
            return Kind.CREDIT
        if not ended and 1 < last - first < 15 and self._begins_byline(first):
            return Kind.BYLINE
        return Kind.PROSE if ended else Kind.HEADLINE

    def _begins_byline(self, first: int) -> bool:
        """By Ann Lee · READ ALSO: …: a phrase of one word or of two."""
        words = self.tokens.words
        space = "" if words[first + 1] == ":" else " "
        return words[first] in self._bylines or f"{words[first]}{space}{words[first + 1]}" in self._bylines

    def prose_start(self, first: int, last: int) -> int:
        """The token behind the dateline of a paragraph, or its first."""
        words = self.tokens.words
        if not words[first][0].isupper():
            return first
        for i in range(first + 1, min(last - 1, first + _DATELINE_WORDS)):
            if words[i] in (")", "/") and words[i - 1] in self._agencies and words[i - 2] in ("(", "/"):
                return self._behind_dashes(i + 1, last) or first
            if words[i] in _DASHES:
                shouted = words[first].isupper() and len(words[first]) > 2
                return i + 1 if shouted or self._is_place_and_date(first, i) else first
            if words[i] == ":":
                return i + 1 if " ".join(words[first:i]).title() in self._places and words[first].isupper() else first
            if words[i].isalpha() and not words[i][0].isupper():
                return first
        return first

    def _is_place_and_date(self, first: int, dash: int) -> bool:
        """Tarn, May 3 – The …: a place that is known or has a date behind it, and a sentence behind the dash."""
        words = self.tokens.words
        comma = next((i for i in range(first, dash) if words[i] == ","), dash)
        begins = words[dash + 1][0].isupper() and self.tokens.spaced(dash) and self.tokens.spaced(dash + 1)
        dated = comma + 1 < dash and all(word.isdigit() or word in self._calendar for word in words[comma + 1 : dash])
        return begins and (dated or " ".join(words[first:comma]) in self._places)

    def _behind_dashes(self, i: int, last: int) -> int | None:
        while i < last and self.tokens.words[i] in _DASHES | {".", ":", ","}:
            i += 1
        return i if i < last else None
