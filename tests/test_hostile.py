"""Hostile texts cost little more than news and grow linearly.

Work is counted in lines of Python, not in seconds. Work inside C (a regular expression, a slice) shows in no such
count; there the processor time of a text is set against that of a quarter of it, with a margin that only quadratic
work exceeds.
"""

from __future__ import annotations

import gc
import sys
import time
from functools import cache
from types import FrameType
from typing import Any

import pytest

from benchmarks.shapes import Shape
from quoteattr import Config, parse
from tests.articles import CURLY, seeded_plan, write
from tests.hostile_shapes import DENSE, SHAPES
from tests.invariants import check

SIZE = 4_000
GROWTH = 2.2
"""How much more work twice the text may be."""
C_GROWTH = 8
"""Four times the text: 4 if the work is linear, 16 if it is quadratic."""
TICK = 0.002
"""Seconds below which a measurement is noise."""
PRICE, DENSE_PRICE = 4.0, 6.0
"""How much more work a character may be than in an article."""

each_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
each_mode = pytest.mark.parametrize("indirect", [False, True], ids=["marked", "indirect"])


def operations(text: str, *, indirect: bool, config: Config | None = None) -> int:
    """How many lines and calls of Python it takes to parse a text; a loop counts a line at each turn."""
    events = 0

    def count(_frame: FrameType, _event: str, _arg: object) -> Any:
        nonlocal events
        events += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        parse(text, indirect=indirect, config=config)
    finally:
        sys.settrace(before)
    return events


@cache
def price_of_news(*, indirect: bool) -> float:
    """Operations a character in generated articles."""
    text = "\n\n".join(write(seeded_plan(seed), CURLY).text for seed in range(12))
    return operations(text, indirect=indirect) / len(text)


@pytest.fixture(autouse=True, scope="module")
def _word_lists_are_loaded() -> None:
    parse("“It rained,” said Ada Quill.", indirect=True)


@each_mode
@each_shape
def test_hostile_text_is_linear_and_cheap(shape: Shape, indirect: bool) -> None:
    once = operations(shape(SIZE), indirect=indirect)
    twice = operations(shape(2 * SIZE), indirect=indirect)
    price = twice / (2 * SIZE)
    news = price_of_news(indirect=indirect)
    # Grown from half the price of news at least: below it whole steps are left out, and one more or less is no growth.
    once = max(once, int(SIZE * news / 2))
    assert twice <= GROWTH * once, f"{twice / once:.2f} times the work for twice the text"
    assert price <= (DENSE_PRICE if shape in DENSE else PRICE) * news, (
        f"{price:.1f} operations a character, {price / news:.1f} times those of news"
    )


def processor_time(text: str) -> float:
    """Seconds of processor time to parse a text, the best of three."""

    def once() -> float:
        start = time.process_time()
        parse(text, indirect=True)
        return time.process_time() - start

    gc.disable()  # what it costs to walk the records of all tests before is no work on this text
    try:
        return min(once() for _ in range(3))
    finally:
        gc.enable()


@each_shape
def test_work_inside_c_is_linear_too(shape: Shape) -> None:
    quarter, whole = processor_time(shape(SIZE)), processor_time(shape(4 * SIZE))
    assert whole <= C_GROWTH * max(quarter, TICK), f"{whole / quarter:.1f} times the time for four times the text"


@each_mode
@each_shape
def test_hostile_text_gives_sound_records(shape: Shape, indirect: bool) -> None:
    text = shape(SIZE)
    check(text, parse(text, indirect=indirect))


@each_shape
def test_a_shape_has_the_size_asked_for(shape: Shape) -> None:
    assert [len(shape(n)) for n in (SIZE, SIZE + 1)] == [SIZE, SIZE + 1]
