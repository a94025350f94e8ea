"""Many texts on one machine: texts in, their quotes out in the same order, in one process or several.

Memory stays bounded however long the input is: at most two chunks a worker are read ahead. A chunk is sent again
when a worker dies under it, and its results are handed out only when it is whole, so that nothing is lost or
repeated.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from quoteattr.errors import ConfigError
from quoteattr.parser import extract_quotes
from quoteattr.types import Quote

_CHUNK_CHARACTERS = 100_000  # some 20 articles: sending a chunk costs far less than reading it
_CHUNK_TEXTS = 64
_CHUNKS_PER_WORKER = 2  # one at work, one waiting, so that no worker idles
_DEATHS_TO_SUSPECT = 2  # a chunk that was out when the pool died this often is read text by text
_TRIES_ALONE = 3  # so that a stray kill does not condemn an innocent text
_STARTS = 3


@dataclass(frozen=True, slots=True)
class ExtractError:
    """What stands in the place of a text that gave no quotes because something went wrong with it."""

    index: int
    """Which text of the input, counted from 0."""
    error: str
    """The name of the exception (``TypeError`` for a text that is no ``str``), or ``WorkerDied``."""
    message: str
    """What is wrong, for people to read."""


Result: TypeAlias = list[Quote] | ExtractError
_Item: TypeAlias = str | ExtractError


def extract_many(texts: Iterable[str], *, workers: int = 1, indirect: bool = False) -> Iterator[Result]:
    """The quotes of each text, in the order of the texts; nothing is read before the first result is asked for.

    ``texts`` may be endless. With ``workers`` above 1 that many processes share the work, and chunks of up to 64
    texts or 100,000 characters are read ahead, two a worker. A script must then guard its start with
    ``if __name__ == "__main__":``, as for all of :mod:`multiprocessing`. Ending early (``break``, Ctrl-C, closing
    the iterator) ends the processes.

    Gives a ``list[Quote]`` as :func:`quoteattr.extract_quotes` does, or an :class:`ExtractError` in its place for a
    text that is no ``str``, on which the engine fails, or that kills its worker again and again. An exception
    raised by ``texts`` itself comes out behind the results of the texts before it.

    Raises ``TypeError`` if ``texts`` is a single string or no iterable or an option has the wrong type,
    :class:`quoteattr.errors.ConfigError` if ``workers`` is below 1, and ``RuntimeError`` if no worker can start.
    """
    if isinstance(texts, (str, bytes)):
        raise TypeError(f"texts must be an iterable of strings, not one {type(texts).__name__}; pass [text]")
    if isinstance(workers, bool) or not isinstance(workers, int):
        raise TypeError(f"workers must be an int, not {type(workers).__name__}")
    if not isinstance(indirect, bool):
        raise TypeError(f"indirect must be a bool, not {type(indirect).__name__}")
    if workers < 1:
        raise ConfigError(f"workers must be at least 1, not {workers}")
    items = _items(iter(texts))
    return _serial(items, indirect) if workers == 1 else _Pool(items, workers, indirect).results()


def _items(texts: Iterator[object]) -> Iterator[_Item]:
    """The texts as what can be sent to another process: plain strings, and errors for all else."""
    for index, text in enumerate(texts):
        if isinstance(text, str):
            yield str.__str__(text)  # an instance of a subclass may refuse to be pickled
        else:
            yield ExtractError(index, "TypeError", f"text {index} must be a str, not {type(text).__name__}")


def _serial(items: Iterator[_Item], indirect: bool) -> Iterator[Result]:
    for index, item in enumerate(items):
        yield _extract(index, item, indirect)


def _extract(index: int, item: _Item, indirect: bool) -> Result:
    if isinstance(item, ExtractError):
        return item
    try:
        return extract_quotes(item, indirect=indirect)
    except Exception as error:  # one text must not cost the millions behind it
        return ExtractError(index, type(error).__name__, str(error))


def _extract_chunk(first: int, items: list[_Item], indirect: bool) -> list[Result]:
    return [_extract(index, item, indirect) for index, item in enumerate(items, first)]


def _chunks(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    """Items in chunks of bounded size; a failure of the input comes out behind the items before it."""
    chunk: list[_Item] = []
    characters = 0
    failure: Exception | None = None
    while failure is None:
        try:
            item = next(items)
        except StopIteration:
            break
        except Exception as error:
            failure = error
            break
        chunk.append(item)
        characters += len(item) if isinstance(item, str) else 0
        if len(chunk) == _CHUNK_TEXTS or characters >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk
    if failure is not None:
        raise failure


@dataclass(slots=True)
class _Job:
    """A chunk that is out with the workers."""

    first: int
    """The index of its first text."""
    items: list[_Item]
    future: Future[list[Result]] = field(default_factory=Future)
    deaths: int = 0
    """How often the pool died while the chunk was out."""


class _Pool:
    """Worker processes, and the window of chunks that are out with them."""

    def __init__(self, items: Iterator[_Item], workers: int, indirect: bool) -> None:
        self.chunks = _chunks(items)
        self.workers = workers
        self.indirect = indirect
        self.jobs: deque[_Job] = deque()
        self.read = 0
        self.failure: Exception | None = None
        self.exhausted = False

    def results(self) -> Iterator[Result]:
        self.executor = _start(self.workers)
        try:
            self._fill()
            while self.jobs:
                yield from self._finish(self.jobs[0])
                self.jobs.popleft()
                self._fill()
            if self.failure is not None:
                raise self.failure
        finally:
            self.executor.shutdown(cancel_futures=True)

    def _fill(self) -> None:
        """Read chunks until the window is full or the input ends."""
        while not self.exhausted and len(self.jobs) < self.workers * _CHUNKS_PER_WORKER:
            try:
                items = next(self.chunks)
            except StopIteration:
                self.exhausted = True
            except Exception as error:
                self.failure, self.exhausted = error, True
            else:
                job = _Job(self.read, items)
                self.read += len(items)
                self.jobs.append(job)
                self._submit(job)

    def _submit(self, job: _Job) -> None:
        try:
            job.future = _send(self.executor, job.first, job.items, self.indirect)
        except BrokenProcessPool as error:  # found dead at the door: the same as dying a moment later
            job.future = Future()
            job.future.set_exception(error)

    def _finish(self, job: _Job) -> list[Result]:
        while job.deaths < _DEATHS_TO_SUSPECT:
            try:
                return job.future.result()
            except BrokenProcessPool:
                self._rebuild()
        return self._one_by_one(job)

    def _rebuild(self) -> None:
        """Replace a pool of which a worker died, and send again what was out with it."""
        self.executor.shutdown()
        self.executor = _start(self.workers)
        for job in self.jobs:
            if job.deaths < _DEATHS_TO_SUSPECT and isinstance(job.future.exception(), BrokenProcessPool):
                job.deaths += 1
                if job.deaths < _DEATHS_TO_SUSPECT:
                    self._submit(job)

    def _one_by_one(self, job: _Job) -> list[Result]:
        """Each text of a suspect chunk in a worker that holds nothing else, so that a deadly one is found."""
        results: list[Result] = []
        executor = _start(1)
        try:
            for index, item in enumerate(job.items, job.first):
                for _ in range(_TRIES_ALONE):
                    try:
                        results += _send(executor, index, [item], self.indirect).result()
                        break
                    except BrokenProcessPool:
                        executor.shutdown()
                        executor = _start(1)
                else:
                    died = f"text {index} ended its worker process {_TRIES_ALONE} times (killed, or out of memory)"
                    results.append(ExtractError(index, "WorkerDied", died))
        finally:
            executor.shutdown(cancel_futures=True)
        return results


def _start(workers: int) -> ProcessPoolExecutor:
    """A pool that is known to work. Spawned, not forked: a fork copies the locks of the caller's other threads."""
    for _ in range(_STARTS):
        executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _initialize_worker)
        try:
            _send(executor, 0, [], False).result()
            return executor
        except BrokenProcessPool:
            executor.shutdown()
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise
    raise RuntimeError(
        'no worker process can start; guard the start of the script with `if __name__ == "__main__":`, or use workers=1'
    )


def _send(executor: ProcessPoolExecutor, first: int, items: list[_Item], indirect: bool) -> Future[list[Result]]:
    """Submit a chunk, which may start a worker: with Ctrl-C blocked, or the worker would answer it with a traceback."""
    with _ctrl_c_blocked():
        return executor.submit(_extract_chunk, first, items, indirect)


@contextmanager
def _ctrl_c_blocked() -> Iterator[None]:
    """Blocked, not ignored: it comes through a moment later. Processes started meanwhile never see it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _initialize_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent alone answers it
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers, and they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
