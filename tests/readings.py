"""Readings made by hand for the tests of graph, store and export."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from graphbuild.catalogue import Catalogue, load_catalogue
from graphbuild.extract.entities import Entity, Reference
from graphbuild.gazetteer import Entry
from graphbuild.graph import to_quads
from graphbuild.records import (
    Actor,
    ActorMention,
    Article,
    Claim,
    DateMention,
    Document,
    Event,
    Participation,
    Place,
    PlaceMention,
    Reading,
    Sentence,
    Thing,
    Token,
    Weapon,
    WeaponMention,
)
from graphbuild.triples import ArticleQuads, Names, Run

WEAPON = "https://w3id.org/conflictgraph/weapon/"
RUN = Run("graphbuild 0.0", "fr 1.0", "abc", "def")
TEXT = (
    "Le ministre Paul Ravel a autorisé mardi la livraison de vingt missiles Hache à l'Ukraine, "
    "à condition que Kiev ne les tire pas sur Odessa. "
    "Selon l'agence Presse du Nord, l'armée a démenti la frappe. Trois soldats auraient été tués."
)


class Countries:
    """A gazetteer of one country."""

    def find_country(self, code: str) -> Entry | None:
        return Entry(690791, "country", "Ukraine", 49.0, 32.5, "UA", None, 40_000_000) if code == "UA" else None

    def list_countries(self, language: str) -> dict[str, str]:
        return {"UA": {"fr": "Ukraine", "en": "Ukraine"}[language]}


def make_catalogue() -> Catalogue:
    """Tables of two states, one ministry and four weapons."""
    rows = [
        Entity("actor/state/UA", "State", "Ukraine", "Ukraine", ("Kiev",), "UA", None, None),
        Entity("actor/state/FR", "State", "France", "France", ("Paris",), "FR", None, "Q142"),
        Entity("actor/body/ua-navy", "ArmedForce", "marine ukrainienne", "", (), "UA", "actor/body/ua-army", None),
        Entity("actor/body/ua-army", "ArmedForce", "armée ukrainienne", "", (), "UA", None, None),
    ]
    states = {"UA": "actor/state/UA", "FR": "actor/state/FR"}
    reference = Reference({row.path: row for row in rows}, {}, states=states)
    return load_catalogue(reference, Path(__file__).parent / "data" / "graph" / "weapons.ttl", Countries(), Names())


def parse(article: Article) -> Document:
    """The article cut at full stops and spaces."""
    document = Document(article, [], [])
    for index, match in enumerate(re.finditer(r"\S[^.]*\.?", article.text)):
        sentence = Sentence(index, match.start(), match.end(), 0)
        for word in re.finditer(r"\w+", match.group()):
            at = match.start() + word.start()
            token = Token(len(document.tokens), at, at + len(word.group()), word.group(), "", "X", {}, "dep", sentence)
            sentence.tokens.append(token)
            document.tokens.append(token)
        document.sentences.append(sentence)
    return document


class Reader:
    """Makes things of an article out of its words."""

    def __init__(self, article: Article) -> None:
        self.document = parse(article)
        self.path = article.path

    def span(self, words: str) -> tuple[int, int]:
        begin = self.document.article.text.index(words)
        return begin, begin + len(words)

    def base(self, words: str) -> tuple[int, int, int, int, Token]:
        begin, end = self.span(words)
        token = next(token for token in self.document.tokens if token.end > begin)
        return begin, end, token.index, token.index + 1, token

    def actor(self, path: str, kind: str, label: str, *words: str, country: str | None = None, **more: object) -> Actor:
        mentions = [ActorMention(*self.base(w), type=kind, name=w) for w in words]
        return Actor(path, kind, label, not path.startswith("article/"), mentions, country=country, **more)

    def weapon(self, concept: str | None, label: str, words: str, broader: str) -> Weapon:
        mentions = [WeaponMention(*self.base(words), name=label, concept=concept, category=broader)]
        return Weapon(concept, None if concept else f"{self.path}/weapon/1", broader, label, mentions)

    def place(self, path: str, words: str, label: str | None = None, **known: object) -> Place:
        return Place(path, label or words, [PlaceMention(*self.base(words), name=words, **known)])

    def event(self, name: str, words: str, **more: object) -> Event:
        begin, end, _, _, token = self.base(words)
        return Event(name, token, begin, end, **more)

    def role(self, role: str, filler: Thing | Event, words: str, **more: object) -> Participation:
        return Participation(role, filler, *self.span(words), **more)


def make_reading(article_id: str = "a1", text: str = TEXT, **more: object) -> Reading:
    """An article with all that an article can have."""
    source = "https://example.org/1"
    article = Article(article_id, text, date=dt.date(2024, 3, 6), title="Livraison", source=source, **more)
    read = Reader(article)
    minister = read.actor("actor/person/paul-ravel", "Person", "Paul Ravel", "Paul Ravel", country="FR",
                          aliases=["Ravel"], positions=[read.span("ministre")])
    ukraine = read.actor("actor/state/UA", "State", "Ukraine", "Ukraine", "Kiev")
    agency = read.actor("actor/mediaoutlet/presse-du-nord", "MediaOutlet", "Presse du Nord", "Presse du Nord")
    army = read.actor(f"{article.path}/actor/armee", "ArmedForce", "armée", "armée", country="UA", part_of=ukraine.path)
    missile = read.weapon(None, "missile Hache", "missiles Hache", WEAPON + "missile")
    odessa = read.place("place/geonames/698740", "Odessa", geonames=698740, latitude=46.47747, longitude=30.73262,
                        country="UA", admin1="Odeska oblast", precision="near")
    date = DateMention(*read.base("mardi"), "2024-03-05", dt.date(2024, 3, 5), dt.date(2024, 3, 5), "relative")
    transfer = read.event("ArmsTransfer", "livraison", status="intended", plover="AID", participations=[
        read.role("recipient", ukraine, "Ukraine"),
        read.role("weapon", missile, "missiles Hache", quantity=20, origin="FR"),
    ])
    decision = read.event("PolicyDecision", "autorisé", kind="authorise", date=date,
                          conditions=[read.span("à condition que Kiev ne les tire pas sur Odessa")],
                          participations=[
                              read.role("agent", minister, "Paul Ravel"),
                              read.role("about", transfer, "livraison", basis="inference", confidence=0.75),
                          ])
    strike = read.event("ArmedAction", "frappe", status="denied", polarity="negative",
                        participations=[read.role("place", odessa, "Odessa")])
    denial = read.event("Statement", "démenti", kind="deny", content=read.span("la frappe"), quotation="indirect",
                        participations=[read.role("agent", army, "armée"), read.role("about", strike, "frappe")])
    death = read.event("ArmedAction", "tués", certainty="possible", killed=3)
    claim = Claim(agency, strike, "denies", "certain", *read.span("Selon"), statement=denial, killed=0)
    return Reading(read.document, [minister, ukraine, agency, army], [missile], [odessa],
                   [transfer, decision, strike, denial, death], [claim])


def make_quads(reading: Reading | None = None, run: Run = RUN) -> ArticleQuads:
    """The quads of a reading."""
    return to_quads(reading or make_reading(), run, make_catalogue())


if __name__ == "__main__":  # writes the golden graph again, to be read before it is kept
    from graphbuild.store import open_store

    store = open_store()
    store.add(make_quads())
    (Path(__file__).parent / "golden" / "article.nq").write_bytes(store.to_nquads())
