"""The sheet: what a page needs of an answer, with the things that each row rests on."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from graphbuild.answers import GRAPH, Row, to_object
from graphbuild.querying import parse_query
from graphbuild.service.answering import Job, Reply, evaluate, write_triples
from graphbuild.service.facts import Facts
from graphbuild.service.negotiation import TURTLE
from graphbuild.service.problems import Problem
from graphbuild.service.settings import Limits
from graphbuild.store import Store
from graphbuild.tracing import ask_all, drop_header, has_limit, match_rows

MOST_ROWS = 500  # on a page
MOST_CELL = 20_000  # characters of a cell
MOST_TEXT = 4_000_000  # characters of all cells
MOST_BEHIND = 20  # things behind a row
MOST_FOUND = 80  # of which those are chosen
MOST_THINGS = 10_000
SHARE = 0.2  # of the deadline: an answer that took longer is not asked a second time
KINDS = ("event", "claim", "actor", "weapon", "place", "article")  # that stand behind a row, in this order
VIEWS = {"map": "map", "timeline": "timeline", "network": "network", "graph": "network"}
_VIEW = re.compile(r"^\s*#\s*defaultView\s*:\s*(\w+)", re.MULTILINE | re.IGNORECASE)


def write_sheet(job: Job, store: Store, limits: Limits) -> Reply:
    """The sheet of a query or of a question, as JSON."""
    began = time.monotonic()
    text, found = evaluate(job, store)
    meanings = parse_query(job.question, job.text).columns if job.question else {}
    sheet: dict[str, Any] = {"columns": [], "meanings": meanings, "rows": [], "things": {}, "shown": 0, "more": False,
                             "cut": "", "view": find_view(job.text), "text": drop_header(text)}  # fmt: skip
    settled = True
    if isinstance(found, ox.QueryBoolean):
        sheet["boolean"] = bool(found)
    else:
        facts = Facts(store, job.language)
        columns, rows, more = _read_rows(found, sheet)
        sheet |= {"columns": columns, "shown": len(rows), "more": more}
        few = more or has_limit(text)  # rows out of many: all solutions would be too much
        late = began + limits.deadline * SHARE
        solutions = Solutions([], ()) if isinstance(found, ox.QueryTriples) else _solve(text, job, store, late)
        _add_things(sheet, facts, rows, solutions, few)
        settled = time.monotonic() < late or isinstance(found, ox.QueryTriples)  # another time there may be more behind
        for value in (value for values in job.values.values() for value in values if value.startswith("http")):
            _add_thing(sheet["things"], facts, value)
    body = json.dumps(sheet, ensure_ascii=False).encode("utf-8", "replace")
    return Reply(200, "application/json", body, sheet["cut"], settled)


def find_view(text: str) -> str:
    """The view that a comment line of a query asks for; nothing where there is none."""
    found = _VIEW.search(text)
    return VIEWS.get(found[1].lower(), "") if found else ""


def _read_rows(found: Any, sheet: dict[str, Any]) -> tuple[list[str], list[Row], bool]:
    """Columns and the rows to be shown, and whether there are more; a graph comes as Turtle too."""
    if isinstance(found, ox.QueryTriples):
        some = list(islice(_drop_repeated(found), MOST_ROWS + 1))
        triples = sorted(some[:MOST_ROWS], key=str)
        sheet["turtle"] = write_triples(set(triples), TURTLE).decode()
        rows: list[Row] = [(triple.subject, triple.predicate, triple.object) for triple in triples]
        return list(GRAPH), rows, len(some) > MOST_ROWS
    columns = [variable.value for variable in found.variables]
    rows, length = [], 0
    for solution in found:
        if len(rows) == MOST_ROWS:
            return columns, rows, True
        row = tuple(solution[name] for name in columns)
        length += sum(len(getattr(term, "value", "")) for term in row)
        rows.append(row)
        if length > MOST_TEXT:
            sheet["cut"] = f"after {MOST_TEXT:,} characters"
            return columns, rows, True
    return columns, rows, False


def _drop_repeated(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Triples, each once."""
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _add_things(sheet: dict[str, Any], facts: Facts, rows: list[Row], solutions: Solutions,
                few: bool) -> None:  # fmt: skip
    """Put rows into a sheet, with what is behind each and what is known of it."""
    behind = [dict.fromkeys(_name_things(facts, row)) for row in rows]
    _find_behind(facts, sheet["columns"], rows, solutions, behind, few)
    things: dict[str, Any] = {}
    for row, known in zip(rows, behind, strict=True):
        ordered = sorted(known, key=lambda iri: KINDS.index(facts.find_class(iri)[1]))[:MOST_BEHIND]
        sheet["rows"].append({"cells": [_to_cell(term, sheet) for term in row], "behind": ordered})
        cells = (term.value for term in row if isinstance(term, NamedNode))
        for iri in dict.fromkeys((*ordered, *cells)):
            _add_thing(things, facts, iri)
    for thing in list(things.values()):
        for place in thing.get("places", ()):
            _add_thing(things, facts, place)
    sheet["things"] = things


def _add_thing(things: dict[str, Any], facts: Facts, iri: str) -> None:
    """Note what is known of a thing, once."""
    if iri not in things and len(things) < MOST_THINGS and (known := facts.summarise(iri)):
        things[iri] = known


def _find_behind(facts: Facts, columns: list[str], rows: list[Row], solutions: Solutions,
                 behind: list[dict[str, None]], few: bool) -> None:  # fmt: skip
    """Note behind each row what its query found on the way to it; of few out of many rows until each has something."""
    waiting = set(range(len(rows)))
    for numbers, values in match_rows(columns, rows, solutions.names, solutions.found):
        room = [number for number in numbers if len(behind[number]) < MOST_FOUND]
        named = _name_things(facts, values) if room else []
        for number in room:
            behind[number].update(dict.fromkeys(named))
        waiting.difference_update(numbers)
        if few and not waiting:
            return


def _name_things(facts: Facts, terms: Iterable[Any]) -> list[str]:
    """The things that terms name: IRIs, and words that are an IRI of the store."""
    base = facts.store.names.base
    named = [term.value for term in terms if isinstance(term, NamedNode)
             or (isinstance(term, Literal) and term.value.startswith(base) and " " not in term.value)]  # fmt: skip
    return [iri for iri in named if facts.find_class(iri)[1] in KINDS]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The solutions of a query with all its variables."""

    names: list[str]
    found: Iterable[Any]


def _solve(text: str, job: Job, store: Store, late: float) -> Solutions:
    """All variables of a query that selects some of them, as long as there is time."""
    whole = ask_all(text)
    if whole is None or time.monotonic() > late:
        return Solutions([], ())
    try:
        found = evaluate(Job(whole, "", "", job.default_graphs, job.named_graphs), store)[1]
    except Problem:  # such a query can't be asked so
        return Solutions([], ())
    names = [variable.value for variable in found.variables]
    return Solutions(names, takewhile(lambda _: time.monotonic() < late, found))


def _to_cell(term: Any, sheet: dict[str, Any]) -> dict[str, Any] | None:
    """A term as SPARQL's JSON has it, shortened where it is endless."""
    if term is None:
        return None
    cell = to_object(term)
    if isinstance(cell["value"], str) and len(cell["value"]) > MOST_CELL:
        cell["value"] = cell["value"][:MOST_CELL] + "…"
        sheet["cut"] = sheet["cut"] or f"a cell after {MOST_CELL:,} characters"
    return cell
