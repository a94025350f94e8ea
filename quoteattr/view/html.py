"""Elements of HTML: the one place where text becomes markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

# What HTML cannot hold: control characters and lone surrogates.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_VOID = frozenset({"meta", "input"})


class Html(str):
    """Markup that is safe to show; a plain ``str`` is text that is not yet escaped."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Text as markup, in content and in attributes. The one place where text becomes HTML."""
    return Html(html.escape(_UNPRINTABLE.sub("\ufffd", text)).replace("\r", "&#13;"))  # a parser drops a bare CR


def element(tag: str, *children: str | Iterable[str], **attributes: str | int | float | bool | None) -> Html:
    """An element; text among the children and in the attributes is escaped.

    An attribute that is None or False is left out, one that is True has no value. ``class_`` stands for ``class``,
    ``data_note`` for ``data-note``.
    """
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    inner = "".join(_markup(child) for child in children)
    end = "" if tag in _VOID else f"</{tag}>"
    return Html(f"<{tag}{written}>{inner}{end}")


def _attribute(name: str, value: str | int | float | bool | None) -> str:
    key = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {key}" if value is True else f' {key}="{escape(str(value))}"'


def _markup(child: str | Iterable[str]) -> str:
    if isinstance(child, Html):
        return child
    return escape(child) if isinstance(child, str) else "".join(_markup(each) for each in child)
