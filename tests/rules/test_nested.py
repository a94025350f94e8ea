"""Quotations inside quotations: the same rules, read in the words of the outer one."""

from __future__ import annotations

import pytest

from quoteattr import parse
from tests.gold import who

TWO = "Bo Lee owns the mill. "


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“My aunt said, ‘Sell it,’” Ann Reed said.", "My aunt"),
        ("“I told them, ‘Sell it,’” Ann Reed said.", "Ann Reed"),
        ("“We said, ‘Sell it,’” said Ann Reed.", "Ann Reed"),
        ("Ann Reed said: “He told me, ‘Sell it.’”", "He"),
        ("“They say, ‘Sell it,’” Ann Reed said.", "They"),
        ("“You ask, ‘Why?’” Ann Reed said.", "You"),
    ],
)
def test_first_person_is_the_outer_speaker_and_the_third_is_not(text: str, inner: str) -> None:
    assert [speaker for speaker, _ in who(text)][1] == inner


def test_third_person_is_looked_for_inside_first_then_outside() -> None:
    inside = parse(TWO + "“Tom Hale called. He said, ‘Sell it,’” said Jim Reed.")
    assert [q.speaker and q.speaker.name for q in inside.quotes] == ["Jim Reed", "Tom Hale"]
    outside = parse(TWO + "“He said, ‘Sell it,’” said Jim Reed.")
    assert [q.speaker and q.speaker.name for q in outside.quotes] == ["Jim Reed", "Bo Lee"]


def test_speakers_inside_take_turns() -> None:
    said = who("“She asked, ‘Late?’ I said, ‘No,’ and left,” Ann Reed told the Courier.")
    assert said[1:] == [("She", "Late?"), ("Ann Reed", "No")]


def test_interrupted_inside() -> None:
    _, inner = parse("“‘Sell it,’ my aunt said, ‘and go.’ I did,” Ann Reed said.").quotes
    assert (inner.text, inner.rule, inner.parent) == ("Sell it, and go.", "interrupted", 0)


def test_nothing_inside_continues_what_stands_outside() -> None:
    text = "“It rained,” Bo Lee said. “‘Sell it all.’ That was the letter,” Ann Reed said."
    assert who(text)[-1] == (None, "Sell it all")


def test_two_levels_deep_has_a_parent_alone() -> None:
    *_, deepest = parse("“He said, ‘They cry “mill” all day,’” Ann Reed said.").quotes
    assert (deepest.rule, deepest.speaker, deepest.parent) == ("nested", None, 1)
