"""Who may ask: the name the server is called by, the token, pages of other origins; and what a browser may do then."""

from __future__ import annotations

import base64
import ipaddress
import secrets
import socket
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphbuild.service.problems import MEDIA_TYPE, Problem
from graphbuild.service.protocol import METHODS
from graphbuild.service.settings import LOOPBACK, Settings

SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
NOTHING = {
    "default-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PAGE = NOTHING | {  # what a page may load: files of this server
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "font-src": "'self'",
}
EXPOSED = "ETag, Graphbuild-Snapshot, Graphbuild-Query, Graphbuild-Cut"
ASKED = "Accept, Authorization, Content-Type, If-None-Match"
DAY = "86400"
WILDCARDS = ("0.0.0.0", "::")


class Guard:
    """The application behind the checks of host, origin and token."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """An application that is guarded."""
        self._app = app
        self._settings = settings
        self._names = {name.casefold() for name in (*LOOPBACK, settings.host, socket.gethostname(), *settings.names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            self._check_host(headers.get("host", ""))
            origin = self._check_origin(headers)
            preflight = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
            if not preflight:
                self._check_token(headers.get("authorization", ""))
            app: ASGIApp = self._allow(origin) if preflight else self._app
        except Problem as problem:
            origin, app = "", to_response(problem)
        await app(scope, receive, self._add_headers(send, origin))

    def _check_host(self, host: str) -> None:
        """A `Problem` unless the server is asked by a name of its own: a page could give it another."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        name = name.strip("[]").casefold()
        if name in self._names or (self._settings.host in WILDCARDS and _is_address(name)):
            return
        raise Problem(400, f"this server is not called {name[:80]!r}: allow it with --name", header="Host")

    def _check_origin(self, headers: Headers) -> str:
        """The origin of another site's page that may read the answer; a `Problem` for one that may not."""
        origin = headers.get("origin", "")
        if not origin or origin.partition("://")[2] == headers.get("host"):
            return ""
        if origin in self._settings.origins or "*" in self._settings.origins:
            return origin
        raise Problem(403, f"pages of {origin[:80]} may not ask: allow it with --cors", header="Origin")

    def _check_token(self, authorization: str) -> None:
        """A `Problem` unless the token is given: as bearer, or as the password of anybody."""
        if self._settings.token is None:
            return
        scheme, _, credentials = authorization.partition(" ")
        given = credentials.strip().encode("latin-1")  # bytes as they were sent
        if scheme.lower() == "basic":
            given = _read_password(given)
        if not secrets.compare_digest(given, self._settings.token.encode()):
            ways = {"WWW-Authenticate": 'Basic realm="graphbuild", charset="UTF-8", Bearer'}
            detail = "this server asks for a token: send it as bearer or as password"
            raise Problem(401, detail, headers=ways, header="Authorization")

    def _allow(self, origin: str) -> Response:
        """The answer to a browser that asks whether a page may ask."""
        headers = {"Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": ASKED}
        return Response(status_code=204, headers=headers | {"Access-Control-Max-Age": DAY} if origin else {})

    def _add_headers(self, send: Send, origin: str) -> Send:
        """A `send` that adds what every response says."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SAFE)
                page = headers.get("content-type", "").startswith("text/html")
                headers.setdefault("Content-Security-Policy", write_policy(PAGE if page else NOTHING))
                if self._settings.origins:
                    headers.add_vary_header("Origin")
                if origin:
                    headers["Access-Control-Allow-Origin"] = origin
                    headers["Access-Control-Expose-Headers"] = EXPOSED
            await send(message)

        return send_with_headers


def write_policy(policy: Mapping[str, str]) -> str:
    """A policy as `Content-Security-Policy` says it; a response with one of its own keeps that."""
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def to_response(problem: Problem) -> Response:
    """The response that tells of a problem."""
    return Response(problem.to_json(), problem.status, problem.headers, MEDIA_TYPE)


def _is_address(name: str) -> bool:
    """Whether a name is an IP address, which no foreign name server can give."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _read_password(encoded: bytes) -> bytes:
    """The password of basic credentials."""
    try:
        return base64.b64decode(encoded, validate=True).partition(b":")[2]
    except ValueError:
        return b""
