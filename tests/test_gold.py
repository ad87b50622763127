"""How well the program reads: figures on annotated articles that nothing was trained on, where they are there."""

import pytest

from graphbuild.checking import check_store
from graphbuild.evaluate import evaluate_store
from graphbuild.frozen import list_moves, read_run
from graphbuild.gold import list_gold, read_gold
from graphbuild.pipeline import build
from graphbuild.store import Store, open_store
from tests.paths import GOLD, TESTS

FROZEN = TESTS / "golden" / "evaluation.csv"
LEAST = {
    "FACTS": 0.59, "actor typed": 0.83, "weapon typed": 0.88, "place": 0.86, "event typed": 0.65, "roles (all)": 0.44,
}  # fmt: skip

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles don't lie beside the checkout"),
]


@pytest.fixture(scope="module")
def store(knowledge) -> Store:
    """A graph of the annotated articles."""
    filled = open_store()
    outcomes = list(build((read_gold(path)[0] for path in list_gold(GOLD)), filled, knowledge))
    assert {outcome.state for outcome in outcomes} == {"added"}
    return filled


def test_figures_keep_their_level(store):
    scores = evaluate_store(store, GOLD).scores
    assert {name: round(scores[name].f1, 3) for name in LEAST if scores[name].f1 < LEAST[name]} == {}


def test_nothing_is_found_wrong(store):
    assert list(check_store(store.inner)) == []


def test_frozen_run_is_that_of_the_program(store):
    moves = [(move.article, move.fact) for move in list_moves(read_run(FROZEN), evaluate_store(store, GOLD))]
    assert moves == [], "read the moves, then: graphbuild evaluate DIR --frozen tests/golden/evaluation.csv --freeze"
