"""The application: requests in, responses out; what a query does is the workers' affair."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graphbuild import __version__
from graphbuild.service.answering import Job, write_triples
from graphbuild.service.completion import read_completion
from graphbuild.service.descriptions import CLASSES, describe_dataset, describe_service, read_classes
from graphbuild.service.guard import Guard, to_response
from graphbuild.service.index import render_index
from graphbuild.service.negotiation import GRAPHS, ROWS, Wish
from graphbuild.service.pool import Pool
from graphbuild.service.problems import Problem
from graphbuild.service.protocol import FORM, METHODS, QUERY, read_operation, read_values
from graphbuild.service.questions import Questions, describe
from graphbuild.service.settings import MOST_BODY, Settings
from graphbuild.snapshots import Snapshot

_T = TypeVar("_T")
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)  # another answer each time
_SUFFIXES = {format.names[0] for format in ROWS}


def make_application(settings: Settings, tell: Callable[[str], None]) -> Starlette:
    """The server of a store as an ASGI application."""
    service = Service(settings, Pool(settings, tell))
    routes = [
        Route("/", service.show_index),
        Route("/sparql", service.answer_sparql, methods=["GET", "POST", "OPTIONS"]),
        Route("/.well-known/void", service.describe_graph),
        Route("/complete", service.complete_name),
        Route("/questions.json", service.list_questions),
        Route("/questions/{name}.{suffix}", service.answer_question),
        Route("/questions/{name}", service.answer_question),
    ]
    handlers: dict[Any, Any] = {Problem: _answer_problem, HTTPException: _answer_exception}
    guard = Middleware(Guard, settings=settings)
    return Starlette(routes=routes, lifespan=service.live, middleware=[guard], exception_handlers=handlers)


class Service:
    """The addresses of a server and what they answer."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        """A service that asks a pool."""
        self._pool = pool
        self._questions = Questions(settings.queries)
        self._classes: tuple[str, dict[str, int]] = ("", {})  # of the snapshot whose id stands before

    @asynccontextmanager
    async def live(self, _: Starlette) -> AsyncIterator[None]:
        """Workers as long as the application lives."""
        await self._pool.start()
        yield
        await self._pool.close()

    # --- addresses ---

    async def show_index(self, request: Request) -> Response:  # noqa: ARG002  every address is called alike
        """The questions as a page of links."""
        queries, _ = self._questions.list()
        return Response(render_index(queries.values(), self._pool.generation.snapshot), media_type="text/html")

    async def answer_sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol; the description of the service where nothing is asked."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS, "Accept-Post": f"{FORM}, {QUERY}"})
        body = await _read_body(request) if request.method == "POST" else b""
        content_type = request.headers.get("content-type", "")
        operation = read_operation(request.method, request.scope["query_string"], content_type, body)
        if operation is None:
            described = describe_service(*self._locate(request))
            return self._write_graph(request, described, self._pool.generation.snapshot)
        job = Job(operation.text, request.headers.get("accept", ""), operation.format, operation.default_graphs,
                  operation.named_graphs)  # fmt: skip
        return await self._answer(request, job)

    async def describe_graph(self, request: Request) -> Response:
        """VoID: what the graph holds."""
        snapshot = self._pool.generation.snapshot
        if self._classes[0] != snapshot.id:
            reply, snapshot = await self._pool.ask(Job(CLASSES, format="json"))
            self._classes = snapshot.id, read_classes(reply.body) if reply.status == 200 else {}
        endpoint, dataset = self._locate(request)
        return self._write_graph(request, describe_dataset(dataset, endpoint, snapshot, self._classes[1]), snapshot)

    async def complete_name(self, request: Request) -> Response:
        """Names that begin as was typed."""
        return await self._answer(request, read_completion(read_values(request.scope["query_string"], "the address")))

    async def list_questions(self, request: Request) -> Response:
        """The questions with their parameters and addresses, and the files that can't be read."""
        queries, faults = self._questions.list()
        listed = [describe(query, str(request.base_url)) for query in queries.values()]
        return _to_json({"questions": listed, "faults": faults})

    async def answer_question(self, request: Request) -> Response:
        """The answer to a question, or its text."""
        name, suffix = request.path_params["name"], request.path_params.get("suffix", "")
        queries, faults = self._questions.list()
        if name not in queries:
            raise Problem(404, faults.get(name) or f"no question {name[:80]!r}: /questions.json lists them")
        query = queries[name]
        if suffix == "rq":
            return Response(query.text, media_type=QUERY)
        if suffix and suffix not in _SUFFIXES:
            raise Problem(404, f"no answer as .{suffix[:20]}: there are {', '.join(sorted(_SUFFIXES))} and rq")
        given = read_values(request.scope["query_string"], "the address")
        values = {
            key: kept for key, several in given.items() if (kept := [value for value in several if value.strip()])
        }
        return await self._answer(
            request, Job(query.text, request.headers.get("accept", ""), suffix, (), (), name, values)
        )

    # --- answers ---

    async def _answer(self, request: Request, job: Job) -> Response:
        """The answer to a job with its headers; nothing where the client has it already."""
        fixed = job.task != "answer" or not _CHANGING.search(job.text)
        if fixed and _has(request, _tag(job, self._pool.generation.snapshot)):
            return Response(status_code=304, headers=self._say(job, self._pool.generation.snapshot, fixed))
        reply, snapshot = await _while_connected(request, self._pool.ask(job))
        headers = self._say(job, snapshot, fixed and reply.status == 200)
        if reply.cut:
            headers["Graphbuild-Cut"] = reply.cut
        return Response(reply.body, reply.status, headers, reply.media_type)

    def _say(self, job: Job, snapshot: Snapshot, tagged: bool) -> dict[str, str]:
        """Headers that say where an answer comes from."""
        headers = {"Graphbuild-Snapshot": snapshot.id, "Graphbuild-Query": _hash(job.text), "Vary": "Accept"}
        kept = {"ETag": _tag(job, snapshot), "Cache-Control": "no-cache"}
        return headers | (kept if tagged else {"Cache-Control": "no-store"})

    def _write_graph(self, request: Request, triples: set[Any], snapshot: Snapshot) -> Response:
        """A graph in the format asked for."""
        wish = Wish(request.headers.get("accept", ""), request.query_params.get("format", ""))
        format, media_type = wish.choose(GRAPHS)
        headers = {"Graphbuild-Snapshot": snapshot.id, "Vary": "Accept"}
        return Response(write_triples(triples, format), 200, headers, media_type)

    def _locate(self, request: Request) -> tuple[str, str]:
        """The addresses of the endpoint and of the dataset."""
        root = str(request.base_url)
        return f"{root}sparql", f"{root}.well-known/void#dataset"


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


async def _read_body(request: Request) -> bytes:
    """The body of a request; a `Problem` for one that is too long, before it is read."""
    body = bytearray()
    problem = Problem(413, f"a request may have {MOST_BODY:,} bytes: ask less at once", header="Content-Length")
    if int(request.headers.get("content-length", "0")) > MOST_BODY:
        raise problem
    async for part in request.stream():
        body += part
        if len(body) > MOST_BODY:
            raise problem
    return bytes(body)


def _hash(text: str) -> str:
    """A short hash of a query."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _tag(job: Job, snapshot: Snapshot) -> str:
    """The entity tag of an answer: another snapshot, version, query or format gives another."""
    return f'W/"{snapshot.id}-{_hash(json.dumps([__version__, job.to_dict()]))}"'


def _has(request: Request, tag: str) -> bool:
    """Whether the client has what the tag stands for."""
    known = [item.strip() for item in request.headers.get("if-none-match", "").split(",")]
    return request.method != "POST" and ("*" in known or tag in known or tag.removeprefix("W/") in known)


def _to_json(value: Any) -> Response:
    """A value as JSON."""
    return Response(json.dumps(value, ensure_ascii=False, indent=1) + "\n", media_type="application/json")


async def _answer_problem(request: Request, problem: Problem) -> Response:  # noqa: ARG001  the signature of handlers
    """The response that tells of a problem."""
    return to_response(problem)


async def _answer_exception(request: Request, error: HTTPException) -> Response:
    """A problem for an address or a method that there is none of."""
    detail = f"{request.method} is not for this address" if error.status_code == 405 else "there is nothing here"
    return to_response(Problem(error.status_code, detail, headers=error.headers))
