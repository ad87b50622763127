"""Rows under columns, as Python values, that show themselves in a notebook.

>>> rows = Rows(("who", "killed"), [("armée", 3), ("rebelles", None)])
>>> rows[0]
{'who': 'armée', 'killed': 3}
>>> rows
<Rows: 2 rows of who, killed>
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from graphbuild.answers import Term
from graphbuild.sources import parse_date
from graphbuild.vocabulary import xsd

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | bool | dt.date | dt.datetime | None
READERS = {
    **dict.fromkeys((xsd.integer, xsd.NAMESPACE + "int", xsd.NAMESPACE + "long"), int),
    **dict.fromkeys((xsd.NAMESPACE + "nonNegativeInteger", xsd.NAMESPACE + "positiveInteger"), int),
    **dict.fromkeys((xsd.decimal, xsd.NAMESPACE + "double", xsd.NAMESPACE + "float"), float),
    xsd.date: dt.date.fromisoformat,
    xsd.NAMESPACE + "dateTime": dt.datetime.fromisoformat,
    xsd.boolean: lambda text: {"true": True, "1": True, "false": False, "0": False}[text],
}


class Rows:
    """Rows under columns; a row is a dict."""

    def __init__(
        self,
        columns: Sequence[str],
        values: Iterable[Sequence[Value]],
        *,
        title: str = "",
        meanings: Mapping[str, str] | None = None,
    ) -> None:
        """Rows of values in the order of the columns; `title` and `meanings` say what they are."""
        self.columns = tuple(columns)
        self.values = [tuple(row) for row in values]
        self.title = title
        self.meanings = dict(meanings or {})

    @property
    def rows(self) -> list[dict[str, Value]]:
        """All rows."""
        return list(self)

    @property
    def attributes(self) -> dict[str, Any]:
        """What a DataFrame is told of its origin, in `attrs`."""
        return {"title": self.title, "columns": self.meanings}

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: int) -> dict[str, Value]:
        return dict(zip(self.columns, self.values[index], strict=True))

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (self[index] for index in range(len(self)))

    def __repr__(self) -> str:
        return f"<{self._name()}: {count(len(self), 'row')} of {', '.join(self.columns)}>"

    def _name(self) -> str:
        """What it calls itself."""
        return type(self).__name__

    def _repr_html_(self) -> str:
        from graphbuild.workbench.display import show_rows

        return show_rows(self)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame.

        Whole numbers are `Int64`, days `datetime64`. A column in which some dates are known only to the month or year
        stays text, as fine as it was told (`2024-11-19`, `2024-11`, `2024`): it sorts in order, `.str[:7]` gives the
        months. `df.attrs` says what the columns mean and where they come from.
        """
        from graphbuild.workbench.frames import to_frame

        return to_frame(self)


def count(number: int, noun: str) -> str:
    """A number of things in words.

    >>> count(1, "row"), count(2000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def to_python(term: Term | None) -> Value:
    """A term as a Python value: numbers, days and truth as such; IRIs, months, years and all else as text.

    >>> to_python(Literal("2024-11-19", datatype=NamedNode(xsd.date)))
    datetime.date(2024, 11, 19)
    >>> to_python(Literal("2024-11", datatype=NamedNode(xsd.gYearMonth)))
    '2024-11'
    """
    if isinstance(term, Literal):
        try:
            return READERS.get(term.datatype.value, str)(term.value)  # type: ignore[no-any-return, operator]
        except (ValueError, KeyError):  # not what its datatype says: nothing is lost as text
            return term.value
    return term.value if isinstance(term, NamedNode) else None if term is None else str(term)


def to_day(value: dt.date | str | None) -> dt.date | None:
    """The day of a date, a time (pandas' Timestamp too) or a text.

    >>> to_day("2024-11-20") == to_day(dt.datetime(2024, 11, 20, 12)) == dt.date(2024, 11, 20)
    True
    """
    if isinstance(value, str):
        return parse_date(value)
    return value.date() if isinstance(value, dt.datetime) else value
