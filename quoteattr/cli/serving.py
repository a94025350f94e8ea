"""``quoteattr serve``: the server on this machine, from the command line to Ctrl-C."""

from __future__ import annotations

import ipaddress
import socket
import webbrowser
from dataclasses import dataclass

from quoteattr.cli.ending import tell
from quoteattr.cli.inputs.trouble import reason
from quoteattr.cli.outputs.places import OutputError
from quoteattr.config import Config
from quoteattr.integrations.extras import require
from quoteattr.serve import LOOPBACK, create_app

_GRACE = 2  # seconds that requests have to be done after Ctrl-C
_CONNECTIONS = 100  # at once, so that texts that are coming in fill no memory
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the server is, and what it takes."""

    host: str
    port: int
    allowed: tuple[str, ...]
    """Further names by which it may be called."""
    workers: int | None
    max_size: float
    """In megabytes, of a request."""
    time_limit: float
    """In seconds."""
    opens: bool
    """Is the page opened in a browser?"""
    config: Config


def run(asked: Serving) -> int:
    """Serve until Ctrl-C, or a request to end; the exit status.

    Raises:
        OutputError: there is no such place, or it is taken.
    """
    uvicorn = require("uvicorn", "serve")
    with _listening(asked.host, asked.port) as listening:
        is_loopback = _is_loopback(listening)
        app = create_app(
            config=asked.config,
            workers=asked.workers,
            most_bytes=int(asked.max_size * _MEGABYTE),
            seconds=asked.time_limit,
            hosts=_names(asked, is_loopback=is_loopback),
        )
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="on",
                access_log=False,
                log_level="critical",  # what goes wrong with a request, its answer tells
                server_header=False,
                limit_concurrency=_CONNECTIONS,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        _announce(asked, listening, is_loopback=is_loopback)
        try:
            server.run(sockets=[listening])
        except (KeyboardInterrupt, SystemExit):  # uvicorn raises again what ended it, which is how a server ends
            pass
        finally:
            app.state.pool.kill()  # a second Ctrl-C waits for nothing
    if not server.started:
        raise OutputError("no process that reads texts can start")
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """The place where requests come in."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address, family=family)
    except OSError as error:
        told = reason(error).partition(" (while")[0]  # what Python adds, which says the same again
        raise OutputError(f"cannot listen on {_written(host)}:{port}: {told}") from None


def _is_loopback(listening: socket.socket) -> bool:
    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def _names(asked: Serving, *, is_loopback: bool) -> frozenset[str] | None:
    """By which names the server may be called: elsewhere than on this machine nobody knows them all."""
    allowed = frozenset(name.lower() for name in asked.allowed)
    if is_loopback:
        return LOOPBACK | allowed | {asked.host.lower()}
    return LOOPBACK | allowed if allowed else None


def _announce(asked: Serving, listening: socket.socket, *, is_loopback: bool) -> None:
    port = listening.getsockname()[1]
    url = f"http://{_written(asked.host)}:{port}/"
    tell(f"{url} (Ctrl-C ends it)")
    if not is_loopback:
        tell("whoever reaches this machine can use it: there is no password")
    if asked.opens:
        webbrowser.open(url)  # requests wait until the processes have started


def _written(host: str) -> str:
    """The host as it stands in an address."""
    return f"[{host}]" if ":" in host else host
