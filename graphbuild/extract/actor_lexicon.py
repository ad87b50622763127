"""Words for actors: nouns, titles, first names and the cues that tell what a name does in its clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from graphbuild.extract.entities import PIECE, Piece, fold_word
from graphbuild.lexicon import read_table
from graphbuild.records import Document, Token
from graphbuild.resources import find_ontology

Variants = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A noun for actors: its class, when a phrase with it is one, and its class after a small number or `un`.

    `when`: any; plural; named (a name follows); counted; role (a number stands before it, or it takes part in its
    clause); part (it takes part); tally (both); bare (it takes part without an adjective); leader (it acts); toll
    (the dead and injured: a verb tells of them). `sense`: what it means of a country, as in the paths of reference
    actors (army, government); people (several persons, or a party), person (one, of an armed group), troops (men
    who are a force when there are many), movement (armed or not, as its name says).
    """

    keys: tuple[str, ...]
    type: str
    when: str
    counted: str
    sense: str


@dataclass(frozen=True, slots=True)
class Title:
    """An office, rank or form of address: `kind` is office, rank or honorific."""

    keys: tuple[str, ...]
    lemma: str
    kind: str
    gender: str
    office: str  # the office it means, where several titles mean one: head-of-state


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """All word tables of actors, nouns and titles by the first key, longest first."""

    nouns: dict[str, list[ActorNoun]]
    titles: dict[str, list[Title]]
    first_names: dict[str, str]  # folded -> gender ("" for both)
    cues: dict[str, frozenset[str]]  # lemma in lower case -> cues

    def has_cue(self, token: Token, cue: str) -> bool:
        """Whether the lemma or the form of a word carries a cue."""
        return cue in self.cues.get(token.lemma.lower(), ()) or cue in self.cues.get(token.text.lower(), ())

    def is_preposition(self, lemma: str, cue: str) -> bool:
        """Whether the lemma of a preposition carries a cue."""
        return cue in self.cues.get(lemma, ())

    def find_noun(self, variants: Sequence[Variants], at: int) -> ActorNoun | None:
        """The longest actor noun that begins at a piece."""
        return _find_longest(self.nouns, variants, at)

    def find_title(self, variants: Sequence[Variants], at: int) -> Title | None:
        """The longest title that begins at a piece."""
        return _find_longest(self.titles, variants, at)


Entry = TypeVar("Entry", ActorNoun, Title)


def _find_longest(table: Mapping[str, Sequence[Entry]], variants: Sequence[Variants], at: int) -> Entry | None:
    """The longest entry that begins at a piece, the first of equally long ones."""
    if table.keys().isdisjoint(variants[at]):
        return None
    best: Entry | None = None
    for key in variants[at]:
        for entry in table.get(key, ()):
            if (best is None or len(entry.keys) > len(best.keys)) and _fits(entry.keys, variants, at):
                best = entry
    return best


def load_actor_lexicon(folder: Path | None = None) -> ActorLexicon:
    """The word tables of actors read from a folder (that of French in the ontology when none is given)."""
    folder = folder or find_ontology("lexicon", "fr")
    nouns = [
        ActorNoun(_cut(r["lemma"]), r["class"], r["when"], r["counted"], r["sense"])
        for r in read_table(folder / "actor_nouns.csv", ("lemma", "class", "when", "counted", "sense"))
    ]
    titles = [
        Title(_cut(r["form"]), r["lemma"], r["kind"], r["gender"], r["office"])
        for r in read_table(folder / "titles.csv", ("form", "lemma", "kind", "gender", "office"))
    ]
    names = {fold_word(r["name"]): r["gender"] for r in read_table(folder / "first_names.csv", ("name", "gender"))}
    cues: dict[str, set[str]] = defaultdict(set)
    for row in read_table(folder / "role_cues.csv", ("lemma", "cue")):
        cues[row["lemma"]].add(row["cue"])
    by_noun, by_title = defaultdict(list), defaultdict(list)
    for noun in nouns:
        by_noun[noun.keys[0]].append(noun)
        by_noun["^" + fold_word(noun.keys[0])].append(replace(noun, keys=_capitalise(noun.keys)))
    for title in titles:
        by_title[title.keys[0]].append(title)
        by_title["^" + fold_word(title.keys[0])].append(replace(title, keys=_capitalise(title.keys)))
    return ActorLexicon(dict(by_noun), dict(by_title), names, {k: frozenset(v) for k, v in cues.items()})


def _cut(form: str) -> tuple[str, ...]:
    """The words of an entry, in lower case but for those that need their capital (`État`)."""
    return tuple(PIECE.findall(form.replace("œ", "oe")))


def _capitalise(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys that text written in capitals, often without accents, is compared by."""
    return tuple("^" + fold_word(key) for key in keys)


def _fits(keys: tuple[str, ...], variants: Sequence[Variants], at: int) -> bool:
    if at + len(keys) > len(variants):
        return False
    return all(key in variants[at + i] for i, key in enumerate(keys))


def list_variants(document: Document, pieces: Sequence[Piece]) -> list[Variants]:
    """For each piece of the text the keys it may be found by: as written, in lower case, its lemma, its singular."""
    return [_vary(piece, document.tokens[piece.token]) for piece in pieces]


def _vary(piece: Piece, token: Token) -> Variants:
    whole = len(piece.text) == len(token.text)
    lemma = token.lemma.lower() if whole and token.upos != "VERB" else ""
    return _list_keys(piece.text, piece.key, lemma, piece.key[-1] in "sx" and _may_be_plural(piece, token, whole))


def _may_be_plural(piece: Piece, token: Token, whole: bool) -> bool:
    """Whether the last letter of a word may be that of a plural."""
    if not whole or token.upos == "PROPN":
        return True
    if any(c.feats.get("Number") == "Sing" for c in token.children if c.deprel in ("det", "case")):
        return False
    return token.lemma.lower() != piece.text.lower() or token.feats.get("Number", "Plur") == "Plur"


@lru_cache(maxsize=1 << 15)
def _list_keys(text: str, key: str, lemma: str, plural: bool) -> Variants:
    """The keys of a word: as written, in lower case, its lemma where told, its singular where it may be plural."""
    text = text.replace("œ", "oe")
    low = text.lower()
    found = {text: None, low: None}
    if lemma:
        found[lemma] = None
    for word in (text, low) if plural else ():
        if word.endswith("aux"):
            found[word[:-3] + "al"] = None
        if word[-1] in "sx" and len(word) > 3:
            found[word[:-1]] = None
    if len(text) > 1 and text.isupper():
        found |= {"^" + key: None, "^" + key.removesuffix("s"): None}
    elif text.startswith("E"):
        found |= {"É" + word[1:]: None for word in list(found) if word[0] == "E"}
        found |= {"é" + word[1:]: None for word in list(found) if word[0] == "e"}
    return tuple(found)
