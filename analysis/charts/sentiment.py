"""Charts of how people feel."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from analysis import bootstrap
from analysis import opinions as second
from analysis.charts.draw import (
    INK,
    NEGATIVE_TO_POSITIVE,
    NEUTRAL,
    READERS,
    canvas,
    finish,
    label,
    names,
    nothing,
    share,
)

UNIT = "sentiment, mean of the sentences (VADER, −1 to 1)"
MOST_ROWS = 40
METHODS = {"vader": "VADER", "afinn": "AFINN", "textblob": "TextBlob"}
LINES = ["-", "--", ":", "-.", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 3))]


def ecdf(
    scores: pd.Series, *, by: pd.Series | None = None, authors: pd.Series | None = None, ax: Axes | None = None
) -> Axes:
    """Cumulative distribution of sentiment: which share of comments scores this or less.

    Parameters
    ----------
    scores : Series of float
        One per comment, -1 to 1; missing ones are left out and counted in the subtitle.
    by : Series, optional
        The group of each comment, such as its thread: one line per group, the six largest.
    authors : Series, optional
        Who wrote each; the title states a finding only if it holds over authors too.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    known = scores.dropna()
    if known.empty:
        return nothing(ax, "Distribution of sentiment", "No comment has a sentiment score.")
    low, high = int((known < -NEUTRAL).sum()), int((known > NEUTRAL).sum())
    ax.axvspan(-NEUTRAL, NEUTRAL, color="#ececec", lw=0)
    if by is None:
        sns.ecdfplot(x=known, ax=ax, color=READERS)
        if len(known) <= 200:
            sns.rugplot(x=known, ax=ax, color=READERS, height=0.03)
    else:
        groups = by[scores.notna()].value_counts().head(6)
        for group, colour, style in zip(groups.index, sns.color_palette("colorblind"), LINES, strict=False):
            line = f"{label(str(group))} (n = {groups[group]})"
            sns.ecdfplot(x=known[(by == group)[scores.notna()]], ax=ax, color=colour, ls=style, label=line)
        ax.legend(loc="center right")
    ax.set(xlim=(-1.02, 1.02), ylim=(0, 1.02), xlabel=UNIT, ylabel="share of comments with this score or less")
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}".replace("%", " %"))
    ax.grid(axis="both")
    for x, text, side in [(-1, f"negative\n{low} comments", "left"), (1, f"positive\n{high} comments", "right")]:
        ax.text(x, 0.97 if x < 0 else 0.12, text, ha=side, va="top", color="#555555")
    middle = known.median()
    return finish(
        ax,
        title=_balance(scores, authors),
        subtitle=f"ECDF, grey band: neutral, n = {len(known)} comments{_without(scores)}",
        found=f"{share(low, len(known))} score below {-NEUTRAL}, {share(high, len(known))} above {NEUTRAL}. "
        f"The median is {middle:.2f}, the range {known.min():.2f} to {known.max():.2f}.",
    )


def strip(scores: pd.Series, depth: pd.Series, *, authors: pd.Series | None = None, ax: Axes | None = None) -> Axes:
    """Sentiment of every comment by its depth, with the mean at each depth and its interval.

    Parameters
    ----------
    scores : Series of float
        One per comment, -1 to 1.
    depth : Series of int
        Of each comment, 1 for an answer to the article; from the ninth on all depths are put together.
    authors : Series, optional
        Who wrote each; the interval of the mean resamples whole authors. No interval is drawn for under 5.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas(2 * min(depth.nunique(), 9)) if ax is None else ax
    known = scores.notna() & depth.notna()
    if not known.any():
        return nothing(ax, "Sentiment by depth", "No comment has both a sentiment score and a depth.")
    few = known.sum() < 200
    groups = sorted(depth[known].unique())
    shown, rest = groups[:8], groups[8:]
    rows, told = [], []
    random = np.random.default_rng(0)
    for row, group in enumerate([*shown, *(["deeper"] if rest else [])]):
        inside = known & (depth.isin(rest) if group == "deeper" else depth == group).fillna(False)
        values = scores[inside]
        jitter = 0 if len(values) == 1 else random.uniform(-0.25, 0.25, len(values))
        ax.scatter(
            values, row + jitter, c=values, cmap=NEGATIVE_TO_POSITIVE, vmin=-1, vmax=1, edgecolor="#777777",
            linewidth=0.4, s=36 if few else 12, alpha=1 if few else 0.8, zorder=2, clip_on=False,
        )  # fmt: skip
        mean = bootstrap.mean(values, by=None if authors is None else authors[inside])
        if len(values) > 1:
            ax.plot([mean.low, mean.high], [row + 0.38] * 2, color=INK, lw=1.5)
            ax.plot(mean.estimate, row + 0.38, marker="D", color=INK, ms=6)
        rows.append(f"{group if group == 'deeper' else f'depth {group}'} (n = {len(values)})")
        told.append(f"{rows[-1]}: {_interval(mean)}")
    ax.axvline(0, color="#bbbbbb", lw=1, zorder=0)
    ax.set(xlim=(-1.02, 1.02), ylim=(len(rows) - 0.4, -0.6), xlabel=UNIT, ylabel="")
    ax.set_yticks(range(len(rows)), rows)
    ax.grid(axis="x")
    return finish(
        ax,
        title="Sentiment by depth in the thread",
        subtitle="every comment; ◆ mean with 95 % interval over authors (none under 5 authors); "
        "depth 1 answers the article",
        found="Means: " + "; ".join(told) + ".",
    )


def each(scores: pd.Series, authors: pd.Series, *, ax: Axes | None = None) -> Axes:
    """Sentiment of each comment in thread order, by author; of a long thread its lowest and highest 20.

    Parameters
    ----------
    scores : Series of float
        One per comment, -1 to 1, in document order.
    authors : Series of str
        Who wrote each.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas(min(scores.count(), MOST_ROWS)) if ax is None else ax
    known = pd.DataFrame({"score": scores, "author": authors})[scores.notna().to_numpy()].reset_index(drop=True)
    if known.empty:
        return nothing(ax, "Sentiment of each comment", "No comment has a sentiment score.")
    total, which = len(known), "in thread order"
    if total > MOST_ROWS:
        ordered, half = known.sort_values("score", kind="stable"), MOST_ROWS // 2
        known = pd.concat([ordered.head(half), ordered.tail(half)])
        which = f"the {half} lowest and the {half} highest of {total}"
    rows = np.arange(len(known))
    ax.hlines(rows, 0, known["score"], color="#bbbbbb", lw=1.2, zorder=1)
    ax.scatter(
        known["score"], rows, c=known["score"], cmap=NEGATIVE_TO_POSITIVE, vmin=-1, vmax=1,
        edgecolor="#555555", linewidth=0.6, s=60, zorder=2, clip_on=False,
    )  # fmt: skip
    ax.axvline(0, color="#999999", lw=1, zorder=0)
    ax.set(xlim=(-1.02, 1.02), ylim=(len(known) - 0.4, -0.6), xlabel=UNIT)
    ax.set_yticks(rows, names(known["author"]))
    ax.grid(axis="x")
    lowest, highest = known.iloc[known["score"].argmin()], known.iloc[known["score"].argmax()]
    return finish(
        ax,
        title="Sentiment of each comment",
        subtitle=f"{which}, n = {total} comments{_without(scores)}",
        found=f"The lowest is {names([lowest['author']])[0]} with {lowest['score']:.2f}, "
        f"the highest {names([highest['author']])[0]} with {highest['score']:.2f}.",
    )


def agreement(opinions: pd.DataFrame, authors: pd.Series | None = None, *, ax: Axes | None = None) -> Axes:
    """How far methods of measuring sentiment agree: the correlation of each two, with its interval.

    Parameters
    ----------
    opinions : DataFrame
        From `analysis.sentiment.opinions`: one column per method.
    authors : Series, optional
        Who wrote each comment; the intervals resample whole authors.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    pairs = second.agreement(opinions, authors)
    ax = canvas(len(pairs) + 2) if ax is None else ax
    known = pairs.dropna(subset="r").sort_values("r", ascending=False, kind="stable").reset_index(drop=True)
    if known.empty:
        most = int(pairs["n"].max()) if len(pairs) else 0
        reason = (
            f"n = {share(most, len(opinions))} with several opinions: too few, or too much alike, to compare methods."
        )
        return nothing(ax, "How far the methods agree", reason)
    rows = np.arange(len(known))
    ax.hlines(rows, known["low"], known["high"], color=INK, lw=1.5)
    ax.scatter(known["r"], rows, color=READERS, marker="D", s=40, zorder=2, clip_on=False)
    ax.axvline(0, color="#bbbbbb", lw=1, zorder=0)
    least = min(0.0, float(np.nanmin(known[["r", "low"]].to_numpy())))
    ax.set(xlim=(least - 0.02, 1.02), ylim=(len(known) - 0.4, -0.6), xlabel="correlation (1: full agreement, 0: none)")
    named = known[["one", "other"]].replace(METHODS)
    between = [f"{label(one)} – {label(other)}" for one, other in zip(named["one"], named["other"], strict=True)]
    ax.set_yticks(rows, [f"{pair} (n = {n})" for pair, n in zip(between, known["n"], strict=True)])
    ax.grid(axis="x")
    intervals = known[["r", "low", "high"]].to_numpy("float64").tolist()
    told = [
        f"{pair}: {_interval(bootstrap.Interval(r, low, high, 0, 0))}"
        for pair, (r, low, high) in zip(between, intervals, strict=True)
    ]
    over = "comments" if authors is None else "authors"
    return finish(
        ax,
        title="How far the methods agree",
        subtitle=f"◆ Pearson’s r of two methods over the same comments, 95\u00a0% interval over {over} (none under 5)",
        found="; ".join(told) + ".",
    )


def _balance(scores: pd.Series, authors: pd.Series | None) -> str:
    """Return the finding, if a sign test over comments and the interval over authors both bear it out at 5 %."""
    sign = np.sign(scores.where(scores.isna() | (scores.abs() > NEUTRAL), 0))
    mean = bootstrap.mean(sign, by=authors)
    felt = int(sign.abs().sum())
    clear = felt >= 10 and abs(sign.sum()) > 1.96 * np.sqrt(felt) and mean.low * mean.high > 0
    if not clear:
        return "Distribution of sentiment"
    return f"More comments are {'positive than negative' if mean.low > 0 else 'negative than positive'}"


def _without(scores: pd.Series) -> str:
    unread = int(scores.isna().sum())
    return f"; {unread} without a score" if unread else ""


def _interval(mean: bootstrap.Interval) -> str:
    if np.isnan(mean.low):
        return f"{mean.estimate:.2f}"
    return f"{mean.estimate:.2f} (95 % interval {mean.low:.2f} to {mean.high:.2f})"
