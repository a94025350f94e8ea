"""The processes of the server: each reads one text at a time, and one that is killed or stuck is replaced."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TypeVar

from quoteattr.errors import QuoteAttrError
from quoteattr.workers import Worker, end, result, start

T = TypeVar("T")

_WAITING_PER_WORKER = 16  # requests: each holds its text
_TRIES = 3  # so that a stray kill costs no answer
_PAUSE = 1.0  # seconds before another try to start a process


class Busy(QuoteAttrError):
    """All processes are at work, and too many texts wait for them, or this one has for too long."""


class TookTooLong(QuoteAttrError):
    """A text was not read in the time that there is."""


class Died(QuoteAttrError):
    """The processes that read a text were killed, or had not enough memory."""


class Pool:
    """Processes that do what :meth:`run` is given, for one event loop."""

    def __init__(self, number: int, seconds: float, first: Callable[[], None]) -> None:
        """Of so many processes; no work may take more than these seconds. Each begins with ``first``."""
        self._number = number
        self._seconds = seconds
        self._first = first
        self._workers: set[Worker] = set()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._waiting = 0
        self._renewals: set[asyncio.Task[None]] = set()
        self._is_closed = False

    async def open(self) -> None:
        """Start the processes. Raises ``RuntimeError`` if none can start."""
        for worker in await asyncio.to_thread(self._started, self._number):
            self._take_in(worker)

    async def close(self) -> None:
        """End the processes, whatever they are at."""
        self._is_closed = True
        self.kill()
        ended, self._workers = self._workers, set()
        await asyncio.to_thread(end, ended)
        await asyncio.gather(*self._renewals)

    def kill(self) -> None:
        """End the processes at once, from any thread."""
        for worker in list(self._workers):
            worker.kill()

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """What a function of a module gives or raises in one of the processes.

        Raises:
            Busy: none of them was free in time.
            TookTooLong: it did not end in time.
            Died: it ended its process, again and again.
        """
        tries = 0
        while tries < _TRIES and not self._is_closed:
            worker = await self._next_idle()
            tries += worker.is_alive()  # one that is found dead at the door does not try
            future = asyncio.wrap_future(worker.send(function, *arguments))
            try:
                await asyncio.wait([future], timeout=self._seconds)
            finally:
                self._hand_back(worker, future)
            if future.cancelled():
                raise TookTooLong
            if not isinstance(future.exception(), BrokenProcessPool):
                return future.result()
        raise Died

    async def _next_idle(self) -> Worker:
        if not self._waiting and not self._idle.empty():
            return self._idle.get_nowait()
        if self._waiting >= self._number * _WAITING_PER_WORKER:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), self._seconds)
        except asyncio.TimeoutError:
            raise Busy from None
        finally:
            self._waiting -= 1

    def _hand_back(self, worker: Worker, future: asyncio.Future[T]) -> None:
        """The worker is idle again, or is replaced if it is dead or still at work."""
        if future.done() and not isinstance(future.exception(), BrokenProcessPool):
            self._idle.put_nowait(worker)
            return
        future.cancel()
        if worker not in self._workers:  # all are being ended
            return
        self._workers.remove(worker)
        renewal = asyncio.ensure_future(self._renew(worker))
        self._renewals.add(renewal)
        renewal.add_done_callback(self._renewals.discard)

    async def _renew(self, old: Worker) -> None:
        await asyncio.to_thread(_put_away, old)
        while not self._is_closed:
            try:
                [worker] = await asyncio.to_thread(self._started, 1)
            except (RuntimeError, OSError):  # no memory, too many processes
                await asyncio.sleep(_PAUSE)
                continue
            if self._is_closed:
                await asyncio.to_thread(_put_away, worker)
            else:
                self._take_in(worker)
            return

    def _take_in(self, worker: Worker) -> None:
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    def _started(self, number: int) -> list[Worker]:
        workers = start(number)
        for each in [worker.send(self._first) for worker in workers]:
            with suppress(BrokenProcessPool):  # killed again: who asks it first will find out
                result(each)
        return workers


def _put_away(worker: Worker) -> None:
    worker.kill()
    end([worker])
