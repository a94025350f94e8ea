"""The account of an article: who could have said each quotation, what decided, and what was taken."""

from __future__ import annotations

import pytest

from quoteattr import Config, DecidedBy, Decision, Explanation, explain, parse

WEIGHED = "Ann Lee told a friend of Jon Reed that the mill was “a wreck from roof to cellar”."


def decisions(text: str, *, indirect: bool = False, config: Config | None = None) -> list[Decision]:
    found = explain(text, indirect=indirect, config=config)
    assert found.article == parse(text, indirect=indirect, config=config)
    assert [each.quote for each in found.decisions] == list(range(len(found.article.quotes)))
    return list(found.decisions)


def mentions(decision: Decision) -> list[str | None]:
    return [None if option.mention is None else option.mention.text for option in decision.options]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("“It rained,” said Ann Lee.", DecidedBy.SURE_RULE),
        ("Ann Lee shrugged as if to say “Well?”", DecidedBy.SURE_RULE),
        ("“It rained,” said Ann Lee. “Then it stopped.”", DecidedBy.SURE_RULE),
        (WEIGHED, DecidedBy.WEIGHTS),
        ("The hall was dark. “The mill is shut.”", DecidedBy.WEIGHTS),
        ("Ann Lee said that it rained.", DecidedBy.FIRST_RULE),
        ("LEE: The mill will close.\n\nHOST: When will it close?", DecidedBy.FIRST_RULE),
        ("“My uncle said, ‘Boats sink,’ and left,” said Ann Lee.", DecidedBy.FIRST_RULE),
        ("“I like ‘boats’, and you,” said Ann Lee.", DecidedBy.NOTHING),
        ("Nobody in Tarn ever said “the mill is safe”.", DecidedBy.DENIED),
    ],
)
def test_what_decided_the_last_quotation(text: str, by: DecidedBy) -> None:
    assert decisions(text, indirect=True)[-1].by is by


def test_a_rule_that_decides_alone_is_the_only_option() -> None:
    [decision] = decisions("“It rained,” said Ann Lee.")
    [option] = decision.options
    assert decision.chosen is option
    assert (option.mention and option.mention.text, option.cue and option.cue.text) == ("Ann Lee", "said")
    assert option.proposers == ("quote_cue_speaker",)
    assert option.reasons == ()


def test_weights_choose_the_first_option_and_tell_the_others() -> None:
    [decision] = decisions(WEIGHED)
    assert decision.chosen is decision.options[0]
    assert mentions(decision)[0] == "Ann Lee"
    assert None in mentions(decision), "nobody is an option"
    assert decision.chosen.proposers[0] == "reported_clause"
    assert all(option.reasons for option in decision.options)


def test_the_option_chosen_is_the_record() -> None:
    text = f"{WEIGHED} “It rained,” Jon Reed said later. We know this bend as “the elbow”.\n\n“It did.”"
    article = parse(text)
    for decision, quote in zip(decisions(text), article.quotes, strict=True):
        assert decision.chosen is not None
        assert (decision.chosen.mention, decision.chosen.cue) == (quote.mention, quote.cue)
        if quote.speaker is not None:
            assert decision.chosen.probability == quote.confidence


def test_a_denied_saying_has_no_options() -> None:
    [decision] = decisions("Nobody in Tarn ever said “the mill is safe”.")
    assert decision.options == ()
    assert decision.chosen is None


def test_what_an_option_skips_keeps_what_was_proposed() -> None:
    [decision] = decisions(WEIGHED, config=Config(skip=("a wreck",)))
    assert decision.by is DecidedBy.SKIP
    assert decision.chosen is None
    assert mentions(decision)[0] == "Ann Lee"


def test_an_echo_takes_its_speaker_and_shows_what_was_weighed_before() -> None:
    text = "“The sea took the road”\n\n“The sea took the road and I took the hint,” Ann Lee says."
    first, _ = decisions(text)
    assert first.by is DecidedBy.FIRST_RULE
    assert first.options[0].proposers == ("echo",)
    assert first.options[0].mention is not None


def test_rules_and_structures_that_are_off_propose_nothing() -> None:
    [decision] = decisions(WEIGHED, config=Config(rules_off=("reported_clause", "subject")))
    proposers = {name for option in decision.options for name in option.proposers}
    assert proposers
    assert proposers.isdisjoint({"reported_clause", "subject"})


def test_comes_back_from_json() -> None:
    found = explain(f"{WEIGHED} “It rained,” said Ann Lee.", indirect=True)
    assert Explanation.from_json(found.to_json()) == found
    assert Explanation.from_dict({"article": found.article.to_dict(), "unattributed": []}).decisions == ()
