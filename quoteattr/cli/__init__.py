"""The ``quoteattr`` command (extra ``cli``): many inputs of many formats in, quotes in many formats out."""

from __future__ import annotations

import sys

from quoteattr.integrations.extras import MissingExtraError, require


def main() -> None:
    """The console script: never returns, exits."""
    try:
        for library in ("click", "rich"):
            require(library, "cli")
    except MissingExtraError as error:
        print(f"quoteattr: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    from quoteattr.cli.commands import cli

    cli(prog_name="quoteattr")
