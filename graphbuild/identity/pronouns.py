"""Pronouns: which actor a third-person pronoun or possessive stands for, where that is fairly certain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graphbuild.lexicon import fold, read_table
from graphbuild.records import Actor, ActorMention, Document, Token
from graphbuild.resources import find_language, find_ontology

REACH = 2  # sentences back in which an antecedent is looked for
CROWD = 20  # mentions of one actor that a sentence may hold
SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A third-person pronoun or possessive: number and gender of what it stands for, `` where the form shows none."""

    number: str
    gender: str


@cache
def load_pronouns(language: str = "fr") -> dict[tuple[str, str], Pronoun]:
    """Third-person pronouns and possessives of a language by form and word class, read once."""
    rows = read_table(find_language(language, "pronouns.csv"), ("form", "upos", "number", "gender"))
    return {(row["form"], row["upos"]): Pronoun(row["number"], row["gender"]) for row in rows}


def resolve_pronoun(token: Token, actors: Sequence[Actor], document: Document) -> Actor | None:
    """The actor that `il`, `elle`, `ils`, `lui`, `son`, `leur` ... stands for: the last subject that agrees."""
    pronoun = load_pronouns(document.article.language).get((token.text.lower(), token.upos))
    if pronoun is None or _is_expletive(token):
        return None
    found = [
        (_rank(mention, token), actor)
        for actor in actors
        for mention in _list_before(actor, token, document)
        if _agrees(mention, actor, pronoun)
    ]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return found[0][1] if found and _is_clear(found) else None


def _is_expletive(token: Token) -> bool:
    """Whether a pronoun stands for nothing (`il faut`); one behind its verb (`a-t-il dit`) only looks so to parsers."""
    return token.deprel.startswith("expl") and not token.text.startswith("-")


def _list_before(actor: Actor, token: Token, document: Document) -> Iterator[ActorMention]:
    """Mentions before the pronoun, near enough, and not within the phrase that a possessive opens."""
    at = bisect_left(actor.mentions, token.begin, key=lambda mention: mention.begin)
    for mention in reversed(actor.mentions[max(0, at - REACH * CROWD) : at]):
        distance = token.sentence.index - mention.head.sentence.index
        if distance > REACH:
            return
        if mention.end <= token.begin and mention.last <= token.index:
            same_paragraph = document.tokens[mention.first].sentence.paragraph == token.sentence.paragraph
            if same_paragraph or distance <= 1:
                yield mention


def _agrees(mention: ActorMention, actor: Actor, pronoun: Pronoun) -> bool:
    """Whether a mention has the number and the gender that the pronoun asks for, as far as its words show them."""
    own_number, own_gender = read_agreement(mention)
    if actor.type == "Person":
        own_number, own_gender = "Sing", _read_sex(actor)
    return own_number in ("", pronoun.number) and (not pronoun.gender or own_gender in ("", pronoun.gender))


def _read_sex(actor: Actor) -> str:
    """Gender of a person, told by the first name, else by the words of the office; `` where neither tells it."""
    known = load_first_names().get(fold(actor.label.split()[0]), "") if actor.label else ""
    titles = (read_agreement(m)[1] for m in actor.mentions if not m.proper)
    return known or next((gender for gender in titles if gender), "")


@cache
def load_first_names(language: str = "fr") -> dict[str, str]:
    """Gender of the first names of a language's table, read once."""
    rows = read_table(find_ontology("lexicon", language, "first_names.csv"), ("name", "gender"))
    return {fold(row["name"]): row["gender"] for row in rows}


def read_agreement(mention: ActorMention) -> tuple[str, str]:
    """Number and gender of a mention, told by its determiner and head; `` where they tell nothing."""
    number = gender = ""
    for token in (mention.head, *(c for c in mention.head.children if c.deprel.startswith("det"))):
        number = number or token.feats.get("Number", "")
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
