"""From text to records: the whole pipeline on one screen."""

from __future__ import annotations

from functools import lru_cache

from quoteattr.arguments import checked, names_nearest_option
from quoteattr.choice.chooser import Choice, choose
from quoteattr.choice.features import Scorer
from quoteattr.choice.reports import Reports
from quoteattr.config import Config
from quoteattr.lexicon import Lexicon, load, with_cues
from quoteattr.memory.collector import collector_paused
from quoteattr.people.entities import People
from quoteattr.people.known import mentioned
from quoteattr.people.mentions import Found, find_names
from quoteattr.records.consistency import consistent
from quoteattr.records.recorder import Recorder
from quoteattr.rules.base import Attribution, Context
from quoteattr.rules.runner import attribute, tried
from quoteattr.speakers import Resolved, Resolver
from quoteattr.syntax.document import Range, Surface
from quoteattr.syntax.words import word_classes
from quoteattr.text.marks import pair
from quoteattr.text.sentences import Splitter
from quoteattr.text.shouted import calm
from quoteattr.text.tokens import tokenize
from quoteattr.types import Article, Explanation, Quote

_DEFAULT = Config()


@names_nearest_option
def extract_quotes(text: str, *, indirect: bool = False, config: Config | None = None) -> list[Quote]:
    """Every quotation of an article with its speaker, in text order.

    Args:
        text: any ``str``; nothing about a text raises. The name of a file is read as any other text, with a
            ``UserWarning``.
        indirect: with reported speech without marks (He stressed that …) too.
        config: what the caller changes about the rules.

    Returns:
        One record a quotation. Offsets count code points of ``text``. A quotation that nobody says (a title, a
        nickname, a scare quote) has the kind ``other`` and no speaker.

    Raises:
        TypeError: ``text`` is no ``str``, ``indirect`` no ``bool``, ``config`` no ``Config``.
        ConfigError: an option that does not exist; the message names the nearest one that does.
    """
    return list(_read(text, checked(text, indirect, config), indirect=indirect).quotes)


@names_nearest_option
def parse(text: str, *, indirect: bool = False, config: Config | None = None) -> Article:
    """Like :func:`extract_quotes`, with the speakers gathered: text, quotes, speakers."""
    return _read(text, checked(text, indirect, config), indirect=indirect)


@names_nearest_option
def explain(text: str, *, indirect: bool = False, config: Config | None = None) -> Explanation:
    """Like :func:`parse`, and for each quotation who could have said it, what decided, and why.

    The records of the article are those of :func:`parse`; telling takes a seventh more time.
    """
    options = checked(text, indirect, config)
    with collector_paused():
        return account(_plain(text), options, indirect=indirect)[1]


def account(text: str, config: Config = _DEFAULT, *, indirect: bool) -> tuple[Context, Explanation]:
    """A text as the rules have seen it, and the account of what they made of it."""
    from quoteattr.choice.reasons import telling_scorer  # here, since a program that asks for no account needs neither
    from quoteattr.records.explained import explained

    ctx, found = context(text, config)
    choices: list[Choice] = []
    scorer = telling_scorer(ctx.lexicon)
    article = _article(ctx, found, config, indirect=indirect, choices=choices, scorer=scorer)
    return ctx, explained(ctx, article, choices, tried(ctx, off=frozenset(config.rules_off)))


def _read(text: str, config: Config, *, indirect: bool) -> Article:
    with collector_paused():
        return _article(*context(_plain(text), config), config, indirect=indirect)


def context(text: str, config: Config = _DEFAULT) -> tuple[Context, Found]:
    """A text as the rules see it: words, marks, sentences, names; classes, chunks and clauses on demand."""
    lexicon = _lexicon(config.language, config.cues)
    tokens = tokenize(text, lexicon)
    calm(tokens, lexicon)
    quotations = pair(tokens, lexicon)
    sentences = Splitter(tokens, quotations, lexicon).sentences()
    surface = Surface(tokens, quotations, sentences, lexicon, word_classes(lexicon))
    found = find_names(surface)
    return Context(surface, found.short_names), found


def _article(
    ctx: Context,
    found: Found,
    config: Config,
    *,
    indirect: bool,
    choices: list[Choice] | None = None,
    scorer: Scorer | None = None,
) -> Article:
    """Who is credited with what, who the mentions mean, and the records of both; the rest as for :func:`choose`."""
    off = frozenset(config.rules_off)
    choose(ctx, off=off, choices=choices, scorer=scorer)
    attributions = consistent(ctx, attribute(ctx, off=off, indirect=indirect, judge=Reports(ctx).likely))
    recorder = Recorder(ctx, _resolved(ctx, attributions, found, config.speakers), config.skipped(ctx.tokens.text))
    quotes = recorder.quotes(attributions)
    return Article(ctx.tokens.text, tuple(quotes), recorder.speakers(quotes))


def _resolved(
    ctx: Context, attributions: list[Attribution], found: Found, known: tuple[str, ...]
) -> dict[Range, Resolved]:
    """Who each mention means; an article that credits nobody need not know who is who."""
    named = [(a.quotation, a.proposal.mention) for a in attributions if a.proposal.mention is not None]
    if not named:
        return {}
    credited = {quotation: mention for quotation, mention in named if quotation is not None}
    named_here = mentioned(known, (word for name in found.all for word in name.words))
    people = People(found.all, ctx.lexicon, named_here, found.initials)
    resolver = Resolver(ctx, found.all, people, credited)
    return resolver.resolve_all([mention for _, mention in named])


def _plain(text: str) -> str:
    """The text without what a subclass of ``str`` (markup, a string of numpy) has of its own."""
    return str.__str__(text)


@lru_cache(maxsize=8)
def _lexicon(language: str, cues: tuple[str, ...]) -> Lexicon:
    return with_cues(load(language), cues) if cues else load(language)
