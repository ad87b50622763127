"""Places named by a common noun: `la région de Koursk`, `un hôpital de Soumy`, `le nord du pays`, `la frontière`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graphbuild.extract.place_lexicon import PlaceNoun, to_words
from graphbuild.extract.place_names import Candidate, Scene, find_preposition, fold_word
from graphbuild.records import Token

LONGEST = 12  # tokens from the noun to the end of its phrase
OBJECTS = frozenset({"obj", "nsubj:pass", "obl:agent"})
HEADS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
ARTICLES = frozenset({"le", "la", "les", "l'", "un", "une"})
WORDS_IN_NAME = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase for a place: its tokens, the noun, the last name inside of it."""

    first: int  # in Document.tokens, its article included
    last: int  # exclusive
    head: Token
    noun: PlaceNoun
    inner: Candidate | None  # the place it is named by or lies in
    named: bool  # it has a name or a country's adjective
    preposition: str
    kind: str  # of the preposition


def find_phrases(scene: Scene, candidates: list[Candidate]) -> list[Phrase]:
    """Noun phrases that mean a place, from left to right."""
    inner = {scene.words[candidate.first].token: candidate for candidate in candidates}
    named = {index for candidate in candidates if candidate.known for index in range(
        scene.words[candidate.first].token, scene.words[candidate.last - 1].token + 1)}
    phrases: list[Phrase] = []
    for token in scene.document.tokens:
        if token.upos not in HEADS or token.index in named or (phrases and token.index < phrases[-1].last):
            continue
        phrase = _match(scene, token, inner)
        if phrase and _is_place(scene, phrase):
            phrases.append(phrase)
    return phrases


def _match(scene: Scene, token: Token, inner: dict[int, Candidate]) -> Phrase | None:
    """The phrase that a token heads, None when it is no noun for a place."""
    if token.text.istitle() and not _opens(token):
        return None
    matched = _match_noun(scene, token)
    if matched is None:
        return None
    noun, after = matched
    last, place, named = _extend(scene, token, after, inner, noun.kind)
    if noun.bare == "anaphor" and place is None and not (noun.kind == "capital" and named):
        last = after
    first = token.index
    tokens = scene.document.tokens
    while first and tokens[first - 1].upos in ("DET", "NUM") and tokens[first - 1].sentence is token.sentence:
        first -= 1
    if first and tokens[first - 1].upos == "ADJ" and tokens[first - 1].head is token:
        first -= 1 + (tokens[first - 2].upos == "DET" if first > 1 else 0)
    preposition, kind = find_preposition(scene, token.begin)
    if not kind:
        preposition, kind = find_preposition(scene, tokens[first].begin)
    return Phrase(first, last, token, noun, place, named, preposition, kind)


def _opens(token: Token) -> bool:
    """Whether a token is the first word of its sentence, or has a capital as a rule (`État`)."""
    return token.sentence.tokens[0].index >= token.index - 1 or token.text.startswith(("É", "Î"))


def _match_noun(scene: Scene, token: Token) -> tuple[PlaceNoun, int] | None:
    """The longest noun of the table that begins at a token, and the index after it."""
    tokens = scene.document.tokens
    for pieces in _list_forms(token.lemma, token.text):
        for words, noun in scene.lexicon.nouns.get(pieces[0], ()):
            after = _match_words(pieces, words, tokens, token.index)
            if after is not None:
                return noun, after
    return None


@lru_cache(maxsize=1 << 15)
def _list_forms(lemma: str, text: str) -> tuple[tuple[str, ...], ...]:
    """The words that a token may be found by: its lemma, as written, without the mark of the plural."""
    written = to_words(text)
    forms = dict.fromkeys((to_words(lemma), written, tuple(piece.removesuffix("s") for piece in written)))
    return tuple(filter(None, forms))


def _match_words(begun: tuple[str, ...], words: tuple[str, ...], tokens: list[Token], at: int) -> int | None:
    """The index after the tokens that spell the words (plurals allowed), None when they spell others."""
    pieces = list(begun)
    index = at + 1
    while len(pieces) < len(words) and index < len(tokens) and tokens[index].sentence is tokens[at].sentence:
        pieces += to_words(tokens[index].text)
        index += 1
    same = len(pieces) == len(words) and all(
        piece in (word, word + "s", word.removesuffix("e") + "aux", word.removesuffix("l") + "ux")
        for piece, word in zip(pieces, words, strict=True))
    return index if same else None


def _extend(scene: Scene, noun: Token, after: int, inner: dict[int, Candidate],
            kind: str) -> tuple[int, Candidate | None, bool]:
    """Index after the phrase, the last place name in it, whether it has a name or a country's adjective."""
    tokens = scene.document.tokens
    last, place, named = after, None, False
    index = after
    while index < min(len(tokens), noun.index + LONGEST) and tokens[index].sentence is noun.sentence:
        token = tokens[index]
        if index in inner:
            place, named = inner[index], True
            index = last = scene.words[place.last - 1].token + 1
            break
        if token.upos in WORDS_IN_NAME and not token.text[0].isdigit():
            named = named or token.text[0].isupper() or fold_word(token.text) in scene.lexicon.demonyms or (
                kind == "direction" and _match_noun(scene, token) is not None)
            last = index = index + 1
        elif _goes_on(tokens, index, kind):
            index += 1
        else:
            break
    return last, place, named


def _goes_on(tokens: list[Token], index: int, kind: str) -> bool:
    """Whether `de`, `du`, `avec` or an article leads on to a complement of the noun."""
    token = tokens[index]
    if token.text in ("-", "‑"):
        return True
    if token.upos == "ADP":
        lemma = token.lemma.partition(" ")[0].lower()
        return (lemma == "de" and len(token.text) <= len("des")) or (lemma == "avec" and kind == "border")
    return token.upos == "DET" and tokens[index - 1].upos == "ADP" and fold_word(token.text) in ARTICLES


def _is_place(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase means a place here: by its name, or by its noun and what governs it."""
    kind = phrase.noun.kind
    if kind == "direction":
        return _is_direction(phrase)
    if kind == "ship":
        return _is_christened(scene, phrase)
    if _speaks(scene, phrase.head) or (_is_plural(phrase.head) and (
            kind == "state" or (kind == "region" and phrase.inner))):
        return False
    if kind == "body":
        return _is_governed(phrase) and phrase.head.deprel != "obl:agent"
    return _is_site(scene, phrase)


def _is_site(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase means a place by a number, a name, what qualifies it or what governs it."""
    kind = phrase.noun.kind
    if kind in ("region", "country") and _is_counted(scene, phrase):
        return bool(phrase.kind)
    if phrase.noun.bare == "qualified" and kind == "site" and not _is_struck(scene, phrase.head):
        return phrase.kind in ("locative", "near") and phrase.last - phrase.head.index > 1
    if phrase.named and (phrase.noun.bare != "anaphor" or kind == "region"):
        return phrase.inner is not None or kind not in ("territory", "state") or _is_governed(phrase)
    return _is_nameless_place(scene, phrase)


def _is_christened(scene: Scene, phrase: Phrase) -> bool:
    """Whether a name follows a noun for a ship, which is where people are attacked: `le vraquier Ocean Star`."""
    tokens = scene.document.tokens
    return phrase.last > phrase.head.index + 1 and tokens[phrase.head.index + 1].text[0].isupper()


def _is_governed(phrase: Phrase) -> bool:
    """Whether a preposition of place or a verb takes the phrase as a scene or a target."""
    return phrase.kind in ("locative", "near", "target") or _find_first(phrase.head).deprel in OBJECTS


def _find_first(head: Token) -> Token:
    """The first of the nouns that a noun is coordinated with."""
    while head.deprel == "conj" and head.head is not None:
        head = head.head
    return head


def _is_nameless_place(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase without a name means a place, by what its noun asks for."""
    if phrase.noun.bare == "qualified" and phrase.last - phrase.head.index < 2:
        return False  # `des zones habitées` is a place, `la zone` hardly
    if phrase.preposition == "a" and scene.document.tokens[phrase.first].upos not in ("DET", "NUM"):
        return False  # "à terre", "à bon port"
    if phrase.noun.bare in ("prep", "qualified"):
        there = phrase.kind in ("locative", "near") and (
            phrase.preposition != "en" or phrase.noun.kind == "area" or phrase.last - phrase.head.index > 1)
        return there or _is_struck(scene, phrase.head)
    if phrase.noun.bare == "always":
        return _is_governed(phrase) or bool(phrase.kind)
    return phrase.noun.bare == "anaphor"


def _is_struck(scene: Scene, head: Token) -> bool:
    """Whether a verb takes the noun as what is attacked, entered or left: `piller les boutiques`."""
    head = _find_first(head)
    governor = head.head
    if governor is None:
        return False
    lemma, cues = fold_word(governor.lemma), scene.lexicon.cues
    if head.deprel in OBJECTS:
        return governor.upos in ("VERB", "ADJ") and lemma in cues["site_struck"]
    seized = governor.upos == "VERB" and head.deprel.startswith("obl") and lemma in cues["site_seized"]
    return seized or (governor.upos == "NOUN" and head.deprel == "nmod" and lemma in cues["site_deed"])


def _is_plural(head: Token) -> bool:
    """Whether the noun is in the plural."""
    return head.feats.get("Number") == "Plur"


def _is_counted(scene: Scene, phrase: Phrase) -> bool:
    """Whether a number stands before the noun: `neuf régions`."""
    return phrase.inner is None and scene.document.tokens[phrase.first].upos == "NUM"


def _is_direction(phrase: Phrase) -> bool:
    """Whether `le nord`, `l'est` is a part of something: `le nord du Mali`, `l'ouest libyen`, not `au nord de Gao`."""
    return phrase.named and phrase.preposition not in ("a", "au") and phrase.kind != "near" and (
        not phrase.head.text.istitle())


def _speaks(scene: Scene, head: Token) -> bool:
    """Whether the noun is the subject of a verb of speech: then it is a body, not a place."""
    verb = head.head
    return head.deprel == "nsubj" and verb is not None and fold_word(verb.lemma) in scene.lexicon.cues["speech"]
