"""Places in a text: which words name one, what the gazetteer knows of it, which mentions are of the same."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from graphbuild.extract.place_lexicon import PlaceLexicon, load_place_lexicon
from graphbuild.extract.places import find_places
from graphbuild.gazetteer import Gazetteer, open_gazetteer
from graphbuild.identity.places import link_places
from graphbuild.language import Pipeline, load_pipeline, parse
from graphbuild.lexicon import split_cell
from graphbuild.records import Article, Document, Mention, PlaceMention
from graphbuild.resources import find_ontology


class Reader:
    """All that finding places needs, loaded once."""

    def __init__(self) -> None:
        self.pipeline: Pipeline = load_pipeline()
        self.gazetteer: Gazetteer = open_gazetteer()
        self.lexicon: PlaceLexicon = load_place_lexicon(self.gazetteer)

    def parse(self, text: str) -> Document:
        return parse(self.pipeline, Article("test", text))

    def find(self, text: str) -> list[PlaceMention]:
        return find_places(self.parse(text), self.gazetteer, self.lexicon)

    def names(self, text: str) -> list[str]:
        return [text[mention.begin:mention.end] for mention in self.find(text)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(("text", "names"), [
    ("La guerre continue en Ukraine.", ["Ukraine"]),
    ("Des soldats ont été tués au Mali.", ["Mali"]),
    ("Les otages sont revenus d'Irak.", ["Irak"]),
    ("Le sommet se tient à Washington.", ["Washington"]),
    ("Un convoi est parti de Gao vers Kidal, au Mali.", ["Gao", "Kidal", "Mali"]),
    ("Les combats ont gagné la bande de Gaza.", ["bande de Gaza"]),
    ("Le navire a traversé la mer Noire.", ["mer Noire"]),
    ("Le pétrole passe par le détroit d'Ormuz.", ["détroit d'Ormuz"]),
    ("Des frappes ont visé le pont de Kertch.", ["pont de Kertch"]),
    ("Des drones sont tombés dans la région de Koursk.", ["la région de Koursk"]),
    ("Les rebelles avancent dans la province de l'Ituri.", ["la province de l'Ituri"]),
    ("Des obus ont touché un hôpital de Soumy.", ["un hôpital de Soumy", "Soumy"]),
    ("Une bombe a explosé près de l'aéroport.", ["l'aéroport"]),
    ("Des combats ont lieu le long de la frontière.", ["la frontière"]),
    ("Des tirs ont éclaté dans le nord du Mali.", ["le nord du Mali", "Mali"]),
    ("L'armée bombarde l'est de l'Ukraine.", ["l'est de l'Ukraine", "Ukraine"]),
    ("Ils ont attaqué un camp de déplacés.", ["un camp de déplacés"]),
    ("Des mines ont été posées à Zlobnika.", ["Zlobnika"]),
    ("Les soldats ont quitté le Niger.", ["Niger"]),
    ("Une explosion a retenti place Maïdan.", ["place Maïdan"]),
    ("KIEV, 3 mars 2024 - Rien ne change.", ["KIEV"]),
    ("Les rebelles tiennent Marioupol et Kherson, en Ukraine.", ["Marioupol", "Kherson", "Ukraine"]),
    ("Le raid a détruit une usine à Rostov-sur-le-Don.", ["une usine", "Rostov-sur-le-Don"]),
    ("Des hommes armés ont surgi à Khan Younès.", ["Khan Younès"]),
    # when and where, then who
    ("Le bilan est lourd, a indiqué vendredi à Genève la Croix-Rouge.", ["Genève"]),
    ("Le ministre a déclaré mardi à Kiev que la guerre durerait.", ["Kiev"]),
    ("Le ministre a promis, à Kiev, de livrer des chars.", ["Kiev"]),
    ("Les ambassadeurs au Mali et au Niger ont été rappelés.", ["Mali", "Niger"]),
    ("Les familles sont parties pour la Syrie.", ["Syrie"]),
    # towns that nobody knows: by the verb, the list, the noun before them
    ("Les combattants ont investi Kountoula.", ["Kountoula"]),
    ("L'aviation a bombardé Zlobnika et Vratno.", ["Zlobnika", "Vratno"]),
    ("Zlobnika tombe en mars.", ["Zlobnika"]),
    ("Les jeunes gens de Zlobnika ont fui.", ["Zlobnika"]),
    ("Le chantier de Zlobnika a fermé.", ["Le chantier de Zlobnika", "Zlobnika"]),
    # what a noun is named after is no place of its own
    ("La base aérienne de Zlobnika a été visée.", ["La base aérienne de Zlobnika"]),
    ("La grotte de Zlobnika est vide.", ["La grotte de Zlobnika"]),
    ("Un hôpital de Zlobnika a été visé.", ["Un hôpital de Zlobnika", "Zlobnika"]),
    # merchant ships are where people are attacked
    ("Le vraquier Ocean Star a coulé.", ["Le vraquier Ocean Star"]),
    # sites without a name
    ("Les soldats ont pillé les boutiques.", ["les boutiques"]),
    ("Un marché et une caserne ont été bombardés.", ["Un marché", "une caserne"]),
    ("Des zones habitées ont été touchées.", ["Des zones habitées"]),
    ("Les rebelles se sont emparés du quartier général.", ["quartier général"]),
    ("L'ONU condamne la destruction des mausolées.", ["mausolées"]),
    ("Les positions du Hezbollah ont été visées.", ["Les positions du Hezbollah"]),
    ("L'arrestation a eu lieu sur le parking d'un magasin de jouets.", ["le parking d'un magasin de jouets"]),
    ("Les réfugiés franchissent la frontière.", ["la frontière"]),
    # seats of power as places
    ("Il a été reçu au Kremlin.", ["Kremlin"]),
    # datelines
    ("GAO Un convoi attaqué\n\nRien ne change.", ["GAO"]),
    ("ZLOBNIKA (Ukraine) - Rien ne change.", ["ZLOBNIKA", "Ukraine"]),
    ("Pour diffusion immédiate – Paris, le 24 mai 2024\n\nRien ne change.", ["Paris"]),
])
def test_places(reader: Reader, text: str, names: list[str]) -> None:
    assert reader.names(text) == names


@pytest.mark.parametrize("text", [
    "Washington espère un accord.",
    "L'Ukraine a refusé la proposition.",
    "Moscou et Kiev négocient.",
    "La Russie a livré des missiles à la Syrie.",
    "Le ministre a remis une lettre à l'Iran.",
    "Les accords de Minsk sont morts.",
    "Selon le Washington Post, un accord est proche.",
    "Le président a parlé au nord et au sud.",
    "Mardi, les combats ont repris.",
    "Les rebelles ont signé la paix.",
    "L'accord a été signé par Boris Lyon.",
    "Le général Paris a démissionné.",
    "Les paris sont ouverts.",
    "La maire a pris une mesure de bon sens.",
    "L'ambassadeur de Chine a protesté.",
    "Le Hamas a libéré trois otages.",
    "Il a passé un été au calme.",
    "Le convoi est arrivé à bon port.",
    "Le Kremlin a démenti.",
    "La Bolivie a voté contre aux côtés de Moscou.",
    "Le ministre a pressé l'Europe d'agir.",
    "Berlin suspend ses exportations d'armes vers Israël.",
    "Taipei finance des achats d'armes aux États-Unis.",
    "Le chef de l'Union des peuples du Kasaï (UPK) a parlé.",
    "L'Alliance des États du Sahel a protesté.",
    "La zone est calme.",
    "Le soldat prend position.",
    "La population a voté pour la paix.",
])
def test_no_place(reader: Reader, text: str) -> None:
    assert reader.names(text) == []


@pytest.mark.parametrize(("text", "name", "country", "geonames", "precision"), [
    ("La guerre continue en Ukraine.", "Ukraine", "UA", 690791, "country"),
    ("Un obus est tombé à Marioupol.", "Marioupol", "UA", 701822, "exact"),
    ("Un obus est tombé près de Gao, au Mali.", "Gao", "ML", 2457163, "near"),
    ("Un obus est tombé à 30 km au nord de Gao.", "Gao", "ML", 2457163, "near"),
    ("Les rebelles sont entrés à Goma, en République démocratique du Congo.", "Goma", "CD", 216281, "exact"),
    ("Des drones sont tombés dans la région de Koursk.", "région de Koursk", "RU", None, "region"),
    ("Le navire a coulé en mer Noire.", "mer Noire", None, None, "region"),
    ("La guerre continue dans le Donbass.", "Donbass", "UA", None, "region"),
    ("Des obus ont touché un hôpital de Soumy.", "hôpital de Soumy", "UA", None, "near"),
    ("Les chars roulent vers Donetsk, en Ukraine.", "Donetsk", "UA", 709717, "exact"),
    ("Les chars roulent vers Zlobnika, en Ukraine.", "Zlobnika", None, None, "exact"),
    ("Un accord a été trouvé à Melbourne.", "Melbourne", "AU", 2158177, "exact"),
    ("Les pompiers sont venus à Sainte-Marie.", "Sainte-Marie", None, None, "exact"),
])
def test_what_is_known(reader: Reader, text: str, name: str, country: str | None, geonames: int | None,
                       precision: str) -> None:
    mention = next(mention for mention in reader.find(text) if mention.name == name)
    assert (mention.country, mention.geonames, mention.precision) == (country, geonames, precision)


def test_the_country_of_the_text_decides(reader: Reader) -> None:
    found = {text: reader.find(text)[0].country for text in (
        "Les chars sont entrés à Tripoli, au Liban.", "Un convoi a été attaqué à Zarzis, en Tunisie.")}
    assert list(found.values()) == ["LY", "TN"]


def test_coordinates_are_those_of_the_place(reader: Reader) -> None:
    gao = reader.find("Un obus est tombé à Gao.")[0]
    assert gao.latitude == pytest.approx(16.27, abs=0.1)
    assert gao.longitude == pytest.approx(-0.04, abs=0.1)


def test_no_place_is_sought_in_other_names(reader: Reader) -> None:
    text = "Le soldat a écrit à Lyon Dupré et vit à Lyon."
    document = reader.parse(text)
    token = next(token for token in document.tokens if token.text == "Lyon")
    blocked = Mention(token.begin, token.begin + 10, token.index, token.index + 2, token)
    found = find_places(document, reader.gazetteer, reader.lexicon, [blocked])
    assert [mention.begin for mention in found] == [text.rindex("Lyon")]


@pytest.mark.parametrize(("text", "anaphor", "name"), [
    ("Des tirs ont éclaté au Mali. La panique gagne le pays.", "le pays", "Mali"),
    ("Un obus est tombé à Kherson. La ville est vide.", "La ville", "Kherson"),
    ("Des tirs ont éclaté à Bamako. La capitale est vide.", "La capitale", "Bamako"),
])
def test_nouns_stand_for_places_named_before(reader: Reader, text: str, anaphor: str, name: str) -> None:
    assert {text[m.begin:m.end]: m.name for m in reader.find(text)}[anaphor] == name


def test_the_country_is_the_one_that_a_text_speaks_of(reader: Reader) -> None:
    found = reader.find("Les autorités colombiennes et l'armée colombienne s'inquiètent. Le pays est en guerre.")
    assert [(mention.name, mention.country) for mention in found] == [("Colombie", "CO")]


def test_a_capital_is_known_by_its_country(reader: Reader) -> None:
    assert reader.find("Cinq hommes ont été arrêtés dans la capitale britannique.")[0].geonames == 2643743


def test_a_noun_without_antecedent_is_no_place(reader: Reader) -> None:
    assert reader.names("La ville est vide et le pays attend.") == []


def test_mentions_of_one_place_become_one(reader: Reader) -> None:
    text = "Un obus est tombé à Kiev. Des tirs ont éclaté à Kyiv, en Ukraine. Un drone a survolé Zlobnika à Zlobnika."
    document = reader.parse(text)
    places = link_places(find_places(document, reader.gazetteer, reader.lexicon), document)
    assert [(place.path, len(place.mentions)) for place in places][:2] == [
        ("place/geonames/703448", 2), ("place/geonames/690791", 1)]
    assert places[2].path == "article/test/place/zlobnika"


def test_offsets_and_tokens_agree(reader: Reader) -> None:
    document = reader.parse("Des drones sont tombés dans la région de Koursk et à Khan Younès.")
    for mention in find_places(document, reader.gazetteer, reader.lexicon):
        assert document.tokens[mention.first].begin == mention.begin
        assert document.tokens[mention.last - 1].end == mention.end
        assert mention.first <= mention.head.index < mention.last


# --- the tables -------------------------------------------------------------------------------------------------------


def read_rows() -> list[dict[str, str]]:
    path: Path = find_ontology("lexicon", "fr", "places.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_no_name_stands_twice_in_the_table() -> None:
    counts = Counter(form for row in read_rows() for form in split_cell(row["forms"]))
    assert len(counts) > 500
    assert [form for form, count in counts.items() if count > 1] == []


def test_the_table_agrees_with_the_gazetteer(reader: Reader) -> None:
    rows = [row for row in read_rows() if row["lookup"]]
    lost = []
    for row in rows:
        entries = [entry for entry in reader.gazetteer.find(row["lookup"], row["country"]) if entry.latitude]
        near = [entry for entry in entries if not row["latitude"] or (
            abs((entry.latitude or 0) - float(row["latitude"])) < 0.5
            and abs((entry.longitude or 0) - float(row["longitude"])) < 0.5)]
        if not near:
            lost.append(row["forms"])
    assert len(rows) > 200
    assert lost == []


def test_coordinates_are_on_the_globe() -> None:
    rows = [row for row in read_rows() if row["latitude"]]
    assert len(rows) > 100
    assert {row["kind"] for row in rows} == {"city", "region", "water", "site", "power"}
    assert all(abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180 for row in rows)
