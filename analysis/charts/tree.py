"""Charts of the tree of replies: its outline, and its levels."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle

from analysis import replies
from analysis.branches import branches
from analysis.charts.doubt import bounds, deeper, unknown
from analysis.charts.draw import (
    NEGATIVE_TO_POSITIVE,
    READERS,
    canvas,
    figure_of,
    finish,
    label,
    names,
    nothing,
    share,
    whole,
)
from analysis.text import need, numeric
from analysis.thread import count, thousands

ROWS = 40  # comments that can bear a name each
BRANCHES = 20  # that show a long thread at a glance
FEW = 5  # comments whose mean is as much chance as their own: it is drawn half way to that of the thread
COLUMNS = 30  # levels that can be told apart, before several are put together
NUMBERED = 25  # levels that can bear a number each
MAP = "Map of the thread"


def thread_map(
    comments: pd.DataFrame, *, words: pd.Series, sentiment: pd.Series | None = None, ax: Axes | None = None
) -> Axes:
    """Outline of one thread: comments from top to bottom, answers indented below what they answer.

    Over 40 comments are folded: a row is then one of the 20 largest branches (`analysis.branches`), with a bar for each
    depth, as thick as the words there are many, and the last row is all the others.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id`, `author`; `parent_evidence` is used where it is there. Of several
        threads the longest is shown.
    words : Series of int
        Length of each comment: the length of its bar, on a square root scale.
    sentiment : Series of float, optional
        -1 to 1: the colour of its bar, and a number beside the name; grey where missing.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    need(comments, "thread_id", "comment_id", "parent_id", "author")
    sizes = numeric(words, "words", comments.index).fillna(0)
    scores = pd.Series(np.nan, comments.index) if sentiment is None else sentiment
    scores = numeric(scores, "sentiment", comments.index)
    if comments.empty:
        return nothing(canvas(1) if ax is None else ax, MAP, "There are no comments.")
    threads = comments["thread_id"].nunique()
    inside = (comments["thread_id"] == comments["thread_id"].value_counts().index[0]).to_numpy()
    thread = comments[inside]
    table = pd.DataFrame(
        {
            "author": names(thread["author"]),
            "order": replies.preorder(thread).array,
            "depth": replies.measure(thread)["depth"].array,
            "branch": branches(thread, BRANCHES).array,
            "words": sizes[inside].array,
            "sentiment": scores[inside].array,
        }
    )
    table = table.dropna(subset="depth").sort_values("order").astype({"depth": "int64", "order": "int64"})
    if table.empty:
        return nothing(canvas(1) if ax is None else ax, MAP, "All comments answer each other in circles.")
    answers, deepest = int((table["depth"] > 1).sum()), int(table["depth"].max())
    folded = len(table) > ROWS
    if folded and not answers:
        reason = f"None of the {count(len(table), 'comment')} is known to answer another one: there is nothing to map."
        return nothing(canvas(1) if ax is None else ax, MAP, reason)
    rows = table["branch"].nunique() if folded else len(table)
    ax = canvas(rows) if ax is None else ax
    coloured = bool(table["sentiment"].notna().any())
    drawn, told = _folded(ax, table, coloured) if folded else _outline(ax, table, coloured)
    ax.set_xlabel("depth: 1 answers the article", loc="left")
    ax.grid(axis="x")
    if coloured:
        _colours(ax)
    scope = "grey: no score; " if coloured and table["sentiment"].isna().any() else ""
    scope += f"n = {count(len(table), 'comment')}"
    if threads > 1:
        scope += f"; of {threads} threads the longest, {label(str(thread['thread_id'].iloc[0]))}"
    lost = len(thread) - len(table)
    scope += f"; {lost} in circles of replies left out" if lost else ""
    seem = "are known to answer" if deeper(thread) else "seem to answer" if unknown(thread) else "answer"
    return finish(
        ax,
        title=MAP,
        subtitle=f"{drawn}; {scope}{bounds(thread)}",
        found=f"{share(answers, len(table))} {seem} another comment; the deepest stands at depth {deepest}"
        f"{deeper(thread)}.{told}",
    )


def _outline(ax: Axes, table: pd.DataFrame, coloured: bool) -> tuple[str, str]:
    """Draw a bar for each comment."""
    rows = np.arange(len(table))
    left, size = table["depth"].to_numpy() - 1, np.sqrt(table["words"].to_numpy())
    width = 0.15 + 3.0 * size / max(size.max(), 1)
    _bars(ax, left, rows - 0.36, width, np.full(len(table), 0.72), table["sentiment"], edge=0.6)
    for x, y, name, score in zip(left + width, rows, table["author"], table["sentiment"], strict=True):
        ax.text(x + 0.06, float(y), _named(name, score), va="center", size=9)
    deepest = int(table["depth"].max())
    ax.set(xlim=(-0.1, max((left + width).max() + 1.2, deepest)), ylim=(len(table) - 0.3, -0.7), yticks=[])
    ax.set_ylabel("comments, in reading order")
    ticks = range(0, deepest, -(-deepest // 10))
    ax.set_xticks(ticks, [str(tick + 1) for tick in ticks])
    colour = ", colour and number: sentiment" if coloured else ""
    return f"length of a bar: words (square root){colour}", ""


def _folded(ax: Axes, table: pd.DataFrame, coloured: bool) -> tuple[str, str]:
    """Draw a row for each large branch and one for all others, with a bar for each depth of theirs."""
    step = -(-int(table["depth"].max()) // COLUMNS)
    column = (table["depth"] - 1) // step
    branch = table["branch"].where(table["branch"] >= 0)
    row, heads = pd.factorize(branch)  # in reading order, in which a branch's first comment comes first
    row = np.where(row < 0, len(heads), row)  # the others come last
    cells = table.groupby([row, column]).agg(
        words=("words", "sum"), known=("sentiment", "count"), sum=("sentiment", "sum")
    )
    weighed = (cells["sum"] + FEW * table["sentiment"].mean()) / (cells["known"] + FEW).where(cells["known"] > 0)
    rows, columns = (cells.index.get_level_values(level).to_numpy() for level in (0, 1))
    size = np.sqrt(cells["words"].to_numpy())
    others = rows == len(heads)
    for part in (others, ~others):
        size[part] /= max(size[part].max(initial=0), 1)
    height = 0.12 + 0.76 * size
    _bars(ax, columns.astype("float64"), rows - height / 2, np.full(len(cells), 0.94), height, weighed)
    first = table.groupby(row)["author"].first().to_numpy(dtype="object")
    if others.any():
        first[-1] = f"{count(int((table['depth'][branch.isna()] == 1).sum()), 'other')}"
    sizes, means = table.groupby(row).size().to_numpy(), table.groupby(row)["sentiment"].mean()
    labels = [
        _named(name, mean, f" ({thousands(n)})") for name, n, mean in zip(first, sizes.tolist(), means, strict=True)
    ]
    ax.set_yticks(range(len(labels)), labels, size=9)
    last = int(columns.max()) + 1
    ax.set(xlim=(-0.1, max(last, 3) + 0.1), ylim=(len(labels) - 0.3, -0.7))
    ticks = range(0, last, -(-last // (12 if step == 1 else 6)))
    ax.set_xticks([tick + 0.47 for tick in ticks], [str(tick * step + 1) for tick in ticks])
    branch_sizes = sizes[: len(heads)]
    largest = int(branch_sizes.argmax())
    which = f"the {len(heads)} largest branches" if others.any() else f"all {len(heads)} branches"
    which = which if len(heads) > 1 else "the only branch"
    drawn = f"{which} in reading order, beside who begins each: comments{' and mean sentiment' if coloured else ''}"
    drawn += f"; a bar for {'each depth' if step == 1 else f'every {step} depths'}: words (thickness, square root)"
    drawn += ", mean sentiment (colour, nearer to that of the thread the fewer comments it is of)" if coloured else ""
    drawn += "; last row: all others, on a scale of its own" if others.any() else ""
    as_large = int((branch_sizes == branch_sizes.max()).sum())
    which = f"The {'largest branch begins' if as_large == 1 else f'first of the {as_large} largest branches begins'}"
    return drawn, f" {which} with {first[largest]} and holds {share(int(sizes[largest]), len(table))}."


def _bars(
    ax: Axes,
    x: np.ndarray,
    y: np.ndarray,
    width: np.ndarray,
    height: np.ndarray,
    sentiment: pd.Series,
    edge: float = 0,
) -> None:
    colours = NEGATIVE_TO_POSITIVE((sentiment.to_numpy() + 1) / 2)
    colours[sentiment.isna()] = (0.75, 0.75, 0.75, 1)
    bars = [Rectangle((float(a), float(b)), w, h) for a, b, w, h in zip(x, y, width, height, strict=True)]
    ax.add_collection(PatchCollection(bars, facecolor=colours, edgecolor="#777777", linewidth=edge))


def _colours(ax: Axes) -> None:
    """Explain the colours of sentiment beside a chart."""
    scale = plt.cm.ScalarMappable(plt.Normalize(-1, 1), NEGATIVE_TO_POSITIVE)
    high = figure_of(ax).get_figheight()
    bar = ax.figure.colorbar(scale, ax=ax, shrink=min(0.6, 1.5 / high), aspect=10, ticks=[-1, 0, 1])
    bar.set_label("sentiment")
    bar.outline.set_visible(False)


def _named(name: str, score: float, size: str = "") -> str:
    """Put numbers behind a name."""
    if score == score:
        size += "  0.00" if abs(score) < 0.005 else f"  {score:+.2f}".replace("-", "−")
    return name + size


def levels(comments: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Comments at each depth.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id` and `parent_id`; `parent_evidence` is used where it is there. Comments in a
        circle of replies are left out and counted in the subtitle.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    known = replies.measure(comments)["depth"].dropna().astype("int64")
    if known.empty:
        return nothing(canvas(1) if ax is None else ax, "Comments by depth", "No comment has a known depth.")
    ax = canvas(known.max() if known.max() <= NUMBERED else None) if ax is None else ax
    sizes = known.value_counts().reindex(range(1, known.max() + 1), fill_value=0)
    rows = sizes.index.to_numpy()
    if len(sizes) > NUMBERED:
        ax.fill_betweenx(rows, sizes, step="mid", color=READERS, alpha=0.55, lw=0)
    else:
        ax.barh(rows, sizes, color=READERS, alpha=0.55, height=0.8)
        ax.set_yticks(rows)
        for row, size in zip(rows.tolist(), sizes, strict=True):
            ax.text(size, row, f" {thousands(int(size))}", va="center", color="#555555", size=9)
    ax.set(
        ylim=(rows[-1] + 0.6, 0.4),
        xlim=(0, sizes.max() * 1.1),
        xlabel="comments",
        ylabel="depth (1 answers the article)",
    )
    whole(ax.xaxis)
    ax.grid(axis="x")
    lost = len(comments) - len(known)
    fullest, most = int(sizes.argmax()) + 1, int(sizes.max())
    level = "The fullest level is" if (sizes == most).sum() == 1 else "No level is fuller than"
    return finish(
        ax,
        title="Comments by depth",
        subtitle=f"n = {count(len(known), 'comment')}"
        + (f"; {lost} in circles of replies left out" if lost else "")
        + bounds(comments),
        found=f"{share(int(sizes.iloc[0]), len(known))} {'may ' if unknown(comments) else ''}answer the article. "
        f"{level} depth {fullest} with {thousands(most)}, the deepest depth {known.max()}{deeper(comments)}.",
    )
