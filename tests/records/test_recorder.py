"""Records: the kind of a quotation, its spans, its parent, and what the record says of its attribution."""

from __future__ import annotations

import pytest

from quoteattr import Config, Quote, QuoteKind, Span, extract_quotes, parse
from tests.gold import quotes
from tests.invariants import check


def kinds(text: str, *, indirect: bool = False) -> list[str]:
    return [quote.kind.value for quote in quotes(text, indirect=indirect)]


def only(text: str) -> Quote:
    [quote] = extract_quotes(text)
    return quote


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It rained,” said Mara Quist.", "direct"),
        ("Mara Quist said, “It rained.”", "direct"),
        ("Mara Quist said: “it rained”", "direct"),
        ("Mara Quist said that “it rained”.", "mixed"),
        ("Mara Quist told reporters “It rained all week.”", "direct"),
        ("Mara Quist called the mill “a wreck”.", "mixed"),
        ("“No,” said Mara Quist.", "direct"),
        ("“Why?” asked Mara Quist.", "direct"),
        ("Mara Quist described it as “empty and groundless” and left.", "mixed"),
        ("The “old” mill shut in May.", "other"),
        ("He goes by the name “Shorty”.", "other"),
        ("They met in the film “Rain at Sea”.", "other"),
        ("“It rained.”", "direct"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_reported_speech_is_indirect() -> None:
    assert kinds("Mara Quist said that it rained.", indirect=True) == ["indirect"]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("“It rained,” she said, “and stopped.”", ["It rained,", "and stopped."]),
        ("“It rained,” said Mara Quist, “and stopped.”", ["It rained,", "and stopped."]),
        ("“The mill,” Mara Quist told reporters, “is a wreck.”", ["The mill,", "is a wreck."]),
        ("“It rained” – she said – “and stopped.”", ["It rained", "and stopped."]),
        ("‘It rained,’ she said, ‘and stopped.’", ["It rained,", "and stopped."]),
        ("“It rained.\n\n“It stopped,” she said.", ["It rained.", "It stopped,"]),
        (
            "“It rained,” she said, “and stopped. Then\n\n“it rained again.”",
            ["It rained,", "and stopped. Then", "it rained again."],
        ),
    ],
)
def test_interrupted_or_continued_quotation_is_one_record(text: str, spans: list[str]) -> None:
    quote = only(text)
    assert [span.text for span in quote.spans] == spans
    assert quote.text == " ".join(spans)
    assert quote.speaker is not None


@pytest.mark.parametrize(
    "text",
    [
        "“It rained,” she said. “It stopped.”",
        "“It rained,” she said, and “it stopped.”",
        "She called it “late” and “loud”.",
        "“It rained.”\n\n“It stopped,” she said.",
    ],
)
def test_two_quotations_are_two_records(text: str) -> None:
    assert len(extract_quotes(text)) == 2


def test_nested_quotation_has_a_parent_and_a_speaker_of_its_own() -> None:
    outer, inner = extract_quotes("“The mayor told me ‘It is over’ twice,” said Mara Quist.")
    assert (outer.parent, inner.parent) == (None, 0)
    assert (inner.speaker and inner.speaker.name, inner.cue and inner.cue.text) == ("The mayor", "told")
    assert (inner.rule, inner.speaker_rule) == ("speaker_cue_quote", "unnamed")


def test_nested_quotation_without_a_cue_has_a_parent_alone() -> None:
    outer, inner = extract_quotes("“The wheel was ‘idling’ all day,” said Mara Quist.")
    assert (outer.parent, inner.parent) == (None, 0)
    assert inner.rule == "nested"
    assert (inner.speaker, inner.mention, inner.cue) == (None, None, None)
    assert outer.spans[0].start < inner.spans[0].start
    assert inner.spans[0].end < outer.spans[0].end


def test_parent_counts_records_not_marks() -> None:
    text = "“It rained,” she said, “a lot.” “He said ‘no’ to it,” she added."
    first, second, inner = extract_quotes(text)
    assert (first.parent, second.parent, inner.parent) == (None, None, 1)


def test_parent_in_the_second_half_of_an_interrupted_quotation() -> None:
    outer, inner = extract_quotes("“It rained,” she said, “and he said ‘no’ to it.”")
    assert len(outer.spans) == 2
    assert inner.parent == 0


def test_parent_with_reported_speech_in_front() -> None:
    text = "Mara Quist said that it rained. “He said ‘no’ to it,” she added."
    reported, outer, inner = parse(text, indirect=True).quotes
    assert (reported.kind, outer.kind) == (QuoteKind.INDIRECT, QuoteKind.DIRECT)
    assert inner.parent == 1


def test_three_deep() -> None:
    found = extract_quotes("“She read: ‘The sign says “Stop now” twice,’” said Mara Quist.")
    assert [quote.parent for quote in found] == [None, 0, 1]


def test_skipped_quotation_says_so() -> None:
    [quote] = quotes("“Sign up here,” said Mara Quist.", config=Config(skip=("Sign up",)))
    assert (quote.kind, quote.rule, quote.speaker) == (QuoteKind.OTHER, "skipped", None)


def test_skip_covers_the_part_it_touches_only() -> None:
    text = "“It rained,” said Mara Quist. “Sign up here,” she added."
    assert [quote.rule == "skipped" for quote in quotes(text, config=Config(skip=("Sign up",)))] == [False, True]


def test_record_tells_cue_mention_and_rules() -> None:
    text = "Then Mara Quist left. “It rained,” Quist told reporters on Monday."
    quote = only(text)
    assert quote.cue == Span(text.index("told"), text.index("told") + 4, "told")
    assert quote.mention == Span(text.rindex("Quist"), text.rindex("Quist") + 5, "Quist")
    assert (quote.rule, quote.speaker_rule) == ("quote_speaker_cue", "short_name")
    assert 0 <= quote.confidence <= 1


def test_negation_belongs_to_the_cue() -> None:
    [quote] = quotes("Mara Quist did not say that it rained.", indirect=True)
    assert quote.cue == Span(11, 22, "did not say")


def test_quotation_without_attribution_is_kept() -> None:
    quote = only("“It rained all week.”")
    assert (quote.kind, quote.speaker, quote.mention, quote.cue, quote.rule) == (QuoteKind.DIRECT, None, None, None, "")


def test_reported_clause_with_a_quotation_in_it_is_one_record() -> None:
    assert kinds("Mara Quist said that the mill was “a wreck”.", indirect=True) == ["mixed"]


@pytest.mark.parametrize(
    "text",
    [
        "“It rained,” she said, “and ‘stopped’.” Then “it” rained.\n\nMara Quist: “So.”",
        "Mara Quist said it rained, “poured”, and that it stopped; she said “no”, adding that it was “late”.",
        "«It rained», said Mara Quist. ‘The owners’ “plan” failed,’ he said.",
    ],
)
@pytest.mark.parametrize("indirect", [False, True])
def test_invariants(text: str, indirect: bool) -> None:
    check(text, parse(text, indirect=indirect))
