"""The network of a store: actors, weapons, places and events, the links between them, and the words of both.

    >>> from graphbuild.explorer import read_network
    >>> from graphbuild.store import open_store
    >>> network = read_network(open_store())
    >>> network.number_of_nodes()
    0

A node is an IRI with these attributes, where they are known: `group` (actor, weapon, place, event, statement), `type`
(local name of its class), `label`, `labels` (by language), `aliases`, `country` and `category` (labels by language),
`article` (id), `date`, `earliest`, `latest`, `status`, `certainty`, `act` (sort of decision or of speech), `claimed`
(told by a source only, or not settled), `links` (name and address), `at` (latitude, longitude), `facts`, `spans` (index
of a sentence, begin, end).

An edge has the `role` of its target: in an event (`agent`, `weapon` …), of an event for a source (`asserts`, `denies`,
`doubts`, with `claim`), or the property of a thing (`country`, `partOf` …, with `background`). `network.graph` has
`articles` and `sentences`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import networkx as nx

from graphbuild.explorer.columns import Columns, pause_collector
from graphbuild.explorer.sentences import Sentences
from graphbuild.explorer.terms import LANGUAGES, Terms, read_terms
from graphbuild.lexicon import Row, read_table
from graphbuild.resources import PACKAGE
from graphbuild.store import Store, StoredArticle
from graphbuild.vocabulary import cg, gaf, nif, rdf, rdfs, schema, skos, wgs

WORDS = (cg.content, cg.condition, cg.purpose, cg.position)  # facts that are words of the text
NUMBERS = (cg.killed, cg.injured, cg.until)
KINDS = (cg.decisionKind, cg.speechAct, cg.quotation, cg.polarity, cg.dateBasis, cg.precision)  # facts that are terms
BELONGING = (cg.country, cg.partOf, skos.broader, cg.within, cg.stateOf)
GROUPS = ("actor", "weapon", "place", "event", "statement")
Labels = dict[str, str]  # by language; one without language is under ""


class Fact(NamedTuple):
    """A property (its local name) with its value: words, labels by language, or the local name of a term."""

    property: str
    value: str | Labels
    term: bool = False


@pause_collector()
def read_network(store: Store) -> nx.MultiDiGraph:
    """The network of all that a store tells, as `networkx.MultiDiGraph`."""
    reader = Reader(store)
    network = nx.MultiDiGraph()
    network.graph["articles"] = {article.id: reader.describe_article(article) for article in store.articles()}
    network.graph["sentences"] = reader.sentences.all
    network.add_nodes_from(reader.list_nodes())
    for link in (*reader.list_roles(), *reader.list_claims(), *reader.list_belongings()):
        if link.source in network and link.target in network:
            network.add_edge(link.source, link.target, link.key, **link.values)
    _mark_claims(network)
    return network


class Link(NamedTuple):
    """An edge to be: source, target, key and attributes."""

    source: str
    target: str
    key: str
    values: dict[str, Any]


def _mark_claims(network: nx.MultiDiGraph) -> None:
    """Mark events that rest on a claim, and what statements say of them."""
    for _, event, claim in list(network.edges(data=True)):
        if claim.get("claim"):
            network.nodes[event]["claimed"] = True
            for told in (network.get_edge_data(claim.get("statement"), event) or {}).values():
                if told["role"] == "about":
                    told["claim"] = True


class Reader:
    """Reads things and links of a store."""

    def __init__(self, store: Store) -> None:
        """A reader of a store."""
        self.column = Columns(store)
        self.sentences = Sentences(store, self.column)
        self.terms: Terms = read_terms()
        self.sites = read_table(PACKAGE / "explorer" / "sites.csv", ("namespace", "name", "address"))

    def describe_article(self, article: StoredArticle) -> dict[str, str]:
        """What is known of an article; a source that is an address is a link."""
        known = {"id": article.id, "title": article.title or article.id, "iri": self.column.articles[article.id]}
        known |= {"date": article.date} if article.date else {}
        if article.source and article.source.startswith(("https://", "http://")):
            link = {"link": article.source} if is_safe(article.source) else {}
            return known | {"source": article.source.split("/")[2]} | link
        return known | ({"source": article.source} if article.source else {})

    # --- nodes ---

    def list_nodes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """IRI and attributes of all that words denote, claims apart."""
        for iri, mentions in sorted(self.column[gaf.denotedBy].items()):
            type = next((name for name in self._list_classes(iri) if name not in ("Occurrence", "Claim")), None)
            if type and self.terms.group(type) in GROUPS:
                yield iri, self._describe(iri, type, [mention.value for mention in mentions])

    def _list_classes(self, iri: str) -> list[str]:
        values = self.column.values(iri, rdf.type)
        return [value.removeprefix(cg.NAMESPACE) for value in values if value.startswith(cg.NAMESPACE)]

    def _describe(self, iri: str, type: str, mentions: list[str]) -> dict[str, Any]:
        """The attributes of a node."""
        group = self.terms.group(type)
        spans = sorted(zip(map(self.sentences.locate, mentions), mentions, strict=True))
        labels = self.find_labels(iri) or {"": self.column.value(spans[0][1], nif.anchorOf)}
        values: dict[str, Any] = {"group": group, "type": type, "label": choose(labels), "labels": labels}
        values |= {"aliases": self._list_aliases(iri, labels), "facts": self._list_facts(iri)}
        values |= {"spans": [span for span, _ in spans], "links": self._list_links(iri)}
        more = self._describe_event(iri, spans) if group in ("event", "statement") else self._describe_thing(iri, group)
        return values | {key: value for key, value in more.items() if value}

    def _describe_event(self, iri: str, spans: list[Any]) -> dict[str, Any]:
        """The attributes that only events have."""
        value = {name: shorten_text(self.column.value(iri, cg.NAMESPACE + name)) for name in EVENT}
        value["latest"] = max(value["latest"], value.pop("until"))
        value["act"] = value.pop("decisionKind") or value.pop("speechAct")
        value["article"] = self.sentences.all[spans[0][0][0]].article
        settled = value["status"] in ("", "actual") and value["certainty"] in ("", "certain")
        return value | {"claimed": not settled}

    def _describe_thing(self, iri: str, group: str) -> dict[str, Any]:
        """The attributes that only actors, weapons and places have."""
        top = self._climb(iri, skos.broader if group == "weapon" else cg.within)
        if group == "actor":
            return {"country": self.find_labels(self._find_state(iri))}
        if group == "weapon":
            return {"category": self.find_labels(top)}
        lat, long = self.column.value(iri, wgs.lat), self.column.value(iri, wgs.long)
        country = self.find_labels(top) if self.column.value(top, cg.isoCode) else None
        return {"country": country, "at": (float(lat), float(long)) if lat and long else None}

    def _find_state(self, iri: str) -> str:
        """The state whose an actor is: itself, its country, or that of the whole that it is part of."""
        seen: set[str] = set()
        while iri and iri not in seen:
            seen.add(iri)
            if "State" in self._list_classes(iri):
                return iri
            iri = self.column.value(iri, cg.country) or self.column.value(iri, cg.partOf)
        return ""

    def _climb(self, iri: str, property: str) -> str:
        """The topmost thing above one; of several above it the one that has something above itself no more."""
        seen = {iri}
        while above := [value for value in self.column.values(iri, property) if value not in seen]:
            iri = min(above, key=lambda value: (value in self.column[property], value))
            seen.add(iri)
        return iri

    def find_labels(self, iri: str) -> Labels:
        """Labels of a thing by language."""
        terms = self.column[rdfs.label].get(iri) or self.column[skos.prefLabel].get(iri) or ()
        labels: Labels = {}
        for term in terms:
            labels.setdefault(getattr(term, "language", None) or "", term.value)
        return labels

    def _list_aliases(self, iri: str, labels: Labels) -> list[str]:
        return [name for name in dict.fromkeys(self.column.values(iri, skos.altLabel)) if name not in labels.values()]

    def _list_links(self, iri: str) -> list[tuple[str, str]]:
        """Names and addresses of what other data say of a thing."""
        found = (_to_link(same, self.sites) for same in self.column.values(iri, schema.sameAs))
        return [link for link in found if link]

    def _list_facts(self, iri: str) -> list[Fact]:
        """What is told of a thing beside its roles."""
        facts = [Fact(shorten_text(name), shorten_text(value), term=True)
                 for name in KINDS for value in self.column.values(iri, name) if value != cg.positive]  # fmt: skip
        for name in WORDS:
            found = [self.column.value(value, nif.anchorOf) or value for value in self.column.values(iri, name)]
            facts += [Fact(shorten_text(name), words) for words in dict.fromkeys(found)]
        facts += [Fact(shorten_text(name), value) for name in NUMBERS for value in self.column.values(iri, name)]
        for name in BELONGING:
            labels = [self.find_labels(value) for value in self.column.values(iri, name)]
            facts += [Fact(shorten_text(name), label) for label in labels if label]
        return facts

    # --- edges ---

    def list_roles(self) -> Iterator[Link]:
        """Links from events to what fills their roles."""
        for event, parts in sorted(self.column[cg.participation].items()):
            for part in parts:
                yield self._to_role(event, part.value)

    def _to_role(self, event: str, part: str) -> Link:
        value = {name: shorten_text(self.column.value(part, cg.NAMESPACE + name)) for name in ROLE}
        spans = sorted(self.sentences.locate(mention) for mention in self.column.values(part, cg.mention))
        facts = [
            Fact(name, value[name], name == "basis") for name in ("quantity", "basis", "confidence") if value[name]
        ]
        facts += [Fact("origin", self.find_labels(value["origin"]))] if value["origin"] else []
        return Link(event, value["filler"], part, {"role": value["role"], "facts": facts, "spans": spans})

    def list_claims(self) -> Iterator[Link]:
        """Links from sources to the events of which they say something."""
        for claim, events in sorted(self.column[cg.about].items()):
            source = self.column.value(claim, cg.source)
            if source:
                yield Link(source, events[0].value, claim, self._describe_claim(claim))

    def _describe_claim(self, claim: str) -> dict[str, Any]:
        value = {name: shorten_text(self.column.value(claim, cg.NAMESPACE + name)) for name in CLAIM}
        facts = [
            Fact(name, value[name], name == "certainty") for name in ("certainty", "killed", "injured") if value[name]
        ]
        spans = sorted(self.sentences.locate(mention) for mention in self.column.values(claim, gaf.denotedBy))
        known = {"role": value["stance"], "claim": True, "facts": facts, "spans": spans}
        return known | ({"statement": value["statement"]} if value["statement"] else {})

    def list_belongings(self) -> Iterator[Link]:
        """Links from things to what they belong to."""
        for property in BELONGING:
            name = shorten_text(property)
            for thing, wholes in sorted(self.column[property].items()):
                for whole in wholes:
                    yield Link(thing, whole.value, name, {"role": name, "background": True, "facts": [], "spans": []})


EVENT = ("date", "earliest", "latest", "until", "status", "certainty", "decisionKind", "speechAct")
ROLE = ("role", "filler", "quantity", "basis", "confidence", "origin")
CLAIM = ("stance", "certainty", "killed", "injured", "statement")


def choose(labels: Labels) -> str:
    """The label in the first language that has one."""
    return next(
        (labels[language] for language in (*LANGUAGES, "") if language in labels), next(iter(labels.values()), "")
    )


def shorten_text(iri: str) -> str:
    """The local name of a term."""
    return iri.removeprefix(cg.NAMESPACE).removeprefix(skos.NAMESPACE)


def is_safe(address: str) -> bool:
    """Whether a page may link to an address: it is https and has nothing that an address has not."""
    return address.startswith("https://") and not set(address) & set(" \"'<>\\\n\t")


def _to_link(same: str, sites: list[Row]) -> tuple[str, str] | None:
    """Name and address of the page about a thing that other data know."""
    for site in sites:
        if same.startswith(site["namespace"]):
            address = site["address"] + same.removeprefix(site["namespace"]).strip("/")
            return (site["name"], address) if is_safe(address) else None
    return (same.split("/")[2], same) if is_safe(same) else None
