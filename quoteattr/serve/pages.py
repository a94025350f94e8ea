"""The pages of the server: where a text is pasted, what is told in the place of a view, and how programs ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from quoteattr.view.html import Html, element
from quoteattr.view.shell import data, page, policy

_NO_SCRIPT = Html("")
_NOT_IN_FRAMES = "frame-ancestors 'none'"
_IN_OUR_FRAME = "frame-ancestors 'self'; sandbox"
_RIGHTS = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""Of a view in the page: its own script, and links in a window of their own; nothing of the page around it."""


class Served(NamedTuple):
    """A page as it is sent."""

    body: bytes
    policy: str

    @property
    def headers(self) -> dict[str, str]:
        return {"content-type": "text/html; charset=utf-8", "content-security-policy": self.policy}


def view_policy() -> str:
    """What a view may do, which is sent with it."""
    return f"{policy(data('view.css'), data('view.js'))}; {_IN_OUR_FRAME} {_RIGHTS}"


# --- the page with the box ----------------------------------------------------------------------------------------


@cache
def paste_page(most: int) -> Served:
    """A box to paste a text or a page into, of at most so many bytes, and the frame that shows the view."""
    body = (
        element("a", "Skip to the view", href="#view", class_="skip"),
        element("header", element("h1", "Who said what"), element("p", *_about()), class_="masthead"),
        element("main", _form(most), _frame(), class_="paste"),
    )
    return _served("Who said what", body, script=data("serve.js"), serves=True)


def _about() -> Iterable[Html | str]:
    yield "Paste an article. The machine that this page comes from reads it, stores nothing and follows no link. "
    yield element("a", "For programs", href="docs")


def _form(most: int) -> Html:
    return element(
        "form",
        element("label", "Text, or the HTML of a page", for_="input", class_="title"),
        element(
            "textarea",
            id="input",
            name="input",
            required=True,
            spellcheck="false",
            autocomplete="off",
            dir="auto",
            aria_describedby="keys",
        ),
        element("label", "Read it as ", _kinds(), class_="choice"),
        element("fieldset", element("legend", "Options"), list(_boxes())),
        element(
            "div",
            element("button", "Show who said what", type="submit"),
            element("span", "or Ctrl and Enter", id="keys", class_="role"),
            class_="send",
        ),
        element("p", id="status", role="status"),
        id="paste",
        action="view",
        method="post",
        target="view",
        data_most=most,
    )


def _kinds() -> Html:
    kinds = {"": "what it looks like", "text": "text", "html": "the HTML of a page"}
    return element("select", [element("option", told, value=kind) for kind, told in kinds.items()], name="kind")


def _boxes() -> Iterator[Html]:
    boxes = {
        "indirect": "Reported speech without quotation marks, too",
        "explain": "Tell who else was proposed, and why",
        "foreign": "Read it even if it is not English",
    }
    for name, told in boxes.items():
        yield element("label", element("input", type="checkbox", name=name, value="yes"), f" {told}")


def _frame() -> Html:
    frame = element("iframe", name="view", src="view", title="The article with its quotations", sandbox=_RIGHTS)
    return element("section", frame, id="view", aria_label="View", tabindex=-1)


# --- what the frame shows beside views ----------------------------------------------------------------------------


@cache
def empty_page() -> Served:
    """What the frame shows before anything is pasted."""
    told = element("p", "Here you will see the article, with each quotation in the colour of its speaker.")
    return _framed("Nothing pasted yet", told)


def refusal_page(told: str) -> Served:
    """Why there is no view."""
    return _framed("No view", element("p", f"{told[:1].upper()}{told[1:]}.", role="alert"))


def _framed(title: str, told: Html) -> Served:
    body = (element("main", element("h1", title), told, class_="instead"),)
    return _served(title, body, frame=f"{_IN_OUR_FRAME} allow-scripts")


def _served(
    title: str,
    body: Iterable[Html],
    *,
    script: Html = _NO_SCRIPT,
    serves: bool = False,
    frame: str = _NOT_IN_FRAMES,
) -> Served:
    style = Html(data("view.css") + data("serve.css"))
    markup = page(title, body, style=style, script=script, serves=serves)
    return Served(markup.encode("utf-8", "replace"), f"{policy(style, script, serves=serves)}; {frame}")


# --- how programs ask ---------------------------------------------------------------------------------------------


def docs_page(described: Mapping[str, Any]) -> Served:
    """What the OpenAPI description says of ``POST /extract``, for people, without anything from elsewhere."""
    asked = described["paths"]["/extract"]["post"]
    body = (
        element(
            "header",
            element("a", "Paste a text", href=".", class_="back"),
            element("h1", "For programs"),
            element("p", asked["description"]),
            class_="masthead",
        ),
        element("main", list(_sections(described, asked)), class_="docs"),
    )
    return _served("For programs", body)


def _sections(described: Mapping[str, Any], asked: Mapping[str, Any]) -> Iterator[Html]:
    schemas = described["components"]["schemas"]
    yield element("h2", "Ask")
    yield element("pre", element("code", _COMMAND), tabindex=0)
    yield _fields(schemas["Extract"])
    yield element("h2", "Answer")
    for name in _RECORDS:
        yield element("h3", name)
        yield _fields(schemas[name])
    yield element("h2", "No answer")
    refusals = ((state, told["description"]) for state, told in asked["responses"].items() if state != "200")
    yield _table(("Status", "Why"), refusals)
    whole = element("a", "openapi.json", href="openapi.json")
    yield element("p", "Why, in one line, is the field ", element("code", "detail"), ". For machines: ", whole, ".")


_RECORDS = ("Article", "QuoteOfArticle", "Speaker", "Gender", "Span")
_COMMAND = """\
curl -H 'Content-Type: application/json' \\
     -d '{"text": "“It rained all week,” said Ann Lee, a farmer.", "indirect": true}' \\
     http://127.0.0.1:8765/extract"""


def _fields(schema: Mapping[str, Any]) -> Html:
    rows = ((name, _type(each), each.get("description", "")) for name, each in schema["properties"].items())
    return _table(("Field", "Type", "What it is"), rows)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Html:
    head = element("tr", [element("th", each, scope="col") for each in heads])
    written = [
        element("tr", element("th", element("code", first), scope="row"), [element("td", each) for each in others])
        for first, *others in rows
    ]
    return element("table", element("thead", head), element("tbody", written))


def _type(schema: Mapping[str, Any]) -> str:
    """A type in words: ``string``, ``list of string``, ``integer or null``."""
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    return schema["type"] if isinstance(schema["type"], str) else " or ".join(schema["type"])
