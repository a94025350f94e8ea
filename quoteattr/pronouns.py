"""He and she: the person a pronoun means, decided by subject and topic before nearness.

The weights follow the salience factors of Lappin and Leass (1994), "An algorithm for pronominal anaphora
resolution": recency, subject emphasis, and for news the speaker of the last quotation.
"""

from __future__ import annotations

from collections import deque
from math import log
from typing import NamedTuple

from quoteattr.people import Entity

RECENCY = 1.0  # lost with each sentence that passes
DESCRIBED = 1.6  # the same for a description, which looks less far back than a pronoun
SUBJECT = 1.4
OPENING = 0.5  # first words of its sentence
SPEAKER = 1.6  # was credited with a quotation there
POSSESSIVE = -0.7  # "Wallace's aides" are more the topic than Wallace
OBLIQUE = -0.4  # behind a preposition
PARAGRAPH = 0.3  # lost with each paragraph
FREQUENCY = 0.35  # for each doubling of the times named so far
UNKNOWN_GENDER = -0.8
NO_PERSON = -1.5  # nothing says that the name is a person's
_MEMORY = 60  # mentions looked back on
_HORIZON = 14  # sentences after which a person is forgotten


class Seen(NamedTuple):
    """A mention that has passed: who, where and how prominent."""

    entity: Entity
    sentence: int
    paragraph: int
    prominence: float


class Salience:
    """The persons mentioned so far, fed in text order."""

    def __init__(self) -> None:
        self._seen: deque[Seen] = deque(maxlen=_MEMORY)
        self._count: dict[Entity, int] = {}

    def mention(self, entity: Entity, sentence: int, paragraph: int, prominence: float) -> None:
        """A person is mentioned, by name or by a pronoun already resolved."""
        self._seen.append(Seen(entity, sentence, paragraph, prominence))
        self._count[entity] = self._count.get(entity, 0) + 1

    def topic(self, gender: str, sentence: int, paragraph: int) -> Entity | None:
        """The most salient person for a description such as "the billionaire"; only one surely a person will do."""
        found = self.resolve(gender, sentence, paragraph, recency=DESCRIBED)
        return found if found is not None and found.is_surely_person else None

    def resolve(self, gender: str, sentence: int, paragraph: int, recency: float = RECENCY) -> Entity | None:
        """The most salient person whom a pronoun of this gender can mean; None if there is none."""
        best: dict[Entity, float] = {}
        for seen in self._seen:
            if (gender and seen.entity.gender not in (gender, "")) or sentence - seen.sentence > _HORIZON:
                continue
            score = seen.prominence - recency * (sentence - seen.sentence) - PARAGRAPH * (paragraph - seen.paragraph)
            if score > best.get(seen.entity, -99.0):
                best[seen.entity] = score
        if not best:
            return None

        def total(entity: Entity) -> float:
            doubt = 0.0
            if gender:
                doubt = (0.0 if entity.gender else UNKNOWN_GENDER) + (0.0 if entity.is_surely_person else NO_PERSON)
            return best[entity] + doubt + FREQUENCY * log(self._count[entity], 2)

        return max(best, key=lambda e: (total(e), e.order))
