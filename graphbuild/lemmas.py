"""Lemmas: what the pipeline guessed is kept where it is a word, else looked up or rebuilt from the form's ending."""

import re
from functools import cache

from simplemma import is_known, lemmatize

from graphbuild.lexicon import read_table
from graphbuild.resources import find_language

INFINITIVE = {"fr": re.compile(r"(?:er|ir|re|oir)$")}
AGREEMENT = {"fr": re.compile(r"(?:e|s|es)$")}  # endings of gender and number of a participle

PARTICIPLE = {  # endings of participles by the group of their verb
    "fr": (
        ("er", re.compile(r"ée?s?$")),
        ("ir", re.compile(r"(?:i|u|t)e?s?(?<!nt)$")),
        ("re", re.compile(r"(?:i|u|t)e?s?(?<!nt)$|is$")),
    ),
}  # fmt: skip
FEMININE = {"fr": re.compile(r"ées?$")}
FINITE = {  # endings of infinitives and of forms that only verbs have
    "fr": (
        ("er", ("ait", "aient", "era", "ant", "é", "ée")), ("er", ("eait", "eant")), ("cer", ("çait", "çant")),
        ("ir", ("issait", "ait", "ira", "issant", "irent")), ("re", ("ait", "sait", "ra", "ant", "sant")),
        ("dre", ("ait", "dra")), ("ndre", ("gnait", "ndra")), ("oir", ("ait", "ra")), ("evoir", ("evait", "evra")),
    ),
}  # fmt: skip
MISTAGGED = frozenset({"NOUN", "ADJ", "PROPN", "PRON", "ADV", "X"})
CLAUSAL = frozenset({"root", "acl", "advcl", "ccomp", "xcomp", "conj", "parataxis"})
COLUMNS = ("form", "lemma")


@cache
def _load_forms(language: str) -> dict[str, str]:
    """Verb forms that other words or verbs share, and their infinitives."""
    return {row["form"]: row["lemma"] for row in read_table(find_language(language, "verb_forms.csv"), COLUMNS)}


@cache
def _load_endings(language: str) -> tuple[tuple[str, str], ...]:
    """Endings of a verb form and of its infinitive, the longest first."""
    rows = read_table(find_language(language, "verb_endings.csv"), COLUMNS)
    return tuple(sorted(((row["form"], row["lemma"]) for row in rows), key=lambda pair: -len(pair[0])))


@cache
def correct_lemma(form: str, lemma: str, upos: str, language: str) -> str:
    """The lemma of a form: the guess where the language has such a word, else that of the word list.

    Only verbs, nouns and adjectives are corrected; a verb's lemma is an infinitive. Languages without tables
    keep what the pipeline says.
    """
    if language not in INFINITIVE or upos not in ("VERB", "AUX", "NOUN", "ADJ"):
        return lemma
    form, guess = form.lower().replace("’", "'"), lemma.lower()
    if upos in ("VERB", "AUX"):
        return _find_infinitive(form, guess, language) or guess
    if _is_lemma(guess, language):
        return guess
    found = lemmatize(form, lang=language)
    return guess if upos == "NOUN" and INFINITIVE[language].search(found) and found != form else found


@cache
def find_mistagged_verb(form: str, upos: str, relation: str, language: str) -> tuple[str, bool] | None:
    """Infinitive of a word taken for another part of speech that can only be a verb, and whether it is a participle.

    `nie`, `refusèrent`, `Annoncée` are no nouns or names; participles used as nouns (`réfugié`) stay what they are.
    """
    if language not in INFINITIVE or upos not in MISTAGGED:
        return None
    form = form.lower()
    lemma = lemmatize(form, lang=language)
    if form in (lemma, lemma + "s") or not _is_verb(lemma, language):
        return None
    participle = any(lemma.endswith(group) and ending.search(form) for group, ending in PARTICIPLE[language])
    clausal = relation.partition(":")[0] in CLAUSAL
    if upos in ("PROPN", "X"):  # a name, but for a feminine participle that opens a sentence
        return (lemma, True) if FEMININE[language].search(form) else None
    taken = (upos == "ADJ" and clausal) if participle else upos != "ADJ" or clausal
    return (lemma, participle) if taken else None


def find_infinitive(form: str, language: str) -> str | None:
    """The infinitive of a form read as a verb, None where it can't be one."""
    if language not in INFINITIVE:
        return None
    lemma = _find_infinitive(form.lower(), "", language)
    return lemma if lemma is not None and _is_verb(lemma, language) else None


@cache
def _is_verb(lemma: str, language: str) -> bool:
    """Whether a lemma that looks like an infinitive has finite forms, as `obusier` and `ministre` have not."""
    stems = ((lemma.removesuffix(ending), forms) for ending, forms in FINITE[language] if lemma.endswith(ending))
    found = (stem + form for stem, forms in stems for form in forms)
    return any(lemmatize(form, lang=language) == lemma for form in found)


def _is_lemma(word: str, language: str) -> bool:
    return is_known(word, lang=language) and lemmatize(word, lang=language) == word


def _find_infinitive(form: str, guess: str, language: str) -> str | None:
    """The infinitive of a verb form, None where no known one fits."""
    infinitive = INFINITIVE[language]
    if listed := _load_forms(language).get(form):
        return listed
    if infinitive.search(guess) and _is_lemma(guess, language):
        return guess
    found = lemmatize(form, lang=language)
    if infinitive.search(found) and found != form:
        return found
    for stem in dict.fromkeys((form, AGREEMENT[language].sub("", form), form.rstrip("s"))):
        for ending, replacement in _load_endings(language):
            candidate = stem.removesuffix(ending) + replacement
            if stem.endswith(ending) and _is_lemma(candidate, language):
                return candidate
    return found if infinitive.search(found) else None
