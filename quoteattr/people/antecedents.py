"""He and she: the person a pronoun means, chosen by weights among those mentioned before.

The features are the salience factors of Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution", and
what news adds: who was just introduced, who spoke last. The weights are trained, see ``scripts/train_weights.py``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from quoteattr.choice.views import size
from quoteattr.choice.weights import Weights
from quoteattr.lexicon import Lexicon, Pronoun
from quoteattr.people.entities import Entity

FEATURES = (
    "person.distance", "person.paragraphs", "person.role", "person.distance_role", "person.paragraphs_role",
    "person.subject", "person.subject_paragraphs", "person.spoke", "person.speaker", "person.speaker_distance",
    "person.order", "person.order_distance", "person.count", "person.most", "person.introduced", "person.by",
    "person.by_distance", "person.gender", "person.evidence", "person.surely", "person.kind", "person.case_order",
    "person.alone", "person.title", "person.talked_about",
)  # fmt: skip
_COMPARED = 60  # persons; more are a list
_HORIZON = 14  # sentences after which a person is forgotten
_FAR = 4  # sentences that count as one distance
_NEVER = -1000
_YES_NO = ("no", "yes")


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

    def __init__(self, weights: Weights) -> None:
        self._group = weights.group(*FEATURES)
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
        return max(scored, key=lambda option: option[1])[0]

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
        alone = _YES_NO[len(compatible) == 1]
        return [
            (
                entity,
                self._score(
                    entity,
                    history,
                    pronoun,
                    (sentence, paragraph),
                    (order, most, alone, _YES_NO[entity in talked_about]),
                ),
            )
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
        self, entity: Entity, history: _History, pronoun: Pronoun, at: tuple[int, int], among: tuple[int, int, str, str]
    ) -> float:
        sentence, paragraph = at
        order, most, alone, talked_about = among
        last = history.last
        distance = size(sentence - last.sentence)
        paragraphs = size(min(3, paragraph - last.paragraph))
        subject = _since(sentence, history.subject)
        speaker = "none" if self._speaker is None else _YES_NO[entity is self._speaker]
        nth = size(min(order, 3))
        known = "known" if entity.gender else "unknown"
        evidence = (
            "title"
            if entity.title_gender
            else "given"
            if entity.given_gender
            else "pronoun"
            if known == "known"
            else "none"
        )
        introduced = _since(sentence, history.first.sentence)
        values = (
            distance, paragraphs, last.role, (distance, last.role), (paragraphs, last.role),
            subject, (subject, paragraphs), _since(sentence, history.spoke), speaker, (speaker, distance),
            nth, (nth, distance), size(history.count), _YES_NO[history.count == most], introduced, last.by,
            (last.by, distance), known, evidence, _YES_NO[entity.is_surely_person], entity.kind, (pronoun.case, nth),
            alone, _YES_NO[bool(entity.roles)], talked_about,
        )  # fmt: skip
        return self._group.weigh(values)


def _since(sentence: int, before: int) -> str:
    """Sentences since, as one of a few sizes."""
    return "never" if before == _NEVER else size(min(_FAR, sentence - before))


@lru_cache(maxsize=8)
def antecedent_weights(lexicon: Lexicon) -> Weights:
    """The weights of a lexicon for pronouns."""
    return Weights(lexicon.pronoun_weights)
