"""``python -m quoteattr FILE…``: who said what in each file, with nothing installed but the package."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from collections.abc import Sequence

from quoteattr import parse
from quoteattr.cli.console import UnreadableInput, lines, read_text, visible
from quoteattr.types import Article

_DESCRIPTION = "Print who said what in each news article: speaker, cue, kind and rule, and the words below."
_JSON_HELP = """the records as JSON: for one FILE the article, which Article.from_json reads; for several one object
a line, {"file": NAME, "article": {…}}"""
_EPILOG = """A file that cannot be read or is not UTF-8 is named on standard error, the others are done, and the exit
status is 1. Files of other formats are for the command quoteattr (pip install "quoteattr[cli]")."""

_WIDTH = 100  # columns, where the output goes to no terminal and COLUMNS does not say
_NARROWEST = 20
_INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status: 0, or 1 when a file could not be read (2 for wrong options)."""
    options = _parser().parse_args(arguments)
    _prepare_output(as_json=options.json)
    status = 0
    try:
        for name in options.files:
            try:
                text = read_text(name)
            except UnreadableInput as error:
                print(f"quoteattr: {visible(name)}: {error}", file=sys.stderr)
                status = 1
                continue
            article = parse(text, indirect=options.indirect)
            several = len(options.files) > 1
            print(_json(article, name, several) if options.json else _readable(article, name, several), flush=True)
    except BrokenPipeError:  # the reader has seen enough, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at exit
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _readable(article: Article, name: str, several: bool) -> str:
    header = [f"==> {visible(name)} <=="] if several else []
    footer = [""] if several else []
    columns = max(shutil.get_terminal_size((_WIDTH, 0)).columns, _NARROWEST)
    return "\n".join([*header, *lines(article, columns), *footer])


def _json(article: Article, name: str, several: bool) -> str:
    return f'{{"file": {json.dumps(name)}, "article": {article.to_json()}}}' if several else article.to_json()


def _prepare_output(*, as_json: bool) -> None:
    """JSON is UTF-8 everywhere; a terminal that cannot show a character gets its number instead of an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quoteattr", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a text file in UTF-8, or - for standard input")
    parser.add_argument("--indirect", action="store_true", help="reported speech without quotation marks, too")
    parser.add_argument("--json", action="store_true", help=_JSON_HELP)
    return parser


if __name__ == "__main__":
    sys.exit(main())
