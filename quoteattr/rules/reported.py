"""Rules for reported speech without marks: He stressed that …; …, he said; according to Wallace, ….

A rule reads one cue of a sentence (:data:`REPORT_RULES`) or the sentence (:data:`PHRASE_RULES`), and answers with the
ranges of what is said. Their order stands in :mod:`quoteattr.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from quoteattr.rules.base import noun_owner
from quoteattr.rules.contents import MIN_WORDS, Report, clause_end, noun_end, phrase_end, report_of, trim
from quoteattr.syntax.cues import Cue, Parse
from quoteattr.syntax.document import Range

_TRAILING = re.compile(r"(?:r|in)*[.]*$")
_TRAILING_HEARER = re.compile(r"(?:[rn]|in)*[.]*$")
_PARTED = re.compile("[,-]")
_BETWEEN = re.compile(r"(?:r|i[na])*")
_TO_THAT = re.compile("(?:r|i[na]|,){0,6}k")
_HEARER_TO_THAT = re.compile("n?(?:r|i[na]|,){0,6}k")
_AS_END = re.compile("(?:r|in)*,")
_WITH_PREDICATE = frozenset({"nn", "na", "ne", "ng"})  # her a liar, the race rigged
_NOUN_THAT = re.compile("nk")


ReportFunction = Callable[[Parse, int, Cue], "Report | None"]


class ReportRule(NamedTuple):
    """A rule for reported speech with its name and examples."""

    name: str
    fires: str
    silent: str
    find: ReportFunction


def report_rule(*, fires: str, silent: str) -> Callable[[ReportFunction], ReportRule]:
    """Declare a rule for reported speech; its name is the function's."""

    def declare(function: ReportFunction) -> ReportRule:
        return ReportRule(function.__name__, fires, silent, function)

    return declare


@report_rule(
    fires="{Ann Lee} stressed that <the mill would close in May>.",
    silent="Ann Lee said goodbye.",
)
def that_clause(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """He stressed that …; told reporters on Monday that …."""
    if not cue.takes("that"):
        return None
    between = (_HEARER_TO_THAT if cue.takes("hearer") else _TO_THAT).match(parse.kinds, cue.after)
    if between is None:
        return None
    k = between.end() - 1
    start = parse.chunks.ends[k]
    if parse.kinds[k + 1 : k + 2] == "v":
        if k > cue.after:
            return None  # said of a plan that is: a relative clause
        start = parse.chunks.starts[k]  # said that is why: a pronoun
    return report_of(parse, sentence, cue, (start, clause_end(parse, k, cue)))


@report_rule(
    fires="{Ann Lee} said <the mill would close in May>.",
    silent="Ann Lee said goodbye to the mill.",
)
def bare_clause(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """He said the mill would close; told reporters the mill would close."""
    if not cue.takes("bare"):
        return None
    k = cue.after
    if cue.takes("hearer"):
        if parse.kinds[k : k + 1] == "n" and parse.starts_clause(k + 1):
            k += 1
        elif not cue.takes("quote"):
            return None
    match = _BETWEEN.match(parse.kinds, k)
    if match is not None and match.end() < len(parse.kinds) and parse.starts_clause(match.end()):
        k = match.end() if parse.kinds[k] != "i" or parse.kinds[match.end() - 1] != "," else k
    headline = parse.kinds[k : k + 1] == "e" and cue.chunk == k - 1  # Minister says invited counterpart
    if not headline and not parse.starts_clause(k):
        return None
    return report_of(parse, sentence, cue, (parse.chunks.starts[k], clause_end(parse, k, cue)))


@report_rule(
    fires="{Ann Lee} asked <whether the mill would close>.",
    silent="Ann Lee asked for water.",
)
def wh_clause(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """He asked whether …; did not say why …."""
    if not cue.takes("wh"):
        return None
    between = _BETWEEN.match(parse.kinds, _behind_hearer(parse, cue))
    k = between.end() if between is not None else cue.after
    if k >= len(parse.kinds) or parse.kinds[k] not in "ws":
        return None
    word = parse.words[parse.chunks.starts[k]].lower()
    if parse.kinds[k] == "s" and word not in parse.sets["indirect_question"]:
        return None
    return report_of(parse, sentence, cue, (parse.chunks.starts[k], clause_end(parse, k, cue)))


def _has_verb(parse: Parse, start: int, stop: int) -> bool:
    return "f" in parse.clauses.finite[start:stop]


def _parted(parse: Parse, speaker: int) -> int:
    """The comma or dash that parts what is said from the speaker at chunk ``speaker``: …, he said; …, as he said."""
    k = speaker - 1
    if k > 1 and parse.kinds[k] == "s" and parse.words[parse.chunks.starts[k]].lower() in parse.sets["as_noted"]:
        k -= 1
    return k if k > 0 and parse.kinds[k] in ",-" else -1


@report_rule(
    fires="<The mill would close in May>, {Ann Lee} said on Monday.",
    silent="The mill closed, and Ann Lee said goodbye.",
)
def trailing(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """…, he said; …, said Wallace, who …; The mill, he said, would close."""
    if not cue.clausal or cue.passive or cue.entry.group == "claim" or parse.kinds[cue.chunk] not in "ve":
        return None
    if parse.phrases[:1] and parse.phrases[0][0] == 0:
        return None  # According to Lee, it will begin in June: its content is what follows
    kinds, chunks = parse.kinds, parse.chunks
    found = parse.inverted(cue)
    if found is not None:
        content = trim(parse, 0, chunks.starts[cue.chunk - 1])
        if content[1] - content[0] < MIN_WORDS:
            return None
        return Report(sentence, Range(sentence, *found), Range(sentence, cue.start, cue.end), (content,))
    found = parse.speaker(cue) if _PARTED.search(kinds, 0, cue.chunk) else None
    if found is not None and found[0] > 0:
        k = _parted(parse, chunks.at(found[0])) + 1
        if k and found[1] <= cue.start:
            tail = _TRAILING_HEARER if cue.takes("hearer") else _TRAILING
            if tail.match(kinds[cue.after :]) and not parse.starts_clause(cue.after):
                return report_of(parse, sentence, cue, (0, chunks.starts[k - 1]))
            if kinds[cue.after : cue.after + 1] in (",", "-") and k > 1:
                adding = kinds[cue.after + 1 : cue.after + 2] == "g"  # …, he said, adding that …
                if _has_verb(parse, 0, k) and (adding or not _has_verb(parse, cue.after, len(kinds))):
                    return report_of(parse, sentence, cue, (0, chunks.starts[k - 1]))
                return report_of(
                    parse, sentence, cue, (0, chunks.starts[k - 1]), (chunks.ends[cue.after], len(parse.words))
                )
    return None


@report_rule(
    fires="As {Ann Lee} noted on Monday, <the mill would close in May>.",
    silent="As Ann Lee left, the mill closed.",
)
def as_noted(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """As Wallace noted, …."""
    comma = _AS_END.match(parse.kinds, cue.after)
    if comma is None or not cue.takes("that"):
        return None
    subject = parse.speaker(cue)
    if subject is None or subject[0] == 0 or parse.words[subject[0] - 1].lower() not in parse.sets["as_noted"]:
        return None
    return report_of(parse, sentence, cue, (parse.chunks.ends[comma.end() - 1], len(parse.words)))


@report_rule(
    fires="{Ann Lee} vowed <to close the mill>.",
    silent="Ann Lee went to the mill.",
)
def infinitive(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """He vowed to …; urged them to …."""
    if not cue.takes("inf"):
        return None
    k = _behind_hearer(parse, cue)
    if not _is_infinitive(parse, k):
        return None
    return report_of(parse, sentence, cue, (parse.chunks.starts[k], phrase_end(parse, k, cue)))


def _behind_hearer(parse: Parse, cue: Cue) -> int:
    """The chunk behind the hearer, if the cue takes one, and the time: told reporters on Monday …."""
    k = cue.after
    if cue.takes("hearer") and parse.kinds[k : k + 1] == "n":
        k += 1
    while parse.kinds[k : k + 1] == "r":
        k += 1
    return k


def _is_infinitive(parse: Parse, k: int) -> bool:
    """to close; and behind a verb that takes one also a "to" before a word that looks like a noun: vowed to fight."""
    if k >= len(parse.kinds) or parse.words[parse.chunks.starts[k]].lower() not in parse.sets["infinitive_marker"]:
        return False
    return parse.kinds[k] == "b" or (
        parse.kinds[k] == "i" and parse.tags[parse.chunks.ends[k] : parse.chunks.ends[k] + 1] in ("N", "A")
    )


@report_rule(
    fires="{Ann Lee} denied <selling the mill>.",
    silent="Ann Lee liked selling flour.",
)
def gerund(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """He denied taking bribes; recommended closing the mill."""
    if not cue.takes("ing") or parse.kinds[cue.after : cue.after + 1] != "g":
        return None
    return report_of(parse, sentence, cue, (parse.chunks.starts[cue.after], phrase_end(parse, cue.after, cue)))


def _takes_object(parse: Parse, k: int, cue: Cue) -> bool:
    """Is an object the content (denied the claim), or an object with its predicate (called her a liar)?"""
    if cue.takes("np") or k >= len(parse.kinds):
        return cue.takes("np")
    predicate = parse.kinds[k : k + 2] in _WITH_PREDICATE or parse.tags[parse.chunks.ends[k] - 1] == "A"
    return cue.takes("pred") and predicate


@report_rule(
    fires="{Ann Lee} denied <the allegations>.",
    silent="Ann Lee bought the mill.",
)
def noun_phrase(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """He cited a recent meeting; denied the allegations."""
    k = cue.after
    if (
        not _takes_object(parse, k, cue)
        or parse.kinds[cue.chunk] == "b"
        or parse.kinds[k : k + 1] != "n"
        or (cue.clausal and parse.starts_clause(k))
    ):
        return None
    return report_of(parse, sentence, cue, (parse.chunks.starts[k], noun_end(parse, k, cue)))


@report_rule(
    fires="{Ann Lee} complained about <the noise of the mill>.",
    silent="Ann Lee called at noon.",
)
def preposition(parse: Parse, sentence: int, cue: Cue) -> Report | None:
    """He called for …, complained about …, warned against …."""
    k = _behind_hearer(parse, cue)
    if parse.kinds[cue.chunk] == "b" or parse.kinds[k : k + 1] != "i":
        return None
    word = parse.words[parse.chunks.starts[k]].lower()
    if word in parse.sets["infinitive_marker"] or not cue.takes(word):  # behind "to" stands the hearer
        return None
    if parse.kinds[k + 1 : k + 2] not in ("n", "g"):
        return None
    return report_of(parse, sentence, cue, (parse.chunks.ends[k], noun_end(parse, k, cue)))


def according_to(parse: Parse, sentence: int) -> Iterator[Report]:
    """According to Wallace, …; …, according to Wallace."""
    for start, end in parse.phrases:
        if end >= len(parse.words):
            continue
        k = parse.chunks.at(end)
        found = parse.clauses.noun_group_right(k)
        if found is None:
            continue
        left = trim(parse, 0, start)
        right = trim(parse, found[1], len(parse.words))
        contents = tuple(c for c in (left, right) if c[1] - c[0] >= MIN_WORDS)
        if contents:
            yield Report(sentence, Range(sentence, *found), Range(sentence, start, end), contents)


def noun_clause(parse: Parse, sentence: int) -> Iterator[Report]:
    """Wallace's claim that the mill would close: the owner of a noun of saying."""
    for match in _NOUN_THAT.finditer(parse.kinds):
        owner = noun_owner(parse, match.start())
        if owner is None:
            continue
        mention, noun = owner
        comma = parse.kinds.find(",", match.end())
        verb = parse.clauses.finite.find("f", match.end())
        main = parse.clauses.finite.find("f", verb + 1) if verb >= 0 else -1
        ends = [parse.chunks.starts[k] for k in (comma, main) if k >= 0]
        start, end = trim(parse, parse.chunks.ends[match.end() - 1], min([*ends, len(parse.words)]))
        if end - start >= MIN_WORDS:
            yield Report(sentence, Range(sentence, *mention), Range(sentence, *noun), ((start, end),))
