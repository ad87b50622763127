"""Training of the models of events and roles on annotated articles: `python -m graphbuild.fitting --help`.

Each model is a multinomial logistic regression (scikit-learn) over the clues of `extract.trigger_clues` and
`extract.role_clues`. Thresholds are those of the best F1 when every article is judged by models that never saw it.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from graphbuild.evaluate import match
from graphbuild.extract.candidates import Candidate, find_candidates
from graphbuild.extract.events import MODELS, propose_roles
from graphbuild.extract.model import NONE, UNIT, Model
from graphbuild.extract.role_clues import Spot, list_fillers, open_scene
from graphbuild.extract.role_clues import list_clues as list_role_clues
from graphbuild.extract.roles import share_out
from graphbuild.extract.trigger_clues import list_clues as list_trigger_clues
from graphbuild.extract.triggers import Trigger, choose_class, to_trigger
from graphbuild.gold import ROLES, Item, list_gold, read_gold
from graphbuild.language import parse
from graphbuild.pipeline import Findings, Knowledge, date_article, find_things, load_knowledge
from graphbuild.records import Article, DateMention, Document, Event, Thing
from graphbuild.resources import find_language

LEAST = 3  # examples that a clue must stand in to get a weight
STRENGTH = 0.1  # inverse strength of the L2 regularisation
FOLDS = 6
GRID = [step / 100 for step in range(15, 61, 5)]  # thresholds that are tried
ABOUT = 0.003  # F1 that is about as good as the best
MARKS = ("<!-- scores -->", "<!-- /scores -->")  # around the table in a card
COVER = 0.3  # of the longer of trigger and candidate, as in the evaluation
KIND_ROLES = {
    "actor": ("agent", "recipient", "target"),
    "weapon": ("weapon", "weaponHit"),
    "place": ("place", "target"),
    "date": ("date",),
    "event": ("about",),
}


@dataclass(frozen=True, slots=True)
class Example:
    """Clues of one candidate or pair in an article, and what the annotation says it is."""

    article: str
    clues: frozenset[str]
    label: str
    learn: bool = True  # what fills roles of an event that is none teaches nothing, but counts for thresholds


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated article as far as it is read before the models decide anything."""

    article: Article
    gold: list[Item]
    document: Document
    findings: Findings
    candidates: list[Candidate]
    events: list[Item | None]  # the annotated event that each candidate names


# --- articles ---------------------------------------------------------------------------------------------------------


def read_annotated(folder: Path, knowledge: Knowledge) -> list[Annotated]:
    """The annotated articles of a folder."""
    return [_read_one(path, knowledge) for path in list_gold(folder)]


def _read_one(path: Path, knowledge: Knowledge) -> Annotated:
    article, gold = read_gold(path)
    document = parse(knowledge.pipeline, date_article(article))
    findings = find_things(document, knowledge)
    candidates = find_candidates(document, findings.things, knowledge.events.frames)
    events = [item for item in gold if item.kind == "event"]
    return Annotated(article, gold, document, findings, candidates, [_find_event(c, events) for c in candidates])


def _find_event(candidate: Candidate, events: Sequence[Item]) -> Item | None:
    """The annotated event whose trigger a candidate covers, None where it names none."""
    spans = sorted({candidate.find_span(frame) for frame in candidate.frames}, key=lambda span: span[0] - span[1])
    for span in spans:
        shares = [(_cover(span, item.spans[0]), item) for item in events]
        best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        if best[0] >= COVER:
            return best[1]
    return None


def _cover(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Share of the longer span that both have."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(one[1] - one[0], other[1] - other[0])


# --- models -----------------------------------------------------------------------------------------------------------


def fit(examples: Sequence[Example]) -> Model:
    """The model of some examples, without thresholds."""
    examples = [example for example in examples if example.learn]
    vocabulary = _list_clues(examples)
    labels = np.array([example.label for example in examples])
    regression = LogisticRegression(C=STRENGTH, max_iter=1000).fit(_to_matrix(examples, vocabulary), labels)
    weights, intercepts = regression.coef_, regression.intercept_
    if len(regression.classes_) == 2:  # scikit-learn keeps the weights of the second class alone
        weights, intercepts = np.vstack([-weights / 2, weights / 2]), np.array([-intercepts[0] / 2, intercepts[0] / 2])
    rounded = {clue: _to_units(weights[:, i]) for clue, i in vocabulary.items()}
    kept = {clue: row for clue, row in rounded.items() if any(row)}
    return Model(tuple(map(str, regression.classes_)), _to_units(intercepts), kept, {})


def _to_units(weights: NDArray[np.float64]) -> tuple[int, ...]:
    return tuple(int(weight) for weight in (weights * UNIT).round())


def _list_clues(examples: Iterable[Example]) -> dict[str, int]:
    """Clues that stand in enough examples, and their columns."""
    counts = Counter(clue for example in examples for clue in example.clues)
    return {clue: i for i, clue in enumerate(sorted(clue for clue, count in counts.items() if count >= LEAST))}


def _to_matrix(examples: Sequence[Example], vocabulary: Mapping[str, int]) -> csr_matrix:
    rows = [sorted(vocabulary[clue] for clue in example.clues if clue in vocabulary) for example in examples]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(vocabulary)))


def judge_unseen(examples: Sequence[Example]) -> list[dict[str, float]]:
    """Probabilities of every example, by models that saw nothing of its article."""
    out: list[dict[str, float]] = [{} for _ in examples]
    groups = [example.article for example in examples]
    folds = min(FOLDS, len(set(groups)))
    for seen, unseen in GroupKFold(folds).split(examples, groups=groups):
        model = fit([examples[i] for i in seen])
        for i in unseen:
            out[i] = model.weigh(examples[i].clues)
    return out


def choose_threshold(weights: Sequence[float], right: Sequence[bool], total: int) -> tuple[float, float]:
    """The threshold around which F1 is best, and its F1.

    `weights` are those of what is proposed, `right` says of each whether it is right, `total` is how many there are.
    A threshold counts with its neighbours, so that the luck of a few examples does not decide; of those that are about
    as good the highest is taken.
    """
    scores = [_score(weights, right, total, threshold) for threshold in GRID]
    smooth = [sum(scores[max(at - 1, 0) : at + 2]) / len(scores[max(at - 1, 0) : at + 2]) for at in range(len(GRID))]
    best = max(at for at, score in enumerate(smooth) if score >= max(smooth) - ABOUT)
    return GRID[best], scores[best]


def _score(weights: Sequence[float], right: Sequence[bool], total: int, threshold: float) -> float:
    """F1 of what weighs at least a threshold."""
    given = sum(weight >= threshold for weight in weights)
    hits = sum(ok for weight, ok in zip(weights, right, strict=True) if weight >= threshold)
    return 2 * hits / (given + total) if given + total else 0.0


# --- triggers ---------------------------------------------------------------------------------------------------------


def list_trigger_examples(articles: Sequence[Annotated]) -> list[Example]:
    """An example for each candidate of the articles."""
    out = []
    for a in articles:
        told = list_trigger_clues(a.candidates, a.findings.things)
        out += [
            Example(a.article.id, frozenset(clues), event.type if event else NONE)
            for clues, event in zip(told, a.events, strict=True)
        ]
    return out


def choose_trigger_threshold(
    articles: Sequence[Annotated], odds: Sequence[Mapping[str, float]], chosen: Set[str]
) -> tuple[float, float]:
    """Threshold of events and the F1 of their classes in the chosen articles when each is unseen."""
    weights, right, rest = [], [], iter(odds)
    for a in articles:
        for candidate, event, chances in zip(a.candidates, a.events, rest, strict=False):
            if a.article.id in chosen:
                weights.append(1 - chances[NONE])
                right.append(event is not None and choose_class(candidate, chances) == event.type)
    total = sum(item.kind == "event" for a in articles for item in a.gold if a.article.id in chosen)
    return choose_threshold(weights, right, total)


# --- roles ------------------------------------------------------------------------------------------------------------


def list_role_examples(
    articles: Sequence[Annotated], odds: Sequence[Mapping[str, float]], threshold: float, knowledge: Knowledge
) -> dict[str, list[Example]]:
    """Examples of what fills roles of the annotated events, by kind of filler.

    The events around them are those that models which never saw the article would find.
    """
    out: defaultdict[str, list[Example]] = defaultdict(list)
    rest = iter(odds)
    for a in articles:
        found, events = [], {}
        for candidate, event, chances in zip(a.candidates, a.events, rest, strict=False):
            if event is not None or 1 - chances[NONE] >= threshold:
                name = event.type if event else choose_class(candidate, chances)
                found.append(to_trigger(candidate, name, knowledge.events.frames))
                if event is not None:
                    events[candidate.token.index] = event
        for kind, pairs in _list_examples(a, found, events, knowledge).items():
            out[kind] += pairs
    return out


def _list_examples(
    a: Annotated, found: list[Trigger], events: Mapping[int, Item], knowledge: Knowledge
) -> dict[str, list[Example]]:
    things, dates = a.findings.things, a.findings.dates
    triggers = propose_roles(a.document, things, dates, found, knowledge.events)
    scene = open_scene(a.document, list(triggers.values()), things, dates)
    name = _name_fillers(a, events)
    out: defaultdict[str, list[Example]] = defaultdict(list)
    for view in scene.views:
        event = events.get(view.trigger.token.index)
        for spot in list_fillers(view, scene):
            filler = name(spot)
            roles = [role for role in KIND_ROLES[spot.kind] if event and filler in event.roles.get(role, ())]
            clues = frozenset(list_role_clues(view, spot, scene))
            out[spot.kind].append(Example(a.article.id, clues, "+".join(roles) or NONE, event is not None))
    return out


def _name_fillers(a: Annotated, events: Mapping[int, Item]) -> Callable[[Spot], str | None]:
    """How the annotation calls what stands at a spot."""
    found = a.findings
    kinds: Mapping[str, Sequence[Thing]] = {"actor": found.actors, "weapon": found.weapons, "place": found.places}
    names: dict[int, str] = {}
    for kind, things in kinds.items():
        items = [Item(str(id(t)), kind, "", t.label, [(m.begin, m.end) for m in t.mentions]) for t in things]
        pairs = match([item for item in a.gold if item.kind == kind], items, kind)
        names |= {int(other.id): item.id for item, other in pairs}

    def name(spot: Spot) -> str | None:
        if isinstance(spot.thing, DateMention):
            return spot.thing.value
        if isinstance(spot.thing, Event):
            item = events.get(spot.thing.trigger.index)
            return item.id if item else None
        return names.get(id(spot.thing))

    return name


def choose_role_thresholds(
    kind: str, examples: Sequence[Example], totals: Mapping[str, int], chosen: Set[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Thresholds of the roles of one kind of filler, and their F1 in the chosen articles when each is unseen."""
    judged = zip(examples, map(share_out, judge_unseen(examples)), strict=True)
    pairs = [(example, odds) for example, odds in judged if example.article in chosen]
    thresholds, scores = {}, {}
    for role in KIND_ROLES[kind]:
        right = [role in example.label.split("+") for example, _ in pairs]
        total = sum(right) if (kind, role) == ("place", "target") else totals[role]  # most targets are actors
        thresholds[role], scores[role] = choose_threshold([odds[role] for _, odds in pairs], right, total)
    return thresholds, scores


# --- all --------------------------------------------------------------------------------------------------------------


def fit_models(folders: Sequence[Path], language: str = "fr") -> tuple[dict[str, Model], dict[str, float]]:
    """The models of a language from folders of annotated articles, and the F1 of each on unseen ones.

    The articles of the first folder choose thresholds and are what the scores speak of; the others help to learn.
    """
    knowledge = load_knowledge(language, models={})
    articles = [read_annotated(folder, knowledge) for folder in folders]
    first, flat = {a.article.id for a in articles[0]}, [a for part in articles for a in part]
    examples = list_trigger_examples(flat)
    odds = judge_unseen(examples)
    threshold, score = choose_trigger_threshold(flat, odds, first)
    models, scores = {"trigger": _with(fit(examples), {"event": threshold})}, {"event": score}
    totals = Counter({role: sum(len(i.roles.get(role, ())) for a in articles[0] for i in a.gold) for role in ROLES})
    for kind, found in sorted(list_role_examples(flat, odds, threshold, knowledge).items()):
        thresholds, reached = choose_role_thresholds(kind, found, totals, first)
        models[kind] = _with(fit(found), thresholds)
        scores |= {f"{role} ({kind})": f1 for role, f1 in reached.items()}
    return models, scores


def _with(model: Model, thresholds: dict[str, float]) -> Model:
    return Model(model.classes, model.intercepts, model.weights, thresholds)


def write_model(model: Model, path: Path) -> None:
    """Nothing; the model lies in a JSON file, a clue on each line."""
    head = {"classes": model.classes, "intercepts": model.intercepts, "thresholds": model.thresholds}
    rows = sorted(model.weights.items())
    lines = ",\n".join(f"{json.dumps(clue, ensure_ascii=False)}: {json.dumps(weights)}" for clue, weights in rows)
    text = json.dumps(head)[:-1] + ', "weights": {\n' + lines + "\n}}\n"
    path.write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Nothing; models are trained and written, their scores printed and written into the card beside them."""
    told = "Train the models of events and roles on annotated articles."
    parser = argparse.ArgumentParser(prog="python -m graphbuild.fitting", description=told)
    parser.add_argument("folder", type=Path, nargs="+", help="annotated articles; the first folder sets thresholds")
    parser.add_argument("-o", "--output", type=Path, help="where the models go (default: where the program looks)")
    parser.add_argument("--language", default="fr", help="ISO 639-1 code (default: fr)")
    options: Any = parser.parse_args(arguments)
    output = options.output or find_language(options.language, "models")
    output.mkdir(parents=True, exist_ok=True)
    models, scores = fit_models(options.folder, options.language)
    for name in MODELS:
        write_model(models[name], output / f"{name}.json")
        print(f"{name}: {len(models[name].weights)} clues, thresholds {models[name].thresholds}")
    table = write_table(scores)
    print(table)
    card = output / "CARD.md"
    if card.is_file():
        before, _, rest = card.read_text(encoding="utf-8").partition(MARKS[0])
        card.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", encoding="utf-8")


def write_table(scores: Mapping[str, float]) -> str:
    """The scores as a table in Markdown."""
    rows = [f"| {name} | {score:.3f} |" for name, score in scores.items()]
    return "\n".join(["| what | F1 on unseen articles |", "|---|--:|", *rows])


if __name__ == "__main__":
    main()
