"""Decisions in words."""

from __future__ import annotations

import pytest

from quoteattr.types import DecidedBy, Option, Reason, Span
from quoteattr.view.decisions import decided_in_words, named, proposed_in_words, reasons_in_words, signed

LEE = Option(Span(0, 7, "Ann Lee"), None, ("name_behind", "subject"), 0.254)
NOBODY = Option(None, None, (), 0.7)


def test_each_way_to_decide_has_words_of_its_own() -> None:
    assert len({decided_in_words(by) for by in DecidedBy}) == len(DecidedBy)


def test_an_option_is_named_with_its_surest_proposer() -> None:
    assert (named(LEE), named(NOBODY)) == ("Ann Lee", "nobody")
    assert proposed_in_words(LEE) == "Ann Lee 25%, the nearest name behind the quotation"
    assert proposed_in_words(NOBODY) == "nobody 70%"


def test_reasons_stand_one_behind_the_other_with_their_weights() -> None:
    told = (Reason("a person’s name", 1.2), Reason("far before the quotation", -0.4))
    assert reasons_in_words(told) == "a person’s name +1.20; far before the quotation −0.40"


@pytest.mark.parametrize(("weight", "shown"), [(1.0, "+1.00"), (-0.25, "−0.25"), (0.0, "+0.00")])
def test_weights_have_signs(weight: float, shown: str) -> None:
    assert signed(weight) == shown
