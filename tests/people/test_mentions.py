"""Mentions: names with titles, particles and suffixes, what kind of thing they name, and how far a mention reaches."""

from __future__ import annotations

import pytest

from quoteattr import extract_quotes
from tests.gold import speakers
from tests.parsed import names


def found(text: str) -> list[tuple[str, str]]:
    """(name proper, kind) of each name."""
    return [(" ".join(name.words), name.kind) for name in names(text)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Then Mara Quist left.", "Mara Quist", "person"),
        ("Then Sen. Mara Quist (R-Tarn) left.", "Mara Quist", "person"),
        ("Then Dr. Jon Luther Reed Jr. left.", "Jon Luther Reed", "person"),
        ("Then Ursula von der Amsel left.", "Ursula von der Amsel", "person"),
        ("Then Juan de la Mora left.", "Juan de la Mora", "person"),
        ("Then J. K. Amsel left.", "J. K. Amsel", "person"),
        ("Then Mara J. Quist left.", "Mara J. Quist", "person"),
        ("Then Mary-Anne O’Hanlon left.", "Mary-Anne O’Hanlon", "person"),
        ("Then UK Defense Secretary Jon Reed left.", "Jon Reed", "person"),
        ("Then Prime Minister Mara Quist left.", "Mara Quist", "person"),
        ("Then Gen. Reed left.", "Reed", "person"),
        ("Then Mrs. Amsel left.", "Amsel", "person"),
        ("Then the Tarn Trade Ministry closed.", "Tarn Trade Ministry", "organization"),
        ("Then the Bank of Tarn closed.", "Bank of Tarn", "organization"),
        ("Then the Department for Education closed.", "Department for Education", "organization"),
        ("Then NATO left.", "NATO", "organization"),
        ("Then Reed University closed.", "Reed University", "organization"),
        ("Then France left.", "France", "place"),
        ("Then Quist left.", "Quist", "unknown"),
        ("Then Tarn Council Chief of Staff Peter Reed left.", "Peter Reed", "person"),
        ("Then Tarn County Commissioner of Roads Hannah Reed left.", "Hannah Reed", "person"),
        ("Then House Speaker Peter D. Reed of Tarn left.", "Peter D. Reed", "person"),
        ("Then Council on Mill Relations Executive Director Nihal Quist left.", "Nihal Quist", "person"),
        ("Then Quillan Communications Director Hannah Reed left.", "Hannah Reed", "person"),
        ("Then Tarn City Mayor Peter Herald left.", "Peter Herald", "person"),
        ("Then Republican Quillan Reed left.", "Quillan Reed", "person"),
        ("Then Elizabeth “Liz” Quist left.", "Elizabeth Quist", "person"),
        ('Then William "Bill" Quist left.', "William Quist", "person"),
        ("Then Peter (The Mill) Reed left.", "Peter Reed", "person"),
        ("Then Peter Reed (D-N.Y.) left.", "Peter Reed", "person"),
        ("Then Hannah Green, a baker, left.", "Hannah Green", "person"),
        ("Then Peter English left.", "Peter English", "person"),
        ("Then Democrat Hannah Quist left.", "Hannah Quist", "person"),
        ("Then Prime Minister Quillan Peter Reed left.", "Quillan Peter Reed", "person"),
        ("Then Stephen King Reed left.", "Stephen King Reed", "person"),
        ("Then the St. Anne Town Council left.", "St. Anne Town Council", "organization"),
        ("A BBC reporter left.", "BBC", "organization"),
        ("Amsel’s said the mill was old.", "Amsel’s", "organization"),
        ("Amsel’s reported income fell.", "Amsel", "unknown"),
        ("A Dutch Afro-Surinamese mill closed.", "Dutch Afro-Surinamese", "place"),
        ("Bürgermeister Jens Amsel left.", "Jens Amsel", "person"),
    ],
)
def test_name_and_kind(text: str, name: str, kind: str) -> None:
    assert (name, kind) in found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Human Rights Watch left.", ["Human Rights Watch"]),
        ("Clean Rivers Watch left. Then Clean Rivers Watch slept.", ["Clean Rivers Watch"] * 2),
        ("Angry Tarn Council members left.", ["Tarn Council"]),
        ("Then Hannah Quist & Peter Reed left.", ["Hannah Quist", "Peter Reed"]),
    ],
)
def test_first_word_of_a_sentence_belongs_to_a_name_known_with_it(text: str, expected: list[str]) -> None:
    assert [name for name, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Then Sen. Mara Quist left.", ("Sen.",)),
        ("Then Prime Minister Mara Quist left.", ("Prime", "Minister")),
        ("Then Lt. Gov. Mara Quist left.", ("Lt. Gov.",)),
        ("Then Det. Insp. Mara Quist left.", ("Det. Insp.",)),
        ("Then Assoc. Prof. Mara Quist left.", ("Assoc. Prof.",)),
        ("Then Ald. Mara Quist left.", ("Ald.",)),
        ("Then A. M. Quist left.", ()),
        ("Then UK Defense Secretary Jon Reed left.", ("UK", "Defense", "Secretary")),
        ("Then Mara Quist left.", ()),
    ],
)
def test_titles_are_no_part_of_the_name(text: str, titles: tuple[str, ...]) -> None:
    assert [name.titles for name in names(text)] == [titles]


@pytest.mark.parametrize(
    "text",
    [
        "Farmers left the mill.",
        "Speaking of rain, he left.",
        "The mill shut. Nobody cared. However, it rained.",
        "He left on Monday in January.",
        "I left.",
        "",
    ],
)
def test_no_name(text: str) -> None:
    assert found(text) == []


def test_names_in_quotations_are_marked() -> None:
    assert [
        (" ".join(name.words), name.quoted) for name in names("Mara Quist said: “Reed left.” Then Amsel left.")
    ] == [
        ("Mara Quist", False),
        ("Reed", True),
        ("Amsel", False),
    ]


def test_names_do_not_run_over_a_sentence_end() -> None:
    assert [" ".join(name.words) for name in names("She met Jon Reed. Mara Quist left.")] == ["Jon Reed", "Mara Quist"]


def test_names_do_not_run_over_a_quotation_mark() -> None:
    assert [" ".join(name.words) for name in names("He told Reed “Amsel left” twice.")] == ["Reed", "Amsel"]


def test_photo_credit_holds_no_name() -> None:
    assert found("AP Photo/Jon Reed\n\nThen Mara Quist left.") == [("Mara Quist", "person")]


def mention(text: str) -> str | None:
    """The mention of the only record."""
    [quote] = extract_quotes(text)
    return quote.mention and quote.mention.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“It rained,” Mara Quist said.", "Mara Quist"),
        ("“It rained,” Sen. Mara Quist (R-Tarn) said.", "Sen. Mara Quist (R-Tarn)"),
        ("“It rained,” Dr. Jon Luther Reed Jr. said.", "Dr. Jon Luther Reed Jr."),
        ("“It rained,” said Ursula von der Amsel.", "Ursula von der Amsel"),
        ("“It rained,” said the Tarn minister.", "the Tarn minister"),
        ("“It rained,” said a campaign spokesman.", "a campaign spokesman"),
        ("“It rained,” she said.", "she"),
        ("Mara Quist, chief of the mill, said: “It rained.”", "Mara Quist, chief of the mill"),
        ("“It rained,” said Mara Quist, chief of the mill.", "Mara Quist, chief of the mill"),
        ("Mara Quist, who owns the mill, said: “It rained.”", "Mara Quist, who owns the mill"),
        ("Quist and Reed said: “It rained.”", "Quist and Reed"),
        ("“It rained,” said Quist and Reed.", "Quist and Reed"),
        ("“It rained,” said the Tarn Trade Ministry.", "the Tarn Trade Ministry"),
        ("“It rained,” a spokesman for the Bank of Tarn said.", "a spokesman for the Bank of Tarn"),
        ("“It rained,” UK Secretary of State for Defense Jon Reed said.", "UK Secretary of State for Defense Jon Reed"),
        ("According to the owners of the mill, it was “late”.", "the owners of the mill"),
        ("In the words of Mara Quist, it was “late”.", "Mara Quist"),
        ("“It rained,” tweeted @mara_quist.", "@mara_quist"),
        ("“It rained,” said Mara Quist in Tarn on Monday.", "Mara Quist"),
        ("“It rained,” said Mara Quist, adding that it hailed.", "Mara Quist"),
    ],
)
def test_mention_has_its_complements_and_no_more(text: str, words: str) -> None:
    assert mention(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "“Reed told Amsel that it rained,” Mara Quist said.",
        "Mara Quist said: “Reed told Amsel that it rained.”",
        "“Jon Reed said so,” said Mara Quist.",
    ],
)
def test_name_inside_the_quotation_is_nobodys_mention(text: str) -> None:
    assert mention(text) == "Mara Quist"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It rained,” the Food and Drug Administration said.", "Food and Drug Administration"),
        ("Food and Drug Administration chief Ann Lee said: “It rained.”", "Ann Lee"),
        ("“It rained,” Securities and Exchange Commission Investor Advocate Ann Lee said.", "Ann Lee"),
        ("“It rained,” National Oceanic and Atmospheric Administration chief Ann Lee said.", "Ann Lee"),
        (
            "The Centers for Disease Control and Prevention said: “It rained.”",
            "Centers for Disease Control and Prevention",
        ),
        ("“It rained,” the Department of Health and Human Services said.", "Department of Health and Human Services"),
        ("“It rained,” Quist and Reed Bank said.", "Quist and Reed Bank"),
        ("“It rained,” President Quist and Tarn Mill Department said.", "Quist and Tarn Mill Department"),
    ],
)
def test_a_conjunction_inside_the_name_of_a_body(text: str, name: str) -> None:
    assert speakers(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It rained,” Park Min-ho said.", "Park Min-ho"),
        ("“It rained,” her mentor, Kim Jae-in, said.", "Kim Jae-in"),
        ("“It rained,” said Lee Sun-young.", "Lee Sun-young"),
        ("“It rained,” said the planning chief, Cllr Rob Deans.", "Rob Deans"),
        ("“It rained,” said her rival, June Holm.", "June Holm"),
        ("“It rained,” said a man named Bo Quist.", "Bo Quist"),
        ("“It rained,” said a man named in the report.", "a man named in the report"),
        ("Rev. Al Banks of First Baptist told mourners that Tyrell “lit up every room”.", "Al Banks"),
        ("“It rained,” the New York-based miller said.", "the New York-based miller"),
        ("“It rained,” a Bo Quist-era miller said.", "a Bo Quist-era miller"),
    ],
)
def test_names_that_look_like_something_else(text: str, name: str) -> None:
    assert speakers(text) == [name]


@pytest.mark.parametrize(
    "office",
    [
        "then-Sen.",
        "state Rep.",
        "Coun.",
        "Cst.",
        "S/Sgt.",
        "Toronto police Const.",
        "Cr",
        "Reeve",
        "Hajiya",
        "chief operating officer",
        "Director of Public Prosecutions",
        "University of Tarn historian",
        "Bank of America analyst",
        "Centers for Disease Control and Prevention Director",
        "Los Angeles County Sheriff’s Deputy",
        "Cook County State’s Attorney",
        "FBI Special Agent in Charge",
        "Professor Dame",
        "Rear Adm.",
        "Sgt. 1st Class",
    ],
)
@pytest.mark.parametrize(
    "frame", ["“It rained all week,” {} said.", "“It rained all week,” said {}.", "{} said “yes”."]
)
def test_an_office_before_a_name_is_no_part_of_it(frame: str, office: str) -> None:
    text = frame.format(f"{office} Ann Hale")
    if office[0].islower() and not frame.startswith("“"):
        text = f"Then {text}"
    assert speakers(text) == ["Ann Hale"]


@pytest.mark.parametrize("word", ["United", "Target", "Next", "American", "Halifax", "Three", "Pacific", "Best"])
@pytest.mark.parametrize(
    "text",
    [
        "Shares of {} Inc. fell. “It rained,” {} said.",
        "{} Airlines, which flies to Tarn, is old. “It rained,” {} said.",
        "The firm {} Ltd cut jobs. {} has said: “It rained.”",
    ],
)
def test_a_firm_called_by_a_word_of_the_language(text: str, word: str) -> None:
    [name] = speakers(text.format(word, word))
    assert name is not None
    assert name.startswith(f"{word} ")


def test_a_word_that_is_a_firm_stays_a_word_elsewhere() -> None:
    text = "Shares of Next plc fell. Next, Mara Quist said: “It rained.” The next said: “No.”"
    assert speakers(text) == ["Mara Quist", "The next"]
