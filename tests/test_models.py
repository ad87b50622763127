"""The trained models: what they are made of, and that training makes them again from annotated articles."""

import json
import shutil
from pathlib import Path

import pytest

from graphbuild.errors import ResourceError
from graphbuild.extract.events import MODELS, load_models
from graphbuild.extract.model import NONE, Model, load_model
from graphbuild.extract.roles import share_out
from graphbuild.fitting import KIND_ROLES, Example, choose_threshold, fit, fit_models, judge_unseen, write_model
from graphbuild.vocabulary import cg
from tests.paths import CORPUS

EXAMPLES = [
    Example(f"a{i}", frozenset({"verb", "weapon"} if i % 2 else {"noun", "weapon"}), "ArmedAction" if i % 2 else NONE)
    for i in range(24)
]


def test_model_weighs_what_it_knows() -> None:
    model = Model((NONE, "ArmedAction"), (0, 0), {"verb": (0, 1000)}, {})
    assert model.weigh(["verb"])["ArmedAction"] == pytest.approx(0.731, abs=0.001)
    assert model.weigh(["unknown"]) == {NONE: 0.5, "ArmedAction": 0.5}
    assert model.weigh(["verb", "verb"]) == model.weigh(["verb"]), "a clue counts once"
    assert sum(model.weigh(["verb"]).values()) == pytest.approx(1)


def test_order_of_clues_does_not_matter() -> None:
    model = load_model("fr", "actor")
    clues = sorted(model.weights)[::7]
    assert model.weigh(clues) == model.weigh(reversed(clues))


def test_fitted_model_tells_the_classes_apart() -> None:
    model = fit(EXAMPLES)
    assert set(model.classes) == {NONE, "ArmedAction"}
    assert model.weigh(["verb", "weapon"])["ArmedAction"] > 0.6
    assert model.weigh(["noun", "weapon"])["ArmedAction"] < 0.4


def test_rare_clues_get_no_weight() -> None:
    rare = [*EXAMPLES, Example("z", frozenset({"verb", "hapax"}), "ArmedAction")]
    assert "hapax" not in fit(rare).weights


def test_unseen_articles_are_judged_by_others() -> None:
    leak = [Example(e.article, e.clues | {f"only-{e.article}"}, e.label) for e in EXAMPLES]
    assert judge_unseen(leak) == judge_unseen(EXAMPLES)


def test_threshold_is_that_of_the_best_score() -> None:
    threshold, score = choose_threshold([0.9, 0.5, 0.3, 0.2], [True, True, False, False], 2)
    assert 0.3 < threshold <= 0.5 and score == 1.0
    assert choose_threshold([0.9], [True], 3)[1] == 0.5, "what no candidate stands for counts as missed"


def test_joined_roles_share_their_probability() -> None:
    shares = share_out({NONE: 0.2, "place": 0.3, "place+target": 0.5})
    assert shares == {"place": 0.8, "target": 0.5}


def test_file_gives_the_model_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model((NONE, "agent"), (5, -5), {"é=\"x\"": (1, -1), "b": (2, 3)}, {"agent": 0.3})
    monkeypatch.setattr("graphbuild.extract.model.find_language", lambda _language, _folder, name: tmp_path / name)
    write_model(model, tmp_path / "actor.json")
    assert load_model("fr", "actor") == model


@pytest.mark.parametrize("content", [None, "{", "{}", '{"classes": [], "intercepts": [], "weights": []}'])
def test_broken_model_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None) -> None:
    monkeypatch.setattr("graphbuild.extract.model.find_language", lambda _language, _folder, name: tmp_path / name)
    if content is not None:
        (tmp_path / "actor.json").write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"actor\.json"):
        load_model("fr", "actor")


def test_shipped_models_know_the_classes_and_roles() -> None:
    models = load_models()
    assert set(models) == set(MODELS)
    assert all(hasattr(cg, name) for name in models["trigger"].classes if name != NONE)
    for kind, roles in KIND_ROLES.items():
        known = {role for name in models[kind].classes for role in name.split("+")} - {NONE}
        assert known == set(roles) == set(models[kind].thresholds)
    widths = {len(row) - len(model.classes) for model in models.values() for row in model.weights.values()}
    assert widths == {0}


def test_training_needs_only_annotated_articles(tmp_path: Path) -> None:
    names = sorted(path.stem for path in CORPUS.glob("*.json"))[:8]
    for name in names:
        for suffix in (".txt", ".json"):
            shutil.copy(CORPUS / (name + suffix), tmp_path)
    models, scores = fit_models([tmp_path])
    assert set(models) == set(MODELS)
    assert scores["event"] > 0.3 and scores["agent (actor)"] > 0.2
    write_model(models["actor"], tmp_path / "actor.json")
    assert json.loads((tmp_path / "actor.json").read_text(encoding="utf-8"))["thresholds"]["agent"] > 0
