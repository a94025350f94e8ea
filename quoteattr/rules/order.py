"""The order of all rules on one screen: plain structures before loose ones.

Of an outermost quotation all rules propose, and :mod:`quoteattr.choice` chooses; the first in this order that proposed
what was chosen signs. Of all else the first that answers is taken.
"""

from __future__ import annotations

from quoteattr.rules import echoes, frames, lists, neighbours, nobody, quoted, reported, signatures, turns
from quoteattr.rules.base import Rule

RULES: tuple[Rule, ...] = (
    # words between quotation marks: the sentence before its neighbours
    nobody.markup,
    turns.transcript_in_marks,
    signatures.signature,
    quoted.quote_cue_speaker,
    nobody.title,
    nobody.imagined,
    nobody.written_on,
    nobody.known_as,
    quoted.quote_speaker_cue,
    neighbours.interrupted,
    quoted.trailing_cue,
    frames.gapped,
    frames.cue_speaker_quote,
    frames.was_all,
    quoted.speaker_cue_quote,
    frames.quoted_as_saying,
    frames.be_like,
    frames.bracketed,
    quoted.according_to,
    frames.seen_as,
    frames.came_the_reply,
    frames.unlisted_verb,
    quoted.reported_clause,
    quoted.colon,
    quoted.headline_colon,
    neighbours.introduced,
    lists.listed,
    signatures.name_line,
    signatures.letterhead,
    quoted.cue_noun,
    frames.taken_up,
    neighbours.answered,
    neighbours.continued,
    neighbours.continued_words,
    quoted.clause_subject,
    echoes.echo,
    # reported speech without marks: phrases, nouns, verbs of saying
    reported.according_to,
    reported.noun_clause,
    reported.trailing,
    reported.as_noted,
    reported.that_clause,
    reported.wh_clause,
    reported.bare_clause,
    reported.infinitive,
    reported.gerund,
    reported.preposition,
    reported.noun_phrase,
    # paragraphs that begin with a label
    turns.transcript,
)

RULE_NAMES = tuple(dict.fromkeys(rule.name for rule in RULES))


def asked_about(*places: type) -> tuple[Rule, ...]:
    """The rules that are asked about these kinds of places, in their order."""
    return tuple(rule for rule in RULES if rule.at in places)
