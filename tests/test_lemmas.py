"""Lemmas: guesses that are no words are replaced, the others kept."""

import pytest

from graphbuild.lemmas import correct_lemma, find_mistagged_verb

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


@pytest.mark.parametrize(
    ("form", "upos", "relation", "expected"),
    [
        ("nie", "PRON", "root", ("nier", False)),
        ("revendique", "NOUN", "root", ("revendiquer", False)),
        ("imputent", "ADJ", "root", ("imputer", False)),
        ("refusèrent", "ADJ", "root", ("refuser", False)),
        ("détruisent", "NOUN", "root", ("détruire", False)),
        ("Annoncée", "PROPN", "root", ("annoncer", True)),
        ("Gaza", "PROPN", "obl", None),
        ("Traoré", "PROPN", "nsubj", None),
        ("obusiers", "NOUN", "obj", None),
        ("ministres", "NOUN", "nsubj", None),
        ("réfugiés", "NOUN", "nsubj", None),
        ("pouvoirs", "NOUN", "nsubj", None),
        ("attaque", "NOUN", "nsubj", None),
        ("vive", "ADJ", "amod", None),
    ],
)
def test_mistagged_verb(form, upos, relation, expected):
    assert find_mistagged_verb(form, upos, relation, "fr") == expected
