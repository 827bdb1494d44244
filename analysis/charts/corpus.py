"""Charts of a measured corpus, from the sums of its comments: the tables of `analysis.corpus.Measured`."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from analysis.charts import participation
from analysis.charts.doubt import bounds_of
from analysis.charts.draw import INK, READERS, canvas, dated, finish, label, nothing, share
from analysis.groups import NEUTRAL
from analysis.thread import count, part, thousands

ENOUGH = 100  # comments; a mean without an interval is not shown of fewer
MOST_DEPTHS = 25  # bars with their number
SCORE = "sentiment, mean of the sentences (VADER, −1 to 1)"
MEAN = "mean sentiment (VADER, −1 to 1)"
NO_INTERVAL = "no intervals, as sums do not tell how threads differ"


def activity(periods: pd.DataFrame, unit: str, *, ax: Axes | None = None) -> Axes:
    """Comments of each day, week, month, ...

    Parameters
    ----------
    periods, unit
        From `analysis.corpus.periods`.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    title, sizes = "Comments over time", periods["comments"]
    if sizes.empty:
        return nothing(ax, title, "No comment has a date.")
    first, last, fullest = (str(day)[:10] for day in (sizes.index[0], sizes.index[-1], sizes.idxmax()))
    if len(sizes) == 1:
        return nothing(ax, title, f"All n = {count(int(sizes.iloc[0]), 'comment')} are of one {unit}, {first}.")
    many = np.flatnonzero(sizes >= sizes.max() / 100)
    first_many, behind = int(many[0]), int(many[-1]) + 1
    shown = sizes.iloc[first_many:behind]
    outside = int(sizes.sum() - shown.sum())
    starts = pd.Series(date2num(shown.index))
    ax.bar(starts, shown, width=0.9 * np.diff(date2num(sizes.index)).min(), color=READERS, alpha=0.55)
    ax.set(ylabel=f"comments of the {unit}", xlabel="time (UTC)")
    _whole(ax.yaxis)
    dated(ax, starts)
    return finish(
        ax,
        title=title,
        subtitle=f"comments of each {unit}, n = {count(int(sizes.sum()), 'comment')}"
        + (f"; {thousands(outside)} before or after are not drawn" if outside else ""),
        found=f"From the {unit} of {first} to that of {last}; the fullest is that of {fullest} with "
        f"{count(int(sizes.max()), 'comment')}.",
    )


def sentiment(scores: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Cumulative distribution of sentiment: which share of comments scores this or less.

    Parameters
    ----------
    scores : DataFrame
        `Measured.by["sentiment"]`: comments by their score, rounded to hundredths.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    title, known = "Distribution of sentiment", scores.dropna(subset="sentiment")
    total, unread = int(known["comments"].sum()), int(scores["comments"].sum() - known["comments"].sum())
    if not total:
        return nothing(ax, title, "No comment has a sentiment score.")
    below = known["comments"].cumsum() / total
    low, high = (round(float((known[side] * known["scored"]).sum())) for side in ("negative", "positive"))
    ax.axvspan(-NEUTRAL, NEUTRAL, color="#ececec", lw=0)
    ax.step([-1.02, *known["sentiment"], 1.02], [0, *below, 1], where="post", color=READERS, lw=1.8)
    ax.set(xlim=(-1.02, 1.02), ylim=(0, 1.02), xlabel=SCORE, ylabel="share of comments with this score or less")
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}".replace("%", " %"))
    ax.grid(axis="both")
    for x, feeling, number, y, side in [(-1, "negative", low, 0.97, "left"), (1, "positive", high, 0.17, "right")]:
        ax.text(x, y, f"{feeling}\n{count(number, 'comment')}", ha=side, va="top", color="#555555")
    median = known["sentiment"].iloc[int((below >= 0.5).to_numpy().argmax())]
    return finish(
        ax,
        title=title,
        subtitle=f"ECDF, grey band: neutral, n = {count(total, 'comment')}"
        + (f"; {thousands(unread)} without a score" if unread else ""),
        found=f"{share(low, total)} score {-NEUTRAL} or less, {share(high, total)} {NEUTRAL} or more. The median is "
        f"{median:.2f}, the range {known['sentiment'].min():.2f} to {known['sentiment'].max():.2f}.",
    )


def over_time(periods: pd.DataFrame, unit: str, *, ax: Axes | None = None) -> Axes:
    """Mean sentiment of each day, week, month, ... with its number of comments.

    Parameters
    ----------
    periods, unit
        From `analysis.corpus.periods`; those of under 100 comments with a score are left out and counted.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    title, known = "Sentiment over time", periods[periods["scored"] >= ENOUGH]
    if len(known) < 2:
        reason = f"No two {unit}s have {ENOUGH} comments with a score: nothing can be compared."
        return nothing(ax, title, reason)
    times, edge = pd.Series(date2num(known.index), known.index), _edge(known["mean_sentence"])
    ax.axhline(0, color="#bbbbbb", lw=1, zorder=0)
    ax.plot(times, known["mean_sentence"], color=READERS, lw=0.5)
    ax.scatter(times, known["mean_sentence"], s=6 + 40 * known["scored"] / known["scored"].max(), color=READERS)
    for time, number in zip(times, known["scored"], strict=True):
        ax.text(time, -1.37 * edge, thousands(number), ha="center", va="bottom", size=8, color="#555555",
                rotation=90 if len(known) > 10 else 0)  # fmt: skip
    ax.set(ylim=(-1.4 * edge, edge), ylabel=MEAN, xlabel="time (UTC)")
    dated(ax, times)
    large = known[known["scored"] >= known["scored"].max() / 10]
    ends = [large.iloc[large["mean_sentence"].argmin()], large.iloc[large["mean_sentence"].argmax()]]
    lowest, highest = (f"{row.name:%Y-%m-%d} ({row['mean_sentence']:.2f})" for row in ends)
    return finish(
        ax,
        title=title,
        subtitle=f"mean of each {unit}, below its comments; n = {count(int(known['scored'].sum()), 'comment')} with a "
        f"score; {NO_INTERVAL}{_left_out(periods, unit)}",
        found=f"Of {count(len(large), unit)} with a tenth of the most comments or more, the mean is lowest in that of "
        f"{lowest}, and highest in that of {highest}. Lowest and highest lie apart by chance too: this bears out no "
        "change.",
    )


def by_depth(depths: pd.DataFrame, evidence: pd.DataFrame | None = None, *, ax: Axes | None = None) -> Axes:
    """Mean sentiment at each depth.

    Parameters
    ----------
    depths : DataFrame
        From `analysis.corpus.depths`; those of under 100 comments with a score are left out and counted.
    evidence : DataFrame, optional
        `Measured.by["parent_evidence"]`: where nothing says whom many comments answer, the subtitle does.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    title, known = "Sentiment by depth in the thread", depths[depths["scored"] >= ENOUGH]
    ax = canvas(len(known) + 1) if ax is None else ax
    if len(known) < 2:
        return nothing(ax, title, f"No two depths have {ENOUGH} comments with a score: nothing can be compared.")
    means = _dots(ax, known, "mean_sentence", "scored")
    return finish(
        ax,
        title=title,
        subtitle=f"mean of n = {count(int(known['scored'].sum()), 'comment')} with a score; depth 1 answers the "
        f"article; {NO_INTERVAL}{_left_out(depths, 'depth')}" + ("" if evidence is None else bounds_of(evidence)),
        found=f"Means: {means}.",
    )


def by_size(sizes: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Mean sentiment of comments by the size of their thread, with intervals over threads.

    Parameters
    ----------
    sizes : DataFrame
        From `analysis.corpus.by_size`.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    title, total = "Sentiment by size of the thread", int(sizes["comments"].sum())
    ax = canvas(len(sizes) + 1) if ax is None else ax
    if len(sizes) < 2:
        reason = "Threads of one size only have ten comments with a score: nothing can be compared."
        return nothing(ax, title, reason if len(sizes) else "Threads of no size have ten comments with a score.")
    labelled = sizes.rename(index=lambda size: f"{size} comments" if size != "1" else "1 comment")
    means = _dots(ax, labelled.assign(mean_sentence=sizes["mean"].to_numpy()), "mean_sentence", "threads")
    ax.hlines(np.arange(len(sizes)), sizes["low"], sizes["high"], color=INK, lw=1.5)
    ends = sizes[["low", "high"]].to_numpy(dtype="float64")
    edge = _edge(pd.Series(np.append(sizes["mean"], ends[~np.isnan(ends)])))
    ax.set_xlim(-edge, edge)
    return finish(
        ax,
        title=title,
        subtitle="◆ mean of the comments with 95 % interval over threads (none under 8); n = "
        f"{count(int(sizes['threads'].sum()), 'thread')} with {count(total, 'comment')} with a score",
        found=f"Means: {means}.",
    )


def length(words: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Distribution of comment length, on a logarithmic axis, with the median.

    Parameters
    ----------
    words : DataFrame
        `Measured.by["words"]`: comments by their number of words. Those without have no place on the axis.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    known = words.dropna(subset="words")
    some = known[known["words"] > 0]
    empty = int(known["comments"].sum() - some["comments"].sum())
    ax = canvas() if ax is None else ax
    if some.empty:
        return nothing(ax, "Length of comments", "No comment has any words.")
    values, sizes = some["words"].astype("int64"), some["comments"].astype("int64")
    middle, total = _histogram(ax, values, sizes), int(sizes.sum())
    ax.set(xlabel="words in a comment (logarithmic)", ylabel="comments")
    return finish(
        ax,
        title="Length of comments",
        subtitle=f"comments by number of words, n = {thousands(total)}"
        + (f"; {thousands(empty)} without any words left out" if empty else ""),
        found=f"The median is {thousands(middle)} words; the longest comment has {thousands(int(values.max()))}. "
        f"{share(int(sizes[values >= 100].sum()), total)} have 100 or more.",
    )


def thread_sizes(threads: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Distribution of the sizes of threads, on a logarithmic axis, with the median.

    Parameters
    ----------
    threads : DataFrame
        `Measured.threads`.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    title, sizes = "Size of threads", threads["comments"].astype("int64").sort_values()
    if len(sizes) < 2:
        reason = "There is no thread with comments."
        if len(sizes):
            reason = f"n = 1 thread, of {count(int(sizes.iloc[0]), 'comment')}: nothing can be compared."
        return nothing(ax, title, reason)
    counts = sizes.value_counts().sort_index()
    middle = _histogram(ax, counts.index.to_series(), counts)
    ax.set(xlabel="comments of a thread (logarithmic)", ylabel="threads")
    top, total = -(-len(sizes) // 10), int(sizes.sum())
    held = f"{sizes.iloc[-top:].sum() / total:.0%}".replace("%", " %")
    return finish(
        ax,
        title=title,
        subtitle=f"threads by number of comments, n = {count(len(sizes), 'thread')}",
        found=f"The median thread has {count(middle, 'comment')}, the largest {thousands(int(sizes.iloc[-1]))}. The "
        f"largest {part(top, len(sizes), 'thread')} {'holds' if top == 1 else 'hold'} {held} of the comments.",
    )


def depths(depth: pd.DataFrame, evidence: pd.DataFrame | None = None, *, ax: Axes | None = None) -> Axes:
    """Comments at each depth, up to the 25th.

    Parameters
    ----------
    depth : DataFrame
        `Measured.by["depth"]`.
    evidence : DataFrame, optional
        As for `by_depth`.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    known = depth.dropna(subset="depth")
    sizes = known.set_index("depth")["comments"].astype("int64")
    ax = canvas(min(len(sizes), MOST_DEPTHS)) if ax is None else ax
    if sizes.empty:
        return nothing(ax, "Comments by depth", "No comment has a known depth.")
    total, deepest, shown = int(sizes.sum()), int(sizes.index.max()), sizes[sizes.index <= MOST_DEPTHS]
    rows = shown.index.to_numpy(dtype="int64")
    ax.barh(rows, shown, color=READERS, alpha=0.55, height=0.8)
    ax.set_yticks(rows)
    for row, size in zip(rows, shown, strict=True):
        ax.text(size, row, f" {thousands(size)}", va="center", color="#555555", size=9)
    ax.set(ylim=(rows[-1] + 0.6, 0.4), xlim=(0, shown.max() * 1.15))
    ax.set(xlabel="comments", ylabel="depth (1 answers the article)")
    _whole(ax.xaxis)
    ax.grid(axis="x")
    deeper, lost = total - int(shown.sum()), int(depth["comments"].sum()) - total
    return finish(
        ax,
        title="Comments by depth",
        subtitle=f"n = {count(total, 'comment')}"
        + (f"; {thousands(deeper)} deeper than {MOST_DEPTHS} not shown" if deeper else "")
        + (f"; {thousands(lost)} in circles of replies left out" if lost else "")
        + ("" if evidence is None else bounds_of(evidence)),
        found=f"{share(int(sizes.get(1, 0)), total)} answer the article. The fullest level is depth {sizes.idxmax()} "
        f"with {count(int(sizes.max()), 'comment')}, the deepest depth {deepest}.",
    )


def lorenz(authors: pd.DataFrame, nameless: int = 0, *, ax: Axes | None = None) -> Axes:
    """Lorenz curve of comments per author over all threads, see `analysis.charts.replies.lorenz`.

    Parameters
    ----------
    authors : DataFrame
        `Measured.authors`.
    nameless : int
        From `analysis.corpus.nameless`.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    return participation.curve(authors["comments"], nameless, ax=ax)


def entities(names: pd.DataFrame, *, most: int = 20, ax: Axes | None = None) -> Axes:
    """The names that comments mention most often, and in how many threads they stand.

    Parameters
    ----------
    names : DataFrame
        `Measured.entities`.
    most : int
        How many to show.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    top = names[names["mentions"] > 0].nlargest(most, "mentions")
    ax = canvas(len(top)) if ax is None else ax
    if top.empty:
        return nothing(ax, "Names in the comments", "No name was found in the comments.")
    rows = np.arange(len(top))
    ax.hlines(rows, 0, top["mentions"], color="#d0d0d0", lw=2, zorder=1)
    ax.plot(top["mentions"], rows, "o", color=READERS, ms=7, zorder=2, clip_on=False)
    for row, mentions, threads in zip(rows, top["mentions"], top["threads"], strict=True):
        ax.annotate(f"{thousands(mentions)} in {thousands(threads)}", (mentions, row), xytext=(8, 0),
                    textcoords="offset points", va="center", size=9, color="#555555")  # fmt: skip
    ax.set_yticks(rows, [label(name) for name in top["entity"]])
    ax.set(ylim=(len(top) - 0.4, -0.6), xlim=(0, top["mentions"].max() * 1.2), xlabel="mentions in comments")
    _whole(ax.xaxis)
    ax.grid(axis="x")
    first = top.iloc[0]
    return finish(
        ax,
        title="Names in the comments",
        subtitle=f"mentions, and in how many threads at most; the first {part(len(top), len(names), 'name')}, n = "
        f"{count(int(names['mentions'].sum()), 'mention')}",
        found=f"{first['entity']} is named most often: {count(int(first['mentions']), 'mention')}.",
    )


def _dots(ax: Axes, table: pd.DataFrame, measure: str, n: str) -> str:
    """Draw a mean per row, and return them in words."""
    rows, edge = np.arange(len(table)), _edge(table[measure])
    ax.axvline(0, color="#bbbbbb", lw=1, zorder=0)
    ax.plot(table[measure], rows, "D", color=INK, ms=6, zorder=3)
    ax.set_yticks(rows, [f"{name} (n = {thousands(size)})" for name, size in zip(table.index, table[n], strict=True)])
    ax.set(ylim=(len(table) - 0.5, -0.6), xlim=(-edge, edge), xlabel=MEAN)
    ax.grid(axis="x")
    return "; ".join(f"{name} {value:.2f}" for name, value in table[measure].items())


def _histogram(ax: Axes, values: pd.Series, sizes: pd.Series) -> int:
    """Draw how often rising whole numbers from 1 on occur, in bins of half a power of two; return the median."""
    low, high = np.floor(np.log2(values.min())), np.ceil(np.log2(values.max() + 1))
    bins = np.unique(np.ceil(2 ** np.arange(low, high + 0.5, 0.5)))  # 1, 2, 3, 4, 6, 8, 12
    heights, edges = np.histogram(values, bins, weights=sizes)
    ax.bar(edges[:-1], heights, np.diff(edges), align="edge", color=READERS, alpha=0.55, edgecolor="white")
    below = sizes.cumsum().to_numpy()
    middle = int(values.iloc[int((2 * below >= below[-1]).argmax())])
    ax.axvline(middle, color=INK, lw=1.2, ls="--")
    ax.text(middle, 1, f" median {thousands(middle)}", transform=ax.get_xaxis_transform(), va="top")
    ax.set_xscale("log", base=2)
    ax.set_xlim(2**low * 0.95, max(2**high, 2 ** (low + 2)) * 1.05)
    ax.xaxis.set_major_locator(LogLocator(base=2, numticks=12))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    _whole(ax.yaxis)
    ax.grid(axis="y")
    return middle


def _whole(axis) -> None:
    """Give an axis of counts whole numbers in groups of three digits."""
    axis.set_major_locator(MaxNLocator(6, integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: thousands(round(value))))


def _edge(means: pd.Series) -> float:
    """How far up and down an axis has to go to show means."""
    return min(max(1.2 * float(means.abs().max()), 0.25), 1.05)


def _left_out(table: pd.DataFrame, thing: str) -> str:
    small = int((table["scored"] < ENOUGH).sum())
    return f"; {count(small, thing)} of under {ENOUGH} left out" if small else ""
