"""Why an option has its score, in words: what its features have seen, aspect by aspect, and what that weighs.

Single features tell little, since many see nearly the same (a kind of mention, that kind in such a place, before such a
quotation …). Those that look at one aspect are summed up, and the aspects add up to the score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from quoteattr.choice import features
from quoteattr.choice.features import Scorer
from quoteattr.choice.weights import Group, Value, Weights
from quoteattr.lexicon import Lexicon, load
from quoteattr.rules.words import rule_in_words
from quoteattr.types import Reason

Seen = Mapping[str, Value]
"""Feature to the value that it has seen; of a feature seen several times, the first."""


class Told(float):
    """A score that remembers what it is the sum of: feature, value and weight."""

    __slots__ = ("parts",)
    parts: tuple[tuple[str, Value, float], ...]

    @classmethod
    def of(cls, score: float, parts: tuple[tuple[str, Value, float], ...]) -> Told:
        """A score with its parts."""
        told = cls(score)
        told.parts = parts
        return told

    def __add__(self, other: float) -> Told:
        return Told.of(float(self) + float(other), self.parts + (other.parts if isinstance(other, Told) else ()))

    __radd__ = __add__


class _TellingGroup(Group):
    """A group whose sums remember their parts."""

    __slots__ = ("_features",)

    def __init__(self, group: Group, names: tuple[str, ...]) -> None:
        super().__init__(group.families)
        self._features = names

    def weigh(self, values: Sequence[Value]) -> Told:
        seen = zip(self._features, values, self.families, strict=False)
        parts = tuple((feature, value, family.get(value, 0.0)) for feature, value, family in seen)
        return Told.of(super().weigh(values), parts)


class _TellingWeights(Weights):
    def group(self, *features: str) -> Group:
        return _TellingGroup(super().group(*features), features)


@lru_cache(maxsize=8)
def telling_scorer(lexicon: Lexicon) -> Scorer:
    """A scorer of the same scores, to the last bit, from which :func:`reasons` can be told; it takes its time."""
    return Scorer(_TellingWeights(lexicon.source_weights))


def reasons(score: float) -> tuple[Reason, ...]:
    """What a score is made of, what speaks most for the option first; nothing for a score of a plain scorer."""
    parts = score.parts if isinstance(score, Told) else ()
    found = []
    for aspect in ASPECTS:
        seen = [part for part in parts if part[0] in aspect.features]
        weight = round(sum(weight for *_, weight in seen), 2)
        if weight:
            found.append(Reason(aspect.words({feature: value for feature, value, _ in reversed(seen)}), weight))
    return tuple(sorted(found, key=lambda reason: -reason.weight))


# --- aspects ----------------------------------------------------------------------------------------------------------


class Aspect(NamedTuple):
    """Something that features look at, and how what they see is told."""

    features: frozenset[str]
    words: Callable[[Seen], str]


def _word(seen: str, value: Value) -> str:
    """A value in words; empty where there is nothing to tell."""
    return load().reason_words.get((seen, str(value)), "")


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))


def _proposers(seen: Seen) -> str:
    """Such as: named right before the quotation."""
    return rule_in_words(str(seen["proposer.name"]))


def _kind(seen: Seen) -> str:
    """Such as: a person’s name."""
    kind = seen["mention.kind"]
    return _word("kind", kind) or f"“{kind}”"


def _place(seen: Seen) -> str:
    """Such as: close before the quotation, behind a preposition."""
    where = _word("gap", seen["place.gap"]) or _word("where", seen["place.where"])
    return _joined(where, _word("governed", seen["place.governed_where"][0]))


def _cue(seen: Seen) -> str:
    """Such as: the subject of a verb of speech, such as “said”."""
    group = seen["cue.group_side"][0]
    return _joined(f"the subject of {_word('cue', group)}", *_turns(seen))


def _turns(seen: Seen) -> Iterator[str]:
    """What is done to the verb: she was quoted, she would say."""
    for feature, words in (("cue.passive", "passive"), ("cue.modal", "behind a modal verb")):
        if seen[feature] == "yes":
            yield words


def _cue_elsewhere(seen: Seen) -> str:
    return f"in another sentence the subject of {_word('cue', seen['cue.elsewhere'])}"


def _last_speaker(seen: Seen) -> str:
    return f"spoke last, {_word('recent', seen['last_speaker.recent'])}"


def _history(seen: Seen) -> str:
    """Such as: has spoken before, is named in the words themselves."""
    spoken = _word("spoken", seen["history.spoken"])
    talked_about = "named in the words themselves" if seen["history.talked_about"] == "yes" else ""
    return _joined(spoken, _word("alike", seen["history.alike"]), talked_about)


def _look(seen: Seen) -> str:
    """Such as: two words, without capitals, no verb."""
    verb = "no verb" if seen["nobody.verb"] == "none" else ""
    return _joined(_word("size", seen["nobody.size"]), _word("capitals", seen["nobody.capitals"]), verb)


def _surroundings(seen: Seen) -> str:
    """Such as: inside its sentence, behind “the”."""
    before = str(seen["nobody.before"])
    behind = f"behind “{before}”" if before in load().function_words else ""
    return _joined(_word("form", seen["nobody.form"]), behind)


def _cues(seen: Seen) -> str:
    return _word("cues", seen["nobody.cues"])


def _article(seen: Seen) -> str:
    """Such as: somebody spoke in the sentence before, the same words twice near by."""
    recent = _word("recent", seen["nobody.recent"])
    spoke = f"somebody spoke {recent}" if recent else "nobody has spoken before"
    return _joined(spoke, _word("elsewhere", seen["nobody.elsewhere"]))


def _rules(seen: Seen) -> str:
    rule = str(seen.get("nobody.rule", seen["nobody.first_rule"]))
    return "no rule answers" if rule == "none" else f"the surest rule that answers: {rule_in_words(rule)}"


def _aspect(words: Callable[[Seen], str], *names: str) -> Aspect:
    return Aspect(frozenset(names), words)


_OF_KIND = ("place.kind_form", "place.kind_length", "place.kind_person", "place.ends_kind")

ASPECTS = (
    _aspect(_proposers, *features.PROPOSER, *features.PROPOSERS),
    _aspect(_kind, *features.MENTION, *_OF_KIND),
    _aspect(_place, *(name for name in features.PLACE if name not in _OF_KIND)),
    _aspect(_cue, *features.CUE, *features.FRAME),
    _aspect(_cue_elsewhere, *features.CUE_ELSEWHERE),
    _aspect(_last_speaker, *features.LAST_SPEAKER),
    _aspect(_history, *features.HISTORY),
    _aspect(
        _look,
        "nobody.always", "nobody.size", "nobody.capitals", "nobody.end", "nobody.person", "nobody.verb", "nobody.mark",
        "nobody.size_capitals", "nobody.size_form", "nobody.length_verb", "nobody.first_class", "nobody.last_class",
        "nobody.classes", "nobody.first_word",
    ),
    _aspect(
        _surroundings,
        "nobody.form", "nobody.before", "nobody.after", "nobody.chunks_before", "nobody.paragraph", "nobody.parts",
        "nobody.length_before", "nobody.form_line", "nobody.class_before", "nobody.class_after", "nobody.two_before",
        "nobody.group_before", "nobody.size_group_before", "nobody.sentence_before", "nobody.sentence_behind",
    ),
    _aspect(_cues, "nobody.cues", "nobody.form_cues", "nobody.nearest_cue", "nobody.cue_before"),
    _aspect(_article, "nobody.recent", "nobody.elsewhere", "nobody.form_recent"),
    _aspect(_rules, "nobody.first_rule", *features.RULE),
)  # fmt: skip
"""Of a mention and of nobody; each feature belongs to one."""
