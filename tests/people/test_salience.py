"""Pronouns: he and she mean a person of the article, by subject and topic before nearness."""

from __future__ import annotations

import pytest

from quoteattr import parse
from quoteattr.people.salience import OBLIQUE, SUBJECT, Salience
from tests.gold import speakers
from tests.parsed import people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hannah Quist left. “I was tired,” she said.", "Hannah Quist"),
        ("Peter Reed left. “I was tired,” he said.", "Peter Reed"),
        ("“I was tired,” he said. Peter Reed left at once.", "he"),
        ("Hannah Quist met Peter Reed. “I was tired,” she said.", "Hannah Quist"),
        ("Hannah Quist met Peter Reed. “I was tired,” he said.", "Peter Reed"),
        ("Peter Reed met Simon Amsel. “I was tired,” he said.", "Peter Reed"),
        ("Peter Reed wrote to Simon Amsel. He also said: “I was tired.”", "Peter Reed"),
        ("Simon Amsel was there. Peter Reed left in May. “I was tired,” he said.", "Peter Reed"),
        ("Peter Reed’s aide Hannah Quist left. “I was tired,” she said.", "Hannah Quist"),
        ("Mrs. Amsel left. “I was tired,” she said.", "Amsel"),
        ("Peter Reed left.\n\nThe mill shut.\n\n“I was tired,” he said.", "Peter Reed"),
        ("“It rained,” said Peter Reed. “It hailed,” he added.", "Peter Reed"),
        ("Sen. Amsel left. “I was tired,” he said.", "Amsel"),
        ("When he left, Peter Reed said: “I was tired.”", "Peter Reed"),
        ("Sen. Peter Reed left. Simon Amsel ate.\n\nThe senator sat. “I was tired,” he said.", "Peter Reed"),
        ("Peter Reed left.\n\nReed ate.\n\nReed saw rain.\n\nRep. Amsel ate in Tarn. “I was tired,” he said.", "Amsel"),
    ],
)
def test_who_is_meant(text: str, name: str) -> None:
    assert speakers(text)[-1] == name


def test_topic_beats_nearness() -> None:
    text = """Peter Reed said it rained. According to Reed, it thawed. He cited a meeting of Simon Amsel and Hugo Hale.

He also said that it snowed."""
    assert speakers(text, indirect=True) == ["Peter Reed"] * 4


def test_pronoun_in_a_quotation_means_nobody_outside() -> None:
    text = "Peter Reed left. “Simon Amsel is late; he is always late,” he said."
    assert speakers(text) == ["Peter Reed"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("“We are tired,” they said.", "they", "group"),
        ("Hannah Quist and Peter Reed left. “We are tired,” they said.", "Hannah Quist and Peter Reed", "group"),
        ("The owners left. “We are tired,” they said.", "The owners", "group"),
        ("Peter Reed left. “We are tired,” they said.", "they", "group"),
        ("“I was tired,” I said.", "I", "unnamed"),
    ],
)
def test_plural_and_first_person(text: str, name: str, kind: str) -> None:
    [speaker] = parse(text).speakers
    assert (speaker.name, speaker.kind.value) == (name, kind)


def test_who_said_what_in_turns() -> None:
    text = (
        "Hannah Quist and Peter Reed met in Tarn. “It rained,” she said. “It hailed,” he said. “It did not,” she said."
    )
    assert speakers(text) == ["Hannah Quist", "Peter Reed", "Hannah Quist"]


def test_salience_prefers_the_subject_and_forgets() -> None:
    reed, amsel = people("Peter Reed met Simon Amsel.")
    salience = Salience()
    salience.mention(reed, 0, 0, SUBJECT)
    salience.mention(amsel, 0, 0, OBLIQUE)
    assert salience.resolve("male", 1) is reed
    assert salience.resolve("female", 1) is None
    assert salience.resolve("male", 100) is None


def test_salience_of_nobody() -> None:
    assert Salience().resolve("male", 0) is None
