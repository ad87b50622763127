"""What of a network is kept: the surroundings of a name, a stretch of time, the most telling so many nodes."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import Counter
from collections.abc import Iterable, Sequence

import networkx as nx

from graphbuild.errors import GraphbuildError
from graphbuild.explorer.choosing import Scores, list_units, score_nodes
from graphbuild.lexicon import fold

DEPTH = 2  # steps around a focus
SHOWN = 12  # candidates that an error lists
THINGS = ("actor", "weapon", "place")  # in the order in which a name is looked up
COUNTED = {"event": "events", "statement": "events", "actor": "actors", "weapon": "weapons", "place": "places"}
KINDS = tuple(dict.fromkeys(COUNTED.values()))


def select(
    network: nx.MultiDiGraph,
    *,
    focus: Sequence[str] = (),
    depth: int = DEPTH,
    begin: dt.date | None = None,
    end: dt.date | None = None,
    limit: int | None = None,
) -> nx.MultiDiGraph:
    """The part of a network within `depth` steps of the `focus` (names or IRIs), between two days, of `limit` nodes.

    Of the events only those are kept that may have happened from `begin` to `end`; those without a date are not.
    What is left out is counted in `graph["left"]`.

    >>> import networkx as nx
    >>> select(nx.MultiDiGraph(), limit=10).graph["left"]
    {}
    """
    centres = [find_node(network, name) for name in focus]
    kept = network if begin is None and end is None else _keep_days(network, begin, end)
    distances = measure_distances(kept, centres, depth) if centres else {}
    if centres:
        kept = kept.subgraph(distances)
    if limit is not None and len(kept) > limit:
        kept = kept.subgraph(_order(kept, distances)[:limit])
    return mark_left(network, kept, centres)


def mark_left(network: nx.MultiDiGraph, kept: nx.MultiDiGraph, focus: Sequence[str]) -> nx.MultiDiGraph:
    """A part of a network by itself, that tells what it is about and how much was left out."""
    part = nx.MultiDiGraph(kept)
    left = Counter(network.graph.get("left", {})) + Counter(
        COUNTED[network.nodes[node]["group"]] for node in network if node not in kept
    )
    part.graph = network.graph | {
        "focus": list(focus) or network.graph.get("focus", []),
        "left": {name: left[name] for name in KINDS if left[name]},
    }
    return part


# --- time -------------------------------------------------------------------------------------------------------------


def _keep_days(network: nx.MultiDiGraph, begin: dt.date | None, end: dt.date | None) -> nx.MultiDiGraph:
    """The events that may have happened between two days, and what takes part in them."""
    if begin and end and begin > end:
        raise GraphbuildError(f"from {begin} to {end}: the first day is after the last: exchange them")
    first, last = begin.isoformat() if begin else "", end.isoformat() if end else "9"
    dated = {node: values for node, values in network.nodes(data=True) if values.get("earliest")}
    events = [node for node, values in dated.items() if values["earliest"] <= last and values["latest"] >= first]
    if not events:
        raise GraphbuildError(f"no event {_tell_days(begin, end)}: {_tell_known(dated.values())}")
    kept = dict.fromkeys(events)
    for event in events:
        kept |= dict.fromkeys(
            other for other in _list_near(network, event) if other in kept or not _is_event(network, other)
        )
    return network.subgraph(kept)


def _tell_days(begin: dt.date | None, end: dt.date | None) -> str:
    return " ".join(([f"from {begin}"] if begin else []) + ([f"to {end}"] if end else []))


def _tell_known(dated: Iterable[dict[str, str]]) -> str:
    """What days the graph has events of."""
    days = sorted(day for values in dated for day in (values["earliest"], values["latest"]))
    return f"those with a date are from {days[0]} to {days[-1]}" if days else "none has a date"


def _is_event(network: nx.MultiDiGraph, node: str) -> bool:
    return network.nodes[node]["group"] not in THINGS


# --- surroundings -----------------------------------------------------------------------------------------------------


def _list_near(network: nx.MultiDiGraph, node: str) -> dict[str, None]:
    """Nodes linked to one by an event or a claim; what belongs together is no step."""
    out = (other for _, other, link in network.out_edges(node, data=True) if not link.get("background"))
    into = (other for other, _, link in network.in_edges(node, data=True) if not link.get("background"))
    return dict.fromkeys([*out, *into])


def measure_distances(network: nx.MultiDiGraph, centres: Iterable[str], depth: int) -> dict[str, int]:
    """Steps from the nearest centre, for all nodes within `depth` of them."""
    distances = {node: 0 for node in centres if node in network}
    edge = list(distances)
    for step in range(1, depth + 1):
        edge = list(dict.fromkeys(near for node in edge for near in _list_near(network, node) if near not in distances))
        distances |= dict.fromkeys(edge, step)
    return distances


def _order(network: nx.MultiDiGraph, distances: dict[str, int]) -> list[str]:
    """Nodes, the nearest first; without a focus the most telling events first, each with its parts."""
    scores = score_nodes(network)
    if distances:
        return sorted(network, key=lambda node: (distances[node], -scores[node], node))
    return _order_units(network, scores)


def _order_units(network: nx.MultiDiGraph, scores: Scores) -> list[str]:
    units = list_units(network, scores)
    found = (node for unit in sorted(units, key=lambda unit: (-units[unit], unit)) for node in unit)
    return list(dict.fromkeys([*found, *sorted(network)]))


# --- names ------------------------------------------------------------------------------------------------------------


def find_node(network: nx.MultiDiGraph, name: str) -> str:
    """The one actor (else weapon, else place) of a name, or the node of an IRI; `GraphbuildError` that lists others."""
    text = name.strip().removeprefix("<").removesuffix(">")
    if text in network:
        return text
    names = _list_names(network)
    found = names.get(fold(text), [])
    best = min((THINGS.index(network.nodes[node]["group"]) for node in found), default=None)
    same = [node for node in found if THINGS.index(network.nodes[node]["group"]) == best]
    if len(same) == 1:
        return same[0]
    if same:
        rows = [f"{network.nodes[node]['label']} <{node}> {network.nodes[node]['type']}" for node in sorted(same)]
        rest = f", and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        raise GraphbuildError(f"{name!r} is the name of several: {'; '.join(rows[:SHOWN])}{rest}: give the IRI of one")
    near = difflib.get_close_matches(fold(text), names, n=SHOWN, cutoff=0.6)
    told = ", ".join(dict.fromkeys(network.nodes[names[key][0]]["label"] for key in near))
    raise GraphbuildError(f"nothing named {name[:60]!r} in the graph" + (f"; near: {told}" if told else ""))


def _list_names(network: nx.MultiDiGraph) -> dict[str, list[str]]:
    """Actors, weapons and places by folded label and alias."""
    names: dict[str, dict[str, None]] = {}
    for node, values in network.nodes(data=True):
        if values["group"] in THINGS:
            for name in (*values["labels"].values(), *values["aliases"]):
                names.setdefault(fold(name), {})[node] = None
    return {name: list(nodes) for name, nodes in names.items()}
