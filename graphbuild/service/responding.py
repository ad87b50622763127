"""Responses to jobs: asked of a worker while the client waits, with tags by which a client keeps them."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Coroutine
from functools import cache
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from graphbuild import __version__
from graphbuild.service.answering import Job, Reply
from graphbuild.service.files import ASSETS, find_version
from graphbuild.service.keeping import is_fixed
from graphbuild.service.negotiation import HTML
from graphbuild.service.pool import Pool
from graphbuild.service.problems import Problem
from graphbuild.service.rendering import HERE
from graphbuild.snapshots import Snapshot

_T = TypeVar("_T")


class Responder:
    """Asks a pool, and says of every answer where it comes from."""

    def __init__(self, pool: Pool) -> None:
        """A responder that asks a pool."""
        self.pool = pool

    @property
    def snapshot(self) -> Snapshot:
        """What is served now."""
        return self.pool.generation.snapshot

    async def ask(self, request: Request, job: Job) -> tuple[Reply, Snapshot]:
        """What a worker gives, as long as the client waits for it."""
        return await _while_connected(request, self.pool.ask(job))

    async def answer(self, request: Request, job: Job) -> Response:
        """The answer to a job with its headers; nothing where the client has it already."""
        fixed = is_fixed(job)
        if fixed and _has(request, _tag(job, self.snapshot)):
            return Response(status_code=304, headers=self._say(job, self.snapshot, fixed))
        reply, snapshot = await self.ask(request, job)
        headers = self._say(job, snapshot, fixed and reply.status == 200 and reply.settled)
        if reply.cut:
            headers["Graphbuild-Cut"] = reply.cut
        return Response(reply.body, reply.status, headers, reply.media_type)

    async def show(self, request: Request, job: Job, render: Callable[[Reply, Snapshot], str], *more: Any) -> Response:
        """The page that shows what a worker gives; `more` is what the page depends on beside job and snapshot."""
        fixed = is_fixed(job)
        depends = (str(request.url), request.headers.get("accept-language", ""), _identify_pages(), *more)
        if fixed and _has(request, _tag(job, self.snapshot, *depends)):
            return Response(status_code=304, headers=self._say(job, self.snapshot, fixed, *depends))
        reply, snapshot = await self.ask(request, job)
        headers = self._say(job, snapshot, fixed and reply.status == 200 and reply.settled, *depends)
        return Response(render(reply, snapshot), reply.status, headers, HTML)

    def _say(self, job: Job, snapshot: Snapshot, tagged: bool, *more: Any) -> dict[str, str]:
        """Headers that say where an answer comes from."""
        vary = "Accept, Accept-Language" if more else "Accept"
        headers = {"Graphbuild-Snapshot": snapshot.id, "Vary": vary}
        headers |= {"Graphbuild-Query": hash_query(job.text)} if job.text else {}
        kept = {"ETag": _tag(job, snapshot, *more), "Cache-Control": "no-cache"}
        return headers | (kept if tagged else {"Cache-Control": "no-store"})


def to_page(problem: Problem, text: str) -> Response:
    """The page that tells of a problem; nobody keeps it."""
    headers = {**problem.headers, "Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
    return Response(text, problem.status, headers, HTML)


def hash_query(text: str) -> str:
    """A short hash of a query."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _tag(job: Job, snapshot: Snapshot, *more: Any) -> str:
    """The entity tag of an answer: another snapshot, version, query or format gives another."""
    return f'W/"{snapshot.id}-{hash_query(json.dumps([__version__, job.to_dict(), *more]))}"'


def _has(request: Request, tag: str) -> bool:
    """Whether the client has what the tag stands for."""
    known = [item.strip() for item in request.headers.get("if-none-match", "").split(",")]
    return request.method != "POST" and ("*" in known or tag in known or tag.removeprefix("W/") in known)


@cache
def _identify_pages() -> str:
    """What pages are made of: another template, text or script gives another."""
    files = [*HERE.glob("pages/*.html"), HERE / "texts.csv", *ASSETS.glob("*.*")]
    return hash_query("".join(find_version(path) for path in sorted(files)))


async def _while_connected(request: Request, answering: Coroutine[Any, Any, _T]) -> _T:
    """What a coroutine gives, which is ended when the client goes away."""
    answer, gone = asyncio.ensure_future(answering), asyncio.ensure_future(_wait_for_end(request))
    try:
        await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        raise Problem(503, "the client has gone")
    finally:
        gone.cancel()
        answer.cancel()


async def _wait_for_end(request: Request) -> None:
    """Wait until the client goes away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
