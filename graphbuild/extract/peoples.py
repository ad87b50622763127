"""Peoples as actors: the state for `les Russes`, a group for `quatre Français`."""

from __future__ import annotations

from graphbuild.extract.entities import fold_word
from graphbuild.extract.phrases import extend_left, is_counted, read_quantity
from graphbuild.extract.scanning import Scan, is_capitalised, make_mention
from graphbuild.records import Token


def find_peoples(scan: Scan) -> None:
    """Adds the peoples named by a word for a country's people."""
    for token in [scan.tokens[index] for index in scan.capitals]:
        country = scan.reference.demonyms.get(fold_word(token.text))
        if country and scan.owners[token.index] is None and token.upos != "ADJ":
            _add_people(scan, token, country)


def _add_people(scan: Scan, token: Token, country: str) -> None:
    start = extend_left(scan, token.index)
    plural = token.feats.get("Number") != "Sing" and token.text[-1] in "sx"
    paired = start == token.index and plural and _is_paired(scan, token)
    if start == token.index and not paired:
        return
    mention = make_mention(scan, token.index, token.index + 1, "Group", proper=False)
    mention.begin, mention.first, mention.country = scan.tokens[start].begin, start, country
    state, definite = scan.reference.find_state(country), _is_definite(scan, start, token)
    if (definite or paired) and plural and state is not None:
        mention.type, mention.name, mention.reference = "State", state.name, state.path
    elif definite and not plural and token.feats.get("Number") != "Plur":
        mention.type, mention.position = "Person", (token.begin, token.end)
    mention.quantity = read_quantity(scan, start, token.index)
    scan.add(mention, token.index, token.index + 1)


def _is_definite(scan: Scan, start: int, token: Token) -> bool:
    """Whether a definite article but no number stands before a people."""
    before = scan.tokens[start : token.index]
    article = any(t.upos == "DET" and t.feats.get("Definite") == "Def" for t in before)
    return article and not is_counted(scan, start, token.index)


def _is_paired(scan: Scan, token: Token) -> bool:
    """Whether two peoples are named together without an article (`Américains et Britanniques`)."""
    for step in (-1, 1):
        joint, other = scan.get(token.index + step, token), scan.get(token.index + 2 * step, token)
        if joint is not None and other is not None and joint.upos == "CCONJ" and is_capitalised(other):
            return other.text.lower() in scan.reference.demonyms
    return False
