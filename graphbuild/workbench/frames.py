"""Rows as pandas DataFrames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from graphbuild.errors import GraphbuildError
from graphbuild.workbench.rows import Rows, Value

INTEGERS = range(-(2**63), 2**63)  # what Int64 holds
DTYPES: list[tuple[set[type], str]] = [
    ({bool}, "boolean"), ({int}, "Int64"), ({int, float}, "float64"), ({dt.date}, "datetime64[s]"),
]  # fmt: skip


def to_frame(rows: Rows) -> Any:
    """The DataFrame of rows."""
    try:
        import pandas as pd
    except ImportError as error:
        raise GraphbuildError("pandas isn't installed: pip install pandas") from error
    values = zip(*rows.values, strict=True) if rows.values else ((),) * len(rows.columns)
    frame = pd.DataFrame({number: _to_series(list(column), pd) for number, column in enumerate(values)},
                         index=range(len(rows)))  # fmt: skip
    frame.columns = pd.Index(rows.columns, dtype=object if not rows.columns else None)
    frame.attrs |= rows.attributes
    return frame


def _to_series(values: Sequence[Value], pd: Any) -> Any:
    """A column in the dtype that fits all of its values."""
    kinds = {type(value) for value in values if value is not None}
    for wanted, dtype in DTYPES:
        if kinds and kinds <= wanted:
            return pd.Series(values, dtype=dtype if _fits(values, dtype) else object)
    if kinds == {dt.datetime}:
        return pd.to_datetime(pd.Series(values, dtype=object), utc=True)
    if kinds == {dt.date, str}:  # some known only to the month or year
        values = [str(value) if isinstance(value, dt.date) else value for value in values]
    return pd.Series(values, dtype="str" if kinds <= {str} else None)


def _fits(values: Sequence[Value], dtype: str) -> bool:
    """Whether a column of whole numbers has none that is too large for it."""
    return dtype != "Int64" or all(value in INTEGERS for value in values if isinstance(value, int))
