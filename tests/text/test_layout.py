"""Layout: headlines, bylines, datelines and photo credits are told from prose and credited with nothing."""

from __future__ import annotations

import pytest

from quoteattr.lexicon import load
from quoteattr.text.layout import Kind, Layout
from quoteattr.text.tokens import tokenize
from tests.gold import speakers


def kinds(text: str) -> list[Kind]:
    """The kind of each paragraph."""
    lexicon = load()
    tokens = tokenize(text, lexicon)
    layout = Layout(tokens, lexicon)
    return [layout.kind(first, last) for first, last in tokens.paragraphs]


def prose(text: str) -> str:
    """What stands behind the dateline of a one-paragraph text."""
    lexicon = load()
    tokens = tokenize(text, lexicon)
    [(first, last)] = tokens.paragraphs
    return text[tokens.starts[Layout(tokens, lexicon).prose_start(first, last)] :]


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("The mill shut on Monday.", Kind.PROSE),
        ("“Who bought the mill?”", Kind.PROSE),
        ("Mara Quist was blunt:", Kind.PROSE),
        ("Mill shuts after a hundred years", Kind.HEADLINE),
        ("Quist says mill was ‘a wreck’", Kind.HEADLINE),
        ("By Mara Quist", Kind.BYLINE),
        ("By Mara Quist and Jon Reed, Tarn Courier", Kind.BYLINE),
        ("READ ALSO: Mill burns, says baker", Kind.BYLINE),
        ("Related: Mill burns, says baker", Kind.BYLINE),
        ("See also the mill.", Kind.PROSE),
        ("AP Photo/Jon Reed", Kind.CREDIT),
        ("© Jon Reed", Kind.CREDIT),
        ("The mill in Tarn. Photograph: Jon Reed/The Tarn Courier", Kind.CREDIT),
        ("Mara Quist at the mill (Photo by Jon Reed)", Kind.CREDIT),
        ("Mayor Mara Quist Getty Images", Kind.CREDIT),
        ("By Monday the mill was shut.", Kind.PROSE),
        (
            "The photo by Jon Reed hung in the hall for years, and nobody knew who paid for it.",
            Kind.PROSE,
        ),
    ],
)
def test_kind_of_a_paragraph(paragraph: str, kind: Kind) -> None:
    assert kinds(paragraph) == [kind]


@pytest.mark.parametrize(
    ("dateline", "body"),
    [
        ("TARN, January 17. /TASS/. ", "The mill shut."),
        ("TARN (AP) — ", "The mill shut."),
        ("TARN, N.H. (AP) — ", "The mill shut."),
        ("TARN (Reuters) - ", "The mill shut."),
        ("PORT TARN, March 3 (Reuters) – ", "The mill shut."),
        ("TARN — ", "The mill shut."),
        ("TARN, May 3 (GNA) – ", "The mill shut."),
        ("Quill Bay, 3 May – ", "The mill shut."),
        ("Quill Bay, January 12 — ", "Mara Quist shut the mill."),
        ("NEW DELHI: ", "The mill shut."),
        ("Accra, May 3 – ", "The mill shut."),
        ("London — ", "The mill shut."),
        ("", "London – a city of mills – slept."),
        ("", "QUIST: The mill shut."),
        ("Port Tarn (AFP) - ", "The mill shut."),
        ("", "The mill shut."),
        ("", "NATO said the mill — an old one — shut."),
        ("", "Mara Quist (the owner) shut the mill."),
        ("", "Tarn, a small town, lost its mill."),
    ],
)
def test_prose_starts_behind_the_dateline(dateline: str, body: str) -> None:
    assert prose(dateline + body) == body


ARTICLE = """Mill owner ‘sorry’ for smoke

By Jon Reed
{credit}

{dateline}Mara Quist said on Monday that the smoke would stop. “It was our mistake,” she said.
"""


@pytest.mark.parametrize("credit", ["AP Photo/Sam Hale", "© Sam Hale", "Photograph: Sam Hale/Getty Images"])
@pytest.mark.parametrize("dateline", ["", "TARN, January 17. /TASS/. ", "TARN (AP) — ", "TARN, Ohio (Reuters) - "])
def test_no_record_credits_what_is_not_prose(credit: str, dateline: str) -> None:
    found = speakers(ARTICLE.format(credit=credit, dateline=dateline), indirect=True)
    assert [name for name in found if name is not None and name != "Mill owner"] == ["Mara Quist", "Mara Quist"]


def test_headline_does_not_glue_to_the_sentence_behind_it() -> None:
    text = "Owner says smoke will stop\n\nMara Quist left Tarn on Monday."
    assert speakers(text, indirect=True) == ["Owner"]


def test_credit_in_the_middle_leaves_the_speaker_alone() -> None:
    text = "Mara Quist left Tarn.\n\nMara Quist in Tarn. Photo: Jon Reed\n\n“I was tired,” she said."
    assert speakers(text) == ["Mara Quist"]
