"""Which names mean a place where they stand: a country or capital may be the power that acts, a name a person's."""

from __future__ import annotations

import re

from graphbuild.extract.place_names import Candidate, Scene, Word, fold_word
from graphbuild.extract.timewords import load_date_words
from graphbuild.gazetteer import Entry
from graphbuild.lexicon import fold
from graphbuild.records import Token

REACH = 4  # words before `à Kiev` in which a verb of giving is looked for
LIST = re.compile(r",? ?(?:et |ou |puis )?(?:de |d'|a |en |au )?(?:l'|la |le |les )?")
LARGE = 100_000  # inhabitants from which a town is meant although the text doesn't name its country
ACRONYM = re.compile(r" \([A-Z][A-Z-]{1,9}\)")
DASHED = re.compile(r", (?:le )?\d")  # after the place of a dateline that a dash parts from what is before it
HEADED = frozenset({",", "(", "-", "–", "—", ".", ":", "|", "\n", ""})  # what follows a heading
DATELINE = re.compile(r"\([^)]*\)?|[-–—:]\s|,? (?:le )?\d|, (?=\w+ \d)")


def choose_places(scene: Scene, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that mean a place where they stand; a name that is one once is one wherever it is no power."""
    chosen: list[Candidate] = []
    for candidate in candidates:
        if _is_place(scene, candidate, chosen):
            chosen.append(candidate)
    names = {_key(scene, candidate) for candidate in chosen if not is_seat(scene, candidate)}
    found = set(map(id, chosen))
    again = [c for c in candidates if id(c) not in found and not is_seat(scene, c) and _key(scene, c) in names
             and not _is_person(scene, c) and not _is_title(scene, c)]
    chosen = sorted([*chosen, *again], key=lambda candidate: candidate.first)
    return _add_listed(scene, candidates, chosen) if again else chosen


def _add_listed(scene: Scene, candidates: list[Candidate], chosen: list[Candidate]) -> list[Candidate]:
    """The places with the towns that go on with a list of them."""
    found = set(map(id, chosen))
    out: list[Candidate] = []
    for candidate in candidates:
        if id(candidate) in found or (
                not candidate.kind and candidate.known is None and out and not is_seat(scene, out[-1])
                and _is_conjunct(scene, candidate, out) and not _is_person(scene, candidate)
                and not _has_determiner(scene, candidate) and _is_proper(scene, candidate)):
            out.append(candidate)
    return out


def _key(scene: Scene, candidate: Candidate) -> str:
    """The name, folded."""
    return " ".join(word.key for word in scene.words[candidate.first:candidate.last])


def is_seat(scene: Scene, candidate: Candidate) -> bool:
    """Whether a name is that of a country or a capital, and so may stand for a power."""
    if candidate.known and candidate.known.kind in ("country", "power"):
        return True
    return any(entry.kind == "capital" for entry in look_up(scene, candidate)[:1])


def look_up(scene: Scene, candidate: Candidate) -> list[Entry]:
    """Towns under the name that the table gives for the gazetteer, or under the name itself."""
    if candidate.known is None:
        return candidate.entries
    if not candidate.entries and candidate.known.lookup:
        found = scene.gazetteer.find(candidate.known.lookup, candidate.known.country)
        candidate.entries = [entry for entry in found if entry.kind != "division"]
    return candidate.entries


def _is_place(scene: Scene, candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Whether the name means a place here."""
    if _is_title(scene, candidate):
        return False
    if _is_heading(scene, candidate):
        return candidate.known is not None or bool(candidate.entries) or _is_dateline(
            scene, candidate, scene.document.article.text[scene.span(candidate)[1]:][:2].lstrip(" "))
    if is_seat(scene, candidate):
        return _is_scene(scene, candidate, chosen)
    if candidate.known:
        token = scene.token(candidate)
        given = candidate.preposition == "a" and candidate.known.kind == "site" and _is_given(
            scene, candidate, token, _find_governor(token))
        return not given and (bool(candidate.kind) or not _is_apposition(scene, candidate))
    return not _is_person(scene, candidate) and _is_town(scene, candidate, chosen)


def _is_title(scene: Scene, candidate: Candidate) -> bool:
    """Whether the name is part of the title of a treaty or a body: `accords de Minsk`, `l'Union du Kasaï (UK)`."""
    if candidate.kind != "of" or candidate.first < 2:
        return False
    if ACRONYM.match(scene.document.article.text, scene.span(candidate)[1]):
        return True
    at = candidate.first - 2
    if scene.words[at + 1].key not in ("de", "d", "du", "des"):
        at -= 1
    word = scene.words[max(at, 0)]
    return word.key in scene.lexicon.titles or word.key.removesuffix("s") in scene.lexicon.titles


def _is_heading(scene: Scene, candidate: Candidate) -> bool:
    """Whether the name opens its paragraph as a dateline (`KIEV, 3 mars`), or is all of a line."""
    begin, end = scene.span(candidate)
    if fold(scene.document.slice(begin, end)) in load_date_words(scene.document.article.language).weekdays:
        return False  # "Mardi, au 1000e jour ..."
    text = scene.document.article.text
    before = text[text.rfind("\n", 0, begin) + 1:begin].strip(" ▪•*-–—#")
    after = text[end:end + 12].lstrip(" ")
    if before:
        dashed = text[:begin].rstrip(" ").endswith(("–", "—", " -")) and DASHED.match(after)
        return bool(dashed) or (
            before.endswith("(") and after.startswith(")") and before.split("(")[0].strip().isupper())
    if _is_dateline(scene, candidate, after):
        return True
    name = text[begin:end]
    titled = after[:1].isupper() and after[1:2].islower()  # "GAO Un convoi attaqué"
    if name.isupper() and len(name) > 3 and (after[:1] in HEADED or titled):
        return True
    return after[:1] in ("\n", "") or DATELINE.match(after) is not None


def _is_dateline(scene: Scene, candidate: Candidate, after: str) -> bool:
    """Whether a known place in parentheses says where the name lies: `DOUMA (Syrie)`."""
    return after.startswith("(") and any(
        word.key in scene.lexicon.forms for word in scene.words[candidate.last:][:1])


def _is_scene(scene: Scene, candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Whether a country or a capital is where something is, rather than the power that acts or is acted on."""
    token = scene.token(candidate)
    kind, preposition = candidate.kind, candidate.preposition
    governor = _find_governor(token)
    if kind in ("near", "bound") or (kind == "locative" and preposition not in ("a", "au", "aux", "sur", "entre")):
        return preposition != "vers" or not _is_given(scene, candidate, token, governor)
    if not kind:
        listed = token.deprel == "conj" and _is_conjunct(scene, candidate, chosen)
        return listed or _is_scene_of_verb(scene, token, governor)
    if preposition in ("a", "au", "aux"):
        return _is_there(scene, candidate, chosen)
    if kind == "of":
        moved = governor is not None and fold_word(governor.lemma) in scene.lexicon.motions
        return (moved and not _has_article(scene, candidate)) or _has_place_noun(scene, candidate)
    return preposition == "sur" and (governor is None or governor.upos != "NOUN")


def _is_there(scene: Scene, candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Whether `à Kiev`, `au Mali` says where: it goes on with a list of places, or nothing is given to the power."""
    token = scene.token(candidate)
    if token.deprel == "conj" and _is_conjunct(scene, candidate, chosen):
        return True
    country = candidate.known is not None and candidate.known.kind == "country"
    if country and candidate.preposition == "a" and _has_article(scene, candidate):
        return False
    return not _is_given(scene, candidate, token, _find_governor(token))


def _has_article(scene: Scene, candidate: Candidate) -> bool:
    """Whether an article stands before the name: `de la Bosnie`, not `de Bosnie`."""
    return scene.words[candidate.first - 1].key in ("la", "le", "l", "du", "des")


def _find_governor(token: Token) -> Token | None:
    """The head of a name, over names it is coordinated with."""
    while token.deprel == "conj" and token.head is not None:
        token = token.head
    return token.head


def _is_scene_of_verb(scene: Scene, token: Token, governor: Token | None, kind: str = "site") -> bool:
    """Whether a verb takes its subject or object as a place: `quitter le Mali`, `le Mali compte`.

    For a `town`, a name that nobody knows, only verbs count that take nothing else: `assiéger`.
    """
    if governor is None:
        return False
    cue = {"obj": "object", "nsubj:pass": "object", "nsubj": "subject"}.get(token.deprel)
    return cue is not None and fold_word(governor.lemma) in scene.lexicon.cues[f"{kind}_{cue}"]


def _is_conjunct(scene: Scene, candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Whether the name goes on with a list of places: a comma or `et` stands between it and the last."""
    if not chosen or chosen[-1].last > candidate.first:
        return False
    between = scene.folded[scene.span(chosen[-1])[1]:scene.words[candidate.first].begin]
    return LIST.fullmatch(between) is not None


def _follows_date(scene: Scene, candidate: Candidate) -> bool:
    """Whether a weekday stands before `à Kiev`: agencies tell when and where, then who."""
    weekdays = load_date_words(scene.document.article.language).weekdays
    return any(word.key in weekdays for word in _list_before(scene, candidate, 3)[1:])


def _is_aside(scene: Scene, candidate: Candidate) -> bool:
    """Whether a comma stands before `à Kiev`: it says where, not to whom."""
    begin = scene.words[candidate.first].begin
    return scene.folded[max(0, begin - 4):begin].startswith((", a ", ",  a"))


def _is_posted(scene: Scene, candidate: Candidate) -> bool:
    """Whether somebody is posted to the place: `les ambassadeurs au Mali`."""
    posted = scene.lexicon.cues["posted"]
    return any(word.key.removesuffix("s") in posted for word in _list_before(scene, candidate, 3)[1:])


def _is_given(scene: Scene, candidate: Candidate, token: Token, governor: Token | None) -> bool:
    """Whether `à Kiev` is to whom something is given, said or imputed."""
    giving = scene.lexicon.cues["giving"]
    if _follows_date(scene, candidate) or _is_posted(scene, candidate) or _is_aside(scene, candidate):
        return False
    if governor is not None and fold_word(governor.lemma) in giving:
        return True
    before = scene.document.tokens[max(0, token.index - REACH - 1):token.index]
    return any(fold_word(other.lemma) in giving for other in before if other.sentence is token.sentence)


def _has_place_noun(scene: Scene, candidate: Candidate) -> bool:
    """Whether `de Kiev` belongs to a noun for a place: `la rive gauche de Kiev`, `le nord du Mali`."""
    token = scene.token(candidate)
    governor = _find_governor(token)
    site, nouns = scene.lexicon.cues["site"], scene.lexicon.nouns
    if governor is not None and governor.upos == "NOUN" and governor.lemma.lower() in site:
        return True
    before = [word for word in _list_before(scene, candidate, 4) if word.key not in ("de", "d", "du", "la", "l", "des")]
    if before and before[0].key in scene.lexicon.demonyms:
        del before[0]
    if not before:
        return False
    known = [noun for words, noun in nouns.get(before[0].text.lower(), ()) if len(words) == 1]
    return before[0].text.lower().removesuffix("s") in site or any(noun.kind != "body" for noun in known)


def _list_before(scene: Scene, candidate: Candidate, count: int) -> list[Word]:
    """Words before a name, the nearest first."""
    return scene.words[max(0, candidate.first - count):candidate.first][::-1]


def _is_person(scene: Scene, candidate: Candidate) -> bool:
    """Whether a name looks like a person's: a first name in it, or a noun right before it (`le vraquier Tutor`)."""
    words = scene.words[candidate.first:candidate.last]
    if len(words) > 1 and any(word.key in scene.lexicon.first_names for word in words[:-1]):
        return True
    return _is_apposition(scene, candidate)


def _is_apposition(scene: Scene, candidate: Candidate) -> bool:
    """Whether the name is that of what the noun right before it means: `le vraquier Tutor`, not `la gare Slatina`."""
    if not candidate.first or candidate.kind or scene.gap(candidate.first - 1) not in (" ", ". "):
        return False
    before = scene.words[candidate.first - 1]
    token = scene.document.tokens[before.token]
    return token.upos in ("NOUN", "PROPN") and before.text.lower() not in scene.lexicon.nouns


def _is_town(scene: Scene, candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Whether a name that only the gazetteer knows, or nobody, is a town here."""
    words = scene.words[candidate.first:candidate.last]
    name = scene.document.slice(*scene.span(candidate))
    if (name.isupper() and len(name) <= 5) or not _is_proper(scene, candidate):
        return False
    if _has_determiner(scene, candidate):
        noun = len(words) == 1 and words[0].text.lower() in scene.lexicon.nouns
        return candidate.preposition == "dans" and _has_article(scene, candidate) and not noun
    here = any(entry.country in scene.countries for entry in candidate.entries)
    token = scene.token(candidate)
    if candidate.kind == "near" or (_is_conjunct(scene, candidate, chosen) and not is_seat(scene, chosen[-1])):
        return True
    if not candidate.kind:
        return _is_scene_of_verb(scene, token, _find_governor(token), "site" if here else "town")
    if candidate.kind == "of":
        return _is_of_town(scene, candidate) and (here or _has_place_noun(scene, candidate))
    there = candidate.preposition in ("a", "entre", "vers", "dans", "depuis") and not _is_given(
        scene, candidate, token, _find_governor(token))
    return here or there or any(entry.population >= LARGE for entry in candidate.entries)


def _has_determiner(scene: Scene, candidate: Candidate) -> bool:
    """Whether an article or a number stands right before a name, as never before that of a town."""
    index = scene.words[candidate.first].token - 1
    before = scene.document.tokens[index] if index >= 0 else None
    return before is not None and (before.upos in ("DET", "NUM") or " " in before.lemma) and (
        before.end >= scene.words[candidate.first].begin - 1)


def _is_of_town(scene: Scene, candidate: Candidate) -> bool:
    """Whether `de Goma` is said of a town: after a noun, with no article that a person's or a body's name bears."""
    before = _list_before(scene, candidate, 2)
    return bool(before) and before[0].key in ("de", "d") and scene.document.tokens[before[-1].token].upos != "PROPN"


def _is_proper(scene: Scene, candidate: Candidate) -> bool:
    """Whether the parser takes a word of the name for a proper noun or an unknown word."""
    words = scene.words[candidate.first:candidate.last]
    return any(scene.document.tokens[word.token].upos in ("PROPN", "X", "NOUN", "ADJ", "") for word in words)
