"""Status and certainty: what is told as having happened, and what is planned, asked for, denied or doubted."""

from dataclasses import dataclass

from graphbuild.extract.grammar import CLAUSE_LINKS, base, find_marks, is_infinitive, is_past_participle, is_verbal
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import Trigger
from graphbuild.lexicon import read_table
from graphbuild.records import Token
from graphbuild.resources import find_language, find_ontology

COLUMNS = ("lemma", "upos", "control", "status", "certainty", "note")
INTENT_FREE = frozenset({"noComment"})  # declining to comment is told with a negation and happens all the same
OPPOSITE = {"denied": "intended", "intended": "denied", "requested": "denied", "actual": "denied"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes the status or the certainty of the event below or beside it."""

    status: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues by (lemma, UPOS), and the endings of futures and conditionals: taggers mistake other forms for them."""

    words: dict[tuple[str, str], Cue]
    endings: dict[str, tuple[str, ...]]

    def is_future(self, verb: Token) -> bool:
        """Whether a finite verb stands in the future."""
        return verb.feats.get("Tense") == "Fut" and verb.text.lower().endswith(self.endings["future"])

    def is_conditional(self, verb: Token) -> bool:
        """Whether a finite verb stands in the conditional."""
        return verb.feats.get("Mood") == "Cnd" and verb.text.lower().endswith(self.endings["conditional"])


def load_cues(language: str = "fr") -> Cues:
    """Cues and mood endings of a language."""
    rows = read_table(find_ontology("lexicon", language, "modality.csv"), COLUMNS)
    words = {(row["lemma"], row["upos"]): Cue(row["status"], row["certainty"]) for row in rows}
    endings: dict[str, tuple[str, ...]] = {}
    for row in read_table(find_language(language, "mood_endings.csv"), ("mood", "ending")):
        endings[row["mood"]] = (*endings.get(row["mood"], ()), row["ending"])
    return Cues(words, endings)


def read_modality(trigger: Trigger, triggers: dict[int, Trigger], things: Things, cues: Cues) -> None:
    """Sets status, polarity and certainty of an event from its own form and from what governs it."""
    event, token = trigger.event, trigger.token
    negated = trigger.negated and event.kind not in INTENT_FREE
    event.polarity = "negative" if negated else "positive"
    status, certainty = _read_governors(token, triggers, things, cues)
    status = _read_mood(token, cues) or status
    certainty = _read_adverbs(token, cues) or _read_report_mood(token, cues) or certainty
    if _lies_in_purpose(token, things):
        status = status or "intended"
    if negated:
        status = OPPOSITE[status] if status == "denied" else "denied"
    event.status = status or "actual"
    event.certainty = certainty or "certain"


def _read_governors(
    token: Token, triggers: dict[int, Trigger], things: Things, cues: Cues
) -> tuple[str, str]:
    """Status and certainty that the words above give, the nearest first; a negated governor turns them round."""
    certainty = ""
    node = token
    while node.head is not None and _is_governed(node):
        head = node.head
        above = triggers.get(head.index)
        if above is not None and above.frame.complement and _is_complement(node):
            status = above.frame.complement
            if above.negated and status != "actual":
                status = OPPOSITE[status]
            return ("" if status == "actual" else status), certainty
        if above is not None and above.event.type != "Statement" and _is_complement(node) and not is_verbal(node):
            return "", certainty  # an argument of another event: its own form decides
        cue = cues.words.get((head.lemma.lower(), head.upos))
        if above is None and cue is None and is_verbal(head) and _is_definite(node):
            return "", certainty  # "ralentir l'avancée": the noun presupposes what it names
        if cue is not None and above is None:
            certainty = certainty or cue.certainty
            if cue.status:
                return (OPPOSITE[cue.status] if things.grammar.is_negated(head) else cue.status), certainty
        node = head
    return "", certainty


def _is_governed(node: Token) -> bool:
    """Whether the word above can change how the node is meant: a complement, not an adjunct or a relative clause."""
    if node.deprel == "conj":
        return True
    if base(node.deprel) == "acl":
        return is_infinitive(node)
    return base(node.deprel) in CLAUSE_LINKS


def _is_definite(node: Token) -> bool:
    return node.upos == "NOUN" and any(c.deprel == "det" and c.feats.get("Definite") == "Def" for c in node.children)


def _is_complement(node: Token) -> bool:
    return base(node.deprel) not in ("conj", "nsubj", "parataxis", "advcl")


def _read_mood(token: Token, cues: Cues) -> str:
    """`intended` for a future or a simple conditional."""
    if not is_verbal(token):
        return ""
    finite = _find_finite(token)
    compound = is_past_participle(token) and any(c.deprel in ("aux", "aux:tense") for c in token.children)
    return "intended" if not compound and (cues.is_future(finite) or cues.is_conditional(finite)) else ""


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


def _read_adverbs(token: Token, cues: Cues) -> str:
    """Certainty that an adverb or adjective on the word itself gives."""
    for child in token.children:
        cue = cues.words.get((child.lemma.lower(), child.upos))
        if cue is not None and cue.certainty and base(child.deprel) in ("advmod", "amod"):
            return cue.certainty
    return ""


def _lies_in_purpose(token: Token, things: Things) -> bool:
    """Whether an infinitive tells a purpose (`pour frapper`)."""
    return is_infinitive(token) and any(things.grammar.has("purpose", mark) for mark in find_marks(token))
