"""The archive in Datasette: every table and view opens, keys show as labels, the full-text index is found."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sqlite_utils", reason="needs the extra archive")
pytest.importorskip("datasette", reason="needs datasette")

from datasette.app import Datasette

from quoteattr.archive import Archive
from tests.archive.samples import entries

TABLES = ("articles", "quotes", "speakers", "people", "joins", "texts", "aliases", "settings")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "quotes.db"
    with Archive(path) as archive:
        archive.add(entries())
    return path


def get(path: Path, *addresses: str) -> list[Any]:
    """What Datasette answers, through its own client."""

    async def answers() -> list[Any]:
        served = Datasette([str(path)])
        await served.invoke_startup()
        return [await served.client.get(address) for address in addresses]

    return asyncio.run(answers())


def test_every_table_and_view_opens(path: Path) -> None:
    [start] = get(path, "/quotes.json")
    known = {each["name"]: each for each in start.json()["tables"] if not each["hidden"]}
    assert set(known) == set(TABLES)
    assert {each["name"] for each in start.json()["views"]} == {"said", "most_quoted"}
    assert known["quotes"]["fts_table"] == "quotes_fts"
    for answer in get(path, *(f"/quotes/{name}" for name in (*TABLES, "said", "most_quoted"))):
        assert answer.status_code == 200


def test_keys_show_as_the_names_of_what_they_lead_to(path: Path) -> None:
    quotes, speakers = get(path, "/quotes/quotes.json?_labels=on&_shape=array", "/quotes/speakers.json?_labels=on")
    first, *_, last = quotes.json()
    assert first["article"]["label"] == "Rain in Tarn"
    assert first["speaker"]["label"] == "Ada Quill"
    assert last["article"]["label"] == "later"  # without a title it is what the article is known by
    assert "Ada Quill" in str(speakers.json())


def test_it_searches_and_counts(path: Path) -> None:
    search, facet, view = get(
        path,
        "/quotes/quotes.json?_search=flood&_shape=array",
        "/quotes/quotes.json?_facet=kind",
        "/quotes/said.json?who=Ada+Quill&_shape=array",
    )
    assert len(search.json()) == 3
    kinds = facet.json()["facet_results"]
    counted = kinds.get("results", kinds)["kind"]["results"]
    assert {each["value"]: each["count"] for each in counted} == {"direct": 5, "mixed": 2}
    assert {each["who"] for each in view.json()} == {"Ada Quill"}
    assert len(view.json()) == 4
