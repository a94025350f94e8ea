"""Write what the docs show of the house and its levels: the tables of architecture.md, and what commands print.

    python scripts/levels_pages.py

Tables stand between two comments of a name; the output of a command (``python -m quoteattr levels …``) is the block of
text behind the block with the command. ``tests/test_docs.py`` fails when a page is not what this script writes.
"""

from __future__ import annotations

import ast
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quoteattr.levels import level_lines, read_levels  # noqa: E402
from quoteattr.syntax.levels import Chunk, Level, Marks, Verb, Word, units  # noqa: E402

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGES = [ROOT / "docs" / "architecture.md", ROOT / "docs" / "extending.md"]
COLUMNS = 100  # what the command takes where its output goes to no terminal
COMMAND = ["python", "-m", "quoteattr", "levels"]

_OUTPUT = re.compile(r"^```sh\n(?P<command>[^\n]+)\n```\n\n```text\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
_LITERAL = re.compile(r"``([^`]+)``")


def page(path: Path) -> str:
    """The page as it should be, from the page as it is."""
    text = path.read_text(encoding="utf-8")
    for name, write in TABLES.items():
        written = "".join(f"{line}\n" for line in write())
        text = re.sub(
            rf"(<!-- {name}:begin -->\n).*?(<!-- {name}:end -->)", rf"\1{_escaped(written)}\2", text, flags=re.S
        )
    return _OUTPUT.sub(_with_output, text)


def _escaped(replacement: str) -> str:
    return replacement.replace("\\", "\\\\")


def _with_output(found: re.Match[str]) -> str:
    words = shlex.split(found["command"])
    if words[: len(COMMAND)] != COMMAND:
        return found[0]
    [sentence] = words[len(COMMAND) :]
    printed = "".join(f"{line}\n" for line in level_lines(read_levels(sentence), COLUMNS))
    return f"```sh\n{found['command']}\n```\n\n```text\n{printed}```"


# --- the rooms ----------------------------------------------------------------------------------------------------


def layers() -> list[list[str]]:
    """The rooms from the last to the first, those that stand side by side in one list: the plan in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [plan] = [each for each in project["tool"]["importlinter"]["contracts"] if each["id"] == "rooms"]
    rows = [[room.strip() for room in layer.split("|")] for layer in plan["layers"]]
    there = [[room.strip("()") for room in row if _file(room.strip("()")).exists()] for row in rows]
    return [row for row in there if row]


def _rooms() -> Iterator[str]:
    yield "| room | what it is for | may import |"
    yield "|---|---|---|"
    plan = layers()
    for row, below in zip(plan, [*plan[1:], []], strict=True):
        allowed = "nothing of the house" if not below else ", ".join(f"`{room}`" for room in below)
        beneath = " and all below" if below and below != plan[-1] else ""
        for room in row:
            yield f"| {_shown(room)} | {_purpose(room)} | {allowed}{beneath} |"


def _file(room: str) -> Path:
    folder = ROOT / "quoteattr" / room
    return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")


def _shown(room: str) -> str:
    file = _file(room)
    return f"`{room}/`" if file.name == "__init__.py" else f"`{room}.py`"


def _purpose(room: str) -> str:
    """The first line of a room's docstring."""
    documented = ast.get_docstring(ast.parse(_file(room).read_text(encoding="utf-8"))) or ""
    return _LITERAL.sub(r"`\1`", documented.partition("\n")[0]).replace("|", r"\|")


# --- the levels ---------------------------------------------------------------------------------------------------


def _table(level: Level, *, marks: bool = False) -> Callable[[], Iterator[str]]:
    """The units of a level; those that are the same on all levels, the marks, apart."""

    def write() -> Iterator[str]:
        yield "| name | what it is | example |"
        yield "|---|---|---|"
        shared = set() if marks else {unit.name for unit in units(Marks)}
        for unit in units(level):
            if unit.decided and unit.name not in shared:
                example = unit.example.replace("{", "<mark>").replace("}", "</mark>")
                yield f"| `{unit.name}` | {unit.meaning} | {example} |"

    return write


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "rooms": _rooms,
    "words": _table(Word),
    "chunks": _table(Chunk),
    "verbs": _table(Verb),
    "marks": _table(Marks, marks=True),
}
"""By the name of the comments around them."""


if __name__ == "__main__":
    for each in PAGES:
        each.write_text(page(each), encoding="utf-8")
