"""The JSON Schema of the records: what is written fits it, what does not fit is not read, and the docs have it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import explain, parse
from quoteattr.errors import RecordError
from quoteattr.json import describing
from quoteattr.types import (
    Article,
    Decision,
    Explanation,
    Gender,
    Option,
    Quote,
    Reason,
    Record,
    Span,
    Speaker,
    Tried,
)
from tests.json.sample import ARTICLE, QUILL, QUOTE, articles
from tests.test_properties import profile

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
CLASSES: list[type[Record]] = [Article, Quote, Speaker, Span, Gender, Explanation, Tried, Decision, Option, Reason]


def objects(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema and all that it defines."""
    yield schema
    yield from schema.get("$defs", {}).values()


def references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from ([schema["$ref"]] if "$ref" in schema else [])
        for value in schema.values():
            yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


@pytest.mark.parametrize("cls", CLASSES)
def test_every_key_is_described(cls: type[Record]) -> None:
    schema = cls.json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"]) == [*cls._computed, *(each.name for each in fields(cls))]  # type: ignore[arg-type]
    assert {name.removeprefix("#/$defs/") for name in references(schema)} == set(schema.get("$defs", {}))
    for described in objects(schema):
        assert described["description"]
        for value in described["properties"].values():
            assert value.get("description") or "$ref" in value
            assert not {"`", "*"} & set(value.get("description", ""))


def test_in_an_article_a_quote_has_the_index_of_its_speaker() -> None:
    whole = Quote.json_schema()["properties"]["speaker"]
    [by_index] = [each for each in objects(Article.json_schema()) if "speaker" in each["properties"]]
    assert whole["anyOf"] == [{"$ref": "#/$defs/Speaker"}, {"type": "null"}]
    assert (by_index["properties"]["speaker"]["type"], whole["description"]) == (
        ["integer", "null"],
        by_index["properties"]["speaker"]["description"].removeprefix("An index into speakers. "),
    )


def test_without_the_source_the_schema_is_the_same_without_descriptions(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_source(cls: object) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr(describing, "_told", describing._told.__wrapped__)
    monkeypatch.setattr(describing.inspect, "getsource", no_source)
    bare = Span.json_schema()
    assert bare["properties"]["start"] == {"type": "integer", "minimum": 0}


def test_the_docs_have_it() -> None:
    written = json.loads((ROOT / "docs" / "article.schema.json").read_text(encoding="utf-8"))
    assert written == Article.json_schema(), "python -m quoteattr schema > docs/article.schema.json"


# What another program makes of it


@cache
def validator(cls: type[Record]) -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema")
    return jsonschema.Draft202012Validator(cls.json_schema())


@pytest.mark.parametrize("cls", CLASSES)
def test_it_is_a_schema_of_2020_12(cls: type[Record]) -> None:
    validator(cls).check_schema(cls.json_schema())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_what_is_written_fits(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    validator(Article).validate(json.loads(parse(text, indirect=True).to_json()))
    explanation = explain(text, indirect=True)
    validator(Explanation).validate(explanation.to_dict())
    for quote in explanation.article.quotes:
        validator(Quote).validate(quote.to_dict())


@profile
@given(articles())
def test_any_article_fits(article: Article) -> None:
    validator(Article).validate(article.to_dict())


WRONG: list[tuple[Record, str, Any]] = [
    (ARTICLE, "text", None),
    (ARTICLE, "author", "Ann Lee"),
    (ARTICLE, "quotes", {}),
    (QUOTE, "kind", "bogus"),
    (QUOTE, "speaker", 0),
    (QUOTE, "confidence", 1.5),
    (QUOTE, "confidence", "0.5"),
    (QUOTE, "parent", -1),
    (QUOTE, "parent", 0.5),
    (QUOTE, "spans", [None]),
    (QUILL, "aliases", "Quill"),
    (QUILL, "kind", None),
    (QUILL, "gender", None),
    (QUOTE.spans[0], "start", -1),
    (QUOTE.spans[0], "end", True),
]


@pytest.mark.parametrize(("made", "name", "value"), WRONG)
def test_what_does_not_fit_is_not_read_either(made: Record, name: str, value: Any) -> None:
    given = made.to_dict() | {name: value}
    assert not validator(type(made)).is_valid(given)
    with pytest.raises(RecordError):
        type(made).from_dict(given)


@pytest.mark.parametrize("value", [QUILL.to_dict(), "0", -1, 0.5])
def test_a_speaker_that_is_no_index_does_not_fit_in_an_article(value: Any) -> None:
    given = ARTICLE.to_dict()
    given["quotes"][0]["speaker"] = value
    assert not validator(Article).is_valid(given)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container with every key or index of it."""
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield value, key
            yield from places(inner)


scalars = st.none() | st.booleans() | st.integers(-3, 60) | st.floats(-1, 2) | st.text(max_size=5)


@profile
@given(st.data())
def test_whatever_is_read_fits(data: st.DataObject) -> None:
    given = deepcopy(ARTICLE.to_dict())
    container, key = data.draw(st.sampled_from([*places(given)]))
    if data.draw(st.booleans()):
        container[key] = data.draw(scalars | st.just([]) | st.just({}))
    else:
        del container[key]
    try:
        Article.from_dict(given)
    except RecordError:
        return
    validator(Article).validate(given)
