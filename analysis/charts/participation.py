"""Charts of how evenly people take part."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import replies
from analysis.bootstrap import FEWEST
from analysis.charts.draw import GREY, READERS, canvas, finish, nothing
from analysis.text import authors, need
from analysis.thread import count, part, percent, thousands


def lorenz(comments: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Lorenz curve of comments per author: what share of the comments the least active authors wrote together.

    There is no interval: all who wrote in the thread are counted, and to resample them would say too little of others.
    In simulations (geometric, log-normal and Zipf counts) the percentile interval of 100 authors held the Gini of those
    whom they were drawn from in 66 to 89 of 100 cases, that of 30 in 53 to 77: who writes very much is seldom drawn.

    Parameters
    ----------
    comments : DataFrame
        With `author`; comments without one are left out and counted in the subtitle. A name is one author, also in
        several threads.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    need(comments, "author")
    named = authors(comments)
    return curve(named.value_counts(), int(named.isna().sum()), ax=ax)


def curve(wrote: pd.Series, nameless: int = 0, *, ax: Axes | None = None) -> Axes:
    """The Lorenz curve of authors of whom it is known how many comments each wrote; see `lorenz`.

    Parameters
    ----------
    wrote : Series of int
        Comments of each author.
    nameless : int
        How many comments have no author's name.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    title, wrote = (
        "How evenly people take part",
        wrote[wrote > 0].astype("int64").sort_values(),
    )  # a category may be of nobody
    ax = canvas(6) if ax is None else ax
    reason = _little(wrote)
    if reason:
        return nothing(ax, title, reason)
    people, total = len(wrote), int(wrote.sum())
    reached = np.append(0, wrote.cumsum() / total)
    ax.plot([0, 1], [0, 1], "--", color=GREY, lw=1.2)
    ax.text(0.34, 0.37, "if all wrote as many", rotation=45, rotation_mode="anchor", transform_rotates_text=True,
            color="#555555", size=9)  # fmt: skip
    along = np.linspace(0, 1, people + 1)
    ax.plot(along, reached, color=READERS, lw=2)
    top = -(-people // 10)
    share = 1 - reached[-1 - top]
    ax.plot(along[-1 - top], reached[-1 - top], "o", color=READERS, ms=7, clip_on=False)
    ax.text(0.02, 0.93, f"●  from here on: the most active {part(top, people, 'author')}", color=READERS, size=9)
    ax.set(
        xlim=(0, 1),
        ylim=(0, 1.01),
        xlabel="share of the authors, from the least active on",
        ylabel="share of the comments",
    )
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda value, _: percent(value))
    ax.grid(axis="both")
    tenth = f"The most active of {count(people, 'author')}"
    if top > 1:
        tenth = f"The most active tenth of {count(people, 'author')}, {thousands(top)} of them,"
    return finish(
        ax,
        title=title,
        subtitle=f"Lorenz curve, n = {count(total, 'comment')} by {count(people, 'author')}"
        + (f"; {thousands(nameless)} without a name left out" if nameless else ""),
        found=f"{tenth} wrote {percent(share)} of the comments; "
        f"{percent((wrote == 1).mean())} of the authors wrote one only. The Gini coefficient is "
        f"{replies.gini(wrote):.2f} (0: all as many, near 1: one writes all).",
    )


def _little(wrote: pd.Series) -> str:
    """Say of whom a curve would say nothing."""
    if wrote.empty:
        return "No comment has the name of an author."
    authors = count(len(wrote), "author")
    if len(wrote) == 1:
        return f"One author wrote all: n = {count(int(wrote.iloc[0]), 'comment')}."
    if wrote.iloc[0] == wrote.iloc[-1]:
        return f"Each of n = {authors} wrote {count(int(wrote.iloc[0]), 'comment')}: nobody writes more than others."
    if len(wrote) < FEWEST:
        numbers = ", ".join(map(str, wrote[::-1]))
        return f"n = {authors}: too few for a curve. They wrote {numbers} comments."
    return ""
