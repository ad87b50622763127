"""Conditions, purposes, status, attributions and quotations in small texts of our own."""

import pytest

CONDITIONS = [
    ("Oslo a autorisé la vente de missiles, pourvu que Nairobi n'en revende aucun.", "Nairobi n'en revende aucun"),
    ("Sous réserve de l'accord du Sénat, Lima livrera des drones à Quito.", "l'accord du Sénat"),
    ("Si la junte cède, l'Union africaine lèvera ses sanctions.", "la junte cède"),
]
PURPOSES = [
    ("La Norvège a livré des drones à la Moldavie afin de protéger ses ponts.", "protéger ses ponts"),
    ("En vue de calmer la rue, le gouvernement a levé le couvre-feu.", "calmer la rue"),
]
STATUSES = [
    ("L'armée n'a bombardé que des dépôts.", "bombardé", "actual"),
    ("L'armée n'a pas bombardé le port.", "bombardé", "denied"),
    ("L'armée s'apprête à bombarder le port.", "bombarder", "intended"),
    ("Sans la pluie, les avions auraient bombardé le port.", "bombardé", "denied"),
    ("L'armée a nié avoir bombardé le port.", "bombardé", "denied"),
    ("L'armée attaquera le port.", "attaquera", "intended"),
]


@pytest.mark.parametrize(("text", "words"), CONDITIONS)
def test_condition_is_the_words_after_its_phrase(text, words, read):
    spans = [text[begin:end] for event in read(text).events for begin, end in event.conditions]
    assert spans and set(spans) == {words}


@pytest.mark.parametrize(("text", "words"), PURPOSES)
def test_purpose_is_the_words_after_its_phrase(text, words, read):
    spans = [text[begin:end] for event in read(text).events for begin, end in event.purposes]
    assert spans and set(spans) == {words}


@pytest.mark.parametrize(("text", "word", "status"), STATUSES)
def test_status(text, word, status, read):
    assert [event.status for event in read(text).events if text[event.begin : event.end] == word] == [status]


def test_sources_give_each_its_number(read):
    text = "L'armée a bombardé Goma, ce qui a fait vingt morts selon l'ONU et neuf selon le gouvernement."
    claims = read(text).claims
    assert {(claim.source.label, claim.killed) for claim in claims} == {("ONU", 20), ("gouvernement", 9)}


def test_quotation_reaches_over_sentences(read):
    text = "« Les rebelles ont bombardé la gare. Ils ont fui », a déclaré le ministre Karim Haddad."
    speech = next(event for event in read(text).events if event.type == "Statement")
    assert text[slice(*speech.content)] == "Les rebelles ont bombardé la gare. Ils ont fui"
    assert speech.quotation == "direct"


def test_report_is_no_part_of_the_words_told(read):
    text = "L'armée a bombardé le port, a déclaré le ministre Karim Haddad."
    speech = next(event for event in read(text).events if event.type == "Statement")
    assert text[slice(*speech.content)] == "L'armée a bombardé le port"
