"""Names of places: where known names and those of the gazetteer stand, and which of them mean a place there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graphbuild.extract.place_lexicon import WORD, Known, PlaceLexicon
from graphbuild.extract.timewords import fold_letters
from graphbuild.gazetteer import Entry, Gazetteer
from graphbuild.lexicon import fold
from graphbuild.records import Document, Token

LONGEST_NAME = 6  # words
BEFORE = 40  # characters before a name in which its preposition is looked for
REACH = 4  # words before `à Kiev` in which a verb of giving is looked for
ARABIC = frozenset({"al", "el", "an", "as", "ash", "ad", "ar", "at", "az", "es", "ez"})
INNER = frozenset({"da", "do", "dos", "del", "di", "e"})
DATELINE = re.compile(r"\([^)]*\)?|[-–—:]\s|,? (?:le )?\d|, (?=\w+ \d)")
LIST = re.compile(r",? ?(?:et |ou |puis )?(?:de |d'|a |en |au )?(?:l'|la |le |les )?")
FUNCTION = frozenset({"ADP", "DET", "ADV", "PRON", "CCONJ", "SCONJ", "VERB", "AUX", "NUM", "INTJ"})
LARGE = 100_000  # inhabitants from which a town is meant although the text doesn't name its country


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters or digits: offsets, text, folded text, index of its token."""

    begin: int
    end: int
    text: str
    key: str
    token: int


@dataclass(slots=True)
class Candidate:
    """Words that may name a place: what the table knows of them, what the gazetteer has under that name."""

    first: int  # in Scene.words
    last: int  # exclusive
    known: Known | None
    entries: list[Entry]
    preposition: str = ""  # folded; empty when none stands before the name
    kind: str = ""  # of the preposition: locative, near, of, passage


@dataclass(slots=True)
class Scene:
    """A document as the search for places sees it."""

    document: Document
    lexicon: PlaceLexicon
    gazetteer: Gazetteer
    folded: str
    words: list[Word]
    blocked: list[tuple[int, int]]  # offsets of names in which no place is sought
    countries: dict[str, int] = field(default_factory=dict)  # named in the text, with how often

    def token(self, candidate: Candidate) -> Token:
        """The syntactic head of a name: its first token, or the one that the others hang on."""
        tokens = self.document.tokens[self.words[candidate.first].token:self.words[candidate.last - 1].token + 1]
        inside = {token.index for token in tokens}
        return next((token for token in tokens if token.head is None or token.head.index not in inside), tokens[0])

    def span(self, candidate: Candidate) -> tuple[int, int]:
        """Offsets of the name."""
        return self.words[candidate.first].begin, self.words[candidate.last - 1].end

    def gap(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.document.slice(self.words[index].end, self.words[index + 1].begin)


def open_scene(document: Document, gazetteer: Gazetteer, lexicon: PlaceLexicon,
               blocked: list[tuple[int, int]]) -> Scene:
    """The document cut into words, and the countries it names or whose adjectives it uses."""
    text = document.article.text
    starts = [token.begin for token in document.tokens]
    words = [Word(m.start(), m.end(), m.group(), fold_word(m.group()), max(bisect_right(starts, m.start()) - 1, 0))
             for m in WORD.finditer(text)]
    scene = Scene(document, lexicon, gazetteer, fold_letters(text), words, blocked)
    for word in words:
        if country := lexicon.demonyms.get(word.key):
            scene.countries[country] = scene.countries.get(country, 0) + 1
    return scene


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """The word folded; most words of an article have been met before."""
    return fold(word)


# --- candidates -------------------------------------------------------------------------------------------------------


def find_candidates(scene: Scene) -> list[Candidate]:
    """Everything that might name a place, from left to right, the longest at each word."""
    candidates = []
    at = 0
    while at < len(scene.words):
        candidate = _match_known(scene, at) or _match_run(scene, at)
        if candidate is None:
            at += 1
            continue
        candidate.preposition, candidate.kind = find_preposition(scene, scene.words[candidate.first].begin)
        if not _is_blocked(scene, candidate):
            candidates.append(candidate)
        if candidate.known and candidate.known.country:
            scene.countries[candidate.known.country] = scene.countries.get(candidate.known.country, 0) + 1
        at = candidate.last
    return candidates


def _is_blocked(scene: Scene, candidate: Candidate) -> bool:
    """Whether a name lies in words that mean something else."""
    begin, end = scene.span(candidate)
    return any(first < end and begin < last for first, last in scene.blocked)


def _match_known(scene: Scene, at: int) -> Candidate | None:
    """The longest name of the table that begins at a word; not when it is part of a longer name in capitals."""
    for form in scene.lexicon.forms.get(scene.words[at].key, ()):
        last = at + len(form.words)
        if last > len(scene.words) or any(scene.words[at + n].key != key for n, key in enumerate(form.words)):
            continue
        if not all(scene.words[at + n].text[0].isupper() for n, capital in enumerate(form.capitals) if capital):
            continue
        if all(len(scene.gap(n)) == 1 and scene.gap(n) != "\n" for n in range(at, last - 1)) and not _goes_on(
                scene, at, last):
            return Candidate(at, last, form.known, [])
    return None


def _goes_on(scene: Scene, at: int, last: int) -> bool:
    """Whether a name is only part of one: a capital follows (`Washington Post`), or a first name stands before."""
    if scene.words[at].text.isupper() and len(scene.words[at].text) > 1:
        return False
    after = scene.words[last] if last < len(scene.words) else None
    if after and scene.gap(last - 1) == " " and after.text[0].isupper() and not _begins_known(scene, last):
        return True
    before = scene.words[at - 1] if at else None
    return bool(before and scene.gap(at - 1) in (" ", "-") and before.text[0].isupper()
                and before.key in scene.lexicon.first_names)


def _begins_known(scene: Scene, at: int) -> bool:
    """Whether a known name or a number begins at a word."""
    return scene.words[at].text[0].isdigit() or scene.words[at].key in scene.lexicon.forms


def _match_run(scene: Scene, at: int) -> Candidate | None:
    """A run of capitalised words, with what the gazetteer has under that name."""
    word = scene.words[at]
    if not _opens_name(scene, at):
        return None
    last = at + 1
    while last < len(scene.words) and last - at < LONGEST_NAME and _joins(scene, last):
        last += 1
    while last > at + 1 and not scene.words[last - 1].text[0].isupper() and scene.gap(last - 2) != "-":
        last -= 1
    if word.key in ARABIC and last == at + 1:
        return None
    begin, end = word.begin, scene.words[last - 1].end
    return Candidate(at, last, None, scene.gazetteer.find(scene.document.slice(begin, end)))


def _opens_name(scene: Scene, at: int) -> bool:
    """Whether a name can begin at a word: a capital, and no function word at the head of a sentence."""
    word = scene.words[at]
    if word.key in ARABIC and at + 1 < len(scene.words) and scene.gap(at) in ("-", " "):
        return scene.words[at + 1].text[0].isupper() and not (word.text[0].isupper() and scene.gap(at) == " ")
    if not word.text[0].isupper() or len(word.text) < 2:
        return False
    token = scene.document.tokens[word.token]
    first = token.sentence.tokens[0] is token
    return token.upos not in FUNCTION or (not first and token.upos in ("VERB", "NUM", "ADV"))


def _joins(scene: Scene, at: int) -> bool:
    """Whether a word goes on with the name before it."""
    gap, word = scene.gap(at - 1), scene.words[at]
    if gap in ("-", "‑"):
        return True
    if word.text[0].isupper():
        return gap == " " or (gap in "'’" and len(scene.words[at - 1].text) < 3)
    ahead = at + 1 < len(scene.words) and scene.words[at + 1].text[0].isupper()
    if gap == " " and word.key in ARABIC and ahead:
        return scene.gap(at) in ("-", " ")
    return gap == " " and word.key in INNER and ahead and scene.gap(at) == " "


def find_preposition(scene: Scene, begin: int) -> tuple[str, str]:
    """The folded preposition right before an offset, articles skipped, and its kind; empty when there is none."""
    match = scene.lexicon.prepositions.search(scene.folded[max(0, begin - BEFORE):begin])
    if match is None:
        return "", ""
    found = match.group(1)
    kinds = scene.lexicon.kinds
    return found, kinds.get(found) or kinds[re.sub(r"(?:du|des|d'|de la|de l')$", "de", found)]


# --- which of them are places -----------------------------------------------------------------------------------------


def choose_places(scene: Scene, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that mean a place where they stand; a name that is one once is one wherever it is no power."""
    chosen: list[Candidate] = []
    for candidate in candidates:
        if _is_place(scene, candidate, chosen):
            chosen.append(candidate)
    names = {_key(scene, candidate) for candidate in chosen if not is_seat(scene, candidate)}
    again = [c for c in candidates if c not in chosen and not is_seat(scene, c) and _key(scene, c) in names
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
        moved = governor is not None and governor.upos == "VERB" and not _has_article(scene, candidate) and (
            not _is_given(scene, token, governor))
        return moved or _has_place_noun(scene, candidate)
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
    words: Iterator[Word] = iter(scene.words[candidate.first:candidate.last])
    return any(scene.document.tokens[word.token].upos in ("PROPN", "X", "NOUN", "ADJ", "") for word in words)
