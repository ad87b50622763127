"""The command that writes the explorer: view."""

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphbuild.cli.application import FINDINGS, app
from graphbuild.cli.asking import open_to_read
from graphbuild.cli.building import Tally, load_knowledge, read_articles, show_progress
from graphbuild.cli.options import DEFAULT_STORE, OutputOption, QuietOption, StoreOption
from graphbuild.cli.output import say, write_result
from graphbuild.cli.querying import split_parameters
from graphbuild.errors import GraphbuildError
from graphbuild.sources import Defaults

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from graphbuild.store import Store

DAY = ["%Y-%m-%d"]
STEPS = 3  # reading, choosing, drawing


class PageLanguage(StrEnum):
    """In which language a page opens."""

    fr = "fr"
    en = "en"


InputsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT...", help="Articles to read and show, instead of a store.", show_default=False),
]
QueryOption = Annotated[
    str | None,
    typer.Option("--query", metavar="QUERY", help="Show what answers a question: its name, a file .rq, or SPARQL."),
]
ParametersOption = Annotated[
    list[str] | None,
    typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A value for the question; repeat it for more."),
]
FocusOption = Annotated[
    list[str] | None,
    typer.Option("--focus", metavar="ENTITY", help="Show what is around this name or IRI; repeat it for more."),
]
DepthOption = Annotated[int | None, typer.Option("--depth", min=1, help="Steps around --focus; 2 if not given.")]
BeginOption = Annotated[
    dt.datetime | None,
    typer.Option(
        "--from", formats=DAY, metavar="DATE", help="Only events that may have happened on this day or later."
    ),
]
EndOption = Annotated[
    dt.datetime | None,
    typer.Option("--to", formats=DAY, metavar="DATE", help="Only events that may have happened by this day."),
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="The N most telling nodes; all when not given.")
]
DateOption = Annotated[
    dt.datetime | None,
    typer.Option("--date", formats=DAY, metavar="DATE", help="Date of the articles given that state none."),
]
TitleOption = Annotated[
    str | None, typer.Option("--title", help="Heading of the page; without it the title of the only article.")
]
PageLanguageOption = Annotated[
    PageLanguage, typer.Option("--lang", help="Language in which the page opens; it has a switch.")
]


@app.command()
def view(
    inputs: InputsArgument = None,
    store: StoreOption = DEFAULT_STORE,
    output: OutputOption = None,
    query: QueryOption = None,
    parameters: ParametersOption = None,
    focus: FocusOption = None,
    depth: DepthOption = None,
    begin: BeginOption = None,
    end: EndOption = None,
    limit: LimitOption = None,
    date: DateOption = None,
    title: TitleOption = None,
    language: PageLanguageOption = PageLanguage.fr,
    quiet: QuietOption = False,
) -> None:
    """Write a graph as one HTML page to explore in any browser, offline.

    The page comes from a store, from articles that are read for it alone, or from the rows that answer a question.
    What is left out of it is counted.

    Examples:

        graphbuild view -o graph.html --title "Soudan, novembre 2024"

        graphbuild view article.txt --date 2024-11-20 -o article.html

        graphbuild view --query who_armed_whom -p recipient=Ukraine -o armed.html

        graphbuild view --focus "Joe Biden" --depth 2 --from 2024-11-01 --to 2024-11-30 --limit 200 -o biden.html
    """
    if depth is not None and not focus:
        raise GraphbuildError("--depth: steps around what? Name it with --focus")
    if parameters and query is None:
        raise GraphbuildError("-p is a value for a question: name the question with --query")
    from graphbuild.explorer import read_network, render_page, select, select_rows
    from graphbuild.querying import load_queries
    from graphbuild.questions import find_question

    tally = Tally()
    opened = _read_given(inputs, date, tally, quiet) if inputs else open_to_read(store)
    with show_progress("Drawing", STEPS, quiet) as advance:
        network = read_network(opened)
        advance()
        if query is not None:
            network = select_rows(
                opened, network, find_question(query, load_queries()), split_parameters(parameters or [])
            )
        options: dict[str, Any] = {"begin": begin and begin.date(), "end": end and end.date()}
        options |= {"depth": depth} if depth else {}
        network = select(network, focus=focus or (), limit=limit, **options)
        advance()
        page = render_page(network, title, language.value)
        advance()
    write_result(page, output)
    if not quiet:
        say(tell(network))
    if tally.set_aside:
        raise typer.Exit(FINDINGS)


def _read_given(inputs: list[str], date: dt.datetime | None, tally: Tally, quiet: bool) -> "Store":
    """A store in memory of the articles given."""
    defaults = Defaults(date=date.date() if date else None)
    store = read_articles(inputs, defaults, None, lambda: load_knowledge(None, None), tally, quiet)
    if store is None or not tally.read:
        raise GraphbuildError("no article could be read: see above" if tally.set_aside else "no article found there")
    return store


def tell(network: "MultiDiGraph") -> str:
    """A line about what is on a page and what was left out."""
    left = ", ".join(f"{number:,} {name}" for name, number in network.graph["left"].items())
    return f"{len(network):,} node{'s' * (len(network) != 1)}" + (f"; left out: {left}" if left else "")
