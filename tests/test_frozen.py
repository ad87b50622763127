"""Frozen runs: what moved since the evaluation that a file keeps."""

from pathlib import Path

import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.evaluate import Evaluation
from graphbuild.frozen import Count, list_moves, read_run, to_run, write_run


def make_result(right: int = 3) -> Evaluation:
    """An evaluation of two articles, the second with `right` events found rightly."""
    result = Evaluation()
    for article, hits in (("a", 1), ("b", right)):
        part = Evaluation()
        part.count("event", hits, 4, 5)
        result.add(article, part)
    return result


def test_run_survives_its_file(tmp_path: Path) -> None:
    (tmp_path / "run.csv").write_text(write_run(make_result()), encoding="utf-8")
    assert read_run(tmp_path / "run.csv") == to_run(make_result())
    assert list(list_moves(read_run(tmp_path / "run.csv"), make_result())) == []


def test_moves_name_article_and_fact() -> None:
    moves = [(m.article, m.fact, m.before, m.after) for m in list_moves(to_run(make_result()), make_result(2))]
    assert moves == [("all", "event", Count(4, 8, 10), Count(3, 8, 10)), ("b", "event", Count(3, 4, 5), Count(2, 4, 5))]


def test_articles_that_come_or_go_are_moves() -> None:
    one = Evaluation()
    one.add("a", make_result())
    gone = [(m.article, m.after) for m in list_moves(to_run(make_result()), one) if m.article == "b"]
    assert gone == [("b", None)]


@pytest.mark.parametrize("content", [None, "article,fact\na,event\n", "article,fact,right,gold,given\na,event,x,1,1\n"])
def test_bad_files_are_told(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "run.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(GraphbuildError, match=r"run\.csv"):
        read_run(path)
