"""Options that several commands share, each with its one default."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

DEFAULT_STORE = Path("conflict.store")

StoreOption = Annotated[
    Path, typer.Option("--store", metavar="DIR", envvar="GRAPHBUILD_STORE", help="Folder in which the graph is kept.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there instead of stdout, once the result is complete."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no tally; problems are still told.")]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Believe that the articles are in this language."),
]
PipelineOption = Annotated[
    str | None,
    typer.Option("--pipeline", metavar="NAME", help="Parse with this spaCy pipeline, instead of the usual one."),
]


class InputFormat(StrEnum):
    """How an input is read, whatever its name."""

    txt = "txt"
    md = "md"
    html = "html"
    jsonl = "jsonl"


class TableFormat(StrEnum):
    """How the answer to a query is written."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    turtle = "turtle"


class GraphFormat(StrEnum):
    """How a graph is written."""

    trig = "trig"
    nquads = "nq"
    jsonld = "jsonld"
    graphml = "graphml"
    gexf = "gexf"
