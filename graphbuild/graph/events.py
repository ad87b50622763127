"""Events of an article, the roles in them and what sources claim of them as triples."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import Literal, NamedNode

from graphbuild.graph.text import Sheet
from graphbuild.records import Claim, DateMention, Event, Participation
from graphbuild.triples import TYPE, term, to_date, to_decimal, to_integer
from graphbuild.vocabulary import plover

KINDS = {"PolicyDecision": "decisionKind", "Statement": "speechAct"}
VOUCHED = ("certain", "probable")


def name_events(sheet: Sheet, events: list[Event]) -> None:
    """Give each event its IRI: offset of its trigger, with its type where several share one."""
    begins = Counter(event.begin for event in events)
    taken: Counter[str] = Counter()
    for event in sorted(events, key=lambda event: (event.begin, event.type, event.end)):
        path = f"{sheet.path}/event/{event.begin}"
        if begins[event.begin] > 1:
            path += f"-{event.type}"
        taken[path] += 1
        sheet.nodes[event] = sheet.names.node(path if taken[path] == 1 else f"{path}-{taken[path]}")


def add_event(sheet: Sheet, event: Event) -> None:
    """Write an event: class, words, modality, time, roles."""
    iri = sheet.nodes[event]
    sheet.add(iri, TYPE, term(event.type))
    if event.status == "actual" and event.certainty in VOUCHED:
        sheet.add(iri, TYPE, term("Occurrence"))
    triggers = [(event.begin, event.end), *event.mentions]
    sheet.denote(iri, *triggers)
    sentences = (sheet.sentence(begin) for begin, _ in triggers)
    sheet.add(iri, term("evidence"), *(sentence for sentence in sentences if sentence))
    for name in ("status", "polarity", "certainty", "quotation"):
        _add_term(sheet, iri, name, getattr(event, name))
    if event.type in KINDS:
        _add_term(sheet, iri, KINDS[event.type], event.kind)
    if event.plover:
        sheet.add(iri, term("plover"), NamedNode(plover.NAMESPACE + event.plover))
    _add_numbers(sheet, iri, event)
    _add_words(sheet, iri, event)
    _add_date(sheet, iri, event.date)
    _add_roles(sheet, iri, event)


def _add_term(sheet: Sheet, iri: NamedNode, name: str, value: str | None) -> None:
    """Write a value that is a term of the vocabulary."""
    if value:
        sheet.add(iri, term(name), term(value))


def _add_numbers(sheet: Sheet, iri: NamedNode, told: Event | Claim) -> None:
    """Write the numbers of dead and injured that are told."""
    for name, value in (("killed", told.killed), ("injured", told.injured)):
        if value is not None:
            sheet.add(iri, term(name), to_integer(value))


def _add_words(sheet: Sheet, iri: NamedNode, event: Event) -> None:
    """Write conditions and purposes, as words and as pieces of the text, and what a statement tells."""
    for name, spans in (("condition", event.conditions), ("purpose", event.purposes)):
        for begin, end in spans:
            sheet.add(iri, term(name), sheet.tag(sheet.document.slice(begin, end)))
            sheet.add(iri, term(name + "Text"), sheet.string(begin, end))
    if event.content:
        sheet.add(iri, term("content"), sheet.string(*event.content))


def _add_date(sheet: Sheet, iri: NamedNode, date: DateMention | None) -> None:
    """Write when the event happened or began, as fine as the text allows, and the bounds of that."""
    if date is None:
        return
    sheet.add(iri, term("date"), to_date(date.value))
    sheet.add(iri, term("earliest"), to_date(date.earliest))
    sheet.add(iri, term("latest"), to_date(date.latest))
    _add_term(sheet, iri, "dateBasis", date.basis)
    if date.until:
        sheet.add(iri, term("until"), to_date(date.until))
    if date.ongoing:
        sheet.add(iri, term("ongoing"), Literal(True))


def _add_roles(sheet: Sheet, iri: NamedNode, event: Event) -> None:
    """Write the roles of an event, each beside what it rests on."""
    counts: Counter[str] = Counter()
    for part in sorted(event.participations, key=lambda p: (p.role, p.begin, p.end, sheet.nodes[p.filler].value)):
        counts[part.role] += 1
        node = NamedNode(f"{iri.value}/participation/{part.role}-{counts[part.role]}")
        sheet.add(iri, term(part.role), sheet.nodes[part.filler])
        sheet.add(iri, term("participation"), node)
        _add_participation(sheet, node, part)


def _add_participation(sheet: Sheet, node: NamedNode, part: Participation) -> None:
    """Write what a role rests on: its filler, the words, grounds and confidence."""
    sheet.add(node, TYPE, term("Participation"))
    sheet.add(node, term("role"), term(part.role))
    sheet.add(node, term("filler"), sheet.nodes[part.filler])
    sheet.add(node, term("mention"), sheet.mention(part.begin, part.end))
    sheet.add(node, term("confidence"), to_decimal(part.confidence))
    _add_term(sheet, node, "basis", part.basis)
    if part.quantity is not None:
        sheet.add(node, term("quantity"), to_integer(part.quantity))
    origin = sheet.refer(sheet.catalogue.find_state(part.origin))
    if origin:
        sheet.add(node, term("origin"), origin)


def add_claims(sheet: Sheet, claims: list[Claim]) -> None:
    """Write what sources say of events, numbered as they stand in the text."""

    def order(claim: Claim) -> tuple[int, int, str, str, str]:
        return claim.begin, claim.end, sheet.nodes[claim.about].value, sheet.nodes[claim.source].value, claim.stance

    for number, claim in enumerate(sorted(claims, key=order), start=1):
        iri = sheet.names.node(f"{sheet.path}/claim/{number}")
        sheet.add(iri, TYPE, term("Claim"))
        sheet.denote(iri, (claim.begin, claim.end))
        sheet.add(iri, term("source"), sheet.nodes[claim.source])
        sheet.add(iri, term("about"), sheet.nodes[claim.about])
        _add_term(sheet, iri, "stance", claim.stance)
        _add_term(sheet, iri, "certainty", claim.certainty)
        _add_numbers(sheet, iri, claim)
        if claim.statement:
            sheet.add(iri, term("statement"), sheet.nodes[claim.statement])
