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

SMALL = 150  # nodes that are laid out at once
CROWD = 400  # communities that are laid out among each other
PITCH = 90.0  # between neighbours in the layout of all nodes
LINE, CHARACTER, MARGIN, MARK = (
    15.0,
    6.9,
    10.0,
    36.0,
)  # px: height of a line, width of a character at 12 px, room, symbol
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
    with repeatable():
        return _round(names, _place(graph)) if names else {}


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


def _place(graph: igraph.Graph) -> Points:
    """Positions about the origin; what is too large to be laid out at once is laid out by communities."""
    if graph.vcount() <= SMALL:
        return _place_together(graph)
    members = list(graph.community_multilevel(weights="weight"))
    if len(members) == 1:
        return _place_together(graph)
    inner = [_place(graph.induced_subgraph(community)) for community in members]
    radii = np.array([np.sqrt((points**2).sum(axis=1)).max() + PITCH / 2 for points in inner])
    centres = _place_in_rows(radii) if len(members) > CROWD else _place_centres(graph, members, radii)
    points = np.zeros((graph.vcount(), 2))
    for community, own, centre in zip(members, inner, centres, strict=True):
        points[community] = own + centre
    return np.asarray(points - points.mean(axis=0))


def _place_together(graph: igraph.Graph) -> Points:
    """Positions about the origin, as many pixels wide as the nodes need."""
    count = graph.vcount()
    if count == 1:
        return np.zeros((1, 2))
    large = count > SMALL
    points = np.array(graph.layout_fruchterman_reingold(niter=60 if large else 200, grid=large).coords)
    points -= points.mean(axis=0)
    reach = np.sqrt((points**2).sum(axis=1)).max() or 1.0
    return np.asarray(points * (PITCH * math.sqrt(count) * 0.75 / reach))


def _place_centres(graph: igraph.Graph, members: Sequence[Sequence[int]], radii: Points) -> Points:
    """Centres of communities, linked ones near each other, none over another."""
    of = np.zeros(graph.vcount(), dtype=int)
    for number, community in enumerate(members):
        of[community] = number
    pairs = {(min(pair), max(pair)) for pair in of[np.array(graph.get_edgelist(), dtype=int).reshape(-1, 2)].tolist()}
    quotient = igraph.Graph(len(members), sorted(pair for pair in pairs if pair[0] != pair[1]))
    points = np.array(quotient.layout_fruchterman_reingold(niter=300).coords)
    points -= points.mean(axis=0)
    reach = np.abs(points).max() or 1.0
    return spread_circles(points * (float(np.sqrt((radii**2).sum())) / reach), radii)


def _place_in_rows(radii: Points) -> Points:
    """Centres of very many circles: in rows, the largest first."""
    width = 2 * math.sqrt(float((radii**2).sum()))
    centres, x, y, height = np.zeros((len(radii), 2)), 0.0, 0.0, 0.0
    for number in np.argsort(-radii, kind="stable"):
        radius = float(radii[number])
        if x + 2 * radius > width and x:
            x, y, height = 0.0, y + height, 0.0
        centres[number] = x + radius, y + radius
        x, height = x + 2 * radius, max(height, 2 * radius)
    return centres


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
        over: NDArray[np.bool_] = np.all(lack > 0, axis=2)
        np.fill_diagonal(over, False)
        if not over.any():
            return points
        side = lack[:, :, 0] < lack[:, :, 1]
        push = np.stack([side, ~side], axis=2) * over[:, :, None] * lack * np.where(apart < 0, -1, 1)
        points = np.clip(points + 0.4 * push.sum(axis=1), -edge, edge)
    return None


def _round(names: Sequence[str], points: Points) -> Positions:
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, points, strict=True)}
