"""A rule that needs words or a verb of saying beside a quotation has nothing to answer without them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quoteattr.choice.candidates import Candidates
from quoteattr.choice.chooser import choose
from quoteattr.rules.base import Needs, QuotationPlace, by_needs, met
from quoteattr.rules.order import RULES, asked_about
from tests.articles import CURLY, seeded_plan, write
from tests.parsed import context

ASKED = asked_about(QuotationPlace)
TEXTS = [
    *(text.translate({ord("{"): None, ord("}"): None}) for rule in RULES for text in (rule.fires, rule.silent)),
    *(write(seeded_plan(seed), CURLY).text for seed in range(8)),
]


@pytest.mark.parametrize("text", TEXTS)
def test_no_rule_answers_where_its_need_is_not_met(text: str) -> None:
    ctx = context(text)
    for places in ctx.places.values():
        for rule in ASKED:
            if any(rule.find(ctx, place) is not None for place in places):
                assert rule.needs <= met(ctx, places), rule.name


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("“It rained all week.”", Needs.NOTHING),
        ("– “It rained all week”: “It did.”", Needs.NOTHING),
        ("The mill closed.\n\n“It rained all week.”", Needs.COMPANY),
        ("“It rained all week.”\n\nThe mill closed.", Needs.COMPANY),
        ("“It rained.”\n\n“It poured.”", Needs.NOTHING),
        ("The mill was “a wreck”.", Needs.WORDS),
        ("“It rained,” and said “so”.", Needs.WORDS),
        ("“It rained,” said Ann Lee.", Needs.SAYING),
    ],
)
def test_what_a_sentence_meets(text: str, needs: Needs) -> None:
    ctx = context(text)
    assert [met(ctx, places) for places in ctx.places.values()] == [needs] * len(ctx.places)


def test_a_sentence_that_meets_more_is_asked_about_by_more_rules_in_their_order() -> None:
    asked = [list(rules) for rules in by_needs(ASKED)]
    assert asked[Needs.SAYING] == list(ASKED)
    for fewer, more in pairwise(asked):
        assert fewer == [rule for rule in more if rule in fewer]
        assert len(fewer) < len(more)


@pytest.mark.parametrize("text", TEXTS)
def test_nobody_stands_around_a_quotation_without_company(text: str) -> None:
    ctx = context(text)
    candidates = Candidates(ctx, ASKED, frozenset())
    for places in ctx.places.values():
        if met(ctx, places) is Needs.NOTHING:
            assert candidates.around(places[0], candidates.answers(places, Needs.SAYING)) == []


def test_whoever_spoke_shortly_before_is_company() -> None:
    ctx = context("Ann Lee said: “It rained.”\n\n“So.”\n\n“It.”\n\n“Did.”\n\n“Rain.”\n\n“Here.”\n\n“Too.”")
    places = ctx.places[6]
    assert met(ctx, places) is Needs.NOTHING
    choose(ctx, off=frozenset())
    assert met(ctx, places) is Needs.COMPANY
