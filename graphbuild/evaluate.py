"""How well a graph agrees with annotated articles: precision, recall and F1 of actors, weapons, places, events, roles.

The same thing is meant when the mentions of two cover each other: by 0.4 of the longer for actors, weapons and
places, by 0.3 for the triggers of events; each thing is matched once, the best overlap first. A role counts when the
matched events have the matched filler in it; dates must be equal; conditions and purposes share half of their words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from graphbuild.gold import EXTRAS, ROLES, WORDS, Item, Span, list_gold, read_gold
from graphbuild.records import Article
from graphbuild.store import Store
from graphbuild.vocabulary import cg, gaf, nif, rdf, skos

KINDS = ("actor", "weapon", "place", "event")
TYPES = {
    "actor": {
        "State", "GovernmentBody", "ArmedForce", "ArmedGroup", "Person", "MediaOutlet", "Organization", "Group",
    },
    "weapon": {"Weapon"},
    "place": {"Place"},
    "event": {
        "PolicyDecision", "ArmsTransfer", "ArmedAction", "ForceMovement", "Coercion", "Protest", "Diplomacy",
        "Commitment", "Request", "Statement",
    },
}  # fmt: skip
FACTS = ("actor typed", "weapon typed", "place", "event typed", "roles (all)")  # what an analyst reads off the graph
LEAST_COVER = {"actor": 0.4, "weapon": 0.4, "place": 0.4, "event": 0.3}


@dataclass(slots=True)
class Score:
    """Agreement on one sort of fact: how many were found rightly, how many there are, how many were given."""

    name: str
    right: int = 0
    gold: int = 0
    given: int = 0

    @property
    def precision(self) -> float:
        """Share of those given that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of those in the gold that were found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fact that is missed, extra or wrong, of which kind, in which article."""

    sort: str  # missed, extra, type, role
    kind: str  # actor ... event, or the role
    article: str
    message: str


@dataclass(slots=True)
class Evaluation:
    """Scores over all articles, in the order of the report, and every mistake."""

    scores: dict[str, Score] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    articles: dict[str, dict[str, Score]] = field(default_factory=dict)  # the scores of each

    def count(self, name: str, right: int, gold: int, given: int) -> None:
        """Add to one sort of fact."""
        score = self.scores.setdefault(name, Score(name))
        score.right, score.gold, score.given = score.right + right, score.gold + gold, score.given + given

    def add(self, article: str, other: Evaluation) -> None:
        """Add what was counted in one article."""
        for score in other.scores.values():
            self.count(score.name, score.right, score.gold, score.given)
        self.mistakes += other.mistakes
        self.articles[article] = other.scores


def evaluate_store(store: Store, folder: Path) -> Evaluation:
    """Scores of a store that holds the annotated articles of a folder."""
    result = Evaluation()
    for path in list_gold(folder):
        article, gold = read_gold(path)
        result.add(article.id, compare(gold, list_found(store, article), article.id))
    whole = [result.scores[name] for name in FACTS]
    result.count("FACTS", sum(s.right for s in whole), sum(s.gold for s in whole), sum(s.given for s in whole))
    return result


# --- graphs -----------------------------------------------------------------------------------------------------------


QUERY = f"""SELECT DISTINCT ?thing ?begin ?end WHERE {{
  ?mention <{nif.referenceContext}> %s ; <{nif.beginIndex}> ?begin ; <{nif.endIndex}> ?end .
  ?thing <{gaf.denotedBy}> ?mention .
}}"""


def list_found(store: Store, article: Article) -> list[Item]:
    """What the graph holds of an article: actors, weapons, places, and events with what fills their roles."""
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    for row in store.query(QUERY % store.names.article(article)):
        spans[row["thing"].value].add((int(row["begin"].value), int(row["end"].value)))
    items = [item for thing, found in spans.items() if (item := _to_item(store, thing, sorted(found)))]
    for item in items:
        begin, end = item.spans[0]
        item.label = article.text[begin:end]
    return sorted(items, key=lambda item: (item.spans, item.id))


def _to_item(store: Store, thing: str, spans: list[Span]) -> Item | None:
    """An actor, weapon, place or event; None for what is none of these (a claim)."""
    classes = set(_shorten(_get(store, thing, rdf.type)))
    kind = next((kind for kind in KINDS if classes & TYPES[kind]), None)
    if kind is None:
        return None
    type = _find_category(store, thing) if kind == "weapon" else min(classes & TYPES[kind])
    item = Item(thing, kind, type, thing, spans)
    if kind == "event":
        item.roles = {role: _get(store, thing, cg.NAMESPACE + role) for role in ROLES + WORDS + EXTRAS}
        item.roles["status"] = _shorten(item.roles["status"])
    return item


def _get(store: Store, subject: str, predicate: str) -> list[str]:
    """Values of a property, each once."""
    quads = store.find(NamedNode(subject), NamedNode(predicate))
    return sorted({quad.object.value for quad in quads if not isinstance(quad.object, Triple)})


def _shorten(iris: Iterable[str]) -> list[str]:
    """Local names of terms of the ontology."""
    return [iri.removeprefix(cg.NAMESPACE) for iri in iris]


def _find_category(store: Store, weapon: str) -> str:
    """The guide's word for a weapon: the nearest notation upward."""
    waiting, seen = [weapon], set[str]()
    while waiting:
        concept = waiting.pop(0)
        if notations := _get(store, concept, skos.notation):
            return notations[0]
        seen.add(concept)
        waiting += [broader for broader in _get(store, concept, skos.broader) if broader not in seen]
    return "?"


# --- comparison -------------------------------------------------------------------------------------------------------


def compare(gold: Sequence[Item], given: Sequence[Item], article: str) -> Evaluation:
    """The agreement on one article."""
    result = Evaluation()
    same: dict[str, str] = {}
    for kind in KINDS:
        same |= _compare_kind(_pick(gold, kind), _pick(given, kind), kind, article, result)
    pairs = _pair_events(_pick(gold, "event"), _pick(given, "event"), same)
    for role in ROLES:
        _compare_role(role, pairs, _pick(given, "event"), same, article=article, result=result)
    for role in WORDS:
        _compare_words(role, pairs, _pick(given, "event"), result)
    for extra in EXTRAS:
        _compare_extra(extra, pairs, _pick(given, "event"), result)
    return result


Pairs = list[tuple[Item, Item | None]]


def _pick(items: Iterable[Item], kind: str) -> list[Item]:
    """Items of one kind."""
    return [item for item in items if item.kind == kind]


def _pair_events(gold: Sequence[Item], given: Sequence[Item], same: Mapping[str, str]) -> Pairs:
    """Every gold event with the event that was matched to it."""
    matched = {same[item.id]: item for item in given if item.id in same}
    return [(item, matched.get(item.id)) for item in gold]


def _compare_kind(
    gold: Sequence[Item], given: Sequence[Item], kind: str, article: str, result: Evaluation
) -> dict[str, str]:
    """Ids of the gold things by the ids of those matched to them; counts and mistakes go into the result."""
    pairs = match(gold, given, kind)
    result.count(kind, len(pairs), len(gold), len(given))
    if kind != "place":
        result.count(f"{kind} typed", sum(x.type == y.type for x, y in pairs), len(gold), len(given))
    found, used = {id(x) for x, _ in pairs}, {id(y) for _, y in pairs}
    missed = [Mistake("missed", kind, article, f"{x.type} {x.label!r}") for x in gold if id(x) not in found]
    extra = [Mistake("extra", kind, article, f"{y.type} {y.label!r}") for y in given if id(y) not in used]
    wrong = [(x, y) for x, y in pairs if x.type != y.type and kind != "place"]
    types = [Mistake("type", kind, article, f"{x.label!r} is {x.type}, not {y.type}") for x, y in wrong]
    result.mistakes += [*missed, *extra, *types]
    return {y.id: x.id for x, y in pairs}


def match(gold: Sequence[Item], given: Sequence[Item], kind: str) -> list[tuple[Item, Item]]:
    """One-to-one pairs: the best overlap first, among events those of the same type before all others."""
    candidates = []
    for i, x in enumerate(gold):
        for j, y in enumerate(given):
            if shared := _overlap(x.spans, y.spans, LEAST_COVER[kind]):
                candidates.append((kind == "event" and x.type != y.type, -shared, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return [(gold[i], given[j]) for i, j in pairs.items()]


def _overlap(spans: Sequence[Span], others: Sequence[Span], least: float) -> int:
    """Characters shared by the mentions that cover each other by at least `least` of the longer."""
    shared = [
        (min(a[1], b[1]) - max(a[0], b[0]), max(a[1] - a[0], b[1] - b[0])) for a in spans for b in others
    ]
    return sum(common for common, longer in shared if common > 0 and common >= least * longer)


def _compare_role(
    role: str, pairs: Pairs, given: Sequence[Item], same: Mapping[str, str], *, article: str, result: Evaluation
) -> None:
    """Count the fillers of one role."""
    right = 0
    for x, y in pairs:
        if y is None:
            continue
        wanted = set(x.roles[role])
        got = {value if role == "date" else same.get(value, f"unmatched {value}") for value in y.roles[role]}
        right += len(wanted & got)
        if wanted != got:
            message = f"of {x.label!r}: gold {sorted(wanted)}, got {sorted(got)}"
            result.mistakes.append(Mistake("role", role, article, message))
    total = sum(len(set(x.roles[role])) for x, _ in pairs), sum(len(set(y.roles[role])) for y in given)
    result.count(f"role {role}", right, *total)
    result.count("roles (all)", right, *total)


def _compare_words(role: str, pairs: Pairs, given: Sequence[Item], result: Evaluation) -> None:
    """Count the conditions or purposes."""
    right = sum(
        any(_share_words(words, other) for other in y.roles[role]) for x, y in pairs if y for words in x.roles[role]
    )
    result.count(role, right, sum(len(x.roles[role]) for x, _ in pairs), sum(len(y.roles[role]) for y in given))


def _share_words(words: str, others: str) -> bool:
    """Whether two slices of the text have half of their words in common."""
    a, b = set(words.casefold().split()), set(others.casefold().split())
    return len(a & b) >= 0.5 * max(len(a), len(b), 1)


def _compare_extra(extra: str, pairs: Pairs, given: Sequence[Item], result: Evaluation) -> None:
    """Count the statuses or the numbers of victims."""
    told = [(x, y) for x, y in pairs if x.roles[extra]]
    right = sum(y is not None and x.roles[extra] == y.roles[extra] for x, y in told)
    result.count(extra, right, len(told), sum(bool(y.roles[extra]) for y in given))
