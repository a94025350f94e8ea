"""Options: checked when they are made, and each does what it says."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from quoteattr import Config, ConfigError, QuoteAttrError, QuoteKind, parse
from quoteattr.config import PATTERN_TIMEOUT
from quoteattr.rules import RULE_NAMES
from tests.gold import quotes, who

OPTIONS = ("rules_off", "cues", "speakers", "skip")


def test_default_changes_nothing() -> None:
    text = "“It rained,” said Mara Quist, who frobbed that it “poured”."
    assert parse(text, config=Config()) == parse(text)


def test_immutable_hashable_and_equal_by_value() -> None:
    config = Config(cues=("frobbed",))
    assert config == Config(cues=("frobbed",))
    assert len({config, Config(cues=("frobbed",))}) == 1
    with pytest.raises(FrozenInstanceError):
        config.cues = ()  # type: ignore[misc]


@pytest.mark.parametrize("option", OPTIONS)
def test_any_collection_becomes_a_tuple(option: str) -> None:
    values: Any = ["quote_cue_speaker"]
    assert getattr(Config(**{option: values}), option) == ("quote_cue_speaker",)
    values.append("other")
    assert getattr(Config(**{option: iter(["a", "b"])}), option) == ("a", "b")


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("value", ["said", b"said", None, 7, [7], [None], (b"said",)])
def test_wrong_type(option: str, value: Any) -> None:
    with pytest.raises(TypeError, match=rf"^{option}: a tuple of strings is needed"):
        Config(**{option: value})


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("value", ["", "  ", "\n"])
def test_empty_word(option: str, value: str) -> None:
    with pytest.raises(ConfigError, match=rf"^{option}: an empty string"):
        Config(**{option: (value,)})


def test_unknown_option_is_no_option() -> None:
    with pytest.raises(TypeError):
        Config(rule_off=("colon",))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("quote_cue_speakr", "quote_cue_speaker"),
        ("colons", "colon"),
        ("that_clauses", "that_clause"),
        ("accordingto", "according_to"),
    ],
)
def test_unknown_rule_names_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(ConfigError, match=rf"there is no rule '{name}'; did you mean '{nearest}'\?"):
        parse("", config=Config(rules_off=(name,)))


def test_unknown_rule_like_no_other() -> None:
    with pytest.raises(ConfigError, match=r"there is no rule 'zzzzzz'$"):
        parse("", config=Config(rules_off=("zzzzzz",)))


def test_error_is_of_this_package_and_a_value_error() -> None:
    assert issubclass(ConfigError, QuoteAttrError)
    assert issubclass(ConfigError, ValueError)


def test_rules_off() -> None:
    text = "“It rained,” said Mara Quist."
    assert [quote.rule for quote in quotes(text)] == ["quote_cue_speaker"]
    [quote] = quotes(text, config=Config(rules_off=("quote_cue_speaker",)))
    assert quote.rule != "quote_cue_speaker"


def test_all_rules_off_leaves_quotations_without_speaker() -> None:
    [quote] = quotes("“It rained all week,” said Mara Quist.", config=Config(rules_off=RULE_NAMES))
    assert (quote.kind, quote.speaker, quote.rule) == (QuoteKind.DIRECT, None, "")


@pytest.mark.parametrize("text", ["“It rained,” frobbed Mara Quist.", "Mara Quist frobbed: “It rained.”"])
def test_further_cues(text: str) -> None:
    assert who(text, config=Config(cues=("frobbed",))) == [("Mara Quist", "It rained")]


def test_further_cues_are_forgotten() -> None:
    text = "Mara Quist frobbed that the mill would shut."
    assert who(text, indirect=True, config=Config(cues=("frobbed",))) == [("Mara Quist", "the mill would shut")]
    assert who(text, indirect=True) == []


def test_known_speakers() -> None:
    text = "“It rained,” said Quist. “It poured,” said Reed."
    assert who(text, config=Config(speakers=("Mara Quist", "Jon Reed"))) == [
        ("Mara Quist", "It rained"),
        ("Jon Reed", "It poured"),
    ]


def test_known_speakers_who_are_absent_are_credited_with_nothing() -> None:
    article = parse("“It rained,” said Amsel.", config=Config(speakers=("Mara Quist",)))
    assert [speaker.name for speaker in article.speakers] == ["Amsel"]


def test_skip_makes_boilerplate_other() -> None:
    text = "“It rained,” said Mara Quist.\n\n“Sign up here,” said Jon Reed of our newsletter team."
    first, second = quotes(text, config=Config(skip=(r"Sign up \w+",)))
    assert (first.kind, first.rule) == (QuoteKind.DIRECT, "quote_cue_speaker")
    assert (second.kind, second.rule, second.speaker) == (QuoteKind.OTHER, "skipped", None)


def test_skip_of_an_empty_match_skips_nothing() -> None:
    assert quotes("“It rained,” said Mara Quist.", config=Config(skip=("x*",)))[0].kind is QuoteKind.DIRECT


def test_skip_of_a_broken_pattern() -> None:
    with pytest.raises(ConfigError, match=r"skip: '\(' is no regular expression"):
        Config(skip=("(",))


def test_skip_of_a_slow_pattern_is_stopped() -> None:
    text = "“" + "a" * 40 + "!” said Mara Quist."
    with pytest.raises(ConfigError, match=rf"took longer than {PATTERN_TIMEOUT} s"):
        parse(text, config=Config(skip=(r"(a|aa)+$",)))
