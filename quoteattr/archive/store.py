"""An archive of quotations: articles in, what was said out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from itertools import islice
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import quoteattr
from quoteattr.archive.files import open_archive
from quoteattr.archive.joining import Joiner
from quoteattr.archive.listing import keep_roster
from quoteattr.archive.reading import read_articles
from quoteattr.archive.records import Added, ArchiveError, Entry, Found
from quoteattr.archive.roster import Roster
from quoteattr.archive.rows import QUOTE_COLUMNS, SPEAKER_COLUMNS, Cells, Prepared, digest_of, prepare
from quoteattr.archive.searching import SPOKEN, Search, find, kind_of

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")

_BATCH = 200  # articles in a transaction
_SURNAMES = "surnames"


class Archive:
    """A SQLite file with articles, their quotes and speakers, and the people whom these are.

    The same article again, by its key and a digest of its text, metadata and settings, is passed over; another one
    under the same key takes its place. Every batch of articles is one transaction, so that the file is whole and right
    whenever the program ends.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        people: Roster | None = None,
        surnames: bool | None = None,
        create: bool = True,
    ) -> None:
        """Open an archive, or make one.

        Args:
            path: the file.
            people: the persons whom the user knows, in the place of the list given before; None keeps that.
            surnames: whether somebody named by the family name alone is the only person of that name; None keeps what
                was said before, at first no.
            create: whether a file that is not there is made.

        Raises:
            MissingExtraError: ``sqlite-utils`` is not installed (extra ``archive``).
            ArchiveError: the file is no archive, or one of another version.
        """
        self.path = Path(path)
        self.db: Database = open_archive(self.path, create=create)
        """The file as ``sqlite-utils`` has it."""
        self._joiner = Joiner(self.db.conn)
        self._written = False
        if people is not None or surnames is not None or create:
            with self._closed_on_failure(), self._transaction():
                self._set_up(people, surnames)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, and leave nothing beside it."""
        if self._written:
            self._written = False
            with suppress(sqlite3.OperationalError):  # another program writes, and will do it itself
                self.db.conn.execute("PRAGMA optimize")  # what the planner of queries must know of the tables
        self.db.conn.close()

    # --- writing --------------------------------------------------------------------------------------------------

    def add(
        self, entries: Iterable[Entry], *, settings: Mapping[str, object] | None = None, anew: bool = False
    ) -> Added:
        """Add articles, and tell how many were new. Of what a generator gives no more than a batch is in memory.

        Of several articles with one key the last is kept.

        Args:
            entries: the articles.
            settings: what they were read with, such as ``{"indirect": True}``: with others they are other articles.
            anew: whether those that are there already are written again, as after an update of quoteattr.

        Raises:
            ArchiveError: another program holds the file, or the disk is full.
            RecordError: a quote has no words, or a speaker who is not one of its article.
        """
        total = Added()
        rest = iter(entries)
        while some := list(islice(rest, _BATCH)):
            batch = list({entry.key: entry for entry in some}.values())  # of several with one key the last
            digests = [digest_of(entry.article.text, entry.metadata, settings or {}) for entry in batch]
            known = [not anew and self.holds(entry.key, digest) for entry, digest in zip(batch, digests, strict=True)]
            added = self.write(
                [
                    prepare(entry, digest)
                    for entry, digest, there in zip(batch, digests, known, strict=True)
                    if not there
                ],
                anew=anew,
            )
            total.new += added.new
            total.replaced += added.replaced
            total.known += added.known + sum(known)
        return total

    def holds(self, key: str, digest: str) -> bool:
        """Is there an article of this key and digest (:func:`~quoteattr.archive.rows.digest_of`)?"""
        query = "SELECT 1 FROM articles WHERE key = ? AND digest = ?"
        return self.db.conn.execute(query, (key, digest)).fetchone() is not None

    def write(self, batch: Sequence[Prepared], *, anew: bool = False) -> Added:
        """Write articles, each of another key, in one transaction, and join their speakers; see :meth:`add`."""
        added = Added()
        if not batch:
            return added
        with self._transaction():
            written: list[tuple[int, Prepared]] = []
            before: set[str] = set()
            for article in batch:
                number, is_new = self._article(article, anew)
                if number is None:
                    added.known += 1
                    continue
                added.new += is_new
                added.replaced += not is_new
                before.update(self._persons_in(number) if not is_new else ())
                if not is_new:
                    self._empty(number)
                written.append((number, article))
            self._fill(written)
            self._join([number for number, _ in written], before)
        return added

    def _article(self, article: Prepared, anew: bool) -> tuple[int | None, bool]:
        """The number of the article, and whether it is new; no number where it is there already."""
        run = self.db.conn.execute
        found = run("SELECT id, digest FROM articles WHERE key = ?", (article.key,)).fetchone()
        if found and found[1] == article.digest and not anew:
            return None, False
        cells = article.about | {
            "key": article.key,
            "digest": article.digest,
            "version": quoteattr.__version__,
            "added": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        if found:
            told = ", ".join(f"{column} = ?" for column in cells)
            run(f"UPDATE articles SET {told} WHERE id = ?", (*cells.values(), found[0]))
            return int(found[0]), False
        marks = ", ".join("?" * len(cells))
        return run(f"INSERT INTO articles ({', '.join(cells)}) VALUES ({marks})", (*cells.values(),)).lastrowid, True

    def _persons_in(self, article: int) -> list[str]:
        found = self.db.conn.execute(
            "SELECT DISTINCT name FROM speakers WHERE article = ? AND kind = 'person'", (article,)
        )
        return [name for (name,) in found]

    def _empty(self, article: int) -> None:
        for table in ("quotes", "speakers", "texts"):
            self.db.conn.execute(f"DELETE FROM {table} WHERE article = ?", (article,))

    def _fill(self, written: Sequence[tuple[int, Prepared]]) -> None:
        """Write texts, speakers and quotes."""
        next_speaker, next_quote = self._next("speakers"), self._next("quotes")
        texts: list[Cells] = []
        speakers: list[Cells] = []
        quotes: list[Cells] = []
        for number, article in written:
            first_speaker, first_quote = next_speaker + len(speakers), next_quote + len(quotes)
            texts.append((number, article.text))
            for place, cells in enumerate(article.speakers):
                person = self._joiner.person_of(cells[0], number) if cells[1] == "person" else None
                speakers.append((first_speaker + place, number, *cells, person))
            for place, (speaker, parent, cells) in enumerate(article.quotes):
                of = None if speaker is None else first_speaker + speaker
                around = None if parent is None else first_quote + parent
                quotes.append((first_quote + place, number, place, of, around, *cells))
        self._insert("texts", ("article", "text"), texts)
        self._insert("speakers", SPEAKER_COLUMNS, speakers)
        self._insert("quotes", QUOTE_COLUMNS, quotes)

    def _next(self, table: str) -> int:
        [last] = self.db.conn.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        return int(last) + 1

    def _insert(self, table: str, columns: Sequence[str], rows: Sequence[Cells]) -> None:
        named, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        self.db.conn.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)

    def _join(self, articles: Sequence[int], before: Iterable[str]) -> None:
        """Join the speakers of articles that were just written, and forget the names that they had before."""
        surnames = self._surnames()
        names = dict.fromkeys(name for article in articles for name in self._persons_in(article))
        self._joiner.join(names, articles, surnames=surnames)
        self._joiner.drop([name for name in before if name not in names], surnames=surnames)
        query = "SELECT DISTINCT person FROM speakers WHERE article = ? AND person IS NOT NULL"
        people = {person for article in articles for (person,) in self.db.conn.execute(query, (article,))}
        self._joiner.tell_genders(people)

    # --- what the user says of people -----------------------------------------------------------------------------

    def _set_up(self, people: Roster | None, surnames: bool | None) -> None:
        """Take over a list of persons, an option, and what the user has changed in the joins."""
        run = self.db.conn.execute
        concerned = set() if people is None else keep_roster(self.db, people)
        if surnames is not None and surnames != self._surnames():
            value = "1" if surnames else "0"
            run(
                "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ?",
                (_SURNAMES, value, value),
            )
            query = "SELECT DISTINCT family FROM joins WHERE name NOT LIKE '% %' AND family IS NOT NULL"
            concerned |= {family for (family,) in run(query)}
        self._joiner.settle_changed(surnames=self._surnames())
        self._joiner.settle(concerned, surnames=self._surnames())
        if concerned:
            self._joiner.forget_unused()
        query = "SELECT DISTINCT person FROM joins WHERE family = ? AND person IS NOT NULL"
        self._joiner.tell_genders({each for family in concerned for (each,) in run(query, (family,))})

    def _surnames(self) -> bool:
        found = self.db.conn.execute("SELECT value FROM settings WHERE name = ?", (_SURNAMES,)).fetchone()
        return bool(found) and found[0] == "1"

    # --- reading --------------------------------------------------------------------------------------------------

    def search(
        self,
        words: str = "",
        *,
        speaker: str = "",
        since: str = "",
        until: str = "",
        outlet: str = "",
        kinds: Sequence[str] = SPOKEN,
        min_confidence: float = 0.0,
        limit: int | None = None,
    ) -> Iterator[Found]:
        """The quotations that are asked for: those that fit best first, without words the newest first.

        An article whose date is a month or a year is found where any of its days would be; one without a date is not
        found where days are asked for.

        Args:
            words: all of them must be in the quotation or in the sentences around it; what stands in quotation marks
                must be there in a row; ``rain*`` is every word that begins so. Endings do not matter: *flood* finds
                *floods* and *flooded*.
            speaker: words of the name, an alias or the role of whoever says it, or of the person who this is.
            since: a day, month or year, such as ``2025-01``: not before its first day.
            until: the same: not behind its last day.
            outlet: a part of the name of the outlet.
            kinds: the kinds of quotations.
            min_confidence: how sure it must be that the speaker is right, 0 to 1.
            limit: how many quotations at most.

        Raises:
            ConfigError: a date or kind is none, or there is no word among the words.
            ArchiveError: the file is damaged.
        """
        asked = Search(words, speaker, since, until, outlet, tuple(map(kind_of, kinds)), min_confidence, limit)
        return self._readable(find(self.db.conn, asked))

    def articles(self) -> Iterator[Entry]:
        """All articles in the order in which they came, with quotes and speakers as they were found."""
        return self._readable(read_articles(self.db.conn))

    def _readable(self, rows: Iterator[T]) -> Iterator[T]:
        """The same. Raises :class:`ArchiveError` where the file is damaged."""
        try:
            yield from rows
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.path} cannot be read: {error}") from error

    # --- transactions ---------------------------------------------------------------------------------------------

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing. Raises :class:`ArchiveError` where another program holds the file, or the disk is full."""
        run = self.db.conn.execute
        try:
            run("BEGIN IMMEDIATE")
            yield
            run("COMMIT")
            self._written = True
        except sqlite3.Error as error:
            self._undo()
            raise ArchiveError(f"{self.path} cannot be written: {error}") from error
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        if self.db.conn.in_transaction:
            self.db.conn.execute("ROLLBACK")

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise
