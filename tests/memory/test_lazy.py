"""Attributes that are worked out once."""

from __future__ import annotations

from quoteattr.memory.lazy import lazy


class _Mill:
    def __init__(self) -> None:
        self.asked = 0

    @lazy
    def wheels(self) -> int:
        """How many wheels it has."""
        self.asked += 1
        return 2


def test_it_is_worked_out_when_asked_for_and_once() -> None:
    mill = _Mill()
    assert mill.asked == 0
    assert (mill.wheels, mill.wheels, mill.asked) == (2, 2, 1)


def test_each_object_has_its_own() -> None:
    one, other = _Mill(), _Mill()
    assert one.wheels == other.wheels == 2
    assert (one.asked, other.asked) == (1, 1)


def test_what_is_set_or_forgotten_is_no_longer_what_was_worked_out() -> None:
    mill = _Mill()
    mill.wheels = 3
    assert (mill.wheels, mill.asked) == (3, 0)
    del mill.wheels
    assert (mill.wheels, mill.asked) == (2, 1)


def test_the_class_shows_what_it_is_for() -> None:
    assert _Mill.wheels.__doc__ == "How many wheels it has."
