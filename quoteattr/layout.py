"""What of an article is not prose: headlines, bylines, datelines, photo credits.

They must neither glue to sentences nor become speakers. Which phrases tell them is data (``layout.tsv``); their shapes
are those of agency style (LONDON, January 17. /TASS/. …; PORTSMOUTH, N.H. (AP) — …).
"""

from __future__ import annotations

import re
from enum import Enum

from quoteattr.lexicon import Lexicon
from quoteattr.tokens import Tokens

_DATELINE_WORDS = 12
_DASHES = frozenset(["–", "—", "-", "--"])
_ENDERS = frozenset(".!?…:") | {"..."}
_CREDIT_WORDS = 40  # a longer line with a credit in it is a paragraph that ends in one


class Kind(Enum):
    """What a paragraph is."""

    PROSE = "prose"
    HEADLINE = "headline"
    CREDIT = "credit"
    BYLINE = "byline"


class Layout:
    """Tells what each paragraph of a document is and where its prose starts."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.credits = [phrase for phrase, kind in lexicon.layout.items() if kind == "credit"]
        self.bylines = tuple(phrase for phrase, kind in lexicon.layout.items() if kind == "byline")
        self.agencies = frozenset(phrase for phrase, kind in lexicon.layout.items() if kind == "agency")
        self._credit = re.compile("|".join(map(re.escape, self.credits)))

    def kind(self, first: int, last: int) -> Kind:
        """The kind of the paragraph of tokens ``first`` to ``last``."""
        tokens = self.tokens
        words = tokens.words
        if last - first > _CREDIT_WORDS:
            return Kind.PROSE
        text = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
        ended = words[last - 1] in _ENDERS
        if self._credit.search(text) and not (ended and last - first > 12):
            return Kind.CREDIT
        if not ended and last - first < 15 and words[first] in self.bylines and last - first > 1:
            return Kind.BYLINE
        return Kind.PROSE if ended else Kind.HEADLINE

    def prose_start(self, first: int, last: int) -> int:
        """The token behind the dateline of a paragraph, or its first."""
        words = self.tokens.words
        if not words[first].isupper() and not (first + 1 < last and words[first + 1] in ("(", ",")):
            return first
        for i in range(first, min(last - 1, first + _DATELINE_WORDS)):
            if words[i] in _DASHES and self._is_dateline(first, i):
                return i + 1
            if words[i] in (")", "/") and words[i - 1] in self.agencies:
                j = i + 1
                while j < last and words[j] in _DASHES | {".", ":", ","}:
                    j += 1
                return j if j < last else first
        return first

    def _is_dateline(self, first: int, dash: int) -> bool:
        """PORTSMOUTH, N.H. —: capitals, dates and an agency in brackets, no small word."""
        words = self.tokens.words[first:dash]
        if not words[0].isupper() or len(words[0]) < 3:
            return words[-1] == ")" and words[-2] in self.agencies
        return all(not w.isalpha() or w[0].isupper() for w in words)
