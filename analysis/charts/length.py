"""Charts of how much people write."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.charts.draw import GREY, INK, READERS, canvas, finish, names, nothing, share


def histogram(words: pd.Series, *, ax: Axes | None = None) -> Axes:
    """Distribution of comment length, on a logarithmic axis.

    Parameters
    ----------
    words : Series of int
        Words of each comment. Comments without words have no place on the axis and are counted in the subtitle.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    known = words.dropna().astype("float64")
    some = known[known > 0]
    if some.empty:
        return nothing(ax, "Length of comments", "No comment has any words.")
    low, high = np.floor(np.log2(some.min())), np.ceil(np.log2(some.max() + 1))
    step = 1 if len(some) < 60 else 0.5
    sns.histplot(
        x=some, bins=2 ** np.arange(low, high + step, step), ax=ax, color=READERS, alpha=0.55, edgecolor="white"
    )
    if len(some) <= 200:
        sns.rugplot(x=some, ax=ax, color=READERS, height=0.03)
    middle = some.median()
    ax.axvline(middle, color=INK, lw=1.2, ls="--")
    ax.text(middle, 1, f" median {middle:g}", transform=ax.get_xaxis_transform(), va="top")
    ax.set_xscale("log", base=2)
    ax.set(
        xlim=(2**low * 0.95, max(2**high, 2 ** (low + 2)) * 1.05),
        xlabel="words in a comment (logarithmic)",
        ylabel="comments",
    )
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(axis="y")
    empty = len(known) - len(some)
    return finish(
        ax,
        title="Length of comments",
        subtitle=f"comments by number of words, n = {len(some)}"
        + (f"; {empty} without any words left out" if empty else ""),
        found=f"The median is {middle:g} words; the shortest comment has {some.min():g}, "
        f"the longest {some.max():g}. {share(int((some >= 100).sum()), len(some))} have 100 or more.",
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
    ax = canvas(min(authors.nunique(), most)) if ax is None else ax
    totals = words.groupby(authors).agg(["sum", "size"]).sort_values("sum", ascending=False, kind="stable")
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
            f" {total:,} in {size}".replace(",", "\N{NARROW NO-BREAK SPACE}"),
            va="center",
            color="#555555",
            size=9,
        )
    ax.set_yticks(rows, names(top.index))
    ax.set(
        ylim=(len(top) + 0.1, -0.6),
        xlim=(0, float(top["sum"].max()) * 1.15),
        xlabel="words in all comments of an author",
    )
    ax.grid(axis="x")
    part = int(top["sum"].sum())
    rest = (
        f"; the {len(top)} who wrote most, {part / everything:.0%} of all words".replace("%", " %")
        if len(top) < len(totals)
        else ""
    )
    even = everything / len(totals)
    if len(totals) > 1:
        ax.axvline(even, color=GREY, lw=1, ls=":")
        ax.text(even, len(top) - 0.45, " even share", color="#555555", size=9, va="bottom")
    return finish(
        ax,
        title="Words by author",
        subtitle=f"total words, and in how many comments; n = {len(totals)} authors{rest}",
        found=f"{names([top.index[0]])[0]} wrote most: {int(top['sum'].iloc[0])} of {everything} words.",
    )
