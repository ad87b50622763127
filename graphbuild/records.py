"""Plain data that travels through the program: article -> document -> mentions -> things and events -> reading.

Offsets are code points in `Article.text`, 0-based, end exclusive. Classes and terms are the local names of the
ontology (`"State"`, `"ArmsTransfer"`, `"actual"`). Paths are IRIs below the base IRI (`"actor/state/UA"`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Article:
    """One text as given (BOM dropped, line ends `\\n`) with what is known about it."""

    id: str
    text: str
    language: str = "fr"
    date: dt.date | None = None
    title: str | None = None
    source: str | None = None

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def path(self) -> str:
        """IRI of the article below the base IRI; what belongs to it alone stands below this path."""
        return "article/" + quote(self.id, safe="")


# --- what the parser saw ---------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Token:
    """A word with its Universal Dependencies analysis; `head` is None for the root of a sentence."""

    index: int  # in Document.tokens
    begin: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: dict[str, str]  # shared by tokens of the same form: read it, don't write it
    deprel: str  # "nsubj", "obl:arg", ...
    sentence: Sentence
    head: Token | None = None
    children: list[Token] = field(default_factory=list)

    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in no particular order."""
        stack = [self]
        while stack:
            token = stack.pop()
            yield token
            stack.extend(token.children)

    def ancestors(self) -> Iterator[Token]:
        """Heads of the token, nearest first."""
        token = self.head
        while token is not None:
            yield token
            token = token.head

    def find_children(self, *relations: str) -> list[Token]:
        """Children whose relation is one of `relations`; `"obl"` also stands for `obl:arg` and other subtypes."""
        return [c for c in self.children if c.deprel in relations or c.deprel.partition(":")[0] in relations]

    def __repr__(self) -> str:
        return f"<{self.text} {self.upos} {self.deprel}<-{self.head.text if self.head else 'ROOT'}>"


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: offsets, its place in the document, and its tokens."""

    index: int
    begin: int
    end: int
    paragraph: int
    tokens: list[Token] = field(default_factory=list)

    @property
    def root(self) -> Token:
        """First token without a head."""
        return next(token for token in self.tokens if token.head is None)


@dataclass(slots=True, eq=False)
class Document:
    """A parsed article."""

    article: Article
    sentences: list[Sentence]
    tokens: list[Token]

    def slice(self, begin: int, end: int) -> str:
        """The text between two offsets."""
        return self.article.text[begin:end]


# --- mentions: what one extractor found at one place of the text ------------------------------------------------------


@dataclass(slots=True, eq=False)
class Mention:
    """Words that name something: tokens `first` to `last` (exclusive), offsets, syntactic head."""

    begin: int
    end: int
    first: int
    last: int
    head: Token


@dataclass(slots=True, eq=False)
class ActorMention(Mention):
    """A name or noun phrase for an actor; `name` is without title or article."""

    type: str
    name: str
    reference: str | None = None  # path of the reference actor it names, "actor/state/UA"
    country: str | None = None  # ISO 3166-1 alpha-2: whose it is
    position: tuple[int, int] | None = None  # offsets of the office ("président ukrainien")
    proper: bool = True  # a name, not a common noun ("des responsables")
    quantity: int | None = None


@dataclass(slots=True, eq=False)
class WeaponMention(Mention):
    """Words for a weapon; `concept` is an IRI of weapons.ttl, or None for a designation unknown to it."""

    name: str  # singular
    concept: str | None
    category: str  # IRI of the broader concept of weapons.ttl (the category itself when no kind is known)
    quantity: int | None = None
    origin: str | None = None  # ISO country code: where it is made or comes from
    anaphoric: bool = False  # "ces mines": means a weapon named before


@dataclass(slots=True, eq=False)
class PlaceMention(Mention):
    """Words for a place; what GeoNames knows of it is None when no entry is certain."""

    name: str
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None  # ISO code of the country it lies in (of itself, for a country)
    admin1: str | None = None  # name of the first-order division
    precision: str = "exact"  # exact, near, region, country


@dataclass(slots=True, eq=False)
class DateMention(Mention):
    """Words for a date: `value` is as fine as the text allows ("2024-11-19", "2024-11", "2024")."""

    value: str
    earliest: dt.date
    latest: dt.date
    basis: str  # explicit, relative, anchored
    until: dt.date | None = None
    ongoing: bool = False  # "depuis ...": from then on


# --- things: what mentions denote, after identity ---------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Actor:
    """An actor of the article; `shared` when its path is known beyond the article."""

    path: str
    type: str
    label: str
    shared: bool
    mentions: list[ActorMention]
    aliases: list[str] = field(default_factory=list)
    country: str | None = None
    part_of: str | None = None  # path of another actor
    positions: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Weapon:
    """A weapon of the article: a concept of weapons.ttl, or a new one below `broader`."""

    concept: str | None  # IRI
    path: str | None  # of the article's own concept, when `concept` is None
    broader: str  # IRI
    label: str
    mentions: list[WeaponMention]


@dataclass(slots=True, eq=False)
class Place:
    """A place of the article."""

    path: str
    label: str
    mentions: list[PlaceMention]

    @property
    def best(self) -> PlaceMention:
        """The mention that knows most about it."""
        return next((m for m in self.mentions if m.geonames), self.mentions[0])


Thing = Actor | Weapon | Place


@dataclass(slots=True, eq=False)
class Participation:
    """A filler in a role of an event and what the edge rests on."""

    role: str  # agent, recipient, target, weapon, weaponHit, place, about
    filler: Thing | Event
    begin: int  # of the words that fill it
    end: int
    basis: str = "grammar"  # grammar, coreference, inference
    confidence: float = 1.0
    quantity: int | None = None
    origin: str | None = None


@dataclass(slots=True, eq=False)
class Event:
    """A decision, action or statement; its path follows from the article and the trigger's offsets."""

    type: str
    trigger: Token
    begin: int  # of the trigger words
    end: int
    participations: list[Participation] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)  # further triggers of the same happening
    kind: str | None = None  # decision kind or speech act
    plover: str | None = None
    status: str = "actual"
    polarity: str = "positive"
    certainty: str = "certain"
    date: DateMention | None = None
    conditions: list[tuple[int, int]] = field(default_factory=list)
    purposes: list[tuple[int, int]] = field(default_factory=list)
    killed: int | None = None
    injured: int | None = None
    content: tuple[int, int] | None = None  # of a statement: the words told
    quotation: str | None = None  # direct, indirect

    def fillers(self, role: str) -> list[Thing | Event]:
        """What fills a role, each once, in the order found."""
        return list(dict.fromkeys(p.filler for p in self.participations if p.role == role))


@dataclass(slots=True, eq=False)
class Claim:
    """What a source says of an event."""

    source: Actor
    about: Event
    stance: str  # asserts, denies, doubts
    certainty: str
    begin: int  # of the words that attribute it
    end: int
    statement: Event | None = None
    killed: int | None = None
    injured: int | None = None


@dataclass(slots=True, eq=False)
class Reading:
    """All that was read out of one article: what becomes its graph."""

    document: Document
    actors: list[Actor]
    weapons: list[Weapon]
    places: list[Place]
    events: list[Event]
    claims: list[Claim]

    @property
    def article(self) -> Article:
        """The article that was read."""
        return self.document.article
