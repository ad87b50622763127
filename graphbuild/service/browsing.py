"""The pages of a server: the questions, one question with its answer, the articles, and what went wrong."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from pyoxigraph import Literal
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graphbuild.querying import Query
from graphbuild.service.addresses import ask, write_query
from graphbuild.service.answering import Job, Reply
from graphbuild.service.files import read_sparql
from graphbuild.service.forms import make_fields, name_classes
from graphbuild.service.guard import to_response
from graphbuild.service.negotiation import GRAPHS, HTML, ROWS, prefers_page
from graphbuild.service.problems import Problem
from graphbuild.service.questions import Questions, read_given
from graphbuild.service.rendering import Reader, read_reader, render
from graphbuild.service.responding import Responder, hash_query, to_page
from graphbuild.service.showing import Place, describe_answer
from graphbuild.snapshots import Snapshot

MOST_ARTICLES = 1000  # on a page
MOST_WORDS = 200  # characters
PROGRAMS = ("/sparql", "/assets/", "/complete")  # addresses that programs ask, whose problems are data


class Browsing:
    """The addresses of pages."""

    def __init__(self, questions: Questions, responder: Responder) -> None:
        """Pages of questions, answered by a responder."""
        self._questions = questions
        self._responder = responder

    async def show_index(self, request: Request) -> Response:
        """The questions, and what the graph holds."""
        queries, faults = self._questions.list()
        reader = read_reader(request)

        def write(reply: Reply, snapshot: Snapshot) -> str:
            counts = (_read_rows(reply) or [{}])[0]
            return render("index.html", reader, self._base, queries=list(queries.values()), faults=faults,
                          snapshot=snapshot, counts=counts, root=str(request.base_url))  # fmt: skip

        listed = [query.text for query in queries.values()]
        return await self._responder.show(request, Job(read_sparql("counts"), format="json"), write, listed, faults)

    async def show_articles(self, request: Request) -> Response:
        """The articles, the newest first; those that have the words of `q` in id, title or source."""
        reader, words = read_reader(request), request.query_params.get("q", "").strip()[:MOST_WORDS]

        def write(reply: Reply, _: Snapshot) -> str:
            rows = _read_rows(reply)
            return render("articles.html", reader, self._base, articles=rows[:MOST_ARTICLES], words=words,
                          more=len(rows) > MOST_ARTICLES)  # fmt: skip

        asked = read_sparql("articles").replace("UNDEF", str(Literal(words.lower())))
        text = f"{asked} LIMIT {MOST_ARTICLES + 1}"
        return await self._responder.show(request, Job(text, format="json"), write)

    async def show_question(self, request: Request) -> Response:
        """A question: its form, and its answer below."""
        name = request.path_params["name"]
        query = self._questions.find(name)
        reader, values = read_reader(request), read_given(request)
        job = Job(query.text, question=name, values=values, task="sheet", language=reader.language)

        def write(reply: Reply, snapshot: Snapshot) -> str:
            return self._write_question(request, reader, query, values, reply, snapshot)

        try:
            return await self._responder.show(request, job, write)
        except Problem as problem:
            reply = Reply(problem.status, HTML, problem.to_json())
            return to_page(problem, write(reply, self._responder.snapshot))

    def _write_question(self, request: Request, reader: Reader, query: Query, values: dict[str, list[str]],
                        reply: Reply, snapshot: Snapshot) -> str:  # fmt: skip
        """The page of a question."""
        content = json.loads(reply.body)
        found = content if reply.status == HTTPStatus.OK else {}
        problem = {} if found else content
        pairs = [(name, value) for name, several in values.items() for value in several]
        answer = self._describe(reader, query, pairs, found, request, snapshot) if found else {}
        fields = make_fields(query, values, problem.get("errors", []), reader, request.query_params.getlist("_more"))
        return render("question.html", reader, self._base, query=query, fields=fields, sheet=found, answer=answer,
                      problem=problem, pairs=pairs, classes=name_classes(reader.language))  # fmt: skip

    def _describe(self, reader: Reader, query: Query, pairs: list[tuple[str, str]], sheet: dict[str, Any],
                  request: Request, snapshot: Snapshot) -> dict[str, Any]:  # fmt: skip
        """What the page of a question says of its answer."""
        path, given = ask(query.name), write_query(pairs)
        formats = {format.names[0]: f"{path}.{format.names[0]}{given}" for format in (*ROWS, *GRAPHS)}
        editor = "/editor" + write_query([("query", sheet["text"])])
        place = Place(path, pairs, formats, f"{path}/network{given}", editor)
        return describe_answer(sheet, place, reader, request.query_params.get("_view", ""), snapshot.id,
                               hash_query(query.text))  # fmt: skip

    # --- problems ---

    async def show_problem(self, request: Request, problem: Exception) -> Response:
        """What went wrong: a page for a reader, problem details for a program."""
        assert isinstance(problem, Problem)
        accept, path = request.headers.get("accept", ""), request.url.path
        page = prefers_page(accept, ROWS) and not path.startswith(PROGRAMS) and not _has_suffix(path)
        if not page or request.method not in ("GET", "HEAD"):
            return to_response(problem)
        text = render("problem.html", read_reader(request), self._base, problem=problem.to_dict())
        return to_page(problem, text)

    async def show_exception(self, request: Request, error: Exception) -> Response:
        """A problem for an address or a method that there is none of."""
        assert isinstance(error, HTTPException)
        detail = f"{request.method} is not for this address" if error.status_code == 405 else "there is nothing here"
        return await self.show_problem(request, Problem(error.status_code, detail, headers=error.headers))

    @property
    def _base(self) -> str:
        """The base IRI of the store."""
        return self._responder.pool.base


def _has_suffix(path: str) -> bool:
    """Whether an address asks for a format."""
    return path.startswith("/questions/") and "." in path


def _read_rows(reply: Reply) -> list[dict[str, str]]:
    """The values of an answer in JSON; none where there is no answer."""
    if reply.status != HTTPStatus.OK:
        return []
    rows = json.loads(reply.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]
