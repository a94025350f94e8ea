"""What inputs tell of an article beside its text, and how it comes through to each output; the real command."""

from __future__ import annotations

import csv
import io
import json
import signal
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from click.testing import CliRunner

from quoteattr import Article, parse
from quoteattr.cli.commands import cli
from quoteattr.cli.inputs.fields import Fields
from quoteattr.export import to_rows
from quoteattr.metadata import METADATA_FIELDS, Metadata
from tests.cli.inside import run
from tests.cli.processes import BREAD, RAIN, kill_when_under_way, records

KNOWN = Metadata(
    title="River to rise",
    author="Bo Reed; Cy Holt",
    date="2026-03-04",
    outlet="The Tarn Echo",
    url="https://example.org/river",
    section="Weather",
)
PAGE = """<html><head><title>River to rise - The Tarn Echo</title>
<meta property="og:title" content="River to rise"><meta property="og:site_name" content="The Tarn Echo">
<meta name="author" content="Bo Reed; Cy Holt"><meta property="article:section" content="Weather">
<meta property="article:published_time" content="2026-03-04T10:00:00Z">
<link rel="canonical" href="https://example.org/river"></head><body><article><h1>River to rise</h1>
<p>“The river will rise tonight,” said Mayor Ada Quill of Westbrook, who left the hall at noon with two aides and a map
of all the dams upstream.</p><p>Nobody slept well that night in the lower town, and the shops stayed shut until the
water had gone down again.</p></article></body></html>
"""


def good(*arguments: object) -> str:
    status, out, errors = run(*arguments)
    assert (status, errors) == (0, "")
    return out


def told(jsonl: str) -> Metadata:
    """What the one article of an output in JSON lines is known by."""
    [line] = jsonl.splitlines()
    row = json.loads(line)
    assert list(row) == ["id", *METADATA_FIELDS, "article"]
    Article.from_dict(row["article"])
    return Metadata(**{name: row[name] for name in METADATA_FIELDS})


# --- inputs -------------------------------------------------------------------------------------------------------


def test_a_web_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="web pages need the extra web")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert told(good("extract", tmp_path / "page.html", "--format", "jsonl")) == KNOWN


def test_what_trips_the_reader_of_the_head_costs_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    metadata = pytest.importorskip("trafilatura.metadata", reason="web pages need the extra web")

    def trip(_: bytes) -> None:
        raise OverflowError("a year beyond all years")

    monkeypatch.setattr(metadata, "extract_metadata", trip)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    done = CliRunner().invoke(cli, ["extract", str(tmp_path / "page.html"), "--format", "jsonl"])
    assert (done.exit_code, told(done.stdout)) == (0, Metadata())


def test_csv_columns_whatever_their_spelling(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        header = ["URL", "Headline", "text", "Byline", "Site Name", "Section", "date-published"]
        row = [KNOWN.url, KNOWN.title, RAIN, KNOWN.author, KNOWN.outlet, KNOWN.section, KNOWN.date]
        csv.writer(file).writerows([header, row])
    assert told(good("extract", tmp_path / "a.csv", "--format", "jsonl")) == KNOWN


def test_json_lines_as_news_services_have_them(tmp_path: Path) -> None:
    article = {
        "source": {"id": None, "name": KNOWN.outlet},
        "authors": [{"@type": "Person", "name": "Bo Reed"}, "Cy Holt"],
        "title": f" {KNOWN.title}\n",
        "link": KNOWN.url,
        "published": KNOWN.date,
        "category": [KNOWN.section],
        "text": RAIN,
    }
    assert told(good("extract", records(tmp_path / "a.jsonl", article), "--format", "jsonl")) == KNOWN


def test_a_source_that_is_an_address_is_one(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"source": KNOWN.url, "source-hostname": KNOWN.outlet, "text": RAIN})
    found = told(good("extract", path, "--format", "jsonl"))
    assert (found.url, found.outlet) == (KNOWN.url, KNOWN.outlet)


def test_parquet_columns(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs the extra parquet")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {
        "title": [KNOWN.title],
        "authors": [["Bo Reed", "Cy Holt"]],
        "date": [date(2026, 3, 4)],
        "publisher": [KNOWN.outlet],
        "url": [KNOWN.url],
        "section": [KNOWN.section],
        "text": [RAIN],
        "pages": [[0.5]],
    }
    parquet.write_table(arrow.table(columns), tmp_path / "a.parquet")
    assert told(good("extract", tmp_path / "a.parquet", "--format", "jsonl")) == KNOWN


def test_columns_that_the_caller_names(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"text": RAIN, "hed": KNOWN.title, "title": "Mayor", "paper": KNOWN.outlet})
    found = told(good("extract", path, "--field", "title=hed", "--field", "outlet=paper", "--format", "jsonl"))
    assert (found.title, found.outlet) == (KNOWN.title, KNOWN.outlet)
    for wrong, why in [("titel=hed", "did you mean 'title'?"), ("title", "title=COLUMN names no column")]:
        status, _, errors = run("extract", path, "--field", wrong)
        assert (status, why in errors) == (2, True)


def test_what_cannot_be_told_costs_no_article(tmp_path: Path) -> None:
    odd = {
        "title": "\ud800 rain",
        "author": [None, True, {}],
        "date": 2026,
        "outlet": float("nan"),
        "url": "",
        "id": "",
    }
    found = told(good("extract", records(tmp_path / "a.jsonl", {"text": RAIN, **odd}), "--format", "jsonl"))
    assert found == Metadata(title="? rain", date="2026")


# --- the name of an article -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"id": 7, "url": "u", "uuid": "x"}, "7"),
        ({"url": "u", "uuid": "x"}, "u"),
        ({"UUID": "x"}, "x"),
        ({"id": None, "url": "u"}, "u"),
        ({"id": "", "key": "k"}, None),
        ({"id": [1]}, None),
    ],
)
def test_an_article_is_called_by_id_url_or_uuid(tmp_path: Path, columns: dict[str, object], name: str | None) -> None:
    path = records(tmp_path / "a.jsonl", {**columns, "text": RAIN})
    [line] = good("extract", path, "--format", "jsonl").splitlines()
    assert json.loads(line)["id"] == (name or f"{path}:1")


# --- a wrong field name -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [2, 5000])
def test_a_field_that_no_record_has_is_told_once(tmp_path: Path, number: int) -> None:
    path = records(tmp_path / "a.jsonl", *[{"body": RAIN, "headline": "Rain"}] * number)
    assert run("extract", path, "--text-field", "boddy", "--format", "jsonl") == (
        1,
        "",
        f"quoteattr: {path}: no field 'boddy'; there are body, headline; did you mean 'body'?\n",
    )
    _, _, errors = run("extract", path, "--format", "jsonl")
    assert errors == f"quoteattr: {path}: no field 'text'; there are body, headline; --text-field names another\n"
    _, _, errors = run("stats", path, "--text-field", "body", "--field", "title=heading")
    assert errors == f"quoteattr: {path}: no field 'heading'; there are body, headline; did you mean 'headline'?\n"


def test_a_field_that_some_records_lack_is_told_of_these(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = ["no json", json.dumps({"body": RAIN}), json.dumps({"text": RAIN}), json.dumps({"body": RAIN})]
    path.write_text("\n".join(lines), encoding="utf-8")
    status, out, errors = run("extract", path, "--format", "jsonl")
    assert (status, [json.loads(line)["id"] for line in out.splitlines()]) == (1, [f"{path}:3"])
    places = [line.removeprefix(f"quoteattr: {path}:").partition(":")[0] for line in errors.splitlines()]
    assert places == ["1", "2", "4", "1 articles, 1 quotes, 3 bad inputs"]


def test_other_troubles_are_told_beside_a_wrong_field(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps({"body": RAIN}), "no json", json.dumps({"body": RAIN})]), encoding="utf-8")
    status, out, errors = run("extract", path, "--format", "jsonl")
    assert (status, out, len(errors.splitlines())) == (1, "", 3)
    assert f"{path}:2: no JSON" in errors
    assert f"{path}: no field 'text'" in errors


def test_a_wrong_column_lists_the_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"key,Text\n1,{RAIN}", encoding="utf-8")
    _, _, errors = run("extract", tmp_path / "a.csv")
    assert errors == f"quoteattr: {tmp_path / 'a.csv'}: no column 'text'; there are key, Text; did you mean 'Text'?\n"


def test_a_list_of_fields_is_no_wall() -> None:
    missing = Fields("text").missing([f"column{number}" for number in range(100)])
    assert "column29 and 70 more; --text-field names another" in missing


# --- outputs ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return records(tmp_path / "a.jsonl", {"text": RAIN, **KNOWN.to_dict()})


def test_rows(article: Path) -> None:
    [row] = csv.DictReader(io.StringIO(good("extract", article, "--format", "csv")))
    assert {name: row[name] for name in METADATA_FIELDS} == KNOWN.to_dict()
    assert list(row)[-len(METADATA_FIELDS) :] == list(METADATA_FIELDS)


def test_rows_in_parquet(article: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs the extra parquet")
    good("extract", article, "--format", "parquet", "-o", tmp_path / "out.parquet")
    assert parquet.read_table(tmp_path / "out.parquet").to_pylist() == to_rows(
        parse(RAIN), id=KNOWN.url, metadata=KNOWN
    )


def test_json(article: Path) -> None:
    [row] = json.loads(good("extract", article, "--format", "json"))
    assert {name: row[name] for name in METADATA_FIELDS} == KNOWN.to_dict()


def test_table(article: Path) -> None:
    lines = good("extract", article).splitlines()
    assert lines[:2] == [
        "River to rise",
        "Bo Reed; Cy Holt, The Tarn Echo, Weather, 2026-03-04, https://example.org/river",
    ]


def test_page(article: Path, tmp_path: Path) -> None:
    good("extract", article, "--format", "html", "-o", tmp_path / "pages")
    [page] = (tmp_path / "pages").glob("river*.html")
    shown = page.read_text("utf-8")
    assert "River to rise</h1>" in shown
    assert 'href="https://example.org/river"' in shown
    assert all(part in shown for part in ("Bo Reed; Cy Holt", "The Tarn Echo", "Weather", "4 March 2026"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_run_is_not_resumed_over_another_title(tmp_path: Path) -> None:
    rows = [{"text": (RAIN + BREAD) * 40, "title": f"Rain {number}"} for number in range(100)]
    path, out = records(tmp_path / "a.jsonl", *rows), tmp_path / "out.csv"
    arguments = ("extract", path, "--format", "csv", "-o", out)
    kill_when_under_way(out, *arguments)
    records(path, {**rows[0], "title": "Snow 0"}, *rows[1:])
    status, _, errors = run(*arguments, "--resume")
    assert (status, "has changed since the run to resume read it" in errors) == (2, True)
