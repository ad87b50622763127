"""Persons: names beside a title or form of address, the titles themselves, and names alone."""

from __future__ import annotations

from graphbuild.extract.actor_conditions import is_participant
from graphbuild.extract.actor_lexicon import Title
from graphbuild.extract.entities import fold_word
from graphbuild.extract.phrases import extend_left, extend_right, is_counted, is_number, read_quantity, skip_adjectives
from graphbuild.extract.powers import find_preposition, has_article
from graphbuild.extract.scanning import (
    Scan,
    base,
    block_fields,
    find_country,
    find_head,
    is_capitalised,
    is_case,
    is_name,
    is_thing,
    make_mention,
)
from graphbuild.records import ActorMention, Token

MAX_RUN = 7
NAME_WORDS = (("outfit", "Organization"), ("outlet", "MediaOutlet"))
NO_NAME = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "VERB", "AUX"})


# --- persons and their offices ----------------------------------------------------------------------------------------


def find_titled(scan: Scan) -> None:
    """Adds persons named beside a title (`le général X`, `X, ministre de la Défense`) and the titles themselves."""
    found = [(at, title) for at in scan.heads if (title := scan.lexicon.find_title(scan.variants, at)) is not None]
    for at, title in found:
        if title.kind.startswith("honorific"):
            _add_honorific(scan, *scan.span(at, len(title.keys)), several=title.kind == "honorifics")
    for at, title in found:
        first, last = scan.span(at, len(title.keys))
        if not title.kind.startswith("honorific") and scan.is_free(first, first + 1) and _is_noun(scan, first, title):
            for inner in {id(o): o for o in scan.owners[first:last] if o is not None}.values():
                scan.drop(inner)
            _add_office(scan, first, last)


def _is_noun(scan: Scan, first: int, title: Title) -> bool:
    """Whether a title is used as a noun here, not as an adjective or a verb."""
    token = scan.tokens[first]
    if token.upos in ("NOUN", "PROPN") or len(title.keys) > 1:
        return True
    before = scan.get(first - 1, token)
    after = scan.get(first + 1, token)
    if token.upos not in ("ADJ", "VERB") or after is None:
        return False
    return (before is None or base(before.deprel) == "det") and (is_name(after) or after.upos == "ADJ")


def _add_honorific(scan: Scan, first: int, last: int, several: bool) -> None:
    """Adds the name behind a form of address; the names after `MM.`, which stands for several."""
    if is_capitalised(scan.tokens[first]):
        end = _add_addressed(scan, first, last)
        while several and end + 1 < len(scan.tokens) and scan.tokens[end].upos in ("PUNCT", "CCONJ"):
            end = max(_add_addressed(scan, end + 1, end + 1), end + 1)


def _add_addressed(scan: Scan, first: int, last: int) -> int:
    """End of a name behind a form of address, which is added as a person's."""
    end = find_run(scan, last)
    owner = scan.owners[last] if last < len(scan.owners) else None
    if end > last:
        name = scan.document.slice(scan.tokens[last].begin, scan.tokens[end - 1].end)
        scan.add(make_mention(scan, first, end, "Person", name=name), first, end)
    elif owner is not None and owner.type == "Person" and owner.first == last:
        owner.begin, owner.first, end = scan.tokens[first].begin, first, owner.last
    return end


def _add_office(scan: Scan, first: int, last: int) -> None:
    start, end = extend_left(scan, first), extend_right(scan, last, ("genitive", "dative", "locative"))
    person = _find_named(scan, first, last, end)
    singular = scan.tokens[first].feats.get("Number") != "Plur"
    if person is None and not singular:
        _add_holders(scan, start, first, last, end)
        return
    if person is not None and person.first < end and person.begin > scan.tokens[first].begin:
        end = person.first
    office = make_mention(scan, first, end, "Person", proper=False)
    office.begin, office.first = scan.tokens[start].begin, start
    office.country = find_country(scan, first, end)
    span = (scan.tokens[first].begin, scan.tokens[end - 1].end)
    office.position = span
    if person is not None:
        office.name = person.name
        person.position = person.position or span
        person.country = person.country or office.country
    elif not _is_known(scan, office):
        return
    scan.add(office, first, last)
    block_fields(scan, office, last, end)


def _add_holders(scan: Scan, start: int, first: int, last: int, end: int) -> None:
    """Adds several unnamed holders of an office (`les chefs d'état-major de la région`) where they take part."""
    if start == first or scan.is_actor_word(scan.tokens[first]):
        return
    if is_counted(scan, start, first) or is_participant(scan, find_head(scan.tokens, first, last)):
        holders = make_mention(scan, first, end, "Group", proper=False)
        holders.begin, holders.first = scan.tokens[start].begin, start
        holders.quantity, holders.country = read_quantity(scan, start, first), find_country(scan, first, end)
        scan.add(holders, first, last)
        block_fields(scan, holders, last, end)


def _is_known(scan: Scan, office: ActorMention) -> bool:
    """Whether a title without a name is one person known to the reader (`le président`), not any holder."""
    determiner = scan.tokens[office.first]
    open_ = determiner.feats.get("Definite") == "Ind" or determiner.feats.get("PronType") in ("Int", "Neg")
    return determiner.upos == "DET" and not open_


def _find_named(scan: Scan, first: int, last: int, end: int) -> ActorMention | None:
    """The person named right after a title (perhaps behind a comma), or before it and a comma."""
    if (participle := scan.get(end, scan.tokens[first])) is not None and participle.feats.get("VerbForm") == "Part":
        end += 1
    for at in dict.fromkeys((last, skip_adjectives(scan, last, scan.tokens[first]), end)):
        person = _read_person(scan, at, scan.tokens[first])
        if person is not None:
            return person
    comma = scan.get(end, scan.tokens[first])
    if comma is not None and comma.text == ",":
        person = _read_person(scan, end + 1, scan.tokens[first])
        if person is not None and _is_apposition(scan, person, first):
            return person
    return _find_before(scan, first)


def _is_apposition(scan: Scan, person: ActorMention, first: int) -> bool:
    """Whether a name behind a comma renames the title: two words, closed by punctuation or by the clause's verb."""
    after = scan.get(person.last, scan.tokens[first])
    if person.reference is None and person.last - person.first < 2:
        return False
    return after is None or after.upos in ("PUNCT", "VERB", "AUX", "ADP", "PRON", "ADV") or after.deprel != "conj"


def _find_before(scan: Scan, first: int) -> ActorMention | None:
    """The person named before a comma and the title: `X, ministre de la Défense`."""
    start = extend_left(scan, first)
    comma = scan.get(start - 1, scan.tokens[first])
    if comma is None or comma.text not in (",", "(") or start < 2:
        return None
    owner = scan.owners[start - 2]
    if owner is not None and owner.type == "Person" and owner.proper:
        return owner if scan.tokens[start - 2].sentence is comma.sentence else None
    run = start - 2
    while run > 0 and scan.get(run - 1, comma) is not None and _is_run_part(scan, run - 1):
        run -= 1
    while run < start - 2 and not _is_name_word(scan, scan.tokens[run]):
        run += 1
    if start - 1 - run >= 2 and find_run(scan, run) == start - 1:
        return _read_person(scan, run, comma)
    return None


def _is_run_part(scan: Scan, index: int) -> bool:
    token = scan.tokens[index]
    return is_name(token) or scan.lexicon.has_cue(token, "particle")


def _read_person(scan: Scan, at: int, beside: Token) -> ActorMention | None:
    """The person whose name begins at a token: one found before, or a run of capitalised words, which is added."""
    token = scan.get(at, beside)
    if token is None:
        return None
    owner = scan.owners[at]
    if owner is not None:
        return owner if owner.type == "Person" and owner.proper and owner.first == at else None
    end = find_run(scan, at)
    if end == at or (end == at + 1 and not _is_surname(token)):
        return None
    return scan.add(make_mention(scan, at, end, "Person"), at, end)


def _is_surname(token: Token) -> bool:
    return token.upos in ("PROPN", "X") and not token.text.isupper()


# --- runs of capitalised words ----------------------------------------------------------------------------------------


def find_run(scan: Scan, at: int) -> int:
    """End of a name that begins at a token: capitalised words, particles between them; `at` when there is none."""
    if at >= len(scan.tokens):
        return at
    start, end = scan.tokens[at], at
    index = at
    while (token := scan.get(index, start)) is not None and index < at + MAX_RUN and scan.owners[index] is None:
        if _is_name_word(scan, token):
            end = index + 1
        elif index == at or not _joins(scan, token, end - at):
            break
        index += 1
    return end


def _is_name_word(scan: Scan, token: Token) -> bool:
    """Whether a token can be a word of a person's name."""
    if not is_capitalised(token) or not token.text[0].isalpha() or token.upos in NO_NAME:
        return _is_hyphenated(scan, token)
    demonyms, before = scan.reference.demonyms, scan.get(token.index - 1, token)
    if before is not None and is_capitalised(before) and fold_word(before.text) in scan.lexicon.first_names:
        return True
    return fold_word(token.text) not in demonyms and fold_word(token.text.rpartition("-")[2]) not in demonyms


def _is_hyphenated(scan: Scan, token: Token) -> bool:
    """Whether a token in small letters is the rest of a name cut at its hyphen (`Ching-te`)."""
    if token.index < 2 or not token.text.isalpha():
        return False
    name, hyphen = scan.tokens[token.index - 2 : token.index]
    return hyphen.text == "-" and name.end == hyphen.begin and hyphen.end == token.begin and is_capitalised(name)


def _joins(scan: Scan, token: Token, words: int) -> bool:
    """Whether a token can stand between two words of a name: a particle, a hyphen; `de` after one word alone."""
    if token.text == "-":
        return token.begin == scan.tokens[token.index - 1].end
    return scan.lexicon.has_cue(token, "particle") and not (is_case(scan, token, "genitive") and words > 1)


def find_persons(scan: Scan) -> None:
    """Adds persons named without a title: several capitalised words that a first name or the clause shows to be one."""
    last = 0
    for index in scan.capitals:
        if index < last or scan.owners[index] is not None:
            continue
        last = find_run(scan, index)
        alone = last == index + 1
        if _is_lone_first_name(scan, index) if alone else last > index and _is_person(scan, index, last):
            scan.add(make_mention(scan, index, last, _find_class(scan, scan.tokens[index:last])), index, last)


def _find_class(scan: Scan, tokens: list[Token]) -> str:
    """What a name of several words names: its first or last word may tell (`Secours X`, `X Watch`, `X Times`)."""
    for token in (tokens[0], tokens[-1]) if len(tokens) > 1 else ():
        for cue, type_ in NAME_WORDS:
            if scan.lexicon.has_cue(token, cue):
                return type_
    return "Person"


def _is_person(scan: Scan, first: int, last: int) -> bool:
    """Whether several capitalised words name a person."""
    tokens = scan.tokens[first:last]
    if _find_class(scan, tokens) != "Person" and not tokens[0].text.isupper():
        return True
    if not _looks_personal(scan, tokens) or _follows_thing(scan, tokens[0]):
        return False
    if any(fold_word(part) in scan.lexicon.first_names for part in (tokens[0].text, tokens[0].text.partition("-")[0])):
        return True
    if any(scan.lexicon.has_cue(token, "patronymic") for token in tokens):
        return True
    return all(t.upos in ("PROPN", "X") for t in tokens) and _acts(scan, find_head(scan.tokens, first, last))


def _looks_personal(scan: Scan, tokens: list[Token]) -> bool:
    """Whether words are two at least, not all in capitals, and not a street's or a ship's."""
    start = tokens[0]
    if start.text.isupper() or len(tokens[-1].text) == 1:
        return False
    return not is_thing(scan, start) and " " in scan.document.slice(start.begin, tokens[-1].end)


def _follows_thing(scan: Scan, start: Token) -> bool:
    """Whether a name stands behind an article, or a noun of which it is the name (`rue X`, `ville de X`)."""
    before = scan.get(start.index - 1, start)
    while before is not None and before.upos == "ADJ" and not is_capitalised(before):
        before = scan.get(before.index - 1, start)
    if before is None:
        return False
    if is_case(scan, before, "genitive"):
        return is_thing(scan, scan.get(start.index - 2, start))
    return before.upos == "DET" or is_thing(scan, before)


def _acts(scan: Scan, head: Token) -> bool:
    """Whether an unknown name stands where persons do: no article, no preposition but `par`, or `de` after a deed."""
    case, governor = find_preposition(head, scan.tokens), head.head
    if governor is None or has_article(head) or is_thing(scan, governor):
        return False
    if not case and scan.lexicon.has_cue(governor, "site_object" if head.deprel == "obj" else "site_subject"):
        return False
    cues = scan.lexicon.cues.get(case, frozenset())
    return not case or "political" in cues or ("genitive" in cues and scan.lexicon.has_cue(governor, "deed"))


def _is_lone_first_name(scan: Scan, index: int) -> bool:
    """`Colette, 71 ans`: a first name alone, with an age."""
    token = scan.tokens[index]
    if fold_word(token.text) not in scan.lexicon.first_names:
        return False
    comma, number, unit = (scan.get(index + step, token) for step in (1, 2, 3))
    if comma is None or number is None or unit is None:
        return False
    return comma.upos == "PUNCT" and is_number(number) and scan.lexicon.has_cue(unit, "age")
