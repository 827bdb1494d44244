"""Rows of a table as plain objects, for JSON and for text files."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd


def records(table: pd.DataFrame) -> Iterator[dict]:
    """The rows of a table as plain objects: times in ISO 8601, missing values as None."""
    columns = [plain(table[name]) for name in table]
    return (dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True))


def plain(column: pd.Series) -> list:
    """Return the values of a column as `records` gives them."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        moments = column.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[us]")
        written = np.datetime_as_string(moments).tolist()
        return [None if text == "NaT" else text.removesuffix(".000000") + "+00:00" for text in written]
    return column.astype("object").where(column.notna(), None).to_list()
