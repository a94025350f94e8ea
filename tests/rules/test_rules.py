"""The rules: both examples of each are run, and a rule that is switched off is off."""

from __future__ import annotations

import re

import pytest

from quoteattr import Config, QuoteKind
from quoteattr.rules.base import CuePlace, LabelPlace, NounPlace, PhrasePlace, QuotationPlace, Rule
from quoteattr.rules.order import RULE_NAMES, RULES, asked_about
from tests.gold import Marked, offsets, quotes, read

NOBODY = [rule for rule in asked_about(QuotationPlace) if "{" not in rule.fires]
CREDITING = [rule for rule in RULES if rule not in NOBODY]
REPORTING = asked_about(PhrasePlace, NounPlace, CuePlace)
KNOWN_FAILURES: tuple[str, ...] = ()
"""Names of rules whose ``fires`` example does not do yet what it says; see :func:`quoteattr.rules.base.rule`."""


def _name(rule: Rule) -> str:
    return f"{rule.name}-{rule.at.__name__}"


def _cases(rules: list[Rule]) -> list[object]:
    known = pytest.mark.xfail(strict=True, reason="the example does not fire its rule as marked")
    return [pytest.param(r, id=_name(r), marks=known if r.name in KNOWN_FAILURES else ()) for r in rules]


def _marked(rule: Rule) -> Marked:
    """A quotation rule marks its mention only: ``<`` may be markup there."""
    return read(rule.fires, "{<" if rule in REPORTING else "{")


@pytest.mark.parametrize("rule", _cases(CREDITING))
def test_example_fires_the_rule_as_marked(rule: Rule) -> None:
    marked = _marked(rule)
    found = quotes(marked.text, indirect=rule in REPORTING)
    assert marked.spans["{"], "the example marks who speaks"
    mine = [quote for quote in found if quote.rule == rule.name]
    assert mine, f"other rules answered: {[quote.rule for quote in found]}"
    assert offsets(*(quote.mention for quote in mine)) == marked.spans["{"]
    if rule in REPORTING:
        assert [quote.kind for quote in mine] == [QuoteKind.INDIRECT]
        assert offsets(*mine[0].spans) == marked.spans["<"]


@pytest.mark.parametrize("rule", _cases(NOBODY))
def test_example_of_what_nobody_says_has_no_speaker(rule: Rule) -> None:
    found = [quote for quote in quotes(rule.fires) if quote.rule == rule.name]
    assert found
    assert all(quote.kind is QuoteKind.OTHER and quote.speaker is None and quote.mention is None for quote in found)


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_silent_example_does_not_fire(rule: Rule) -> None:
    assert rule.name not in {quote.rule for quote in quotes(rule.silent, indirect=True)}


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_examples_differ_and_the_docstring_says_what_the_rule_is_for(rule: Rule) -> None:
    assert rule.fires != rule.silent
    assert re.match(r"\S.+[.:…]$", (rule.find.__doc__ or "").strip().splitlines()[0])


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_switched_off_the_rule_signs_nothing(rule: Rule) -> None:
    text = _marked(rule).text
    off = Config(rules_off=(rule.name,))
    assert rule.name not in {quote.rule for quote in quotes(text, indirect=True, config=off)}


def test_according_to_is_switched_off_for_reported_speech_too() -> None:
    text = "According to Ann Lee, the mill would close in May."
    assert [quote.rule for quote in quotes(text, indirect=True)] == ["according_to"]
    assert quotes(text, indirect=True, config=Config(rules_off=("according_to",))) == []


def test_names_are_unique_among_the_rules_of_a_place() -> None:
    signed = [(rule.name, rule.at) for rule in RULES]
    assert len(set(signed)) == len(signed)
    names = [rule.name for rule in RULES]
    assert {name for name in names if names.count(name) > 1} == {"according_to"}, (
        "one structure, with and without marks"
    )


def test_every_kind_of_place_is_asked_about() -> None:
    assert {rule.at for rule in RULES} == {QuotationPlace, PhrasePlace, NounPlace, CuePlace, LabelPlace}


def test_name_is_that_of_the_function() -> None:
    assert [rule.name for rule in RULES] == [rule.find.__name__ for rule in RULES]


def test_known_failures_name_rules() -> None:
    assert set(KNOWN_FAILURES) <= set(RULE_NAMES)
