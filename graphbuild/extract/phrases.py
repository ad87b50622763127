"""Extent of noun phrases: what stands before and after the noun that belongs to the mention."""

from __future__ import annotations

from graphbuild.extract.entities import fold_word
from graphbuild.extract.numbers import load_numbers, read_number
from graphbuild.extract.scanning import Scan, is_capitalised, is_case, is_name
from graphbuild.records import Token

MAX_COMPLEMENTS = 2


def extend_left(scan: Scan, first: int) -> int:
    """First token of the phrase: determiner, numbers, adjectives and words of quantity (`une dizaine de`) included."""
    start = scan.tokens[first]
    while (token := scan.get(first - 1, start)) is not None:
        if _ends_number(scan, token):
            first -= 3
        elif token.upos == "DET":
            return _extend_over_all(scan, first - 1)
        elif is_number(token) or (token.upos == "ADJ" and not is_postposed(token)):
            first -= 1
        elif _measures(scan, token):
            first -= 2
        else:
            break
    return first


def _extend_over_all(scan: Scan, first: int) -> int:
    """First token of `tous les`, `toute la`, else the determiner itself."""
    token = scan.get(first - 1, scan.tokens[first])
    return first - 1 if token is not None and scan.lexicon.has_cue(token, "all") else first


def is_number(token: Token) -> bool:
    """Whether a token says a number, whatever the parser took it for."""
    if token.upos == "NUM" or token.text[0].isdigit():
        return True
    words, key = load_numbers(), token.text.lower()
    return token.upos != "DET" and (key in words.units or key in words.multipliers)


def is_counted(scan: Scan, start: int, first: int) -> bool:
    """Whether a number or a word of quantity stands among the words before a noun."""
    return any(is_number(t) or scan.lexicon.has_cue(t, "quantity") for t in scan.tokens[start:first])


def read_quantity(scan: Scan, start: int, first: int) -> int | None:
    """The number that stands before the noun."""
    return read_number([t for t in scan.tokens[start:first] if t.upos not in ("ADP", "ADJ") or is_number(t)])


def _ends_number(scan: Scan, token: Token) -> bool:
    """Whether a token is the last word of `vingt et un`, which parsers take for an article."""
    joint, before = scan.get(token.index - 1, token), scan.get(token.index - 2, token)
    if joint is None or before is None or joint.upos != "CCONJ":
        return False
    return is_number(before) and token.text.lower() in load_numbers().units


def is_postposed(adjective: Token) -> bool:
    """Whether an adjective belongs to the noun before it."""
    return adjective.head is not None and adjective.head.index < adjective.index and adjective.head.upos != "VERB"


def _measures(scan: Scan, token: Token) -> bool:
    """Whether a token is the `de` of `une dizaine de`."""
    before = scan.get(token.index - 1, token)
    return is_case(scan, token, "genitive") and before is not None and scan.lexicon.has_cue(before, "quantity")


def extend_right(scan: Scan, last: int, cases: tuple[str, ...], complements: int = MAX_COMPLEMENTS) -> int:
    """End of the phrase: adjectives, then complements whose preposition has one of some cues (`de la Défense`)."""
    start = scan.tokens[last - 1]
    last = skip_adjectives(scan, last, start)
    for _ in range(complements):
        end = _skip_complement(scan, last, start, cases)
        if end == last:
            break
        last = end
    return last


def skip_adjectives(scan: Scan, last: int, start: Token) -> int:
    """End of the adjectives that follow a noun directly."""
    while (token := scan.get(last, start)) is not None and _is_adjective(token, last):
        last += 1
    return last


def _is_adjective(token: Token, last: int) -> bool:
    if token.upos == "ADJ":
        return token.head is None or token.head.index < last or token.deprel == "conj"
    return False


def _skip_complement(scan: Scan, last: int, start: Token, cases: tuple[str, ...]) -> int:
    """End of a complement that begins here, or `last` when none does."""
    case = scan.get(last, start)
    if case is None or not is_case(scan, case, *cases):
        return last
    index = last + 1
    while (token := scan.get(index, start)) is not None and index < last + 4 and _precedes(scan, token):
        index += 1
    noun = scan.get(index, start)
    if noun is None or noun.upos not in ("NOUN", "PROPN", "ADJ") or _points_elsewhere(scan, last + 1, index):
        return last
    if not is_case(scan, case, "genitive", "naming") and not is_capitalised(noun):
        return last
    end = skip_name(scan, skip_adjectives(scan, index + 1, start), start, least=index)
    return _skip_second(scan, end, start) if is_case(scan, case, "naming") else end


def _points_elsewhere(scan: Scan, first: int, last: int) -> bool:
    """Whether a possessive or demonstrative stands before a complement: `de leur bastion` names nobody."""
    return any("Poss" in t.feats or t.feats.get("PronType") == "Dem" for t in scan.tokens[first:last])


def _skip_second(scan: Scan, last: int, start: Token) -> int:
    """End of the second aim in a name (`pour la paix et le progrès`), or `last` when there is none."""
    joint, article, noun = (scan.get(last + step, start) for step in range(3))
    if joint is None or article is None or noun is None or joint.upos != "CCONJ" or article.upos != "DET":
        return last
    plain = noun.upos == "NOUN" and noun.text.islower() and not scan.is_actor_word(noun)
    return skip_adjectives(scan, last + 3, start) if plain else last


def _precedes(scan: Scan, token: Token) -> bool:
    """Whether a token stands before the noun of its phrase."""
    after = scan.get(token.index + 1, token)
    return token.upos in ("DET", "NUM") or (token.upos == "ADJ" and after is not None and after.upos == "NOUN")


def skip_name(scan: Scan, last: int, start: Token, least: int = -1) -> int:
    """End of the capitalised words that follow directly, not into a person's name that begins behind `least`."""
    least = last if least < 0 else least
    while is_name(token := scan.get(last, start)) and token.upos in ("PROPN", "X", "NOUN"):
        owner = scan.owners[last]
        if fold_word(token.text) in scan.lexicon.first_names:
            break
        if owner is not None and owner.type == "Person" and owner.first == last and last > least:
            break
        last += 1
    return last
