"""Whether a phrase with an actor noun means an actor where it stands: what the table asks of the noun."""

from __future__ import annotations

from collections.abc import Callable

from graphbuild.extract.actor_lexicon import ActorNoun
from graphbuild.extract.phrases import is_number
from graphbuild.extract.powers import has_article
from graphbuild.extract.scanning import Scan, base, find_case, find_first_conjunct, is_capitalised
from graphbuild.records import Token

PARTICIPANTS = frozenset({"nsubj", "obj", "iobj", "appos", "root"})
GOVERNED = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:agent", "advmod"})
OF_PEOPLE = ("deed", "fate")  # cues of nouns whose complement does or suffers what they tell


def is_nominal(scan: Scan, first: int, last: int) -> bool:
    """Whether words are used as a noun: tagged so, or an adjective or participle behind a determiner or number."""
    head = scan.tokens[first]
    if head.upos in ("NOUN", "PROPN") or last - first > 1:
        return True
    before, after = scan.get(first - 1, head), scan.get(last, head)
    if before is None or head.upos not in ("ADJ", "VERB", "PRON"):
        return False
    if after is not None and after.upos in ("NOUN", "PROPN"):
        return False
    if before.upos == "CCONJ":
        return head.upos == "ADJ" and head.deprel == "conj" and head.head is not None and head.head.upos != "ADJ"
    return before.upos == "DET" or is_number(before)


def is_actor(scan: Scan, noun: ActorNoun, head: Token, *, counted: bool, named: bool) -> bool:
    """Whether a phrase meets the condition that the table sets for its noun."""
    shouted = len(noun.keys) == 1 and head.text.isupper() and not noun.keys[0].isupper()
    if _is_open(scan, head) and not named:
        return False
    if not counted and not named and (shouted or not _is_determined(scan, head)):
        return False
    conditions: dict[str, Callable[[], bool]] = {
        "named": lambda: named or (counted and noun.counted != noun.type),
        "counted": lambda: counted,
        "part": lambda: is_participant(scan, head),
        "tally": lambda: counted and is_participant(scan, head) and not _is_inside(scan, head),
        "leader": lambda: named or base(find_first_conjunct(head).deprel) == "nsubj" or _is_agent(scan, head),
        "plural": lambda: head.feats.get("Number") == "Plur" or head.text.endswith("s"),
        "toll": lambda: head.feats.get("Number") != "Sing" and _is_governed(scan, head),
        "role": lambda: counted or named or is_participant(scan, head),
        "bare": lambda: named or (not _has_adjective(scan, head) and is_participant(scan, head)),
    }
    return noun.when not in conditions or conditions[noun.when]()


def _is_open(scan: Scan, head: Token) -> bool:
    """Whether a negative or interrogative word stands before a noun: `aucun soldat`, `quel ministre`."""
    before = [token for step in (1, 2) if (token := scan.get(head.index - step, head)) is not None]
    return any(t.upos == "DET" and t.feats.get("PronType") in ("Neg", "Int") for t in before)


def _opens(scan: Scan, head: Token) -> bool:
    """Whether a word stands first in its sentence, or first behind a quotation mark or colon."""
    before = scan.get(head.index - 1, head)
    return before is None or before.upos == "PUNCT"


def _is_determined(scan: Scan, head: Token) -> bool:
    """Whether a noun has an article, is a plural, or is written with a capital: a bare singular names no actor."""
    if head.feats.get("Number") == "Plur" or (is_capitalised(head) and not _opens(scan, head)):
        return True
    return has_article(head) or any(base(c.deprel) == "det" for c in head.children)


def _is_governed(scan: Scan, head: Token) -> bool:
    """Whether a verb tells of the dead and injured: a number in a list (`Bilan : six morts`) only sums them up."""
    token = find_first_conjunct(head)
    while (over := token.head) is not None and (over.upos in ("ADV", "NUM") or scan.lexicon.has_cue(over, "quantity")):
        token = find_first_conjunct(over)
    return token.head is not None and token.head.upos in ("VERB", "X") and token.deprel in GOVERNED


def _is_inside(scan: Scan, head: Token) -> bool:
    """Whether a noun says where something is (`dans neuf pays`)."""
    return "locative" in scan.lexicon.cues.get(find_case(find_first_conjunct(head)), frozenset())


def _is_agent(scan: Scan, head: Token) -> bool:
    """Whether a noun is the agent of a passive, or the source or partner a preposition of politics names."""
    token = find_first_conjunct(head)
    return token.deprel == "obl:agent" or "political" in scan.lexicon.cues.get(find_case(token), frozenset())


def _has_adjective(scan: Scan, head: Token) -> bool:
    after = scan.get(head.index + 1, head)
    return after is not None and after.upos == "ADJ"


def is_participant(scan: Scan, head: Token) -> bool:
    """Whether a noun takes part in what its clause tells: subject, object, agent, or partner of a verb or deed."""
    token = find_first_conjunct(head)
    relation = base(token.deprel)
    if relation in PARTICIPANTS or token.deprel in ("obl:agent", "obl:arg"):
        return True
    cues = scan.lexicon.cues.get(find_case(token), frozenset())
    if relation == "obl":
        return "political" in cues
    if relation == "nmod" and token.head is not None:
        told = any(scan.lexicon.has_cue(token.head, cue) for cue in OF_PEOPLE)
        return "political" in cues or ("genitive" in cues and told)
    return False
