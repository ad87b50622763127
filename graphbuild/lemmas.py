"""Lemmas: what the pipeline guessed is kept where it is a word, else looked up or rebuilt from the form's ending."""

import re
from dataclasses import dataclass
from functools import cache

from simplemma import is_known, lemmatize

from graphbuild.lexicon import read_table, split_cell
from graphbuild.resources import find_language

MISTAGGED = frozenset({"NOUN", "ADJ", "PROPN", "PRON", "ADV", "X"})
CLAUSAL = frozenset({"root", "acl", "advcl", "ccomp", "xcomp", "conj", "parataxis"})
PAIR = ("form", "lemma")


@dataclass(frozen=True, slots=True)
class VerbForms:
    """What a language's verb forms look like, from its tables."""

    forms: dict[str, str]  # forms that other words or verbs share, and their infinitives
    endings: tuple[tuple[str, str], ...]  # of a form and of its infinitive, the longest first
    infinitive: re.Pattern[str]
    agreement: re.Pattern[str]  # of a participle: endings of gender and number
    feminine: re.Pattern[str]  # participles that no name looks like
    participles: tuple[tuple[str, re.Pattern[str]], ...]  # by the ending of the infinitive
    finite: tuple[tuple[str, tuple[str, ...]], ...]  # endings that only verbs have, by that of the infinitive


@cache
def load_verb_forms(language: str) -> VerbForms | None:
    """The verb forms of a language, None where it has no tables of them."""
    if not find_language(language, "verb_patterns.csv").exists():
        return None
    rows = read_table(find_language(language, "verb_patterns.csv"), ("kind", "group", "pattern"))
    single = {row["kind"]: re.compile(row["pattern"]) for row in rows if not row["group"]}
    endings = [(row["form"], row["lemma"]) for row in read_table(find_language(language, "verb_endings.csv"), PAIR)]
    return VerbForms(
        {row["form"]: row["lemma"] for row in read_table(find_language(language, "verb_forms.csv"), PAIR)},
        tuple(sorted(endings, key=lambda pair: -len(pair[0]))),
        single["infinitive"],
        single["agreement"],
        single["feminine"],
        tuple((row["group"], re.compile(row["pattern"])) for row in rows if row["kind"] == "participle"),
        tuple((row["group"], tuple(split_cell(row["pattern"]))) for row in rows if row["kind"] == "finite"),
    )


@cache
def correct_lemma(form: str, lemma: str, upos: str, language: str) -> str:
    """The lemma of a form: the guess where the language has such a word, else that of the word list.

    Only verbs, nouns and adjectives are corrected; a verb's lemma is an infinitive. Languages without tables
    keep what the pipeline says.
    """
    verbs = load_verb_forms(language)
    if verbs is None or upos not in ("VERB", "AUX", "NOUN", "ADJ"):
        return lemma
    form, guess = form.lower().replace("’", "'"), lemma.lower()
    if upos in ("VERB", "AUX"):
        return _find_infinitive(form, guess, verbs, language) or guess
    if _is_lemma(guess, language):
        return guess
    found = lemmatize(form, lang=language)
    return guess if upos == "NOUN" and verbs.infinitive.search(found) and found != form else found


@cache
def find_mistagged_verb(form: str, upos: str, relation: str, language: str) -> tuple[str, bool] | None:
    """Infinitive of a word taken for another part of speech that can only be a verb, and whether it is a participle.

    `nie`, `refusèrent`, `Annoncée` are no nouns or names; participles used as nouns (`réfugié`) stay what they are.
    """
    verbs = load_verb_forms(language)
    if verbs is None or upos not in MISTAGGED:
        return None
    form = form.lower()
    lemma = lemmatize(form, lang=language)
    if form in (lemma, lemma + "s") or not _is_verb(lemma, verbs, language):
        return None
    if upos in ("PROPN", "X"):  # a name, but for a feminine participle that opens a sentence
        return (lemma, True) if verbs.feminine.search(form) else None
    participle = any(lemma.endswith(group) and ending.search(form) for group, ending in verbs.participles)
    clausal = relation.partition(":")[0] in CLAUSAL
    taken = (upos == "ADJ" and clausal) if participle else upos != "ADJ" or clausal
    return (lemma, participle) if taken else None


@cache
def find_infinitive(form: str, language: str) -> str | None:
    """The infinitive of a form read as a verb, None where it can't be one."""
    verbs = load_verb_forms(language)
    lemma = _find_infinitive(form.lower(), "", verbs, language) if verbs else None
    return lemma if verbs and lemma is not None and _is_verb(lemma, verbs, language) else None


def _is_verb(lemma: str, verbs: VerbForms, language: str) -> bool:
    """Whether a lemma that looks like an infinitive has finite forms, as `obusier` and `ministre` have not."""
    stems = ((lemma.removesuffix(ending), forms) for ending, forms in verbs.finite if lemma.endswith(ending))
    found = (stem + form for stem, forms in stems for form in forms)
    return any(lemmatize(form, lang=language) == lemma for form in found)


def _is_lemma(word: str, language: str) -> bool:
    return is_known(word, lang=language) and lemmatize(word, lang=language) == word


def _find_infinitive(form: str, guess: str, verbs: VerbForms, language: str) -> str | None:
    """The infinitive of a verb form, None where no known one fits."""
    if listed := verbs.forms.get(form):
        return listed
    if verbs.infinitive.search(guess) and _is_lemma(guess, language):
        return guess
    found = lemmatize(form, lang=language)
    if verbs.infinitive.search(found) and found != form:
        return found
    for stem in dict.fromkeys((form, verbs.agreement.sub("", form), form.rstrip("s"))):
        for ending, replacement in verbs.endings:
            candidate = stem.removesuffix(ending) + replacement
            if stem.endswith(ending) and _is_lemma(candidate, language):
                return candidate
    return found if verbs.infinitive.search(found) else None
