"""Where nodes stand: communities first, the same each time, and no label over another where they are read."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import igraph
import networkx as nx
import numpy as np
from numpy.typing import NDArray

PITCH = 90.0  # between neighbours in the layout of all nodes
LINE, CHARACTER, MARGIN, MARK = 15.0, 6.9, 10.0, 36.0  # px: height of a line, width of a character at 12 px, room, symbol
COLUMNS = 18  # characters of a line of a label
LINES = 2
GAP = 2.0  # between boxes
PICTURE = np.array([960.0, 720.0])  # of the first view, 4:3; larger where its labels need more
GROWTH = 1.15
Points = NDArray[np.float64]
Positions = dict[str, tuple[int, int]]


def lay_out(network: nx.MultiDiGraph) -> Positions:
    """Positions of all nodes: each community by itself, then the communities among each other."""
    names, graph = to_graph(network)
    if not names:
        return {}
    with repeatable():
        members = list(graph.community_multilevel(weights="weight"))
        points = np.zeros((len(names), 2))
        radii = np.zeros(len(members))
        for number, community in enumerate(members):
            inner = _lay_out_community(graph.induced_subgraph(community))
            points[community] = inner
            radii[number] = np.sqrt((inner**2).sum(axis=1)).max() + PITCH / 2
        centres = _lay_out_centres(graph, members, radii)
    for number, community in enumerate(members):
        points[community] += centres[number]
    return _round(names, points)


def to_graph(network: nx.MultiDiGraph) -> tuple[list[str], igraph.Graph]:
    """Names in order, and the simple undirected graph of them; links of belonging draw less."""
    names = sorted(network)
    index = {name: number for number, name in enumerate(names)}
    weights: defaultdict[tuple[int, int], float] = defaultdict(float)
    for source, target, link in network.edges(data=True):
        pair = sorted((index[source], index[target]))
        weights[pair[0], pair[1]] += 0.25 if link.get("background") else link.get("weight", 1)
    pairs = sorted(pair for pair in weights if pair[0] != pair[1])
    return names, igraph.Graph(len(names), pairs, edge_attrs={"weight": [weights[pair] for pair in pairs]})


@contextmanager
def repeatable() -> Iterator[None]:
    """Chance that igraph draws from is the same within."""
    igraph.set_random_number_generator(random.Random(1))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _lay_out_community(graph: igraph.Graph) -> Points:
    """Positions about the origin, as many pixels wide as its nodes need."""
    count = graph.vcount()
    if count == 1:
        return np.zeros((1, 2))
    points = np.array(graph.layout_fruchterman_reingold(niter=300, grid=count > 1000).coords)
    points -= points.mean(axis=0)
    reach = np.sqrt((points**2).sum(axis=1)).max() or 1.0
    return np.asarray(points * (PITCH * math.sqrt(count) * 0.75 / reach))


def _lay_out_centres(graph: igraph.Graph, members: Sequence[Sequence[int]], radii: Points) -> Points:
    """Centres of communities, linked ones near each other, none over another."""
    if len(members) == 1:
        return np.zeros((1, 2))
    of = {node: number for number, community in enumerate(members) for node in community}
    pairs = {tuple(sorted((of[edge.source], of[edge.target]))) for edge in graph.es}
    quotient = igraph.Graph(len(members), sorted(pair for pair in pairs if pair[0] != pair[1]))
    points = np.array(quotient.layout_fruchterman_reingold(niter=300).coords)
    points -= points.mean(axis=0)
    reach = np.abs(points).max() or 1.0
    return spread_circles(points * (float(np.sqrt((radii**2).sum())) / reach), radii)


def spread_circles(points: Points, radii: Points, rounds: int = 120) -> Points:
    """Centres of circles pushed apart until none touches another (or the rounds are over)."""
    points = points.copy()
    reach = radii[:, None] + radii[None, :]
    np.fill_diagonal(reach, 0)
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2)) + 1e-9
        lack = np.clip(reach - distance, 0, None)
        if lack.max() < 1:
            break
        points += (apart / distance[:, :, None] * (lack * 0.4)[:, :, None]).sum(axis=1).clip(-reach.max(), reach.max())
    return points


# --- the first view ---------------------------------------------------------------------------------------------------


def measure(label: str) -> tuple[float, float]:
    """Width and height of a node with its label: a symbol, below it at most two lines."""
    width = max(MARK, min(len(label), COLUMNS) * CHARACTER)
    return width + MARGIN, MARK + LINE * (1 if len(label) <= COLUMNS else LINES)


def lay_out_near(network: nx.MultiDiGraph, labels: Mapping[str, str]) -> Positions:
    """Positions of a few nodes in a picture, no box over another, agents to the left of what they act on."""
    names, graph = to_graph(network)
    if not names:
        return {}
    boxes = np.array([measure(labels[name]) for name in names])
    with repeatable():
        points = np.array(graph.layout_kamada_kawai(maxiter=50 * len(names)).coords)
    points, picture = _turn(points, names, network), PICTURE
    while (apart := separate(_stretch(points, boxes, picture), boxes, picture)) is None:
        picture = picture * GROWTH
    return _round(names, apart)


def _turn(points: Points, names: Sequence[str], network: nx.MultiDiGraph) -> Points:
    """The points turned so that links lead from agents on the left to what they act on at the right."""
    index = {name: number for number, name in enumerate(names)}
    drift = np.zeros(2)
    for source, target, link in network.edges(data=True):
        way = points[index[target]] - points[index[source]]
        drift += -way if link["role"] == "agent" else way
    if not np.hypot(*drift):
        return points
    cosine, sine = drift / np.hypot(*drift)
    return np.asarray(points @ np.array([[cosine, -sine], [sine, cosine]]))


def _stretch(points: Points, boxes: Points, picture: Points) -> Points:
    """The points spread over the picture, with room for the boxes at its edge."""
    low, high = points.min(axis=0), points.max(axis=0)
    room, span = picture - boxes.max(axis=0), np.where(high - low > 1e-6, high - low, np.inf)
    return np.asarray((points - (low + high) / 2) * (room / span))


def separate(points: Points, boxes: Points, picture: Points, rounds: int = 150) -> Points | None:
    """The points moved until no box lies over another, all inside the picture; None where they won't."""
    points, edge = points.copy(), (picture - boxes) / 2
    points += np.arange(len(points))[:, None] * np.array([1e-3, 1.7e-3])  # no two at the same place
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2 + GAP
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        lack = need - np.abs(apart)
        over = (lack > 0).all(axis=2)
        np.fill_diagonal(over, False)
        if not over.any():
            return points
        side = lack[:, :, 0] < lack[:, :, 1]
        push = np.stack([side, ~side], axis=2) * over[:, :, None] * lack * np.where(apart < 0, -1, 1)
        points = np.clip(points + 0.4 * push.sum(axis=1), -edge, edge)
    return None


def _round(names: Sequence[str], points: Points) -> Positions:
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, points, strict=True)}
