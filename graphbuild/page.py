"""One HTML file: the network of a store, laid out beforehand, with the sentences behind every node and edge."""

import base64
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable
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
from graphbuild.resources import PACKAGE, find_ontology
from graphbuild.store import Store
from graphbuild.vocabulary import cg, rdfs

ASSETS = PACKAGE / "page_assets"
# vis-network as pyvis ships it, under MIT or Apache-2.0
VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
FIRST = 60  # nodes of the first view: more is a hairball
SCALE = 95  # pixels between nodes of the layout
LABEL = 34  # characters of a label in the picture; the evidence shows it whole
GROUPS = {  # group: name in the legend, colour (Okabe and Ito's palette), shape, size
    "Actor": ("acteur", "#56B4E9", "dot", 18),
    "Weapon": ("arme", "#D55E00", "diamond", 16),
    "Place": ("lieu", "#009E73", "square", 12),
    "Event": ("événement", "#F0E442", "triangle", 9),
}
EVENTS = frozenset({
    "PolicyDecision", "ArmsTransfer", "ArmedAction", "ForceMovement", "Coercion", "Protest", "Diplomacy", "Commitment",
    "Request", "Statement",
})  # fmt: skip
EVIDENCE = """
PREFIX cg: <https://w3id.org/conflictgraph/ns#>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?thing ?words ?sentence ?article ?begin WHERE {
  { ?thing gaf:denotedBy ?mention } UNION { ?thing cg:mention ?mention ; cg:role ?role }
  ?mention nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:sentence/nif:anchorOf ?sentence ;
           nif:referenceContext/dcterms:identifier ?article .
}"""


def write_page(store: Store, path: Path, title: str = "graphbuild") -> None:
    """Writes the page of a store to a file, whole or not at all."""
    draft = path.with_name(path.name + ".part")
    draft.write_text(render_page(store, title), encoding="utf-8", newline="\n")
    draft.replace(path)


def render_page(store: Store, title: str = "graphbuild") -> str:
    """The page of a store as HTML that needs nothing from outside."""
    network = to_network(store)
    evidence = read_evidence(store)
    picture = draw_network(network, evidence)
    vis = (VIS / "vis-network.min.js").read_text(encoding="utf-8")
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    data = to_data(picture, network, len(store.articles()))
    template = Environment(autoescape=True).from_string((ASSETS / "page.html").read_text(encoding="utf-8"))
    return template.render(
        title=title, policy=write_policy([vis, script]), rows=list_rows(network, evidence),
        data=Markup(data), vis_script=Markup(vis), script=Markup(script),
        vis_style=Markup((VIS / "vis-network.css").read_text(encoding="utf-8")),
        style=Markup((ASSETS / "page.css").read_text(encoding="utf-8")),
    )  # fmt: skip


def write_policy(scripts: Iterable[str]) -> str:
    """A content security policy that lets only these scripts run and nothing be fetched."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:"


def read_evidence(store: Store) -> dict[str, list[dict[str, str]]]:
    """Sentences behind each thing, event and participation, in the order of the texts."""
    found: dict[str, list[tuple[str, int, str, str]]] = defaultdict(list)
    for row in store.query(EVIDENCE):
        place = (row["article"].value, int(row["begin"].value), row["sentence"].value, row["words"].value)
        found[row["thing"].value].append(place)
    return {
        thing: [{"sentence": s, "words": w, "article": a} for a, _, s, w in sorted(places)]
        for thing, places in found.items()
    }


def find_group(kind: str) -> str:
    """Actor, Weapon, Place or Event: how a node of a class is drawn."""
    return kind if kind in ("Weapon", "Place") else "Event" if kind in EVENTS else "Actor"


def draw_network(network: nx.MultiDiGraph, evidence: dict[str, list[dict[str, str]]]) -> Network:
    """The network as pyvis holds it: positions computed, physics off, evidence on every node and edge."""
    picture = Network(directed=True)
    picture.set_options(json.dumps({
        "physics": {"enabled": False},
        "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "tooltipDelay": 150},
        "nodes": {"font": {"size": 15, "strokeWidth": 4, "strokeColor": "#ffffff"}},
        "edges": {
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
            "color": {"color": "#8a8a8a", "highlight": "#0b57d0"},
            "font": {"size": 12, "color": "#444444", "strokeWidth": 3},
            "smooth": False,
        },
    }))  # fmt: skip
    points, labels = lay_out(network), read_labels()
    # pyvis' own add_node and add_edge look through all that is there: its lists are filled at once
    picture.nodes = [
        _draw_node(iri, values, labels, evidence) | {"x": points[iri][0], "y": points[iri][1]}
        for iri, values in network.nodes(data=True)
    ]
    picture.edges = [
        {"id": key, "from": source, "to": target, "label": labels[values["role"]], "basis": values.get("basis", ""),
         "confidence": values.get("confidence", ""), "evidence": evidence.get(key, evidence.get(source, []))}
        for source, target, key, values in network.edges(keys=True, data=True)
    ]  # fmt: skip
    return picture


def _draw_node(
    iri: str, values: dict[str, Any], labels: dict[str, str], evidence: dict[str, list[dict[str, str]]]
) -> dict[str, Any]:
    group = find_group(values["type"])
    _, colour, shape, size = GROUPS[group]
    name = values["label"]
    label = name if len(name) <= LABEL else name[: LABEL - 1] + "…"
    node = {"id": iri, "name": name, "label": label, "group": group, "type": labels[values["type"]], "shape": shape}
    node |= {"size": size, "color": colour, "evidence": evidence.get(iri, [])}
    told = {key: labels.get(values[key], values[key]) for key in ("date", "status", "certainty") if key in values}
    dashed = values.get("status", "actual") != "actual" or values.get("certainty", "certain") != "certain"
    return node | told | ({"shapeProperties": {"borderDashes": [4, 4]}} if dashed else {})


def read_labels(language: str = "fr") -> dict[str, str]:
    """Labels of classes, roles and statuses by their local names, from the ontology."""
    ontology = ox.Store()
    ontology.bulk_load(path=str(find_ontology("conflict.ttl")), format=ox.RdfFormat.TURTLE)
    found = ((quad.subject, quad.object) for quad in ontology.quads_for_pattern(None, ox.NamedNode(rdfs.label), None))
    return {
        term.value.removeprefix(cg.NAMESPACE): label.value
        for term, label in found
        if isinstance(term, ox.NamedNode) and isinstance(label, ox.Literal) and label.language == language
    }


def lay_out(network: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    """Positions of the nodes in pixels, the same for the same network."""
    names = sorted(network)
    index = {name: i for i, name in enumerate(names)}
    random.seed(1)  # igraph draws its starting positions from here
    igraph.set_random_number_generator(random)
    graph = igraph.Graph(len(names), [(index[a], index[b]) for a, b in network.edges()])
    layout = graph.layout_fruchterman_reingold(niter=500) if names else []
    return {name: (round(x * SCALE, 1), round(y * SCALE, 1)) for name, (x, y) in zip(names, layout, strict=True)}


def choose_first(network: nx.MultiDiGraph) -> list[str]:
    """Nodes of the first view: all of a small network, else the most connected events and what fills their roles."""
    if len(network) <= FIRST:
        return list(network)
    events = [node for node, values in network.nodes(data=True) if find_group(values["type"]) == "Event"]
    weight = {event: sum(network.degree(filler) for filler in network.successors(event)) for event in events}
    chosen: dict[str, None] = {}
    for event in sorted(events, key=lambda event: (-weight[event], event)):
        wanted = dict.fromkeys([event, *network.successors(event)])
        if len(chosen | wanted) <= FIRST:
            chosen |= wanted
    return list(chosen)


def to_data(picture: Network, network: nx.MultiDiGraph, articles: int) -> str:
    """JSON that stands safely in a script element."""
    first = lay_out(network.subgraph(choose_first(network)))
    data = {
        "nodes": picture.nodes, "edges": picture.edges, "options": picture.options, "first": first,
        "legend": [[group, name, colour] for group, (name, colour, _, _) in GROUPS.items()], "articles": articles,
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def list_rows(network: nx.MultiDiGraph, evidence: dict[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    """Events with their roles and their first sentence, for the table."""
    rows, labels = [], read_labels()
    for iri, values in network.nodes(data=True):
        if find_group(values["type"]) != "Event":
            continue
        roles = [f"{labels[edge['role']]} : {network.nodes[to]['label']}" for _, to, edge in network.out_edges(iri, data=True)]
        first = evidence.get(iri, [{"sentence": "", "article": ""}])[0]
        told = {name: str(values.get(name, "")) for name in ("label", "date")}
        told |= {name: labels.get(values.get(name, ""), "") for name in ("type", "status")}
        rows.append(told | {"roles": " ; ".join(roles), "sentence": first["sentence"], "article": first["article"]})
    return sorted(rows, key=lambda row: (row["article"], row["date"], row["sentence"]))
