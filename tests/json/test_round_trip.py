"""What is written is read back to the same records."""

from __future__ import annotations

import dataclasses
import json
from itertools import pairwise

import pytest
from hypothesis import given

from quoteattr import parse
from quoteattr.errors import RecordError
from quoteattr.types import Article, Gender, Quote, QuoteKind, Span, Speaker, SpeakerKind
from tests.json.sample import ARTICLE, QUILL, QUOTE, articles, words

SPLIT_PAIR = "\ud83d\ude00"  # two code points; Python has the same character as one


def has_split_pair(text: str) -> bool:
    return any("\ud800" <= high <= "\udbff" and "\udc00" <= low <= "\udfff" for high, low in pairwise(text))


def everything(value: object) -> object:
    """All fields with their classes, for tuples, enums and floats are equal to what they are not."""
    if isinstance(value, tuple):
        return [everything(each) for each in value]
    if dataclasses.is_dataclass(value):
        return type(value), [everything(getattr(value, each.name)) for each in dataclasses.fields(value)]
    return type(value), value


@given(articles())
def test_round_trip_is_exact(article: Article) -> None:
    written = article.to_json()
    read = Article.from_json(written)
    assert everything(read) == everything(article)
    assert everything(Article.from_dict(article.to_dict())) == everything(article)
    assert json.loads(written) == article.to_dict()


@given(articles())
def test_parts_round_trip_alone(article: Article) -> None:
    for part in (*article.quotes, *article.speakers, *(speaker.gender for speaker in article.speakers)):
        assert type(part).from_json(part.to_json()) == part


@given(articles())
def test_json_can_be_encoded(article: Article) -> None:
    if has_split_pair(article.text):
        return
    written = article.to_json().encode("utf-8")
    assert Article.from_json(written) == article


@given(words)
def test_every_text_survives(text: str) -> None:
    span = Span(0, len(text), text)
    assert Span.from_json(span.to_json()) == span


def test_lone_surrogates_are_escaped() -> None:
    for text in ("\ud800", "\udc00", "a\udfffb", "\udc00\ud800", "\ud800\ud800", "\ud800\\udc00"):
        span = Span(0, len(text), text)
        assert Span.from_json(span.to_json().encode("utf-8")) == span


def test_a_split_pair_stays_two_code_points() -> None:
    span = Span(0, 2, SPLIT_PAIR)
    assert Span.from_json(span.to_json()) == span


def test_letters_stay_readable_unless_asked() -> None:
    span = Span(0, 4, "Žižka"[:4])
    assert "Žižk" in span.to_json()
    assert span.to_json(ensure_ascii=True).isascii()
    assert Span.from_json(span.to_json(ensure_ascii=True)) == span


def test_indent_and_sort_keys() -> None:
    assert Span(0, 1, "a").to_json(indent=1, sort_keys=True) == '{\n "end": 1,\n "start": 0,\n "text": "a"\n}'


def test_dict_holds_plain_json_types() -> None:
    written = QUOTE.to_dict()
    assert list(written)[:3] == ["text", "kind", "spans"]
    assert written["text"] == "Rain, is near."
    assert type(written["kind"]) is str
    assert written["spans"][0] == {"start": 1, "end": 6, "text": "Rain,"}
    assert written["speaker"]["titles"] == ["Mayor"]
    assert written["speaker"]["gender"] == {"value": "female", "evidence": "pronoun she"}
    assert type(written["speaker"]["gender"]["value"]) is str


def test_changing_the_dict_leaves_the_record() -> None:
    written = ARTICLE.to_dict()
    written["quotes"][0]["spans"].clear()
    assert ARTICLE.quotes[0].spans == QUOTE.spans


def test_fields_with_defaults_may_be_absent() -> None:
    assert Quote.from_dict({"kind": "other", "spans": []}) == Quote(QuoteKind.OTHER, ())
    assert Speaker.from_json('{"name": "Ada", "kind": "person"}') == Speaker("Ada", SpeakerKind.PERSON)
    assert Gender.from_json("{}") == Gender()


def test_a_whole_number_is_a_confidence() -> None:
    read = Quote.from_dict({"kind": "direct", "spans": [], "confidence": 1})
    assert type(read.confidence) is float


def test_the_speaker_of_a_quote_is_an_index_in_an_article_and_whole_alone() -> None:
    assert [quote["speaker"] for quote in ARTICLE.to_dict()["quotes"]] == [0, None]
    assert QUOTE.to_dict()["speaker"] == ARTICLE.to_dict()["speakers"][0] == QUILL.to_dict()


def test_a_speaker_is_read_once() -> None:
    read = Article.from_json(parse("“It rained,” said Ann Lee. “It snowed,” she said.").to_json())
    assert len(read.quotes) == 2
    assert all(quote.speaker is read.speakers[0] for quote in read.quotes)


def test_speakers_alike_keep_their_mentions() -> None:
    """Two records that are equal are still two."""
    [first, second] = [Speaker("Lee", SpeakerKind.PERSON, mentions=(span,)) for span in QUOTE.spans]
    quotes = [dataclasses.replace(QUOTE, speaker=speaker, parent=None) for speaker in (first, second)]
    written = Article(ARTICLE.text, tuple(quotes), (first, second)).to_dict()
    assert [quote["speaker"] for quote in written["quotes"]] == [0, 1]


def test_an_equal_speaker_is_found() -> None:
    other = dataclasses.replace(QUILL)
    assert (
        Article(ARTICLE.text, (dataclasses.replace(QUOTE, speaker=other),), (QUILL,)).to_dict()["quotes"][0]["speaker"]
        == 0
    )


def test_a_speaker_who_is_not_listed_cannot_be_written() -> None:
    unlisted = dataclasses.replace(ARTICLE, speakers=())
    with pytest.raises(RecordError, match=r"^quotes\[0\]\.speaker: expected one of speakers, got Speaker$"):
        unlisted.to_dict()
    with pytest.raises(RecordError, match=r"^Article cannot be written as JSON: quotes\[0\]\.speaker: expected one of"):
        unlisted.to_json()


def test_an_article_grows_with_its_quotes_only() -> None:
    """However often somebody speaks: the mentions are written once, not once a quote."""
    written = [len(parse("“It rained,” said Ann Lee.\n\n" * number).to_json()) for number in (50, 400)]
    assert written[1] < 10 * written[0]
