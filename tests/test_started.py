"""The processes of tests end with them, also where a test runs in the background or under nohup."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.started import end_started, start

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the system sends no such signals")
SLEEPER = [sys.executable, "-c", "import time; print('running', flush=True); time.sleep(60)"]
PARENT = """
import subprocess, sys
subprocess.run([sys.executable, "-c", "import time; print('running', flush=True); time.sleep(60)"], check=False)
"""


@pytest.fixture(params=["SIGINT", "SIGHUP", "SIGTERM"])
def ignored(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    number = getattr(signal, request.param)
    before = signal.signal(number, signal.SIG_IGN)
    yield number
    signal.signal(number, before)


def test_a_process_hears_a_signal_that_the_tests_ignore(ignored: signal.Signals) -> None:
    process = start(SLEEPER, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    assert process.stdout.readline() == b"running\n"
    process.send_signal(ignored)
    assert process.wait(30) in (-ignored, 1)  # 1: Python makes an exception of SIGINT


def test_what_a_test_leaves_is_ended_with_what_it_has_started() -> None:
    read, write = os.pipe()
    process = start([sys.executable, "-c", PARENT], stdout=write)
    os.close(write)
    with open(read, "rb") as shown:
        assert shown.readline() == b"running\n"
        end_started()
        assert process.returncode == -signal.SIGKILL
        assert shown.read() == b""  # comes when nobody is left who could write
