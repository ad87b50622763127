"""The graph in Python and notebooks: opened, asked, shown, given on."""

from __future__ import annotations

import datetime as dt
import doctest
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

import graphbuild as gb
from graphbuild import workbench
from graphbuild.errors import InputError, QueryError, StoreError
from graphbuild.export import SUFFIXES, export_store
from graphbuild.questions import add_prefixes
from graphbuild.records import Article
from graphbuild.store import Store, open_store
from graphbuild.vocabulary import cg, xsd
from graphbuild.workbench import KnowledgeGraph, Rows
from tests.explorer_stores import PAYLOADS, fill, make_hostile
from tests.paths import TESTS
from tests.readings import TEXT, make_quads, make_reading

BASE = "https://w3id.org/conflictgraph/id/"
SENTENCE = TEXT.partition(". ")[0] + "."
WEAPONS = "SELECT ?weapon WHERE { ?w a cg:Weapon ; gaf:denotedBy ?words ; skos:prefLabel ?weapon }"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article."""
    path = tmp_path_factory.mktemp("workbench") / "war.store"
    open_store(path).add(make_quads())
    return path


@pytest.fixture(scope="module")
def kg(path: Path) -> KnowledgeGraph:
    return gb.open(path)


@pytest.fixture(scope="module")
def shipped() -> KnowledgeGraph:
    """The articles that come along, read."""
    from tests.answers import build_shipped

    return KnowledgeGraph(build_shipped(), "shipped")


def ask_values(*rows: str, columns: str = "?x") -> Rows:
    """The answer of terms as they are written in SPARQL."""
    graph = KnowledgeGraph(open_store(), "empty")
    return graph.query(f"SELECT {columns} WHERE {{ VALUES ({columns}) {{ {' '.join(f'({row})' for row in rows)} }} }}")


# --- importing --------------------------------------------------------------------------------------------------------


def run_python(code: str, *options: str) -> str:
    """What a new Python prints."""
    env = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    return subprocess.run(
        [sys.executable, *options, "-c", code], env=env, capture_output=True, text=True, check=True
    ).stdout


def test_import_loads_nothing_that_takes_long() -> None:
    code = "import sys, graphbuild; {}; print([n for n in sys.modules if n.split('.')[0] in {!r}])"
    heavy = ("pyoxigraph", "rdflib", "spacy", "pandas", "networkx", "typer", "numpy")
    assert run_python(code.format("dir(graphbuild)", heavy)) == "[]\n"
    assert run_python(code.format("graphbuild.open", ("spacy", "pandas", "networkx", "numpy"))) == "[]\n"


def test_names_are_there_and_no_others() -> None:
    assert set(gb.__all__) <= set(dir(gb))
    assert [getattr(gb, name).__module__.partition(".")[0] for name in gb.__all__] == ["graphbuild"] * len(gb.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        gb.nothing  # noqa: B018


@pytest.mark.parametrize("module", [workbench.rows, workbench.knowledge])
def test_examples_do_what_they_say(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert (failed, tried > 0) == (0, True)


# --- opening ----------------------------------------------------------------------------------------------------------


def test_store_is_opened_beside_a_writer(tmp_path: Path) -> None:
    writer = open_store(tmp_path / "s")
    writer.add(make_quads())
    with gb.open(str(tmp_path / "s")) as kg:
        writer.add(make_quads(make_reading("a2")))
        assert [row["id"] for row in kg.articles] == ["a1"]
        with pytest.raises(RuntimeError, match="read-write"):
            kg.dataset().add((rdflib.URIRef("urn:a"),) * 3)
    assert len(gb.open(tmp_path / "s").articles) == 2
    assert repr(kg) == "<KnowledgeGraph 's': closed>"
    with pytest.raises(StoreError, match="s is closed: open it again"):
        kg.query(WEAPONS)


def test_digest_tells_what_the_graph_holds(tmp_path: Path, kg: KnowledgeGraph) -> None:
    digest = KnowledgeGraph(fill(make_reading()), "in memory").digest
    assert (kg.digest, len(digest)) == (digest, 16)
    more = (make_reading("a2"), make_reading(text=TEXT + " Fin."))
    assert len({digest, *(KnowledgeGraph(fill(reading), "other").digest for reading in more)}) == 3
    (tmp_path / "g.trig").write_bytes(export_store(kg.store, "trig"))
    assert gb.open(tmp_path / "g.trig").digest != digest  # a file doesn't say by which run it was read


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x", None, "there is no store: make one with `graphbuild build`"),
        ("x", "x", "not a store"),
        ("x.trig", "{nonsense", "can't be read"),
        ("x.nq", ": nonsense", "can't be read"),
        ("x.trig", "@prefix : <urn:> . :g { :a :b :c }", "no article of a knowledge graph"),
    ],
)
def test_what_cannot_be_opened_is_told(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(StoreError, match=message) as caught:
        gb.open(path)
    assert str(path) in str(caught.value)


def test_missing_file_and_missing_folder_of_questions_are_told(tmp_path: Path, path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.nq: .*check its name"):
        gb.open(tmp_path / "none.nq")
    with pytest.raises(InputError, match="no folder of questions"):
        gb.open(path, queries=tmp_path / "none")


@pytest.mark.parametrize(("suffix", "name"), [(".trig", "trig"), (".nq", "nquads")])
@pytest.mark.parametrize("base", [BASE, "https://example.org/data/"])
def test_file_that_export_wrote_is_opened(tmp_path: Path, suffix: str, name: str, base: str) -> None:
    store, file = open_store(), tmp_path / f"g{suffix}"
    store.add(make_quads())
    for texts in (True, False):
        file.write_bytes(export_store(store, name, texts=texts).replace(BASE.encode(), base.encode()))
        kg = gb.open(file)
        assert kg.store.names.base == base
        assert kg.query(WEAPONS).rows == [{"weapon": "missile Hache"}]
        assert kg.explore().network.number_of_nodes() > 5
        if texts:
            assert kg.text() == TEXT
    with pytest.raises(StoreError, match="the text of article 'a1' isn't kept here"):
        kg.article("a1")


@pytest.mark.parametrize("suffix", list(SUFFIXES))
def test_graph_is_exported(kg: KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    kg.export(tmp_path / f"g{suffix}", texts=True)
    assert (tmp_path / f"g{suffix}").read_bytes() == export_store(kg.store, SUFFIXES[suffix], texts=True)
    with pytest.raises(gb.GraphbuildError, match=r"g\.csv: no format of this name: end it in one of \.trig \.nq"):
        kg.export("g.csv")


def test_text_is_read() -> None:
    kg = gb.read("L'armée russe a bombardé Kharkiv mardi.\r\nFin.", date="2024-11-20", title="Kharkiv")
    rows = kg.query("SELECT ?date ?day WHERE { ?e a cg:ArmedAction ; cg:date ?date ; cg:earliest ?day }").rows
    assert rows == [{"date": dt.date(2024, 11, 19), "day": dt.date(2024, 11, 19)}]
    assert (kg.text(), repr(kg.article())) == (
        "L'armée russe a bombardé Kharkiv mardi.\nFin.",
        "<Article 'article': 1 actor mark, 1 event mark, 1 place mark>",
    )
    with pytest.raises(InputError, match="no text in it"):
        gb.read(" ")
    with pytest.raises(InputError, match="bad date 'mardi'"):
        gb.read("Fin.", date="mardi")


def test_articles_are_built_into_a_store(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("L'armée russe a bombardé Kharkiv.", encoding="utf-8")
    (tmp_path / "bad.txt").write_text(" ", encoding="utf-8")
    given = [tmp_path / "one.txt", Article("two", "Kiev a été bombardée."), str(tmp_path / "bad.txt")]
    with pytest.warns(UserWarning, match=r"bad\.txt: no text in it"):
        kg = gb.build(given, tmp_path / "s", date=dt.date(2024, 11, 20))
    assert [(row["id"], row["date"]) for row in kg.articles] == [("one", dt.date(2024, 11, 20)), ("two", None)]
    with pytest.warns(UserWarning, match="stored with another text"):
        gb.build(Article("two", "Kiev se rend."), tmp_path / "s")
    assert gb.build(Article("two", "Kiev se rend."), tmp_path / "s", replace=True).text("two") == "Kiev se rend."
    with pytest.raises(InputError, match="no such file"):
        gb.build(tmp_path / "none.txt", tmp_path / "s")


# --- asking -----------------------------------------------------------------------------------------------------------


def test_answer_has_rows_of_python_values(kg: KnowledgeGraph) -> None:
    answer = kg.query("SELECT ?d ?kind ?day ?n { ?d cg:decisionKind ?kind ; cg:date ?day . BIND(20 AS ?n) }")
    row = {"d": answer[0]["d"], "kind": cg.authorise, "day": dt.date(2024, 3, 5), "n": 20}
    assert str(row["d"]).startswith(f"{BASE}article/a1/event/")
    assert (answer.columns, len(answer), answer.rows, list(answer), bool(answer)) == (
        ("d", "kind", "day", "n"), 1, [row], [row], True,
    )  # fmt: skip
    assert repr(answer) == "<Answer: 1 row of d, kind, day, n>"


def test_question_is_asked_by_name_with_its_parameters(shipped: KnowledgeGraph) -> None:
    every = shipped.query("who_armed_whom", recipient="Ukraine")
    some = shipped.query("who_armed_whom", recipient="Ukraine", supplier={"France", "Danemark"}, weapon=None)
    assert {row["supplier"] for row in some} == {"France", "Danemark"}
    assert len(every) > len(some)
    assert repr(some).startswith("<Answer to who_armed_whom: 2 rows of supplier, weapon")
    assert f"<{BASE}actor/state/UA>" in some.sparql


def test_from_is_written_with_an_underscore_and_days_in_any_form(shipped: KnowledgeGraph) -> None:
    day = dt.date(2024, 11, 1)
    forms = [day, "2024-11-01", dt.datetime(2024, 11, 1, 12)]
    given = [shipped.query("events_of_actor", actor="Ukraine", from_=form) for form in forms]
    given.append(shipped.query("events_of_actor", actor="Ukraine", **{"from": day}))
    assert len({answer.sparql for answer in given}) == 1
    assert 0 < len(given[0]) < len(shipped.query("events_of_actor", actor="Ukraine"))


@pytest.mark.parametrize(
    ("question", "parameters", "message"),
    [
        ("who_armed_whm", {}, "no question 'who_armed_whm': near: who_armed_whom"),
        ("zzz", {}, "no question 'zzz': there are actors_two_steps, "),
        ("strikes", {"plaice": "Kiev"}, "no parameter 'plaice': it has "),
        ("who_armed_whom", {"recipient": "Ukrane"}, "no actor named 'Ukrane' in the graph; near: Ukraine"),
        ("who_armed_whom", {"from_": "mardi"}, "from is 'mardi': give a day like 2024-11-20"),
        ("SELECT * { ?s ?p }", {}, "line 1, column "),
        ("SELECT * { ?s ?p ?o }", {"s": 1}, "SPARQL has no parameters"),
        ("DROP ALL", {}, "updates are refused"),
        ("none.rq", {}, "none.rq: No such file"),
        (Path("none"), {}, "none: No such file"),
    ],
)
def test_bad_question_is_told(kg: KnowledgeGraph, question: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        kg.query(question, **parameters)
    assert message in str(caught.value)


def test_own_questions_are_there_at_once(tmp_path: Path, path: Path) -> None:
    kg = gb.open(path, queries=tmp_path)
    before = len(kg.questions)
    header = "#+ summary: Which weapons?\n#+ question_fr: Quelles armes ?\n#+ columns:\n#+   weapon: its name\n"
    file = tmp_path / "arms.rq"
    file.write_text(header + add_prefixes(WEAPONS))
    assert len(kg.questions) == before + 1
    assert kg.query("arms").rows == kg.query(file).rows == kg.query(str(file)).rows == [{"weapon": "missile Hache"}]
    (tmp_path / "bare.rq").write_text(WEAPONS)
    assert kg.query(tmp_path / "bare.rq").rows == [{"weapon": "missile Hache"}]
    with pytest.raises(QueryError, match="bare: no `#\\+ summary:`"):
        kg.query("bare")


def test_questions_say_how_they_are_asked(kg: KnowledgeGraph) -> None:
    known = {row["name"]: row for row in kg.questions}
    assert known["who_armed_whom"]["parameters"] == (
        "supplier='États-Unis', weapon='F-16', recipient='Ukraine', from_='2023-01-01', to='2025-12-31'"
    )
    assert "least=20" in str(known["casualties"]["parameters"])
    assert kg.questions.to_pandas()["name"].tolist() == list(known)


def test_yes_or_no_is_the_truth_of_the_answer(kg: KnowledgeGraph) -> None:
    assert kg.query("ASK { ?w a cg:Weapon }")
    assert not kg.query("ASK { ?w a cg:Nothing }")
    assert not kg.query("SELECT ?w { ?w a cg:Nothing }")


def test_graph_goes_to_rdflib(kg: KnowledgeGraph) -> None:
    answer = kg.query(
        "CONSTRUCT { ?w skos:prefLabel ?l } WHERE { ?w a cg:Weapon ; gaf:denotedBy ?m ; skos:prefLabel ?l }"
    )
    [(subject, _, label)] = answer.to_rdflib()
    assert (str(subject), label) == (f"{BASE}article/a1/weapon/1", rdflib.Literal("missile Hache", lang="fr"))
    assert "skos:prefLabel" in answer.to_turtle()
    with pytest.raises(QueryError, match="only the answer to CONSTRUCT"):
        kg.query(WEAPONS).to_rdflib()


def test_answer_is_written_as_file(kg: KnowledgeGraph, tmp_path: Path) -> None:
    answer = kg.query(WEAPONS)
    for write, text in {
        answer.to_csv: "weapon\r\nmissile Hache\r\n",
        answer.to_tsv: '?weapon\n"missile Hache"@fr\n',
        answer.to_json: answer.table.to_json(),
    }.items():
        assert write(tmp_path / "file") == write() == text
        assert (tmp_path / "file").read_bytes() == text.encode()


# --- pandas -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "dtype", "values"),
    [
        (["1", "UNDEF"], "Int64", [1, None]),
        ([str(2**63)], "object", [2**63]),
        (["1", "2.5", "1e3"], "float64", [1.0, 2.5, 1000.0]),
        (["true", "UNDEF"], "boolean", [True, None]),
        (['"2024-11-19"^^xsd:date', "UNDEF"], "datetime64[s]", [dt.datetime(2024, 11, 19), None]),
        (['"0001-01-01"^^xsd:date'], "datetime64[s]", [dt.datetime(1, 1, 1)]),
        (['"2024-11-19"^^xsd:date', '"2024-11"^^xsd:gYearMonth', '"2024"^^xsd:gYear', "UNDEF"], "str",
         ["2024-11-19", "2024-11", "2024", None]),
        (['"-0044-03-15"^^xsd:date'], "str", ["-0044-03-15"]),
        (['"x"^^xsd:integer'], "str", ["x"]),
        (['"2024-11-19T10:00:00Z"^^xsd:dateTime'], "datetime64[us, UTC]",
         [dt.datetime(2024, 11, 19, 10, tzinfo=dt.UTC)]),
        (["<urn:x>", '"é"@fr', "UNDEF"], "str", ["urn:x", "é", None]),
        (["UNDEF"], "str", [None]),
    ],
)  # fmt: skip
def test_column_has_the_dtype_of_its_values(terms: list[str], dtype: str, values: list[object]) -> None:
    column = ask_values(*terms).to_pandas()["x"]
    assert str(column.dtype) == dtype
    assert [None if missing else value for value, missing in zip(column, column.isna(), strict=True)] == values


def test_months_are_counted_whether_all_days_are_known_or_not() -> None:
    days = ask_values('"2024-11-19"^^xsd:date', '"2024-12-01"^^xsd:date').to_pandas()
    told = ask_values('"2024-11-19"^^xsd:date', '"2024-11"^^xsd:gYearMonth').to_pandas()
    for frame, months in ((days, ["2024-11", "2024-12"]), (told, ["2024-11", "2024-11"])):
        assert frame["x"].astype("string").str[:7].tolist() == months


def test_dataframe_says_where_it_comes_from(path: Path) -> None:
    kg = gb.open(path)
    answer = kg.query("who_authorised_what", recipient="Ukraine")
    frame = answer.to_pandas()
    assert frame.columns.tolist() == list(answer.columns)
    assert frame.attrs["columns"]["decider"] == "who decided"
    assert (frame.attrs["title"], frame.attrs["query"], frame.attrs["parameters"]) == (
        "Who authorised which weapon for whom, under which condition?", "who_authorised_what", {"recipient": "Ukraine"},
    )  # fmt: skip
    assert (frame.attrs["sparql"], frame.attrs["digest"]) == (answer.sparql, kg.digest)
    assert kg.query("SELECT * {}").to_pandas().shape == (1, 0)
    assert kg.query("SELECT ?a ?b { FILTER(false) }").to_pandas().columns.tolist() == ["a", "b"]


def test_missing_pandas_is_told() -> None:
    code = (
        "import sys; sys.modules['pandas'] = None; import graphbuild as gb\n"
        "from graphbuild.workbench import Rows\n"
        "try: Rows(('a',), [(1,)]).to_pandas()\n"
        "except gb.GraphbuildError as error: print(error)"
    )
    assert run_python(code) == "pandas isn't installed: pip install pandas\n"


# --- evidence and networks --------------------------------------------------------------------------------------------


def test_row_leads_to_the_sentence_behind_it(kg: KnowledgeGraph) -> None:
    answer = kg.query("SELECT ?kind { ?d cg:decisionKind ?kind }")
    [event] = answer.evidence(0)
    assert {name: value for name, value in event.items() if name != "iri"} == {
        "row": 0, "type": "PolicyDecision", "words": "autorisé", "source": None, "status": "actual",
        "certainty": "certain", "date": dt.date(2024, 3, 5), "sentence": SENTENCE, "article": "a1",
    }  # fmt: skip
    assert answer.evidence().rows == answer.evidence(-1).rows == [event]
    with pytest.raises(IndexError):
        answer.evidence(1)


def test_claims_tell_who_says_so_and_things_where_they_are_named(kg: KnowledgeGraph) -> None:
    found = kg.query("SELECT ?event { ?claim cg:about ?event ; cg:stance ?stance }").evidence()
    assert [(row["type"], row["words"], row["source"], row["status"]) for row in found] == [
        ("Claim", "Selon", "Presse du Nord", "denies"), ("ArmedAction", "frappe", None, "denied"),
    ]  # fmt: skip
    named = kg.query("SELECT ?label { ?who a cg:State ; rdfs:label ?label . FILTER(LANG(?label) = 'fr') }").evidence()
    assert [(row["words"], row["status"], row["sentence"]) for row in named][:2] == [
        ("Ukraine", None, SENTENCE), ("Kiev", None, SENTENCE),
    ]  # fmt: skip
    assert kg.query("SELECT ?x { VALUES ?x { 1 } }").evidence().rows == []


def test_answer_and_graph_are_networks(kg: KnowledgeGraph) -> None:
    part, whole = kg.query("SELECT ?d { ?d cg:decisionKind ?kind }").to_networkx(), kg.network()
    labels = {label for _, label in part.nodes(data="label")}
    assert labels == {"autorisé", "Paul Ravel", "livraison"}
    assert set(part) < set(whole)
    whole.clear()
    assert len(kg.network()) > len(part)
    with pytest.raises(QueryError, match="the question has no answer here"):
        kg.query("who_armed_whom").to_networkx()


def test_explorers_are_of_parts(kg: KnowledgeGraph) -> None:
    assert repr(kg.explore("Odessa", depth=1, title="Port")) == "<Explorer 'Port': 1 event, 1 place>"
    decisions = kg.query("SELECT ?d { ?d cg:decisionKind ?kind }")
    assert repr(decisions.explore(title="Decisions", language="en")) == "<Explorer 'Decisions': 2 events, 1 actor>"
    assert kg.explore(begin="2024-03-05", end=dt.date(2024, 3, 5)).network.number_of_nodes() == 2
    assert "sandbox=" in kg.explore()._repr_html_()


# --- rdflib -----------------------------------------------------------------------------------------------------------


def test_dataset_is_the_same_store_and_sees_the_union(kg: KnowledgeGraph) -> None:
    dataset = kg.dataset()
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    assert len(dataset) == len(kg.store.inner)
    assert [int(row.n) for row in dataset.query(count.format(""))] == [len(kg.store.inner)]
    graph = kg.store.names.article_graph(Article("a1", ""))
    own = len(list(kg.store.find(graph=graph)))
    assert [int(row.n) for row in dataset.query(count.format(f"FROM {graph}"))] == [own]
    assert len(dataset.graph(rdflib.URIRef(graph.value))) == own
    assert [
        str(row.l) for row in dataset.query("SELECT ?l { ?w a cg:Weapon ; gaf:denotedBy ?m ; skos:prefLabel ?l }")
    ] == ["missile Hache"]


def test_sparql_of_the_dataset_is_answered_by_the_engine(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rdflib.plugins.sparql.processor.SPARQLProcessor.query", None)  # the one of rdflib
    assert len(kg.dataset().query("SELECT ?w { ?w a cg:Weapon ; gaf:denotedBy ?m }")) == 1


# --- what a notebook shows --------------------------------------------------------------------------------------------


class Shown(HTMLParser):
    """Tags, links and text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data

    def list_values(self, name: str) -> list[str | None]:
        """The values of an attribute."""
        return [value for key, value in self.attributes if key == name]


TAGS = {"div", "table", "caption", "strong", "thead", "tr", "th", "tbody", "td", "p", "a", "mark"}
ATTRIBUTES = {"class", "style", "scope", "title", "dir", "href", "target", "rel"}


def check(html: str) -> Shown:
    """The piece of HTML, of which nothing is but what the templates write."""
    shown = Shown(html)
    assert set(shown.tags) <= TAGS
    assert {name for name, _ in shown.attributes} <= ATTRIBUTES
    assert all(str(link).startswith(("https://", "http://")) for link in shown.list_values("href"))
    return shown


def test_hostile_words_stay_words() -> None:
    kg = KnowledgeGraph(fill(make_hostile()), "hostile")
    labels = kg.query("SELECT ?label ?g { ?g a cg:Group ; rdfs:label ?label } ORDER BY ?g")
    shown = check(labels._repr_html_())
    assert [payload for payload in PAYLOADS if payload not in shown.text] == []
    assert len(shown.list_values("href")) == len(labels)
    about = check(kg.query("SELECT * { ?e a cg:ArmedAction }").evidence()._repr_html_())
    assert PAYLOADS[0] in about.text
    assert PAYLOADS[1] in check(kg.articles._repr_html_()).text
    article = check(kg.article()._repr_html_())
    assert kg.text() in article.text and PAYLOADS[1] in article.text.partition("actor")[0]


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "urn:x", "file:///x"])
def test_only_addresses_of_the_web_are_links(iri: str) -> None:
    links = check(ask_values(f"<{iri}>", "<https://example.org/x>", '"https://example.org/ x"')._repr_html_())
    assert links.list_values("href") == ["https://example.org/x"]


def test_table_shows_its_first_rows_and_what_columns_mean() -> None:
    rows = Rows(("n", "x"), [(number, None) for number in range(1234)], title="Numbers", meanings={"n": 'a "number"'})
    shown = check(rows._repr_html_())
    assert shown.tags.count("tr") == 21
    assert "1,234 rows; 1,214 more: to_pandas() has them all" in shown.text
    assert shown.list_values("title") == ['a "number"', ""]
    assert check(Rows(("n",), [(number,) for number in range(40)])._repr_html_()).tags.count("tr") == 41
    assert "No rows" in Rows(("n",), [])._repr_html_()


def test_article_shows_its_marks_by_kind(kg: KnowledgeGraph) -> None:
    html = kg.article("a1")._repr_html_()
    shown = check(html)
    assert TEXT in shown.text
    assert "actor weapon place event" in " ".join(shown.text.split())
    assert {"Person", "State", "Weapon", "PolicyDecision"} <= set(shown.list_values("title"))
    marked = "".join(html.split("pre-wrap")[1:])
    assert 'title="Person"' in marked and ">Paul Ravel</mark>" in marked
    with pytest.raises(StoreError, match="no article 'a2' in the store; near: a1"):
        kg.article("a2")


def test_overlapping_marks_keep_the_text_whole() -> None:
    from graphbuild.listing import Mark
    from graphbuild.workbench.article import cut

    marks = [Mark(0, 8, "actor", "State", "a"), Mark(4, 12, "event", "Protest", "b"), Mark(5, 6, "place", "Place", "c")]
    pieces = list(cut("abcdefghijklmn", marks))
    assert [(piece.text, [mark.kind for mark in piece.marks]) for piece in pieces] == [
        ("abcd", ["actor"]), ("e", ["actor", "event"]), ("f", ["place", "actor", "event"]),
        ("gh", ["actor", "event"]), ("ijkl", ["event"]), ("mn", []),
    ]  # fmt: skip


def test_only_article_need_not_be_named(path: Path) -> None:
    kg = gb.open(path)
    assert kg.article().title == "Livraison"
    both = KnowledgeGraph(fill(make_reading(), make_reading("a2")), "two")
    with pytest.raises(StoreError, match="two has 2 articles: name one"):
        both.text()
    assert repr(both) == f"<KnowledgeGraph 'two': 2 articles, {len(both.store.inner):,} triples>"


def test_store_of_literals_is_asked_in_their_datatypes() -> None:
    store: Store = open_store()
    graph = NamedNode(BASE + "graph/x")
    store.inner.add(Quad(NamedNode("urn:a"), NamedNode("urn:n"), Literal("7", datatype=NamedNode(xsd.integer)), graph))
    assert KnowledgeGraph(store, "x").query("SELECT ?n { ?s <urn:n> ?n }").rows == [{"n": 7}]
