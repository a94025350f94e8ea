"""Examples of whom he and she mean: the pronouns that the corpora name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from benchmarks.everyday import Candidate
from benchmarks.names import same_entity
from benchmarks.polnear import GoldArticle
from quoteattr.choice.chooser import choose
from quoteattr.choice.features import Scorer
from quoteattr.choice.weights import Weights
from quoteattr.lexicon import Pronoun
from quoteattr.parser import context
from quoteattr.people.antecedents import Antecedents, Factors
from quoteattr.people.entities import Entity, People
from quoteattr.rules.base import Context
from quoteattr.rules.runner import attribute
from quoteattr.speakers import Resolver
from quoteattr.syntax.document import Range
from scripts.training.examples import Example, Recorder

_PRONOUNS = frozenset({"he", "she"})


@dataclass(frozen=True)
class PronounGold:
    """An article with the names of those whom some of its pronouns mean, by the offset of the pronoun."""

    name: str
    corpus: str
    text: str
    named: Mapping[int, str]


def polnear_pronouns(article: GoldArticle) -> PronounGold:
    """The sources of PolNeAR that are he or she, where the speaker is labelled."""
    named = {}
    for index, label in article.speakers.items():
        source = article.attributions[index].source
        if source and label.kind == "person" and article.text[slice(*source[0])].lower() in _PRONOUNS:
            named[source[0][0]] = label.name
    return PronounGold(article.name, "polnear", article.text, named)


def everyday_pronouns(article: GoldArticle, judged: Iterable[Candidate]) -> PronounGold:
    """The mentions of everyday news that are he or she."""
    named = {}
    for candidate in judged:
        mention = candidate.mention
        if (
            mention is not None
            and candidate.speaker_type == "person"
            and article.text[slice(*mention)].lower() in _PRONOUNS
        ):
            named[mention[0]] = candidate.speaker
    return PronounGold(article.name, "everyday", article.text, named)


def pronoun_examples(
    articles: Iterable[PronounGold], recorder: Recorder, sources: Weights, walking: Weights
) -> Iterator[Example]:
    """One example for each named pronoun.

    Who speaks is chosen by the weights ``sources``; the pronouns without a label are resolved by ``walking``.
    """
    scorer = Scorer(sources)
    for article in articles:
        if article.named:
            yield from _Resolver.of(article, recorder, scorer, walking).examples


@dataclass
class _Resolver(Resolver):
    """Resolves an article, asks for the features of the labelled pronouns, and follows the labels."""

    examples: list[Example] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    article: PronounGold | None = None
    recording: Antecedents | None = None

    @classmethod
    def of(cls, article: PronounGold, recorder: Recorder, scorer: Scorer, walking: Weights) -> _Resolver:
        """The resolver of an article, after it has walked it."""
        ctx, found = context(article.text)
        choose(ctx, off=frozenset(), scorer=scorer)
        attributions = attribute(ctx, off=frozenset(), indirect=True)
        said = [(a.quotation, a.proposal.mention) for a in attributions if a.proposal.mention is not None]
        mentions = [mention for _, mention in said]
        credited = {quotation: mention for quotation, mention in said if quotation is not None}
        resolver = cls(ctx, found.all, People(found.all, ctx.lexicon, (), found.initials), credited)
        resolver.article = article
        resolver.antecedents = Antecedents(Factors(walking))
        resolver.recording = Antecedents(Factors(recorder))  # type: ignore[arg-type]  # it records where weights are summed up
        resolver.recording._seen = resolver.antecedents._seen
        for offset, name in article.named.items():
            place = _range_at(ctx, offset)
            if place is not None:
                resolver.labels[ctx.token_range(place)[0]] = name
                mentions.append(place)
        resolver.resolve_all(mentions)
        return resolver

    def _antecedent(
        self,
        pronoun: Pronoun,
        token: int,
        other_than: Entity | None = None,
        talked_about: frozenset[Entity] = frozenset(),
    ) -> Entity | None:
        label = self.labels.get(token)
        if label is None:
            return super()._antecedent(pronoun, token, other_than, talked_about)
        assert self.article is not None
        assert self.recording is not None
        number = self.document.narrative_at(token)
        self.recording._speaker = self.antecedents._speaker
        paragraph = self.document.sentences[number].paragraph
        options = self.recording.options(pronoun, number, paragraph, talked_about=talked_about)
        right = tuple(same_entity(entity.full_name, label) for entity, _ in options)
        self.examples.append(
            Example(self.article.name, self.article.corpus, tuple(score for _, score in options), right)  # type: ignore[misc]
        )
        everyone = [entity for entity, _ in options] + self.people.entities
        named = (e for e in everyone if e.kind in ("person", "unknown") and same_entity(e.full_name, label))
        return next(named, None) or super()._antecedent(pronoun, token)


def _range_at(ctx: Context, offset: int) -> Range | None:
    """The unit that starts at an offset, outside quotations."""
    token = ctx.tokens.at(offset)
    if token >= len(ctx.tokens) or ctx.tokens.starts[token] != offset or ctx.quoted_tokens[token]:
        return None
    number = ctx.narrative_at(token)
    sentence = ctx.sentences[number]
    for unit, first in enumerate(sentence.units):
        if first == token:
            return Range(number, unit, unit + 1)
    return None
