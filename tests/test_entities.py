"""The reference tables of actors: what every row of `ontology/entities` and the demonyms must satisfy."""

import re
from collections import defaultdict
from itertools import chain

import pycountry
import pytest

from graphbuild.lexicon import Row, fold, read_table, split_cell
from graphbuild.resources import find_ontology

COLUMNS = ("id", "class", "name_fr", "name_en", "aliases", "country", "part_of", "wikidata")
# table: class of its rows, segment of their ids, least number of rows
TABLES = {
    "states": ("State", "state", 205),
    "persons": ("Person", "person", 800),
    "bodies": ("GovernmentBody", "body", 1000),
    "forces": ("ArmedForce", "force", 400),
    "groups": ("ArmedGroup", "group", 250),
    "organizations": ("Organization", "organization", 500),
    "outlets": ("MediaOutlet", "outlet", 300),
}
# ISO 3166-1 leaves XK to its users; the news and CLDR give it to Kosovo.
COUNTRIES = {country.alpha_2 for country in pycountry.countries} | {"XK"}


def read_entities(table: str) -> list[Row]:
    return read_table(find_ontology("entities", f"{table}.csv"), COLUMNS)


def read_all() -> list[Row]:
    return list(chain.from_iterable(read_entities(table) for table in TABLES))


def read_seats() -> list[Row]:
    return read_table(find_ontology("entities", "seats.csv"), ("form", "id"))


def read_demonyms() -> list[Row]:
    return read_table(find_ontology("lexicon", "fr", "demonyms.csv"), ("form", "country"))


def find_names(row: Row) -> set[str]:
    return {fold(name) for name in [row["name_fr"], *split_cell(row["aliases"])]}


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_class_id_and_names(table: str) -> None:
    kind, segment, least = TABLES[table]
    rows = read_entities(table)
    assert len(rows) >= least
    pattern = re.compile(rf"actor/{segment}/[^\W_]+(-[^\W_]+)*")
    assert [row["id"] for row in rows if row["class"] != kind or not pattern.fullmatch(row["id"])] == []
    assert [row["id"] for row in rows if not row["name_fr"] or not row["name_en"]] == []


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_and_unique(table: str) -> None:
    ids = [row["id"] for row in read_entities(table)]
    assert ids == sorted(set(ids))


def test_countries_are_iso_codes() -> None:
    assert {row["country"] for row in read_all()} - COUNTRIES == {""}
    assert {row["country"] for row in read_demonyms()} <= COUNTRIES


def test_states_with_an_iso_id_are_their_own_country() -> None:
    coded = [row for row in read_entities("states") if row["id"].rpartition("/")[2].isupper()]
    assert len(coded) >= 198
    assert [row["id"] for row in coded if row["id"] != f"actor/state/{row['country']}"] == []


def test_part_of_names_another_entity() -> None:
    rows = read_all()
    ids = {row["id"] for row in rows}
    assert [row["id"] for row in rows if row["part_of"] and row["part_of"] not in ids - {row["id"]}] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_name_means_one_entity_of_its_class(table: str) -> None:
    owners = defaultdict(set)
    for row in read_entities(table):
        for name in find_names(row):
            owners[name].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_aliases_repeat_no_name() -> None:
    repeating = [row["id"] for row in read_all() if len(find_names(row)) != 1 + len(split_cell(row["aliases"]))]
    assert repeating == []


def test_names_are_typed_with_straight_apostrophes_and_no_article() -> None:
    names = [name for row in read_all() for name in [row["name_fr"], *split_cell(row["aliases"])]]
    assert [name for name in names if "’" in name or name != " ".join(name.split())] == []
    assert [name for name in names if re.match(r"(le|la|les|l') ", name)] == []


def test_wikidata_ids_are_well_formed() -> None:
    assert [row["id"] for row in read_all() if not re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"])] == []


def test_seats_stand_for_one_known_entity() -> None:
    rows = read_all()
    seats = read_seats()
    assert len(seats) >= 290
    assert {seat["id"] for seat in seats} <= {row["id"] for row in rows}
    assert len({seat["form"] for seat in seats}) == len(seats)


def test_capitals_are_seats_and_no_names_of_states() -> None:
    forms = {fold(seat["form"]) for seat in read_seats()}
    assert [row["id"] for row in read_entities("states") if find_names(row) & forms] == []


@pytest.mark.parametrize(
    ("form", "id"),
    [
        ("Kiev", "actor/state/UA"),
        ("Pékin", "actor/state/CN"),
        ("Kremlin", "actor/body/ru-presidency"),
        ("Quai d'Orsay", "actor/body/fr-ministry-of-foreign-affairs"),
        ("Bruxelles", "actor/organization/european-union"),
    ],
)
def test_seat_stands_for(form: str, id: str) -> None:
    assert [seat["id"] for seat in read_seats() if seat["form"] == form] == [id]


@pytest.mark.parametrize(
    ("table", "name", "id"),
    [
        ("states", "Myanmar", "actor/state/MM"),
        ("bodies", "ministère russe de la Défense", "actor/body/ru-ministry-of-defence"),
        ("forces", "Tsahal", "actor/force/il-army"),
        ("forces", "FAMa", "actor/force/ml-army"),
        ("groups", "Daech", "actor/group/islamic-state"),
        ("groups", "GSIM", "actor/group/jnim"),
        ("organizations", "OTAN", "actor/organization/nato"),
        ("outlets", "Agence France-Presse", "actor/outlet/afp"),
        ("persons", "Volodymyr Zelenski", "actor/person/volodymyr-zelensky"),
    ],
)
def test_name_finds(table: str, name: str, id: str) -> None:
    assert [row["id"] for row in read_entities(table) if fold(name) in find_names(row)] == [id]


def test_demonyms_are_lower_case_and_unique() -> None:
    forms = [row["form"] for row in read_demonyms()]
    assert len(forms) >= 850
    assert forms == sorted(set(forms))
    assert [form for form in forms if form != form.lower() or not form] == []


@pytest.mark.parametrize(
    ("country", "forms"),
    [
        ("UA", "ukrainien ukrainienne ukrainiens ukrainiennes"),
        ("FR", "français française françaises"),
        ("RU", "russe russes tchétchène tchétchènes"),
        ("GR", "grec grecque grecs grecques"),
        ("IL", "israélien israélienne israéliens israéliennes"),
        ("ML", "malien malienne maliens maliennes"),
        ("GB", "écossais écossaise écossaises"),
        ("AE", "émirati émiratie émiratis émiraties"),
    ],
)
def test_demonyms_inflect(country: str, forms: str) -> None:
    found = {row["form"] for row in read_demonyms() if row["country"] == country}
    assert set(forms.split()) <= found


def test_peoples_of_several_countries_have_none() -> None:
    assert {row["form"] for row in read_demonyms()} & {"kurde", "arabe", "touareg", "coréen"} == set()
