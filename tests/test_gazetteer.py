"""The index of places: what is in it, how names are looked up, where it is kept."""

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from graphbuild.errors import ResourceError
from graphbuild.gazetteer import Gazetteer, fill_index, find_cache, open_gazetteer, to_key

Row = dict[str, Any]


def make_city(number: int, name: str, country: str, population: int, *others: str, admin1: str = "01") -> Row:
    return {"geonameid": number, "name": name, "latitude": number / 10, "longitude": 1.0, "countrycode": country,
            "population": population, "admin1code": admin1, "alternatenames": list(others)}


CITIES = [
    make_city(1, "Aville", "FR", 900, "Avila", "AVL", "Авиль"),
    make_city(2, "Grand-Bourg", "FR", 5000, "Grandburg"),
    make_city(3, "Aville", "BE", 70000, "L’Aville"),
    make_city(9, "Loin", "FR", 10, admin1="02"),
]
COUNTRIES = {"FR": {"geonameid": 100, "name": "France", "capital": "Grand-Bourg", "population": 7},
             "BE": {"geonameid": 200, "name": "Belgium", "capital": "Aville", "population": 8}}


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    path = tmp_path / "index.sqlite"
    fill_index(path, CITIES, COUNTRIES, [("FR", "Grand Bourg"), ("BE", "Namur")], ["fr"])
    return Gazetteer(path)


@pytest.mark.parametrize(("name", "found"), [
    ("Aville", [3, 1]), ("AVILLE", [3, 1]), ("avila", [1]), ("Grand Bourg", [2, None]), ("grand-bourg", [2, None]),
    ("L'Aville", [3]), ("Namur", [None]), ("AVL", []), ("Авиль", []), ("Nulle Part", []),
])
def test_names_are_found_whatever_their_spelling(small: Gazetteer, name: str, found: list[int | None]) -> None:
    assert [entry.geonames for entry in small.find(name)] == found


def test_a_country_narrows_the_search(small: Gazetteer) -> None:
    assert [entry.geonames for entry in small.find("Aville", "FR")] == [1]
    assert small.find("Aville", "DE") == []


def test_what_an_entry_knows(small: Gazetteer) -> None:
    entry = small.find("Grand-Bourg")[0]
    assert (entry.kind, entry.latitude, entry.longitude, entry.country, entry.admin1, entry.population) == (
        "capital", 0.2, 1.0, "FR", "Grand Bourg", 5000)
    assert small.find("Loin")[0].admin1 is None
    assert small.find("Namur")[0].kind == "division"


def test_a_country_has_its_capital(small: Gazetteer) -> None:
    capitals = [small.find_capital(code) for code in ("FR", "BE", "DE")]
    assert [entry and entry.geonames for entry in capitals] == [2, 3, None]


def test_a_country_has_its_id_and_the_coordinates_of_a_central_town(small: Gazetteer) -> None:
    france = small.find_country("FR")
    assert france is not None
    assert (france.geonames, france.kind, france.latitude) == (100, "country", 0.2)
    assert small.find_country("XX") is None
    assert small.list_countries("fr") == {"FR": "France", "BE": "Belgique"}


@pytest.mark.parametrize(("name", "key"), [
    ("Khan Younès", "khan younes"), ("Saint-Marc", "saint marc"), ("N'Djamena", "ndjamena"), ("Ta‘izz", "taizz"),
    ("St. Louis", "st louis"), ("Œuilly", "oeuilly"),
])
def test_key(name: str, key: str) -> None:
    assert to_key(name) == key


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(("name", "country", "geonames"), [
    ("Gao", "ML", 2457163), ("Koursk", "RU", 538560), ("Marioupol", "UA", 701822), ("Goma", "CD", 216281),
])
def test_the_whole_index_has_the_world_s_towns(gazetteer: Gazetteer, name: str, country: str, geonames: int) -> None:
    assert gazetteer.find(name, country)[0].geonames == geonames


def test_the_whole_index_is_quick(gazetteer: Gazetteer) -> None:
    names = [row[0] for row in gazetteer._connection.execute("SELECT key FROM name WHERE key > 'ka' LIMIT 2000")]
    begin = time.perf_counter()
    assert all(gazetteer.find(name) for name in names)
    assert (time.perf_counter() - begin) / len(names) < 0.001


def test_an_index_that_is_there_is_not_built_again(gazetteer: Gazetteer) -> None:
    reports: list[str] = []
    assert open_gazetteer(report=reports.append).find("Gao") == gazetteer.find("Gao")
    assert reports == []


def test_the_cache_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_cache() == tmp_path / "graphbuild"


@pytest.fixture
def no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home that can't be written, and an empty folder for temporary files."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_without_a_home_a_temporary_folder_serves(no_home: Path) -> None:
    reports: list[str] = []
    assert open_gazetteer(report=reports.append).find("Gao")
    assert len(reports) == 1
    assert len(list(no_home.glob("graphbuild-*/places-*.sqlite"))) == 1
    assert not list(no_home.glob("graphbuild-*/*.draft"))
    assert open_gazetteer(report=reports.append).find("Gao")
    assert len(reports) == 1
    shutil.rmtree(next(no_home.glob("graphbuild-*")))


def test_nowhere_to_write_is_an_error(no_home: Path) -> None:
    with pytest.raises(ResourceError, match="XDG_CACHE_HOME"):
        open_gazetteer(no_home / "file" / "below")
