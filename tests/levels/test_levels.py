"""A text level by level: every line of what is shown, and that nothing is wider than the terminal."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr import parser
from quoteattr.levels import level_lines, read_levels
from quoteattr.syntax.levels import Chunk, Verb, Word, units
from quoteattr.types import QuoteKind
from quoteattr.view.terminal import width

RAIN = "Ann Lee, a farmer, told reporters that it would rain."


WEIGHED = "Ann Lee told a friend of Jon Reed that the mill was “a wreck from roof to cellar”."
_WEIGHED = re.compile(r"^proposed.*\n(?: .*\n)*\n|^ +(?:because|against) .*\n(?: {18}.*\n)*", re.MULTILINE)


def shown(text: str, columns: int = 120) -> str:
    """The lines, but for what is measured anew now and then: how sure the rules are, and all weights."""
    lines = "\n".join(level_lines(read_levels(text), columns)) + "\n"
    return re.sub(r"\d+% sure", "N% sure", _WEIGHED.sub("", lines))


def expected(lines: str) -> str:
    return dedent(lines).lstrip("\n")


def test_a_sentence_level_by_level() -> None:
    assert shown(RAIN, 130) == expected("""
        words    Ann   Lee   ,      a           farmer  ,      told         reporters  that    it       would      rain    .
        classes  name  name  comma  determiner  noun    comma  finite_verb  noun       that    pronoun  auxiliary  noun    stop
        chunks   [noun    ]  comma  [noun            ]  comma  [verb     ]  [noun   ]  [that]  [noun ]  [verb   ]  [noun]  stop

        clauses  verb   is      subject
                 told   finite  Ann Lee, a farmer
                 would  finite  it

        cues     words  class  speaker            takes
                 told   say    Ann Lee, a farmer  about bare hearer inf of quote that wh

        answer   rule     that_clause (indirect, N% sure)
                 decided  the first rule that answered
                 content  it would rain
                 cue      told
                 mention  Ann Lee, a farmer
                 speaker  Ann Lee, person, female (given name Ann); found by full_name
        """)  # noqa: E501


def test_quotations_are_whole_units_and_sentences_are_told_apart() -> None:
    text = "“It rained. It poured,” said Ann Lee. According to Bo Reed, it “will stop”.\n\n“It is dry.”"
    assert shown(text) == expected("""
        ==> sentence 1 of 3 <==
        words    “It rained. It poured,”  said         Ann   Lee   .
        classes  quotation                finite_verb  name  name  stop
        chunks   quotation                [verb     ]  [noun    ]  stop

        clauses  verb  is      subject
                 said  finite  Ann Lee

        cues     words  class  speaker  takes
                 said   say    Ann Lee  about bare inf np of quote that to wh

        answer   rule     quote_cue_speaker (direct, N% sure)
                 decided  a rule sure enough to decide alone
                 content  It rained. It poured,
                 cue      said
                 mention  Ann Lee
                 speaker  Ann Lee, person, female (given name Ann); found by full_name

        ==> sentence 2 of 3 <==
        words    According  to             Bo    Reed  ,      it       “will stop”  .
        classes  gerund     to             name  name  comma  pronoun  quotation    stop
        chunks   [gerund ]  [preposition]  [noun    ]  comma  [noun ]  quotation    stop

        clauses  verb       is      subject
                 According  gerund  ?

        cues     words         class   speaker  takes
                 According to  phrase  Bo Reed

        answer   rule     according_to (mixed, N% sure)
                 decided  the weights, among all that was proposed
                 content  will stop
                 cue      According to
                 mention  Bo Reed
                 speaker  Bo Reed, person, male (given name Bo); found by full_name

        ==> sentence 3 of 3 <==
        words    “It is dry.”
        classes  quotation
        chunks   quotation

        answer   rule     continued (direct, N% sure)
                 decided  the weights, among all that was proposed
                 content  It is dry.
                 cue      According to
                 mention  Bo Reed
                 speaker  Bo Reed, person, male (given name Bo); found by full_name
        """)


def test_a_quotation_without_speaker_tells_which_rules_were_asked() -> None:
    lines = shown("“It rained all week.”", 60).splitlines()
    assert lines[4] == "answer   rule     none (direct)"
    assert lines[5] == "         decided  the weights, among all that was proposed"
    assert lines[6].startswith("         tried    markup, transcript_in_marks, signature,")
    assert lines[-1] == "         content  It rained all week."
    assert all(line.startswith(" " * 18) for line in lines[7:-1])


def test_proposals_are_shown_with_what_the_weights_made_of_them() -> None:
    lines = list(level_lines(read_levels(WEIGHED), 120))
    head = lines.index("proposed mention  cue   sure  score  by")
    table = [
        re.sub(r"\d+% ", "N% ", re.sub(r"[+−]\d+\.\d\d", "±N", line)).split() for line in lines[head + 1 : head + 3]
    ]
    assert table == [
        ["Ann", "Lee", "told", "N%", "±N", "reported_clause,", "clause_subject,", "cue,", "subject"],
        ["nobody", "N%", "±N"],
    ]
    [because] = (line for line in lines if line.startswith("         because  "))
    assert re.fullmatch(r" +because  Ann Lee: [a-z].* [+−]\d\.\d\d; .*", because)
    assert any(line.startswith("         against  nobody: ") for line in lines)


def test_what_a_rule_decides_has_no_proposals_beside_it() -> None:
    lines = list(level_lines(read_levels("“It rained,” said Ann Lee. She said that it would stop."), 120))
    assert [line for line in lines if line.startswith(("proposed", "         because"))] == []


def test_a_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(text: str, *others: object) -> object:
        made.append(text)
        return context(text, *others)  # type: ignore[arg-type]

    context = parser.context
    monkeypatch.setattr(parser, "context", counted)
    read_levels(RAIN)
    assert made == [RAIN]


def test_what_nobody_says_has_its_rule_and_no_speaker() -> None:
    [title] = read_levels("The mill stars in “The Mill on the Moor” twice.")[0].answers
    assert (title.quote.kind, title.quote.rule) == (QuoteKind.OTHER, "title")
    assert "         speaker " not in shown("The mill stars in “The Mill on the Moor” twice.").partition("answer")[2]


def test_a_narrow_terminal_cuts_between_chunks() -> None:
    lines = shown(RAIN, 49).splitlines()
    assert lines[:8] == [
        "words    Ann   Lee   ,      a           farmer",
        "classes  name  name  comma  determiner  noun",
        "chunks   [noun    ]  comma  [noun            ]",
        "",
        "words    ,      told         reporters  that",
        "classes  comma  finite_verb  noun       that",
        "chunks   comma  [verb     ]  [noun   ]  [that]",
        "",
    ]


def test_a_chunk_longer_than_the_terminal_lacks_the_bracket_at_the_cut() -> None:
    lines = shown("The old grey stony windy mill of Tarn closed.", 49).splitlines()
    assert lines[:7] == [
        "words    The         old        grey",
        "classes  determiner  adjective  adjective",
        "chunks   [noun",
        "",
        "words    stony      windy      mill",
        "classes  adjective  adjective  noun",
        "chunks    noun                    ]",
    ]


def test_the_paragraph_says_what_it_is() -> None:
    assert shown("Rain closes mill\n\nIt rained in Tarn on Monday.").startswith("==> sentence 1 of 2, headline <==\n")
    assert shown("") == "no words\n"


def test_cues_have_their_class_and_whose_saying_they_are() -> None:
    [sentence] = read_levels("According to Bo Reed, Ann Lee was told to repeat her claim.")
    assert [(cue.text, cue.name, cue.speaker) for cue in sentence.cues] == [
        ("According to", "phrase", "Bo Reed"),
        ("told", "say, passive", "Ann Lee"),
        ("repeat", "say", "Ann Lee"),
        ("claim", "noun", "her"),
    ]


def test_an_interrupted_quotation_is_shown_in_its_sentence_with_all_its_words() -> None:
    lines = shown("“It rained,” said Ann Lee, “all week.”").splitlines()
    assert "         content  It rained, … all week." in lines


def test_every_name_shown_is_one_of_the_table() -> None:
    for sentence in read_levels(RAIN + " “It rained,” said Bo Reed; it will not stop, he thinks."):
        assert {word.name for word in sentence.words} <= {unit.name for unit in units(Word)}
        assert {chunk.name for chunk in sentence.chunks} <= {unit.name for unit in units(Chunk)}
        assert {clause.status for clause in sentence.clauses} <= {u.name for u in (*units(Chunk), *units(Verb))}


@pytest.mark.parametrize("columns", [49, 80, 200])
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*RAIN.split(), "“", "”", "said", "雨が降る", "\n\n", "\x1b[31m", "é" * 9]), max_size=60)
)
def test_no_text_is_wider_than_the_terminal_or_commands_it(columns: int, words: list[str]) -> None:
    for line in level_lines(read_levels(" ".join(words)), columns):
        assert width(line) <= columns
        assert line.isprintable()
