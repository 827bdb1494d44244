"""Charts of what is usual for a thread of a given size."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis import discussion, groups, replies
from analysis.charts.draw import GREY, INK, READERS, canvas, finish, nothing
from analysis.thread import count, thousands
from analysis.usual import FEWEST, NAMES, shipped

TITLE = "Among usual threads"
MOST_MARKS = 500  # of more threads those hide the bands that they are compared with
STYLES = ["-", "--", ":"]  # of up to three sources


def usual(summary: pd.DataFrame, table: pd.DataFrame | None = None, *, ax: Axes | None = None) -> Axes:
    """Depth, width, h-index and structural virality of threads among those of many others, by number of comments.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.replies.summarise`. Of over 500 threads to compare their quantiles by size are drawn in place
        of each. Threads of under ten comments, of sizes that the table does not cover, or of
        which nothing says whom many comments answer, are left out and counted in the subtitle.
    table : DataFrame, optional
        From `analysis.replies.usual`; by default threads of Slashdot and Barrapunto, see `analysis.usual`.
    ax : Axes, optional
        Which to put four small ones into; by default new axes.
    """
    ax = canvas(14) if ax is None else ax
    table = shipped() if table is None else table
    places = replies.compare(summary, table)
    enough = places[places["comments"] >= groups.ENOUGH]
    inside = enough[enough["verdict"].notna()]
    threads, shown = len(summary), inside["thread_id"].nunique()
    if not shown:
        return nothing(ax, TITLE, _none(summary, table))
    own = replies.usual(summary[summary["comments"] >= groups.ENOUGH]) if shown > MOST_MARKS else table.head(0)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    for place, (measure, name) in enumerate(NAMES.items()):
        column, row = place % 2, 1 - place // 2
        small = ax.inset_axes((0.54 * column, 0.56 * row, 0.46, 0.4))
        _bands(small, table[table["measure"] == measure])
        if len(own):
            _own(small, own[own["measure"] == measure])
        marks = inside[inside["measure"] == measure].drop_duplicates("thread_id")
        few = len(marks) <= 20
        if len(marks) and not len(own):
            small.plot(marks["comments"], marks["value"], "D", color=READERS, ms=8 if shown == 1 else 5 if few else 3,
                       mec="white", mew=0.8 if few else 0.2, zorder=5, clip_on=False)  # fmt: skip
        if measure == "width":  # which grows with the thread, where the others hardly do
            small.set_yscale("log")
            small.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
            small.minorticks_off()
        else:
            small.set_ylim(bottom=0)
        small.set_title(name, size=10, weight="normal", pad=3)
        if row == 0:
            small.set_xlabel("comments (logarithmic)")
    lines = ["solid", "dashed", "dotted"]
    whose = " and ".join(f"{source} ({line})" for source, line in zip(_sources(table), lines, strict=False))
    mark = "orange: median and middle nine tenths of" if len(own) else "◆"
    which = f"{mark} n = {count(shown, 'thread')}"
    if threads == 1:
        which = f"◆ this thread, n = {count(int(summary['comments'].iloc[0]), 'comment')}"
        unsure = [name for measure, name in NAMES.items() if measure not in set(inside["measure"])]
        which += f"; not known well enough to be compared: {', '.join(unsure).lower()}" if unsure else ""
    elif shown < threads:
        which += f" of {thousands(threads)} (the others: under {groups.ENOUGH} comments, no comparison for their size, "
        which += "or not known whom many answer)"
    return finish(
        ax,
        title=TITLE,
        subtitle=f"{which}; thick lines: medians, thin: the middle nine tenths, dark: the middle half, of threads of "
        f"{whose}",
        found=discussion.unusual(inside),
    )


def _bands(ax: Axes, table: pd.DataFrame) -> None:
    """Draw median and middle nine tenths of each source by size, those of the first filled, with its middle half."""
    for number, (source, style) in enumerate(zip(_sources(table), STYLES, strict=False)):
        rows = table[table["source"] == source]
        size = np.sqrt(rows["from"] * rows["until"])
        if number == 0:
            ax.fill_between(size, rows["p5"], rows["p95"], color="#ebebeb", lw=0)
            ax.fill_between(size, rows["p25"], rows["p75"], color="#d2d2d2", lw=0)
        for quantile in ("p5", "p95"):
            ax.plot(size, rows[quantile], style, color=GREY, lw=0.7)
        ax.plot(size, rows["p50"], style, color=INK, lw=1.4)
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.minorticks_off()
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.grid(axis="y")


def _own(ax: Axes, table: pd.DataFrame) -> None:
    """Draw median and middle nine tenths of many threads, by size."""
    size = np.sqrt(table["from"] * table["until"])
    for quantile, width in [("p5", 1.0), ("p50", 2.2), ("p95", 1.0)]:
        ax.plot(size, table[quantile], "D-", color=READERS, lw=width, ms=3 if quantile == "p50" else 0, zorder=5)


def _sources(table: pd.DataFrame) -> list[str]:
    """Where the threads come from, most threads first."""
    size = table.groupby("source", sort=False)["threads"].sum()
    return size.sort_values(ascending=False, kind="stable").index.to_list()


def _none(summary: pd.DataFrame, table: pd.DataFrame) -> str:
    """Say why no thread can be compared."""
    largest = int(summary["comments"].max()) if len(summary) else 0
    if largest < groups.ENOUGH:
        return f"n = {count(largest, 'comment')}: too few to compare with other threads, it takes {groups.ENOUGH}."
    if table.empty:
        return f"There is nothing to compare with: no size had {FEWEST} threads, of which the table could be made."
    if (table["from"].min() <= largest) and (largest <= table["until"].max()):
        return f"n = {count(largest, 'comment')}: too little is known of who answers whom for a sound comparison."
    sizes = [
        f"{source} with {rows['from'].min()} to {rows['until'].max()} comments"
        for source, rows in ((source, table[table["source"] == source]) for source in _sources(table))
    ]
    return f"n = {count(largest, 'comment')}: there is no comparison. The table is of threads of {' and '.join(sizes)}."
