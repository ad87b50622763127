"""Conditions and purposes: the words that limit or explain a deed, hung on it and on the decision about it."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from graphbuild.extract.circumstances import BINDING, DEEDS
from graphbuild.extract.grammar import Grammar, base, find_case, is_infinitive, is_past_participle, is_verbal
from graphbuild.extract.openers import CUTS, Opener, find_body, find_head, find_openers, index_phrases
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import Trigger
from graphbuild.records import Document, Event, Sentence, Thing, Token

PURSUED = frozenset({"PolicyDecision", "ForceMovement", "Diplomacy", "ArmsTransfer", "ArmedAction"})
PUNISHED = frozenset({"sentence", "sanction", "dismiss", "acquit"})  # decisions that `pour` gives a reason for

def attach_conditions(document: Document, triggers: dict[int, Trigger], things: Things) -> None:
    """Adds the words of conditions and purposes to the deeds that they limit or explain."""
    phrases = index_phrases(things.grammar)
    for sentence in document.sentences:
        openers = list(find_openers(sentence, phrases))
        for opener, following in pairwise(openers):
            opener.after = [t for t in opener.after if t.index < following.words[0].index]
        for opener in openers:
            _attach(opener, triggers, things)
    _attach_aims(triggers, document, things)
    _share_terms(triggers)


def _attach(opener: Opener, triggers: dict[int, Trigger], things: Things) -> None:
    grammar = things.grammar
    head = find_head(opener, grammar)
    if opener.group == "grounds" and head is None:
        head, opener.after = opener.words[-1], []
    if head is None or _is_idle(opener, head, triggers, grammar):
        return
    if opener.group == "grounds" and things.heads.get(head.index):
        return  # "au nom de l'Union": for whom, not why
    body = find_body(opener, head, triggers) or opener.words
    trigger = _find_limited(opener, head, body, triggers, things)
    if trigger is None or not _can_have(trigger, opener, head):
        return
    begin = opener.words[0].begin if opener.group == "grounds" else body[0].begin
    _add(trigger.event, opener.group, (begin, body[-1].end))


def _add(event: Event, group: str, span: tuple[int, int]) -> None:
    """Adds a span to an event unless it has one there already."""
    spans = event.conditions if group == "condition" else event.purposes
    if not any(begin < span[1] and span[0] < end for begin, end in spans):
        spans.append(span)


def _is_idle(opener: Opener, head: Token, triggers: dict[int, Trigger], grammar: Grammar) -> bool:
    """Whether an opener opens nothing of the kind: `pour avoir tué`, `pour Agadez`, `trop faible pour`, `même si`."""
    before = _find_before(opener.words[0])
    if before is not None and grammar.has("defuser", before.lemma):
        return True
    if opener.words[0].lemma.lower() == "si":
        asked = head.head if head.deprel == "ccomp" else None
        return any(verb is not None and grammar.has("asking", verb.lemma) for verb in (before, asked))
    if opener.group != "purpose":
        return False
    above = head.head
    if is_verbal(head):
        perfect = any(c.deprel in ("aux", "aux:tense") for c in head.children)
        fit = above is not None and above.upos == "ADJ" and above is before  # "incompétent pour juger"
        finite = grammar.has("finite_opener", opener.words[-1].lemma)
        return perfect or fit or not (finite or is_infinitive(head) or any(map(is_infinitive, head.children)))
    named = above is not None and above.upos in ("NOUN", "PROPN") and above.index not in triggers
    goal = head.index in triggers or head.lemma.lower().endswith(tuple(grammar.words["deed_ending"]))
    return named or not goal or grammar.has("no_goal", head.lemma)


def _can_have(trigger: Trigger, opener: Opener, head: Token) -> bool:
    """Whether a deed can have a term: `si` limits no past deed, what is denied has no aim, a sentence a cause."""
    if opener.words[0].lemma.lower() == "si":
        past = any(c.deprel in ("aux", "aux:tense") for c in head.children)
        return trigger.event.status != "actual" or (trigger.event.type in BINDING and not past)
    if opener.group != "purpose" or is_verbal(head):
        return opener.group != "purpose" or not trigger.negated
    return trigger.event.type in PURSUED and trigger.event.kind not in PUNISHED


def _find_before(token: Token) -> Token | None:
    """The word before a token in its sentence."""
    words = token.sentence.tokens
    at = token.index - words[0].index
    return words[at - 1] if at else None


# --- what it limits ---------------------------------------------------------------------------------------------------


def _find_limited(
    opener: Opener, head: Token, body: Sequence[Token], triggers: dict[int, Trigger], things: Things
) -> Trigger | None:
    """The deed that a term belongs to: above it, else before it, else after one that opens a sentence."""
    first, last = opener.words[0].index, body[-1].index
    tokens = [token for token in head.sentence.tokens if token.index not in things.covers or token.index in triggers]
    earlier = [t for t in tokens if t.index < first]
    if not any(t.upos == "VERB" or t.index in triggers for t in earlier):
        later = takewhile(lambda t: t.text not in CUTS, (t for t in tokens if t.index > last))
        return next((triggers[t.index] for t in later if _is_deed(t, triggers)), None)
    near = list(takewhile(lambda t: t.text not in CUTS, reversed(earlier)))
    deeds = [triggers[t.index] for t in near if _is_deed(t, triggers)]
    if opener.group == "condition":
        open_ones = [d for d in deeds if d.event.status != "actual"] or [d for d in deeds if d.event.type in BINDING]
        return next(iter(open_ones or deeds), None)
    done = near[0].head if near and is_past_participle(near[0]) and base(near[0].deprel) == "acl" else None
    if done is not None and done.index in triggers:
        return triggers[done.index]  # "l'opération montée pour"
    for node in head.ancestors():
        trigger = triggers.get(node.index) or _find_object(node, triggers, first)
        if trigger is not None and not first <= node.index <= last:
            return trigger if trigger.event.type in DEEDS else None
        if is_verbal(node) and node.index < first and node.index not in things.covers:
            return None  # another verb's purpose; a name is no verb, whatever its tag
    verb = next((t for t in near if t.upos == "VERB"), None)
    return deeds[0] if deeds and verb is not None and verb.index in triggers else None


def _find_object(verb: Token, triggers: dict[int, Trigger], before: int) -> Trigger | None:
    """The event that is object, subject or complement of a verb which is none: `mener une opération pour`."""
    if not is_verbal(verb):
        return None
    below = [c for c in verb.children if base(c.deprel) in ("obj", "nsubj", "xcomp") and c.index < before]
    return next((triggers[c.index] for c in below if c.index in triggers), None)


def _is_deed(token: Token, triggers: dict[int, Trigger]) -> bool:
    return token.index in triggers and triggers[token.index].event.type in DEEDS


# --- terms told elsewhere ---------------------------------------------------------------------------------------------


def _attach_aims(triggers: dict[int, Trigger], document: Document, things: Things) -> None:
    """What something `vise à` or somebody is `chargé de` do, or hopes for `par cette mesure`, is a purpose too."""
    for token in document.tokens:
        goal = _find_goal(token, things.grammar) if is_verbal(token) or token.upos == "ADJ" else None
        if goal is None:
            continue
        event = _find_means(token, goal, triggers, things)
        if event is not None:
            words = token.sentence.tokens
            opener = Opener("purpose", [token], words[goal.index - words[0].index :])
            body = find_body(opener, goal, triggers)
            _add(event, "purpose", (body[0].begin, body[-1].end))


def _find_goal(token: Token, grammar: Grammar) -> Token | None:
    """The infinitive after a word that tells an aim."""
    if not (grammar.has("aim", token.lemma) or grammar.has("design", token.lemma)):
        return None
    return next((c for c in token.children if is_infinitive(c) and c.index > token.index), None)


def _find_means(token: Token, goal: Token, triggers: dict[int, Trigger], things: Things) -> Event | None:
    """The deed that serves an aim: one told by a noun above it, one that a noun points back to, or its weapon's."""
    grammar = things.grammar
    if any(_points_back(c, grammar) for c in (*token.children, *goal.children) if c.index < goal.index):
        return _find_last(triggers, token.sentence)
    designed = grammar.has("design", token.lemma)
    if designed and base(token.deprel) == "acl":
        for node in token.ancestors():
            if is_verbal(node):
                return None
            if _is_deed(node, triggers):
                return triggers[node.index].event
    if (designed or grammar.has("service", goal.lemma)) and goal.index not in triggers:
        subjects = [c for c in token.children if base(c.deprel) == "nsubj"]
        weapons = [f.thing for subject in subjects for f in things.at(subject) if f.kind == "weapon"]
        return _find_use(weapons, token, triggers)
    return None


def _find_use(weapons: Sequence[Thing], token: Token, triggers: dict[int, Trigger]) -> Event | None:
    """The deed that weapons `destinées à` something serve in: one of the sentence, else the last one told."""
    found = None
    for _, trigger in sorted(triggers.items()):
        if trigger.event.type not in ("ArmsTransfer", "ArmedAction", "PolicyDecision"):
            continue
        if trigger.event.status == "denied" or not any(weapon in trigger.event.fillers("weapon") for weapon in weapons):
            continue
        if trigger.token.sentence is token.sentence:
            return trigger.event
        if trigger.token.index < token.index:
            found = trigger.event
    return found


def _points_back(noun: Token, grammar: Grammar) -> bool:
    """Whether a noun means a decision or deed told before: `cette mesure`."""
    shown = any(c.deprel == "det" and c.feats.get("PronType") == "Dem" for c in noun.children)
    return shown and grammar.has("deed_noun", noun.lemma)


def _find_last(triggers: dict[int, Trigger], sentence: Sentence) -> Event | None:
    """The last decision before a sentence, in its paragraph or the one above."""
    found = None
    for _, trigger in sorted(triggers.items()):
        if trigger.token.sentence.index >= sentence.index:
            break
        near = sentence.paragraph - trigger.token.sentence.paragraph <= 1
        if near and trigger.event.type in ("PolicyDecision", "ArmsTransfer"):
            found = trigger.event if found is None or trigger.event.type == "PolicyDecision" else found
    return found


def _share_terms(triggers: dict[int, Trigger]) -> None:
    """Gives the terms of a decision, promise or request to the deed it is about, and those of the deed to it."""
    for trigger in triggers.values():
        bearer = trigger.event
        if bearer.type not in BINDING:
            continue
        for p in bearer.participations:
            deed = p.filler
            if p.role != "about" or p.basis != "grammar" or not isinstance(deed, Event) or deed.status == "actual":
                continue
            for group, ours, theirs in (
                ("condition", bearer.conditions, deed.conditions),
                ("purpose", bearer.purposes, deed.purposes),
            ):
                spans = [*ours, *theirs]
                for span in spans:
                    _add(bearer, group, span)
                    _add(deed, group, span)


def attach_terms(triggers: dict[int, Trigger], things: Things) -> None:
    """What a party binds itself to `comme condition` or `en contrepartie` is a condition of the decision before it."""
    decisions: list[Trigger] = []
    for _, trigger in sorted(triggers.items()):
        if trigger.event.type == "PolicyDecision":
            decisions.append(trigger)
        clauses = [child for child in trigger.token.children if base(child.deprel) in ("xcomp", "ccomp")]
        bound = trigger.event.type == "Commitment" and any(_is_term(c, things.grammar) for c in trigger.token.children)
        if decisions and bound and clauses:
            body = _find_clause(clauses[0])
            _add(_choose_decision(decisions, trigger).event, "condition", (body[0].begin, body[-1].end))
    _share_terms(triggers)


def _find_clause(verb: Token) -> list[Token]:
    """The words of a clause without the words that introduce it and without final punctuation."""
    words = sorted(verb.subtree(), key=lambda t: t.index)
    while words and (words[0].deprel in ("mark", "case", "fixed", "punct")) and words[0] is not verb:
        words.pop(0)
    while len(words) > 1 and words[-1].upos == "PUNCT":
        words.pop()
    return words


def _choose_decision(decisions: list[Trigger], commitment: Trigger) -> Trigger:
    """The last decision on the same weapon, or else the last that grants something to somebody, or else the last."""
    weapons = set(map(id, commitment.event.fillers("weapon")))
    same = [d for d in decisions if weapons & set(map(id, d.event.fillers("weapon")))]
    granted = [d for d in decisions if d.event.fillers("recipient")]
    return (same or granted or decisions)[-1]


def _is_term(token: Token, grammar: Grammar) -> bool:
    return grammar.has("terms", token.lemma) and grammar.has("as", find_case(token))
