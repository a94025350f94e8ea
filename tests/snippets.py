"""Running what README and docs show: snippets and commands, in a copy of what they name, one process each."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUCKET = "s3a://bucket/"
"""Where the examples for clusters keep their tables; a folder takes its place."""

_BLOCK = re.compile(r'^( *)```(\w+)(?: title="([^"]+)")?\n(.*?)^ *```$', re.MULTILINE | re.DOTALL)
_EXTRAS = {
    "pandas": ("pandas",),
    "frames": ("narwhals", "polars"),
    "spacy": ("spacy",),
    "spark": ("pyspark", "pyarrow", "pandas"),
    "cli": ("click", "rich", "filelock"),
    "archive": ("sqlite_utils", "click", "rich", "filelock"),
    "check": ("rapidfuzz", "click", "rich", "filelock"),
    "serve": ("fastapi", "uvicorn", "click", "rich", "filelock"),
    "test": ("pytest", "hypothesis"),
}
_ARTICLE = "“It rained all week,” said Ann Lee, a farmer.\n"
_STANDOFF = "T1\tSource 27 34\tAnn Lee\nT2\tCue 22 26\tsaid\nT3\tContent 0 21\t“It rained all week,”\n"
_EVENT = "T4\tAttribution 22 26\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
_LAUNCHER = "import sys; from quoteattr.cli import main; sys.exit(main())"


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: str
    language: str
    title: str
    content: str

    @property
    def commands(self) -> list[str]:
        return self.content.splitlines() if self.language == "sh" else []


def blocks(path: Path) -> list[Block]:
    """The fenced blocks of a page, those in lists without their indent."""
    found = _BLOCK.findall(path.read_text(encoding="utf-8"))
    return [
        Block(path.name, language, title, re.sub(rf"^{indent}", "", content, flags=re.MULTILINE))
        for indent, language, title, content in found
    ]


def require_extra(text: str) -> None:
    """Skip where an extra that the snippet or command needs is not installed."""
    needed = [
        extra for extra in ("pandas", "frames", "spacy", "spark") if re.search(rf"integrations\.{extra}|{extra}-", text)
    ]
    needed += ["spark"] if "benchmarks.spark" in text else []
    needed += ["cli"] if re.match(r"(python -m )?quoteattr (extract|stats)\b", text) else []
    needed += (
        ["check"] if re.match(r"quoteattr check\b|.*benchmarks\.checking", text) or "quoteattr.checking" in text else []
    )
    needed += ["archive"] if re.search(r"quotes\.db|quoteattr\.archive|benchmarks\.archive", text) else []
    needed += ["serve"] if re.match(r"quoteattr serve\b", text) or "quoteattr.serve" in text else []
    needed += ["test"] if "-m pytest" in text else []
    for extra in needed:
        for module in _EXTRAS[extra]:
            if find_spec(module) is None:
                pytest.skip(f"needs the extra {extra}: {module} is not installed")
        if extra == "spark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
            pytest.skip("Spark needs Java")


def workspace(folder: Path) -> Path:
    """Fill a folder with what the examples name: seeds, tests, an archive, a corpus of one article."""
    for name in ("seeds", "tests", "quoteattr", "scripts", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    row = {"url": "https://example.org/rain", "body": _ARTICLE, "paper": "The Tarn Echo"}
    record = json.dumps(row, ensure_ascii=False)
    (folder / "archive.jsonl").write_text(f"{record}\n", encoding="utf-8")
    (folder / "people.csv").write_text("name,gender\nBen Wallace,male\n", encoding="utf-8")
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "old.txt").write_bytes(_ARTICLE.encode("cp1252"))
    (inbox / "archive.jsonl.gz").write_bytes(gzip.compress(record.encode()))
    (inbox / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    split = folder / "PolNeAR" / "data" / "train"
    for name, content in (("text/rain.txt", _ARTICLE), ("attributions/rain_1.ann", _STANDOFF + _EVENT)):
        (split / name).parent.mkdir(parents=True)
        (split / name).write_text(content, encoding="utf-8")
    return folder


def run_python(snippet: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a snippet as a script; it must succeed."""
    require_extra(snippet)
    script = folder / "snippet.py"
    script.write_text(_in_reach(snippet, folder), encoding="utf-8")
    return _run([sys.executable, str(script)], folder)


def run_command(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line without pipes; it must succeed."""
    require_extra(command)
    program, *arguments = shlex.split(command)
    if program == "spark-submit":
        _in_reach(BUCKET, folder)
        spark = find_spec("pyspark")
        assert spark is not None
        assert spark.origin is not None
        return _run([str(Path(spark.origin).with_name("bin") / program), *arguments], folder)
    launcher = {"python": [], "quoteattr": ["-c", _LAUNCHER]}
    return _run([sys.executable, *launcher[program], *arguments], folder)


def _in_reach(text: str, folder: Path) -> str:
    """The text with a folder in the place of the object store, and articles in it."""
    if BUCKET not in text:
        return text
    articles = folder / "bucket" / "articles"
    if not articles.exists():
        import pyarrow as pa
        from pyarrow import parquet

        articles.mkdir(parents=True)
        table = {"url": ["https://example.org/rain", "https://example.org/none"], "body": [_ARTICLE, None]}
        parquet.write_table(pa.table(table), articles / "part-0.parquet")
    return text.replace(BUCKET, f"{folder / 'bucket'}/")


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "100",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done
