"""One command: ``quoteattr`` and ``python -m quoteattr`` are the same program, with the extra ``cli`` and without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from quoteattr.cli.verbs import VERBS
from quoteattr.types import Article, Speaker

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10, where pytest brings it
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "000_b75c9b74d2e65ba9.txt"
RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook.\n"
LIBRARIES = ("click", "rich", "filelock")

MODULE = "import runpy; runpy.run_module('quoteattr', run_name='__main__', alter_sys=True)"
SCRIPT = "import sys; from quoteattr.cli import main; sys.exit(main())"
WITHOUT = "".join(f"import sys; sys.modules[{library!r}] = None\n" for library in LIBRARIES)
"""As where the extra is not installed."""

Done = tuple[int, str, str]


def run(*arguments: object, program: str = SCRIPT, folder: Path = ROOT, bare: bool = False, stdin: str = "") -> Done:
    done = subprocess.run(
        [sys.executable, "-c", (WITHOUT if bare else "") + program, *map(str, arguments)],
        cwd=folder,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", "PYTHONPATH": str(ROOT)},
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


needs_extra = pytest.mark.skipif(any(find_spec(each) is None for each in LIBRARIES), reason="needs the extra cli")


@pytest.mark.parametrize("program", [MODULE, SCRIPT])
@pytest.mark.parametrize("bare", [True, pytest.param(False, marks=needs_extra)])
def test_the_first_command_of_the_readme_is_the_same_everywhere(program: str, bare: bool) -> None:
    status, out, err = run(SEED, program=program, bare=bare)
    assert (status, err) == (0, "")
    assert out == run(SEED)[1]
    assert out.startswith("Ben Wallace")


@needs_extra
def test_help_is_the_same_without_the_extra() -> None:
    status, told, err = run("--help")
    assert (status, err) == (0, "")
    assert (0, told, "") == run("--help", bare=True)
    assert all(f"  {name} " in told and verb.summary in told for name, verb in VERBS.items())


@pytest.mark.parametrize("program", [MODULE, SCRIPT])
@pytest.mark.parametrize("verb", [name for name, verb in VERBS.items() if verb.extra])
def test_a_verb_without_its_extra_says_in_one_line_what_brings_it(program: str, verb: str) -> None:
    assert run(verb, SEED, program=program, bare=True) == (
        2,
        "",
        f'quoteattr: click is missing: pip install "quoteattr[{VERBS[verb].extra}]"\n',
    )


@needs_extra
@pytest.mark.parametrize("program", [MODULE, SCRIPT])
def test_verbs_are_there_with_the_extra(program: str) -> None:
    status, out, err = run("stats", SEED, program=program)
    assert (status, err) == (0, "")
    assert "1 articles" in out


@pytest.mark.parametrize(
    "arguments", [["./extract"], ["--", "extract"], ["--json", "extract"], ["rain.txt", "extract"]]
)
def test_a_verb_is_the_first_word_and_nothing_else_is(tmp_path: Path, arguments: list[str]) -> None:
    for name in ("extract", "rain.txt"):
        (tmp_path / name).write_text(RAIN, encoding="utf-8")
    status, out, err = run(*arguments, folder=tmp_path, bare=True)
    assert (status, err) == (0, "")
    assert "Ada Quill" in out


def test_a_slip_in_a_verb_is_told(tmp_path: Path) -> None:
    told = "quoteattr: extrakt: no such file or directory; did you mean 'extract'?\n"
    assert run("extrakt", folder=tmp_path) == (1, "", told)
    (tmp_path / "stat").write_text(RAIN, encoding="utf-8")
    assert run("stat", folder=tmp_path)[0] == 0
    assert "did you mean" not in run("rain.txt", "extrakt", folder=tmp_path)[2]


def test_version() -> None:
    assert run("--version")[1].startswith("quoteattr ")


def test_extras_bring_the_libraries_of_the_verbs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for verb in VERBS.values():
        brought = {
            name.split(">")[0].replace("-", "_") for name in project["optional-dependencies"].get(verb.extra, ())
        }
        assert set(verb.libraries) <= brought
        assert bool(verb.libraries) == bool(brought)


def test_the_core_imports_nothing_of_the_command() -> None:
    code = "import sys, quoteattr.parser, quoteattr.many\nassert not any('cli' in name for name in sys.modules)"
    assert run(program=code)[0] == 0


def test_levels_run_on_the_core() -> None:
    status, out, err = run("levels", RAIN, "“No.”", bare=True)
    assert (status, err) == (0, "")
    assert out == run("levels", RAIN)[1] + "\n" + run("levels", "“No.”")[1]
    assert out.startswith("words    “The river will rise tonight,”  said ")


def test_levels_read_standard_input() -> None:
    assert run("levels", "-", stdin=RAIN) == run("levels", RAIN)
    assert run("levels")[0] == 2


def test_schema_runs_on_the_core() -> None:
    for words, record in (((), Article), (("Speaker",), Speaker)):
        status, out, err = run("schema", *words, bare=True)
        assert (status, err) == (0, "")
        assert json.loads(out) == record.json_schema()
    status, out, err = run("schema", "Artikel")
    assert (status, out) == (2, "")
    assert "'Article', 'Quote'" in err
