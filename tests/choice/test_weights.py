"""Tables of weights: sums over features, and lists of the shape that the training script writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.choice import features, reports
from quoteattr.choice.weights import Weights
from quoteattr.lexicon import load
from quoteattr.people import antecedents

DATA = Path(__file__).resolve().parent.parent.parent / "quoteattr" / "data" / "en"
SOURCES = {
    feature
    for group in (
        features.NOBODY,
        features.RULE,
        features.MENTION,
        features.PLACE,
        features.PROPOSER,
        features.PROPOSERS,
        features.LAST_SPEAKER,
        features.HISTORY,
        features.CUE,
        features.CUE_ELSEWHERE,
        features.FRAME,
        (features.CALIBRATION,),
    )
    for feature in group
}


def test_values_weigh_what_the_rows_say() -> None:
    weights = Weights([("size", "1", 0.5), ("size", "2", -1.0), ("size_form", "1 alone", 0.25)])
    group = weights.group("size", "size_form", "colour")
    assert group.weigh(("1", ("1", "alone"), "red")) == 0.75
    assert group.weigh(("2", ("1", "led"), "red")) == -1.0


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("source_weights", SOURCES),
        ("pronoun_weights", set(antecedents.FEATURES)),
        ("report_weights", {*reports.REPORT, *reports.BESIDE}),
    ],
)
def test_list_is_what_the_script_writes(name: str, known: set[str]) -> None:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# Weights of the choice of ")
    assert any("scripts/train_weights.py" in line for line in lines)
    assert len(rows) < 3000, "a few thousand numbers at most"
    assert {feature for feature, _, _ in rows} <= known, "a feature that the engine does not ask for"
    keys = [(feature, value) for feature, value, _ in rows]
    assert keys == sorted(set(keys))
    assert all(weight == f"{float(weight):.2f}" and float(weight) for _, _, weight in rows)


def test_no_name_is_weighed() -> None:
    lexicon = load()
    tables = (lexicon.source_weights, lexicon.pronoun_weights, lexicon.report_weights)
    values = [value for table in tables for _, value, _ in table]
    parts = {part for value in values for part in value.split()}
    for names in (lexicon.given_names, lexicon.places, lexicon.organization_names):
        assert parts.isdisjoint(names)
