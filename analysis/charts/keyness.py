"""Charts of how often article and readers name somebody, and who of them does so more."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis import attention, keyness
from analysis.charts.draw import ARTICLE, GREY, READERS, canvas, finish, label, nothing
from analysis.thread import count, thousands

TITLE = "Names in article and comments"
SHOWN = {"raised by readers": ("raised", READERS, "o"), "ignored by readers": ("ignored", ARTICLE, "s")}
RATES, ODDS, VERDICT = 0.58, 0.63, 0.87  # up to where the axes are for the rates, from where on for what follows
TIMES = {0.001: "1/1000", 0.01: "1/100", 0.1: "1/10", 1 / 3: "1/3", 1: "1", 3: "3", 10: "10", 100: "100", 1000: "1000"}
NEAREST, FARTHEST = np.log([5, 1500])


def frequency(compared: pd.DataFrame, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """How often article and readers name an entity, as rates, and beside it how sure it is that one does so more.

    Parameters
    ----------
    compared : DataFrame
        From `analysis.entities.compare`.
    most : int
        How many entities to show: those that article or readers name most often, sorted by the readers' rate.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height. The intervals stand in small axes inside of them.
    """
    top = most_named(compared, most)
    ax = canvas(len(top) + 1) if ax is None else ax
    if top.empty:
        return nothing(ax, TITLE, "No name was found.")
    rows, article, readers = np.arange(len(top)), top["article_rate"], top["comments_rate"]
    ax.hlines(rows, np.fmin(article, readers), np.fmax(article, readers), color="#d0d0d0", lw=2, zorder=1)
    for name, rates, colour, mark in [("article", article, ARTICLE, "s"), ("readers", readers, READERS, "o")]:
        if rates.notna().any():
            ax.scatter(rates, rows, color=colour, marker=mark, s=46, label=name, zorder=2, clip_on=False)
    both = bool(article.notna().any())
    numbers = zip(top["entity"], top["in_article"], top["mentions"], strict=True)
    ax.set_yticks(
        rows,
        [f"{label(name, 22)} ({f'{thousands(n)} + ' if both else ''}{thousands(said)})" for name, n, said in numbers],
    )
    ax.set_ylim(len(top) - 0.4, -0.6)
    told = (top["mentions"] + top["in_article"] >= keyness.FEWEST) & top["log_odds"].notna()
    _axis_of_rates(ax, float(np.nanmax(np.fmax(article, readers))), RATES if told.any() else 1.0)
    if told.any():
        _odds(ax, top, told)
    inside, said = int(compared["in_article"].sum()), int(compared["mentions"].sum())
    subtitle = "● readers; in brackets, mentions: "
    if both:
        subtitle = "■ article, ● readers; in brackets, mentions of both: "
    subtitle += f"n = {f'{thousands(inside)} + ' if both else ''}{thousands(said)} of {count(len(compared), 'name')}"
    subtitle += f", {len(top)} shown" if len(top) < len(compared) else ""
    if told.any():
        subtitle += f"; right: from {keyness.FEWEST} on, how many times as often readers name it, 95 % interval"
    return finish(ax, title=_title(top), subtitle=subtitle, found=attention.uneven(compared))


def most_named(compared: pd.DataFrame, most: int) -> pd.DataFrame:
    """Those that stand first among the readers' names or among the article's, sorted by the readers' rate."""
    surest = compared.sort_values("z", key=abs, ascending=False, kind="stable")  # of those that stand at one place
    numbers = surest[["mentions", "in_article"]].astype("float64")
    best = numbers.where(numbers > 0).rank(ascending=False, method="first").min(axis=1)
    top = surest[best.rank(method="first") <= most]
    return top.sort_values(["comments_rate", "article_rate"], ascending=False, kind="stable", ignore_index=True)


def _axis_of_rates(ax: Axes, largest: float, share: float) -> None:
    """Scale the rates to a share of the axes' width."""
    largest = largest or 1.0
    ticks = [tick for tick in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(0, largest) if tick <= 1.05 * largest]
    end = max(largest, ticks[-1])
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.set_xlim(-0.03 * end, -0.03 * end + 1.06 * end / share)
    ax.set_xlabel("mentions per 1,000 words", loc="left")
    ax.vlines(ticks, 0, 1, transform=ax.get_xaxis_transform(), color="#e3e3e3", lw=0.8, zorder=0)
    ax.spines["bottom"].set_bounds(-0.03 * end, 1.03 * end)


def _odds(ax: Axes, top: pd.DataFrame, told: pd.Series) -> None:
    """Draw how many times as often readers name each, and write the verdicts beside it."""
    judged = bool(top["verdict"].notna().any())
    small = ax.inset_axes((ODDS, 0, (VERDICT if judged else 1.0) - ODDS, 1))
    small.axvline(0, color="#bbbbbb", lw=1, zorder=0)
    known = top[told]
    for row, odds, low, high, verdict in known[["log_odds", "low", "high", "verdict"]].itertuples():
        word, colour, mark = SHOWN.get(verdict, ("", GREY, "D"))
        small.plot([low, high], [row, row], color=colour, lw=1.5, solid_capstyle="butt")
        small.plot(odds, row, marker=mark, color=colour, ms=6, mfc=colour if word else "white")
        ax.text(VERDICT + 0.02, row, word, color=colour, va="center", size=9, transform=ax.get_yaxis_transform())
    nearest = np.maximum(known["low"], -known["high"])  # the end towards 0 of an interval that leaves it out
    reach = min(1.15 * max(NEAREST, known["log_odds"].abs().max(), nearest.max()), FARTHEST)
    inside = {float(np.log(times)): name for times, name in TIMES.items() if abs(np.log(times)) < reach}
    ticks = [place for place in inside if reach < 2.5 or round(place / np.log(10), 6) % (1 if reach < 5 else 2) == 0]
    small.set_xticks(ticks, [inside[place] for place in ticks], size=9)
    small.set(xlim=(-reach, reach), ylim=ax.get_ylim(), yticks=[])
    small.spines["left"].set_visible(False)
    small.set_xlabel("times as often")
    small.grid(axis="x")


def _title(top: pd.DataFrame) -> str:
    """What the intervals of those shown bear out, or else what is plotted."""
    surest = top.sort_values("z", ascending=False, kind="stable")
    verbs = {"raise": attention.raised(surest), "ignore": attention.ignored(surest)}
    said = [f"{verb} {label(names[0])}" for verb, names in verbs.items() if names]
    return f"Readers {' and '.join(said)}" if said else TITLE
