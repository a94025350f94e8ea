"""What a caller hands over: a slip is refused by type checkers and told with advice when the program runs."""

from __future__ import annotations

import importlib.util
import inspect
import os
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoteattr import ConfigError, explain, extract_many, extract_quotes, parse
from quoteattr.arguments import checked

ROOT = Path(__file__).parents[1]
TEXT = "“It rained,” said Ann Lee."
READERS: tuple[Callable[..., Any], ...] = (extract_quotes, parse, explain)
each_reader = pytest.mark.parametrize("function", READERS)

USER_CODE = """
from quoteattr import Config, explain, extract_many, extract_quotes, parse

names = {"Ann Lee"}
config = Config(cues=["frobbed"], speakers=names, rules_off=iter(["colon"]), skip=(name for name in names))
reveal_type(config.cues)
reveal_type(parse("It rained.", indirect=True, config=config))
reveal_type(extract_quotes("It rained.", indirect=True, config=config))
reveal_type(explain(text="It rained."))
reveal_type(extract_many(["It rained."], workers=2))
parse("It rained.", indirct=True)
extract_quotes("It rained.", konfig=config)
explain("It rained.", indirect="yes")
parse(b"It rained.")
parse("It rained.", True)
extract_many(["It rained."], wokers=2)
Config(cues=[7])
Config(cue=["frobbed"])
"""
REVEALED = [
    "tuple[str, ...]",
    "quoteattr.types.Article",
    "list[quoteattr.types.Quote]",
    "quoteattr.types.Explanation",
    "Iterator[list[quoteattr.types.Quote] | quoteattr.many.ExtractError]",
]
REFUSED = [
    '11: Unexpected keyword argument "indirct" for "parse"; did you mean "indirect"?',
    '12: Unexpected keyword argument "konfig" for "extract_quotes"; did you mean "config"?',
    '13: Argument "indirect" to "explain" has incompatible type "str"; expected "bool"',
    '14: Argument 1 to "parse" has incompatible type "bytes"; expected "str"',
    '15: Too many positional arguments for "parse"',
    '16: Unexpected keyword argument "wokers" for "extract_many"; did you mean "workers"?',
    '17: List item 0 has incompatible type "int"; expected "str"',
    '18: Unexpected keyword argument "cue" for "Config"; did you mean "cues"?',
]


@pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")
def test_a_type_checker_refuses_a_slip(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(USER_CODE, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "user.py"]
    environment = {"MYPYPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    told = [line.removeprefix("user.py:") for line in done.stdout.splitlines() if line.startswith("user.py:")]
    revealed = [line.split('"')[1] for line in told if "Revealed type" in line]
    plain = [name.replace("builtins.", "").replace("typing.", "").replace("collections.abc.", "") for name in revealed]
    assert [name.removeprefix("def ") for name in plain] == REVEALED, done.stdout
    refused = [line.replace(" error:", "").rpartition("  [")[0] for line in told if " error:" in line]
    assert refused == REFUSED, done.stdout + done.stderr


@pytest.mark.parametrize("function", [*READERS, extract_many])
def test_a_misspelt_option_is_told_with_the_nearest(function: Callable[..., Any]) -> None:
    with pytest.raises(ConfigError, match=r"^there is no option 'indirct'; did you mean 'indirect'\?$"):
        function(TEXT, indirct=True)
    with pytest.raises(ConfigError, match=r"^there is no option 'zz'$"):
        function(TEXT, zz=1, indirct=True)


@pytest.mark.parametrize("function", [*READERS, extract_many])
def test_a_function_shows_its_own_signature(function: Callable[..., Any]) -> None:
    shown = inspect.signature(function)
    assert "config" in shown.parameters
    assert {each.kind for each in shown.parameters.values()} <= {
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        inspect.Parameter.KEYWORD_ONLY,
    }
    assert pickle.loads(pickle.dumps(function)) is function
    assert function.__doc__


class File:
    """Something that is read."""

    def read(self) -> str:
        return TEXT


class Folder:
    """Something that names a file."""

    def __fspath__(self) -> str:
        return "news/rain.txt"


@each_reader
@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (TEXT.encode(), "not bytes; decode bytes first: text.decode('utf-8')"),
        (bytearray(b"It"), "not bytearray; decode bytes first: text.decode('utf-8')"),
        (Folder(), "not Folder; read the file first: path.read_text(encoding='utf-8')"),
        (None, "not NoneType; an article without a text has no quotes: leave it out, or pass ''"),
        (7, "not int; a number is no article; an index goes into the list: texts[index]"),
        (float("nan"), "not float; a number is no article; a missing value of a table (NaN) is left out first"),
        ([TEXT, TEXT], "not list; one text a call; many are read by extract_many(texts)"),
        (iter([TEXT]), "not list_iterator; one text a call; many are read by extract_many(texts)"),
        ({"text": TEXT}, "not dict; pass the text in it, such as article['text']"),
        (File(), "not File; pass what is in the file: file.read()"),
        (object(), "not object"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_text_is_told_what_to_do(function: Callable[..., Any], text: object, advice: str) -> None:
    with pytest.raises(TypeError) as caught:
        function(text)
    assert str(caught.value) == f"text: a str is needed, {advice}"


def test_a_path_is_told_by_the_class_of_the_machine() -> None:
    with pytest.raises(TypeError, match=r"^text: a str is needed, not \w+Path; read the file first: path\.read_text\("):
        parse(Path("rain.txt"))  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "rain.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@each_reader
def test_the_name_of_a_file_is_told(function: Callable[..., Any], folder: Path) -> None:
    with pytest.warns(UserWarning, match=r"^text: 'news/rain.txt' is a file, and its name was read .*Path\(") as told:
        function("news/rain.txt")
    assert [warning.filename for warning in told] == [__file__], "of the caller's line, not of one of ours"


def test_the_name_of_a_folder_is_told(folder: Path) -> None:
    with pytest.warns(UserWarning, match=r"^text: 'news' is a folder, .*quoteattr extract"):
        parse("news")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        ".",
        "/",
        "news/snow.txt",
        "news/rain.txt\n",
        "a\0b",
        "\ud800",
        "news/" + "r" * 250 + ".txt",
        "x" * 5000,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_an_ordinary_text_is_told_nothing(text: str, folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parse(text)


@pytest.mark.parametrize("text", ["x" * 261, f"{TEXT}\n{TEXT}", r"\\mill\share", "//mill/share", r"\/mill"])
def test_no_file_is_asked_for_where_none_can_be_meant(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(os.path, "exists", asked.append)
    checked(text, False, None)
    assert asked == []
