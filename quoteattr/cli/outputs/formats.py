"""Articles as text: one encoder for each format that a stream or a file can hold, one page writer for folders."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quoteattr.cli.consoles import unfilled
from quoteattr.cli.inputs.items import Document
from quoteattr.cli.outputs.ours import CONF, MAP
from quoteattr.cli.outputs.overview import INDEX, KNOWN, Make
from quoteattr.config import Config
from quoteattr.counting import Source, shown
from quoteattr.export.brat import ANNOTATION_CONF, to_brat
from quoteattr.export.rows import ROW_COLUMNS, to_rows
from quoteattr.integrations.arrow import row_batch, row_schema
from quoteattr.integrations.extras import require
from quoteattr.parser import explain as explain_text
from quoteattr.rules.words import NO_RULE, rule_in_words
from quoteattr.types import Article, Option, Quote
from quoteattr.view.decisions import proposed_in_words
from quoteattr.view.terminal import cells, on_one_line, shorten

Encode = Callable[[Document, Article], str]
Pages = Callable[[Document, Article], dict[str, str]]
"""The files of an article, by suffix."""
Convert = Callable[[Path, Path], None]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # wide ones are read as narrow in places
_TRIED_COLUMNS = 40
_RIVAL = 0.1  # the probability from which on somebody else is named beside a speaker
_PARQUET_ROWS = 50_000  # in memory at once, and in a row group


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a stream of articles is written."""

    encode: Encode
    head: str = ""
    between: str = ""
    """Between two articles."""
    tail: str = ""
    single: bool = False
    """It holds one article and no more."""
    convert: Convert | None = None
    """Makes the file to keep from the one that was written, when all is written."""
    charset: str = "utf-8"
    """What cannot be shown in it is written by its number."""


# --- JSON and CSV -------------------------------------------------------------------------------------------------


def _json(document: Document, article: Article) -> str:
    about = json.dumps({"id": document.id, **document.metadata.to_dict()})
    return f'{about[:-1]}, "article": {article.to_json()}}}'


def _json_line(document: Document, article: Article) -> str:
    return _json(document, article) + "\n"


def csv_encoding(*, raw: bool, excel: bool) -> Encoding:
    """A row a quote. ``raw`` leaves cells as they are, ``excel`` puts a byte order mark before the first."""

    def encode(document: Document, article: Article) -> str:
        rows = (row.values() for row in to_rows(article, id=document.id, metadata=document.metadata))
        return _csv_lines(rows if raw else (map(no_formula, row) for row in rows))

    return Encoding(encode, head=("\ufeff" if excel else "") + _csv_lines([ROW_COLUMNS]))


def no_formula(cell: object) -> object:
    """A cell that spreadsheets show rather than compute: an apostrophe before what begins a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _csv_lines(rows: Iterable[Iterable[object]]) -> str:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines.getvalue()


# --- Parquet, by way of lines of JSON, which can be continued where a run was killed ---------------------------------


def _row_lines(document: Document, article: Article) -> str:
    return "".join(json.dumps(row) + "\n" for row in to_rows(article, id=document.id, metadata=document.metadata))


def rows_to_parquet(lines: Path, parquet: Path) -> None:
    """Turn a file of rows, one JSON object a line, into a Parquet file with the row schema."""
    schema = row_schema()
    writer_of = require("pyarrow.parquet", "parquet").ParquetWriter
    with lines.open(encoding="utf-8") as file, writer_of(parquet, schema) as writer:
        while rows := [json.loads(line) for _, line in zip(range(_PARQUET_ROWS), file, strict=False)]:
            writer.write_batch(row_batch(rows, schema))


# --- tables for people --------------------------------------------------------------------------------------------


def table_encoder(console: Console, *, explain: bool, indirect: bool, config: Config | None = None) -> Encode:
    """Tables as wide as a terminal, in its colours; an article without quotes has a line that says so.

    With ``explain`` the rules and the confidence too, and below who else was proposed, or how many rules were tried.
    """

    whole = not console.is_terminal

    def encode(document: Document, article: Article) -> str:
        with console.capture() as captured:
            for line, style in _heading(document):
                console.print(Text(line, style=style))
            quoted = any(shown(article))
            console.print(_table(article, explain, whole) if quoted else Text("no quotations", style="dim"))
            for line in _doubts(article, indirect, config) if explain else ():
                console.print(Text(line, style="dim"))
            console.print()
        return unfilled(captured.get())

    return encode


def _heading(document: Document) -> Iterator[tuple[str, str]]:
    """The lines above the table of an article, and their styles: its headline, where it is from, what it is called."""
    about = document.metadata
    if about.title:
        yield on_one_line(about.title), "bold"
    known = [about.author, about.outlet, about.section, about.date, document.id]
    if about.url and about.url != document.id:
        known.append(about.url)
    yield ", ".join(on_one_line(each) for each in known if each), "dim" if about.title else "bold"


def _doubts(article: Article, indirect: bool, config: Config | None) -> Iterator[str]:
    """Of each quote without a speaker who could have been meant, or how many rules were tried; of others the rivals."""
    explanation = explain_text(article.text, indirect=indirect, config=config)
    decisions = {explanation.article.quotes[each.quote].spans: each for each in explanation.decisions}
    tried = {explanation.article.quotes[each.quote].spans: each.rules for each in explanation.unattributed}
    for quote in shown(article):
        words = shorten(on_one_line(quote.text), _TRIED_COLUMNS)
        options = [option for option in decisions[quote.spans].options if option.mention != quote.mention]
        if quote.speaker is None:
            rules = len(tried.get(quote.spans, ()))
            in_vain = f"none of {rules} rules had an answer" if rules else NO_RULE
            yield f"no speaker for “{words}”: {_proposed(options) or in_vain}"
        elif rivals := _proposed(option for option in options if option.probability >= _RIVAL):
            yield f"for “{words}” also proposed: {rivals}"


def _proposed(options: Iterable[Option]) -> str:
    return "; ".join(on_one_line(proposed_in_words(option)) for option in options)


def _table(article: Article, explain: bool, whole: bool) -> Table:
    """The table of an article; ``whole`` with every quote on one line, however wide."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("speaker", max_width=None if whole else 24)
    table.add_column("cue", max_width=None if whole else 16)
    table.add_column("kind", no_wrap=True)
    table.add_column("words", ratio=1)
    for quote in shown(article):
        speaker, cue, kind, _ = cells(quote, article)
        words = Text(on_one_line(quote.text))
        table.add_row(Text(speaker), Text(cue), Text(kind), words.append(_why(quote), "dim") if explain else words)
    return table


def _why(quote: Quote) -> str:
    """The rules of a quote that has a speaker, on a line of their own."""
    if not quote.speaker:
        return ""
    return f"\n{rule_in_words(quote.rule)}, {rule_in_words(quote.speaker_rule)} ({quote.confidence:.0%} sure)"


# --- pages --------------------------------------------------------------------------------------------------------


def headline(document: Document) -> str:
    """What a reader knows the article by: its title, or else the name of its file or record."""
    is_file = document.id == document.source
    return document.metadata.title or (PurePath(document.id).name if is_file else document.id)


def html_page(document: Document, article: Article, *, index: str | None = None) -> str:
    """The article as a page of its own, or as one of those that the page ``index`` lists."""
    from quoteattr.view.page import page_about

    return page_about(article, replace(document.metadata, title=headline(document)), index=index)


def html_pages(document: Document, article: Article) -> dict[str, str]:
    """The page of an article in a folder, and what the index of the folder is to tell of it."""
    from quoteattr.view.index import Entry

    about = document.metadata
    entry = Entry.of(article, "", title=headline(document), outlet=about.outlet, date=about.date)
    return {".html": html_page(document, article, index=INDEX), KNOWN: entry.to_json()}


def html_index(known: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The index of a folder of pages."""
    from quoteattr.archive.persons import one_person
    from quoteattr.view.index import Entry, to_index

    def join(sources: Mapping[str, Source], met: Collection[frozenset[str]]) -> dict[str, str]:
        return {name: each.name for name, each in one_person(sources, met=met).items()}

    entries = (replace(Entry.from_json(line), file=f"{name}.html") for name, line in known)
    return {INDEX: to_index(entries, join=join)}


def brat_pages(document: Document, article: Article) -> dict[str, str]:
    """The two files that brat keeps of a document, by suffix, and what the map of the folder is to tell of it."""
    known = json.dumps({"id": document.id, **document.metadata.to_dict()}, ensure_ascii=False)
    return {".txt": article.text, ".ann": to_brat(article), KNOWN: known}


def brat_index(known: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What brat must know of the annotations, and which article each file is: a line of JSON each."""
    lines = (json.dumps({"file": name, **json.loads(line)}, ensure_ascii=False) + "\n" for name, line in known)
    return {CONF: ANNOTATION_CONF, MAP: "".join(lines)}


ENCODINGS: dict[str, Encoding] = {
    "jsonl": Encoding(_json_line),
    "json": Encoding(_json, head="[\n", between=",\n", tail="\n]\n"),
    "csv": csv_encoding(raw=False, excel=False),
    "parquet": Encoding(_row_lines, convert=rows_to_parquet),
    "html": Encoding(html_page, single=True),
}
"""The formats of one file; the table is made for its console by :func:`table_encoder`, and CSV by its options."""

PAGES: dict[str, Pages] = {"brat": brat_pages, "html": html_pages}
"""The formats of a folder with files for each article."""

INDEXES: dict[str, Make] = {"brat": brat_index, "html": html_index}
"""The files of such a folder that tell of all articles."""

FORM_OF_SUFFIX: dict[str, str] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".html": "html",
    ".htm": "html",
    ".txt": "table",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
}
"""The format of a file whose name ends so."""
