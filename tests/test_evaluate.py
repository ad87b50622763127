"""The scores of readings against annotated articles, by hand on small ones and beside the scorer of the gold."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from graphbuild.errors import InputError
from graphbuild.evaluate import Evaluation, compare, evaluate_store, list_found, match
from graphbuild.export import export_store
from graphbuild.gold import Item, read_gold
from graphbuild.pipeline import build, load_knowledge
from graphbuild.store import Store, open_store
from graphbuild.triples import Names

GOLD = Path(__file__).parents[2] / "shared" / "gold"
TEXT = "Le général Sarr a promis des drones à Dakar. La ville de Dakar attend. Le Dakar Matin le dit."
ROW: dict[str, Any] = {
    "doc": "a", "language": "fr", "date": "2024-05-02",
    "actors": [
        {"id": "a1", "name": "Sarr", "type": "Person", "mentions": ["Sarr"]},
        {"id": "a2", "name": "Dakar Matin", "type": "MediaOutlet", "mentions": ["Le Dakar Matin"]},
    ],
    "weapons": [{"id": "w1", "name": "drone", "category": "drone", "mentions": ["drones"]}],
    "places": [{"id": "p1", "name": "Dakar", "mentions": ["Dakar"]}],
    "events": [
        {"id": "e1", "type": "Commitment", "trigger": "promis", "quote": "a promis des drones", "agent": ["a1"],
         "recipient": ["p1"], "weapon": ["w1"], "date": None, "status": "actual", "about": [],
         "condition": ["si la paix revient"], "purpose": [], "killed": None, "injured": None},
        {"id": "e2", "type": "Statement", "trigger": "dit", "quote": "Le Dakar Matin le dit", "agent": ["a2"],
         "date": "2024-05-01", "status": "actual", "about": ["e1"], "killed": 3},
    ],
}  # fmt: skip


def write_gold(folder: Path, row: dict[str, Any] = ROW, name: str = "a") -> Path:
    """The path of an annotated article written to a folder."""
    (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    path = folder / f"{name}.json"
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def score(gold: list[Item], given: list[Item]) -> Evaluation:
    """The evaluation of one article."""
    return compare(gold, given, "a")


def test_gold_offsets(tmp_path: Path) -> None:
    article, items = read_gold(write_gold(tmp_path))
    slices = {item.id: [article.text[begin:end] for begin, end in item.spans] for item in items}
    assert slices["e1"] == ["promis"] and slices["a2"] == ["Le Dakar Matin"]
    assert slices["p1"] == ["Dakar", "Dakar"], "the third Dakar is part of the name of a newspaper"


def test_all_right_scores_one(tmp_path: Path) -> None:
    _, gold = read_gold(write_gold(tmp_path))
    result = score(gold, gold)
    assert {s.f1 for s in result.scores.values() if s.gold} == {1.0} and result.mistakes == []
    assert (result.scores["roles (all)"].gold, result.scores["condition"].gold) == (6, 1)


def change(row: dict[str, Any], **fields: object) -> dict[str, Any]:
    """A copy of the annotation whose first event has other fields."""
    copy = json.loads(json.dumps(row))
    copy["events"][0] |= fields
    return copy  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("other", "name", "counts"),
    [
        (change(ROW, type="Request"), "event", (2, 2, 2)),
        (change(ROW, type="Request"), "event typed", (1, 2, 2)),
        (change(ROW, trigger="drones"), "event", (1, 2, 2)),
        (change(ROW, agent=["a1", "a2"]), "role agent", (2, 2, 3)),
        (change(ROW, date="2024-05"), "role date", (1, 1, 2)),
        (change(ROW, weapon=[]), "role weapon", (0, 1, 0)),
        (change(ROW, weapon=[]), "roles (all)", (5, 6, 5)),
        (change(ROW, condition=["si la paix dure"]), "condition", (1, 1, 1)),
        (change(ROW, condition=["quand ils seront construits"]), "condition", (0, 1, 1)),
        (change(ROW, status="denied"), "status", (1, 2, 2)),
        (change(ROW, killed=3), "killed", (1, 1, 2)),
        (ROW | {"weapons": []}, "weapon", (0, 1, 0)),
        (ROW | {"places": [{"id": "x", "name": "x", "mentions": ["La ville de Dakar"]}]}, "place", (0, 1, 1)),
    ],
)
def test_every_difference_is_counted(
    tmp_path: Path, other: dict[str, Any], name: str, counts: tuple[int, int, int]
) -> None:
    (tmp_path / "other").mkdir()
    _, gold = read_gold(write_gold(tmp_path))
    _, given = read_gold(write_gold(tmp_path / "other", other))
    result = score(gold, given)
    row = result.scores[name]
    assert (row.right, row.gold, row.given) == counts
    assert result.mistakes != [] or name in ("condition", "status", "killed")


def test_precision_recall_f1() -> None:
    result = Evaluation()
    result.count("x", 1, 4, 2)
    result.count("empty", 0, 0, 0)
    x, empty = result.scores["x"], result.scores["empty"]
    assert (x.precision, x.recall, round(x.f1, 3)) == (0.5, 0.25, 0.333)
    assert (empty.precision, empty.recall, empty.f1) == (0, 0, 0)


def test_match_takes_the_best_overlap_once_and_events_of_the_same_type_first() -> None:
    gold = [Item("g1", "event", "Statement", "", [(0, 10)]), Item("g2", "event", "Request", "", [(0, 9)])]
    given = [Item("s1", "event", "Request", "", [(0, 10)]), Item("s2", "event", "Statement", "", [(0, 4)])]
    assert [(x.id, y.id) for x, y in match(gold, given, "event")] == [("g2", "s1"), ("g1", "s2")]
    assert [(x.id, y.id) for x, y in match(gold, given, "actor")] == [("g1", "s1"), ("g2", "s2")]


GRAPH = (Path(__file__).parent / "data" / "sarr.trig").read_text(encoding="utf-8")


def open_graph(trig: str = "") -> Store:
    """A store in memory with this content."""
    inner = pyoxigraph.Store()
    inner.load(trig, format=pyoxigraph.RdfFormat.TRIG)
    return Store(inner, Names(), None)


def test_graph_is_read_as_far_as_it_is_of_the_article(tmp_path: Path) -> None:
    article, _ = read_gold(write_gold(tmp_path))
    found = list_found(open_graph(GRAPH), article)
    assert [(item.kind, item.type, item.label) for item in found] == [
        ("actor", "Person", "Sarr"),
        ("event", "Commitment", "promis"),
        ("weapon", "drone", "drones"),
        ("place", "Place", "Dakar"),
    ]
    assert (found[1].roles["date"], found[1].roles["status"], found[1].roles["killed"]) == (["2024-05"], ["actual"], [])


def test_graph_is_scored(tmp_path: Path) -> None:
    write_gold(tmp_path)
    scores = evaluate_store(open_graph(GRAPH), tmp_path).scores
    facts = scores["FACTS"]
    assert (facts.right, facts.gold, facts.given) == (4 + 2, 2 + 1 + 1 + 2 + 6, 1 + 1 + 1 + 1 + 4)
    assert scores["condition"].f1 == 1 and scores["role agent"].recall == 0.5


def test_empty_graph_misses_everything(tmp_path: Path) -> None:
    write_gold(tmp_path)
    result = evaluate_store(open_graph(), tmp_path)
    facts = result.scores["FACTS"]
    assert (facts.right, facts.gold, facts.given, len(result.articles)) == (0, 12, 0, 1)
    assert {mistake.sort for mistake in result.mistakes} == {"missed"} and len(result.mistakes) == 6


@pytest.mark.parametrize("content", ["", "[]", '{"actors": [{"id": 1}]}', '{"date": "hier"}'])
def test_bad_gold_is_one_line(tmp_path: Path, content: str) -> None:
    path = write_gold(tmp_path)
    path.write_text(content)
    with pytest.raises(InputError, match=r"a\.json: not an annotated article|bad date"):
        read_gold(path)


def test_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated article"):
        evaluate_store(open_graph(), tmp_path)
    write_gold(tmp_path).with_suffix(".txt").unlink()
    with pytest.raises(InputError, match=r"a\.txt"):
        evaluate_store(open_graph(), tmp_path)


# --- beside the scorer of the gold ------------------------------------------------------------------------------------


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles do not lie beside the checkout")
def test_figures_are_those_of_the_gold_scorer_on_distorted_gold(tmp_path: Path) -> None:
    for path in sorted((GOLD / "train").glob("*.json")):
        distorted = distort(json.loads(path.read_text(encoding="utf-8")), random.Random(path.stem))
        (tmp_path / path.name).write_text(json.dumps(distorted), encoding="utf-8")
    result = Evaluation()
    for path in sorted((GOLD / "train").glob("*.json")):
        article, gold = read_gold(path)
        (tmp_path / f"{path.stem}.txt").write_text(article.text, encoding="utf-8")
        result.add(path.stem, compare(gold, read_gold(tmp_path / path.name)[1], path.stem))
    assert len(result.articles) > 40
    assert_same_figures(result, run_scorer(tmp_path, GOLD / "train"))


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles do not lie beside the checkout")
def test_figures_are_those_of_the_gold_scorer_on_an_export(tmp_path: Path) -> None:
    paths = sorted((GOLD / "train").glob("*.json"))[:6]
    for path in paths:
        shutil.copy(path, tmp_path)
        shutil.copy(path.with_suffix(".txt"), tmp_path)
    store = open_store()
    outcomes = list(build([read_gold(path)[0] for path in paths], store, load_knowledge()))
    assert {outcome.state for outcome in outcomes} == {"added"}
    (tmp_path / "graph.nq").write_bytes(export_store(store, "nquads"))
    result = evaluate_store(store, tmp_path)
    assert result.scores["FACTS"].right > 50
    assert_same_figures(result, run_scorer(tmp_path / "graph.nq", tmp_path))


def distort(data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The annotation with things left out, types changed and fillers moved."""
    for key in ("actors", "weapons", "places", "events"):
        data[key] = [row for row in data[key] if chance.random() > 0.15]
    for row in data["actors"]:
        row["type"] = chance.choice([row["type"]] * 4 + ["Group"])
        row["mentions"] = row["mentions"][: chance.choice([1, 2, 3])]
    for row in data["events"]:
        row["type"] = chance.choice([row["type"]] * 4 + ["Statement"])
        row["agent"], row["target"] = chance.choice([(row["agent"], row["target"]), (row["target"], row["agent"])])
        row["status"] = chance.choice([row["status"]] * 4 + ["denied"])
        row["condition"] = [words[: chance.choice([20, 200])] for words in row["condition"]]
    return data


def run_scorer(graph: Path, folder: Path) -> dict[str, dict[str, float]]:
    """What the scorer of the gold says of a graph (or of a folder of annotations)."""
    command = [sys.executable, str(GOLD / "score.py"), str(graph), "--gold", str(folder), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # type: ignore[no-any-return]


def assert_same_figures(result: Evaluation, expected: dict[str, dict[str, float]]) -> None:
    """Check every figure of the scorer against ours."""
    for name, figures in expected.items():
        if name in result.scores:
            score = result.scores[name]
            ours = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
            assert ours | {"gold": score.gold, "system": score.given} == pytest.approx(figures), name
    assert set(expected) - {"FACTS"} <= set(result.scores)
