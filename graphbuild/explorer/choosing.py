"""What is shown first: the most telling event, what takes part in it, and the events that share most with it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

import networkx as nx

from graphbuild.explorer.reading import BELONGING, shorten_text
from graphbuild.lexicon import read_table
from graphbuild.resources import PACKAGE

FIRST = 30  # nodes of a first view at most: more are not read at a glance
NEAR = 20  # events of a node that are weighed
TRIES = 12  # units too large for what room is left, before the first view is taken as full
EARLY = 4  # sentences of an article that tell what it is about
EVENTS = ("event", "statement")
OUTER = frozenset({"place", *(shorten_text(property) for property in BELONGING)})
Scores = dict[str, float]
Unit = tuple[str, ...]


def score_nodes(network: nx.MultiDiGraph) -> Scores:
    """How telling each node is: an event by its class and roles, a thing by the events it takes part in."""
    scores = _score_events(network)
    shares: defaultdict[str, float] = defaultdict(float)
    for event, filler, link in network.edges(data=True):
        if event in scores and not link.get("background"):
            shares[filler] += scores[event]
    return {node: scores.get(node) or math.sqrt(shares[node]) for node in network}


def _score_events(network: nx.MultiDiGraph) -> Scores:
    """How telling each event is."""
    weights = {
        row["type"]: float(row["weight"]) for row in read_table(PACKAGE / "explorer" / "ranks.csv", ("type", "weight"))
    }
    begins, degrees = _find_beginnings(network), dict(network.degree())
    scores = {}
    for node, values in network.nodes(data=True):
        if values["group"] in EVENTS:
            roles = {link["role"] for _, _, link in network.out_edges(node, data=True)}
            told = sum(link["role"] == "about" for _, _, link in network.in_edges(node, data=True))
            hubs = sum(math.log(degrees[filler]) for filler in network.successors(node)) / 8
            early = values["spans"][0][0] - begins[values["article"]] < EARLY
            parts = 2 * len(roles - OUTER) + ("place" in roles)
            scores[node] = weights.get(values["type"], 1.0) + parts + min(told, 3) + min(hubs, 3) + 2 * early
            scores[node] *= 0.4 if values["group"] == "statement" else 1
    return scores


def _find_beginnings(network: nx.MultiDiGraph) -> dict[str, int]:
    """Index of the first sentence of each article."""
    begins: dict[str, int] = {}
    for number, sentence in enumerate(network.graph.get("sentences", ())):
        begins.setdefault(sentence.article, number)
    return begins


def choose_first(network: nx.MultiDiGraph, scores: Scores) -> list[str]:
    """What was asked for or the most telling nodes, then again and again those that share most with them."""
    if len(network) <= FIRST:
        return sorted(network, key=lambda node: (-scores[node], node))
    units = list_units(network, scores)
    near = _list_units_of_nodes(units)
    chosen = dict.fromkeys([node for node in network.graph.get("focus", ()) if node in network][:FIRST])
    waiting = dict.fromkeys(unit for node in chosen for unit in near[node])
    tries = 0
    while units and len(chosen) < FIRST and tries < TRIES:
        best = max(waiting or units, key=lambda unit: (_judge(unit, units[unit], chosen), units[unit], unit))
        added = [node for node in best if node not in chosen]
        tries = 0 if len(chosen) + len(added) <= FIRST else tries + 1
        if not tries:
            chosen |= dict.fromkeys(added)
            waiting |= dict.fromkeys(unit for node in added for unit in near[node] if unit in units)
        waiting.pop(best, None)
        del units[best]
    return list(chosen)


def _list_units_of_nodes(units: Mapping[Unit, float]) -> dict[str, list[Unit]]:
    """The most telling units to which each node belongs."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: (-units[unit], unit)):
        for node in unit:
            if len(found[node]) < NEAR:
                found[node].append(unit)
    return found


def list_units(network: nx.MultiDiGraph, scores: Scores) -> dict[Unit, float]:
    """What belongs together, with how telling it is: an event and its parts, or two nodes and the link between them."""
    units = {}
    for node, values in network.nodes(data=True):
        if values["group"] in EVENTS:
            parts = [filler for _, filler, link in network.out_edges(node, data=True) if not link.get("background")]
            sources = [source for source, _, link in network.in_edges(node, data=True) if link.get("claim")]
            units[node, *dict.fromkeys((*parts, *sources))] = scores[node]
    if not units:
        for source, target, link in network.edges(data=True):
            units[source, target] = link["weight"] + math.log1p(scores[source] * scores[target])
    return units


def _judge(unit: Unit, score: float, chosen: dict[str, None]) -> float:
    """How much it is worth to show a unit beside what was chosen."""
    known = sum(node in chosen for node in unit)
    return score * (known + 0.5) / math.sqrt(len(unit) - known + 1)
