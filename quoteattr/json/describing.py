"""The JSON Schema (2020-12) of a record: what ``to_dict`` writes and ``from_dict`` reads, told to other programs."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Any

from quoteattr.json.hints import item, optional, typed_fields

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_INDEX = {"type": ["integer", "null"], "minimum": 0}
_SCALARS = {int: "integer", str: "string", float: "number"}
_MARKUP = re.compile(r"``(.*?)``|:\w+:`(?:~[\w.]*?(\w+)|([^`~]+))`|\*(“.*?)\*")
"""Of docstrings: code, references, and what is said, in italics."""


def json_schema(cls: Any) -> dict[str, Any]:
    """The schema of a class of records, with one definition for each class inside; see ``Record.json_schema``."""
    definitions: dict[str, dict[str, Any]] = {}
    described = _record(cls, definitions)
    schema = {"$schema": DIALECT, "title": cls.__name__, **described}
    return {**schema, "$defs": dict(sorted(definitions.items()))} if definitions else schema


def _record(cls: Any, definitions: dict[str, dict[str, Any]], indexed: tuple[str, str] | None = None) -> dict[str, Any]:
    """An object with the fields of a class and the properties that are written beside them.

    Of ``indexed``, a field is an index into the list of that name.
    """
    known = typed_fields(cls)
    told = _told(cls)
    properties: dict[str, Any] = {name: _with_text({"type": "string"}, told.get(name, "")) for name in cls._computed}
    for each in known:
        text = told.get(each.name, "")
        if indexed and each.name == indexed[0]:
            properties[each.name] = _with_text(_INDEX, f"An index into {indexed[1]}. {text}".rstrip())
        else:
            properties[each.name] = _with_text(_field(cls, each.name, each.type, definitions), text)
    required = [each.name for each in known if each.default is each.default_factory is MISSING]
    return {
        **_with_text({}, _plain(cls.__doc__)),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field(cls: Any, name: str, hint: Any, definitions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if name in cls._indexed:
        inner = item(hint)
        defined = _defined(f"{inner.__name__}Of{cls.__name__}", inner, definitions, cls._indexed[name])
        return {"type": "array", "items": defined}
    least, most = cls._bounds.get(name, (None, None))
    bounds = {key: bound for key, bound in (("minimum", least), ("maximum", most)) if bound is not None}
    return _value(hint, definitions) | bounds


def _value(hint: Any, definitions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Values with this type hint."""
    if (inner := item(hint)) is not None:
        return {"type": "array", "items": _value(inner, definitions)}
    if (inner := optional(hint)) is not None:
        value = _value(inner, definitions)
        return {"type": [value["type"], "null"]} if inner in _SCALARS else {"anyOf": [value, {"type": "null"}]}
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if issubclass(hint, Enum):
        return _with_text({"type": "string", "enum": [member.value for member in hint]}, _plain(hint.__doc__))
    return _defined(hint.__name__, hint, definitions)


def _defined(
    name: str, cls: Any, definitions: dict[str, dict[str, Any]], indexed: tuple[str, str] | None = None
) -> dict[str, Any]:
    """A reference to a class of records, which is defined where it is met first."""
    if name not in definitions:
        definitions[name] = {}  # known before what is inside of it is asked for
        definitions[name] = _record(cls, definitions, indexed)
    return {"$ref": f"#/$defs/{name}"}


# What the docstrings say


def _with_text(value: dict[str, Any], text: str) -> dict[str, Any]:
    return {**value, "description": text} if text else value


@cache
def _told(cls: Any) -> dict[str, str]:
    """What stands below each field in the source, and in each property; nothing where there is no source."""
    try:
        [tree] = ast.parse(inspect.getsource(cls)).body
    except (OSError, TypeError):
        return {}
    assert isinstance(tree, ast.ClassDef)
    return dict(_documented(tree))


def _documented(tree: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for node, behind in pairwise([*tree.body, ast.Pass()]):
        if isinstance(node, ast.FunctionDef):
            yield node.name, _plain(ast.get_docstring(node))
        elif isinstance(node, ast.AnnAssign) and isinstance(behind, ast.Expr) and isinstance(node.target, ast.Name):
            yield node.target.id, _plain(ast.literal_eval(behind.value))


def _plain(text: str | None) -> str:
    """The first paragraph of a docstring, without its markup."""
    first = (text or "").strip().partition("\n\n")[0]
    words = " ".join(first.split())
    return _MARKUP.sub(lambda found: next(group for group in found.groups() if group is not None), words)
