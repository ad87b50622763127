"""pandas reads what the server answers as it is: an address is all it takes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest

import graphbuild as gb
from graphbuild.resources import find_folder
from tests.service_client import Server, serve

COUNT = "SELECT ?class (COUNT(*) AS ?n) WHERE { ?e a ?class, cg:Occurrence } GROUP BY ?class ORDER BY ?class"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the articles that come along."""
    path = tmp_path_factory.mktemp("pandas") / "s"
    gb.build(find_folder("articles"), path)
    return path


@pytest.fixture(scope="module")
def server(path: Path) -> Iterator[Server]:
    with serve(path, path.parent / "log") as running:
        yield running


def test_address_of_a_question_is_a_dataframe(server: Server, path: Path) -> None:
    read = pd.read_csv(server.root + "questions/who_armed_whom.csv?recipient=Ukraine", dtype={"quantity": "Int64"})
    answer = gb.open(path).query("who_armed_whom", recipient="Ukraine").to_pandas()
    assert len(read) > 3
    assert read.columns.tolist() == answer.columns.tolist()
    for column in read:
        assert read[column].astype("string").tolist() == answer[column].astype("string").tolist()


def test_address_of_a_query_is_a_dataframe(server: Server) -> None:
    address = f"{server.root}sparql?query={quote(COUNT)}&format=csv"
    read = pd.read_csv(address)
    assert (read.columns.tolist(), str(read["n"].dtype)) == (["class", "n"], "int64")
    told = pd.read_csv(address.replace("csv", "tsv"), sep="\t")
    assert told.columns.tolist() == ["?class", "?n"] and len(told) == len(read) > 3


def test_json_is_a_dataframe_of_terms(server: Server) -> None:
    bindings = pd.read_json(f"{server.root}questions/who_armed_whom.json?recipient=Ukraine").loc["bindings", "results"]
    frame = pd.json_normalize(bindings)
    assert {"supplier.value", "supplier.type", "weapon.xml:lang"} <= set(frame)
    assert set(frame["recipient.value"]) == {"Ukraine"}


def test_body_of_a_post_is_read_too(server: Server) -> None:
    answer = server.query(COUNT, Accept="text/csv")
    assert pd.read_csv(io.BytesIO(answer.body))["n"].sum() > 100
