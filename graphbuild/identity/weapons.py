"""Weapons of an article: mentions -> one thing each."""

from __future__ import annotations

from collections import Counter

from graphbuild.lexicon import slug
from graphbuild.records import Document, Weapon, WeaponMention

WINDOW = 100  # mentions before one among which its equal is looked for
FOREMOST = 3  # how many times more often than the next one a weapon is named that `les mines` means
APPOSED = 4  # tokens at most between a designation and the kind that it is told to be


def link_weapons(mentions: list[WeaponMention], document: Document) -> list[Weapon]:
    """The weapons of the article in the order of their first mentions.

    Mentions of one concept, or of one unknown designation, are one weapon. A kind joins a designation that the
    grammar says it is (apposition, copula), or the only weapon named earlier with the same noun. What an anaphoric
    mention means was decided where it was found: it carries the concept of its antecedent.
    """
    ordered = sorted(mentions, key=lambda m: (m.begin, m.end))
    keys = {id(mention): _find_key(mention) for mention in ordered}
    for i, mention in enumerate(ordered):
        equated = _find_equated(mention, ordered[max(0, i - WINDOW) : i], document)
        if equated is not None:
            keys[id(equated[0])] = keys[id(equated[1])]
    groups: dict[str, list[WeaponMention]] = {}
    for mention in ordered:
        groups.setdefault(keys[id(mention)], []).append(mention)
    return [_build_weapon(group, document) for group in groups.values()]


def _find_key(mention: WeaponMention) -> str:
    """What tells one weapon from another: the concept, or the folded designation."""
    return mention.concept or f"{mention.category} {slug(mention.name)}"


def _build_weapon(mentions: list[WeaponMention], document: Document) -> Weapon:
    """The weapon that the mentions denote; the most specific one says what it is."""
    best = max(mentions, key=_rate)
    label = max((m.name for m in mentions if _find_key(m) == _find_key(best)), key=len)
    path = None if best.concept else f"{document.article.path}/weapon/{slug(best.name)}"
    return Weapon(best.concept, path, best.category, label, mentions)


def _rate(mention: WeaponMention) -> bool:
    """Whether the mention holds a designation: those say most."""
    return any(char.isupper() or char.isdigit() for char in mention.name)


def _find_equated(
    mention: WeaponMention, earlier: list[WeaponMention], document: Document
) -> tuple[WeaponMention, WeaponMention] | None:
    """The kind and the designation when the mention and one before it are told to be the same thing."""
    for other in reversed(earlier):
        if _rate(mention) != _rate(other) and (_is_predicate(mention, other) or _is_apposed(mention, other, document)):
            return (mention, other) if _rate(other) else (other, mention)
    twins = [other for other in earlier if other.name.startswith(mention.name + " ")]
    if twins and not _rate(mention) and _is_definite(mention):
        return _find_foremost(mention, twins)
    return None


def _find_foremost(mention: WeaponMention, twins: list[WeaponMention]) -> tuple[WeaponMention, WeaponMention] | None:
    """The mention with the only weapon of several, or with the one that the text speaks of all along."""
    counts = Counter(map(_find_key, twins)).most_common(2)
    if len(counts) > 1 and counts[0][1] < FOREMOST * counts[1][1]:
        return None
    return mention, next(other for other in twins if _find_key(other) == counts[0][0])


def _is_predicate(mention: WeaponMention, other: WeaponMention) -> bool:
    """Whether the grammar equates the two: `l'Orechnik est un missile`, or an apposition."""
    head = mention.head
    copular = any(child.deprel == "cop" for child in head.children)
    equals = [child for child in head.children if copular and child.deprel == "nsubj"]
    if head.deprel == "appos" and head.head is not None:
        equals.append(head.head)
    return any(other.first <= token.index < other.last for token in equals)


def _is_apposed(mention: WeaponMention, other: WeaponMention, document: Document) -> bool:
    """Whether only a comma and an article in the singular stand between a designation and the kind that it is of."""
    if mention.first - other.last > APPOSED:
        return False
    between = document.tokens[other.last:mention.first]
    designation, kind = (other, mention) if _rate(other) else (mention, other)
    related = {designation.category, designation.concept} & {kind.concept, kind.category}
    marks = [token for token in between if token.upos == "PUNCT"]
    articles = [token for token in between if token.upos == "DET" and token.feats.get("Number") == "Sing"]
    return bool(related) and len(articles) == 1 and 1 <= len(marks) == len(between) - 1


def _is_definite(mention: WeaponMention) -> bool:
    """Whether an article says that the weapon is known (`les missiles`), or it opens its sentence without one."""
    if mention.first == mention.head.sentence.tokens[0].index:
        return True
    return any(child.feats.get("Definite") == "Def" for child in mention.head.children if child.index < mention.first)
