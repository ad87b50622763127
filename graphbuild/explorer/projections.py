"""Simpler networks made from the whole one: who acts on whom, who decides on or supplies what, who says what of whom.

>>> import networkx as nx
>>> project(nx.MultiDiGraph(), "actors").number_of_edges()
0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

import networkx as nx

from graphbuild.errors import GraphbuildError

AFFECTED = ("recipient", "target")
ARMS = ("weapon", "weaponHit")
DECIDING = ("PolicyDecision", "ArmsTransfer")  # also where no weapon is named
ASKING = ("Commitment", "Request")  # only of weapons
SILENT = "noComment"  # an act of speech that says nothing of anybody


class Tie(NamedTuple):
    """One event (or statement) that links two nodes in a role."""

    source: str
    target: str
    role: str
    event: str
    sort: str  # class of the event, act of speech or stance


def project(network: nx.MultiDiGraph, name: str) -> nx.MultiDiGraph:
    """The projection of a network: its links have `role`, `weight` (number of events), `events`, `sorts`, `claimed`.

    `full` is the network itself; `actors` links who acts to whom is acted on; `decisions` links who decides, supplies
    or asks to weapons, and these to who gets them; `statements` links who speaks to who is spoken of.
    """
    if name == "full":
        return network
    if name not in PROJECTIONS:
        raise GraphbuildError(f"no projection {name!r}: choose one of {', '.join(('full', *PROJECTIONS))}")
    projected = nx.MultiDiGraph(**network.graph)
    for tie in PROJECTIONS[name](network):
        if tie.source != tie.target:
            _add_tie(projected, network, tie)
    for _, _, link in projected.edges(data=True):
        link["events"], link["sorts"] = list(link["events"]), list(link["sorts"])
        link["weight"] = len(link["events"])
        link["claimed"] = all(network.nodes[event].get("claimed") for event in link["events"])
    return projected


def _add_tie(projected: nx.MultiDiGraph, network: nx.MultiDiGraph, tie: Tie) -> None:
    """Count an event in the link of its two nodes."""
    for node in (tie.source, tie.target):
        if node not in projected:
            projected.add_node(node, **network.nodes[node])
    if not projected.has_edge(tie.source, tie.target, tie.role):
        projected.add_edge(tie.source, tie.target, tie.role, role=tie.role, events={}, sorts={})
    link = projected.edges[tie.source, tie.target, tie.role]
    link["events"][tie.event] = link["sorts"][tie.sort] = None


def list_fillers(network: nx.MultiDiGraph, event: str, roles: Iterable[str]) -> list[str]:
    """What fills some roles of an event, each once."""
    wanted = set(roles)
    found = (target for _, target, link in network.out_edges(event, data=True) if link["role"] in wanted)
    return list(dict.fromkeys(found))


def find_fillers(network: nx.MultiDiGraph, event: str, roles: tuple[str, ...]) -> list[str]:
    """What fills some roles of an event; where nothing does, those of the events that it is about."""
    own = list_fillers(network, event, roles)
    inner = (
        filler for told in list_fillers(network, event, ("about",)) for filler in list_fillers(network, told, roles)
    )
    return own or list(dict.fromkeys(inner))


def list_events(network: nx.MultiDiGraph, group: str) -> Iterator[tuple[str, str]]:
    """IRIs and classes of all events, or of all statements."""
    for node, values in network.nodes(data=True):
        if values["group"] == group:
            yield node, values["type"]


def _is_actor(network: nx.MultiDiGraph, node: str) -> bool:
    return bool(network.nodes[node]["group"] == "actor")


def _link_actors(network: nx.MultiDiGraph) -> Iterator[Tie]:
    """Who acts on whom: agents to recipients and targets, also of the event that was decided, asked or promised."""
    for event, type in list_events(network, "event"):
        affected = [node for node in find_fillers(network, event, AFFECTED) if _is_actor(network, node)]
        for agent, other in product(list_fillers(network, event, ("agent",)), affected):
            yield Tie(agent, other, "acts", event, type)


def _link_decisions(network: nx.MultiDiGraph) -> Iterator[Tie]:
    """Who decides on, supplies or asks for which weapon, and whom it is for; without a weapon, whom it is about."""
    for event, type in list_events(network, "event"):
        arms, role = find_fillers(network, event, ARMS), network.nodes[event].get("act", type)
        agents = list_fillers(network, event, ("agent",))
        affected = [node for node in find_fillers(network, event, AFFECTED) if _is_actor(network, node)]
        if type in (*DECIDING, *ASKING):
            yield from (Tie(agent, weapon, role, event, type) for agent, weapon in product(agents, arms))
            yield from (Tie(weapon, other, "recipient", event, type) for weapon, other in product(arms, affected))
        if type in DECIDING and not arms:
            yield from (Tie(agent, other, role, event, type) for agent, other in product(agents, affected))


def _link_speakers(network: nx.MultiDiGraph) -> Iterator[Tie]:
    """Who says something of whom: speakers to targets of what they say, and to the actors in what they tell."""
    for statement, _ in list_events(network, "statement"):
        act, speakers = network.nodes[statement].get("act", ""), list_fillers(network, statement, ("agent",))
        if act != SILENT:
            others = (actor for actor in _list_spoken_of(network, statement) if actor not in speakers)
            yield from (Tie(speaker, other, "speaks", statement, act) for speaker, other in product(speakers, others))
    for source, event, claim in network.edges(data=True):
        if claim.get("claim") and claim["role"] != "about" and claim.get("statement") not in network:
            for other in _list_actors(network, event):
                yield Tie(source, other, "speaks", event, claim["role"])


def _list_spoken_of(network: nx.MultiDiGraph, statement: str) -> list[str]:
    """Targets of a statement and the actors of the events that it is about."""
    told = list_fillers(network, statement, ("about",))
    targets = [node for node in list_fillers(network, statement, ("target",)) if _is_actor(network, node)]
    return list(dict.fromkeys([*targets, *(actor for event in told for actor in _list_actors(network, event))]))


def _list_actors(network: nx.MultiDiGraph, event: str) -> list[str]:
    """The actors of an event."""
    return [node for node in list_fillers(network, event, ("agent", *AFFECTED)) if _is_actor(network, node)]


PROJECTIONS: dict[str, Callable[[nx.MultiDiGraph], Iterator[Tie]]] = {
    "actors": _link_actors,
    "decisions": _link_decisions,
    "statements": _link_speakers,
}
