"""``quoteattr check``: a draft against files, as a table, JSON or a page, and an exit status that stops a pipeline."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.inside import Done, run

pytestmark = pytest.mark.skipif(
    any(find_spec(each) is None for each in ("rapidfuzz", "click", "rich", "filelock")), reason="needs the extra check"
)

COUNCIL = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook.\n"
BREAD = "Baker Tom Hollis said, “Bread is dearer than it was.” He closed his shop.\n"
RIGHT = "“The river will rise,” said Quill. “Bread is dearer than it was,” said Hollis.\n"
WRONG = "“The river will fall,” said Hollis.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("council.txt", COUNCIL), ("bread.txt", BREAD), ("right.txt", RIGHT), ("wrong.txt", WRONG)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = [{"text": COUNCIL}, {"text": BREAD}]
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "page.html").write_text(f"<html><body><p>{WRONG}</p></body></html>", encoding="utf-8")
    return tmp_path


def check(folder: Path, *arguments: object, stdin: str = "") -> Done:
    return run("check", *arguments, folder=folder, stdin=stdin.encode())


@pytest.mark.parametrize(
    "against",
    [("council.txt", "bread.txt"), ("all.jsonl",), ("council.txt", "--against", "bread.txt"), ("*.txt",)],
)
def test_all_right_is_status_0(folder: Path, against: tuple[str, ...]) -> None:
    status, out, err = check(folder, "right.txt", "--against", *against)
    assert (status, err) == (0, "")
    assert "2 quotations, 0 to look at" in out


def test_options_may_stand_anywhere(folder: Path) -> None:
    first = check(folder, "--against", "council.txt", "bread.txt", "--format", "json", "right.txt")
    assert first == check(folder, "right.txt", "--format", "json", "--against", "council.txt", "bread.txt")
    assert first[0] == 0


def test_something_wrong_is_status_1_and_shown(folder: Path) -> None:
    status, out, err = check(folder, "wrong.txt", "--against", "council.txt")
    assert (status, err) == (1, "")
    assert "[-rise-]{+fall+}" in out
    told = " ".join(out.split())
    assert "council.txt:1" in told
    assert "1 quotations, 1 to look at" not in told
    assert "1 quotation, 1 to look at" in told


def test_json_has_the_offsets_of_both_sides(folder: Path) -> None:
    status, out, _ = check(folder, "wrong.txt", "--against", "council.txt", "--format", "json")
    [found] = json.loads(out)
    assert status == 1
    assert (found["is_right"], found["words"], found["speaker"]) == (False, "nearly", "another")
    [place] = found["places"]
    assert COUNCIL[place["span"]["start"] : place["span"]["end"]] == place["span"]["text"] == "The river will rise"
    assert place["quote"]["speaker"]["name"] == "Ada Quill"
    [difference] = found["differences"]
    assert (difference["draft"]["text"], difference["source"]["text"]) == ("fall", "rise")


@pytest.mark.parametrize(("form", "begins"), [("html", "<!DOCTYPE html>"), ("json", "["), ("table", " ")])
def test_output_goes_into_a_file(folder: Path, form: str, begins: str) -> None:
    status, out, err = check(folder, "wrong.txt", "--against", "council.txt", "--format", form, "-o", "told")
    assert (status, out, err) == (1, "", "")
    assert (folder / "told").read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!DOCTYPE html>"), ("a.JSON", "["), ("a.txt", " ")])
def test_the_suffix_of_the_output_tells_its_format(folder: Path, name: str, begins: str) -> None:
    assert check(folder, "wrong.txt", "--against", "council.txt", "-o", name) == (1, "", "")
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "told"])
def test_a_suffix_of_another_format_is_refused(folder: Path, name: str) -> None:
    status, out, err = check(folder, "wrong.txt", "--against", "council.txt", "-o", name)
    assert (status, out) == (2, "")
    assert f"{name} does not end in .json, .html, .htm, .txt: give a --format" in err
    assert not (folder / name).exists()


def test_an_output_called_minus_is_standard_output(folder: Path) -> None:
    arguments = ("right.txt", "--against", "council.txt", "bread.txt")
    assert check(folder, *arguments, "-o", "-") == check(folder, *arguments)
    assert not (folder / "-").exists()


def test_sources_are_read_as_the_options_say_and_the_draft_as_what_it_is(folder: Path) -> None:
    (folder / "draft.txt").write_text("“Señor Quill will rise,” said Quill.", encoding="utf-8")
    arguments = ("draft.txt", "--against", "old.txt", "--format", "json")
    (folder / "old.txt").write_bytes('"Señor Quill will rise," said Mayor Ada Quill.'.encode("cp850"))
    assert check(folder, *arguments)[0] == 1
    right = check(folder, *arguments, "--encoding", "cp850")
    assert (right[0], right[2]) == (0, "")
    assert check(folder, *arguments, "--encoding", "cp850", "--workers", "2") == right
    (folder / "rows").write_text(json.dumps({"body": COUNCIL, "key": "council"}) + "\n", encoding="utf-8")
    named = ("--text-field", "body", "--id-field", "key", "--from", "jsonl", "--format", "json")
    (folder / "draft.txt").write_text("“The river will rise,” said Quill.", encoding="utf-8")
    status, out, err = check(folder, "draft.txt", "--against", "rows", *named)
    assert (status, err) == (0, "")
    assert json.loads(out)[0]["places"][0]["source"] == "council"


@pytest.mark.parametrize("wrong", [("--encoding", "latin-9x"), ("--from", "word"), ("--field", "name=x")])
def test_wrong_options_are_told_as_for_extract(folder: Path, wrong: tuple[str, str]) -> None:
    status, _, err = check(folder, "right.txt", "--against", "council.txt", *wrong)
    assert status == 2
    assert f"Invalid value for '{wrong[0]}'" in err


GERMAN = "Der Fluss wird heute Nacht steigen, und niemand kann ihn aufhalten, sagte die Bürgermeisterin am Montag. " * 4


def test_a_source_in_another_language_is_skipped_and_not_bad(folder: Path) -> None:
    (folder / "fluss.txt").write_text(GERMAN, encoding="utf-8")
    status, out, err = check(folder, "right.txt", "--against", "council.txt", "bread.txt", "fluss.txt")
    assert status == 0
    assert err.startswith("quoteattr: fluss.txt: skipped: the text is in German")
    assert "2 quotations, 0 to look at" in out
    arguments = ("right.txt", "--against", "council.txt", "bread.txt", "fluss.txt", "--any-language")
    assert check(folder, *arguments) == (0, out, "")


def test_a_draft_in_another_language_is_told_and_not_right(folder: Path) -> None:
    (folder / "fluss.txt").write_text(GERMAN, encoding="utf-8")
    status, out, err = check(folder, "fluss.txt", "--against", "council.txt")
    assert (status, out) == (1, "")
    assert err.startswith("quoteattr: fluss.txt: skipped: the text is in German")


def test_bad_inputs_go_where_errors_says(folder: Path) -> None:
    arguments = ("right.txt", "--against", "council.txt", "bread.txt", "absent.txt", "--errors", "bad.jsonl")
    status, out, err = check(folder, *arguments)
    assert (status, err) == (1, "")
    assert "2 quotations, 0 to look at" in out
    assert json.loads((folder / "bad.jsonl").read_text(encoding="utf-8")) == {
        "name": "absent.txt",
        "reason": "no such file or directory",
    }


def test_a_draft_from_standard_input(folder: Path) -> None:
    assert check(folder, "-", "--against", "council.txt", stdin=WRONG)[0] == 1


def test_what_cannot_be_read_is_told(folder: Path) -> None:
    status, out, err = check(folder, "right.txt", "--against", "council.txt", "bread.txt", "absent.txt")
    assert (status, err) == (1, "quoteattr: absent.txt: no such file or directory\n")
    assert "2 quotations, 0 to look at" in out
    assert check(folder, "absent.txt", "--against", "council.txt") == (
        1,
        "",
        "quoteattr: absent.txt: no such file or directory\n",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("right.txt",), "Missing option '--against'"),
        (("all.jsonl", "--against", "council.txt"), "all.jsonl holds several texts; a draft is one"),
        (("right.txt", "--against", "council.txt", "-o", "council.txt"), "council.txt"),
        (("-", "--against", "-"), "- is the draft and a source; standard input is one of them"),
    ],
)
def test_wrong_usage_is_status_2(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    status, out, err = check(folder, *arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert (folder / "council.txt").read_text(encoding="utf-8") == COUNCIL


@pytest.mark.parametrize("against", [".", "*.txt"])
def test_no_source_is_overwritten_whatever_names_it(folder: Path, against: str) -> None:
    before = (folder / "council.txt").read_bytes()
    status, _out, err = check(folder, "right.txt", "--against", against, "-o", "council.txt", "--force")
    assert status == 2
    assert "is one of the inputs" in err
    assert (folder / "council.txt").read_bytes() == before
