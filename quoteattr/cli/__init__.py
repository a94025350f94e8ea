"""The command, ``quoteattr`` or ``python -m quoteattr``: reads files by itself, and does more by its verbs.

A verb is the first word of the command line, and nothing else is: whatever other word stands first is a file or an
option, so that ``./extract`` and ``-- extract`` are files. Reading files, ``levels`` and ``schema`` run on the core;
the other verbs say in one line which extra brings what they need.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from quoteattr.cli.ending import WRONG_USAGE, ended, failed, prepare_output, terminated_in_order
from quoteattr.cli.verbs import VERBS, Verb
from quoteattr.integrations.extras import MissingExtraError, require


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status: 0, 1 when something failed, 2 for what is wrong on the command line."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    return ended(lambda: _run(words))


def _run(words: list[str]) -> int:
    prepare_output()
    verb = VERBS.get(words[0]) if words else None
    if verb is None:
        from quoteattr.cli import plain

        return plain.run(words)
    missing = _missing(verb)
    if missing is not None:
        return failed(missing, WRONG_USAGE)
    return _with_extra(words) if verb.extra else _on_the_core(words)


def _missing(verb: Verb) -> str | None:
    """What to install before the verb can run, in one line."""
    try:
        for library in verb.libraries:
            require(library, verb.extra)
    except MissingExtraError as error:
        return str(error)
    return None


def _on_the_core(words: list[str]) -> int:
    from quoteattr.cli import levels, schema

    verbs = {"levels": levels.run, "schema": schema.run}
    return verbs[words[0]](words[1:])


def _with_extra(words: list[str]) -> int:
    from quoteattr.cli.commands import cli

    with terminated_in_order():
        cli.main(words, prog_name="quoteattr")
    return 0
