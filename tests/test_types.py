"""The records themselves: frozen, slotted, typed."""

from __future__ import annotations

import ast
import dataclasses
import importlib.util
import math
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import parse
from quoteattr.errors import RecordError
from quoteattr.types import (
    Article,
    DecidedBy,
    Decision,
    Gender,
    GenderValue,
    Option,
    Quote,
    QuoteKind,
    Reason,
    Record,
    Span,
    Speaker,
    SpeakerKind,
    Tried,
)
from tests.test_properties import anything, profile

SPAN = Span(0, 4, "Rain")
SPEAKER = Speaker("Ada Quill", SpeakerKind.PERSON)
QUOTE = Quote(QuoteKind.DIRECT, (SPAN,))
ARTICLE = Article("Rain", (QUOTE,), ())
OPTION = Option(SPAN, None, ("title",), 0.9, 1.5, (Reason("before the quotation", 1.5),))
DECISION = Decision(0, DecidedBy.WEIGHTS, (OPTION,))
RECORDS = [SPAN, Gender(), SPEAKER, QUOTE, ARTICLE, OPTION, OPTION.reasons[0], DECISION]
each_record = pytest.mark.parametrize("made", RECORDS, ids=lambda made: type(made).__name__)

USER_CODE = """
from quoteattr.types import Article, Quote, QuoteKind, Span

span = Span(0, 4, "Rain")
quote: Quote = Quote.from_json(Quote(QuoteKind.DIRECT, (span,)).to_json(indent=2))
reveal_type(Quote.from_dict({}))
reveal_type(quote.to_dict())
reveal_type(quote.to_json())
reveal_type(Article.from_json(b"{}").quotes[0].text)
reveal_type(Article.schema())
Quote.from_json(7)
span.start = 3
"""


@pytest.mark.parametrize(
    ("module", "allowed"),
    [("quoteattr.types", {"quoteattr.base", "quoteattr.errors"}), ("quoteattr.base", {"quoteattr.errors"})],
)
def test_records_import_nothing_of_the_house_but_their_base_and_errors(module: str, allowed: set[str]) -> None:
    source = importlib.util.find_spec(module).origin  # type: ignore[union-attr]
    tree = ast.parse(Path(source).read_text(encoding="utf-8"))  # type: ignore[arg-type]
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {name for name in imported if name and name.startswith("quoteattr")} == allowed


@each_record
def test_has_slots_only(made: Record) -> None:
    assert not hasattr(made, "__dict__")


@each_record
def test_is_frozen(made: Record) -> None:
    name = dataclasses.fields(made)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, name, None)


@each_record
def test_is_hashable_and_equal_by_value(made: Record) -> None:
    assert len({made, dataclasses.replace(made)}) == 1  # type: ignore[type-var]


BOGUS: Any = "bogus"
NOT_THESE: list[Any] = [SPAN]
WRONG = [
    (lambda: Span(5, 2, "x"), RecordError, "Span.end: expected an offset from start (5) up, got 2"),
    (lambda: Span(-1, 2, "wet"), RecordError, "Span.start: expected an offset from 0 up, got -1"),
    (lambda: Span(0, 2, "wet"), RecordError, "Span.text: expected as many code points as end - start, 2, got 'wet'"),
    (lambda: Span(BOGUS, 2, "x"), TypeError, "Span.start: an int is needed, not 'bogus'"),
    (lambda: Span(True, 2, "x"), TypeError, "Span.start: an int is needed, not True"),
    (lambda: Span(0, BOGUS, "x"), TypeError, "Span.end: an int is needed, not 'bogus'"),
    (lambda: Span(0, 1, cast(Any, b"x")), TypeError, "Span.text: a str is needed, not bytes"),
    (
        lambda: dataclasses.replace(SPAN, end=3),
        RecordError,
        "Span.text: expected as many code points as end - start, 3",
    ),
    (lambda: dataclasses.replace(QUOTE, kind=BOGUS), TypeError, "Quote.kind: QuoteKind.DIRECT or QuoteKind.MIXED or"),
    (
        lambda: dataclasses.replace(QUOTE, spans=NOT_THESE),
        TypeError,
        "Quote.spans: a tuple of Span is needed, not a list",
    ),
    (
        lambda: dataclasses.replace(QUOTE, spans=(SPAN, BOGUS)),
        TypeError,
        "Quote.spans: a tuple of Span is needed, not 'b",
    ),
    (lambda: dataclasses.replace(QUOTE, cue=BOGUS), TypeError, "Quote.cue: a Span or None is needed, not 'bogus'"),
    (
        lambda: dataclasses.replace(QUOTE, speaker=BOGUS),
        TypeError,
        "Quote.speaker: a Speaker or None is needed, not 'b",
    ),
    (
        lambda: dataclasses.replace(QUOTE, confidence=1.5),
        RecordError,
        "Quote.confidence: expected a number from 0 to 1",
    ),
    (
        lambda: dataclasses.replace(QUOTE, confidence=math.nan),
        RecordError,
        "Quote.confidence: expected a number from 0",
    ),
    (lambda: dataclasses.replace(QUOTE, confidence=BOGUS), TypeError, "Quote.confidence: a float or an int is needed"),
    (lambda: dataclasses.replace(QUOTE, parent=-1), RecordError, "Quote.parent: expected an index from 0 up or null"),
    (lambda: Speaker("Ada Quill", BOGUS), TypeError, "Speaker.kind: SpeakerKind.PERSON or SpeakerKind.ORGANIZATION or"),
    (lambda: Speaker("Ada Quill", SpeakerKind.PERSON, (BOGUS, 7)), TypeError, "Speaker.aliases: a tuple of str is"),
    (
        lambda: Gender(BOGUS),
        TypeError,
        "Gender.value: GenderValue.FEMALE or GenderValue.MALE or GenderValue.UNKNOWN is",
    ),
    (lambda: Article("Rain", NOT_THESE, ()), TypeError, "Article.quotes: a tuple of Quote is needed, not a list"),  # type: ignore[arg-type]
    (lambda: Tried(BOGUS, ()), TypeError, "Tried.quote: an int is needed, not 'bogus'"),
    (lambda: dataclasses.replace(OPTION, probability=2.0), RecordError, "Option.probability: expected a number from 0"),
    (lambda: dataclasses.replace(OPTION, reasons=(BOGUS,)), TypeError, "Option.reasons: a tuple of Reason is needed"),
    (lambda: dataclasses.replace(DECISION, by=BOGUS), TypeError, "Decision.by: DecidedBy.SURE_RULE or DecidedBy.WEIG"),
]


@pytest.mark.parametrize(("make", "error", "message"), WRONG, ids=[message.split(":")[0] for _, _, message in WRONG])
def test_a_wrong_value_is_told_when_the_record_is_made(
    make: Callable[[], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        make()
    assert str(caught.value).startswith(message)


def test_a_record_error_survives_the_way_from_another_process() -> None:
    with pytest.raises(RecordError) as caught:
        Span(5, 2, "x")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_speaker_is_who_it_is_wherever_mentioned() -> None:
    seen_twice = dataclasses.replace(SPEAKER, mentions=(SPAN, Span(9, 13, "Lee,")))
    assert seen_twice == SPEAKER
    assert len({seen_twice, SPEAKER}) == 1
    assert dataclasses.replace(SPEAKER, titles=("Mayor",)) != SPEAKER
    assert dataclasses.replace(SPEAKER, kind=SpeakerKind.GROUP) != SPEAKER


def test_text_of_a_quote_joins_its_spans() -> None:
    quote = Quote(QuoteKind.DIRECT, (Span(1, 3, "It"), Span(9, 14, "rains")))
    assert quote.text == "It rains"


def test_words_of_a_quote_leave_out_the_comma_that_closes_it() -> None:
    said = [replace(QUOTE, spans=(Span(0, len(text), text),)).words for text in ("It rained,", "It, too, rained.", ",")]
    assert said == ["It rained", "It, too, rained.", ""]
    assert "words" not in QUOTE.to_dict()


def test_records_are_shown_in_a_line() -> None:
    quote = replace(QUOTE, speaker=SPEAKER)
    assert repr(SPEAKER) == "<Speaker 'Ada Quill', person, 0 mentions>"
    assert repr(quote) == "<Quote direct by 'Ada Quill': 'Rain'>"
    assert repr(QUOTE) == "<Quote direct: 'Rain'>"
    assert repr(Article("Rain" * 600, (quote,), (SPEAKER,))) == "<Article of 2,400 characters: 1 quote, 1 speaker>"
    assert len(repr(replace(QUOTE, spans=(Span(0, 9_999, "x" * 9_999),)))) < 100


LEE = "“It rained,” said Mayor Ann Lee. “It poured,” Lee said. Bo Reed and Liz Lee saw it. “No,” said Liz Lee."


def test_quotes_by_somebody() -> None:
    article = parse(LEE)
    assert [quote.words for quote in article.by("Ann Lee")] == ["It rained", "It poured"]
    assert article.by("ann") == article.by("Mayor Lee") == article.by(article.speakers[0]) == article.by("Ann Lee")
    assert article.by("Lee") == article.quotes
    assert article.by("") == article.by("Le") == article.by("Liz Reed") == ()


@pytest.mark.parametrize("who", [None, 7, b"Lee", QUOTE])
def test_quotes_by_what_is_nobody(who: Any) -> None:
    with pytest.raises(TypeError, match=r"^who: a str or a Speaker is needed, not "):
        parse(LEE).by(who)


def test_a_quotation_within_another_tells_whose_it_is() -> None:
    article = parse("“It was ‘a wreck’ by then,” said Bo Reed. “And Ann said, ‘Close the mill.’”")
    assert [(quote.words, _name(quote.speaker), _name(article.voice(quote))) for quote in article.quotes] == [
        ("It was ‘a wreck’ by then", "Bo Reed", "Bo Reed"),
        ("a wreck", "", "Bo Reed"),
        ("And Ann said, ‘Close the mill.’", "Bo Reed", "Bo Reed"),
        ("Close the mill.", "Ann", "Ann"),
    ]
    alone = parse("“It was ‘a wreck’ by then.”")
    assert [alone.voice(quote) for quote in alone.quotes] == [None, None]


def test_whose_a_quotation_is_in_an_article_that_contradicts_itself() -> None:
    quotes = tuple(replace(QUOTE, parent=parent) for parent in (0, 2, 1, 9))
    article = Article("Rain", quotes, ())
    assert [article.voice(quote) for quote in quotes] == [None] * 4


def _name(speaker: Speaker | None) -> str:
    return speaker.name if speaker else ""


def test_context_is_the_sentence() -> None:
    article = parse("It was May. “It rained. It poured,” said Ann Lee, who saw it. “And then?” asked Bo Reed. He left.")
    sentences = [article.context(quote) for quote in article.quotes]
    assert [span.text for span in sentences] == [
        "“It rained. It poured,” said Ann Lee, who saw it.",
        "“And then?” asked Bo Reed.",
    ]
    assert all(article.text[span.start : span.end] == span.text for span in sentences)


def test_context_reaches_to_who_is_named_before() -> None:
    article = parse("It was May. “It rained,” said Ann Lee. “It poured.” He left.")
    assert article.context(article.quotes[1]).text == "“It rained,” said Ann Lee. “It poured.”"


@profile
@given(anything, st.booleans())
def test_context_holds_the_quote_whatever_the_text(text: str, indirect: bool) -> None:
    article = parse(text, indirect=indirect)
    for quote in article.quotes:
        around = article.context(quote)
        for span in filter(None, (*quote.spans, quote.cue, quote.mention)):
            assert around.start <= span.start < span.end <= around.end


def test_enums_are_their_values() -> None:
    assert (f"{QuoteKind.DIRECT}", str(SpeakerKind.GROUP), f"{GenderValue.MALE:>6}") == ("direct", "group", "  male")
    assert QuoteKind.MIXED == "mixed"
    assert SpeakerKind("group") is SpeakerKind.GROUP
    assert Gender().value is GenderValue.UNKNOWN


@pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")
def test_user_code_is_typed(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(USER_CODE, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "user.py"]
    root = Path(__file__).parents[1]
    done = subprocess.run(
        command, cwd=tmp_path, env={"MYPYPATH": str(root)}, capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("user.py")]
    revealed = [line.split('"')[1] for line in lines if "Revealed type" in line]
    errors = [line.split(": ", 2)[0] + line[line.rindex("[") :] for line in lines if ": error:" in line]
    assert revealed[0] == "quoteattr.types.Quote"
    assert revealed[1].replace("builtins.", "") == "dict[str, Any]"
    assert [name.removeprefix("builtins.") for name in revealed[2:4]] == ["str", "str"]
    assert revealed[4].endswith("[quoteattr.types.Article]")
    assert errors == ["user.py:11[arg-type]", "user.py:12[misc]"], done.stdout + done.stderr


def test_an_option_was_chosen_only_where_something_decided_for_it() -> None:
    assert DECISION.chosen is OPTION
    assert dataclasses.replace(DECISION, options=()).chosen is None
    for by in (DecidedBy.DENIED, DecidedBy.OVERLAP, DecidedBy.SKIP, DecidedBy.NOTHING):
        assert dataclasses.replace(DECISION, by=by).chosen is None
