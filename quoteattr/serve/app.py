"""The application: its paths, and what they ask of the processes."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Any

from quoteattr import __version__
from quoteattr.arguments import checked_config
from quoteattr.config import Config
from quoteattr.errors import ConfigError, nearest, shown
from quoteattr.integrations.extras import require
from quoteattr.serve.described import ANSWERS, DESCRIPTION, complete
from quoteattr.serve.guard import Door, Guard
from quoteattr.serve.pages import Served, docs_page, empty_page, paste_page, view_policy
from quoteattr.serve.pool import Busy, Died, Pool, TookTooLong
from quoteattr.serve.reading import FAILED, UNREADABLE, Asked, Refusal, as_json, as_view, warm

require("fastapi", "serve")

from fastapi import FastAPI, Request, Response  # noqa: E402  # behind the line that names the extra
from fastapi.exceptions import RequestValidationError  # noqa: E402
from pydantic import ConfigDict, Field  # noqa: E402

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of a machine for itself."""

BUSY, TOOK_TOO_LONG = 503, 504
MOST_BYTES = 5_000_000
SECONDS = 30.0
MOST_WORKERS = 4  # that start by themselves

_URLENCODED = 3  # bytes of a form for one of its text, at most
_LISTS = ("rules_off", "cues", "speakers", "skip")


@dataclass(frozen=True)
class Extract:
    """A text or a page to read, and how."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    text: Annotated[str | None, Field(description="The article, as text. Either this or html.")] = None
    html: Annotated[str | None, Field(description="A page with the article: its main text is read.")] = None
    indirect: Annotated[bool, Field(strict=True, description="Reported speech without quotation marks, too.")] = False
    rules_off: Annotated[list[str] | None, Field(description="Names of rules that are not applied.")] = None
    cues: Annotated[list[str] | None, Field(description="Further verbs of saying, in all their forms.")] = None
    speakers: Annotated[list[str] | None, Field(description="Full names known beforehand.")] = None
    skip: Annotated[list[str] | None, Field(description="Regular expressions for boilerplate.")] = None

    def asked(self) -> Asked:
        """The same as what a process reads. Raises :class:`Refusal` where there is not one text."""
        if (self.text is None) == (self.html is None):
            raise Refusal(UNREADABLE, "either text or html is needed" + ("" if self.text is None else ", not both"))
        options = {name: value for name, value in asdict(self).items() if name in _LISTS and value is not None}
        text = self.text if self.text is not None else self.html or ""
        return Asked(text, self.html is not None, self.indirect, options)


def create_app(
    *,
    config: Config | None = None,
    workers: int | None = None,
    most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
    hosts: Collection[str] | None = LOOPBACK,
) -> FastAPI:
    """The server as an ASGI application: ``uvicorn --factory quoteattr.serve:create_app``.

    Args:
        config: how texts are read where a request does not say otherwise.
        workers: processes that read; None for one a processor, 4 at most.
        most_bytes: of a request.
        seconds: that a request may take to come in, to wait for a process, and to be read.
        hosts: the names by which requests may call the server, None for any. A page elsewhere can make its own name
            lead here, and is refused by this.

    Raises:
        ConfigError: an option that cannot be.
        TypeError: ``config`` is no ``Config``.
    """
    number = min(os.cpu_count() or 1, MOST_WORKERS) if workers is None else workers
    for name, value in (("workers", number), ("most_bytes", most_bytes), ("seconds", seconds)):
        if value <= 0:
            raise ConfigError(f"{name} must be more than 0, not {value}")
    paths = _Paths(Pool(number, seconds, warm), checked_config(config), most_bytes)
    app = FastAPI(
        title="quoteattr",
        version=__version__,
        summary="Who said what in a news article",
        docs_url=None,  # those of FastAPI load a script from elsewhere
        redoc_url=None,
        lifespan=paths.lifespan,
        exception_handlers={RequestValidationError: _not_valid},
    )
    app.state.pool = paths.pool
    app.add_api_route(
        "/extract", paths.extract, methods=["POST"], description=DESCRIPTION, responses=ANSWERS, summary="Who said what"
    )
    app.add_api_route("/health", _health, summary="Does the server answer?")
    for path, page in (("/", partial(paste_page, most_bytes)), ("/docs", partial(_docs, app))):
        app.add_api_route(path, _showing(page), include_in_schema=False)
    app.add_api_route("/view", _showing(empty_page), include_in_schema=False)
    app.add_api_route("/view", paths.view, methods=["POST"], include_in_schema=False)
    app.openapi_schema = complete(app.openapi())
    app.add_middleware(Guard, doors=_doors(most_bytes), seconds=seconds, hosts=hosts)
    return app


def _doors(most_bytes: int) -> dict[str, Door]:
    as_json, as_form = "application/json", "application/x-www-form-urlencoded"
    return {
        "/extract": Door(as_json, most_bytes, f"send JSON, with the header Content-Type: {as_json}"),
        "/view": Door(as_form, _URLENCODED * most_bytes, "send the form of the page", as_page=True),
    }


class _Paths:
    """What needs the processes."""

    def __init__(self, pool: Pool, config: Config, most_bytes: int) -> None:
        self.pool = pool
        self._config = config
        self._most_bytes = most_bytes

    @asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """From the start of the processes to their end."""
        try:
            await self.pool.open()
            yield
        finally:
            await self.pool.close()

    async def extract(self, body: Extract) -> Response:
        told = await self._run(as_json, body.asked(), self._config)
        return Response(told, media_type="application/json")

    async def view(self, request: Request) -> Response:
        told = await self._run(as_view, await request.body(), self._config, self._most_bytes)
        return _shown(Served(told, view_policy()))

    async def _run(self, function: Callable[..., bytes], *arguments: object) -> bytes:
        try:
            return await self.pool.run(function, *arguments)
        except Busy:
            raise Refusal(BUSY, "all processes are at work; try again in a moment") from None
        except TookTooLong:
            raise Refusal(TOOK_TOO_LONG, "the text could not be read in the time that there is") from None
        except Died:
            raise Refusal(FAILED, "each process that read the text was ended, perhaps for want of memory") from None


def _showing(page: Callable[[], Served]) -> Callable[[], Awaitable[Response]]:
    async def show() -> Response:
        return _shown(page())

    return show


def _shown(page: Served) -> Response:
    return Response(page.body, headers=page.headers)


def _docs(app: FastAPI) -> Served:
    return docs_page(app.openapi())


async def _health() -> dict[str, str]:
    return {"status": "ok", "version": __version__}


async def _not_valid(_: Request, error: Any) -> Response:
    """Tell in one line what is wrong with a request, without repeating what may be a whole article."""
    raise Refusal(UNREADABLE, "; ".join(_told(each) for each in error.errors()))


def _told(problem: dict[str, Any]) -> str:
    where = ".".join(str(step) for step in problem["loc"][1:])
    if problem["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return f"there is no field {shown(where)}{nearest(where, Extract.__dataclass_fields__)}"
    if problem["type"] == "json_invalid":
        return "the request is no JSON"
    return f"{where}: {problem['msg']}" if where else "a JSON object with text or html is needed"
