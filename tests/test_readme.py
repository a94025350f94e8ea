"""The README: every snippet runs, every command is real, and its table of rules is the code's."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from quoteattr.rules.base import CuePlace, LabelPlace, NounPlace, PhrasePlace, QuotationPlace
from quoteattr.rules.order import asked_about
from tests.snippets import run_command, run_python, workspace

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for language, block in BLOCKS if language == "sh" for line in block.splitlines()]
SET_UP = [command for command in COMMANDS if command.startswith("pip install")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("readme"))


def rule_table() -> str:
    """The table of rules as the README must hold it: name and first line of the docstring."""
    lines = ["| rule | what it reads |", "|---|---|"]
    kinds = {
        "quotations": (QuotationPlace,),
        "reported speech": (PhrasePlace, NounPlace, CuePlace),
        "transcripts": (LabelPlace,),
    }
    for title, places in kinds.items():
        lines.append(f"| **{title}** | |")
        for rule in asked_about(*places):
            first = (rule.find.__doc__ or "").strip().splitlines()[0]
            lines.append(f"| `{rule.name}` | {first.replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


def between(name: str) -> str:
    """What stands between the two comments of a name."""
    return README.partition(f"<!-- {name}:begin -->\n")[2].partition(f"<!-- {name}:end -->")[0]


def test_table_of_rules_is_that_of_the_code() -> None:
    assert between("rules") == rule_table()


@pytest.mark.parametrize("snippet", [block for language, block in BLOCKS if language == "python"])
def test_snippet_runs(snippet: str, folder: Path) -> None:
    run_python(snippet, folder)


def test_output_shown_is_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    (language, snippet), (_, output) = next(pair for pair in pairwise(BLOCKS) if pair[1][0] == "text")
    assert language == "python"
    exec(compile(snippet, "README.md", "exec"), {})
    assert capsys.readouterr().out == output


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in SET_UP])
def test_command_runs(command: str, folder: Path) -> None:
    done = run_command(command, folder)
    assert done.stderr == ""
    _, _, out = command.partition(" -o ")
    told = "POST /extract" if "serve" in command else "male" if "--by" in command else "Ben Wallace"
    assert told in (_written(folder / out) if out else done.stdout)


def _written(out: Path) -> str:
    """The text of a file, or of all files of a folder."""
    files = [file for file in (out, *out.rglob("*")) if file.is_file()]
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)  # an archive is no text


def test_two_commands_set_everything_up() -> None:
    """They install packages, so ``.ci/run`` runs them, as they stand here."""
    assert len(SET_UP) == 2
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    for command in SET_UP:
        assert command in [step.removeprefix("run ").strip("'") for step in steps]


def test_files_named_exist() -> None:
    for path in re.findall(r"`((?:[\w.]+/)+[\w.]*)`|\]\(([\w./]+)\)", README):
        assert (ROOT / (path[0] or path[1])).exists(), path


def test_places_for_the_measured_tables() -> None:
    for name in ("rules", "everyday", "accuracy", "speed"):
        assert README.count(f"<!-- {name}:begin -->") == README.count(f"<!-- {name}:end -->") == 1
