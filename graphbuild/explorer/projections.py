"""Simpler networks made from the whole one: who acts on whom, who decides on or supplies what, who says what of whom.

>>> import networkx as nx
>>> project(nx.MultiDiGraph(), "actors").number_of_edges()
0
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

import networkx as nx

from graphbuild.errors import GraphbuildError

AFFECTED = ("recipient", "target")
ACTING = ("agent", *AFFECTED)
ARMS = ("weapon", "weaponHit")
DECIDING = ("PolicyDecision", "ArmsTransfer")  # also where no weapon is named
ASKING = ("Commitment", "Request")  # only of weapons
SILENT = "noComment"  # an act of speech that says nothing of anybody

Roles = dict[str, dict[str, dict[str, None]]]  # event -> role -> fillers


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


# --- roles ------------------------------------------------------------------------------------------------------------


def list_roles(network: nx.MultiDiGraph) -> Roles:
    """What fills each role of each event, in the order of the edges."""
    roles: Roles = defaultdict(dict)
    for event, filler, link in network.edges(data=True):
        roles[event].setdefault(link["role"], {})[filler] = None
    return roles


def list_fillers(roles: Roles, event: str, wanted: Iterable[str]) -> list[str]:
    """What fills some roles of an event, each once."""
    known = roles.get(event, {})
    return list(dict.fromkeys(filler for role in wanted for filler in known.get(role, ())))


def find_fillers(roles: Roles, event: str, wanted: tuple[str, ...]) -> list[str]:
    """What fills some roles of an event; where nothing does, those of the events that it is about."""
    own = list_fillers(roles, event, wanted)
    inner = (filler for told in list_fillers(roles, event, ("about",)) for filler in list_fillers(roles, told, wanted))
    return own or list(dict.fromkeys(inner))


def list_events(network: nx.MultiDiGraph, group: str) -> Iterator[tuple[str, str]]:
    """IRIs and classes of all events, or of all statements."""
    for node, values in network.nodes(data=True):
        if values["group"] == group:
            yield node, values["type"]


def _keep_actors(network: nx.MultiDiGraph, nodes: Iterable[str]) -> list[str]:
    return [node for node in nodes if network.nodes[node]["group"] == "actor"]


# --- projections ------------------------------------------------------------------------------------------------------


def _link_actors(network: nx.MultiDiGraph) -> Iterator[Tie]:
    """Who acts on whom: agents to recipients and targets, also of the event that was decided, asked or promised."""
    roles = list_roles(network)
    for event, type in list_events(network, "event"):
        affected = _keep_actors(network, find_fillers(roles, event, AFFECTED))
        for agent, other in product(list_fillers(roles, event, ("agent",)), affected):
            yield Tie(agent, other, "acts", event, type)


def _link_decisions(network: nx.MultiDiGraph) -> Iterator[Tie]:
    """Who decides on, supplies or asks for which weapon, and whom it is for; without a weapon, whom it is about."""
    roles = list_roles(network)
    for event, type in list_events(network, "event"):
        if type not in (*DECIDING, *ASKING):
            continue
        arms, role = find_fillers(roles, event, ARMS), network.nodes[event].get("act", type)
        agents = list_fillers(roles, event, ("agent",))
        others = _keep_actors(network, find_fillers(roles, event, ("recipient",) if arms else AFFECTED))
        yield from (Tie(agent, weapon, role, event, type) for agent, weapon in product(agents, arms))
        yield from (Tie(weapon, other, "recipient", event, type) for weapon, other in product(arms, others))
        if type in DECIDING and not arms:
            yield from (Tie(agent, other, role, event, type) for agent, other in product(agents, others))


def _link_speakers(network: nx.MultiDiGraph) -> Iterator[Tie]:
    """Who says something of whom: speakers to targets of what they say, and to the actors in what they tell."""
    roles = list_roles(network)
    for statement, _ in list_events(network, "statement"):
        act, speakers = network.nodes[statement].get("act", ""), list_fillers(roles, statement, ("agent",))
        others = [] if act == SILENT else _list_spoken_of(network, roles, statement)
        for speaker, other in product(speakers, others):
            if other not in speakers:
                yield Tie(speaker, other, "speaks", statement, act)
    for source, event, claim in network.edges(data=True):
        if claim.get("claim") and claim["role"] != "about" and claim.get("statement") not in network:
            for other in _keep_actors(network, list_fillers(roles, event, ACTING)):
                yield Tie(source, other, "speaks", event, claim["role"])


def _list_spoken_of(network: nx.MultiDiGraph, roles: Roles, statement: str) -> list[str]:
    """Targets of a statement and the actors of the events that it is about."""
    told = list_fillers(roles, statement, ("about",))
    targets = list_fillers(roles, statement, ("target",))
    actors = (actor for event in told for actor in list_fillers(roles, event, ACTING))
    return _keep_actors(network, dict.fromkeys([*targets, *actors]))


PROJECTIONS: dict[str, Callable[[nx.MultiDiGraph], Iterator[Tie]]] = {
    "actors": _link_actors,
    "decisions": _link_decisions,
    "statements": _link_speakers,
}
