"""An archive as an output: it is added to, whatever it holds, and a run that was killed has left it whole.

It has no journal and no other name while a run lasts. What is written is written in transactions, and what stands there
is known by the article's name and the digest of what was read, so the same command goes on where a run was killed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quoteattr.archive import Archive, ArchiveError, Entry, Roster
from quoteattr.archive.rows import Prepared, digest_of, prepare
from quoteattr.cli.inputs.items import BadInput, Document, Item
from quoteattr.cli.outputs.journal import Past
from quoteattr.cli.outputs.places import Lock, OutputError, RefusedError
from quoteattr.types import Article

_BATCH = 200  # articles in a transaction
_PAUSE = 1.0  # seconds between two transactions: as much work as a kill costs at most


@dataclass(frozen=True, slots=True)
class Keeping:
    """How articles are kept in an archive."""

    settings: Mapping[str, object]
    """What they are read with."""
    people: Roster | None
    surnames: bool | None
    anew: bool
    """Are articles read again that are there already?"""


class ArchiveOutput:
    """Articles go into an archive."""

    def __init__(self, out: Path, keeping: Keeping) -> None:
        """Raises :class:`RefusedError` where another run writes there, or the file is no archive of this version."""
        self.past = Past()
        self._keeping = keeping
        self._seen: dict[str, tuple[str, str]] = {}  # by name the digest and the place of each article of this run
        self._pending: list[Prepared] = []
        self._lock = Lock(out)
        self._lock.acquire()
        try:
            self._archive = Archive(out, people=keeping.people, surnames=keeping.surnames)
        except ArchiveError as error:
            self._lock.release()
            raise RefusedError(str(error)) from None
        except BaseException:
            self._lock.release()
            raise
        self._written = time.monotonic()

    def todo(self, items: Iterable[Item], known: Callable[[Document], None]) -> Iterator[Item]:
        """The documents that the archive has not, and what is bad: also a second text under the name of another."""
        for item in items:
            if isinstance(item, BadInput):
                yield item
                continue
            digest = self._digest(item)
            before, place = self._seen.setdefault(item.id, (digest, f"{item.source}:{item.number}"))
            if before != digest:
                yield item.failed(
                    f"{place} is another article of the same name; --id-field names them by another field"
                )
            elif place != f"{item.source}:{item.number}" or (
                not self._keeping.anew and self._archive.holds(item.id, digest)
            ):
                known(item)
            else:
                yield item

    def _digest(self, document: Document) -> str:
        """What was found before is told by itself, whatever it was read with."""
        found = {} if document.article is None else {"found": document.article.to_json()}
        return digest_of(document.text, document.metadata, {**self._keeping.settings, **found})

    def encode(self, document: Document, article: Article) -> Prepared:
        return prepare(Entry(document.id, article, document.metadata), self._digest(document))

    def write(self, document: Document, results: Prepared) -> None:
        self._pending.append(results)
        if len(self._pending) >= _BATCH or time.monotonic() - self._written >= _PAUSE:
            self._write()

    def _write(self) -> None:
        pending, self._pending = self._pending, []
        try:
            self._archive.write(pending, anew=self._keeping.anew)
        except ArchiveError as error:
            raise OutputError(str(error)) from error
        self._written = time.monotonic()

    def skip(self, bad: BadInput) -> None:
        pass

    def finish(self) -> None:
        self._write()
        self._end()

    def abandon(self) -> None:
        try:
            self._write()
        finally:
            self._end()

    def _end(self) -> None:
        self._archive.close()
        self._lock.release()
