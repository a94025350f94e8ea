"""Whom the article talks about: what a description or *it* means, by subject and topic before nearness.

The weights follow the salience factors of Lappin and Leass (1994), "An algorithm for pronominal anaphora
resolution": recency, subject emphasis, and for news the speaker of the last quotation.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from math import log2

from quoteattr.people.entities import Entity

RECENCY = 1.0  # lost with each sentence that passes
DESCRIBED = 1.6  # the same for a description, which looks less far back than a pronoun
SUBJECT = 1.4
OPENING = 0.5  # first words of its sentence
SPEAKER = 1.6  # was credited with a quotation there
POSSESSIVE = -0.7  # "Wallace's aides" are more the topic than Wallace
OBLIQUE = -0.4  # behind a preposition
PARAGRAPH = 0.3  # lost with each paragraph
FREQUENCY = 0.35  # for each doubling of the times named so far
PROMINENCE = {
    "subject": SUBJECT,
    "subject_opening": SUBJECT + OPENING,
    "oblique": OBLIQUE,
    "oblique_opening": OBLIQUE + OPENING,
    "possessive": POSSESSIVE,
    "other": 0.0,
    "other_opening": OPENING,
    "speaker": SUBJECT + SPEAKER,
}
"""What a role of a mention adds."""
UNKNOWN_GENDER = -0.4  # a title tells none: Sen. Quist
NO_PERSON = -1.5  # nothing says that the name is a person's
_COMPARED = 60  # persons; more are a list
_LOWEST = float("-inf")
_HORIZON = 14  # sentences after which a person is forgotten


class Salience:
    """The persons mentioned so far, fed in text order.

    Prominence fades along a straight line, the same for all mentions of a person. So the mention that counts stays the
    same however far the text goes on, and one height a person is kept: the prominence that it had at the start.
    """

    def __init__(self) -> None:
        self._told: list[tuple[Entity, int, int, float]] = []
        """Mentions that nothing was asked about since: most articles ask little."""
        self._last: dict[Entity, int] = {}
        """Person to the sentence of the last mention, in the order of these."""
        self._count: dict[Entity, int] = {}
        self._heights: dict[float, dict[Entity, float]] = {RECENCY: {}, DESCRIBED: {}}

    def mention(self, entity: Entity, sentence: int, paragraph: int, prominence: float) -> None:
        """A person is mentioned, by name or by a pronoun already resolved."""
        self._told.append((entity, sentence, paragraph, prominence))

    def _weigh_told(self) -> None:
        for entity, sentence, paragraph, prominence in self._told:
            self._last.pop(entity, None)
            self._last[entity] = sentence
            self._count[entity] = self._count.get(entity, 0) + 1
            for recency, heights in self._heights.items():
                height = prominence + recency * sentence + PARAGRAPH * paragraph
                if height > heights.get(entity, _LOWEST):
                    heights[entity] = height
        self._told.clear()

    def topic(self, gender: str, sentence: int) -> Entity | None:
        """The most salient person for a description such as "the billionaire"; only one surely a person will do."""
        found = self._highest(gender, sentence, DESCRIBED)
        return found if found is not None and found.is_surely_person else None

    def company(self, sentence: int) -> Entity | None:
        """The most salient name for "the company"; one that is surely a person's will not do."""
        return self._highest("", sentence, RECENCY, lambda entity: not entity.gender and not entity.roles)

    def resolve(self, gender: str, sentence: int) -> Entity | None:
        """The most salient person whom a pronoun of this gender can mean; None if there is none."""
        return self._highest(gender, sentence, RECENCY)

    def _highest(
        self, gender: str, sentence: int, recency: float, can_be: Callable[[Entity], bool] = bool
    ) -> Entity | None:
        self._weigh_told()
        heights = self._heights[recency]
        best: tuple[float, int, Entity] | None = None
        for entity in islice(reversed(self._last), _COMPARED):
            if sentence - self._last[entity] > _HORIZON:
                break
            known = entity.gender
            if (gender and known not in (gender, "")) or not can_be(entity):
                continue
            score = heights[entity] + FREQUENCY * log2(self._count[entity])
            if gender:
                score += (0.0 if known else UNKNOWN_GENDER) + (0.0 if entity.is_surely_person else NO_PERSON)
            if best is None or (score, entity.order) > best[:2]:
                best = score, entity.order, entity
        return None if best is None else best[2]
