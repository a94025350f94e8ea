"""Many texts: in order, each once, whatever happens to the workers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from quoteattr import Config, extract_quotes
from quoteattr.errors import ConfigError
from quoteattr.many import ExtractError, extract_many
from quoteattr.types import Quote
from tests.articles import many
from tests.started import start

ROOT = Path(__file__).parent.parent
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no kill -9")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")


def statement(number: int) -> str:
    return f"“Mill {number} will close,” said Ada Quill."


def number_of(result: list[Quote] | ExtractError) -> int:
    """Which :func:`statement` a result answers."""
    assert isinstance(result, list)
    return int(result[0].text.split()[1])


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [written.text for written in many(150)]


@pytest.fixture(scope="module")
def expected(texts: list[str]) -> list[list[Quote]]:
    return [extract_quotes(text) for text in texts]


# What comes out


@pytest.mark.parametrize("workers", [1, 3])
def test_results_are_those_of_extract_quotes_in_order(
    workers: int, texts: list[str], expected: list[list[Quote]]
) -> None:
    assert list(extract_many(texts, workers=workers)) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_indirect_reaches_the_engine(workers: int, texts: list[str]) -> None:
    some = texts[:20]
    wanted = [extract_quotes(text, indirect=True) for text in some]
    assert list(extract_many(iter(some), workers=workers, indirect=True)) == wanted


@pytest.mark.parametrize("workers", [1, 2])
def test_config_reaches_the_engine(workers: int, texts: list[str]) -> None:
    some = [*texts[:20], "“It rained,” frobbed Quill.", "“Sign up here,” said Reed."]
    config = Config(
        rules_off=("quote_speaker_cue",), cues=("frobbed",), speakers=("Ada Quill",), skip=(r"Sign \w+", "x*")
    )
    wanted = [extract_quotes(text, config=config) for text in some]
    assert wanted != [extract_quotes(text) for text in some]
    assert list(extract_many(iter(some), workers=workers, config=config)) == wanted


@pytest.mark.parametrize("workers", [1, 2])
def test_a_pattern_that_takes_too_long_gives_an_error_in_the_place_of_the_text(workers: int) -> None:
    some = [statement(0), "“" + "a" * 40 + "!” said Ada Quill.", statement(2)]
    results = list(extract_many(some, workers=workers, config=Config(skip=(r"(a|aa)+$",))))
    assert [number_of(results[i]) for i in (0, 2)] == [0, 2]
    error = results[1]
    assert isinstance(error, ExtractError)
    assert (error.index, error.error) == (1, "ConfigError")
    assert "took longer than" in error.message


@pytest.mark.parametrize("workers", [1, 2])
def test_no_texts_no_results(workers: int) -> None:
    assert list(extract_many([], workers=workers)) == []


class Unpicklable(str):
    def __reduce__(self) -> Any:
        raise ValueError("this string stays at home")


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_string_gives_an_error_in_its_place(workers: int) -> None:
    odd: list[Any] = [statement(0), None, b"bytes", lambda: None, Unpicklable(statement(4)), "\udc80", statement(6)]
    results = list(extract_many(odd, workers=workers))
    assert results[1] == ExtractError(1, "TypeError", "text 1 must be a str, not NoneType")
    assert results[2] == ExtractError(2, "TypeError", "text 2 must be a str, not bytes")
    assert results[3] == ExtractError(3, "TypeError", "text 3 must be a str, not function")
    assert results[5] == []
    assert [number_of(results[i]) for i in (0, 4, 6)] == [0, 4, 6]


def test_a_text_on_which_the_engine_fails_gives_an_error_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, **_options: object) -> list[Quote]:
        if text == "bad":
            raise RecursionError("too deep")
        return []

    monkeypatch.setattr("quoteattr.many.extract_quotes", fail)
    assert list(extract_many(["good", "bad", "good"])) == [[], ExtractError(1, "RecursionError", "too deep"), []]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failing_input_fails_behind_its_last_text(workers: int) -> None:
    def reader() -> Iterator[str]:
        yield from map(statement, range(5))
        raise OSError("disk gone")

    results = extract_many(reader(), workers=workers)
    assert [number_of(next(results)) for _ in range(5)] == list(range(5))
    with pytest.raises(OSError, match="disk gone"):
        next(results)


# Bounds


@pytest.mark.parametrize(("workers", "ahead"), [(1, 1), (2, 4 * 64)])
def test_an_endless_input_is_read_only_a_little_ahead(workers: int, ahead: int) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        for read in count(1):
            yield statement(read - 1)

    results = extract_many(endless(), workers=workers)
    assert read == 0
    for number, result in enumerate(islice(results, 1000)):
        assert number_of(result) == number
        assert read <= number + 1 + ahead + 64
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_long_texts_are_read_ahead_by_their_length() -> None:
    read = 0

    def long() -> Iterator[str]:
        nonlocal read
        for read in range(1, 40):
            yield statement(read) + " It rained." * 10_000

    results = extract_many(long(), workers=2)
    next(results)
    assert read <= 5
    results.close()  # type: ignore[attr-defined]


# Wrong arguments


@pytest.mark.parametrize("workers", [0, -1])
def test_fewer_than_one_worker_is_refused_at_once(workers: int) -> None:
    with pytest.raises(ConfigError, match=f"workers must be at least 1, not {workers}"):
        extract_many([], workers=workers)


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (["one text"], {}, "texts must be an iterable of strings, not one str"),
        ([b"one text"], {}, "texts must be an iterable of strings, not one bytes"),
        ([7], {}, "'int' object is not iterable"),
        ([[]], {"workers": "2"}, "workers must be an int, not str"),
        ([[]], {"workers": True}, "workers must be an int, not bool"),
        ([[]], {"indirect": "no"}, "indirect must be a bool, not str"),
        ([[]], {"config": {}}, "config: a quoteattr.Config is needed, not dict"),
    ],
)
def test_wrong_types_are_refused_at_once(arguments: list[Any], options: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        extract_many(*arguments, **options)


def test_an_unknown_rule_is_refused_at_once() -> None:
    with pytest.raises(ConfigError, match=r"there is no rule 'colons'; did you mean 'colon'\?"):
        extract_many([], config=Config(rules_off=("colons",)))


# Workers that die


@needs_kill
def test_a_killed_worker_neither_loses_nor_repeats_a_text() -> None:
    results = extract_many(map(statement, range(2000)), workers=2)
    numbers = []
    for result in results:
        numbers.append(number_of(result))
        if len(numbers) in (1, 700, 1400):
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    assert numbers == list(range(2000))


@needs_kill
def test_all_workers_killed_at_once() -> None:
    results = extract_many(map(statement, range(1000)), workers=3)
    numbers = [number_of(next(results))]
    for worker in multiprocessing.active_children():
        os.kill(worker.pid or 0, signal.SIGKILL)
    numbers += map(number_of, results)
    assert numbers == list(range(1000))


DEADLY = """
import os, signal, sys
import quoteattr.many as many
from quoteattr.parser import extract_quotes

def deadly(text, **options):
    if text.startswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_quotes(text, **options)

many.extract_quotes = deadly  # in the workers too: they run this file again

if __name__ == "__main__":
    texts = [f"“Mill {i} will close,” said Ada Quill." for i in range(200)]
    texts[70] = texts[130] = "kill"
    for index, result in enumerate(many.extract_many(texts, workers=2)):
        if isinstance(result, many.ExtractError):
            print(result.index, index, result.error)
        else:
            assert result[0].text == f"Mill {index} will close,", (index, result)
    print("done", index)
"""


def run_script(tmp_path: Path, source: str) -> subprocess.Popen[str]:
    script = tmp_path / "script.py"
    script.write_text(source, encoding="utf8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]), "PYTHONUTF8": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return start([sys.executable, script], env=env, text=True, **pipes)


@needs_kill
def test_a_text_that_kills_its_worker_again_and_again_becomes_an_error(tmp_path: Path) -> None:
    out, err = run_script(tmp_path, DEADLY).communicate(timeout=120)
    assert out.splitlines() == ["70 70 WorkerDied", "130 130 WorkerDied", "done 199"], err


HALF = """
import os, signal, struct, sys
from multiprocessing.connection import Connection
from pathlib import Path
import quoteattr.many as many

DONE = Path(sys.argv[0]).with_suffix(".done")
write_all = Connection._send_bytes

def write_half(self, buffer):
    if len(buffer) > 20_000 and not DONE.exists():
        DONE.touch()
        self._send(struct.pack("!i", len(buffer)))
        self._send(bytes(buffer)[:1000])
        os.kill(os.getpid(), signal.SIGKILL)
    write_all(self, buffer)

if __name__ == "__main__":
    texts = (f"“Mill {i} will close,” said Ada Quill. " * 20 for i in range(400))
    for index, result in enumerate(many.extract_many(texts, workers=2)):
        assert result[0].text == f"Mill {index} will close,", (index, result)
    print("done", index, DONE.exists())
else:
    Connection._send_bytes = write_half  # in the workers, which run this file again
"""


@needs_kill
def test_a_worker_killed_halfway_through_a_result_is_not_waited_for(tmp_path: Path) -> None:
    out, err = run_script(tmp_path, HALF).communicate(timeout=120)
    assert out == "done 399 True\n", err


@needs_kill
def test_workers_killed_while_long_chunks_wait_before_them() -> None:
    results = extract_many((statement(n) + " It rained." * 3000 for n in range(60)), workers=2)
    numbers = []
    for result in results:
        numbers.append(number_of(result))
        if len(numbers) in (1, 20, 40):
            for worker in multiprocessing.active_children():
                os.kill(worker.pid or 0, signal.SIGKILL)
    assert numbers == list(range(60))


def test_a_script_without_a_guarded_start_is_told_so(tmp_path: Path) -> None:
    source = "from quoteattr.many import extract_many\nlist(extract_many(['a'], workers=2))\n"
    process = run_script(tmp_path, source)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert 'guard the script with `if __name__ == "__main__":`' in err


# Ending early

ENDLESS = """
from itertools import count
from quoteattr.many import extract_many

if __name__ == "__main__":
    texts = (f"“Mill {i} will close,” said Ada Quill." for i in count())
    try:
        for index, result in enumerate(extract_many(texts, workers=2)):
            if index == 300:
                print("running", flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def session_members(session: int) -> list[int]:
    """The living processes of a session."""
    members = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, _group, its_session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # it ended while we looked
        if int(its_session) == session and state != "Z":
            members.append(int(stat.parent.name))
    return members


def assert_ends(session: int) -> None:
    for _ in range(100):
        if not session_members(session):
            return
        time.sleep(0.1)
    pytest.fail(f"still running: {session_members(session)}")


@needs_proc
def test_ctrl_c_ends_all_processes_quietly(tmp_path: Path) -> None:
    process = run_script(tmp_path, ENDLESS)
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the whole group
    out, err = process.communicate(timeout=30)
    assert (out, err, process.returncode) == ("interrupted\n", "", 0)
    assert_ends(process.pid)


STUCK = """
import quoteattr.many as many
from itertools import repeat

def stuck(text, **options):
    while text == "stuck":
        pass
    return []

many.extract_quotes = stuck

if __name__ == "__main__":
    try:
        for index, result in enumerate(many.extract_many(["", *repeat("", 500), *repeat("stuck", 500)], workers=2)):
            if index == 0:
                print("running", flush=True)
    except KeyboardInterrupt:
        print("interrupted")
"""


@needs_proc
@needs_kill
def test_ctrl_c_waits_for_no_text(tmp_path: Path) -> None:
    process = run_script(tmp_path, STUCK)
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (out, err, process.returncode) == ("interrupted\n", "", 0)
    assert_ends(process.pid)


INTERRUPTED_BETWEEN_TWO_LOCKS = """
import os, signal, threading

class Condition(threading.Condition):
    interrupts = False

    def __init__(self, lock=None):
        super().__init__(lock)
        self._let_go, self._release_save = self._release_save, self._interrupted

    def _interrupted(self):
        state = self._let_go()
        if Condition.interrupts and threading.current_thread() is threading.main_thread():
            os.kill(os.getpid(), signal.SIGINT)
        return state

threading.Condition = Condition
""" + STUCK.replace('print("running", flush=True)', 'Condition.interrupts = not print("running", flush=True)')


@needs_proc
@needs_kill
def test_ctrl_c_may_come_at_any_moment_of_the_wait(tmp_path: Path) -> None:
    process = run_script(tmp_path, INTERRUPTED_BETWEEN_TWO_LOCKS)
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    time.sleep(0.5)  # by then it waits
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (out, err, process.returncode) == ("interrupted\n", "", 0)
    assert_ends(process.pid)


@needs_proc
@needs_kill
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("whole_group", [False, True])
def test_a_request_to_end_leaves_no_warning_of_leaked_semaphores(
    tmp_path: Path, number: str, whole_group: bool
) -> None:
    process = run_script(tmp_path, ENDLESS)
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    (os.killpg if whole_group else os.kill)(process.pid, getattr(signal, number))
    out, err = process.communicate(timeout=30)  # also of what outlives the process and would warn
    assert (out, err, process.returncode) == ("", "", -getattr(signal, number))
    assert_ends(process.pid)


@needs_proc
@needs_kill
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    process = run_script(tmp_path, ENDLESS)
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
    assert_ends(process.pid)
    process.communicate(timeout=30)


def test_leaving_the_loop_ends_the_workers() -> None:
    for _ in extract_many(map(statement, count()), workers=2):
        break
    assert multiprocessing.active_children() == []


# Threads


def test_threads_do_not_disturb_each_other(texts: list[str], expected: list[list[Quote]]) -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # threads change places within a text
    try:
        with ThreadPoolExecutor(8) as pool:
            rounds = [pool.submit(lambda: [extract_quotes(text) for text in texts]) for _ in range(8)]
            assert all(done.result() == expected for done in rounds)
    finally:
        sys.setswitchinterval(interval)


FIRST_USE = """
import sys, threading
sys.setswitchinterval(1e-5)
from quoteattr import extract_quotes

start = threading.Barrier(8)
found = []

def work():
    start.wait()
    found.append(extract_quotes("“The mill will close,” said Ada Quill.", indirect=True))

threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(found) == 8 and all(quotes == found[0] and quotes for quotes in found)
print("same")
"""


def test_threads_may_share_the_first_use(tmp_path: Path) -> None:
    out, err = run_script(tmp_path, FIRST_USE).communicate(timeout=60)
    assert out == "same\n", err


def test_pools_may_run_in_several_threads() -> None:
    numbers: dict[int, list[int]] = {}

    def work(first: int) -> None:
        statements = map(statement, range(first, first + 200))
        numbers[first] = [number_of(result) for result in extract_many(statements, workers=2)]

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 1000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert numbers == {first: list(range(first, first + 200)) for first in (0, 1000)}


IN_A_POOL = """
import multiprocessing
from quoteattr import extract_many


def read(text):
    try:
        return len(list(extract_many([text], workers=2)))
    except RuntimeError as error:
        return str(error)


if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.apply(read, ["“It rained,” said Ann Lee."]))
"""


def test_a_process_that_may_start_no_others_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "in_a_pool.py"
    script.write_text(IN_A_POOL, encoding="utf-8")
    root = str(Path(__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": root}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("a daemonic process, such as a worker of multiprocessing.Pool, may start no others")
