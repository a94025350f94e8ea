"""What the package says of itself: its data files, version, extras and entry points are those that exist.

That it installs and works away from the checkout is tried by ``scripts/check_package.py``, which takes a minute.
"""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PathDistribution
from importlib.util import find_spec
from pathlib import Path

import pytest

import quoteattr
from scripts import check_package

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10, where pytest brings it
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "quoteattr"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
SOURCES = sorted(PACKAGE.rglob("*.py"))
COMMANDS = [ROOT / "README.md", ROOT / "pyproject.toml", ROOT / ".ci" / "run", *SOURCES]


def required() -> Iterator[tuple[str, str]]:
    """Module and extra of every ``require("module", "extra")`` and ``Reader(…, "module", "extra")`` in the code."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                arguments = (
                    node.args if node.func.id == "require" else node.args[3:] if node.func.id == "Reader" else []
                )
                values = [each.value for each in arguments if isinstance(each, ast.Constant)]
                if len(values) == 2:
                    yield values[0], values[1]


def test_each_data_file_is_packaged() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["quoteattr"]
    packaged = [set(PACKAGE.glob(pattern)) for pattern in patterns]
    assert all(packaged), f"a pattern of package-data matches nothing: {patterns}"
    there = {path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert set().union(*packaged) == there


def test_each_folder_with_code_is_a_package() -> None:
    assert {path.parent for path in SOURCES} == {path.parent for path in PACKAGE.rglob("__init__.py")}


def test_engine_is_imported_on_first_use() -> None:
    """A program that only reads records back does not wait for the rules."""
    code = """
import sys, quoteattr
assert not {"quoteattr.parser", "quoteattr.many"} & set(sys.modules)
assert {"Quote", "extract_many", "extract_quotes", "parse"} <= set(dir(quoteattr))
assert quoteattr.extract_quotes("“It rained all week,” said Ann Lee.")[0].speaker.name == "Ann Lee"
assert "extract_quotes" in vars(quoteattr)
assert "quoteattr.many" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_every_public_name_is_there() -> None:
    assert all(getattr(quoteattr, name) is not None for name in quoteattr.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extract_quote'"):
        getattr(quoteattr, "extract_quote")  # noqa: B009  # mypy knows that there is none


def test_version() -> None:
    assert quoteattr.__version__ == PROJECT["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{quoteattr.__version__}]" in changelog


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_extras_named_exist(path: Path) -> None:
    named = re.findall(r"(?:quoteattr|install (?:-e )?\"\.)\[([a-z][\w,]*)\]", path.read_text(encoding="utf-8"))
    assert {extra for names in named for extra in names.split(",")} <= set(EXTRAS)


@pytest.mark.parametrize(("module", "extra"), sorted(set(required())))
def test_extra_brings_the_module(module: str, extra: str) -> None:
    brought = {re.split(r"[^\w-]", requirement)[0].replace("-", "_") for requirement in EXTRAS[extra]}
    assert module.partition(".")[0] in brought


def test_extras_are_asked_for() -> None:
    """So that the test above cannot pass by finding none."""
    assert {extra for _, extra in required()} == set(EXTRAS) - {"test", "dev", "docs", "train"}


@pytest.mark.parametrize(
    "target",
    [*PROJECT["scripts"].values(), *(t for group in PROJECT["entry-points"].values() for t in group.values())],
)
def test_entry_point_is_a_function(target: str) -> None:
    module, function = target.split(":")
    found = find_spec(module)
    assert found is not None
    assert found.origin is not None
    tree = ast.parse(Path(found.origin).read_text(encoding="utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_dependency_has_a_lower_bound() -> None:
    """Without one pip may take a version that does not even import, to please another package."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lowest = check_package.lowest_versions(project)
    assert [pin.partition("==")[0] for pin in lowest] == ["regex", "dataclasses-json"]
    assert [pin.replace("==", ">=") for pin in lowest] == PROJECT["dependencies"]
    for unbound in ('dependencies = ["mill"]', 'dependencies = ["mill>=1", "quill<2"]', ""):
        with pytest.raises(check_package.CheckError, match="needs one lower bound"):
            check_package.lowest_versions(unbound)


def test_description_of_the_package_links_to_no_file() -> None:
    description = runpy.run_path(str(ROOT / "setup.py"), run_name="read")["description"]()
    assert description.startswith("# quoteattr\n")
    assert check_package.RELATIVE_LINK.search(description) is None
    assert "<!--" not in description
    assert "for quote in extract_quotes(text)" in description


def test_citation_is_of_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {quoteattr.__version__}\n" in citation
    assert f"\nlicense: {PROJECT['license']}\n" in citation
    assert [author["name"] for author in PROJECT["authors"]] == ["quoteattr maintainers"]
    assert "\n  - name: quoteattr maintainers\n" in citation


def test_supported_pythons_are_the_same_everywhere() -> None:
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert PROJECT["requires-python"] == f">={named[0]}"
    assert f"PYTHONS = {tuple(named)!r}".replace("'", '"') in (ROOT / "noxfile.py").read_text(encoding="utf-8")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert {named[0], named[-1]} <= set(re.findall(r"^ +(3\.\d+)$", workflow, re.MULTILINE))


def test_hooks_are_steps_of_the_checks() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    names = re.findall(r"name: (.+)", hooks)
    assert names == ["ruff check", "ruff format", "mypy --strict"]
    assert all(f"run '{name}" in steps for name in names)


@pytest.mark.parametrize(
    ("metadata", "permissive"),
    [
        ("License-Expression: MIT", True),
        ("License-Expression: Apache-2.0 AND (CNRI-Python OR MIT)", True),
        ("License-Expression: MIT AND GPL-3.0-or-later", False),
        ("License-Expression: Apache-2.0 WITH LLVM-exception", False),
        ("Classifier: License :: OSI Approved :: BSD License\nClassifier: Topic :: Text Processing", True),
        ("Classifier: License :: OSI Approved\nLicense: MIT", True),
        ("Classifier: License :: OSI Approved :: MIT License\nLicense: see the file", True),
        ("Classifier: License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)\nLicense: MIT", False),
        ("License: AGPL", False),
        ("License: UNKNOWN", False),
        ("Summary: no licence at all", False),
    ],
)
def test_licence_check(tmp_path: Path, metadata: str, permissive: bool) -> None:
    folder = tmp_path / "mill-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.4\nName: mill\nVersion: 1.0\n{metadata}\n", encoding="utf-8")
    [distribution] = PathDistribution.discover(path=[str(tmp_path)])
    assert distribution.metadata["Name"] == "mill"
    if permissive:
        assert check_package.check_licences(tmp_path) == 1
    else:
        with pytest.raises(check_package.CheckError, match=r"mill 1\.0: its licence"):
            check_package.check_licences(tmp_path)


def test_files_that_are_missing_or_stray(tmp_path: Path) -> None:
    installed = tmp_path / "quoteattr"
    for source in check_package.PACKAGE.rglob("*"):
        if source.is_file() and source.suffix != ".pyc":
            target = installed / source.relative_to(check_package.PACKAGE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
    check_package.check_files(installed)
    (installed / "py.typed").rename(installed / "py.untyped")
    with pytest.raises(check_package.CheckError, match=r"not installed: py\.typed;"):
        check_package.check_files(installed)
    (installed / "py.typed").touch()
    with pytest.raises(check_package.CheckError, match=r"not in the checkout: py\.untyped"):
        check_package.check_files(installed)
