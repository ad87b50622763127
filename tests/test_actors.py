"""Mentions of actors: which words name an actor, of which class, and which don't."""

import pytest

from graphbuild.extract.actor_lexicon import ActorLexicon, load_actor_lexicon
from graphbuild.extract.actors import find_actors
from graphbuild.extract.entities import Reference, load_reference
from graphbuild.language import Pipeline, load_pipeline, parse
from graphbuild.records import ActorMention, Article


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
def find(pipeline, lexicon, reference):
    def search(text: str) -> list[ActorMention]:
        return find_actors(parse(pipeline, Article("x", text)), lexicon, reference)

    return search


def to_pairs(mentions: list[ActorMention], text: str) -> set[tuple[str, str]]:
    return {(mention.type, text[mention.begin : mention.end]) for mention in mentions}


FOUND = [
    # capitals and seats as powers
    ("Kiev a promis de ne pas utiliser ces mines en zone habitée.", "State", "Kiev"),
    ("Washington fournira des mines à Kiev.", "State", "Kiev"),
    ("Les pourparlers entre Moscou et Kiev ont échoué.", "State", "Kiev"),
    ("Selon Moscou, deux drones ont été abattus.", "State", "Moscou"),
    ("Le texte est soutenu par Paris, Berlin et Londres.", "State", "Londres"),
    ("Le Kremlin a rejeté cette idée.", "GovernmentBody", "Le Kremlin"),
    ("La Maison Blanche a confirmé la livraison.", "GovernmentBody", "La Maison Blanche"),
    # countries as powers
    ("L'Ukraine a demandé des missiles.", "State", "L'Ukraine"),
    ("La France livrera des canons à l'Ukraine.", "State", "l'Ukraine"),
    ("L'agression de la Russie a été condamnée.", "State", "la Russie"),
    ("Ils ont accusé l'Iran de mensonge.", "State", "l'Iran"),
    ("Les Russes ont miné le pont.", "State", "Les Russes"),
    # a body that ends in an office takes in the officer's name
    ("Le cabinet du ministre italien de la Défense Guido Ferri n'a rien dit.", "GovernmentBody",
     "Le cabinet du ministre italien de la Défense Guido Ferri"),
    ("Le bureau du président ukrainien Petro Porochenko a démenti.", "GovernmentBody",
     "Le bureau du président ukrainien Petro Porochenko"),
    ("Le gouvernement de la Première ministre Anna Lind a démenti.", "GovernmentBody",
     "Le gouvernement de la Première ministre Anna Lind"),
    # persons, with a title and without
    ("Le secrétaire d'État Antony Blinken a salué cette décision.", "Person", "Antony Blinken"),
    ("Le général Moussa Traoré commande la place.", "Person", "Moussa Traoré"),
    ("M. Dupuis a démissionné.", "Person", "M. Dupuis"),
    ("MM. Dupuis et Ferrand ont démissionné.", "Person", "Ferrand"),
    ("La ministre allemande de la Défense, Greta Sommer, a refusé.", "Person", "Greta Sommer"),
    ("Viktor Zabolotny, gouverneur de la région, a ordonné l'évacuation.", "Person", "Viktor Zabolotny"),
    ("Iyad Ag Hamma a revendiqué l'attaque.", "Person", "Iyad Ag Hamma"),
    ("Karim al-Hadidi a été arrêté mardi.", "Person", "Karim al-Hadidi"),
    ("L'accord a été signé par Jean-Paul Martinet.", "Person", "Jean-Paul Martinet"),
    ("Oumar Konaté a parlé. Puis Konaté a quitté la salle.", "Person", "Konaté"),
    ("Colette, 84 ans, a vu passer les chars.", "Person", "Colette"),
    # bodies of a state
    ("Le ministère malien de la Défense a démenti.", "GovernmentBody", "Le ministère malien de la Défense"),
    ("Le parquet a ouvert une enquête.", "GovernmentBody", "Le parquet"),
    ("La Cour suprême a annulé le décret.", "GovernmentBody", "La Cour suprême"),
    ("Le gouvernement malien a rompu l'accord.", "GovernmentBody", "Le gouvernement malien"),
    ("La junte a suspendu les partis.", "GovernmentBody", "La junte"),
    ("La police a dispersé la foule.", "GovernmentBody", "La police"),
    ("Le Parlement finlandais a voté la loi.", "GovernmentBody", "Le Parlement finlandais"),
    ("Les autorités ont fermé la route.", "GovernmentBody", "Les autorités"),
    # armed forces
    ("L'armée russe a pris deux villages.", "ArmedForce", "L'armée russe"),
    ("Les troupes russes ont avancé.", "ArmedForce", "Les troupes russes"),
    ("Les soldats français ont quitté la base.", "ArmedForce", "Les soldats français"),
    ("L'armée de l'air a frappé un dépôt.", "ArmedForce", "L'armée de l'air"),
    ("Tsahal a bombardé le camp.", "ArmedForce", "Tsahal"),
    ("La marine italienne a saisi le navire.", "ArmedForce", "La marine italienne"),
    ("Le 3e régiment a quitté la caserne.", "ArmedForce", "Le 3e régiment"),
    # armed groups
    ("Les rebelles ont attaqué un poste.", "ArmedGroup", "Les rebelles"),
    ("Des djihadistes ont enlevé un prêtre.", "ArmedGroup", "Des djihadistes"),
    ("Le groupe Wagner a recruté des détenus.", "ArmedGroup", "Le groupe Wagner"),
    ("La milice Kombo a incendié le marché.", "ArmedGroup", "La milice Kombo"),
    ("Le M23 a pris la ville.", "ArmedGroup", "Le M23"),
    ("Les Forces du renouveau ont signé la trêve.", "ArmedGroup", "Les Forces du renouveau"),
    # organisations and media
    ("L'ONU a condamné les frappes.", "Organization", "L'ONU"),
    ("Le syndicat a appelé à la grève.", "Organization", "Le syndicat"),
    ("Le Conseil de sécurité a adopté une résolution.", "Organization", "Le Conseil de sécurité"),
    ("L'association Terre et Paix a déposé une plainte.", "Organization", "L'association Terre"),
    ("L'agence Reuters a publié les photos.", "MediaOutlet", "L'agence Reuters"),
    ("La presse américaine a révélé le projet.", "MediaOutlet", "La presse américaine"),
    # names that no table has
    ("Le FDRS a démenti cette version.", "Organization", "Le FDRS"),
    ("Un élu du PDRS a été arrêté.", "Organization", "PDRS"),
    ("Les rebelles du MPLK ont fui.", "ArmedGroup", "MPLK"),
    ("Le Front patriotique pour le salut a pris la ville.", "ArmedGroup", "Le Front patriotique pour le salut"),
    ("L'Alliance pour la paix et le progrès a signé.", "Organization", "L'Alliance pour la paix et le progrès"),
    ("Juristes pour la paix a déposé une plainte.", "Organization", "Juristes pour la paix"),
    ("Secours Sahel condamne ces attaques.", "Organization", "Secours Sahel"),
    ("Selon Justice Watch, deux villages ont brûlé.", "Organization", "Justice Watch"),
    ("Le Kombo Times a publié les photos.", "MediaOutlet", "Le Kombo Times"),
    ("Selon le média local Kombo Info, le pont est coupé.", "MediaOutlet", "le média local Kombo Info"),
    ("Le Mouvement pour le progrès a remporté le scrutin.", "Organization", "Le Mouvement pour le progrès"),
    ("Le Mouvement pour la libération du Sud a attaqué.", "ArmedGroup", "Le Mouvement pour la libération du Sud"),
    ("La 3e compagnie a quitté le fort.", "ArmedForce", "La 3e compagnie"),
    ("Le 36e front a revendiqué le tir.", "ArmedGroup", "Le 36e front"),
    ("Le général commandait la garnison de cette ville.", "ArmedForce", "la garnison"),
    ("La chaîne Geo TV a diffusé les images.", "MediaOutlet", "La chaîne Geo TV"),
    ("L'administration Obama a nié.", "GovernmentBody", "L'administration Obama"),
    ("Le ministre Thierry Breton a refusé.", "Person", "Thierry Breton"),
    ("Le maire d'Istanbul Ekrem Imamoglu a été arrêté.", "Person", "Ekrem Imamoglu"),
    # unnamed people
    ("Des responsables américains ont confirmé la livraison.", "Group", "Des responsables américains"),
    ("Un responsable a parlé de pertes.", "Group", "Un responsable"),
    ("Douze civils ont été tués.", "Group", "Douze civils"),
    ("Des manifestants ont brûlé des pneus.", "Group", "Des manifestants"),
    ("Une vingtaine de personnes ont été blessées.", "Group", "Une vingtaine de personnes"),
    ("Vingt et un passagers ont péri.", "Group", "Vingt et un passagers"),
    ("Quatre Français ont péri.", "Group", "Quatre Français"),
    ("Deux soldats ont été tués.", "Group", "Deux soldats"),
    ("Des habitants ont fui.", "Group", "Des habitants"),
    ("Les Touareg ont quitté la table.", "Group", "Les Touareg"),
    ("Des orpailleurs ont été enlevés.", "Group", "Des orpailleurs"),
    ("Le harcèlement des lycéennes a cessé.", "Group", "lycéennes"),
    ("Le syndicat parle d'après une source hospitalière.", "Group", "une source hospitalière"),
    ("Au moins vingt personnes ont péri et trente autres ont été blessées.", "Group", "trente autres"),
    ("Plus de cent États ont signé le traité.", "Group", "cent États"),
    ("Un homme de 29 ans a été arrêté.", "Group", "Un homme de 29 ans"),
    ("Le raid a fait douze morts.", "Group", "douze morts"),
    ("Un tireur a ouvert le feu.", "Group", "Un tireur"),
    ("Les chefs d'état-major de la région se sont réunis.", "Group", "Les chefs d'état-major de la région"),
    # peoples and powers
    ("Américains et Britanniques ont bombardé le port.", "State", "Britanniques"),
    ("La pression sur Moscou ne suffit pas.", "State", "Moscou"),
    ("La résolution exige de Damas une réponse.", "State", "Damas"),
]


@pytest.mark.parametrize(("text", "type_", "words"), FOUND)
def test_actor_is_found(find, text, type_, words):
    assert (type_, words) in to_pairs(find(text), text)


NOT_FOUND = [
    # places, not powers
    ("Des explosions ont retenti à Kiev dans la nuit.", "Kiev"),
    ("Une roquette est tombée près de Bamako.", "Bamako"),
    ("Les combats se poursuivent en Ukraine.", "Ukraine"),
    ("Un convoi est entré au Mali.", "Mali"),
    ("KIEV, 3 mars - Le sommet a commencé.", "KIEV"),
    ("La route vers Moscou est coupée.", "Moscou"),
    ("Les drones ont frappé Kiev.", "Kiev"),
    ("Il vit dans le nord de la Russie.", "Russie"),
    ("Le Washington Monument a rouvert.", "Washington"),
    ("A Bucarest, le ministère a signalé un drone.", "Bucarest"),
    ("Bamako à sec", "Bamako"),
    # numbers of dead and injured in a list
    ("Bilan : six morts, trente blessés.", "morts"),
    ("Bilan : six morts, trente blessés.", "blessés"),
    ("Ils ont trouvé la mort.", "la mort"),
    ("Le nombre de morts augmente.", "Le nombre de morts"),
    ("Aucun soldat n'a été blessé.", "soldat"),
    ("Quel ministre a signé ?", "ministre"),
    ("« Personne, pas même lui, n'a osé. »", "Personne"),
    ("Il a voyagé dans neuf pays.", "neuf pays"),
    ("Les putschistes ont pris le pouvoir.", "le pouvoir"),
    ("Des églises ont brûlé.", "églises"),
    ("Il a écrit un livre sur la guerre du Vietnam.", "Vietnam"),
    ("Le porte-avions Charles-de-Gaulle a quitté Toulon.", "Gaulle"),
    ("Un hélicoptère Black Hawk a été abattu.", "Black Hawk"),
    # capitals that name no actor
    ("Un système GPS a été brouillé.", "GPS"),
    ("Le PIB du pays recule.", "PIB"),
    ("ALERTE ROUGE AU PORT", "PORT"),
    # names that are no person's
    ("Il habite rue Victor Hugo.", "Victor Hugo"),
    ("Le porte-avions Charles Martin a quitté le port.", "Charles Martin"),
    ("Un incendie ravage la ville de San Roque.", "San Roque"),
    ("Il est né à Villa Hermosa.", "Villa Hermosa"),
    # titles and nouns that mean no actor
    ("Elle est candidate.", "candidate"),
    ("Il a porté une chemise civile.", "civile"),
    ("Il a pris sa retraite.", "retraite"),
    ("Personne n'a répondu.", "Personne"),
    ("Au cours de la nuit, il a neigé.", "cours"),
    ("La situation est dans un bon état.", "état"),
    ("La mort de ce projet est certaine.", "mort"),
    ("Il est parti du port.", "parti"),
    ("Le groupe électrogène est en panne.", "électrogène"),
    # adjectives of nationality alone
    ("Le vin français se vend bien.", "français"),
    ("Un char ukrainien a brûlé.", "ukrainien"),
    # media, organisations, forces used as ordinary words
    ("Il agit avec force.", "force"),
    ("Il a mis la main dans la marmite.", "main"),
    ("La chaîne de montage est arrêtée.", "chaîne"),
    ("Le site est fermé.", "site"),
    ("Le réseau électrique est coupé.", "réseau"),
    # pronouns and possessives
    ("Il l'a dit hier.", "Il"),
    ("Elles sont parties.", "Elles"),
]


@pytest.mark.parametrize(("text", "words"), NOT_FOUND)
def test_other_words_are_no_actor(find, text, words):
    assert not [m for m in find(text) if words in text[m.begin : m.end]]


def test_name_behind_its_title_keeps_the_office(find):
    text = "Le président ukrainien Volodymyr Zelensky a signé."
    person = next(m for m in find(text) if m.proper and m.type == "Person")
    assert person.position is not None
    assert (text[slice(*person.position)], person.name) == ("président ukrainien", "Volodymyr Zelensky")


def test_title_beside_a_name_is_a_mention_of_the_same_person(find):
    mentions = find("Le général Moussa Traoré commande la place.")
    assert [(m.name, m.proper) for m in mentions] == [("Moussa Traoré", False), ("Moussa Traoré", True)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Les forces ukrainiennes ont tenu.", "UA"),
        ("Le gouvernement malien a démenti.", "ML"),
        ("L'ambassade de Russie a protesté.", "RU"),
        ("Des responsables américains ont parlé.", "US"),
        ("Des responsables ont parlé.", None),
    ],
)
def test_country_of_an_actor(find, text, country):
    assert [mention.country for mention in find(text)] == [country]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Douze civils ont été tués.", 12),
        ("1 200 soldats ont été déployés.", 1200),
        ("Une vingtaine de personnes ont été blessées.", 20),
        ("Des civils ont été tués.", None),
        ("Un responsable a parlé.", None),
    ],
)
def test_quantity(find, text, quantity):
    assert [mention.quantity for mention in find(text)] == [quantity]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Les troupes russes ont avancé.", "actor/force/ru-army"),
        ("Les Forces de soutien rapide ont pris la ville.", "actor/group/rsf"),
        ("Kiev a promis une réponse.", "actor/state/UA"),
        ("Le comité des fêtes a voté.", None),
    ],
)
def test_reference(find, text, path):
    assert [mention.reference for mention in find(text)] == [path]


def test_acronym_takes_the_class_of_its_expansion(find):
    text = "Les Forces du renouveau (FDR) ont signé. Plus tard, les FDR ont fui."
    found = [(m.type, m.name) for m in find(text) if m.name == "FDR"]
    assert found == [("ArmedGroup", "FDR"), ("ArmedGroup", "FDR")]


def test_mentions_come_in_the_order_of_the_text(find):
    mentions = find("Moscou a averti Paris, puis les rebelles ont attaqué l'armée malienne.")
    assert [m.begin for m in mentions] == sorted(m.begin for m in mentions)
    assert len(mentions) == 4


def test_conditions_of_nouns_are_known(lexicon):
    known = {"any", "plural", "named", "counted", "role", "part", "tally", "bare", "leader", "toll"}
    assert {noun.when for nouns in lexicon.nouns.values() for noun in nouns} == known


def test_lemmas_of_nouns_stand_once(lexicon):
    nouns = [n.keys for key, nouns in lexicon.nouns.items() if not key.startswith("^") for n in nouns]
    assert len(nouns) == len(set(nouns))


OFFICERS = [
    ("Le bureau du président ukrainien Petro Porochenko, le ministère français de la Défense et le Kremlin n'ont pas "
     "répondu aux questions de Reuters.", 3),
    ("Le cabinet du ministre italien de la Défense Guido Ferri a refusé de commenter l'attaque.", 1),
    ("Le président ukrainien Petro Porochenko a refusé de commenter l'attaque.", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bodies"), OFFICERS)
def test_body_speaks_for_the_officer_whose_name_ends_its_phrase(text, bodies, read):
    (event,) = [event for event in read(text).events if event.type == "Statement"]
    types = [actor.type for actor in event.fillers("agent")]
    assert types == (["GovernmentBody"] * bodies or ["Person"])
