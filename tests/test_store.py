"""Stores: what is added, replaced and withdrawn, in any order, whole or not at all."""

import itertools
import json
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.catalogue import Catalogue
from graphbuild.checking import read_checks, run_check
from graphbuild.errors import ArticleConflict, QueryError, StoreError
from graphbuild.graph import to_quads
from graphbuild.records import Article, Reading
from graphbuild.store import open_store
from graphbuild.triples import Names, Run, merge_told, term
from tests.readings import RUN, Reader, make_catalogue, make_quads, make_reading

OTHER_RUN = Run("graphbuild 0.1", RUN.pipeline, RUN.weights, RUN.tables)
REPEATED = read_checks()["repeated-triple"]
CATALOGUE = make_catalogue()


def read_actor(article_id, label="Paul Ravel", country=None, path="actor/person/paul-ravel"):
    """A reading with one actor under a given name."""
    read = Reader(Article(article_id, f"{label} arrive."))
    return Reading(read.document, [read.actor(path, "Person", label, label, country=country)], [], [], [], [])


def keep(*readings, store=None):
    """A store with these readings."""
    store = open_store() if store is None else store
    for reading in readings:
        store.add(to_quads(reading, RUN, CATALOGUE))
    return store


def list_labels(store):
    """What the reference graph calls Paul Ravel."""
    found = store.find(store.names.node("actor/person/paul-ravel"), graph=store.names.reference)
    return {(quad.predicate.value.rpartition("#")[2], str(quad.object)) for quad in found}


# --- order and withdrawal ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trio():
    return [
        read_actor("a", "Paul Ravel", "FR"),
        read_actor("b", "PAUL RAVEL", "UA"),
        make_reading("c"),
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_order_of_articles_does_not_matter(trio, order):
    assert keep(*(trio[i] for i in order)).to_nquads() == keep(*trio).to_nquads()


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_withdrawing_leaves_what_a_build_without_it_gives(trio, gone):
    store = keep(*trio)
    store.withdraw(gone)
    assert store.to_nquads() == keep(*(reading for reading in trio if reading.article.id != gone)).to_nquads()


def test_last_article_leaves_nothing():
    store = keep(make_reading())
    store.withdraw("a1")
    assert store.to_nquads() == b""


def test_label_of_most_articles_stands_and_others_are_alternatives():
    store = keep(read_actor("a", "Paul RAVEL"), read_actor("b", "Paul Ravel"), read_actor("c", "Paul Ravel"))
    assert ("label", '"Paul Ravel"@fr') in list_labels(store)
    assert ("altLabel", '"Paul RAVEL"@fr') in list_labels(store)
    store.withdraw("b"), store.withdraw("c")
    assert list_labels(store) == {("label", '"Paul RAVEL"@fr'), ("type", "<https://w3id.org/conflictgraph/ns#Person>")}


def test_statement_tells_which_articles_a_fact_rests_on():
    store = keep(read_actor("a", country="FR"), read_actor("b", country="FR"), read_actor("c"))
    rows = store.query("""PREFIX cg: <https://w3id.org/conflictgraph/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?article { ?fact rdf:predicate cg:country ; prov:wasDerivedFrom ?article } ORDER BY ?article""")
    assert [row["article"].value.rpartition("/")[2] for row in rows] == ["a", "b"]


NAMES = st.sampled_from(["Paul Ravel", "PAUL RAVEL", "Paul Rável"])
READINGS = st.lists(
    st.builds(
        lambda name, country, path: (name, country, path),
        NAMES, st.sampled_from([None, "FR", "UA"]), st.sampled_from(["actor/person/paul-ravel", "actor/state/UA"]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(READINGS, st.randoms(use_true_random=False), st.data())
def test_any_history_that_ends_with_the_same_articles_gives_the_same_bytes(facts, random, data):
    readings = [read_actor(str(number), *fact) for number, fact in enumerate(facts)]
    shuffled = random.sample(readings, len(readings))
    gone = {str(number) for number in data.draw(st.sets(st.integers(0, len(readings) - 1)))}
    store = keep(*shuffled)
    for article_id in sorted(gone):
        store.withdraw(article_id)
    left = [reading for reading in readings if reading.article.id not in gone]
    assert store.to_nquads() == keep(*left).to_nquads()
    assert keep(*shuffled, store=store).to_nquads() == keep(*readings).to_nquads()
    assert list(run_check(store.inner, "repeated-triple", REPEATED)) == []


@pytest.mark.parametrize(("counts", "winner"), [({"a": 1, "b": 2}, "b"), ({"b": 2, "a": 2}, "a"), ({"b": 1}, "b")])
def test_most_told_value_wins_then_the_first_in_order(counts, winner):
    told = {ox.Triple(term("x"), term("country"), term(name)): n for name, n in counts.items()}
    assert {triple.object for triple in merge_told(told, told.__getitem__)} == {term(winner)}


# --- the same article again -------------------------------------------------------------------------------------------


def test_adding_again_changes_nothing():
    store = keep(make_reading())
    before = store.to_nquads()
    assert store.add(make_quads()) == "unchanged"
    assert store.to_nquads() == before


def test_other_text_under_the_same_id_is_refused_unless_replaced():
    store = keep(read_actor("a", "Paul Ravel"), read_actor("b"))
    other = to_quads(read_actor("a", "Jean Dune", path="actor/person/jean-dune"), RUN, CATALOGUE)
    before = store.to_nquads()
    with pytest.raises(ArticleConflict, match="'a'"):
        store.add(other)
    assert store.to_nquads() == before
    assert store.add(other, replace=True) == "replaced"
    left = keep(read_actor("b"), read_actor("a", "Jean Dune", path="actor/person/jean-dune"))
    assert store.to_nquads() == left.to_nquads()


def test_other_run_reads_the_article_again():
    store = keep(make_reading())
    assert store.add(make_quads(run=OTHER_RUN)) == "replaced"
    fresh = open_store()
    fresh.add(make_quads(run=OTHER_RUN))
    assert store.to_nquads() == fresh.to_nquads()


def test_table_that_learns_of_an_actor_replaces_what_articles_tell():
    store = keep(read_actor("a", "Oukraina", path="actor/state/UA"))
    bare = Catalogue(Names(), {})
    store.add(to_quads(read_actor("b", "Oukraina", path="actor/state/UA"), OTHER_RUN, bare))
    store.add(to_quads(read_actor("b", "Oukraina", path="actor/state/UA"), RUN, CATALOGUE))
    fresh = keep(*(read_actor(name, "Oukraina", path="actor/state/UA") for name in "ab"))
    assert store.to_nquads() == fresh.to_nquads()


@pytest.mark.parametrize(
    ("article", "run", "state"),
    [
        (Article("a", "Paul Ravel arrive."), RUN, "unchanged"),
        (Article("b", "Paul Ravel arrive."), RUN, "new"),
        (Article("a", "Paul Ravel arrive."), OTHER_RUN, "outdated"),
        (Article("a", "Paul Ravel arrive.", title="Arrivée"), RUN, "outdated"),
        (Article("a", "Paul Ravel part."), RUN, "conflict"),
    ],
)
def test_state_says_what_a_build_has_to_do(article, run, state):
    assert keep(read_actor("a")).find_state(article, run) == state


# --- looking in -------------------------------------------------------------------------------------------------------


def test_articles_are_listed_with_what_is_known_of_them():
    store = keep(read_actor("b"), make_reading("a"))
    first, second = store.articles()
    assert (first.id, first.title, first.date, first.language) == ("a", "Livraison", "2024-03-06", "fr")
    assert (second.id, second.title, second.date) == ("b", None, None)
    assert store.text("b") == "Paul Ravel arrive."
    assert second.sha256 == Article("b", "Paul Ravel arrive.").sha256


@pytest.mark.parametrize("method", ["withdraw", "text"])
def test_unknown_article_brings_similar_ids(method):
    store = keep(read_actor("depeche-01"), read_actor("autre"))
    with pytest.raises(StoreError, match=r"'depeche-1' .*near: depeche-01$"):
        getattr(store, method)("depeche-1")


def test_dataset_of_rdflib_shows_the_same_store():
    store = keep(make_reading())
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s <https://w3id.org/conflictgraph/ns#status> ?o }"
    (row,) = store.query(query)
    (other,) = store.dataset().query(query)
    assert int(row["n"].value) == int(other[0]) == 5


def test_bad_query_is_one_line():
    with pytest.raises(QueryError, match="can't be parsed"):
        open_store().query("SELECT nonsense")


# --- on disk ----------------------------------------------------------------------------------------------------------


def test_store_on_disk_holds_what_memory_holds(tmp_path):
    keep(make_reading(), read_actor("b"), store=open_store(tmp_path / "store"))
    again = open_store(tmp_path / "store", create=False)
    again.withdraw("b")
    assert again.to_nquads() == keep(make_reading()).to_nquads()


@pytest.mark.parametrize(("limit", "flushed"), [(1, True), (10_000, False)])
def test_many_quads_are_flushed_to_disk(tmp_path, monkeypatch, limit, flushed):
    monkeypatch.setattr("graphbuild.store.BUFFERED", limit)
    path = tmp_path / "store"
    store = open_store(path)
    before = len(list(path.rglob("*.sst")))
    keep(read_actor("a"), store=store)
    assert (len(list(path.rglob("*.sst"))) > before) == flushed
    assert (store.buffered == 0) == flushed


def test_backup_is_a_store_of_its_own(tmp_path):
    store = keep(read_actor("a"), store=open_store(tmp_path / "store"))
    store.backup(tmp_path / "copy")
    store.withdraw("a")
    copy = open_store(tmp_path / "copy", read_only=True)
    assert [article.id for article in copy.articles()] == ["a"]
    with pytest.raises(StoreError, match="reading only"):
        copy.withdraw("a")


def test_base_iri_is_kept_and_held_to(tmp_path):
    open_store(tmp_path / "store", base="https://example.org/id/")
    store = open_store(tmp_path / "store")
    assert store.names.base == "https://example.org/id/"
    with pytest.raises(StoreError, match="base IRI"):
        store.add(make_quads())


def make_file(path):
    path.write_text("x")


def make_folder(path):
    path.mkdir()
    (path / "note.txt").write_text("x")


def make_other_format(path):
    open_store(path)
    (path / "graphbuild.json").write_text(json.dumps({"format": 0, "base": "x"}))


def make_broken_marker(path):
    path.mkdir()
    (path / "graphbuild.json").write_text("{}")


@pytest.mark.parametrize(
    ("prepare", "options", "message"),
    [
        (make_file, {}, "not a store"),
        (make_folder, {}, "not a store"),
        (make_broken_marker, {}, "not a store"),
        (make_other_format, {}, "format 0"),
        (str, {"create": False}, "there is no store"),
        (str, {"read_only": True}, "there is no store"),
        (open_store, {"base": "https://example.org/"}, "base IRI"),
    ],
)
def test_what_can_not_be_opened_is_one_line(tmp_path, prepare, options, message):
    prepare(tmp_path / "store")
    with pytest.raises(StoreError, match=message) as caught:
        open_store(tmp_path / "store", **options)
    assert "\n" not in str(caught.value)


WRITER = """
import sys
sys.path[:0] = [{tests!r}, {root!r}]
from pathlib import Path
from tests.readings import make_quads, make_reading
from graphbuild.store import open_store
store = open_store(Path({path!r}))
print("open", flush=True)
for number in range(10_000):
    store.add(make_quads(make_reading(str(number))))
"""


def test_interrupted_build_leaves_whole_articles_and_others_wait_for_the_lock(tmp_path):
    here = Path(__file__).parent
    code = WRITER.format(tests=str(here), root=str(here.parent), path=str(tmp_path / "store"))
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="another process"):
            open_store(tmp_path / "store")
        time.sleep(1)
    finally:
        writer.kill()
        writer.wait()
    store = open_store(tmp_path / "store")
    ids = [article.id for article in store.articles()]
    assert 0 < len(ids) < 10_000
    assert store.to_nquads() == keep(*(make_reading(article_id) for article_id in ids)).to_nquads()
