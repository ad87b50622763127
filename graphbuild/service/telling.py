"""The evidence of a thing: the sentences that tell it, marked, who says so, and what its roles rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphbuild.service.facts import Facts, read_offsets, shorten
from graphbuild.service.marking import Span, cut_text
from graphbuild.vocabulary import cg, dcterms, gaf, nif

MOST_SENTENCES = 5
MOST_MENTIONS = 200  # among which sentences are looked for
ARTICLE = {"id": dcterms.identifier, "title": dcterms.title, "date": dcterms.issued, "source": dcterms.source,
           "language": dcterms.language}  # fmt: skip
SURE = {"status": cg.status, "certainty": cg.certainty, "polarity": cg.polarity}
TIME = {"date": cg.date, "earliest": cg.earliest, "latest": cg.latest, "until": cg.until, "date_basis": cg.dateBasis}
ACTS = (cg.decisionKind, cg.speechAct, cg.quotation, cg.plover)
WORDS = (cg.condition, cg.purpose, cg.content)
NUMBERS = (cg.killed, cg.injured)


def tell(facts: Facts, iri: str) -> dict[str, Any] | None:
    """The evidence of a thing; None for one that the store doesn't know."""
    name, kind = facts.find_class(iri)
    if not name:
        return None
    known = {"iri": iri, "label": facts.name(iri), "class": shorten(name), "class_name": name_class(facts, name),
             "kind": kind}  # fmt: skip
    more = {"event": _tell_event, "claim": _tell_claim}.get(kind, _tell_thing)
    return known | more(facts, iri)


def name_class(facts: Facts, iri: str) -> str:
    """What the ontology calls a class."""
    return facts.ontology.name(iri, facts.language) or shorten(iri)


def refer(facts: Facts, iri: str) -> dict[str, str]:
    """A thing as a link shows it."""
    name, kind = facts.find_class(iri)
    return {"iri": iri, "label": facts.name(iri), "class_name": name_class(facts, name) if name else "",
            "kind": kind or "other"}  # fmt: skip


def describe_article(facts: Facts, iri: str) -> dict[str, str]:
    """What is known of an article."""
    return {"iri": iri} | {name: facts.value(iri, property) for name, property in ARTICLE.items()}


# --- events -----------------------------------------------------------------------------------------------------------


def _tell_event(facts: Facts, iri: str) -> dict[str, Any]:
    """The evidence of an event."""
    roles = [_tell_role(facts, part) for part in facts.list_values(iri, cg.participation)]
    about = facts.list_subjects(cg.about, iri)
    claims = [tell_claim(facts, claim) for claim in about if facts.find_class(claim)[1] == "claim"]
    spans = [_mark(mention, "trigger", "", iri) for mention in facts.list_values(iri, gaf.denotedBy)]
    spans += [_mark(role["mention"], role["kind"], role["role_name"], role["iri"]) for role in roles]
    spans += [_mark(mention, "claim", claim["source"]["label"], claim["iri"])
              for claim in claims for mention in claim["mentions"]]  # fmt: skip
    evidence = facts.list_values(iri, cg.evidence)
    others = [facts.value(mention, nif.sentence)
              for mention in (*(role["mention"] for role in roles),
                              *(mention for claim in claims for mention in claim["mentions"]))]  # fmt: skip
    return {
        "sentences": show_sentences(facts, [*evidence, *others], spans),
        "sure": {name: shorten(facts.value(iri, property)) for name, property in SURE.items()},
        "when": {name: facts.value(iri, property) for name, property in TIME.items()},
        "facts": list_facts(facts, iri),
        "roles": sorted(roles, key=lambda role: role["order"]),
        "claims": claims,
        "told": [tell_line(facts, other) for other in about if facts.find_class(other)[1] == "event"],
    }


def _tell_role(facts: Facts, part: str) -> dict[str, Any]:
    """A role with who or what fills it, and what that rests on."""
    role, filler = facts.value(part, cg.role), facts.value(part, cg.filler)
    mention, origin = facts.value(part, cg.mention), facts.value(part, cg.origin)
    return refer(facts, filler) | {
        "role": shorten(role),
        "role_name": name_class(facts, role),
        "order": _ORDER.index(role) if role in _ORDER else len(_ORDER),
        "mention": mention,
        "words": facts.value(mention, nif.anchorOf) if mention else "",
        "basis": shorten(facts.value(part, cg.basis)),
        "confidence": facts.value(part, cg.confidence),
        "quantity": facts.value(part, cg.quantity),
        "origin": facts.name(origin) if origin else "",
    }


_ORDER = (cg.agent, cg.recipient, cg.target, cg.weapon, cg.weaponHit, cg.place, cg.about)


def list_facts(facts: Facts, iri: str) -> list[dict[str, str]]:
    """What is told of an event beside its roles: the act, conditions in their words, numbers."""
    found = []
    for property in (*ACTS, *NUMBERS, *WORDS):
        for value in facts.list_values(iri, property):
            term = facts.ontology.name(value, facts.language) if property in ACTS else ""
            words = term or facts.value(value, nif.anchorOf) or value
            found.append({"property": property, "name": name_class(facts, property), "value": words,
                          "iri": value if term else ""})  # fmt: skip
    return found


def tell_line(facts: Facts, iri: str) -> dict[str, Any]:
    """An event as one line of a list."""
    sentence = facts.find_sentence(iri)
    article = facts.value(sentence, nif.referenceContext)
    return refer(facts, iri) | {
        "date": facts.value(iri, cg.date),
        "status": shorten(facts.value(iri, cg.status)),
        "agents": [refer(facts, agent) for agent in facts.list_values(iri, cg.agent)],
        "sentence": facts.value(sentence, nif.anchorOf) if sentence else "",
        "language": facts.value(article, dcterms.language),
    }


# --- claims and other things ------------------------------------------------------------------------------------------


def tell_claim(facts: Facts, iri: str) -> dict[str, Any]:
    """What a source says of an event."""
    mentions = facts.list_values(iri, gaf.denotedBy)
    return {
        "iri": iri,
        "source": refer(facts, facts.value(iri, cg.source)),
        "stance": shorten(facts.value(iri, cg.stance)),
        "certainty": shorten(facts.value(iri, cg.certainty)),
        "facts": list_facts(facts, iri),
        "mentions": mentions,
        "words": [facts.value(mention, nif.anchorOf) for mention in mentions],
    }


def _tell_claim(facts: Facts, iri: str) -> dict[str, Any]:
    """The evidence of a claim: that of the event, as far as the source tells it."""
    event, claim = facts.value(iri, cg.about), tell_claim(facts, iri)
    told = _tell_event(facts, event) if facts.find_class(event)[1] == "event" else _tell_thing(facts, iri)
    return told | {"about": refer(facts, event), "claims": [claim], "label": claim["source"]["label"]}


def _tell_thing(facts: Facts, iri: str) -> dict[str, Any]:
    """The evidence of an actor, a weapon or a place: sentences with its words."""
    mentions = sorted(facts.list_values(iri, gaf.denotedBy), key=lambda mention: (mention.partition("#")[0],
                                                                                    read_offsets(mention)))  # fmt: skip
    kind = facts.find_class(iri)[1]
    spans = [_mark(mention, kind, "", iri) for mention in mentions]
    sentences = list(dict.fromkeys(facts.value(mention, nif.sentence) for mention in mentions[:MOST_MENTIONS]))
    return {"sentences": show_sentences(facts, sentences, spans), "mentions": len(mentions)}


def _mark(mention: str, kind: str, title: str, iri: str) -> Span:
    """The words of a mention as they are marked."""
    return Span(*read_offsets(mention), kind, title, iri, mention.partition("#")[0])


def show_sentences(facts: Facts, sentences: Iterable[str], spans: list[Span]) -> list[dict[str, Any]]:
    """Sentences with marked words, each once, with the article they stand in."""
    shown = []
    for sentence in [iri for iri in dict.fromkeys(sentences) if iri][:MOST_SENTENCES]:
        article = facts.value(sentence, nif.referenceContext)
        own = [span for span in spans if span.article == article and span.begin >= 0]
        parts = cut_text(facts.value(sentence, nif.anchorOf), own, read_offsets(sentence)[0])
        shown.append({"iri": sentence, "parts": parts, "article": describe_article(facts, article)})
    return shown
