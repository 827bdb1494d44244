"""What is usual for a thread of a given size: depth, width, h-index and structural virality among many others.

The table that comes with the package, `data/usual-threads.csv`, is of 9,222 threads of Slashdot and 7,241 of
Barrapunto (Gómez, Kappen, Litvak & Kaltenbrunner 2013, World Wide Web 16, doi 10.1007/s11280-012-0162-8), as they stood
when others measured them; those of Barrapunto 14 h 28 min after the article. Both are technical news sites with nested
comments: what is usual there need not be so elsewhere. `benchmarks/usual.py` makes it, `data/README.md` says more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.doubt import bounded, circles, guesses
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


def usual(summaries: pd.DataFrame, source: str = "your own") -> pd.DataFrame:
    """Quantiles of depth, width, h-index and structural virality by thread size.

    Parameters
    ----------
    summaries : DataFrame
        With `comments` and the four measures, one row per thread, such as `analysis.replies.summarise` gives. With its
        `evidence_none` threads whose figures are bounds only (`analysis.replies.bounded`) are left out, and so are
        those with a circle of replies, which have no virality.
    source : str
        Where the threads come from. Tables of several sources can be joined with `pandas.concat`.

    Returns
    -------
    DataFrame
        `source`, `measure`, `from` and `until` (least and greatest number of comments), `threads`, and `p1` to `p99`:
        the least value that so many per cent of the threads do not exceed. Sizes of which there are fewer than 100
        threads with the measure have no row; of a small corpus there may be no row at all, and no verdict by it.

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
    known = summaries[(summaries["comments"] > 0) & ~circles(summaries)]
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
        share of them has a smaller, and a larger value, rounded down by less than two per cent; the rest has the same),
        and `verdict`, a sentence. All these are missing outside the sizes that the table covers.

        Of one range of sizes the larger threads are wider than the smaller ones: the shares are those of a thread's own
        range and of the range nearest to it, weighted by where the logarithm of its comments lies between both middles.

        Where nothing says whom many of the comments answer (`analysis.replies.bounded`) there is no verdict, except
        that the depth, a lower bound if none was guessed, is above others. There is none either where comments answer
        each other in a circle, so that virality is missing.

    Examples
    --------
    >>> thread = pd.DataFrame({"comments": [120], "depth": 9, "width": 40, "h_index": 5, "structural_virality": 4.6})
    >>> print(compare(thread.rename_axis("thread_id"))["verdict"].iloc[1].split(" (")[0])
    Depth 9 with 120 comments: more than in 86 % of threads of Slashdot of that size
    """
    need(summary, "comments", *NAMES)
    table = shipped() if usual is None else usual
    need(table, "source", "measure", "from", "until", "threads")
    need(table, *QUANTILES)
    wide = summary[["comments", *NAMES]].astype("float64").rename_axis("thread_id").reset_index()
    wide["bound"] = bounded(summary).to_numpy() if "evidence_none" in summary else False
    wide["guessed"] = guesses(summary).to_numpy()
    wide["circle"] = circles(summary).to_numpy()
    wide = wide[wide["comments"] > 0]
    fixed = ["thread_id", "comments", "bound", "guessed", "circle"]
    long = wide.melt(fixed, None, "measure", "value", ignore_index=False).dropna(subset="value")
    long = long.sort_index(kind="stable").merge(table[["source"]].drop_duplicates(), how="cross")
    long = pd.concat([long, _shares(long, table)], axis=1)
    long = long.astype(dict.fromkeys(["comments", "from", "until", "threads"], "Int64"))
    long["verdict"] = _verdicts(long)
    columns = ["thread_id", "source", "measure", "value", "comments", "from", "until", "threads", "below", "above"]
    return long[[*columns, "verdict"]]


def _shares(long: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """`from`, `until`, `threads`, `below` and `above` of each value, between its range of sizes and the nearest one."""
    size, band = np.log(long["comments"].to_numpy()), _band(long["comments"])
    middle = np.log(SIZES[:-1].astype("float64") * (SIZES[1:] - 1)) / 2
    near = np.clip(band + np.sign(np.round(size - middle[band], 9)).astype("int64"), 0, len(middle) - 1)
    own, other = (_of_range(long, table, number) for number in (band, near))
    with np.errstate(invalid="ignore"):  # 0 / 0 in the middle of a range, which needs no other
        weight = (size - middle[band]) / (middle[near] - middle[band])
    weight = np.where((near != band) & other["threads"].notna(), weight, 0)
    both = {
        "from": np.where(weight > 0, np.minimum(own["from"], other["from"]), own["from"]),
        "until": np.where(weight > 0, np.maximum(own["until"], other["until"]), own["until"]),
        "threads": own["threads"] + np.where(weight > 0, other["threads"], 0),
    }
    for side in ("below", "above"):
        share = own[side] + np.where(weight > 0, weight * (other[side] - own[side]), 0)
        both[side] = np.floor(share + 1e-9) / 100
    return pd.DataFrame(both, index=long.index)


def _of_range(long: pd.DataFrame, table: pd.DataFrame, band: np.ndarray) -> pd.DataFrame:
    """Limits, threads and shares below and above, in per cent, among the threads of the table of these ranges."""
    keys = pd.MultiIndex.from_frame(table[["source", "measure", "from"]])
    place = keys.get_indexer(pd.MultiIndex.from_arrays([long["source"], long["measure"], SIZES[band]]))
    found = table[["from", "until", "threads"]].astype("float64").reset_index(drop=True).reindex(place)
    values, quantiles = long["value"].to_numpy().round(DIGITS), table[QUANTILES].to_numpy("float64")
    below, above = np.full((2, len(long)), np.nan)
    for row in np.unique(place[place >= 0]):
        rows = np.flatnonzero(place == row)
        below[rows] = np.searchsorted(quantiles[row], values[rows], side="left")
        above[rows] = len(STEPS) - np.searchsorted(quantiles[row], values[rows], side="right")
    return found.assign(below=below, above=above).set_axis(long.index)


def _verdicts(places: pd.DataFrame) -> pd.Series:
    """Sentences, column by column; missing where there is no comparison or the figure may be larger or smaller."""
    deep = (places["measure"] == "depth") & (places["below"] >= 0.5) & ~places["guessed"]
    told = places[places["threads"].notna() & (~places["bound"] | deep) & ~places["circle"]]

    def text(values: pd.Series, write: Callable[[Any], str]) -> pd.Series:
        return values.map({value: write(value) for value in values.unique()}).astype("str")

    virality = told["measure"] == "structural_virality"
    value = text(told["value"].round(2), "{:.2f}".format).where(virality, text(told["value"], "{:.0f}".format))
    value += pd.Series(np.where(told["bound"], " or more", ""), told.index, dtype="str")
    threads, first, last = (
        text(told[name], "{:,}".format).str.replace(",", "\N{NARROW NO-BREAK SPACE}")
        for name in ("threads", "from", "until")
    )
    sizes = first.where(told["from"] == told["until"], first + " to " + last)
    others = (
        "threads of " + told["source"].astype("str") + " of that size (" + threads + " with " + sizes + " comments)"
    )
    below, above = (text(told[side], "{:.0%}".format).str.replace("%", " %") for side in ("below", "above"))
    said = below + " of " + others + " have less, " + above + " more."
    said = said.mask(told["above"] >= 0.5, "less than in " + above + " of " + others + ".")
    said = said.mask(told["below"] >= 0.5, "more than in " + below + " of " + others + ".")
    size = text(told["comments"], lambda number: count(int(number), "comment"))
    return (text(told["measure"], NAMES.__getitem__) + " " + value + " with " + size + ": " + said).reindex(
        places.index
    )


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
