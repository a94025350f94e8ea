"""What the names of rules mean: programs read the names, people the words."""

from __future__ import annotations

from quoteattr.lexicon import load

NO_RULE = "no rule answered"
"""In the place of a rule that there is none of."""


def rule_in_words(name: str) -> str:
    """What ``Quote.rule`` or ``Quote.speaker_rule`` means, in a few words: ``named right after the quotation``.

    The words are those of ``data/en/rule_words.tsv``, whatever the language of the text. A name that is not listed, of
    a rule of one's own, becomes its own words; no name at all is :data:`NO_RULE`.
    """
    return load().rule_words.get(name) or name.replace("_", " ") or NO_RULE
