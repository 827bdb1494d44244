"""Charts of how much people write."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from analysis import bootstrap, groups
from analysis.charts import periods
from analysis.charts.draw import GREY, INK, READERS, at_least_one, canvas, finish, label, names, nothing, share, whole
from analysis.charts.periods import few
from analysis.text import column, need, numeric
from analysis.thread import count, part, percent, thousands

QUARTILES = ["lower", "median", "median_low", "median_high", "upper"]
UNIT = "words in a comment (logarithmic)"


def histogram(words: pd.Series, *, authors: pd.Series | None = None, ax: Axes | None = None) -> Axes:
    """Distribution of comment length, on a logarithmic axis, with the median and its interval.

    Parameters
    ----------
    words : Series of int
        Words of each comment. Comments without words have no place on the axis and are counted in the subtitle.
    authors : Series, optional
        Who wrote each; the interval of the median resamples whole authors. There is none for under 8.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    number = numeric(words, "words")
    known = number.dropna()
    ax = canvas() if ax is None else ax
    some = known[known > 0]
    if some.empty:
        return nothing(ax, "Length of comments", "No comment has any words.")
    low, high = np.floor(np.log2(some.min())), np.ceil(np.log2(some.max() + 1))
    step = 1 if len(some) < 60 else 0.5
    bins = np.unique(
        np.ceil(2 ** np.arange(low, high + step, step))
    )  # 1, 2, 3, 4, 6, 8, 12: none without a whole number
    sns.histplot(x=some, bins=bins, ax=ax, color=READERS, alpha=0.55, edgecolor="white")
    if len(some) <= 200:
        sns.rugplot(x=some, ax=ax, color=READERS, height=0.03)
    median = bootstrap.quantile(
        some, by=None if authors is None else column(authors, "authors", words.index)[number > 0]
    )
    middle = median.estimate
    ax.plot([median.low, median.high], [0.92] * 2, color=INK, lw=1.5, transform=ax.get_xaxis_transform())
    ax.axvline(middle, color=INK, lw=1.2, ls="--")
    ax.text(middle, 1, f" median {middle:g}", transform=ax.get_xaxis_transform(), va="top")
    ax.set_xscale("log", base=2)
    ax.set(
        xlim=(2**low * 0.95, max(2**high, 2 ** (low + 2)) * 1.05),
        xlabel=UNIT,
        ylabel="comments",
    )
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    whole(ax.yaxis)
    ax.grid(axis="y")
    empty = len(known) - len(some)
    return finish(
        ax,
        title="Length of comments",
        subtitle=f"comments by number of words, n = {thousands(len(some))}"
        + (
            ""
            if np.isnan(median.low)
            else "; line: 95 % interval of the median" + (" over authors" if authors is not None else "")
        )
        + (f"; {thousands(empty)} without any words left out" if empty else ""),
        found=f"The median is {middle:g} words{_sure(median.low, median.high)}; the shortest comment "
        f"with words has {some.min():g}, the longest {some.max():g}. "
        f"{share(int((some >= 100).sum()), len(some))} have 100 or more.",
    )


def by_author(words: pd.Series, authors: pd.Series, *, most: int = 15, ax: Axes | None = None) -> Axes:
    """Who writes how much: all words of each author, those who write most first.

    Parameters
    ----------
    words : Series of int
        Words of each comment.
    authors : Series of str
        Who wrote each; comments without a name are left out.
    most : int
        How many authors to show.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    grouped = numeric(words, "words").groupby(column(authors, "authors", words.index), observed=True)
    totals = grouped.agg(["sum", "size"]).astype("int64").sort_values("sum", ascending=False, kind="stable")
    ax = canvas(min(len(totals), at_least_one(most))) if ax is None else ax
    everything = int(totals["sum"].sum())
    if not everything:
        return nothing(ax, "Words by author", "No named author wrote any words.")
    top = totals.head(most)
    rows = np.arange(len(top))
    ax.barh(rows, top["sum"].astype("float64"), color=READERS, alpha=0.55, height=0.7)
    for row, (total, size) in enumerate(top.itertuples(index=False)):
        ax.text(
            total,
            row,
            f" {thousands(total)} in {thousands(size)}",
            va="center",
            color="#555555",
            size=9,
        )
    ax.set_yticks(rows, names(top.index))
    ax.set(
        ylim=(len(top) - 0.4, -0.6),
        xlim=(0, float(top["sum"].max()) * 1.15),
        xlabel="words in all comments of an author",
    )
    whole(ax.xaxis)
    ax.grid(axis="x")
    theirs = int(top["sum"].sum())
    rest = (
        f"; the {len(top)} who wrote most, {percent(theirs / everything)} of all words"
        if len(top) < len(totals)
        else ""
    )
    even = everything / len(totals)
    if len(totals) > 1:
        ax.axvline(even, color=GREY, lw=1, ls=":")
        rest += f"; dotted: an even share, {thousands(round(even))} words"
    return finish(
        ax,
        title="Words by author",
        subtitle=f"total words, and in how many comments; n = {count(len(totals), 'author')}{rest}",
        found=f"{names([top.index[0]])[0]} wrote most: {part(int(top['sum'].iloc[0]), everything, 'word')}.",
    )


def quartiles(summary: pd.DataFrame, *, thing: str = "group", ax: Axes | None = None) -> Axes:
    """Length of comments in groups such as depths: the median with its interval, and the middle half, logarithmic.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.length.summarise`; groups of under ten comments are left out and counted in the subtitle.
    thing : str
        What a group is called in the heading: "depth".
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    need(summary, "comments", *QUARTILES)
    enough = summary[summary["comments"] >= groups.ENOUGH]
    ax = canvas(2 * len(enough)) if ax is None else ax
    title, total = f"Length of comments by {thing}", int(summary["comments"].sum())
    if total < groups.ENOUGH:
        return nothing(ax, title, few(total, f"comment with words and a {thing}"))
    if len(enough) < 2:
        reason = f"No two groups by {thing} have {groups.ENOUGH} comments with words: nothing can be compared."
        return nothing(ax, title, reason)
    rows = np.arange(len(enough))
    ax.barh(rows, enough["upper"] - enough["lower"], left=enough["lower"], height=0.5, color=READERS, alpha=0.35)
    ax.hlines(rows, enough["median_low"], enough["median_high"], color=INK, lw=1.5)
    ax.plot(enough["median"], rows, "D", color=INK, ms=6)
    labels = [label(str(name)) for name in enough.index]
    ax.set_yticks(rows, [f"{name} (n = {thousands(n)})" for name, n in zip(labels, enough["comments"], strict=True)])
    ax.set(ylim=(len(enough) - 0.5, -0.6), xlabel=UNIT, ylabel="")
    _logarithmic(ax, "x", enough)
    ax.grid(axis="x")
    small = len(summary) - len(enough)
    return finish(
        ax,
        title=title,
        subtitle=f"bars: the middle half of the comments; ◆ median with 95 % interval over authors (none under "
        f"{bootstrap.FEWEST}); n = {count(total, 'comment')} with words"
        + (f"; {small} {'group' if small == 1 else 'groups'} of under {groups.ENOUGH} left out" if small else ""),
        found="Medians: "
        + "; ".join(f"{name}: {_median(row)}" for name, (_, row) in zip(labels, enough.iterrows(), strict=True))
        + " words.",
    )


def over_time(summary: pd.DataFrame, unit: str, *, left_out: int = 0, ax: Axes | None = None) -> Axes:
    """Length of the comments of each hour, day, week, ...: median with its interval, and the middle half, logarithmic.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.length.summarise`, by the beginnings that `analysis.groups.periods` gives. Periods with comments
        by under 8 authors have no interval and are not drawn.
    unit : str
        What a period is: "day".
    left_out : int
        How many comments are of no period because their time is missing or not sure enough.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    need(summary, "comments", *QUARTILES)
    ax = canvas() if ax is None else ax
    title, sure = "Length of comments over time", summary.dropna(subset="median_low")
    reason = periods.incomparable(summary, sure, unit, left_out, "a time and words")
    if reason:
        return nothing(ax, title, reason)
    places = periods.dated(ax, summary["comments"])[sure.index]
    ax.vlines(places, sure["lower"], sure["upper"], color=READERS, alpha=0.35, lw=5)
    ax.plot(places, sure["median"], "D-", color=INK, lw=0.5, ms=5)
    ax.vlines(places, sure["median_low"], sure["median_high"], color=INK, lw=1.5)
    _logarithmic(ax, "y", sure)
    low, high = ax.get_ylim()
    ax.set(ylim=(low / (high / low) ** 0.15, high), ylabel=UNIT)
    return finish(
        ax,
        title=title,
        subtitle=f"bars: the middle half of the comments of each {unit}; ◆ median with 95 % interval over authors, of "
        f"{bootstrap.FEWEST} or more; {periods.below(ax, summary['comments'], unit, left_out)}",
        found=periods.ends(sure, "median", unit, lambda row: _median(row, " words")),
    )


def _logarithmic(ax: Axes, which: str, summary: pd.DataFrame) -> None:
    """Give an axis powers of two with room for all quartiles and intervals."""
    ends = summary[["lower", "upper", "median_low", "median_high"]].to_numpy()
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    axis = getattr(ax, which + "axis")
    getattr(ax, f"set_{which}scale")("log", base=2)
    getattr(ax, f"set_{which}lim")(low / 1.25, max(high * 1.25, low * 4))
    axis.set_major_locator(LogLocator(base=2, subs=[1] if high > 8 * low else [1, 1.5], numticks=12))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(NullFormatter())


def _median(row: pd.Series, unit: str = "") -> str:
    return f"{row['median']:g}{unit}{_sure(row['median_low'], row['median_high'])}"


def _sure(low: float, high: float) -> str:
    return f" (95 % interval {low:g} to {high:g})" if low == low else ""
