"""The seeds: every record expected of a whole article, written by hand, compared exactly."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quoteattr import Article, Quote, QuoteKind, extract_quotes, parse

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.json"))


@dataclass(frozen=True)
class Seed:
    """An article and what is expected of it."""

    article: Article
    expected: list[dict[str, Any]]
    not_speakers: list[str]

    @classmethod
    def load(cls, path: Path) -> Seed:
        expected = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        return cls(parse(text, indirect=True), expected["quotes"], expected["not_speakers"])


@pytest.fixture(scope="module", params=SEEDS, ids=lambda path: path.stem)
def seed(request: pytest.FixtureRequest) -> Seed:
    return Seed.load(request.param)


def _words(quote: Quote) -> dict[str, object]:
    """What a record shares with the expected one, the speaker aside."""
    return {
        "kind": quote.kind.value,
        "text": quote.text,
        "cue": quote.cue and quote.cue.text,
        "mention": quote.mention and quote.mention.text,
    }


def _speaker(quote: Quote) -> dict[str, str] | None:
    return quote.speaker and {"name": quote.speaker.name, "kind": quote.speaker.kind.value}


def test_there_is_a_seed() -> None:
    assert SEEDS


def test_all_records_and_no_other(seed: Seed) -> None:
    wanted = [{field: record[field] for field in ("kind", "text", "cue", "mention")} for record in seed.expected]
    assert [_words(quote) for quote in seed.article.quotes] == wanted


def test_every_record_names_its_speaker(seed: Seed) -> None:
    for quote, record in zip(seed.article.quotes, seed.expected, strict=True):
        assert _speaker(quote) in (record["speaker"], record.get("better")), quote.text


def test_expected_records_are_words_of_the_article(seed: Seed) -> None:
    """A slip of the hand that wrote the JSON shows here and not as a defect of the program."""
    at = 0
    for record in seed.expected:
        at = seed.article.text.find(record["text"], at)
        assert at >= 0, f"not in the article, or not in this order: {record['text']}"
        assert record["cue"] in seed.article.text
        assert record["mention"] in seed.article.text


def test_credit_dateline_and_agency_say_nothing(seed: Seed) -> None:
    spoken = [quote.speaker.name for quote in seed.article.quotes if quote.speaker is not None]
    spoken += [quote.mention.text for quote in seed.article.quotes if quote.mention is not None]
    spoken += [alias for speaker in seed.article.speakers for alias in (speaker.name, *speaker.aliases)]
    for words in seed.not_speakers:
        assert words in seed.article.text
        assert not [name for name in spoken if words in name]


def test_without_reported_speech_the_quotations_alone_remain(seed: Seed) -> None:
    quoted = [record for record in seed.expected if record["kind"] != QuoteKind.INDIRECT.value]
    assert [quote.text for quote in extract_quotes(seed.article.text)] == [record["text"] for record in quoted]
