"""What is found in an archive, where the hits are, and that no word of a user is a command of the index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sqlite_utils", reason="needs the extra archive")

from quoteattr import ConfigError
from quoteattr.archive import Archive, Found, KnownPerson, Roster
from quoteattr.archive.searching import full_text
from tests.archive.samples import entries, entry, said


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("archive") / "quotes.db") as archive:
        archive.add(entries())
        yield archive


def found(archive: Archive, words: str = "", **asked: Any) -> list[str]:
    return [each.text for each in archive.search(words, **asked)]


def test_a_hit_is_told_with_all_that_is_known_of_it(archive: Archive) -> None:
    first, *_ = archive.search("river")
    assert first.text == "The river will flood the town tonight"
    assert [(first.text[span.start : span.end], span.text) for span in first.hits] == [("river", "river")]
    assert first.context == "“The river will flood the town tonight,” said Mayor Ada Quill."
    assert [first.context[span.start : span.end] for span in first.context_hits] == ["river"]
    assert (first.who, first.speaker, first.role, first.person) == ("Ada Quill", "Ada Quill", "Mayor", "Ada Quill")
    assert (first.title, first.date, first.outlet, first.url) == (
        *("Rain in Tarn", "2025-01-31", "The Tarn Echo", "https://e.org/rain"),
    )
    assert Found.from_json(first.to_json()) == first
    assert first.to_dict()["who"] == "Ada Quill"


def test_words_in_the_sentence_around_are_found_too(archive: Archive) -> None:
    [bridge] = archive.search("bridge")
    assert (bridge.text, bridge.hits) == ("a risk", ())
    assert [span.text for span in bridge.context_hits] == ["bridge"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("flood", 3),
        ("FLOODED", 3),
        ("river flood", 1),
        ("flood bread", 0),
        ('"the town tonight"', 1),
        ("“the tonight town”", 0),
        ("fl*", 3),
        ("“gift to no*”", 1),
        ("Ádá’s risk", 0),
        ("rísk", 1),
    ],
)
def test_words_phrases_and_beginnings(archive: Archive, words: str, expected: int) -> None:
    assert len(found(archive, words)) == expected


@pytest.mark.parametrize(
    "words",
    [
        *('flood "', "flood AND", "NOT flood", "flood OR bread", "clean:flood", "^flood", "flood^", "(flood"),
        *("fl'ood", "NEAR(flood town)", "{clean} : flood", "-flood", "flood + river", "rain\0", "\ud800x"),
    ],
)
def test_no_word_is_a_command(archive: Archive, words: str) -> None:
    assert isinstance(found(archive, words), list)


@pytest.mark.parametrize("words", ["*", "**", '""', "“”", "…", "“ — ”"])
def test_what_has_no_word_is_told(archive: Archive, words: str) -> None:
    with pytest.raises(ConfigError, match="there is no word to search for in"):
        archive.search(words)


def test_words_are_quoted() -> None:
    assert full_text('rain "flood wall" tarn-side NOT dam*') == '"rain" "flood wall" "tarn-side" "NOT" "dam"*'


@pytest.mark.parametrize(
    ("who", "articles"),
    [
        ("Quill", {"rain", "bread", "later"}),
        ("quill ada", {"rain", "bread", "later"}),
        ("mayor", {"rain"}),
        ("A. Quill", set()),
        ("M. Quill", {"rain", "bread", "later"}),  # an alias of the person counts in all articles
        ("baker", set()),
        ("police", set()),
        ("Hollis", {"rain", "bread", "later"}),
    ],
)
def test_speakers_are_found_by_any_name_of_the_person(archive: Archive, who: str, articles: set[str]) -> None:
    assert {each.article for each in archive.search(speaker=who)} == articles


def test_the_list_of_persons_gives_names_to_search_for(tmp_path: Path) -> None:
    people = Roster([KnownPerson("Ada Quill", ("Ada Reed", "Quilly"))])
    with Archive(tmp_path / "quotes.db", people=people) as archive:
        archive.add([said("Ada Reed"), said("Tom Hollis")])
        assert [each.who for each in archive.search(speaker="quilly")] == ["Ada Quill"]


@pytest.mark.parametrize(
    ("since", "until", "articles"),
    [
        ("2025-01-31", "2025-01-31", {"rain"}),
        ("2025-01", "2025-01", {"rain"}),
        ("2025-02-15", "", {"bread", "later"}),  # a month, of which some days are behind that one
        ("2025-03", "", {"later"}),
        ("", "2025-02-01", {"rain", "bread"}),
        ("", "2025", {"rain", "bread"}),
        ("2026-06-01", "2026-06-02", {"later"}),
        ("2027", "", set()),
        ("January 31, 2025", "2025-01", {"rain"}),
    ],
)
def test_dates_of_any_precision(archive: Archive, since: str, until: str, articles: set[str]) -> None:
    assert {each.article for each in archive.search(since=since, until=until)} == articles


def test_an_article_without_a_date_is_not_found_by_one(tmp_path: Path) -> None:
    with Archive(tmp_path / "quotes.db") as archive:
        archive.add([said("Ada Quill"), entry("bad", "“Sun,” said Jo Reed.\n", date="yesterday")])
        assert (len(found(archive)), found(archive, since="1900")) == (2, [])


def test_other_conditions(archive: Archive) -> None:
    assert {each.article for each in archive.search(outlet="tarn")} == {"rain"}
    assert found(archive, outlet="%") == found(archive, outlet="_") == found(archive, outlet="\\") == []
    assert {each.kind.value for each in archive.search(kinds=("mixed",))} == {"mixed"}
    sure = sorted(each.confidence for each in archive.search())
    assert len(found(archive, min_confidence=sure[-1])) == sure.count(sure[-1]) < len(sure)
    assert found(archive, limit=2) == found(archive)[:2]


def test_without_words_the_newest_come_first(archive: Archive) -> None:
    assert list(dict.fromkeys(each.article for each in archive.search())) == ["later", "bread", "rain"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"since": "soon"}, "since: 'soon' is no date such as 2025, 2025-01 or 2025-01-31"),
        ({"until": "2025-02-30"}, "until: '2025-02-30' is no date"),
        ({"kinds": ("direkt",)}, "did you mean 'direct'?"),
        ({"speaker": "…"}, "there is no word to search for in '…'"),
    ],
)
def test_what_cannot_be_asked_for_is_told(archive: Archive, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        archive.search(**asked)
    assert told in str(caught.value)


def test_many_are_read_in_their_order(tmp_path: Path) -> None:
    with Archive(tmp_path / "quotes.db") as archive:
        archive.add(said("Ada Quill", number) for number in range(450))
        numbers = [int(each.article.split()[-1]) for each in archive.search("valley")]
        assert sorted(numbers) == list(range(450))
        assert [each.article for each in archive.search("valley", limit=300)] == [
            f"Ada Quill {n}" for n in numbers[:300]
        ]
