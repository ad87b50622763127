"""Circumstances of events: places, weapons, dates, conditions and purposes, hung on the nearest trigger."""

from graphbuild.extract.grammar import Grammar, base, find_case, find_marks, is_infinitive, is_verbal
from graphbuild.extract.things import Filler, Things
from graphbuild.extract.triggers import Trigger, add_filler
from graphbuild.records import Actor, DateMention, Document, Token, Weapon

BARRIERS = frozenset({"ccomp", "parataxis", "advcl", "acl"})  # a circumstance stays inside its clause
BINDING = frozenset({"PolicyDecision", "Commitment", "Request"})
ARMED = BINDING | {"ArmedAction", "ArmsTransfer", "ForceMovement", "Coercion"}
DEEDS = ARMED | {"Diplomacy", "Protest"}


def attach_things(triggers: dict[int, Trigger], things: Things) -> None:
    """Adds places and weapons that are no arguments to the event whose clause they stand in."""
    for fillers in things.heads.values():
        for filler in fillers:
            if filler.mention is None or isinstance(filler.thing, Actor):
                continue
            head = filler.mention.head
            weapon = isinstance(filler.thing, Weapon)
            trigger = find_nearest(head, triggers, things)
            if trigger is None or head.index == trigger.token.index:
                continue
            if weapon and trigger.event.type in ARMED and not trigger.event.fillers("weaponHit"):
                add_filler(trigger.event, "weapon", filler)
            elif not weapon and _is_scene(filler, trigger):
                add_filler(trigger.event, "place", filler)


def _is_scene(filler: Filler, trigger: Trigger) -> bool:
    """Whether a place can be where an event happens: not the object or subject of its verb."""
    head = filler.mention.head if filler.mention else trigger.token
    direct = head.head is trigger.token
    return not (direct and base(head.deprel) in ("nsubj", "obj", "iobj"))


def find_nearest(token: Token, triggers: dict[int, Trigger], things: Things) -> Trigger | None:
    """The event in whose clause a token stands: the first trigger above it, or an event noun beside it."""
    node = token
    while node.head is not None:
        if base(node.deprel) in BARRIERS and node is not token and is_verbal(node):
            return None
        head = node.head
        if head.index in triggers:
            return triggers[head.index]
        if _is_actor(head, things) and base(node.deprel) in ("nmod", "acl", "appos", "amod", "flat"):
            return None
        if is_verbal(head):
            beside = _find_beside(head, triggers)
            if beside is not None:
                return beside
        node = head
    return None


def _is_actor(token: Token, things: Things) -> bool:
    return any(isinstance(filler.thing, Actor) for filler in things.heads.get(token.index, ()))


def _find_beside(verb: Token, triggers: dict[int, Trigger]) -> Trigger | None:
    """An event noun that is subject or object of a verb, or an event verb that is its complement."""
    for relation in ("nsubj", "obj", "xcomp", "obl"):
        for child in verb.children:
            if base(child.deprel) == relation and child.index in triggers:
                return triggers[child.index]
    return None


def attach_dates(dates: list[DateMention], triggers: dict[int, Trigger], things: Things) -> None:
    """Gives every event the date that stands in its clause, the nearest one where there are several."""
    for date in dates:
        trigger = triggers.get(date.head.index) or find_nearest(date.head, triggers, things)
        if trigger is None:
            continue
        event = trigger.event
        if event.date is None or _distance(date, trigger) < _distance(event.date, trigger):
            event.date = date
    for trigger in triggers.values():
        if trigger.event.date is None:
            trigger.event.date = _inherit_date(trigger, triggers)


def _distance(date: DateMention, trigger: Trigger) -> int:
    return abs(date.head.index - trigger.token.index)


def _inherit_date(trigger: Trigger, triggers: dict[int, Trigger]) -> DateMention | None:
    """The date of the deed that this one is coordinated with or accompanies (`a frappé lundi X, tuant Y`)."""
    token = trigger.token
    head = token.head
    if head is None or head.index not in triggers or trigger.event.type not in DEEDS:
        return None
    above = triggers[head.index].event
    linked = base(token.deprel) in ("conj", "advcl", "parataxis") and not _is_purpose(token)
    return above.date if linked and above.type in DEEDS else None


def _is_purpose(token: Token) -> bool:
    return is_infinitive(token)


def attach_conditions(document: Document, triggers: dict[int, Trigger], things: Things) -> None:
    """Adds the words of conditions and purposes to the deeds that they limit or explain."""
    grammar = things.grammar
    for token in document.tokens:
        if not is_verbal(token) or base(token.deprel) not in ("advcl", "acl", "xcomp", "obl"):
            continue
        marks = find_marks(token)
        purpose = is_infinitive(token) and any(grammar.has("purpose", mark) for mark in marks)
        condition = any(grammar.has("condition", mark) for mark in marks)
        trigger = _find_limited(token, triggers) if purpose or condition else None
        if trigger is not None:
            spans = trigger.event.conditions if condition else trigger.event.purposes
            spans.append(_clause_span(token))
    _attach_phrases(document, triggers, grammar)


def _find_limited(clause: Token, triggers: dict[int, Trigger]) -> Trigger | None:
    """The deed that a clause of condition or purpose hangs on."""
    for node in clause.ancestors():
        trigger = triggers.get(node.index)
        if trigger is not None:
            return trigger if trigger.event.type in DEEDS else None
        if base(node.deprel) in ("ccomp", "parataxis") or node.deprel == "acl:relcl":
            return None
    return None


def _clause_span(verb: Token) -> tuple[int, int]:
    """Offsets of a clause without the words that introduce it and without final punctuation."""
    words = sorted(verb.subtree(), key=lambda t: t.index)
    while words and (words[0].deprel in ("mark", "case", "fixed", "punct")) and words[0] is not verb:
        words.pop(0)
    while len(words) > 1 and words[-1].upos == "PUNCT":
        words.pop()
    return words[0].begin, words[-1].end


def _attach_phrases(document: Document, triggers: dict[int, Trigger], grammar: Grammar) -> None:
    """Conditions that a phrase of several words introduces (`à condition que`), wherever the parser hung it."""
    phrases = [phrase.split() for phrase in grammar.words["condition"] if " " in phrase]
    for sentence in document.sentences:
        lemmas = [token.lemma.lower() for token in sentence.tokens]
        for phrase in phrases:
            for start in range(len(lemmas) - len(phrase)):
                if lemmas[start : start + len(phrase)] == phrase:
                    _attach_phrase(sentence.tokens[start], sentence.tokens[start + len(phrase) :], triggers)


def _attach_phrase(opener: Token, after: list[Token], triggers: dict[int, Trigger]) -> None:
    verb = next((token for token in after[:15] if is_verbal(token) and token.upos != "AUX"), None)
    before = [trigger for index, trigger in triggers.items() if index < opener.index and trigger.event.type in DEEDS]
    before = [trigger for trigger in before if trigger.token.sentence is opener.sentence]
    if verb is None or not before:
        return
    end = max((t.end for t in verb.subtree() if t.upos != "PUNCT" and t.index > opener.index), default=verb.end)
    decisions = [t for t in before if t.event.type in ("PolicyDecision", "Commitment")] or before
    event = decisions[-1].event
    if not event.conditions:
        event.conditions.append((after[0].begin, end))
    event.purposes = [(first, min(last, _end_before(opener))) for first, last in event.purposes if first < opener.begin]


def attach_terms(triggers: dict[int, Trigger], things: Things) -> None:
    """What a party binds itself to `comme condition` or `en contrepartie` is a condition of the decision before it."""
    decisions: list[Trigger] = []
    for _, trigger in sorted(triggers.items()):
        if trigger.event.type == "PolicyDecision":
            decisions.append(trigger)
        clauses = [child for child in trigger.token.children if base(child.deprel) in ("xcomp", "ccomp")]
        bound = trigger.event.type == "Commitment" and any(_is_term(c, things.grammar) for c in trigger.token.children)
        if decisions and bound and clauses:
            _choose_decision(decisions, trigger).event.conditions.append(_clause_span(clauses[0]))


def _choose_decision(decisions: list[Trigger], commitment: Trigger) -> Trigger:
    """The last decision on the same weapon, or else the last that grants something to somebody, or else the last."""
    weapons = set(map(id, commitment.event.fillers("weapon")))
    same = [d for d in decisions if weapons & set(map(id, d.event.fillers("weapon")))]
    granted = [d for d in decisions if d.event.fillers("recipient")]
    return (same or granted or decisions)[-1]


def _is_term(token: Token, grammar: Grammar) -> bool:
    return grammar.has("terms", token.lemma) and grammar.has("as", find_case(token))


def _end_before(opener: Token) -> int:
    """Where the words before a condition end, its comma left out."""
    words = [t for t in opener.sentence.tokens if t.index < opener.index and t.upos != "PUNCT"]
    return words[-1].end if words else opener.begin
