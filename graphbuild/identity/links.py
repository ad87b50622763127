"""Links between mentions of one actor, each kind of evidence by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from graphbuild.extract.entities import Reference
from graphbuild.lexicon import fold
from graphbuild.records import ActorMention, Document

Link = tuple[ActorMention, ActorMention]
POSSESSIVE = "Poss"
REACH = 3  # sentences back to the person whom a title alone takes up
BODIES = frozenset({"ArmedForce", "GovernmentBody"})  # of these `l'armée de l'air` and `l'armée` are two
SOLE_OFFICES = frozenset({"head-of-state", "head-of-government", "foreign-minister"})  # one holder a country
GAP = 30  # characters at most between a phrase and the one that renames it
DISTINCT = 10  # people at least, for a number to tell that two phrases mean the same ones
GENERIC_TYPES = frozenset({"ArmedGroup", "Organization"})


def link_references(mentions: Sequence[ActorMention], _document: Document, _reference: Reference) -> Iterator[Link]:
    """Mentions of the same reference actor."""
    first: dict[str, ActorMention] = {}
    for mention in mentions:
        if mention.reference:
            yield first.setdefault(mention.reference, mention), mention


# --- names ------------------------------------------------------------------------------------------------------------


def link_names(mentions: Sequence[ActorMention], _document: Document, reference: Reference) -> Iterator[Link]:
    """Same names; shortened names with the one full name they come from; titles with the person named beside them."""
    persons = [m for m in mentions if m.type == "Person" and m.proper]
    full = {fold(m.name): m for m in reversed(persons) if len(m.name.split()) > 1}
    single: dict[str, ActorMention] = {}
    for person in persons:
        key = fold(person.name)
        yield _find_full(key, full, reference.genders) or single.setdefault(key, person), person
    named = {**{fold(p.name): p for p in reversed(persons)}, **full}
    for title in mentions:
        if title.type == "Person" and not title.proper and fold(title.name) in named:
            yield named[fold(title.name)], title
    yield from _link_same(m for m in mentions if m.proper and m.type != "Person")


def _find_full(key: str, full: dict[str, ActorMention], genders: Mapping[str, str]) -> ActorMention | None:
    """The person whose full name a name shortens: the only one that ends so, or begins so (`Kim` for `Kim Jong-un`)."""
    if key in full and key.partition(" ")[0] in genders:
        return full[key]
    owners = [m for name, m in full.items() if name.endswith(" " + key)]
    if not owners and " " not in key:
        owners = [m for name, m in full.items() if name.startswith(key + " ")]
    return owners[0] if len(owners) == 1 else full.get(key)


def _link_same(mentions: Iterable[ActorMention]) -> Iterator[Link]:
    first: dict[tuple[str, str], ActorMention] = {}
    for mention in mentions:
        yield first.setdefault((mention.type, fold(mention.name)), mention), mention


def link_acronyms(mentions: Sequence[ActorMention], document: Document, _reference: Reference) -> Iterator[Link]:
    """A name with the acronym in parentheses behind it, or an acronym with its expansion."""
    for one, other in pairwise(mentions):
        between = document.slice(one.end, other.begin)
        if between.strip() == "(" and document.slice(other.end, other.end + 1) == ")" and one.type == other.type:
            yield one, other


def link_appositions(mentions: Sequence[ActorMention], document: Document, _reference: Reference) -> Iterator[Link]:
    """A phrase and the one behind a comma that renames it: `le suspect, un Malien`, `X, le parti au pouvoir`."""
    for one, other in pairwise(mentions):
        kinds = {("Group" if m.type == "Person" and not m.proper else m.type) for m in (one, other)}
        alike = (len(kinds) == 1 and not kinds & {"Person", "State"}) or kinds == GENERIC_TYPES
        between = document.slice(one.end, other.begin)
        near = len(between) < GAP and between.endswith(", ") and between.count(",") == 1
        near = near and one.head.sentence is other.head.sentence
        if alike and near and not (one.proper and other.proper) and _renames(one, other, document):
            yield one, other


def _renames(one: ActorMention, other: ActorMention, document: Document) -> bool:
    """Whether grammar makes a phrase an apposition of another, both of one number, and no list goes on."""
    if any((m.quantity or 1) > 1 for m in (one, other)) or read_number(one) != read_number(other):
        return False
    after = document.tokens[other.last] if other.last < len(document.tokens) else None
    if after is not None and after.upos == "CCONJ":
        return False
    doubled = one.head.deprel == other.head.deprel == "nsubj" and one.head.head is other.head.head
    described = other.type == "Group" and read_number(other) == "Sing" and not is_definite(other) and not one.proper
    return doubled or described or (other.head.deprel == "appos" and other.head.head is one.head)


def read_number(mention: ActorMention) -> str:
    """Grammatical number of a mention's head, singular where it shows none."""
    return mention.head.feats.get("Number", "Sing")


# --- titles -----------------------------------------------------------------------------------------------------------


def link_titles(mentions: Sequence[ActorMention], document: Document, reference: Reference) -> Iterator[Link]:
    """Titles alone with the person who holds the office, else with the last person named without one."""
    persons = [m for m in mentions if m.type == "Person" and m.proper]
    tied = {fold(m.name) for m in mentions if m.type == "Person" and m.position and m.proper}
    first: dict[str, ActorMention] = {}
    for title in mentions:
        if title.type != "Person" or title.proper or not is_definite(title) or title.name in {p.name for p in persons}:
            continue
        holder = _find_holder(persons, title, document, reference) or _find_last(persons, tied, title, reference)
        yield holder or first.setdefault(fold(title.name), title), title


def is_definite(mention: ActorMention) -> bool:
    """Whether a phrase has a definite or demonstrative determiner: it means something known."""
    return any(
        c.deprel.startswith("det") and c.feats.get("Definite") != "Ind" and POSSESSIVE not in c.feats
        for c in mention.head.children
    ) or any(c.deprel == "case" and c.feats.get("Definite") == "Def" for c in mention.head.children)


def _find_holder(
    persons: Sequence[ActorMention], title: ActorMention, document: Document, reference: Reference
) -> ActorMention | None:
    """The one person of the document who is told to hold the office, or is the only one of its country."""
    holders = {fold(p.name): p for p in persons if _same_office(p, title, document, reference)}
    office = reference.find_office(document.slice(*title.position)) if title.position else ""
    if not holders and title.country and office in SOLE_OFFICES:
        holders = {p.reference: p for p in persons if p.reference and p.country == title.country and not p.position}
    return next(iter(holders.values())) if len(holders) == 1 else None


def _find_last(
    persons: Sequence[ActorMention], tied: set[str], title: ActorMention, reference: Reference
) -> ActorMention | None:
    """The last person named without an office before a title alone, a few sentences back at most."""
    near = " " not in title.name and not title.country
    for person in reversed(persons):
        distance = title.head.sentence.index - person.head.sentence.index
        if person.begin < title.begin and distance <= REACH and (near or fold(person.name) not in tied):
            same = not (person.country and title.country and person.country != title.country)
            return person if same and _agree(person, title, reference) else None
    return None


def _agree(person: ActorMention, title: ActorMention, reference: Reference) -> bool:
    """Whether person and title may be of one gender, as far as first name and title tell it."""
    one, other = reference.genders.get(fold(person.name.split()[0]), ""), title.head.feats.get("Gender", "")
    return not one or not other or one == other


def _same_office(person: ActorMention, title: ActorMention, document: Document, reference: Reference) -> bool:
    """Whether a title alone can mean the person: same office, no other country, and no other field."""
    if person.position is None or title.position is None:
        return False
    if person.country and title.country and person.country != title.country:
        return False
    one, other = document.slice(*person.position), document.slice(*title.position)
    if fold(one) == fold(other):
        return True
    if reference.find_office(one) != reference.find_office(other):
        return False
    fields = [set(_list_fields(text, reference)) for text in (one, other)]
    return not fields[0] or not fields[1] or bool(fields[0] & fields[1])


def _list_fields(text: str, reference: Reference) -> list[str]:
    """The capitalised words of a title that tell its field (`Défense`); those of its office (`État`) tell none."""
    words = text.replace("’", " ").replace("'", " ").split()
    return [fold(w) for w in words if w[:1].isupper() and fold(w) not in reference.demonyms and fold(w) != "etat"]


# --- noun phrases -----------------------------------------------------------------------------------------------------


def link_phrases(mentions: Sequence[ActorMention], document: Document, reference: Reference) -> Iterator[Link]:
    """Definite phrases with what they take up: the same head before them, or the last actor of their class."""
    last: dict[tuple[str, str], ActorMention] = {}
    for index, mention in enumerate(mentions):
        if mention.type in ("Person", "State"):
            continue
        key = (mention.type, fold(mention.head.lemma))
        before = last.get(key)
        if mention.reference is None and not mention.proper:
            if before is not None and _repeats(before, mention, document, reference):
                yield before, mention
            elif (named := _find_generic(mentions[:index], mention, document, reference)) is not None:
                yield named, mention
        last[key] = mention


def link_counts(mentions: Sequence[ActorMention], _document: Document, _reference: Reference) -> Iterator[Link]:
    """Groups of the same number (`26 personnes`, `26 morts`), where it is too large to come twice by chance."""
    first: dict[int, ActorMention] = {}
    for mention in mentions:
        if mention.type == "Group" and (mention.quantity or 0) >= DISTINCT:
            before = first.setdefault(mention.quantity or 0, mention)
            if not before.country or not mention.country or before.country == mention.country:
                yield before, mention


def _repeats(before: ActorMention, mention: ActorMention, document: Document, reference: Reference) -> bool:
    """Whether a later phrase takes up an earlier one: same words, or definite and saying nothing else."""
    if mention.country and before.country and mention.country != before.country:
        return False
    if mention.quantity is not None and mention.quantity != before.quantity:
        return False
    one, other = (_list_words(m, document) for m in (before, mention))
    if mention.type in BODIES and any(word not in reference.demonyms for word in one - other):
        return False
    same = mention.type != "Group" or (before.quantity == mention.quantity and not _is_another(before, mention))
    return (is_definite(mention) or same) and other <= one


def _is_another(before: ActorMention, mention: ActorMention) -> bool:
    """Whether a phrase of another number brings in somebody new: `un responsable` after `des responsables`."""
    one, other = (m.head.feats.get("Number", "") for m in (before, mention))
    return bool(one and other and one != other)


def _list_words(mention: ActorMention, document: Document) -> set[str]:
    """Folded words of a phrase without its determiners, prepositions and numbers."""
    tokens = document.tokens[mention.first : mention.last]
    return {fold(t.lemma) for t in tokens if t.upos not in ("DET", "ADP", "NUM", "PUNCT")}


def _find_generic(
    before: Sequence[ActorMention], mention: ActorMention, document: Document, reference: Reference
) -> ActorMention | None:
    """What a bare definite phrase takes up (`cette milice`, `l'ONG`): the last actor of its class, a named one."""
    shown = any(c.feats.get("PronType") == "Dem" for c in mention.head.children)
    if not is_definite(mention) or mention.quantity is not None:
        return None
    words = len(_list_words(mention, document) - reference.demonyms.keys())
    plural = mention.head.feats.get("Number") == "Plur"
    if not shown and (mention.type not in GENERIC_TYPES or words > (1 if plural else 2)):
        return None
    described = words > 1 and not shown
    if (mention.type == "Organization" and plural) or (described and not _ends_in_adjective(mention, document)):
        return None
    types = GENERIC_TYPES if mention.type in GENERIC_TYPES and words == 2 else {mention.type}
    same = [m for m in before if m.type in types and m.end <= mention.begin and (m.proper or shown)]
    if same and mention.country and not shown and same[-1].country != mention.country:
        return None
    return same[-1] if same else None


def _ends_in_adjective(mention: ActorMention, document: Document) -> bool:
    """Whether the last word of a phrase is an adjective (`l'organisation islamiste`)."""
    return document.tokens[mention.last - 1].upos == "ADJ"
