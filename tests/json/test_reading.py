"""Wrong JSON is refused with the path of its field."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.errors import RecordError
from quoteattr.types import Article, Gender, Quote, Span
from tests.json.sample import ARTICLE, QUOTE, SURROGATES

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
    ("quotes[0].mention", {"start": 1, "end": 5, "text": "Rain"}, "words outside of the quote, got 'Rain'"),
    ("quotes[0].speaker", 1, "an index into speakers (below 1)"),
    ("quotes[0].speaker", -1, "an index into speakers (below 1)"),
    ("quotes[0].speaker", False, "an int or null"),
    ("quotes[0].speaker", "Ada Quill", "an int or null"),
    ("quotes[0].speaker", QUOTE.to_dict()["speaker"], "an int or null"),
    ("speakers[0].kind", "robot", "one of 'person'"),
    ("speakers[0].mentions[0].text", "Ada Quilt", "the words of the article at these offsets"),
    ("speakers[0].aliases", None, "a list"),
    ("speakers[0].titles[0]", 1, "a str"),
    ("speakers[0].gender", None, "an object"),
    ("speakers[0].gender.value", "no", "one of 'female'"),
    ("speakers", MISSING, "this field"),
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
@example("speakers[0].gender", {})
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
