"""What OpenAPI says of the server beyond what FastAPI finds out by itself: the records, and why there is no answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quoteattr.types import Article

DESCRIPTION = (
    "Send a text or the HTML of a page: back come its quotations and their speakers, as Article.to_dict has them."
)

_WHY = {
    403: "The request comes from a page of another server.",
    408: "The request did not come in in time.",
    413: "The text is too long.",
    415: "The request is no JSON.",
    421: "The server is not known by the name that the request calls it.",
    422: "A field is missing, unknown or of the wrong type; an option is wrong; there is no main text in the page.",
    500: "Something went wrong with the text.",
    501: "What reads pages is not installed.",
    503: "All processes are at work: try again.",
    504: "The text could not be read in time.",
}
_WHERE = "#/components/schemas/"

ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The article.",
        "content": {"application/json": {"schema": {"$ref": f"{_WHERE}Article"}}},
    },
    **{
        status: {
            "description": told,
            "content": {"application/json": {"schema": {"$ref": f"{_WHERE}Refusal"}}},
        }
        for status, told in _WHY.items()
    },
}
"""Of ``POST /extract``, by status."""


def complete(described: dict[str, Any]) -> dict[str, Any]:
    """The description with the schemas to which :data:`ANSWERS` refer."""
    article = _moved(Article.json_schema())
    article.pop("$schema")
    told = {"type": "string", "description": "Why there is no answer, in one line."}
    refusal = {"type": "object", "properties": {"detail": told}, "required": ["detail"]}
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    schemas |= {**article.pop("$defs"), "Article": article, "Refusal": refusal}
    return described


def _moved(schema: Any) -> Any:
    """A schema whose references lead to where OpenAPI keeps schemas."""
    if isinstance(schema, Mapping):
        return {name: _moved(value) for name, value in schema.items()}
    if isinstance(schema, list):
        return [_moved(value) for value in schema]
    return schema.replace("#/$defs/", _WHERE) if isinstance(schema, str) else schema
