"""Places: names and noun phrases for them, and what the gazetteer knows of them where it is certain."""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.extract.place_lexicon import Known, PlaceLexicon
from graphbuild.extract.place_names import Candidate, Scene, find_candidates, open_scene
from graphbuild.extract.place_phrases import Phrase, find_phrases
from graphbuild.extract.place_senses import choose_places, look_up
from graphbuild.gazetteer import Entry, Gazetteer, to_key
from graphbuild.lexicon import fold
from graphbuild.records import Document, Mention, PlaceMention, Token

CERTAIN = 3  # how many times larger than the next one a place must be to be the one that is meant
HOME = 2  # how many times more often than any other the country is named that `le pays` means
KNOWN_ABROAD = 100_000  # inhabitants from which a place is meant although the text doesn't name its country
PRECISIONS = dict.fromkeys(
    ("region", "state", "water", "direction", "area", "border", "territory"), "region") | {"country": "country"}

ANTECEDENTS = {"country": ("country",), "region": ("region",)}


def find_places(document: Document, gazetteer: Gazetteer, lexicon: PlaceLexicon,
                names: Iterable[Mention] = ()) -> list[PlaceMention]:
    """Places of the document in order; none is sought inside `names`: those of persons, outlets, weapons."""
    scene = open_scene(document, gazetteer, lexicon, [(name.begin, name.end) for name in names])
    candidates = find_candidates(scene)
    chosen = choose_places(scene, candidates)
    phrases = find_phrases(scene, candidates)
    phrases = [phrase for phrase in phrases if not _is_apposed(phrase)]
    absorbed = {id(phrase.inner) for phrase in phrases if phrase.inner and _absorbs(scene, phrase, phrase.inner)}
    mentions = [_to_mention(scene, candidate) for candidate in chosen if id(candidate) not in absorbed]
    mentions += [_to_phrase_mention(scene, phrase) for phrase in phrases if not _is_anaphor(phrase)]
    mentions.sort(key=lambda mention: (mention.begin, -mention.end))
    anaphors = [phrase for phrase in phrases if _is_anaphor(phrase)]
    return _resolve_anaphors(scene, anaphors, _drop_repeated(mentions))


def _is_apposed(phrase: Phrase) -> bool:
    """Whether the phrase only says what its name is (`la ville de Gao`): the name alone stands for it."""
    if phrase.noun.kind not in ("city", "capital", "country") or phrase.inner is None:
        return False
    return phrase.noun.kind == "country" or not _contains(phrase.inner)


def _contains(inner: Candidate) -> bool:
    """Whether the name is that of a region or country: what a town lies in, not what it is called."""
    return inner.known is not None and inner.known.kind in ("region", "country", "water")


def _absorbs(scene: Scene, phrase: Phrase, inner: Candidate) -> bool:
    """Whether the phrase stands for its name too: `la région de Koursk`, `le camp de X` where X is no known town."""
    if phrase.noun.kind in ("region", "state", "water"):
        return True
    if inner.known is not None:
        return False
    if fold(phrase.noun.lemma) in scene.lexicon.cues["named_after"]:
        return not _stands_alone(scene, inner)
    return inner.kind != "of" and find_entry(scene, inner) is None


def _stands_alone(scene: Scene, inner: Candidate) -> bool:
    """Whether the text has the name again after a preposition of place: then it is that of a town, too."""
    name = " ".join(word.key for word in scene.words[inner.first:inner.last])
    return any(f" {cue} {name}" in scene.folded for cue in scene.lexicon.cues["stand"])


def _drop_repeated(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """One mention for each stretch of text: of a phrase and a name that end alike and begin alike, the phrase."""
    kept: list[PlaceMention] = []
    for mention in mentions:
        if not any(other.begin <= mention.begin and mention.end <= other.end
                   and mention.end - mention.begin > 0.8 * (other.end - other.begin) for other in kept):
            kept.append(mention)
    return kept


# --- names ------------------------------------------------------------------------------------------------------------


def _to_mention(scene: Scene, candidate: Candidate) -> PlaceMention:
    """The mention of a name, with what is certain about its place."""
    begin, end = scene.span(candidate)
    first, last = scene.words[candidate.first].token, scene.words[candidate.last - 1].token + 1
    name = candidate.known.label if candidate.known else _to_title(scene.document.slice(begin, end))
    mention = PlaceMention(begin, end, first, last, scene.token(candidate), name)
    _locate(scene, mention, candidate)
    return mention


def _to_title(name: str) -> str:
    """A name in capitals as it is written elsewhere."""
    return name.title() if name.isupper() else name


def _locate(scene: Scene, mention: PlaceMention, candidate: Candidate) -> None:
    """Fill in what the table and the gazetteer know of the place."""
    known = candidate.known
    if known and known.kind == "country":
        _fill(mention, scene.gazetteer.find_country(known.country or ""), "country")
        mention.country = known.country
        return
    entry = find_entry(scene, candidate)
    if entry:
        _fill(mention, entry, "region" if entry.kind == "division" else "exact")
    elif known:
        mention.latitude, mention.longitude, mention.country = known.latitude, known.longitude, known.country
        mention.precision = "exact" if known.kind in ("site", "city", "power") else "region"
    if candidate.kind == "near" and mention.precision == "exact":
        mention.precision = "near"


def _fill(mention: PlaceMention, entry: Entry | None, precision: str) -> None:
    """Copy an entry of the gazetteer into the mention."""
    mention.precision = precision
    if entry:
        mention.geonames, mention.latitude, mention.longitude = entry.geonames, entry.latitude, entry.longitude
        mention.country, mention.admin1 = entry.country, entry.admin1


def find_entry(scene: Scene, candidate: Candidate) -> Entry | None:
    """The entry of the gazetteer that the name means, None when several may be meant."""
    entries = look_up(scene, candidate)
    if candidate.known:
        return _choose_known(candidate.known, entries)
    towns = [entry for entry in entries if entry.kind != "division"]
    here = [entry for entry in towns if entry.country in scene.countries]
    if here:
        return _choose_here(scene, here)
    divisions = [entry for entry in entries if entry.kind == "division" and entry.country in scene.countries]
    if len(divisions) == 1:
        return divisions[0]
    large = [entry for entry in towns if entry.population >= KNOWN_ABROAD]
    return large[0] if large and _is_largest(large[0], towns, 3 * CERTAIN) else None


def _choose_known(known: Known, entries: list[Entry]) -> Entry | None:
    """The entry for a place of the table: the nearest to its coordinates where it has any, or else the largest."""
    if known.kind not in ("city", "site") or not known.lookup:
        return None
    if known.latitude is None or known.longitude is None:
        return entries[0] if entries else None
    latitude, longitude = known.latitude, known.longitude
    near = [e for e in entries if e.latitude is not None and e.longitude is not None
            and abs(e.latitude - latitude) < 0.5 and abs(e.longitude - longitude) < 0.5]
    return near[0] if near else None


def _choose_here(scene: Scene, entries: list[Entry]) -> Entry | None:
    """The entry in the countries that the text names: in a division it names, or much larger than the others."""
    named = [e for e in entries if e.admin1 and to_key(e.admin1).split()[0] in scene.folded
             and to_key(e.admin1) != to_key(e.name)]
    for group in (named, entries):
        if group and _is_largest(group[0], group, CERTAIN):
            return group[0]
    most = max(scene.countries[entry.country] for entry in entries)
    often = [entry for entry in entries if scene.countries[entry.country] == most]
    return often[0] if len(often) == 1 else None


def _is_largest(entry: Entry, entries: list[Entry], times: int) -> bool:
    """Whether an entry has so many times the inhabitants of every other."""
    return all(entry.population >= times * max(other.population, 1) for other in entries if other is not entry) or (
        len(entries) == 1)


# --- phrases ----------------------------------------------------------------------------------------------------------


def _to_phrase_mention(scene: Scene, phrase: Phrase) -> PlaceMention:
    """The mention of a noun phrase, located by the place it is named by or lies in."""
    tokens = scene.document.tokens
    begin, end = tokens[phrase.first].begin, tokens[phrase.last - 1].end
    name = scene.document.slice(phrase.head.begin, end)
    mention = PlaceMention(begin, end, phrase.first, phrase.last, phrase.head, name)
    mention.precision = PRECISIONS.get(phrase.noun.kind, "near")
    if phrase.inner:
        inner = _to_mention(scene, phrase.inner)
        mention.latitude, mention.longitude = inner.latitude, inner.longitude
        mention.country, mention.admin1 = inner.country, inner.admin1
        if inner.precision in ("country", "region"):
            mention.precision = inner.precision if inner.precision == "country" else "region"
    else:
        mention.country = _find_demonym(scene, tokens[phrase.head.index:phrase.last])
        if phrase.noun.kind == "capital" and mention.country:
            _fill(mention, scene.gazetteer.find_capital(mention.country), "exact")
    return mention


def _find_demonym(scene: Scene, tokens: list[Token]) -> str | None:
    """The country whose adjective one of the tokens is."""
    return next((country for token in tokens if (country := scene.lexicon.demonyms.get(fold(token.text)))), None)


def _is_anaphor(phrase: Phrase) -> bool:
    """Whether the phrase means a place by what was named before: `le pays`, `cette ville`."""
    if phrase.noun.bare != "anaphor":
        return False
    return not phrase.named or (phrase.noun.kind == "city" and phrase.inner is not None)


def _resolve_anaphors(scene: Scene, anaphors: list[Phrase], mentions: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions with those of `le pays`, `la ville` that mean a place named before them."""
    found = []
    for phrase in anaphors:
        mention = _to_phrase_mention(scene, phrase)
        before = [other for other in mentions if other.begin < mention.begin]
        antecedent = _find_antecedent(scene, phrase, before)
        if antecedent is None and phrase.noun.kind == "country" and _is_definite(scene, phrase):
            antecedent = _find_home(scene, mention)
        if antecedent and phrase.head.feats.get("Number") != "Plur":
            mention.name, mention.geonames = antecedent.name, antecedent.geonames
            mention.latitude, mention.longitude = antecedent.latitude, antecedent.longitude
            mention.country, mention.admin1 = antecedent.country, antecedent.admin1
            mention.precision = antecedent.precision
            found.append(mention)
    return sorted([*mentions, *found], key=lambda mention: (mention.begin, -mention.end))


def _find_home(scene: Scene, mention: PlaceMention) -> PlaceMention | None:
    """The country that a text with none as a place is about, as `le pays`: the one it names or calls by adjectives."""
    first, second, *_ = [*sorted(scene.countries.items(), key=lambda item: (-item[1], item[0])), ("", 0), ("", 0)]
    entry = scene.gazetteer.find_country(first[0]) if first[1] >= HOME * max(second[1], 1) else None
    if entry is None:
        return None
    name = scene.gazetteer.list_countries(scene.document.article.language).get(first[0], entry.name)
    home = PlaceMention(mention.begin, mention.end, mention.first, mention.last, mention.head, name)
    _fill(home, entry, "country")
    return home


def _find_antecedent(scene: Scene, phrase: Phrase, before: list[PlaceMention]) -> PlaceMention | None:
    """The place that `le pays`, `la capitale` or `la ville` means: the last one of that kind."""
    if not _is_definite(scene, phrase):
        return None
    kinds = ANTECEDENTS.get(phrase.noun.kind, ("exact", "near"))
    fitting = [m for m in before if m.precision in kinds and (m.geonames or phrase.noun.kind != "capital")]
    if phrase.noun.kind == "city":
        fitting = [m for m in fitting if m.name[0].isupper()]
    if phrase.noun.kind == "capital":
        fitting = [m for m in fitting if _is_capital(scene, m)]
    return fitting[-1] if fitting else None


def _is_definite(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase has a definite article or a demonstrative."""
    before = scene.folded[max(0, phrase.head.begin - 8):phrase.head.begin].split()
    return bool(before) and before[-1].split("'")[-1] in ("le", "la", "du", "au", "ce", "cette", "cet", "")


def _is_capital(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the mention is of a capital."""
    return any(e.kind == "capital" and e.geonames == mention.geonames
               for e in scene.gazetteer.find(mention.name, mention.country))
