"""Which files there are to read: from paths, folders and patterns to sources, each file once whatever it is called."""

from __future__ import annotations

import fnmatch
import glob
import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quoteattr.cli.inputs.files import STDIN
from quoteattr.cli.inputs.identity import Identity, identity, is_special
from quoteattr.cli.inputs.items import BadInput
from quoteattr.cli.inputs.readers import READERS, Reader, Source, reader_of
from quoteattr.cli.inputs.trouble import reason
from quoteattr.integrations.extras import require

_RECURSIVE = "**"


def find_sources(paths: Sequence[str], kind: str | None, encoding: str | None = None) -> list[Source | BadInput]:
    """The files behind the paths, in the order of the paths; those of folders and patterns sorted.

    A folder stands for all regular files in it and below, hidden ones aside; whether one whose suffix no reader claims
    is an article shows when it is read. A file named outright is read whatever it is called. A file that has several
    names is read once, under the first. ``kind`` names a reader for all of them whatever their names and bytes say,
    ``encoding`` how to read their text.

    Raises:
        MissingExtraError: a file that is named outright, or all files, need a library that is not installed.
    """
    found: dict[Identity, Source | BadInput] = {}
    for path in paths:
        sources = list(_expand(path, READERS[kind] if kind else None))
        for source in sources:
            if isinstance(source, Source) and source.reader.module and (kind or source.name == path):
                require(source.reader.module, source.reader.extra)
            found.setdefault(_key(source), source)
    return [replace(each, encoding=encoding) if isinstance(each, Source) else each for each in found.values()]


def _key(source: Source | BadInput) -> Identity:
    return (None if source.name == STDIN else identity(source.name)) or source.name


def _expand(path: str, reader: Reader | None) -> Iterator[Source | BadInput]:
    if path == STDIN:
        yield Source(STDIN, reader or READERS["text"], 0, certain=reader is not None)
    elif os.path.isdir(path):
        yield from _folder(path, reader)
    elif os.path.exists(path):
        yield _file(path, reader)
    elif glob.has_magic(path) and (matches := _matches(path)):
        for match in matches:
            if not is_special(match):
                yield from _expand(match, reader)
    else:
        yield BadInput(path, _absent(path), path, 0)


def _absent(path: str) -> str:
    try:
        os.stat(path)
    except (OSError, ValueError) as error:
        return reason(error)
    return "no such file or directory"


def _folder(path: str, reader: Reader | None) -> Iterator[Source | BadInput]:
    failures: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(names):
            file = os.path.join(folder, name)
            if not _is_hidden(name) and not is_special(file):
                yield replace(_file(file, reader), by_chance=reader is None and reader_of(name) is None)
    for failure in failures:
        yield BadInput(os.fspath(failure.filename), reason(failure), os.fspath(failure.filename), 0)


def _file(path: str, reader: Reader | None) -> Source:
    try:
        size = os.path.getsize(path)
    except OSError:
        size = 0  # the reader will say what is wrong
    return Source(path, reader or reader_of(path) or READERS["text"], size, certain=reader is not None)


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


# --- patterns ---------------------------------------------------------------------------------------------------------


def _matches(pattern: str) -> list[str]:
    """The paths that a pattern fits, sorted; as :func:`glob.glob`, but each folder is looked into once below ``**``."""
    drive, path = os.path.splitdrive(pattern)
    separators = os.sep + (os.altsep or "")
    root = drive + os.sep if path[:1] in tuple(separators) else drive
    for separator in separators:
        path = path.replace(separator, os.sep)
    return sorted(set(_below(root, [part for part in path.split(os.sep) if part])))


def _below(folder: str, parts: list[str]) -> Iterator[str]:
    if not parts:
        yield folder or os.curdir
        return
    first, rest = parts[0], parts[1:]
    if first == _RECURSIVE:
        for each in _folders(folder) if rest else [folder]:
            yield from _below(each, rest)
    elif not glob.has_magic(first):
        path = os.path.join(folder, first)
        if os.path.lexists(path):
            yield from _below(path, rest)
    else:
        for name in _names(folder):
            if fnmatch.fnmatch(name, first) and (not _is_hidden(name) or _is_hidden(first)):
                yield from _below(os.path.join(folder, name), rest)


def _folders(top: str) -> Iterator[str]:
    """A folder and all below it, each once: those that links lead to last, so that a loop of links ends."""
    seen: set[Identity] = set()
    waiting, linked = deque([top]), deque[str]()
    while waiting or linked:
        folder = (waiting or linked).popleft()
        key = identity(folder or os.curdir)
        if key is None or key in seen:
            continue
        seen.add(key)
        yield folder
        for name in _names(folder):
            path = os.path.join(folder, name)
            if not _is_hidden(name) and os.path.isdir(path):
                (linked if os.path.islink(path) else waiting).append(path)


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or os.curdir))
    except OSError:
        return []  # no folder, or one that may not be read: nothing in it fits
