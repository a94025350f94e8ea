"""The garbage collector is paused while a text is read, and always left as it was."""

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


def test_left_on_where_another_thread_ends_just_as_this_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    other = collector_paused()
    other.__enter__()
    is_enabled = gc.isenabled

    def asked_as_the_other_ends() -> bool:
        found = is_enabled()
        other.__exit__(None, None, None)
        return found

    monkeypatch.setattr(gc, "isenabled", asked_as_the_other_ends)
    with collector_paused():
        pass
    assert is_enabled()


def test_paused_while_a_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    tokenize = parser.tokenize
    monkeypatch.setattr(parser, "tokenize", lambda *given: (seen.append(gc.isenabled()), tokenize(*given))[1])
    assert extract_quotes("“It rained,” said Ann Lee.")[0].text == "It rained,"
    assert seen == [False]
    assert gc.isenabled()
