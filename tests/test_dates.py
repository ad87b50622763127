"""Dates in words: a table of sentences, and texts in which one date counts from another."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from graphbuild.extract.calendar import find_weekday, shift, to_day, to_month
from graphbuild.extract.dates import find_dateline, find_dates
from graphbuild.language import Pipeline, load_pipeline, parse
from graphbuild.records import Article, DateMention, Document

with (Path(__file__).parent / "dates.csv").open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


def read(pipeline: Pipeline, text: str, date: str | None) -> Document:
    return parse(pipeline, Article("test", text, date=dt.date.fromisoformat(date) if date else None))


def list_values(pipeline: Pipeline, text: str, date: str | None = None) -> list[tuple[str, str]]:
    document = read(pipeline, text, date)
    return [(document.slice(mention.begin, mention.end), mention.value) for mention in find_dates(document)]


def to_row(document: Document, mention: DateMention) -> tuple[str, ...]:
    until = mention.until.isoformat() if mention.until else ""
    return (document.slice(mention.begin, mention.end), mention.value, mention.earliest.isoformat(),
            mention.latest.isoformat(), until, "yes" if mention.ongoing else "")


def test_the_table_is_whole() -> None:
    assert len(CASES) == 90


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_date(pipeline: Pipeline, case: dict[str, str]) -> None:
    document = read(pipeline, case["text"], case["date"] or None)
    keys = ("words", "value", "earliest", "latest", "until", "ongoing")
    assert [to_row(document, mention) for mention in find_dates(document)] == [tuple(case[key] for key in keys)]


@pytest.mark.parametrize(("text", "date"), [
    ("Un pont a été détruit mardi.", None),
    ("Hier une bombe a explosé.", None),
    ("La veille un accord avait été signé.", None),
    ("Le convoi est parti le 3 mars.", None),
    ("Il a été arrêté il y a trois jours.", None),
    ("Un homme de 42 ans a été tué.", "2024-05-10"),
    ("L'armée a perdu 2000 hommes et 1990 obus.", "2024-05-10"),
    ("Le livre a été tiré en 2000 exemplaires.", "2024-05-10"),
    ("La loi 2014-1353 est appliquée.", "2024-05-10"),
    ("La résolution 1701 a été adoptée.", "2024-05-10"),
    ("La réunion commence à 20h30.", "2024-05-10"),
    ("Ils se réunissent tous les lundis.", "2024-05-10"),
    ("Le marché a lieu chaque mardi.", "2024-05-10"),
    ("Il a été blessé par un obus de 155 mm.", "2024-05-10"),
    ("La sonde est arrivée sur Mars.", "2024-05-10"),
    ("Le 30 février 2021 n'existe pas.", None),
    ("Les combats ont fait 2022,5 tonnes de gravats.", "2024-05-10"),
    ("La trêve a duré quelques heures.", "2024-05-10"),
    ("Trois jours après l'assaut, la ville est calme.", "2024-05-10"),
    ("Le pont a sauté un mois plus tard.", "2024-05-10"),
    ("Le lendemain, le pont a sauté.", "2024-05-10"),
    ("Le 15 du mois, tout s'arrête.", "2024-05-10"),
    ("Il reste douze jours avant le scrutin.", "2024-05-10"),
    ("Elle vit dans la nuit des camps.", "2024-05-10"),
    ("La ville a été fondée il y a 5000 ans.", "2024-05-10"),
    ("L'étoile est née il y a 40 milliards d'années.", "2024-05-10"),
    ("", "2024-05-10"),
    ("Le missile a parcouru 1999 kilomètres.", "2024-05-10"),
])
def test_no_date(pipeline: Pipeline, text: str, date: str | None) -> None:
    assert list_values(pipeline, text, date) == []


@pytest.mark.parametrize(("text", "values"), [
    ("Il a signé le 4 juin 2021. La veille, il hésitait.", ["2021-06-04", "2021-06-03"]),
    ("Il a signé le 4 juin 2021. Le lendemain, il partait.", ["2021-06-04", "2021-06-05"]),
    ("Il a signé le 4 juin 2021. Le même jour, une bombe explosait.", ["2021-06-04", "2021-06-04"]),
    ("Il a signé le 4 juin 2021. Deux jours plus tôt, il hésitait.", ["2021-06-04", "2021-06-02"]),
    ("Il a signé le 4 juin 2021. Trois mois plus tard, il partait.", ["2021-06-04", "2021-09"]),
    ("Il a signé le 4 juin 2021. Deux ans plus tard, il partait.", ["2021-06-04", "2023"]),
    ("Il a signé le 20 juin 2021. Quelques jours plus tôt, il hésitait.", ["2021-06-20", "2021-06"]),
    ("Il a signé le 4 juin 2021. Le 9 août, il partait.", ["2021-06-04", "2021-08-09"]),
    ("Il a signé le 4 décembre 2021. Le 9 janvier, il partait.", ["2021-12-04", "2022-01-09"]),
    ("Il a signé le 4 juin 2021. Le mardi suivant, il partait.", ["2021-06-04", "2021-06-08"]),
    ("Il a signé le 4 juin 2021. Une semaine plus tard, il partait.", ["2021-06-04", "2021-06-11"]),
    ("Il a signé le 4 juin 2021. Deux mois après, il partait.", ["2021-06-04", "2021-08"]),
    ("Il a signé le 4 juin 2021. Le 9, il partait.", ["2021-06-04", "2021-06-09"]),
    ("Il a signé le 28 juin 2021 et parlé le 3.", ["2021-06-28", "2021-07-03"]),
    ("Il a signé le 4 juin 2021. Dans la soirée, il partait.", ["2021-06-04", "2021-06-04"]),
    ("Il a signé le 4 juin 2021, deux jours après la visite.", ["2021-06-04", "2021-06-02"]),
    ("Il a signé le 4 juin 2021, trois jours avant la visite.", ["2021-06-04", "2021-06-07"]),
    ("Le 4 juin 2021, au troisième jour du siège, il partait.", ["2021-06-04", "2021-06-02"]),
    ("Le 4 juin 2021, pour le deuxième jour consécutif, il a plu.", ["2021-06-04", "2021-06-03"]),
    ("Le 4 juin 2021 il a signé ; la guerre durait depuis octobre.", ["2021-06-04", "2020-10"]),
    ("Il a signé en juin 2021. Le mois suivant, il partait.", ["2021-06", "2021-07"]),
    ("Il a signé en 2021. L'année suivante, il partait.", ["2021", "2022"]),
])
def test_dates_count_from_the_last_one_in_a_text_without_a_date(pipeline: Pipeline, text: str,
                                                                 values: list[str]) -> None:
    assert [value for _, value in list_values(pipeline, text)] == values


def test_a_stated_year_rules_its_paragraph_and_no_further(pipeline: Pipeline) -> None:
    text = "Il a été arrêté le 13 mars 2016. Le 15 mars, il était libre.\nLe 20 mars, il a parlé."
    assert [value for _, value in list_values(pipeline, text, "2024-05-10")] == [
        "2016-03-13", "2016-03-15", "2024-03-20"]


@pytest.mark.parametrize(("text", "head"), [
    ("Il a signé lundi, deux jours après la chute de la ville.", "chute"),
    ("Il a signé lundi, moins de deux jours après avoir fui.", "fui"),
    ("Il a signé lundi, trois jours avant l'ouverture du sommet.", "ouverture"),
    ("Il a signé lundi, au troisième jour des combats.", "combats"),
])
def test_what_is_told_to_have_been_before_has_the_date(pipeline: Pipeline, text: str, head: str) -> None:
    assert find_dates(read(pipeline, text, "2024-05-10"))[1].head.text == head


def test_basis(pipeline: Pipeline) -> None:
    text = "Il a signé le 4 juin 2021. La veille, il hésitait. Mardi, il est parti."
    mentions = find_dates(read(pipeline, text, "2024-05-10"))
    assert [mention.basis for mention in mentions] == ["explicit", "anchored", "relative"]


@pytest.mark.parametrize(("text", "date"), [
    ("KIEV, 3 mars 2024 (agence) - Un pont a été détruit.", "2024-03-03"),
    ("4 juillet 2012. - Un pont a été détruit.", "2012-07-04"),
    ("Un titre\nLe Caire (13 janvier 2025) – Un pont a été détruit.", "2025-01-13"),
    ("Un titre\n\nmardi 19 novembre 2024\n\nUn pont a été détruit.", "2024-11-19"),
    ("Un pont a été détruit le 3 mars 2024 par des tirs venus du nord du pays.", None),
    ("3 mars 2024 – Un pont saute.\n5 mars 2024 – La ville tombe.", None),
    ("KIEV - Un pont a été détruit.", None),
])
def test_dateline(pipeline: Pipeline, text: str, date: str | None) -> None:
    found = find_dateline(read(pipeline, text, None))
    assert (found.isoformat() if found else None) == date


def test_a_dateline_dates_the_text_and_is_no_date_of_an_event(pipeline: Pipeline) -> None:
    assert list_values(pipeline, "KIEV, 6 mars 2024 - Un pont a été détruit mardi.") == [("mardi", "2024-03-05")]


def test_the_year_of_a_heading_dates_a_chronicle(pipeline: Pipeline) -> None:
    text = "Un conflit, été 2008\n\n1er août – La guerre éclate.\n\n15 août – La paix est signée."
    assert [value for _, value in list_values(pipeline, text)] == ["2008", "2008-08-01", "2008-08-15"]


@pytest.mark.parametrize(("sign", "day"), [(-1, 6), (1, 13), (0, 6)])
def test_weekday(sign: int, day: int) -> None:
    assert find_weekday(dt.date(2024, 5, 8), 0, sign) == dt.date(2024, 5, day)


def test_the_end_of_a_month_is_no_trap() -> None:
    assert to_day(2023, 2, 29) is None
    assert shift(to_month(2024, 1), "month", 1) == to_month(2024, 2)
