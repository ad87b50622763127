"""How an answer is shown: its views, its addresses in other formats, and what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphbuild.service.addresses import write_query
from graphbuild.service.negotiation import GRAPHS, ROWS, Format
from graphbuild.service.ontology import read_ontology
from graphbuild.service.rendering import Reader
from graphbuild.service.settings import MOST_EVENTS
from graphbuild.vocabulary import cg, xsd

VIEWS = ("table", "map", "timeline", "network")
_NUMBERS = tuple(xsd.NAMESPACE + name for name in ("integer", "decimal", "double", "float"))
_DAYS = tuple(xsd.NAMESPACE + name for name in ("date", "dateTime", "gYear", "gYearMonth"))
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_LONG = 60  # characters of words that are read rather than compared
NAMES = {"turtle": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF/XML", "trig": "TriG"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer is shown: path and values of its page, and where its formats, editor and network are."""

    path: str
    pairs: Sequence[tuple[str, str]]
    formats: Mapping[str, str]  # address of the answer in a format, by its name
    network: str
    editor: str = ""


def describe_answer(sheet: Mapping[str, Any], place: Place, reader: Reader, wanted: str, snapshot: str,
                    hash: str) -> dict[str, Any]:  # fmt: skip
    """What the part of a page that shows an answer needs beside the sheet."""
    graph, boolean = "turtle" in sheet, "boolean" in sheet
    view = wanted or sheet["view"] or VIEWS[0]
    offered: Sequence[Format] = GRAPHS if graph else ROWS
    formats = [
        {"name": NAMES.get(name, name.upper()), "href": place.formats[name], "type": format.media_types[0]}
        for format in offered
        if (name := format.names[0]) in place.formats and not (boolean and name in ("csv", "tsv"))
    ]
    formats.sort(key=lambda format: format["name"] != "CSV")
    hrefs = {name: reader.go(place.path + write_query([*place.pairs, ("_view", name)])) for name in VIEWS}
    untraced = sum(not row["behind"] for row in sheet["rows"])
    return {
        "view": view if view in VIEWS and not boolean else VIEWS[0],
        "views": [] if boolean else [{"name": name, "href": hrefs[name]} for name in VIEWS],
        "table": hrefs[VIEWS[0]],
        "formats": formats,
        "network": reader.go(place.network),
        "events": _count_events(sheet),
        "most_events": MOST_EVENTS,
        "editor": place.editor and reader.go(place.editor),
        "kinds": [find_kind(sheet, number) for number in range(len(sheet["columns"]))],
        "terms": [name_terms(sheet, number, reader.language) for number in range(len(sheet["columns"]))],
        "traced": untraced < len(sheet["rows"]),
        "untraced": untraced,
        "articles": {thing["article"] for thing in sheet["things"].values() if thing.get("article")},
        "snapshot": snapshot,
        "hash": hash,
    }


def name_terms(sheet: Mapping[str, Any], number: int, language: str) -> dict[str, str]:
    """What the ontology calls the values of a column that holds its terms by their local names."""
    cells = [row["cells"][number] for row in sheet["rows"] if row["cells"][number]]
    if any(cell["type"] != "literal" or len(cell) > 2 for cell in cells):  # one with a language or a datatype is none
        return {}
    ontology = read_ontology()
    names = {value: ontology.name(cg.NAMESPACE + value, language) for value in {cell["value"] for cell in cells}}
    return {value: name for value, name in names.items() if name != value} if all(names.values()) else {}


def _count_events(sheet: Mapping[str, Any]) -> int:
    """How many events are behind the rows."""
    behind = {iri for row in sheet["rows"] for iri in row["behind"]}
    return sum(sheet["things"][iri]["kind"] == "event" for iri in behind if iri in sheet["things"])


def find_kind(sheet: Mapping[str, Any], number: int) -> str:
    """What a column holds: number, date, long words, or text."""
    cells = [row["cells"][number] for row in sheet["rows"] if row["cells"][number]]
    types = {cell.get("datatype", "") for cell in cells}
    if cells and types <= set(_NUMBERS):
        return "number"
    if cells and all(cell.get("datatype") in _DAYS or _DAY.fullmatch(str(cell["value"])) for cell in cells):
        return "date"
    lengths = [len(cell["value"]) for cell in cells if cell["type"] == "literal"]
    return "long" if lengths and sum(lengths) / len(lengths) > _LONG else "text"
