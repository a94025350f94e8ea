"""Who is credited, structure by structure: the plain faults that news showed, each in sentences of our own."""

from __future__ import annotations

import pytest

from tests.gold import who

Said = list[tuple[str | None, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee said: “The mill is safe.” Millers disagree.", [("Ann Lee", "The mill is safe")]),
        ("Asked why, Ann Lee replied, “It rained.” Her son laughed.", [("Ann Lee", "It rained")]),
        ("Ann Lee asked reporters: “Is it safe?” Tom Reed agreed.", [("Ann Lee", "Is it safe?")]),
        ("“Is it safe?” Tom Reed asked.", [("Tom Reed", "Is it safe?")]),
    ],
)
def test_a_quotation_with_its_attribution_before_it_takes_none_behind(text: str, expected: Said) -> None:
    assert who(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn Radio quoted Ann Lee as saying “the mill is safe”.", [("Ann Lee", "the mill is safe")]),
        ("The Gazette cited the miller, Ann Lee, as saying: “It rained.”", [("Ann Lee", "It rained")]),
        ("Ann Lee was quoted as saying “the mill is safe”.", [("Ann Lee", "the mill is safe")]),
        ("“The mill is a boat,” as miller Ann Lee put it.", [("Ann Lee", "The mill is a boat")]),
        ("The mill was built by Ann Lee, a smith, who said: “It will hold.”", [("Ann Lee", "It will hold")]),
        ("The fire was seen by the owner, who said: “It is out.”", [("the owner", "It is out")]),
        ("Ann Lee’s verdict: “It will hold.”", [("Ann Lee", "It will hold")]),
        ("Ann Lee’s answer was short: “It will hold.”", [("Ann Lee", "It will hold")]),
        ("The message from Ann Lee was short: “It will hold.”", [("Ann Lee", "It will hold")]),
        ("Ann Lee’s wife was short: “It will hold.”", [("Ann Lee’s wife", "It will hold")]),
        ("Ann Lee’s answer was short:\n\n“It will hold.”", [("Ann Lee", "It will hold")]),
    ],
)
def test_whose_words_are_told(text: str, expected: Said) -> None:
    assert who(text) == expected


def test_a_quotation_in_a_clause_before_has_the_speaker_of_that_clause() -> None:
    text = "After Ann Lee warned that jobs “would go”, Tom Reed added: “We will fight.”"
    assert who(text) == [("Ann Lee", "would go"), ("Tom Reed", "We will fight")]


def test_who_asked_in_the_passive_is_not_told() -> None:
    assert who("When asked “Why now?”, Ann Lee said: “Why not?”") == [(None, "Why now?"), ("Ann Lee", "Why not?")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee has never said “sorry” to the millers.",
        "No miller has said that the mill is “safe”.",
        "If you have not heard “Rain at Sea”, listen.",
        "Ann Lee did not call the mill “a wreck”.",
    ],
)
def test_a_denied_saying_credits_nobody(text: str) -> None:
    assert [name for name, _ in who(text)] == [None]


def test_a_denied_saying_inside_another_is_the_other_one() -> None:
    assert who("Ann Lee complained that nobody had said “sorry” to her.") == [("Ann Lee", "sorry")]


def test_a_rate_names_no_source() -> None:
    assert who("They sold 40 per cent of the “dry” flour.") == [(None, "dry")]
    assert who("The mill is “safe”, per the Tarn Gazette.") == [("Tarn Gazette", "safe")]


@pytest.mark.parametrize("said", ["said the mill would close", "warned that the mill would close"])
def test_a_report_before_a_bare_quotation_is_a_report_too(said: str) -> None:
    found = who(f"Ann Lee {said}. “It is old.”", indirect=True)
    assert found == [("Ann Lee", "the mill would close"), ("Ann Lee", "It is old")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Replied Ann Lee, “It rained.”", [("Ann Lee", "It rained")]),
        ("After the storm, says Ann Lee, “it rained.”", [("Ann Lee", "it rained")]),
        ("They were like, “Run!”", [("They", "Run!")]),
        ("Ann Lee went, “It rained!”", [("Ann Lee", "It rained!")]),
        ("“It rained all week,” she shares with us.", [("she", "It rained all week")]),
        ("“It rained all week,” Ann Lee beamed.", [("Ann Lee", "It rained all week")]),
        ("Ann Lee earmarked the mill as “old”.", [("Ann Lee", "old")]),
        ("Millers called it “a gift” and farmers “a theft”.", [("Millers", "a gift"), ("farmers", "a theft")]),
        ("The council (“no comment”) moved on.", [("The council", "no comment")]),
        ("I asked the guard if it would rain. “Not today,” came the reply.", [("the guard", "Not today")]),
        ("“It rained a lot.” That was how Ann Lee remembered May.", [("Ann Lee", "It rained a lot")]),
        ("“I eat what I grow.” Wise words from Ann Lee, 90.", [("Ann Lee", "I eat what I grow")]),
        ("“It is a toy.”\n\nThose are the words of Ann Lee.", [("Ann Lee", "It is a toy")]),
        ("“Enough,” was all that Ann Lee would say as she left.", [("Ann Lee", "Enough")]),
        ("“It rained”: that is how Ann Lee sums it up.", [("Ann Lee", "It rained")]),
        ("The Gazette quoted Ann Lee: “It rained.”", [("Ann Lee", "It rained")]),
        ("“It rained all week,” cackled Ann Lee, a baker.", [("Ann Lee", "It rained all week")]),
        ("“It rained,” points out Ann Lee.", [("Ann Lee", "It rained")]),
        ("“It rained,” chips in Ann Lee, a baker.", [("Ann Lee", "It rained")]),
    ],
)
def test_frames_of_everyday_prose(text: str, expected: Said) -> None:
    assert who(text) == expected


def test_a_name_behind_as_is_nobodys_words() -> None:
    assert who("Tarn lost its ranking as “Top Mill Town”.") == [(None, "Top Mill Town")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It rained all week,” said two people familiar with the matter.", "two people familiar with the matter"),
        ("People familiar with the plans said the mill was “old”.", "People familiar with the plans"),
    ],
)
def test_an_adjective_with_its_phrase_belongs_to_the_speaker(text: str, speaker: str) -> None:
    assert [name for name, _ in who(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rained a lot,” she once said.", [("she", "It rained a lot")]),
        ("“It rained a lot,” as Ann Lee once wrote.", [("Ann Lee", "It rained a lot")]),
        ("“It rained,” said a visibly shaken Ann Lee. “It did.”", [("Ann Lee", "It rained"), ("Ann Lee", "It did")]),
        ("Tom Lee, 60, from Upper Tarn, Reedshire, said: “It rained.”", [("Tom Lee", "It rained")]),
        ("Ann Lee, of Fair Mills, which helps millers, said: “It rained.”", [("Ann Lee", "It rained")]),
        ("Ann Lee, a smith who was not there, called the mill “old”.", [("Ann Lee", "old")]),
        ("The storm moved Ann Lee to joke that the mill was “a boat”.", [("Ann Lee", "a boat")]),
        ("“It rained all week,” Ann Lee said Monday as she left.", [("Ann Lee", "It rained all week")]),
        ("“It rained all week,” Ann Lee said during a May 2015 walk.", [("Ann Lee", "It rained all week")]),
    ],
)
def test_what_stands_around_a_subject(text: str, expected: Said) -> None:
    assert who(text) == expected


def test_sources_close_to_the_talks_report() -> None:
    text = "The mill will close in May, sources close to the talks said."
    assert who(text, indirect=True) == [("sources close to the talks", "The mill will close in May")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We quit,” said Ann Lee, Tom Reed and Mara Quist.", "Ann Lee and Tom Reed and Mara Quist"),
        ("“We quit,” said Ann Lee, a smith, and Tom Reed, a miller.", "Ann Lee and Tom Reed"),
        ("Ann Lee, a smith, and Tom Reed, a miller, said: “We quit.”", "Ann Lee and Tom Reed"),
        ("“We quit,” said Ann Lee and Tom Reed.", "Ann Lee and Tom Reed"),
        ("“We quit,” said Ann Lee, a smith from Tarn.", "Ann Lee"),
        ("“We quit all,” the notice states.", "the notice"),
        ("“We quit all,” registered miller Ann Lee explained.", "Ann Lee"),
        ("“We quit all,” said world number one Ann Lee.", "Ann Lee"),
    ],
)
def test_the_group_beside_a_verb_of_saying(text: str, speaker: str) -> None:
    names = [name for name, _ in who(text)]
    assert names == [speaker]


def test_a_phrasal_verb_is_no_verb_of_saying() -> None:
    text = "Rising rents have stressed the millers out, Ann Lee said."
    assert who(text, indirect=True) == [("Ann Lee", "Rising rents have stressed the millers out")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("I asked Ann Lee whether it turns.\n\n“It does.”", "Ann Lee"),
        ("When Tom Reed asked about flour, Ann Lee shrugged.\n\n“It is dear.”", "Ann Lee"),
        ("Tom Reed asked whether it turns.\n\n“Does it?”", "Tom Reed"),
    ],
)
def test_who_is_asked_answers(text: str, speaker: str) -> None:
    assert [name for name, _ in who(text)] == [speaker]


def test_a_question_in_a_clause_before_is_not_its_answerers() -> None:
    text = "When asked “Why now?”, Ann Lee shrugged. “Why not?” she said."
    assert who(text) == [(None, "Why now?"), ("Ann Lee", "Why not?")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee shrugged as if to say “Well?”",
        "You may ask, “Why mills?”",
        "Ann Lee searched for “flour near me”.",
        "Ann Lee saw a van marked “Tarn”.",
        "The clause defines “dwelling” as any room with a bed.",
        "The so-called “mill tax” was scrapped, Ann Lee said.",
        "Ann Lee told “Good Morning Tarn” that it had rained.",
    ],
)
def test_words_that_nobody_says(text: str) -> None:
    assert [name for name, _ in who(text)] == [None]
