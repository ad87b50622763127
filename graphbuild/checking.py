"""Checks of a graph: zero-row queries for whole stores, SHACL shapes for article graphs, mentions against texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from graphbuild.errors import ResourceError
from graphbuild.resources import find_ontology
from graphbuild.vocabulary import PREFIXES, cg, nif, rdf, rdfs, skos

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
TYPE = ox.NamedNode(rdf.type)
VOCABULARIES = ("conflict.ttl", "plover.ttl")
TERMS_BY_PROPERTY = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?property ?term WHERE { ?property rdfs:range ?class . ?term a ?class ; skos:inScheme ?scheme }
"""
SHARED_GRAPHS = frozenset({"reference", "provenance", "texts"})


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in a graph that is not as the contract says."""

    check: str  # name of the query, shape or comparison that found it
    focus: str  # the thing, as N-Triples
    message: str  # what is wrong and what to do
    value: str = ""  # the value or property at fault, where there is one
    severity: str = "violation"  # or "warning"
    article: str | None = None  # id of the article whose graph describes the thing, when it is one article's

    def __str__(self) -> str:
        """One line for a reader."""
        where = f"{self.article}: " if self.article else ""
        return f"{where}{self.focus}: {self.message}" + (f" ({self.value})" if self.value else "")


# --- whole stores -----------------------------------------------------------------------------------------------------


def check_store(store: ox.Store) -> Iterator[Finding]:
    """Findings of all zero-row queries, of the vocabularies and of the texts: all that the shapes ask, and more."""
    for name, query in read_checks().items():
        yield from sorted(set(run_check(store, name, query)))
    yield from sorted(check_terms(store))
    yield from sorted(check_texts(store))


def read_checks() -> dict[str, str]:
    """Zero-row queries of `ontology/checks` by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(find_ontology("checks").glob("*.rq"))}


def read_header(query: str) -> dict[str, str]:
    """Values of the `#+ key: value` lines of a query."""
    lines = (line[3:].partition(":") for line in query.splitlines() if line.startswith("#+ "))
    return {key.strip(): value.strip() for key, _, value in lines}


def run_check(store: ox.Store, name: str, query: str) -> Iterator[Finding]:
    """One finding for each row of a zero-row query (columns `?focus` and, where it helps, `?value`)."""
    header = read_header(query)
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    shows_value = any(variable.value == "value" for variable in rows.variables)
    for row in rows:
        value = shorten(str(row["value"])) if shows_value and row["value"] is not None else ""
        focus = row["focus"]
        yield Finding(name, str(focus), header["summary"], value, header["severity"], find_article(store, focus))


def find_article(store: ox.Store, thing: Node | None) -> str | None:
    """Id of the article in whose graph alone a thing is described; None for what other graphs describe too."""
    if not isinstance(thing, ox.NamedNode | ox.BlankNode):
        return None
    graphs = {quad.graph_name for quad in store.quads_for_pattern(thing, None, None)}
    ids = {to_article(graph) for graph in graphs if isinstance(graph, ox.NamedNode)}
    return ids.pop() if len(ids) == 1 and not ids & SHARED_GRAPHS else None


def to_article(graph: ox.NamedNode) -> str:
    """Id of the article whose graph has this name; the name's last part for other graphs."""
    return unquote(graph.value.rpartition("/")[2])


def shorten(term: str) -> str:
    """A term as N-Triples, its namespace shortened to a prefix where it is an IRI of a known vocabulary."""
    iri = term.strip("<>")
    names = (f"{prefix}:{iri.removeprefix(space)}" for prefix, space in PREFIXES.items() if iri.startswith(space))
    return next(names, term)


def check_terms(store: ox.Store) -> Iterator[Finding]:
    """Findings for properties and classes that the ontology does not define, and values outside of their vocabulary."""
    ontology = load_ontology(*VOCABULARIES, "weapons.ttl")
    defined = {quad.subject for quad in ontology}
    for quad in find_undefined(store, defined):
        term = quad.object if quad.predicate == TYPE else quad.predicate
        message = "conflict.ttl defines no such property or class: correct its name."
        yield to_term_finding(store, "unknown-term", quad, term, message)
    for prop, terms in list_vocabularies(ontology).items():
        for quad in store.quads_for_pattern(None, prop, None):
            if quad.object not in terms:
                message = f"The value is not in the vocabulary of {shorten(str(prop))}: take one of the ontology."
                yield to_term_finding(store, "wrong-term", quad, quad.object, message)


def find_undefined(store: ox.Store, defined: set[ox.NamedNode | ox.BlankNode | ox.Triple]) -> Iterator[ox.Quad]:
    """Quads whose property, or whose class, is a term of cg that is not among `defined`."""
    for pattern in ("?any ?term ?other", "?any a ?term"):
        rows = store.query(f"SELECT DISTINCT ?term WHERE {{ {pattern} }}", use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        for term in (row["term"] for row in rows):
            if isinstance(term, ox.NamedNode) and term.value.startswith(cg.NAMESPACE) and term not in defined:
                is_class = pattern.startswith("?any a")
                yield from store.quads_for_pattern(None, TYPE if is_class else term, term if is_class else None)


def to_term_finding(store: ox.Store, check: str, quad: ox.Quad, term: Node, message: str) -> Finding:
    """A finding about a term that a quad should not have."""
    return Finding(check, str(quad.subject), message, shorten(str(term)), article=find_article(store, quad.subject))


def load_ontology(*names: str) -> ox.Store:
    """Files of the ontology in one store."""
    store = ox.Store()
    for name in names:
        store.load(path=str(find_ontology(name)), format=ox.RdfFormat.TURTLE)
    return store


def list_vocabularies(ontology: ox.Store) -> dict[ox.NamedNode, set[ox.NamedNode]]:
    """The terms that each property with a controlled vocabulary may have as values."""
    found: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    rows = ontology.query(TERMS_BY_PROPERTY)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        prop, term = row["property"], row["term"]
        if isinstance(prop, ox.NamedNode) and isinstance(term, ox.NamedNode):
            found.setdefault(prop, set()).add(term)
    return found


# --- texts ------------------------------------------------------------------------------------------------------------


def check_texts(store: ox.Store) -> Iterator[Finding]:
    """Findings for mentions whose words are not those of the text at their offsets, and texts that changed."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(nif.isString), None):
        if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode):
            yield from check_text(store, quad.subject, quad.object.value)


def check_text(store: ox.Store, article: ox.NamedNode, text: str) -> Iterator[Finding]:
    """Findings for one article: its digest, and each piece of its text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    if read_value(store, article, cg.sha256) not in (digest, None):
        message = "The text is not the one that was read (its SHA-256 differs): build the article again."
        yield Finding("changed-text", str(article), message, article=find_article(store, article))
    for quad in store.quads_for_pattern(None, ox.NamedNode(nif.referenceContext), article):
        begin, end, words = (read_value(store, quad.subject, p) for p in (nif.beginIndex, nif.endIndex, nif.anchorOf))
        if begin and end and begin.isdigit() and end.isdigit() and text[int(begin) : int(end)] != words:
            message = "The words of the mention are not those of its article at its offsets: build the article again."
            yield Finding("other-words", str(quad.subject), message, words or "", article=find_article(store, article))


def read_value(store: ox.Store, thing: ox.NamedNode | ox.BlankNode | ox.Triple, prop: str) -> str | None:
    """The literal that a thing has for a property; None when it has none."""
    subject = thing if isinstance(thing, ox.NamedNode | ox.BlankNode) else None
    quads = store.quads_for_pattern(subject, ox.NamedNode(prop), None)
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), None)


# --- shapes -----------------------------------------------------------------------------------------------------------


def check_articles(store: ox.Store) -> Iterator[Finding]:
    """Findings of the shapes, article graph by article graph: slower than `check_store`, and independent of it."""
    shapes, background = load_turtle("shapes.ttl"), load_background()
    for graph in sorted(store.named_graphs(), key=str):
        article = to_article(graph) if isinstance(graph, ox.NamedNode) else ""
        if article and article not in SHARED_GRAPHS:
            for finding in validate(to_rdflib(collect_article(store, graph)), shapes, background):
                yield Finding(finding.check, finding.focus, finding.message, finding.value, finding.severity, article)


def check_graph(graph: rdflib.Graph) -> list[Finding]:
    """Findings of the shapes on one graph that holds an article with all that it refers to."""
    return validate(graph, load_turtle("shapes.ttl"), load_background())


def load_background() -> rdflib.Graph:
    """What shapes need to know of the ontology: superclasses, and the classes of the terms of its vocabularies.

    pySHACL leaves individuals of its `ont_graph` out, so these triples are validated along with the data.
    """
    ontology = load_ontology(*VOCABULARIES)
    above = {quad.triple for quad in ontology.quads_for_pattern(None, ox.NamedNode(rdfs.subClassOf), None)}
    terms = {quad.subject for quad in ontology.quads_for_pattern(None, ox.NamedNode(skos.inScheme), None)}
    return to_rdflib(above | {quad.triple for term in terms for quad in ontology.quads_for_pattern(term, TYPE, None)})


def validate(graph: rdflib.Graph, shapes: rdflib.Graph, background: rdflib.Graph) -> list[Finding]:
    """Findings of SHACL shapes on a graph and its background, sorted."""
    _, report, _ = pyshacl.validate(graph + background, shacl_graph=shapes, inplace=True)
    if not isinstance(report, rdflib.Graph):
        raise ResourceError(f"ontology/shapes.ttl: {report}: correct the shapes, or install graphbuild again")
    return sorted({to_finding(report, result, shapes) for result in report.subjects(RDF.type, SH.ValidationResult)})


def to_finding(report: rdflib.Graph, result: rdflib.term.Node, shapes: rdflib.Graph) -> Finding:
    """A validation result as a finding."""
    severity = "violation" if report.value(result, SH.resultSeverity) == SH.Violation else "warning"
    value = report.value(result, SH.value) or report.value(result, SH.resultPath)
    return Finding(
        name_shape(shapes, report.value(result, SH.sourceShape)),
        to_ntriples(report.value(result, SH.focusNode)),
        str(report.value(result, SH.resultMessage)),
        shorten(to_ntriples(value)) if isinstance(value, rdflib.URIRef | rdflib.Literal) else "",
        severity,
    )


def to_ntriples(node: rdflib.term.Node | None) -> str:
    """A node as N-Triples."""
    return node.n3() if isinstance(node, rdflib.URIRef | rdflib.BNode | rdflib.Literal) else ""


def name_shape(shapes: rdflib.Graph, shape: rdflib.term.Node | None) -> str:
    """Local name of the named shape that a shape is part of."""
    while isinstance(shape, rdflib.BNode):
        shape = next(shapes.subjects(None, shape), None)
    return str(shape or "").rpartition("#")[2]


def load_turtle(*names: str) -> rdflib.Graph:
    """Files of the ontology in one graph."""
    graph = rdflib.Graph()
    for name in names:
        graph.parse(find_ontology(name))
    return graph


def collect_article(store: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> set[ox.Triple]:
    """Triples of an article graph, and of the reference graph about all that these lead to."""
    triples = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    names = [name for name in store.named_graphs() if isinstance(name, ox.NamedNode)]
    shared = [name for name in names if to_article(name) == "reference"]
    waiting = {node for triple in triples for node in (triple.subject, triple.object)}
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        seen.add(node)
        if isinstance(node, ox.NamedNode):
            found = {quad.triple for name in shared for quad in store.quads_for_pattern(node, None, None, name)}
            triples |= found
            waiting |= {triple.object for triple in found} - seen
    return triples


def to_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Triples as a graph of rdflib."""
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data or b"", format="nt")
