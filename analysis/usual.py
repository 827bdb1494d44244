"""What is usual for a thread of a given size."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import TableError
from analysis.text import need

MEASURES = ["depth", "width", "h_index", "structural_virality"]
STEPS = np.arange(1, 100)  # per cent
FEWEST = 100  # threads of a size, of which one step is one thread
SIZES = np.unique(np.ceil(np.outer(10.0 ** np.arange(8), [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8]))).astype("int64")
PACKAGE = Path(__file__).parent


def usual(summaries: pd.DataFrame, source: str = "own threads") -> pd.DataFrame:
    """Quantiles of depth, width, h-index and structural virality by thread size."""
    need(summaries, "comments", *MEASURES)
    size = summaries["comments"].to_numpy(dtype="int64")
    band = np.searchsorted(SIZES, size, side="right") - 1
    rows = []
    for number, part in summaries[size > 0].groupby(band[size > 0]):
        for measure in MEASURES:
            values = np.sort(part[measure].dropna().to_numpy(dtype="float64"))
            if len(values) >= FEWEST:
                quantiles = values[np.ceil(STEPS / 100 * len(values)).astype("int64") - 1]
                rows.append([source, measure, SIZES[number], SIZES[number + 1] - 1, len(values), *quantiles.round(3)])
    columns = ["source", "measure", "from", "until", "threads", *(f"p{step}" for step in STEPS)]
    return pd.DataFrame(rows, columns=columns)


def shipped() -> pd.DataFrame:
    """The table that comes with the package."""
    return _shipped().copy()


@cache
def _shipped() -> pd.DataFrame:
    for folder in (PACKAGE / "data", PACKAGE.parent / "data"):
        if (folder / "usual-threads.csv").exists():
            return pd.read_csv(folder / "usual-threads.csv", comment="#")
    raise TableError(f"usual-threads.csv is not beside {PACKAGE}: install the package again")


def compare(summary: pd.DataFrame, usual: pd.DataFrame | None = None) -> pd.DataFrame:
    """Place threads among those of their size.

    Returns
    -------
    DataFrame
        One row per thread, measure and source: `thread_id`, `measure`, `value`, `comments`, `source`, `from`, `until`
        (sizes), `threads`, `below` and `above` (share of them with a smaller and with a larger value), `verdict` (a
        sentence, or missing).
    """
    need(summary, "comments", *MEASURES)
    table = shipped() if usual is None else usual
    long = summary[["comments", *MEASURES]].astype("float64").reset_index()
    long = long.melt(["thread_id", "comments"], var_name="measure").dropna(subset="value")
    long["from"] = SIZES[np.searchsorted(SIZES, long["comments"], side="right") - 1]
    sources = table[["source"]].drop_duplicates()
    found = long.merge(sources, how="cross").merge(table, how="left", on=["source", "measure", "from"])
    steps = found[[f"p{step}" for step in STEPS]].to_numpy()
    value = found[["value"]].to_numpy()
    known = found["threads"].notna()
    found["below"] = pd.Series((steps < value).sum(axis=1) / 100).where(known)
    found["above"] = pd.Series((steps > value).sum(axis=1) / 100).where(known)
    found["verdict"] = pd.Series(pd.NA, index=found.index, dtype="str")
    names = [
        "thread_id",
        "measure",
        "value",
        "comments",
        "source",
        "from",
        "until",
        "threads",
        "below",
        "above",
        "verdict",
    ]
    return found[names].astype({"comments": "Int64", "threads": "Int64", "from": "Int64", "until": "Int64"})
