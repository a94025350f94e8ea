"""The measures: how many quotations were found, with the right source, under the right name.

A *gold region* is a stretch between double quotation marks (:func:`benchmarks.regions.quoted_regions`) of which
the content of one gold attribution covers at least 80 %. A prediction *credits* a region when it has a mention or the
name of a speaker.

- quoted: ``detect`` asks whether gold regions are credited; ``end`` also that the mention overlaps the gold source;
  ``source_acc`` is the share of right sources among the credited gold regions.
- who: over the gold regions whose speaker is labelled by name; a region that is missed counts as wrong.
- indirect: attributions without a quoted region, matched one to one with the predictions of that kind by agreement
  of the content (0.5 or more). Recall asks for the attributions whose cue is a verb of saying; precision allows all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from benchmarks.names import same_canonical, same_entity
from benchmarks.polnear import Attribution, Extent, GoldArticle
from benchmarks.regions import agreement, length, overlap, quoted_regions, share_of, touches, trim
from benchmarks.words import word_list

COVERED = 0.8
INDIRECT = "indirect"
_NAMED = frozenset({"person", "organization"})
_HE_SHE = frozenset({"he", "she"})
_LETTERS = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system says of one quotation; all offsets in the article's text."""

    fragments: tuple[Extent, ...]
    """The words; several when interrupted."""
    mention: Extent | None = None
    cue: Extent | None = None
    name: str | None = None
    """The speaker's name after resolution."""
    alternatives: tuple[Extent, ...] = ()
    """Mentions of the speaker elsewhere, which count when there is no mention at the quotation."""
    kind: str = "direct"

    @property
    def credits(self) -> bool:
        """Does it say who spoke?"""
        return self.mention is not None or bool(self.name)


Figures = dict[str, float]
Counts = TypeVar("Counts", "QuotedCounts", "WhoCounts", "IndirectCounts")


def total(counts: Iterable[Counts], zero: Counts) -> Counts:
    """Field by field sum of the counts of many articles, from ``zero``."""
    names = [each.name for each in fields(zero)]
    sums = {name: getattr(zero, name) for name in names}
    for count in counts:
        for name in names:
            sums[name] += getattr(count, name)
    return type(zero)(**sums)


def ratio(part: int, whole: int) -> float:
    """0 when there is nothing to divide by."""
    return part / whole if whole else 0.0


def f_score(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# --- quoted -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuotedCounts:
    """Numbers of quoted regions."""

    regions: int = 0
    gold: int = 0
    gold_sourced: int = 0
    """Gold regions whose attribution has a source."""
    found: int = 0
    """Gold regions that any prediction covers."""
    credited: int = 0
    credited_gold: int = 0
    credited_sourced: int = 0
    right: int = 0

    def figures(self) -> Figures:
        detect_p, detect_r = ratio(self.credited_gold, self.credited), ratio(self.credited_gold, self.gold)
        unsourced = self.credited_gold - self.credited_sourced  # no source to be right or wrong about
        end_p, end_r = ratio(self.right, self.credited - unsourced), ratio(self.right, self.gold_sourced)
        return {
            "regions": self.regions,
            "gold": self.gold,
            "detect_P": detect_p,
            "detect_R": detect_r,
            "detect_F": f_score(detect_p, detect_r),
            "source_acc": ratio(self.right, self.credited_sourced),
            "end_P": end_p,
            "end_R": end_r,
            "end_F": f_score(end_p, end_r),
            "span_recall": ratio(self.found, self.gold),
        }


def count_quoted(article: GoldArticle, *, predicted: Sequence[Prediction]) -> QuotedCounts:
    """Compare the quotations of one article with its gold regions."""
    regions = quoted_regions(article.text)
    gold = gold_regions(article, regions)
    hits = _region_hits(article.text, regions, predicted)
    credited = {region: hit for region, hit in hits.items() if hit.credits}
    sourced = {region: hit for region, hit in credited.items() if region in gold and gold[region].source}
    return QuotedCounts(
        regions=len(regions),
        gold=len(gold),
        gold_sourced=sum(bool(attribution.source) for attribution in gold.values()),
        found=sum(region in gold for region in hits),
        credited=len(credited),
        credited_gold=sum(region in gold for region in credited),
        credited_sourced=len(sourced),
        right=sum(_names_source(hit, gold[region].source) for region, hit in sourced.items()),
    )


def gold_regions(article: GoldArticle, regions: Iterable[Extent]) -> dict[Extent, Attribution]:
    """The regions that are somebody's words, with the attribution that says whose."""
    owners = {region: owner(article, region) for region in regions}
    return {region: article.attributions[index] for region, index in owners.items() if index is not None}


def owner(article: GoldArticle, region: Extent) -> int | None:
    """The index of the attribution that covers the region best, if it covers enough of it."""
    shares = [share_of(region, attribution.content) for attribution in article.attributions]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= COVERED else None


def _region_hits(text: str, regions: Sequence[Extent], predicted: Sequence[Prediction]) -> dict[Extent, Prediction]:
    """The prediction for each region: the first that covers it, or the first with a mention."""
    hits: dict[Extent, Prediction] = {}
    for prediction in predicted:
        for region in (hit for fragment in prediction.fragments for hit in _covered_by(trim(text, fragment), regions)):
            kept = hits.setdefault(region, prediction)
            if kept.mention is None and prediction.mention is not None:
                hits[region] = prediction
    return hits


def _covered_by(fragment: Extent, regions: Sequence[Extent]) -> list[Extent]:
    """The regions that are this fragment; failing that, those inside it (a quotation over several paragraphs)."""
    if not length(fragment):
        return []
    same = [region for region in regions if _coincide(fragment, region)]
    return same or [region for region in regions if overlap(fragment, region) >= 0.9 * length(region)]


def _coincide(fragment: Extent, region: Extent) -> bool:
    shared = overlap(fragment, region)
    each_covers_other = shared >= COVERED * length(region) and shared >= COVERED * length(fragment)
    return each_covers_other or agreement([fragment], [region]) >= COVERED


def _names_source(prediction: Prediction, source: Sequence[Extent]) -> bool:
    mentions = prediction.alternatives if prediction.mention is None else (prediction.mention,)
    return any(touches(mention, source) for mention in mentions)


# --- who ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WhoCounts:
    """Numbers of gold regions whose speaker is labelled."""

    articles: int = 0
    labelled: int = 0
    right: int = 0
    named: int = 0
    """Labelled as a person or an organization."""
    canonical: int = 0
    he_she: int = 0
    """With a bare "he" or "she" as the source."""
    he_she_right: int = 0

    def figures(self) -> Figures:
        return {
            "articles": self.articles,
            "quotes": self.labelled,
            "who": ratio(self.right, self.labelled),
            "who_he_she": ratio(self.he_she_right, self.he_she),
            "he_she": self.he_she,
            "canonical": ratio(self.canonical, self.named),
        }


def count_who(article: GoldArticle, *, predicted: Sequence[Prediction]) -> WhoCounts:
    """Compare the speakers' names of one article; nothing is counted where it has no labels."""
    if not article.speakers:
        return WhoCounts()
    regions = quoted_regions(article.text)
    return total((_count_region(article, region, predicted) for region in regions), WhoCounts(articles=1))


def _count_region(article: GoldArticle, region: Extent, predicted: Sequence[Prediction]) -> WhoCounts:
    index = owner(article, region)
    label = article.speakers.get(index) if index is not None else None
    if index is None or label is None or label.kind == "unknown":
        return WhoCounts()
    source = article.attributions[index].source
    prediction = _first_credit(article.text, region, predicted)
    name = prediction.name if prediction else None
    named = label.kind in _NAMED
    right = same_entity(name, label.name)
    if prediction and not named and not right:  # somebody without a name is told apart by the mention only
        right = touches(prediction.mention, source)
    he_she = bool(source) and article.text[slice(*source[0])].lower() in _HE_SHE
    return WhoCounts(
        labelled=1,
        right=right,
        named=named,
        canonical=named and right and same_canonical(name, label.name),
        he_she=he_she,
        he_she_right=he_she and right,
    )


def _first_credit(text: str, region: Extent, predicted: Sequence[Prediction]) -> Prediction | None:
    return next((each for each in predicted if each.credits and _speaks(text, each, region)), None)


def _speaks(text: str, prediction: Prediction, region: Extent) -> bool:
    return any(
        agreement([trim(text, fragment)], [region]) >= COVERED or overlap(fragment, region) >= 0.9 * length(region)
        for fragment in prediction.fragments
    )


# --- indirect -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IndirectCounts:
    """Numbers of attributions without a quoted region, and of predictions."""

    said: int = 0
    """Gold with a verb of saying as its cue."""
    predicted: int = 0
    matched: int = 0
    matched_said: int = 0
    exact: int = 0
    """Matched with an agreement of 0.9 or more."""
    right: int = 0
    """Matched, and the mention overlaps the gold source."""

    def figures(self) -> Figures:
        precision, recall = ratio(self.matched, self.predicted), ratio(self.matched_said, self.said)
        return {
            "indirect": self.said,
            "predicted": self.predicted,
            "P": precision,
            "R": recall,
            "F": f_score(precision, recall),
            "exact": ratio(self.exact, self.matched),
            "source_acc": ratio(self.right, self.matched),
        }


def count_indirect(article: GoldArticle, *, predicted: Sequence[Prediction]) -> IndirectCounts:
    """Compare the reported speech without marks of one article; ``predicted`` may hold other kinds too."""
    gold = unquoted(article)
    indirect = [each for each in predicted if each.kind == INDIRECT]
    pairs = _match_contents(gold, indirect)
    return IndirectCounts(
        said=sum(_is_said(article.text, each) for each in gold),
        predicted=len(indirect),
        matched=len(pairs),
        matched_said=sum(_is_said(article.text, each) for each, _ in pairs),
        exact=sum(agreement(theirs.fragments, ours.content) >= 0.9 for ours, theirs in pairs),
        right=sum(touches(theirs.mention, ours.source) for ours, theirs in pairs),
    )


def unquoted(article: GoldArticle) -> list[Attribution]:
    """The attributions of an article that have a source and no quoted region."""
    regions = quoted_regions(article.text)
    return [each for each in article.attributions if each.source and not _is_quoted(each, regions)]


def _is_quoted(attribution: Attribution, regions: Iterable[Extent]) -> bool:
    """Does one piece of the content cover more than half of a quoted region?"""
    return any(overlap(region, piece) > length(region) / 2 for region in regions for piece in attribution.content)


def _match_contents(
    gold: Sequence[Attribution], predicted: Iterable[Prediction]
) -> list[tuple[Attribution, Prediction]]:
    """Each prediction, in order, with the best of the attributions that are still free."""
    free = list(range(len(gold)))
    pairs = []
    for prediction in predicted:
        scores = {index: agreement(prediction.fragments, gold[index].content) for index in free}
        best = max(free, key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= 0.5:
            free.remove(best)
            pairs.append((gold[best], prediction))
    return pairs


def _is_said(text: str, attribution: Attribution) -> bool:
    """Is there a verb of saying in the cue?"""
    words = (word for start, end in attribution.cue for word in _LETTERS.findall(text[start:end].lower()))
    return not word_list("saying_verbs").isdisjoint(words)


# --- all ----------------------------------------------------------------------------------------------------------


def score(articles: Sequence[GoldArticle], predictions: Mapping[str, Sequence[Prediction]]) -> dict[str, Figures]:
    """All figures over the articles, by measure; ``predictions`` by article name, an absent one is empty."""
    given = [(article, predictions.get(article.name, ())) for article in articles]
    quoted = [(article, [each for each in found if each.kind != INDIRECT]) for article, found in given]
    return {
        "quoted": total((count_quoted(a, predicted=found) for a, found in quoted), QuotedCounts()).figures(),
        "who": total((count_who(a, predicted=found) for a, found in quoted), WhoCounts()).figures(),
        "indirect": total((count_indirect(a, predicted=found) for a, found in given), IndirectCounts()).figures(),
    }
