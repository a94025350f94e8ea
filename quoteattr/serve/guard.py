"""The door of the server: who may ask, how much, in which form, and what every answer forbids the browser."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from quoteattr.serve.pages import refusal_page
from quoteattr.serve.reading import FAILED, TOO_LARGE, Refusal, too_large

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

FORBIDDEN, TIMED_OUT, WRONG_KIND, MISDIRECTED = 403, 408, 415, 421

_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
"""Of every answer that does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Door:
    """What a path takes by POST."""

    kind: str
    """The media type of a request."""
    most: int
    """How many bytes a request may have."""
    advice: str
    as_page: bool = False
    """Is a refusal told as a page, or as JSON?"""


class Guard:
    """What stands before the application, and catches what falls out of it."""

    def __init__(self, app: App, doors: Mapping[str, Door], *, seconds: float, hosts: Collection[str] | None) -> None:
        """A request must have come in within these seconds; ``hosts`` are the names by which it may call the server,
        None for any."""
        self._app = app
        self._doors = doors
        self._seconds = seconds
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        door = self._doors.get(scope["path"])
        sent = _Sent(send, as_page=door is not None and door.as_page)
        try:
            await self._app(scope, await self._checked(scope, door, receive), sent)
        except Refusal as refusal:
            await sent.refuse(refusal)
        except _Gone:
            pass
        except Exception as error:  # of which the message could be words of the text
            told = f"the request failed ({type(error).__name__})"
            print(f"quoteattr: {told}", file=sys.stderr)
            await sent.refuse(Refusal(FAILED, told))

    async def _checked(self, scope: Scope, door: Door | None, receive: Receive) -> Receive:
        """What gives the request, which is as it must be. Raises :class:`Refusal` for any other."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        _check_host(headers.get("host", ""), self._hosts)
        if scope["method"] != "POST":
            return receive
        _check_origin(headers)
        if door is None:
            return receive
        if headers.get("content-type", "").partition(";")[0].strip().lower() != door.kind:
            raise Refusal(WRONG_KIND, door.advice)
        try:
            body = await asyncio.wait_for(_body(receive, door.most), self._seconds)
        except asyncio.TimeoutError:
            raise Refusal(TIMED_OUT, f"the request took longer than {self._seconds:g} seconds to come in") from None
        return _once(body, receive)


def _check_host(host: str, hosts: Collection[str] | None) -> None:
    """A page elsewhere can let its own name lead to this machine, and would be taken for a page of ours."""
    if hosts is not None and _host_name(host) not in hosts:
        raise Refusal(MISDIRECTED, "the server is not known by this name; --allow-host makes it known")


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _check_origin(headers: Mapping[str, str]) -> None:
    """What a page of another server sends is refused. Programs do not tell where they come from, browsers always."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        is_ours = site in ("same-origin", "none")
    else:
        is_ours = origin is None or urlsplit(origin).netloc == headers.get("host")
    if not is_ours:
        raise Refusal(FORBIDDEN, "the request comes from a page of another server")


class _Gone(Exception):
    """Who asked has hung up."""


async def _body(receive: Receive, most: int) -> bytes:
    """All that is sent. Too much is thrown away, but read: no browser shows an answer before it has sent all."""
    pieces: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        piece = message.get("body", b"")
        size += len(piece)
        pieces.append(piece)
        if size > most:
            pieces.clear()
        more = message.get("more_body", False)
    if size > most:
        raise Refusal(TOO_LARGE, too_large(most))
    return b"".join(pieces)


def _once(body: bytes, receive: Receive) -> Receive:
    """What gives the body in one piece, and then what else comes."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return left.pop() if left else await receive()

    return received


class _Sent:
    """What sends the answer, with the headers of all."""

    def __init__(self, send: Send, *, as_page: bool) -> None:
        self._send = send
        self._as_page = as_page
        self._has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._has_begun = True
            given = list(message.get("headers", []))
            names = {name.lower() for name, _ in given}
            message["headers"] = given + [header for header in _HEADERS if header[0] not in names]
        await self._send(message)

    async def refuse(self, refusal: Refusal) -> None:
        """Tell why there is no answer, unless one has begun."""
        if self._has_begun:
            return
        headers, body = (_page if self._as_page else _json)(refusal.told)
        headers |= {
            "content-length": str(len(body)),
            "connection": "close",
        }  # what was not read is not read as the next
        encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
        await self({"type": "http.response.start", "status": refusal.status, "headers": encoded})
        await self._send({"type": "http.response.body", "body": body})


def _json(told: str) -> tuple[dict[str, str], bytes]:
    return {"content-type": "application/json"}, json.dumps({"detail": told}, ensure_ascii=False).encode(
        "utf-8", "backslashreplace"
    )


def _page(told: str) -> tuple[dict[str, str], bytes]:
    page = refusal_page(told)
    return page.headers, page.body
