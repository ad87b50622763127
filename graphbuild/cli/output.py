"""What goes to the terminal and into files: results on stdout, progress and findings on stderr."""

import io
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import rich.console
from rich.cells import cell_len
from rich.markup import escape

from graphbuild.errors import GraphbuildError

if TYPE_CHECKING:
    from rich.table import Table

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


UNLIMITED = 100_000  # columns
NAME = 18  # columns that a name gets in a table
SENTENCE = 12  # and a sentence at least


class Console(rich.console.Console):
    """A console that leaves a broken pipe to the program."""

    def on_broken_pipe(self) -> None:
        """Nobody reads any more: `BrokenPipeError`."""
        raise BrokenPipeError


def to_stdout() -> Console:
    """The console for results; lines that no terminal shows keep their length, unless COLUMNS limits them."""
    if sys.stdout.isatty():
        return Console()
    return Console(width=int(os.environ.get("COLUMNS") or UNLIMITED), color_system=None)


def to_stderr() -> Console:
    """The console for progress and findings."""
    return Console(stderr=True, soft_wrap=True)


def say(message: object, kind: str = "") -> None:
    """Print a line to stderr, after `error: ` or the like."""
    style = {"error": "bold red", "note": "cyan"}.get(kind, "")
    lead = f"[{style}]{kind}:[/] " if style else ""
    to_stderr().print(lead + escape(make_printable(str(message))), highlight=False)


def make_printable(text: str) -> str:
    """The text, as long as before, without the control characters that would steer a terminal."""
    return _CONTROLS.sub("\ufffd", text)


def print_text(text: str) -> None:
    """Print a result as it is."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
    sys.stdout.flush()


def write_result(data: str | bytes, path: Path | None) -> None:
    """Write a result whole: to stdout without a path, else beside the path and renamed when complete."""
    content = data.encode() if isinstance(data, str) else data
    if path is None or str(path) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    with open_whole(path) as stream:
        stream.write(content)


@contextmanager
def open_whole(path: Path) -> Iterator[IO[bytes]]:
    """A stream into a file that takes its name only when it is complete."""
    try:
        if path.exists() and not path.is_file():  # a device or pipe can't be replaced by a file
            with path.open("wb") as stream:
                yield stream
            return
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            try:
                yield stream
                stream.flush()
                Path(stream.name).chmod(0o666 & ~_read_umask())
                Path(stream.name).replace(path)
            finally:
                Path(stream.name).unlink(missing_ok=True)
    except OSError as error:
        raise GraphbuildError(f"{path}: {error.strerror}: choose another file with -o") from error


def _read_umask() -> int:
    """The permissions that new files are denied."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> None:
    """Print rows as a table; as plain columns into a pipe, cell below cell where there is no room for columns."""
    console, rows = to_stdout(), list(rows)
    widths = share_width(columns, rows, console.width)
    if widths is None:
        _print_cells(console, columns, rows)
    else:
        console.print(_draw_table(columns, rows, widths, right, lined=console.width < UNLIMITED), highlight=False)


def share_width(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Width of each column: names get up to `NAME`, the longest column the rest; None when that is too little."""
    widths = [max(map(cell_len, cells)) for cells in zip(columns, *rows, strict=True)]
    room = width - 3 * len(columns)
    if sum(widths) <= room:
        return widths
    longest = widths.index(max(widths))
    shared = [min(width, NAME) for width in widths]
    shared[longest] = room - sum(shared) + shared[longest]
    return shared if shared[longest] >= SENTENCE else None


def _print_cells(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print every row as lines of column and cell, empty cells left out."""
    from rich.table import Table

    for row in rows:
        grid = Table.grid(padding=(0, 2))
        for column, cell in zip(columns, row, strict=True):
            if cell:
                grid.add_row(f"[bold]{escape(column)}[/]", escape(make_printable(cell)))
        console.print(grid, highlight=False)
        console.print()


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as plain columns."""
    text, rows = io.StringIO(), list(rows)
    widths = share_width(columns, rows, UNLIMITED) or []
    Console(file=text, width=UNLIMITED).print(_draw_table(columns, rows, widths, (), lined=False), highlight=False)
    return text.getvalue()


def _draw_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[str],
    *,
    lined: bool,
) -> "Table":
    """A table to be printed; numbers stand on the right."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD if lined else None, pad_edge=False, header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column, justify="right" if column in right else "left", overflow="fold", width=width)
    for row in rows:
        table.add_row(*(escape(make_printable(cell)) for cell in row))
    return table
