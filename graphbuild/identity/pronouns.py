"""Pronouns: which actor of the document a third-person pronoun or possessive stands for, where that is fairly certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.records import Actor, ActorMention, Document, Token

REACH = 2  # sentences back in which an antecedent is looked for
PEOPLE = frozenset({"Person"})
SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")


def resolve_pronoun(token: Token, actors: Sequence[Actor], document: Document) -> Actor | None:
    """The actor that `il`, `elle`, `ils`, `lui`, `son`, `leur` ... stands for: the last subject that agrees, else None."""
    if not _is_third_person(token):
        return None
    number, gender = _read_number(token), _read_gender(token)
    found: list[tuple[tuple[int, int, int], Actor]] = []
    for actor in actors:
        for mention in _list_before(actor, token, document):
            if _agrees(mention, actor, number, gender):
                found.append((_rank(mention, token), actor))
    found.sort(key=lambda pair: pair[0], reverse=True)
    if not found or not _is_clear(found):
        return None
    return found[0][1]


def _is_third_person(token: Token) -> bool:
    if token.upos == "PRON":
        personal = token.feats.get("PronType", "Prs") == "Prs" and token.feats.get("Reflex") != "Yes"
        return personal and token.lemma.lower() in ("il", "elle", "lui", "eux", "ils", "elles") and not _is_expletive(token)
    return token.upos == "DET" and token.lemma.lower() in ("son", "leur") and token.feats.get("Person", "3") == "3"


def _is_expletive(token: Token) -> bool:
    """Whether a pronoun stands for nothing (`il faut`)."""
    return token.deprel.startswith("expl")


def _read_number(token: Token) -> str:
    """Number of what the pronoun stands for; for a possessive that of the owner."""
    if token.upos == "DET":
        return "Plur" if token.lemma.lower() == "leur" else "Sing"
    return token.feats.get("Number") or ("Plur" if token.text.lower() in ("ils", "elles", "eux", "leur") else "Sing")


def _read_gender(token: Token) -> str:
    """Gender that the form of a pronoun shows; possessives show none of their owner's."""
    if token.upos == "DET" or token.text.lower() in ("lui", "leur", "l'", "l’"):
        return ""
    return "Fem" if token.text.lower().lstrip("-").lstrip("t-").startswith("elle") else "Masc"


def _list_before(actor: Actor, token: Token, document: Document) -> Iterator[ActorMention]:
    """Mentions before the pronoun, near enough, and not within the phrase that a possessive opens."""
    for mention in actor.mentions:
        distance = token.sentence.index - mention.head.sentence.index
        if mention.end <= token.begin and 0 <= distance <= REACH and mention.last <= token.index:
            same_paragraph = document.tokens[mention.first].sentence.paragraph == token.sentence.paragraph
            if same_paragraph or distance <= 1:
                yield mention


def _agrees(mention: ActorMention, actor: Actor, number: str, gender: str) -> bool:
    """Whether a mention has the number and the gender that the pronoun asks for, as far as its words show them."""
    own_number, own_gender = read_agreement(mention)
    if actor.type in PEOPLE:
        own_number = "Sing"
    return own_number in ("", number) and (not gender or own_gender in ("", gender))


def read_agreement(mention: ActorMention) -> tuple[str, str]:
    """Number and gender of a mention, told by its determiner and head; `` where they tell nothing."""
    number = gender = ""
    for token in (mention.head, *(c for c in mention.head.children if c.deprel.startswith("det"))):
        number = number or token.feats.get("Number", "")
        if mention.type != "Person" or not mention.proper:
            gender = gender or token.feats.get("Gender", "")
    return ("Plur" if (mention.quantity or 0) > 1 else number), gender


def _rank(mention: ActorMention, token: Token) -> tuple[int, int, int]:
    """How good an antecedent a mention is: near sentence first, subjects first, then the first in its sentence."""
    distance = token.sentence.index - mention.head.sentence.index
    return -distance, int(_is_subject(mention)), -mention.begin


def _is_subject(mention: ActorMention) -> bool:
    return any(t.deprel in SUBJECTS for t in (mention.head, *_list_apposed(mention)))


def _list_apposed(mention: ActorMention) -> Iterator[Token]:
    """The noun that a name stands in apposition to (`le président X`)."""
    if mention.head.deprel in ("appos", "flat:name", "nmod") and mention.head.head is not None:
        yield mention.head.head


def _is_clear(found: Sequence[tuple[tuple[int, int, int], Actor]]) -> bool:
    """Whether the best antecedent is the subject of its sentence, or the only one in it."""
    (distance, subject, _), best = found[0]
    rivals = {id(actor) for rank, actor in found if rank[0] == distance and actor is not best}
    return bool(subject) or not rivals
