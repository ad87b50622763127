"""What a query found on the way to a row: the query asked again, its solutions matched with the rows."""

import doctest

import pytest

from graphbuild import tracing
from graphbuild.tracing import ask_all, drop_header, has_limit, match_rows


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("SELECT ?a { ?a ?b ?c }", "SELECT * WHERE { ?a ?b ?c }"),
        ("select distinct ?a (COUNT(?b) AS ?n) where { ?a ?b ?c } GROUP BY ?a", "SELECT * WHERE { ?a ?b ?c }"),
        ("PREFIX x: <u:>\nSELECT ?a WHERE { { ?a ?b ?c } } LIMIT 5", "PREFIX x: <u:>\nSELECT * WHERE { { ?a ?b ?c } }"),
        (
            "SELECT ?a FROM <g:1> FROM NAMED <g:2> WHERE { ?a ?b ?c }",
            "SELECT * FROM <g:1> FROM NAMED <g:2> WHERE { ?a ?b ?c }",
        ),
        ("# SELECT ?no { }\nSELECT ?a { ?a ?b ?c }", "\nSELECT * WHERE { ?a ?b ?c }"),
        ("ASK { ?a ?b ?c }", None),
        ("SELECT ?a {", None),
    ],
)
def test_all_variables_are_asked_for(text: str, whole: str | None) -> None:
    assert ask_all(text) == whole


def test_the_header_goes_and_comments_stay() -> None:
    assert drop_header("#+ summary: x\n#+ columns:\n# why\nASK { }\n") == "# why\nASK { }\n"


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("SELECT ?a { ?a ?b ?c } LIMIT 5", True),
        ("SELECT ?a { ?a ?b ?c } # LIMIT 5", True),  # only lines of comments are told from words
        ("SELECT ?a { { SELECT ?a { ?a ?b ?c } LIMIT 5 } }", False),
        ("# LIMIT 5\nSELECT ?a { ?a ?b ?c }", False),
    ],
)
def test_a_limit_of_the_whole_query(text: str, limited: bool) -> None:
    assert has_limit(text) is limited


def test_rows_are_matched_by_the_columns_that_solutions_have() -> None:
    rows = [["x", 1], ["y", 1], [None, 2]]
    solutions = [("e1", "x"), ("e2", "x"), ("e3", None), ("e4", "z")]
    found = list(match_rows(["name", "n"], rows, ["event", "name"], solutions))
    assert [(numbers, values[0]) for numbers, values in found] == [([0], "e1"), ([0], "e2"), ([2], "e3"), ([], "e4")]


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(tracing) == (0, 2)
