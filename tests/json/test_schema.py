"""The schema of ``dataclasses-json`` takes and gives the same JSON."""

from __future__ import annotations

import subprocess
import sys

import pytest
from marshmallow import ValidationError

from quoteattr.types import Article, DecidedBy, Decision, Explanation, Option, Reason, Span, Tried
from tests.json.sample import ARTICLE, QUILL, QUOTE


def test_schema_round_trip() -> None:
    schema = Article.schema()
    assert schema.load(ARTICLE.to_dict()).to_dict() == ARTICLE.to_dict()
    assert schema.dump(ARTICLE) == ARTICLE.to_dict()


def test_schema_of_what_holds_an_article() -> None:
    option = Option(QUOTE.mention, QUOTE.cue, ("title",), 0.9, 1.5, (Reason("before the quotation", 1.5),))
    told = Explanation(ARTICLE, (Tried(1, ("title",)),), (Decision(0, DecidedBy.WEIGHTS, (option,)),))
    assert Explanation.schema().load(told.to_dict()).to_dict() == told.to_dict()
    assert Explanation.schema().dump(told) == told.to_dict()


def test_schema_of_an_article_has_an_index_for_the_speaker_of_a_quote() -> None:
    written = ARTICLE.to_dict()
    for wrong in (1, -1, QUILL.to_dict(), "0"):
        written["quotes"][0]["speaker"] = wrong
        with pytest.raises(ValidationError, match=r"quotes.*speaker"):
            Article.schema().load(written)


def test_schema_of_many() -> None:
    schema = Span.schema(many=True)
    spans = list(QUOTE.spans)
    assert schema.loads(schema.dumps(spans)) == spans


def test_schema_names_every_key_of_the_dict() -> None:
    for made in (ARTICLE, QUOTE, QUILL, QUILL.gender, QUOTE.spans[0]):
        assert set(type(made).schema().fields) == set(made.to_dict())


def test_schema_gives_no_warning() -> None:
    code = "from quoteattr import Article; Article.schema()"
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
