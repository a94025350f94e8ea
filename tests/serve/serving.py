"""A real server in a process of its own, and a real client."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.cli.processes import ROOT, command
from tests.started import hear_signals
from tests.test_many import session_members

RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook. She said that the bridge was safe.\n"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    url: str
    folder: Path
    """Where it runs, and where its temporary files would lie."""
    output: Path

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        encoded = body.encode() if isinstance(body, str) else body
        connection.request(method, path, encoded, dict(headers or {}))
        answer = connection.getresponse()
        told = answer.read().decode()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, told)

    def extract(self, **fields: object) -> Answer:
        return self.ask("POST", "/extract", json.dumps(fields), JSON)

    def workers(self) -> list[int]:
        """The processes that read texts."""
        members = session_members(self.process.pid)
        return [pid for pid in members if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def told(self) -> str:
        """All that it has written to its terminal but for its first line."""
        return self.output.read_text(encoding="utf-8").partition("\n")[2]


@contextmanager
def serving(folder: Path, *options: object, **environment: str) -> Iterator[Server]:
    """A server on a free port, killed in the end unless it has ended."""
    inside, output = folder / "inside", folder / "output.txt"
    inside.mkdir()
    with output.open("wb") as file:
        process = subprocess.Popen(
            command("serve", "--port", 0, *options),
            cwd=inside,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(inside), **environment},
            stdout=file,
            stderr=file,
            start_new_session=True,
            preexec_fn=hear_signals,
        )
    try:
        yield Server(process, _announced(process, output), inside, output)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _announced(process: subprocess.Popen[bytes], output: Path) -> str:
    patience = time.monotonic() + 60
    while not (found := re.match(r"quoteattr: (http://\S+) .*\n", output.read_text(encoding="utf-8"))):
        assert process.poll() is None, output.read_text(encoding="utf-8")
        assert time.monotonic() < patience
        time.sleep(0.02)
    return found[1]
