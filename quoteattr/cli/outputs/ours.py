"""Which folders the command may replace: those that hold nothing but what it has written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from quoteattr.export.brat import ANNOTATION_CONF
from quoteattr.view.shell import GENERATOR

MAP = "articles.jsonl"
"""What tells of a folder of brat which article each of its files is."""
CONF = "annotation.conf"
"""What tells brat which annotations there are."""

_HEAD = 1000  # bytes of a page in which the mark of the command stands

Foreign = Callable[[Path], "Path | None"]
"""From a folder to something in it that the command has not written; None where there is nothing such."""


def foreign_to_pages(folder: Path) -> Path | None:
    """Whatever is no page that names this program as its maker."""
    return next((each for each in sorted(folder.iterdir()) if not _is_page(each)), None)


def _is_page(path: Path) -> bool:
    if path.suffix != ".html" or not _is_file(path):
        return False
    with path.open("rb") as file:
        return GENERATOR.encode() in file.read(_HEAD)


def foreign_to_brat(folder: Path) -> Path | None:
    """Whatever is neither what brat is told of the annotations nor a file of an article that the map names."""
    conf = folder / CONF
    told = {CONF, MAP} if _is_file(conf) and conf.read_bytes() == ANNOTATION_CONF.encode() else set()
    known = told | {f"{name}{suffix}" for name in _mapped(folder / MAP) for suffix in (".txt", ".ann")}
    return next((each for each in sorted(folder.iterdir()) if each.name not in known or not _is_file(each)), None)


def _mapped(path: Path) -> set[str]:
    """The names in a map; none where there is no map of ours."""
    try:
        return {json.loads(line)["file"] for line in path.read_bytes().splitlines()}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


FOREIGN: dict[str, Foreign] = {"brat": foreign_to_brat, "html": foreign_to_pages}
"""By the format of the folder."""
