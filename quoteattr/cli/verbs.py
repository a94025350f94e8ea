"""The verbs of the command, each with what it needs: known before any of them is imported."""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """Something that the command does beside reading files."""

    summary: str
    extra: str = ""
    """The extra that brings what it needs; none for what the core can do."""
    libraries: tuple[str, ...] = ()
    """The libraries of this extra."""


_CLI = ("cli", ("click", "rich", "filelock"))

VERBS: dict[str, Verb] = {
    "levels": Verb("a sentence level by level: words, classes, chunks, clauses, cues, proposals, and what was chosen"),
    "schema": Verb("the JSON Schema of the records, for programs that read them"),
    "extract": Verb("quotes of many inputs, of many formats, in many formats", *_CLI),
    "check": Verb("the quotations of a draft against its sources", "check", (*_CLI[1], "rapidfuzz")),
    "search": Verb("what was said, found in an archive of quotations", "archive", (*_CLI[1], "sqlite_utils")),
    "serve": Verb(
        "a page to paste an article into, and an address for programs", "serve", (*_CLI[1], "fastapi", "uvicorn")
    ),
    "stats": Verb("who is quoted how often", *_CLI),
}
"""By the first word of the command line."""
