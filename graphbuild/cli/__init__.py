"""The command line: parsing and printing only; what takes long to import is imported by the command that needs it."""

from graphbuild.cli import asking, building, querying, serving, showing, viewing
from graphbuild.cli.application import app

__all__ = ["app", "asking", "building", "main", "querying", "serving", "showing", "viewing"]


def main() -> None:
    """Run the command that the arguments name."""
    app(prog_name="graphbuild")
