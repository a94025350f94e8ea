"""The doors of the library for ``scripts/fuzz.py``: for each, what goes in and what must hold of it.

A door is told apart from the search, so that a regression test can put a kept input through the same check.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import tempfile
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from quoteattr import RecordError, parse
from quoteattr.cli.inputs.fields import Fields
from quoteattr.cli.inputs.items import BadInput
from quoteattr.cli.inputs.readers import read
from quoteattr.cli.inputs.sources import find_sources
from quoteattr.export import to_brat, to_rows, to_schema_org, to_web_annotation
from quoteattr.types import Article
from tests import articles, test_properties
from tests.cli.pages import docx, pdf
from tests.invariants import check

LONGEST = 20_000
"""Characters of an article that is mutated."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way in."""

    name: str
    inputs: st.SearchStrategy[Any]
    """Texts or bytes."""
    check: Callable[[Any], None]
    """Raises, with anything, on an input that is not handled as it must be."""
    suffix: str
    """Of the file that keeps a finding."""
    private: bool = False
    """Do the inputs come from texts that may not be published?"""

    @staticmethod
    def raw(given: str | bytes) -> bytes:
        """UTF-8, lone surrogates let through, newlines as they are."""
        return given if isinstance(given, bytes) else given.encode("utf-8", "surrogatepass")


def doors(corpora: Sequence[Path] = ()) -> Iterator[Door]:
    """All doors; ``articles`` only where there is a corpus."""
    yield Door("text", test_properties.anything, check_text, ".txt")
    found = [path for folder in corpora for path in sorted(folder.rglob("*.txt"))]
    if found:
        yield Door("articles", mutated(found), check_text, ".txt", private=True)
    yield Door("json", damaged_json(), check_json, ".json")
    yield Door("command", damaged_lines() | damaged_tables() | st.binary(max_size=200), check_command, ".input")
    yield Door("files", damaged_files(), check_file, ".input")


# Text


def check_text(text: str) -> None:
    """No text raises, and the records hold what the design promises."""
    for indirect in (True, False):
        article = parse(text, indirect=indirect)
        check(text, article)
    assert Article.from_json(article.to_json()) == article


@st.composite
def mutated(draw: st.DrawFn, paths: Sequence[Path]) -> str:
    """An article with pieces cut out, thrown in, doubled or moved, and marks of another kind."""
    text = _article(draw(st.sampled_from(paths)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 80))
        place = draw(st.integers(0, len(text)))
        text = draw(
            st.sampled_from(
                (
                    text[:start] + text[end:],
                    text[:start] + draw(test_properties.pieces) + text[start:],
                    text[:place] + text[start:end] + text[place:],
                    text[:start] + text[start:end].upper() + text[end:],
                    text[:start] + text[start:end].replace(" ", draw(test_properties.pieces)) + text[end:],
                    text.translate(draw(st.sampled_from(_OTHER_MARKS))),
                    text[start : start + 2000],
                )
            )
        )
    return text


_OTHER_MARKS = tuple(
    str.maketrans(dict(zip("“”‘’", marks, strict=True)))
    for marks in ('""' + "''", "««»»", "‘’“”", "„“‚‘", ("``", "''", "`", "'"), ("", "”", "", "’"), ("“", "", "‘", ""))
)


@cache
def _article(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="surrogateescape")[:LONGEST]


# JSON

_ODD = (None, True, -1, 0, 1, 2**70, 0.5, "", "x", "\ud800", "NaN", [], {}, [[]], [None], {"start": 1})


@st.composite
def damaged_json(draw: st.DrawFn) -> str:
    """The JSON of an article with some values, keys or characters changed."""
    text = articles.write(draw(articles.plans(most=2)), draw(articles.styles), "\n").text
    record = parse(text, indirect=draw(st.booleans())).to_dict()
    for _ in range(draw(st.integers(0, 3))):
        _damage(draw, record)
    written = json.dumps(record, ensure_ascii=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(written)))
        written = written[:start] + draw(st.sampled_from(_PIECES_OF_JSON)) + written[start + draw(st.integers(0, 3)) :]
    return written


_PIECES_OF_JSON = ("", "[", "]", "{", "}", ",", ":", '"', "\\", "\\u", "\\ud800", "-", "1e999", "NaN", "null", "\x00")


def _damage(draw: st.DrawFn, record: Any) -> None:
    """Change one value somewhere in a tree of JSON types, take it out, or put it in twice."""
    while True:
        keys = list(record) if isinstance(record, dict) else list(range(len(record)))
        if not keys:
            return
        key = draw(st.sampled_from(keys))
        if isinstance(record[key], (dict, list)) and draw(st.integers(0, 3)):
            record = record[key]
            continue
        change = draw(st.integers(0, 2))
        if change == 0:
            del record[key]
        elif change == 1 and isinstance(record, list):
            record.append(record[key])
        elif isinstance(record[key], int) and draw(st.booleans()):
            record[key] += draw(st.integers(-3, 3))
        else:
            record[key] = deepcopy(draw(st.sampled_from(_ODD)))  # what is damaged next may be this one
        return


def check_json(written: str) -> None:
    """JSON is refused with ``RecordError``, or it is an article that every way out can show."""
    try:
        article = Article.from_json(written)
    except RecordError:
        return
    assert Article.from_json(article.to_json()) == article
    assert Article.from_dict(article.to_dict()) == article
    article.to_html()
    for way_out in (to_rows, to_brat, to_web_annotation, to_schema_org):
        way_out(article)


# The command

_FORMATS = ("table", "jsonl", "json", "csv")
_KINDS = ("txt", "jsonl", "csv", "json")


@st.composite
def damaged_lines(draw: st.DrawFn) -> bytes:
    """JSON lines, some of them none, in an encoding or two."""
    texts = st.sampled_from(("“It rained,” said Ann Lee.", "", "\ud800", "a\x00b", 7, None, ["“It rained.”"], {}))
    fields = st.dictionaries(st.sampled_from(("text", "id", "text ", "")), texts, max_size=3)
    lines = draw(
        st.lists(fields.map(json.dumps) | st.sampled_from(("", "{", "[]", "null", "NaN", "\ufeff")), max_size=6)
    )
    return _encoded(draw, draw(st.sampled_from(("\n", "\r\n", "\r", "\u2028", "\x00"))).join(lines))


@st.composite
def damaged_tables(draw: st.DrawFn) -> bytes:
    """Cells between commas, rows of any length, marks left open."""
    cells = st.sampled_from(("text", "id", "“It rained,” said Ann Lee.", '"It rained,"', '"', '""', "", "\x00", "a\nb"))
    rows = draw(st.lists(st.lists(cells, max_size=4).map(draw(st.sampled_from((",", "\t", ";"))).join), max_size=6))
    return _encoded(draw, draw(st.sampled_from(("\n", "\r\n", "\r"))).join(rows))


def _encoded(draw: st.DrawFn, text: str) -> bytes:
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")))
    raw = bytearray(text.encode(encoding, "replace" if encoding == "cp1252" else "surrogatepass"))
    for _ in range(draw(st.integers(0, 2))):
        raw.insert(draw(st.integers(0, len(raw))), draw(st.integers(0, 255)))
    return bytes(raw)


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """A file of a kind with a format of its own, packed or not, with bytes changed, cut out or thrown in."""
    raw = bytearray(draw(st.sampled_from(_files())))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(raw)))
        change = draw(st.integers(0, 2))
        if change == 0:
            raw[place : place + draw(st.integers(0, 40))] = draw(st.binary(max_size=8))
        elif change == 1 and place < len(raw):
            raw[place] ^= 1 << draw(st.integers(0, 7))
        elif place:
            del raw[place:]
    return bytes(raw)


@cache
def _files() -> list[bytes]:
    rows = [{"id": "1", "text": "“It rained,” said Ann Lee."}, {"id": "2", "text": "“Sì,” said Zoë Reed."}]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    texts = [lines, json.dumps(rows), json.dumps({"articles": rows}, indent=1), "id;text\n1;“It rained,” said Lee.\n"]
    found = [text.encode(encoding, "replace") for text in texts for encoding in ("utf-8", "utf-16", "cp1252")]
    found += [docx(["“It rained,” said Ann Lee.", "She left."]), pdf(["“It rained,” said Ann Lee.", "She left."])]
    page = "<html><body><article><p>“It rained all week,” said Ann Lee.</p></article></body></html>"
    found.append(page.encode())
    packers = (gzip.compress, bz2.compress, lzma.compress)
    return found + [pack(lines.encode()) for pack in packers]


def check_file(raw: bytes) -> None:
    """Whatever a file holds, reading it gives documents and what is wrong, and raises nothing."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("txt", "csv", "json", "jsonl", "docx", "pdf"):
            path = Path(folder, f"input.{kind}")
            path.write_bytes(raw)
            for source in find_sources([folder], None):
                items = [source] if isinstance(source, BadInput) else list(read(source, Fields()))
                for item in items:
                    assert item.reason if isinstance(item, BadInput) else item.text.encode() is not None
            path.unlink()


def check_command(raw: bytes) -> None:
    """The command ends with a status of its own, whatever a file holds and however it is read and written."""
    from click.testing import CliRunner

    from quoteattr.cli.commands import cli

    with tempfile.TemporaryDirectory() as folder:
        for kind in _KINDS:
            path = Path(folder, f"input.{kind}")
            path.write_bytes(raw)
            for form in _FORMATS:
                done = CliRunner().invoke(cli, ["extract", str(path), "--indirect", "--format", form])
                if done.exception is not None and not isinstance(done.exception, SystemExit):
                    raise done.exception
                assert done.exit_code in (0, 1), done.output
            done = CliRunner().invoke(cli, ["stats", str(path), "--text-field", "id"])
            if done.exception is not None and not isinstance(done.exception, SystemExit):
                raise done.exception
