"""The SPARQL editor: a form with the answer below, the terms and examples it offers; and the network of an answer."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graphbuild.querying import Query, load_queries
from graphbuild.service.addresses import write_query
from graphbuild.service.answering import Job, Reply
from graphbuild.service.guard import to_response, write_policy
from graphbuild.service.negotiation import GRAPHS, HTML, ROWS
from graphbuild.service.problems import Problem
from graphbuild.service.protocol import read_values
from graphbuild.service.questions import Questions, read_given
from graphbuild.service.rendering import LANGUAGES, Reader, read_reader, render
from graphbuild.service.responding import Responder, hash_query
from graphbuild.service.settings import MOST_QUERY
from graphbuild.service.sheets import drop_header
from graphbuild.service.showing import Place, describe_answer
from graphbuild.service.terms import describe_terms
from graphbuild.snapshots import Snapshot
from graphbuild.vocabulary import PREFIXES

EXAMPLES = Path(__file__).with_name("examples")
SHOWN = 40  # characters of a query that can't be read
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
FRAMED = {"frame-ancestors": "'self'"}  # of the page of a network: the page of the answer holds it
BEGINNING = """SELECT ?event ?sentence WHERE {
  ?event a cg:ArmsTransfer ; cg:evidence/nif:anchorOf ?sentence .
}
LIMIT 20
"""


class Editing:
    """The addresses of the editor, and of what its page and the views ask for."""

    def __init__(self, questions: Questions, responder: Responder) -> None:
        """An editor with these questions as examples, answered by a responder."""
        self._questions = questions
        self._responder = responder

    async def show_editor(self, request: Request) -> Response:
        """The editor with a query and its answer; without a query there is one to begin with."""
        reader, given = read_reader(request), read_values(request.scope["query_string"], "the address")
        text = given.get("query", [""])[-1].replace("\r\n", "\n")
        if not text.strip():
            text = self._find_example(given.get("_example", [""])[-1])
            page = self._write(request, reader, text, None, self._responder.snapshot)
            return Response(page, headers={"Vary": "Accept-Language", "Cache-Control": "no-cache"}, media_type=HTML)
        job = Job(_check_length(text), task="sheet", language=reader.language)

        def write(reply: Reply, snapshot: Snapshot) -> str:
            return self._write(request, reader, text, reply, snapshot)

        try:
            return await self._responder.show(request, job, write)
        except Problem as problem:
            reply = Reply(problem.status, HTML, problem.to_json())
            return Response(write(reply, self._responder.snapshot), problem.status, problem.headers, HTML)

    async def list_terms(self, request: Request) -> Response:  # noqa: ARG002  every address is called alike
        """Prefixes and terms for completion."""
        return JSONResponse(describe_terms(), headers={"Cache-Control": "max-age=3600"})

    async def list_countries(self, request: Request) -> Response:  # noqa: ARG002
        """Names of countries by the number that outlines have."""
        return JSONResponse(name_countries(), headers={"Cache-Control": "max-age=3600"})

    async def show_network(self, request: Request) -> Response:
        """The network behind the rows of a query, or of a question."""
        reader = read_reader(request)
        try:
            response = await self._responder.answer(request, self._read_job(request, reader))
        except Problem as problem:
            response = to_response(problem)
        policy = _read_policy(response)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            page = render("nothing.html", reader, self._base, problem=json.loads(bytes(response.body)))
            response = Response(page, response.status_code, media_type=HTML)
        response.headers["Content-Security-Policy"] = f"{policy}; {write_policy(FRAMED)}"
        response.headers["Vary"] = "Accept-Language"
        return response

    def _read_job(self, request: Request, reader: Reader) -> Job:
        """The network that a request asks for."""
        given, name = read_values(request.scope["query_string"], "the address"), request.path_params.get("name", "")
        text = self._questions.find(name).text if name else _check_length(given.get("query", [""])[-1])
        values = read_given(request) if name else {}
        return Job(text, question=name, values=values, task="network", language=reader.language)

    def _write(self, request: Request, reader: Reader, text: str, reply: Reply | None, snapshot: Snapshot) -> str:
        """The page of the editor."""
        content = json.loads(reply.body) if reply else {}
        sheet = content if reply and reply.status == HTTPStatus.OK else {}
        answer = self._describe(reader, text, sheet, request, snapshot) if sheet else {}
        queries, _ = self._questions.list()
        examples = {"learn": read_examples(), "questions": queries}
        told = {"problem": {} if sheet else content, "near": _find_near(text, content)}
        values = {"prefixes": PREFIXES, "examples": examples, "most": MOST_QUERY,
                  "view": request.query_params.get("_view", "")}  # fmt: skip
        return render("editor.html", reader, self._base, text=text, sheet=sheet, answer=answer, **told, **values)

    def _describe(self, reader: Reader, text: str, sheet: Mapping[str, Any], request: Request,
                  snapshot: Snapshot) -> dict[str, Any]:  # fmt: skip
        """What the page says of the answer."""
        pairs = [("query", text)]
        names = dict.fromkeys(format.names[0] for format in (*ROWS, *GRAPHS))
        formats = {name: "/sparql" + write_query([*pairs, ("format", name)]) for name in names}
        place = Place("/editor", pairs, formats, "/network" + write_query(pairs))
        wanted = request.query_params.get("_view", "")
        return describe_answer(sheet, place, reader, wanted, snapshot.id, hash_query(text))

    def _find_example(self, name: str) -> str:
        """The text of an example, without its header."""
        query = read_examples().get(name) or self._questions.list()[0].get(name)
        return drop_header(query.text) if query else BEGINNING

    @property
    def _base(self) -> str:
        """The base IRI of the store."""
        return self._responder.pool.base


def _find_near(text: str, problem: Mapping[str, Any]) -> str:
    """The words where a query can't be read; nothing where it ends too early."""
    rows = text.split("\n")[problem.get("line", 1) - 1 :]
    return rows[0][problem.get("column", 1) - 1 :].strip()[:SHOWN] if rows and "line" in problem else ""


def _read_policy(response: Response) -> str:
    """The policy that the page of a network states, with the hashes of its scripts."""
    found = _POLICY.search(bytes(response.body).decode("utf-8", "replace"))
    return html.unescape(found[1]) if found else "default-src 'none'; style-src 'self'"


def _check_length(text: str) -> str:
    """The text of a query; a `Problem` for one that is too long, or for none."""
    length = len(text.encode("utf-8", "surrogatepass"))
    if length > MOST_QUERY:
        raise Problem(
            414, f"the query has {length:,} bytes, {MOST_QUERY:,} are read: ask less at once", parameter="query"
        )
    if not text.strip():
        raise Problem(400, "there is no query", parameter="query")
    return text


@cache
def read_examples() -> dict[str, Query]:
    """Short queries to learn from, by name."""
    return load_queries(EXAMPLES)


@cache
def name_countries() -> dict[str, dict[str, str]]:
    """Names of countries in the languages of the pages, by their number in ISO 3166-1."""
    names = {language: Locale(language).territories for language in LANGUAGES}
    return {
        country.numeric: {language: str(names[language].get(country.alpha_2, country.name)) for language in LANGUAGES}
        for country in pycountry.countries
    }
