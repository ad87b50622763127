"""The state of one search for actors: pieces of the text, words looked up, mentions found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeGuard

from graphbuild.extract.actor_lexicon import ActorLexicon, Variants, list_variants
from graphbuild.extract.entities import Piece, Reference, cut_pieces
from graphbuild.records import ActorMention, Document, Token

CUTS = frozenset(",;:()«»")  # what no name and no compound noun holds


@dataclass(slots=True)
class Scan:
    """A document with its lookups; `owners` says for each token whose name it belongs to."""

    document: Document
    lexicon: ActorLexicon
    reference: Reference
    pieces: list[Piece]
    variants: list[Variants]
    tokens: list[Token]
    owners: list[ActorMention | None]
    heads: list[int]  # pieces at which a token begins
    capitals: list[int]  # tokens written like a name
    starts: list[int]  # for each token its first piece, or that of the next token that has one
    mentions: list[ActorMention] = field(default_factory=list)

    def add(self, mention: ActorMention, first: int, last: int) -> ActorMention:
        """The mention, kept, with tokens `first` to `last` as its own words."""
        self.mentions.append(mention)
        for index in range(first, last):
            self.owners[index] = mention
        return mention

    def is_free(self, first: int, last: int) -> bool:
        """Whether no name found so far has one of the tokens."""
        return all(self.owners[index] is None for index in range(first, last))

    def is_whole(self, first: int, last: int) -> bool:
        """Whether no comma or parenthesis cuts the tokens."""
        return last - first < 2 or all(token.text not in CUTS for token in self.tokens[first:last])

    def span(self, at: int, count: int) -> tuple[int, int]:
        """Tokens of some pieces: first, last (exclusive)."""
        return self.pieces[at].token, self.pieces[at + count - 1].token + 1

    def is_word(self, token: Token) -> bool:
        """Whether a token is an ordinary noun, or one that could stand for an actor by itself."""
        return token.upos == "NOUN" or self.is_actor_word(token)

    def is_actor_word(self, token: Token) -> bool:
        """Whether an actor noun begins at a token."""
        at = self.starts[token.index]
        return at < len(self.pieces) and self.lexicon.find_noun(self.variants, at) is not None

    def has_outfit(self, index: int) -> bool:
        """Whether a token is a word that names of organizations end in (`Watch`)."""
        return self.lexicon.has_cue(self.tokens[index], "outfit")

    def drop(self, mention: ActorMention) -> None:
        """Takes back a mention, its words become free."""
        self.mentions.remove(mention)
        self.owners = [None if owner is mention else owner for owner in self.owners]

    def get(self, index: int, beside: Token) -> Token | None:
        """The token at an index when it stands in the same sentence as another."""
        if 0 <= index < len(self.tokens) and self.tokens[index].sentence is beside.sentence:
            return self.tokens[index]
        return None


def open_scan(document: Document, lexicon: ActorLexicon, reference: Reference) -> Scan:
    """A search that has found nothing yet."""
    pieces = cut_pieces(document)
    heads = [at for at, piece in enumerate(pieces) if at == 0 or piece.token != pieces[at - 1].token]
    capitals = [token.index for token in document.tokens if is_capitalised(token)]
    starts, at = [], 0
    for token in document.tokens:
        while at < len(pieces) and pieces[at].token < token.index:
            at += 1
        starts.append(at)
    owners: list[ActorMention | None] = [None] * len(document.tokens)
    variants = list_variants(document, pieces)
    return Scan(document, lexicon, reference, pieces, variants, document.tokens, owners, heads, capitals, starts)


def find_head(tokens: list[Token], first: int, last: int) -> Token:
    """The syntactic head of some tokens: the first whose own head lies outside them."""
    for token in tokens[first:last]:
        if token.upos != "PUNCT" and (token.head is None or not first <= token.head.index < last):
            return token
    return tokens[first]


def is_capitalised(token: Token) -> bool:
    """Whether a token is written like a name: a capital first, or after a particle (`al-Assad`), and no digit."""
    text = token.text
    if text.isalpha():
        return text[0].isupper()
    if "-" not in text and not text[0].isupper():
        return False
    if any(char.isdigit() for char in text):
        return False
    return text[0].isupper() or ("-" in text[1:] and text.rpartition("-")[2][:1].isupper())


def is_case(scan: Scan, token: Token | None, *cues: str) -> bool:
    """Whether a token is a preposition with one of some cues, alone or grown together with an article (`du`)."""
    if token is None or token.upos != "ADP":
        return False
    return not scan.lexicon.cues.get(token.lemma.lower(), frozenset()).isdisjoint(cues)


def find_case(token: Token) -> str:
    """Lemma of the preposition of a nominal; that of the first conjunct for a coordinated one."""
    for child in token.children:
        if child.deprel == "case":
            return child.lemma.lower()
    if token.deprel == "conj" and token.head is not None:
        return find_case(token.head)
    return ""


def find_first_conjunct(token: Token) -> Token:
    """The first of a coordination, which carries its function."""
    seen = 0
    while token.deprel == "conj" and token.head is not None and seen < 20:
        token, seen = token.head, seen + 1
    return token


def base(relation: str) -> str:
    """A UD relation without its subtype."""
    return relation.partition(":")[0]


def is_name(token: Token | None) -> TypeGuard[Token]:
    """Whether there is a token, written like a word of a name."""
    return token is not None and token.text[0].isalpha() and is_capitalised(token) and len(token.text) > 1


def is_thing(scan: Scan, token: Token | None) -> bool:
    """Whether a noun before a name says that it names a place or a thing (`rue`, `porte-avions`)."""
    if token is None or token.upos != "NOUN":
        return False
    return scan.lexicon.has_cue(token, "event_noun") or scan.lexicon.has_cue(token, "site")


def make_mention(scan: Scan, first: int, last: int, type_: str, name: str = "", proper: bool = True) -> ActorMention:
    """A mention of some tokens and the article before them; `name` defaults to their text."""
    tokens = scan.tokens
    begin, end = tokens[first].begin, tokens[last - 1].end
    start = first
    before = scan.get(first - 1, tokens[first])
    if before is not None and before.feats.get("PronType") in ("Art", "Dem") and before.upos == "DET":
        start = first - 1
    return ActorMention(
        tokens[start].begin, end, start, last, find_head(tokens, first, last), type_,
        name or scan.document.slice(begin, end), proper=proper,
    )  # fmt: skip


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


def block_fields(scan: Scan, owner: ActorMention, first: int, last: int) -> None:
    """Gives the fields in a title or body (`des Armées`, `de la Défense`) to it: they name nothing by themselves."""
    for token in scan.tokens[first:last]:
        plain = is_capitalised(token) and not token.text.isupper()
        if plain and scan.owners[token.index] is None and scan.is_word(token):
            scan.owners[token.index] = owner
