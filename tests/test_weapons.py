"""Weapons in sentences: which words, which concept, how many, whose, and what is the same thing."""

import itertools

import pytest

from graphbuild.extract.weapons import find_weapons, load_weapons
from graphbuild.identity.weapons import link_weapons
from graphbuild.language import load_pipeline, parse
from graphbuild.records import Article

DEMONYMS = {"américains": "US", "russes": "RU", "russe": "RU", "français": "FR", "turc": "TR", "turque": "TR",
            "allemands": "DE", "chinois": "CN", "suédoise": "SE"}
TABLE = load_weapons()


@pytest.fixture(scope="module")
def read():
    pipeline = load_pipeline()

    def read_text(text):
        document = parse(pipeline, Article("x", text))
        return document, find_weapons(document, TABLE, DEMONYMS)

    return read_text


def name_concept(mention):
    return (mention.concept or "new " + mention.category.rpartition("/")[2]).rpartition("/")[2]


def describe(document, mentions):
    return [f"{document.slice(m.begin, m.end)} = {name_concept(m)}" for m in mentions]


@pytest.mark.parametrize(("text", "expected"), [
    # a kind with its designation is one mention
    ("Washington a promis des missiles ATACMS à longue portée.", ["missiles ATACMS à longue portée = atacms"]),
    ("Berlin refuse de livrer des missiles de croisière Taurus.", ["missiles de croisière Taurus = taurus-kepd-350"]),
    ("L'armée a reçu dix missiles américains ATACMS.", ["missiles américains ATACMS = atacms"]),
    ("Le convoi transportait une vingtaine de chars Leclerc.", ["chars Leclerc = leclerc"]),
    ("Des drones de type Shahed-136 ont visé la centrale.", ["drones de type Shahed-136 = shahed-136"]),
    ("Le Pentagone va envoyer des bombes GBU-39.", ["bombes GBU-39 = gbu-39"]),
    ("Des batteries de défense antiaérienne Patriot arriveront.",
     ["batteries de défense antiaérienne Patriot = mim-104-patriot"]),
    ("Un hélicoptère Tigre français a été perdu.", ["hélicoptère Tigre = eurocopter-tiger"]),
    ("Paris fournira six canons Caesar et des missiles SCALP.", ["canons Caesar = caesar", "missiles SCALP = scalp"]),
    ("Le pistolet Makarov a été retrouvé près du corps.", ["pistolet Makarov = makarov-pistol"]),
    ("La frégate « Amiral Makarov » a tiré des Kalibr.",
     ["frégate « Amiral Makarov » = admiral-makarov", "Kalibr = kalibr"]),
    ("Le système Patriot a intercepté deux Iskander.", ["système Patriot = mim-104-patriot", "Iskander = iskander"]),
    # a designation that nobody knows
    ("La défense a abattu un drone Zarbouk près du port.", ["drone Zarbouk = new drone"]),
    ("La frégate Kalinine a quitté le port.", ["frégate Kalinine = new frigate"]),
    ("Deux obusiers QX-9 ont été détruits.", ["obusiers QX-9 = new howitzer"]),
    ("L'USS Harbor a tiré trois Tomahawk.", ["USS Harbor = new naval-vessel", "Tomahawk = tomahawk"]),
    ("LES DRONES DOIVENT SE TAIRE", ["DRONES = drone"]),
    # designations alone
    ("Des F16 et des F 16 ont décollé, puis un F-16.",
     [f"{form} = f-16-fighting-falcon" for form in ("F16", "F 16", "F-16")]),
    ("L'armée de l'air a perdu deux Su-34 et un A-50.", ["Su-34 = su-34", "A-50 = beriev-a-50"]),
    ("Les Javelin et les Stinger ont stoppé la colonne.", ["Javelin = fgm-148-javelin", "Stinger = fim-92-stinger"]),
    ("Une douzaine de Bradley ont été détruits.", ["Bradley = m2-bradley"]),
    ("Plusieurs centaines de Stinger ont été promis.", ["Stinger = fim-92-stinger"]),
    ("Un Rafale s'est écrasé.", ["Rafale = rafale"]),
    ("L'avionneur vante son Rafale.", ["Rafale = rafale"]),
    ("L'Allemagne a donné 18 Leopard 2A6.", ["Leopard 2A6 = leopard-2"]),
    ("Trois avions ont bombardé la ville.", ["avions = aircraft"]),
    # kinds, in the plural, with adjectives and complements
    ("Les rebelles ont saisi des mines anti-personnel.", ["mines anti-personnel = anti-personnel-mine"]),
    ("Les tirs de mortier ont fait dix morts.", ["mortier = mortar"]),
    ("Les soldats ont sauté sur une mine.", ["mine = mine"]),
    ("Un champ de mines protège la ligne.", ["mines = mine"]),
    ("Un engin explosif improvisé a sauté.", ["engin explosif improvisé = improvised-explosive-device"]),
    ("Un engin a explosé au passage d'un convoi.", ["engin = explosive"]),
    ("Un kamikaze a actionné sa ceinture d'explosifs.", ["ceinture d'explosifs = suicide-belt"]),
    ("Une voiture piégée a explosé devant le marché.", ["voiture piégée = car-bomb"]),
    ("L'aviation a largué des bombes planantes de 500 kg.", ["bombes planantes de 500 kg = glide-bomb"]),
    ("Des obus de 155 mm ont été livrés.", ["obus de 155 mm = 155-mm-shell"]),
    ("Des obus de 155 mm à sous-munitions ont été livrés.", ["obus de 155 mm à sous-munitions = cluster-munition"]),
    ("Des lance-roquettes multiples de fabrication russe ont tiré.",
     ["lance-roquettes multiples de fabrication russe = rocket"]),
    ("L'armée a bombardé le camp avec des barils d'explosifs.", ["barils d'explosifs = barrel-bomb"]),
    ("Un tir de missile sol-air a abattu un Mi-8.", ["missile sol-air = surface-to-air-missile", "Mi-8 = mi-8"]),
    ("L'attaque au gaz sarin a fait 80 morts.", ["gaz sarin = sarin"]),
    ("Le policier a été attaqué au couteau.", ["couteau = knife"]),
    ("Un sous-marin nucléaire a fait surface.", ["sous-marin nucléaire = nuclear-submarine"]),
    ("Un chasseur a bombardé le marché.", ["chasseur = fighter"]),
    ("Il pleut des balles, les fusils crépitent.", ["balles = ammunition", "fusils = rifle"]),
    ("Les miliciens ont incendié le poste avec de l'essence.", ["essence = petrol"]),
    ("Les assaillants étaient armés de kalachnikovs, de RPG-7 et de machettes.",
     ["kalachnikovs = kalashnikov", "RPG-7 = rpg-7", "machettes = machete"]),
])
def test_weapons_are_found(read, text, expected):
    assert describe(*read(text)) == expected


@pytest.mark.parametrize("text", [
    "Le ministre a visité une mine d'or à Kayes.",
    "Les ouvriers de la mine de charbon ont cessé le travail.",
    "Il mine l'autorité du président.",
    "Le fisc arme ses inspecteurs.",
    "Un groupe armé a attaqué le village.",
    "L'otage a vu les coups portés par les groupes armés.",
    "Le char à voile est un sport.",
    "Le navire transportait du blé.",
    "L'appareil photo du reporter a été confisqué.",
    "Le prix du gaz a augmenté en Europe.",
    "La batterie du téléphone est vide.",
    "Milan a accueilli le sommet de la paix.",
    "Omar Bradley commandait les troupes en Normandie.",
    "Le général Abrams a quitté ses fonctions.",
    "Le commandant Massoud Leclerc a été tué.",
    "Arsenal a battu Chelsea hier soir.",
    "L'arsenal législatif sera renforcé.",
    "La nouvelle a fait l'effet d'une bombe au parlement.",
    "Un canon à eau a dispersé les manifestants.",
    "Les frères d'armes du défunt ont défilé.",
    "L'opération Serval a commencé en 2013.",
    "Le Mistral souffle sur la Provence.",
    "Des rafales de vent ont balayé la côte.",
    "L'ingénieur travaille dans une usine d'armement.",
    "Les chasseurs de la région ont tué un cerf.",
    "Les deux avions de ligne ont atterri à Paris.",
    "Les nuisances sonores des avions gênent les riverains.",
    "Un engin agricole a bloqué la route.",
    "La défense aérienne a sonné l'alerte.",
    "La vedette du film a signé des autographes.",
    "Les taux de la banque centrale sont une arme économique.",
    "Le chef de la diplomatie a lancé une charge virulente contre Paris.",
    "Le Premier ministre et le PM indien se sont vus.",
    "Son véhicule est tombé en panne.",
    "Cette annonce est une bombe pour la majorité.",
    "Les sanctions sont une arme aux yeux de Moscou.",
    "Le pays use de l'arme du pétrole.",
    "La bombe démographique inquiète les experts.",
    "Le témoin a bonne mine.",
    "Les blessés ont été évacués par hélicoptère.",
    "L'hélicoptère présidentiel s'est posé à Minsk.",
    "Le ministère de l'Armement recrute.",
    "Mikhaïl Kalachnikov a donné une interview.",
    "La fusée Soyouz a décollé vers la Station spatiale.",
    "Le char du carnaval a pris feu.",
    "Une mine de sel a fermé.",
])
def test_other_senses_are_no_weapons(read, text):
    assert describe(*read(text)) == []


@pytest.mark.parametrize(("text", "quantity"), [
    ("Dix missiles ont été tirés.", 10),
    ("Une vingtaine de drones ont été abattus.", 20),
    ("La ville a reçu 3 000 obus.", 3000),
    ("Trois nouveaux missiles ont été livrés.", 3),
    ("Les deux drones ont été lancés depuis la mer.", 2),
    ("Un drone est tombé.", None),
    ("Des drones sont tombés.", None),
])
def test_quantity_is_the_number_before(read, text, quantity):
    assert [m.quantity for m in read(text)[1]] == [quantity]


@pytest.mark.parametrize(("text", "origin"), [
    ("Des missiles américains ATACMS ont été tirés.", "US"),
    ("L'artillerie russe a pilonné la ville.", "RU"),
    ("Des roquettes de fabrication turque ont été saisies.", "TR"),
    ("Un Bayraktar turc a été abattu.", "TR"),
    ("Des missiles ont été tirés par les Russes.", None),
])
def test_origin_is_the_adjective_of_nationality(read, text, origin):
    assert [m.origin for m in read(text)[1]] == [origin]


@pytest.mark.parametrize(("text", "expected"), [
    ("Des mines antipersonnel ont été posées. Ces mines ont tué deux enfants.", "anti-personnel-mine"),
    ("Le missile balistique Orechnik a frappé la ville. L'engin a brûlé.", "oreshnik"),
    ("Des missiles Taurus ont été promis. Ces engins ont une grande portée.", "taurus-kepd-350"),
    ("Un drone a survolé la base. L'appareil a ensuite été abattu.", "drone"),
    ("La Turquie a vendu des Bayraktar TB2. Ces drones ont changé la guerre.", "bayraktar-tb2"),
    ("Des S-300 ont été livrés. Ces systèmes protègent la capitale.", "s-300"),
])
def test_generic_noun_means_the_weapon_before(read, text, expected):
    first, second = read(text)[1]
    assert (name_concept(first), first.anaphoric) == (expected, False)
    assert (name_concept(second), second.anaphoric) == (expected, True)


@pytest.mark.parametrize("text", [
    "L'engin a brûlé.",
    "Un obus est tombé. L'appareil photo est cassé.",
    "Une voiture piégée a explosé. Ce navire a coulé.",
])
def test_generic_noun_without_fitting_antecedent_is_none(read, text):
    assert not any(m.anaphoric for m in read(text)[1])


@pytest.mark.parametrize(("text", "labels"), [
    ("Des missiles Tomahawk ont été tirés. Les missiles ont détruit la base.", ["missile Tomahawk"]),
    ("Des missiles Tomahawk ont été tirés. Des missiles ont été promis.", ["missile Tomahawk", "missile"]),
    ("Des missiles Taurus et des missiles SCALP arrivent. Les missiles plaisent.",
     ["missile Taurus", "missile SCALP", "missile"]),
    ("L'Orechnik est un missile balistique.", ["Orechnik"]),
    ("Le Shahed, un drone kamikaze, a touché un immeuble.", ["Shahed"]),
    ("Un F-16 a décollé. L'avion de chasse F-16 est revenu.", ["avion de chasse F-16"]),
    ("Un drone Zarbouk est tombé. Le drone Zarbouk avait décollé hier.", ["drone Zarbouk"]),
    ("Des mines et des drones ont été saisis.", ["mine", "drone"]),
    ("Bombes sur un marché\n\nUne bombe guidée KAB-500 a visé un marché.", ["bombe guidée KAB-500"]),
    ("Un drone sur un marché\n\nUn missile a visé un marché.", ["drone", "missile"]),
    ("DES ARMES POUR L'EST\n\nDes fusils d'assaut ont été livrés.", ["fusil d'assaut"]),
    ("Des mines antichar ont sauté. Des mines antipersonnel, ces mines antipersonnel, oui, ces mines antipersonnel, "
     "ont été cédées. Les mines tuent.", ["mine antichar", "mine antipersonnel"]),
    ("Des mines antichar et des mines antipersonnel ont été cédées. Les mines tuent.",
     ["mine antichar", "mine antipersonnel", "mine"]),
])
def test_one_weapon_per_thing(read, text, labels):
    document, mentions = read(text)
    weapons = link_weapons(mentions, document)
    assert [weapon.label for weapon in weapons] == labels
    assert sum(len(weapon.mentions) for weapon in weapons) == len(mentions)


@pytest.mark.parametrize(("text", "expected"), [
    ("Une arme à sous-munitions est tombée. Elle disperse de petites charges.",
     ["arme à sous-munitions = cluster-munition", "charges = submunition"]),
    ("Une charge placée sous un pont a explosé.", ["charge = explosive"]),
    ("L'artillerie tire, et ces armes tuent.", ["artillerie = artillery", "armes = weapon"]),
])
def test_charges_and_arms_mean_what_their_text_speaks_of(read, text, expected):
    assert describe(*read(text)) == expected


def test_unknown_designation_belongs_to_the_article(read):
    document, mentions = read("Un drone Zarbouk est tombé.")
    (weapon,) = link_weapons(mentions, document)
    assert (weapon.concept, weapon.path) == (None, "article/x/weapon/drone-zarbouk")
    assert weapon.broader.endswith("/weapon/drone")


def test_known_weapon_has_no_path_of_the_article(read):
    document, mentions = read("Un Rafale s'est écrasé.")
    (weapon,) = link_weapons(mentions, document)
    assert weapon.path is None and weapon.concept == mentions[0].concept


def test_demonyms_are_optional(read):
    document, _ = read("L'artillerie russe a pilonné la ville.")
    assert [m.origin for m in find_weapons(document, TABLE)] == [None]


def test_mentions_follow_the_text_without_overlap(read):
    _, mentions = read("Des chars Leclerc, deux Su-34, des obus de mortier et un drone Shahed ont été vus.")
    assert len(mentions) == 4
    assert all(a.end <= b.begin and a.last <= b.first for a, b in itertools.pairwise(mentions))
