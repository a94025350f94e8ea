"""Many texts on one machine: texts in, their quotes out in the same order, in one process or several.

Memory stays bounded however long the input is: at most two chunks a worker are read ahead. A chunk is sent again
when a worker dies under it, and its results are handed out only when it is whole, so that nothing is lost or repeated.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from quoteattr.arguments import checked_config, names_nearest_option
from quoteattr.config import Config
from quoteattr.errors import ConfigError
from quoteattr.parser import extract_quotes
from quoteattr.types import Quote
from quoteattr.workers import Worker, end, result, start

_CHUNK_CHARACTERS = 100_000  # some 20 articles: sending a chunk costs far less than reading it
_CHUNK_TEXTS = 64
_CHUNKS_PER_WORKER = 2  # one at work, one waiting, so that no worker idles
_DEATHS_TO_SUSPECT = 2  # a chunk at whose reading a worker died this often is read text by text
_TRIES_ALONE = 3  # so that a stray kill does not condemn an innocent text
_DAEMONIC = "a daemonic process, such as a worker of multiprocessing.Pool, may start no others; use workers=1 in it"


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


@names_nearest_option
def extract_many(
    texts: Iterable[str], *, workers: int = 1, indirect: bool = False, config: Config | None = None
) -> Iterator[Result]:
    """The quotes of each text, in the order of the texts; nothing is read before the first result is asked for.

    ``texts`` may be endless. With ``workers`` above 1 that many processes share the work, and chunks of up to 64
    texts or 100,000 characters are read ahead, two a worker. A script must then guard its start with
    ``if __name__ == "__main__":``, as for all of :mod:`multiprocessing`. Ending early (``break``, Ctrl-C, closing
    the iterator) ends the processes, in the middle of a text if need be.

    Gives a ``list[Quote]`` as :func:`quoteattr.extract_quotes` does, or an :class:`ExtractError` in its place for a
    text that is no ``str``, on which the engine fails (a pattern of ``config.skip`` takes too long, say), or that kills
    its worker again and again. An exception raised by ``texts`` itself comes out behind the results of the texts before
    it.

    Raises ``TypeError`` if ``texts`` is a single string or no iterable or an option has the wrong type,
    :class:`quoteattr.errors.ConfigError` if ``workers`` is below 1 or ``config`` names an unknown rule, and
    ``RuntimeError`` if no worker can start, as none can in a daemonic process.
    """
    if isinstance(texts, (str, bytes)):
        raise TypeError(f"texts must be an iterable of strings, not one {type(texts).__name__}; pass [text]")
    if isinstance(workers, bool) or not isinstance(workers, int):
        raise TypeError(f"workers must be an int, not {type(workers).__name__}")
    if not isinstance(indirect, bool):
        raise TypeError(f"indirect must be a bool, not {type(indirect).__name__}")
    if workers < 1:
        raise ConfigError(f"workers must be at least 1, not {workers}")
    if workers > 1 and multiprocessing.current_process().daemon:
        raise RuntimeError(_DAEMONIC)
    options = _Options(indirect, checked_config(config))
    items = _items(iter(texts))
    return _serial(items, options) if workers == 1 else _Pool(items, workers, options).results()


class _Options(NamedTuple):
    """What :func:`quoteattr.extract_quotes` is told beside the text."""

    indirect: bool
    config: Config


def _items(texts: Iterator[object]) -> Iterator[_Item]:
    """The texts as what can be sent to another process: plain strings, and errors for all else."""
    for index, text in enumerate(texts):
        if isinstance(text, str):
            yield str.__str__(text)  # an instance of a subclass may refuse to be pickled
        else:
            yield ExtractError(index, "TypeError", f"text {index} must be a str, not {type(text).__name__}")


def _serial(items: Iterator[_Item], options: _Options) -> Iterator[Result]:
    for index, item in enumerate(items):
        yield _extract(index, item, options)


def _extract(index: int, item: _Item, options: _Options) -> Result:
    if isinstance(item, ExtractError):
        return item
    try:
        return extract_quotes(item, indirect=options.indirect, config=options.config)
    except Exception as error:  # one text must not cost the millions behind it
        return ExtractError(index, type(error).__name__, str(error))


def _extract_chunk(first: int, items: list[_Item], options: _Options) -> list[Result]:
    return [_extract(index, item, options) for index, item in enumerate(items, first)]


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
    """A chunk that is out with a worker."""

    first: int
    """The index of its first text."""
    items: list[_Item]
    worker: int = 0
    future: Future[list[Result]] = field(default_factory=Future)
    deaths: int = 0
    """How often a worker died at it."""

    def failed(self) -> bool:
        return self.future.done() and (self.future.cancelled() or self.future.exception() is not None)


class _Pool:
    """Worker processes, and the window of chunks that are out with them."""

    def __init__(self, items: Iterator[_Item], number: int, options: _Options) -> None:
        self.chunks = _chunks(items)
        self.number = number
        self.options = options
        self.workers: list[Worker] = []
        self.jobs: deque[_Job] = deque()
        self.read = 0
        self.failure: Exception | None = None
        self.exhausted = False

    def results(self) -> Iterator[Result]:
        self.workers = start(self.number)
        try:
            self._fill()
            while self.jobs:
                yield from self._finish(self.jobs[0])
                self.jobs.popleft()
                self._fill()
            if self.failure is not None:
                raise self.failure
        finally:
            end(self.workers)

    def _fill(self) -> None:
        """Read chunks until the window is full or the input ends."""
        while not self.exhausted and len(self.jobs) < self.number * _CHUNKS_PER_WORKER:
            try:
                items = next(self.chunks)
            except StopIteration:
                self.exhausted = True
            except Exception as error:
                self.failure, self.exhausted = error, True
            else:
                job = _Job(self.read, items, self._idlest())
                self.read += len(items)
                self.jobs.append(job)
                self._send(job)
                if job.failed():  # the worker was found dead
                    self._replace(job.worker)

    def _idlest(self) -> int:
        """The worker with the fewest chunks before it."""
        waiting = [0] * self.number
        for job in self.jobs:
            waiting[job.worker] += not job.future.done()
        return waiting.index(min(waiting))

    def _send(self, job: _Job) -> None:
        job.future = self.workers[job.worker].send(_extract_chunk, job.first, job.items, self.options)

    def _finish(self, job: _Job) -> list[Result]:
        while job.deaths < _DEATHS_TO_SUSPECT:
            try:
                return result(job.future)
            except BrokenProcessPool:
                self._replace(job.worker)
        return self._one_by_one(job)

    def _replace(self, number: int) -> None:
        """A new process for a worker that died; what was out with it is sent again."""
        end([self.workers[number]])
        [self.workers[number]] = start(1)
        lost = [job for job in self.jobs if job.worker == number and job.failed()]
        for job in lost[:1]:  # chunks are read in order, so it died at the first
            job.deaths += 1
        for job in lost:
            if job.deaths < _DEATHS_TO_SUSPECT:
                self._send(job)

    def _one_by_one(self, job: _Job) -> list[Result]:
        """Each text of a suspect chunk in a worker that holds nothing else, so that a deadly one is found."""
        results: list[Result] = []
        workers = start(1)
        try:
            for index, item in enumerate(job.items, job.first):
                for _ in range(_TRIES_ALONE):
                    try:
                        results += result(workers[0].send(_extract_chunk, index, [item], self.options))
                        break
                    except BrokenProcessPool:
                        end(workers)
                        workers = start(1)
                else:
                    died = f"text {index} ended its worker process {_TRIES_ALONE} times (killed, or out of memory)"
                    results.append(ExtractError(index, "WorkerDied", died))
        finally:
            end(workers)
        return results
