"""Dates of every precision as days that can be compared."""

from __future__ import annotations

import pytest

from quoteattr.archive.dates import days


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024/2", "2024-02-01", "2024-02-29"),
        ("2025-01-05", "2025-01-05", "2025-01-05"),
        ("2025-01-05T23:30:00Z", "2025-01-05", "2025-01-05"),
        ("2025-01-05 23:30:00+02:00", "2025-01-05", "2025-01-05"),
        ("20250105", "2025-01-05", "2025-01-05"),
        ("20250105T1200", "2025-01-05", "2025-01-05"),
        ("Sun, 05 Jan 2025 10:00:00 GMT", "2025-01-05", "2025-01-05"),
        ("5 January 2025", "2025-01-05", "2025-01-05"),
        ("5th of Sept. 2025", "2025-09-05", "2025-09-05"),
        ("January 5, 2025", "2025-01-05", "2025-01-05"),
        ("Sunday, January 5th, 2025 at 9 a.m.", "2025-01-05", "2025-01-05"),
        ("March 2025", "2025-03-01", "2025-03-31"),
    ],
)
def test_a_date_is_its_days(told: str, first: str, last: str) -> None:
    assert days(told) == (first, last)


@pytest.mark.parametrize(
    "told", ["", "yesterday", "05/06/2025", "2025-13", "31 June 2025", "2025-02-30", "20251", "12"]
)
def test_what_is_no_date_or_could_be_two_is_none(told: str) -> None:
    assert days(told) is None
