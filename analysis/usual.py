"""What is usual for a thread of a given size: depth, width, h-index and structural virality among many others.

The table that comes with the package, `data/usual-threads.csv`, is of 9,222 threads of Slashdot and 7,241 of
Barrapunto (Gómez, Kappen, Litvak & Kaltenbrunner 2013, World Wide Web 16, doi 10.1007/s11280-012-0162-8), as they stood
when others measured them; those of Barrapunto 14 h 28 min after the article. Both are technical news sites with nested
comments: what is usual there need not be so elsewhere. `benchmarks/usual.py` makes it, `data/README.md` says more.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.doubt import bounded
from analysis.errors import TableError
from analysis.text import need
from analysis.thread import count

NAMES = {"depth": "Depth", "width": "Width", "h_index": "h-index", "structural_virality": "Structural virality"}
STEPS = np.arange(1, 100)  # per cent
QUANTILES = [f"p{step}" for step in STEPS]
FEWEST = 100  # threads of a size; of fewer a step of one per cent is less than one of them
DIGITS = 3  # of the quantiles, and of what is compared with them
# Ten sizes to each power of ten, 1 2 3 ... 10 13 16 20 25 32 40 50 63 80 100: the next is about a quarter larger.
SIZES = np.unique(np.ceil(np.outer(10.0 ** np.arange(9), [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8]))).astype("int64")
PACKAGE = Path(__file__).parent


def usual(summaries: pd.DataFrame, source: str = "own threads") -> pd.DataFrame:
    """Quantiles of depth, width, h-index and structural virality by thread size.

    Parameters
    ----------
    summaries : DataFrame
        With `comments` and the four measures, one row per thread, such as `analysis.replies.summarise` gives. With its
        `evidence_none` threads whose figures are bounds only (`analysis.replies.bounded`) are left out.
    source : str
        Where the threads come from. Tables of several sources can be joined with `pandas.concat`.

    Returns
    -------
    DataFrame
        `source`, `measure`, `from` and `until` (least and greatest number of comments), `threads`, and `p1` to `p99`:
        the least value that so many per cent of the threads do not exceed. Sizes of which there are fewer than 100
        threads with the measure have no row.

    Examples
    --------
    >>> flat = pd.DataFrame({"comments": [3] * 200, "depth": [1, 2] * 100, "width": 3, "h_index": 1})
    >>> found = usual(flat.assign(structural_virality=1.5), "here")
    >>> found[["measure", "from", "threads", "p50", "p51"]].head(2)
      measure  from  threads  p50  p51
    0   depth     3      200  1.0  2.0
    1   width     3      200  3.0  3.0
    """
    need(summaries, "comments", *NAMES)
    known = summaries[summaries["comments"] > 0]
    if "evidence_none" in known:
        known = known[~bounded(known)]
    band = _band(known["comments"])
    rows = []
    for number in np.unique(band):
        part = known[band == number]
        for measure in NAMES:
            values = np.sort(part[measure].dropna().to_numpy(dtype="float64"))
            if len(values) >= FEWEST:
                quantiles = values[-(-STEPS * len(values) // 100) - 1].round(DIGITS)
                rows.append([source, measure, SIZES[number], SIZES[number + 1] - 1, len(values), *quantiles])
    return pd.DataFrame(rows, columns=["source", "measure", "from", "until", "threads", *QUANTILES])


def compare(summary: pd.DataFrame, usual: pd.DataFrame | None = None) -> pd.DataFrame:
    """Place threads among those of their size.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.replies.summarise`.
    usual : DataFrame, optional
        From `usual`; by default threads of Slashdot and Barrapunto, see `analysis.usual`.

    Returns
    -------
    DataFrame
        One row per thread, source and measure: `thread_id`, `source`, `measure`, `value`, `comments`, and of the
        threads of that source that are as large: `from` and `until` (comments), `threads`, `below` and `above` (which
        share of them has a smaller, and a larger value, rounded down by at most a per cent; the rest has the same), and
        `verdict`, a sentence. All these are missing outside the sizes that the table covers.

        Where nothing says whom many of the comments answer (`analysis.replies.bounded`) there is no verdict, except
        that the depth, a lower bound, is above others.

    Examples
    --------
    >>> thread = pd.DataFrame({"comments": [120], "depth": 9, "width": 40, "h_index": 5, "structural_virality": 4.6})
    >>> print(compare(thread.rename_axis("thread_id"))["verdict"].iloc[1])
    Depth 9 with 120 comments: more than 89 % of 903 threads of Slashdot with 100 to 124 comments.
    """
    need(summary, "comments", *NAMES)
    table = shipped() if usual is None else usual
    wide = summary[["comments", *NAMES]].astype("float64").rename_axis("thread_id").reset_index()
    wide["bound"] = bounded(summary).to_numpy() if "evidence_none" in summary else False
    wide = wide[wide["comments"] > 0]
    wide["from"] = SIZES[_band(wide["comments"])]
    long = wide.melt(["thread_id", "comments", "bound", "from"], None, "measure", "value", ignore_index=False)
    long = long.dropna(subset="value").sort_index(kind="stable").merge(table[["source"]].drop_duplicates(), how="cross")
    keys = ["source", "measure", "from"]
    long = long.merge(table[[*keys, "until", "threads"]], how="left", on=keys)
    long["below"] = long["above"] = np.nan
    values = long["value"].to_numpy().round(DIGITS)
    found = long.groupby(keys).indices
    for key, quantiles in zip(table[keys].itertuples(index=False), table[QUANTILES].to_numpy("float64"), strict=True):
        rows = found.get(tuple(key), [])
        long.loc[rows, "below"] = np.searchsorted(quantiles, values[rows], side="left") / 100
        long.loc[rows, "above"] = (len(STEPS) - np.searchsorted(quantiles, values[rows], side="right")) / 100
    long["from"] = long["from"].where(long["threads"].notna())
    long = long.astype(dict.fromkeys(["comments", "from", "until", "threads"], "Int64"))
    long["verdict"] = pd.Series([_verdict(row) for row in long.to_dict("records")], dtype="str")
    columns = ["thread_id", "source", "measure", "value", "comments", "from", "until", "threads", "below", "above"]
    return long[[*columns, "verdict"]]


def _verdict(row: dict) -> str | None:
    if pd.isna(row["threads"]) or row["bound"] and not (row["measure"] == "depth" and row["below"] >= 0.5):
        return None
    value = f"{row['value']:.2f}" if row["measure"] == "structural_virality" else f"{row['value']:.0f}"
    value += " or more" if row["bound"] else ""
    sizes = f"{row['from']} to {row['until']}" if row["from"] < row["until"] else f"{row['from']}"
    others = f"{count(row['threads'], 'thread')} of {row['source']} with {sizes} comments"
    what = f"{NAMES[row['measure']]} {value} with {count(row['comments'], 'comment')}"
    below, above = (f"{100 * row[side]:.0f} %" for side in ("below", "above"))
    if row["below"] >= 0.5:
        return f"{what}: more than {below} of {others}."
    if row["above"] >= 0.5:
        return f"{what}: less than {above} of {others}."
    return f"{what}: {below} of {others} have less, {above} more."


def _band(comments: pd.Series) -> np.ndarray:
    """Which of the sizes each number of comments is of."""
    return np.searchsorted(SIZES, comments.to_numpy(dtype="int64"), side="right") - 1


@cache
def shipped() -> pd.DataFrame:
    """Read the table that comes with the package."""
    for folder in (PACKAGE / "data", PACKAGE.parent / "data"):  # the wheel's own, or in a checkout beside the package
        if (folder / "usual-threads.csv").exists():
            return pd.read_csv(folder / "usual-threads.csv")
    raise TableError(f"usual-threads.csv is not beside {PACKAGE}: install the package again")
