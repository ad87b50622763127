"""Running the server: a socket, the application behind it, and an end that lets answers finish."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from graphbuild.errors import GraphbuildError
from graphbuild.service.application import make_application
from graphbuild.service.settings import MOST_BODY, Settings
from graphbuild.snapshots import update_snapshot


def serve(settings: Settings, tell: Callable[[str], None]) -> None:
    """Serve a store until the program is told to end."""
    if not settings.loopback and not settings.token:
        raise GraphbuildError(f"--host {settings.host}: others reach it: give a --token, or listen on 127.0.0.1")
    update_snapshot(settings.store)
    listening = _listen(settings)
    server = _Server(_configure(settings, tell), lambda: tell(_tell_address(settings, listening)))
    server.run(sockets=[listening])
    if not server.started:
        raise GraphbuildError(f"{settings.store}: can't be served: see above")


class _Server(uvicorn.Server):
    """A server that tells when it answers."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        """A server for a configuration."""
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started:
            self._tell()


def _configure(settings: Settings, tell: Callable[[str], None]) -> uvicorn.Config:
    """How uvicorn runs the application."""
    return uvicorn.Config(
        make_application(settings, tell), http="h11", log_level="warning", access_log=False, server_header=False,
        h11_max_incomplete_event_size=MOST_BODY, timeout_graceful_shutdown=int(settings.limits.deadline) + 1,
        proxy_headers=False, limit_concurrency=None,
    )  # fmt: skip


def _listen(settings: Settings) -> socket.socket:
    """The socket that the server listens on."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listening = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
        listening.setsockopt(
            socket.IPPROTO_TCP, socket.TCP_NODELAY, 1
        )  # else an answer waits 40 ms for its second half
        return listening
    except (OSError, OverflowError) as error:
        raise GraphbuildError(f"{settings.host}:{settings.port}: can't listen there: {error}") from error


def _tell_address(settings: Settings, listening: socket.socket) -> str:
    """A line that says where the server answers."""
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"{settings.store} at http://{shown}:{port}/ (SPARQL at /sparql); Ctrl-C ends it"
