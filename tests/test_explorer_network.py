"""The network of a store: its attributes, projections, parts, layout and first view."""

import datetime as dt
import doctest
import itertools
import time

import networkx as nx
import numpy as np
import pytest

from graphbuild import explorer
from graphbuild.errors import GraphbuildError, QueryError
from graphbuild.explorer import project, read_network, select, select_rows
from graphbuild.explorer.choosing import FIRST, choose_first, score_nodes
from graphbuild.explorer.layout import lay_out, lay_out_near, measure, spread_circles
from graphbuild.explorer.payload import Payload
from graphbuild.explorer.terms import read_terms
from graphbuild.querying import load_queries
from graphbuild.records import Article, Claim, DateMention, Reading
from tests.benchmarks.synthetic import make_store
from tests.explorer_stores import fill
from tests.readings import WEAPON, Reader, make_reading

TEXT = (
    "Joe Biden a autorisé la livraison de missiles à l'Ukraine. Moscou accuse Joe Biden de mentir. "
    "En mai la France a sanctionné Moscou. Selon Interfax, Moscou a frappé l'Ukraine. Berlin reste sans réponse."
)


def make_war() -> Reading:
    """A decision about a transfer, an accusation, a sanction in May, a strike that an agency claims, a silence."""
    read = Reader(Article("guerre", TEXT))
    biden = read.actor("actor/person/joe-biden", "Person", "Joe Biden", "Joe Biden")
    ukraine = read.actor("actor/state/UA", "State", "Ukraine", "Ukraine")
    france = read.actor("actor/state/FR", "State", "France", "France")
    russia = read.actor("actor/body/moscou", "GovernmentBody", "Moscou", "Moscou")
    berlin = read.actor("actor/body/berlin", "GovernmentBody", "Berlin", "Berlin")
    agency = read.actor("actor/media/interfax", "MediaOutlet", "Interfax", "Interfax")
    missile = read.weapon(WEAPON + "missile", "missile", "missiles", WEAPON + "missile")
    may = DateMention(*read.base("En mai"), "2024-05", dt.date(2024, 5, 1), dt.date(2024, 5, 31), "relative")
    transfer = read.event(
        "ArmsTransfer",
        "livraison",
        status="intended",
        participations=[read.role("recipient", ukraine, "Ukraine"), read.role("weapon", missile, "missiles")],
    )
    decision = read.event(
        "PolicyDecision",
        "autorisé",
        kind="authorise",
        participations=[read.role("agent", biden, "Joe Biden"), read.role("about", transfer, "livraison")],
    )
    accusation = read.event(
        "Statement",
        "accuse",
        kind="accuse",
        participations=[read.role("agent", russia, "Moscou"), read.role("target", biden, "Joe Biden")],
    )
    sanction = read.event(
        "PolicyDecision",
        "sanctionné",
        kind="sanction",
        date=may,
        participations=[read.role("agent", france, "France"), read.role("target", russia, "Moscou")],
    )
    strike = read.event(
        "ArmedAction",
        "frappé",
        participations=[read.role("agent", russia, "Moscou"), read.role("target", ukraine, "Ukraine")],
    )
    silence = read.event(
        "Statement",
        "sans réponse",
        kind="noComment",
        participations=[read.role("agent", berlin, "Berlin"), read.role("about", strike, "frappé")],
    )
    claim = Claim(agency, strike, "asserts", "certain", *read.span("Selon"))
    actors = [biden, ukraine, france, russia, berlin, agency]
    return Reading(
        read.document, actors, [missile], [], [transfer, decision, accusation, sanction, strike, silence], [claim]
    )


@pytest.fixture(scope="module")
def store():
    return fill(make_war())


@pytest.fixture(scope="module")
def network(store) -> nx.MultiDiGraph:
    return read_network(store)


@pytest.fixture(scope="module")
def large() -> nx.MultiDiGraph:
    return read_network(make_store(1000))


def find(network: nx.MultiDiGraph, *labels: str) -> list[str]:
    """IRIs of the nodes of some labels, in that order."""
    known = {values["label"]: node for node, values in network.nodes(data=True)}
    return [known[label] for label in labels]


def list_labels(network: nx.MultiDiGraph) -> set[str]:
    return {values["label"] for _, values in network.nodes(data=True)}


# --- what the docs say ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [explorer.notebook, explorer.projections, explorer.reading, explorer.selection])
def test_examples_do_what_they_say(module):
    failed, tried = doctest.testmod(module)
    assert (failed, tried > 0) == (0, True)


# --- the whole network ------------------------------------------------------------------------------------------------


def test_nodes_have_their_attributes(network):
    [decision] = find(network, "autorisé")
    known = network.nodes[decision]
    assert (known["group"], known["type"], known["act"], known["article"]) == (
        "event",
        "PolicyDecision",
        "authorise",
        "guerre",
    )
    [france] = find(network, "France")
    assert (network.nodes[france]["links"], network.nodes[france]["aliases"]) == (
        [("Wikidata", "https://www.wikidata.org/wiki/Q142")], ["Paris"],
    )  # fmt: skip


def test_edges_have_their_roles_and_words(network):
    source, target = find(network, "autorisé", "Joe Biden")
    [edge] = network.get_edge_data(source, target).values()
    number, begin, end = edge["spans"][0]
    assert edge["role"] == "agent"
    assert network.graph["sentences"][number].text[begin:end] == "Joe Biden"


def test_claims_are_edges_and_mark_their_event(network):
    source, target = find(network, "Interfax", "frappé")
    [edge] = network.get_edge_data(source, target).values()
    assert (edge["role"], edge["claim"]) == ("asserts", True)
    claimed = {network.nodes[node]["label"] for node in network if network.nodes[node].get("claimed")}
    assert claimed == {"frappé", "livraison"}


def test_belongings_are_in_the_background():
    network = read_network(fill(make_reading()))
    found = {(network.nodes[s]["label"], link["role"], network.nodes[t]["label"])
             for s, t, link in network.edges(data=True) if link.get("background")}  # fmt: skip
    assert found == {("armée", "country", "Ukraine"), ("armée", "partOf", "Ukraine")}


# --- projections ------------------------------------------------------------------------------------------------------

LINKS = {
    "actors": {
        ("Joe Biden", "acts", "Ukraine"): (["autorisé"], False),
        ("France", "acts", "Moscou"): (["sanctionné"], False),
        ("Moscou", "acts", "Ukraine"): (["frappé"], True),
    },
    "decisions": {
        ("Joe Biden", "authorise", "missile"): (["autorisé"], False),
        ("missile", "recipient", "Ukraine"): (["autorisé", "livraison"], False),
        ("France", "sanction", "Moscou"): (["sanctionné"], False),
    },
    "statements": {
        ("Moscou", "speaks", "Joe Biden"): (["accuse"], False),
        ("Interfax", "speaks", "Moscou"): (["frappé"], True),
        ("Interfax", "speaks", "Ukraine"): (["frappé"], True),
    },
}


@pytest.mark.parametrize("name", LINKS)
def test_projection_has_exactly_these_links(network, name):
    projected, found = project(network, name), {}
    for source, target, link in projected.edges(data=True):
        labels = (network.nodes[source]["label"], link["role"], network.nodes[target]["label"])
        events = sorted(network.nodes[event]["label"] for event in link["events"])
        assert link["weight"] == len(events)
        found[labels] = (events, link["claimed"])
    assert found == LINKS[name]


def test_full_projection_is_the_network(network):
    assert project(network, "full") is network


def test_unknown_projection_is_refused(network):
    with pytest.raises(GraphbuildError, match="choose one of full, actors, decisions, statements"):
        project(network, "places")


def test_links_count_events():
    network = read_network(fill(make_war(), make_again()))
    [link] = project(network, "actors").get_edge_data(*find(network, "France", "Moscou")).values()
    assert (link["weight"], sorted(link["sorts"])) == (2, ["Coercion", "PolicyDecision"])


def make_again() -> Reading:
    read = Reader(Article("encore", "La France a expulsé des agents de Moscou."))
    france = read.actor("actor/state/FR", "State", "France", "France")
    russia = read.actor("actor/body/moscou", "GovernmentBody", "Moscou", "Moscou")
    roles = [read.role("agent", france, "France"), read.role("target", russia, "Moscou")]
    return Reading(
        read.document, [france, russia], [], [], [read.event("Coercion", "expulsé", participations=roles)], []
    )


def test_weapons_lead_to_who_gets_them_not_to_who_is_hit():
    read = Reader(Article("a", "Kiev promet de ne pas tirer de missiles sur les civils."))
    kiev = read.actor("actor/state/UA", "State", "Ukraine", "Kiev")
    civilians = read.actor(f"{read.path}/actor/c", "Group", "civils", "civils")
    missile = read.weapon(WEAPON + "missile", "missile", "missiles", WEAPON + "missile")
    fillers = (("agent", kiev, "Kiev"), ("weapon", missile, "missiles"), ("target", civilians, "civils"))
    promise = read.event("Commitment", "promet", participations=[read.role(*filler) for filler in fillers])
    network = read_network(fill(Reading(read.document, [kiev, civilians], [missile], [], [promise], [])))
    links = project(network, "decisions").edges(data=True)
    assert [(network.nodes[s]["label"], network.nodes[t]["label"]) for s, t, _ in links] == [("Ukraine", "missile")]


# --- parts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("depth", "labels"),
    [
        (1, {"France", "sanctionné"}),
        (2, {"France", "sanctionné", "Moscou"}),
        (3, {"France", "sanctionné", "Moscou", "frappé", "accuse"}),
    ],
)
def test_focus_takes_what_is_so_many_steps_away(network, depth, labels):
    part = select(network, focus=["france"], depth=depth)
    assert list_labels(part) == labels
    assert sum(part.graph["left"].values()) == len(network) - len(part)


def test_left_counts_by_kind(network):
    assert select(network, focus=["Paris"]).graph["left"] == {"events": 5, "actors": 4, "weapons": 1}  # an alias


@pytest.mark.parametrize(
    ("begin", "end", "labels"),
    [
        (dt.date(2024, 5, 31), None, {"sanctionné", "France", "Moscou"}),
        (None, dt.date(2024, 5, 1), {"sanctionné", "France", "Moscou"}),
        (dt.date(2024, 5, 10), dt.date(2024, 5, 12), {"sanctionné", "France", "Moscou"}),
    ],
)
def test_days_take_events_that_may_have_happened_then(network, begin, end, labels):
    assert list_labels(select(network, begin=begin, end=end)) == labels


def test_limit_takes_the_most_telling(network):
    part = select(network, limit=4)
    assert len(part) == 4
    assert {"autorisé", "livraison"} < list_labels(part)
    assert len(select(network, limit=1000)) == len(network)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"focus": ["Frence"]}, "nothing named 'Frence' in the graph; near: France"),
        (
            {"begin": dt.date(2024, 6, 1)},
            "no event from 2024-06-01: those with a date are from 2024-05-01 to 2024-05-31",
        ),
        ({"end": dt.date(2023, 6, 1)}, "no event to 2023-06-01: those"),
        ({"begin": dt.date(2024, 6, 1), "end": dt.date(2024, 5, 1)}, "the first day is after the last"),
    ],
)
def test_what_cant_be_selected_is_said(network, asked, message):
    with pytest.raises(GraphbuildError, match=message):
        select(network, **asked)


def test_several_of_a_name_are_listed():
    readings = [make_group("a"), make_group("b")]
    with pytest.raises(
        GraphbuildError, match=r"name of several: rebelles <.*/a/actor/r> ArmedGroup; rebelles <.*/b/actor/r>"
    ):
        select(read_network(fill(*readings)), focus=["Rebelles"])


def make_group(id: str) -> Reading:
    read = Reader(Article(id, "Les rebelles avancent."))
    return Reading(
        read.document, [read.actor(f"{read.path}/actor/r", "ArmedGroup", "rebelles", "rebelles")], [], [], [], []
    )


def test_iri_is_a_focus(network):
    [iri] = find(network, "France")
    assert list_labels(select(network, focus=[f"<{iri}>"], depth=1)) == {"France", "sanctionné"}


# --- questions --------------------------------------------------------------------------------------------------------


def test_rows_of_a_question_bring_what_is_behind_them(store, network):
    query = load_queries()["sanctions_and_bans"]
    part = select_rows(store, network, query, {"decider": "France"})
    assert list_labels(part) == {"France", "sanctionné", "Moscou"}
    question = part.graph["question"]
    assert question["name"] == "sanctions_and_bans" and question["parameters"] == {"decider": ["France"]}
    assert question["rows"][0][:3] == ["France", "sanction", "Moscou"]
    assert {network.nodes[node]["label"] for node in question["nodes"][0]} == {"France", "sanctionné", "Moscou"}
    assert "#+" not in question["sparql"] and "VALUES ?deciderIri { <" in question["sparql"]


def test_part_of_a_question_keeps_what_was_asked(store, network):
    asked = select_rows(store, network, load_queries()["sanctions_and_bans"])
    part = select(asked, limit=2)
    assert (part.graph["focus"], part.graph["question"]) == (asked.graph["focus"], asked.graph["question"])
    assert sum(part.graph["left"].values()) == len(network) - 2
    assert len(Payload(part, read_terms()).to_dict()["meta"]["question"]["nodes"][0]) == 2


def test_question_is_numbered_in_the_payload(store, network):
    part = select_rows(store, network, load_queries()["sanctions_and_bans"])
    data = Payload(part, read_terms()).to_dict()
    [numbers] = data["meta"]["question"]["nodes"]
    assert {data["nodes"][number]["id"] for number in numbers} == set(part.graph["question"]["nodes"][0])
    assert Payload(part, read_terms()).to_dict() == data  # a second page of the same network is the same


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX cg: <https://w3id.org/conflictgraph/ns#> SELECT ?event WHERE { ?event cg:decisionKind cg:sanction }",
        "PREFIX cg: <https://w3id.org/conflictgraph/ns#> SELECT (COUNT(?event) AS ?n) ?kind WHERE "
        "{ ?event cg:decisionKind ?kind FILTER(?kind = cg:sanction) } GROUP BY ?kind",
        "PREFIX cg: <https://w3id.org/conflictgraph/ns#> CONSTRUCT WHERE { ?event cg:decisionKind cg:sanction }",
    ],
)
def test_sparql_of_ones_own_is_a_question(store, network, text):
    assert list_labels(select_rows(store, network, text)) == {"France", "sanctionné", "Moscou"}


@pytest.mark.parametrize(
    ("text", "message"),
    [("SELECT ?x WHERE { ?x a <https://example.org/none> }", "no answer here"),
     ("SELECT ?x WHERE { VALUES ?x { 1 } }", "no row of the answer names a node")],
)  # fmt: skip
def test_question_without_nodes_is_said(store, network, text, message):
    with pytest.raises(QueryError, match=message):
        select_rows(store, network, text)


# --- layout -----------------------------------------------------------------------------------------------------------


def test_no_label_lies_over_another_in_a_first_view(large):
    scores = score_nodes(large)
    for name in ("full", "actors", "decisions", "statements"):
        network = project(large, name)
        first = network.subgraph(choose_first(network, scores))
        labels = {node: values["label"] for node, values in first.nodes(data=True)}
        near = lay_out_near(first, labels)
        assert near.keys() == labels.keys()
        for one, other in itertools.combinations(near, 2):
            (width, height), (width2, height2) = measure(labels[one]), measure(labels[other])
            dx, dy = (abs(a - b) for a, b in zip(near[one], near[other], strict=True))
            assert dx >= (width + width2) / 2 or dy >= (height + height2) / 2, (name, labels[one], labels[other])


def test_positions_are_the_same_each_time(large):
    shuffled = nx.MultiDiGraph()
    shuffled.add_nodes_from(reversed(list(large.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(large.edges(keys=True, data=True))))
    assert lay_out(large) == lay_out(shuffled)


def test_communities_stand_apart():
    network = nx.MultiDiGraph()
    for team in "abcd":
        network.add_edges_from(
            (f"{team}{i}", f"{team}{j}", 0, {"role": "x"}) for i, j in itertools.combinations(range(60), 2)
        )
    points = lay_out(network)
    centres = {team: np.mean([points[f"{team}{i}"] for i in range(60)], axis=0) for team in "abcd"}
    for node, point in points.items():
        nearest = min(centres, key=lambda team: float(np.hypot(*(centres[team] - point))))
        assert nearest == node[0]


def test_circles_are_pushed_apart():
    radii = np.array([10.0, 20.0, 30.0, 5.0])
    points = spread_circles(np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]]), radii)
    for i, j in itertools.combinations(range(4), 2):
        assert np.hypot(*(points[i] - points[j])) >= radii[i] + radii[j] - 2


def test_very_many_lone_nodes_are_laid_out_quickly():
    network = nx.MultiDiGraph()
    network.add_nodes_from(map(str, range(5000)))
    start = time.process_time()
    assert len(set(lay_out(network).values())) == 5000
    assert time.process_time() - start < 5


# --- the first view ---------------------------------------------------------------------------------------------------


def test_first_view_is_a_neighbourhood_of_the_most_telling_event(large):
    scores = score_nodes(large)
    first = choose_first(large, scores)
    events = [node for node in large if large.nodes[node]["group"] == "event"]
    assert len(first) <= FIRST and max(events, key=lambda event: (scores[event], event)) in first
    assert nx.is_connected(large.subgraph(first).to_undirected())


def test_first_view_holds_the_focus(large):
    node = min(large, key=lambda node: (large.nodes[node]["group"] != "actor", large.degree(node), node))
    part = select(large, focus=[node], depth=6)
    assert len(part) > FIRST and node in choose_first(part, score_nodes(part))


def test_decision_about_a_transfer_is_more_telling_than_a_statement(network):
    scores = score_nodes(network)
    decision, statement, silence = find(network, "autorisé", "accuse", "sans réponse")
    assert scores[decision] > scores[statement] > scores[silence] - 2
    assert max(scores[node] for node in scores if network.nodes[node]["group"] == "event") == scores[decision]
