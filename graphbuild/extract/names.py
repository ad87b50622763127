"""Names of actors: those of the reference tables, acronyms, names that come back shortened."""

from __future__ import annotations

from graphbuild.extract.entities import Entity, Form, fold_word
from graphbuild.extract.powers import find_preposition, is_power
from graphbuild.extract.scanning import Scan, find_head, is_case, is_name, is_thing, make_mention
from graphbuild.records import ActorMention, Token

# --- names of the reference tables ------------------------------------------------------------------------------------


def find_references(scan: Scan) -> None:
    """Adds mentions of reference actors, the longest name first where several begin at a word."""
    for at in scan.heads:
        if scan.pieces[at].key in scan.reference.lengths and scan.owners[scan.pieces[at].token] is None:
            for form in scan.reference.find_forms(scan.pieces, at):
                if _add_reference(scan, form, *scan.span(at, len(form.keys))):
                    break


def _add_reference(scan: Scan, form: Form, first: int, last: int) -> bool:
    entity = scan.reference.entities[form.path]
    whole = scan.is_whole(first, last) or "," in entity.name
    if not whole or not scan.is_free(first, last) or _is_cut(scan, entity, form, first, last):
        return False
    head = find_head(scan.tokens, first, last)
    if not _is_acting(scan, entity, form, head):
        return True
    mention = make_mention(scan, first, last, entity.type, name=entity.name)
    mention.reference, mention.country = entity.path, entity.country
    scan.add(mention, first, last)
    return True


def _is_acting(scan: Scan, entity: Entity, form: Form, head: Token) -> bool:
    """Whether a name means the actor here, not the place: asked of countries and seats alone."""
    if entity.type != "State" and not form.seat:
        return True
    if entity.type != "State" and scan.lexicon.is_preposition(find_preposition(head, scan.tokens), "genitive"):
        return True
    return is_power(head, scan.tokens, scan.lexicon, form.seat)


def _is_cut(scan: Scan, entity: Entity, form: Form, first: int, last: int) -> bool:
    """Whether the name is only a part of a longer one (`Washington Post`, `Hunter Biden`)."""
    if form.words[0].islower():
        return False
    before, after = scan.get(first - 1, scan.tokens[first]), scan.get(last, scan.tokens[first])
    if entity.type == "State":
        return (is_name(after) and after.upos == "PROPN") or (form.seat and is_name(before) and before.upos == "PROPN")
    if entity.type == "Person" and is_thing(scan, before):
        return True
    if len(form.keys) == 1:
        return is_name(before) and fold_word(before.text) in scan.lexicon.first_names
    return False


# --- acronyms that no table has ---------------------------------------------------------------------------------------


def find_acronyms(scan: Scan) -> None:
    """Adds acronyms that no table has, once one of their places shows an actor (`le FDR dément`, `un élu du FDR`)."""
    found: dict[str, str] = {}
    for token in [scan.tokens[index] for index in scan.capitals]:
        if is_acronym(token) and _is_open(scan, token) and not _is_heading(token):
            shown = _show_type(scan, token)
            if shown and found.get(token.text, "Organization") == "Organization":
                found[token.text] = shown
    for token in [scan.tokens[index] for index in scan.capitals] if found else ():
        if token.text in found and _is_open(scan, token):
            scan.add(make_mention(scan, token.index, token.index + 1, found[token.text]), token.index, token.index + 1)


def _is_open(scan: Scan, token: Token) -> bool:
    """Whether no name has a word: it may stand in the complement of a common noun (`les rebelles du FDR`)."""
    owner = scan.owners[token.index]
    return owner is None or (not owner.proper and owner.head is not token and owner.type != "Person")


def is_acronym(token: Token) -> bool:
    """Whether a word is written in two to seven capitals, no digit among them."""
    text = token.text
    return 1 < len(text) < 8 and text.isupper() and text.isalpha() and token.upos in ("PROPN", "NOUN", "X")


def _is_heading(token: Token) -> bool:
    """Whether a whole sentence, or its first word, is written in capitals: a heading or a dateline."""
    words = [t for t in token.sentence.tokens if t.text.isalpha()]
    return token is token.sentence.tokens[0] or sum(t.text.isupper() for t in words) > len(words) // 2


def _show_type(scan: Scan, token: Token) -> str:
    """The class of the actor that an acronym means here; `` where it may well mean a thing."""
    before = scan.get(token.index - 1, token)
    if before is not None and before.upos in ("NOUN", "NUM", "ADJ", "PROPN"):
        return ""
    governor, case = token.head, find_preposition(token, scan.tokens)
    if is_case(scan, scan.get(token.index - 1, token), "genitive") or "genitive" in scan.lexicon.cues.get(case, ()):
        return _find_owner_type(scan, token)
    if governor is None or governor.upos != "VERB":
        return ""
    speaks = token.deprel == "nsubj" and scan.lexicon.has_cue(governor, "speech")
    return "Organization" if speaks or token.deprel == "obl:agent" else ""


def _find_owner_type(scan: Scan, token: Token) -> str:
    """The class of what has members or officers: told by the noun before `du`, `de la`."""
    start = token.index - 1
    while start >= 0 and scan.tokens[start].upos in ("DET", "ADP"):
        start -= 1
    owner = scan.owners[start] if start >= 0 and scan.tokens[start].sentence is token.sentence else None
    if owner is None or owner.proper or owner.type == "State":
        return ""
    return owner.type if owner.type in ("ArmedGroup", "ArmedForce") else "Organization"


# --- names that come back shortened -----------------------------------------------------------------------------------


def find_repeats(scan: Scan) -> None:
    """Adds family names of persons, and acronyms, that were given in full somewhere in the document."""
    surnames = _list_surnames(scan)
    acronyms = {name: m for m in scan.mentions for name in (_find_acronym(scan, m),) if name}
    for index in scan.capitals:
        token = scan.tokens[index]
        if scan.owners[index] is not None:
            continue
        if token.text in acronyms:
            _add_acronym(scan, acronyms[token.text], index)
        elif fold_word(token.text) in surnames and not is_thing(scan, scan.get(index - 1, token)):
            scan.add(make_mention(scan, index, index + 1, "Person"), index, index + 1)


def _list_surnames(scan: Scan) -> set[str]:
    """Folded last words of the persons' full names."""
    names = [m.name.split() for m in scan.mentions if m.type == "Person" and m.proper]
    return {fold_word(words[-1]) for words in names if len(words) > 1}


def _find_acronym(scan: Scan, mention: ActorMention) -> str | None:
    """The acronym in parentheses right after a mention (`Forces de soutien rapide (FSR)`)."""
    opening, word, closing = (scan.get(mention.last + step, mention.head) for step in (0, 1, 2))
    if mention.type in ("State", "Person") or opening is None or word is None or closing is None:
        return None
    if opening.text != "(" or closing.text != ")":
        return None
    return word.text if word.text[0].isupper() and sum(char.isupper() for char in word.text) > 1 else None


def _add_acronym(scan: Scan, full: ActorMention, index: int) -> None:
    mention = make_mention(scan, index, index + 1, full.type)
    mention.reference, mention.country = full.reference, full.country
    scan.add(mention, index, index + 1)
