"""The shipped queries: headers, answers over the shipped articles, what they leave out, every parameter."""

import csv
import io

import pytest

from graphbuild.querying import Query, load_queries, run_query
from graphbuild.store import Store
from graphbuild.vocabulary import cg, dcterms, nif
from tests.answers import (
    ANSWERS,
    NearMiss,
    build_gold,
    build_shipped,
    list_asked,
    list_near_misses,
    list_second_values,
    to_set,
)
from tests.paths import GOLD

QUERIES = load_queries()
SECOND = list_second_values()
PARAMETERS = [(name, parameter.name) for name, query in QUERIES.items() for parameter in query.parameters]
# These count or gather what a value leaves of a group: with two values they don't give the rows of both.
COUNTING = {"central_actors", "places_with_events", "weapons_by_category", "events_with_sentences"}


@pytest.fixture(scope="module")
def store() -> Store:
    """The shipped articles as a store."""
    return build_shipped()


@pytest.fixture(scope="module")
def gold() -> Store:
    """The annotated articles beside the checkout as a store."""
    return build_gold()


def test_there_is_a_question_for_every_need() -> None:
    assert len(QUERIES) >= 27
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(QUERIES)
    assert {miss.query for miss in list_near_misses()} == set(QUERIES)
    assert set(SECOND) == set(PARAMETERS)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_query_is_written_as_the_others(query: Query) -> None:
    assert query.summary.endswith("?") and query.question_fr.endswith("?")
    assert {"sentence", "article"} <= set(query.columns)
    assert "ORDER BY" in query.text and "http" not in query.text.partition("SELECT")[2]


@pytest.mark.parametrize(("name", "parameters"), list_asked().items())
def test_answer_is_that_kept(store: Store, name: str, parameters: dict[str, str]) -> None:
    table = run_query(store, QUERIES[name], parameters)
    kept = (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")
    assert table.rows and table.columns == tuple(QUERIES[name].columns)
    assert table.to_csv().splitlines() == kept.splitlines()


@pytest.mark.parametrize("name", QUERIES)
def test_every_row_has_its_sentence_in_its_article(store: Store, name: str) -> None:
    for row in csv.DictReader(io.StringIO(run_query(store, QUERIES[name]).to_csv())):
        assert row["sentence"] and row["sentence"] in store.text(row["article"])


@pytest.mark.parametrize("miss", list_near_misses(), ids=str)
def test_near_miss_stands_in_the_data_and_not_in_the_answer(store: Store, miss: NearMiss) -> None:
    stands = f"""ASK {{ ?event a <{cg.NAMESPACE}{miss.type}> ; <{cg.status}> <{cg.NAMESPACE}{miss.status}> ;
      <{cg.evidence}>/<{nif.anchorOf}> ?sentence . FILTER(CONTAINS(?sentence, {_quote(miss.sentence)})) }}"""
    assert run_query(store, stands).boolean
    rows = to_set(run_query(store, QUERIES[miss.query], miss.parameters))
    assert [row for row in rows if all(any(word in cell for cell in row) for word in miss.absent)] == []


def _quote(text: str) -> str:
    """The text as a literal of SPARQL."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_parameter_takes_two_values(store: Store, name: str, parameter: str) -> None:
    query, other = QUERIES[name], SECOND[name, parameter]
    example = next(p.example for p in query.parameters if p.name == parameter)
    whole = to_set(run_query(store, query))
    one, two = (to_set(run_query(store, query, {parameter: value})) for value in (example, other))
    both = to_set(run_query(store, query, {parameter: [example, other]}))
    assert one and one != two
    if name not in COUNTING:
        assert both == one | two and both <= whole


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles are not beside the checkout")
def test_most_questions_find_something_in_other_articles(gold: Store) -> None:
    answered = [name for name, query in QUERIES.items() if run_query(gold, query).rows]
    assert len(answered) >= 20
    assert all(run_query(gold, f"ASK {{ ?article <{dcterms.identifier}> {_quote(p.stem)} }}").boolean
               for p in GOLD.glob("*.json"))  # fmt: skip
