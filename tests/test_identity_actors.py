"""Identity of actors: which mentions denote one actor, its path, judgements, pronouns."""

from pathlib import Path

import pytest

from graphbuild.errors import ResourceError
from graphbuild.extract.actor_lexicon import ActorLexicon, load_actor_lexicon
from graphbuild.extract.actors import find_actors
from graphbuild.extract.entities import Reference, load_reference
from graphbuild.identity.actors import link_actors
from graphbuild.identity.judgements import Judgements, load_judgements
from graphbuild.identity.pronouns import resolve_pronoun
from graphbuild.language import Pipeline, load_pipeline, parse
from graphbuild.records import Actor, Article, Document


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return load_actor_lexicon()


@pytest.fixture
def read(pipeline, lexicon, reference):
    def link(text: str, judgements: Judgements | None = None) -> tuple[Document, list[Actor]]:
        document = parse(pipeline, Article("a1", text))
        mentions = find_actors(document, lexicon, reference)
        return document, link_actors(mentions, document, reference, judgements or Judgements())

    return link


def find_paths(document: Document, actors: list[Actor], words: str) -> set[str]:
    """Paths of the actors that some words of the text stand for."""
    return {a.path for a in actors for m in a.mentions if document.slice(m.begin, m.end) == words}


SAME = [
    ("L'émissaire de l'ONU et de l'UE Oumar Konaté est arrivé.", "L'émissaire de l'ONU", "Oumar Konaté"),
    ("La police a arrêté un suspect, un Malien de 32 ans.", "un suspect", "un Malien"),
    ("Le parti au pouvoir, le Mouvement pour le progrès, a gagné.", "Le parti", "le Mouvement pour le progrès"),
    ("Le Hezbollah a tiré. L'organisation islamiste a revendiqué l'attaque.", "Le Hezbollah",
     "L'organisation islamiste"),
    ("Le directeur, M. Konaté, a parlé.", "Le directeur", "M. Konaté"),
    ("Oumar Konaté, un fermier, a fui.", "Oumar Konaté", "un fermier"),
    ("Son collègue Oumar Konaté a signé.", "Son collègue", "Oumar Konaté"),
    ("Le chauffeur présumé, Oumar Konaté, a été acquitté.", "Le chauffeur", "Oumar Konaté"),
    ("La directrice du centre de soins pour enfants, Awa Konaté, a parlé.", "La directrice du centre de soins",
     "Awa Konaté"),
    ("Le chef de la junte, le capitaine Oumar Konaté, a parlé.", "Le chef de la junte", "Oumar Konaté"),
    ("Le Britannique John Barrow a nié.", "Le Britannique", "John Barrow"),
    ("Oumar Konaté a été jugé hier. L'accusé a nié.", "Oumar Konaté", "L'accusé"),
    ("Le raid a tué 26 personnes. Ces 26 morts ont été identifiés.", "26 personnes", "Ces 26 morts"),
    ("Le Front du salut (FDS) a signé. Le FDS a fui.", "Le Front du salut", "Le FDS"),
    ("Moscou a averti l'Europe. La Russie attend une réponse.", "Moscou", "La Russie"),
    ("Oumar Konaté a parlé. Puis Konaté a quitté la salle.", "Oumar Konaté", "Konaté"),
    ("Konaté a parlé. La salle a applaudi Oumar Konaté.", "Konaté", "Oumar Konaté"),
    ("Park Dae-jun a accepté. M. Park signera jeudi.", "Park Dae-jun", "M. Park"),
    ("Les Forces du renouveau (FDR) ont signé. Les FDR ont fui.", "Les Forces du renouveau", "Les FDR"),
    ("L'armée russe avance. Les troupes russes ont pris un village.", "L'armée russe", "Les troupes russes"),
    ("Le président malien Oumar Konaté a signé. Le président malien a souri.", "Oumar Konaté", "Le président malien"),
    ("Le général Moussa Traoré a parlé. Le général a promis la paix.", "Moussa Traoré", "Le général"),
    ("Oumar Konaté a signé. Le chef de l'État a ensuite parlé.", "Oumar Konaté", "Le chef de l'État"),
    ("Des responsables américains ont parlé. Les responsables ont confirmé.", "Des responsables américains",
     "Les responsables"),
    ("La milice Kombo a attaqué. Cette milice est armée.", "La milice Kombo", "Cette milice"),
    ("Le groupe Wagner a recruté. Le groupe a nié.", "Le groupe Wagner", "Le groupe"),
    ("Le ministère malien de la Défense a nié. Ce ministère a promis une enquête.", "Le ministère malien de la Défense",
     "Ce ministère"),
]


@pytest.mark.parametrize(("text", "one", "other"), SAME)
def test_one_actor(read, text, one, other):
    document, actors = read(text)
    paths = find_paths(document, actors, one)
    assert len(paths) == 1
    assert find_paths(document, actors, other) == paths


DIFFERENT = [
    ("Des diplomates ont quitté la salle. Un diplomate est resté.", "Des diplomates", "Un diplomate"),
    ("Un médecin a parlé. Des médecins attendent encore.", "Un médecin", "Des médecins"),
    ("Le ministre et le président Macron se sont vus.", "Le ministre", "Macron"),
    ("L'ONU, la Croix-Rouge et le syndicat ont signé.", "L'ONU", "la Croix-Rouge"),
    ("Oumar Konaté, un passant et deux enfants ont fui.", "Oumar Konaté", "un passant"),
    ("Le raid a tué trois personnes. Trois morts ont été trouvés ailleurs.", "trois personnes", "Trois morts"),
    ("Oumar Konaté a été jugé. La foule a applaudi.", "Oumar Konaté", "La foule"),
    ("Awa Konaté a parlé. Le fermier a nié.", "Awa Konaté", "Le fermier"),
    ("Oumar Konaté a parlé. Salif Konaté a répondu.", "Oumar Konaté", "Salif Konaté"),
    ("L'armée russe avance. L'armée ukrainienne recule.", "L'armée russe", "L'armée ukrainienne"),
    ("Cinq civils ont été tués. Dix civils ont été blessés.", "Cinq civils", "Dix civils"),
    ("L'armée de l'air a frappé. L'armée a tiré.", "L'armée de l'air", "L'armée"),
    ("Le ministre Oumar Konaté a parlé. Le juge Salif Diarra a répondu.", "Oumar Konaté", "Salif Diarra"),
    ("Le président russe a parlé. Le président malien a répondu.", "Le président russe", "Le président malien"),
    ("Des responsables américains ont parlé. Des responsables maliens ont nié.", "Des responsables américains",
     "Des responsables maliens"),
]


@pytest.mark.parametrize(("text", "one", "other"), DIFFERENT)
def test_two_actors(read, text, one, other):
    document, actors = read(text)
    paths = find_paths(document, actors, one), find_paths(document, actors, other)
    assert all(paths)
    assert not paths[0] & paths[1]


@pytest.mark.parametrize(
    ("text", "path", "shared"),
    [
        ("Moscou a averti Paris.", "actor/state/RU", True),
        ("Oumar Konaté a parlé.", "actor/person/oumar-konate", True),
        ("M. Konaté a parlé.", "article/a1/actor/konate", False),
        ("Des manifestants ont crié.", "article/a1/actor/manifestants", False),
        ("L'ambassade de Russie a protesté.", "actor/governmentbody/ru-ambassade-de-russie", True),
        ("La milice Kombo a attaqué.", "actor/armedgroup/milice-kombo", True),
    ],
)
def test_path(read, text, path, shared):
    _, actors = read(text)
    assert (path, shared) in {(actor.path, actor.shared) for actor in actors}


def test_paths_of_the_article_are_unique(read):
    _, actors = read("Cinq civils ont été tués. Dix civils ont été blessés.")
    assert [actor.path for actor in actors] == ["article/a1/actor/civils", "article/a1/actor/civils-2"]


def test_unnamed_holder_of_an_office_is_one_of_the_unnamed_people(read):
    _, actors = read("Le juge a ordonné la saisie.")
    assert [(actor.type, actor.label) for actor in actors] == [("Group", "juge")]


def test_actor_has_label_aliases_country_and_positions(read):
    document, actors = read("Le président malien Oumar Konaté a signé. Konaté a souri.")
    actor = next(actor for actor in actors if actor.type == "Person")
    words = [document.slice(*position) for position in actor.positions]
    assert (actor.label, actor.aliases) == ("Oumar Konaté", ["Konaté"])
    assert (actor.country, words) == ("ML", ["président malien"])


# --- judgements -------------------------------------------------------------------------------------------------------


def write_judgements(folder: Path, *rows: str) -> Path:
    path = folder / "judgements.csv"
    path.write_text("\n".join(["left,relation,right,reason", *rows]) + "\n", encoding="utf-8")
    return path


def test_same_merges_two_actors(read, tmp_path):
    path = write_judgements(tmp_path, "actor/person/oumar-konate,same,actor/person/salif-diarra,one man with two names")
    _, actors = read("Oumar Konaté a parlé. Salif Diarra a répondu.", load_judgements(path))
    assert [(a.path, a.aliases) for a in actors] == [("actor/person/oumar-konate", ["Salif Diarra"])]


def test_not_same_gives_the_article_its_own_actor(read, tmp_path):
    path = write_judgements(tmp_path, "article/a1/actor/konate,not same,actor/person/oumar-konate,a namesake")
    _, actors = read("Oumar Konaté a parlé.", load_judgements(path))
    assert [(actor.path, actor.shared) for actor in actors] == [("article/a1/actor/konate", False)]


def test_not_same_leaves_other_articles_alone(read, tmp_path):
    path = write_judgements(tmp_path, "article/b2/actor/konate,not same,actor/person/oumar-konate,a namesake")
    _, actors = read("Oumar Konaté a parlé.", load_judgements(path))
    assert [actor.path for actor in actors] == ["actor/person/oumar-konate"]


def test_chain_of_same_ends_at_the_path_that_is_kept(tmp_path):
    path = write_judgements(tmp_path, "actor/a,same,actor/b,r", "actor/b,same,actor/c,r")
    assert load_judgements(path).same == {"actor/b": "actor/a", "actor/c": "actor/a"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["actor/a,like,actor/b,r"], "write `same` or `not same`"),
        (["actor/a,same,actor/b,"], "reason is missing"),
        (["actor/a,same,,r"], "path or the reason is missing"),
        (["actor/a,same,actor/b,r", "actor/b,not same,actor/a,r"], "keep one row"),
    ],
)
def test_bad_judgements_are_refused(tmp_path, rows, message):
    with pytest.raises(ResourceError, match=message):
        load_judgements(write_judgements(tmp_path, *rows))


# --- pronouns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pronoun", "label"),
    [
        ("Oumar Konaté a signé. Il a ensuite quitté la salle.", "Il", "Oumar Konaté"),
        ("Aminata Diarra a salué Oumar Konaté. Elle a parlé.", "Elle", "Aminata Diarra"),
        ("Aminata Diarra a salué Oumar Konaté. Il a parlé.", "Il", "Oumar Konaté"),
        ("Les rebelles ont attaqué l'armée. Ils ont fui.", "Ils", "rebelles"),
        ("Oumar Konaté a réuni son gouvernement.", "son", "Oumar Konaté"),
        ("Les rebelles ont perdu leur chef.", "leur", "rebelles"),
        # not certain, or no actor at all
        ("Il pleut sur la ville.", "Il", None),
        ("Oumar Konaté a signé. Ils ont crié.", "Ils", None),
        ("Aminata Diarra a parlé. Il a ri.", "Il", None),
        ("Oumar Konaté a parlé de notre ville.", "notre", None),
    ],
)
def test_pronoun(read, text, pronoun, label):
    document, actors = read(text)
    token = next(token for token in document.tokens if token.text == pronoun)
    found = resolve_pronoun(token, actors, document)
    assert (found.label if found else None) == label
