"""Noun phrases for actors: a word for actors with what belongs to it, and the class that its words give it."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.extract.actor_conditions import is_actor, is_nominal
from graphbuild.extract.actor_lexicon import ActorNoun
from graphbuild.extract.phrases import extend_left, extend_right, is_counted, read_quantity, skip_adjectives, skip_name
from graphbuild.extract.scanning import (
    Scan,
    block_fields,
    find_country,
    find_head,
    is_capitalised,
    is_case,
    is_name,
    make_mention,
)
from graphbuild.records import ActorMention, Token

NAMED_TYPES = frozenset({"Organization", "ArmedGroup", "MediaOutlet", "GovernmentBody", "ArmedForce"})
LOOSELY_NAMED = frozenset({"Organization", "ArmedGroup", "MediaOutlet"})  # an adjective may stand before the name
SMALL = 250  # fewer soldiers than that are people, more are a force


@dataclass(slots=True)
class Phrase:
    """A noun with its own words `first` to `last`, the phrase `start` to `end`, and how it is counted and named."""

    noun: ActorNoun
    first: int
    last: int
    start: int
    end: int
    counted: bool
    named: bool  # a name follows, or capitals make the noun one
    quantity: int | None


def find_phrases(scan: Scan) -> None:
    """Adds noun phrases whose head is an actor noun."""
    for at in scan.heads:
        noun = scan.lexicon.find_noun(scan.variants, at)
        if noun is not None:
            first, last = scan.span(at, len(noun.keys))
            if scan.is_free(first, last) and scan.is_whole(first, last) and is_nominal(scan, first, last):
                phrase = _read_phrase(scan, noun, first, last)
                head = _find_noun_head(scan, first, last)
                if is_actor(scan, noun, head, counted=phrase.counted, named=phrase.named):
                    _add_phrase(scan, phrase)


def _find_noun_head(scan: Scan, first: int, last: int) -> Token:
    """The syntactic head of the noun's words; their first word, where the parser takes an adjective for a verb."""
    head = find_head(scan.tokens, first, last)
    return scan.tokens[first] if head.upos == "VERB" and scan.tokens[first].upos == "NOUN" else head


def _read_phrase(scan: Scan, noun: ActorNoun, first: int, last: int) -> Phrase:
    start = extend_left(scan, first)
    counted = is_counted(scan, start, first)
    named = _ends_in_name(scan, last, noun) or _ends_in_aim(scan, start, last)
    cases = ("genitive", "dative") if noun.type == "GovernmentBody" else ("genitive",)
    end = named or extend_right(scan, last, cases)
    quantity = read_quantity(scan, start, first) if counted else None
    ranked = noun.type in NAMED_TYPES and _is_ranked(scan, first)
    return Phrase(noun, first, last, start, end, counted and not ranked, bool(named) or ranked, quantity)


def _is_ranked(scan: Scan, first: int) -> bool:
    """Whether an ordinal in figures stands before a noun: `la 3e compagnie` has it for a name."""
    before = scan.get(first - 1, scan.tokens[first])
    return before is not None and before.text[0].isdigit() and before.text[-1].isalpha()


def _add_phrase(scan: Scan, phrase: Phrase) -> None:
    if _lengthen(scan, phrase) or (phrase.start == phrase.first and _is_surname(scan, phrase)):
        return
    noun, first, end = phrase.noun, phrase.first, phrase.end
    generic = noun.type == "Group" or noun.keys[0].isupper()
    proper = phrase.named or (not generic and is_capitalised(scan.tokens[first]) and first > phrase.start)
    mention = make_mention(scan, first, end, _find_class(scan, phrase), proper=proper)
    mention.begin, mention.first = scan.tokens[phrase.start].begin, phrase.start
    mention.quantity = phrase.quantity
    mention.country = find_country(scan, phrase.start, end)
    body = scan.reference.find_body(mention.country, noun.sense) if mention.type == noun.type else None
    if body is not None:
        mention.reference, mention.name = body.path, body.name
    if _is_individual(noun, mention, scan.tokens[phrase.start]):
        mention.type, mention.position = "Person", (scan.tokens[first].begin, mention.end)
    _free_names(scan, phrase)
    scan.add(mention, first, end if phrase.named else phrase.last)
    block_fields(scan, mention, phrase.last, end)


def _is_surname(scan: Scan, phrase: Phrase) -> bool:
    """Whether the name of a people stands behind another capitalised word: then it is somebody's name."""
    before = scan.get(phrase.first - 1, scan.tokens[phrase.first])
    return phrase.noun.type == "Group" and phrase.noun.keys[0][0].isupper() and is_name(before)


def _lengthen(scan: Scan, phrase: Phrase) -> bool:
    """Whether a noun only says what a known name is (`la chaîne X`), whose mention begins with it where they touch."""
    at = skip_adjectives(scan, phrase.last, scan.tokens[phrase.first])
    owner = scan.owners[at] if phrase.named and at < phrase.end else None
    if owner is None or owner.first != at or owner.last != phrase.end or owner.type not in NAMED_TYPES:
        return False
    if at == phrase.last:
        owner.begin, owner.first = scan.tokens[phrase.start].begin, phrase.start
    return True


def _free_names(scan: Scan, phrase: Phrase) -> None:
    """Takes back the person who gives a body its name (`l'administration Martin`)."""
    owner = scan.owners[phrase.last] if phrase.named else None
    if owner is not None and owner.type == "Person" and owner.first == phrase.last and owner.last <= phrase.end:
        scan.drop(owner)


def _is_individual(noun: ActorNoun, mention: ActorMention, determiner: Token) -> bool:
    """Whether a phrase means one person already spoken of, as a title does (`l'accusé`): not a crowd, not a party."""
    single = mention.type == "Group" and noun.sense != "people" and not mention.proper
    definite = determiner.feats.get("Definite") == "Def" and determiner.feats.get("Number") == "Sing"
    return single and definite and mention.quantity is None


# --- names that a noun begins -----------------------------------------------------------------------------------------


def _ends_in_name(scan: Scan, last: int, noun: ActorNoun) -> int:
    """End of a name right after the noun (`le groupe Wagner`), 0 when there is none or the noun takes none."""
    if noun.type not in NAMED_TYPES:
        return 0
    end = skip_name(scan, last, scan.tokens[last - 1])
    if end == last and noun.type in LOOSELY_NAMED:
        behind = skip_adjectives(scan, last, scan.tokens[last - 1])
        end = skip_name(scan, behind, scan.tokens[last - 1])
        end = end if end > behind > last else last
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


# --- classes ----------------------------------------------------------------------------------------------------------


def _find_class(scan: Scan, phrase: Phrase) -> str:
    """The class that noun, number and the name's words give a phrase."""
    if _is_armed(scan, phrase):
        return "ArmedGroup"
    found = _count_class(scan, phrase)
    if phrase.named and phrase.noun.type == "Group":
        return "Organization"
    if phrase.named and found == "GovernmentBody" and scan.has_outfit(phrase.end - 1):
        return "Organization"
    return "Organization" if _is_cause(scan, phrase) else found


def _is_armed(scan: Scan, phrase: Phrase) -> bool:
    """Whether capitals and a complement make a word for armies the name of a group (`l'Armée de libération`)."""
    if phrase.noun.sense != "army" or phrase.end == phrase.last or not is_capitalised(scan.tokens[phrase.first]):
        return False
    before = scan.get(phrase.first - 1, scan.tokens[phrase.first])
    return before is not None and find_country(scan, phrase.first, phrase.end) is None


def _is_cause(scan: Scan, phrase: Phrase) -> bool:
    """Whether a movement or coalition has a name that speaks of no arms: `le Mouvement pour le progrès`."""
    if phrase.noun.sense != "movement" or not _is_title_case(scan, phrase.last - 1):
        return False
    return not any(scan.lexicon.has_cue(token, "armed") for token in scan.tokens[phrase.last : phrase.end])


def _count_class(scan: Scan, phrase: Phrase) -> str:
    noun = phrase.noun
    if phrase.counted:
        large = (phrase.quantity or 0) >= SMALL
        if noun.sense == "troops":
            return "ArmedForce" if large else noun.counted
        return noun.type if large else noun.counted
    if noun.sense == "person" and scan.tokens[phrase.first].feats.get("Number") == "Sing":
        return "Group"
    before = scan.tokens[phrase.start : phrase.first]
    single = noun.counted == "Group" or any(t.upos == "DET" and t.feats.get("Definite") == "Ind" for t in before)
    return noun.counted if single and scan.tokens[phrase.first].feats.get("Number") == "Sing" else noun.type
