"""Mentions of actors: names first, then noun phrases whose head is a word for actors."""

from __future__ import annotations

from collections.abc import Callable

from graphbuild.extract.actor_lexicon import ActorLexicon, ActorNoun
from graphbuild.extract.appositions import tie_appositions
from graphbuild.extract.entities import Reference, fold_word
from graphbuild.extract.names import find_acronyms, find_references, find_repeats
from graphbuild.extract.numbers import read_number
from graphbuild.extract.persons import find_persons, find_titled
from graphbuild.extract.phrases import extend_left, extend_right, is_number, skip_name
from graphbuild.extract.powers import has_article
from graphbuild.extract.scanning import (
    Scan,
    base,
    block_fields,
    find_case,
    find_country,
    find_first_conjunct,
    find_head,
    is_capitalised,
    is_case,
    make_mention,
    open_scan,
)
from graphbuild.records import ActorMention, Document, Token

PARTICIPANTS = frozenset({"nsubj", "obj", "iobj", "appos", "root"})
GOVERNED = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:agent", "advmod"})
OF_PEOPLE = ("deed", "fate")  # cues of nouns whose complement does or suffers what they tell
NAMED_TYPES = frozenset({"Organization", "ArmedGroup", "MediaOutlet", "GovernmentBody", "ArmedForce"})
SMALL = 250  # fewer soldiers than that are people, more are a force


def find_actors(document: Document, lexicon: ActorLexicon, reference: Reference) -> list[ActorMention]:
    """Mentions of actors in a document, in the order of the text."""
    scan = open_scan(document, lexicon, reference)
    find_references(scan)
    find_titled(scan)
    _find_phrases(scan)
    _find_peoples(scan)
    find_persons(scan)
    tie_appositions(scan)
    find_repeats(scan)
    find_acronyms(scan)
    return sorted(scan.mentions, key=lambda mention: (mention.begin, -mention.end))


def _find_phrases(scan: Scan) -> None:
    """Adds noun phrases whose head is an actor noun."""
    for at in scan.heads:
        noun = scan.lexicon.find_noun(scan.variants, at)
        if noun is not None:
            first, last = scan.span(at, len(noun.keys))
            if scan.is_free(first, last) and _is_nominal(scan, first, last):
                _add_phrase(scan, noun, first, last)


def _is_nominal(scan: Scan, first: int, last: int) -> bool:
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


def _add_phrase(scan: Scan, noun: ActorNoun, first: int, last: int) -> None:
    head = find_head(scan.tokens, first, last)
    start = extend_left(scan, first)
    counted = _is_counted(scan, start, first)
    named = _ends_in_name(scan, last, noun) or _ends_in_aim(scan, start, last)
    if not _is_actor(scan, noun, head, counted, named):
        return
    end = named or extend_right(scan, last, ("genitive", "dative") if noun.type == "GovernmentBody" else ("genitive",))
    type_ = _find_type(scan, noun, first, start, counted)
    if _is_movement(scan, noun, first, last, end):
        type_ = "ArmedGroup"
    elif named and type_ in ("Group", "GovernmentBody") and (noun.type == "Group" or scan.has_outfit(end - 1)):
        type_ = "Organization"
    generic = noun.type == "Group" or noun.keys[0].isupper()
    proper = bool(named) or (not generic and is_capitalised(scan.tokens[first]) and first > start)
    mention = make_mention(scan, first, end, type_, proper=proper)
    mention.begin, mention.first = scan.tokens[start].begin, start
    mention.quantity = _read_quantity(scan, start, first) if counted else None
    mention.country = find_country(scan, start, end)
    body = scan.reference.find_body(mention.country, noun.sense) if mention.type == noun.type else None
    if body is not None:
        mention.reference, mention.name = body.path, body.name
    if _is_individual(noun, mention, scan.tokens[start]):
        mention.type, mention.position = "Person", (scan.tokens[first].begin, mention.end)
    scan.add(mention, first, last if not named else end)
    block_fields(scan, mention, last, end)


def _is_individual(noun: ActorNoun, mention: ActorMention, determiner: Token) -> bool:
    """Whether a phrase means one person already spoken of, as a title does (`l'accusé`): not a crowd, not a party."""
    single = mention.type == "Group" and noun.type == "Group" and noun.sense != "people" and not mention.proper
    definite = determiner.feats.get("Definite") == "Def" and determiner.feats.get("Number") == "Sing"
    return single and definite and mention.quantity is None


def _is_movement(scan: Scan, noun: ActorNoun, first: int, last: int, end: int) -> bool:
    """Whether capitals and a complement make a word for armies the name of a group (`l'Armée de libération`)."""
    named = noun.sense == "army" and is_capitalised(scan.tokens[first]) and end > last
    return named and find_country(scan, first, end) is None and scan.get(first - 1, scan.tokens[first]) is not None


def _is_counted(scan: Scan, start: int, first: int) -> bool:
    return any(is_number(t) or scan.lexicon.has_cue(t, "quantity") for t in scan.tokens[start:first])


def _read_quantity(scan: Scan, start: int, first: int) -> int | None:
    """The number that stands before the noun."""
    return read_number([t for t in scan.tokens[start:first] if t.upos not in ("ADP", "ADJ") or is_number(t)])


def _ends_in_name(scan: Scan, last: int, noun: ActorNoun) -> int:
    """End of a name right after the noun (`le groupe Wagner`), 0 when there is none or the noun takes none."""
    if noun.type not in NAMED_TYPES:
        return 0
    end = skip_name(scan, last, scan.tokens[last - 1])
    if end == last and _is_title_case(scan, last - 1):
        end = extend_right(scan, last, ("genitive", "naming"))
    return end if end > last else 0


def _ends_in_aim(scan: Scan, start: int, last: int) -> int:
    """End of a name made of people and their aim (`Médecins pour la paix`), 0 when the words are none."""
    noun, case = scan.tokens[last - 1], scan.get(last, scan.tokens[last - 1])
    if start < last - 1 or not is_capitalised(noun) or noun.text.isupper() or not is_case(scan, case, "naming"):
        return 0
    end = extend_right(scan, last, ("naming",))
    return end if end > last else 0


def _is_title_case(scan: Scan, index: int) -> bool:
    """Whether a word has a capital that its place in the sentence does not explain."""
    token = scan.tokens[index]
    return is_capitalised(token) and not token.text.isupper() and token is not token.sentence.tokens[0]


def _is_actor(scan: Scan, noun: ActorNoun, head: Token, counted: bool, named: int) -> bool:
    """Whether a phrase meets the condition that the table sets for its noun."""
    shouted = len(noun.keys) == 1 and head.text.isupper() and not noun.keys[0].isupper()
    if not counted and not named and (shouted or not _is_determined(head)):
        return False
    conditions: dict[str, Callable[[], bool]] = {
        "named": lambda: bool(named) or (counted and noun.counted != noun.type),
        "counted": lambda: counted,
        "plural": lambda: head.feats.get("Number") == "Plur" or head.text.endswith("s"),
        "toll": lambda: head.feats.get("Number") != "Sing" and _is_governed(scan, head),
        "role": lambda: counted or bool(named) or is_participant(scan, head),
        "bare": lambda: bool(named) or (not _has_adjective(scan, head) and is_participant(scan, head)),
    }
    return noun.when not in conditions or conditions[noun.when]()


def _is_governed(scan: Scan, head: Token) -> bool:
    """Whether a verb tells of the dead and injured: a number in a list (`Bilan : six morts`) only sums them up."""
    token = find_first_conjunct(head)
    while (over := token.head) is not None and (over.upos in ("ADV", "NUM") or scan.lexicon.has_cue(over, "quantity")):
        token = find_first_conjunct(over)
    return token.head is not None and token.head.upos in ("VERB", "X") and token.deprel in GOVERNED


def _has_adjective(scan: Scan, head: Token) -> bool:
    after = scan.get(head.index + 1, head)
    return after is not None and after.upos == "ADJ"


def _is_determined(head: Token) -> bool:
    """Whether a noun has an article, is a plural, or is written with a capital: a bare singular names no actor."""
    if head.feats.get("Number") == "Plur" or (is_capitalised(head) and head is not head.sentence.tokens[0]):
        return True
    return has_article(head) or any(base(c.deprel) == "det" for c in head.children)


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


def _find_type(scan: Scan, noun: ActorNoun, first: int, start: int, counted: bool) -> str:
    if not counted:
        single = any(t.upos == "DET" and t.feats.get("Definite") == "Ind" for t in scan.tokens[start:first])
        singular = scan.tokens[first].feats.get("Number") == "Sing"
        return noun.counted if single and singular else noun.type
    large = (_read_quantity(scan, start, first) or 0) >= SMALL
    if noun.sense == "troops":
        return "ArmedForce" if large else noun.counted
    return noun.type if large else noun.counted


def _find_peoples(scan: Scan) -> None:
    """Adds peoples: the state for `les Russes`, a group for `quatre Français`."""
    for token in [scan.tokens[index] for index in scan.capitals]:
        country = scan.reference.demonyms.get(fold_word(token.text))
        if country and scan.owners[token.index] is None and token.upos != "ADJ":
            _add_people(scan, token, country)


def _add_people(scan: Scan, token: Token, country: str) -> None:
    start = extend_left(scan, token.index)
    plural = token.feats.get("Number") != "Sing" and token.text[-1] in "sx"
    paired = plural and _is_paired(scan, token)
    determiners = [t for t in scan.tokens[start : token.index] if t.upos == "DET"]
    if start == token.index and not paired:
        return
    state = scan.reference.find_state(country)
    definite = any(t.feats.get("Definite") == "Def" for t in determiners) and not _is_counted(scan, start, token.index)
    mention = make_mention(scan, token.index, token.index + 1, "Group", proper=False)
    mention.begin, mention.first, mention.country = scan.tokens[start].begin, start, country
    if (definite or (paired and start == token.index)) and plural and state is not None:
        mention.type, mention.name, mention.reference = "State", state.name, state.path
    elif definite and not plural and token.feats.get("Number") != "Plur":
        mention.type, mention.position = "Person", (token.begin, token.end)
    mention.quantity = _read_quantity(scan, start, token.index)
    scan.add(mention, token.index, token.index + 1)


def _is_paired(scan: Scan, token: Token) -> bool:
    """Whether two peoples are named together without an article (`Américains et Britanniques`)."""
    for step in (-1, 1):
        joint, other = scan.get(token.index + step, token), scan.get(token.index + 2 * step, token)
        if joint is not None and other is not None and joint.upos == "CCONJ" and is_capitalised(other):
            return other.text.lower() in scan.reference.demonyms
    return False
