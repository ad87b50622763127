"""Numbers in digits and words."""

import pytest

from graphbuild.extract.numbers import parse_number


@pytest.mark.parametrize(("text", "value"), [
    ("12", 12), ("60.000", 60000), ("138 000", 138000), ("2\u00a0500", 2500), ("1\u202f200\u202f000", 1200000),
    ("un", 1), ("une", 1), ("vingt et un", 21), ("vingt-deux", 22), ("soixante et onze", 71), ("soixante-dix-neuf", 79),
    ("quatre-vingts", 80), ("quatre-vingt-dix-sept", 97), ("cent", 100), ("cent quatre", 104), ("cent vingt", 120),
    ("cent quatre-vingt-un", 181), ("deux cent cinquante-trois", 253), ("trois mille", 3000), ("mille", 1000),
    ("deux mille cent cinq", 2105), ("trois cent mille", 300000), ("un million deux cent mille", 1200000),
    ("1,5 million", 1500000), ("33 millions", 33000000), ("2,3 milliards", 2300000000), ("septante-cinq", 75),
    ("une vingtaine", 20), ("une centaine", 100), ("deux douzaines", 24), ("une demi-douzaine", 6),
    ("une dizaine de milliers", 10000),
    ("au moins 12", 12), ("près de 2 000", 2000), ("plus d'une centaine", 100), ("quelque trois cents", 300),
    ("Au moins une trentaine", 30), ("pas moins de quinze", 15), ("les deux", 2), ("zéro", 0), ("Trois", 3),
])
def test_number(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", [
    "", "des dizaines", "plusieurs centaines", "dizaines", "quelques", "1,5", "12 chars", "12 à 15",
    "entre dix et douze",
    "et", "de", "les", "moins de dix", "12:30", "3.5", "nombreux",
])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None
