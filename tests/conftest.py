"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.started import end_started


@pytest.fixture(autouse=True)
def _no_process_is_left_behind() -> Iterator[None]:
    yield
    end_started()
