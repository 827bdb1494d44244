"""Charts of who answers whom."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis import replies
from analysis.charts.draw import NEGATIVE_TO_POSITIVE, READERS, canvas, column, figure_of, finish, names, nothing, share

LABELLED = 40  # comments that can bear a name each
DRAWN = 2000  # comments that can be told apart at all


def thread_map(
    comments: pd.DataFrame, *, words: pd.Series, sentiment: pd.Series | None = None, ax: Axes | None = None
) -> Axes:
    """Outline of one thread: comments from top to bottom, answers indented below what they answer.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id`, `author`. Of several threads the longest is shown, of a very
        long one the first 2,000 comments.
    words : Series of int
        Length of each comment: the length of its bar, on a square root scale.
    sentiment : Series of float, optional
        -1 to 1: the colour of its bar; grey where missing.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas(len(comments)) if ax is None else ax
    if comments.empty:
        return nothing(ax, "Map of the thread", "There are no comments.")
    table = comments[["thread_id", "comment_id", "parent_id", "author"]].assign(
        order=replies.preorder(comments), depth=replies.measure(comments)["depth"], words=words,
        sentiment=np.nan if sentiment is None else sentiment,
    )  # fmt: skip
    threads = table["thread_id"].value_counts()
    one = table[table["thread_id"] == threads.index[0]].dropna(subset=["order", "depth"]).sort_values("order")
    if one.empty:
        return nothing(ax, "Map of the thread", "All comments answer each other in circles.")
    shown = one.head(DRAWN)
    rows = np.arange(len(shown))
    depth = shown["depth"].to_numpy(dtype="float64")
    left = depth - 1
    size = np.sqrt(shown["words"].fillna(0).to_numpy(dtype="float64"))
    width = 0.15 + 3.0 * size / max(size.max(initial=0), 1)
    colours = NEGATIVE_TO_POSITIVE((shown["sentiment"].to_numpy(dtype="float64") + 1) / 2)
    colours[shown["sentiment"].isna()] = (0.75, 0.75, 0.75, 1)
    few = len(shown) <= LABELLED
    bars = [Rectangle((x, y - 0.36), w, 0.72 if few else 1) for x, y, w in zip(left, rows, width, strict=True)]
    ax.add_collection(PatchCollection(bars, facecolor=colours, edgecolor="#777777" if few else "none", linewidth=0.6))
    if few:
        for x, y, name in zip(left + width, rows, names(shown["author"]), strict=True):
            ax.text(x + 0.06, float(y), name, va="center", size=9)
    deepest = int(depth.max(initial=1))
    ax.set(
        xlim=(-0.1, max((left + width).max(initial=1) + (1.2 if few else 0.2), deepest)), ylim=(len(shown) - 0.3, -0.7)
    )
    ax.set_xticks(range(deepest), [str(d + 1) for d in range(deepest)])
    ax.set_xlabel("depth: 1 answers the article", loc="left")
    ax.set_ylabel("comments, in reading order")
    ax.set_yticks([])
    ax.grid(axis="x")
    if sentiment is not None:
        scale = plt.cm.ScalarMappable(plt.Normalize(-1, 1), NEGATIVE_TO_POSITIVE)
        bar = ax.figure.colorbar(
            scale, ax=ax, shrink=min(0.6, 1.5 / figure_of(ax).get_figheight()), aspect=10, ticks=[-1, 0, 1]
        )
        bar.set_label("sentiment")
        bar.outline.set_visible(False)
    scope = f"n = {len(one)} comments" + (f", the first {DRAWN} drawn" if len(one) > DRAWN else "")
    scope += f"; the longest of {len(threads)} threads" if len(threads) > 1 else ""
    lost = int(threads.iloc[0]) - len(one)
    scope += f"; {lost} in circles of replies left out" if lost else ""
    colour = "" if sentiment is None else ", colour: sentiment"
    answers = int((depth > 1).sum())
    return finish(
        ax,
        title="Map of the thread",
        subtitle=f"length of a bar: words (square root){colour}; {scope}",
        found=f"{share(answers, len(shown))} answer another comment; the deepest stands at depth {deepest}.",
    )


def levels(depth: pd.Series, *, ax: Axes | None = None) -> Axes:
    """Comments at each depth.

    Parameters
    ----------
    depth : Series of int
        Of each comment, 1 for an answer to the article; missing ones are left out and counted in the subtitle.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas(column(depth).nunique()) if ax is None else ax
    known = depth.dropna().astype("int64")
    if known.empty:
        return nothing(ax, "Comments by depth", "No comment has a known depth.")
    sizes = known.value_counts().reindex(range(1, known.max() + 1), fill_value=0)
    rows = sizes.index.to_numpy()
    ax.barh(rows, sizes, color=READERS, alpha=0.55, height=0.8)
    if len(sizes) <= 25:
        ax.set_yticks(rows)
        for row, size in zip(rows.tolist(), sizes, strict=True):
            ax.text(size, row, f" {size}", va="center", color="#555555", size=9)
    ax.set(
        ylim=(rows[-1] + 0.6, 0.4),
        xlim=(0, sizes.max() * 1.1),
        xlabel="comments",
        ylabel="depth (1 answers the article)",
    )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(axis="x")
    lost = len(depth) - len(known)
    return finish(
        ax,
        title="Comments by depth",
        subtitle=f"n = {len(known)} comments" + (f"; {lost} in circles of replies left out" if lost else ""),
        found=f"{share(int(sizes.iloc[0]), len(known))} answer the article. The fullest level is depth "
        f"{sizes.idxmax()} with {sizes.max()}, the deepest depth {known.max()}.",
    )


def who_answers_whom(comments: pd.DataFrame, *, most: int = 20, ax: Axes | None = None) -> Axes:
    """Number of answers from author to author, the most active first.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id` and `author`.
    most : int
        How many authors to show.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    parent = replies.parents(comments)
    answers = np.flatnonzero(parent >= 0)
    authors = comments["author"].array
    pairs = pd.DataFrame({"by": authors[answers], "to": authors[parent[answers]]}).dropna().astype("object")
    if pairs.empty:
        return nothing(ax or canvas(1), "Who answers whom", "No comment is known to answer another one.")
    active = pd.concat([pairs["by"], pairs["to"]]).value_counts().head(most).index
    matrix = pd.crosstab(pairs["by"], pairs["to"]).reindex(index=active, columns=active, fill_value=0)
    matrix = matrix.loc[matrix.sum(axis=1) > 0, matrix.sum(axis=0) > 0]
    few = max(matrix.shape) <= 20
    ax = canvas(len(matrix) + 2) if ax is None else ax
    sns.heatmap(
        matrix, ax=ax, cmap="Oranges", vmin=0, vmax=max(5, int(matrix.to_numpy().max())), mask=matrix == 0,
        annot=few, fmt="d", cbar=not few, linewidths=0.5, linecolor="#e3e3e3",
        annot_kws={"size": 9}, xticklabels=False, yticklabels=False,
    )  # fmt: skip
    ax.set_xticks(
        np.arange(matrix.shape[1]) + 0.5, names(matrix.columns), rotation=45, ha="right", rotation_mode="anchor"
    )
    ax.set_yticks(np.arange(matrix.shape[0]) + 0.5, names(matrix.index), rotation=0)
    ax.set_xlabel("is answered", loc="left")
    ax.set_ylabel("answers")
    ax.set_xlim(0, max(matrix.shape[1], 8))  # a single cell need not fill the page
    people = len(set(pairs["by"]) | set(pairs["to"]))
    scope = f"the {len(active)} most active of {people} authors" if people > len(active) else f"{people} authors"
    busiest = pairs.value_counts()
    return finish(
        ax,
        title="Who answers whom",
        subtitle=f"number of answers, n = {len(pairs)}; {scope}",
        found=f"Most often {busiest.index[0][0]} answers {busiest.index[0][1]}: {busiest.iloc[0]} times."
        if busiest.iloc[0] > 1
        else "Nobody answers the same author twice.",
    )


def activity(comments: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Comments over time, as the band between the earliest and the latest that their times allow.

    Parameters
    ----------
    comments : DataFrame
        With `posted_from` and `posted_until`; comments without are left out and counted in the subtitle.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    known = comments.dropna(subset=["posted_from", "posted_until"])
    if known.empty:
        return nothing(
            ax, "Comments over time", "No comment has a date. If the page says “2 weeks ago”, say when it was copied."
        )
    number = np.arange(len(known) + 1)
    early, late = (np.sort(known[name].dt.tz_localize(None).to_numpy()) for name in ("posted_from", "posted_until"))
    times = np.unique(np.concatenate([early, late]))
    upper, lower = (np.searchsorted(side, times, side="right") for side in (early, late))
    if len(times) > 1:
        ax.fill_between(times, lower, upper, step="post", color=READERS, alpha=0.35, lw=0)
    for side in (early, late):
        ax.step(np.append(side[:1], side), number, where="post", color=READERS, lw=1.2)
    ax.set(ylim=(0, len(known) * 1.05), ylabel="comments so far", xlabel="time (UTC)")
    locator = AutoDateLocator(minticks=2, maxticks=6)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    ax.grid(axis="both")
    undated = len(comments) - len(known)
    day = "{:%Y-%m-%d}".format
    return finish(
        ax,
        title="Comments over time",
        subtitle=f"cumulative, the band is what the times as written allow; n = {len(known)} comments"
        + (f", {undated} without a date" if undated else ""),
        found=f"From {day(known['posted_from'].min())} at the earliest "
        f"to {day(known['posted_until'].max())} at the latest.",
    )
