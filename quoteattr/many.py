"""Many texts on one machine: texts in, their quotes out in the same order, in one process or several.

Memory stays bounded however long the input is: at most two chunks a worker are read ahead. A chunk is sent again
when a worker dies under it, and its results are handed out only when it is whole, so that nothing is lost or
repeated. Each worker is a pool of its own: one that is killed tells which chunk it had, and takes no lock with it that
another waits for.
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
from multiprocessing import util
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import SemLock
from queue import SimpleQueue
from typing import NamedTuple, TypeAlias

from quoteattr.arguments import checked_config, names_nearest_option
from quoteattr.config import Config
from quoteattr.errors import ConfigError
from quoteattr.parser import extract_quotes
from quoteattr.types import Quote

_CHUNK_CHARACTERS = 100_000  # some 20 articles: sending a chunk costs far less than reading it
_CHUNK_TEXTS = 64
_CHUNKS_PER_WORKER = 2  # one at work, one waiting, so that no worker idles
_DEATHS_TO_SUSPECT = 2  # a chunk at whose reading a worker died this often is read text by text
_TRIES_ALONE = 3  # so that a stray kill does not condemn an innocent text
_STARTS = 3
_NO_START = 'no worker process can start; guard the script with `if __name__ == "__main__":`, or use workers=1'
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
        self.workers: list[_Worker] = []
        self.jobs: deque[_Job] = deque()
        self.read = 0
        self.failure: Exception | None = None
        self.exhausted = False

    def results(self) -> Iterator[Result]:
        self.workers = _start(self.number)
        try:
            self._fill()
            while self.jobs:
                yield from self._finish(self.jobs[0])
                self.jobs.popleft()
                self._fill()
            if self.failure is not None:
                raise self.failure
        finally:
            _end(self.workers)

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
        job.future = self.workers[job.worker].send(job.first, job.items, self.options)

    def _finish(self, job: _Job) -> list[Result]:
        while job.deaths < _DEATHS_TO_SUSPECT:
            try:
                return _result(job.future)
            except BrokenProcessPool:
                self._replace(job.worker)
        return self._one_by_one(job)

    def _replace(self, number: int) -> None:
        """A new process for a worker that died; what was out with it is sent again."""
        _end([self.workers[number]])
        [self.workers[number]] = _start(1)
        lost = [job for job in self.jobs if job.worker == number and job.failed()]
        for job in lost[:1]:  # chunks are read in order, so it died at the first
            job.deaths += 1
        for job in lost:
            if job.deaths < _DEATHS_TO_SUSPECT:
                self._send(job)

    def _one_by_one(self, job: _Job) -> list[Result]:
        """Each text of a suspect chunk in a worker that holds nothing else, so that a deadly one is found."""
        results: list[Result] = []
        workers = _start(1)
        try:
            for index, item in enumerate(job.items, job.first):
                for _ in range(_TRIES_ALONE):
                    try:
                        results += _result(workers[0].send(index, [item], self.options))
                        break
                    except BrokenProcessPool:
                        _end(workers)
                        workers = _start(1)
                else:
                    died = f"text {index} ended its worker process {_TRIES_ALONE} times (killed, or out of memory)"
                    results.append(ExtractError(index, "WorkerDied", died))
        finally:
            _end(workers)
        return results


class _Worker:
    """One process. Spawned, not forked: a fork copies the locks of the caller's other threads."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.leash, self.held = context.Pipe(duplex=False)
        self.executor = ProcessPoolExecutor(1, context, _initialize_worker, (self.leash,))
        self.started = self.send(0, [], _Options(False, Config()))

    def send(self, first: int, items: list[_Item], options: _Options) -> Future[list[Result]]:
        """Submit a chunk; what starts the process must block Ctrl-C, or the process answers it with a traceback."""
        try:
            with _ctrl_c_blocked():
                return self.executor.submit(_extract_chunk, first, items, options)
        except BrokenProcessPool as error:  # found dead at the door: the same as dying a moment later
            dead: Future[list[Result]] = Future()
            dead.set_exception(error)
            return dead

    def works(self) -> bool:
        """Has the process started? Then our copies of its ends of the pipes are closed.

        The pool has no use for them, but while they are open a worker that is killed halfway through a result, or
        before it has read a long chunk, leaves the pool waiting for ever. Should another Python call them otherwise,
        no more than this is lost.
        """
        try:
            _result(self.started)
        except BrokenProcessPool:
            return False
        for queue, end in (("_result_queue", "_writer"), ("_call_queue", "_reader")):
            if (pipe := getattr(getattr(self.executor, queue, None), end, None)) is not None:
                pipe.close()
        _forget_names(self.executor)
        return True


def _forget_names(executor: ProcessPoolExecutor) -> None:
    """Take the names from the semaphores of a pool whose one process has started: only a start needs them.

    Names outlive a process that is killed, or asked to end by a signal; Python then removes them, with a warning of
    leaked semaphores. Should another Python call its parts otherwise, no more than this is lost.
    """
    queues = [getattr(executor, queue, None) for queue in ("_call_queue", "_result_queue")]
    locks = [getattr(queue, lock, None) for queue in queues for lock in ("_rlock", "_wlock", "_sem")]
    names = {getattr(getattr(lock, "_semlock", None), "name", None) for lock in locks}
    remove_name = getattr(SemLock, "_cleanup", None)
    for finalizer in list(getattr(util, "_finalizer_registry", {}).values()):
        if finalizer._callback is remove_name and finalizer._args[0] in names:
            finalizer()  # now in place of at the end: it removes the name, and itself from what is to be done


def _start(number: int) -> list[_Worker]:
    """Workers that are known to work."""
    workers: list[_Worker] = []
    try:
        while len(workers) < number:
            workers.append(_Worker())
        for k in range(number):
            tries = 1
            while not workers[k].works():
                if tries == _STARTS:
                    raise RuntimeError(_NO_START)
                _end([workers[k]])
                workers[k] = _Worker()
                tries += 1
    except BaseException:
        _end(workers)
        raise
    return workers


def _end(workers: list[_Worker]) -> None:
    """End processes, and see them end, whatever they are at."""
    for worker in workers:
        worker.held.close()
    for worker in workers:
        worker.executor.shutdown(cancel_futures=True)
        worker.leash.close()


def _result(future: Future[list[Result]]) -> list[Result]:
    """What a future gives or raises, waited for in one step of C.

    A future's own wait lets go of a lock and takes it again, in Python: Ctrl-C between the two comes out as a
    ``RuntimeError`` about the lock.
    """
    done: SimpleQueue[Future[list[Result]]] = SimpleQueue()
    future.add_done_callback(done.put)
    return done.get().result()


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


def _initialize_worker(leash: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent alone answers it
    threading.Thread(target=_end_with_parent, args=(leash,), daemon=True).start()


def _end_with_parent(leash: Connection) -> None:
    """Ends the process, even in the middle of a text, when the parent lets go of the other end or is killed."""
    parent = multiprocessing.parent_process()
    wait([leash, *([] if parent is None else [parent.sentinel])])
    os._exit(1)
