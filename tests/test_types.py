"""The records themselves: frozen, slotted, typed."""

from __future__ import annotations

import ast
import dataclasses
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from quoteattr.types import Article, Gender, GenderValue, Quote, QuoteKind, Record, Span, Speaker, SpeakerKind

SPAN = Span(0, 4, "Rain")
SPEAKER = Speaker("Ada Quill", SpeakerKind.PERSON)
QUOTE = Quote(QuoteKind.DIRECT, (SPAN,))
ARTICLE = Article("Rain", (QUOTE,), ())
RECORDS = [SPAN, Gender(), SPEAKER, QUOTE, ARTICLE]
each_record = pytest.mark.parametrize("made", RECORDS, ids=lambda made: type(made).__name__)

USER_CODE = """
from quoteattr.types import Article, Quote, QuoteKind, Span

span = Span(0, 4, "Rain")
quote: Quote = Quote.from_json(Quote(QuoteKind.DIRECT, (span,)).to_json(indent=2))
reveal_type(Quote.from_dict({}))
reveal_type(quote.to_dict())
reveal_type(quote.to_json())
reveal_type(Article.from_json(b"{}").quotes[0].text)
reveal_type(Article.schema())
Quote.from_json(7)
span.start = 3
"""


def test_records_import_nothing_of_the_house_but_errors() -> None:
    source = importlib.util.find_spec("quoteattr.types").origin  # type: ignore[union-attr]
    tree = ast.parse(Path(source).read_text(encoding="utf-8"))  # type: ignore[arg-type]
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {name for name in imported if name and name.startswith("quoteattr")} == {"quoteattr.errors"}


@each_record
def test_has_slots_only(made: Record) -> None:
    assert not hasattr(made, "__dict__")


@each_record
def test_is_frozen(made: Record) -> None:
    name = dataclasses.fields(made)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, name, None)


@each_record
def test_is_hashable_and_equal_by_value(made: Record) -> None:
    assert len({made, dataclasses.replace(made)}) == 1  # type: ignore[type-var]


def test_text_of_a_quote_joins_its_spans() -> None:
    quote = Quote(QuoteKind.DIRECT, (Span(1, 3, "It"), Span(9, 14, "rains")))
    assert quote.text == "It rains"


def test_enums_are_their_values() -> None:
    assert QuoteKind.MIXED == "mixed"
    assert SpeakerKind("group") is SpeakerKind.GROUP
    assert Gender().value is GenderValue.UNKNOWN


def test_a_hint_without_a_converter_is_refused() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Odd(Record):
        value: complex

    Odd.__annotations__["value"] = complex
    with pytest.raises(TypeError, match="complex"):
        Odd.from_dict({"value": 1})


@pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")
def test_user_code_is_typed(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(USER_CODE, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "user.py"]
    root = Path(__file__).parents[1]
    done = subprocess.run(
        command, cwd=tmp_path, env={"MYPYPATH": str(root)}, capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("user.py")]
    revealed = [line.split('"')[1] for line in lines if "Revealed type" in line]
    errors = [line.split(": ", 2)[0] + line[line.rindex("[") :] for line in lines if ": error:" in line]
    assert revealed[0] == "quoteattr.types.Quote"
    assert revealed[1].replace("builtins.", "") == "dict[str, Any]"
    assert [name.removeprefix("builtins.") for name in revealed[2:4]] == ["str", "str"]
    assert revealed[4].endswith("[quoteattr.types.Article]")
    assert errors == ["user.py:11[arg-type]", "user.py:12[misc]"], done.stdout + done.stderr
