"""Which names mean a place where they stand: a country or capital may be the power that acts, a name a person's."""

from __future__ import annotations

import re

from graphbuild.extract.place_names import Candidate, Scene, Word
from graphbuild.extract.timewords import load_date_words
from graphbuild.gazetteer import Entry
from graphbuild.lexicon import fold
from graphbuild.records import Token

REACH = 4  # words before `à Kiev` in which a verb of giving is looked for
LIST = re.compile(r",? ?(?:et |ou |puis )?(?:de |d'|a |en |au )?(?:l'|la |le |les )?")
LARGE = 100_000  # inhabitants from which a town is meant although the text doesn't name its country
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
    return sorted([*chosen, *again], key=lambda candidate: candidate.first)


def _key(scene: Scene, candidate: Candidate) -> str:
    """The name, folded."""
    return " ".join(word.key for word in scene.words[candidate.first:candidate.last])


def is_seat(scene: Scene, candidate: Candidate) -> bool:
    """Whether a name is that of a country or a capital, and so may stand for a power."""
    if candidate.known and candidate.known.kind == "country":
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
        return candidate.known is not None or bool(candidate.entries)
    if is_seat(scene, candidate):
        return _is_scene(scene, candidate, chosen)
    if candidate.known:
        return bool(candidate.kind) or not _is_apposition(scene, candidate)
    return not _is_person(scene, candidate) and _is_town(scene, candidate, chosen)


def _is_title(scene: Scene, candidate: Candidate) -> bool:
    """Whether the name is part of the title of a treaty or a body: `accords de Minsk`."""
    if candidate.kind != "of" or candidate.first < 2:
        return False
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
        return before.endswith("(") and after.startswith(")") and before.split("(")[0].strip().isupper()
    if after.startswith("(") and any(word.key in scene.lexicon.forms for word in scene.words[candidate.last:][:1]):
        return True
    name = text[begin:end]
    if name.isupper() and len(name) > 3 and after[:1] in (",", "(", "-", "–", "—", ".", ":", "|", "\n", ""):
        return True
    return after[:1] in ("\n", "") or DATELINE.match(after) is not None


def _is_scene(scene: Scene, candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Whether a country or a capital is where something is, rather than the power that acts or is acted on."""
    token = scene.token(candidate)
    kind, preposition = candidate.kind, candidate.preposition
    if kind == "near" or (kind == "locative" and preposition not in ("a", "au", "aux", "sur", "entre")):
        return True
    governor = _find_governor(token)
    if not kind:
        listed = token.deprel == "conj" and _is_conjunct(scene, candidate, chosen)
        return listed or _is_scene_of_verb(scene, token, governor)
    if preposition in ("a", "au", "aux"):
        country = candidate.known is not None and candidate.known.kind == "country"
        if country and preposition == "a" and _has_article(scene, candidate):
            return False
        return not _is_given(scene, token, governor)
    if kind == "of":
        moved = governor is not None and fold(governor.lemma) in scene.lexicon.motions
        return (moved and not _has_article(scene, candidate)) or _has_place_noun(scene, candidate)
    return preposition == "sur" and (governor is None or governor.upos != "NOUN")


def _has_article(scene: Scene, candidate: Candidate) -> bool:
    """Whether an article stands before the name: `de la Bosnie`, not `de Bosnie`."""
    return scene.words[candidate.first - 1].key in ("la", "l", "du", "des")


def _find_governor(token: Token) -> Token | None:
    """The head of a name, over names it is coordinated with."""
    while token.deprel == "conj" and token.head is not None:
        token = token.head
    return token.head


def _is_scene_of_verb(scene: Scene, token: Token, governor: Token | None) -> bool:
    """Whether a verb takes its subject or object as a place: `quitter le Mali`, `le Mali compte`."""
    if governor is None:
        return False
    cue = {"obj": "site_object", "nsubj:pass": "site_object", "nsubj": "site_subject"}.get(token.deprel)
    return cue is not None and fold(governor.lemma) in scene.lexicon.cues[cue]


def _is_conjunct(scene: Scene, candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Whether the name goes on with a list of places: a comma or `et` stands between it and the last."""
    if not chosen or chosen[-1].last > candidate.first:
        return False
    between = scene.folded[scene.span(chosen[-1])[1]:scene.words[candidate.first].begin]
    return LIST.fullmatch(between) is not None


def _is_given(scene: Scene, token: Token, governor: Token | None) -> bool:
    """Whether `à Kiev` is to whom something is given, said or imputed."""
    giving = scene.lexicon.cues["giving"]
    if governor is not None and fold(governor.lemma) in giving:
        return True
    before = scene.document.tokens[max(0, token.index - REACH - 1):token.index]
    return any(fold(other.lemma) in giving for other in before if other.sentence is token.sentence)


def _has_place_noun(scene: Scene, candidate: Candidate) -> bool:
    """Whether `de Kiev` belongs to a noun for a place: `la rive gauche de Kiev`, `le nord du Mali`."""
    token = scene.token(candidate)
    governor = _find_governor(token)
    site, nouns = scene.lexicon.cues["site"], scene.lexicon.nouns
    if governor is not None and governor.upos == "NOUN" and fold(governor.lemma) in site:
        return True
    before = [word for word in _list_before(scene, candidate, 4) if word.key not in ("de", "d", "du", "la", "l", "des")]
    if before and before[0].key in scene.lexicon.demonyms:
        del before[0]
    if not before:
        return False
    known = [noun for words, noun in nouns.get(before[0].text.lower(), ()) if len(words) == 1]
    return before[0].key in site or any(noun.kind != "body" for noun in known)


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
    begin, end = scene.span(candidate)
    name = scene.document.slice(begin, end)
    if (name.isupper() and len(name) <= 5) or not _is_proper(scene, candidate) or _has_determiner(scene, candidate):
        return False
    here = any(entry.country in scene.countries for entry in candidate.entries)
    token = scene.token(candidate)
    if candidate.kind == "near" or (_is_conjunct(scene, candidate, chosen) and not is_seat(scene, chosen[-1])):
        return True
    if not candidate.kind:
        return here and _is_scene_of_verb(scene, token, _find_governor(token))
    if candidate.kind == "of":
        return _is_of_town(scene, candidate) and (here or _has_place_noun(scene, candidate))
    if here or any(entry.population >= LARGE for entry in candidate.entries):
        return True
    return candidate.preposition in ("a", "entre", "vers", "dans", "depuis") and not _is_given(
        scene, token, _find_governor(token))


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
