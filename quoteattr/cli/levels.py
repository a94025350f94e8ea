"""``quoteattr levels``: sentences level by level, which is how a rule is written. Needs no extra."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from quoteattr.cli.ending import failed
from quoteattr.cli.inputs.files import STDIN, read_text
from quoteattr.cli.inputs.trouble import UnreadableInput
from quoteattr.cli.plain import columns

_DESCRIPTION = "Print a text level by level: words, classes, chunks, clauses, cues, proposals, and what was chosen."
_TEXT_HELP = "one sentence or several; several TEXT are read each for itself, - is standard input"


def run(arguments: Sequence[str]) -> int:
    """Print the levels of each text; the exit status: 0, or 1 when standard input is no text."""
    from quoteattr.levels import level_lines, read_levels

    options = _parser().parse_args(arguments)
    try:
        texts = [read_text(STDIN) if text == STDIN else text for text in options.texts]
    except UnreadableInput as error:
        return failed(f"{STDIN}: {error}")
    for number, text in enumerate(texts):
        if number:
            print()
        for line in level_lines(read_levels(text), columns()):
            print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quoteattr levels", description=_DESCRIPTION)
    parser.add_argument("texts", nargs="+", metavar="TEXT", help=_TEXT_HELP)
    return parser
