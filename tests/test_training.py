"""Training: treebanks read and put into one scheme, variants of sentences, and the command run to its end."""

import json
import random
import shutil
from pathlib import Path

import pytest
import spacy

from graphbuild.language import load_pipeline, parse
from graphbuild.records import Article
from graphbuild.training import group_trees, main, set_tokenizer, to_example
from graphbuild.treebanks import (
    Tree,
    append_report,
    collect_reports,
    harmonise_relations,
    invert_report,
    read_treebank,
    vary_passage,
)

TREEBANK = Path(__file__).parent / "data" / "treebank"


@pytest.fixture(scope="module")
def trees() -> dict[str, Tree]:
    """The sentences of the small treebank by their text."""
    return {tree.text: tree for path in sorted(TREEBANK.glob("*.conllu")) for tree in read_treebank(path)}


def list_arcs(tree: Tree) -> list[tuple[str, str, str]]:
    """Word, relation and head of every token."""
    return [(word, tree.deprels[i], tree.words[tree.heads[i]]) for i, word in enumerate(tree.words)]


def test_small_treebank_is_whole(trees: dict[str, Tree]) -> None:
    assert len(trees) == 20
    for text, tree in trees.items():
        lengths = {len(getattr(tree, name)) for name in Tree.__slots__}
        assert lengths == {len(tree.words)}, text
        assert tree.deprels.count("ROOT") == 1
        assert all((head == i) == (tree.deprels[i] == "ROOT") for i, head in enumerate(tree.heads))


def test_contractions_are_one_token(trees: dict[str, Tree]) -> None:
    tree = trees["Le chef du village parle aux soldats."]
    assert tree.words == ["Le", "chef", "du", "village", "parle", "aux", "soldats", "."]
    assert (tree.lemmas[2], tree.upos[2], tree.deprels[2]) == ("de", "ADP", "case")
    assert (tree.lemmas[5], tree.upos[5], tree.words[tree.heads[5]]) == ("à", "ADP", "soldats")
    assert "PronType=Art" in tree.feats[2]


def test_relations_are_harmonised(trees: dict[str, Tree]) -> None:
    before = trees["Le pont résiste, affirme le maire."]
    after = harmonise_relations([before], "fr")[0]
    assert ("affirme", "ROOT", "affirme") in list_arcs(before)
    assert ("affirme", "parataxis:insert", "résiste") in list_arcs(after)
    assert ("résiste", "ROOT", "résiste") in list_arcs(after)


def test_bare_obliques_are_told_apart(trees: dict[str, Tree]) -> None:
    known = [trees["Le maire parle au chef."], trees["Le chef du village parle aux soldats."]]
    bare = trees["Le roi parle au peuple."]
    assert ("peuple", "obl", "parle") in list_arcs(bare)
    after = harmonise_relations([*known, bare], "fr")[-1]
    assert ("peuple", "obl:arg", "parle") in list_arcs(after)
    assert ("peuple", "obl", "parle") in list_arcs(harmonise_relations([bare], "fr")[0])


@pytest.mark.parametrize(
    ("quoted", "text"),
    [(False, "L'armée avance vite, a dit le maire."), (True, "« L'armée avance vite », a dit le maire.")],
)
def test_reports_are_inverted(trees: dict[str, Tree], quoted: bool, text: str) -> None:
    inverted = invert_report(trees["Le maire a dit que l'armée avance vite."], quoted)
    assert inverted is not None
    assert inverted.text == text
    arcs = list_arcs(inverted)
    assert ("avance", "ROOT", "avance") in arcs
    assert ("dit", "parataxis:insert", "avance") in arcs
    assert ("maire", "nsubj", "dit") in arcs
    assert (".", "punct", "avance") in arcs


@pytest.mark.parametrize("text", ["Il a dit que la ville dort.", "Le pont a sauté.", "Le maire parle au chef."])
def test_other_sentences_are_not_inverted(trees: dict[str, Tree], text: str) -> None:
    assert invert_report(trees[text], False) is None


def test_reports_are_appended(trees: dict[str, Tree]) -> None:
    reports = collect_reports(list(trees.values()), "fr")
    assert [verb.words for verb in reports.verbs] == [["a", "dit"]]
    assert {"maire", "armée", "pont"} <= {word for subject in reports.subjects for word in subject.words}
    tree = trees["Le maire veut la paix."]
    found = {append_report(tree, reports, random.Random(seed)).text for seed in range(80)}
    assert found >= {tree.text, *(f"Le maire veut la paix, a dit {who}." for who in ("l'armée", "le chef du village"))}
    assert not any("dit les soldats" in text for text in found)  # a plural subject with a singular verb
    assert any("a dit lundi" in text or "a dit mardi" in text for text in found)


def test_appended_report_is_an_insertion(trees: dict[str, Tree]) -> None:
    reports = collect_reports(list(trees.values()), "fr")
    tree = append_report(trees["Le maire veut la paix."], reports, random.Random(0))
    arcs = list_arcs(tree)
    assert ("veut", "ROOT", "veut") in arcs
    assert ("dit", "parataxis:insert", "veut") in arcs
    assert arcs[-1] == (".", "punct", "veut")
    assert len([arc for arc in arcs if arc[1:] == ("nsubj", "dit")]) == 1


def test_variants_keep_their_analysis(trees: dict[str, Tree]) -> None:
    nlp = spacy.blank("xx")
    set_tokenizer(nlp, "fr")
    rng, texts = random.Random(1), set()
    reports = collect_reports(list(trees.values()), "fr")
    for passage in group_trees([list(trees.values())] * 30, rng):
        varied = vary_passage(passage, rng, reports)
        example = to_example(nlp, varied)
        assert len(example.reference) == sum(len(tree.words) for tree in varied)
        texts |= {tree.text for tree in varied}
    assert any("’" in text for text in texts) and any("“" in text for text in texts)
    assert any(text.isupper() for text in texts) and "Le pont a sauté" in texts


def test_every_sentence_is_drawn_once(trees: dict[str, Tree]) -> None:
    passages = group_trees([list(trees.values())], random.Random(3))
    assert sorted(tree.text for passage in passages for tree in passage) == sorted(trees)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline trained for three steps on the small treebank."""
    folder = tmp_path_factory.mktemp("training")
    assert main([str(TREEBANK), "-o", str(folder / "one"), "--seed", "7", "--steps", "3"]) == 0
    return folder / "one"


def test_command_gives_a_pipeline(trained: Path) -> None:
    document = parse(load_pipeline("fr", str(trained)), Article("a", "Le maire parle. La ville dort."))
    assert len(document.sentences) == 2
    assert [path for path in trained.rglob("*") if "pkl" in path.name or "pickle" in path.name] == []


def test_card_tells_sources_and_scores(trained: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(trained, other)
    meta = json.loads((other / "meta.json").read_text(encoding="utf-8"))
    assert set(meta["performance"]) == {"mini-test"}
    meta["training"]["seed"] = 8
    meta["performance"]["mini-test"]["dep_las"] = 100.0
    (other / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    assert main([str(TREEBANK), "-o", str(trained), "--card", str(other)]) == 0
    card = (trained / "CARD.md").read_text(encoding="utf-8")
    for words in ("--seed 7 --steps 3", "| mini-train | 16 |", "| mini-test (test) | 4 |", "| 8 | mini-test |"):
        assert words in card
    assert "median of 2" in card
    assert "$" not in card


def test_same_seed_gives_the_same_weights(trained: Path, tmp_path: Path) -> None:
    assert main([str(TREEBANK), "-o", str(tmp_path / "two"), "--seed", "7", "--steps", "3"]) == 0
    for name in ("tok2vec/model", "parser/model"):
        assert (tmp_path / "two" / name).read_bytes() == (trained / name).read_bytes()
