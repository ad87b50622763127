"""Lemmas: guesses that are no words are replaced, the others kept."""

import pytest

from graphbuild.lemmas import correct_lemma

CASES = [
    ("abattus", "abattus", "VERB", "abattre"),
    ("détruites", "détruite", "VERB", "détruire"),
    ("visé", "visé", "VERB", "viser"),
    ("nie", "nie", "VERB", "nier"),
    ("dément", "démer", "VERB", "démentir"),
    ("prise", "priser", "VERB", "prendre"),
    ("fauchent", "fauchent", "VERB", "faucher"),
    ("rendrait", "rendrer", "VERB", "rendre"),
    ("périssait", "périsser", "VERB", "périr"),
    ("exclut", "exclutr", "VERB", "exclure"),
    ("revendiquée", "revendiquée", "ADJ", "revendiquer"),
    ("missiles", "missiles", "NOUN", "missile"),
    ("raids", "raids", "NOUN", "raid"),
    ("frappes", "frappe", "NOUN", "frappe"),
    ("frappes", "frappe", "VERB", "frapper"),
    ("russes", "russe", "ADJ", "russe"),
    ("livrer", "livrer", "VERB", "livrer"),
    ("Kiev", "Kiev", "PROPN", "Kiev"),
    ("HIMARS", "HIMARS", "NOUN", "himars"),
]


@pytest.mark.parametrize(("form", "guess", "upos", "lemma"), CASES)
def test_lemma(form, guess, upos, lemma):
    assert correct_lemma(form, guess, upos, "fr") == lemma


def test_other_languages_keep_the_guess():
    assert correct_lemma("geliefert", "geliefert", "VERB", "de") == "geliefert"
