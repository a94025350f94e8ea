"""Quotations end to end: every structure and mark style of news, each with who said what."""

from __future__ import annotations

import pytest

from quoteattr import QuoteKind, parse
from tests.gold import defect, quotes, speakers, who
from tests.invariants import check

Said = list[tuple[str | None, str]]


@pytest.mark.parametrize(
    "text",
    [
        "“The mill is shut,” said Mara Quist.",
        "“The mill is shut,” Mara Quist said.",
        "“The mill is shut,” said Mara Quist, who owns it.",
        "“The mill is shut,” said Mara Quist, its owner.",
        "“The mill is shut,” said retired surgeon Mara Quist.",
        "“The mill is shut,” says lead author Mara Quist, who helped build it.",
        "“It hailed,” Jon Reed said. Mara Quist, a farmer, had another view. “The mill is shut.”",
        "“The mill is shut,” said Mara Quist (R-Tarn), a member of the board.",
        "“The mill is shut,” Mara Quist, its owner, said on Monday.",
        "“The mill is shut,” Mara Quist told reporters in Tarn.",
        "“The mill is shut,” Mara Quist, who owns it with Jon Reed, said.",
        "“The mill is shut,” insisted Mara Quist after she met Jon Reed.",
        "“The mill is shut,” a tired Mara Quist said.",
        "Mara Quist said, “The mill is shut.”",
        "Mara Quist said: “The mill is shut.”",
        "Mara Quist told Jon Reed: “The mill is shut.”",
        "Mara Quist told reporters in Tarn on Monday: “The mill is shut.”",
        "Speaking in Tarn, Mara Quist said: “The mill is shut.”",
        "Asked about Jon Reed, Mara Quist said: “The mill is shut.”",
        "Mara Quist, who sued Jon Reed in May, said: “The mill is shut.”",
        "Mara Quist, chief of the mill’s staff, said: “The mill is shut.”",
        "Mara Quist – no friend of Jon Reed – said: “The mill is shut.”",
        "Mara Quist (D-Tarn) said: “The mill is shut.”",
        "According to Mara Quist, “the mill is shut”.",
        "“The mill is shut”, according to Mara Quist.",
        "In the words of Mara Quist, “the mill is shut”.",
        "Mara Quist: “The mill is shut.”",
        "Mara Quist was blunt: “The mill is shut.”",
        "Mara Quist had bad news: “The mill is shut.”",
        "Mara Quist tweeted: “The mill is shut.”",
        "Mara Quist wrote on Facebook: “The mill is shut.”",
        "“The mill is shut,” Mara Quist said in a statement.",
        "In a statement, Mara Quist said: “The mill is shut.”",
        "Mara Quist was quoted as saying “the mill is shut”.",
        "Mara Quist continued:\n\n“The mill is shut.”",
        "Mara Quist was blunt:\n\n“The mill is shut.”",
        "Mara Quist went on to say: “The mill is shut.”",
        "Mara Quist met Jon Reed, adding: “The mill is shut.”",
        "Mara Quist met the owners and said: “The mill is shut.”",
        "“The mill is shut!” Mara Quist shouted.",
        "“The mill is shut?” asked Mara Quist.",
        "“The mill is shut,” she said. Mara Quist said so twice. “The mill is shut,” Mara Quist said.",
    ],
)
def test_direct_speech(text: str) -> None:
    found = who(text)
    assert found[-1][1].rstrip("!?").lower() == "the mill is shut"
    assert found[-1][0] == "Mara Quist"


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quist called the mill “a wreck”.",
        "Mara Quist said the mill was “a wreck”.",
        "Mara Quist told reporters in Tarn that the mill was “a wreck”.",
        "Mara Quist, who sued Jon Reed, said that the mill was “a wreck”.",
        "Mara Quist described the mill as “a wreck”.",
        "Mara Quist slammed the mill of Jon Reed as “a wreck”.",
        "The mill was “a wreck”, Mara Quist said.",
        "The mill was “a wreck”, said Mara Quist.",
        "The mill was “a wreck”, according to Mara Quist.",
        "The mill was described by Mara Quist as “a wreck”.",
        "Mara Quist’s claim that the mill was “a wreck” was heard in Tarn.",
        "Mara Quist spoke of “a wreck”.",
        defect("Mara Quist sued Jon Reed, calling the mill “a wreck”.", reason="the participle has no subject"),
        defect("Calling the mill “a wreck”, Mara Quist sued Jon Reed.", reason="the participle has no subject"),
        "Mara Quist warned Jon Reed that the mill was “a wreck”.",
        "Mara Quist said that if Jon Reed sold the mill it would be “a wreck”.",
        "Mara Quist accused Jon Reed of “a wreck”.",
        "In a letter to Jon Reed, Mara Quist complained that the mill was “a wreck”.",
        "Mara Quist has repeatedly said that she thinks the mill is “a wreck”.",
        "Jon Reed left after Mara Quist called the mill “a wreck”.",
        "Jon Reed owns the mill, but Mara Quist said it was “a wreck”.",
    ],
)
def test_words_inside_a_clause(text: str) -> None:
    assert who(text) == [("Mara Quist", "a wreck")]
    assert quotes(text)[0].kind is QuoteKind.MIXED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rained,” Mara Quist said, “and stopped.”", [("Mara Quist", "It rained, and stopped")]),
        ("“It rained,” said Mara Quist. “It stopped.”", [("Mara Quist", "It rained"), ("Mara Quist", "It stopped")]),
        (
            "“It rained,” Mara Quist said. “It stopped.”\n\n“It froze,” Jon Reed said.",
            [("Mara Quist", "It rained"), ("Mara Quist", "It stopped"), ("Jon Reed", "It froze")],
        ),
        (
            "“It rained,” Mara Quist said.\n\n“It stopped. It really did.”",
            [("Mara Quist", "It rained"), ("Mara Quist", "It stopped. It really did")],
        ),
        ("“It rained.\n\n“It stopped,” Mara Quist said.", [("Mara Quist", "It rained. It stopped")]),
        (
            "Mara Quist said: “It rained.\n\n“It stopped.\n\n“It froze.”\n\nThe mill shut.",
            [("Mara Quist", "It rained. It stopped. It froze")],
        ),
        (
            "Mara Quist said that the mill was shut. “It is over.”",
            [("Mara Quist", "It is over")],
        ),
        (
            "“It rained,” Mara Quist said. “No,” replied Jon Reed. “Yes,” said Quist.",
            [("Mara Quist", "It rained"), ("Jon Reed", "No"), ("Mara Quist", "Yes")],
        ),
    ],
)
def test_more_than_one_part(text: str, expected: Said) -> None:
    assert who(text) == expected


TRANSCRIPT = "QUIST: “It rained.”\n\nREED: “It did not.”\n\nQUIST: “It did.”"


def test_transcript() -> None:
    assert [name for name, _ in who(TRANSCRIPT)] == ["QUIST", "REED", "QUIST"]


def test_transcript_with_names() -> None:
    names = [name for name, _ in who(f"Mara Quist met Jon Reed in Tarn.\n\n{TRANSCRIPT}")]
    assert names == ["Mara Quist", "Jon Reed", "Mara Quist"]


MARKS = ["“”", '""', "«»", "‹›", "„“", "‘’", "''", "「」", "『』"]


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ("{0}It rained,{1} said Mara Quist.", [("Mara Quist", "It rained")]),
        ("Mara Quist said: {0}It rained.{1}", [("Mara Quist", "It rained")]),
        ("{0}It rained,{1} Mara Quist said, {0}and stopped.{1}", [("Mara Quist", "It rained, and stopped")]),
        ("Mara Quist called it {0}a wreck{1}.", [("Mara Quist", "a wreck")]),
        ("{0}It’s the owners’ mill,{1} Mara Quist said.", [("Mara Quist", "It’s the owners’ mill")]),
        ("{0}It rained.\n\n{0}It stopped,{1} said Mara Quist.", [("Mara Quist", "It rained. It stopped")]),
    ],
)
def test_mark_styles(marks: str, frame: str, expected: Said) -> None:
    assert who(frame.format(*marks)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "``It rained,'' said Mara Quist.",
        "''It rained,'' said Mara Quist.",
        "« It rained », said Mara Quist.",
        '“It rained," said Mara Quist.',
        "„It rained,” said Mara Quist.",
    ],
)
def test_more_mark_styles(text: str) -> None:
    assert who(text) == [("Mara Quist", "It rained")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The owners’ plan is dead,’ said Mara Quist.", [("Mara Quist", "The owners’ plan is dead")]),
        ("Mara Quist said: ‘We’re done, aren’t we?’", [("Mara Quist", "We’re done, aren’t we?")]),
        ("Mara Quist’s brother said the Reeds’ mill was ‘a wreck’.", [("Mara Quist’s brother", "a wreck")]),
        ("Quist says mill is ‘a wreck’", [("Quist", "a wreck")]),
        ("‘He said “never” twice,’ said Mara Quist.", [("Mara Quist", "He said “never” twice"), ("He", "never")]),
    ],
)
def test_british_single_marks(text: str, expected: Said) -> None:
    assert who(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police seized Jon Reed, a homeless man who goes by the name “Shorty”, in Tarn.",
        "Jon “Shorty” Reed left the mill.",
        "Jon Reed, known as “Shorty”, left the mill.",
        "Mara Quist starred in “Rain at Sea” in May.",
        "Her novel “Rain at Sea” sold well.",
        "The so-called “Iron Mill” shut in May.",
        "Mara Quist sang on “Rain at Sea.”",
        "Mara Quist said nothing of “Rain at Sea.”",
        "Mara Quist spoke Sunday on Radio Tarn’s “Meet the Mill.”",
        "A group of friends is staging a play called “Rain at Sea” in Tarn.",
        "The word “mill” is old.",
        "There was fear that a “Rain Mill” was there.",
        "The paper’s “clean” mill is further threatening Tarn.",
        "In her book “The Mills That Burned,” Mara Quist wrote of the river.",
        "The prize went to Tarn Radio for “Believed” – a series that tells of a mill.",
        "Mara Quist was glad of the “mill deal” to announce a sale.",
        "Mara Quist, speaking on Tarn TV’s “Rain Hour” slammed her brother’s plan.",
    ],
)
def test_nobody_says_this(text: str) -> None:
    assert [quote.kind for quote in quotes(text)] == [QuoteKind.OTHER]
    assert who(text)[0][0] is None


def test_nickname_leaves_the_name_whole() -> None:
    assert who("“It rained,” said Jon “Shorty” Reed.")[0][0] == "Jon Reed"


@pytest.mark.parametrize(
    "text",
    [
        "“The mill is shut,” and it rained.",
        "“The mill is shut.”",
        "“The mill is shut.” The hall was dark.",
        "The hall was dark. Nobody looked up. “The mill is shut.”",
    ],
)
def test_text_does_not_tell(text: str) -> None:
    [quote] = quotes(text)
    assert (quote.kind, quote.speaker) == (QuoteKind.DIRECT, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rained, said Mara Quist.\n\nThe mill shut. “So it did,” said Jon Reed.", "Jon Reed"),
        ("It rained,” said Mara Quist.\n\n“So it did,” said Jon Reed.", "Jon Reed"),
        ("He is 6'2\" tall.\n\n“So it did,” said Jon Reed.", "Jon Reed"),
        ("The boys' mill.\n\n'So it did,' said Jon Reed.", "Jon Reed"),
    ],
)
def test_stray_mark_loses_nothing_else(text: str, expected: str) -> None:
    assert (expected, "So it did") in who(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Quist, 42, of Tarn, said the mill was “a wreck”.", [("Mara Quist", "a wreck")]),
        ("The mill, Quist said, “is a wreck” and “will close”.", [("Quist", "is a wreck"), ("Quist", "will close")]),
        ("Quist said it was “late” and Reed called it “rushed”.", [("Quist", "late"), ("Reed", "rushed")]),
        ("Quist called Reed “a liar” and said he “never paid”.", [("Quist", "a liar"), ("Quist", "never paid")]),
        ("Asked by Jon Reed if she would go, Mara Quist said: “No.”", [("Mara Quist", "No")]),
        ("Reed’s lawyer, Mara Quist, said “we lost”.", [("Mara Quist", "we lost")]),
        ("“He was armed,” the spokesman, Jon Reed, said.", [("Jon Reed", "He was armed")]),
        ("Mara Quist’s spokesman Jon Reed said: “We won.”", [("Jon Reed", "We won")]),
        ("“He was armed,” a police spokesman said.", [("a police spokesman", "He was armed")]),
        (
            "“He was armed,” a spokesman for Mayor Mara Quist said.",
            [("a spokesman for Mayor Mara Quist", "He was armed")],
        ),
        (
            "“He was armed,” said a spokesman for Mayor Mara Quist.",
            [("a spokesman for Mayor Mara Quist", "He was armed")],
        ),
        ("The Tarn Courier quoted Mara Quist as saying the bill was “dead”.", [("Mara Quist", "dead")]),
        defect(
            "Quist has long argued that the bill is “dead”, a view that Reed shares.",
            [("Quist", "dead")],
            reason="an adjective in the verb group",
        ),
        ("“We won”, Quist added later, while Reed said “we lost”.", [("Quist", "We won"), ("Reed", "we lost")]),
        defect(
            "Reed, described by Quist as “a liar”, left.", [("Quist", "a liar")], reason="a participle with an agent"
        ),
        ("Reed, whom Quist called “a liar”, left.", [("Quist", "a liar")]),
        ("Reed was called “a liar” by Quist.", [("Quist", "a liar")]),
        ("Quist, who called Reed “a liar”, left.", [("Quist", "a liar")]),
        ("Quist, calling Reed “a liar”, left.", [("Quist", "a liar")]),
        ("“We won,” Quist told Reed, who replied: “No.”", [("Quist", "We won"), ("Reed", "No")]),
        defect(
            "The report, published on Monday, said the mill was “unsafe”.",
            [("The report", "unsafe")],
            reason="the participle is taken into the name",
        ),
        ("Quist’s answer: “Never.”", [("Quist", "Never")]),
        defect(
            "Quist, author of “The Last Mill,” said she was “glad”.",
            [(None, "The Last Mill"), ("Quist", "glad")],
            reason="the title hides the subject",
        ),
        ("“The bill,” said Sen. Mara Quist, R-Tarn, “is dead.”", [("Mara Quist", "The bill, is dead")]),
        ("“We won,” Quist said, adding: “And Reed lost.”", [("Quist", "We won"), ("Quist", "And Reed lost")]),
        ("“We won,” Quist said, calling Reed “lazy”.", [("Quist", "We won"), ("Quist", "lazy")]),
        ("“We won,” said Quist, adding that Reed “lost”.", [("Quist", "We won"), ("Quist", "lost")]),
        ("“We won,” said Quist, urging Reed to “go home”.", [("Quist", "We won"), ("Quist", "go home")]),
        ("Quist accused Reed of being “a liar”.", [("Quist", "a liar")]),
        ("Quist was tired of being called “a liar”.", [(None, "a liar")]),
        ("Critics, however, say the mill is “a wreck”.", [("Critics", "a wreck")]),
        ("Conceding that the mill was “a wreck”, she said so.", [("she", "a wreck")]),
        ("Protesters chanted “Save the mill”.", [("Protesters", "Save the mill")]),
        ("Both Quist and Reed said they were “ready”.", [("Quist and Reed", "ready")]),
        ("Quist used the word “never”.", [(None, "never")]),
        ("Reed got threats that answered Quist’s tweet calling him “old”.", [("Quist", "old")]),
        ("The mill, according to Quillan lead Mara Quist, is “a wreck”.", [("Mara Quist", "a wreck")]),
        ("“It is safe,” said the Tarn, Ohio, police chief, Mara Quist.", [("Mara Quist", "It is safe")]),
        (
            "Quist, who has called Reed “unfit to mill,” portrayed her own party’s nominee as old.",
            [("Quist", "unfit to mill")],
        ),
        ("Quist summed up Reed as “terrible,” denounced his record and left.", [("Quist", "terrible")]),
        ("The bill “dies in both houses,” committee spokesman Jon Reed said.", [("Jon Reed", "dies in both houses")]),
    ],
)
def test_who_among_several(text: str, expected: Said) -> None:
    assert who(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Quist, calling Reed “a liar”, left.",
        "Quist, who called Reed “a liar”, left.",
        "Quist, described by Reed as “a liar”, said she was “glad”.",
        "Quist – “a liar”, Reed said – left.",
    ],
)
def test_mention_never_holds_its_quotation(text: str) -> None:
    check(text, parse(text, indirect=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quist: ‘We won’", "We won"),
        ("Quist says mill is ‘a wreck’", "a wreck"),
        ("Mill is ‘a wreck’, says Quist", "a wreck"),
        ("‘We won’: Quist on the vote", "We won"),
        defect("Mill is ‘a wreck’ – Quist", "a wreck", reason="the name behind the dash is not read"),
        defect("Quist ‘glad’ that mill is saved", "glad", reason="no verb"),
    ],
)
def test_headline(text: str, words: str) -> None:
    assert who(text) == [("Quist", words)]


def test_transcript_without_marks() -> None:
    assert who("QUIST: We won.\n\nREED: No.", indirect=True) == [("QUIST", "We won"), ("REED", "No")]


def test_closer_subject_wins() -> None:
    assert who("Mara Quist left before Jon Reed said the mill was “a wreck”.") == [("Jon Reed", "a wreck")]


def test_article() -> None:
    text = """Tarn mill to close after a hundred years

By Sam Hale

TARN (AP) — The last mill of the valley will close in May, its owner said on Monday.

“We have no choice,” Hannah Quist told reporters. “The river is too low.”

Peter Reed, who leads the mill workers’ union, called the plan “a disgrace”. He said: “We were promised ten years.”

Quist, who bought the mill in spring, denied that. “Nobody promised anything,” she said, “and nobody signed.”

According to Reed, 40 people work there. He added that the union would “fight for every job”.
"""
    assert who(text) == [
        ("Hannah Quist", "We have no choice"),
        ("Hannah Quist", "The river is too low"),
        ("Peter Reed", "a disgrace"),
        ("Peter Reed", "We were promised ten years"),
        ("Hannah Quist", "Nobody promised anything, and nobody signed"),
        ("Peter Reed", "fight for every job"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quist began “Operation Harvest” on Monday.", None),
        ("Quist finished “Rain at Sea” in May.", None),
        ("Quist began, “Rain falls.”", "Quist"),
        ("Quist began “Dear friends, the mill is shut” and wept.", "Quist"),
    ],
)
def test_verbs_that_take_works_too(text: str, name: str | None) -> None:
    assert speakers(text) == [name]
