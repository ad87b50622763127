"""Commands that take something out of a store: export, check, evaluate."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli.application import FINDINGS, app
from graphbuild.cli.building import load_knowledge, show_progress
from graphbuild.cli.options import (
    DEFAULT_STORE,
    GraphFormat,
    LanguageOption,
    OutputOption,
    PipelineOption,
    QuietOption,
    StoreOption,
)
from graphbuild.cli.output import print_table, print_text, say, write_result
from graphbuild.errors import GraphbuildError

if TYPE_CHECKING:
    from graphbuild.evaluate import Evaluation
    from graphbuild.store import Store


def open_to_read(path: Path) -> "Store":
    """The store in a folder, as it is now."""
    from graphbuild.store import open_store

    return open_store(path, create=False, read_only=True)


@app.command()
def check(store: StoreOption = DEFAULT_STORE, quiet: QuietOption = False) -> None:
    """Test a graph against what the ontology asks of it, and its words against the texts.

    What is wrong is printed line by line, and the exit code is 1.

    Example:

        graphbuild check --store war.store
    """
    from graphbuild.checking import check_store

    number = 0
    for finding in check_store(open_to_read(store).inner):
        print_text(str(finding))
        number += 1
    if not quiet:
        say(f"{number:,} finding{'s' * (number != 1)}")
    if number:
        raise typer.Exit(FINDINGS)


@app.command()
def export(
    store: StoreOption = DEFAULT_STORE,
    output: OutputOption = None,
    format: Annotated[
        GraphFormat | None, typer.Option("--format", help="Without it, what the name of the file says, or trig.")
    ] = None,
    texts: Annotated[bool, typer.Option("--texts", help="With the texts of the articles.")] = False,
) -> None:
    """Write a graph into a file that stands alone.

    Examples:

        graphbuild export -o graph.trig

        graphbuild export --format nq --texts | gzip > graph.nq.gz
    """
    from graphbuild.export import export_store

    kind = format or guess_format(output)
    write_result(export_store(open_to_read(store), kind.name, texts=texts), output)


def guess_format(path: Path | None) -> GraphFormat:
    """The format that the name of a file says; TriG for stdout."""
    if path is None or str(path) == "-":
        return GraphFormat.trig
    try:
        return GraphFormat(path.suffix.lower().removeprefix("."))
    except ValueError:
        known = " ".join(f".{kind}" for kind in GraphFormat)
        raise GraphbuildError(f"{path}: no format of this name: end it in one of {known}, or give --format") from None


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Annotated articles: NAME.txt and NAME.json each.")],
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed, extra or wrong, by kind.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    frozen: Annotated[
        Path | None,
        typer.Option("--frozen", metavar="FILE", help="Tell what moved since the run kept in this file."),
    ] = None,
    freeze: Annotated[bool, typer.Option("--freeze", help="Keep this run in the file of --frozen.")] = False,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="Keep the graph there; in memory when not given."),
    ] = None,
    language: LanguageOption = None,
    pipeline: PipelineOption = None,
    quiet: QuietOption = False,
) -> None:
    """Measure readings against annotated articles: precision, recall and F1 for every kind of fact.

    Examples:

        graphbuild evaluate gold/ --errors

        graphbuild evaluate gold/ --frozen run.csv --freeze
    """
    from graphbuild.evaluate import evaluate_store

    if freeze and frozen is None:
        raise GraphbuildError("--freeze: name the file that keeps the run with --frozen FILE")
    result = evaluate_store(_read_annotated(folder, store, language, pipeline, quiet), folder)
    if errors:
        _print_mistakes(result)
    if as_json:
        print_text(json.dumps(_to_figures(result), indent=1))
    else:
        _print_scores(result)
        _print_tally(result)
    if frozen is not None:
        _tell_moves(result, frozen, freeze)


def _tell_moves(result: "Evaluation", path: Path, freeze: bool) -> None:
    """Print what moved since the frozen run, if there is one, and keep this run where that is asked for."""
    from graphbuild.frozen import list_moves, read_run, write_run

    if path.exists() or not freeze:
        rows = [(m.article, m.fact, str(m.before), str(m.after)) for m in list_moves(read_run(path), result)]
        print_table(("article", "fact", "before", "now"), rows or [("-", "nothing moved", "", "")])
    if freeze:
        write_result(write_run(result), path)


def _read_annotated(
    folder: Path, kept: Path | None, language: str | None, pipeline: str | None, quiet: bool
) -> "Store":
    """A store of the annotated articles of a folder, kept in another where one is named."""
    from graphbuild.gold import list_gold, read_gold
    from graphbuild.pipeline import build
    from graphbuild.store import open_store

    store, paths = open_store(kept), list_gold(folder)
    articles = [read_gold(path)[0] for path in paths]
    with show_progress("Reading", len(articles), quiet) as advance:
        for outcome in build(articles, store, load_knowledge(language, pipeline)):
            if outcome.state == "failed":
                raise GraphbuildError(f"{outcome.article_id}: {outcome.message}")
            advance()
    return store


def _to_figures(result: "Evaluation") -> dict[str, dict[str, float]]:
    """The scores by name."""
    return {
        name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "gold": s.gold, "system": s.given}
        for name, s in result.scores.items()
    }


def _print_scores(result: "Evaluation") -> None:
    """Print the scores as a table."""
    columns = ("fact", "precision", "recall", "F1", "gold", "found")
    rows = [
        (name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", str(s.gold), str(s.given))
        for name, s in result.scores.items()
    ]
    print_table(columns, rows, right=columns[1:])


def _print_tally(result: "Evaluation") -> None:
    """Print how many mistakes of which sort each kind of fact has."""
    counts = Counter((mistake.kind, mistake.sort) for mistake in result.mistakes)
    kinds, sorts = dict.fromkeys(kind for kind, _ in counts), ("missed", "extra", "type", "role")
    rows = [(kind, *(str(counts[kind, sort] or "") for sort in sorts)) for kind in kinds]
    print_table(("errors", *sorts), rows, right=sorts)


def _print_mistakes(result: "Evaluation") -> None:
    """Print every mistake, those of one kind together."""
    for mistake in sorted(result.mistakes, key=lambda m: (m.kind, m.sort, m.article)):
        print_text(f"{mistake.kind}\t{mistake.sort}\t{mistake.article}\t{mistake.message}")
    sys.stdout.flush()
