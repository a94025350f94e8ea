"""The choice: sure rules decide alone, weights choose among what is proposed, nobody included."""

from __future__ import annotations

import pytest

from quoteattr import Config
from quoteattr.choice.candidates import STRUCTURES
from quoteattr.choice.chooser import Choice, choose
from quoteattr.rules.order import RULE_NAMES
from tests.gold import quotes, who
from tests.parsed import context


def choices(text: str, *off: str) -> list[Choice]:
    """The choices that weights decided in a text."""
    found: list[Choice] = []
    choose(context(text), off=frozenset(off), choices=found)
    return found


def test_sure_rules_decide_alone() -> None:
    assert choices("“It rained all week,” Ann Lee said. “Then it stopped.”") == []


def test_options_are_told_with_their_probabilities() -> None:
    [choice] = choices("Ann Lee told reporters in Tarn that the owners had left the mill “a wreck”.")
    scores, probabilities = [o.score for o in choice.options], [o.probability for o in choice.options]
    assert scores == sorted(scores, reverse=True)
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0.0 <= probability <= 1.0 for probability in probabilities)
    assert choice.options[0].proposers[0] == "reported_clause"
    assert any(option.proposal.mention is None for option in choice.options), "nobody is an option"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We won”, Mara Quist added later, while Jon Reed said “we lost”.", "Jon Reed"),
        ("Ann Lee told a friend of Jon Reed that the mill was “a wreck from roof to cellar”.", "Ann Lee"),
        ("Ann Lee sat down. She looked tired.\n\n“We had no money for the roof, and then it fell in.”", "Ann Lee"),
        ("The hall was dark. “The mill is shut.”", None),
        ("We know this bend as “the elbow”.", None),
    ],
)
def test_the_last_quotation_is_said_by(text: str, name: str | None) -> None:
    assert who(text)[-1][0] == name


def test_confidence_is_a_probability_where_weights_chose() -> None:
    sure, doubtful = quotes("“It rained,” said Ann Lee. The mill, she told a friend of the owners, was “dry”.")
    assert 0.9 < sure.confidence <= 1.0
    assert 0.0 < doubtful.confidence < sure.confidence


def test_structures_sign_where_no_rule_proposed_and_can_be_switched_off() -> None:
    text = "“The mill is shut,” and Ann Lee left the hall for good."
    [quote] = quotes(text)
    assert quote.rule in STRUCTURES
    [quote] = quotes(text, config=Config(rules_off=tuple(STRUCTURES)))
    assert quote.speaker is None


def test_names_of_structures_are_no_names_of_rules() -> None:
    assert set(STRUCTURES).isdisjoint(RULE_NAMES)
