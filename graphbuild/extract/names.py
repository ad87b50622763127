"""Names of actors: those of the reference tables, persons with their offices, acronyms, names that come back shortened."""

from __future__ import annotations

from graphbuild.extract.actor_lexicon import Title
from graphbuild.extract.entities import Entity, Form
from graphbuild.extract.phrases import extend_left, extend_right, skip_adjectives
from graphbuild.extract.powers import find_preposition, has_article, is_power
from graphbuild.extract.scanning import Scan, find_head, is_capitalised, is_case
from graphbuild.lexicon import fold
from graphbuild.records import ActorMention, Token

ARTICLES = frozenset({"le", "l'", "un", "ce"})
OFFICE_CASES = ("de", "à", "en")
PLURALS = frozenset({"MM.", "Mmes", "Messieurs", "Mesdames"})
MAX_RUN = 7
NO_NAME = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "VERB", "AUX"})


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
    if entity.type != "State" and find_preposition(head, scan.tokens) == "de":
        return True
    return is_power(head, scan.tokens, scan.lexicon, form.seat)


def _is_cut(scan: Scan, entity: Entity, form: Form, first: int, last: int) -> bool:
    """Whether the name is only a part of a longer one (`Washington Post`, `Hunter Biden`)."""
    if form.words[0].islower():
        return False
    before, after = scan.get(first - 1, scan.tokens[first]), scan.get(last, scan.tokens[first])
    if entity.type == "State":
        return _is_name(after) and after.upos == "PROPN" or (form.seat and _is_name(before) and before.upos == "PROPN")
    if entity.type == "Person" and len(form.keys) == 1:
        return _is_name(before) and fold(before.text) in scan.lexicon.first_names
    return False


def _is_name(token: Token | None) -> bool:
    return token is not None and token.text[0].isalpha() and is_capitalised(token) and len(token.text) > 1


def make_mention(scan: Scan, first: int, last: int, type_: str, name: str = "", proper: bool = True) -> ActorMention:
    """A mention of some tokens and the article before them; `name` defaults to their text."""
    tokens = scan.tokens
    begin, end = tokens[first].begin, tokens[last - 1].end
    start = first
    before = scan.get(first - 1, tokens[first])
    if before is not None and before.upos == "DET" and before.lemma in ARTICLES:
        start = first - 1
    return ActorMention(
        tokens[start].begin, end, start, last, find_head(tokens, first, last), type_,
        name or scan.document.slice(begin, end), proper=proper,
    )  # fmt: skip


# --- persons and their offices ----------------------------------------------------------------------------------------


def find_titled(scan: Scan) -> None:
    """Adds persons named beside a title (`le général X`, `X, ministre de la Défense`) and the titles themselves."""
    for at in scan.list_heads():
        title = scan.lexicon.find_title(scan.variants, at)
        if title is not None:
            first, last = scan.span(at, len(title.keys))
            if title.kind == "honorific":
                _add_honorific(scan, first, last)
            elif scan.is_free(first, last) and _is_noun(scan, first, title):
                _add_office(scan, title, first, last)


def _is_noun(scan: Scan, first: int, title: Title) -> bool:
    """Whether a title is used as a noun here, not as an adjective or a verb."""
    token = scan.tokens[first]
    if token.upos in ("NOUN", "PROPN") or len(title.keys) > 1:
        return True
    before = scan.get(first - 1, token)
    after = scan.get(first + 1, token)
    return token.upos == "ADJ" and (before is None or before.upos == "DET") and after is not None and _is_name(after)


def _add_honorific(scan: Scan, first: int, last: int) -> None:
    if is_capitalised(scan.tokens[first]):
        end = _add_addressed(scan, first, last)
        while scan.tokens[first].text in PLURALS and end + 1 < len(scan.tokens) and scan.tokens[end].text in (",", "et"):
            end = _add_addressed(scan, end + 1, end + 1)


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


def _add_office(scan: Scan, title: Title, first: int, last: int) -> None:
    start, end = extend_left(scan, first), extend_right(scan, last, OFFICE_CASES)
    person = _find_named(scan, first, last, end)
    singular = scan.tokens[first].feats.get("Number") != "Plur"
    if person is None and not singular:
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


def block_fields(scan: Scan, owner: ActorMention, first: int, last: int) -> None:
    """Gives the fields in a title or body (`des Armées`, `de la Défense`) to it: they name nothing by themselves."""
    for token in scan.tokens[first:last]:
        if token.upos == "NOUN" and is_capitalised(token) and scan.owners[token.index] is None:
            scan.owners[token.index] = owner


def _is_known(scan: Scan, office: ActorMention) -> bool:
    """Whether a title without a name is one person known to the reader (`le président`), not any holder."""
    determiner = scan.tokens[office.first]
    if determiner.upos == "DET" and determiner.feats.get("Definite") == "Ind":
        return False
    return determiner.upos == "DET"


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
    return _is_name(token) or scan.lexicon.has_cue(token, "particle")


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
    return fold(token.text) not in scan.reference.demonyms and fold(token.text.rpartition("-")[2]) not in scan.reference.demonyms


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
    return scan.lexicon.has_cue(token, "particle") and not (is_case(token, "de") and words > 1)


def find_country(scan: Scan, first: int, last: int) -> str | None:
    """The country a phrase belongs to: that of a demonym or of a country's name in it."""
    stop = scan.starts[last] if last < len(scan.starts) else len(scan.pieces)
    for at in range(scan.starts[first], stop):
        country = scan.reference.demonyms.get(scan.pieces[at].key)
        if country:
            return country
        for form in scan.reference.find_forms(scan.pieces, at):
            entity = scan.reference.entities[form.path]
            if entity.country:
                return entity.country
    return None


def find_persons(scan: Scan) -> None:
    """Adds persons named without a title: several capitalised words that a first name or the clause shows to be one."""
    index = 0
    while index < len(scan.tokens):
        end = find_run(scan, index) if scan.owners[index] is None else index
        if end - index >= 2 and _is_person(scan, index, end):
            scan.add(make_mention(scan, index, end, "Person"), index, end)
        elif end - index == 1 and _is_lone_first_name(scan, index):
            scan.add(make_mention(scan, index, end, "Person"), index, end)
        index = max(end, index + 1)


def _is_person(scan: Scan, first: int, last: int) -> bool:
    start = scan.tokens[first]
    if (start.text.isupper() and len(start.text) > 3) or _is_thing(scan, start):
        return False
    if " " not in scan.document.slice(start.begin, scan.tokens[last - 1].end):
        return False
    before = scan.get(first - 1, start)
    if before is not None and (before.upos == "DET" or _is_thing(scan, before)):
        return False
    if is_case(before, "de") and _is_thing(scan, scan.get(first - 2, start)):
        return False
    if fold(start.text) in scan.lexicon.first_names or fold(start.text.partition("-")[0]) in scan.lexicon.first_names:
        return True
    if any(not is_capitalised(token) and not is_case(token, "de", "à") for token in scan.tokens[first:last]):
        return True
    head = find_head(scan.tokens, first, last)
    return all(t.upos in ("PROPN", "X") for t in scan.tokens[first:last]) and _acts(scan, head)


def _is_thing(scan: Scan, token: Token | None) -> bool:
    """Whether a noun before a name says that it names a place or a thing (`rue`, `porte-avions`)."""
    if token is None or token.upos != "NOUN":
        return False
    return scan.lexicon.has_cue(token, "event_noun") or scan.lexicon.has_cue(token, "site")


def _acts(scan: Scan, head: Token) -> bool:
    """Whether an unknown name stands where persons do: subject or agent, without an article."""
    if has_article(head) or find_preposition(head, scan.tokens) not in ("", "par", "de", "avec", "selon"):
        return False
    return head.head is not None and not _is_thing(scan, head.head)


def _is_lone_first_name(scan: Scan, index: int) -> bool:
    """`Colette, 71 ans`: a first name alone, with an age."""
    token = scan.tokens[index]
    if fold(token.text) not in scan.lexicon.first_names:
        return False
    comma, number, unit = (scan.get(index + step, token) for step in (1, 2, 3))
    return comma is not None and comma.text in (",", "(") and number is not None and unit is not None and (
        unit.lemma == "an" or unit.text == "ans"
    )


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
        elif fold(token.text) in surnames and not _is_thing(scan, scan.get(index - 1, token)):
            count = len(surnames[fold(token.text)])
            scan.add(make_mention(scan, index, index + 1, "Person"), index, index + 1) if count else None


def _list_surnames(scan: Scan) -> dict[str, set[str]]:
    """Folded last words of the full names, each with the full names that end so."""
    out: dict[str, set[str]] = {}
    for mention in scan.mentions:
        words = mention.name.split()
        if mention.type == "Person" and mention.proper and len(words) > 1:
            out.setdefault(fold(words[-1]), set()).add(mention.name)
    return out


def _find_acronym(scan: Scan, mention: ActorMention) -> str | None:
    """The acronym in parentheses right after a mention (`Forces de soutien rapide (FSR)`)."""
    opening, word, closing = (scan.get(mention.last + step, mention.head) for step in (0, 1, 2))
    if mention.type in ("State", "Person") or opening is None or word is None or closing is None or opening.text != "(" or closing.text != ")":
        return None
    return word.text if word.text[0].isupper() and sum(char.isupper() for char in word.text) > 1 else None


def _add_acronym(scan: Scan, full: ActorMention, index: int) -> None:
    mention = make_mention(scan, index, index + 1, full.type)
    mention.reference, mention.country = full.reference, full.country
    scan.add(mention, index, index + 1)
