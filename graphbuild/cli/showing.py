"""Commands that show what is in a store to a reader: show, articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli.application import app
from graphbuild.cli.options import DEFAULT_STORE, StoreOption
from graphbuild.cli.output import make_printable, print_table, to_stdout

if TYPE_CHECKING:
    from rich.text import Text

    from graphbuild.listing import EventLine, Mark

COLOURS = {"actor": "bold cyan", "weapon": "bold red", "place": "bold green", "event": "bold yellow underline"}
COLUMNS = ("type", "words", "date", "status", "roles")


@app.command()
def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, as `graphbuild articles` lists it.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Print an article with what was found in it marked, and its events.

    Actors are blue, weapons red, places green, the words that tell an event yellow.

    Example:

        graphbuild show kiev-2024-11-20
    """
    from graphbuild.listing import list_events, list_marks
    from graphbuild.store import open_store

    opened = open_store(store, create=False, read_only=True)
    text = opened.text(article)
    console = to_stdout()
    console.print(mark_text(text, list_marks(opened, article)), soft_wrap=not console.is_terminal)
    console.print()
    print_table(COLUMNS, [to_row(event) for event in list_events(opened, article)])


@app.command()
def articles(store: StoreOption = DEFAULT_STORE) -> None:
    """List the articles of a store: id, date, title, source.

    Example:

        graphbuild articles --store war.store
    """
    from graphbuild.store import open_store

    stored = open_store(store, create=False, read_only=True).articles()
    rows = [(item.id, item.date or "", item.title or "", item.source or "") for item in stored]
    print_table(("id", "date", "title", "source"), rows)


def mark_text(text: str, marks: "Sequence[Mark]") -> "Text":
    """The text with the words of every mark in the colour of its kind."""
    from rich.text import Text

    shown = Text(make_printable(text))
    for mark in marks:
        shown.stylize(COLOURS[mark.kind], mark.begin, mark.end)
    return shown


def to_row(event: "EventLine") -> list[str]:
    """An event as a row of the table."""
    roles = "; ".join(f"{role} {', '.join(names)}" for role, names in event.roles.items())
    return [event.type, event.trigger, event.date, event.status, roles]
