"""Each invariant of an article is one that a record can break; the parser breaks none, on any text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from quoteattr import parse
from quoteattr.errors import RecordError
from quoteattr.records.invariants import check, violations
from quoteattr.types import Article, Quote, QuoteKind, Span, Speaker, SpeakerKind
from tests import invariants
from tests.json.sample import articles
from tests.test_properties import anything

TEXT = "“Rain,” said Ann Lee, a farmer. “It is ‘near’ us,” she said."
CORPORA = Path(os.environ.get("QUOTEATTR_CORPORA", "no folder"))


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


LEE = Speaker("Ann Lee", SpeakerKind.PERSON, mentions=(at("Ann Lee"), at("she")))
RAIN = Quote(QuoteKind.DIRECT, (at("Rain,"),), at("said"), at("Ann Lee"), LEE)
NEAR = Quote(QuoteKind.DIRECT, (at("It is ‘near’ us,"),), mention=at("she"), speaker=LEE)
INNER = Quote(QuoteKind.MIXED, (at("near"),), parent=1)
SOUND = Article(TEXT, (RAIN, NEAR, INNER), (LEE,))


def quotes(*changed: Quote) -> Article:
    return replace(SOUND, quotes=changed)


BROKEN = {
    "the words of the article at these offsets": quotes(replace(RAIN, cue=Span(8, 12, "says"))),
    "an offset from start + 1": quotes(replace(RAIN, cue=Span(8, 8, ""))),
    "expected at least one span": quotes(replace(RAIN, spans=())),
    "an offset from the end of the span before": quotes(replace(NEAR, spans=(at("It is ‘"), at("is ‘near’ us,")))),
    "words outside of the quote": quotes(replace(RAIN, mention=at("Rain,” said Ann Lee"))),
    "words outside of the cue": quotes(replace(RAIN, mention=at("said Ann Lee"))),
    "null, since nobody says this": quotes(replace(RAIN, kind=QuoteKind.OTHER)),
    "quotes in text order": quotes(NEAR, RAIN),
    "each quote once": quotes(RAIN, replace(RAIN, kind=QuoteKind.MIXED)),
    "the index of an earlier quote": quotes(RAIN, replace(NEAR, parent=1)),
    "the index of a quote around this one": quotes(RAIN, replace(NEAR, parent=0)),
    "no offset beyond the end of the quote": quotes(
        RAIN, NEAR, replace(INNER, spans=(at("near’ us,” she"),), parent=None)
    ),
    "each speaker once": replace(SOUND, speakers=(LEE, replace(LEE, mentions=()))),
    "one of speakers": replace(SOUND, speakers=()),
}


def test_a_sound_article_breaks_none() -> None:
    assert list(violations(SOUND)) == []


@pytest.mark.parametrize("message", BROKEN)
def test_what_breaks_one_is_told_with_its_path(message: str) -> None:
    with pytest.raises(RecordError, match=r"^(quotes|speakers)\[\d\].*: expected ") as caught:
        check(BROKEN[message])
    assert message in str(caught.value)


@pytest.mark.parametrize("message", [message for message in BROKEN if message != "one of speakers"])
def test_what_breaks_one_is_not_read(message: str) -> None:
    """A speaker who is not listed cannot even be written."""
    with pytest.raises(RecordError):
        Article.from_dict(BROKEN[message].to_dict())


@given(articles())
def test_articles_of_every_kind_break_none(article: Article) -> None:
    assert list(violations(article)) == []


@settings(max_examples=100, derandomize=True, database=None, deadline=None)
@given(anything)
def test_the_parser_breaks_none_on_any_text(text: str) -> None:
    for indirect in (False, True):
        invariants.check(text, parse(text, indirect=indirect))


def corpus() -> Iterator[str]:
    for path in sorted(CORPORA.rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


@pytest.mark.skipif(not CORPORA.is_dir(), reason="QUOTEATTR_CORPORA names no folder with articles (*.txt)")
@pytest.mark.parametrize("indirect", [False, True], ids=["marked", "indirect"])
def test_the_parser_breaks_none_on_the_articles_of_the_corpora(indirect: bool) -> None:
    read = 0
    for text in corpus():
        invariants.check(text, parse(text, indirect=indirect))
        read += 1
    assert read
