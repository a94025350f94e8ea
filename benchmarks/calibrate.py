"""Measure each rule's precision on PolNeAR and write it where the records' ``confidence`` comes from.

    python -m benchmarks.calibrate --polnear DIR [--split train] [--write]

A record is right when its words are a gold content and its mention overlaps the gold source; a record of kind ``other``
when its words are nobody's. The precision is smoothed as (right + 1) / (n + 2), so that a rule seen twice is not sure.

Whether confidence means anything is shown by cross-validation: precisions from the articles of one half of the months,
tested on the other half, record by record, in bins of confidence. ``--write`` writes ``data/en/confidence.tsv``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import quoteattr
from benchmarks import report
from benchmarks.polnear import WHERE_TO_GET_IT, CorpusMissing, Extent, GoldArticle, read_corpus
from benchmarks.regions import agreement, quoted_regions, touches, trim
from benchmarks.scores import gold_regions
from quoteattr import Quote, QuoteKind

TARGET = Path(quoteattr.__file__).parent / "data" / "en" / "confidence.tsv"
BINS = (0.0, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
_SAME_WORDS = 0.8
_SAME_CONTENT = 0.5

Verdict = tuple[str, bool]
"""A rule and whether its record is right."""


def verdicts(article: GoldArticle) -> Iterator[Verdict]:
    """Every record of the article that the gold can judge, with the verdict."""
    quotes = quoteattr.extract_quotes(article.text, indirect=True)
    regions = quoted_regions(article.text)
    gold = gold_regions(article, regions)
    for quote in quotes:
        if quote.kind is QuoteKind.INDIRECT:
            yield quote.rule, _is_gold_report(article, quote, regions)
        elif quote.rule and quote.parent is None and (region := _region_of(article.text, quote, regions)) is not None:
            if quote.mention is None:
                yield quote.rule, region not in gold
            elif region not in gold or gold[region].source:
                yield quote.rule, region in gold and touches(_extent(quote), gold[region].source)


def _extent(quote: Quote) -> Extent:
    assert quote.mention is not None
    return quote.mention.start, quote.mention.end


def _region_of(text: str, quote: Quote, regions: Iterable[Extent]) -> Extent | None:
    words = trim(text, (quote.spans[0].start, quote.spans[0].end))
    return next((r for r in regions if agreement([words], [r]) >= _SAME_WORDS), None)


def _is_gold_report(article: GoldArticle, quote: Quote, regions: Sequence[Extent]) -> bool:
    spans = [(span.start, span.end) for span in quote.spans]
    return any(
        attribution.source
        and agreement(spans, attribution.content) >= _SAME_CONTENT
        and touches(_extent(quote), attribution.source)
        for attribution in article.attributions
    )


def precisions(found: Iterable[Verdict]) -> dict[str, tuple[float, int]]:
    """Rule to smoothed precision and count."""
    right: Counter[str] = Counter()
    n: Counter[str] = Counter()
    for rule, is_right in found:
        n[rule] += 1
        right[rule] += is_right
    return {rule: ((right[rule] + 1) / (n[rule] + 2), n[rule]) for rule in sorted(n)}


def calibration(articles: Sequence[GoldArticle]) -> list[list[str]]:
    """Rows of confidence bin, records, mean confidence, precision; each record judged with the other half's figures."""
    halves: tuple[list[Verdict], list[Verdict]] = ([], [])
    for article in articles:
        halves[_month(article) % 2].extend(verdicts(article))
    judged: list[tuple[float, bool]] = []
    for half in (0, 1):
        learned = precisions(halves[1 - half])
        judged += [(learned[rule][0], is_right) for rule, is_right in halves[half] if rule in learned]
    rows = []
    for low, high in pairwise(BINS):
        inside = [(confidence, is_right) for confidence, is_right in judged if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            precision = sum(is_right for _, is_right in inside) / len(inside)
            rows.append([f"{low:.2f} to {min(high, 1):.2f}", str(len(inside)), f"{mean:.2f}", f"{precision:.2f}"])
    return rows


def _month(article: GoldArticle) -> int:
    """Publishers name their files PUBLISHER_YYYY-MM-DD_…; anything else falls in the first half."""
    date = article.name.split("_")[1] if article.name.count("_") else ""
    return int(date[5:7]) if date[5:7].isdigit() else 0


def lexicon_file(found: dict[str, tuple[float, int]]) -> str:
    """The content of ``confidence.tsv``."""
    header = [
        "# Precision of each rule: the confidence of the records that it signs.",
        "# Source: measured on PolNeAR (Newell, Margolin and Ruths, LREC 2018) by benchmarks/calibrate.py.",
        "# Licence: MIT",
        "# Date: 2026-11",
        "# Columns: rule, precision smoothed as (right + 1) / (n + 2), n",
    ]
    return "\n".join([*header, *(f"{rule}\t{p:.3f}\t{n}" for rule, (p, n) in found.items())]) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.calibrate", description="precision of each rule on PolNeAR")
    parser.add_argument("--polnear", type=Path, required=True, metavar="DIR")
    parser.add_argument("--split", default="train")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    options = parser.parse_args(arguments)
    try:
        articles = read_corpus(options.polnear, options.split)
    except CorpusMissing as missing:
        print(f"{missing}; {WHERE_TO_GET_IT}", file=sys.stderr)
        return 2
    found = precisions(verdict for article in articles for verdict in verdicts(article))
    print(report.markdown_table(["rule", "precision", "n"], [[r, f"{p:.3f}", str(n)] for r, (p, n) in found.items()]))
    print()
    print(report.markdown_table(["confidence", "records", "mean confidence", "precision"], calibration(articles)))
    if options.write:
        TARGET.write_text(lexicon_file(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
