"""Stores of invented news, as large as asked for and the same each time, for the tests and benchmarks of the explorer.

Actors and weapons are those of the reference tables, a few of them in most of the news; places are invented.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path

from graphbuild.catalogue import load_catalogue
from graphbuild.extract.entities import Entity, load_reference
from graphbuild.graph import to_quads
from graphbuild.lexicon import Row, read_table
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
    Token,
    Weapon,
    WeaponMention,
)
from graphbuild.resources import find_ontology
from graphbuild.store import Store, open_store
from graphbuild.triples import Names
from tests.readings import RUN, Countries

SENTENCES = 20  # of an article
FIRST_DAY = dt.date(2022, 3, 1)
SYLLABLES = ("bor", "dal", "ev", "ka", "lo", "mir", "na", "ost", "pe", "ra", "sol", "tur", "vo", "zem")
SLOT = re.compile(r"\{(\w+)\}")
Thing = Actor | Weapon | Place


def make_store(nodes: int, seed: int = 1) -> Store:
    """A store in memory whose network has at least so many nodes, hardly more."""
    writer, store = Writer(random.Random(seed)), open_store()
    catalogue = load_catalogue(writer.reference, find_ontology("weapons.ttl"), Countries(), Names())
    seen: set[str] = set()
    number = 0
    while len(seen) < nodes:
        reading = writer.write(number, SENTENCES)
        store.add(to_quads(reading, RUN, catalogue))
        things = (*reading.actors, *reading.weapons, *reading.places)
        seen |= {str(getattr(thing, "concept", None) or thing.path) for thing in things}
        seen |= {f"{number}/{event.begin}" for event in reading.events}
        number += 1
    return store


class Writer:
    """Writes articles."""

    def __init__(self, chance: random.Random) -> None:
        """A writer who draws from chance."""
        self.chance = chance
        self.reference = load_reference()
        self.templates = read_table(
            Path(__file__).with_name("sentences.csv"), ("type", "act", "trigger", "status", "text")
        )
        entities = sorted(self.reference.entities.values(), key=lambda entity: (entity.type != "State", entity.path))
        self.actors = [entity for entity in entities if entity.name]
        chance.shuffle(self.actors)
        self.weapons = self._list_weapons()
        self.places = list(dict.fromkeys("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(1500)))

    def _list_weapons(self) -> list[tuple[str, str]]:
        """IRIs and French names of concepts of weapons.ttl."""
        catalogue = load_catalogue(self.reference, find_ontology("weapons.ttl"), Countries(), Names())
        found = []
        for iri, triples in sorted(catalogue.descriptions.items(), key=lambda item: item[0].value):
            names = [
                t.object.value
                for t in triples
                if t.predicate.value.endswith("#prefLabel") and t.object.language == "fr"
            ]
            found += [(iri.value, names[0])] if names else []
        return found

    def draw(self, things: list[Entity] | list[tuple[str, str]] | list[str]) -> object:
        """One of some things, the first ones far more often."""
        return things[min(len(things) - 1, int(self.chance.paretovariate(0.6)) - 1)]

    def write(self, number: int, sentences: int) -> Reading:
        """An article with what it tells."""
        page = Page(self, f"article-{number:04}")
        for _ in range(sentences):
            page.tell(self.chance.choice(self.templates))
        return page.finish(FIRST_DAY + dt.timedelta(days=self.chance.randrange(1000)))


class Page:
    """An article while it is written."""

    def __init__(self, writer: Writer, id: str) -> None:
        """An empty article."""
        self.writer, self.chance, self.id = writer, writer.chance, id
        self.text = ""
        self.document = Document(Article(id, ""), [], [])
        self.things: dict[str, Thing] = {}
        self.events: list[Event] = []
        self.claims: list[Claim] = []

    def tell(self, template: Row) -> None:
        """Write a sentence with its event; every fourth is told by a source."""
        sentence = Sentence(len(self.document.sentences), len(self.text), 0, 0)
        token = Token(sentence.index, len(self.text), 0, "", "", "X", {}, "dep", sentence)
        event = Event(template["type"], token, 0, 0, kind=template["act"] or None, status=template["status"])
        source = self._name("agent", "Selon ", ", ") if self.chance.random() < 0.25 else None
        for part, slot in zip(SLOT.split(template["text"])[::2], [*SLOT.findall(template["text"]), ""], strict=True):
            self.text += part
            self._fill(event, slot)
        event.begin = self.text.index(template["trigger"], sentence.begin)
        event.end = event.begin + len(template["trigger"])
        sentence.end = token.end = len(self.text)
        self.document.sentences.append(sentence)
        self.events.append(event)
        if source:
            self.claims.append(Claim(source[0], event, "asserts", "probable", sentence.begin, sentence.begin + 5))
        self.text += "\n" if self.chance.random() < 0.3 else " "

    def _fill(self, event: Event, slot: str) -> None:
        """Write a day, or what fills a role."""
        if slot == "day":
            day = FIRST_DAY + dt.timedelta(days=self.chance.randrange(1000))
            begin = len(self.text)
            self.text += day.isoformat()
            event.date = DateMention(begin, len(self.text), 0, 1, event.trigger, day.isoformat(), day, day, "explicit")
        elif slot:
            thing, begin, end = self._name(slot)
            confidence = round(self.chance.uniform(0.4, 1), 2)
            event.participations.append(Participation(slot, thing, begin, end, confidence=confidence))

    def _name(self, role: str, before: str = "", after: str = "") -> tuple[Thing, int, int]:
        """Write the name of something that can fill a role."""
        thing = {"weapon": self._find_weapon, "place": self._find_place}.get(role, self._find_actor)()
        begin = len(self.text) + len(before)
        end = begin + len(thing.label)
        self.text += before + thing.label + after
        thing.mentions.append(self._mention(thing, begin, end))
        return thing, begin, end

    def _mention(self, thing: Thing, begin: int, end: int) -> ActorMention | WeaponMention | PlaceMention:
        head = Token(0, begin, end, "", "", "X", {}, "dep", Sentence(0, 0, 0, 0))
        if isinstance(thing, Actor):
            return ActorMention(begin, end, 0, 1, head, type=thing.type, name=thing.label)
        if isinstance(thing, Weapon):
            return WeaponMention(
                begin, end, 0, 1, head, name=thing.label, concept=thing.concept, category=thing.broader
            )
        lat, long = (int(str(sum(map(ord, thing.label)) * factor)[-3:]) / 10 for factor in (7, 11))
        return PlaceMention(begin, end, 0, 1, head, name=thing.label, latitude=lat - 40, longitude=long, country="UA")

    def _find_actor(self) -> Actor:
        entity = self.writer.draw(self.writer.actors)
        return self.things.setdefault(entity.path, Actor(entity.path, entity.type, entity.name, True, []))

    def _find_weapon(self) -> Weapon:
        iri, name = self.writer.draw(self.writer.weapons)
        return self.things.setdefault(iri, Weapon(iri, None, iri, name, []))

    def _find_place(self) -> Place:
        name = self.writer.draw(self.writer.places)
        return self.things.setdefault(name, Place(f"place/{name.lower()}", name, []))

    def finish(self, day: dt.date) -> Reading:
        """The article with all that it tells."""
        article = Article(
            self.id, self.text, date=day, title=f"Nouvelles du {day}", source="https://example.org/" + self.id
        )
        document = Document(article, self.document.sentences, [])
        kinds = [
            [thing for thing in self.things.values() if isinstance(thing, kind)] for kind in (Actor, Weapon, Place)
        ]
        return Reading(document, *kinds, self.events, self.claims)
