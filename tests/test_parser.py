"""The three functions that a caller uses: what they take, what they return, what they refuse."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from typing import Any

import pytest

import quoteattr
from quoteattr import Article, Config, ConfigError, Explanation, Quote, QuoteKind, explain, extract_quotes, parse
from quoteattr.rules.base import QuotationPlace
from quoteattr.rules.order import asked_about

ASKED = tuple(rule.name for rule in asked_about(QuotationPlace))
TEXT = """Mara Quist owns the mill in Tarn. “It rained all week,” she said on Monday, adding that it was “a wreck”.

In “Rain at Sea” her brother plays a nun. He told reporters that he would leave.
"""
FUNCTIONS: tuple[Callable[..., Any], ...] = (extract_quotes, parse, explain)


def test_extract_quotes_returns_a_list_of_records() -> None:
    found = extract_quotes(TEXT)
    assert isinstance(found, list)
    assert all(isinstance(quote, Quote) for quote in found)
    assert found == list(parse(TEXT).quotes)


def test_parse_returns_the_article() -> None:
    article = parse(TEXT, indirect=True)
    assert isinstance(article, Article)
    assert article.text is TEXT
    assert [quote.kind for quote in article.quotes] == [
        QuoteKind.DIRECT,
        QuoteKind.MIXED,
        QuoteKind.OTHER,
        QuoteKind.INDIRECT,
    ]
    assert article.speakers[0].name == "Mara Quist"


class Markup(str):
    """A string whose parts are of its class and whose methods are its own, as those of template engines are."""

    __hash__ = str.__hash__

    def __getitem__(self, key: Any) -> Markup:
        return Markup(super().__getitem__(key))

    def __str__(self) -> str:
        raise ValueError("not to be shown")

    def __len__(self) -> int:
        return 3

    def __eq__(self, other: object) -> bool:
        return False


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_text_of_another_class_is_read_as_a_plain_one(function: Callable[..., Any]) -> None:
    assert function(Markup(TEXT), indirect=True) == function(TEXT, indirect=True)


def test_records_hold_plain_strings() -> None:
    article = parse(Markup(TEXT))
    assert Article.from_dict(article.to_dict()) == article
    assert {type(span.text) for quote in article.quotes for span in quote.spans} == {str}


def test_reported_speech_comes_on_demand_only() -> None:
    kinds = {quote.kind for quote in extract_quotes(TEXT)}
    assert QuoteKind.INDIRECT not in kinds
    assert [quote for quote in extract_quotes(TEXT, indirect=True) if quote.kind is not QuoteKind.INDIRECT] == (
        extract_quotes(TEXT)
    )


def test_explain_holds_the_article() -> None:
    found = explain(TEXT, indirect=True)
    assert isinstance(found, Explanation)
    assert found.article == parse(TEXT, indirect=True)


def test_explain_tells_the_rules_tried_for_each_quotation_without_speaker() -> None:
    text = "“It rained.”\n\nMara Quist plays a nun in “Rain at Sea”.\n\n“So it did,” said Quist."
    found = explain(text)
    assert [(tried.quote, found.article.quotes[tried.quote].text) for tried in found.unattributed] == [
        (0, "It rained."),
        (1, "Rain at Sea"),
    ]
    nobody, title = found.unattributed
    assert nobody.rules == ASKED, "all were asked, none answered"
    assert title.rules[-1] == found.article.quotes[1].rule == "title", "the last one answered"
    assert title.rules == ASKED[: len(title.rules)]


def test_explain_leaves_rules_out_that_are_off() -> None:
    [tried] = explain("“It rained.”", config=Config(rules_off=("colon",))).unattributed
    assert tried.rules == tuple(name for name in ASKED if name != "colon")


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("indirect", [1, "yes", None])
def test_indirect_of_a_wrong_type(function: Callable[..., Any], indirect: object) -> None:
    with pytest.raises(TypeError, match="indirect: True or False is needed"):
        function("", indirect=indirect)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("config", [{}, "colon", True])
def test_config_of_a_wrong_type(function: Callable[..., Any], config: object) -> None:
    with pytest.raises(TypeError, match=r"config: a quoteattr\.Config is needed"):
        function("", config=config)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(("option", "nearest"), [("indirekt", "indirect"), ("konfig", "config"), ("configs", "config")])
def test_unknown_option_names_the_nearest(function: Callable[..., Any], option: str, nearest: str) -> None:
    with pytest.raises(ConfigError, match=rf"there is no option '{option}'; did you mean '{nearest}'\?"):
        function("", **{option: True})


@pytest.mark.parametrize("function", FUNCTIONS)
def test_options_are_named_not_placed(function: Callable[..., Any]) -> None:
    with pytest.raises(TypeError):
        function("", True)


@pytest.mark.parametrize("text", ["", " ", "\n", "\ufeff", "“", "\x00", "\ud800", "a" * 10_000])
def test_text_without_quotations(text: str) -> None:
    assert extract_quotes(text, indirect=True) == []
    assert parse(text) == Article(text, (), ())
    assert explain(text).unattributed == ()


def test_same_text_same_records() -> None:
    assert parse(TEXT, indirect=True) == parse(TEXT, indirect=True)


def test_package_says_what_it_exports() -> None:
    assert len(set(quoteattr.__all__)) == len(quoteattr.__all__)
    assert all(hasattr(quoteattr, name) for name in quoteattr.__all__)


def test_example_of_the_package_docstring() -> None:
    result = doctest.testmod(quoteattr)
    assert result.attempted > 0
    assert result.failed == 0
