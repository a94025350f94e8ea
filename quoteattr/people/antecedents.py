"""He and she: the person a pronoun means, chosen by weights among those mentioned before.

The features are the salience factors of Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution", and
what news adds: who was just introduced, who spoke last. The weights are trained, see ``scripts/train_weights.py``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from quoteattr.choice.views import COUNTS, YES_NO, size
from quoteattr.choice.weights import Sums, Value, Weights
from quoteattr.lexicon import Lexicon, Pronoun
from quoteattr.people.entities import Entity

PLACE = (
    "person.distance", "person.paragraphs", "person.role", "person.distance_role", "person.paragraphs_role",
    "person.by", "person.by_distance",
)  # fmt: skip
ACTIVITY = (
    "person.subject", "person.subject_paragraphs", "person.spoke", "person.speaker", "person.speaker_distance",
    "person.introduced",
)  # fmt: skip
RANK = (
    "person.order", "person.order_distance", "person.case_order", "person.alone", "person.count", "person.most",
    "person.talked_about",
)  # fmt: skip
IDENTITY = ("person.gender", "person.evidence", "person.surely", "person.kind", "person.title")
FEATURES = (*PLACE, *ACTIVITY, *RANK, *IDENTITY)
_COMPARED = 60  # persons; more are a list
_HORIZON = 14  # sentences after which a person is forgotten
_FAR = 4  # sentences that count as one distance
_NEVER = -1000
_DIGITS = 6  # of a score; weights have two


class Mentioned(NamedTuple):
    """How somebody was mentioned."""

    sentence: int
    paragraph: int
    role: str
    """``subject``, ``oblique``, ``possessive``, ``other``, each perhaps at the opening of a sentence; ``speaker``."""
    by: str
    """``full``, ``short``, ``pronoun``, ``description``."""


class _History:
    """What is kept of a person."""

    __slots__ = ("count", "first", "last", "spoke", "subject")

    def __init__(self, first: Mentioned) -> None:
        self.first = self.last = first
        self.count = 0
        self.subject = self.spoke = _NEVER


class Antecedents:
    """The persons mentioned so far, fed in text order."""

    def __init__(self, factors: Factors) -> None:
        self._factors = factors
        self._seen: dict[Entity, _History] = {}
        """In the order of the last mentions."""
        self._speaker: Entity | None = None

    def mention(self, entity: Entity, how: Mentioned) -> None:
        """A person is mentioned, by name or by a pronoun already resolved."""
        history = self._seen.pop(entity, None) or _History(how)
        self._seen[entity] = history
        history.last = how
        history.count += 1
        if how.role == "speaker":
            history.spoke = history.subject = how.sentence
            self._speaker = entity
        elif how.role.startswith("subject"):
            history.subject = how.sentence

    def resolve(
        self,
        pronoun: Pronoun,
        sentence: int,
        paragraph: int,
        other_than: Entity | None = None,
        talked_about: frozenset[Entity] = frozenset(),
    ) -> Entity | None:
        """The likeliest person whom a pronoun can mean; None if there is none.

        Whoever is ``talked_about`` in the words that the pronoun says is less likely to say them.
        """
        compatible = self._compatible(pronoun.gender, sentence, other_than)
        if len(compatible) < 2:
            return compatible[0][0] if compatible else None
        scored = self._scored(compatible, pronoun, sentence, paragraph, talked_about)
        # Of two alike the one mentioned last, on every Python: how sums of floats are rounded differs between them.
        scores = [round(score, _DIGITS) for _, score in scored]
        return scored[scores.index(max(scores))][0]

    def options(
        self,
        pronoun: Pronoun,
        sentence: int,
        paragraph: int,
        other_than: Entity | None = None,
        talked_about: frozenset[Entity] = frozenset(),
    ) -> list[tuple[Entity, float]]:
        """The persons whom a pronoun can mean with their scores, who was mentioned last first."""
        compatible = self._compatible(pronoun.gender, sentence, other_than)
        return self._scored(compatible, pronoun, sentence, paragraph, talked_about)

    def _scored(
        self,
        compatible: list[tuple[Entity, _History]],
        pronoun: Pronoun,
        sentence: int,
        paragraph: int,
        talked_about: frozenset[Entity],
    ) -> list[tuple[Entity, float]]:
        most = max((history.count for _, history in compatible), default=0)
        at, alone, case = (sentence, paragraph), YES_NO[len(compatible) == 1], pronoun.case
        score = self._score
        return [
            (entity, score(entity, history, case, at, (order, most, alone, YES_NO[entity in talked_about])))
            for order, (entity, history) in enumerate(compatible)
        ]

    def _compatible(self, gender: str, sentence: int, other_than: Entity | None) -> list[tuple[Entity, _History]]:
        """Persons of that gender or of none known, who was mentioned last first."""
        out = []
        for entity in islice(reversed(self._seen), _COMPARED):
            history = self._seen[entity]
            if sentence - history.last.sentence > _HORIZON:
                break
            if entity is not other_than and entity.gender in (gender, ""):
                out.append((entity, history))
        return out

    def _score(
        self, entity: Entity, history: _History, case: str, at: tuple[int, int], among: tuple[int, int, str, str]
    ) -> float:
        sentence, paragraph = at
        order, most, alone, talked_about = among
        last, count, factors = history.last, history.count, self._factors
        distance = size(sentence - last.sentence)
        paragraphs = _up_to(3, paragraph - last.paragraph)
        subject, spoke = _since(sentence, history.subject), _since(sentence, history.spoke)
        speaker = "none" if self._speaker is None else YES_NO[entity is self._speaker]
        introduced = _since(sentence, history.first.sentence)
        most_named = YES_NO[count == most]
        surely, titled = YES_NO[entity.is_surely_person], YES_NO[bool(entity.roles)]
        return (
            factors.place[distance, paragraphs, last.role, last.by]
            + factors.activity[subject, paragraphs, spoke, speaker, distance, introduced]
            + factors.rank[_up_to(3, order), distance, case, alone, size(count), most_named, talked_about]
            + factors.identity[_evidence(entity), surely, entity.kind, titled]
        )


def _place(distance: str, paragraphs: str, role: str, by: str) -> tuple[Value, ...]:
    return distance, paragraphs, role, (distance, role), (paragraphs, role), by, (by, distance)


def _activity(
    subject: str, paragraphs: str, spoke: str, speaker: str, distance: str, introduced: str
) -> tuple[Value, ...]:
    return subject, (subject, paragraphs), spoke, speaker, (speaker, distance), introduced


def _rank(
    nth: str, distance: str, case: str, alone: str, count: str, most: str, talked_about: str
) -> tuple[Value, ...]:
    return nth, (nth, distance), (case, nth), alone, count, most, talked_about


def _identity(evidence: str, surely: str, kind: str, titled: str) -> tuple[Value, ...]:
    return "unknown" if evidence == "none" else "known", evidence, surely, kind, titled


class Factors:
    """The features of a person by what they are told by, each group with its sums."""

    def __init__(self, weights: Weights) -> None:
        group = weights.group
        self.place, self.activity = Sums(group(*PLACE), _place), Sums(group(*ACTIVITY), _activity)
        self.rank, self.identity = Sums(group(*RANK), _rank), Sums(group(*IDENTITY), _identity)


def _evidence(entity: Entity) -> str:
    """What tells the gender of somebody."""
    if entity.title_gender:
        return "title"
    if entity.given_gender:
        return "given"
    return "pronoun" if entity.pronouns else "none"


def _since(sentence: int, before: int) -> str:
    """Sentences since, as one of a few sizes."""
    return "never" if before == _NEVER else _up_to(_FAR, sentence - before)


def _up_to(most: int, number: int) -> str:
    """A number as one of a few sizes, none above that of ``most``."""
    return COUNTS[number if number < most else most]


@lru_cache(maxsize=8)
def factors_of(lexicon: Lexicon) -> Factors:
    """The one table of a lexicon for pronouns."""
    return Factors(Weights(lexicon.pronoun_weights))
