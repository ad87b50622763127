"""What decisions, requests, promises and statements are about, the words told, and who claims what of which event."""

from collections.abc import Iterator
from dataclasses import replace

from graphbuild.extract.attributions import find_attributions, to_claim
from graphbuild.extract.circumstances import DEEDS
from graphbuild.extract.grammar import base, find_case, find_marks, is_infinitive
from graphbuild.extract.quotations import link_quotations
from graphbuild.extract.things import Filler, Things
from graphbuild.extract.topics import find_topic
from graphbuild.extract.triggers import CONFIDENCE, Trigger, add_filler
from graphbuild.records import Actor, Claim, Document, Event, Participation, Token

BEARERS = frozenset({"PolicyDecision", "Commitment", "Request", "Statement"})
SPREAD = frozenset({"ccomp", "xcomp", "obj", "obl", "nsubj", "conj", "csubj", "parataxis", "advcl"})
DIRECT = frozenset({"ccomp", "xcomp", "parataxis", "csubj", "dislocated"})
NOMINAL = frozenset({"obj", "obl", "nmod", "iobj", "nsubj"})
DENIALS = frozenset({"deny"})
STRAY = frozenset({"advmod", "conj", "dep", "amod", "appos", "xcomp", "ccomp", "obj"})  # how parsers hang reports
REPORT_SIGNS = frozenset({",", "»", "”", "-", "–", "—"})
MAX_DEPTH = 4
OPENING, CLOSING = "«“\"", "»”\""
REPORTED = frozenset({"say", "announce", "claim", "accuse", "deny", "confirm", "warn", "justify"})


def find_speakers(triggers: dict[int, Trigger], things: Things) -> None:
    """Gives statements without a speaker the nearest actor of their sentence, and drops those that have none.

    A verb of speech is a statement only if somebody speaks (GUIDE of the annotation).
    """
    for index, trigger in list(triggers.items()):
        if trigger.event.type != "Statement" or trigger.event.fillers("agent"):
            continue
        speaker = _find_nearest_actor(trigger, things)
        if speaker is None:
            del triggers[index]
        else:
            add_filler(trigger.event, "agent", speaker)


def _find_nearest_actor(trigger: Trigger, things: Things) -> Filler | None:
    """The actor closest to a verb of speech in its sentence that has no other role there; one behind it comes first."""
    taken = {id(p.filler) for p in trigger.event.participations}
    words = sorted(trigger.token.sentence.tokens, key=lambda t: abs(t.index - trigger.token.index - 1))
    for word in words:
        for filler in things.heads.get(word.index, ()):
            if filler.kind == "actor" and id(filler.thing) not in taken:
                return replace(filler, basis="inference")
    return None


def link_complements(triggers: dict[int, Trigger], things: Things) -> None:
    """Sets `about`, content and quotation of every event that bears on other events."""
    for trigger in triggers.values():
        if trigger.event.type not in BEARERS:
            continue
        heads = list(_find_complements(trigger, things))
        for event in dict.fromkeys(e for head in heads for e in _find_events(head, triggers, trigger, things)):
            _add_about(trigger.event, event)
        if trigger.event.type == "Statement":
            _set_content(trigger, heads)
    _guess_abouts(triggers, things)


def _guess_abouts(triggers: dict[int, Trigger], things: Things) -> None:
    """Gives bearers that grammar ties to no deed the likeliest one, as an inference."""
    order = sorted(triggers.values(), key=lambda trigger: trigger.token.index)
    for trigger in order:
        if trigger.event.type in BEARERS and not trigger.event.fillers("about"):
            topic = find_topic(trigger, order, things.grammar)
            if topic is not None:
                _add_about(trigger.event, topic.event, "inference")


def _add_about(bearer: Event, event: Event, basis: str = "grammar") -> None:
    if event is not bearer and event not in bearer.fillers("about"):
        bearer.participations.append(
            Participation("about", event, event.begin, event.end, basis, CONFIDENCE[basis])
        )


def _find_complements(trigger: Trigger, things: Things) -> Iterator[Token]:
    """Heads of the clauses and nouns that tell what an event bears on."""
    token = trigger.token
    speech = trigger.event.type == "Statement"
    report = speech and _is_report(token)
    for child in token.children:
        relation = base(child.deprel)
        if relation == "parataxis" and (_is_report(child) or (speech and child.index > token.index and not report)):
            continue  # a reporting clause beside the deed, not what it is about
        clause = relation in DIRECT or (relation == "acl" and is_infinitive(child))
        if clause or (relation in NOMINAL and not _is_adjunct(child, things)):
            yield child
    if token.head is not None and _lies_beside(trigger, report, things):
        yield token.head


def _lies_beside(trigger: Trigger, report: bool, things: Things) -> bool:
    """Whether an event bears on the word above it: a report, a participle, `à la demande de X`, `comme l'exige X`."""
    token = trigger.token
    relation = base(token.deprel)
    if relation == "parataxis" or (relation == "acl" and not is_infinitive(token)):
        return True  # "l'attaque, revendiquée par X", "les frappes que X a condamnées"
    if report and token.head is not None and token.head.index < token.index:
        return relation in STRAY
    if trigger.event.type != "Request":
        return False
    asked = token.upos == "NOUN" and relation == "obl" and things.grammar.has("dative", find_case(token))
    return asked or (relation == "advcl" and any(things.grammar.has("as", mark) for mark in find_marks(token)))


def _is_report(verb: Token) -> bool:
    """Whether a verb of speech follows what it reports: after a comma or a quotation, its subject behind it."""
    words = verb.sentence.tokens
    at = verb.index - words[0].index - 1
    while at >= 0 and words[at].upos in ("AUX", "PRON", "ADV") and words[at].text not in CLOSING:
        at -= 1
    opened = at >= 0 and (words[at].text in REPORT_SIGNS or words[at].text in CLOSING)
    return opened and not any(base(c.deprel) == "nsubj" and c.index < at + words[0].index for c in verb.children)


def _is_adjunct(token: Token, things: Things) -> bool:
    """Whether a nominal tells a time, place or speaker, not what is told: an agent, or one with a free preposition."""
    if base(token.deprel) not in ("obl", "nmod"):
        return False
    case = find_case(token)
    return not (things.grammar.has("genitive", case) or things.grammar.has("dative", case) or case == "contre")


def _find_events(
    token: Token, triggers: dict[int, Trigger], bearer: Trigger, things: Things, depth: int = 0
) -> Iterator[Event]:
    """Events at a complement: its head's where that is one, else the nearest below; coordinated ones too."""
    found = triggers.get(token.index)
    if found is not None and found is not bearer:
        yield found.event
        for child in token.children:
            if child.deprel == "conj":
                yield from _find_events(child, triggers, bearer, things, depth + 1)
        return
    if depth >= MAX_DEPTH:
        return
    for child in token.children:
        if child is bearer.token:
            continue
        if base(child.deprel) == "acl":
            if not things.at(token):  # "A Erevan, où X manifeste" names a place
                yield from _find_own(child, triggers, bearer)
            continue
        if base(child.deprel) in SPREAD or (child.deprel == "nmod" and find_case(child) == "de"):
            yield from _find_events(child, triggers, bearer, things, depth + 1)


def _find_own(verb: Token, triggers: dict[int, Trigger], bearer: Trigger) -> Iterator[Event]:
    """The event of a relative or participle clause: `les licences que X avait accordées`."""
    found = triggers.get(verb.index)
    if found is not None and found is not bearer and found.event.type in DEEDS:
        yield found.event


def _set_content(trigger: Trigger, heads: list[Token]) -> None:
    """The words told: a quotation beside the verb, else the clause."""
    event, token = trigger.event, trigger.token
    report = token.head if base(token.deprel) != "acl" else None
    told = [head for head in heads if base(head.deprel) in DIRECT or head is report]
    if not told:
        return
    words = _trim(_find_told(told[0], token))
    if not words:
        return
    event.content = (words[0].begin, words[-1].end)
    event.quotation = "direct" if words[0].text in OPENING or _follows_mark(words[0]) else "indirect"


def _follows_mark(token: Token) -> bool:
    """Whether a quotation mark opens right before a word."""
    before = token.sentence.tokens[: token.index - token.sentence.tokens[0].index]
    return bool(before) and before[-1].text in OPENING


def _find_told(head: Token, verb: Token) -> list[Token]:
    """The words of a clause without those of the report that stands in it or follows it."""
    if head is not verb.head:
        return sorted(head.subtree(), key=lambda t: t.index)
    report = {t.index for t in verb.subtree()}
    words = sorted((t for t in head.subtree() if t.index not in report), key=lambda t: t.index)
    begin, end = min(report), max(report)
    before, after = [t for t in words if t.index < begin], [t for t in words if t.index > end]
    return words if any(t.upos in ("VERB", "NOUN") for t in after) else before or after


def _trim(words: list[Token]) -> list[Token]:
    """Words without the conjunction before them and the punctuation around them, quotation marks kept."""
    first, last = 0, len(words)
    while first < last and (words[first].deprel == "mark" or _is_stop(words[first], OPENING)):
        first += 1
    while last > first and _is_stop(words[last - 1], CLOSING):
        last -= 1
    return words[first:last]


def _is_stop(token: Token, kept: str) -> bool:
    return token.upos == "PUNCT" and token.text not in kept


def inherit_roles(triggers: dict[int, Trigger]) -> None:
    """Lends recipients and weapons of a deed to the decision about it, and the decider to a deed without agent."""
    for trigger in triggers.values():
        bearer = trigger.event
        for event in bearer.fillers("about"):
            if not isinstance(event, Event):
                continue
            if bearer.type in ("PolicyDecision", "Commitment", "Request") and event.type in DEEDS:
                _lend(event, bearer, ("weapon",))
                if bearer.type != "Request" and event.type == "ArmsTransfer":
                    _lend(event, bearer, ("recipient",))
            if bearer.type in ("PolicyDecision", "Commitment") and event.type == "ArmsTransfer":
                _lend(bearer, event, ("agent",))
            if trigger.frame.pattern == "impute":
                _lend(bearer, event, ("target",), "agent")
            if bearer.kind == "claim":
                _lend(bearer, event, ("agent",))


def _lend(source: Event, to: Event, roles: tuple[str, ...], into: str = "") -> None:
    """Copies fillers of roles that the other event has none for, as inferences."""
    for role in roles:
        target = into or role
        if to.fillers(target):
            continue
        for p in [p for p in source.participations if p.role == role]:
            weight = CONFIDENCE["inference"]
            lent = Participation(target, p.filler, p.begin, p.end, "inference", weight, p.quantity, p.origin)
            to.participations.append(lent)


def find_claims(document: Document, triggers: dict[int, Trigger], things: Things) -> list[Claim]:
    """What each source says of which event: from reporting verbs and from `selon X`."""
    link_quotations(document, triggers)
    claims = [claim for trigger in triggers.values() for claim in _read_claims(trigger.event)]
    claims += find_attributions(document, triggers, things)
    return sorted(claims, key=lambda claim: (claim.begin, claim.about.begin, claim.source.path))


def _read_claims(statement: Event) -> Iterator[Claim]:
    if statement.type != "Statement" or statement.kind not in REPORTED or statement.status != "actual":
        return
    if statement.polarity == "negative":
        return  # who doesn't confirm asserts nothing
    stance = "denies" if statement.kind in DENIALS else "asserts"
    told = [p.filler for p in statement.participations if p.role == "about" and p.basis == "grammar"]
    for source in statement.fillers("agent"):
        for event in told:
            if isinstance(source, Actor) and isinstance(event, Event) and event.type != "Statement":
                yield to_claim(source, event, stance, statement.begin, statement.end, statement)


def attribute(claims: list[Claim]) -> None:
    """Marks events told by a source alone as probable, and those that their source denies as denied."""
    for claim in claims:
        event = claim.about
        if claim.stance == "denies" and event.status == "actual":
            event.status = "denied"
        if event.certainty == "certain":
            event.certainty = claim.certainty = "probable"

