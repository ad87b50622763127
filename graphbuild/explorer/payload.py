"""What a page tells, as JSON: nodes and edges by number, their words, the sentences, the projections laid out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

import networkx as nx
from pyvis.network import Network

from graphbuild.explorer.choosing import Scores, choose_first, score_nodes
from graphbuild.explorer.layout import lay_out, lay_out_near
from graphbuild.explorer.projections import PROJECTIONS, project
from graphbuild.explorer.reading import Fact, Labels
from graphbuild.explorer.selection import COUNTED, KINDS
from graphbuild.explorer.terms import Terms

KEPT = ("type", "article", "date", "status", "certainty", "act", "at")  # attributes that go to the page as they are
RENAMED = {"earliest": "from", "latest": "to"}

Json = dict[str, Any]


def draw_network(network: nx.MultiDiGraph) -> Network:
    """The network as pyvis holds it: most telling nodes first, positions computed, physics off."""
    scores = score_nodes(network)
    points = lay_out(network)
    picture = Network(directed=True)
    picture.toggle_physics(False)
    # pyvis' own add_node and add_edge look through all that is there: its lists are filled at once
    picture.nodes = [
        {"id": node, "label": values["label"], "group": values["group"], "x": points[node][0], "y": points[node][1],
         "value": round(scores[node], 2), "shape": "dot"}
        for node, values in sorted(network.nodes(data=True), key=lambda item: (-scores[item[0]], item[0]))
    ]  # fmt: skip
    picture.edges = [
        {"from": source, "to": target, "label": link["role"], "id": f"{source} {target} {key}", "arrows": "to"}
        for source, target, key, link in network.edges(keys=True, data=True)
    ]
    return picture


class Payload:
    """The parts of a page's data, made from a network."""

    def __init__(self, network: nx.MultiDiGraph, terms: Terms) -> None:
        """The payload of a network."""
        self.network = network
        self.terms = terms
        self.picture = draw_network(network)
        self.index = {node["id"]: number for number, node in enumerate(self.picture.nodes)}
        self.scores: Scores = {node["id"]: node["value"] for node in self.picture.nodes}
        articles = network.graph.get("articles", {})
        self.articles = {id: number for number, id in enumerate(sorted(self._find_articles(articles)))}

    def _find_articles(self, known: Mapping[str, Any]) -> set[str]:
        """Ids of the articles from which something is in the network."""
        sentences = self.network.graph.get("sentences", ())
        told = {sentences[number].article for number, _, _ in self._list_spans()}
        return told & known.keys()

    def _list_spans(self) -> Iterable[tuple[int, int, int]]:
        nodes = (values["spans"] for _, values in self.network.nodes(data=True) if "article" in values)
        edges = (link["spans"] for _, _, link in self.network.edges(data=True))
        return chain.from_iterable(chain(nodes, edges))

    @cached_property
    def sentences(self) -> dict[int, int]:
        """Numbers on the page of the sentences of its articles."""
        known = self.network.graph.get("sentences", ())
        kept = [number for number, sentence in enumerate(known) if sentence.article in self.articles]
        return {number: place for place, number in enumerate(kept)}

    def to_dict(self) -> Json:
        """All parts."""
        known = self.network.graph.get("sentences", ())
        told = [known[number] for number in self.sentences]
        return {
            "meta": self.to_meta(),
            "terms": self.terms.labels,
            "nodes": [self.to_node(node) for node in self.index],
            "edges": [self.to_edge(*edge) for edge in self.list_edges()],
            "claims": [self.to_claim(*edge) for edge in self._list_claims()],
            "articles": [self.network.graph["articles"][id] for id in self.articles],
            "sentences": [[self.articles[item.article], item.begin, item.text] for item in told],
            "views": {name: self.to_view(name) for name in ("full", *PROJECTIONS)},
        }

    def to_meta(self) -> Json:
        """What the page holds, what was asked for, what was left out."""
        known, groups = self.network.graph, nx.get_node_attributes(self.network, "group").values()
        counts = Counter(COUNTED[group] for group in groups)
        question = known.get("question")
        return {
            "counts": {"articles": len(self.articles)} | {name: counts[name] for name in KINDS},
            "left": known.get("left", {}),
            "focus": self.to_numbers(known.get("focus", ())),
            "question": question and question | {"nodes": [self.to_numbers(nodes) for nodes in question["nodes"]]},
        }

    def to_numbers(self, nodes: Iterable[str]) -> list[int]:
        """Numbers of those nodes that are on the page."""
        return [self.index[node] for node in nodes if node in self.index]

    def to_node(self, node: str) -> Json:
        """A node with all that is told of it."""
        values = self.network.nodes[node]
        told: Json = {"id": node, "group": values["group"], "label": merge(values["labels"])}
        told |= {name: values[name] for name in KEPT if name in values}
        told |= {new: values[name] for name, new in RENAMED.items() if name in values}
        told |= {name: merge(values[name]) for name in ("country", "category") if name in values}
        if "article" in values:
            told |= {"article": self.articles[values["article"]]} | ({"claimed": 1} if values.get("claimed") else {})
        lists = {"alt": values["aliases"], "links": values["links"]}
        return told | drop_empty(lists) | self.to_evidence(values)

    def to_evidence(self, values: Json) -> Json:
        """What is told of a node or an edge, and where."""
        return drop_empty({"facts": to_facts(values["facts"]), "spans": self.to_spans(values["spans"])})

    def to_spans(self, spans: Iterable[tuple[int, int, int]]) -> list[list[int]]:
        """Where words stand, in sentences that are on the page."""
        return [[self.sentences[number], begin, end] for number, begin, end in spans if number in self.sentences]

    def list_edges(self) -> list[tuple[str, str, Json]]:
        """Edges that are drawn: a claim that a statement makes is told by the statement."""
        edges = self.network.edges(data=True)
        return [edge for edge in edges if edge[2].get("statement") not in self.network]

    def to_edge(self, source: str, target: str, link: Json) -> Json:
        """An edge of the whole network."""
        edge: Json = {"s": self.index[source], "t": self.index[target], "role": link["role"]}
        edge |= {name: 1 for name in ("claim", "background") if link.get(name)}
        return edge | self.to_evidence(link)

    def _list_claims(self) -> list[tuple[str, str, Json]]:
        edges = self.network.edges(data=True)
        return [edge for edge in edges if edge[2].get("claim") and edge[2]["role"] != "about"]

    def to_claim(self, source: str, event: str, link: Json) -> Json:
        """What a source says of an event."""
        claim: Json = {"source": self.index[source], "event": self.index[event], "stance": link["role"]}
        claim |= {"statement": self.index[link["statement"]]} if link.get("statement") in self.index else {}
        return claim | self.to_evidence(link)

    def to_view(self, name: str) -> Json:
        """A projection: positions of its nodes, what is shown first, its links."""
        network = project(self.network, name)
        if name == "full":
            points, links = {node["id"]: (node["x"], node["y"]) for node in self.picture.nodes}, {}
        else:
            points, links = lay_out(network), {"links": [self.to_link(*edge) for edge in network.edges(data=True)]}
        labels = {node: values["label"] for node, values in network.nodes(data=True)}
        near = self._number(lay_out_near(network.subgraph(choose_first(network, self.scores)), labels))
        view = {"positions": self._number(points), "near": near, "first": sorted(near)}
        return view | links

    def _number(self, points: Mapping[str, tuple[int, int]]) -> dict[int, tuple[int, int]]:
        return {self.index[node]: points[node] for node in points}

    def to_link(self, source: str, target: str, link: Json) -> Json:
        """A link of a projection."""
        told: Json = {"s": self.index[source], "t": self.index[target], "role": link["role"], "weight": link["weight"]}
        told |= {"claimed": 1} if link["claimed"] else {}
        return told | {"events": [self.index[event] for event in link["events"]], "sorts": link["sorts"]}


def drop_empty(values: Json) -> Json:
    """The values without those that hold nothing."""
    return {name: value for name, value in values.items() if value}


def merge(labels: Labels) -> str | Labels:
    """Labels by language; just the words where all are the same."""
    words = set(labels.values())
    return words.pop() if len(words) == 1 else labels


def to_facts(facts: Iterable[Fact]) -> list[list[Any]]:
    """Facts as property and value, and a 1 where the value is a term."""
    found = []
    for property, value, term in facts:
        shown = merge(value) if isinstance(value, dict) else value
        found.append([property, shown, 1] if term else [property, shown])
    return found


def to_json(data: Json) -> str:
    """JSON that stands safely in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
