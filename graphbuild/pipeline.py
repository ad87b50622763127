"""The main path: an article is parsed, mentions are found and identified, events are read, triples are stored."""

import dataclasses
import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graphbuild import __version__
from graphbuild.catalogue import Catalogue, load_catalogue
from graphbuild.errors import GraphbuildError
from graphbuild.extract.actor_lexicon import ActorLexicon, load_actor_lexicon
from graphbuild.extract.actors import find_actors
from graphbuild.extract.dates import find_dateline, find_dates
from graphbuild.extract.entities import Reference, load_reference
from graphbuild.extract.events import EventLexicon, find_events, load_event_lexicon, load_models
from graphbuild.extract.grammar import Grammar, load_grammar
from graphbuild.extract.model import Model
from graphbuild.extract.place_lexicon import PlaceLexicon, load_place_lexicon
from graphbuild.extract.places import find_places
from graphbuild.extract.things import Things
from graphbuild.extract.weapon_table import WeaponTable, load_weapons
from graphbuild.extract.weapons import find_weapons
from graphbuild.gazetteer import Gazetteer, open_gazetteer
from graphbuild.graph import to_quads
from graphbuild.identity.actors import link_actors
from graphbuild.identity.events import link_events
from graphbuild.identity.judgements import Judgements, load_judgements
from graphbuild.identity.places import link_places
from graphbuild.identity.pronouns import resolve_pronoun
from graphbuild.identity.weapons import link_weapons
from graphbuild.language import Pipeline, load_pipeline, parse
from graphbuild.records import Actor, Article, DateMention, Document, Place, Reading, Token, Weapon
from graphbuild.resources import find_language, find_ontology
from graphbuild.store import Store
from graphbuild.triples import Run

LOG = logging.getLogger(__name__)
NEVER_PLACES = frozenset({"Person", "MediaOutlet", "ArmedGroup"})  # no place is named inside such a name

State = Literal["added", "unchanged", "replaced", "failed"]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is loaded once and passed in: the trained pipeline, the word tables, the places, the actors."""

    pipeline: Pipeline
    grammar: Grammar
    actors: ActorLexicon
    reference: Reference
    weapons: WeaponTable
    gazetteer: Gazetteer
    places: PlaceLexicon
    events: EventLexicon
    models: Mapping[str, Model]
    judgements: Judgements
    tables: str  # SHA-256 over ontology, word tables, models and judgements


@dataclass(frozen=True, slots=True)
class Findings:
    """What an article names, and where."""

    actors: list[Actor]
    weapons: list[Weapon]
    places: list[Place]
    dates: list[DateMention]
    things: Things


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: `failed` with a line that says why, else how many events it tells of."""

    article_id: str
    state: State
    message: str = ""
    events: int = 0


def load_knowledge(
    language: str = "fr",
    pipeline: str | None = None,
    judgements: Path | None = None,
    models: Mapping[str, Model] | None = None,
) -> Knowledge:
    """Knowledge for one language; `pipeline` names another spaCy pipeline, `judgements` a file of decisions by hand.

    `models` stands in for the trained models that come along.
    """
    gazetteer = open_gazetteer()
    return Knowledge(
        pipeline=load_pipeline(language, pipeline),
        grammar=load_grammar(language),
        actors=load_actor_lexicon(),
        reference=load_reference(),
        weapons=load_weapons(),
        gazetteer=gazetteer,
        places=load_place_lexicon(gazetteer, language),
        events=load_event_lexicon(language),
        models=load_models(language) if models is None else models,
        judgements=load_judgements(judgements) if judgements else Judgements(),
        tables=hash_tables(language, judgements),
    )


def hash_tables(language: str, judgements: Path | None = None) -> str:
    """SHA-256 over the names and bytes of ontology, word tables, models and judgements."""
    folders = (find_ontology(), find_language(language))
    known = [path for folder in folders for path in sorted(folder.rglob("*"))]
    files = [path for path in known if path.suffix in (".ttl", ".csv") or path.match("models/*.json")]
    digest = hashlib.sha256()
    for path in [*files, *([judgements] if judgements else [])]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def build(
    articles: Iterable[Article], store: Store, knowledge: Knowledge, *, replace: bool = False
) -> Iterator[Outcome]:
    """Reads articles into a store, one outcome each; an article that fails leaves the others and the store unharmed."""
    run = describe_run(knowledge)
    catalogue = load_catalogue(knowledge.reference, find_ontology("weapons.ttl"), knowledge.gazetteer, store.names)
    for article in articles:
        try:
            yield _build_article(date_article(article), store, knowledge, run, catalogue, replace=replace)
        except GraphbuildError as error:
            yield Outcome(article.id, "failed", str(error))
        except Exception as error:  # one article that trips over a fault of ours must not cost the others
            LOG.debug("article %r", article.id, exc_info=True)
            told = f"{type(error).__name__}: {error}: a fault of graphbuild, please report it"
            yield Outcome(article.id, "failed", told)


def _build_article(
    article: Article, store: Store, knowledge: Knowledge, run: Run, catalogue: Catalogue, *, replace: bool
) -> Outcome:
    if store.find_state(article, run) == "unchanged":
        return Outcome(article.id, "unchanged")
    reading = read_article(article, knowledge)
    state = store.add(to_quads(reading, run, catalogue), replace=replace)
    return Outcome(article.id, state, events=len(reading.events))


def date_article(article: Article) -> Article:
    """The article with the date of its dateline, where none was given."""
    if article.date is not None:
        return article
    return dataclasses.replace(article, date=find_dateline(Document(article, [], [])))


def describe_run(knowledge: Knowledge) -> Run:
    """What reads the articles, for provenance."""
    pipeline = knowledge.pipeline
    return Run(f"graphbuild {__version__}", f"{pipeline.name} {pipeline.version}", pipeline.sha256, knowledge.tables)


def read_article(article: Article, knowledge: Knowledge) -> Reading:
    """All that is read out of one article."""
    return read_document(parse(knowledge.pipeline, article), knowledge)


def read_document(document: Document, knowledge: Knowledge) -> Reading:
    """All that is read out of a parsed article."""
    findings = find_things(document, knowledge)
    found = find_events(document, findings.things, findings.dates, knowledge.events, knowledge.models)
    events, claims = link_events(*found, knowledge.events.is_casualty, knowledge.grammar.has_echo)
    return Reading(document, findings.actors, findings.weapons, findings.places, events, claims)


def find_things(document: Document, knowledge: Knowledge) -> Findings:
    """The actors, weapons, places and dates of a document."""
    demonyms = knowledge.reference.demonyms
    named = find_actors(document, knowledge.actors, knowledge.reference)
    arms = find_weapons(document, knowledge.weapons, demonyms)
    names = [*arms, *(mention for mention in named if mention.type in NEVER_PLACES)]
    sites = find_places(document, knowledge.gazetteer, knowledge.places, names)
    actors = link_actors(named, document, knowledge.reference, knowledge.judgements)
    weapons, places = link_weapons(arms, document), link_places(sites, document)

    def resolve(token: Token) -> Actor | None:
        return resolve_pronoun(token, actors, document)

    things = Things([*actors, *weapons, *places], resolve, knowledge.grammar, demonyms)
    return Findings(actors, weapons, places, find_dates(document), things)
