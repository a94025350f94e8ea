"""Examples of what is reported speech: each report that a rule proposes, kept or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.polnear import GoldArticle
from benchmarks.regions import agreement
from benchmarks.scores import unquoted
from quoteattr.choice.chooser import choose
from quoteattr.choice.features import Scorer
from quoteattr.choice.reports import BESIDE, REPORT, score
from quoteattr.choice.weights import Weights
from quoteattr.parser import context
from quoteattr.rules.base import Attribution
from quoteattr.rules.runner import attribute
from scripts.training.examples import Example, Recorder

_AGREES = 0.5
"""As the measure of reported speech: a content is found where at least half of the characters agree."""


def report_examples(articles: Iterable[GoldArticle], recorder: Recorder, sources: Weights) -> Iterator[Example]:
    """One example for each report; its first option is that it is none. ``sources`` choose who says the quotations."""
    scorer = Scorer(sources)
    for article in articles:
        judge = _Judge(article, recorder)
        choose(judge.ctx, off=frozenset(), scorer=scorer)
        attribute(judge.ctx, off=frozenset(), indirect=True, judge=judge)
        yield from judge.examples


class _Judge:
    """Looks at the reports of one article while their sentences are read, and drops them all."""

    def __init__(self, article: GoldArticle, recorder: Recorder) -> None:
        self.article = article
        self.ctx, _ = context(article.text)
        self.examples: list[Example] = []
        self._contents = [each.content for each in unquoted(article)]
        self._groups = [recorder.group(*features) for features in (REPORT, BESIDE)]

    def __call__(self, report: Attribution) -> None:
        spans = [self.ctx.tokens.span(*content) for content in report.proposal.content]
        right = any(agreement(spans, content) >= _AGREES for content in self._contents)
        seen = score(self.ctx, report, *self._groups)  # type: ignore[arg-type]  # it records where weights are summed up
        self.examples.append(Example(self.article.name, "polnear", ((), seen), (not right, right)))  # type: ignore[arg-type]
