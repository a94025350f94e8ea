"""What a notebook keeps of an article that is the last line of a cell: the text once, however it is shown."""

from __future__ import annotations

import html
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from quoteattr import parse

ROOT = Path(__file__).parents[2]
UNMARKED = " stood still for a week, as it had not since the flood that took the old bridge."
PARAGRAPH = f"“It rained,” said Ann Lee. The mill in Tarn{UNMARKED}"
CELLS = ["from quoteattr import parse", f"article = parse({PARAGRAPH!r})", "article", "article.quotes"]


def copies(stored: str, words: str) -> int:
    """How often words stand in what is stored, however they are escaped there."""
    return html.unescape(html.unescape(stored)).count(words)


def test_one_copy_is_shown() -> None:
    article = parse(PARAGRAPH)
    assert copies(article._repr_html_(), UNMARKED) == 1
    assert len(repr(article)) < 100
    assert UNMARKED not in repr(article)


@pytest.mark.skipif(
    any(find_spec(module) is None for module in ("nbclient", "nbformat", "ipykernel")), reason="needs Jupyter"
)
def test_a_notebook_that_was_run_stores_one_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(tmp_path)}}).execute()
    *_, shown, listed = (cell["outputs"] for cell in notebook["cells"])
    [bundle] = [output["data"] for output in shown]
    assert set(bundle) == {"text/plain", "text/html"}
    assert copies(json.dumps(bundle), UNMARKED) == 1
    [bundle] = [output["data"] for output in listed]
    assert set(bundle) == {"text/plain"}
    assert len(bundle["text/plain"]) < 200
