"""What all records have in common, asked of records that no room has."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from quoteattr.base import Record, Word, counted


class Weather(Word):
    WET = "wet"
    DRY = "dry"


@dataclasses.dataclass(frozen=True, slots=True)
class Day(Record):
    weather: Weather
    hours: tuple[int, ...] = ()
    share: float = 0.0
    note: str | None = None


WET: Any = Day(Weather.WET, (1, 2), 0.5, "hail")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("weather", "wet", "Day.weather: Weather.WET or Weather.DRY is needed, not 'wet'"),
        ("hours", [1], "Day.hours: a tuple of int is needed, not a list"),
        ("hours", (1, "2"), "Day.hours: a tuple of int is needed, not '2'"),
        ("share", "half", "Day.share: a float or an int is needed, not 'half'"),
        ("share", True, "Day.share: a float or an int is needed, not True"),
        ("note", 7, "Day.note: a str or None is needed, not 7"),
    ],
)
def test_a_value_of_another_type_is_told(field: str, value: object, told: str) -> None:
    with pytest.raises(TypeError) as raised:
        dataclasses.replace(WET, **{field: value})
    assert str(raised.value) == told


def test_a_float_can_be_an_int_and_what_is_optional_none() -> None:
    assert dataclasses.replace(WET, share=1, note=None) == Day(Weather.WET, (1, 2), 1.0)


def test_json_leads_back_to_the_record() -> None:
    assert Day.from_json(WET.to_json()) == WET
    assert WET.to_dict() == {"weather": "wet", "hours": [1, 2], "share": 0.5, "note": "hail"}


def test_a_hint_without_a_converter_is_refused() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Odd(Record):
        value: complex

    Odd.__annotations__["value"] = complex
    with pytest.raises(TypeError, match="complex"):
        Odd.from_dict({"value": 1})


def test_a_word_is_shown_as_its_value() -> None:
    assert (str(Weather.WET), f"{Weather.DRY:>5}", Weather.WET == "wet") == ("wet", "  dry", True)


@pytest.mark.parametrize(("number", "told"), [(0, "0 quotes"), (1, "1 quote"), (2_000, "2,000 quotes")])
def test_what_is_counted_is_one_or_several(number: int, told: str) -> None:
    assert counted("x" * number, "quote") == told
