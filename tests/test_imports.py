"""No room imports a later one: the contracts of import-linter in ``pyproject.toml``, the plan of the house."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.test_package import PYPROJECT

ROOT = Path(__file__).parent.parent
CONTRACTS = PYPROJECT["tool"]["importlinter"]["contracts"]

needs_import_linter = pytest.mark.skipif(find_spec("importlinter") is None, reason="needs import-linter (extra dev)")


def lint(config: Path, *options: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-c", code, "--config", str(config), "--no-cache", "--no-logo", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@needs_import_linter
@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_contract_is_kept(contract: str) -> None:
    done = lint(ROOT / "pyproject.toml", "--contract", contract)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_import_linter
def test_a_later_room_is_noticed(tmp_path: Path) -> None:
    """The same contract with two rooms in the wrong order is broken, so the ones above can be."""
    config = tmp_path / "pyproject.toml"
    config.write_text(
        """
[tool.importlinter]
root_package = "quoteattr"
[[tool.importlinter.contracts]]
id = "rooms"
name = "Text after syntax"
type = "layers"
containers = ["quoteattr"]
layers = ["text", "syntax"]
""",
        encoding="utf-8",
    )
    done = lint(config)
    assert done.returncode == 1
    assert "quoteattr.syntax is not allowed to import quoteattr.text" in done.stdout


def test_the_core_is_all_that_lies_below_its_doors() -> None:
    [rooms] = [contract for contract in CONTRACTS if contract["id"] == "rooms"]
    [core] = [contract for contract in CONTRACTS if contract["id"] == "core"]
    layers = [room.strip() for layer in rooms["layers"] for room in layer.split("|")]
    known = {f"quoteattr.{room}" for room in layers if not room.startswith("(")}
    assert set(core["source_modules"]) | set(core["forbidden_modules"]) == known
