"""A decision in words: what decided, who could have said it, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterable

from quoteattr.rules.words import rule_in_words
from quoteattr.types import DecidedBy, Option, Reason

_DECIDED = {
    DecidedBy.SURE_RULE: "a rule sure enough to decide alone",
    DecidedBy.WEIGHTS: "the weights, among all that was proposed",
    DecidedBy.FIRST_RULE: "the first rule that answered",
    DecidedBy.DENIED: "nobody: the saying did not take place",
    DecidedBy.OVERLAP: "nobody: the words are part of the mention or cue that was chosen",
    DecidedBy.SKIP: "nobody: left out, as the options ask",
    DecidedBy.NOTHING: "nothing was proposed",
}


def decided_in_words(by: DecidedBy) -> str:
    """What decided."""
    return _DECIDED[by]


def named(option: Option) -> str:
    """The words of the mention, or that nobody says it."""
    return "nobody" if option.mention is None else option.mention.text


def proposed_in_words(option: Option) -> str:
    """Who, how probably, and by which structure: ``Ann Lee 25%, the nearest name behind the quotation``."""
    by = f", {rule_in_words(option.proposers[0])}" if option.proposers else ""
    return f"{named(option)} {option.probability:.0%}{by}"


def reasons_in_words(reasons: Iterable[Reason]) -> str:
    """Reasons with their weights: ``a person’s name +1.20; far before the quotation −0.40``."""
    return "; ".join(f"{reason.words} {signed(reason.weight)}" for reason in reasons)


def signed(weight: float) -> str:
    """A weight with its sign, to two places."""
    return f"{weight:+.2f}".replace("-", "−")
