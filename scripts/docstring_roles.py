"""For mkdocstrings: the roles of the docstrings, as in ``:func:`parse```, shown as code; see ``mkdocs.yml``."""

from __future__ import annotations

import re
from typing import Any

import griffe

_ROLE = re.compile(r":\w+:`(?:~[\w.]*?(\w+)|([^`~]+))`")


class DocstringRoles(griffe.Extension):
    """Markdown in the place of each role; ``~`` leaves the last part of a name, as in Sphinx."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring is not None:
            obj.docstring.value = _ROLE.sub(lambda role: f"`{role[1] or role[2]}`", obj.docstring.value)
