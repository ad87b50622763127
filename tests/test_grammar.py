"""Grammatical functions over trees written by hand."""

import pytest

from graphbuild.extract.grammar import find_case, load_grammar
from tests.trees import grow

GRAMMAR = load_grammar()
PART = "VerbForm=Part|Tense=Past"

ACTIVE = grow("Pierre/Pierre/PROPN/nsubj/2", "livre/livrer/VERB/root/0/VerbForm=Fin", "des/un/DET/det/4",
              "armes/arme/NOUN/obj/2", "à/à/ADP/case/6", "Paul/Paul/PROPN/obl:arg/2")
PASSIVE = grow("Paul/Paul/PROPN/nsubj:pass/3", "est/être/AUX/aux:pass/3", f"frappé/frapper/VERB/root/0/{PART}",
               "par/par/ADP/case/5", "Pierre/Pierre/PROPN/obl:agent/3")
RELATIVE = grow("Paul/Paul/PROPN/root/0", "qui/qui/PRON/nsubj/3/PronType=Rel",
                "frappe/frapper/VERB/acl:relcl/1/VerbForm=Fin", "Pierre/Pierre/PROPN/obj/3")
OBJECT_RELATIVE = grow("armes/arme/NOUN/root/0", "que/que/PRON/obj/4/PronType=Rel", "Paul/Paul/PROPN/nsubj/4",
                       "livre/livrer/VERB/acl:relcl/1/VerbForm=Fin")
CONTROL = grow("Paul/Paul/PROPN/nsubj/2", "autorise/autoriser/VERB/root/0/VerbForm=Fin", "Pierre/Pierre/PROPN/obj/2",
               "à/à/ADP/mark/5", "tirer/tirer/VERB/xcomp/2/VerbForm=Inf")
COORDINATED = grow("Paul/Paul/PROPN/nsubj/4", "et/et/CCONJ/cc/3", "Pierre/Pierre/PROPN/conj/1",
                   "attaquent/attaquer/VERB/root/0/VerbForm=Fin", "et/et/CCONJ/cc/6",
                   "fuient/fuir/VERB/conj/4/VerbForm=Fin")
PARTICIPLE = grow("armes/arme/NOUN/root/0", f"livrées/livrer/VERB/acl/1/{PART}", "par/par/ADP/case/4",
                  "Paul/Paul/PROPN/obl:agent/2")
LIGHT = grow("Paul/Paul/PROPN/nsubj/2", "mène/mener/VERB/root/0/VerbForm=Fin", "une/un/DET/det/4",
             "frappe/frappe/NOUN/obj/2", "contre/contre/ADP/case/6", "Pierre/Pierre/PROPN/nmod/4")
INVERTED = grow("viens/venir/VERB/root/0/VerbForm=Fin", "dit/dire/VERB/parataxis/1/VerbForm=Fin",
                "Paul/Paul/PROPN/obj/2")
SHARED_AUXILIARY = grow("Paul/Paul/PROPN/nsubj/3", "a/avoir/AUX/aux:tense/3/VerbForm=Fin",
                        f"frappé/frapper/VERB/root/0/{PART}", "et/et/CCONJ/cc/5", f"pris/prendre/VERB/conj/3/{PART}",
                        "Kiev/Kiev/PROPN/obj/5")

NEGATED = ("Il/il/PRON/nsubj/3", "ne/ne/ADV/advmod/3", "tire/tirer/VERB/root/0/VerbForm=Fin")


@pytest.mark.parametrize(
    ("document", "predicate", "control", "expected"),
    [
        (ACTIVE, 1, "", {("subj", "Pierre"), ("obj", "armes"), ("à", "Paul")}),
        (PASSIVE, 2, "", {("obj", "Paul"), ("agent", "Pierre")}),
        (RELATIVE, 2, "", {("subj", "Paul"), ("obj", "Pierre")}),
        (OBJECT_RELATIVE, 3, "", {("subj", "Paul"), ("obj", "armes")}),
        (CONTROL, 4, "obj", {("subj", "Pierre")}),
        (CONTROL, 4, "subj", {("subj", "Paul")}),
        (COORDINATED, 3, "", {("subj", "Paul"), ("subj", "Pierre")}),
        (COORDINATED, 5, "", {("subj", "Paul"), ("subj", "Pierre")}),
        (PARTICIPLE, 1, "", {("obj", "armes"), ("agent", "Paul")}),
        (LIGHT, 3, "", {("agent", "Paul"), ("contre", "Pierre")}),
        (SHARED_AUXILIARY, 4, "", {("subj", "Paul"), ("obj", "Kiev")}),
    ],
)
def test_arguments(document, predicate, control, expected):
    arguments = GRAMMAR.find_arguments(document.tokens[predicate], control)
    assert {(argument.function, argument.token.text) for argument in arguments} == expected


def test_inverted_speaker_is_the_subject():
    subject = GRAMMAR.find_subject(INVERTED.tokens[1])
    assert subject is not None
    assert subject[0].text == "Paul"


@pytest.mark.parametrize(
    ("words", "negated"),
    [
        ((*NEGATED, "pas/pas/ADV/advmod/3"), True),
        ((*NEGATED, "que/que/ADV/advmod/3"), False),
        (("Il/il/PRON/nsubj/2", "tire/tirer/VERB/root/0/VerbForm=Fin"), False),
        (("sans/sans/ADP/mark/2", "tirer/tirer/VERB/root/0/VerbForm=Inf"), True),
        (("Aucun/aucun/DET/det/2", "soldat/soldat/NOUN/nsubj/4", "ne/ne/ADV/advmod/4",
          "tire/tirer/VERB/root/0/VerbForm=Fin"), True),
    ],
)  # fmt: skip
def test_negation(words, negated):
    document = grow(*words)
    assert GRAMMAR.is_negated(document.sentences[0].root) is negated


def test_preposition_of_several_words():
    document = grow("tir/tir/NOUN/root/0", "auprès/auprès/ADP/case/4", "de/de/ADP/fixed/2", "Paul/Paul/PROPN/nmod/1")
    assert find_case(document.tokens[3]) == "auprès de"
