"""Dates as sources write them, as a first and a last day: 2025 is a year, 2025-01 a month, and both can be compared."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(?P<word>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:[-/.](?P<month>[0-9]{{1,2}})(?:[-/.](?P<day>[0-9]{{1,2}}))?)?(?![-/.0-9]).*",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?![-/.0-9]).*",
        rf"(?:[a-z]+,?\s+)?{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}\b.*",  # 5 January 2025; Sun, 05 Jan 2025 10:00
        rf"(?:[a-z]+,?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}\b.*",  # January 5, 2025
        rf"{_MONTH},?\s+{_YEAR}",
    )
)


class Days(NamedTuple):
    """A day, a month or a year; days as ISO 8601 has them, which are in the order of time as text."""

    first: str
    last: str


@lru_cache(maxsize=4096)  # the articles of a day share it
def days(told: str) -> Days | None:
    """The days that a date can mean; None where it is none, or one that two countries read differently (05/06/2025).

    Hours and time zones are passed over: the day is the one that the source writes.
    """
    for form in _FORMS:
        found = form.fullmatch(told.strip())
        if found:
            parts = found.groupdict()
            word = parts.get("word")
            month = _MONTHS[word[:3].lower()] if word else int(parts.get("month") or 0)
            return _days(int(parts["year"]), month, int(parts.get("day") or 0))
    return None


def _days(year: int, month: int, day: int) -> Days | None:
    """The days of a year, of its month, or the one; 0 where it is not told."""
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:  # the 31st of June
        return None
    return Days(first.isoformat(), last.isoformat())
