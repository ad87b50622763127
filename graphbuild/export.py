"""Graphs of a store as files: RDF for other programs, GraphML and GEXF for network tools.

A file carries the reference graph and the graphs of the articles, so that it stands alone; texts only when asked for.
"""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad

from graphbuild.errors import GraphbuildError
from graphbuild.store import Store
from graphbuild.triples import LABEL, TYPE, Names, to_nquads, to_value
from graphbuild.vocabulary import PREFIXES, cg, xsd

EDGES = """
PREFIX cg: <https://w3id.org/conflictgraph/ns#>
SELECT ?event ?role ?filler ?part ?quantity ?basis ?confidence WHERE {
  ?event cg:participation ?part .
  ?part cg:role ?role ; cg:filler ?filler ; cg:basis ?basis ; cg:confidence ?confidence .
  OPTIONAL { ?part cg:quantity ?quantity }
}"""
NODES = """
PREFIX cg: <https://w3id.org/conflictgraph/ns#>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
SELECT ?node ?class ?words ?begin ?article ?date ?status ?certainty WHERE {
  ?node gaf:denotedBy ?mention ; a ?class .
  FILTER(?class NOT IN (cg:Occurrence, cg:Claim) && STRSTARTS(STR(?class), STR(cg:)))
  ?mention nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:referenceContext ?article .
  OPTIONAL { ?node cg:date ?date }
  OPTIONAL { ?node cg:status ?status }
  OPTIONAL { ?node cg:certainty ?certainty }
}"""
SAFE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")  # a local name that needs no escape anywhere
CLOCK = re.compile(rb' lastmodifieddate="[^"]*"')  # the one thing in GEXF that differs from day to day
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NATIVE = {xsd.integer: int, xsd.decimal: float}


def export_store(store: Store, name: str, *, texts: bool = False) -> bytes:
    """The store in a format of `FORMATS`; the same store gives the same bytes."""
    if name not in FORMATS:
        raise GraphbuildError(f"no format {name!r}: choose one of {', '.join(FORMATS)}")
    return FORMATS[name](store, texts)


def select_quads(store: Store, *, texts: bool) -> list[Quad]:
    """Quads of reference and article graphs, of the texts when asked for, sorted."""
    left_out = {store.names.provenance} | (set() if texts else {store.names.texts})
    return sorted((quad for quad in store.inner if quad.graph_name not in left_out), key=_sort_key)


def _sort_key(quad: Quad) -> tuple[str, str, bool, str, str]:
    """Order of quads in a file: by graph and subject, classes first."""
    return str(quad.graph_name), str(quad.subject), quad.predicate != TYPE, str(quad.predicate), str(quad.object)


# --- RDF --------------------------------------------------------------------------------------------------------------


def write_nquads(store: Store, texts: bool) -> bytes:
    """Sorted N-Quads."""
    return to_nquads(select_quads(store, texts=texts))


def write_trig(store: Store, texts: bool) -> bytes:
    """TriG with the prefixes that it uses, IRIs of the data relative to the base IRI, one property a line.

    Oxigraph's own writer puts the prefixes in another order each time.
    """
    quads = select_quads(store, texts=texts)
    lines = [f"@base <{store.names.base}> ."]
    lines += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in _find_prefixes(quads).items()]
    for graph, in_graph in groupby(quads, key=lambda quad: quad.graph_name):
        lines += ["", f"{_write_term(graph, store.names)} {{"]
        for subject, about in groupby(in_graph, key=lambda quad: quad.subject):
            properties = groupby(about, key=lambda quad: quad.predicate)
            members = [_write_property(predicate, same, store.names) for predicate, same in properties]
            lines.append(f"  {_write_term(subject, store.names)} " + " ;\n    ".join(members) + " .")
        lines.append("}")
    return ("\n".join(lines) + "\n").encode()


def _write_property(predicate: NamedNode, quads: Iterable[Quad], names: Names) -> str:
    """A property with its values in TriG."""
    verb = "a" if predicate == TYPE else _write_term(predicate, names)
    return f"{verb} " + ", ".join(_write_term(quad.object, names) for quad in quads)


def _write_term(node: object, names: Names) -> str:
    """A term in TriG."""
    if isinstance(node, Literal):
        kind = node.datatype.value
        if kind in (xsd.integer, xsd.boolean):
            return node.value
        plain = node.language or kind == xsd.string
        return str(node) if plain else f"{Literal(node.value)}^^{_write_term(node.datatype, names)}"
    iri = to_value(node)
    short = _shorten(iri, names)
    return f"<{short}>" if short == iri or iri.startswith(names.base) else short


def write_jsonld(store: Store, texts: bool) -> bytes:
    """JSON-LD: a context of prefixes, then one object per graph with its nodes."""
    quads = select_quads(store, texts=texts)
    context: dict[str, Any] = {"@base": store.names.base, **_find_prefixes(quads)}
    graphs: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for quad in quads:
        nodes = graphs[_shorten(to_value(quad.graph_name), store.names)]
        subject = _shorten(to_value(quad.subject), store.names)
        node = nodes.setdefault(subject, {"@id": subject})
        key, value = _to_member(quad, store.names)
        node.setdefault(key, []).append(value)
    body = [{"@id": name, "@graph": list(nodes.values())} for name, nodes in graphs.items()]
    return (json.dumps({"@context": context, "@graph": body}, ensure_ascii=False, indent=1) + "\n").encode()


def _to_member(quad: Quad, names: Names) -> tuple[str, Any]:
    """Key and value that a quad is to its node in JSON-LD."""
    if quad.predicate == TYPE:
        return "@type", _compact(to_value(quad.object))
    value: dict[str, str]
    if not isinstance(quad.object, Literal):
        value = {"@id": _shorten(to_value(quad.object), names)}
    elif quad.object.language:
        value = {"@value": quad.object.value, "@language": quad.object.language}
    elif quad.object.datatype.value == xsd.string:
        value = {"@value": quad.object.value}
    else:
        value = {"@value": quad.object.value, "@type": _compact(quad.object.datatype.value)}
    return _compact(quad.predicate.value), value


def _shorten(iri: str, names: Names) -> str:
    """An IRI of the data relative to the base IRI, any other with a prefix."""
    return iri.removeprefix(names.base) if iri.startswith(names.base) else _compact(iri)


def _compact(iri: str) -> str:
    """An IRI with a prefix where one fits."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and SAFE_NAME.fullmatch(local):
            return f"{prefix}:{local}"
    return iri


def _find_prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """The prefixes that quads use."""
    iris = {iri for quad in quads for iri in _list_iris(quad)}
    return {prefix: space for prefix, space in PREFIXES.items() if any(iri.startswith(space) for iri in iris)}


def _list_iris(quad: Quad) -> list[str]:
    """IRIs that stand in a quad, that of a datatype included."""
    if isinstance(quad.object, Literal):
        return [quad.predicate.value, quad.object.datatype.value]
    return [quad.predicate.value, to_value(quad.subject), to_value(quad.object)]


# --- networks ---------------------------------------------------------------------------------------------------------


def to_network(store: Store) -> nx.MultiDiGraph:
    """Actors, weapons, places and events as nodes, roles as edges from the event."""
    network = nx.MultiDiGraph()
    nodes = _describe_nodes(store)
    for iri in sorted(nodes):
        network.add_node(iri, **nodes[iri])
    for row in sorted(_read_rows(store, EDGES), key=lambda row: str(row["part"])):
        values = {name: row[name] for name in ("quantity", "basis", "confidence") if name in row}
        role = row["role"].removeprefix(cg.NAMESPACE)
        network.add_edge(row["event"], row["filler"], key=row["part"], role=role, label=role, **values)
    return network


def _describe_nodes(store: Store) -> dict[str, dict[str, Any]]:
    """Attributes of everything found in the texts, by IRI: its class, label, date, status, article."""
    found: dict[str, dict[str, Any]] = {}
    for row in sorted(_read_rows(store, NODES), key=lambda row: (row["node"], row["article"], row["begin"])):
        if row["node"] in found:
            continue
        extra = {name: row[name].removeprefix(cg.NAMESPACE) for name in ("date", "status", "certainty") if name in row}
        article = {"article": row["article"]} if "status" in row else {}
        label = _find_label(store, NamedNode(row["node"])) or row["words"]
        found[row["node"]] = {"label": label, "type": row["class"].removeprefix(cg.NAMESPACE)} | extra | article
    return found


def _find_label(store: Store, node: NamedNode) -> str | None:
    """The label of a thing, in French where there is one."""
    labels = [quad.object for quad in store.find(node, LABEL) if isinstance(quad.object, Literal)]
    best = min(labels, key=lambda label: (label.language != "fr", label.value), default=None)
    return str(_to_python(best)) if best else None


def _read_rows(store: Store, query: str) -> list[dict[str, Any]]:
    """Rows of an answer as Python values, without what is unbound."""
    answer = store.query(query)
    names = [variable.value for variable in answer.variables]
    return [{name: _to_python(row[name]) for name in names if row[name] is not None} for row in answer]


def _to_python(node: object) -> str | int | float:
    """The value of a term, a number where it is one, without characters that XML can't hold."""
    kind = node.datatype.value if isinstance(node, Literal) else ""
    return NATIVE[kind](to_value(node)) if kind in NATIVE else NOT_XML.sub("\N{REPLACEMENT CHARACTER}", to_value(node))


def write_graphml(store: Store, texts: bool) -> bytes:  # noqa: ARG001  every format is called alike
    """GraphML of the network."""
    target = io.BytesIO()
    nx.write_graphml_xml(to_network(store), target)
    return target.getvalue()


def write_gexf(store: Store, texts: bool) -> bytes:  # noqa: ARG001  every format is called alike
    """GEXF of the network, without the day on which it was written."""
    target = io.BytesIO()
    nx.write_gexf(to_network(store), target)
    return CLOCK.sub(b"", target.getvalue())


FORMATS: dict[str, Callable[[Store, bool], bytes]] = {
    "trig": write_trig,
    "nquads": write_nquads,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
    "gexf": write_gexf,
}
SUFFIXES = {".trig": "trig", ".nq": "nquads", ".jsonld": "jsonld", ".graphml": "graphml", ".gexf": "gexf"}
