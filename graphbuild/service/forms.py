"""The form of a question: a field for each parameter, with its values and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphbuild.names import CLASSES
from graphbuild.querying import Parameter, Query
from graphbuild.service.addresses import ask, write_query
from graphbuild.service.ontology import read_ontology
from graphbuild.service.rendering import Reader
from graphbuild.vocabulary import cg

Values = Mapping[str, Sequence[str]]  # by name of the parameter
Errors = Sequence[Mapping[str, Any]]  # of values, as problem details have them
INPUTS = {"date": "date", "integer": "number"}  # of HTML, by the type of a parameter; text for others


def make_fields(query: Query, values: Values, errors: Errors, reader: Reader,
                more: Sequence[str]) -> list[dict[str, Any]]:  # fmt: skip
    """What a page needs to show each parameter; `more` are those that get another empty field."""
    return [_make_field(query, parameter, values, errors, reader, more) for parameter in query.parameters]


def _make_field(query: Query, parameter: Parameter, values: Values, errors: Errors, reader: Reader,
                more: Sequence[str]) -> dict[str, Any]:  # fmt: skip
    """What a page needs to show a parameter."""
    name, path = parameter.name, ask(query.name)
    given = list(values.get(name, ()))
    found = [error for error in errors if error["parameter"] == name]
    wrong = [{**error, "several": "candidates" in error, "choices": [
        _choose(path, values, name, error["value"], one, reader)
        for one in error.get("candidates", error.get("near", ()))]} for error in found]  # fmt: skip
    example = {**values, name: [*given, parameter.example] if parameter.example not in given else given}
    return {
        "name": name,
        "type": parameter.type,
        "input": INPUTS.get(parameter.type, "text"),
        "description": parameter.description,
        "example": parameter.example,
        "example_href": reader.go(path + _write(example)),
        "given": [*given, ""] if name in more or not given else given,
        "wrong": [error["value"] for error in found],
        "errors": wrong,
        "options": list_options(parameter, given, reader.language),
    }


def _choose(path: str, values: Values, name: str, value: str, candidate: Mapping[str, str],
            reader: Reader) -> dict[str, str]:  # fmt: skip
    """A candidate with the address that has it in the place of an ambiguous value."""
    chosen = [candidate["iri"] if one == value else one for one in values[name]]
    return {**candidate, "href": reader.go(path + _write({**values, name: chosen}))}


def list_options(parameter: Parameter, given: Sequence[str], language: str) -> list[tuple[str, str]]:
    """The terms that may be the value of a parameter, with their names; what was given is among them."""
    if parameter.type != "term":
        return []
    ontology = read_ontology()
    names = dict.fromkeys([*ontology.list_alike(parameter.example), *given])
    named = [(name, ontology.name(cg.NAMESPACE + name, language) or name) for name in names]
    return sorted(named, key=lambda option: option[1].casefold())


def name_classes(language: str) -> dict[str, str]:
    """What the classes of the things that have names are called."""
    ontology = read_ontology()
    classes = [iri for several in CLASSES.values() for iri in several]
    return {iri.removeprefix(cg.NAMESPACE): ontology.name(iri, language) for iri in classes}


def _write(values: Values) -> str:
    """Values as the end of an address."""
    return write_query((name, value) for name, several in values.items() for value in several)
