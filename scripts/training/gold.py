"""What the corpora say of a quotation: who may be credited with it, or that nobody says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.everyday import Candidate
from benchmarks.polnear import Extent, GoldArticle
from benchmarks.regions import agreement, overlap, quoted_regions, share_of, trim

_SAME_WORDS = 0.8
_HELD = 0.9
_SINGLE = "'‘‚’"


@dataclass(frozen=True)
class Verdict:
    """Who says a quotation: where he is mentioned; nobody where ``said`` is false."""

    said: bool
    mentions: tuple[Extent, ...] = ()
    """Empty although it is said: any mention will do, as the text does not tell."""

    def allows(self, mention: Extent) -> bool:
        """May this mention be credited?"""
        return self.said and (not self.mentions or any(overlap(mention, right) for right in self.mentions))


class Gold(Protocol):
    """An annotated article."""

    name: str
    corpus: str
    text: str

    def verdict(self, mark: str, parts: Sequence[Extent]) -> Verdict | None:
        """What is said of the quotation with this opening mark and these parts; None where the corpus is silent."""


class PolnearGold:
    """PolNeAR marks the sources of all speech; what stands between double marks and is no content, nobody says."""

    corpus = "polnear"

    def __init__(self, article: GoldArticle) -> None:
        self.name, self.text, self.article = article.name, article.text, article
        self._regions = quoted_regions(article.text)

    def verdict(self, mark: str, parts: Sequence[Extent]) -> Verdict | None:
        if mark in _SINGLE:
            return None
        inside = [trim(self.text, part) for part in parts]
        regions = [r for r in self._regions if any(_same(part, r) for part in inside)]
        if not regions:
            return None
        sources: list[Extent] = []
        said = False
        for region in regions:
            best = max(self.article.attributions, key=lambda a: share_of(region, a.content), default=None)
            if best is not None and share_of(region, best.content) >= _SAME_WORDS:
                said = True
                sources += best.source
        return Verdict(True, tuple(sources)) if sources else None if said else Verdict(False)


class EverydayGold:
    """Everyday news judges every quotation."""

    corpus = "everyday"

    def __init__(self, article: GoldArticle, judged: Sequence[Candidate]) -> None:
        self.name, self.text = article.name, article.text
        self._said = [(trim(article.text, c.extent), c.mention) for c in judged if c.attributed]

    def verdict(self, mark: str, parts: Sequence[Extent]) -> Verdict | None:
        inside = [trim(self.text, part) for part in parts]
        hits = [mention for extent, mention in self._said if any(_same(part, extent) for part in inside)]
        return Verdict(bool(hits), tuple(mention for mention in hits if mention is not None))


def _same(ours: Extent, theirs: Extent) -> bool:
    """The same words, or ours hold theirs: a quotation may go on over several of the annotation."""
    if ours[0] >= ours[1]:
        return False
    return agreement([ours], [theirs]) >= _SAME_WORDS or overlap(ours, theirs) >= _HELD * (theirs[1] - theirs[0])
