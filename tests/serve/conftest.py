"""One server for the tests that leave it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.serve.serving import Server, serving

NEEDED = ("fastapi", "uvicorn", "click", "rich", "filelock")


@pytest.fixture(autouse=True)
def _needs_the_extra() -> None:
    if any(find_spec(module) is None for module in NEEDED):
        pytest.skip("needs the extra serve")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if any(find_spec(module) is None for module in NEEDED):
        pytest.skip("needs the extra serve")
    with serving(tmp_path_factory.mktemp("server"), "--workers", 2, "--max-size", 1, "--time-limit", 20) as running:
        yield running
