"""JSON in and out: exact round trips, and every wrong input refused with the path of its field."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.errors import RecordError
from quoteattr.types import Article, Gender, GenderValue, Quote, QuoteKind, Span, Speaker, SpeakerKind

ROOT = Path(__file__).parents[2]
TEXT = "“Rain,” said Mayor Ada Quill, “is near.” She smiled."
SURROGATES = st.characters(categories=["Cs"])
SPLIT_PAIR = "\ud83d\ude00"  # two code points; Python has the same character as one


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


QUILL = Speaker(
    name="Ada Quill",
    kind=SpeakerKind.PERSON,
    titles=("Mayor",),
    gender=Gender(GenderValue.FEMALE, "pronoun she"),
    mentions=(at("Ada Quill"), at("She")),
)
QUOTE = Quote(
    kind=QuoteKind.DIRECT,
    spans=(at("Rain,"), at("is near.")),
    cue=at("said"),
    mention=at("Mayor Ada Quill"),
    speaker=QUILL,
    rule="after",
    confidence=0.9,
)
INNER = Quote(QuoteKind.OTHER, (at("near"),), parent=0)
ARTICLE = Article(TEXT, (QUOTE, INNER), (QUILL,))


# Round trips

words = st.text(st.characters() | SURROGATES, max_size=12)
names = st.text(max_size=12)


@st.composite
def span_of(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return Span(start, end, text[start:end])


def speaker_of(text: str) -> st.SearchStrategy[Speaker]:
    several = st.lists(names, max_size=2).map(tuple)
    mentions = st.lists(span_of(text), max_size=2).map(tuple)
    gender = st.builds(Gender, st.sampled_from(GenderValue), names)
    return st.builds(Speaker, names, st.sampled_from(SpeakerKind), several, several, gender, mentions)


def quote_of(text: str, parents: st.SearchStrategy[int | None]) -> st.SearchStrategy[Quote]:
    span = span_of(text)
    return st.builds(
        Quote,
        kind=st.sampled_from(QuoteKind),
        spans=st.lists(span, max_size=3).map(tuple),
        cue=st.none() | span,
        mention=st.none() | span,
        speaker=st.none() | speaker_of(text),
        rule=names,
        speaker_rule=names,
        confidence=st.floats(0, 1),
        parent=parents,
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(words)
    number = draw(st.integers(0, 3))
    parents = [st.none() if index == 0 else st.none() | st.integers(0, index - 1) for index in range(number)]
    quotes = tuple(draw(quote_of(text, parent)) for parent in parents)
    return Article(text, quotes, tuple(draw(st.lists(speaker_of(text), max_size=2))))


def has_split_pair(text: str) -> bool:
    return any("\ud800" <= high <= "\udbff" and "\udc00" <= low <= "\udfff" for high, low in pairwise(text))


@given(articles())
def test_round_trip_is_exact(article: Article) -> None:
    written = article.to_json()
    read = Article.from_json(written)
    assert read == article
    assert repr(read) == repr(article)  # tuples, enums and floats, not their equals
    assert Article.from_dict(article.to_dict()) == article
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


# Wrong input

MISSING = object()


def changed(path: str, value: Any) -> dict[str, Any]:
    """The dict of ARTICLE with one value replaced or, for MISSING, taken out."""
    made = ARTICLE.to_dict()
    place: Any = made
    *steps, last = [
        int(step) if step.isdigit() else step for step in path.replace("[", ".").replace("]", "").split(".")
    ]
    for step in steps:
        place = place[step]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return made


WRONG = [
    ("text", 7, "a str"),
    ("text", None, "a str"),
    ("text", MISSING, "this field"),
    ("txt", "x", "no such field; did you mean 'text'?"),
    ("quotes", {}, "a list"),
    ("quotes", "direct", "a list"),
    ("quotes[0]", [], "an object"),
    ("quotes[0]", None, "an object"),
    ("quotes[0]", QUOTE, "an object"),
    ("quotes[0].kind", "Direct", "one of 'direct', 'mixed', 'indirect', 'other'"),
    ("quotes[0].kind", ["direct"], "one of"),
    ("quotes[0].kind", MISSING, "this field"),
    ("quotes[0].text", "Rain", "what the other fields give, 'Rain, is near.'"),
    ("quotes[0].text", None, "what the other fields give"),
    ("quotes[0].spans[1].start", "7", "an int"),
    ("quotes[0].spans[1].start", 1.9, "an int"),
    ("quotes[0].spans[1].start", 31.0, "an int"),
    ("quotes[0].spans[1].start", True, "an int"),
    ("quotes[0].spans[1].start", None, "an int"),
    ("quotes[0].spans[1].start", MISSING, "this field"),
    ("quotes[0].spans[1].start", -1, "an offset from 0 up"),
    ("quotes[0].spans[1].end", 2, "an offset from start (31) up"),
    ("quotes[0].spans[1].end", 10**5000, "as many code points as end - start, a huge int"),
    ("quotes[0].spans[1].text", "is near", "as many code points as end - start, 8"),
    ("quotes[0].cue.text", "says", "the words of the article at these offsets"),
    ("quotes[0].cue.rank", 1, "no such field"),
    ("quotes[0].cue", "said", "an object"),
    ("quotes[0].mention.text", "Mayor Ada Quilt", "the words of the article at these offsets"),
    ("quotes[0].speaker.kind", "robot", "one of 'person'"),
    ("quotes[0].speaker.mentions[0].text", "Ada Quilt", "the words of the article at these offsets"),
    ("quotes[0].speaker.aliases", None, "a list"),
    ("quotes[0].speaker.titles[0]", 1, "a str"),
    ("quotes[0].speaker.gender", None, "an object"),
    ("quotes[0].speaker.gender.value", "no", "one of 'female'"),
    ("speakers[0].mentions[1].text", "Her", "the words of the article at these offsets"),
    ("quotes[0].confidence", "0.9", "a number"),
    ("quotes[0].confidence", True, "a number"),
    ("quotes[0].confidence", 10**400, "a number"),
    ("quotes[0].confidence", 1.01, "a number from 0 to 1"),
    ("quotes[0].confidence", -0.1, "a number from 0 to 1"),
    ("quotes[0].confidence", math.nan, "a number from 0 to 1"),
    ("quotes[0].confidence", math.inf, "a number from 0 to 1"),
    ("quotes[1].parent", False, "an int"),
    ("quotes[1].parent", 0.0, "an int"),
    ("quotes[1].parent", "0", "an int"),
    ("quotes[1].parent", -1, "an index from 0 up"),
    ("quotes[1].parent", 1, "the index of an earlier quote"),
]


@pytest.mark.parametrize(
    ("path", "value", "expected"), WRONG, ids=[f"{path}-{at}" for at, (path, *_) in enumerate(WRONG)]
)
def test_wrong_value_is_refused_with_its_path(path: str, value: Any, expected: str) -> None:
    # What is said of an end or a text that contradicts another field stands at the field that is checked last.
    named = path.replace("end", "text") if "end - start" in expected else path
    with pytest.raises(RecordError) as caught:
        Article.from_dict(changed(path, value))
    assert str(caught.value).startswith(f"{named}: expected {expected}")
    assert len(str(caught.value)) < 250


def test_wrong_json_is_refused_too() -> None:
    for path, value, expected in WRONG:
        if value is QUOTE or value == 10**5000:  # json.dumps cannot write these
            continue
        with pytest.raises(RecordError) as caught:
            Article.from_json(json.dumps(changed(path, value)))
        assert expected in str(caught.value)


def test_a_span_that_the_article_does_not_hold_is_refused() -> None:
    wrong = changed("quotes[0].spans[1].text", "is here.")
    del wrong["quotes"][0]["text"]  # it would contradict the spans before the article is looked at
    with pytest.raises(RecordError, match=r"^quotes\[0\]\.spans\[1\]\.text: expected the words of the article"):
        Article.from_dict(wrong)


@pytest.mark.parametrize("value", [None, [], "Rain", 7, True, QUOTE, object()])
def test_what_is_no_object_is_refused(value: Any) -> None:
    with pytest.raises(RecordError, match=r"^Quote: expected an object, got "):
        Quote.from_dict(value)


@pytest.mark.parametrize("name", ["\ud800", "a b", "", "x" * 10_000, 7, None, ("a",)])
def test_odd_unknown_names_are_refused_in_a_printable_message(name: Any) -> None:
    with pytest.raises(RecordError, match="expected no such field") as caught:
        Span.from_dict({"start": 0, "end": 0, "text": "", name: 1})
    assert len(str(caught.value).encode("utf-8")) < 150


BAD_JSON = {
    "empty": "",
    "cut short": "{",
    "more behind": "null x",
    "single quotes": "{'a': 1}",
    "byte order mark": "\ufeff{}",
    "lone surrogate": "nul\ud800",
    "deep lists": "[" * 200_000,
    "deep objects": '{"start": ' * 100_000,
}


@pytest.mark.parametrize("source", BAD_JSON.values(), ids=BAD_JSON)
def test_bad_json_is_refused(source: str) -> None:
    with pytest.raises(RecordError, match=r"^Span: (expected JSON|the JSON is nested too deep)"):
        Span.from_json(source)


@pytest.mark.parametrize("digits", [400, 5_000])  # Python refuses to read an int of more than 4,300 digits
def test_a_huge_int_is_refused(digits: int) -> None:
    with pytest.raises(RecordError, match=r"^(text: expected as many code points|Span: expected JSON)"):
        Span.from_json(f'{{"start": 0, "end": {"9" * digits}, "text": ""}}')


@pytest.mark.parametrize("source", [b"\xff", b'"\xed\xa0\x80"', '{"text": "é"}'.encode("latin-1"), b"\x00{"])
def test_bytes_that_are_no_utf8_json_are_refused(source: bytes) -> None:
    with pytest.raises(RecordError, match=r"^Span: expected JSON: "):
        Span.from_json(source)


@pytest.mark.parametrize(
    "source", [b'{"start": 0, "end": 1, "text": "\xc3\xa9"}', bytearray(b'{"start":0,"end":0,"text":""}')]
)
def test_bytes_are_read_as_utf8(source: bytes | bytearray) -> None:
    assert Span.from_json(source).start == 0


@pytest.mark.parametrize("source", [None, 7, {}, ["{}"], object()])
def test_from_json_takes_text_or_bytes_only(source: Any) -> None:
    with pytest.raises(TypeError, match="from_json takes str or bytes, not "):
        Span.from_json(source)


def test_a_repeated_key_is_refused_with_its_path() -> None:
    written = ARTICLE.to_json().replace('"start": 31', '"start": 31, "start": 31', 1)
    with pytest.raises(RecordError, match=r"^quotes\[0\]\.spans\[1\]\.start: expected this key once, got it twice$"):
        Article.from_json(written)
    with pytest.raises(RecordError, match=r"^value: expected this key once"):
        Gender.from_json('{"value": "male", "evidence": "", "value": "female"}')


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | SURROGATES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
paths = st.sampled_from([path for path, _, _ in WRONG])


@given(paths, json_values)
@example("quotes[0].speaker.gender", {})
def test_nothing_but_record_error_escapes(path: str, value: Any) -> None:
    wrong = changed(path, value)
    try:
        read = Article.from_dict(wrong)
    except RecordError:
        return
    if not isinstance(value, dict):  # in which a field may be absent that has a default
        assert read.to_dict() == wrong  # what is accepted is what was given, without coercion


@given(st.text() | st.binary())
def test_rubbish_is_refused(source: str | bytes) -> None:
    with pytest.raises(RecordError):
        Article.from_json(source)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_json_cannot_say_is_not_written(value: float) -> None:
    with pytest.raises(RecordError, match=r"^Quote cannot be written as JSON"):
        Quote(QuoteKind.DIRECT, (), confidence=value).to_json()


# The schema of dataclasses-json


def test_schema_gives_no_warning() -> None:
    code = "from quoteattr import Article; Article.schema()"
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, cwd=ROOT)


def test_schema_round_trip() -> None:
    schema = Article.schema()
    assert schema.load(ARTICLE.to_dict()) == ARTICLE
    assert schema.dump(ARTICLE) == ARTICLE.to_dict()


def test_schema_of_many() -> None:
    schema = Span.schema(many=True)
    spans = list(QUOTE.spans)
    assert schema.loads(schema.dumps(spans)) == spans


def test_schema_names_every_key_of_the_dict() -> None:
    for made in (ARTICLE, QUOTE, QUILL, QUILL.gender, QUOTE.spans[0]):
        assert set(type(made).schema().fields) == set(made.to_dict())
