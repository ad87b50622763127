"""The files that pages load (scripts, style, vendored libraries), and the queries that the server asks for itself."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from graphbuild.service.problems import Problem

ASSETS = Path(__file__).with_name("assets")
SPARQL = Path(__file__).with_name("sparql")
FOREVER = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


async def send_file(request: Request) -> Response:
    """A file of the assets; for ever where the address has the version of its content."""
    wanted = request.path_params["path"]
    path = ASSETS if "\0" in wanted else (ASSETS / wanted).resolve()
    if not path.is_relative_to(ASSETS.resolve()) or not path.is_file():
        raise Problem(404, f"no file {wanted[:80]!r} among the assets")
    kept = FOREVER if request.query_params.get("v") == find_version(path) else "no-cache"
    media_type = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return FileResponse(path, media_type=media_type, headers={"Cache-Control": kept})


def write_address(name: str) -> str:
    """The address of a file of the assets, with the version of its content."""
    return f"/assets/{name}?v={find_version(ASSETS / name)}"


@cache
def find_version(path: Path) -> str:
    """A short hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@cache
def read_sparql(name: str) -> str:
    """The text of a query that the server asks for itself."""
    return (SPARQL / f"{name}.rq").read_text(encoding="utf-8")
