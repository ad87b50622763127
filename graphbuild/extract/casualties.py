"""Casualties: how many are told killed and injured, and of which event."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.extract.circumstances import find_nearest
from graphbuild.extract.grammar import Grammar, base, expand, is_past_participle
from graphbuild.extract.numbers import load_numbers, read_number
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import Trigger
from graphbuild.lexicon import fold, read_table
from graphbuild.records import Document, Token
from graphbuild.resources import find_ontology

HARMFUL = frozenset({"ArmedAction", "Coercion"})
AHEAD = frozenset({"intended", "requested"})  # whom a deed is to kill is no casualty
LONGEST = 6  # tokens of a number: `au moins deux cent mille`
FORE = 3  # tokens before a noun in which `sans` or `aucun` may stand
CARRIED = 1000  # from so many on a number is the toll of a war, not of the deed in the sentence before
JOINING = frozenset({"ADJ", "ADP", "CCONJ", "DET", "NUM"})  # what stands between two nouns of one sum
COUNTABLE = frozenset({"NOUN", "NUM", "PROPN", "ADJ", "PRON", "X"})


@dataclass(frozen=True, slots=True)
class Casualty:
    """A word that tells of dead or injured, and where their number stands.

    `self`: before the word; `none`: only where it says that there are none; `noun`: before the noun that it qualifies;
    `persons`: before its object, when that is somebody; `subj`, `obj`, `de`, `à`: before that argument.
    """

    partner: str
    kind: str
    counted: str


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of killed or injured at the word that tells it."""

    token: Token
    kind: str
    number: int


Casualties = dict[tuple[str, str], list[Casualty]]


def load_casualties(language: str = "fr") -> Casualties:
    """Casualty words by (lemma, UPOS)."""
    out: Casualties = {}
    for row in read_table(find_ontology("lexicon", language, "casualties.csv"), ("lemma", "upos", "kind", "counted")):
        lemma, _, partner = row["lemma"].partition("+")
        out.setdefault((lemma, row["upos"]), []).append(Casualty(partner, row["kind"], row["counted"]))
    return out


def attach_casualties(
    document: Document, triggers: dict[int, Trigger], things: Things, casualties: Casualties
) -> None:
    """Sets the numbers of killed and injured on the armed action that they are told of; the first number stands."""
    harmful = [trigger for _, trigger in sorted(triggers.items()) if trigger.event.type in HARMFUL]
    for toll in find_tolls(document, things, casualties):
        trigger = _find_cause(toll, triggers, harmful, things)
        if trigger is not None and trigger.event.status not in AHEAD and getattr(trigger.event, toll.kind) is None:
            setattr(trigger.event, toll.kind, toll.number)


def find_tolls(document: Document, things: Things, casualties: Casualties) -> Iterator[Toll]:
    """The numbers of dead and of injured in the order of the text, at most one of each at a word."""
    for token in document.tokens:
        told: set[str] = set()
        for casualty in casualties.get((token.lemma.lower(), token.upos), ()):
            if casualty.kind in told or casualty.kind == "none":
                continue
            number = 0 if _is_none(token, casualty, casualties) else _count(token, casualty, things)
            if number is not None:
                told.add(casualty.kind)
                yield Toll(token, casualty.kind, number)


# --- causes -----------------------------------------------------------------------------------------------------------


def _find_cause(
    toll: Toll, triggers: dict[int, Trigger], harmful: list[Trigger], things: Things
) -> Trigger | None:
    """The event that a toll is of: the word itself, that of its clause, or one beside or before its sentence."""
    trigger = triggers.get(toll.token.index) or find_nearest(toll.token, triggers, things)
    if trigger is not None and trigger.event.type in HARMFUL:
        return trigger
    here = [t for t in harmful if t.token.sentence is toll.token.sentence]
    before = [t for t in here if t.token.index < toll.token.index]
    if here:
        return before[-1] if before else here[0]
    return _find_cause_before(toll, harmful)


def _find_cause_before(toll: Toll, harmful: list[Trigger]) -> Trigger | None:
    """The last event of the paragraph, or that of the sentence before it."""
    sentence = toll.token.sentence
    last = next((t for t in reversed(harmful) if t.token.index < toll.token.index), None)
    if last is None or toll.number >= CARRIED:
        return None
    return last if last.token.sentence.paragraph == sentence.paragraph else None


# --- numbers ----------------------------------------------------------------------------------------------------------


def _count(token: Token, casualty: Casualty, things: Things) -> int | None:
    """How many are told dead or injured by a word, None where no number stands there."""
    if casualty.partner and not any(c.lemma.lower() == casualty.partner for c in token.children):
        return None
    if casualty.counted == "self":
        return None if _is_finite(token) else read_quantity(token, things.grammar)
    if casualty.counted == "noun":
        return _add_up(_find_qualified(token), things)
    if things.grammar.is_reflexive(token):
        return None
    function = "obj" if casualty.counted == "persons" else casualty.counted
    counted = [a.token for a in things.grammar.find_arguments(token) if a.function == function]
    counted = _keep_joined(counted)
    if casualty.counted == "persons":
        counted = [c for c in counted if any(filler.kind == "actor" for filler in things.at(c))]
    number = _add_up(counted, things)
    return _count_beside(token, things) if number is None and casualty.counted in ("obj", "subj") else number


def _is_none(token: Token, casualty: Casualty, casualties: Casualties) -> bool:
    """Whether a noun is told of nobody: `aucun mort`, `sans faire de victimes`."""
    if casualty.counted not in ("self", "none") or token.upos != "NOUN":
        return False
    at = token.index - token.sentence.tokens[0].index
    for before in token.sentence.tokens[max(0, at - FORE):at][::-1]:
        if any(c.kind == "none" for c in casualties.get((before.lemma.lower(), before.upos), ())):
            return True
        if before.upos not in ("ADP", "DET", "VERB"):
            return False
    return False


def _count_beside(verb: Token, things: Things) -> int | None:
    """The number of people right before a passive verb or after an active one, however the parser hung them."""
    tokens = verb.sentence.tokens
    at = verb.index - tokens[0].index
    if things.grammar.is_passive(verb) or any(c.deprel == "aux:pass" for c in verb.children):
        return _count_before(tokens[:at][::-1], verb, things)
    for token in tokens[at + 1:at + 1 + FORE * 2]:
        if token.upos in ("PUNCT", "VERB", "ADP", "CCONJ"):
            return None
        if token.upos in COUNTABLE and token.upos != "ADJ" and not _is_counting(token):
            return _count_people(token, things)
    return None


def _is_counting(token: Token) -> bool:
    """Whether a numeral counts the noun after it."""
    return token.upos == "NUM" and token.head is not None and token.head.index > token.index


def _count_before(tokens: list[Token], verb: Token, things: Things) -> int | None:
    """The number of the nearest people before a verb, back to another verb; those after `dont` are part of others."""
    found = None
    for token in tokens:
        if token.upos == "VERB" and token.head is not verb:
            break
        if things.grammar.has("relative", token.lemma):
            found = None
        elif found is None and token.upos in ("NOUN", "PROPN") and any(f.kind == "actor" for f in things.at(token)):
            found = read_quantity(token, things.grammar)
    return found


def _is_finite(token: Token) -> bool:
    """Whether a word is a verb form with a subject or auxiliary, not a participle used as a noun."""
    return token.upos in ("VERB", "AUX") and not (
        is_past_participle(token) and not any(base(c.deprel) in ("aux", "cop") for c in token.children))


def _find_qualified(token: Token) -> list[Token]:
    """The nouns that a participle qualifies: `trois civils et un soldat tués`."""
    head = token.head
    if head is None or base(token.deprel) not in ("acl", "amod", "appos"):
        return []
    while head.deprel == "conj" and head.head is not None and token.feats.get("Number") == "Plur":
        head = head.head
    return _keep_joined(list(expand(head)))


def _keep_joined(nouns: list[Token]) -> list[Token]:
    """The first of several nouns and those that `et` joins to it: what a comma or `dont` parts has its own verb."""
    kept = nouns[:1]
    for noun in nouns[1:]:
        tokens = noun.sentence.tokens[kept[-1].index - noun.sentence.tokens[0].index + 1:]
        between = [token for token in tokens if token.index < noun.index]
        if any(t.upos == "CCONJ" for t in between) and all(t.upos in JOINING for t in between):
            kept.append(noun)
    return kept


def _add_up(tokens: list[Token], things: Things) -> int | None:
    """The sum of what is told of several coordinated nouns, None when no number stands before any."""
    numbers = [number for token in tokens if token.upos in COUNTABLE and (number := _count_people(token, things))]
    return sum(numbers) if numbers else None


def _count_people(token: Token, things: Things) -> int | None:
    """The number before a noun that means people, 1 for a person with a name."""
    fillers = things.at(token)
    if any(filler.kind == "weapon" for filler in fillers):
        return None
    number = read_quantity(token, things.grammar)
    if number is None and len(fillers) == 1 and "person" in fillers[0].tags and "group" not in fillers[0].tags:
        return 1
    return number


def read_quantity(token: Token, grammar: Grammar) -> int | None:
    """The number before a noun: numerals, `une vingtaine de`; 1 for `un`, None for none."""
    tokens = token.sentence.tokens
    at = token.index - tokens[0].index
    end = at + (token.upos == "NUM" or read_number([token]) is not None or _is_round(token))
    if end == at:
        while end and _is_adjective(tokens[end - 1]) and read_number(tokens[end - 1 : end]) is None:
            end -= 1
    for begin in range(max(0, end - LONGEST), end):
        number = read_number(tokens[begin:end])
        if number is not None:
            return number if end - begin > 1 or tokens[begin].upos != "DET" else _count_one(token, grammar)
    return None


def _is_adjective(token: Token) -> bool:
    return token.upos == "ADJ" or (base(token.deprel) == "amod" and token.upos != "VERB")


def _is_round(token: Token) -> bool:
    """Whether a noun is itself a number (`une vingtaine`)."""
    return fold(token.text) in load_numbers().collectives


def _count_one(token: Token, grammar: Grammar) -> int | None:
    """1 for `un soldat`, None for `un groupe d'hommes`."""
    several = any(base(c.deprel) == "nmod" and c.feats.get("Number") == "Plur" for c in token.children)
    single = any(c.deprel == "det" and grammar.has("single", c.lemma) for c in token.children)
    return 1 if single and not several and token.feats.get("Number") == "Sing" else None
