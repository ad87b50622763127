"""Triples of one article, sorted by where they go, and what articles tell of things they share.

The graphs of a store: one per article, the reference graph, the provenance graph, the texts.
A thing known beyond one article is described in the reference graph, by the tables of the ontology (`known`) or by
the articles (`told`). Articles may differ in what they tell (`Joe Biden`, `JOE BIDEN`), so each told triple is kept as
an `rdf:Statement` of the provenance graph with the articles it was derived from; the reference graph follows from these
statements alone, whatever the order in which the articles came, and forgets what no article tells any more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graphbuild.records import Article
from graphbuild.vocabulary import cg, dcterms, gaf, nif, prov, rdf, rdfs, schema, skos, xsd

DEFAULT_BASE = "https://w3id.org/conflictgraph/id/"

TYPE = NamedNode(rdf.type)
STATEMENT = NamedNode(rdf.NAMESPACE + "Statement")
SUBJECT = NamedNode(rdf.NAMESPACE + "subject")
PREDICATE = NamedNode(rdf.NAMESPACE + "predicate")
OBJECT = NamedNode(rdf.NAMESPACE + "object")
LABEL = NamedNode(rdfs.label)
ALT_LABEL = NamedNode(skos.altLabel)
PREF_LABEL = NamedNode(skos.prefLabel)
BROADER = NamedNode(skos.broader)
NOTATION = NamedNode(skos.notation)
CONCEPT = NamedNode(skos.Concept)
SAME_AS = NamedNode(schema.sameAs)
DENOTED_BY = NamedNode(gaf.denotedBy)
IS_STRING = NamedNode(nif.isString)
COUNTRY = NamedNode(cg.country)
PART_OF = NamedNode(cg.partOf)
PRECISION = NamedNode(cg.precision)
WITHIN = NamedNode(cg.within)
STATE_OF = NamedNode(cg.stateOf)
SHA256 = NamedNode(cg.sha256)
DERIVED_FROM = NamedNode(prov.wasDerivedFrom)
GENERATED_BY = NamedNode(prov.wasGeneratedBy)
USED = NamedNode(prov.used)
REFERENCES = NamedNode(dcterms.references)

Object = NamedNode | Literal

# Of these a thing has one value (in a language): where articles differ, that of most articles stands.
SINGLE_VALUED = frozenset({TYPE, LABEL, COUNTRY, PART_OF, PRECISION})
RUN_PARTS = ("software", "pipeline", "tables")
SHARED_GRAPHS = ("reference", "provenance", "texts")
DATE_TYPES = ("gYear", "gYearMonth", "date")  # by the number of hyphens



@cache
def term(name: str) -> NamedNode:
    """The term of the conflict vocabulary with this local name."""
    return NamedNode(cg.NAMESPACE + name)


def to_date(value: dt.date | str) -> Literal:
    """A date as fine as it is written: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`."""
    text = str(value)
    return Literal(text, datatype=NamedNode(xsd.NAMESPACE + DATE_TYPES[text.count("-")]))


def to_decimal(value: float) -> Literal:
    """An `xsd:decimal` in canonical form, the only one that a store gives back unchanged."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return Literal("0" if text == "-0" else text, datatype=NamedNode(xsd.decimal))


def to_integer(value: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(str(value), datatype=NamedNode(xsd.integer))


@dataclass(frozen=True, slots=True)
class Names:
    """Names of graphs and nodes below a base IRI."""

    base: str = DEFAULT_BASE

    def node(self, path: str) -> NamedNode:
        """The IRI at a path below the base IRI."""
        return NamedNode(self.base + path)

    def article(self, article: Article) -> NamedNode:
        """The IRI of an article."""
        return self.node(article.path)

    def article_graph(self, article: Article) -> NamedNode:
        """The name of the graph that holds what is the article's own; never that of a graph which articles share."""
        name = article.path.removeprefix("article/")
        return self.node("graph/" + (f"%{ord(name[0]):X}{name[1:]}" if name in SHARED_GRAPHS else name))

    @property
    def reference(self) -> NamedNode:
        """The name of the graph of things known beyond one article."""
        return self.node("graph/reference")

    @property
    def provenance(self) -> NamedNode:
        """The name of the graph that says how the others came about."""
        return self.node("graph/provenance")

    @property
    def texts(self) -> NamedNode:
        """The name of the graph of the articles' texts."""
        return self.node("graph/texts")


@dataclass(frozen=True, slots=True)
class Run:
    """What reads articles: the same run makes the same graph of the same article."""

    software: str  # "graphbuild 0.1.0"
    pipeline: str  # name and version of the trained pipeline
    weights: str  # hash of its weights
    tables: str  # hash of ontology, word tables and judgements

    @property
    def path(self) -> str:
        """IRI of the run below the base IRI: it follows from what the run consists of."""
        parts = "\n".join((self.software, self.pipeline, self.weights, self.tables))
        return "run/" + shorten_hash(parts)


@dataclass(frozen=True, slots=True)
class ArticleQuads:
    """What becomes of one article: its own quads, and what it brings to the graphs that articles share."""

    id: str
    iri: NamedNode
    graph: NamedNode
    own: frozenset[Quad]  # article graph, text, links from and to the article in the provenance graph
    run: frozenset[Quad]  # description of the run
    known: Mapping[NamedNode, frozenset[Triple]]  # things of the tables that it refers to, and their descriptions
    told: frozenset[Triple]  # what it says of other things that articles share


def shorten_hash(text: str) -> str:
    """Twenty hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def describe_article(article: Article, names: Names) -> set[Quad]:
    """Quads that say which article this is: id, title, date, language, source, digest."""
    iri, graph = names.article(article), names.article_graph(article)
    values: dict[str, Object | None] = {
        dcterms.identifier: Literal(article.id),
        dcterms.title: Literal(article.title, language=article.language) if article.title else None,
        dcterms.issued: to_date(article.date) if article.date else None,
        dcterms.language: Literal(article.language),
        dcterms.source: Literal(article.source) if article.source else None,
        cg.sha256: Literal(article.sha256),
    }
    quads = {Quad(iri, NamedNode(key), value, graph) for key, value in values.items() if value is not None}
    return quads | {Quad(iri, TYPE, term("Article"), graph)}


def name_statement(triple: Triple, names: Names) -> NamedNode:
    """The node that stands for a told triple."""
    return names.node("statement/" + shorten_hash(str(triple)))


def describe_statement(triple: Triple, names: Names) -> set[Quad]:
    """Quads of the provenance graph that say which triple is told."""
    node = name_statement(triple, names)
    parts = ((TYPE, STATEMENT), (SUBJECT, triple.subject), (PREDICATE, triple.predicate), (OBJECT, triple.object))
    return {Quad(node, predicate, value, names.provenance) for predicate, value in parts}


def to_value(node: object) -> str:
    """The lexical form of a literal, or the text of an IRI."""
    if isinstance(node, Literal | NamedNode):
        return node.value
    raise TypeError(f"plain RDF has no {node!r} here")


def find_thing(node: object) -> NamedNode:
    """The thing that a node describes: itself, or what a node such as `{place}#point` belongs to."""
    return NamedNode(to_value(node).partition("#")[0])


def link_article(
    article: Article, run: Run, known: Iterable[NamedNode], told: Iterable[Triple], names: Names
) -> set[Quad]:
    """Quads of the provenance graph from and to one article: its run, what it refers to, what was derived from it."""
    iri, graph, made_by = names.article(article), names.article_graph(article), names.node(run.path)
    provenance = names.provenance
    links = {(graph, TYPE, NamedNode(prov.Entity)), (graph, DERIVED_FROM, iri), (graph, GENERATED_BY, made_by)}
    links |= {(made_by, USED, iri)} | {(graph, REFERENCES, thing) for thing in known}
    for triple in told:
        links |= {(graph, REFERENCES, find_thing(triple.subject)), (name_statement(triple, names), DERIVED_FROM, iri)}
    return {Quad(subject, predicate, value, provenance) for subject, predicate, value in links}


def describe_run(run: Run, names: Names) -> set[Quad]:
    """Quads of the provenance graph that say which software, trained pipeline and tables read articles."""
    iri = names.node(run.path)
    software, pipeline, tables = (NamedNode(f"{iri.value}#{part}") for part in RUN_PARTS)
    entity = NamedNode(prov.Entity)
    triples: list[tuple[NamedNode, NamedNode, Object]] = [
        (iri, TYPE, NamedNode(prov.Activity)),
        (iri, NamedNode(prov.wasAssociatedWith), software),
        (iri, USED, pipeline),
        (iri, USED, tables),
        (software, TYPE, NamedNode(prov.SoftwareAgent)),
        (software, LABEL, Literal(run.software)),
        (pipeline, TYPE, entity),
        (pipeline, LABEL, Literal(run.pipeline)),
        (pipeline, NamedNode(dcterms.identifier), Literal(run.weights)),
        (tables, TYPE, entity),
        (tables, NamedNode(dcterms.identifier), Literal(run.tables)),
    ]
    return {Quad(subject, predicate, value, names.provenance) for subject, predicate, value in triples}


def merge_told(told: Iterable[Triple], count: Callable[[Triple], int]) -> set[Triple]:
    """What the reference graph says of one thing, from the triples told of it; `count`: how many articles tell one.

    One label per language stays the label, the others become alternative labels.
    """
    rivals: dict[tuple[object, ...], list[Triple]] = defaultdict(list)
    merged: set[Triple] = set()
    for triple in told:
        if triple.predicate in SINGLE_VALUED:
            rivals[triple.subject, triple.predicate, _find_language(triple)].append(triple)
        else:
            merged.add(triple)
    for triples in rivals.values():
        best = triples[0] if len(triples) == 1 else min(triples, key=lambda t: (-count(t), str(t)))
        merged |= {best} | {Triple(t.subject, ALT_LABEL, t.object) for t in triples if t.predicate == LABEL}
    labels = {(t.subject, t.object) for t in merged if t.predicate == LABEL}
    return {t for t in merged if t.predicate != ALT_LABEL or (t.subject, t.object) not in labels}


def _find_language(triple: Triple) -> str | None:
    """Language of a told value; None where it has none."""
    return triple.object.language if isinstance(triple.object, Literal) else None


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Sorted N-Quads: the same set of quads gives the same bytes."""
    return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()
