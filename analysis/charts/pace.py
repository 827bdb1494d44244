"""Charts of comments over time."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from analysis.charts.draw import INK, READERS, canvas, dates, finish, nothing, whole
from analysis.discussion import half_life
from analysis.pace import moments
from analysis.text import need
from analysis.thread import count, thousands

FEW = 3  # comments; a curve of fewer says less than a sentence


def activity(comments: pd.DataFrame, summary: pd.DataFrame | None = None, *, ax: Axes | None = None) -> Axes:
    """Comments over time, as the band between the earliest and the latest that their times allow, with the half-life.

    Parameters
    ----------
    comments : DataFrame
        With `posted_from` and `posted_until`; comments without are left out and counted in the subtitle.
    summary : DataFrame, optional
        From `analysis.replies.summarise`, whose half-lives are told.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    need(comments, "posted_from", "posted_until")
    if summary is not None:
        need(summary, *(f"half_life_seconds{end}" for end in ("", "_from", "_until")), "half_life_since", "timed")
    known = comments.dropna(subset=["posted_from", "posted_until"])
    known = known.assign(**{name: moments(known[name]) for name in ("posted_from", "posted_until")})
    if known.empty:
        return nothing(
            ax, "Comments over time", "No comment has a date. If the page says “2 weeks ago”, say when it was copied."
        )
    day = "{:%Y-%m-%d}".format
    first, last = day(known["posted_from"].min()), day(known["posted_until"].max())
    span = f"From {first} at the earliest to {last} at the latest." if first != last else f"All of {first}."
    if len(known) < FEW:
        return nothing(
            ax, "Comments over time", f"n = {count(len(known), 'comment')} with a date: too few for a curve. {span}"
        )
    number = np.arange(len(known) + 1)
    early, late = (np.sort(known[name].dt.tz_localize(None).to_numpy()) for name in ("posted_from", "posted_until"))
    times = np.unique(np.concatenate([early, late]))
    upper, lower = (np.searchsorted(side, times, side="right") for side in (early, late))
    if len(times) > 1:
        ax.fill_between(times, lower, upper, step="post", color=READERS, alpha=0.35, lw=0)
    for side in (early, late):
        ax.step(np.append(side[:1], side), number, where="post", color=READERS, lw=1.2)
    if summary is not None and len(summary) == 1 and summary["half_life_seconds"].notna().all():
        half = (len(known) - 1) // 2  # the lower of two, as in `analysis.replies.summarise`
        ends, level = date2num([early[half], late[half]]), (len(known) + 1) // 2
        ax.plot(ends, [level, level], color=INK, lw=1.5, zorder=3)
        ax.plot(ends, [level, level], "|", color=INK, ms=10, mew=1.5, zorder=3)
        right = ends.mean() > np.mean(ax.get_xlim())
        ax.annotate("half of them", (ends[0 if right else 1], level), xytext=(-7 if right else 7, 9 if right else -9),
                    textcoords="offset points", ha="right" if right else "left", va="center", size=9)  # fmt: skip
    ax.set(ylim=(0, len(known) * 1.05), ylabel="comments so far")
    whole(ax.yaxis)
    dates(ax)
    ax.grid(axis="both")
    undated = len(comments) - len(known)
    told = "" if summary is None else half_life(summary)
    return finish(
        ax,
        title="Comments over time",
        subtitle=f"cumulative, the band is what the times as written allow; n = {count(len(known), 'comment')}"
        + (f", {thousands(undated)} without a date" if undated else ""),
        found=f"{span} {told}".rstrip(),
    )
