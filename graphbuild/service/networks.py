"""The network behind the rows of an answer, as the explorer's page; of a large store only that part is read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pyoxigraph import NamedNode

from graphbuild.explorer import read_network
from graphbuild.explorer.parts import copy_part
from graphbuild.explorer.questions import select_behind
from graphbuild.explorer.rendering import render_page
from graphbuild.querying import parse_query
from graphbuild.service.answering import Job, Reply
from graphbuild.service.negotiation import HTML
from graphbuild.service.ontology import to_iri
from graphbuild.service.problems import Problem
from graphbuild.service.settings import MOST_EVENTS, Limits
from graphbuild.service.sheets import write_sheet
from graphbuild.service.terms import abbreviate
from graphbuild.store import Store
from graphbuild.vocabulary import cg

MOST_THINGS = 300  # named by rows beside events
THINGS = ("actor", "weapon", "place")
TITLES = {"fr": "Réseau", "en": "Network"}


def write_network(job: Job, store: Store, limits: Limits) -> Reply:
    """The explorer's page of what the rows of an answer are about; a `Problem` where they are about nothing."""
    rows = write_sheet(job, store, limits)
    sheet = json.loads(rows.body)
    behind = [_find_nodes(row["behind"], sheet["things"], store) for row in sheet["rows"]]
    named = list(dict.fromkeys(node for nodes in behind for node in nodes))
    things = [node for node in named if sheet["things"].get(node, {}).get("kind") in THINGS]
    events = [node for node in named if sheet["things"].get(node, {}).get("kind") not in THINGS]
    network = read_network(copy_part(store, events[:MOST_EVENTS], things[:MOST_THINGS]))
    shown = [[node for node in nodes if node in network] for nodes in behind]
    if not any(shown):
        detail = "no row of the answer names an event, an actor, a weapon or a place: select one, as ?event"
        raise Problem(HTTPStatus.NOT_FOUND, detail if sheet["rows"] else "the query has no answer here")
    part = select_behind(network, shown, _describe(job, sheet))
    left = len(events) - MOST_EVENTS
    part.graph["left"] = {"events": left} if left > 0 else {}
    language = job.language or next(iter(TITLES))
    page = render_page(part, _name(job, language), language).encode()
    return Reply(HTTPStatus.OK, HTML, page, settled=rows.settled)


def _find_nodes(iris: Sequence[str], things: Mapping[str, Any], store: Store) -> list[str]:
    """The nodes that stand behind a row: a claim stands for the events that it is about."""
    nodes: list[str] = []
    for iri in iris:
        kind = things[iri]["kind"] if iri in things else ""
        if kind == "claim":
            nodes += [to_iri(quad.object) for quad in store.find(NamedNode(iri), NamedNode(cg.about))]
        elif kind == "event" or kind in THINGS:
            nodes.append(iri)
    return nodes


def _describe(job: Job, sheet: Mapping[str, Any]) -> dict[str, Any]:
    """What the page tells of the question: its words, values, text and answer."""
    query = parse_query(job.question, job.text) if job.question else None
    summary = {"fr": query.question_fr or query.summary, "en": query.summary} if query else ""
    rows = [[_show(cell, sheet["things"]) for cell in row["cells"]] for row in sheet["rows"]]
    known = {"name": job.question, "summary": summary, "parameters": job.values, "sparql": sheet["text"]}
    return known | {"columns": sheet["columns"], "rows": rows}


def _show(cell: Mapping[str, Any] | None, things: Mapping[str, Any]) -> str:
    """A cell for a reader: the name of a thing, the words of a literal."""
    if cell is None:
        return ""
    if cell["type"] == "uri":
        return str(
            things[cell["value"]]["label"] if cell["value"] in things else abbreviate(cell["value"]) or cell["value"]
        )
    return cell["value"] if isinstance(cell["value"], str) else ""


def _name(job: Job, language: str) -> str:
    """The title of the page: the question in words."""
    query = parse_query(job.question, job.text) if job.question else None
    if query is None:
        return TITLES[language]
    return (query.question_fr if language == "fr" else "") or query.summary
