"""The pages of things: actors, weapons, places, events, articles, terms of the ontology, and the evidence of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graphbuild.querying import Query
from graphbuild.service.addresses import ask, list_iris, to_address, write_query
from graphbuild.service.answering import Job, Reply
from graphbuild.service.facts import read_offsets
from graphbuild.service.negotiation import GRAPHS
from graphbuild.service.protocol import read_values
from graphbuild.service.questions import Questions
from graphbuild.service.rendering import read_reader, render
from graphbuild.service.responding import Responder
from graphbuild.service.showing import NAMES
from graphbuild.snapshots import Snapshot
from graphbuild.vocabulary import cg, rdfs, skos

TEMPLATES = {"event": "event.html", "claim": "event.html", "article": "article.html"}  # by kind; others are things
PLAIN = {  # what a page says of a thing at once: properties, and the key of a text where the ontology has no name
    cg.country: "", cg.partOf: "", cg.stateOf: "", cg.within: "", cg.precision: "", cg.isoCode: "",
    cg.unRegisterCategory: "", cg.position: "",
    skos.broader: "broader", skos.altLabel: "known_as", rdfs.subClassOf: "below", rdfs.domain: "domain",
    rdfs.range: "range", skos.example: "example_of",
}  # fmt: skip


class Exploring:
    """The addresses of things."""

    def __init__(self, questions: Questions, responder: Responder) -> None:
        """Pages of things, told by a responder, with the questions that can be asked of each."""
        self._questions = questions
        self._responder = responder

    async def show_thing(self, request: Request) -> Response:
        """The page of a thing; the words of a mention are shown in their article."""
        iris, reader = self._list_iris(request), read_reader(request)
        if iris and read_offsets(iris[0])[0] >= 0:
            return RedirectResponse(reader.go(to_address(iris[0], self._base)), HTTPStatus.SEE_OTHER)

        def write(reply: Reply, _: Snapshot) -> str:
            told = json.loads(reply.body)
            if reply.status != HTTPStatus.OK:
                name = "unknown.html" if reply.status == HTTPStatus.NOT_FOUND else "problem.html"
                return render(name, reader, self._base, problem=told, iri=iris[0] if iris else "")
            formats = [(NAMES[format.names[0]], format.media_types[0],
                        "/about" + write_query([("iri", told["iri"]), ("format", format.names[0])]))
                       for format in GRAPHS]  # fmt: skip
            template = TEMPLATES.get(told["kind"], "thing.html")
            return render(template, reader, self._base, thing=told, formats=formats, plain=PLAIN,
                          questions=list(self._list_questions(told)))  # fmt: skip

        values = {"iri": iris, "char": [request.query_params.get("char", "")]}
        job = Job("", values=values, task="thing", language=reader.language)
        return self._link(await self._responder.show(request, job, write), iris)

    def _list_questions(self, told: dict[str, Any]) -> Iterator[tuple[Query, str, str]]:
        """Questions that can be asked of an actor, a weapon or a place: each with the parameter, and its address."""
        type = f"entity:{told['kind'].capitalize()}"
        for query in self._questions.list()[0].values():
            for parameter in query.parameters:
                if parameter.type == type:
                    given = write_query([(parameter.name, told["iri"])])
                    yield query, parameter.description, ask(query.name) + given

    async def describe_thing(self, request: Request) -> Response:
        """The description of a thing as RDF."""
        wanted = request.query_params.get("format", "")
        iris = self._list_iris(request)
        job = Job("", request.headers.get("accept", ""), wanted, values={"iri": iris}, task="describe")
        return self._link(await self._responder.answer(request, job), iris)

    async def show_evidence(self, request: Request) -> Response:
        """The evidence of things as a page, whose main part goes into the panel beside a table."""
        reader = read_reader(request)
        job = self._ask_evidence(request, reader.language)

        def write(reply: Reply, _: Snapshot) -> str:
            told = json.loads(reply.body)
            if reply.status != HTTPStatus.OK:
                return render("problem.html", reader, self._base, problem=told)
            return render("evidence.html", reader, self._base, **told)

        return await self._responder.show(request, job, write)

    async def list_evidence(self, request: Request) -> Response:
        """The evidence of things as JSON."""
        return await self._responder.answer(request, self._ask_evidence(request, read_reader(request).language))

    def _ask_evidence(self, request: Request, language: str) -> Job:
        """The job of finding evidence."""
        given = read_values(request.scope["query_string"], "the address")
        return Job("", values={"iri": given.get("iri", [])}, task="evidence", language=language)

    def _list_iris(self, request: Request) -> list[str]:
        """The IRIs that an address may mean."""
        if request.url.path == "/about":
            return read_values(request.scope["query_string"], "the address").get("iri", [])[:1]
        return list_iris(request.scope["raw_path"], self._base)

    def _link(self, response: Response, iris: list[str]) -> Response:
        """A response that says in its header what it describes, and where that stands as data."""
        if iris and response.status_code == HTTPStatus.OK:
            iri = quote(iris[0], safe="/%:@!$&'()*+,;=~?#[]")
            data = "/about" + write_query([("iri", iris[0]), ("format", "turtle")])
            response.headers["Link"] = f'<{iri}>; rel="describes", <{data}>; rel="alternate"; type="text/turtle"'
        return response

    @property
    def _base(self) -> str:
        """The base IRI of the store."""
        return self._responder.pool.base
