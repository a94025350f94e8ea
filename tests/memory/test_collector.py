"""The garbage collector is paused for long texts only, and always left as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress

import pytest

from quoteattr import extract_quotes, parser
from quoteattr.memory.collector import collector_paused


@pytest.fixture(autouse=True)
def _enabled_afterwards() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("enabled", [True, False])
def test_left_as_it_was_found(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled() is enabled
    with suppress(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled() is enabled


@pytest.mark.parametrize(("longest", "paused"), [(10, True), (1000, False)])
def test_paused_for_long_texts_only(monkeypatch: pytest.MonkeyPatch, longest: int, paused: bool) -> None:
    seen: list[bool] = []
    tokenize = parser.tokenize
    monkeypatch.setattr(parser, "_LONG", longest)
    monkeypatch.setattr(parser, "tokenize", lambda *given: (seen.append(gc.isenabled()), tokenize(*given))[1])
    assert extract_quotes("“It rained,” said Ann Lee.")[0].text == "It rained,"
    assert seen == [not paused]
    assert gc.isenabled()
