"""What checks quotations: quoteattr, and the string searches that people use today, all on the same quotations.

The others are given the quotations that quoteattr finds in the draft: none of them reads who is credited.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.require import require
from quoteattr.checking import Check

Alarms = Callable[[Check], Sequence[bool]]
"""For each checked quotation of a draft: is something wrong with it?"""

_CLOSE_ENOUGH = 90
"""The score of ``partial_ratio`` from which a quotation counts as found; the usual threshold for near duplicates."""


@dataclass(frozen=True, slots=True)
class Checker:
    """A way to check quotations."""

    key: str
    label: str
    load: Callable[[], Alarms]
    """Raises :class:`benchmarks.require.NotInstalled`."""


def _quoteattr() -> Alarms:
    return lambda check: [not each.is_right for each in check.quotes]


def _substring() -> Alarms:
    return lambda check: [
        _plain(each.quote.words) not in _plain(check.sources[0].article.text) for each in check.quotes
    ]


def _partial_ratio() -> Alarms:
    fuzz = require("rapidfuzz.fuzz", "rapidfuzz")

    def alarms(check: Check) -> list[bool]:
        source = _plain(check.sources[0].article.text)
        return [fuzz.partial_ratio(_plain(each.quote.words), source) < _CLOSE_ENOUGH for each in check.quotes]

    return alarms


def _plain(text: str) -> str:
    """Without capitals, in plain marks and single spaces: what careful string searches do first."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("“”‘’–—", "\"\"''--"))
    return re.sub(r"\s+", " ", text).strip().strip(",.").casefold()


def _krokai() -> Alarms:
    corpus, verdicts, verify = (require(f"krokai.{name}", "krokai") for name in ("corpus", "verdicts", "verify"))
    # That a sentence of the source goes on behind the quotation is a fault in a brief of law, not in an article.
    quiet = {*verdicts.CLEAN, "TRUNCATED_CONDITION", "TRUNCATED_OPENING"}

    def alarms(check: Check) -> list[bool]:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "source.txt").write_text(check.sources[0].article.text, encoding="utf-8")
            searched = corpus.Corpus([folder], quiet=True)
            found = [verify.check(each.quote.words, searched) for each in check.quotes]
        return [verdict not in quiet for verdict, *_ in found]

    return alarms


CHECKERS = (
    Checker("quoteattr", "quoteattr `check_quotes`", _quoteattr),
    Checker("krokai", "krokai", _krokai),
    Checker("partial_ratio", f"rapidfuzz `partial_ratio` ≥ {_CLOSE_ENOUGH}", _partial_ratio),
    Checker("substring", "plain substring", _substring),
)
