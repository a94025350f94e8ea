"""Worker processes: a process is a pool of its own, so that one that is killed takes nothing from the others.

A process is spawned, not forked, hears no Ctrl-C, and ends with the program that started it, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import util
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import SemLock
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")

_STARTS = 3
_NO_START = 'no worker process can start; guard the script with `if __name__ == "__main__":`, or use workers=1'


class Worker:
    """One process. Spawned, not forked: a fork copies the locks of the caller's other threads."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.leash, self.held = context.Pipe(duplex=False)
        self.executor = ProcessPoolExecutor(1, context, _initialize_worker, (self.leash,))
        self.started = self.send(os.getpid)

    def send(self, function: Callable[..., T], *arguments: object) -> Future[T]:
        """Have the process call a function of a module; its death is a ``BrokenProcessPool`` of what it was at.

        What starts the process must block Ctrl-C, or the process answers it with a traceback.
        """
        try:
            with _ctrl_c_blocked():
                return self.executor.submit(function, *arguments)
        except BrokenProcessPool as error:  # found dead at the door: the same as dying a moment later
            dead: Future[T] = Future()
            dead.set_exception(error)
            return dead

    def works(self) -> bool:
        """Has the process started? Then our copies of its ends of the pipes are closed.

        The pool has no use for them, but while they are open a worker that is killed halfway through a result, or
        before it has read a long chunk, leaves the pool waiting for ever. Should another Python call them otherwise,
        no more than this is lost.
        """
        try:
            result(self.started)
        except BrokenProcessPool:
            return False
        for queue, its_end in (("_result_queue", "_writer"), ("_call_queue", "_reader")):
            if (pipe := getattr(getattr(self.executor, queue, None), its_end, None)) is not None:
                pipe.close()
        _forget_names(self.executor)
        return True

    def is_alive(self) -> bool:
        """Is the process there? The pool finds out a moment later."""
        process = self._process()
        return process is not None and process.is_alive()

    def kill(self) -> None:
        """End the process at once, whatever it is at: :func:`end` waits for one that lets no other thread run."""
        if (process := self._process()) is not None:
            process.kill()

    def _process(self) -> BaseProcess | None:
        if not self.started.done() or self.started.exception() is not None:
            return None
        pid = self.started.result()
        return next((child for child in multiprocessing.active_children() if child.pid == pid), None)


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


def start(number: int) -> list[Worker]:
    """Workers that are known to work.

    Raises:
        RuntimeError: none can start.
    """
    workers: list[Worker] = []
    try:
        while len(workers) < number:
            workers.append(Worker())
        for k in range(number):
            tries = 1
            while not workers[k].works():
                if tries == _STARTS:
                    raise RuntimeError(_NO_START)
                end([workers[k]])
                workers[k] = Worker()
                tries += 1
    except BaseException:
        end(workers)
        raise
    return workers


def end(workers: Iterable[Worker]) -> None:
    """End processes, and see them end, whatever they are at."""
    workers = list(workers)
    for worker in workers:
        worker.held.close()
    for worker in workers:
        worker.executor.shutdown(cancel_futures=True)
        worker.leash.close()


def result(future: Future[T]) -> T:
    """What a future gives or raises, waited for in one step of C.

    A future's own wait lets go of a lock and takes it again, in Python: Ctrl-C between the two comes out as a
    ``RuntimeError`` about the lock.
    """
    done: SimpleQueue[Future[T]] = SimpleQueue()
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
