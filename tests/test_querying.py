"""Queries with headers, values bound as terms, names looked up, answers written, what is refused."""

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat

from graphbuild.errors import QueryError
from graphbuild.querying import bind, load_queries, parse_query, read_query, run_query
from graphbuild.store import Store, open_store
from graphbuild.vocabulary import cg, xsd

DATA = Path(__file__).parent / "data" / "queries"
BASE = "https://w3id.org/conflictgraph/id/"
HEADER = """#+ summary: Who?
#+ question_fr: Qui ?
#+ parameters:
#+   - name: who
#+     type: entity:Actor
#+     description: someone
#+     example: Mali
#+ columns:
#+   actor: who
"""
TEXT = HEADER + "SELECT ?actor WHERE { VALUES ?whoIri { UNDEF } ?whoIri a ?class BIND(?whoIri AS ?actor) }\n"


@pytest.fixture(scope="module")
def store() -> Store:
    """A small graph: two actors of one name, a state, a weapon and a place."""
    store = open_store()
    store.inner.load(path=str(DATA / "names.trig"), format=RdfFormat.TRIG)
    return store


def make_query(type: str, body: str = "VALUES ?x { UNDEF } BIND(?x AS ?v)") -> str:
    """A query with one parameter `x`."""
    variable = "?xIri" if type.startswith("entity:") else "?x"
    header = HEADER.replace("name: who", "name: x").replace("entity:Actor", type)
    return header + f"SELECT ?v WHERE {{ {body.replace('?x', variable)} }}"


# --- headers ----------------------------------------------------------------------------------------------------------


def test_header_is_read() -> None:
    query = parse_query("q", TEXT)
    assert (query.name, query.summary, query.question_fr, query.columns) == ("q", "Who?", "Qui ?", {"actor": "who"})
    assert [(p.name, p.variable, p.type, p.example) for p in query.parameters] == [
        ("who", "whoIri", "entity:Actor", "Mali")
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ summary: Who?\n", "", "no `#+ summary:`"),
        ("#+ question_fr: Qui ?\n", "", "no `#+ question_fr:`"),
        ("#+   actor: who\n", "", "no `#+ columns:`"),
        ("#+ summary: Who?", "#+ summary", "line 1"),
        ("#+ summary: Who?", "#+summary: Who?", "line 1"),
        ("#+ summary: Who?", "#+ summary: Who?\n#+   more: x", "line 2: indented below 'summary'"),
        ("#+ question_fr", "#+ colour: red\n#+ question_fr", "unknown in the header: colour"),
        ("entity:Actor", "entity:Ship", "there are entity:Actor, entity:Weapon, entity:Place, date"),
        ("#+     example: Mali\n", "", "has no example"),
        ("- name: who", "name: who", "line 4: 'name': a parameter begins with"),
        ("example: Mali", "sample: Mali", "line 7: 'sample'"),
        ("VALUES ?whoIri { UNDEF }", "", "places in the query differ: VALUES ?whoIri { UNDEF }"),
        ("VALUES ?whoIri", "VALUES ?other { UNDEF } VALUES ?whoIri", "VALUES ?other { UNDEF }"),
    ],
)
def test_bad_header_is_told(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(QueryError) as caught:
        parse_query("q", TEXT.replace(old, new))
    assert message in str(caught.value)


def test_folder_is_read_and_every_fault_told(tmp_path: Path) -> None:
    for name, text in {"a": TEXT, "b": "SELECT * {}", "c": TEXT.replace("example", "x")}.items():
        (tmp_path / f"{name}.rq").write_text(text)
    with pytest.raises(QueryError) as caught:
        load_queries(tmp_path)
    lines = str(caught.value).split("\n")
    assert [str(tmp_path / name) in line for name, line in zip(("b.rq", "c.rq"), lines, strict=True)] == [True, True]
    assert read_query(tmp_path / "a.rq").name == "a"
    with pytest.raises(QueryError, match="check its name"):
        read_query(tmp_path / "none.rq")


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type", "value", "term"),
    [
        ("date", "2024-11-20", f'"2024-11-20"^^<{xsd.date}>'),
        ("integer", "12", f'"12"^^<{xsd.integer}>'),
        ("integer", 12, f'"12"^^<{xsd.integer}>'),
        ("string", 'a } UNION { ?s ?p "', '"a } UNION { ?s ?p \\""'),
        ("string", "\\u0022 . ?s ?p ?o", '"\\\\u0022 . ?s ?p ?o"'),
        ("string", "l'eau\n\\", '"l\'eau\\n\\\\"'),
        ("term", "authorise", f"<{cg.authorise}>"),
        ("term", "cg:authorise", f"<{cg.authorise}>"),
        ("entity:Actor", f"<{BASE}actor/x>", f"<{BASE}actor/x>"),
        ("entity:Actor", f"{BASE}actor/x", f"<{BASE}actor/x>"),
        ("entity:Weapon", "weapon:drone", "<https://w3id.org/conflictgraph/weapon/drone>"),
        ("entity:Actor", "mali", f"<{BASE}actor/state/ML>"),
        ("entity:Actor", "MÁLI", f"<{BASE}actor/state/ML>"),
        ("entity:Actor", "Bamako", f"<{BASE}actor/state/ML>"),
        ("entity:Place", "Mali", f"<{BASE}place/geonames/1>"),
        ("entity:Weapon", "Obus", "<https://w3id.org/conflictgraph/weapon/shell>"),
        ("entity:Actor", NamedNode("urn:x"), "<urn:x>"),
        ("string", Literal("x", language="fr"), '"x"@fr'),
    ],
)
def test_value_becomes_a_term(store: Store, type: str, value: object, term: str) -> None:
    bound = bind(parse_query("q", make_query(type)), {"x": value}, store)  # type: ignore[dict-item]
    assert f"{{ {term} }}" in bound and "UNDEF" not in bound
    assert [str(row[0]) for row in run_query(store, bound).rows] == [term.replace(f"^^<{xsd.string}>", "")]


@pytest.mark.parametrize(
    ("type", "value", "message"),
    [
        ("date", "20/11/2024", "give a day like 2024-11-20"),
        ("date", "2024-11", "give a day"),
        ("integer", "many", "give a whole number"),
        ("term", "authorize", "the ontology has no 'authorize'; near: authorise"),
        ("entity:Actor", "http://a b", "is no IRI"),
        ("entity:Actor", "<x> } INSERT", "no actor named"),
        ("entity:Actor", "Malli", "no actor named 'Malli' in the graph; near: Mali"),
        ("entity:Weapon", "Mali", "no weapon named 'Mali' in the graph"),
        ("entity:Actor", "moussa diarra", f"/person/a> Person; Moussa Diarra <{BASE}article/x/actor/b>"),
    ],
)
def test_bad_value_is_told(store: Store, type: str, value: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        bind(parse_query("q", make_query(type)), {"x": value}, store)
    assert message in str(caught.value)


def test_value_goes_to_every_scope_and_several_are_taken(store: Store) -> None:
    twice = make_query("integer", "{ SELECT ?v WHERE { VALUES ?x {UNDEF} BIND(?x AS ?v) } } VALUES ?x { UNDEF }")
    query = parse_query("q", twice)
    assert bind(query, {"x": ["1", 2]}, store).count(f'"1"^^<{xsd.integer}> "2"^^<{xsd.integer}>') == 2
    assert bind(query, {"x": []}, store) == bind(query, {}, store) == query.text.replace("{UNDEF}", "{ UNDEF }")
    with pytest.raises(QueryError, match="no parameter 'y': it has x"):
        bind(query, {"y": 1}, store)


def test_value_is_never_taken_for_a_mark(store: Store) -> None:
    parameters = "#+   - name: {}\n#+     type: string\n#+     description: d\n#+     example: e\n"
    head = HEADER.partition("#+   -")[0] + parameters.format("a") + parameters.format("b") + "#+ columns:\n#+   v: x\n"
    query = parse_query("q", head + "SELECT ?a ?b { VALUES ?a { UNDEF } VALUES ?b { UNDEF } }")
    table = run_query(store, query, {"a": "VALUES ?b { UNDEF }", "b": "x"})
    assert [[cell.value for cell in row] for row in table.rows] == [["VALUES ?b { UNDEF }", "x"]]  # type: ignore[union-attr]


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE asks another server"),
        ("SELECT * { service SILENT <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { FILTER(1<2)SERVICE?x{ ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { # '\n SERVICE <http://example.org/> { ?s ?p ?o } # '\n }", "SERVICE"),
        ("SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }", "only graphs of the store"),
        ("SELECT * FROM <http://example.org/x> { ?s ?p ?o }", "only graphs of the store"),
        ("SELECT * FROM NAMED <http://example.org/x> { ?s ?p ?o }", "only graphs of the store"),
        ("PREFIX f: <file:///etc/> SELECT * FROM f:hosts { ?s ?p ?o }", "FROM f:hosts"),
        ("SELECT * FR\\u004FM <http://example.org/x> { ?s ?p ?o }", "only graphs of the store"),
        ("LOAD <http://example.org/x>", "updates are refused"),
        ("PREFIX x: <urn:x> INSERT DATA { <urn:a> <urn:b> 1 }", "updates are refused"),
        ("\\u0044ROP ALL", "updates are refused"),
        ("DELETE WHERE { ?s ?p ?o }", "updates are refused"),
        ("", "asks nothing"),
        ("SELECT * " + "{" * 60 + "}" * 60, "nested deeper than 40"),
        ("SELECT * { ?s ?p " + "(" * 5000 + ")" * 5000 + " }", "nested deeper"),
        ("SELECT * {\n ?s ?p }", "line 2, column 9"),
        ("SELECT ?s { ?s ?p ?? }", "line 1, column 21: near '}'"),
        ("SELECT ?s {", "the query can't be parsed: line 1, column 12: ends early"),
    ],
)
def test_query_is_refused(store: Store, text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(store, text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://example.org/> FROM" }',
        "SELECT ?service { ?service <urn:service> 'LOAD' } # SERVICE",
        "PREFIX service: <urn:x> SELECT * { ?s service:SERVICE ?from }",
        f"SELECT * FROM <{BASE}graph/x> {{ ?s ?p ?o }}",
        f"PREFIX g: <{BASE}graph/> SELECT * FROM g:x {{ ?s ?p ?o }}",
        "SELECT * { FILTER(1 < 2 && 3 > 2) }",
        'ASK { ?s ?p """a " SERVICE \' b""" }',
    ],
)
def test_harmless_words_pass(store: Store, text: str) -> None:
    assert run_query(store, text).rows is not None


def test_from_names_the_graphs_that_are_asked(store: Store) -> None:
    graph = next(iter(store.inner.named_graphs())).value
    held = len(list(store.find(graph=NamedNode(graph))))
    for name, number in {graph: held, f"{BASE}graph/none": 0}.items():
        assert len(run_query(store, f"SELECT * FROM <{name}> {{ ?s ?p ?o }}").rows) == number
    assert len(run_query(store, "SELECT * { ?s ?p ?o }").rows) == len(store.inner)


# --- answers ----------------------------------------------------------------------------------------------------------


def test_table_is_written_in_every_form(store: Store) -> None:
    rows = f'("é,\\"x\\""@fr UNDEF) (<urn:x> 1) (true <{cg.State}>)'
    table = run_query(store, f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}")
    assert table.to_csv() == f'a,b\r\n"é,""x""",\r\nurn:x,1\r\ntrue,{cg.State}\r\n'
    assert table.to_tsv().splitlines()[1:3] == ['"é,\\"x\\""@fr\t', f'<urn:x>\t"1"^^<{xsd.integer}>']
    assert list(table.to_rows())[2] == ["true", "cg:State"]
    rows = json.loads(table.to_json())["results"]["bindings"]
    assert rows[0] == {"a": {"type": "literal", "value": 'é,"x"', "xml:lang": "fr"}}
    assert rows[1] == {
        "a": {"type": "uri", "value": "urn:x"},
        "b": {"type": "literal", "value": "1", "datatype": xsd.integer},
    }
    with pytest.raises(QueryError, match="only the answer to CONSTRUCT"):
        table.to_turtle()


def test_graph_and_yes_or_no_are_tables_too(store: Store) -> None:
    text = f"CONSTRUCT {{ ?s a <{cg.State}> }} WHERE {{ ?s a <{cg.State}> }}"
    graph = run_query(store, text)
    assert graph.columns == ("subject", "predicate", "object") and len(graph.rows) == 1
    assert "a cg:State" in graph.to_turtle()
    answer = run_query(store, "ASK { ?s ?p ?o }")
    assert (answer.boolean, list(answer.to_rows()), json.loads(answer.to_json())["boolean"]) == (True, [["true"]], True)


def test_query_without_header_takes_no_value(store: Store) -> None:
    with pytest.raises(QueryError, match="has no parameters"):
        run_query(store, "ASK {}", {"x": 1})
