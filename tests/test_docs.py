"""The docs: every snippet and command runs, the generated page is current, the site builds without a warning."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest

from quoteattr import Config, extract_quotes
from quoteattr.lexicon import CUE_CLASSES, CUE_FRAMES, load
from quoteattr.rules import order
from quoteattr.rules.base import Rule
from scripts import levels_pages
from tests.data import test_cues as test_data_cues
from tests.gold import offsets, read
from tests.snippets import BUCKET, ROOT, Block, blocks, run_command, run_python, workspace

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
BLOCKS = [block for page in PAGES for block in blocks(page)]
COMMANDS = [(block.page, command) for block in BLOCKS for command in block.commands]
INSTALLS = [command for _, command in COMMANDS if command.startswith("pip install")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One workspace for all pages; a script that a page names lies in it."""
    folder = workspace(tmp_path_factory.mktemp("docs"))
    for block in BLOCKS:
        if block.title:
            content = block.content.replace(BUCKET, f"{folder / 'bucket'}/")
            (folder / block.title).write_text(content, encoding="utf-8")
    return folder


def _name(block: Block) -> str:
    return f"{block.page}-{block.content.splitlines()[0]}"


@pytest.mark.parametrize("block", [each for each in BLOCKS if each.language == "python" and not each.title], ids=_name)
def test_snippet_runs(block: Block, folder: Path) -> None:
    run_python(block.content, folder)


@pytest.mark.parametrize("command", [command for _, command in COMMANDS if command not in INSTALLS])
def test_command_runs(command: str, folder: Path) -> None:
    run_command(command, folder)


def test_a_snippet_with_a_file_name_is_run_by_a_command() -> None:
    titles = [block.title for block in BLOCKS if block.title]
    assert titles
    assert all(any(command.endswith(f" {title}") for _, command in COMMANDS) for title in titles)


def test_every_block_is_of_a_kind_that_is_checked() -> None:
    assert {block.language for block in BLOCKS} == {"python", "sh", "tsv", "text", "mermaid"}
    assert all((ROOT / "docs" / page).read_text(encoding="utf-8").count("```") % 2 == 0 for page in DOCS.glob("*.md"))


def test_installations_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert INSTALLS
    assert [command for command in INSTALLS if command not in readme] == []


def test_extras_named_exist() -> None:
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = set(re.findall(r"^(\w+) = \[", metadata.partition("[project.optional-dependencies]")[2], re.MULTILINE))
    named = {extra for command in INSTALLS for extra in re.findall(r"[\w-]+", command.partition("[")[2])}
    index = (DOCS / "index.md").read_text(encoding="utf-8").partition("| extra |")[2].partition("\n\n")[0]
    named |= set(re.findall(r"^\| `(\w+)`", index, re.MULTILINE))
    assert named
    assert named <= declared


def test_page_of_rules_is_current() -> None:
    written = runpy.run_path(str(ROOT / "scripts" / "rules_page.py"))["page"]()
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == written, "run python scripts/rules_page.py"


@pytest.mark.parametrize("page", levels_pages.PAGES, ids=lambda page: page.name)
def test_pages_of_the_levels_are_current(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == levels_pages.page(page), "run python scripts/levels_pages.py"


SHOWN = [(one, other) for one, other in pairwise(BLOCKS) if (one.language, other.language) == ("sh", "text")]


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=lambda block: _name(block))
def test_output_shown_is_that_of_the_command(command: Block, output: Block, folder: Path) -> None:
    [line] = command.commands
    assert run_command(line, folder).stdout == output.content


def test_every_output_shown_is_that_of_a_command() -> None:
    assert len(SHOWN) == sum(block.language == "text" for block in BLOCKS) > 0


def test_the_architecture_has_one_picture_and_every_room() -> None:
    [picture] = [block.content for block in BLOCKS if block.language == "mermaid"]
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in (ROOT / "quoteattr").iterdir() if path.name[0].isalpha()} - {"data", "py"}
    assert {room for layer in levels_pages.layers() for room in layer} == rooms
    assert all(f"| `{room}/` |" in text or f"| `{room}.py` |" in text for room in rooms)
    named = re.findall(r"<b>([^<]+)</b>", picture)
    assert {name.strip("/").removesuffix(".py") for names in named for name in names.split()} <= rooms


def test_table_of_speaker_rules_is_that_of_the_code() -> None:
    """The names that a mention's resolution is signed with: an argument of the calls that make one."""
    rooms = [ROOT / "quoteattr" / "speakers.py", *(ROOT / "quoteattr" / "people").glob("*.py")]
    code = ast.parse(
        "\n".join(re.sub("^from __future__.*$", "", r.read_text(encoding="utf-8"), flags=re.M) for r in rooms)
    )
    table = (DOCS / "records.md").read_text(encoding="utf-8").partition("| speaker rule |")[2].partition("\n\n")[0]
    listed = set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))
    assert listed == set(_rules_signed(code))


def _rules_signed(code: ast.AST) -> list[str]:
    found: list[str] = []
    for node in ast.walk(code):
        place = {"Resolved": 3, "named": 1, "together": 2, "joined": 1}.get(_called(node))
        if place is not None and isinstance(node, ast.Call) and len(node.args) > place:
            found += _strings(node.args[place])
    return found


def _called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _strings(value: ast.expr) -> list[str]:
    choices = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
    return [str(choice.value) for choice in choices if isinstance(choice, ast.Constant)]


def test_line_for_the_cue_lexicon_is_a_sound_one() -> None:
    [line] = [block.content for block in BLOCKS if block.language == "tsv"]
    lemma, group, forms, frames, example = line.rstrip("\n").split("\t")
    entry = test_data_cues.Entry(1, lemma, group, tuple(forms.split("|")), tuple(frames.split()), example)
    sound = (test_data_cues._forms_are_sound, test_data_cues._gold_is_sound, test_data_cues._marks_are_outside)
    assert all(check(entry) for check in sound)
    assert group in CUE_CLASSES
    assert set(entry.frames) <= CUE_FRAMES
    assert lemma not in load().cues, "the page says that the lexicon has it not; take another verb"
    marked = read(example, "[{<")
    [quote] = extract_quotes(marked.text, config=Config(cues=entry.forms))
    assert (offsets(quote.mention), offsets(quote.cue)) == (marked.spans["["], marked.spans["{"])


def test_rule_of_the_docs_passes_what_rules_must_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    [snippet] = [block.content for block in BLOCKS if "@rule(" in block.content]
    names: dict[str, object] = {}
    exec(compile(snippet, "extending.md", "exec"), names)
    [rule] = [each for each in names.values() if isinstance(each, Rule)]
    assert rule.name not in order.RULE_NAMES
    marked = read(rule.fires, "{")
    monkeypatch.setattr(order, "RULES", (*order.RULES, rule))  # behind all others: none of them may answer before it
    [quote] = extract_quotes(marked.text)
    assert (quote.rule, offsets(quote.mention)) == (rule.name, marked.spans["{"])
    assert rule.name not in {each.rule for each in extract_quotes(rule.silent)}


def test_files_named_exist() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for path in re.findall(r"`((?:benchmarks|data|rules|scripts|seeds|syntax|tests|quoteattr)/[\w./]*)`", text):
            assert (ROOT / path).exists() or (ROOT / "quoteattr" / path).exists(), f"{page.name}: {path}"


def test_picture_is_small() -> None:
    assert (DOCS / "images" / "view.png").stat().st_size < 200_000


@pytest.mark.skipif(
    any(find_spec(module) is None for module in ("mkdocs", "material", "mkdocstrings", "griffe")),
    reason="needs mkdocs-material and mkdocstrings",
)
def test_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    records = (tmp_path / "site" / "records.html").read_text(encoding="utf-8")
    for name in ("quoteattr.types.Quote.confidence", "quoteattr.Config", "quoteattr.errors.ConfigError"):
        assert f'id="{name}"' in records
    assert re.findall(r":\w+:\s*<code>", records) == [], "a reference in a docstring shows as markup"
