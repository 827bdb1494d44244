"""Charts of how people feel."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from analysis import bootstrap, groups
from analysis.charts import periods
from analysis.charts.draw import (
    INK,
    NEGATIVE_TO_POSITIVE,
    READERS,
    canvas,
    finish,
    names,
    nothing,
    share,
)
from analysis.charts.periods import few
from analysis.groups import NEUTRAL
from analysis.text import column, storable
from analysis.thread import count, thousands

UNIT = "sentiment, mean of the sentences (VADER, −1 to 1)"
MOST_ROWS, MOST_ONE_BY_ONE = 40, 200
LARGEST = 6  # groups, told apart by colour and dashes
MOST_DOTS = 2000  # more hide each other, and the means
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
        The group of each comment, such as its thread: one line per group, the six largest; all that is told is of them.
    authors : Series, optional
        Who wrote each; the title states a finding only if it holds over authors too.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    scores = column(scores, "scores")
    drawn, which, rows = scores, "", None
    if by is not None:
        by = storable(by)
        sizes = by[scores.notna()].value_counts()
        rows = 9 + min(len(sizes), LARGEST)
        drawn = scores.where(by.isin(sizes.index[:LARGEST]))
        some = f"the {LARGEST} largest of {count(len(sizes), 'group')}" if len(sizes) > LARGEST else "by group"
        which = f"{some}, n = {thousands(drawn.count())} of " if drawn.count() < scores.count() else f"{some}, n = "
    ax, known = canvas(rows) if ax is None else ax, drawn.dropna()
    if known.empty:
        return nothing(ax, "Distribution of sentiment", "No comment has a sentiment score.")
    low, high = int((known <= -NEUTRAL).sum()), int((known >= NEUTRAL).sum())
    ax.axvspan(-NEUTRAL, NEUTRAL, color="#ececec", lw=0)
    if by is None:
        sns.ecdfplot(x=known, ax=ax, color=READERS)
        if len(known) <= 200:
            sns.rugplot(x=known, ax=ax, color=READERS, height=0.03)
    else:
        for group, colour, style in zip(sizes.index, sns.color_palette("colorblind"), LINES, strict=False):
            line = f"{names([group])[0]} (n = {thousands(sizes[group])})"
            sns.ecdfplot(x=known[by[drawn.notna()] == group], ax=ax, color=colour, ls=style, label=line)
        ax.legend(loc="upper left", bbox_to_anchor=(0, -0.17), handlelength=3)  # on no line
    ax.set(xlim=(-1.02, 1.02), ylim=(0, 1.02), xlabel=UNIT, ylabel="share of comments with this score or less")
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}".replace("%", " %"))
    ax.grid(axis="both")
    for x, feeling, number, y, side in [(-1, "negative", low, 0.97, "left"), (1, "positive", high, 0.17, "right")]:
        ax.text(x, y, f"{feeling}\n{count(number, 'comment')}", ha=side, va="top", color="#555555")
    return finish(
        ax,
        title=_balance(drawn, authors),
        subtitle=f"ECDF, grey band: neutral, {which or 'n = '}{count(scores.count(), 'comment')}{_without(scores)}",
        found=f"{share(low, len(known))} score {-NEUTRAL} or less, {share(high, len(known))} {NEUTRAL} or more. "
        f"The median is {known.median():.2f}, the range {known.min():.2f} to {known.max():.2f}.",
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
        Who wrote each; the interval of the mean resamples whole authors. No interval is drawn for under 8.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas(2 * min(depth.nunique(), 9)) if ax is None else ax
    known = column(scores, "scores").notna() & depth.notna()
    if not known.any():
        return nothing(ax, "Sentiment by depth", "No comment has both a sentiment score and a depth.")
    total = int(known.sum())
    sparse, compared = total < 200, total >= groups.ENOUGH
    levels = sorted(depth[known].unique())
    shown, rest = levels[:8], levels[8:]
    rows, told = [], []
    random = np.random.default_rng(0)
    for row, group in enumerate([*shown, *(["deeper"] if rest else [])]):
        inside = known & (depth.isin(rest) if group == "deeper" else depth == group).fillna(False)
        values = scores[inside]
        jitter = 0 if len(values) == 1 else random.uniform(-0.25, 0.25, len(values))
        ax.scatter(
            values, row + jitter, c=values, cmap=NEGATIVE_TO_POSITIVE, vmin=-1, vmax=1, edgecolor="#777777",
            linewidth=0.4, s=36 if sparse else 12, alpha=1 if sparse else 0.8, zorder=2, clip_on=False,
        )  # fmt: skip
        mean = bootstrap.mean(values, by=None if authors is None else authors[inside])
        if len(values) > 1 and compared:
            ax.plot([mean.low, mean.high], [row + 0.38] * 2, color=INK, lw=1.5)
            ax.plot(mean.estimate, row + 0.38, marker="D", color=INK, ms=6)
        rows.append(f"{group if group == 'deeper' else f'depth {group}'} (n = {thousands(len(values))})")
        told.append(f"{rows[-1]}: {_interval(*mean[:3])}")
    ax.axvline(0, color="#bbbbbb", lw=1, zorder=0)
    ax.set(xlim=(-1.02, 1.02), ylim=(len(rows) - 0.4, -0.6), xlabel=UNIT, ylabel="")
    ax.set_yticks(range(len(rows)), rows)
    ax.grid(axis="x")
    return finish(
        ax,
        title="Sentiment by depth in the thread",
        subtitle="every comment; "
        + (f"◆ mean with 95 % interval over authors (none under {bootstrap.FEWEST} authors); " if compared else "")
        + "depth 1 answers the article",
        found="Means: " + "; ".join(told) + "." if compared else few(total),
    )


def each(scores: pd.Series, authors: pd.Series, *, ax: Axes | None = None) -> Axes:
    """Sentiment of each comment in thread order, by author; of over 40 the lowest and highest 20, of over 200 nothing.

    Parameters
    ----------
    scores : Series of float
        One per comment, -1 to 1, in document order.
    authors : Series of str
        Who wrote each.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas(min(column(scores, "scores").count(), MOST_ROWS)) if ax is None else ax
    known = pd.DataFrame({"score": scores, "author": authors})[scores.notna().to_numpy()].reset_index(drop=True)
    if known.empty:
        return nothing(ax, "Sentiment of each comment", "No comment has a sentiment score.")
    total, which = len(known), "in thread order"
    if total > MOST_ONE_BY_ONE:
        reason = f"n = {count(total, 'comment')} with a score: too many to show one by one."
        return nothing(ax, "Sentiment of each comment", reason)
    ends = [(name, score, known["author"][known["score"] == score])
            for name, score in [("lowest", known["score"].min()), ("highest", known["score"].max())]]  # fmt: skip
    told = [f"{name} {f'are {len(who)} comments' if len(who) > 1 else f'is {names(who)[0]}'} with {score:.2f}"
            for name, score, who in ends]  # fmt: skip
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
    return finish(
        ax,
        title="Sentiment of each comment",
        subtitle=f"{which}, n = {count(total, 'comment')}{_without(scores)}",
        found=f"The {told[0]}, the {told[1]}.",
    )


def shares(summary: pd.DataFrame, *, thing: str = "group", ax: Axes | None = None) -> Axes:
    """Shares of negative and of positive comments in groups such as depths or authors, with their intervals.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.groups.summarise`; groups of under ten comments are left out and counted in the subtitle.
    thing : str
        What a group is called in the heading: "depth", "author".
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    enough = summary[summary["comments"] >= groups.ENOUGH]
    ax = canvas(2 * len(enough)) if ax is None else ax
    title = f"Negative and positive comments by {thing}"
    if len(enough) < 2:
        return nothing(ax, title, f"No two groups by {thing} have {groups.ENOUGH} comments: nothing can be compared.")
    rows, told, first = np.arange(len(enough)), [], enough.iloc[0]
    for feeling, colour, marker, above in [
        ("negative", NEGATIVE_TO_POSITIVE(0.0), "o", -0.13),
        ("positive", NEGATIVE_TO_POSITIVE(1.0), "D", 0.13),
    ]:
        ax.hlines(rows + above, enough[feeling + "_low"], enough[feeling + "_high"], color=colour, lw=1.5)
        ax.plot(enough[feeling], rows + above, marker, color=colour, ms=7, mec="#555555", mew=0.6, clip_on=False)
        # Beside the marks of the first row, the lesser share's name to the left and the greater's to the right.
        left = (first["negative"] <= first["positive"]) == (feeling == "negative")
        ax.annotate(feeling, (first[feeling], -0.45), xytext=(-4 if left else 4, 0), textcoords="offset points",
                    ha="right" if left else "left", va="center", color=colour, size=9)  # fmt: skip
    labels = names(enough.index)
    for name, (_, row) in zip(labels, enough.iterrows(), strict=True):
        told.append(f"{name}: {row['negative']:.0%} negative, {row['positive']:.0%} positive".replace("%", " %"))
    ax.set(xlim=(0, 1), ylim=(len(enough) - 0.5, -0.7), xlabel="share of the group's comments", ylabel="")
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}".replace("%", " %"))
    ax.set_yticks(rows, [f"{name} (n = {thousands(n)})" for name, n in zip(labels, enough["comments"], strict=True)])
    ax.grid(axis="x")
    small = len(summary) - len(enough)
    return finish(
        ax,
        title=title,
        subtitle=f"negative: −{NEUTRAL} or less, positive: {NEUTRAL} or more; lines: 95 % intervals"
        + (f"; {small} with fewer than {groups.ENOUGH} comments left out" if small else ""),
        found="; ".join(told) + ".",
    )


def over_time(summary: pd.DataFrame, unit: str, *, left_out: int = 0, ax: Axes | None = None) -> Axes:
    """Mean sentiment of each hour, day, week, ... with its interval and number of comments.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.groups.summarise`, by the beginnings that `analysis.groups.periods` gives.
    unit : str
        What a period is: "day".
    left_out : int
        How many comments are of no period because their time is missing or not sure enough.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    title, sure = "Sentiment over time", summary.dropna(subset="mean_low")
    reason = periods.incomparable(summary, sure, unit, left_out, "a time and a score")
    if reason:
        return nothing(ax, title, reason)
    places, edge = periods.dated(ax, summary["comments"])[sure.index], _edge(sure)
    ax.axhline(0, color="#bbbbbb", lw=1, zorder=0)
    ax.plot(places, sure["mean"], "o-", color=READERS, lw=0.5, ms=6)
    ax.vlines(places, sure["mean_low"], sure["mean_high"], color=READERS, lw=1.5)
    ax.set(ylim=(-1.4 * edge, edge), ylabel="mean sentiment (VADER, −1 to 1)")
    return finish(
        ax,
        title=title,
        subtitle=f"mean of each {unit} by {bootstrap.FEWEST} authors or more, with 95 % interval over authors; "
        f"{periods.below(ax, summary['comments'], unit, left_out)}",
        found=periods.ends(sure, "mean", unit, lambda row: _interval(*row[["mean", "mean_low", "mean_high"]])),
    )


def answers(pairs: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Sentiment of answers by that of the comment they answer: each, of up to 2,000, and means with intervals.

    Parameters
    ----------
    pairs : DataFrame
        From `analysis.groups.answers`.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas() if ax is None else ax
    if len(pairs) < groups.ENOUGH:
        reason = few(len(pairs), "answer to another person's comment")
        return nothing(ax, "Answers and what they answer", reason)
    told: list[str] = []
    shared, bands = groups.shared_mood(pairs), groups.bands(pairs["answered"])
    centres = pairs["answered"].groupby(bands, observed=True).mean()
    means = groups.summarise(pairs["answer"], bands, by=pairs["author"])
    edge = _edge(means)
    if len(pairs) <= MOST_DOTS:
        edge, size = 1.02, 20 if len(pairs) < 300 else 8
        ax.scatter(pairs["answered"], pairs["answer"], s=size, color="#bdbdbd", lw=0, zorder=1, clip_on=False)
    for bound in (-groups.STRONG, -NEUTRAL, NEUTRAL, groups.STRONG):
        ax.axvline(bound, color="#e3e3e3", lw=0.8, zorder=0)
    for x, (name, row) in zip(centres, means.iterrows(), strict=True):
        number = int(row["comments"])
        ax.plot([x, x], [row["mean_low"], row["mean_high"]], color=INK, lw=1.5, zorder=3)
        ax.plot(x, row["mean"], marker="D", color=INK, ms=6, zorder=3)
        ax.text(x, -1.2 * edge, f"{'' if told else 'n = '}{thousands(number)}", ha="center", size=9, color="#555555")
        told.append(f"to {name} comments {_interval(*row[['mean', 'mean_low', 'mean_high']])}, n = {thousands(number)}")
    ax.axhline(0, color="#bbbbbb", lw=1, zorder=0)
    ax.set(xlim=(-1.02, 1.02), ylim=(-1.27 * edge, edge))
    ax.set(xlabel="sentiment of the comment answered", ylabel="sentiment of the answer")
    title = "Answers and what they answer"
    if shared.low > 0:
        title = "Answers share the mood of what they answer"
    elif shared.high < 0:
        title = "Answers go against the mood of what they answer"
    return finish(
        ax,
        title=title,
        subtitle=f"VADER, −1 to 1, n = {count(len(pairs), 'answer')} to others; ◆ mean answer to comments from very "
        "negative to very positive (bounds: lines), with 95 % interval over authors",
        found=f"The correlation is {shared}. Mean answer " + "; ".join(told) + ".",
    )


def _edge(summary: pd.DataFrame) -> float:
    """How far up and down an axis has to go to show means with their intervals."""
    reach = np.nanmax(np.abs(summary[["mean", "mean_low", "mean_high"]].to_numpy()))
    return min(max(1.1 * reach, 0.25), 1.05)


def _balance(scores: pd.Series, authors: pd.Series | None) -> str:
    """Return the finding, if a sign test over comments and the interval over authors both bear it out at 5 %."""
    sign = np.sign(scores.where(scores.isna() | (scores.abs() >= NEUTRAL), 0))
    mean = bootstrap.mean(sign, by=authors)
    felt = int(sign.abs().sum())
    unanimous = mean.groups >= bootstrap.FEWEST and mean.low != mean.low
    clear = felt >= 10 and abs(sign.sum()) > 1.96 * np.sqrt(felt) and (mean.low * mean.high > 0 or unanimous)
    if not clear:
        return "Distribution of sentiment"
    return f"More comments are {'positive than negative' if mean.estimate > 0 else 'negative than positive'}"


def _without(scores: pd.Series) -> str:
    unread = int(scores.isna().sum())
    return f"; {unread} without a score" if unread else ""


def _interval(estimate: float, low: float, high: float) -> str:
    return f"{estimate:.2f}" + (f" (95 % interval {low:.2f} to {high:.2f})" if low == low else "")
