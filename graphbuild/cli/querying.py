"""The command that asks questions: query."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli.application import app
from graphbuild.cli.asking import open_to_read
from graphbuild.cli.options import DEFAULT_STORE, OutputOption, StoreOption, TableFormat
from graphbuild.cli.output import print_table, write_result, write_table
from graphbuild.errors import GraphbuildError

if TYPE_CHECKING:
    from graphbuild.querying import Table


@app.command()
def query(
    question: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="Name of a question, file .rq, or SPARQL.", show_default=False)
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A value for the question; repeat it for more."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[
        TableFormat | None, typer.Option("--format", help="Without it, what the name of the file says, or table.")
    ] = None,
    output: OutputOption = None,
    list_questions: Annotated[bool, typer.Option("--list", help="List the questions and their parameters.")] = False,
) -> None:
    """Ask a question of a graph: one that comes along, or SPARQL of one's own.

    Examples:

        graphbuild query --list

        graphbuild query events_of_actor -p actor=Ukraine -p from=2024-11-01

        graphbuild query "SELECT ?event WHERE { ?event a cg:ArmedAction }" --format csv -o events.csv
    """
    if list_questions:
        _print_questions()
        return
    if question is None:
        raise GraphbuildError("no question: name one, or see them with --list")
    from graphbuild.querying import load_queries, run_query
    from graphbuild.questions import find_question

    values = split_parameters(parameters or [])
    asked = find_question(question, load_queries())
    _write_answer(run_query(open_to_read(store), asked, values), format or guess_table_format(output), output)


def split_parameters(given: list[str]) -> dict[str, list[str]]:
    """Values by name, in the order given."""
    values: dict[str, list[str]] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise GraphbuildError(f"-p {pair!r}: write it as name=value")
        values.setdefault(name.strip(), []).append(value)
    return values


def guess_table_format(path: Path | None) -> TableFormat:
    """The format that the name of a file says; a table for stdout and other names."""
    names = {".csv": TableFormat.csv, ".tsv": TableFormat.tsv, ".json": TableFormat.json, ".ttl": TableFormat.turtle}
    return names.get(path.suffix.lower(), TableFormat.table) if path else TableFormat.table


def _write_answer(answer: "Table", format: TableFormat, output: Path | None) -> None:
    """Write the answer to stdout or into a file."""
    if format is TableFormat.table and output is None:
        print_table(answer.columns, answer.to_rows())
    elif format is TableFormat.table:
        write_result(write_table(answer.columns, answer.to_rows()), output)
    else:
        writers = {"csv": answer.to_csv, "tsv": answer.to_tsv, "json": answer.to_json, "turtle": answer.to_turtle}
        write_result(writers[format.value](), output)


def _print_questions() -> None:
    """Print name, question and parameters of every query that comes along."""
    from graphbuild.querying import load_queries

    rows = [(q.name, q.summary, " ".join(p.name for p in q.parameters)) for q in load_queries().values()]
    print_table(("name", "question", "parameters"), rows)
