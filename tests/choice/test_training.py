"""Examples for training: they hold the features that the engine weighs, and say which option is right."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

pytest.importorskip("numpy", reason="training needs the extra train")

from quoteattr.choice.features import NOBODY, PROPOSER
from scripts.training.examples import Recorder
from scripts.training.gold import Verdict
from scripts.training.sources import source_examples


class Told:
    """An article of one quotation whose speaker is told by his first mention."""

    name = corpus = "told"

    def __init__(self, text: str, speaker: str) -> None:
        self.text = text
        self._mention = (text.index(speaker), text.index(speaker) + len(speaker))

    def verdict(self, mark: str, parts: Sequence[tuple[int, int]]) -> Verdict:
        return Verdict(True, (self._mention,))


def test_an_example_has_the_features_of_nobody_and_of_each_candidate() -> None:
    recorder = Recorder()
    text = "Ann Lee told a friend of Jon Reed that the mill was “a wreck from roof to cellar”."
    [example] = source_examples([Told(text, "Ann Lee")], recorder)
    nobody, *candidates = ({recorder.names[number][0] for number in option} for option in example.options)
    assert nobody & set(NOBODY)
    assert candidates
    assert all(seen & set(PROPOSER) for seen in candidates)
    assert not example.right[0]
    assert any(example.right)


def test_what_a_sure_rule_decides_is_no_example() -> None:
    assert list(source_examples([Told("“It rained,” said Ann Lee.", "Ann Lee")], Recorder())) == []
