"""From text to records: the whole pipeline on one screen."""

from __future__ import annotations

from contextlib import nullcontext
from functools import lru_cache

from quoteattr.config import Config
from quoteattr.errors import ConfigError, nearest, shown
from quoteattr.lexicon import Lexicon, load, with_cues
from quoteattr.memory.collector import collector_paused
from quoteattr.people.entities import People
from quoteattr.people.mentions import find_names
from quoteattr.records.recorder import Recorder
from quoteattr.rules import REPORT_RULE_NAMES, RULE_NAMES, Trace, attribute, credited, report, transcript
from quoteattr.rules.base import Context
from quoteattr.speakers import Resolved, Resolver
from quoteattr.syntax.document import Range
from quoteattr.syntax.words import word_classes
from quoteattr.text.marks import pair
from quoteattr.text.sentences import Splitter
from quoteattr.text.tokens import tokenize
from quoteattr.types import Article, Explanation, Quote, Tried

_DEFAULT = Config()
_LONG = 1_000_000  # characters; an article has 5,000


def extract_quotes(
    text: str, *, indirect: bool = False, config: Config | None = None, **unknown: object
) -> list[Quote]:
    """Every quotation of an article with its speaker, in text order.

    Args:
        text: any ``str``; nothing about a text raises.
        indirect: with reported speech without marks (He stressed that …) too.
        config: what the caller changes about the rules.

    Returns:
        One record a quotation. Offsets count code points of ``text``. A quotation that nobody says (a title, a
        nickname, a scare quote) has the kind ``other`` and no speaker.

    Raises:
        TypeError: ``text`` is no ``str``, ``indirect`` no ``bool``, ``config`` no ``Config``.
        ConfigError: an option that does not exist; the message names the nearest one that does.
    """
    return list(parse(text, indirect=indirect, config=config, **unknown).quotes)


def parse(text: str, *, indirect: bool = False, config: Config | None = None, **unknown: object) -> Article:
    """Like :func:`extract_quotes`, with the speakers gathered: text, quotes, speakers."""
    checked = _checked(text, indirect, config, unknown)
    return _parse(_plain(text), checked, indirect=indirect)


def explain(text: str, *, indirect: bool = False, config: Config | None = None, **unknown: object) -> Explanation:
    """Like :func:`parse`, and for each quotation without a speaker the rules that were tried."""
    trace: Trace = {}
    checked = _checked(text, indirect, config, unknown)
    article = _parse(_plain(text), checked, indirect=indirect, trace=trace)
    tried = {start: tuple(rules) for start, rules in trace.items()}
    silent = [k for k, quote in enumerate(article.quotes) if quote.speaker is None]
    return Explanation(article, tuple(Tried(k, tried.get(article.quotes[k].spans[0].start, ())) for k in silent))


def _parse(text: str, config: Config, *, indirect: bool, trace: Trace | None = None) -> Article:
    with collector_paused() if len(text) > _LONG else nullcontext():
        return _read(text, config, indirect=indirect, trace=trace)


def _read(text: str, config: Config, *, indirect: bool, trace: Trace | None) -> Article:
    lexicon = _lexicon(config.cues)
    tokens = tokenize(text, lexicon)
    quotations = pair(tokens, lexicon)
    classes = word_classes(lexicon)
    sentences = Splitter(tokens, quotations, lexicon).sentences()
    ctx = Context(tokens, quotations, sentences, lexicon, classes)
    off = frozenset(config.rules_off)
    done = attribute(ctx, off=off, trace=trace)
    reports = report(ctx, off=off) if indirect else []
    spoken = [] if transcript.RULE in off else transcript.turns(ctx)
    mentions = [*credited(done), *(r.mention for r, _ in reports), *(turn.mention for turn in spoken)]
    recorder = Recorder(ctx, _resolved(ctx, mentions, config.speakers), config.skipped(text))
    quotes = recorder.quotes(done, reports, spoken)
    return Article(text, tuple(quotes), recorder.speakers(quotes))


def _resolved(ctx: Context, mentions: list[Range], known: tuple[str, ...]) -> dict[Range, Resolved]:
    """Who each mention means; an article that credits nobody is not searched for names."""
    if not mentions:
        return {}
    names = find_names(ctx)
    return Resolver(ctx, names, People(names, ctx.lexicon, known)).resolve_all(mentions)


def _plain(text: str) -> str:
    """The text without what a subclass of ``str`` (markup, a string of numpy) has of its own."""
    return str.__str__(text)


def _checked(text: object, indirect: object, config: object, unknown: dict[str, object]) -> Config:
    """The configuration, after the types of all arguments were checked."""
    if unknown:
        name = next(iter(unknown))
        raise ConfigError(f"there is no option {shown(name)}{nearest(name, ('indirect', 'config'))}")
    if not isinstance(text, str):
        raise TypeError(f"text: a str is needed, not {type(text).__name__}; decode bytes first")
    if not isinstance(indirect, bool):
        raise TypeError(f"indirect: True or False is needed, not {type(indirect).__name__}")
    return checked_config(config)


def checked_config(config: object) -> Config:
    """The configuration, None for the default one. Raises ``TypeError`` or ``ConfigError`` as the functions above."""
    if config is None:
        return _DEFAULT
    if not isinstance(config, Config):
        raise TypeError(f"config: a quoteattr.Config is needed, not {type(config).__name__}")
    config.check_rules((*RULE_NAMES, *REPORT_RULE_NAMES, transcript.RULE))
    return config


@lru_cache(maxsize=8)
def _lexicon(cues: tuple[str, ...]) -> Lexicon:
    return with_cues(load(), cues) if cues else load()
