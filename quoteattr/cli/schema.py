"""``quoteattr schema``: the JSON Schema of what the command writes and ``from_json`` reads. Needs no extra."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from quoteattr import types
from quoteattr.base import Record
from quoteattr.cli.ending import prepare_output

_DESCRIPTION = "Print the JSON Schema (2020-12) of a record: of an article, with all that is in it, or of a part."
_OF_AN_ARTICLE = (types.Article, types.Quote, types.Speaker, types.Span, types.Gender)
_OF_AN_EXPLANATION = (types.Explanation, types.Tried, types.Decision, types.Option, types.Reason)
_RECORDS: dict[str, type[Record]] = {each.__name__: each for each in (*_OF_AN_ARTICLE, *_OF_AN_EXPLANATION)}


def run(arguments: Sequence[str]) -> int:
    """Print a schema; the exit status: 0 (2 for a record that does not exist)."""
    options = _parser().parse_args(arguments)
    prepare_output(as_json=True)
    print(json.dumps(_RECORDS[options.record].json_schema(), ensure_ascii=False, indent=2))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quoteattr schema", description=_DESCRIPTION)
    parser.add_argument("record", nargs="?", choices=_RECORDS, default="Article", help="Article unless said otherwise")
    return parser
