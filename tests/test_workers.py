"""Worker processes: what they are sent to do, how they die, and how they are ended."""

from __future__ import annotations

import multiprocessing
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from operator import add

import pytest

from quoteattr.workers import Worker, end, result, start


@pytest.fixture
def worker() -> Iterator[Worker]:
    [worker] = start(1)
    yield worker
    end([worker])


def test_a_worker_calls_functions_and_raises_what_they_raise(worker: Worker) -> None:
    assert result(worker.send(add, 1, 2)) == 3
    with pytest.raises(ValueError, match="invalid literal"):
        result(worker.send(int, "mill"))
    assert result(worker.send(os.getpid)) != os.getpid()


def test_a_worker_that_lets_no_other_thread_run_is_killed(worker: Worker) -> None:
    stuck = worker.send(re.match, r"(a+)+\Z", "a" * 50 + "b")  # for years, and in C
    time.sleep(0.3)
    assert not stuck.done()
    worker.kill()
    with pytest.raises(BrokenProcessPool):
        result(stuck)
    with pytest.raises(BrokenProcessPool):
        result(worker.send(os.getpid))
    end([worker])
    pid = result(worker.started)
    assert all(process.pid != pid for process in multiprocessing.active_children())


def test_a_worker_that_is_dead_can_be_killed(worker: Worker) -> None:
    assert worker.is_alive()
    worker.kill()
    with pytest.raises(BrokenProcessPool):
        result(worker.send(os.getpid))
    end([worker])
    assert not worker.is_alive()
    worker.kill()


def test_the_others_of_a_killed_worker_go_on() -> None:
    workers = start(2)
    try:
        workers[0].kill()
        assert result(workers[1].send(add, 1, 2)) == 3
    finally:
        end(workers)
