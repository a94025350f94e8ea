"""Names that a module imports on first use."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from quoteattr.memory.on_first_use import on_first_use


@pytest.fixture
def mill(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("mill")
    monkeypatch.setitem(sys.modules, "mill", module)
    monkeypatch.setattr(module, "__getattr__", on_first_use("mill", {"Lexicon": "quoteattr.lexicon"}), raising=False)
    return module


def test_a_name_is_imported_when_asked_for_and_once(mill: ModuleType) -> None:
    assert "Lexicon" not in vars(mill)
    lexicon = mill.Lexicon
    assert lexicon is sys.modules["quoteattr.lexicon"].Lexicon
    assert vars(mill)["Lexicon"] is lexicon


def test_a_name_of_no_home_is_missing(mill: ModuleType) -> None:
    with pytest.raises(AttributeError, match=r"^module 'mill' has no attribute 'Wheel'$"):
        mill.Wheel  # noqa: B018
