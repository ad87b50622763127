"""The application: how commands are run, and what becomes of their errors."""

import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from graphbuild import __version__
from graphbuild.cli.output import say
from graphbuild.errors import GraphbuildError

DONE, FINDINGS, FAILED, BROKEN_PIPE = 0, 1, 2, 141


class Commands(TyperGroup):
    """The commands; an error of theirs is one line on stderr, and exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        """What the command gives, with its errors told."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            _close_stdout()
        except GraphbuildError as error:
            self._tell(ctx, str(error), error)
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if hasattr(error, "exit_code"):  # a bad option: its message comes with the usage
                raise
            self._tell(ctx, f"{type(error).__name__}: {error} (unexpected: --debug shows where)", error)

    def _tell(self, ctx: Any, message: str, error: BaseException) -> NoReturn:
        """Leave the program with a line, or with the traceback under --debug."""
        if ctx.params.get("debug"):
            raise error
        say(message, "error")
        raise typer.Exit(FAILED)


def _close_stdout() -> NoReturn:
    """Leave the program when nobody reads its output any more (`| head`), as a process that the signal ended."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(BROKEN_PIPE)


app = typer.Typer(
    name="graphbuild",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"graphbuild {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Conflict news in, a knowledge graph that an analyst can trust out.

    Example:

        graphbuild build news/ && graphbuild view -o graph.html
    """
