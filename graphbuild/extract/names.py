"""Names of actors: those of the reference tables, acronyms, names that come back shortened."""

from __future__ import annotations

from graphbuild.extract.entities import Entity, Form
from graphbuild.extract.powers import find_preposition, is_power
from graphbuild.extract.scanning import Scan, find_head, is_capitalised, is_name, is_thing, make_mention
from graphbuild.lexicon import fold
from graphbuild.records import ActorMention, Token

# --- names of the reference tables ------------------------------------------------------------------------------------


def find_references(scan: Scan) -> None:
    """Adds mentions of reference actors, the longest name first where several begin at a word."""
    for at in scan.list_heads():
        if scan.pieces[at].key in scan.reference.lengths and scan.owners[scan.pieces[at].token] is None:
            for form in scan.reference.find_forms(scan.pieces, at):
                if _add_reference(scan, form, *scan.span(at, len(form.keys))):
                    break


def _add_reference(scan: Scan, form: Form, first: int, last: int) -> bool:
    entity = scan.reference.entities[form.path]
    if not scan.is_free(first, last) or _is_cut(scan, entity, form, first, last):
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
    if entity.type == "Person" and len(form.keys) == 1:
        return is_name(before) and fold(before.text) in scan.lexicon.first_names
    return False

# --- names that come back shortened -----------------------------------------------------------------------------------


def find_repeats(scan: Scan) -> None:
    """Adds family names of persons, and acronyms, that were given in full somewhere in the document."""
    surnames = _list_surnames(scan)
    acronyms = {name: m for m in scan.mentions for name in (_find_acronym(scan, m),) if name}
    for index, token in enumerate(scan.tokens):
        if scan.owners[index] is not None or not is_capitalised(token):
            continue
        if token.text in acronyms:
            _add_acronym(scan, acronyms[token.text], index)
        elif fold(token.text) in surnames and not is_thing(scan, scan.get(index - 1, token)):
            scan.add(make_mention(scan, index, index + 1, "Person"), index, index + 1)


def _list_surnames(scan: Scan) -> set[str]:
    """Folded last words of the persons' full names."""
    names = [m.name.split() for m in scan.mentions if m.type == "Person" and m.proper]
    return {fold(words[-1]) for words in names if len(words) > 1}


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
