"""``python -m quoteattr``: the command, in the Python of one's choice and without a script on the path."""

from __future__ import annotations

import sys

from quoteattr.cli import main

if __name__ == "__main__":
    sys.exit(main())
