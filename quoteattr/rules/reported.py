"""Rules for reported speech without marks: He stressed that …; …, he said; according to Wallace, ….

A rule reads one cue of a sentence and answers with the ranges of what is said. Contents follow the PARC and PolNeAR
guidelines: the clause without its "that", an interrupted clause in two ranges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from quoteattr.cues import Cue, Parse
from quoteattr.layout import BOILERPLATE
from quoteattr.lexicon import Lexicon, in_any_case
from quoteattr.rules.base import Context, Place, Range, noun_owner, subject_of
from quoteattr.syntax.sentences import Sentence

_TRAILING = re.compile(r"(?:r|in)*[.]*$")
_TRAILING_HEARER = re.compile(r"(?:[rn]|in)*[.]*$")
_PARTED = re.compile("[,-]")
_BETWEEN = re.compile(r"(?:r|i[na])*")
_TO_THAT = re.compile("(?:r|i[na]|,){0,6}k")
_HEARER_TO_THAT = re.compile("n?(?:r|i[na]|,){0,6}k")
_AS_END = re.compile("(?:r|in)*,")
_COMMA = re.compile(",(?!c?n)")
_WITH_PREDICATE = frozenset({"nn", "na", "ne", "ng"})  # her a liar, the race rigged
_SECOND_VERB = re.compile("cr*[ve]")
_NOUN_CHUNKS = 24  # of a content that is a noun group
_NOUN_THAT = re.compile("nk")
_MIN_WORDS = 2
_MOST_CUES = 40  # in one sentence; more is no prose, and each content would hold all the next
_COMPARED = 5  # cues or contents of a sentence that one is compared with; more are a list of nothing


class Report(NamedTuple):
    """Reported speech: who, by which cue, and the unit ranges of the content."""

    sentence: int
    mention: Range
    cue: Range
    contents: tuple[tuple[int, int], ...]


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


def _report(parse: Parse, sentence: int, cue: Cue, *contents: tuple[int, int]) -> Report | None:
    mention = subject_of(parse, Place(-1, sentence, 0, 0), cue)
    if mention is None:
        return None
    trimmed = tuple(t for t in (_trim(parse, *c) for c in contents) if t[1] > t[0])
    if any(start < cue.end and cue.start < end for start, end in trimmed):
        return None
    words = sum(end - start for start, end in trimmed)
    if words < _MIN_WORDS or any(s < mention.end and mention.start < e for s, e in trimmed):
        return None
    return Report(sentence, mention, Range(sentence, cue.start, cue.end), trimmed)


def _trim(parse: Parse, start: int, end: int) -> tuple[int, int]:
    while end > start and parse.tags[end - 1] in ",;:-.(C":
        end -= 1
    while start < end and parse.tags[start] in ",;:-.)":
        start += 1
    return start, end


def _clause_end(parse: Parse, k: int, cue: Cue) -> int:
    """The unit where the clause that starts at chunk ``k`` ends: the sentence, or what no longer is said by this cue.

    That is the next cue of the same speaker (… and warned that …), a new speaker's clause (…, and Lavrov said …), a
    trailing "according to", and the comma behind a subordinate clause (While Wallace said that …, he …).
    """
    ends = [len(parse.words), *(start for start, _ in parse.phrases if start > parse.chunks.starts[k])]
    stop = parse.kinds.find(";", k)
    if stop >= 0:
        ends.append(parse.chunks.starts[stop])
    if _subordinate(parse, cue):
        comma = parse.kinds.find(",", k)
        if comma >= 0:
            ends.append(parse.chunks.starts[comma])
    ends += (end for other in parse.cues_from(k + 1)[:_COMPARED] for end in _next_cue(parse, k, cue, other))
    return min(ends)


def _has_verb(parse: Parse, start: int, stop: int) -> bool:
    return "f" in parse.clauses.finite[start:stop]


def _subordinate(parse: Parse, cue: Cue) -> bool:
    """Does the cue stand in a subordinate or relative clause, so that the main clause comes behind a comma?"""
    subject = parse.speaker(cue)
    if subject is None:
        return False
    if parse.tags[subject[1] - 1] == "W":
        return True
    first = parse.chunks.at(subject[0])
    return first > 0 and parse.kinds[first - 1] == "s" and (first == 1 or parse.kinds[first - 2] in ",c")


def _next_cue(parse: Parse, k: int, cue: Cue, other: Cue) -> Iterator[int]:
    """Where another cue behind ``k`` ends the content of this one."""
    before = other.chunk - 1
    while before > k and parse.kinds[before] == "r":
        before -= 1
    if parse.kinds[other.chunk] == "g" and parse.kinds[before] == "," and other.clausal:
        yield parse.chunks.starts[before]
    if parse.kinds[before] == "c" and parse.speaker(cue) is not None:
        inner = parse.speaker(other)
        comma = before > 0 and parse.kinds[before - 1] == ","
        if other.entry.group in ("say", "write") or (
            comma and other.entry.group == "claim" and inner == parse.speaker(cue)
        ):
            start = parse.chunks.starts[before]
            yield start - 1 if start and parse.tags[start - 1] == "," else start
    found = parse.speaker(other)
    if found is not None and found[0] > cue.end and other.entry.group == "say":
        first = parse.chunks.at(found[0])
        if first > k + 1 and parse.kinds[first - 1] == "c":
            start = parse.chunks.starts[first - 1]
            yield start - 1 if start and parse.tags[start - 1] == "," else start


def _phrase_end(parse: Parse, k: int, cue: Cue) -> int:
    """Where a content that is no clause of its own ends: like a clause, or at a comma that no list goes on behind."""
    comma = _COMMA.search(parse.kinds, k)
    end = _clause_end(parse, k, cue)
    return end if comma is None else min(end, parse.chunks.starts[comma.start()])


def _noun_end(parse: Parse, k: int, cue: Cue) -> int:
    """Where a noun group that is content ends: at the latest before a clause beside it or a second verb."""
    kinds = parse.kinds
    end = _phrase_end(parse, k, cue)
    for j in range(k + 1, min(len(kinds), k + _NOUN_CHUNKS)):
        if kinds[j] in "wkve" or parse.chunks.starts[j] >= end:
            break
        if (kinds[j] == "s" and parse.starts_clause(j + 1)) or _SECOND_VERB.match(kinds, j):
            return parse.chunks.starts[j]
    return end


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
    return _report(parse, sentence, cue, (start, _clause_end(parse, k, cue)))


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
    return _report(parse, sentence, cue, (parse.chunks.starts[k], _clause_end(parse, k, cue)))


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
    return _report(parse, sentence, cue, (parse.chunks.starts[k], _clause_end(parse, k, cue)))


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
        content = _trim(parse, 0, chunks.starts[cue.chunk - 1])
        if content[1] - content[0] < _MIN_WORDS:
            return None
        return Report(sentence, Range(sentence, *found), Range(sentence, cue.start, cue.end), (content,))
    found = parse.speaker(cue) if _PARTED.search(kinds, 0, cue.chunk) else None
    if found is not None and found[0] > 0:
        k = _parted(parse, chunks.at(found[0])) + 1
        if k and found[1] <= cue.start:
            tail = _TRAILING_HEARER if cue.takes("hearer") else _TRAILING
            if tail.match(kinds[cue.after :]) and not parse.starts_clause(cue.after):
                return _report(parse, sentence, cue, (0, chunks.starts[k - 1]))
            if kinds[cue.after : cue.after + 1] in (",", "-") and k > 1:
                adding = kinds[cue.after + 1 : cue.after + 2] == "g"  # …, he said, adding that …
                if _has_verb(parse, 0, k) and (adding or not _has_verb(parse, cue.after, len(kinds))):
                    return _report(parse, sentence, cue, (0, chunks.starts[k - 1]))
                return _report(
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
    return _report(parse, sentence, cue, (parse.chunks.ends[comma.end() - 1], len(parse.words)))


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
    return _report(parse, sentence, cue, (parse.chunks.starts[k], _phrase_end(parse, k, cue)))


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
    return _report(parse, sentence, cue, (parse.chunks.starts[cue.after], _phrase_end(parse, cue.after, cue)))


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
    return _report(parse, sentence, cue, (parse.chunks.starts[k], _noun_end(parse, k, cue)))


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
    return _report(parse, sentence, cue, (parse.chunks.ends[k], _noun_end(parse, k, cue)))


def according_to(parse: Parse, sentence: int) -> Iterator[Report]:
    """According to Wallace, …; …, according to Wallace."""
    for start, end in parse.phrases:
        if end >= len(parse.words):
            continue
        k = parse.chunks.at(end)
        found = parse.clauses.noun_group_right(k)
        if found is None:
            continue
        left = _trim(parse, 0, start)
        right = _trim(parse, found[1], len(parse.words))
        contents = tuple(c for c in (left, right) if c[1] - c[0] >= _MIN_WORDS)
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
        start, end = _trim(parse, parse.chunks.ends[match.end() - 1], min([*ends, len(parse.words)]))
        if end - start >= _MIN_WORDS:
            yield Report(sentence, Range(sentence, *mention), Range(sentence, *noun), ((start, end),))


REPORT_RULES: tuple[ReportRule, ...] = (
    trailing,
    as_noted,
    that_clause,
    wh_clause,
    bare_clause,
    infinitive,
    gerund,
    preposition,
    noun_phrase,
)


PHRASE_RULES = (according_to, noun_clause)
"""Rules that read a sentence, not a verb of saying."""
REPORT_RULE_NAMES = (*(rule.name for rule in REPORT_RULES), *(find.__name__ for find in PHRASE_RULES))


def report(ctx: Context, *, off: frozenset[str]) -> list[tuple[Report, str]]:
    """All reported speech of the article with the name of the rule that found it.

    What holds a quotation is left to the quotation's own record.
    """
    kept: list[tuple[Report, str]] = []
    for found, name in _reports(ctx, off):
        beside = (other for other, _ in reversed(kept[-_COMPARED:]) if other.sentence == found.sentence)
        if not _holds_quotation(ctx, found) and not any(_cross(found, other) for other in beside):
            kept.append((found, name))
    return kept


def _cross(one: Report, other: Report) -> bool:
    """Do two contents overlap without one holding the other?"""
    return any(a < c < b < d or c < a < d < b for a, b in one.contents for c, d in other.contents)


def _candidates(ctx: Context) -> Iterator[Sentence]:
    """The sentences with a word that a report needs: a third of all need no parse."""
    found = iter(ctx.tokens.where(_reporting_words(ctx.lexicon)))
    token = next(found, None)
    for sentence in ctx.sentences:
        while token is not None and token < sentence.first:
            token = next(found, None)
        if token is None:
            return
        if token < sentence.last and sentence.kind not in BOILERPLATE:
            yield sentence


@lru_cache(maxsize=8)
def _reporting_words(lexicon: Lexicon) -> frozenset[str]:
    """The first words of all cues for which a rule here could answer."""
    single = (word for word, form in lexicon.cues.items() if form.entry.group != "think")
    phrases = (phrase[0] for phrase in lexicon.cue_phrases)
    return in_any_case([*single, *lexicon.phrases, *phrases, *lexicon.cue_nouns])


def _reports(ctx: Context, off: frozenset[str]) -> Iterator[tuple[Report, str]]:
    used = {a.match.cue for a in ctx.done.values() if a.match.cue is not None}
    rules = [rule for rule in REPORT_RULES if rule.name not in off]
    for sentence in _candidates(ctx):
        parse = ctx.parse(sentence.index)
        for find in PHRASE_RULES:
            if find.__name__ not in off:
                yield from ((found, find.__name__) for found in find(parse, sentence.index))
        for cue in parse.cues if len(parse.cues) <= _MOST_CUES else ():
            if cue.entry.group == "think" or not parse.opens_content(cue):
                continue
            if Range(sentence.index, cue.start, cue.end) in used:
                continue
            for rule in rules:
                answer = rule.find(parse, sentence.index, cue)
                if answer is not None:
                    yield answer, rule.name
                    break
        ctx.release(sentence.index)


def _holds_quotation(ctx: Context, found: Report) -> bool:
    tags = ctx.parse(found.sentence).tags
    return any("Q" in tags[start:end] for start, end in found.contents)
