"""The application: requests in, responses out; what a query does is the workers' affair."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graphbuild.service.answering import Job, write_triples
from graphbuild.service.browsing import Browsing
from graphbuild.service.completion import read_completion
from graphbuild.service.descriptions import (
    CLASSES,
    GRAPHS_THERE,
    describe_dataset,
    describe_service,
    read_classes,
    read_graphs,
)
from graphbuild.service.editing import Editing
from graphbuild.service.exploring import Exploring
from graphbuild.service.files import send_file
from graphbuild.service.guard import Guard
from graphbuild.service.negotiation import GRAPHS, ROWS, Format, Wish, prefers_page
from graphbuild.service.pool import Pool
from graphbuild.service.problems import Problem
from graphbuild.service.protocol import FORM, METHODS, QUERY, read_operation, read_values
from graphbuild.service.questions import Questions, describe, read_given
from graphbuild.service.responding import Responder
from graphbuild.service.settings import MOST_BODY, Settings
from graphbuild.snapshots import Snapshot

Handler = Callable[[Request], Awaitable[Response]]
_SUFFIXES = {name for format in (*ROWS, *GRAPHS) for name in format.names}


def make_application(settings: Settings, tell: Callable[[str], None]) -> Starlette:
    """The server of a store as an ASGI application."""
    pool = Pool(settings, tell)
    questions = Questions(settings.queries)
    service = Service(questions, pool)
    responder = Responder(pool)
    browsing, editing = Browsing(questions, responder), Editing(questions, responder)
    exploring = Exploring(questions, responder)
    routes = [
        Route("/", browsing.show_index),
        Route("/sparql", service.answer_sparql, methods=["GET", "POST", "OPTIONS"]),
        Route("/.well-known/void", service.describe_graph),
        Route("/complete", service.complete_name),
        Route("/questions.json", service.list_questions),
        Route("/questions/{name}.{suffix}", service.answer_question),
        Route("/questions/{name}", _choose(ROWS, browsing.show_question, service.answer_question)),
        Route("/questions/{name}/network", editing.show_network),
        Route("/network", editing.show_network),
        Route("/editor", editing.show_editor),
        Route("/terms.json", editing.list_terms),
        Route("/countries.json", editing.list_countries),
        Route("/articles", browsing.show_articles),
        Route("/id/{path:path}", _choose(GRAPHS, exploring.show_thing, exploring.describe_thing)),
        Route("/about", _choose(GRAPHS, exploring.show_thing, exploring.describe_thing)),
        Route("/evidence", _choose(ROWS, exploring.show_evidence, exploring.list_evidence)),
        Route("/assets/{path:path}", send_file),
    ]
    handlers: dict[Any, Any] = {Problem: browsing.show_problem, HTTPException: browsing.show_exception}
    guard = Middleware(Guard, settings=settings)
    return Starlette(routes=routes, lifespan=service.live, middleware=[guard], exception_handlers=handlers)


class Service:
    """The addresses of a server and what they answer."""

    def __init__(self, questions: Questions, pool: Pool) -> None:
        """A service of questions that asks a pool."""
        self._pool = pool
        self._responder = Responder(pool)
        self._questions = questions
        self._found: dict[str, tuple[bytes, Snapshot]] = {}  # what describes the graph, with the snapshot it is of

    @asynccontextmanager
    async def live(self, _: Starlette) -> AsyncIterator[None]:
        """Workers as long as the application lives."""
        await self._pool.start()
        yield
        await self._pool.close()

    # --- addresses ---

    async def answer_sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol; the description of the service where nothing is asked."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS, "Accept-Post": f"{FORM}, {QUERY}"})
        body = await _read_body(request) if request.method == "POST" else b""
        content_type = request.headers.get("content-type", "")
        operation = read_operation(request.method, request.scope["query_string"], content_type, body)
        if operation is None and prefers_page(request.headers.get("accept", ""), GRAPHS):
            return RedirectResponse("/editor", 303, {"Vary": "Accept"})
        if operation is None:
            answer, snapshot = await self._find_out(GRAPHS_THERE)
            described = describe_service(*self._locate(request), read_graphs(answer))
            return self._write_graph(request, described, snapshot)
        job = Job(operation.text, request.headers.get("accept", ""), operation.format, operation.default_graphs,
                  operation.named_graphs)  # fmt: skip
        return await self._responder.answer(request, job)

    async def describe_graph(self, request: Request) -> Response:
        """VoID: what the graph holds."""
        answer, snapshot = await self._find_out(CLASSES)
        endpoint, dataset = self._locate(request)
        described = describe_dataset(dataset, endpoint, snapshot, self._pool.base, read_classes(answer))
        return self._write_graph(request, described, snapshot)

    async def _find_out(self, query: str) -> tuple[bytes, Snapshot]:
        """The answer to a query that describes the graph, in JSON, asked once of each snapshot."""
        snapshot = self._pool.generation.snapshot
        known = self._found.get(query)
        if known is None or known[1].id != snapshot.id:
            reply, snapshot = await self._pool.ask(Job(query, format="json"))
            if reply.status != 200:
                raise Problem(503, "the graph can't be described just now: try again")
            known = self._found[query] = reply.body, snapshot
        return known

    async def complete_name(self, request: Request) -> Response:
        """Names that begin as was typed."""
        given = read_values(request.scope["query_string"], "the address")
        return await self._responder.answer(request, read_completion(given))

    async def list_questions(self, request: Request) -> Response:
        """The questions with their parameters and addresses, and the files that can't be read."""
        queries, faults = self._questions.list()
        listed = [describe(query, str(request.base_url)) for query in queries.values()]
        return _to_json({"questions": listed, "faults": faults})

    async def answer_question(self, request: Request) -> Response:
        """The answer to a question, or its text."""
        name, suffix = request.path_params["name"], request.path_params.get("suffix", "")
        query = self._questions.find(name)
        if suffix == "rq":
            return Response(query.text, media_type=QUERY)
        if suffix and suffix not in _SUFFIXES:
            listed = ", ".join(dict.fromkeys(format.names[0] for format in (*ROWS, *GRAPHS)))
            raise Problem(404, f"no answer as .{suffix[:20]}: there are {listed} and rq")
        values = read_given(request)
        job = Job(query.text, request.headers.get("accept", ""), suffix, (), (), name, values)
        return await self._responder.answer(request, job)

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


def _to_json(value: Any) -> Response:
    """A value as JSON."""
    return Response(json.dumps(value, ensure_ascii=False, indent=1) + "\n", media_type="application/json")


def _choose(offered: Sequence[Format], page: Handler, data: Handler) -> Handler:
    """A handler that gives a page to a client that would rather have one, and data to others."""

    async def answer(request: Request) -> Response:
        prefers = prefers_page(request.headers.get("accept", ""), offered) and not request.query_params.get("format")
        return await (page if prefers else data)(request)

    return answer
