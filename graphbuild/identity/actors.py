"""Identity of actors: mentions that denote one actor become one `Actor` with one path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphbuild.extract.entities import Reference
from graphbuild.identity.judgements import Judgements
from graphbuild.identity.links import (
    link_acronyms,
    link_appositions,
    link_counts,
    link_names,
    link_phrases,
    link_references,
    link_titles,
)
from graphbuild.lexicon import slug
from graphbuild.records import Actor, ActorMention, Document

BODIES = frozenset({"GovernmentBody", "ArmedForce", "ArmedGroup", "Organization", "MediaOutlet"})
LINKERS = (link_references, link_names, link_acronyms, link_appositions, link_titles, link_phrases, link_counts)


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions taken for one actor so far."""

    mentions: list[ActorMention] = field(default_factory=list)
    absorbed: Cluster | None = None

    @property
    def top(self) -> Cluster:
        """The cluster this one was merged into, or itself."""
        return self if self.absorbed is None else self.absorbed.top


def link_actors(
    mentions: Sequence[ActorMention], document: Document, reference: Reference, judgements: Judgements
) -> list[Actor]:
    """Actors that the mentions denote, in the order of their first mention."""
    clusters = {id(mention): Cluster([mention]) for mention in mentions}
    for find_links in LINKERS:
        for one, other in list(find_links(mentions, document, reference)):
            _merge(clusters[id(one)].top, clusters[id(other)].top)
    groups = [sorted(c.mentions, key=lambda m: m.begin) for c in dict.fromkeys(c.top for c in clusters.values())]
    actors = [_to_actor(group, document, reference) for group in sorted(groups, key=lambda g: g[0].begin)]
    _make_unique(actors)
    return judgements.apply(actors, document.article.path)


def _merge(one: Cluster, other: Cluster) -> None:
    """Two clusters as one, unless they hold two reference actors."""
    paths = {m.reference for c in (one, other) for m in c.mentions if m.reference}
    if one is not other and len(paths) < 2:
        one.mentions += other.mentions
        other.absorbed = one


def _to_actor(mentions: list[ActorMention], document: Document, reference: Reference) -> Actor:
    path = next((m.reference for m in mentions if m.reference), None)
    entity = reference.entities.get(path or "")
    lead = _find_lead(mentions)
    label = entity.name if entity else lead.name
    country = entity.country if entity else next((m.country for m in mentions if m.country), None)
    shared, path = (True, entity.path) if entity else _mint(lead, country, document)
    names = dict.fromkeys(m.name for m in mentions if m.proper and m.name != label)
    return Actor(
        path, entity.type if entity else _find_type(lead), label, shared, mentions, list(names), country,
        entity.part_of if entity else None, list(dict.fromkeys(m.position for m in mentions if m.position)),
    )  # fmt: skip


def _find_lead(mentions: Iterable[ActorMention]) -> ActorMention:
    """The mention that names the actor best: a proper name, the longest one, the first of these."""
    return max(mentions, key=lambda m: (m.proper, len(m.name) if m.proper else 0, -m.begin))


def _find_type(lead: ActorMention) -> str:
    """The class of an actor; a person that no mention names is one of the unnamed people."""
    return "Group" if lead.type == "Person" and not lead.proper else lead.type


def _mint(lead: ActorMention, country: str | None, document: Document) -> tuple[bool, str]:
    """Whether an actor is known beyond its article, and its path."""
    words = len(lead.name.split())
    if lead.proper and words > 1 and (lead.type == "Person" or lead.type in BODIES):
        return True, f"actor/{lead.type.lower()}/{slug(lead.name)}"
    if lead.type == "GovernmentBody" and country and words > 1:
        return True, f"actor/{lead.type.lower()}/{country.lower()}-{slug(lead.name)}"
    return False, f"{document.article.path}/actor/{slug(lead.name) or 'unnamed'}"


def _make_unique(actors: Iterable[Actor]) -> None:
    """Numbers the paths of the article's own actors that are alike; shared ones are the same actor."""
    seen: dict[str, int] = {}
    for actor in actors:
        if not actor.shared:
            seen[actor.path] = seen.get(actor.path, 0) + 1
            if seen[actor.path] > 1:
                actor.path += f"-{seen[actor.path]}"
