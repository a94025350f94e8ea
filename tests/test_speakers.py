"""Speakers: from the words at a quote to one record for each person, body or group."""

from __future__ import annotations

import pytest

from quoteattr import Config, GenderValue, Speaker, parse
from tests.gold import defect, speakers, who


def only(text: str, **options: bool) -> Speaker:
    """The only speaker of a text."""
    [speaker] = parse(text, indirect=options.get("indirect", False)).speakers
    return speaker


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It rained,” Quist said. Mara Quist owns the mill.", ["Mara Quist"]),
        ("Mara Quist owns the mill. “It rained,” Quist said.", ["Mara Quist"]),
        ("Mara Quist owns the mill. “It rained,” Mara said.", ["Mara Quist"]),
        ("Mara Quist owns the mill. “It rained,” Mrs. Quist said.", ["Mara Quist"]),
        ("“It rained,” said UK Defense Secretary Jon Reed.", ["Jon Reed"]),
        ("“It rained,” UK Secretary of State for Defense Jon Reed said.", ["Jon Reed"]),
        ("UK Secretary of State for Defense Jon Reed left. “It rained,” the defense secretary said.", ["Jon Reed"]),
        ("Prime Minister Mara Quist left. “It rained,” the prime minister said.", ["Mara Quist"]),
        ("Mara Quist, the mayor, left. “It rained,” the mayor said.", ["Mara Quist"]),
        ("Sen. Mara Quist left. “It rained,” the senator said.", ["Mara Quist"]),
        ("“It rained,” said his wife, Mara Quist.", ["Mara Quist"]),
        ("The Tarn Trade Ministry closed. “It rained,” the ministry said.", ["Tarn Trade Ministry"]),
        ("The Mill Owners Association (MOA) met. “It rained,” the MOA said.", ["Mill Owners Association"]),
        ("The Bank of Tarn met. “It rained,” the bank said.", ["Bank of Tarn"]),
        (
            "Hannah Quist met Jon Quist. “It rained,” Mr. Quist said. “So?” Mrs. Quist said.",
            ["Jon Quist", "Hannah Quist"],
        ),
        (
            "Hannah Quist met Jon Quist. “It rained,” Jon Quist said. “So?” Hannah Quist said.",
            ["Jon Quist", "Hannah Quist"],
        ),
    ],
)
def test_name(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It rained,” said Mara Quist.", "person"),
        ("“It rained,” said Quist.", "person"),
        ("“It rained,” said the Tarn Trade Ministry.", "organization"),
        ("“It rained,” said NATO.", "organization"),
        ("“It rained,” said Mara Quist and Jon Reed.", "group"),
        ("“It rained,” said the owners.", "group"),
        ("“It rained,” said several critics.", "group"),
        ("“It rained,” said a spokeswoman.", "unnamed"),
        ("“It rained,” the report said.", "unnamed"),
        ("“It rained,” she said.", "unnamed"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert only(text).kind.value == kind


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Jon Reed, 42, a baker from Tarn,", "Jon Reed"),
        ("42-year-old Jon Reed", "Jon Reed"),
        ("baker Jon Reed", "Jon Reed"),
        ("Tarn police chief Jon Reed", "Jon Reed"),
        ("U.S. Senator Jon Reed (D-N.Y.)", "Jon Reed"),
        ("Rep. Jon Reed of Tarn", "Jon Reed"),
        ("White House press secretary Jon Reed", "Jon Reed"),
        ("former president Jon Reed", "Jon Reed"),
        ("Mara Quist’s lawyer Jon Reed", "Jon Reed"),
        ("Judge Hannah Quist", "Hannah Quist"),
        ("José María Álvarez", "José María Álvarez"),
        ("Li Wei", "Li Wei"),
        ("Mark Said", "Mark Said"),
        ("Will", "Will"),
        ("O’Hanlon", "O’Hanlon"),
        ("the White House", "White House"),
        ("police", "police"),
        ("officials", "officials"),
        ("a senior official", "a senior official"),
        ("critics of Quist", "critics of Quist"),
        ("one of the owners", "one of the owners"),
        ("Quist’s mother", "Quist’s mother"),
        ("the 42-year-old", "the 42-year-old"),
        ("a source close to Quist", "a source close to Quist"),
        ("a person who asked not to be named", "a person who asked not to be named"),
    ],
)
def test_speaker_before_said(words: str, name: str) -> None:
    assert speakers(f"“We lost,” {words} said.") == [name]


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Quist and Reed", "Quist and Reed", "group"),
        ("Sens. Jon Reed and Hannah Quist", "Jon Reed and Hannah Quist", "group"),
        defect(
            "Jon Reed, Hannah Quist and Peter Hale",
            "Jon Reed, Hannah Quist and Peter Hale",
            "group",
            reason="and between all names",
        ),
        defect("Jon Reed and his wife", "Jon Reed and his wife", "group", reason="only names are members"),
        defect("April May", "April May", "person", reason="a surname that is a month"),
        ("Tarn Mills Inc.", "Tarn Mills Inc.", "organization"),
        ("Smith & Barlow", "Smith & Barlow", "organization"),
        ("the charity Quill Aid", "Quill Aid", "organization"),
        ("Quillan, a software company,", "Quillan", "organization"),
        ("Quillan, a former company lawyer,", "Quillan", "person"),
    ],
)
def test_speaker_behind_said(words: str, name: str, kind: str) -> None:
    speaker = only(f"“We lost,” said {words}")
    assert (speaker.name, speaker.kind.value) == (name, kind)


def test_two_offices_two_people() -> None:
    text = "President Jon Reed met Prime Minister Peter Hale. “No,” the prime minister said. “Yes,” the president said."
    assert speakers(text) == ["Peter Hale", "Jon Reed"]


def test_company() -> None:
    assert speakers("Tarn Mills Inc. said: “We lost.” The company added: “Badly.”") == ["Tarn Mills Inc."] * 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Quist met his lawyer, Jon Reed, in May. “It rained,” the lawyer said.", "Jon Reed"),
        ("Her spokeswoman, Hannah Reed, left. “It rained,” the spokeswoman said.", "Hannah Reed"),
        ("Mr Justice Holroyd sat. “It rained,” the judge said.", "Holroyd"),
        ("Sen. Mara Quist left. “It rained,” the lawmaker said.", "Mara Quist"),
        ("Pope Gregory sat. “It rained,” the pontiff said.", "Gregory"),
        ("Chief executive Mara Quist left. “It rained,” the CEO said.", "Mara Quist"),
        ("Chief Minister Mara Quist left. “It rained,” the CM said.", "Mara Quist"),
        ("Chief Justice Jon Reed met Justice Mara Quist. “It rained,” the chief justice said.", "Jon Reed"),
        ("Deputy Minister Jon Reed met Minister Mara Quist. “It rained,” the deputy minister said.", "Jon Reed"),
        ("Mara Quist left. “It rained,” the candidate said.", "Mara Quist"),
        ("Mara Quist left. “It rained,” the retired surgeon said.", "Mara Quist"),
        ("Mara Quist left. “It rained,” the moderator said.", "the moderator"),
        (
            "The Department for Trade met. “It rained,” a Department for Trade spokesman said.",
            "a Department for Trade spokesman",
        ),
        ("Mara Quist, an aide to the senator, left. “It rained,” the senator said.", "the senator"),
        ("Pres. Quist left. “It rained,” said AG Amsel.", "Amsel"),
    ],
)
def test_who_holds_a_role(text: str, name: str) -> None:
    assert speakers(text) == [name]


def test_role_of_an_unnamed_person_is_the_name() -> None:
    assert only("“It rained,” said a mill spokeswoman.").name == "a mill spokeswoman"


def test_role_that_nobody_holds_names_nobody() -> None:
    assert speakers("Sen. Mara Quist left. “It rained,” the governor said.") == ["the governor"]


def test_group_is_named_by_its_members() -> None:
    text = "Hannah Quist met Jon Reed. “It rained,” Quist and Reed said."
    assert only(text).name == "Hannah Quist and Jon Reed"


def test_one_speaker_one_record() -> None:
    article = parse("“It rained,” Mara Quist said. Quist left. “It hailed,” said Quist. “It snowed,” she said.")
    [speaker] = article.speakers
    assert speaker.name == "Mara Quist"
    assert [quote.speaker for quote in article.quotes] == [speaker] * 3
    assert speaker.aliases == ("Quist",)
    assert [span.text for span in speaker.mentions] == ["Mara Quist", "Quist", "she"]


def test_nickname_is_no_part_of_the_name() -> None:
    speaker = only("“It rained,” said Elizabeth “Liz” Quist. “It hailed,” Liz Quist said.")
    assert (speaker.name, speaker.aliases) == ("Elizabeth Quist", ("Liz Quist",))
    assert [span.text for span in speaker.mentions] == ["Elizabeth “Liz” Quist", "Liz Quist"]


def test_group_that_a_body_is_called() -> None:
    assert speakers("Amnesty International met. “It rained,” the group said.") == ["Amnesty International"]


def test_titles_are_kept_beside_the_name() -> None:
    speaker = only("“It rained,” said UK Defense Secretary Jon Reed.")
    assert speaker.titles == ("UK Defense Secretary",)


@pytest.mark.parametrize(
    ("text", "value", "evidence"),
    [
        ("“It rained,” said Mrs. Amsel.", GenderValue.FEMALE, "title"),
        ("“It rained,” said Peter Amsel.", GenderValue.MALE, "given name"),
        ("“It rained,” said Amsel.", GenderValue.UNKNOWN, ""),
        ("“It rained,” said Amsel. “It hailed,” she added.", GenderValue.FEMALE, "pronoun"),
        ("“It rained,” said the Tarn Trade Ministry.", GenderValue.UNKNOWN, ""),
    ],
)
def test_gender_with_its_evidence(text: str, value: GenderValue, evidence: str) -> None:
    gender = only(text).gender
    assert gender.value is value
    assert gender.evidence.startswith(evidence)
    assert bool(gender.evidence) == (value is not GenderValue.UNKNOWN)


def test_speakers_in_order_of_their_first_quote() -> None:
    article = parse("Jon Reed met Mara Quist. “It rained,” Quist said. “It hailed,” Reed said.")
    assert [speaker.name for speaker in article.speakers] == ["Mara Quist", "Jon Reed"]


def test_nobody_speaks() -> None:
    assert parse("Mara Quist left the mill.").speakers == ()


def test_known_speaker_is_named_in_full() -> None:
    text = "“It rained,” Quist said."
    assert who(text, config=Config(speakers=("Mara Quist",))) == [("Mara Quist", "It rained")]


def test_speaker_of_the_same_words_is_one_unnamed_speaker() -> None:
    article = parse("“It rained,” a spokesman said. “It hailed,” a spokesman said.")
    assert [speaker.name for speaker in article.speakers] == ["a spokesman"]


def test_headline_role_is_resolved_to_its_holder() -> None:
    text = "Tarn mayor says mill will shut\n\nTarn Mayor Mara Quist said on Monday that the mill would shut."
    assert speakers(text, indirect=True)[-1] == "Mara Quist"


@pytest.mark.parametrize(
    "inside", ["He is a friend of Jon Reed", "Jon Reed is a liar", "I never met Jon Reed or his son"]
)
def test_nobody_speaks_of_himself_by_name(inside: str) -> None:
    text = f"Bo Quist runs the mill. On Monday he was asked about Jon Reed. “{inside},” he said."
    assert speakers(text) == ["Bo Quist"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It rained,” a police spokesman said. “It poured,” he added.", ["a police spokesman"]),
        ("The 42-year-old told the court: “It was dark.” He added: “I was lost.”", ["The 42-year-old"]),
        (
            "Jon Reed left. “It rained,” a police spokesman said. “It poured,” he added.",
            ["a police spokesman", "Jon Reed"],
        ),
        ("The Lenda government resigned. “It rained,” it said.", ["The Lenda government"]),
        ("The mill closed. “It rained,” it said.", ["it"]),
        ("Robin Vale paints. “It rained,” they said.", ["Robin Vale"]),
        ("Mara Quist paints. “It rained,” they said.", ["they"]),
        ("Robin Vale met two farmers. The farmers left. “It rained,” they said.", ["The farmers"]),
    ],
)
def test_pronoun_of_somebody_without_a_name(text: str, names: list[str]) -> None:
    assert [speaker.name for speaker in parse(text).speakers] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Singer and baker Rick Reed joked: “It rained.”", ["Rick Reed"]),
        ("Telly hardman and ex-soldier turned baker Rick Reed, 47, joked: “It rained.”", ["Rick Reed"]),
        ("Wingback Sol Quist left. “It rained,” Quist said.", ["Sol Quist"]),
        ("The mayor and baker Rick Reed joked: “It rained.”", ["The mayor and baker Rick Reed"]),
        ("A lawyer for baker Rick Reed joked: “It rained.”", ["A lawyer for baker Rick Reed"]),
        ("Friends of singer and baker Rick Reed joked: “It rained.”", ["Friends of singer and baker Rick Reed"]),
        ("“It rained,” said the MP for Tarn North, Jill Reed.", ["Jill Reed"]),
    ],
)
def test_several_roles_before_one_name(text: str, names: list[str]) -> None:
    assert [speaker.name for speaker in parse(text).speakers] == names


def test_of_two_people_whom_he_may_mean_alike_it_is_the_one_named_last() -> None:
    text = "".join(
        f"Kaka {name} left. He said: “It rained.”\n\n" for name in ("Kakabek", "Kalobek", "Kamibek", "Kanebek")
    )
    names = [quote.speaker and quote.speaker.name for quote in parse(text).quotes]
    assert names[2:] == ["Kaka Kamibek", "Kaka Kanebek"]  # of the first two one speaks, which tells more


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Quill followed the advice of Stephen Reed, who said: “It rained.”", "Stephen Reed, who", "Stephen Reed"),
        ("The committee elected Ann Lee, who said: “It rained.”", "Ann Lee, who", "Ann Lee"),
        ("Police arrested the owner of the mill, who said: “It rained.”", "the owner of the mill, who", None),
        ("The board published the plan of the owners, who said: “It rained.”", "the owners, who", None),
        ("A report published by Ann Lee, who said: “It rained,” was late.", "Ann Lee, who", "Ann Lee"),
    ],
)
def test_a_relative_clause_is_about_what_stands_before_it_and_not_about_the_whole_clause(
    text: str, mention: str, name: str | None
) -> None:
    [quote] = parse(text).quotes
    assert quote.mention is not None
    assert quote.speaker is not None
    assert quote.mention.text == mention
    assert name is None or quote.speaker.name == name
