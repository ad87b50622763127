"""Commands that fill a store: build, withdraw."""

import datetime as dt
import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli.application import FINDINGS, app
from graphbuild.cli.options import (
    DEFAULT_STORE,
    InputFormat,
    LanguageOption,
    PipelineOption,
    QuietOption,
    StoreOption,
)
from graphbuild.cli.output import say, to_stderr
from graphbuild.errors import GraphbuildError
from graphbuild.records import Article
from graphbuild.sources import MAX_CHARACTERS, Defaults, Notice, Rejection, count_articles, read_sources

if TYPE_CHECKING:
    from rich.progress import Progress

    from graphbuild.pipeline import Knowledge, Outcome
    from graphbuild.store import Store


@dataclass(slots=True)
class Tally:
    """What became of the articles of a run."""

    read: int = 0
    unchanged: int = 0
    set_aside: int = 0
    events: int = 0

    def count(self, outcome: "Outcome") -> None:
        """Add one article, and tell why it could not be read."""
        if outcome.state == "failed":
            self.set_aside += 1
            say(f"{outcome.article_id}: {outcome.message}")
        else:
            self.read += 1
            self.unchanged += outcome.state == "unchanged"
            self.events += outcome.events

    def __str__(self) -> str:
        """The line at the end of a run."""
        total = self.read + self.set_aside
        line = f"{total:,} article{'s' * (total != 1)}: {self.read:,} read"
        line += f" ({self.unchanged:,} unchanged)" if self.unchanged else ""
        line += f", {self.set_aside:,} set aside, see above" if self.set_aside else ""
        return line + f"; {self.events:,} event{'s' * (self.events != 1)}"


@app.command()
def build(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files (.txt .md .html .jsonl), folders, or - for standard input."),
    ],
    store: StoreOption = DEFAULT_STORE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Read articles anew whose text has changed since they were read.")
    ] = False,
    date: Annotated[
        dt.datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], metavar="DATE", help="Date of the articles that state none (2024-11-20)."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the articles that state none.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Where the articles come from that don't say it themselves.")
    ] = None,
    format: Annotated[
        InputFormat | None, typer.Option("--format", help="Read every input as this, whatever its name.")
    ] = None,
    language: LanguageOption = None,
    pipeline: PipelineOption = None,
    judgements: Annotated[
        Path | None,
        typer.Option("--judgements", metavar="FILE", help="Who is the same and who is not, decided by hand."),
    ] = None,
    max_characters: Annotated[
        int, typer.Option("--max-characters", min=1, help="Longer articles are set aside.")
    ] = MAX_CHARACTERS,
    quiet: QuietOption = False,
) -> None:
    """Read articles and add what they tell to a graph.

    An article that can't be read is set aside with a line that says why, and the others go on. What the store holds
    already is not read twice.

    Examples:

        graphbuild build article.txt --date 2024-11-20

        graphbuild build news/ feed.jsonl --store war.store

        cat article.txt | graphbuild build - --title "Deux villages repris"
    """
    defaults = Defaults(
        date=date.date() if date else None, title=title, source=source, language=language,
        format=format.value if format else None, max_characters=max_characters,
    )  # fmt: skip
    tally = Tally()
    read_articles(
        inputs, defaults, store, lambda: load_knowledge(language, pipeline, judgements), tally, quiet, replace
    )
    finish(tally, quiet)


def read_articles(
    inputs: list[str],
    defaults: Defaults,
    path: Path | None,
    load: "Callable[[], Knowledge]",
    tally: Tally,
    quiet: bool,
    replace: bool = False,
) -> "Store | None":
    """The store (in memory without a path) with the articles read into it; None where there is none to read."""
    with show_progress("Reading", count_articles(inputs, defaults.format), quiet) as advance:
        articles = _pass_articles(inputs, defaults, tally, advance)
        first = next(articles, None)
        return _build(chain([first], articles), path, load(), replace, tally) if first else None


def load_knowledge(language: str | None, pipeline: str | None, judgements: Path | None = None) -> "Knowledge":
    """Pipeline, word tables, places and actors of a language."""
    from graphbuild.pipeline import load_knowledge as load

    knowledge = load(language=language or "fr", pipeline=pipeline, judgements=judgements)
    gc.freeze()  # it stays to the end: without this the collector goes through all tables again and again
    return knowledge


@contextmanager
def show_progress(label: str, total: int | None, quiet: bool) -> Iterator["Advance"]:
    """A bar on stderr while the work lasts, where a terminal shows it; what it gives is called after each step."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    off = quiet or not sys.stderr.isatty()
    with Progress(*columns, console=to_stderr(), transient=True, disable=off) as progress:
        yield Advance(progress, progress.add_task(label, total=total))


@dataclass(slots=True)
class Advance:
    """The step of a progress bar."""

    progress: "Progress"
    task: int

    def __call__(self) -> None:
        """One step is done."""
        self.progress.advance(self.task)  # type: ignore[arg-type]


def _pass_articles(inputs: list[str], defaults: Defaults, tally: Tally, advance: Advance) -> Iterator[Article]:
    """The articles that can be read; why others can't is told when their turn comes."""
    for found in read_sources(inputs, defaults):
        if isinstance(found, Article):
            yield found
        else:
            tally.set_aside += _tell(found)
        advance()


def _tell(found: Rejection) -> bool:
    """Whether an article was set aside, after saying why; files of other kinds in a folder are none."""
    say(found)
    return not isinstance(found, Notice)


def _build(
    articles: Iterable[Article], path: Path | None, knowledge: "Knowledge", replace: bool, tally: Tally
) -> "Store":
    """The store with the articles read into it."""
    from graphbuild.pipeline import build as build_graph
    from graphbuild.snapshots import publish_if_served
    from graphbuild.store import open_store

    store = open_store(path, create=True)
    for outcome in build_graph(articles, store, knowledge, replace=replace):
        tally.count(outcome)
    publish_if_served(store)
    return store


def finish(tally: Tally, quiet: bool) -> None:
    """Tell the tally and leave with the exit code that fits it."""
    if not quiet:
        say(tally)
    if not tally.read:
        raise GraphbuildError("no article could be read: see above" if tally.set_aside else "no article found there")
    if tally.set_aside:
        raise typer.Exit(FINDINGS)


@app.command()
def withdraw(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids of the articles.")],
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
) -> None:
    """Take articles out of a graph, with all that no other article tells.

    Example:

        graphbuild withdraw kiev-2024-11-20
    """
    from graphbuild.snapshots import publish_if_served
    from graphbuild.store import open_store

    opened = open_store(store, create=False)
    for article in articles:
        opened.withdraw(article)
        if not quiet:
            say(f"{article}: withdrawn")
    publish_if_served(opened)
