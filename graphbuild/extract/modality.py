"""Status and certainty: what is told as having happened, and what is planned, asked for, denied or doubted."""

from dataclasses import dataclass

from graphbuild.extract.grammar import (
    CLAUSE_LINKS,
    Grammar,
    base,
    find_case,
    find_marks,
    is_infinitive,
    is_past_participle,
    is_verbal,
)
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import Trigger
from graphbuild.lexicon import Row, read_table
from graphbuild.records import Token
from graphbuild.resources import find_language, find_ontology

COLUMNS = ("lemma", "upos", "control", "status", "certainty", "note")
PLANNED = frozenset({"ArmsTransfer", "ForceMovement"})  # what is announced with a noun and is yet to come
OPPOSITE = {"denied": "intended", "intended": "denied", "requested": "denied", "actual": "denied"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes the status or the certainty of the event below or beside it."""

    status: str
    certainty: str
    implicative: bool = False  # told in the past, what it makes possible happened


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues by (lemma, UPOS), and the endings of futures and conditionals: taggers mistake other forms for them."""

    words: dict[tuple[str, str], Cue]
    endings: dict[str, tuple[str, ...]]

    def is_future(self, verb: Token) -> bool:
        """Whether a finite verb stands in the future."""
        return self._has_ending(verb, "future")

    def is_conditional(self, verb: Token) -> bool:
        """Whether a finite verb stands in the conditional."""
        return self._has_ending(verb, "conditional")

    def _has_ending(self, verb: Token, mood: str) -> bool:
        """Whether a finite verb has an ending of the mood, and not by a stem in r (`tirait` of `tirer`).

        The form decides: taggers take `vendrait` for an imperfect and `repartira` for a past.
        """
        form = verb.text.lower()
        if verb.feats.get("VerbForm") in ("Inf", "Part") or not form.endswith(self.endings[mood]):
            return False
        stem = verb.lemma.lower()[:-2]
        return not any(form == stem + ending[1:] for ending in self.endings[mood] if form.endswith(ending))


def load_cues(language: str = "fr") -> Cues:
    """Cues and mood endings of a language."""
    rows = read_table(find_ontology("lexicon", language, "modality.csv"), COLUMNS)
    words = {(row["lemma"], row["upos"]): _to_cue(row) for row in rows}
    endings: dict[str, tuple[str, ...]] = {}
    for row in read_table(find_language(language, "mood_endings.csv"), ("mood", "ending")):
        endings[row["mood"]] = (*endings.get(row["mood"], ()), row["ending"])
    return Cues(words, endings)


def _to_cue(row: Row) -> Cue:
    return Cue(row["status"], row["certainty"], implicative=row["note"] == "enabling")


def read_modality(trigger: Trigger, triggers: dict[int, Trigger], things: Things, cues: Cues) -> None:
    """Sets status, polarity and certainty of an event from its own form and from what governs it."""
    event, token = trigger.event, trigger.token
    event.polarity = "negative" if trigger.negated else "positive"
    negated = trigger.negated and not _is_silence(trigger, things.grammar)
    status, certainty = _read_governors(trigger, triggers, things, cues)
    status = _read_mood(trigger, cues, things) or status
    certainty = _read_adverbs(token, cues) or _read_report_mood(token, cues) or certainty
    status = status or _read_clause(token, things.grammar)
    if certainty == "possible" and _is_counterfactual(token, cues, things.grammar):
        status, certainty = "denied", ""
    if negated:
        status = OPPOSITE[status] if status == "denied" else "denied"
    event.status = status or "actual"
    event.certainty = certainty or "certain"


def _is_silence(trigger: Trigger, grammar: Grammar) -> bool:
    """Whether a negated statement tells a stance (`n'exclut pas`) or a silence (`n'a pas réagi`), which happen.

    What was not announced, or never said, did not happen.
    """
    event, token = trigger.event, trigger.token
    if event.type != "Statement" or event.kind == "announce" or not is_verbal(token):
        return event.kind == "noComment"
    never = any(grammar.has("never", c.lemma) for c in token.children)
    return not (never and any(base(c.deprel) == "aux" for c in token.children))


def _read_governors(
    trigger: Trigger, triggers: dict[int, Trigger], things: Things, cues: Cues
) -> tuple[str, str]:
    """Status and certainty that the words above give, the nearest first; a negated governor turns them round."""
    certainty = ""
    node, seen = trigger.token, {trigger.token.index}  # the word before an infinitive may hang below it
    while (head := _find_governor(node, things.grammar)) is not None and head.index not in seen:
        seen.add(head.index)
        above = triggers.get(head.index)
        if above is not None and above is not trigger:
            status = _read_frame(trigger, node, above)
            if status is not None:
                return status, certainty
        joined = node.deprel == "conj"  # beside a modal, not below it
        cue = cues.words.get((head.lemma.lower(), head.upos)) if not joined else None
        if cue is None and _stands_for_itself(node, head, above, things.grammar):
            return "", certainty
        if cue is not None:
            certainty = certainty or cue.certainty
            if cue.status and not _is_implied(head, cue) and not _is_asked_for(head, triggers):
                turned = cue.status != "actual" and things.grammar.is_negated(head)
                return (OPPOSITE[cue.status] if turned else cue.status), certainty
        if _is_nothing(node, head, things.grammar):
            return "denied", certainty
        node = head
    return "", certainty


def _find_governor(node: Token, grammar: Grammar) -> Token | None:
    """The word that can change how a node is meant; None where nothing above can.

    Adjuncts, relative clauses and what is told of a clause by another beside it are no complements of the word above.
    An infinitive is governed by the word right before it, wherever the parser hung it.
    """
    head = node.head
    if is_infinitive(node) or any(is_infinitive(c) for c in node.children if base(c.deprel) == "aux"):
        beside = _find_neighbour(node)
        if beside is not None and beside is not head:
            return beside
    if head is None:
        return None
    relation = base(node.deprel)
    if relation == "conj":
        differ = is_verbal(node) and is_infinitive(head) and node.feats.get("VerbForm") == "Fin"
        return None if differ else head
    if relation == "acl":
        return head if is_infinitive(node) else None
    if relation == "obl" and not is_verbal(node) and _is_setting(node, head, grammar):
        return None
    return head if relation in CLAUSE_LINKS else None


def _is_setting(node: Token, head: Token, grammar: Grammar) -> bool:
    """Whether a nominal tells when something happens: what stands before the verb, or `après l'attaque`."""
    return node.index < head.index or grammar.has("temporal", find_case(node))


def _find_neighbour(infinitive: Token) -> Token | None:
    """The verb or adjective right before an infinitive, its preposition, clitics and negation left out."""
    words = infinitive.sentence.tokens
    start = infinitive.index - words[0].index
    for word in reversed(words[max(0, start - 5) : start]):
        if word.upos in ("VERB", "ADJ", "NOUN"):
            return word if word.upos != "NOUN" and not is_infinitive(word) else None
        if word.upos not in ("ADP", "ADV", "PRON", "AUX") or base(word.deprel) in ("nsubj", "obl"):
            return None
    return None


def _read_frame(trigger: Trigger, node: Token, above: Trigger) -> str | None:
    """Status that another event gives to what it bears on, `` for none; None where the words above it decide."""
    kind = above.event.type
    behind = kind == "Request" and node.deprel == "nsubj" and node.index > above.token.index  # an object misread
    if above.frame.complement and (_is_complement(node) or behind):
        status = above.frame.complement
        if trigger.event.type == "Request" and status == "denied" and not is_verbal(node):
            return ""  # a request that is refused was made
        if above.negated and status != "actual":
            status = OPPOSITE[status]
        return "" if status == "actual" else status
    if above.event.kind == "announce" and trigger.event.type in PLANNED and node is trigger.token:
        return "" if is_verbal(node) else "denied" if above.negated else "intended"
    if kind != "Statement" and _is_complement(node) and not is_verbal(node):
        return ""  # an argument of another event: its own form decides
    return None


def _stands_for_itself(node: Token, head: Token, above: Trigger | None, grammar: Grammar) -> bool:
    """Whether a definite noun presupposes what it names: `ralentir l'avancée`, `l'arrêt des opérations`."""
    if above is not None or node.upos != "NOUN" or not (is_verbal(head) or head.upos == "NOUN"):
        return False
    return _is_definite(node) or (head.upos == "NOUN" and grammar.has("contracted", _find_form(node)))


def _find_form(node: Token) -> str:
    """The preposition of a noun as it is written (`des`, `du`), which may hold an article."""
    return next((c.text.lower() for c in node.children if c.deprel == "case"), "")


def _is_implied(head: Token, cue: Cue) -> bool:
    """Whether what was made possible happened: `a permis d'exporter`."""
    return cue.implicative and is_past_participle(head) and any(base(c.deprel) == "aux" for c in head.children)


def _is_asked_for(noun: Token, triggers: dict[int, Trigger]) -> bool:
    """Whether a noun such as `droit` is what somebody asks for: the request decides, not the noun."""
    above = triggers.get(noun.head.index) if noun.upos == "NOUN" and noun.head is not None else None
    return above is not None and above.event.type == "Request" and _is_complement(noun)


def _is_nothing(node: Token, head: Token, grammar: Grammar) -> bool:
    """Whether a noun is the indefinite object of a negated verb: `n'a pas annoncé de retrait`."""
    if node.upos != "NOUN" or base(node.deprel) != "obj" or not is_verbal(head):
        return False
    bare = any(c.deprel in ("det", "case") and grammar.has("genitive", c.lemma) for c in node.children)
    return bare and grammar.is_negated(head)


def _is_definite(node: Token) -> bool:
    return any(c.deprel == "det" and c.feats.get("Definite") == "Def" for c in node.children)


def _is_complement(node: Token) -> bool:
    return base(node.deprel) not in ("conj", "nsubj", "parataxis", "advcl")


def _read_mood(trigger: Trigger, cues: Cues, things: Things) -> str:
    """`intended` for a future or a simple conditional; words that are told are no plan (`Moscou démentira tout`)."""
    token = trigger.token
    if not is_verbal(token) or (trigger.event.type == "Statement" and token.find_children("obj", "ccomp")):
        return ""
    finite = _find_finite(token)
    past = any(c.deprel in ("aux", "aux:tense") for c in token.children) or things.grammar.has("being", token.lemma)
    if finite is not token and past and is_past_participle(token):
        return ""
    return "intended" if cues.is_future(finite) or cues.is_conditional(finite) else ""


def _find_finite(token: Token) -> Token:
    """The finite word of a verb: an auxiliary where it has one."""
    for child in token.children:
        if base(child.deprel) in ("aux", "cop") and child.feats.get("VerbForm") == "Fin":
            return child
    return token


def _read_report_mood(token: Token, cues: Cues) -> str:
    """`possible` for the conditional of the press (`auraient tué`)."""
    finite = _find_finite(token)
    return "possible" if finite is not token and cues.is_conditional(finite) else ""


def _is_counterfactual(token: Token, cues: Cues, grammar: Grammar) -> bool:
    """Whether a past conditional depends on what was not so: `sans l'aide de X, la ville serait tombée`."""
    if not _read_report_mood(token, cues):
        return False
    for child in token.children:
        introduced = find_marks(child)
        if any(grammar.has("without", word) for word in introduced if child.index < token.index):
            return True
        if is_verbal(child) and any(grammar.has("hypothesis", word) for word in introduced):
            return True
    return False


def _read_adverbs(token: Token, cues: Cues) -> str:
    """Certainty that an adverb or adjective on the word itself gives."""
    for child in token.children:
        cue = cues.words.get((child.lemma.lower(), child.upos))
        if cue is not None and cue.certainty and base(child.deprel) in ("advmod", "amod"):
            return cue.certainty
    return ""


def _read_clause(token: Token, grammar: Grammar) -> str:
    """`intended` for a purpose (`pour frapper`) and a hypothesis (`si`), `requested` for a condition (`pourvu que`)."""
    verb = token
    if not is_verbal(token):
        if token.head is None or base(token.deprel) not in ("obj", "obl", "nsubj") or _is_definite(token):
            return ""
        verb = token.head
    marks = find_marks(verb)
    if is_infinitive(verb) and any(grammar.has("purpose", mark) for mark in marks):
        return "intended"
    if any(grammar.has("hypothesis", mark) for mark in marks):
        return "intended"
    return "requested" if any(grammar.has("condition", mark) for mark in marks) else ""
