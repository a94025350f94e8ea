"""What comes in is what it is: kinds told by their bytes, packed files, encodings, languages, and what is skipped."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("click", reason="the command needs the extra cli")
pytest.importorskip("rich", reason="the command needs the extra cli")
pytest.importorskip("filelock", reason="the command needs the extra cli")

from click.testing import CliRunner

from quoteattr import parse
from quoteattr.archive.files import make_archive
from quoteattr.cli.commands import cli
from quoteattr.cli.inputs.readers import READERS
from tests.cli.inside import run
from tests.cli.pages import docx, pdf, zipped
from tests.cli.processes import BREAD, RAIN, command, kill_when_under_way

CAFE = "“The café is shut,” said Zoë Quill. “It’s raining – and I’ve no umbrella,” she said.\n"
GERMAN = "Die Bürgermeisterin sagte, dass der Fluss steigt. „Wir haben keine Angst“, sagte sie den Leuten.\n"
RUSSIAN = "Мэр заявила, что река поднимется ночью. «Мы не боимся», — сказала Анна Ли журналистам в среду.\n" * 3
PARAGRAPHS = ("A river", RAIN.strip(), BREAD.strip())
PAGE = f"""<!DOCTYPE html>
<html><head><title>River</title></head><body><nav><a href="/">Home</a></nav><article><h1>River to rise</h1>
<p>{RAIN.strip()} Nobody slept well that night in the lower town.</p><p>{BREAD.strip()} The shops stayed shut until
the water had gone down again, and the mayor thanked all who had helped.</p></article></body></html>
"""
RECORDS = [{"text": RAIN, "key": "r"}, {"text": BREAD, "key": "b"}]
LINES = "".join(json.dumps(each) + "\n" for each in RECORDS)

needs_html = pytest.mark.skipif(find_spec("trafilatura") is None, reason="web pages need the extra web")
needs_documents = pytest.mark.skipif(
    find_spec("mammoth") is None or find_spec("pypdfium2") is None, reason="needs the extra documents"
)
needs_detection = pytest.mark.skipif(find_spec("charset_normalizer") is None, reason="needs charset-normalizer")


def table(mark: str, *, end: str = "\n", records: list[dict[str, str]] = RECORDS) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, records[0], delimiter=mark, lineterminator=end)
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue()


def extract(*arguments: object, stdin: bytes | None = None) -> tuple[int, dict[str, str], list[str]]:
    """Status, the texts of the articles that were read, and what standard error tells."""
    words = ["extract", "--format", "jsonl", *map(str, arguments)]
    result = CliRunner().invoke(cli, words, input=stdin)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return result.exit_code, {row["id"]: row["article"]["text"] for row in rows}, result.stderr.splitlines()


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- kinds --------------------------------------------------------------------------------------------------------

WHOLE = {"text": RAIN}
SNIFFED: dict[str, tuple[str | bytes, list[str]]] = {
    "JSON array": (json.dumps(RECORDS), [RAIN, BREAD]),
    "JSON array, indented": (json.dumps(RECORDS, indent=2), [RAIN, BREAD]),
    "JSON array with a byte order mark": ("\ufeff" + json.dumps(RECORDS), [RAIN, BREAD]),
    "JSON object": (json.dumps(WHOLE), [RAIN]),
    "JSON object, indented": (json.dumps(WHOLE, indent=2), [RAIN]),
    "JSON objects, indented, one after another": (json.dumps(WHOLE, indent=2) * 2, [RAIN, RAIN]),
    "JSON object with a list": (json.dumps({"status": "ok", "n": 2, "articles": RECORDS}), [RAIN, BREAD]),
    "JSON object with a list, indented": (json.dumps({"articles": RECORDS}, indent=1), [RAIN, BREAD]),
    "JSON lines": (LINES, [RAIN, BREAD]),
    "CSV": (table(","), [RAIN, BREAD]),
    "CSV with semicolons": (table(";"), [RAIN, BREAD]),
    "CSV with tabs": (table("\t"), [RAIN, BREAD]),
    "CSV of Windows": (table(";", end="\r\n"), [RAIN, BREAD]),
    "text": (RAIN, [RAIN]),
    "text that begins with a bracket": ("[Photo: Tarn]\n" + RAIN, ["[Photo: Tarn]\n" + RAIN]),
    "text with a comma in its first line": ("Rain, text, and more.\n" + RAIN, ["Rain, text, and more.\n" + RAIN]),
}


@pytest.mark.parametrize("name", ["a.txt", "a", "-"])
@pytest.mark.parametrize("kind", SNIFFED)
def test_a_kind_is_told_by_its_bytes(tmp_path: Path, kind: str, name: str) -> None:
    content, texts = SNIFFED[kind]
    path = write(tmp_path / "a" if name == "-" else tmp_path / name, content)
    status, found, told = extract("-", stdin=path.read_bytes()) if name == "-" else extract(path)
    assert (status, list(found.values()), told) == (0, texts, [])


@needs_html
@pytest.mark.parametrize(
    "content",
    [
        PAGE,
        PAGE.lower().replace("<!doctype html>\n", ""),
        "<!-- saved -->\n <!-- twice -->" + PAGE,
        f'<?xml version="1.0"?>\n{PAGE}',
        PAGE.partition("</nav>")[2].partition("</body>")[0],
    ],
    ids=["page", "without a doctype", "behind comments", "XHTML", "fragment"],
)
def test_a_page_is_no_text(tmp_path: Path, content: str) -> None:
    for status, found, told in (extract(write(tmp_path / "a.txt", content)), extract("-", stdin=content.encode())):
        [text] = found.values()
        assert (status, told) == (0, [])
        assert "bread is dearer" in text.lower()
        assert "<" not in text
        assert "home" not in text.lower()


@needs_documents
@pytest.mark.parametrize("name", ["a.docx", "a.txt", "-"])
def test_word_files(tmp_path: Path, name: str) -> None:
    content = docx(PARAGRAPHS)
    arguments, stdin = ("-", content) if name == "-" else (write(tmp_path / name, content), None)
    status, found, told = extract(arguments, stdin=stdin)
    assert (status, list(found.values()), told) == (0, ["\n\n".join(PARAGRAPHS)], [])


LINED = (
    "“The river will rise tonight,” said Mayor Ada Quill of Westbrook, who left the",
    "hall at noon with two aides and a map of all the dams upstream.",
    "“It is late,” she said.",
    "Baker Tom Hollis said, “Bread is dearer than it was.” He closed his shop, for",
)


@needs_documents
@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "-"])
def test_pdf_files_have_paragraphs_and_no_lines(tmp_path: Path, name: str) -> None:
    content = pdf(LINED, ("nobody came in the rain.",))
    arguments, stdin = ("-", content) if name == "-" else (write(tmp_path / name, content), None)
    status, found, told = extract(arguments, stdin=stdin)
    joined = [f"{LINED[0]} {LINED[1]} {LINED[2]}", f"{LINED[3]} nobody came in the rain."]
    assert (status, list(found.values()), told) == (0, ["\n\n".join(joined)], [])


@needs_documents
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.4 cut off", "no PDF that can be read"),
        ("a.pdf", pdf(()), "no text in the PDF, whose pages may be pictures of text"),
        ("a.docx", docx(PARAGRAPHS)[:-40], "no Word file that can be read"),
        ("a.docx", zipped({"word/other.xml": "", "[Content_Types].xml": ""}), "no Word file that can be read"),
    ],
)
def test_damaged_documents_are_told(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    write(tmp_path / "b.txt", BREAD)
    status, found, errors = extract(write(tmp_path / name, content), tmp_path / "b.txt")
    assert (status, list(found.values())) == (1, [BREAD])
    [error] = errors
    assert error.startswith(f"quoteattr: {tmp_path / name}: {told}")


NO_TEXT: dict[str, tuple[bytes, str]] = {
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "a picture (PNG)"),
    "spreadsheet": (
        zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
        "a spreadsheet (.xlsx); save it as CSV",
    ),
    "archive": (zipped({"a.txt": RAIN}), "an archive (ZIP); unpack it"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "an old Office file (.doc, .xls)"),
    "Rich Text": (b"{\\rtf1 rain}", "Rich Text (.rtf)"),
    "binary": (bytes(range(256)), "binary data"),
    "database": (b"SQLite format 3\0" + bytes(84), "a database (SQLite); export a table as CSV"),
    "feed": (b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0"><channel/></rss>', "XML (rss)"),
}


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl", "-"])
@pytest.mark.parametrize("kind", NO_TEXT)
def test_what_is_no_text_is_told_and_not_read(tmp_path: Path, kind: str, name: str) -> None:
    content, told = NO_TEXT[kind]
    arguments, stdin = ("-", content) if name == "-" else (write(tmp_path / name, content), None)
    status, found, errors = extract(arguments, stdin=stdin)
    assert (status, found, len(errors)) == (1, {}, 1)
    assert told in errors[0]


def test_the_kind_that_is_given_decides(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", json.dumps(RECORDS))
    assert extract(path, "--from", "text")[1] == {str(path): json.dumps(RECORDS)}
    assert list(extract(path, "--from", "json")[1].values()) == [RAIN, BREAD]


def test_every_reader_can_be_given(tmp_path: Path) -> None:
    made: dict[str, Callable[[], str | bytes]] = {
        "text": lambda: RAIN,
        "jsonl": lambda: LINES,
        "json": lambda: json.dumps(RECORDS),
        "csv": lambda: table(";"),
        "parquet": _parquet,
        "html": lambda: PAGE,
        "docx": lambda: docx(PARAGRAPHS),
        "pdf": lambda: pdf(LINED),
        "archive": lambda: _archive(tmp_path / "quotes.db"),
    }
    assert set(made) == set(READERS)
    for kind, make in made.items():
        module = READERS[kind].module.partition(".")[0]
        if not module or find_spec(module):
            status, found, _ = extract(write(tmp_path / "a.xyz", make()), "--from", kind)
            assert (status, bool(found)) == (0, True), kind


def _archive(path: Path) -> bytes:
    make_archive(path)
    connection = sqlite3.connect(path)
    with connection:
        made = "INSERT INTO articles (id, key, words, quotes, digest, version, added) VALUES (1, 'a', 1, 1, '', '', '')"
        connection.execute(made)
        connection.execute("INSERT INTO texts VALUES (1, ?)", (RAIN,))
    connection.close()
    return path.read_bytes()


def _parquet() -> bytes:
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(RECORDS), file)
    return file.getvalue()


# --- JSON ---------------------------------------------------------------------------------------------------------


def test_bad_elements_of_an_array_are_told_and_the_rest_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps([RECORDS[0], {"body": 1}, 5, {"text": None}, RECORDS[1]]))
    status, found, errors = extract(path)
    assert (status, list(found)) == (1, [f"{path}:1", f"{path}:5"])
    assert [line.removeprefix(f"quoteattr: {path}:") for line in errors] == [
        "2: no field 'text'; there are body; --text-field names another",
        "3: the value is no JSON object",
        "4: field 'text' is empty, not text",
        "2 articles, 2 quotes, 3 bad inputs",
    ]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda content: content[:-1], "the JSON array has no end"),
        (lambda content: content[:-20], "no JSON: "),
        (lambda content: content.replace('"key"', "key", 2), "no JSON: "),
        (lambda content: content.encode()[:-9] + b"\xff" + content.encode()[-9:], "not UTF-8: byte 0xff"),
        (lambda content: "[" * 100_000, "no JSON: "),
    ],
)
def test_a_damaged_array_is_told(tmp_path: Path, damage: Callable[[str], str | bytes], told: str) -> None:
    path = write(tmp_path / "a.json", damage(json.dumps(RECORDS)))
    status, _, errors = extract(path)
    assert (status, f"quoteattr: {path}: {told}" in "\n".join(errors)) == (1, True)


def test_the_name_of_a_file_is_no_text(tmp_path: Path) -> None:
    """A folder of articles with a JSON file about each."""
    write(tmp_path / "rain.txt", RAIN)
    path = write(tmp_path / "rain.json", json.dumps({"text": "rain.txt", "checked": True}))
    status, found, told = extract(tmp_path)
    assert (status, list(found.values())) == (0, [RAIN])
    assert told[0] == f"quoteattr: {path}:1: skipped: field 'text' is the name of a file, not its text"


def test_a_long_array_is_read_piece_by_piece(tmp_path: Path) -> None:
    rows = [{"text": RAIN * 3000, "key": str(number)} for number in range(9)]  # two of them are longer than a piece
    status, found, _ = extract(write(tmp_path / "a.json", json.dumps(rows, indent=1)), "--id-field", "key")
    assert (status, found) == (0, {row["key"]: row["text"] for row in rows})


# --- tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_tables_of_every_dialect(tmp_path: Path, mark: str) -> None:
    rows = [{"id, no": "1; 2", "text": 'Two\nlines, "quoted"; and | more\t.\n' + RAIN}]
    for suffix in ("csv", "tsv"):
        path = write(tmp_path / f"a.{suffix}", "\ufeff" + table(mark, records=rows))
        status, found, told = extract(path, "--id-field", "id, no")
        assert (status, found, told) == (0, {"1; 2": rows[0]["text"]}, [])


def test_a_table_that_says_what_separates_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "sep=;\r\n" + table(";", end="\r\n"))
    assert list(extract(path)[1].values()) == [RAIN, BREAD]


def test_a_wrong_column_is_told_with_the_columns_of_the_dialect(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", table(";"))
    status, _, errors = extract(path, "--text-field", "txt")
    told = f"quoteattr: {path}: no column 'txt'; there are text, key; did you mean 'text'?"
    assert (status, errors) == (1, [told])


# --- packed -------------------------------------------------------------------------------------------------------


def zstd(content: bytes) -> bytes:
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    compressed: bytes = pytest.importorskip(name, reason="zstd needs the extra cli").compress(content)
    return compressed


PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".zst": zstd,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


@pytest.mark.parametrize("suffix", PACKED)
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", RAIN + BREAD), ("a.jsonl", LINES), ("a.json", json.dumps(RECORDS)), ("a.tsv", table("\t"))],
)
def test_packed_files(tmp_path: Path, suffix: str, name: str, content: str) -> None:
    (tmp_path / "plain").mkdir()
    write(tmp_path / "plain" / name, content)
    _, wanted, _ = extract(tmp_path / "plain" / name)
    packed = PACKED[suffix](content.encode())
    for path in (tmp_path / f"{name}{suffix}", tmp_path / "named-otherwise.txt"):
        status, found, told = extract(write(path, packed))
        assert (status, list(found.values()), told) == (0, list(wanted.values()), [])
    assert extract("-", stdin=packed)[:2] == (
        0,
        {key.replace(str(tmp_path / "plain" / name), "-"): text for key, text in wanted.items()},
    )
    assert extract(tmp_path)[0] == 0


@pytest.mark.parametrize("suffix", PACKED)
def test_damaged_packed_files_are_told_and_the_rest_read(tmp_path: Path, suffix: str) -> None:
    packed = PACKED[suffix]((LINES * 5000).encode())
    path = write(tmp_path / f"a.jsonl{suffix}", packed[: len(packed) // 2])
    write(tmp_path / "b.txt", BREAD)
    status, found, errors = extract(tmp_path)
    assert (status, BREAD in found.values()) == (1, True)
    assert len(errors) == 1
    assert errors[0].startswith(f"quoteattr: {path}: ")
    assert "too early" in errors[0] or "damaged" in errors[0]


@pytest.mark.parametrize("suffix", PACKED)
def test_what_unpacks_to_more_than_memory_is_told(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from quoteattr.cli.inputs import files

    monkeypatch.setattr(files, "longest_text", lambda: 1_000_000)
    path = write(tmp_path / f"a.txt{suffix}", PACKED[suffix](RAIN.encode() * 20_000))
    status, _, errors = extract(path)
    assert (status, errors) == (1, [f"quoteattr: {path}: too long for the memory of this machine"])


def test_a_missing_library_for_zstd_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("backports", "backports.zstd", "compression", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    path = write(tmp_path / "a.txt.zst", b"\x28\xb5\x2f\xfd and more")
    status, _, [error] = extract(path)
    assert (status, 'pip install "quoteattr[cli]"' in error) == (1, True)


# --- encodings ----------------------------------------------------------------------------------------------------

MARKED = {
    "utf-8-sig": "utf-8-sig",
    "utf-16 (mark)": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-32 (mark)": "utf-32",
}


@pytest.mark.parametrize("encoding", MARKED)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", CAFE),
        ("a.jsonl", json.dumps({"text": CAFE}, ensure_ascii=False) + "\n"),
        ("a.json", json.dumps([{"text": CAFE}], ensure_ascii=False)),
        ("a.csv", table(";", records=[{"id": "1", "text": CAFE}])),
    ],
)
def test_encodings_that_their_bytes_mark(tmp_path: Path, encoding: str, name: str, content: str) -> None:
    raw = content.encode(MARKED[encoding])
    for status, found, told in (extract(write(tmp_path / name, raw)), extract("-", stdin=raw)):
        assert (status, list(found.values()), told) == (0, [CAFE], [])


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("cp1252", CAFE, "Windows-1252"),
        ("cp1252", "“It rained,” said Ann Lee.\n", "Windows-1252"),
        ("latin-1", '"The café is shut," said Zoë Quill, who paid £5.\n', "Latin-1"),
        ("latin-1", '"Mañana," said Ada Quill.', "Latin-1"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_western_encodings_are_found_and_told(tmp_path: Path, encoding: str, text: str, shown: str, name: str) -> None:
    rows = [{"id": "1", "text": text}, {"id": "2", "text": text}]
    made = {
        "a.txt": text,
        "a.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows),
        "a.csv": table(",", records=rows),
    }
    path = write(tmp_path / name, made[name].encode(encoding))
    status, found, told = extract(path)
    assert (status, set(found.values())) == (0, {text})
    assert told == [f"quoteattr: {path}: read as {shown}, which its bytes look like; --encoding decides"]


@needs_detection
@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1251", RUSSIAN), ("shift_jis", "市長は「明日は雨が降る」と記者団に語った。\n" * 3)]
)
def test_other_encodings_are_found_and_told(tmp_path: Path, encoding: str, text: str) -> None:
    path = write(tmp_path / "a.txt", text.encode(encoding))
    status, found, told = extract(path, "--any-language")
    assert (status, list(found.values()), len(told)) == (0, [text], 1)
    assert told[0].startswith(f"quoteattr: {path}: read as cp")


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-be", "cp500"])
def test_the_encoding_that_is_given_decides(tmp_path: Path, name: str, encoding: str) -> None:
    made = {
        "a.txt": CAFE,
        "a.jsonl": json.dumps({"text": CAFE}, ensure_ascii=False) + "\n",
        "a.json": json.dumps([{"text": CAFE}], ensure_ascii=False),
        "a.csv": table(",", records=[{"id": "1", "text": CAFE}]),
    }
    if encoding == "cp500":  # of mainframes, and unlike ASCII; it has no curly marks
        made = {kind: _straight(content) for kind, content in made.items()}
    path = write(tmp_path / name, made[name].encode(encoding))
    kind = READERS[{"a.txt": "text"}.get(name, name[2:])].name
    status, found, told = extract(path, "--encoding", encoding, "--from", kind)
    assert (status, list(found.values()), told) == (0, [_straight(CAFE) if encoding == "cp500" else CAFE], [])


def _straight(content: str) -> str:
    return content.translate({ord("“"): "'", ord("”"): "'", ord("’"): "'", ord("–"): "-"})


def test_a_wrong_encoding_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", CAFE)
    status, _, errors = extract(path, "--encoding", "ascii")
    assert (status, errors) == (1, [f"quoteattr: {path}: not ASCII: byte 0xe2 at offset 0"])
    for unknown in ("utf-80", "hex"):
        status, _, errors = extract(path, "--encoding", unknown)
        assert (status, f"there is no encoding '{unknown}'" in " ".join(errors)) == (2, True)


@pytest.mark.parametrize(
    "raw", [b"\xff", "“Rain” \xff “snow”".encode() + b"\xff", "\u0301a \u0141 \u0142".encode("utf-8")[1:]]
)
def test_what_is_in_no_encoding_is_told(tmp_path: Path, raw: bytes) -> None:
    status, found, [error] = extract(write(tmp_path / "a.txt", raw))
    assert (status, found) == (1, {})
    assert "not UTF-8" in error
    assert "--encoding" in error


@needs_html
def test_a_page_says_its_encoding_itself(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("Bread", "Brötchen")
    _, found, told = extract(write(tmp_path / "a.html", page.encode("cp1252")))
    [text] = found.values()
    assert ("Brötchen is dearer" in text, told) == (True, [])
    page = PAGE.replace("Bread", "Brötchen")
    [text] = extract(write(tmp_path / "a.html", page.encode("cp1252")), "--encoding", "cp1252")[1].values()
    assert "Brötchen is dearer" in text


# --- languages ----------------------------------------------------------------------------------------------------


def test_a_text_that_is_not_english_is_skipped_with_a_warning(tmp_path: Path) -> None:
    german = write(tmp_path / "a.txt", GERMAN)
    english = write(tmp_path / "b.txt", RAIN)
    status, found, told = extract(tmp_path)
    assert (status, found) == (0, {str(english): RAIN})
    assert told == [
        f"quoteattr: {german}: skipped: the text is in German, not in English; --any-language reads it all the same",
        "1 articles, 1 quotes, 0 bad inputs, 1 skipped",
    ]
    status, found, told = extract(tmp_path, "--any-language")
    assert (status, found, told) == (0, {str(german): GERMAN, str(english): RAIN}, [])
    status, _, told = extract(german)
    assert (status, told[-1]) == (1, "quoteattr: nothing was read: 0 bad inputs, 1 skipped")


def test_records_that_are_not_english_are_skipped_one_by_one(tmp_path: Path) -> None:
    rows = [{"text": RAIN}, {"text": GERMAN}, {"text": RUSSIAN}, {"text": BREAD}]
    path = write(tmp_path / "a.json", json.dumps(rows))
    errors = tmp_path / "errors.jsonl"
    status, found, told = extract(path, "--errors", errors)
    assert (status, list(found)) == (0, [f"{path}:1", f"{path}:4"])
    assert told == ["2 articles, 2 quotes, 0 bad inputs, 2 skipped"]
    listed = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    assert [each["name"] for each in listed] == [f"{path}:2", f"{path}:3"]
    assert "skipped: the text is in Cyrillic letters, not in English" in listed[1]["reason"]


def test_stats_skip_what_is_not_english(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", GERMAN)
    write(tmp_path / "b.txt", RAIN)
    result = CliRunner().invoke(cli, ["stats", str(tmp_path)])
    assert (result.exit_code, "1 articles" in result.stdout, "German" in result.stderr) == (0, True, True)


def test_a_run_goes_on_past_what_was_skipped(tmp_path: Path) -> None:
    rows = [{"text": GERMAN}, *({"text": (RAIN + BREAD) * 40} for _ in range(100)), {"text": GERMAN}, {"text": RAIN}]
    path = write(tmp_path / "in.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.jsonl"
    kill_when_under_way(out, "extract", path, "--format", "jsonl", "-o", out, done=3)
    result = CliRunner().invoke(cli, ["extract", str(path), "--format", "jsonl", "-o", str(out), "--resume"])
    assert result.exit_code == 0
    assert [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()] == [
        f"{path}:{number}" for number in (*range(2, 102), 103)
    ]
    result = CliRunner().invoke(cli, ["extract", str(path), "--format", "jsonl", "-o", str(out), "--resume"])
    assert (result.exit_code, "nothing to resume" in result.stderr) == (0, True)


def test_a_run_is_resumed_with_the_same_encoding_and_languages_only(tmp_path: Path) -> None:
    rows = [{"text": (RAIN + BREAD) * 40} for _ in range(100)]
    path = write(tmp_path / "in.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.jsonl"
    kill_when_under_way(out, "extract", path, "--format", "jsonl", "-o", out)
    for option in (["--any-language"], ["--encoding", "cp1252"]):
        result = CliRunner().invoke(
            cli, ["extract", str(path), "--format", "jsonl", "-o", str(out), "--resume", *option]
        )
        assert (result.exit_code, f"{option[0]} was" in result.stderr) == (2, True)


# --- folders, and what is skipped in them -------------------------------------------------------------------------


def test_a_folder_of_all_kinds_of_files(tmp_path: Path) -> None:
    write(tmp_path / "rain.txt", RAIN)
    write(tmp_path / "rain", RAIN)
    write(tmp_path / "rain.saved", LINES)
    skipped = {
        "notes.xyz": (RAIN, "no kind is known by the suffix .xyz; name the file itself to read it as text"),
        "photo.png": (NO_TEXT["picture"][0], "no text but a picture (PNG)"),
        "old.doc": (NO_TEXT["old Word"][0], "no text but an old Office file (.doc, .xls); save it as .docx or CSV"),
        "void.txt": ("\n", "there is nothing in it"),
    }
    for name, (content, _) in skipped.items():
        write(tmp_path / name, content)
    status, found, told = extract(tmp_path)
    names = ["rain", "rain.saved:1", "rain.saved:2", "rain.txt"]
    assert (status, list(found)) == (0, [str(tmp_path / name) for name in names])
    assert sorted(told[:-1]) == sorted(
        f"quoteattr: {tmp_path / name}: skipped: {reason}" for name, (_, reason) in skipped.items()
    )
    assert told[-1] == "4 articles, 4 quotes, 0 bad inputs, 4 skipped"


@pytest.mark.parametrize("stdin", [None, b"", b" \n"])
def test_nothing_read_at_all_is_status_1(tmp_path: Path, stdin: bytes | None) -> None:
    status, found, told = extract(tmp_path if stdin is None else "-", stdin=stdin)
    assert (status, found) == (1, {})
    assert told[-1].startswith("quoteattr: nothing was read")
    status, _, told = extract(write(tmp_path / "a.jsonl", "\n"))
    assert (status, told) == (1, ["quoteattr: nothing was read: there are no articles"])


def test_documents_without_their_library_are_named(tmp_path: Path) -> None:
    """The folder of .docx and .pdf that gave an empty table with status 0."""
    write(tmp_path / "a.docx", docx(PARAGRAPHS))
    write(tmp_path / "b.pdf", pdf(LINED))
    write(tmp_path / "c.txt", RAIN)
    code = "import sys; sys.modules.update(dict.fromkeys(['mammoth', 'pypdfium2'])); from quoteattr.cli import main; "
    done = subprocess.run(
        [sys.executable, "-c", f"{code}sys.exit(main())", "extract", tmp_path, "--format", "jsonl"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert done.stderr.splitlines() == [
        f'quoteattr: {tmp_path / "a.docx"}: mammoth is missing: pip install "quoteattr[documents]"',
        f'quoteattr: {tmp_path / "b.pdf"}: pypdfium2 is missing: pip install "quoteattr[documents]"',
        "1 articles, 1 quotes, 2 bad inputs",
    ]


# --- the command without its verbs --------------------------------------------------------------------------------


def test_plain_reads_what_is_one_article(tmp_path: Path) -> None:
    wanted = run(write(tmp_path / "a.txt", RAIN))
    assert wanted[0] == 0
    assert run(write(tmp_path / "a.txt.gz", gzip.compress(RAIN.encode()))) == wanted
    assert run("-", stdin=RAIN.encode("utf-16")) == wanted
    status, shown, told = run(write(tmp_path / "b.txt", RAIN.encode("cp1252")))
    assert (status, shown) == wanted[:2]
    assert (
        told
        == f"quoteattr: {tmp_path / 'b.txt'}: read as Windows-1252, which its bytes look like; --encoding decides\n"
    )
    assert run("--encoding", "cp1252", tmp_path / "b.txt") == wanted


@needs_html
def test_plain_reads_a_page_on_standard_input() -> None:
    status, shown, told = run("-", stdin=PAGE.encode())
    assert (status, told) == (0, "")
    assert "Ada Quill" in shown
    assert "<" not in shown


@needs_documents
def test_plain_reads_documents(tmp_path: Path) -> None:
    assert "Tom Hollis" in run(write(tmp_path / "a.docx", docx(PARAGRAPHS)))[1]
    assert "Tom Hollis" in run(write(tmp_path / "a.pdf", pdf(LINED)))[1]


def test_plain_tells_what_it_does_not_read(tmp_path: Path) -> None:
    for content, told in [
        (json.dumps(RECORDS), "many articles (json), which quoteattr extract reads"),
        (LINES, "many articles (jsonl), which quoteattr extract reads"),
        (table(";"), "many articles (csv), which quoteattr extract reads"),
        (NO_TEXT["picture"][0], "no text but a picture (PNG)"),
        ("", "there is nothing in it"),
        (GERMAN, "skipped: the text is in German, not in English; --any-language reads it all the same"),
    ]:
        raw = content if isinstance(content, bytes) else content.encode()
        assert run("-", stdin=raw) == (1, "", f"quoteattr: -: {told}\n")
    assert run("--any-language", "-", stdin=GERMAN.encode())[0] == 0
    status, shown, told = run(write(tmp_path / "a.txt", RAIN), write(tmp_path / "b.txt", GERMAN))
    assert (status, "Ada Quill" in shown, "German" in told) == (0, True, True)


def test_plain_tells_a_wrong_encoding(tmp_path: Path) -> None:
    status, _, told = run("--encoding", "utf-80", write(tmp_path / "a.txt", RAIN))
    assert (status, "there is no encoding 'utf-80'" in told) == (2, True)


def test_a_page_without_its_library_is_told_not_read_as_text(tmp_path: Path) -> None:
    code = "import sys; sys.modules['trafilatura'] = None; from quoteattr.cli import main; sys.exit(main())"
    for arguments in (["-"], ["extract", "-"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            input=PAGE,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr == 'quoteattr: -: trafilatura is missing: pip install "quoteattr[web]"\n'


def test_the_core_alone_reads_text(tmp_path: Path) -> None:
    """No library of an extra is needed for what needs none."""
    extras = ["click", "rich", "filelock", "charset_normalizer", "backports", "trafilatura", "mammoth", "pypdfium2"]
    code = f"import sys; sys.modules.update(dict.fromkeys({extras})); from quoteattr.cli import main; sys.exit(main())"
    path = write(tmp_path / "a.txt", CAFE.encode("cp1252"))
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "Zoë Quill" in done.stdout) == (0, True)


def test_the_same_from_a_process_of_its_own(tmp_path: Path) -> None:
    """Standard input as a shell gives it: a pipe, and a file that is redirected."""
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(LINES.encode()))
    arguments: dict[str, Any] = {"capture_output": True, "check": False}
    with path.open("rb") as file:
        redirected = subprocess.run(command("extract", "-", "--format", "jsonl"), stdin=file, **arguments)
    piped = subprocess.run(command("extract", "-", "--format", "jsonl"), input=path.read_bytes(), **arguments)
    assert redirected.stdout == piped.stdout
    assert (redirected.returncode, piped.returncode, redirected.stderr, piped.stderr) == (0, 0, b"", b"")
    rows = [json.loads(line) for line in piped.stdout.splitlines()]
    assert [row["article"] for row in rows] == [parse(text).to_dict() for text in (RAIN, BREAD)]
