"""Pull quotes, headings in marks and words picked up again take the speaker of the quotation they repeat."""

from __future__ import annotations

import pytest

from tests.gold import who

SPOKEN = "Ann Lee moved inland last year. “The sea took the road and I took the hint,” she says."
FULL = ("Ann Lee", "The sea took the road and I took the hint")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("“The sea took the road”", "The sea took the road"),
        ("‘I took the hint’", "I took the hint"),
        ("“THE SEA TOOK THE ROAD.”", "THE SEA TOOK THE ROAD"),
        ("“… The sea took the road”", "… The sea took the road"),
    ],
)
@pytest.mark.parametrize(
    "order", ["{line}\n\n{spoken}", "{spoken}\n\n{line}\n\nThe mill closed.", "{line}\n\nBy Tom Reed\n\n{spoken}"]
)
def test_line_in_marks_takes_the_speaker_of_what_it_repeats(line: str, words: str, order: str) -> None:
    found = who(order.format(line=line, spoken=SPOKEN))
    assert ("Ann Lee", words) in found
    assert FULL in found


def test_heading_between_two_speakers_is_not_the_first_ones() -> None:
    owners = "The owners see it otherwise. “It is a wreck from roof to cellar,” Ann Lee said."
    text = f"“The mill is safe,” Tom Reed said.\n\n‘A wreck from roof to cellar’\n\n{owners}"
    assert ("Ann Lee", "A wreck from roof to cellar") in who(text)


def test_heading_that_repeats_nothing_is_nobodys() -> None:
    text = "“The mill is safe,” Tom Reed said.\n\n‘A town in the rain’\n\nIt rained for days."
    assert ("Tom Reed", "A town in the rain") not in who(text)


def test_words_picked_up_again_in_the_next_sentence() -> None:
    text = "“I built a few crooked wheels first,” Ann Lee said. Those “crooked wheels” stand in the yard."
    assert ("Ann Lee", "crooked wheels") in who(text)


@pytest.mark.parametrize("again", ["“Tarn Mill”", "“flour”", "“of the”"])
def test_names_and_small_words_are_not_picked_up(again: str) -> None:
    text = f"“The flour of the Tarn Mill is fine,” Ann Lee said. People like {again} here."
    assert all(words != again.strip("“”") or name is None for name, words in who(text))


def test_phrase_far_from_the_quotation_is_no_echo() -> None:
    away = " ".join("It rained in Tarn." for _ in range(9))
    said = "“I built a few crooked wheels first,” Ann Lee said."
    text = f"It rained.\n\n{said} {away} Those “crooked wheels” stand in the yard."
    assert ("Ann Lee", "crooked wheels") not in who(text)
