"""Every name that a record can be signed with has words for people."""

from __future__ import annotations

import re

import pytest

from quoteattr.choice.candidates import STRUCTURES
from quoteattr.lexicon import load
from quoteattr.rules.order import RULE_NAMES
from quoteattr.rules.words import NO_RULE, rule_in_words
from tests.data.test_lists import rows_of
from tests.test_docs import DOCS

LINKS = {*RULE_NAMES, *STRUCTURES, "nested", "skipped"}
LONGEST = 75  # letters: what a note of the view or a line of the terminal has room for


def speaker_rules() -> set[str]:
    """Those of the docs, which ``tests/test_docs.py`` holds to the code."""
    table = (DOCS / "records.md").read_text(encoding="utf-8").partition("| speaker rule |")[2].partition("\n\n")[0]
    return set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))


def test_every_rule_and_no_other_has_words() -> None:
    listed = {
        kind: {name for name, other, _ in rows_of("rule_words.tsv") if other == kind} for kind in ("link", "name")
    }
    assert listed == {"link": LINKS, "name": speaker_rules()}


@pytest.mark.parametrize("name", sorted(load().rule_words))
def test_words_are_for_people(name: str) -> None:
    words = rule_in_words(name)
    assert len(words) <= LONGEST
    assert "_" not in words
    assert words[0].islower()
    assert words[-1] != "."


def test_no_two_links_have_the_same_words() -> None:
    words = [rule_in_words(name) for name in LINKS]
    assert len(set(words)) == len(words)


def test_a_name_that_is_not_listed_is_its_own_words() -> None:
    assert rule_in_words("my_own_rule") == "my own rule"
    assert rule_in_words("") == NO_RULE
