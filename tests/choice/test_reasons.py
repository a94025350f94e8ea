"""Reasons in words: each feature is told once, every value has its words, and telling changes no score."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from quoteattr.choice.chooser import Choice, choose, scorer_of
from quoteattr.choice.features import CALIBRATION
from quoteattr.choice.reasons import ASPECTS, Told, reasons, telling_scorer
from quoteattr.choice.weights import Weights
from quoteattr.lexicon import load
from tests.choice.test_weights import SOURCES
from tests.parsed import context

TEXTS = [
    "Ann Lee told a friend of Jon Reed that the mill was “a wreck from roof to cellar”.",
    "Ann Lee sat down. She looked tired.\n\n“We had no money for the roof, and then it fell in.”",
    "“It rained,” said Ann Lee. Jon Reed, asked by her claim, left “the wet one” at a wheel.\n\nIt was the “mill”.",
]
TOLD_BY = {
    "capitals": "nobody.capitals",
    "cue": "cue.elsewhere",
    "cues": "nobody.cues",
    "form": "nobody.form",
    "recent": "last_speaker.recent",
    "size": "nobody.size",
    "where": "place.where",
}
"""What is seen, and the feature whose values all have words for it."""


def choices(text: str, *, told: bool) -> list[Choice]:
    found: list[Choice] = []
    lexicon = load()
    scorer = telling_scorer(lexicon) if told else scorer_of(lexicon)
    choose(context(text), off=frozenset(), choices=found, scorer=scorer)
    return found


def test_each_feature_belongs_to_one_aspect() -> None:
    told = Counter(feature for aspect in ASPECTS for feature in aspect.features)
    assert set(told.values()) == {1}
    assert set(told) == SOURCES - {CALIBRATION}


@pytest.mark.parametrize(("seen", "feature"), TOLD_BY.items())
def test_each_value_has_words(seen: str, feature: str) -> None:
    values = {value for other, value, _ in load().source_weights if other == feature} - {"never"}
    away = {value for value in values if seen == "where" and value in ("left", "right")}  # told by the gap
    assert values - away <= {value for name, value in load().reason_words if name == seen}


def test_words_are_for_people() -> None:
    for words in load().reason_words.values():
        assert re.fullmatch(r"[a-z0-9“][^_.]*", words)


@pytest.mark.parametrize("text", TEXTS)
def test_telling_changes_nothing(text: str) -> None:
    assert choices(text, told=True) == choices(text, told=False) != []


@pytest.mark.parametrize("text", TEXTS)
def test_reasons_add_up_to_the_score_in_their_order(text: str) -> None:
    for choice in choices(text, told=True):
        for option in choice.options:
            told = reasons(option.score)
            assert sum(reason.weight for reason in told) == pytest.approx(option.score, abs=1e-6)
            assert [reason.weight for reason in told] == sorted((r.weight for r in told), reverse=True)
            assert all(reason.words and "_" not in reason.words for reason in told)


def test_reasons_are_told_in_words() -> None:
    [choice] = choices(TEXTS[0], told=True)
    lee = {reason.words for reason in reasons(choice.options[0].score)}
    assert {"a person’s name", "named in the sentence that reports the quoted words"} <= lee
    assert "the subject of a verb of speech, such as “said”" in lee
    [nobody] = (option for option in choice.options if option.proposal.mention is None)
    assert "nobody has spoken before" in {reason.words for reason in reasons(nobody.score)}


def test_a_plain_score_has_no_reasons() -> None:
    assert reasons(1.5) == ()


def test_a_sum_remembers_its_parts_in_order() -> None:
    group = Weights([("size", "1", 0.5), ("form", "alone", -1.0)]).group("size", "form")
    assert group.weigh(("1", "alone")) == -0.5
    one, other = Told.of(0.5, (("size", "1", 0.5),)), Told.of(-1.0, (("form", "alone", -1.0),))
    told = 2.0 + one + other
    assert told == 1.5
    assert told.parts == (("size", "1", 0.5), ("form", "alone", -1.0))
