"""Kept answers: bounded, and no answer depends on what is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from quoteattr import parse
from quoteattr.lexicon import load
from quoteattr.memory import memo
from quoteattr.people.names import NameReader
from quoteattr.syntax.words import WordClasses
from tests.articles import CURLY, seeded_plan, write


def test_classes_kept_are_bounded_and_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_KEPT", 3)
    classes = WordClasses(load())
    for word, letter in [*zip(["the", "said", ",", "Lee", "mill", "the", "said"], "DV,PNDV", strict=True)]:
        assert classes[word] == letter
        assert len(classes) <= 3
    assert classes["a" * 1000] == "N"
    assert "a" * 1000 not in classes


def test_names_kept_are_bounded_and_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_KEPT", 1)
    reader = NameReader(load())
    for run, name in [
        (("Mayor", "Ann", "Lee"), "Ann Lee"),
        (("Bo", "Quist"), "Bo Quist"),
        (("Mayor", "Ann", "Lee"), "Ann Lee"),
    ]:
        assert " ".join(reader[run].words) == name
        assert len(reader) <= 1
    assert reader["Ann", "L" * 1000].kind == "person"
    assert len(reader) <= 1


def test_threads_share_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_KEPT", 20)  # emptied all the time, under every thread's hands
    texts = [write(seeded_plan(seed), CURLY).text for seed in range(8)] * 4
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(parse, texts))
    assert together == [parse(text) for text in texts]
