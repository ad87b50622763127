"""One HTML file: the network of a store, laid out beforehand, with the sentences behind every node and edge."""

import base64
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pyoxigraph as ox
import pyvis
from jinja2 import Environment
from markupsafe import Markup
from pyvis.network import Network

from graphbuild.export import to_network
from graphbuild.lexicon import Row, read_table
from graphbuild.listing import ROLES, find_label
from graphbuild.resources import PACKAGE, find_ontology
from graphbuild.store import Store, StoredArticle
from graphbuild.vocabulary import cg, dcterms, gaf, nif, rdfs, skos

ASSETS = PACKAGE / "page_assets"
# vis-network as pyvis ships it, under MIT or Apache-2.0
VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
FIRST = 40  # nodes of the first view: more can't be read at once
SCALE = 100  # units of a position per unit of the layout; the page stretches them over its window
LABEL = 28  # characters of a label in the picture; the panel shows it whole
FACTS = (  # what the panel tells beside type, date and status
    cg.decisionKind, cg.speechAct, cg.content, cg.condition, cg.purpose, cg.until, cg.killed, cg.injured,
    cg.position, cg.country, cg.partOf, cg.within, skos.broader,
)  # fmt: skip
ALSO = skos.altLabel
ORDER = (*ROLES, "about")  # of roles in the table
SURENESS = ("certainty", "killed", "injured")  # what a claim has of its own
EVIDENCE = f"""
SELECT DISTINCT ?thing ?article ?from ?sentence ?begin ?end WHERE {{
  {{ ?thing <{gaf.denotedBy}> ?mention }} UNION {{ ?thing <{cg.mention}> ?mention }}
  ?mention <{nif.beginIndex}> ?begin ; <{nif.endIndex}> ?end ; <{nif.sentence}> ?told .
  ?told <{nif.beginIndex}> ?from ; <{nif.anchorOf}> ?sentence ; <{nif.referenceContext}> ?context .
  ?context <{dcterms.identifier}> ?article .
}}"""
CLAIMS = f"""
SELECT ?id ?source ?about ?stance ?certainty ?statement ?killed ?injured WHERE {{
  ?id <{cg.source}> ?source ; <{cg.about}> ?about ; <{cg.stance}> ?stance .
  OPTIONAL {{ ?id <{cg.certainty}> ?certainty }} OPTIONAL {{ ?id <{cg.statement}> ?statement }}
  OPTIONAL {{ ?id <{cg.killed}> ?killed }} OPTIONAL {{ ?id <{cg.injured}> ?injured }}
}}"""

Claim = dict[str, str]
Span = tuple[int, int, int]  # number of the sentence, begin and end in it


@dataclass(frozen=True, slots=True)
class Terms:
    """What the ontology says of its terms, by local name: labels, and the topmost class above each class."""

    labels: dict[str, str]
    tops: dict[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences as article and text, and where in them a thing, participation or claim is named."""

    sentences: list[tuple[str, str]]
    spans: dict[str, list[Span]]


@dataclass(frozen=True)
class Content:
    """All that a page tells."""

    network: nx.MultiDiGraph
    claims: list[Claim]
    evidence: Evidence
    facts: dict[str, list[tuple[str, str]]]
    terms: Terms
    articles: list[StoredArticle]

    @cached_property
    def sources(self) -> dict[str, list[Claim]]:
        """Claims of which source and event are in the network, by event."""
        found = defaultdict(list)
        for claim in self.claims:
            if claim["source"] in self.network and claim["about"] in self.network:
                found[claim["about"]].append(claim)
        return dict(found)

    def group(self, node: str) -> str:
        """Actor, Weapon, Place, Event, or Reported for an event that isn't told as a plain fact by the article."""
        values = self.network.nodes[node]
        top = self.terms.tops[values["type"]]
        plain = values.get("status", "actual") == "actual" and values.get("certainty", "certain") == "certain"
        return "Reported" if top == "Event" and (node in self.sources or not plain) else top

    def name(self, term: str) -> str:
        """Label of a term of the ontology; any other text as it is."""
        return self.terms.labels.get(term.removeprefix(cg.NAMESPACE), term)


def render_page(store: Store, title: str = "graphbuild", language: str = "fr") -> str:
    """The page of a store as HTML that needs nothing from outside."""
    content, texts = read_content(store, language), read_texts(language)
    vis = VIS.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
    script, style, page = (_read_asset(name) for name in ("page.js", "page.css", "page.html"))
    data = write_data(content, draw_network(content), texts)
    return Environment(autoescape=True).from_string(page).render(
        title=title, language=language, texts=texts, name=content.name, rows=list_rows(content),
        policy=write_policy([vis, script]),
        data=Markup(data), vis=Markup(vis), script=Markup(script), style=Markup(style),
    )  # fmt: skip


def _read_asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def write_policy(scripts: Iterable[str]) -> str:
    """A content security policy that lets only these scripts run and nothing be fetched."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


# --- reading ----------------------------------------------------------------------------------------------------------


def read_content(store: Store, language: str) -> Content:
    """All that a page tells of a store."""
    terms = read_terms(language)
    facts = read_facts(store, terms, language)
    return Content(to_network(store), read_claims(store), read_evidence(store), facts, terms, store.articles())


def read_texts(language: str) -> dict[str, str]:
    """The words of the page itself in a language, by key."""
    return {row["key"]: row[language] for row in read_table(ASSETS / "texts.csv", ("key", "fr"))}


def read_groups() -> list[Row]:
    """How each group of nodes is drawn; the colours are from Okabe and Ito's palette."""
    return read_table(ASSETS / "groups.csv", ("group", "colour", "border", "shape", "size", "font"))


def read_terms(language: str) -> Terms:
    """Labels and classes of the ontology."""
    ontology = ox.Store()
    ontology.bulk_load(path=str(find_ontology("conflict.ttl")), format=ox.RdfFormat.TURTLE)
    labels, parents = {}, {}
    for quad in ontology.quads_for_pattern(None, None, None):
        subject, value = (getattr(term, "value", "").removeprefix(cg.NAMESPACE) for term in (quad.subject, quad.object))
        if quad.predicate.value == rdfs.label and getattr(quad.object, "language", None) == language:
            labels[subject] = value
        elif quad.predicate.value == rdfs.subClassOf and getattr(quad.object, "value", "").startswith(cg.NAMESPACE):
            parents[subject] = value
    return Terms(labels, {name: _find_top(name, parents) for name in labels})


def _find_top(name: str, parents: dict[str, str]) -> str:
    while name in parents:
        name = parents[name]
    return name


def read_evidence(store: Store) -> Evidence:
    """Where each thing, participation and claim is named, in the order of the texts."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    numbers: dict[tuple[str, int, str], int] = {}
    rows = [(r["article"].value, int(r["from"].value), r["sentence"].value, int(r["begin"].value),
             int(r["end"].value), r["thing"].value) for r in store.query(EVIDENCE)]  # fmt: skip
    for article, start, sentence, begin, end, thing in sorted(rows):
        number = numbers.setdefault((article, start, sentence), len(numbers))
        found[thing].append((number, begin - start, end - start))
    return Evidence([(article, sentence) for article, _, sentence in numbers], dict(found))


def read_claims(store: Store) -> list[Claim]:
    """What sources say of events."""
    answer = store.query(CLAIMS)
    names = [variable.value for variable in answer.variables]
    rows = ({name: row[name].value.removeprefix(cg.NAMESPACE) for name in names if row[name]} for row in answer)
    return sorted(rows, key=lambda claim: claim["id"])


def read_facts(store: Store, terms: Terms, language: str) -> dict[str, list[tuple[str, str]]]:
    """Names and values of what is told of each thing, in the order of `FACTS`, other names of it last."""
    wanted = (*FACTS, ALSO)
    values = " ".join(f"<{iri}>" for iri in wanted)
    query = f"""SELECT DISTINCT ?thing ?property ?value ?words WHERE {{
      VALUES ?property {{ {values} }} ?thing ?property ?value OPTIONAL {{ ?value <{nif.anchorOf}> ?words }} }}"""
    found: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in store.query(query):
        value = row["words"] or row["value"]
        if isinstance(value, ox.NamedNode):
            name = terms.labels.get(value.value.removeprefix(cg.NAMESPACE)) or find_label(store, value, language)
        else:
            name = value.value
        found[row["thing"].value].add((wanted.index(row["property"].value), name))
    return {thing: [(wanted[number], value) for number, value in sorted(told)] for thing, told in found.items()}


# --- drawing ----------------------------------------------------------------------------------------------------------


def draw_network(content: Content) -> Network:
    """The network as pyvis holds it: positions computed, physics off."""
    picture = Network(directed=True)
    picture.set_options(_read_asset("options.json"))
    picture.options["groups"] = {row["group"]: _to_style(row) for row in read_groups()}
    # pyvis' own add_node and add_edge look through all that is there: its lists are filled at once
    picture.edges = [*_draw_roles(content), *_draw_claims(content)]
    points = lay_out(content.network, picture.edges)
    picture.nodes = [_draw_node(content, node) | _to_point(points[node]) for node in content.network]
    return picture


def _to_style(row: Row) -> dict[str, Any]:
    """Options of vis-network for a group; what is reported is dashed."""
    chosen = {"background": row["colour"], "border": "#0b57d0"}
    colour = {"background": row["colour"], "border": row["border"], "highlight": chosen, "hover": chosen}
    style = {"color": colour, "shape": row["shape"], "size": int(row["size"]), "font": {"size": int(row["font"])}}
    return style | ({"shapeProperties": {"borderDashes": [3, 2]}} if row["group"] == "Reported" else {})


def _to_point(point: tuple[float, float]) -> dict[str, float]:
    return {"x": point[0], "y": point[1]}


def _draw_node(content: Content, node: str) -> dict[str, Any]:
    """A node as vis-network takes it, with what the panel tells of it."""
    values, told = content.network.nodes[node], content.facts.get(node, [])
    name = values["label"]
    facts = _tell(content, values, "date", "status", "certainty")
    return {
        "id": node, "name": name, "label": name if len(name) <= LABEL else name[: LABEL - 1].rstrip() + "…",
        "group": content.group(node), "type": content.name(values["type"]), "speaks": values["type"] == "Statement",
        "facts": facts + [(content.name(key), value) for key, value in told if key != ALSO],
        "names": [value for key, value in told if key == ALSO and value != name],
    }  # fmt: skip


def _draw_roles(content: Content) -> Iterator[dict[str, Any]]:
    """Edges from events to what fills their roles; dashed where a statement claims the event that it is about."""
    claimed = {(claim.get("statement"), claim["about"]) for claim in content.claims}
    for source, target, key, values in content.network.edges(keys=True, data=True):
        facts = _tell(content, values, "quantity", "basis", "confidence")
        edge = {"id": key, "from": source, "to": target, "name": content.name(values["role"]), "facts": facts}
        dashed = values["role"] == "about" and (source, target) in claimed
        yield edge | {"agent": values["role"] == "agent"} | ({"dashes": True, "claim": True} if dashed else {})


def _draw_claims(content: Content) -> Iterator[dict[str, Any]]:
    """Dashed edges from sources to the events that they claim, where no statement in the picture stands between."""
    for claim in chain.from_iterable(content.sources.values()):
        if not content.network.has_edge(claim.get("statement"), claim["about"]):
            edge = {"id": claim["id"], "from": claim["source"], "to": claim["about"], "dashes": True, "claim": True}
            yield edge | {"name": content.name(claim["stance"]), "facts": _tell(content, claim, *SURENESS)}


def _tell(content: Content, values: dict[str, Any], *keys: str) -> list[tuple[str, str]]:
    """Names and values of what is known under some keys."""
    return [(content.name(key), content.name(str(values[key]))) for key in keys if key in values]


def lay_out(nodes: Iterable[str], edges: Iterable[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Positions of nodes, the same for the same nodes and edges; edges to other nodes don't count."""
    names = sorted(nodes)
    index = {name: i for i, name in enumerate(names)}
    links = [(index[edge["from"]], index[edge["to"]]) for edge in edges if {edge["from"], edge["to"]} <= index.keys()]
    igraph.set_random_number_generator(random.Random(1))  # where igraph draws its starting positions from
    graph = igraph.Graph(len(names), links)
    layout = graph.layout_fruchterman_reingold(niter=500) if names else []
    return {name: (round(x * SCALE), round(y * SCALE)) for name, (x, y) in zip(names, layout, strict=True)}


def choose_first(content: Content) -> list[str]:
    """Nodes of the first view: all of a small network, else the best events of the articles and their parts."""
    network = content.network
    if len(network) <= FIRST:
        return list(network)
    chosen: dict[str, None] = {}
    for event in _take_turns(content):
        wanted = [event, *network.successors(event), *(claim["source"] for claim in content.sources.get(event, []))]
        if len(chosen | dict.fromkeys(wanted)) <= FIRST:
            chosen |= dict.fromkeys(wanted)
    return list(chosen)


def _take_turns(content: Content) -> Iterator[str]:
    """Events, the best of each article first, then the second best of each."""
    ranked: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(content.network, key=lambda node: (*_weigh(content.network, node), node)):
        if "article" in content.network.nodes[node]:
            ranked[content.network.nodes[node]["article"]].append(node)
    for turn in zip_longest(*ranked.values()):
        yield from filter(None, turn)


def _weigh(network: nx.MultiDiGraph, node: str) -> tuple[int, int]:
    """How little an event tells: least where it has four parts or more, then where others share them."""
    return -min(4, network.out_degree(node)), -sum(network.degree(filler) for filler in network.successors(node))


# --- writing ----------------------------------------------------------------------------------------------------------


def write_data(content: Content, picture: Network, texts: dict[str, str]) -> str:
    """JSON that stands safely in a script element."""
    claims = [
        claim | {"name": content.name(claim["stance"]), "facts": _tell(content, claim, *SURENESS)}
        for claim in chain.from_iterable(content.sources.values())
    ]
    groups = [row["group"] for row in read_groups()]
    data = {
        "nodes": picture.nodes, "edges": picture.edges, "options": picture.options, "texts": texts, "claims": claims,
        "first": lay_out(choose_first(content), picture.edges),
        "sentences": content.evidence.sentences, "spans": content.evidence.spans,
        "legend": [{"group": group, "name": texts.get(group.lower()) or content.name(group)} for group in groups],
        "articles": {a.id: [part for part in (a.title or a.id, a.date, a.source) if part] for a in content.articles},
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def list_rows(content: Content) -> list[dict[str, Any]]:
    """Events with their roles, who claims them and their first sentence, in the order of the texts."""
    spans, nodes = content.evidence.spans, content.network.nodes
    events = sorted((spans[node][0], node) for node in spans if "article" in nodes.get(node, {}))
    return [_to_row(content, event, content.evidence.sentences[span[0]]) for span, event in events]


def _to_row(content: Content, event: str, told: tuple[str, str]) -> dict[str, Any]:
    """An event as a row of the table."""
    nodes, name = content.network.nodes, content.name
    edges = sorted(content.network.out_edges(event, data=True), key=lambda edge: ORDER.index(edge[2]["role"]))
    roles = [f"{name(edge['role'])} : {nodes[to]['label']}" for _, to, edge in edges]
    claims = [f"{nodes[c['source']]['label']} ({name(c['stance'])})" for c in content.sources.get(event, [])]
    row: dict[str, Any] = nodes[event] | {key: name(nodes[event][key]) for key in ("type", "status")}
    joined = {"roles": " ; ".join(roles), "sources": " ; ".join(claims), "article": told[0], "sentence": told[1]}
    return row | joined | {"id": event}
