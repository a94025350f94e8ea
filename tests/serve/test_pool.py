"""The processes of the server by themselves: too many texts, stuck ones, deadly ones, and the end."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from operator import add, truediv

import pytest

pytest.importorskip("fastapi", reason="needs the extra serve")

from quoteattr.serve.pool import Busy, Died, Pool, TookTooLong
from quoteattr.serve.reading import warm


@asynccontextmanager
async def opened(number: int, seconds: float) -> AsyncIterator[Pool]:
    pool = Pool(number, seconds, warm)
    await pool.open()
    try:
        yield pool
    finally:
        await pool.close()


def with_pool(number: int, seconds: float, test: Callable[[Pool], Awaitable[None]]) -> None:
    before = set(multiprocessing.active_children())

    async def run() -> None:
        async with opened(number, seconds) as pool:
            await test(pool)

    with ThreadPoolExecutor(1) as thread:  # the browser of other tests has a loop in this one
        thread.submit(asyncio.run, run()).result()
    assert set(multiprocessing.active_children()) <= before


def test_it_gives_what_functions_give_and_raise() -> None:
    async def test(pool: Pool) -> None:
        assert await asyncio.gather(*(pool.run(add, number, 1) for number in range(20))) == list(range(1, 21))
        with pytest.raises(ZeroDivisionError):
            await pool.run(truediv, 1, 0)
        assert await pool.run(add, 1, 2) == 3

    with_pool(2, 10, test)


def test_what_is_stuck_in_c_is_ended_and_replaced() -> None:
    async def test(pool: Pool) -> None:
        before = await pool.run(os.getpid)
        begun = time.monotonic()
        with pytest.raises(TookTooLong):
            await pool.run(re.match, r"(a+)+\Z", "a" * 50 + "b")
        assert time.monotonic() - begun < 5
        while True:
            try:
                assert await pool.run(os.getpid) != before
                return
            except Busy:  # a new process takes longer to start than a request waits here
                pass

    with_pool(1, 0.5, test)


def test_what_ends_its_process_is_tried_again_but_not_for_ever() -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(Died):
            await pool.run(os._exit, 1)
        assert await pool.run(add, 1, 2) == 3

    with_pool(1, 20, test)


def test_processes_that_died_while_idle_cost_no_answer() -> None:
    async def test(pool: Pool) -> None:
        for _ in range(3):
            pool.kill()
            assert await asyncio.gather(*(pool.run(add, number, 1) for number in range(4))) == [1, 2, 3, 4]

    with_pool(2, 20, test)


def test_too_many_are_turned_away_at_once() -> None:
    async def test(pool: Pool) -> None:
        asked = [asyncio.ensure_future(pool.run(time.sleep, 0.2)) for _ in range(17)]
        await asyncio.sleep(0.05)
        begun = time.monotonic()
        with pytest.raises(Busy):
            await pool.run(add, 1, 2)
        assert time.monotonic() - begun < 1
        await asyncio.gather(*asked)

    with_pool(1, 20, test)


def test_a_request_that_is_given_up_takes_no_process_with_it() -> None:
    async def test(pool: Pool) -> None:
        asked = asyncio.ensure_future(pool.run(time.sleep, 600))
        await asyncio.sleep(0.1)
        asked.cancel()
        assert await pool.run(add, 1, 2) == 3

    with_pool(1, 20, test)


def test_it_ends_whatever_its_processes_are_at() -> None:
    async def test(pool: Pool) -> None:
        for _ in range(2):
            asyncio.ensure_future(pool.run(re.match, r"(a+)+\Z", "a" * 50 + "b")).add_done_callback(_heard)
        await asyncio.sleep(0.2)

    begun = time.monotonic()
    with_pool(2, 600, test)
    assert time.monotonic() - begun < 60


def _heard(future: asyncio.Future[object]) -> None:
    """So that nobody complains of an error that was not asked for."""
    if not future.cancelled():
        future.exception()
