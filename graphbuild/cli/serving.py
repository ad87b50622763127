"""The command that answers over HTTP: serve."""

from pathlib import Path
from typing import Annotated

import typer

from graphbuild.cli.application import app
from graphbuild.cli.options import DEFAULT_STORE, StoreOption
from graphbuild.cli.output import say
from graphbuild.service.settings import (
    ANSWER_MEMORY,
    DEADLINE,
    GRAPH_MEMORY,
    HOST,
    MEMORY,
    PORT,
    WORKERS,
    Limits,
    Settings,
)


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; any but loopback needs --token.")] = HOST,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = PORT,
    deadline: Annotated[
        float, typer.Option("--deadline", metavar="SECONDS", min=0.1, help="A query is ended after this time.")
    ] = DEADLINE,
    memory: Annotated[
        int, typer.Option("--memory", metavar="MB", min=64, help="A query that takes more is ended.")
    ] = MEMORY,
    graph_memory: Annotated[
        int, typer.Option("--graph-memory", metavar="MB", min=0, help="A larger graph is answered from disk.")
    ] = GRAPH_MEMORY,
    answer_memory: Annotated[
        int, typer.Option("--answer-memory", metavar="MB", min=0, help="Answers kept until the graph changes; 0: none.")
    ] = ANSWER_MEMORY,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="Queries answered at once.")] = WORKERS,
    queries: Annotated[
        Path | None,
        typer.Option("--queries", metavar="DIR", exists=True, file_okay=False, help="More questions: a folder of .rq."),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="GRAPHBUILD_TOKEN", help="Answer only who sends it, as bearer or password."),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A name by which the server is called; repeat it for more."),
    ] = None,
    origins: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="Pages of this origin may ask (* for all); repeat it for more."),
    ] = None,
) -> None:
    """Answer SPARQL and questions over HTTP, on this machine only unless told otherwise.

    What `graphbuild build` adds to the store is answered once the build has ended.

    Examples:

        graphbuild serve --store war.store

        curl 'http://127.0.0.1:8080/questions/who_armed_whom.csv?recipient=Ukraine'

        GRAPHBUILD_TOKEN=secret graphbuild serve --host 0.0.0.0 --name graph.example.org --queries questions/
    """
    from graphbuild.service.serving import serve as run

    settings = Settings(
        store, host, port, workers, Limits(deadline, memory), graph_memory, answer_memory, queries, token,
        tuple(names or ()), tuple(origins or ()),
    )  # fmt: skip
    run(settings, say)
