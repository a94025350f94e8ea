"""Of attributions that contradict each other the surer is recorded; what contradicts itself is mended or dropped."""

from __future__ import annotations

import pytest

from quoteattr import parse
from tests.invariants import check

Told = list[tuple[str, str, str | None]]


def told(text: str) -> Told:
    """Kind, words and mention of each record."""
    article = parse(text, indirect=True)
    check(text, article)
    return [(quote.kind.value, quote.text, quote.mention and quote.mention.text) for quote in article.quotes]


@pytest.mark.parametrize(
    "text",
    [
        "According to the mayor’s ‘risk’ report, it rained.",
        'According to her "rescue" plan, it rained.',
    ],
)
def test_marked_words_of_a_mention_are_nobodys(text: str) -> None:
    [(kind, _, mention), reported] = told(text)
    assert (kind, mention) == ("other", None)
    assert reported[:2] == ("indirect", "it rained")


def test_reported_words_begin_behind_the_label() -> None:
    assert told("LEE: The mill will close, he said.\nREED: Yes.") == [
        ("direct", "The mill will close, he said.", "LEE"),
        ("indirect", "The mill will close", "he"),
        ("direct", "Yes.", "REED"),
    ]


def test_a_mention_ends_before_its_cue() -> None:
    text = "“It leaks,” said a former mill hand who oversaw repairs and described the roof as “a ruin.”"
    mention = "a former mill hand who oversaw repairs"
    assert told(text) == [("direct", "It leaks,", mention), ("mixed", "a ruin.", mention)]
    assert len(parse(text).speakers) == 1


def test_the_same_words_are_recorded_once_and_by_the_surer_rule() -> None:
    text = "Bo Reed poured the tea, warning in his speech that the mill would close."
    assert told(text) == [("indirect", "the mill would close", "Bo Reed")]


def test_the_same_words_are_recorded_once_and_by_the_earlier_cue() -> None:
    [quote] = parse("Lee goes on to say the mill will close in May.", indirect=True).quotes
    assert quote.cue is not None
    assert quote.cue.text == "goes on to say"


@pytest.mark.parametrize(
    "text",
    [
        "LEE: The mill will close, he said.\nREED: Yes.",
        "Mayor Rips Lee As A ‘‘Disgusting Fraud.’",
        "According to the mayor’s ‘risk’ report, it rained.",
        "according to r vowed to is",
        "READ NEXT: Tarn heads into shifting skies, says weather service\nREAD MORE: Rain.",
        'Lee pronounced the mill “dead” and the ’river "a friend."',
    ],
)
@pytest.mark.parametrize("indirect", [False, True], ids=["marked", "indirect"])
def test_what_contradicted_itself_once_holds(text: str, indirect: bool) -> None:
    check(text, parse(text, indirect=indirect))


@pytest.mark.parametrize(
    "left_in",
    [
        "Und immer sind da Sätze wie: „Das geht nicht mehr.“",
        "Lesen Sie auch: „Der Regen kommt zurück“",
        "Lees ook: “De regen komt terug”",
        "Läs också och mer: ”Regnet är tillbaka”",
    ],
)
def test_what_another_language_left_in_the_page_is_no_speaker(left_in: str) -> None:
    article = parse(f"“It rained,” said Ann Lee.\n\n{left_in}\n\n“It snowed,” said Bo Reed.")
    assert [speaker.name for speaker in article.speakers] == ["Ann Lee", "Bo Reed"]
    assert [quote.speaker and quote.speaker.name for quote in article.quotes] == ["Ann Lee", None, "Bo Reed"]
