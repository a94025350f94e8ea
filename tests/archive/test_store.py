"""The archive as a file: what stands in its tables, what a second run adds, and what is no archive."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("sqlite_utils", reason="needs the extra archive")

from quoteattr import Article, Quote, QuoteKind, RecordError, Span, Speaker, SpeakerKind, parse
from quoteattr.archive import Added, Archive, ArchiveError, Entry
from quoteattr.archive.files import APPLICATION, VERSION
from quoteattr.metadata import Metadata
from tests.archive.samples import BREAD, RAIN, damage, entries, entry, rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive(tmp_path / "quotes.db") as archive:
        assert archive.add(entries()) == Added(new=3)
    return tmp_path / "quotes.db"


def whole(path: Path) -> None:
    """Every index fits its table, and every key leads somewhere."""
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    connection = sqlite3.connect(path)
    for table in ("quotes", "speakers", "people"):
        connection.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")
    connection.close()


def test_all_that_is_known_stands_in_the_tables(path: Path) -> None:
    article = parse(RAIN)
    about = rows(path, "SELECT title, author, date, first_day, last_day, outlet, url, section, words FROM articles")
    assert about[0] == (
        *("Rain in Tarn", None, "2025-01-31", "2025-01-31", "2025-01-31", "The Tarn Echo", "https://e.org/rain"),
        *(None, len(RAIN.split())),
    )
    assert about[1][2:5] == ("2025-02", "2025-02-01", "2025-02-28")
    found = rows(
        path,
        """
        SELECT quotes.kind, quotes.text, clean, "start", "end", spans, cue, mention, rule, speaker_rule, confidence,
               context, speakers.name, speakers.role
        FROM quotes JOIN articles ON articles.id = quotes.article LEFT JOIN speakers ON speakers.id = speaker
        WHERE key = 'rain' ORDER BY place
        """,
    )
    assert len(found) == len(article.quotes) == 3
    for row, quote in zip(found, article.quotes, strict=True):
        assert row == (
            *(quote.kind.value, quote.text, quote.words, quote.spans[0].start, quote.spans[-1].end),
            ";".join(f"{span.start}-{span.end}" for span in quote.spans),
            *(quote.cue and quote.cue.text, quote.mention and quote.mention.text),
            *(quote.rule, quote.speaker_rule, quote.confidence),
            " ".join(article.context(quote).text.split()),
            quote.speaker and quote.speaker.name,
            "; ".join(quote.speaker.titles) if quote.speaker and quote.speaker.titles else None,
        )
    assert found[0][1:3] == ("The river will flood the town tonight,", "The river will flood the town tonight")
    [(text,)] = rows(path, "SELECT text FROM texts JOIN articles ON id = article WHERE key = 'rain'")
    assert all(text[start:end] == words for _, words, _, start, end, *_ in found)
    whole(path)


def test_a_quotation_inside_of_another_knows_it(tmp_path: Path) -> None:
    text = "“He said ‘never again’ and left the hall,” said Ada Quill.\n"
    with Archive(tmp_path / "quotes.db") as archive:
        archive.add([entry("rain", RAIN), entry("nested", text)])
    query = """
        SELECT inner.clean, outer.clean FROM quotes AS inner JOIN quotes AS outer ON outer.id = inner.parent
    """
    assert rows(tmp_path / "quotes.db", query) == [("never again", "He said ‘never again’ and left the hall")]


def test_what_went_in_comes_out(path: Path) -> None:
    nested = entry("nested", "“He said ‘never again’ and left the hall,” said Ada Quill. “Well,” she added, “yes.”\n")
    with Archive(path) as archive:
        archive.add([nested])
        assert list(archive.articles()) == [*entries(), nested]
        assert [each.article.to_json() for each in archive.articles()][:3] == [
            each.article.to_json() for each in entries()
        ]


def test_the_same_again_is_passed_over(path: Path) -> None:
    before = rows(path, "SELECT * FROM quotes")
    with Archive(path) as archive:
        assert archive.add(entries()) == Added(known=3)
    assert rows(path, "SELECT * FROM quotes") == before


def test_another_text_takes_the_place_of_the_one_before(path: Path) -> None:
    number = rows(path, "SELECT id FROM articles WHERE key = 'rain'")
    with Archive(path) as archive:
        assert archive.add([entry("rain", "“Sun at last,” said Jo Reed.\n")]) == Added(replaced=1)
    assert rows(path, "SELECT id FROM articles WHERE key = 'rain'") == number
    assert rows(path, "SELECT clean FROM quotes WHERE article = ?", *number[0]) == [("Sun at last",)]
    assert rows(path, "SELECT name FROM people ORDER BY name") == [("Ada Quill",), ("Jo Reed",)]
    assert rows(path, "SELECT count(*) FROM joins WHERE name = 'Tom Hollis'") == [(0,)]
    with Archive(path) as archive:
        assert list(archive.search("river")) == []
        assert [each.who for each in archive.search("sun")] == ["Jo Reed"]
    whole(path)


@pytest.mark.parametrize(
    ("about", "settings", "expected"),
    [
        ({"title": "Bread"}, {}, Added(known=1)),
        ({"title": "Bread again"}, {}, Added(replaced=1)),
        ({"title": "Bread"}, {"indirect": True}, Added(replaced=1)),
    ],
)
def test_metadata_and_settings_make_another_article(
    tmp_path: Path, about: dict[str, str], settings: dict[str, bool], expected: Added
) -> None:
    with Archive(tmp_path / "quotes.db") as archive:
        archive.add([entry("bread", BREAD, title="Bread")])
        assert archive.add([entry("bread", BREAD, **about)], settings=settings) == expected


def test_what_sqlite_cannot_hold_moves_no_offset(tmp_path: Path) -> None:
    text = "\0\ud800“It rained,\0” said Ada Quill.\n"
    with Archive(tmp_path / "quotes.db") as archive:
        archive.add([Entry("odd\0", parse(text), Metadata(title="\ud800"))])
        [found] = archive.search("rained")
    [(stored,)] = rows(tmp_path / "quotes.db", "SELECT text FROM texts")
    assert isinstance(stored, str)
    assert len(stored) == len(text)
    assert stored[found.start : found.end] == "It rained,\ufffd"


def test_records_made_by_hand_are_kept(tmp_path: Path) -> None:
    span = Span(0, 7, "It rain")
    article = Article("It rain", (Quote(QuoteKind.DIRECT, (span,)),), ())
    with Archive(tmp_path / "quotes.db") as archive:
        archive.add([Entry("one", article), Entry("two", replace(article, quotes=()))])
        assert [each.who for each in archive.search("rain")] == [None]


def test_of_two_with_one_key_the_last_is_kept(tmp_path: Path) -> None:
    with Archive(tmp_path / "quotes.db") as archive:
        assert archive.add([entry("one", RAIN), entry("one", BREAD)]) == Added(new=1)
        assert archive.add([entry("one", RAIN), entry("one", BREAD)]) == Added(known=1)
    assert rows(tmp_path / "quotes.db", "SELECT text FROM texts") == [(BREAD,)]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (Quote(QuoteKind.DIRECT, ()), "quotes[0].spans: there are no words"),
        (
            Quote(QuoteKind.DIRECT, (Span(0, 2, "It"),), speaker=Speaker("Jo Reed", SpeakerKind.PERSON)),
            "quotes[0].speaker: is not one of the speakers of the article",
        ),
    ],
)
def test_records_that_contradict_themselves_are_told(tmp_path: Path, quote: Quote, told: str) -> None:
    with Archive(tmp_path / "quotes.db") as archive:
        with pytest.raises(RecordError) as caught:
            archive.add([Entry("one", Article("It rained", (quote,), ()))])
        assert str(caught.value) == told
        assert list(archive.search()) == []


def test_a_batch_that_fails_leaves_nothing(path: Path) -> None:
    before = rows(path, "SELECT count(*) FROM articles")
    with Archive(path) as archive:
        archive.db.conn.execute("CREATE TEMP TRIGGER no BEFORE INSERT ON quotes BEGIN SELECT raise(ABORT, 'no'); END")
        with pytest.raises(ArchiveError, match="cannot be written: no"):
            archive.add([entry("new", RAIN)])
    assert rows(path, "SELECT count(*) FROM articles") == before
    whole(path)


def test_it_is_in_wal_and_a_reader_reads_while_it_is_written(path: Path) -> None:
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    with Archive(path) as archive:
        archive.db.conn.execute("BEGIN IMMEDIATE")
        archive.db.conn.execute("DELETE FROM quotes")
        with Archive(path, create=False) as reader:
            assert len(list(reader.search("flood"))) == 3
        archive.db.conn.execute("ROLLBACK")


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs the program sqlite3")
def test_the_program_sqlite3_reads_and_changes_it(path: Path) -> None:
    def sqlite3_says(query: str) -> str:
        done = subprocess.run(["sqlite3", path, query], capture_output=True, encoding="utf-8", check=True)
        return done.stdout

    assert sqlite3_says("SELECT who, words FROM said WHERE outlet LIKE '%Echo' LIMIT 1") == (
        "Ada Quill|The river will flood the town tonight\n"
    )
    assert sqlite3_says("SELECT name, articles, quotes FROM most_quoted LIMIT 1") == "Ada Quill|3|4\n"
    sqlite3_says("PRAGMA foreign_keys = ON; DELETE FROM articles WHERE key = 'rain'")
    whole(path)
    with Archive(path) as archive:
        assert [each.article for each in archive.search("flood")] == ["later"]


# --- what is no archive -------------------------------------------------------------------------------------------


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    with pytest.raises(ArchiveError, match="there is no archive"):
        Archive(path, create=False)
    path.write_text("no database, but long enough to be taken for one\n" * 100)
    with pytest.raises(ArchiveError, match="it is no SQLite file"):
        Archive(path)
    path.unlink()
    sqlite3.connect(path).execute("CREATE TABLE quotes (id)").connection.close()
    with pytest.raises(ArchiveError, match="another SQLite file"):
        Archive(path)
    with pytest.raises(ArchiveError, match="there is no archive"):
        Archive(tmp_path)


@pytest.mark.parametrize(
    ("version", "told"),
    [(VERSION + 1, "a newer archive.*a newer quoteattr reads it"), (0, "an older archive.*make it anew")],
)
def test_another_version_is_told(path: Path, version: int, told: str) -> None:
    sqlite3.connect(path).execute(f"PRAGMA user_version = {version}").connection.close()
    with pytest.raises(ArchiveError, match=told):
        Archive(path)
    assert rows(path, "PRAGMA application_id") == [(APPLICATION,)]


def test_a_damaged_file_is_told(path: Path) -> None:
    damage(path, "articles")
    with Archive(path) as archive:
        for work in (lambda: list(archive.search("flood")), lambda: list(archive.articles())):
            with pytest.raises(ArchiveError, match="cannot be read: database disk image is malformed"):
                work()
        with pytest.raises(ArchiveError, match="cannot be written: database disk image is malformed"):
            archive.add([entry("new", RAIN)])
    damage(path, "joins")
    with pytest.raises(ArchiveError, match="cannot be written: database disk image is malformed"):
        Archive(path)


def test_a_place_where_none_can_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be made"):
        Archive(tmp_path / "no" / "quotes.db")


def test_an_empty_file_becomes_one(tmp_path: Path) -> None:
    (tmp_path / "quotes.db").touch()
    with Archive(tmp_path / "quotes.db") as archive:
        assert archive.add(entries()) == Added(new=3)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["quotes.db"]
